/*
 * Cashflow: the check, and amounts in order.
 */
#include "core/cashflow/cashflow.h"

#include <string.h>

/* Dates in order, and so within their limits where the first and the last are. */
static bool
is_ascending(const LfCashflows *c)
{
    int32_t descents = 0;

    for (int32_t k = 1; k < c->count; k++)
        descents += c->date[k] <= c->date[k - 1];
    return descents == 0 && (c->count == 0 || (lf_date_in_range(c->date[0]) &&
                                               lf_date_in_range(c->date[c->count - 1])));
}

lf_status
lf_cashflows_check(const LfCashflows *c, LfFault *why)
{
    if (c->count < 0 || c->count > LF_MAX_ROWS)
        return LF_REFUSE(why, LF_ERR_LIMIT, .name = "dates", .a = c->count, .c = LF_MAX_ROWS);
    if (is_ascending(c))
        return LF_OK;
    for (int32_t k = 0; k < c->count; k++) {
        if (!lf_date_in_range(c->date[k]))
            return LF_REFUSE(why, LF_ERR_DATE_RANGE, .name = "on_date", .a = c->date[k]);
        if (k > 0 && c->date[k] <= c->date[k - 1])
            return LF_REFUSE(why, LF_ERR_DATES_ORDER, .a = c->date[k], .b = c->date[k - 1]);
    }
    return LF_OK;
}

/* The end of the ascending run that begins at i. */
static int32_t
run_end(const LfDatedAmount *amounts, int32_t i, int32_t count)
{
    while (++i < count && amounts[i - 1].date <= amounts[i].date)
        continue;
    return i;
}

/* Adds to the last of a list, or after it. */
static int32_t
put(LfDatedAmount *to, int32_t n, const LfDatedAmount *amount)
{
    if (n > 0 && to[n - 1].date == amount->date) {
        to[n - 1].amount += amount->amount;
        return n;
    }
    to[n] = *amount;
    return n + 1;
}

/* Merges neighbouring runs of `from` in pairs; returns what is left, *runs how
 * many runs there were. */
static int32_t
merge_pairs(const LfDatedAmount *from, int32_t count, LfDatedAmount *to, int32_t *runs)
{
    int32_t left = 0;

    *runs = 0;
    for (int32_t i = 0; i < count;) {
        int32_t a = i, a_end = run_end(from, a, count);
        int32_t b = a_end, b_end = b < count ? run_end(from, b, count) : b;
        /* nothing is added to the run before: that would join the two */
        LfDatedAmount *run = to + left;
        int32_t n = 0;

        while (a < a_end || b < b_end) {
            bool take_a = b == b_end || (a < a_end && from[a].date <= from[b].date);

            n = put(run, n, take_a ? &from[a++] : &from[b++]);
        }
        left += n;
        *runs += b_end > a_end ? 2 : 1;
        i = b_end;
    }
    return left;
}

int32_t
lf_dated_amounts_merge(LfDatedAmount *amounts, int32_t count, LfDatedAmount *scratch)
{
    LfDatedAmount *from = amounts, *to = scratch;
    int32_t runs = 2;

    while (runs > 1) {
        LfDatedAmount *swap = from;

        count = merge_pairs(from, count, to, &runs);
        from = to;
        to = swap;
    }
    if (from != amounts)
        memcpy(amounts, from, (size_t)count * sizeof(LfDatedAmount));
    return count;
}

/* Due dates ascend, so only the first row can share a day with the opening amount. */
lf_status
lf_cashflows_of_schedule(const LfSchedule *s, LfCashflows *out, LfFault *why)
{
    const LfRows *r = &s->rows;
    int32_t merged = r->count > 0 && r->due[0] == s->start_date;
    lf_int128 first;

    out->currency = s->currency;
    out->count = r->count + 1 - merged;
    for (int32_t k = 0; k < r->count; k++) {
        int64_t *amount = &out->amount[k + 1 - merged];

        if (!lf_add64(r->principal[k], r->interest[k], amount) ||
            !lf_add64(*amount, r->fee[k], amount))
            return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "amount of a date");
        out->date[k + 1 - merged] = r->due[k];
    }
    first = (lf_int128)(merged ? out->amount[0] : 0) - s->opening;
    if (!lf_fits_int64(first))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "amount of a date");
    out->date[0] = s->start_date;
    out->amount[0] = (int64_t)first;
    return LF_OK;
}
