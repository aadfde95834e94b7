/*
 * Cashflow: any order of amounts settles to the same dates, sums stay exact
 * beyond 64 bits, the check, and the bytes there and back.
 */
#include "core/cashflow/cashflow.h"

#include "test/unit/bytes.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"
#include "core/cashflow/bytes.h"

#define MOST 700

/* Sums by insertion, one amount after the other. */
static int32_t
settle_slowly(const LfDatedAmount *in, int32_t count, LfDatedAmount *out)
{
    int32_t n = 0;

    for (int32_t i = 0; i < count; i++) {
        int32_t at = 0;

        while (at < n && out[at].date < in[i].date)
            at++;
        if (at < n && out[at].date == in[i].date) {
            out[at].amount += in[i].amount;
            continue;
        }
        for (int32_t k = n++; k > at; k--)
            out[k] = out[k - 1];
        out[at] = in[i];
    }
    return n;
}

static bool
same_amounts(const LfDatedAmount *a, const LfDatedAmount *b, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (a[i].date != b[i].date || a[i].amount != b[i].amount)
            return false;
    return true;
}

/* Settles a copy that ends where it ends. */
static bool
settles(const LfDatedAmount *in, int32_t count)
{
    static LfDatedAmount want[MOST];
    size_t bytes = (size_t)count * sizeof(*in);
    LfDatedAmount *got = chunk(bytes), *scratch = chunk(bytes);
    int32_t wanted = settle_slowly(in, count, want), n;
    bool same;

    memcpy(got, in, bytes);
    n = lf_dated_amounts_merge(got, count, scratch);
    same = n == wanted && same_amounts(got, want, n) &&
           lf_dated_amounts_merge(got, n, scratch) == n && same_amounts(got, want, n);
    free(scratch);
    free(got);
    return same;
}

static void
test_settle(void)
{
    static LfDatedAmount in[MOST];
    int wrong = 0;

    ok(settles(in, 0), "no amounts are none");
    for (int round = 0; round < 3000; round++) {
        int32_t count = (int32_t)random_between(1, random_chance(20) ? MOST : 12);
        int64_t dates = random_between(1, random_chance(2) ? 5 : 2 * count);
        int form = (int)random_between(0, 3);

        for (int32_t i = 0; i < count; i++) {
            int64_t day = form == 0 ? i / 2 : form == 1 ? -i : random_between(0, dates);

            in[i] = (LfDatedAmount){day, random_signed()};
        }
        wrong += !settles(in, count);
    }
    is_i64(wrong, 0, "sorted, reversed and shuffled amounts settle as by insertion");
}

static void
test_wide(void)
{
    LfDatedAmount in[4] = {{1, INT64_MAX}, {0, INT64_MIN}, {1, INT64_MAX}, {0, INT64_MIN}},
                  scratch[4];

    ok(lf_dated_amounts_merge(in, 4, scratch) == 2 && in[0].amount == 2 * (lf_int128)INT64_MIN &&
           in[1].amount == 2 * (lf_int128)INT64_MAX,
       "sums of one date do not wrap at 64 bits");
}

static lf_status
check_dates(int32_t *date, int32_t count, LfFault *why)
{
    static int64_t amount[4];
    LfCashflows c = {LF_NO_CURRENCY, count, date, amount};

    *why = (LfFault){.status = LF_OK};
    return lf_cashflows_check(&c, why);
}

static void
test_gate(void)
{
    LfFault why;

    ok(check_dates(NULL, 0, &why) == LF_OK, "no dates pass the check");
    ok(check_dates((int32_t[]){LF_MIN_DATE, 0, LF_MAX_DATE}, 3, &why) == LF_OK,
       "the first and the last date pass");
    ok(check_dates((int32_t[]){0, LF_MAX_DATE + 1}, 2, &why) == LF_ERR_DATE_RANGE &&
           why.a == LF_MAX_DATE + 1,
       "a date after the last is refused with its value");
    ok(check_dates((int32_t[]){LF_MIN_DATE - 1}, 1, &why) == LF_ERR_DATE_RANGE,
       "a date before the first is refused");
    ok(check_dates((int32_t[]){3, 5, 5}, 3, &why) == LF_ERR_DATES_ORDER && why.a == 5 && why.b == 5,
       "a repeated date is refused");
    ok(check_dates((int32_t[]){3, 2}, 2, &why) == LF_ERR_DATES_ORDER && why.a == 2 && why.b == 3,
       "a date out of order is refused with both dates");
    ok(check_dates(NULL, -1, &why) == LF_ERR_LIMIT, "a count below 0 is refused");
    ok(check_dates(NULL, LF_MAX_ROWS + 1, &why) == LF_ERR_LIMIT && why.c == LF_MAX_ROWS,
       "a count above the limit is refused");
}

static Bytes
encode_flows(const LfCashflows *c)
{
    int64_t *scratch = chunk(2 * (size_t)c->count * sizeof(int64_t));
    uint8_t *room = chunk(lf_cashflows_bound(c->count));
    Bytes b = exact_copy(room, lf_cashflows_encode(c, scratch, room));

    free(room);
    free(scratch);
    return b;
}

static bool
reads_back(const LfCashflows *c, Bytes b)
{
    size_t bytes = (size_t)c->count * sizeof(int64_t);
    int64_t *days = chunk(bytes), *amount = chunk(bytes);
    LfCashflowsView v;
    LfFault why;
    bool same = lf_cashflows_open(b.data, b.length, &v, &why) == LF_OK && v.count == c->count &&
                lf_currency_equal(v.currency, c->currency);

    if (same) {
        lf_cashflows_days(&v, days);
        lf_cashflows_amounts(&v, amount);
        same = same_column(amount, c->amount, c->count);
        for (int32_t k = 0; k < c->count; k++)
            same = same && v.first_date + days[k] == c->date[k];
    }
    free(amount);
    free(days);
    return same;
}

/* Whether any cut or longer form of the bytes is taken for flows. */
static bool
stands_alone(Bytes b)
{
    Bytes longer = {chunk(b.length + 1), b.length + 1};
    LfCashflowsView v;
    LfFault why;
    bool fine;

    memcpy(longer.data, b.data, b.length);
    longer.data[b.length] = 0;
    fine = lf_cashflows_open(longer.data, longer.length, &v, &why) == LF_ERR_CORRUPT;
    free(longer.data);
    for (size_t length = 0; length < b.length; length++) {
        Bytes cut = exact_copy(b.data, length);

        fine = fine && lf_cashflows_open(cut.data, cut.length, &v, &why) == LF_ERR_CORRUPT;
        free(cut.data);
    }
    return fine;
}

static void
test_bytes(void)
{
    static int32_t date[MOST];
    static int64_t amount[MOST];
    int lost = 0, mistaken = 0;

    for (int round = 0; round < 2000; round++) {
        LfCashflows c = {LF_NO_CURRENCY, (int32_t)random_between(0, random_chance(9) ? MOST : 30),
                         date, amount};
        int64_t day = random_between(LF_MIN_DATE, LF_MAX_DATE - 4000 * MOST);
        LfFault why;
        Bytes b;

        if (random_chance(3))
            (void)lf_currency_parse("JPY", 3, &c.currency, &why);
        for (int32_t k = 0; k < c.count; k++) {
            day += random_chance(3) ? 30 : random_between(1, 4000);
            date[k] = (int32_t)day;
            amount[k] = random_chance(2) ? 299709 : random_signed();
        }
        b = encode_flows(&c);
        lost += lf_cashflows_check(&c, &why) != LF_OK || !reads_back(&c, b);
        if (b.length < 400)
            mistaken += !stands_alone(b);
        free(b.data);
    }
    is_i64(lost, 0, "flows are read back from their bytes");
    is_i64(mistaken, 0, "bytes cut short or too long are refused");
}

int
main(void)
{
    random_begin();
    test_settle();
    test_wide();
    test_gate();
    test_bytes();
    return done_testing();
}
