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

static int32_t
least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

void
lf_vintage_rows_sort_begin(const LfVintageRows *rows, int32_t *count, LfVintageRow *room,
                           LfVintageRow *other, LfRowSort *s)
{
    *s = (LfRowSort){.rows = rows, .count = count, .from = room, .to = other};
    memset(count, 0, ((size_t)rows->loan_count + 1) * sizeof(*count));
}

/* The rows of each loan counted; then where each loan begins. */
static void
count_rows(LfRowSort *s, int32_t end)
{
    int32_t before = 0;

    for (; s->at < end; s->at++)
        s->count[lf_row_loan(s->rows->row[s->at].key)]++;
    if (s->at < s->rows->row_count)
        return;
    for (int32_t loan = 0; loan < s->rows->loan_count; loan++) {
        int32_t own = s->count[loan];

        s->count[loan] = before;
        before += own;
    }
    s->phase = LF_SORT_PLACE;
    s->at = 0;
}

/* The end of the ascending run that begins at i. */
static int32_t
run_end(const LfVintageRow *row, int32_t i, int32_t count)
{
    while (++i < count && row[i - 1].key <= row[i].key)
        continue;
    return i;
}

/* Sorted where one run is all; else the runs are merged in pairs once more. */
static void
begin_pass(LfRowSort *s)
{
    s->at = s->a = s->a_end = s->b = s->b_end = 0;
    s->phase =
        run_end(s->from, 0, s->rows->row_count) < s->rows->row_count ? LF_SORT_MERGE : LF_SORT_DONE;
}

/* Puts the rows by loan, those of a loan in the order they came. */
static void
place_rows(LfRowSort *s, int32_t end)
{
    for (; s->at < end; s->at++) {
        const LfVintageRow *row = &s->rows->row[s->at];

        s->from[s->count[lf_row_loan(row->key)]++] = *row;
    }
    if (s->at == s->rows->row_count)
        begin_pass(s);
}

static void
begin_pair(LfRowSort *s)
{
    int32_t count = s->rows->row_count;

    s->a = s->b_end;
    s->a_end = run_end(s->from, s->a, count);
    s->b = s->a_end;
    s->b_end = s->b < count ? run_end(s->from, s->b, count) : s->b;
}

/* Rows of one run, the other one being used up. */
static void
copy_run(LfRowSort *s, int32_t *next, int32_t last, int32_t end)
{
    int32_t n = least(last - *next, end - s->at);

    memcpy(&s->to[s->at], &s->from[*next], (size_t)n * sizeof(*s->to));
    *next += n;
    s->at += n;
}

/* Merges neighbouring runs in pairs; s->at counts the rows written. */
static void
merge_runs(LfRowSort *s, int32_t end)
{
    while (s->at < end) {
        int32_t a, b, to = s->at;

        if (s->a == s->a_end && s->b == s->b_end)
            begin_pair(s);
        a = s->a;
        b = s->b;
        while (a < s->a_end && b < s->b_end && to < end)
            s->to[to++] = s->from[b].key < s->from[a].key ? s->from[b++] : s->from[a++];
        s->a = a;
        s->b = b;
        s->at = to;
        if (a == s->a_end)
            copy_run(s, &s->b, s->b_end, end);
        else if (b == s->b_end)
            copy_run(s, &s->a, s->a_end, end);
    }
    if (s->at == s->rows->row_count) {
        LfVintageRow *swap = s->from;

        s->from = s->to;
        s->to = swap;
        begin_pass(s);
    }
}

bool
lf_vintage_rows_sort_step(LfRowSort *s)
{
    int32_t end = least(s->at + LF_SORT_STEP, s->rows->row_count);

    if (s->phase == LF_SORT_COUNT)
        count_rows(s, end);
    else if (s->phase == LF_SORT_PLACE)
        place_rows(s, end);
    else if (s->phase == LF_SORT_MERGE)
        merge_runs(s, end);
    return s->phase != LF_SORT_DONE;
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
