/*
 * Bytes of score_summary and bin_summary, format version 1.
 *
 * Two loans, scored 600 (good) and 605 (bad): 01 flags=01 03 00 .. 00 (loans
 * 2, and one) skipped=00 count=02, then b0 09 (rise 600, folded) 02 00 00
 * (weights 1 0 0, folded), 0a 00 02 00.
 */
#include "core/scoring/bytes.h"

#include <string.h>

#include "core/bytes/varint.h"

#define FLAG_WHOLE 0x01
#define FLAG_MISSING 0x02

#define HEAD_BYTES (LF_SCORES_IDENTITY + 2 * LF_VARINT_MAX)
#define WEIGHTS_BYTES (3 * LF_VARINT128_MAX)
#define LEAST_ROW_BYTES 4 /* a rise or a length, and three weights */

static bool
is_whole(const LfOutcome *o)
{
    return o->weight[0] % LF_WEIGHT_ONE == 0 && o->weight[1] % LF_WEIGHT_ONE == 0 &&
           o->weight[2] % LF_WEIGHT_ONE == 0;
}

static uint8_t *
put_weights(uint8_t *p, const LfOutcome *o, bool whole)
{
    for (int k = 0; k < LF_OUTCOMES; k++)
        p = lf_put_signed128(p, whole ? o->weight[k] / LF_WEIGHT_ONE : o->weight[k]);
    return p;
}

/* NULL where they end early or lie outside what the check lets through. */
static const uint8_t *
get_weights(const uint8_t *p, const uint8_t *end, bool whole, LfOutcome *o)
{
    const lf_int128 most = whole ? LF_MAX_WEIGHTS / LF_WEIGHT_ONE : LF_MAX_WEIGHTS;

    for (int k = 0; k < LF_OUTCOMES; k++) {
        lf_int128 x = 0;

        p = lf_get_signed128(p, end, &x);
        if (p == NULL || x < 0 || x > most)
            return NULL;
        o->weight[k] = whole ? x * LF_WEIGHT_ONE : x;
    }
    return p;
}

static lf_status
corrupt(const char *type, const char *what, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_CORRUPT, .name = type, .text2 = lf_text(what));
}

size_t
lf_scores_bound(int32_t count)
{
    return HEAD_BYTES + (size_t)count * (LF_VARINT_MAX + WEIGHTS_BYTES);
}

size_t
lf_scores_encode(const LfScores *s, uint8_t *out)
{
    uint64_t loans = (uint64_t)s->loans + 1;
    uint8_t *p = out;
    int64_t before = 0;
    bool whole = true;

    for (int32_t i = 0; i < s->count && whole; i++)
        whole = is_whole(&s->row[i].of);
    *p++ = LF_SCORES_VERSION;
    *p++ = whole ? FLAG_WHOLE : 0;
    for (int i = 0; i < 8; i++)
        *p++ = (uint8_t)(loans >> 8 * i);
    p = lf_put_varint(p, (uint64_t)s->skipped);
    p = lf_put_varint(p, (uint64_t)s->count);
    for (int32_t i = 0; i < s->count; i++) {
        p = lf_put_signed(p, s->row[i].score - before);
        p = put_weights(p, &s->row[i].of, whole);
        before = s->row[i].score;
    }
    return (size_t)(p - out);
}

lf_status
lf_scores_open(const uint8_t *bytes, size_t length, LfScoresView *v, LfFault *why)
{
    const uint8_t *p, *end = bytes + length;
    uint64_t loans = 0, skipped = 0;

    *v = (LfScoresView){.end = end};
    if (length < LF_SCORES_IDENTITY || bytes[0] != LF_SCORES_VERSION)
        return corrupt("score_summary", "the format version is unknown", why);
    if ((bytes[1] & ~FLAG_WHOLE) != 0)
        return corrupt("score_summary", "a flag is unknown", why);
    for (int i = 0; i < 8; i++)
        loans |= (uint64_t)bytes[LF_SCORES_LOANS + i] << 8 * i;
    p = lf_get_varint(bytes + LF_SCORES_IDENTITY, end, &skipped);
    p = lf_get_count(p, end, LF_MAX_SCORES, &v->head.count);
    if (p == NULL || loans > INT64_MAX || skipped > INT64_MAX ||
        v->head.count > (end - p) / LEAST_ROW_BYTES)
        return corrupt("score_summary", "the head is cut off or out of range", why);
    v->whole = (bytes[1] & FLAG_WHOLE) != 0;
    v->head.loans = (int64_t)loans - 1;
    v->head.skipped = (int64_t)skipped;
    v->rows = p;
    return LF_OK;
}

lf_status
lf_scores_rows(const LfScoresView *v, LfScoreRow *row, LfFault *why)
{
    const uint8_t *p = v->rows;
    int64_t score = 0;
    bool whole = true;

    for (int32_t i = 0; i < v->head.count; i++) {
        int64_t rise = 0;

        p = lf_get_signed(p, v->end, &rise);
        if (p == NULL || rise < -INT64_C(0x100000000) || rise > INT64_C(0x100000000))
            return corrupt("score_summary", "a score is cut off or out of range", why);
        score += rise;
        row[i] = (LfScoreRow){.score = (int32_t)score};
        p = get_weights(p, v->end, v->whole, &row[i].of);
        if (p == NULL || score < INT32_MIN || score > INT32_MAX)
            return corrupt("score_summary", "a weight is cut off or out of range", why);
        whole = whole && is_whole(&row[i].of);
    }
    if (p != v->end)
        return corrupt("score_summary", "bytes are left at its end", why);
    return whole == v->whole ? LF_OK
                             : corrupt("score_summary", "its weights are not in their form", why);
}

size_t
lf_bins_bound(const LfBins *b)
{
    size_t bytes = HEAD_BYTES;

    for (int32_t i = 0; i < b->count; i++)
        bytes +=
            LF_VARINT_MAX + WEIGHTS_BYTES + (b->row[i].length > 0 ? (size_t)b->row[i].length : 0);
    return bytes;
}

size_t
lf_bins_encode(const LfBins *b, uint8_t *out)
{
    bool whole = true, missing = b->count > 0 && b->row[b->count - 1].length == LF_BIN_MISSING;
    uint8_t *p = out;

    for (int32_t i = 0; i < b->count && whole; i++)
        whole = is_whole(&b->row[i].of);
    *p++ = LF_BINS_VERSION;
    *p++ = (uint8_t)((whole ? FLAG_WHOLE : 0) | (missing ? FLAG_MISSING : 0));
    p = lf_put_varint(p, (uint64_t)b->skipped);
    p = lf_put_varint(p, (uint64_t)b->count);
    for (int32_t i = 0; i < b->count; i++) {
        int32_t length = b->row[i].length;

        if (length != LF_BIN_MISSING) {
            p = lf_put_varint(p, (uint64_t)length);
            if (length > 0)
                memcpy(p, b->row[i].name, (size_t)length);
            p += length;
        }
        p = put_weights(p, &b->row[i].of, whole);
    }
    return (size_t)(p - out);
}

lf_status
lf_bins_open(const uint8_t *bytes, size_t length, LfBinsView *v, LfFault *why)
{
    const uint8_t *p, *end = bytes + length;
    uint64_t skipped = 0;

    *v = (LfBinsView){.end = end};
    if (length < 2 || bytes[0] != LF_BINS_VERSION)
        return corrupt("bin_summary", "the format version is unknown", why);
    if ((bytes[1] & ~(FLAG_WHOLE | FLAG_MISSING)) != 0)
        return corrupt("bin_summary", "a flag is unknown", why);
    v->whole = (bytes[1] & FLAG_WHOLE) != 0;
    v->has_missing = (bytes[1] & FLAG_MISSING) != 0;
    p = lf_get_varint(bytes + 2, end, &skipped);
    p = lf_get_count(p, end, LF_MAX_BINS, &v->head.count);
    if (p == NULL || skipped > INT64_MAX || (v->has_missing && v->head.count == 0) ||
        v->head.count > (end - p) / (LEAST_ROW_BYTES - 1))
        return corrupt("bin_summary", "the head is cut off or out of range", why);
    v->head.skipped = (int64_t)skipped;
    v->rows = p;
    return LF_OK;
}

lf_status
lf_bins_rows(const LfBinsView *v, LfBinRow *row, LfFault *why)
{
    const uint8_t *p = v->rows;
    bool whole = true;

    for (int32_t i = 0; i < v->head.count; i++) {
        int32_t length = LF_BIN_MISSING;

        if (!v->has_missing || i < v->head.count - 1)
            p = lf_get_count(p, v->end, LF_MAX_BIN_NAME, &length);
        if (p == NULL || (length > 0 && length > v->end - p))
            return corrupt("bin_summary", "a name is cut off or too long", why);
        row[i] = (LfBinRow){.name = (const char *)p, .length = length};
        p = get_weights(p + (length > 0 ? length : 0), v->end, v->whole, &row[i].of);
        if (p == NULL)
            return corrupt("bin_summary", "a weight is cut off or out of range", why);
        whole = whole && is_whole(&row[i].of);
    }
    if (p != v->end)
        return corrupt("bin_summary", "bytes are left at its end", why);
    return whole == v->whole ? LF_OK
                             : corrupt("bin_summary", "its weights are not in their form", why);
}
