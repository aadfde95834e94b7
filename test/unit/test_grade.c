/*
 * Grade: every grade in every language reads back, what is near a grade does
 * not, and the byte orders as grades do.
 */
#include "core/grade/grade.h"

#include "test/unit/tap.h"
#include "test/unit/word.h"

static LfGrade
read(const char *text, bool *known)
{
    LfFault why = {.status = LF_OK};
    LfGrade grade = 255;
    bool sign;

    *known = lf_grade_parse(text, strlen(text), &grade, &sign, &why) == LF_OK;
    if (!*known && (why.status != LF_ERR_GRADE || why.text.at != text))
        *known = true; /* a refusal without its facts counts as none */
    return grade;
}

static void
test_round_trip(void)
{
    char text[LF_GRADE_CHARS + 1];
    int wrong = 0;

    for (int rank = 0; lf_grade_is_valid(rank); rank++) {
        for (int language = 0; language < LF_GRADE_LANGUAGES; language++) {
            bool known;

            *lf_grade_write((LfGrade)rank, (LfGradeLanguage)language, text) = '\0';
            wrong += read(text, &known) != rank || !known;
        }
    }
    is_i64(wrong, 0, "every grade reads back in every language");
    ok(!lf_grade_is_valid(50) && !lf_grade_is_valid(-1), "there are 50 grades");
    is_i64(lf_grade_tier(LF_GRADE_OF(LF_DOUBTFUL) + 9), LF_DOUBTFUL, "a notch stays in its tier");
    ok(!lf_tier_is_npl(LF_SPECIAL_MENTION) && lf_tier_is_npl(LF_SUBSTANDARD),
       "non-performing begins with substandard");
}

typedef struct Spelling {
    const char *text;
    int rank;
} Spelling;

static void
test_spellings(void)
{
    static const Spelling known_as[] = {
        {"PASS", 0},
        {" pass ", 0},
        {"1", 0},
        {"a", 0},
        {"A-3", 3},
        {"1-9", 9},
        {"正常类", 0},
        {"正常類-1", 1},
        {"Special Mention", 10},
        {"special-mention", 10},
        {"SPECIAL_MENTION-2", 12},
        {"关注", 10},
        {"關注", 10},
        {"2", 10},
        {"B", 10},
        {"次级-4", 24},
        {"次級", 20},
        {"可疑类", 30},
        {"d", 30},
        {"损失", 40},
        {"損失類-9", 49},
        {"\tloss\n", 40},
        {"E", 40},
        {"5-1", 41},
    };
    static const char *const unknown[] = {
        "",        " ",         "pas",   "passs",    "pass-0",   "pass-10", "pass-",
        "pass -1", "pass- 1",   "pass2", "0",        "6",        "F",       "-1",
        "12",      "正",        "正常-", "类",       "正常 类",  "loss-a",  "special__mention",
        "special", "doubtful-", "aa",    "\xe6\xad", "pass-1-1",
    };

    for (size_t i = 0; i < sizeof(known_as) / sizeof(known_as[0]); i++) {
        bool known;
        LfGrade grade = read(known_as[i].text, &known);

        ok(known && grade == known_as[i].rank, "spelling %zu is grade %d", i, known_as[i].rank);
    }
    for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
        bool known;

        read(unknown[i], &known);
        ok(!known, "\"%s\" is not a grade", unknown[i]);
    }
}

static void
test_languages(void)
{
    int language;
    LfFault why = {.status = LF_OK};

    ok(read_word(&lf_grade_languages, "zh_tw", 5, &language, &why) == LF_OK &&
           language == LF_GRADE_ZH_TW,
       "zh_tw is a language");
    ok(read_word(&lf_grade_languages, "zh_t", 4, &language, &why) == LF_ERR_KEYWORD,
       "zh_t is none");
    is_str(lf_tier_label(LF_SUBSTANDARD, LF_GRADE_ZH_TW), "次級", "the traditional label");
}

int
main(void)
{
    test_round_trip();
    test_spellings();
    test_languages();
    return done_testing();
}
