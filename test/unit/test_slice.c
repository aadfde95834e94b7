/*
 * Slice and cash flows of a schedule: what opens, what is netted.
 */
#include "core/cashflow/cashflow.h"

#include "test/unit/tap.h"

static int64_t principal[3] = {100, 200, 300}, interest[3] = {6, 5, 3}, fee[3] = {1, 1, 1};
static int32_t due[3] = {31, 60, 91};
static const LfSchedule s = {.opening = 600, .rows = {3, due, principal, interest, fee}};

static void
check_slice(int32_t from, int32_t to, int32_t rows, int32_t start, int64_t opening)
{
    LfFault why;
    LfSchedule part;

    is_i64(lf_schedule_slice(&s, from, to, &part, &why), LF_OK, "rows due in [%d, %d)", from, to);
    is_i64(part.rows.count, rows, "... are %d", rows);
    is_i64(part.start_date, start, "... start on day %d", start);
    is_i64(part.opening, opening, "... open with their principal");
    ok(!part.has_terms && (rows == 0 || part.rows.due[0] >= from), "... have no terms");
}

static void
check_flows(int32_t start, const char *name, int32_t count, int64_t first)
{
    LfSchedule of = s;
    int64_t amount[4];
    int32_t date[4];
    LfCashflows c = {.date = date, .amount = amount};
    LfFault why;

    of.start_date = start;
    is_i64(lf_cashflows_of_schedule(&of, &c, &why), LF_OK, "%s", name);
    is_i64(c.count, count, "... has %d dates", count);
    is_i64(amount[0], first, "... opens with %d", (int)first);
    is_i64(amount[count - 1], 304, "... ends with the last payment");
    is_i64(lf_cashflows_check(&c, &why), LF_OK, "... passes the check");
}

int
main(void)
{
    int64_t huge[2] = {INT64_MAX, INT64_MAX}, none[2] = {0, 0};
    LfSchedule big = {.rows = {2, due, huge, none, none}}, part;
    LfFault why;

    check_slice(0, 1000, 3, 0, 600);
    check_slice(31, 60, 1, 0, 100);
    check_slice(32, 92, 2, 31, 500);
    check_slice(92, 1000, 0, 91, 0);
    check_slice(60, 60, 0, 0, 0);
    is_i64(lf_schedule_slice(&big, 0, 1000, &part, &why), LF_ERR_OVERFLOW,
           "an opening beyond 64 bits is refused");
    check_flows(0, "a loan in arrears", 4, -600);
    check_flows(31, "a loan in advance", 3, -493);
    big.opening = INT64_MIN;
    big.start_date = 0;
    is_i64(lf_cashflows_of_schedule(
               &big, &(LfCashflows){.date = (int32_t[3]){0}, .amount = (int64_t[3]){0}}, &why),
           LF_ERR_OVERFLOW, "an amount of a date beyond 64 bits is refused");
    return done_testing();
}
