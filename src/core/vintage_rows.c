/*
 * Vintage from snapshot rows: order, and from rows to months.
 */
#include "core/vintage_rows.h"

#include <string.h>

lf_status
lf_vintage_row_check(const LfVintageRow *row, int scale, LfFault *why)
{
    LfObservation o = {0, row->balance, row->days_past_due, 0, 0};

    if (row->mob < 0 || row->mob > LF_MAX_GIVEN_MOB) {
        *why = (LfFault){.status = LF_ERR_RANGE_INT,
                         .name = "mob",
                         .a = row->mob,
                         .b = 0,
                         .c = LF_MAX_GIVEN_MOB};
        return why->status;
    }
    if (row->original_amount < 1 || row->original_amount > LF_MAX_MONEY) {
        *why = (LfFault){.status = LF_ERR_RANGE_MONEY,
                         .scale = scale,
                         .name = "original_amount",
                         .a = row->original_amount,
                         .b = 1,
                         .c = LF_MAX_MONEY};
        return why->status;
    }
    return lf_observation_check(&o, scale, why);
}

static inline bool
is_before(const LfVintageRow *a, const LfVintageRow *b)
{
    return a->loan_id != b->loan_id ? a->loan_id < b->loan_id : a->mob < b->mob;
}

/* The end of the ascending run that begins at i. */
static int32_t
run_end(const LfVintageRow *rows, int32_t i, int32_t count)
{
    while (++i < count && !is_before(&rows[i], &rows[i - 1]))
        continue;
    return i;
}

/* Merges neighbouring runs in pairs. */
static void
merge_pairs(const LfVintageRow *from, int32_t count, LfVintageRow *to)
{
    for (int32_t i = 0; i < count;) {
        int32_t a = i, a_end = run_end(from, a, count);
        int32_t b = a_end, b_end = b < count ? run_end(from, b, count) : b;

        while (a < a_end && b < b_end)
            *to++ = is_before(&from[b], &from[a]) ? from[b++] : from[a++];
        memcpy(to, &from[a], (size_t)(a_end - a) * sizeof(*to));
        to += a_end - a;
        memcpy(to, &from[b], (size_t)(b_end - b) * sizeof(*to));
        to += b_end - b;
        i = b_end;
    }
}

const LfVintageRow *
lf_vintage_rows_sort(const LfVintageRow *rows, int32_t count, LfVintageRow *room,
                     LfVintageRow *other)
{
    while (run_end(rows, 0, count) < count) {
        LfVintageRow *swap = room;

        merge_pairs(rows, count, room);
        rows = room;
        room = other;
        other = swap;
    }
    return rows;
}

static lf_status
refuse_row(const LfVintageRow *row, LfFault *why)
{
    *why = (LfFault){.status = LF_ERR_ROW_DISPUTED, .a = row->loan_id, .b = row->mob};
    return why->status;
}

lf_status
lf_vintage_rows_loan(const LfVintageRow *rows, int32_t count, int scale, LfHistoryRoom *room,
                     LfHistory *h, int32_t *used, LfFault *why)
{
    int32_t n = 0;

    lf_history_begin(h, LF_NO_CURRENCY, room);
    h->day = NULL;
    h->first_month = rows->mob;
    for (; n < count && rows[n].loan_id == rows->loan_id; n++) {
        const LfVintageRow *row = &rows[n];
        int32_t slot = row->mob - rows->mob;

        if (row->original_amount != rows->original_amount) {
            *why = (LfFault){.status = LF_ERR_ORIGINAL_DISPUTED,
                             .scale = scale,
                             .a = row->loan_id,
                             .b = rows->original_amount,
                             .c = row->original_amount};
            return why->status;
        }
        if (slot >= LF_MAX_HISTORY_MONTHS) {
            *why = (LfFault){.status = LF_ERR_LIMIT,
                             .name = "months in one history",
                             .a = slot + 1,
                             .c = LF_MAX_HISTORY_MONTHS};
            return why->status;
        }
        if (slot < h->months) {
            if (h->balance[slot] != row->balance || h->days_past_due[slot] != row->days_past_due)
                return refuse_row(row, why);
            continue;
        }
        while (h->months < slot)
            h->days_past_due[h->months++] = LF_GAP;
        h->balance[slot] = row->balance;
        h->days_past_due[slot] = row->days_past_due;
        h->months++;
    }
    *used = n;
    lf_history_settle(h);
    return LF_OK;
}
