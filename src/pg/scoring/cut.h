/*
 * What tables of bands and bins share: cuts of scores, floors, rows going out.
 */
#ifndef LF_PG_SCORING_CUT_H
#define LF_PG_SCORING_CUT_H

#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
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

/* The first call of a set-returning function of a record: its row type, blessed. */
extern FuncCallContext *lfpg_rows_begin(FunctionCallInfo fcinfo);

/* The next row. */
extern Datum lfpg_row(FuncCallContext *call, Datum *values, bool *nulls);

/* The constant that argument n of a call is, or NULL where it is none or NULL. */
extern Const *lfpg_constant_of(Node *call, int n);

/* The call that a planner asks the number of rows for, else NULL. */
extern Node *lfpg_rows_request(FunctionCallInfo fcinfo);

#endif
