/*
 * score_summary and bin_summary on the server: loading, making, entry points.
 *
 * The binary form is the stored bytes, the same on every platform.  Two
 * score_summaries are equal where their texts are: the number of loans, which
 * the text does not tell, is left out of order and hash.
 */
#include "postgres.h"

#include "pg/scoring/value.h"

#include "mb/pg_wchar.h"
#include "utils/fmgrprotos.h"

#include "core/scoring/bytes.h"
#include "pg/common/value.h"

/* What the check refuses in bytes, is in no value that was ever made. */
static lf_status
as_corrupt(const char *type, lf_status status, LfFault *why)
{
    if (status == LF_OK || status == LF_ERR_CORRUPT)
        return status;
    return lf_corrupt(why, type, "its weights or counts are out of range");
}

static lf_status
read_scores(const uint8_t *bytes, size_t length, LfScores *s, LfFault *why)
{
    LfScoresView v;
    LfScoreRow *row;

    LF_TRY(lf_scores_open(bytes, length, &v, why));
    row = palloc(sizeof(LfScoreRow) * ((Size)v.head.count + 1));
    LF_TRY(as_corrupt("score_summary", lf_scores_rows(&v, row, why), why));
    *s = v.head;
    s->row = row;
    return as_corrupt("score_summary", lf_scores_check(s, why), why);
}

static lf_status
read_bins(const uint8_t *bytes, size_t length, LfBins *b, LfFault *why)
{
    LfBinsView v;
    LfBinRow *row;

    LF_TRY(lf_bins_open(bytes, length, &v, why));
    row = palloc(sizeof(LfBinRow) * ((Size)v.head.count + 1));
    LF_TRY(as_corrupt("bin_summary", lf_bins_rows(&v, row, why), why));
    *b = v.head;
    b->row = row;
    return as_corrupt("bin_summary", lf_bins_check(b, why), why);
}

LfScores
lfpg_scores_read(Datum summary)
{
    struct varlena *value = PG_DETOAST_DATUM_PACKED(summary);
    LfScores s;

    LFPG_TRY(read_scores, LFPG_BYTES(value), &s);
    return s;
}

LfBins
lfpg_bins_read(Datum summary)
{
    struct varlena *value = PG_DETOAST_DATUM_PACKED(summary);
    LfBins b;

    LFPG_TRY(read_bins, LFPG_BYTES(value), &b);
    return b;
}

static int
compare_scores(const void *a, const void *b)
{
    int32 x = ((const LfScoreRow *)a)->score, y = ((const LfScoreRow *)b)->score;

    return (x > y) - (x < y);
}

static int
compare_bins(const void *a, const void *b)
{
    return lf_bin_compare(a, b);
}

lf_status
lfpg_scores_make(LfScores *s, LfScoreRow *row, Datum *value, LfFault *why)
{
    int32 kept = 0;
    uint8_t *bytes;

    for (int32 i = 0; i < s->count; i++)
        if (!lf_outcome_is_empty(&row[i].of))
            row[kept++] = row[i];
    qsort(row, (size_t)kept, sizeof(LfScoreRow), compare_scores);
    s->count = kept;
    s->row = row;
    LF_TRY(lf_scores_check(s, why));
    bytes = palloc(lf_scores_bound(kept));
    *value = PointerGetDatum(lfpg_value_of_bytes(bytes, lf_scores_encode(s, bytes)));
    pfree(bytes);
    return LF_OK;
}

lf_status
lfpg_bins_make(LfBins *b, LfBinRow *row, Datum *value, LfFault *why)
{
    int32 kept = 0;
    uint8_t *bytes;

    for (int32 i = 0; i < b->count; i++)
        if (!lf_outcome_is_empty(&row[i].of))
            row[kept++] = row[i];
    qsort(row, (size_t)kept, sizeof(LfBinRow), compare_bins);
    b->count = kept;
    b->row = row;
    LF_TRY(lf_bins_check(b, why));
    bytes = palloc(lf_bins_bound(b));
    *value = PointerGetDatum(lfpg_value_of_bytes(bytes, lf_bins_encode(b, bytes)));
    pfree(bytes);
    return LF_OK;
}

lf_int128
lfpg_weight_argument(Datum numeric, const char *name)
{
    lf_int128 weight = 0;
    lf_status status = lfpg_numeric_to_int128(numeric, LF_WEIGHT_DECIMALS, &weight);
    LfFault why = {.status = status == LF_ERR_NOT_FINITE ? status : LF_ERR_WEIGHT_RANGE,
                   .name = name};

    if (unlikely(status != LF_OK || weight < 0 || weight > LF_MAX_WEIGHT)) {
        char *text = DatumGetCString(DirectFunctionCall1(numeric_out, numeric));

        why.text = lf_text(text);
        lfpg_raise(&why);
    }
    return weight;
}

Datum
lfpg_share8(LfShare8 share, bool *is_null)
{
    *is_null = !share.known;
    return share.known ? lfpg_numeric_from_int64(share.e8, LF_RATIO_DECIMALS) : (Datum)0;
}

static Datum
scores_from_bytes(LfReader *message, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);
    LfScores s;

    if (read_scores(bytes, length, &s, why) != LF_OK)
        return (Datum)0;
    why->status = LF_OK;
    return PointerGetDatum(lfpg_value_of_bytes(bytes, length));
}

/* Version, flags, and all behind the number of loans. */
static void
scores_identity(StringInfo bytes, Datum value)
{
    struct varlena *stored = PG_DETOAST_DATUM_PACKED(value);
    Size length = VARSIZE_ANY_EXHDR(stored);

    appendBinaryStringInfo(bytes, VARDATA_ANY(stored), (int)Min(length, LF_SCORES_LOANS));
    if (length > LF_SCORES_IDENTITY)
        appendBinaryStringInfo(bytes, VARDATA_ANY(stored) + LF_SCORES_IDENTITY,
                               (int)(length - LF_SCORES_IDENTITY));
    lfpg_value_free(stored, value);
}

LFPG_VALUE_TYPE(score_summary, .from_text = lfpg_scores_from_text, .to_text = lfpg_scores_to_text,
                .from_bytes = scores_from_bytes, .identity = scores_identity)

static Datum
bins_from_bytes(LfReader *message, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);
    LfBins b;

    if (read_bins(bytes, length, &b, why) != LF_OK)
        return (Datum)0;
    why->status = LF_OK;
    for (int32 i = 0; i < b.count; i++)
        if (b.row[i].length > 0)
            pg_verifymbstr(b.row[i].name, b.row[i].length, false);
    return PointerGetDatum(lfpg_value_of_bytes(bytes, length));
}

LFPG_VALUE_TYPE(bin_summary, .from_text = lfpg_bins_from_text, .to_text = lfpg_bins_to_text,
                .from_bytes = bins_from_bytes)
