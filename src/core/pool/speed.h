/*
 * Speed: how fast the loans of a pool prepay or default, as a text of parts.
 *
 * '0 to 6 CPR x30, 6 CPR': each part has a rate in percent, a kind and the
 * months it applies to; a part may change from one rate to another in steps; the
 * last part has no months and applies to all later ones.  A monthly rate is exact:
 * it is computed as a fraction or an integer root and rounded half up to 12
 * decimals once.
 * Source: Standard Formulas of the Bond Market Association (now SIFMA),
 * Uniform Practices, chapter SF.
 */
#ifndef LF_CORE_POOL_SPEED_H
#define LF_CORE_POOL_SPEED_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/limits.h"
#include "core/base/status.h"

/* Prepayment first, then default. */
typedef enum LfSpeedKind {
    LF_SPEED_ABS = 0, /* share of the original number that prepays each month */
    LF_SPEED_CPR,     /* a year, compound */
    LF_SPEED_SMM,     /* a month */
    LF_SPEED_PSA,     /* percent of the standard prepayment curve */
    LF_SPEED_CDR,
    LF_SPEED_MDR,
    LF_SPEED_SDA
} LfSpeedKind;

/* What a speed is read for: kinds of the other group are refused. */
typedef enum LfSpeedUse {
    LF_SPEED_ANY = 0,
    LF_SPEED_PREPAYMENT,
    LF_SPEED_DEFAULTS
} LfSpeedUse;

typedef struct LfSpeedPart {
    LfSpeedKind kind;
    int32_t months;  /* 0: lasts */
    int64_t from_e6; /* percent */
    int64_t to_e6;   /* the same, unless the part ramps */
} LfSpeedPart;

typedef struct LfSpeed {
    int32_t count;
    LfSpeedPart part[LF_MAX_SPEED_PARTS];
} LfSpeed;

/*
 * Reads a speed.  `name` is what a refusal calls the text: its argument.
 * LF_ERR_SPEED where the text has not the form, LF_ERR_SPEED_RATE,
 * LF_ERR_SPEED_KIND, LF_ERR_DECIMALS and LF_ERR_RANGE_INT where a part of it is
 * outside its range, LF_ERR_LIMIT beyond LF_MAX_SPEED_PARTS.
 */
extern lf_status lf_speed_parse(const char *text, size_t length, const char *name, LfSpeedUse use,
                                LfSpeed *speed, LfFault *why);

/*
 * The rate of a month of the projection (from 1) for loans that are `age`
 * months old in it (from 1): 0 to LF_RATE_ONE, 12 decimals, half up.
 */
extern int64_t lf_speed_monthly_rate(const LfSpeed *speed, int32_t month, int32_t age);

/* The same for month 1, 2, ... in turn, without starting over. */
typedef struct LfSpeedWalk {
    const LfSpeed *speed;
    int32_t part;
    int32_t before; /* months of the parts before */
    int32_t month;  /* the last one needed */
    bool is_steady; /* the rest of the part has one rate */
    bool lasts;     /* and the part has no end */
    int64_t steady;
} LfSpeedWalk;

extern void lf_speed_begin(LfSpeedWalk *walk, const LfSpeed *speed);
extern int64_t lf_speed_advance(LfSpeedWalk *walk, int32_t age);

static inline int64_t
lf_speed_next(LfSpeedWalk *walk, int32_t age)
{
    return walk->lasts ? walk->steady : lf_speed_advance(walk, age);
}

/* The rates of month 1, 2, ... as far as needed, for many loans at one speed. */
typedef struct LfSpeedTable {
    LfSpeedWalk walk;
    bool by_age; /* a part of the speed depends on the age of the loans */
    int32_t age; /* of the loans that the rates are for, before month 1 */
    int32_t months;
    int64_t rate_e12[LF_MAX_PROJECTION_MONTHS];
} LfSpeedTable;

extern void lf_speed_table(LfSpeedTable *table, const LfSpeed *speed);

/* The rates of so many months, up to LF_MAX_PROJECTION_MONTHS, for loans of that age before
 * month 1; they stay as they are up to the next call. */
extern const int64_t *lf_speed_rates(LfSpeedTable *table, int32_t age, int32_t months);

/* 1 - (1 - gone)^(12 / months) with 8 decimals; gone from 0 to 1, months 1, 2, 3, 4, 6 or 12.
 * LF_ERR_RANGE_SHARE, LF_ERR_MONTHS_OF_YEAR. */
extern lf_status lf_speed_cpr(int64_t gone_e12, int32_t months, int64_t *cpr_e8, LfFault *why);

/* gone / (months + (age - months) gone) with 8 decimals; months from 1 to age.
 * LF_ERR_RANGE_SHARE, LF_ERR_RANGE_INT. */
extern lf_status lf_speed_abs(int64_t gone_e12, int32_t age, int32_t months, int64_t *abs_e8,
                              LfFault *why);

#endif
