/*
 * pool_summary, the bytes: writing and reading format version 1.
 *
 * A month begins with the number of months between it and the one before; then
 * come loans and paid off, and the sums as signed numbers.
 */
#include "core/pool/bytes.h"

#include <string.h>

#include "core/bytes/varint.h"

#define FLAG_CURRENCY 0x01
#define FLAG_SKIPPED 0x02
#define FLAG_UNKNOWN 0x04
#define FLAGS_KNOWN 0x07

#define SUMS 7
#define HEAD_BYTES (2 + 3 + 5 * LF_VARINT_MAX)
#define MONTH_BYTES (3 * LF_VARINT_MAX + SUMS * LF_VARINT128_MAX)

size_t
lf_pool_summary_bound(int32_t months)
{
    return HEAD_BYTES + (size_t)months * MONTH_BYTES;
}

static uint8_t *
put_head(const LfPoolHead *h, int32_t count, uint8_t *p)
{
    bool has_currency = !lf_currency_is_none(h->currency);

    *p++ = LF_POOL_SUMMARY_VERSION;
    *p++ = (uint8_t)((has_currency ? FLAG_CURRENCY : 0) | (h->skipped > 0 ? FLAG_SKIPPED : 0) |
                     (h->unknown > 0 ? FLAG_UNKNOWN : 0));
    if (has_currency) {
        memcpy(p, h->currency.code, 3);
        p += 3;
    }
    if (h->skipped > 0)
        p = lf_put_varint(p, (uint64_t)h->skipped);
    if (h->unknown > 0)
        p = lf_put_varint(p, (uint64_t)h->unknown);
    return lf_put_varint(p, (uint64_t)count);
}

static uint8_t *
put_month(const LfPoolMonth *m, uint8_t *p)
{
    const lf_int128 sum[SUMS] = {m->opening,   m->scheduled, m->prepaid,     m->unpaid,
                                 m->defaulted, m->recovered, m->weighted_age};

    p = lf_put_varint(p, (uint64_t)m->loans);
    p = lf_put_varint(p, (uint64_t)m->paid_off);
    for (int i = 0; i < SUMS; i++)
        p = lf_put_signed128(p, sum[i]);
    return p;
}

size_t
lf_pool_summary_encode(const LfPoolHead *head, int32_t first, int32_t months,
                       const LfPoolMonth *month, uint8_t *out)
{
    int32_t count = 0, low = 0, high = -1, before;
    uint8_t *p;

    for (int32_t i = 0; i < months; i++) {
        if (lf_pool_month_is_empty(&month[i]))
            continue;
        low = count++ == 0 ? i : low;
        high = i;
    }
    p = put_head(head, count, out);
    if (count > 0) {
        p = lf_put_signed(p, first + low);
        p = lf_put_varint(p, (uint64_t)(high - low));
    }
    before = low - 1;
    for (int32_t i = low; i <= high; i++) {
        if (lf_pool_month_is_empty(&month[i]))
            continue;
        p = put_month(&month[i], lf_put_varint(p, (uint64_t)(i - before - 1)));
        before = i;
    }
    return (size_t)(p - out);
}

static lf_status
corrupt(const char *what, LfFault *why)
{
    return lf_corrupt(why, "pool_summary", what);
}

/* Where its months begin and end. */
static const uint8_t *
get_span(const uint8_t *p, LfPoolView *v)
{
    const int64_t least = lf_month_of(LF_MIN_DATE), most = lf_month_of(LF_MAX_DATE);
    uint64_t span = 0;
    int64_t first = 0;

    p = lf_get_signed(p, v->end, &first);
    p = lf_get_varint(p, v->end, &span);
    if (p == NULL || first < least || first > most || span > (uint64_t)(most - first) ||
        span >= LF_MAX_POOL_MONTHS)
        return NULL;
    v->first = (int32_t)first;
    v->last = (int32_t)(first + (int64_t)span);
    return v->count <= v->last - v->first + 1 ? p : NULL;
}

lf_status
lf_pool_summary_open(const uint8_t *bytes, size_t length, LfPoolView *v, LfFault *why)
{
    const uint8_t *p = bytes, *end = bytes + length;
    uint64_t skipped = 0, unknown = 0;
    uint8_t flags;

    *v = (LfPoolView){.head = {.currency = LF_NO_CURRENCY}, .last = -1, .end = end};
    if (length < 2 || p[0] != LF_POOL_SUMMARY_VERSION)
        return corrupt("the format version is unknown", why);
    flags = p[1];
    if ((flags & ~FLAGS_KNOWN) != 0)
        return corrupt("a flag is unknown", why);
    p += 2;
    if ((flags & FLAG_CURRENCY) != 0 && (p = lf_get_currency(p, end, &v->head.currency)) == NULL)
        return corrupt("the currency is unknown", why);
    if ((flags & FLAG_SKIPPED) != 0)
        p = lf_get_varint(p, end, &skipped);
    if ((flags & FLAG_UNKNOWN) != 0)
        p = lf_get_varint(p, end, &unknown);
    p = lf_get_count(p, end, INT32_MAX, &v->count);
    if (p != NULL && v->count > 0)
        p = get_span(p, v);
    if (p == NULL || skipped > INT64_MAX || unknown > INT64_MAX ||
        (skipped == 0) != ((flags & FLAG_SKIPPED) == 0) ||
        (unknown == 0) != ((flags & FLAG_UNKNOWN) == 0))
        return corrupt("the head is cut off or out of range", why);
    if (v->count == 0 && unknown == 0 && (flags & FLAG_CURRENCY) != 0)
        return corrupt("an empty pool has a currency", why);
    v->head.skipped = (int64_t)skipped;
    v->head.unknown = (int64_t)unknown;
    v->p = p;
    return LF_OK;
}

/* One month, NULL where it is cut off. */
static const uint8_t *
get_month(const uint8_t *p, const uint8_t *end, LfPoolMonth *m)
{
    lf_int128_stored *const to[SUMS] = {&m->opening,   &m->scheduled, &m->prepaid,     &m->unpaid,
                                        &m->defaulted, &m->recovered, &m->weighted_age};
    uint64_t loans = 0, paid_off = 0;

    p = lf_get_varint(p, end, &loans);
    p = lf_get_varint(p, end, &paid_off);
    for (int i = 0; i < SUMS; i++) {
        lf_int128 sum = 0;

        p = lf_get_signed128(p, end, &sum);
        if (p == NULL || lf_abs128(sum) > (lf_uint128)LF_INT128_MAX / 8)
            return NULL;
        *to[i] = sum;
    }
    if (loans > INT64_MAX || paid_off > INT64_MAX)
        return NULL;
    m->loans = (int64_t)loans;
    m->paid_off = (int64_t)paid_off;
    m->closing = m->opening - m->scheduled - m->prepaid + m->unpaid - m->defaulted;
    return p;
}

lf_status
lf_pool_summary_months(LfPoolView *v, LfPoolMonth *month, LfFault *why)
{
    int64_t at = -1, span = (int64_t)v->last - v->first;

    for (int32_t i = 0; i < v->count; i++) {
        uint64_t gap = 0;

        v->p = lf_get_varint(v->p, v->end, &gap);
        if (v->p == NULL || gap > (uint64_t)(span - at - 1) || (i == 0 && gap != 0))
            return corrupt("a month is cut off or out of range", why);
        at += 1 + (int64_t)gap;
        v->p = get_month(v->p, v->end, &month[at]);
        if (v->p == NULL || lf_pool_month_is_empty(&month[at]))
            return corrupt("a month is cut off or out of range", why);
        if (lf_pool_month_check(&month[at], why) != LF_OK)
            return corrupt(why->text2.at, why);
        if (at == span && i + 1 < v->count)
            return corrupt("there are more months than it says", why);
    }
    if (v->count > 0 && at != span)
        return corrupt("its last month is not the one it says", why);
    return v->p == v->end ? LF_OK : corrupt("bytes are left at its end", why);
}
