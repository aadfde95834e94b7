/*
 * Commission: a plan as numbers, the sums one statement keeps, and what they
 * are worth.
 *
 * What an aggregate adds up is counts and exact sums (LfCommissionSums);
 * whatever looks at the whole period - tiers, quota, KPI, limits, draw - happens
 * in lf_commission_settle, once, line by line: each derived rate is rounded to 8
 * decimals, each line to the minor unit, the next line starts from there.
 * Amounts are minor units of the plan's currency, rates and multipliers have 8
 * decimals (_e8); all rounding is half up.
 * Rules: docs/commission.md.  May know: nothing of JSON or of storage.
 */
#ifndef LF_CORE_COMMISSION_COMMISSION_H
#define LF_CORE_COMMISSION_COMMISSION_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/int128.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/history/history.h"
#include "core/money/money.h"

#define LF_ONE_E8 INT64_C(100000000)

/* Money or a number that is not given: all those that are given are 0 or more. */
#define LF_NOT_GIVEN INT64_C(-1)

/* Text that somebody else owns, not terminated. */
typedef struct LfPlanName {
    const char *text;
    size_t length;
} LfPlanName;

typedef enum LfCurveMethod {
    LF_MARGINAL = 0, /* tiers only */
    LF_WHOLE,
    LF_RAMP
} LfCurveMethod;

typedef enum LfTierBasis {
    LF_OVER_AMOUNT = 0,
    LF_OVER_BASE,
    LF_OVER_LOANS
} LfTierBasis;

typedef enum LfLoanEvent {
    LF_EVENT_DEFAULT = 0,
    LF_EVENT_EARLY_SETTLEMENT
} LfLoanEvent;

#define LF_LOAN_EVENTS 2

/* Bands [from, next from): `from` is in the units of what is looked up. */
typedef struct LfRateBand {
    int64_t from;
    int64_t rate_e8;
} LfRateBand;

typedef struct LfRateCurve {
    int64_t method; /* LfCurveMethod */
    int64_t count;
    LfRateBand band[LF_MAX_RATE_BANDS];
} LfRateCurve;

/* A curve over a value that has a name. */
typedef struct LfNamedCurve {
    LfPlanName by;
    LfRateCurve curve;
} LfNamedCurve;

typedef struct LfPerLoan {
    int64_t given;
    int64_t rate_e8;
    int64_t min;
    int64_t max;
} LfPerLoan;

typedef struct LfTiers {
    int64_t given;
    int64_t over;  /* LfTierBasis */
    int64_t quota; /* then `from` is a multiple of it, 8 decimals */
    LfRateCurve curve;
} LfTiers;

typedef struct LfIndicator {
    LfPlanName name;
    int64_t target_e8;
    int64_t weight_e8;
    int64_t lower_is_better;
    int64_t gate_e8;
    int64_t cap_e8;
} LfIndicator;

typedef struct LfKpi {
    int64_t given;
    int64_t count;
    LfIndicator indicator[LF_MAX_INDICATORS];
    LfRateCurve curve; /* no band: the multiplier is the score */
} LfKpi;

typedef struct LfDeferral {
    int64_t given;
    int64_t share_e8;
    int64_t years;
    int64_t has_release;
    LfNamedCurve release;
} LfDeferral;

typedef struct LfClawbackWindow {
    int64_t event; /* LfLoanEvent */
    int64_t from;  /* months on book, [from, to) */
    int64_t to;
    int64_t share_e8;
    int64_t pro_rata;
} LfClawbackWindow;

typedef struct LfDraw {
    int64_t given;
    int64_t guarantee;
    int64_t recoverable;
    int64_t recovery_e8;
} LfDraw;

/*
 * A checked plan: bands ascend, weights sum to 1, windows of one event do not
 * overlap, every number is within its limits.  Its order is that of the keys
 * in the text.
 */
typedef struct LfCommissionPlan {
    LfCurrency currency;
    int32_t scale; /* of the currency */
    LfPerLoan per_loan;
    LfTiers tiers;
    int64_t bonus;
    LfKpi kpi;
    int64_t quality_count;
    LfNamedCurve quality[LF_MAX_QUALITIES];
    int64_t floor;
    int64_t cap;
    LfDeferral deferral;
    int64_t window_count;
    LfClawbackWindow window[LF_MAX_CLAWBACK_WINDOWS];
    LfDraw draw;
    int64_t salary;
} LfCommissionPlan;

/* Loans of one event that met a window. */
typedef struct LfClawbackSum {
    int64_t loans;
    lf_int128_stored paid;
    lf_int128_stored clawed;
} LfClawbackSum;

/* What one manager, period and plan add up to. */
typedef struct LfCommissionSums {
    int64_t loans;
    lf_int128_stored amount;
    lf_int128_stored base;
    lf_int128_stored commission; /* per loan, each rounded and limited */
    LfClawbackSum event[LF_LOAN_EVENTS];
} LfCommissionSums;

/*
 * Adds one loan, or one event on a loan paid for earlier.  LF_ERR_NEGATIVE,
 * LF_ERR_RANGE_MONEY for an amount outside 0 .. LF_MAX_MONEY, LF_ERR_SUM_RANGE
 * for a count beyond 63 bits; the sums are then as before.
 */
extern lf_status lf_commission_add_loan(LfCommissionSums *sums, const LfPerLoan *terms,
                                        int64_t amount, int64_t base, int scale, LfFault *why);
extern lf_status lf_commission_add_event(LfCommissionSums *sums, const LfClawbackWindow *window,
                                         int64_t count, LfLoanEvent event, int64_t paid,
                                         int64_t months, int scale, LfFault *why);

extern lf_status lf_commission_merge(LfCommissionSums *sums, const LfCommissionSums *part,
                                     LfFault *why);

/* Why these cannot be sums under the plan, or NULL: counts and sums are 0 or
 * more, nothing adds up to something, limits per loan hold. */
extern const char *lf_commission_defect(const LfCommissionSums *sums, const LfCommissionPlan *plan);

/* "default", "early_settlement": LF_OK or LF_ERR_KEYWORD. */
extern lf_status lf_loan_event_parse(const char *text, size_t len, LfLoanEvent *event,
                                     LfFault *why);
extern const char *lf_loan_event_name(LfLoanEvent event);

/*
 * What one loan's event takes back: 0 where no window holds its months on
 * book, and *hit says so.  paid within 0 .. LF_MAX_MONEY, months 0 or more.
 */
extern int64_t lf_clawback(const LfClawbackWindow *window, int64_t count, LfLoanEvent event,
                           int64_t paid, int64_t months, bool *hit);

/* LF_OK, or the refusal of what is not a paid amount or an age. */
extern lf_status lf_clawback_check(int64_t paid, int64_t months, int scale, LfFault *why);

/*
 * The event in a loan's months that takes commission back: the first month over
 * the line (more than over_days past due, or charged off), or the first month
 * without a balance before `matures_month`; the earlier of them, in one month
 * default.  False: neither.  Reads days past due, balances and charge_off.
 */
extern bool lf_clawback_find(const LfHistory *h, int64_t over_days, int32_t matures_month,
                             LfLoanEvent *event, int32_t *month);

/* One loan alone: its commission per loan plus the tiers, over a whole period. */
extern lf_status lf_commission_of_loan(const LfCommissionPlan *plan, int64_t amount, int64_t base,
                                       int64_t *commission, LfFault *why);

/*
 * An amount within LF_MAX_MONEY into parts by weights: floors, then a minor
 * unit each to the largest remainders, the earlier one of equals; a negative
 * amount is the mirror image.  Weights (of one unit, whichever) are 0 or more,
 * sum to more than 0 and to less than 2^125.  `order` and `remainder` are
 * scratch of `count`.  O(count log count).
 */
extern void lf_split(int64_t amount, const lf_int128_stored *weight, int32_t count, int64_t *part,
                     int32_t *order, lf_int128_stored *remainder);

#endif
