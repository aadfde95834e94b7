/*
 * History: the months of one loan as they were observed, and what can be read
 * off them.
 *
 * One observation a calendar month: a day, a balance, days past due, and what
 * was charged off and recovered in that month.  Columns of one slot a month in
 * the caller's memory; a month between the first and the last without an
 * observation is a gap and stays one.
 * Rules: docs/payment_history.md.  Independent of how it is stored.
 */
#ifndef LF_CORE_HISTORY_HISTORY_H
#define LF_CORE_HISTORY_HISTORY_H

#include "core/time/calendar.h"
#include "core/money/money.h"

#define LF_UNKNOWN_AMOUNT INT64_MIN
#define LF_GAP (-1) /* days past due of a month that was not observed */

/* What was charged off and recovered in a month; at least one part is not 0. */
typedef struct LfLoss {
    int32_t slot;
    int64_t charged_off; /* 0 or more; LF_UNKNOWN_AMOUNT: some amount */
    int64_t recovered;   /* signed */
} LfLoss;

typedef struct LfHistory {
    LfCurrency currency;
    int32_t first_month; /* of slot 0, as lf_month_of counts */
    int32_t months;      /* slots; the first and the last are observed */
    int64_t *days_past_due;
    int64_t *balance; /* may be LF_UNKNOWN_AMOUNT; of no meaning in a gap */
    int64_t *day;     /* of the month, from 1; NULL: always its last; of no meaning in a gap */
    int32_t loss_count;
    LfLoss *loss;       /* by slot */
    int32_t charge_off; /* first slot with a charge-off; `months` if none */
    int32_t paid_off;   /* first slot of the zero balances at the end; `months` if none */
} LfHistory;

/* Memory for the columns of any history, and a history that uses it. */
typedef struct LfHistoryRoom {
    int64_t days_past_due[LF_MAX_HISTORY_MONTHS];
    int64_t balance[LF_MAX_HISTORY_MONTHS];
    int64_t day[LF_MAX_HISTORY_MONTHS];
    LfLoss loss[LF_MAX_HISTORY_MONTHS];
} LfHistoryRoom;

/* An empty history over the room: no month yet. */
static inline void
lf_history_begin(LfHistory *h, LfCurrency currency, LfHistoryRoom *room)
{
    *h = (LfHistory){.currency = currency,
                     .days_past_due = room->days_past_due,
                     .balance = room->balance,
                     .day = room->day,
                     .loss = room->loss};
}

typedef struct LfObservation {
    int32_t as_of;
    int64_t balance;
    int64_t days_past_due;
    int64_t charged_off;
    int64_t recovered;
} LfObservation;

/* LF_OK, or LF_ERR_DATE_RANGE, LF_ERR_RANGE_INT, LF_ERR_RANGE_MONEY naming the quantity.  The
 * balance and what was charged off may be LF_UNKNOWN_AMOUNT. */
extern lf_status lf_observation_check(const LfObservation *o, int scale, LfFault *why);

/*
 * Puts a checked observation into its month, making gaps where it has to.
 * Fails with LF_ERR_MONTH_TAKEN where another one is there, without `replace`,
 * with LF_ERR_LIMIT where the history would pass LF_MAX_HISTORY_MONTHS.  lf_history_derive must follow.
 */
extern lf_status lf_history_put(LfHistory *h, const LfObservation *o, bool replace, LfFault *why);

/* Works out charge_off and paid_off from the columns. */
extern void lf_history_derive(LfHistory *h);

/*
 * The check: proves that the columns are a history: its months within limits,
 * every observation in its domain, losses by slot and observed.  LF_OK or
 * LF_ERR_CORRUPT.
 */
extern lf_status lf_history_check(const LfHistory *h, LfFault *why);

static inline bool
lf_history_observed(const LfHistory *h, int32_t slot)
{
    return slot >= 0 && slot < h->months && h->days_past_due[slot] != LF_GAP;
}

/* Observed and more than so many days past due, or charged off by then. */
static inline bool
lf_history_over(const LfHistory *h, int32_t slot, int64_t over_days)
{
    const int64_t days = h->days_past_due[slot];

    return days > over_days || (slot >= h->charge_off && days != LF_GAP);
}

/* The day of an observed slot. */
extern int32_t lf_history_as_of(const LfHistory *h, int32_t slot);

/* The losses of a slot, zeros where it has none. */
extern LfLoss lf_history_loss(const LfHistory *h, int32_t slot);

/* First slot of the last n calendar months: LF_OK or LF_ERR_RANGE_INT. */
extern lf_status lf_history_window(const LfHistory *h, int64_t last_months, int32_t *first,
                                   LfFault *why);

/* Readers from slot `first` on. */
extern int64_t lf_history_worst(const LfHistory *h, int32_t first);
extern int32_t lf_history_times(const LfHistory *h, int32_t first, int64_t over_days);
extern int32_t lf_history_longest(const LfHistory *h, int32_t first, int64_t over_days);

/* The first slot over the line, or -1. */
extern int32_t lf_history_first_over(const LfHistory *h, int64_t over_days);

/* Calendar months from the month of origination to slot 0: LF_OK, or LF_ERR_BEFORE_ORIGINATION
 * where the history begins earlier. */
extern lf_status lf_history_on_book(const LfHistory *h, int32_t originated, int32_t *months,
                                    LfFault *why);

/*
 * The credit bureau's letters of the last `count` months, also of such before
 * the first observation.  lf_history_read makes a history of balances unknown
 * from letters, the last of which is last_month's: LF_ERR_TEXT at a letter
 * that is none, LF_ERR_LIMIT where there are too many.
 */
extern void lf_history_letters(const LfHistory *h, int32_t count, char *letters);
extern lf_status lf_history_read(LfHistory *h, const char *letters, size_t length,
                                 int32_t last_month, LfFault *why);

#endif
