/*
 * Vintage from snapshot rows: numbers for loans, order, and from rows to
 * months.
 */
#include "core/vintage/rows.h"

#include <string.h>

#include "core/base/range.h"

lf_status
lf_vintage_row_check(const LfRowLoan *loan, int64_t mob, int64_t days_past_due, int64_t balance,
                     int scale, LfFault *why)
{
    LfObservation o = {0, balance, days_past_due, 0, 0};

    if (lf_check_int("mob", mob, 0, LF_MAX_GIVEN_MOB, why) != LF_OK ||
        lf_check_money("original_amount", loan->original_amount, 1, scale, why) != LF_OK)
        return why->status;
    return lf_observation_check(&o, scale, why);
}

static bool
is_loan(const LfVintageRows *rows, int32_t number, int64_t loan_id)
{
    return number < rows->loan_count && rows->loan[number].loan_id == loan_id;
}

/* A known loan: the latest, or who came after it the last time, since whoever
 * appends month by month goes round them in the same order.  -1 if neither. */
static int32_t
guess(const LfVintageRows *rows, int64_t loan_id)
{
    if (is_loan(rows, rows->latest, loan_id))
        return rows->latest;
    if (rows->loan_count > 0 && is_loan(rows, rows->next[rows->latest], loan_id))
        return rows->next[rows->latest];
    return -1;
}

/* Its number, or -1 with *at the place in the index for it. */
static int32_t
look_up(const LfVintageRows *rows, int64_t loan_id, int32_t *at)
{
    uint64_t hash = ((uint64_t)loan_id * UINT64_C(0x9e3779b97f4a7c15)) >> 32;
    int32_t i = (int32_t)(hash * (uint64_t)rows->index_size >> 32);

    for (; rows->index[i] != 0; i = i + 1 == rows->index_size ? 0 : i + 1)
        if (rows->loan[rows->index[i] - 1].loan_id == loan_id)
            return rows->index[i] - 1;
    *at = i;
    return -1;
}

lf_status
lf_vintage_rows_number(LfVintageRows *rows, const LfRowLoan *loan, int scale, int32_t *number,
                       LfFault *why)
{
    int32_t n = guess(rows, loan->loan_id), at = 0;

    if (n < 0)
        n = look_up(rows, loan->loan_id, &at);
    if (n < 0) {
        n = rows->loan_count++;
        rows->loan[n] = *loan;
        rows->index[at] = n + 1;
        rows->next[n] = n + 1;
    }
    if (rows->latest != n)
        rows->next[rows->latest] = n;
    *number = rows->latest = n;
    __builtin_prefetch(&rows->loan[rows->next[n]]);
    if (rows->loan[n].original_amount == loan->original_amount)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_ORIGINAL_DISPUTED, .scale = scale, .a = loan->loan_id,
                     .b = rows->loan[n].original_amount, .c = loan->original_amount);
}

/* A part of the keys, and how many values it can have. */
typedef struct Digit {
    int shift;
    uint64_t mask;
    int32_t values;
} Digit;

/* Some milliseconds apart in a loop over rows. */
static inline void
pause_at(int32_t i, LfPause pause)
{
    if ((i & 0x3ffff) == 0)
        lf_pause(pause);
}

/* Puts the rows in the order of one digit, those of one value in the order they had. */
static void
place_rows(Digit d, const LfVintageRow *from, int32_t count, int32_t *start, LfVintageRow *to,
           LfPause pause)
{
    int32_t before = 0;

    memset(start, 0, (size_t)d.values * sizeof(*start));
    for (int32_t i = 0; i < count; i++) {
        pause_at(i, pause);
        start[from[i].key >> d.shift & d.mask]++;
    }
    for (int32_t value = 0; value < d.values; value++) {
        int32_t own = start[value];

        start[value] = before;
        before += own;
    }
    for (int32_t i = 0; i < count; i++) {
        pause_at(i, pause);
        to[start[from[i].key >> d.shift & d.mask]++] = from[i];
    }
}

/* Whether each loan's months, its rows being together, ascend. */
static bool
is_sorted(const LfVintageRow *row, int32_t count, LfPause pause)
{
    for (int32_t i = 1; i < count; i++) {
        pause_at(i, pause);
        if (row[i - 1].key >> LF_ROW_DAYS_BITS > row[i].key >> LF_ROW_DAYS_BITS)
            return false;
    }
    return true;
}

const LfVintageRow *
lf_vintage_rows_sort(const LfVintageRows *rows, int32_t *start, LfVintageRow *room,
                     LfVintageRow *other, LfPause pause)
{
    const Digit loan = {LF_ROW_MOB_BITS + LF_ROW_DAYS_BITS, UINT64_MAX, rows->loan_count};
    const Digit low = {LF_ROW_DAYS_BITS, LF_ROW_DIGITS - 1, LF_ROW_DIGITS};
    const Digit high = {LF_ROW_DAYS_BITS + 9, LF_ROW_DIGITS / 2 - 1, LF_ROW_DIGITS / 2};
    int32_t count = rows->row_count;

    _Static_assert(LF_ROW_DIGITS == 1 << 9 && LF_ROW_MOB_BITS == 17, "digits of 9 and 8 bits");
    place_rows(loan, rows->row, count, start, room, pause);
    if (is_sorted(room, count, pause))
        return room;
    /* the last digit first: what it orders, the later passes keep */
    place_rows(low, rows->row, count, start, room, pause);
    place_rows(high, room, count, start, other, pause);
    place_rows(loan, other, count, start, room, pause);
    return room;
}

lf_status
lf_vintage_rows_history(const LfVintageRow *row, int32_t count, int64_t loan_id,
                        LfHistoryRoom *room, LfHistory *h, int32_t *used, LfFault *why)
{
    int32_t loan = lf_row_loan(row->key), first = lf_row_mob(row->key), n = 0;

    lf_history_begin(h, LF_NO_CURRENCY, room);
    h->day = NULL;
    h->first_month = first;
    for (; n < count && lf_row_loan(row[n].key) == loan; n++) {
        int32_t slot = lf_row_mob(row[n].key) - first, days = lf_row_days(row[n].key);

        if (slot >= LF_MAX_HISTORY_MONTHS)
            return LF_REFUSE(why, LF_ERR_LIMIT, .name = "months in one history", .a = slot + 1,
                             .c = LF_MAX_HISTORY_MONTHS);
        if (slot < h->months) {
            if (h->balance[slot] == row[n].balance && h->days_past_due[slot] == days)
                continue;
            return LF_REFUSE(why, LF_ERR_ROW_DISPUTED, .a = loan_id, .b = slot + first);
        }
        while (h->months < slot)
            h->days_past_due[h->months++] = LF_GAP;
        h->balance[slot] = row[n].balance;
        h->days_past_due[slot] = days;
        h->months++;
    }
    *used = n;
    lf_history_derive(h);
    return LF_OK;
}
