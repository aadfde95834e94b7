/*
 * Grade: the five-tier classification of a loan, one byte.
 *
 * A grade is a tier and an optional notch 1 to 9; the byte is its rank,
 * 10 * tier + notch, so bytes compare as grades do and a bare tier sorts
 * before its notches.
 * Standard: the five tiers of the CBIRC and PBC (Order No. 1 of 2023, article 6).
 * Uses: base.
 */
#ifndef LF_CORE_GRADE_GRADE_H
#define LF_CORE_GRADE_GRADE_H

#include <stdbool.h>

#include "core/base/keyword.h"
#include "core/base/status.h"

typedef uint8_t LfGrade;

typedef enum LfTier {
    LF_PASS = 0,
    LF_SPECIAL_MENTION,
    LF_SUBSTANDARD,
    LF_DOUBTFUL,
    LF_LOSS
} LfTier;

#define LF_TIERS 5
#define LF_NOTCHES 9
#define LF_TIER_RANKS (1 + LF_NOTCHES)
#define LF_GRADES (LF_TIERS * LF_TIER_RANKS)
#define LF_GRADE_OF(tier) ((LfGrade)((tier)*LF_TIER_RANKS))

typedef enum LfGradeLanguage {
    LF_GRADE_EN = 0, /* canonical */
    LF_GRADE_ZH,     /* simplified */
    LF_GRADE_ZH_TW   /* traditional */
} LfGradeLanguage;

#define LF_GRADE_LANGUAGES 3

/* Bytes of the longest label with its notch, no zero byte. */
#define LF_GRADE_CHARS 17

static inline bool
lf_grade_is_valid(int rank)
{
    return rank >= 0 && rank < LF_GRADES;
}

static inline LfTier
lf_grade_tier(LfGrade grade)
{
    return (LfTier)(grade / LF_TIER_RANKS);
}

/* 1 to 9, 0 without. */
static inline int
lf_grade_notch(LfGrade grade)
{
    return grade % LF_TIER_RANKS;
}

/* Non-performing: substandard, doubtful, loss. */
static inline bool
lf_tier_is_npl(LfTier tier)
{
    return tier >= LF_SUBSTANDARD;
}

/*
 * The grade of a text in UTF-8: a label (English in any case, with '_', '-' or
 * a blank between its words; Chinese, with or without the word for class; a
 * digit 1 to 5; a letter A to E), and perhaps '-' and a notch.  White space
 * around it is skipped.  *sign: it was a digit or a letter.  LF_OK or
 * LF_ERR_GRADE.
 */
extern lf_status lf_grade_parse(const char *text, size_t len, LfGrade *grade, bool *sign,
                                LfFault *why);

/* The bare label, UTF-8. */
extern const char *lf_tier_label(LfTier tier, LfGradeLanguage language);

/* Writes the label with its notch, no zero byte; returns the end. */
extern char *lf_grade_write(LfGrade grade, LfGradeLanguage language, char *out);

/* "en", "zh", "zh_tw". */
extern const LfKeywords lf_grade_languages;

#endif
