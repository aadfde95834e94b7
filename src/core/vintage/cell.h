/*
 * Cell: what a vintage summary consists of, its series and its head.
 *
 * A cell is a number of loans and an amount of one origination, series and
 * month on book.
 * Uses: int128, currency, band.
 */
#ifndef LF_CORE_VINTAGE_CELL_H
#define LF_CORE_VINTAGE_CELL_H

#include "core/base/int128.h"
#include "core/money/money.h"
#include "core/portfolio/band.h"

/* How months on book are counted. */
typedef enum LfMobRule {
    LF_MOB_CALENDAR0 = 0, /* calendar months; the origination month is 0 */
    LF_MOB_CALENDAR1,     /* the same + 1 */
    LF_MOB_ANNIVERSARY,   /* full months from the day of origination */
    LF_MOB_GIVEN          /* by the caller; one cohort, cut off at the greatest */
} LfMobRule;

/* Lines: more than so many days past due (core/portfolio/band.h). */
#define LF_VINTAGE_LINES LF_LINES

/* The limit of a line. */
static inline int32_t
lf_vintage_line_days(int line)
{
    return lf_band_limit(line + 1);
}

/* The series; those of LF_VINTAGE_LINES members are followed by the others. */
enum {
    LF_SERIES_BASE = 0, /* at 0: loans, their original amounts */
    LF_SERIES_SEEN,     /* loans first observed */
    LF_SERIES_EVER,     /* by line: loans first over it, amount at risk */
    LF_SERIES_CURRENT = LF_SERIES_EVER + LF_VINTAGE_LINES, /* by highest line: loans over it and
                                                              not charged off, balance */
    LF_SERIES_CHARGE_OFF = LF_SERIES_CURRENT + LF_VINTAGE_LINES, /* loans first charged off; all
                                                                    that was charged off */
    LF_SERIES_WRITTEN_DOWN, /* charged-off loans that still have a balance, balance */
    LF_SERIES_RECOVERED,    /* loans that brought something back, amount */
    LF_SERIES_PAID_OFF,     /* loans paid off, their original amounts */
    LF_SERIES_INSTALMENT,   /* by line, at the instalment missed: loans */
    LF_SERIES_COUNT = LF_SERIES_INSTALMENT + LF_VINTAGE_LINES
};

/* Sums that an unknown amount has spoiled, as bits of LfVintageHead.unknown:
 * a series of EVER, CURRENT (by line) or CHARGE_OFF. */
#define LF_UNKNOWN_BIT(series) (UINT32_C(1) << (series))
#define LF_UNKNOWN_BITS \
    ((UINT32_C(1) << (LF_SERIES_CHARGE_OFF + 1)) - (UINT32_C(1) << LF_SERIES_EVER))

typedef struct LfVintageCell {
    uint64_t key; /* sorts by cohort, series, mob; never 0 */
    int64_t loans;
    lf_int128_stored amount;
} LfVintageCell;

/* From the key of the first cell of a cohort, of series 0 at 0. */
static inline uint64_t
lf_cell_key_from(uint64_t first, int series, int32_t mob)
{
    return first | (uint32_t)series << 24 | (uint32_t)mob;
}

/* No cell, or one that counts for nothing; readers leave it out. */
static inline bool
lf_cell_is_empty(const LfVintageCell *cell)
{
    return cell->key == 0 || (cell->loans == 0 && cell->amount == 0);
}

static inline uint64_t
lf_cell_key(int32_t cohort, int series, int32_t mob)
{
    return lf_cell_key_from((uint64_t)((uint32_t)cohort ^ UINT32_C(0x80000000)) << 32, series, mob);
}

/* The origination: a month (as lf_month_of), a day for anniversary, 0 for given. */
static inline int32_t
lf_cell_cohort(uint64_t key)
{
    return (int32_t)((uint32_t)(key >> 32) ^ UINT32_C(0x80000000));
}

/* The key of the first series of the same origination and months on book. */
static inline uint64_t
lf_cell_month(uint64_t key)
{
    return key & ~(UINT64_C(0xff) << 24);
}

static inline int
lf_cell_series(uint64_t key)
{
    return (int)(key >> 24 & 0xff);
}

static inline int32_t
lf_cell_mob(uint64_t key)
{
    return (int32_t)(key & 0xffffff);
}

/* Whether a series has amounts besides loans. */
static inline bool
lf_series_has_amount(int series)
{
    return series != LF_SERIES_SEEN && series < LF_SERIES_INSTALMENT;
}

typedef struct LfVintageHead {
    LfCurrency currency;
    LfMobRule rule;
    int32_t cutoff;   /* a day, for given a month on book; of no meaning without loans */
    uint32_t unknown; /* LF_UNKNOWN_BIT */
    int64_t loans;
    int64_t skipped; /* rows without a history, origination or amount */
} LfVintageHead;

#endif
