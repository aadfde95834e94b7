/*
 * Readers of bin_summary: weights of evidence, information value, stability.
 */
#include "postgres.h"

#include "pg/common/rows.h"
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

    LFPG_TRY(lf_iv, &b, lfpg_weight_argument(PG_GETARG_DATUM(1), "adjust"), &iv);
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

/* (b, adjust) */
static void
open_woe(FunctionCallInfo fcinfo, void *opened)
{
    WoeStream *stream = opened;

    stream->b = PG_GETARG_BINS(0);
    stream->all = lf_bins_total(&stream->b);
    stream->adjust = lfpg_weight_argument(PG_GETARG_DATUM(1), "adjust");
}

/* bin, total, good, bad, unknown, bad_rate, good_share, bad_share, woe, iv */
static bool
next_bin(void *opened, Datum *values, bool *nulls)
{
    WoeStream *stream = opened;
    const LfBinRow *row = &stream->b.row[stream->next];
    LfWoeLine line;

    if (stream->next++ >= stream->b.count)
        return false;
    LFPG_TRY(lf_woe_line, row, &stream->all, stream->adjust, &line);
    values[0] = name_datum(row, &nulls[0]);
    values[1] = lfpg_numeric_from_int128(lf_outcome_total(&row->of), LF_WEIGHT_DECIMALS);
    for (int k = 0; k < LF_OUTCOMES; k++)
        values[2 + k] = lfpg_numeric_from_int128(row->of.weight[k], LF_WEIGHT_DECIMALS);
    values[5] = lfpg_share8(line.bad_rate, &nulls[5]);
    values[6] = lfpg_share8(line.good_share, &nulls[6]);
    values[7] = lfpg_share8(line.bad_share, &nulls[7]);
    values[8] = lfpg_share8(line.woe, &nulls[8]);
    values[9] = lfpg_share8(line.iv, &nulls[9]);
    return true;
}

LFPG_ROWS(loanfin_woe_table, WoeStream, open_woe, next_bin)

static double
count_bins(List *args)
{
    Datum summary;

    return lfpg_constant(args, 0, &summary) ? lfpg_bins_read(summary).count : -1;
}

LFPG_ROWS_SUPPORT(loanfin_woe_support, count_bins)

/* The bins of two summaries side by side. */
typedef struct PsiStream {
    LfBinPair *pair;
    lf_int128_stored total;
    lf_int128_stored base_total;
    int64 floor_e12;
    int32 count;
    int32 next;
} PsiStream;

/* (b, base, floor); no rows where either has no weight. */
static void
open_psi(FunctionCallInfo fcinfo, void *opened)
{
    LfBins b = PG_GETARG_BINS(0), base = PG_GETARG_BINS(1);
    LfOutcome all = lf_bins_total(&b), base_all = lf_bins_total(&base);
    PsiStream *stream = opened;

    stream->floor_e12 = lfpg_floor_argument(PG_GETARG_DATUM(2));
    if (b.count == 0 || base.count == 0)
        return;
    stream->total = lf_outcome_total(&all);
    stream->base_total = lf_outcome_total(&base_all);
    stream->pair = palloc(sizeof(LfBinPair) * (Size)(b.count + base.count));
    stream->count = lf_bin_pairs(&b, &base, stream->pair);
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

LFPG_FUNCTION(loanfin_bin_psi)
{
    PsiStream stream = {0};
    double sum = 0.0;

    open_psi(fcinfo, &stream);
    if (stream.count == 0)
        PG_RETURN_NULL();
    for (int32 i = 0; i < stream.count; i++)
        sum += term_of(&stream, &stream.pair[i]);
    return lfpg_psi8(sum);
}

/* bin, total, base_total, share, base_share, psi */
static bool
next_pair(void *opened, Datum *values, bool *nulls)
{
    PsiStream *stream = opened;
    const LfBinPair *pair = &stream->pair[stream->next];

    if (stream->next++ >= stream->count)
        return false;
    values[0] = name_datum(pair->one, &nulls[0]);
    values[1] = lfpg_numeric_from_int128(pair->total, LF_WEIGHT_DECIMALS);
    values[2] = lfpg_numeric_from_int128(pair->base_total, LF_WEIGHT_DECIMALS);
    values[3] = lfpg_numeric_ratio(pair->total, stream->total);
    values[4] = lfpg_numeric_ratio(pair->base_total, stream->base_total);
    values[5] = lfpg_psi8(term_of(stream, pair));
    return true;
}

LFPG_ROWS(loanfin_bin_psi_bins, PsiStream, open_psi, next_pair)

/* The bins of two constants. */
static double
count_pairs(List *args)
{
    Datum one, other;
    LfBins b, base;

    if (!lfpg_constant(args, 0, &one) || !lfpg_constant(args, 1, &other))
        return -1;
    b = lfpg_bins_read(one);
    base = lfpg_bins_read(other);
    return lf_bin_pairs(&b, &base, palloc(sizeof(LfBinPair) * (Size)(b.count + base.count + 1)));
}

LFPG_ROWS_SUPPORT(loanfin_psi_bins_support, count_pairs)
