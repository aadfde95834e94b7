/*
 * Cost: the items are added to the schedule one by one, and its rate is found
 * again each time.
 */
#include "core/offers/cost.h"

#include <string.h>

#include "core/base/range.h"

static const char *const mode_names[] = {"upfront", "each", "spread"};

static const LfAlias mode_aliases[] = {
    {"一次性", LF_COST_UPFRONT}, {"每期", LF_COST_EACH}, {"分摊", LF_COST_SPREAD}, {NULL, 0}};

const LfKeywords lf_cost_modes = {"mode", mode_names, 3, mode_aliases, 0};

static lf_status
overflow(LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "cost");
}

/* The rate of the schedule with `upfront` paid at its start, and table->fees. */
static lf_status
rate_of(LfCostTable *table, int64_t upfront, int64_t *rate_e8, LfFault *why)
{
    LfSchedule s = *table->schedule;

    s.rows.fee = table->fees;
    return lf_apr_of_schedule(&s, upfront, table->method, LF_APR_DECIMALS, table->dated,
                              table->flows, rate_e8, why);
}

/* A column's sum into a line, and its rate less what was before. */
static lf_status
close_line(LfCostTable *table, int64_t upfront, lf_int128 amount, LfCostLine *line, LfFault *why)
{
    int64_t before = table->total.rate_e8;

    LF_TRY(rate_of(table, upfront, &table->total.rate_e8, why));
    line->rate_e8 = table->total.rate_e8 - before;
    line->amount = (int64_t)amount;
    if (!lf_fits_int64(amount) ||
        !lf_add64(table->total.amount, line->amount, &table->total.amount))
        return overflow(why);
    return LF_OK;
}

/* Adds an item to the fees of the rows; its parts add up to it. */
static bool
add_to_rows(const LfCostItem *item, LfCostTable *table, lf_int128 *amount)
{
    int32_t n = table->schedule->rows.count;
    lf_int128 given = 0;

    *amount = item->mode == LF_COST_EACH ? (lf_int128)item->amount * n : item->amount;
    for (int32_t k = 1; k <= n; k++) {
        lf_int128 until = lf_div_round(*amount * k, n, LF_HALF_UP);

        if (!lf_add64(table->fees[k - 1], (int64_t)(until - given), &table->fees[k - 1]))
            return false;
        given = until;
    }
    return true;
}

static lf_status
add_item(LfCostTable *table, const LfCostItem *item, int64_t *upfront, LfCostLine *line,
         LfFault *why)
{
    lf_int128 amount = item->amount;
    bool fits = true;

    if (item->mode == LF_COST_UPFRONT)
        fits = lf_add64(*upfront, item->amount, upfront);
    else
        fits = add_to_rows(item, table, &amount);
    return fits ? close_line(table, *upfront, amount, line, why) : overflow(why);
}

/* Interest alone, then with the schedule's own fees. */
static lf_status
begin(LfCostTable *table, LfFault *why)
{
    const LfRows *rows = &table->schedule->rows;
    size_t size = sizeof(int64_t) * (size_t)rows->count;
    lf_int128 fees = lf_column_sum(rows->fee, rows->count);

    table->fee = table->total = (LfCostLine){0, 0};
    memset(table->fees, 0, size);
    LF_TRY(close_line(table, 0, lf_column_sum(rows->interest, rows->count), &table->interest, why));
    if (fees == 0)
        return LF_OK;
    memcpy(table->fees, rows->fee, size);
    return close_line(table, 0, fees, &table->fee, why);
}

lf_status
lf_cost_table(LfCostTable *table, const LfCostItem *items, int32_t count, LfCostLine *lines,
              LfFault *why)
{
    int scale = lf_currency_scale(table->schedule->currency);
    int64_t upfront = 0;

    for (int32_t i = 0; i < count; i++)
        LF_TRY(lf_check_money("amount", items[i].amount, 0, scale, why));
    LF_TRY(begin(table, why));
    for (int32_t i = 0; i < count; i++)
        if (items[i].contingent)
            lines[i] = (LfCostLine){items[i].amount, 0};
        else
            LF_TRY(add_item(table, &items[i], &upfront, &lines[i], why));
    return LF_OK;
}
