/*
 * Pool 资产池: what happened to loans month by month, compared with their
 * contracts.
 *
 * Each pair of adjacent observed months of a loan is split into its scheduled
 * part, what was prepaid beyond it, what of it stayed unpaid and what was
 * charged off: opening - closing = scheduled + prepaid - unpaid + defaulted,
 * always.  Sums are exact, so pools can be added and subtracted.
 * Source of the speeds: Standard Formulas, SF-4.
 */
#ifndef LF_CORE_POOL_POOL_H
#define LF_CORE_POOL_POOL_H

#include "core/history/history.h"
#include "core/schedule/schedule.h"

/* From the first month of a summary to its last: 200 years, 350 kB in memory. */
#define LF_MAX_POOL_MONTHS 2400

/* One calendar month: that of the second observation of each pair.  Minor units. */
typedef struct LfPoolMonth {
    int64_t loans;
    int64_t paid_off;
    lf_int128_stored opening;
    lf_int128_stored scheduled;
    lf_int128_stored prepaid;
    lf_int128_stored unpaid;
    lf_int128_stored defaulted;
    lf_int128_stored recovered;
    lf_int128_stored closing;
    lf_int128_stored weighted_age; /* opening times months since the start */
} LfPoolMonth;

/* What a summary has in addition to its months. */
typedef struct LfPoolHead {
    LfCurrency currency;
    int64_t skipped; /* rows without a contract or a history */
    int64_t unknown; /* pairs without a balance or a charge-off */
} LfPoolHead;

/* Nothing in it: such a month is not shown. */
static inline bool
lf_pool_month_is_empty(const LfPoolMonth *m)
{
    return m->loans == 0 && m->recovered == 0;
}

/* No month: rows are distinguished by their due dates. */
#define LF_POOL_BY_DATES INT32_MIN

/* The month of row 0 where a row falls due in each month from then on, as lf_month_of counts;
 * LF_POOL_BY_DATES where the calendar is none of single months. */
extern int32_t lf_pool_row_month(LfDueCalendar calendar);

/*
 * Counts a loan: month[0] is the calendar month of the history's first slot,
 * month[h->months - 1] that of its last.  Pairs with an unknown balance or an
 * unknown charge-off are added to *unknown instead.  The schedule needs dates
 * and principal only; the history needs no days past due where it has no gap
 * (NULL), and no days where all are month ends (NULL).  LF_ERR_CURRENCY_MISMATCH where contract and history
 * have two currencies, LF_ERR_SUM_RANGE.  Work: rows + months.
 * `row_month`, if not LF_POOL_BY_DATES, is of lf_pool_row_month: due dates are not read then, and
 * h->day must be NULL.
 */
extern lf_status lf_pool_count(const LfSchedule *s, int32_t row_month, const LfHistory *h,
                               LfPoolMonth *month, int64_t *unknown, LfFault *why);

/* a + b, or a - b: LF_ERR_SUM_RANGE; LF_ERR_BELOW_ZERO where a count would fall below 0. */
extern lf_status lf_pool_month_add(LfPoolMonth *a, const LfPoolMonth *b, LfFault *why);
extern lf_status lf_pool_month_subtract(LfPoolMonth *a, const LfPoolMonth *b, LfFault *why);

/* Whether the parts are such as counting gives: the identity above, nothing below 0 that cannot
 * be.  LF_ERR_CORRUPT. */
extern lf_status lf_pool_month_check(const LfPoolMonth *m, LfFault *why);

/* Speeds of a month with 8 decimals, each exact and rounded half up once; a bit of `known` is not
 * set where the denominator is empty. */
typedef struct LfPoolSpeeds {
    unsigned known;
    int64_t value_e8[7];
} LfPoolSpeeds;

typedef enum LfPoolSpeed {
    LF_POOL_AGE = 0,
    LF_POOL_SMM,
    LF_POOL_CPR,
    LF_POOL_ABS,
    LF_POOL_MDR,
    LF_POOL_CDR,
    LF_POOL_SEVERITY
} LfPoolSpeed;

extern lf_status lf_pool_speeds(const LfPoolMonth *m, LfPoolSpeeds *speeds, LfFault *why);

#endif
