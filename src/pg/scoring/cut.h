/*
 * What tables of bands and bins share: cuts of scores, floors, stability.
 */
#ifndef LF_PG_SCORING_CUT_H
#define LF_PG_SCORING_CUT_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/primnodes.h"

#include "core/scoring/score.h"

/* "high" or "low"; raises LF_ERR_KEYWORD. */
extern LfScoreBetter lfpg_better(Datum text);

/*
 * The cut that arguments n (bands) and n + 1 (edges) name; edges win.  False
 * where both are NULL; raises what lf_score_cut_check refuses and
 * LF_ERR_NULL_ELEMENT.
 */
extern bool lfpg_score_cut(FunctionCallInfo fcinfo, int n, LfScoreCut *cut);

/* The same of constants; false where they are none, or no cut. */
extern bool lfpg_score_cut_constants(Node *bands, Node *edges, LfScoreCut *cut);

/* A floor of shares, 12 decimals; raises where it is not one. */
extern int64 lfpg_floor_argument(Datum numeric);

/* A stability index as numeric; raises where it is out of range. */
extern Datum lfpg_psi8(double psi);

#endif
