/*
 * Grade: the names of the tiers, read and written.
 */
#include "core/grade/grade.h"

#include <string.h>

static const char *const labels[LF_GRADE_LANGUAGES][LF_TIERS] = {
    [LF_GRADE_EN] = {"pass", "special_mention", "substandard", "doubtful", "loss"},
    [LF_GRADE_ZH] = {"正常", "关注", "次级", "可疑", "损失"},
    [LF_GRADE_ZH_TW] = {"正常", "關注", "次級", "可疑", "損失"},
};

/* "class", which Chinese may put behind a tier's name, in either script. */
static const char *const class_words[] = {"类", "類"};

static const char *const languages[LF_GRADE_LANGUAGES] = {
    [LF_GRADE_EN] = "en",
    [LF_GRADE_ZH] = "zh",
    [LF_GRADE_ZH_TW] = "zh_tw",
};

static bool
is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Upper case to lower case, the ways to join two words to '_'. */
static char
fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == ' ' || c == '-' ? '_' : c;
}

/* The bytes of text[0..len) that are this word, or 0. */
static size_t
match(const char *text, size_t len, const char *word)
{
    size_t n = strlen(word);

    if (n > len)
        return 0;
    for (size_t i = 0; i < n; i++) {
        if (fold(text[i]) != word[i])
            return 0;
    }
    return n;
}

/* The bytes of text[0..len) that name this tier in this language, or 0. */
static size_t
match_tier(const char *text, size_t len, int tier, int language)
{
    size_t n = match(text, len, labels[language][tier]), more = 0;

    if (n == 0 || language == LF_GRADE_EN)
        return n;
    for (size_t i = 0; i < sizeof(class_words) / sizeof(class_words[0]) && more == 0; i++)
        more = match(text + n, len - n, class_words[i]);
    return n + more;
}

/* The bytes of text[0..len) that name some tier, or 0; *sign: a digit or a letter. */
static size_t
find_tier(const char *text, size_t len, int *tier, bool *sign)
{
    *sign = false;
    for (int language = 0; language < LF_GRADE_LANGUAGES; language++) {
        for (*tier = 0; *tier < LF_TIERS; (*tier)++) {
            size_t n = match_tier(text, len, *tier, language);

            if (n > 0)
                return n;
        }
    }
    if (len == 0)
        return 0;
    *sign = true;
    if (text[0] >= '1' && text[0] <= '5')
        *tier = text[0] - '1';
    else if (fold(text[0]) >= 'a' && fold(text[0]) <= 'e')
        *tier = fold(text[0]) - 'a';
    else
        return 0;
    return 1;
}

lf_status
lf_grade_parse(const char *text, size_t len, LfGrade *grade, bool *sign, LfFault *why)
{
    const char *p = text;
    size_t left = len;
    int tier;

    for (; left > 0 && is_space(p[0]); p++)
        left--;
    while (left > 0 && is_space(p[left - 1]))
        left--;

    size_t n = find_tier(p, left, &tier, sign);

    if (n > 0 && n == left) {
        *grade = LF_GRADE_OF(tier);
        return LF_OK;
    }
    if (n > 0 && left - n == 2 && p[n] == '-' && p[n + 1] >= '1' && p[n + 1] <= '9') {
        *grade = (LfGrade)(LF_GRADE_OF(tier) + (p[n + 1] - '0'));
        return LF_OK;
    }
    return LF_REFUSE(why, LF_ERR_GRADE, .text = {text, len});
}

const char *
lf_tier_label(LfTier tier, LfGradeLanguage language)
{
    return labels[language][tier];
}

char *
lf_grade_write(LfGrade grade, LfGradeLanguage language, char *out)
{
    const char *label = labels[language][lf_grade_tier(grade)];
    size_t n = strlen(label);

    memcpy(out, label, n);
    out += n;
    if (lf_grade_notch(grade) != 0) {
        *out++ = '-';
        *out++ = (char)('0' + lf_grade_notch(grade));
    }
    return out;
}

const LfKeywords lf_grade_languages = {"lang", languages, LF_GRADE_LANGUAGES, NULL, 0};
