/*
 * Readers of bin_summary: weights of evidence, information value, stability.
 */
#include "postgres.h"

#include "funcapi.h"
#include "nodes/supportnodes.h"

#include "pg/common/entry.h"
#include "pg/scoring/cut.h"
#include "pg/scoring/value.h"

LFPG_ENTRY(loanfin_bin_skipped_count, Int64GetDatum(PG_GETARG_BINS(0).skipped))

static Datum
total_of(FunctionCallInfo fcinfo, LfOutcomeKind kind)
{
    LfBins b = PG_GETARG_BINS(0);
    LfOutcome all = lf_bins_total(&b);

    return lfpg_numeric_from_int128(all.weight[kind], LF_WEIGHT_DECIMALS);
}

LFPG_ENTRY(loanfin_bin_good_total, total_of(fcinfo, LF_OUTCOME_GOOD))

LFPG_ENTRY(loanfin_bin_bad_total, total_of(fcinfo, LF_OUTCOME_BAD))

LFPG_ENTRY(loanfin_bin_unknown_total, total_of(fcinfo, LF_OUTCOME_UNKNOWN))

LFPG_FUNCTION(loanfin_iv)
{
    LfBins b = PG_GETARG_BINS(0);
    LfShare8 iv;
    LfFault why;

    lfpg_check(lf_iv(&b, lfpg_weight_argument(PG_GETARG_DATUM(1), "adjust"), &iv, &why), &why);
    return lfpg_share8(iv, &fcinfo->isnull);
}

static Datum
name_datum(const LfBinRow *row, bool *is_null)
{
    *is_null = row->length == LF_BIN_MISSING;
    return *is_null ? (Datum)0 : PointerGetDatum(cstring_to_text_with_len(row->name, row->length));
}

typedef struct WoeStream {
    LfBins b;
    LfOutcome all;
    lf_int128_stored adjust;
    int32 next;
} WoeStream;

/* bin, total, good, bad, unknown, bad_rate, good_share, bad_share, woe, iv */
#define WOE_COLUMNS 10

static Datum
next_bin(FuncCallContext *call, WoeStream *stream)
{
    const LfBinRow *row = &stream->b.row[stream->next++];
    bool nulls[WOE_COLUMNS] = {false};
    Datum values[WOE_COLUMNS];
    LfWoeLine line;
    LfFault why;

    lfpg_check(lf_woe_line(row, &stream->all, stream->adjust, &line, &why), &why);
    values[0] = name_datum(row, &nulls[0]);
    values[1] = lfpg_numeric_from_int128(lf_outcome_total(&row->of), LF_WEIGHT_DECIMALS);
    for (int k = 0; k < LF_OUTCOMES; k++)
        values[2 + k] = lfpg_numeric_from_int128(row->of.weight[k], LF_WEIGHT_DECIMALS);
    values[5] = lfpg_share8(line.bad_rate, &nulls[5]);
    values[6] = lfpg_share8(line.good_share, &nulls[6]);
    values[7] = lfpg_share8(line.bad_share, &nulls[7]);
    values[8] = lfpg_share8(line.woe, &nulls[8]);
    values[9] = lfpg_share8(line.iv, &nulls[9]);
    return lfpg_row(call, values, nulls);
}

/* (b, adjust) */
LFPG_FUNCTION(loanfin_woe_table)
{
    FuncCallContext *call;
    WoeStream *stream;

    if (SRF_IS_FIRSTCALL()) {
        MemoryContext old;

        call = lfpg_rows_begin(fcinfo);
        old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
        call->user_fctx = stream = palloc0(sizeof(WoeStream));
        stream->b = PG_GETARG_BINS(0);
        stream->all = lf_bins_total(&stream->b);
        stream->adjust = lfpg_weight_argument(PG_GETARG_DATUM(1), "adjust");
        MemoryContextSwitchTo(old);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    if (stream->next >= stream->b.count)
        SRF_RETURN_DONE(call);
    SRF_RETURN_NEXT(call, next_bin(call, stream));
}

LFPG_FUNCTION(loanfin_woe_support)
{
    SupportRequestRows *request = (SupportRequestRows *)PG_GETARG_POINTER(0);
    Node *node = lfpg_rows_request(fcinfo);
    Const *summary = node == NULL ? NULL : lfpg_constant_of(node, 0);

    if (summary == NULL)
        PG_RETURN_POINTER(NULL);
    request->rows = lfpg_bins_load(summary->constvalue).count;
    PG_RETURN_POINTER(request);
}

/* The bins of two summaries side by side. */
typedef struct PsiStream {
    LfBinPair *pair;
    lf_int128_stored total;
    lf_int128_stored base_total;
    int64 floor_e12;
    int32 count;
    int32 next;
} PsiStream;

/* (b, base, floor); NULL where either has no weight. */
static PsiStream *
open_psi(FunctionCallInfo fcinfo)
{
    PsiStream *stream = palloc0(sizeof(PsiStream));
    LfBins b = PG_GETARG_BINS(0), base = PG_GETARG_BINS(1);
    LfOutcome all = lf_bins_total(&b), base_all = lf_bins_total(&base);

    stream->floor_e12 = lfpg_floor_argument(PG_GETARG_DATUM(2));
    if (b.count == 0 || base.count == 0)
        return NULL;
    stream->total = lf_outcome_total(&all);
    stream->base_total = lf_outcome_total(&base_all);
    stream->pair = palloc(sizeof(LfBinPair) * (Size)(b.count + base.count));
    stream->count = lf_bin_pairs(&b, &base, stream->pair);
    return stream;
}

static double
term_of(const PsiStream *stream, const LfBinPair *pair)
{
    LfFault why = {.status = LF_ERR_BIN_EMPTY, .name = "floor"};
    double term;

    if (!lf_psi_term(pair->total, stream->total, pair->base_total, stream->base_total,
                     stream->floor_e12, &term)) {
        why.text = (LfText){pair->one->name, (size_t)Max(pair->one->length, 0)};
        lfpg_raise(&why);
    }
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

LFPG_FUNCTION(loanfin_bin_psi)
{
    PsiStream *stream = open_psi(fcinfo);
    double sum = 0.0;

    if (stream == NULL)
        PG_RETURN_NULL();
    for (int32 i = 0; i < stream->count; i++)
        sum += term_of(stream, &stream->pair[i]);
    return rounded(sum);
}

/* bin, total, base_total, share, base_share, psi */
#define PSI_COLUMNS 6

static Datum
next_pair(FuncCallContext *call, PsiStream *stream)
{
    const LfBinPair *pair = &stream->pair[stream->next++];
    bool nulls[PSI_COLUMNS] = {false};
    Datum values[PSI_COLUMNS];

    values[0] = name_datum(pair->one, &nulls[0]);
    values[1] = lfpg_numeric_from_int128(pair->total, LF_WEIGHT_DECIMALS);
    values[2] = lfpg_numeric_from_int128(pair->base_total, LF_WEIGHT_DECIMALS);
    values[3] = lfpg_numeric_ratio(pair->total, stream->total);
    values[4] = lfpg_numeric_ratio(pair->base_total, stream->base_total);
    values[5] = rounded(term_of(stream, pair));
    return lfpg_row(call, values, nulls);
}

LFPG_FUNCTION(loanfin_bin_psi_bins)
{
    FuncCallContext *call;
    PsiStream *stream;

    if (SRF_IS_FIRSTCALL()) {
        MemoryContext old;

        call = lfpg_rows_begin(fcinfo);
        old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
        call->user_fctx = open_psi(fcinfo);
        MemoryContextSwitchTo(old);
    }
    call = SRF_PERCALL_SETUP();
    stream = call->user_fctx;
    if (stream == NULL || stream->next >= stream->count)
        SRF_RETURN_DONE(call);
    SRF_RETURN_NEXT(call, next_pair(call, stream));
}

/* The bins of two constants. */
PG_FUNCTION_INFO_V1(loanfin_psi_bins_support);
Datum
loanfin_psi_bins_support(PG_FUNCTION_ARGS)
{
    SupportRequestRows *request = (SupportRequestRows *)PG_GETARG_POINTER(0);
    Node *node = lfpg_rows_request(fcinfo);
    Const *one = node == NULL ? NULL : lfpg_constant_of(node, 0);
    Const *other = node == NULL ? NULL : lfpg_constant_of(node, 1);
    LfBins b, base;

    if (one == NULL || other == NULL)
        PG_RETURN_POINTER(NULL);
    b = lfpg_bins_load(one->constvalue);
    base = lfpg_bins_load(other->constvalue);
    request->rows =
        lf_bin_pairs(&b, &base, palloc(sizeof(LfBinPair) * (Size)(b.count + base.count + 1)));
    PG_RETURN_POINTER(request);
}
