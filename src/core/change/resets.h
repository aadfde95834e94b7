/*
 * Resets: the dated rates of a floating loan 浮动利率, and a schedule repriced
 * by all of them.
 *
 * An index is published on some days.  The contract adds a spread, with a floor
 * and a cap, and says on which day of the loan a new rate begins.
 * Rules: docs/events.md, rate resets.
 */
#ifndef LF_CORE_CHANGE_RESETS_H
#define LF_CORE_CHANGE_RESETS_H

#include "core/change/change.h"

/* The day on which a loan takes a rate. */
typedef enum LfResetCustom {
    LF_RESET_DATE = 0,   /* that of the rate itself */
    LF_RESET_DUE,        /* the first due date from then on */
    LF_RESET_JANUARY,    /* the first 1 January from then on */
    LF_RESET_ANNIVERSARY /* the first anniversary of the start date from then on */
} LfResetCustom;

extern const LfKeywords lf_reset_customs;

/* What a contract adds to an index. */
typedef struct LfResetRule {
    int64_t spread_e12;
    bool has_floor;
    int64_t floor_e12;
    bool has_cap;
    int64_t cap_e12;
    int32_t month; /* 1 to 12: rates begin on its first day; 0: on their own */
} LfResetRule;

/*
 * The rates of a contract from those of its index, ascending by day; of several
 * that begin on one day the last, and none that repeats the one before.  `out`
 * is space for `count`.  LF_ERR_RESET_ORDER, LF_ERR_FLOOR_ABOVE_CAP,
 * LF_ERR_RANGE_INT (reset_month), LF_ERR_RANGE_RATE.
 */
extern lf_status lf_rate_resets(const LfRateChange *index, int32_t count, const LfResetRule *rule,
                                LfRateChange *out, int32_t *made, LfFault *why);

/*
 * The days on which a schedule takes the rates by a custom, none before its
 * start or last change; by the year none on the start itself.  `out` is space
 * for `count`.  LF_ERR_NO_TERMS, LF_ERR_RESET_ORDER.
 */
extern lf_status lf_reset_days(const LfSchedule *s, const LfRateChange *resets, int32_t count,
                               LfResetCustom custom, LfRateChange *out, int32_t *made,
                               LfFault *why);

/*
 * lf_reprice by each of them in turn, up to the last row; *made is one of the
 * space for two schedules (lf_change_rows() rows, lf_change_rates() and `count` rates each),
 * the first where nothing changes.
 */
extern lf_status lf_reprice_each(const LfSchedule *s, const LfRateChange *days, int32_t count,
                                 LfRepriceEffect effect, LfChanged rooms[2], LfChanged **made,
                                 LfFault *why);

#endif
