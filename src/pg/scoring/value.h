/*
 * score_summary and bin_summary on the server: packed bytes as varlenas, and
 * weights from and to SQL.
 *
 * Loading unpacks and proves a value; ALIGNMENT = int4, bytes are read by
 * memcpy.
 */
#ifndef LF_PG_SCORING_VALUE_H
#define LF_PG_SCORING_VALUE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/scoring/bins.h"
#include "core/scoring/score.h"
#include "pg/common/codec.h"

/* A stored value unpacked, palloc'd; raises XX001 if the bytes are not a valid one. */
extern LfScores lfpg_scores_read(Datum summary);
extern LfBins lfpg_bins_read(Datum summary);

#define PG_GETARG_SCORES(n) lfpg_scores_read(PG_GETARG_DATUM(n))
#define PG_GETARG_BINS(n) lfpg_bins_read(PG_GETARG_DATUM(n))

/* Rows in any order, sorted in place, empty ones left out, proved and packed. */
extern lf_status lfpg_scores_make(LfScores *s, LfScoreRow *row, Datum *value, LfFault *why);
extern lf_status lfpg_bins_make(LfBins *b, LfBinRow *row, Datum *value, LfFault *why);

/* Text forms: read to a new value, or 0 with the fault filled; written, palloc'd. */
extern Datum lfpg_scores_from_text(const char *text, LfFault *why);
extern Datum lfpg_bins_from_text(const char *text, LfFault *why);
extern char *lfpg_scores_to_text(Datum summary);
extern char *lfpg_bins_to_text(Datum summary);

/* A weight (or what is added to one) in millionths; raises LF_ERR_WEIGHT_RANGE,
 * LF_ERR_NOT_FINITE naming it. */
extern lf_int128 lfpg_weight_argument(Datum numeric, const char *name);

/* The kind of an outcome argument, which may be NULL. */
static inline LfOutcomeKind
lfpg_outcome_argument(FunctionCallInfo fcinfo, int n)
{
    if (PG_ARGISNULL(n))
        return LF_OUTCOME_UNKNOWN;
    return PG_GETARG_BOOL(n) ? LF_OUTCOME_BAD : LF_OUTCOME_GOOD;
}

/* A ratio as numeric, or NULL. */
extern Datum lfpg_share8(LfShare8 share, bool *is_null);

#endif
