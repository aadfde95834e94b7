/*
 * psi() and psi_bands() of two score_summaries: the bands are the base's.
 */
#include "postgres.h"

#include "funcapi.h"
#include "nodes/supportnodes.h"

#include "core/scoring/stability.h"
#include "pg/common/entry.h"
#include "pg/scoring/cut.h"
#include "pg/scoring/value.h"

/* Both populations cut by the same edges. */
typedef struct PsiStream {
    LfScoreBand *band;
    LfScoreBand *base;
    lf_int128_stored total;
    lf_int128_stored base_total;
    int64 floor_e12;
    int32 count;
    int32 next;
} PsiStream;

static LfScoreBand *
cut_by(const LfScores *s, const LfScoreCut *cut, lf_int128_stored *total)
{
    LfScoreBand *band = palloc(sizeof(LfScoreBand) * LF_MAX_SCORE_BANDS);
    LfOutcome all = lf_scores_total(s);

    *total = lf_outcome_total(&all);
    lf_score_bands(s, LF_SCORE_BETTER_HIGH, cut, band);
    return band;
}

/* (s, base, bands, edges, floor): NULL where one of them is, save edges, or has no weight. */
static PsiStream *
open_stream(FunctionCallInfo fcinfo)
{
    PsiStream *stream = palloc0(sizeof(PsiStream));
    int32 edges[LF_MAX_SCORE_BANDS];
    LfScores s, base;
    LfScoreCut cut;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(4) || !lfpg_score_cut(fcinfo, 2, &cut))
        return NULL;
    stream->floor_e12 = lfpg_floor_argument(PG_GETARG_DATUM(4));
    s = PG_GETARG_SCORES(0);
    base = PG_GETARG_SCORES(1);
    if (s.count == 0 || base.count == 0)
        return NULL;
    if (cut.edges == NULL) {
        cut.edge_count = lf_score_band_edges(&base, cut.bands, edges);
        cut.edges = edges;
    }
    stream->band = cut_by(&s, &cut, &stream->total);
    stream->base = cut_by(&base, &cut, &stream->base_total);
    stream->count = cut.edge_count + 1;
    return stream;
}

static double
term_of(const PsiStream *stream, int32 i)
{
    LfFault why = {.status = LF_ERR_BAND_EMPTY, .a = i + 1};
    double term;

    if (!lf_psi_term(lf_outcome_total(&stream->band[i].of), stream->total,
                     lf_outcome_total(&stream->base[i].of), stream->base_total, stream->floor_e12,
                     &term))
        lfpg_raise(&why);
    return term;
}

static Datum
rounded(double x)
{
    int64 e8;
    LfFault why;

    lfpg_check(lf_double_e8(x, "psi", &e8, &why), &why);
    return lfpg_numeric_from_int64(e8, LF_RATIO_DECIMALS);
}

LFPG_FUNCTION(loanfin_score_psi)
{
    PsiStream *stream = open_stream(fcinfo);
    double sum = 0.0;

    if (stream == NULL)
        PG_RETURN_NULL();
    for (int32 i = 0; i < stream->count; i++)
        sum += term_of(stream, i);
    return rounded(sum);
}

/* The least and the greatest score of a band that occurs on either side. */
static void
band_ends(const LfScoreBand *a, const LfScoreBand *b, Datum *values, bool *nulls)
{
    int32 low = a->occurs && b->occurs ? Min(a->low, b->low) : a->occurs ? a->low : b->low;
    int32 high = a->occurs && b->occurs ? Max(a->high, b->high) : a->occurs ? a->high : b->high;

    values[0] = Int32GetDatum(low);
    values[1] = Int32GetDatum(high);
    nulls[0] = nulls[1] = !a->occurs && !b->occurs;
}

/* band, low, high, total, base_total, share, base_share, psi */
#define PSI_COLUMNS 8

static Datum
next_band(FuncCallContext *call, PsiStream *stream)
{
    int32 i = stream->next++;
    lf_int128 total = lf_outcome_total(&stream->band[i].of);
    lf_int128 base_total = lf_outcome_total(&stream->base[i].of);
    bool nulls[PSI_COLUMNS] = {false};
    Datum values[PSI_COLUMNS];

    values[0] = Int32GetDatum(i + 1);
    band_ends(&stream->band[i], &stream->base[i], values + 1, nulls + 1);
    values[3] = lfpg_numeric_from_int128(total, LF_WEIGHT_DECIMALS);
    values[4] = lfpg_numeric_from_int128(base_total, LF_WEIGHT_DECIMALS);
    values[5] = lfpg_numeric_ratio(total, stream->total);
    values[6] = lfpg_numeric_ratio(base_total, stream->base_total);
    values[7] = rounded(term_of(stream, i));
    return lfpg_row(call, values, nulls);
}

LFPG_FUNCTION(loanfin_score_psi_bands)
{
    FuncCallContext *call;
    PsiStream *stream;

    if (SRF_IS_FIRSTCALL()) {
        MemoryContext old;

        call = lfpg_rows_begin(fcinfo);
        old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
        call->user_fctx = open_stream(fcinfo);
        MemoryContextSwitchTo(old);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    if (stream == NULL || stream->next >= stream->count)
        SRF_RETURN_DONE(call);
    SRF_RETURN_NEXT(call, next_band(call, stream));
}

/* The bands of a constant base. */
PG_FUNCTION_INFO_V1(loanfin_psi_bands_support);
Datum
loanfin_psi_bands_support(PG_FUNCTION_ARGS)
{
    SupportRequestRows *request = (SupportRequestRows *)PG_GETARG_POINTER(0);
    Node *node = lfpg_rows_request(fcinfo);
    Const *summary = node == NULL ? NULL : lfpg_constant_of(node, 1);
    int32 edges[LF_MAX_SCORE_BANDS];
    LfScores base;
    LfScoreCut cut;
    List *args;

    if (summary == NULL)
        PG_RETURN_POINTER(NULL);
    args = ((FuncExpr *)node)->args;
    if (!lfpg_score_cut_constants(lthird(args), lfourth(args), &cut))
        PG_RETURN_POINTER(NULL);
    base = lfpg_scores_load(summary->constvalue);
    if (cut.edges == NULL)
        cut.edge_count = lf_score_band_edges(&base, cut.bands, edges);
    request->rows = base.count == 0 ? 0 : cut.edge_count + 1;
    PG_RETURN_POINTER(request);
}
