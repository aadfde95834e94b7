/*
 * Scorecard: the bin of a value at every bound, lists, reasons, odds against
 * 30-digit figures, and cards that cannot be decided.
 */
#include "core/scorecard/card.h"

#include "test/unit/random.h"
#include "test/unit/tap.h"

#define E12(x) ((lf_int128)(x)*LF_RATE_ONE)

/* income: below 3000, below 8000, the rest, missing values; kind: two lists. */
static LfCardBin income_bins[4], kind_bins[4];
static LfText kinds[3];
static int32_t no_index[1], kind_index[7];
static LfCharacteristic both[2];

static LfCard
some_card(void)
{
    income_bins[0] = (LfCardBin){.kind = LF_CARD_BELOW, .points = 55, .below_e12 = E12(3000)};
    income_bins[1] = (LfCardBin){.kind = LF_CARD_BELOW, .points = 80, .below_e12 = E12(8000)};
    income_bins[2] = (LfCardBin){.kind = LF_CARD_REST, .points = 110};
    income_bins[3] = (LfCardBin){.kind = LF_CARD_MISSING, .points = 60};
    kinds[0] = lf_text("new");
    kinds[1] = lf_text("NEV");
    kinds[2] = lf_text("used");
    kind_bins[0] = (LfCardBin){.kind = LF_CARD_IN, .points = 90, .first_text = 0, .text_count = 2};
    kind_bins[1] = (LfCardBin){.kind = LF_CARD_IN, .points = 60, .first_text = 2, .text_count = 1};
    kind_bins[2] = (LfCardBin){.kind = LF_CARD_MISSING, .points = 40};
    both[0] = (LfCharacteristic){
        .name = lf_text("income"), .bin_count = 4, .bin = income_bins, .index = no_index};
    both[1] = (LfCharacteristic){.name = lf_text("kind"),
                                 .has_neutral = true,
                                 .neutral = 70,
                                 .bin_count = 3,
                                 .bin = kind_bins,
                                 .text = kinds,
                                 .text_count = 3,
                                 .index = kind_index};
    return (LfCard){.has_base = true,
                    .base_score_e12 = E12(600),
                    .odds_e12 = E12(20),
                    .pdo_e12 = E12(50),
                    .count = 2,
                    .characteristic = both};
}

static int32_t
bin_of_number(const LfCharacteristic *c, lf_int128 e12)
{
    LfCardValue v = {.kind = LF_CARD_NUMBER, .number_e12 = e12};

    return lf_card_bin(c, &v);
}

static int32_t
bin_of_double(const LfCharacteristic *c, double x)
{
    LfCardValue v = {.kind = LF_CARD_DOUBLE, .real = x};

    return lf_card_bin(c, &v);
}

static int32_t
bin_of_text(const LfCharacteristic *c, const char *text)
{
    LfCardValue v = {.kind = text == NULL ? LF_CARD_NULL : LF_CARD_TEXT, .text = lf_text(text)};

    return lf_card_bin(c, &v);
}

static void
test_bins(void)
{
    LfCard card = some_card();

    ok(lf_card_prepare(&card).what == NULL, "the card is sound");
    is_i64(both[0].best, 110, "its best is known");
    is_i64(bin_of_number(&both[0], E12(3000) - 1), 0, "a millionth of a millionth below a bound");
    is_i64(bin_of_number(&both[0], E12(3000)), 1, "a bound is not below itself");
    is_i64(bin_of_number(&both[0], LF_INT128_MAX), 2, "far above");
    is_i64(bin_of_double(&both[0], 2999.9999999999995), 0, "the double before a bound");
    is_i64(bin_of_double(&both[0], 3000.0), 1, "and the bound");
    is_i64(bin_of_text(&both[0], NULL), 3, "a missing value");
    is_i64(bin_of_text(&both[1], "NEV"), 0, "a text of the first list");
    is_i64(bin_of_text(&both[1], "used"), 1, "of the second");
    is_i64(bin_of_text(&both[1], "nev"), -1, "letters have a case, and there is no rest");
    is_i64(bin_of_text(&both[1], ""), -1, "the empty text is a text");
}

/* Whole numbers are compared with whole bounds: the same bins. */
static void
test_whole_numbers(void)
{
    LfCard card = some_card();
    int wrong = 0;

    income_bins[0].below_e12 = -E12(7) / 2;
    income_bins[1].below_e12 = E12(5) / 2;
    lf_card_prepare(&card);
    is_i64(lf_card_bin_of_whole(&both[0], -4), 0, "-4 is below -3.5");
    is_i64(lf_card_bin_of_whole(&both[0], -3), 1, "-3 is not");
    is_i64(lf_card_bin_of_whole(&both[0], 2), 1, "2 is below 2.5");
    is_i64(lf_card_bin_of_whole(&both[0], 3), 2, "3 is not");
    is_i64(lf_card_bin_of_whole(&both[0], INT64_MAX), 2, "the greatest of 64 bits");
    is_i64(lf_card_bin_of_whole(&both[0], INT64_MIN), 0, "the least");
    for (int i = 0; i < 10000; i++) {
        int64_t x = random_between(-20, 20);

        income_bins[0].below_e12 = E12(random_between(-10, 0)) - random_between(0, 2);
        income_bins[1].below_e12 = E12(random_between(1, 10)) + random_between(-1, 1);
        lf_card_prepare(&card);
        wrong += lf_card_bin_of_whole(&both[0], x) != bin_of_number(&both[0], E12(x));
    }
    is_i64(wrong, 0, "10000 bounds and numbers");
}

/* Every text is found, whatever its length and place in the index. */
static void
test_texts(void)
{
    enum {
        TEXTS = 300
    };
    static char letters[TEXTS][24];
    static LfText text[TEXTS];
    static int32_t index[2 * TEXTS + 1];
    LfCardBin bin[2] = {{.kind = LF_CARD_IN, .text_count = TEXTS / 2},
                        {.kind = LF_CARD_IN, .first_text = TEXTS / 2, .text_count = TEXTS / 2}};
    LfCharacteristic c = {.name = lf_text("c"),
                          .bin_count = 2,
                          .bin = bin,
                          .text = text,
                          .text_count = TEXTS,
                          .index = index};
    LfCard card = {.count = 1, .characteristic = &c};
    int wrong = 0;

    for (int i = 0; i < TEXTS; i++) {
        int length =
            snprintf(letters[i], sizeof(letters[i]), "%.*s%d", i % 16, "a text of a bin  ", i);

        text[i] = (LfText){letters[i], (size_t)length};
    }
    ok(lf_card_prepare(&card).what == NULL, "300 texts in two lists");
    for (int i = 0; i < TEXTS; i++)
        wrong += lf_card_bin_of_text(&c, text[i]) != i / (TEXTS / 2);
    is_i64(wrong, 0, "each is found in its list");
    is_i64(lf_card_bin_of_text(&c, lf_text("another")), -1, "another is in none");
}

static void
test_reasons(void)
{
    LfCard card = some_card();
    int32_t bin[2] = {0, 2}, order[2];

    lf_card_prepare(&card);
    is_i64(lf_card_reasons(&card, bin, order), 2, "both lost points");
    ok(order[0] == 0 && order[1] == 1, "55 of 110, then 30 of a neutral 70");
    bin[0] = 2;
    is_i64(lf_card_reasons(&card, bin, order), 1, "at its best none is named");
    bin[1] = 0;
    is_i64(lf_card_reasons(&card, bin, order), 0, "nor above its neutral");
    bin[0] = 1;
    bin[1] = 2;
    is_i64(lf_card_reasons(&card, bin, order), 2, "30 each");
    ok(order[0] == 0 && order[1] == 1, "ties stay in the card's order");
}

static void
expect(LfCard *card, const char *what, const char *name)
{
    LfCardDefect defect = lf_card_prepare(card);

    ok(defect.what != NULL && strcmp(defect.what, what) == 0, "%s", name);
}

static void
test_gate(void)
{
    LfCard card = some_card();
    LfCardGrade grades[2] = {{true, 600, 0}, {true, 600, 10}};

    income_bins[1].below_e12 = income_bins[0].below_e12;
    expect(&card, "the bounds do not ascend", "equal bounds");
    card = some_card();
    kinds[2] = kinds[0];
    expect(&card, "a text is in two lists, or twice in one", "overlapping lists");
    card = some_card();
    income_bins[2].kind = LF_CARD_MISSING;
    expect(&card, "there are two bins of missing values", "two of missing values");
    card = some_card();
    income_bins[3].kind = LF_CARD_REST;
    expect(&card, "there are two bins without a condition", "two for the rest");
    card = some_card();
    income_bins[0].kind = LF_CARD_REST;
    expect(&card, "a bin without a condition comes before it", "the rest before a bound");
    card = some_card();
    both[1].name = both[0].name;
    expect(&card, "another characteristic has this name", "one name twice");
    card = some_card();
    card.grade = grades;
    card.grade_count = 2;
    expect(&card, "\"from\" does not fall", "grades that do not fall");
    grades[0].has_from = false;
    expect(&card, "only the last grade may be without \"from\"", "a first grade without");
}

static void
test_odds(void)
{
    LfCard card = some_card();
    lf_int128 e8 = 0;
    int32_t score = 0;
    LfFault why;

    ok(lf_card_odds(&card, 600, &e8, &why) == LF_OK && e8 == 2000000000, "the odds of the base");
    ok(lf_card_odds(&card, 650, &e8, &why) == LF_OK && e8 == 4000000000, "doubled by the pdo");
    ok(lf_card_odds(&card, 617, &e8, &why) == LF_OK && e8 == 2531513188, "20 * 2^(17/50)");
    ok(lf_card_pd(&card, 600, &e8, &why) == LF_OK && e8 == 4761905, "1 / 21");
    ok(lf_card_pd(&card, INT32_MAX, &e8, &why) == LF_OK && e8 == 0, "far above it is 0");
    ok(lf_card_pd(&card, INT32_MIN, &e8, &why) == LF_OK && e8 == 100000000, "far below it is 1");
    is_i64(lf_card_odds(&card, INT32_MAX, &e8, &why), LF_ERR_CARD_RANGE, "odds have a greatest");
    ok(lf_card_score_of_pd(&card, INT64_C(47619047619047619), &score, &why) == LF_OK &&
           score == 600,
       "the score of 1 / 21");
    card.has_base = false;
    is_i64(lf_card_odds(&card, 600, &e8, &why), LF_ERR_CARD_BASE, "without a base there are none");
}

int
main(void)
{
    random_begin();
    test_bins();
    test_whole_numbers();
    test_texts();
    test_reasons();
    test_gate();
    test_odds();
    return done_testing();
}
