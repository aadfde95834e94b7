/*
 * Vintage from snapshot rows: rows collected in any order become each loan's
 * months, and what cannot be true is refused.
 */
#include "core/vintage/rows.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

static LfHistoryRoom room;

/* Rows of loans in any order, some twice. */
#define ROWS 400

static void
test_rows(void)
{
    static LfVintageRow row[ROWS], first[ROWS], second[ROWS];
    static LfRowLoan loan[ROWS];
    static int32_t index[4 * ROWS], next[ROWS], start[LF_ROW_DIGITS];
    int32_t wrong = 0;
    LfFault why;

    for (int run = 0; run < 200; run++) {
        LfVintageRows rows = {
            .row = row, .loan = loan, .index = index, .index_size = 4 * ROWS, .next = next};
        int32_t ids = (int32_t)random_between(1, 40), used, n = (int32_t)random_between(1, ROWS);
        int32_t base = random_chance(2) ? 0 : (int32_t)random_between(0, LF_MAX_GIVEN_MOB - 11);
        bool seen[40][12] = {{false}};
        const LfVintageRow *sorted;

        memset(index, 0, sizeof(index));
        for (; rows.row_count < n; rows.row_count++) {
            int32_t id = (int32_t)random_between(0, ids - 1), mob = (int32_t)random_between(0, 11),
                    number;
            LfRowLoan which = {1000003 * (int64_t)id - 7, 100 + id};

            if (lf_vintage_rows_number(&rows, &which, 2, &number, &why) != LF_OK)
                wrong++;
            seen[id][mob] = true;
            row[rows.row_count] =
                (LfVintageRow){lf_row_key(number, base + mob, id + mob), 10 * id + mob};
        }
        sorted = lf_vintage_rows_sort(&rows, start, first, second, NULL);
        for (int32_t i = 0; i < n; i += used) {
            const LfRowLoan *of = &loan[lf_row_loan(sorted[i].key)];
            int32_t id = (int32_t)((of->loan_id + 7) / 1000003);
            LfHistory h;

            if (lf_vintage_rows_history(sorted + i, n - i, of->loan_id, &room, &h, &used, &why) !=
                LF_OK) {
                wrong++;
                break;
            }
            for (int32_t mob = 0; mob < 12; mob++) {
                int32_t slot = base + mob - h.first_month;
                bool there = lf_history_observed(&h, slot);

                wrong += there != seen[id][mob] || of->original_amount != 100 + id ||
                         (there &&
                          (h.balance[slot] != 10 * id + mob || h.days_past_due[slot] != id + mob));
                seen[id][mob] = false;
            }
        }
        for (int32_t id = 0; id < 40; id++)
            for (int32_t mob = 0; mob < 12; mob++)
                wrong += seen[id][mob];
    }
    is_i64(wrong, 0, "rows in any order, equal ones among them, become each loan's months");
}

static void
test_row_refusals(void)
{
    LfVintageRow row[2] = {{lf_row_key(0, 3, 5), 10}, {lf_row_key(0, 3, 5), 11}};
    LfRowLoan loan = {1, 100};
    int32_t used;
    LfHistory h;
    LfFault why;

    ok(lf_vintage_rows_history(row, 2, 77, &room, &h, &used, &why) == LF_ERR_ROW_DISPUTED &&
           why.a == 77 && why.b == 3,
       "two balances of one month are refused by name");
    row[1].key = lf_row_key(0, 3 + LF_MAX_HISTORY_MONTHS, 0);
    is_i64(lf_vintage_rows_history(row, 2, 77, &room, &h, &used, &why), LF_ERR_LIMIT,
           "a history has a limit");
    row[1].key = lf_row_key(1, 3, 0);
    ok(lf_vintage_rows_history(row, 2, 77, &room, &h, &used, &why) == LF_OK && used == 1 &&
           h.months == 1,
       "the next loan's rows are left to it");
    is_i64(lf_vintage_row_check(&loan, -1, 0, 0, 2, &why), LF_ERR_RANGE_INT,
           "a month on book below 0 is refused");
    is_i64(lf_vintage_row_check(&loan, LF_MAX_GIVEN_MOB + 1, 0, 0, 2, &why), LF_ERR_RANGE_INT,
           "one too late is refused");
    is_i64(lf_vintage_row_check(&loan, 0, -1, 0, 2, &why), LF_ERR_DAYS_RANGE,
           "days below 0 are refused");
    is_i64(lf_vintage_row_check(&loan, 0, 0, LF_UNKNOWN_AMOUNT, 2, &why), LF_OK,
           "an unknown balance is not");
    loan.original_amount = 0;
    is_i64(lf_vintage_row_check(&loan, 0, 0, 0, 2, &why), LF_ERR_RANGE_MONEY,
           "a loan of nothing is refused");
}

int
main(void)
{
    random_begin();
    test_rows();
    test_row_refusals();
    return done_testing();
}
