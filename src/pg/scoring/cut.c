/*
 * What tables of bands and bins share: cuts of scores, floors, stability.
 */
#include "postgres.h"

#include "pg/scoring/cut.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "core/scoring/stability.h"
#include "pg/common/entry.h"
#include "pg/common/error.h"
#include "pg/common/numeric.h"
#include "pg/common/text.h"

LfScoreBetter
lfpg_better(Datum text)
{
    return (LfScoreBetter)lfpg_keyword(text, &lf_score_betters);
}

/* False for an array with a null element. */
static bool
read_edges(Datum array, LfScoreCut *cut)
{
    int32 *edges;
    Datum *items;
    bool *nulls;
    int count;

    deconstruct_array(DatumGetArrayTypeP(array), INT4OID, sizeof(int32), true, TYPALIGN_INT, &items,
                      &nulls, &count);
    edges = palloc(sizeof(int32) * ((Size)count + 1));
    for (int i = 0; i < count; i++) {
        if (nulls[i])
            return false;
        edges[i] = DatumGetInt32(items[i]);
    }
    cut->edges = edges;
    cut->edge_count = count;
    return true;
}

bool
lfpg_score_cut(FunctionCallInfo fcinfo, int n, LfScoreCut *cut)
{
    *cut = (LfScoreCut){.bands = 1};
    if (!PG_ARGISNULL(n))
        cut->bands = lfpg_int32_arg(fcinfo, n, "bands", 1, LF_MAX_SCORE_BANDS);
    if (PG_ARGISNULL(n) && PG_ARGISNULL(n + 1))
        return false;
    if (!PG_ARGISNULL(n + 1) && !read_edges(PG_GETARG_DATUM(n + 1), cut))
        LFPG_REFUSE(LF_ERR_NULL_ELEMENT, .name = "edges");
    LFPG_TRY(lf_score_cut_check, cut);
    return true;
}

bool
lfpg_score_cut_constants(Node *bands, Node *edges, LfScoreCut *cut)
{
    LfFault why;

    if (!IsA(bands, Const) || !IsA(edges, Const))
        return false;
    *cut = (LfScoreCut){.bands = 1};
    if (!((Const *)bands)->constisnull)
        cut->bands = (int32)Max(0, Min(DatumGetInt64(((Const *)bands)->constvalue), PG_INT32_MAX));
    else if (((Const *)edges)->constisnull)
        return false;
    if (!((Const *)edges)->constisnull && !read_edges(((Const *)edges)->constvalue, cut))
        return false;
    return lf_score_cut_check(cut, &why) == LF_OK;
}

int64
lfpg_floor_argument(Datum numeric)
{
    int64 floor_e12 = lfpg_numeric_to_scaled(numeric, LF_FLOOR_DECIMALS, "floor");

    LFPG_TRY(lf_floor_check, floor_e12);
    return floor_e12;
}

Datum
lfpg_psi8(double psi)
{
    int64 e8;

    LFPG_TRY(lf_double_e8, psi, "psi", &e8);
    return lfpg_numeric_from_int64(e8, LF_RATIO_DECIMALS);
}
