/*
 * A vintage table of months: what months keep, and what they cannot.
 */
#include "core/vintage/vintage.h"

#include <string.h>

#include "test/unit/tap.h"

#define CELLS 512
#define MONTHS 32
#define ORIGIN (2024 * 12 + 2) /* March 2024 */

static LfVintageMonth month[MONTHS];
static LfVintageCell cell[CELLS];
static LfVintageHead head;
static int32_t used, months_used;
static const LfVintageTable table = {&head, cell, CELLS, &used, month, MONTHS, &months_used};

static void
empty(void)
{
    memset(month, 0, sizeof(month));
    memset(cell, 0, sizeof(cell));
    memset(&head, 0, sizeof(head));
    used = months_used = 0;
}

static const LfVintageCell *
cell_at(int series, int32_t mob)
{
    for (int32_t i = 1; i <= used; i++)
        if (cell[i].key == lf_cell_key(ORIGIN, series, mob))
            return &cell[i];
    return &cell[0];
}

/* A loan of the greatest amount, a day late in its second month. */
static lf_status
add_late_loan(LfFault *why)
{
    int64_t days[] = {0, 1}, balances[] = {LF_MAX_MONEY, LF_MAX_MONEY};
    LfHistory h = {.first_month = ORIGIN,
                   .months = 2,
                   .days_past_due = days,
                   .balance = balances,
                   .charge_off = 2,
                   .paid_off = 2};
    LfVintageLoan loan = {&h, lf_month_start(ORIGIN) + 14, LF_MAX_MONEY, NULL, 0};

    return lf_vintage_add(&table, &loan, why);
}

static bool
add_late_loans(int32_t count)
{
    LfFault why;

    while (count > 0 && add_late_loan(&why) == LF_OK)
        count--;
    return count == 0;
}

static void
test_kept(void)
{
    LfFault why;

    empty();
    ok(add_late_loans(2) && cell_at(LF_SERIES_EVER, 1)->loans == 0 && months_used == 2,
       "loans over the first line are kept with their month");
    is_i64(lf_vintage_finish(&table, &why), LF_OK, "and put into its cells");
    is_i64(lf_vintage_finish(&table, &why), LF_OK, "once");
    ok(cell_at(LF_SERIES_EVER, 1)->loans == 2 && cell_at(LF_SERIES_CURRENT, 1)->loans == 2 &&
           cell_at(LF_SERIES_INSTALMENT, 1)->loans == 2 && cell_at(LF_SERIES_BASE, 0)->loans == 2,
       "so that each cell has every loan");
}

/* 300 amounts of 9 * 10^16 are more than 64 bits hold. */
static void
test_too_much(void)
{
    lf_int128 all = (lf_int128)300 * LF_MAX_MONEY;
    LfFault why;

    empty();
    ok(add_late_loans(300) && lf_vintage_finish(&table, &why) == LF_OK &&
           cell_at(LF_SERIES_EVER, 1)->amount == all &&
           cell_at(LF_SERIES_CURRENT, 1)->amount == all &&
           cell_at(LF_SERIES_CURRENT, 1)->loans == 300,
       "amounts beyond what a month can keep are counted");
    empty();
    (void)add_late_loans(1);
    for (int32_t place = 0; place < MONTHS; place++)
        month[place].kept_loans[LF_LINE_EVER] = month[place].first[0] == 0 ? 0 : UINT32_MAX;
    ok(add_late_loans(1) && lf_vintage_finish(&table, &why) == LF_OK &&
           cell_at(LF_SERIES_EVER, 1)->loans == (int64_t)UINT32_MAX + 1,
       "loans beyond what a month can keep are counted");
}

static void
test_refusals(void)
{
    LfFault why;

    empty();
    ok(lf_vintage_count(&table, lf_cell_key(ORIGIN, LF_SERIES_CURRENT, 1), INT64_MAX, 0) &&
           add_late_loans(1),
       "a month keeps a loan for which its cell has no space");
    is_i64(lf_vintage_finish(&table, &why), LF_ERR_SUM_RANGE,
           "which is refused when it is put there");
    empty();
    ok(lf_vintage_count(&table, lf_cell_key(ORIGIN, LF_SERIES_BASE, 0), INT64_MAX, 0) &&
           add_late_loan(&why) == LF_ERR_SUM_RANGE,
       "what is not kept is refused at once");
}

static void
test_places(void)
{
    bool taken[LF_VINTAGE_GROUPS][LF_VINTAGE_GROUP] = {{false}};
    int32_t wrong = 0;

    for (int series = 0; series < LF_SERIES_COUNT; series++) {
        LfVintagePlace place = lf_series_place(series);

        wrong += taken[place.group][place.at];
        taken[place.group][place.at] = true;
    }
    is_i64(wrong, 0, "every series has a place of its own");
}

static void
test_empty(void)
{
    ok(lf_cell_is_empty(&(LfVintageCell){0, 1, 1}),
       "a cell without a key is none, whatever it holds");
    ok(lf_cell_is_empty(&(LfVintageCell){lf_cell_key(ORIGIN, 0, 0), 0, 0}) &&
           !lf_cell_is_empty(&(LfVintageCell){lf_cell_key(ORIGIN, 0, 0), 0, -1}),
       "a cell counts where it has loans or an amount");
}

int
main(void)
{
    test_places();
    test_empty();
    test_kept();
    test_too_much();
    test_refusals();
    return done_testing();
}
