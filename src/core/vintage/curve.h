/*
 * Vintage, the readers: curves over months on book, early defaults, bounds.
 *
 * Everything is computed from the cells when it is read: the base of a
 * month on book is the loans that are that old at the cut-off, whatever
 * became of them.
 * Rules: docs/vintage.md.
 */
#ifndef LF_CORE_VINTAGE_CURVE_H
#define LF_CORE_VINTAGE_CURVE_H

#include "core/base/keyword.h"
#include "core/base/ratio.h"
#include "core/vintage/vintage.h"

typedef enum LfMeasure {
    LF_MEASURE_EVER = 0,
    LF_MEASURE_CURRENT,
    LF_MEASURE_CHARGE_OFF,
    LF_MEASURE_NET_LOSS,
    LF_MEASURE_PAID_OFF
} LfMeasure;

#define LF_MEASURES 5

/* What a curve shows; the line matters to the first two measures only. */
typedef struct LfVintageAsk {
    LfMeasure measure;
    int line;
    LfWeight weight;
} LfVintageAsk;

/* "ever", ... */
extern const LfKeywords lf_measures;

/* LF_OK, or LF_ERR_OVER_DAYS where the measure has lines, LF_ERR_NOT_BY_COUNT. */
extern lf_status lf_vintage_ask(LfMeasure measure, int64_t over_days, LfWeight weight,
                                LfVintageAsk *ask, LfFault *why);

/* Whether no unknown amount has spoiled the measure. */
extern bool lf_vintage_is_known(const LfVintageHead *head, const LfVintageAsk *ask);

typedef struct LfCurveRow {
    int32_t mob;
    bool complete;
    int64_t loans;
    lf_int128_stored exposure; /* by count: loans */
    lf_int128_stored hit;
    int64_t seen;           /* scratch */
    lf_int128_stored point; /* scratch */
} LfCurveRow;

/* Rows a curve has, none for a summary without loans; *first is its first
 * month on book. */
extern int32_t lf_vintage_rows(const LfVintage *v, int32_t *first);

/* Fills the `count` rows from month on book `first` on that
 * lf_vintage_rows() told; cells times one, plus rows.  Returns the exposure of
 * all loans, whatever their age: their number, or their original amounts. */
extern lf_int128 lf_vintage_curve(const LfVintage *v, const LfVintageAsk *ask, int32_t first,
                                  int32_t count, LfCurveRow *rows);

/* Loans that hit among loans that are old enough. */
typedef struct LfHits {
    int64_t loans;
    int64_t hit;
} LfHits;

/* Loans that missed their n-th instalment (1 or more) and passed the line: LF_OK, or
 * LF_ERR_NO_INSTALMENTS of a summary of rows. */
extern lf_status lf_vintage_missed(const LfVintage *v, int line, int32_t instalment, LfHits *hits,
                                   LfFault *why);

/* Loans ever over the line within so many months on book. */
extern LfHits lf_vintage_early(const LfVintage *v, int line, int32_t within);

#endif
