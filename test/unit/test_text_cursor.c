/*
 * Text cursor: what is written is read back, everything else is refused where
 * it goes wrong, and nothing is read behind the end.
 */
#include "core/text/cursor.h"

#include <string.h>

#include "core/time/calendar.h"
#include "test/unit/bytes.h"
#include "test/unit/random.h"
#include "test/unit/tap.h"

/* A cursor over a copy that ends where it ends, without a zero byte. */
typedef struct Text {
    Bytes copy;
    LfFault why;
    LfTextCursor cursor;
} Text;

static void
begin(Text *t, const char *text, size_t length)
{
    t->copy = exact_copy((const uint8_t *)text, length);
    t->why = (LfFault){.status = LF_OK};
    lf_text_begin(&t->cursor, (const char *)t->copy.data, length, "test", &t->why);
}

static bool
finish(Text *t, bool fine)
{
    bool sound = fine == !t->cursor.failed && fine == (t->why.status == LF_OK) &&
                 (fine || (t->why.status == LF_ERR_TEXT && t->why.text2.length > 0 &&
                           t->why.a >= 0 && (size_t)t->why.a <= t->copy.length));

    free(t->copy.data);
    return sound;
}

static bool
reads_decimal(const char *text, size_t length, int scale, int64_t *value)
{
    Text t;
    bool fine;

    begin(&t, text, length);
    fine = lf_text_decimal(&t.cursor, scale, value) && lf_text_end(&t.cursor);
    return finish(&t, fine) && fine;
}

static bool
reads_date(const char *text, size_t length, int32_t *date)
{
    Text t;
    bool fine;

    begin(&t, text, length);
    fine = lf_text_date(&t.cursor, date) && lf_text_end(&t.cursor);
    return finish(&t, fine) && fine;
}

static void
test_decimals(void)
{
    int wrong = 0, wrong_short = 0, too_long = 0;

    for (int i = 0; i < 100000; i++) {
        int64_t x = i == 0 ? INT64_MIN : i == 1 ? INT64_MAX : random_signed(), got = 0;
        int scale = i % 13;
        char text[LF_DECIMAL_CHARS + 1];
        char *end = lf_put_decimal(text, x, scale);

        too_long += end - text > LF_DECIMAL_CHARS;
        wrong += !reads_decimal(text, (size_t)(end - text), scale, &got) || got != x;
        wrong +=
            scale > 0 ? end[-scale - 1] != '.' : memchr(text, '.', (size_t)(end - text)) != NULL;
        end = lf_put_short_decimal(text, x, scale);
        wrong_short += !reads_decimal(text, (size_t)(end - text), scale, &got) || got != x;
        wrong_short +=
            memchr(text, '.', (size_t)(end - text)) != NULL && (end[-1] == '0' || end[-1] == '.');
    }
    is_i64(wrong, 0, "decimals are read back, with all their decimals");
    is_i64(wrong_short, 0, "short decimals are read back, without zeros at their end");
    is_i64(too_long, 0, "none is longer than promised");
}

static void
test_decimal_forms(void)
{
    static const struct {
        const char *text;
        int scale;
        int64_t want;
    } good[] = {{"1.5", 2, 150},
                {"-1.50", 2, -150},
                {" - 7", 0, -7},
                {".5", 1, 5},
                {"5.", 1, 50},
                {"007", 0, 7},
                {"-0", 2, 0},
                {"0.0675", 12, 67500000000},
                {"92233720368547758.07", 2, INT64_MAX},
                {"-92233720368547758.08", 2, INT64_MIN}};
    static const struct {
        const char *text;
        int scale;
    } bad[] = {{"", 2},
               {".", 2},
               {"-", 2},
               {"--1", 2},
               {"+1", 2},
               {"1.005", 2},
               {"1e5", 2},
               {"NaN", 2},
               {"1,5", 2},
               {"0x10", 2},
               {"1.5.5", 2},
               {"1 5", 2},
               {"92233720368547758.08", 2},
               {"-92233720368547758.09", 2},
               {"999999999999999999999999999999999999999999", 0},
               {"9223372036854775807", 2},
               {"1.50", 1},
               {"1.0", 0}};

    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        int64_t got = 1;

        ok(reads_decimal(good[i].text, strlen(good[i].text), good[i].scale, &got) &&
               got == good[i].want,
           "\"%s\" is a number", good[i].text);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        int64_t got = 1;

        ok(!reads_decimal(bad[i].text, strlen(bad[i].text), bad[i].scale, &got),
           "\"%s\" is not, of %d decimals", bad[i].text, bad[i].scale);
    }
}

static void
test_dates(void)
{
    static const char *const bad[] = {"",           "2024",        "2024-1-01",   "2024-13-01",
                                      "2024-00-01", "2024-02-30",  "2023-02-29",  "2024-04-31",
                                      "0000-12-31", "10000-01-01", "2024/01/01",  "2024-01-0",
                                      "2024-01-00", "-2024-01-01", "2024-01-011", "20240101"};
    int wrong = 0;
    int32_t got = 0;

    for (int32_t date = LF_MIN_DATE; date <= LF_MAX_DATE; date += 13) {
        char text[LF_DATE_CHARS];

        wrong += lf_put_date(text, date) != text + LF_DATE_CHARS;
        wrong += !reads_date(text, LF_DATE_CHARS, &got) || got != date;
    }
    is_i64(wrong, 0, "dates of ten millennia are read back");
    ok(reads_date("0001-01-01", 10, &got) && got == LF_MIN_DATE, "the first date is read");
    ok(reads_date("9999-12-31", 10, &got) && got == LF_MAX_DATE, "so is the last");
    ok(reads_date(" 2024-02-29", 11, &got), "blanks may come first");
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        ok(!reads_date(bad[i], strlen(bad[i]), &got), "\"%s\" is not a date", bad[i]);
}

static void
test_words(void)
{
    const char *word, *text = "  [ 30E/360 rule_of_78=-1 ]";
    int64_t number = 0;
    size_t length;
    Text t;

    begin(&t, text, strlen(text));
    ok(lf_text_accept(&t.cursor, '[') && lf_text_word(&t.cursor, &word, &length) && length == 7 &&
           memcmp(word, "30E/360", 7) == 0,
       "a word may hold digits and a stroke");
    ok(lf_text_word(&t.cursor, &word, &length) && length == 10, "and underlines");
    ok(lf_text_expect(&t.cursor, '=', "no value") && lf_text_count(&t.cursor, -1, 5, &number) &&
           number == -1,
       "a number follows");
    ok(!lf_text_peek(&t.cursor, '}') && lf_text_peek(&t.cursor, ']') &&
           lf_text_accept(&t.cursor, ']') && lf_text_end(&t.cursor) && finish(&t, true),
       "and the end");
    begin(&t, "x", 1);
    ok(!lf_text_count(&t.cursor, 0, 9, &number) && !lf_text_word(&t.cursor, &word, &length) &&
           !lf_text_accept(&t.cursor, 'x') && !lf_text_end(&t.cursor) && t.why.a == 0 &&
           finish(&t, false),
       "after a complaint nothing more is read");
    begin(&t, "12", 2);
    ok(!lf_text_count(&t.cursor, 0, 11, &number) && finish(&t, false),
       "a count beyond its limit is refused");
    begin(&t, "[]x", 3);
    ok(lf_text_accept(&t.cursor, '[') && lf_text_accept(&t.cursor, ']') &&
           !lf_text_end(&t.cursor) && t.why.a == 2 && finish(&t, false),
       "what follows the end is refused with its place");
    begin(&t, "", 0);
    ok(!lf_text_word(&t.cursor, &word, &length) && finish(&t, false), "an empty text has no word");
}

int
main(void)
{
    random_begin();
    test_decimals();
    test_decimal_forms();
    test_dates();
    test_words();
    return done_testing();
}
