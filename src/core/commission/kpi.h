/*
 * KPI: attainment of targets, the score, and the multiplier it earns.
 *
 * Values have 8 decimals; amount, base and loans are those of the statement where
 * the query gave none.
 */
#ifndef LF_CORE_COMMISSION_KPI_H
#define LF_CORE_COMMISSION_KPI_H

#include "core/commission/tiers.h"

/* Slots of the values a plan may ask for: an indicator's, a quality's, the release's. */
#define LF_VALUE_QUALITY LF_MAX_INDICATORS
#define LF_VALUE_RELEASE (LF_VALUE_QUALITY + LF_MAX_QUALITIES)
#define LF_VALUE_SLOTS (LF_VALUE_RELEASE + 1)

/* What a statement is settled with, beside its sums. */
typedef struct LfKpiValue {
    bool given;
    lf_int128_stored value_e8;
} LfKpiValue;

typedef struct LfSettleTerms {
    LfKpiValue value[LF_VALUE_SLOTS];
    int64_t carried;
    int64_t vesting;
    LfActiveDays active;
} LfSettleTerms;

typedef struct LfKpiLine {
    lf_int128_stored actual_e8;
    int64_t target_e8;
    int64_t attainment_e8; /* before gate and cap */
    int64_t counted_e8;    /* after */
} LfKpiLine;

typedef struct LfKpiScore {
    int64_t score_e8;
    int64_t multiplier_e8;
    LfKpiLine line[LF_MAX_INDICATORS];
} LfKpiScore;

/* The name of the value that the plan looks up in a slot, or NULL. */
extern const LfText *lf_value_name(const LfCommissionPlan *plan, int slot);

/* The value in a slot, from the terms or from the sums: LF_ERR_KPI_MISSING, LF_ERR_KPI_RANGE. */
extern lf_status lf_kpi_value(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                              const LfSettleTerms *terms, int slot, lf_int128_stored *value_e8,
                              LfFault *why);

/* actual / target, or 2 - actual / target, not below 0; target not 0.  LF_ERR_OVERFLOW. */
extern lf_status lf_attainment(lf_int128 actual, lf_int128 target, bool lower_is_better,
                               int64_t *attainment_e8, LfFault *why);

/*
 * The KPI rows, score and multiplier.  `sums` gives amount, base and loans
 * where the terms do not; NULL: nothing does, and every value must be given.
 */
extern lf_status lf_kpi_score(const LfCommissionPlan *plan, const LfCommissionSums *sums,
                              const LfSettleTerms *terms, LfKpiScore *score, LfFault *why);

#endif
