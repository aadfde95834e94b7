/*
 * Keyword: every word of every table in any letter case, the other names, and
 * what is refused.
 */
#include "core/base/keyword.h"

#include <ctype.h>
#include <string.h>

#include "core/base/ratio.h"
#include "core/base/round.h"
#include "core/commission/kpi.h"
#include "core/delinquency/delinquency.h"
#include "core/grade/grade.h"
#include "core/migration/migration.h"
#include "core/schedule/schedule.h"
#include "core/scoring/score.h"
#include "core/vintage/curve.h"
#include "test/unit/tap.h"
#include "test/unit/word.h"

static const LfKeywords *const tables[] = {
    &lf_roundings,
    &lf_payment_roundings,
    &lf_weights,
    &lf_day_counts,
    &lf_methods,
    &lf_residues,
    &lf_dated_day_counts,
    &lf_allocations,
    &lf_measures,
    &lf_mob_rules,
    &lf_exits,
    &lf_loan_events,
    &lf_betters,
    &lf_grade_languages,
    &lf_score_betters,
    &lf_period_day_counts,
};

#define TABLES (sizeof(tables) / sizeof(tables[0]))

static int
found(const LfKeywords *list, const char *text)
{
    return lf_keyword_find(list, text, strlen(text));
}

/* Whether a word is read in capitals, in small letters and in both by turns. */
static bool
any_case(const LfKeywords *list, const char *word, int value)
{
    char upper[LF_KEYWORD_CHARS + 1] = "", small[LF_KEYWORD_CHARS + 1] = "";
    char mixed[LF_KEYWORD_CHARS + 1] = "";

    for (size_t i = 0; word[i] != '\0' && i < LF_KEYWORD_CHARS; i++) {
        bool ascii = (unsigned char)word[i] < 0x80;

        upper[i] = ascii ? (char)toupper(word[i]) : word[i];
        small[i] = ascii ? (char)tolower(word[i]) : word[i];
        mixed[i] = i % 2 == 0 ? upper[i] : small[i];
    }
    return found(list, upper) == value && found(list, small) == value &&
           found(list, mixed) == value;
}

static void
test_tables(void)
{
    for (size_t t = 0; t < TABLES; t++) {
        const LfKeywords *list = tables[t];

        for (int i = 0; i < list->count; i++) {
            const char *word = list->words[i];

            ok(strlen(word) <= LF_KEYWORD_CHARS && any_case(list, word, list->first + i),
               "%s: %s in any case", list->name, word);
            /* ACT/365A cut short is another word */
            ok(lf_keyword_find(list, word, strlen(word) - 1) != list->first + i,
               "%s: %s cut short is not the same", list->name, word);
        }
        for (const LfAlias *a = list->aliases; a != NULL && a->name != NULL; a++)
            ok(strlen(a->name) <= LF_KEYWORD_CHARS && found(list, a->name) == a->value &&
                   a->value >= list->first && a->value < list->first + list->count,
               "%s: %s is %s", list->name, a->name, list->words[a->value - list->first]);
    }
}

static void
test_names(void)
{
    is_i64(found(&lf_methods, "等额本息"), LF_ANNUITY, "equal payments");
    is_i64(found(&lf_methods, "等额本金"), LF_EQUAL_PRINCIPAL, "equal principal");
    is_i64(found(&lf_methods, "先息后本"), LF_INTEREST_ONLY, "interest first");
    is_i64(found(&lf_methods, "平息"), LF_FLAT, "flat interest");
    is_i64(found(&lf_methods, "等本等息"), LF_FLAT, "equal principal and equal interest are flat");
    is_i64(found(&lf_methods, "等额本"), -1, "three characters of four are none");
    is_i64(found(&lf_methods, "78法则"), -1, "the rule of 78 has no other name");
    is_i64(found(&lf_dated_day_counts, "act/365"), LF_ACT_365, "a table may begin behind 0");
    is_i64(found(&lf_dated_day_counts, "periodic"), -1,
           "what is before its beginning is not in it");
}

static void
test_refusal(void)
{
    LfFault why = {.status = LF_OK};
    int value = 7;

    is_i64(read_word(&lf_weights, "amounts", 7, &value, &why), LF_ERR_KEYWORD, "a word too long");
    ok(value == 7 && why.status == LF_ERR_KEYWORD && strcmp(why.name, "weight") == 0 &&
           why.text.length == 7 && why.keywords == &lf_weights,
       "the refusal names the argument, the text and the table");
    is_i64(read_word(&lf_weights, "", 0, &value, &why), LF_ERR_KEYWORD, "no text is no word");
    is_i64(read_word(&lf_weights, "count\0", 6, &value, &why), LF_ERR_KEYWORD,
           "nor is a zero byte");
    is_i64(read_word(&lf_weights, "Counts", 5, &value, &why), LF_OK, "a word ends at its length");
    is_i64(value, LF_BY_COUNT, "and has its value");
}

/* Keys of a document are read as they are written. */
static void
test_exact(void)
{
    for (int i = 0; i < lf_loan_events.count; i++)
        is_i64(lf_keyword_exact(&lf_loan_events, lf_text(lf_loan_events.words[i])), i, "%s exactly",
               lf_loan_events.words[i]);
    is_i64(lf_keyword_exact(&lf_loan_events, lf_text("Default")), -1, "a capital is another word");
    is_i64(lf_keyword_exact(&lf_loan_events, lf_text("defaul")), -1, "cut short is another word");
    is_i64(lf_keyword_exact(&lf_loan_events, lf_text("违约")), -1, "other names do not count");
}

int
main(void)
{
    test_tables();
    test_exact();
    test_names();
    test_refusal();
    return done_testing();
}
