/*
 * Settling: sums and values in, the lines of a statement out.
 *
 * One function works out everything, so that the record, the lines, the
 * deferred parts and the KPI rows cannot disagree.
 */
#ifndef LF_CORE_COMMISSION_SETTLE_H
#define LF_CORE_COMMISSION_SETTLE_H

#include "core/commission/commission.h"

/* Slots of the values a plan may ask for: an indicator's, a quality's, the release's. */
#define LF_VALUE_QUALITY LF_MAX_INDICATORS
#define LF_VALUE_RELEASE (LF_VALUE_QUALITY + LF_MAX_QUALITIES)
#define LF_VALUE_SLOTS (LF_VALUE_RELEASE + 1)

typedef struct LfKpiValue {
    bool given;
    lf_int128_stored value_e8;
} LfKpiValue;

/* The name of the value that the plan looks up in a slot, or NULL. */
extern const LfPlanName *lf_value_name(const LfCommissionPlan *plan, int slot);

/* amount, base and loans: values that a statement has itself. */
extern bool lf_is_volume(const LfPlanName *name);

/* Days [from, to) of a period of `days`; 0 days: all of it, whatever it is. */
typedef struct LfActiveDays {
    int32_t days;
    int32_t from;
    int32_t to;
} LfActiveDays;

typedef struct LfSettleTerms {
    LfKpiValue value[LF_VALUE_SLOTS];
    int64_t carried;
    int64_t vesting;
    LfActiveDays active;
} LfSettleTerms;

typedef enum LfRule {
    LF_RULE_PER_LOAN,
    LF_RULE_TIERS, /* index: the band */
    LF_RULE_BONUS,
    LF_RULE_KPI,
    LF_RULE_QUALITY, /* index: which */
    LF_RULE_FLOOR,
    LF_RULE_CAP,
    LF_RULE_DEFERRAL,
    LF_RULE_RELEASE,
    LF_RULE_CLAWBACK, /* index: LfLoanEvent */
    LF_RULE_SHORTFALL,
    LF_RULE_DRAW,
    LF_RULE_RECOVERY,
    LF_RULE_SALARY
} LfRule;

typedef struct LfStatementLine {
    LfRule rule;
    int32_t index;
    int64_t base;    /* LF_NOT_GIVEN: none */
    int64_t rate_e8; /* LF_NOT_GIVEN: none */
    int64_t amount;
} LfStatementLine;

/* Bands and qualities, and at most one line of every other rule. */
#define LF_MAX_STATEMENT_LINES (LF_MAX_RATE_BANDS + LF_MAX_QUALITIES + LF_LOAN_EVENTS + 11)

typedef struct LfKpiLine {
    lf_int128_stored actual_e8;
    int64_t target_e8;
    int64_t attainment_e8; /* before gate and cap */
    int64_t counted_e8;    /* after */
} LfKpiLine;

typedef struct LfSettlement {
    int64_t gross;
    int64_t earned;
    int64_t deferred;
    int64_t released;
    int64_t forfeited;
    int64_t clawback;
    int64_t draw;
    int64_t recovery;
    int64_t salary;
    int64_t payable;
    int64_t carried_forward;
    int64_t score_e8;      /* where the plan has KPI */
    int64_t multiplier_e8; /* where the plan has KPI */
    int32_t line_count;
    LfKpiLine kpi[LF_MAX_INDICATORS];
    LfStatementLine line[LF_MAX_STATEMENT_LINES];
} LfSettlement;

/*
 * LF_OK, or LF_ERR_NEGATIVE (carried, vesting), LF_ERR_KPI_MISSING,
 * LF_ERR_KPI_NEGATIVE, LF_ERR_KPI_RANGE, LF_ERR_KPI_TARGET, LF_ERR_OVERFLOW
 * naming what left 64 bits.  Bounded by the limits of a plan; allocates nothing.
 */
extern lf_status lf_commission_settle(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                                      const LfSettleTerms *terms, LfSettlement *out, LfFault *why);

/* Part 1 .. years of a deferred amount: equal parts, odd minor units last. */
extern int64_t lf_deferred_part(int64_t deferred, int64_t years, int64_t part);

/* round(x * to / days) - round(x * from / days): parts of a period add up. */
extern int64_t lf_prorate(int64_t x, LfActiveDays active);

/* actual / target, or 2 - actual / target, not below 0; target not 0.  LF_ERR_OVERFLOW. */
extern lf_status lf_attainment(lf_int128 actual, lf_int128 target, bool lower_is_better,
                               int64_t *attainment_e8, LfFault *why);

/* "higher", "lower": LF_OK or LF_ERR_KEYWORD. */
extern lf_status lf_better_parse(const char *text, size_t len, bool *lower_is_better, LfFault *why);

/*
 * The KPI rows, score and multiplier.  `sums` gives amount, base and loans
 * where the terms do not; NULL: nothing does, and every value must be given.
 */
extern lf_status lf_kpi_settle(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                               const LfSettleTerms *terms, LfSettlement *out, LfFault *why);

/* The value in a slot, from the terms or from the sums. */
extern lf_status lf_kpi_value(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                              const LfSettleTerms *terms, int slot, lf_int128_stored *value_e8,
                              LfFault *why);

/* The rate of x's band; 0 below the first.  Whole or ramp. */
extern int64_t lf_curve_rate(const LfRateCurve *curve, lf_int128 x);

/*
 * Commission of steps 1 and 2: a line per loan, and lines of the tiers (a
 * slice each, or one).  Appends to `line` and *count.
 */
extern lf_status lf_commission_tiers(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                                     LfActiveDays active, LfStatementLine *line, int32_t *count,
                                     LfFault *why);

#endif
