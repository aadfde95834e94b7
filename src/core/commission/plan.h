/*
 * Commission plan: what pays, as a checked struct.
 *
 * Amounts are minor units of the plan's currency, rates and multipliers have 8
 * decimals (_e8), edges of bands are in the units of what is looked up.  All
 * zeros are a plan without a rule: a bool says whether an optional field is given, not
 * by a value.  The order of members means nothing; keys, their order and their
 * ranges are the table in plan_fields.c.
 * Rules: docs/commission.md.  Independent of JSON or of storage.
 */
#ifndef LF_CORE_COMMISSION_PLAN_H
#define LF_CORE_COMMISSION_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/keyword.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/money/money.h"

#define LF_ONE_E8 INT64_C(100000000)

/* Money or a number that may be left out. */
typedef struct LfOptional {
    bool given;
    int64_t value;
} LfOptional;

typedef enum LfCurveMethod {
    LF_MARGINAL, /* tiers only */
    LF_WHOLE,
    LF_RAMP
} LfCurveMethod;

/* What a statement adds up itself: tiers are over one of these, KPI may be. */
typedef enum LfVolume {
    LF_VOLUME_AMOUNT,
    LF_VOLUME_BASE,
    LF_VOLUME_LOANS,
    LF_NO_VOLUME
} LfVolume;

typedef enum LfLoanEvent {
    LF_EVENT_DEFAULT,
    LF_EVENT_EARLY_SETTLEMENT
} LfLoanEvent;

#define LF_LOAN_EVENTS 2

/* "amount", "base", "loans"; "default", "early_settlement"; "higher" 0, "lower" 1. */
extern const LfKeywords lf_volumes;
extern const LfKeywords lf_loan_events;
extern const LfKeywords lf_betters;

/* Bands [from, next from). */
typedef struct LfRateBand {
    int64_t from;
    int64_t rate_e8;
} LfRateBand;

typedef struct LfRateCurve {
    LfCurveMethod method;
    int32_t count;
    LfRateBand band[LF_MAX_RATE_BANDS];
} LfRateCurve;

/* A curve over a value that has a name. */
typedef struct LfNamedCurve {
    LfText by;
    LfRateCurve curve;
} LfNamedCurve;

typedef struct LfPerLoan {
    bool given;
    int64_t rate_e8;
    LfOptional min;
    LfOptional max;
} LfPerLoan;

typedef struct LfCommissionTiers {
    bool given;
    LfVolume over;
    LfOptional quota; /* then `from` is a multiple of it, 8 decimals */
    LfRateCurve curve;
} LfCommissionTiers;

typedef struct LfIndicator {
    LfText name;
    int64_t target_e8;
    int64_t weight_e8;
    bool lower_is_better;
    int64_t gate_e8;
    LfOptional cap_e8;
} LfIndicator;

typedef struct LfKpi {
    bool given;
    bool has_curve; /* else the multiplier is the score */
    int32_t count;
    LfIndicator indicator[LF_MAX_INDICATORS];
    LfRateCurve curve;
} LfKpi;

typedef struct LfDeferral {
    bool given;
    bool has_release;
    int32_t years;
    int64_t share_e8;
    LfNamedCurve release;
} LfDeferral;

typedef struct LfClawbackWindow {
    LfLoanEvent event;
    bool pro_rata;
    int32_t from; /* months on book, [from, to) */
    int32_t to;
    int64_t share_e8;
} LfClawbackWindow;

typedef struct LfDraw {
    bool given;
    bool recoverable;
    int64_t guarantee;
    int64_t recovery_e8;
} LfDraw;

typedef struct LfCommissionPlan {
    LfCurrency currency;
    int32_t scale; /* of the currency */
    LfPerLoan per_loan;
    LfCommissionTiers tiers;
    int64_t bonus;
    LfKpi kpi;
    int32_t quality_count;
    LfNamedCurve quality[LF_MAX_QUALITIES];
    LfOptional floor;
    LfOptional cap;
    LfDeferral deferral;
    int32_t window_count;
    LfClawbackWindow window[LF_MAX_CLAWBACK_WINDOWS];
    LfDraw draw;
    int64_t salary;
} LfCommissionPlan;

/*
 * The check of a plan whose fields are each within their own range: bands
 * ascend, weights sum to 1, windows of one event do not overlap, something is
 * paid.  LF_OK, or one of LF_ERR_PLAN_*, which names the path of the key.
 */
extern lf_status lf_commission_plan_check(const LfCommissionPlan *plan, LfFault *why);

/* The volume that a value's name means, or LF_NO_VOLUME. */
extern LfVolume lf_plan_volume(const LfText *name);

#endif
