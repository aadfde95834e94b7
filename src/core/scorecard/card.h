/*
 * Scorecard: points by bin, their sum, why points were lost, and what the sum
 * means as odds.
 *
 * A characteristic has bins of numbers (below a bound, ascending) or of texts
 * (lists), perhaps one for the rest and one of missing values.  The card is
 * made in the caller's memory; lf_card_prepare checks and prepares it.
 * Rules: docs/scorecard.md.  Independent of JSON or of rows.
 */
#ifndef LF_CORE_SCORECARD_CARD_H
#define LF_CORE_SCORECARD_CARD_H

#include "core/base/int128.h"
#include "core/base/limits.h"
#include "core/base/status.h"
#include "core/grade/grade.h"

#define LF_MAX_CHARACTERISTICS 64
#define LF_MAX_CARD_BINS 64
#define LF_MAX_CARD_GRADES 64
#define LF_MAX_CARD_TEXTS 1024 /* of all lists of one characteristic */
#define LF_MAX_CARD_NAME 63    /* bytes, as a column's */
#define LF_MAX_CARD_TEXT 255
#define LF_MAX_CARD_POINTS 1000000

/* Bounds and the numbers of the base: 12 decimals, at most 10^18 in size. */
#define LF_CARD_DECIMALS 12
#define LF_MAX_CARD_NUMBER ((lf_int128)INT64_C(1000000000000000000) * LF_RATE_ONE)

typedef enum LfCardBinKind {
    LF_CARD_BELOW = 0,
    LF_CARD_IN,
    LF_CARD_REST,
    LF_CARD_MISSING
} LfCardBinKind;

typedef struct LfCardBin {
    LfCardBinKind kind;
    int32_t points;
    lf_int128_stored below_e12;
    double below;        /* the same, rounded to a double: prepared */
    int64_t below_whole; /* the least whole number that is not below it: prepared */
    int32_t first_text;  /* of a list */
    int32_t text_count;
} LfCardBin;

typedef struct LfCharacteristic {
    LfText name;
    bool has_neutral;
    int32_t neutral;
    int32_t bin_count;
    LfCardBin *bin; /* conditions in their order, then the rest, then missing values */
    LfText *text;   /* of all lists */
    int32_t text_count;
    int32_t *index; /* space for 2 * text_count + 1 places: prepared */
    /* prepared */
    int32_t condition_count;
    int32_t rest;    /* a bin, or -1 */
    int32_t missing; /* likewise */
    int32_t best;
} LfCharacteristic;

typedef struct LfCardGrade {
    bool has_from;
    int32_t from;
    LfGrade grade;
} LfCardGrade;

typedef struct LfCard {
    bool has_base;
    lf_int128_stored base_score_e12;
    lf_int128_stored odds_e12; /* good : bad at that score */
    lf_int128_stored pdo_e12;  /* points to double them */
    int32_t count;
    LfCharacteristic *characteristic;
    int32_t grade_count;
    LfCardGrade *grade; /* falling */
} LfCard;

/* What a card cannot be decided by, and where: in a bin, a characteristic or the grades. */
typedef struct LfCardDefect {
    const char *what; /* NULL: none */
    int32_t characteristic;
    int32_t bin;   /* -1: the characteristic as a whole */
    int32_t grade; /* -1: none of them */
} LfCardDefect;

/* Proves the card and works out what is prepared. */
extern LfCardDefect lf_card_prepare(LfCard *card);

/* A value of an applicant. */
typedef enum LfCardValueKind {
    LF_CARD_NULL = 0,
    LF_CARD_NUMBER, /* its floor at 12 decimals: comparisons with bounds are exact */
    LF_CARD_DOUBLE, /* not NaN */
    LF_CARD_TEXT
} LfCardValueKind;

typedef struct LfCardValue {
    LfCardValueKind kind;
    lf_int128_stored number_e12;
    double real;
    LfText text;
} LfCardValue;

/* Whether the bins are of numbers; else they take texts, and numbers as texts. */
static inline bool
lf_characteristic_is_numeric(const LfCharacteristic *c)
{
    return c->condition_count > 0 && c->bin[0].kind == LF_CARD_BELOW;
}

/* The bin that takes a value of the right kind, or -1. */
extern int32_t lf_card_bin(const LfCharacteristic *c, const LfCardValue *value);

/* The same for a number of bins of numbers (whole, or at 12 decimals), and for a text of bins of
 * texts. */
extern int32_t lf_card_bin_of_whole(const LfCharacteristic *c, int64_t number);
extern int32_t lf_card_bin_of_number(const LfCharacteristic *c, lf_int128 number_e12);
extern int32_t lf_card_bin_of_text(const LfCharacteristic *c, LfText text);

/* Points lost: neutral, else best, less these. */
static inline int32_t
lf_card_lost(const LfCharacteristic *c, int32_t bin)
{
    return (c->has_neutral ? c->neutral : c->best) - c->bin[bin].points;
}

/* Characteristics by points lost, greatest first, ties in the card's order, only those above 0;
 * `bin` has one a characteristic, `order` space for as many; returns how many. */
extern int32_t lf_card_reasons(const LfCard *card, const int32_t *bin, int32_t *order);

/* Odds of a score, and the chance of a bad loan, times 10^8: LF_OK, LF_ERR_CARD_BASE,
 * LF_ERR_CARD_RANGE. */
extern lf_status lf_card_odds(const LfCard *card, int32_t score, lf_int128 *odds_e8, LfFault *why);
extern lf_status lf_card_pd(const LfCard *card, int32_t score, lf_int128 *pd_e8, LfFault *why);

/* The score of a chance above 0 and below 1 (18 decimals), half away from zero. */
extern lf_status lf_card_score_of_pd(const LfCard *card, int64_t pd_e18, int32_t *score,
                                     LfFault *why);

/* The grade of a score; false below the last. */
extern bool lf_card_grade(const LfCard *card, int32_t score, LfGrade *grade);

#endif
