/*
 * Bins: order, weights of evidence against 30-digit figures, the index of two
 * populations, the check, bytes and tables.
 */
#include "core/scoring/bytes.h"

#include <stdlib.h>

#include "test/unit/random.h"
#include "test/unit/tap.h"

#define ONE LF_WEIGHT_ONE

static LfBinRow
bin(const char *name, int64_t good, int64_t bad, int64_t unknown)
{
    return (LfBinRow){.name = name,
                      .length = name == NULL ? LF_BIN_MISSING : (int32_t)strlen(name),
                      .of = {{good * ONE, bad * ONE, unknown * ONE}}};
}

static void
test_order(void)
{
    LfBinRow a = bin("a", 1, 0, 0), ab = bin("ab", 1, 0, 0), b = bin("b", 1, 0, 0);
    LfBinRow none = bin("", 1, 0, 0), missing = bin(NULL, 1, 0, 0), high = bin("\xff", 1, 0, 0);

    ok(lf_bin_compare(&a, &b) < 0 && lf_bin_compare(&a, &ab) < 0 && lf_bin_compare(&ab, &b) < 0,
       "by bytes, a prefix first");
    ok(lf_bin_compare(&none, &a) < 0 && lf_bin_compare(&b, &high) < 0, "bytes have no sign");
    ok(lf_bin_compare(&high, &missing) < 0 && lf_bin_compare(&missing, &missing) == 0,
       "missing values are last");
}

/* Figures by a program of 40 digits. */
static void
test_woe(void)
{
    LfBinRow row[3] = {bin("a", 90, 10, 3), bin("b", 45, 0, 0), bin(NULL, 0, 0, 7)};
    LfBins b = {.count = 3, .row = row};
    LfOutcome all = lf_bins_total(&b);
    LfWoeLine line;
    LfShare8 iv;
    LfFault why;

    is_i64(lf_woe_line(&row[0], &all, ONE / 2, &line, &why), LF_OK, "a bin of both");
    is_i64(line.woe.e8, -40546511, "ln((90 / 135) / (10 / 10))");
    is_i64(line.iv.e8, 13515504, "(90 / 135 - 10 / 10) times that");
    is_i64(lf_woe_line(&row[1], &all, ONE / 2, &line, &why), LF_OK, "a bin of one class");
    is_i64(line.woe.e8, 190816982, "ln((45.5 / 135) / (0.5 / 10))");
    is_i64(lf_woe_line(&row[2], &all, ONE / 2, &line, &why), LF_OK, "a bin of neither");
    ok(!line.woe.known && line.iv.known && line.iv.e8 == 0, "has no weight and adds nothing");
    is_i64(lf_woe_line(&row[1], &all, 0, &line, &why), LF_ERR_BIN_EMPTY, "without adjustment");
    is_i64(lf_iv(&b, 0, &iv, &why), LF_ERR_BIN_EMPTY, "there is none, and no sum");
    b.count = 1;
    row[0] = bin("a", 5, 0, 0);
    ok(lf_iv(&b, ONE, &iv, &why) == LF_OK && !iv.known, "without bad loans it is not known");
}

static void
test_psi(void)
{
    double term = -1;
    LfFault why;

    ok(lf_psi_term(0, 10, 0, 10, 0, &term) && term <= 0.0, "both empty: nothing");
    ok(!lf_psi_term(0, 10, 1, 10, 0, &term), "one empty and no floor: no number");
    ok(!lf_psi_term(1, 10, 0, 10, 0, &term), "on either side");
    ok(lf_psi_term(1, 10, 1, 10, 0, &term) && term <= 0.0, "equal shares: 0");
    ok(lf_psi_term(3, 10, 1, 10, 0, &term) && term > 0.21972245 && term < 0.21972246, "0.2 ln 3");
    ok(lf_psi_term(0, 10, 1, 10, 1000000000, &term) && term > 0.45591 && term < 0.45592,
       "a floor of 0.001: 0.099 ln 100");
    is_i64(lf_floor_check(LF_RATE_ONE, &why), LF_ERR_RANGE_SHARE, "a floor of 1 is refused");
    is_i64(lf_floor_check(-1, &why), LF_ERR_RANGE_SHARE, "one below 0 too");
    is_i64(lf_floor_check(0, &why), LF_OK, "0 is allowed");
}

static void
test_pairs(void)
{
    LfBinRow x[2] = {bin("a", 1, 1, 1), bin(NULL, 5, 0, 0)};
    LfBinRow y[2] = {bin("a", 2, 0, 0), bin("b", 0, 0, 4)};
    LfBins b = {.count = 2, .row = x}, base = {.count = 2, .row = y};
    LfBinPair pair[4];

    is_i64(lf_bin_pairs(&b, &base, pair), 3, "bins of both");
    ok(pair[0].total == 3 * ONE && pair[0].base_total == 2 * ONE, "one that both have");
    ok(pair[1].total == 0 && pair[1].base_total == 4 * ONE, "one of the base");
    ok(pair[2].total == 5 * ONE && pair[2].base_total == 0 && pair[2].one->length == LF_BIN_MISSING,
       "one of the other");
}

static void
test_gate(void)
{
    LfBinRow row[2] = {bin("a", 1, 0, 0), bin("b", 1, 0, 0)};
    LfBins b = {.count = 2, .row = row};
    LfFault why;

    is_i64(lf_bins_check(&b, &why), LF_OK, "two bins pass");
    row[1].name = "a";
    is_i64(lf_bins_check(&b, &why), LF_ERR_CORRUPT, "one twice does not");
    row[1] = bin("b", 0, 0, 0);
    is_i64(lf_bins_check(&b, &why), LF_ERR_CORRUPT, "one without weight does not");
    row[1] = bin("b", -1, 2, 0);
    is_i64(lf_bins_check(&b, &why), LF_ERR_BELOW_ZERO, "one below 0 does not");
    row[1] = bin("b", 1, 0, 0);
    row[1].length = LF_MAX_BIN_NAME + 1;
    is_i64(lf_bins_check(&b, &why), LF_ERR_CORRUPT, "a name too long does not");
    b.count = LF_MAX_BINS + 1;
    is_i64(lf_bins_check(&b, &why), LF_ERR_CORRUPT, "too many bins do not");
}

static void
test_bytes(void)
{
    static const char *const names[] = {"", "a", "b", "bb", "z"};
    int wrong = 0;

    for (int round = 0; round < 2000; round++) {
        LfBinRow row[6], back[6];
        LfBins b = {.skipped = random_between(0, 2), .row = row};
        uint8_t *bytes;
        size_t length;
        LfBinsView v;
        LfFault why;

        for (int i = 0; i < 6; i++)
            if (random_chance(2)) {
                row[b.count] = bin(i == 5 ? NULL : names[i], 1, random_between(0, 9), 2);
                row[b.count++].of.weight[0] += random_chance(2) ? random_between(0, 9) : 0;
            }
        bytes = malloc(lf_bins_bound(&b));
        length = lf_bins_encode(&b, bytes);
        wrong += length > lf_bins_bound(&b) || lf_bins_check(&b, &why) != LF_OK ||
                 lf_bins_open(bytes, length, &v, &why) != LF_OK ||
                 lf_bins_rows(&v, back, &why) != LF_OK || v.head.count != b.count ||
                 v.head.skipped != b.skipped;
        for (int32_t i = 0; i < b.count; i++)
            wrong += lf_bin_compare(&back[i], &row[i]) != 0 ||
                     memcmp(&back[i].of, &row[i].of, sizeof(LfOutcome)) != 0;
        for (size_t cut = 0; cut < length; cut++)
            wrong += lf_bins_open(bytes, cut, &v, &why) == LF_OK && v.head.count <= 6 &&
                     lf_bins_rows(&v, back, &why) == LF_OK;
        free(bytes);
    }
    is_i64(wrong, 0, "2000 summaries through bytes, and no shorter ones are any");
}

static void
test_table(void)
{
    LfBinSlot slot[4];
    int32_t index[8] = {0};
    char names[6];
    LfBinTable t = {
        .slot = slot, .room = 4, .places = 8, .index = index, .names = names, .names_room = 6};

    ok(lf_bin_table_at(&t, "abc", 3) != NULL && lf_bin_table_at(&t, NULL, LF_BIN_MISSING) != NULL &&
           lf_bin_table_at(&t, "", 0) != NULL,
       "three bins");
    is_i64(t.count, 3, "which differ");
    ok(lf_bin_table_at(&t, "wxyz", 4) == NULL, "no room for a long name");
    ok(lf_bin_table_at(&t, "xyz", 3) != NULL, "room for a short one");
    ok(lf_bin_table_at(&t, "q", 1) == NULL, "no room for another");
    ok(lf_bin_table_at(&t, "abc", 3) == &slot[0].of && t.count == 4, "the first is found again");
}

int
main(void)
{
    random_begin();
    test_order();
    test_woe();
    test_psi();
    test_pairs();
    test_gate();
    test_bytes();
    test_table();
    return done_testing();
}
