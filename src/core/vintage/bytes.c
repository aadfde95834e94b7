/*
 * vintage_summary, the bytes: writing and reading format version 1.
 *
 * A cell begins with a tag, the rise in months on book times 4 plus what is
 * new: nothing, the series (a byte follows), or the cohort (its rise follows).
 * Then come its loans and, where its series has one, its amount.
 */
#include "core/vintage/bytes.h"

#include <string.h>

#include "core/bytes/varint.h"

#define TYPE_NAME "vintage_summary"

#define FLAG_CURRENCY 0x01
#define FLAG_LOANS 0x02
#define FLAG_SKIPPED 0x04
#define FLAG_UNKNOWN 0x08
#define FLAGS_KNOWN 0x0f

#define NEW_NOTHING 0
#define NEW_SERIES 1
#define NEW_COHORT 2

#define HEAD_BYTES 64
#define CELL_BYTES (3 * LF_VARINT_MAX + 1 + LF_VARINT128_MAX)
#define LEAST_CELL_BYTES 2 /* a tag, a count */

size_t
lf_vintage_summary_bound(int32_t cells)
{
    return HEAD_BYTES + (size_t)cells * CELL_BYTES;
}

static uint8_t *
put_head(const LfVintage *v, uint8_t *p)
{
    const LfVintageHead *h = &v->head;
    bool has_currency = h->loans > 0 && !lf_currency_is_none(h->currency);

    *p++ = LF_VINTAGE_SUMMARY_VERSION;
    *p++ = (uint8_t)((has_currency ? FLAG_CURRENCY : 0) | (h->loans > 0 ? FLAG_LOANS : 0) |
                     (h->skipped > 0 ? FLAG_SKIPPED : 0) | (h->unknown != 0 ? FLAG_UNKNOWN : 0));
    *p++ = (uint8_t)h->rule;
    if (has_currency) {
        memcpy(p, h->currency.code, 3);
        p += 3;
    }
    if (h->loans > 0)
        p = lf_put_signed(p, h->cutoff);
    if (h->skipped > 0)
        p = lf_put_varint(p, (uint64_t)h->skipped);
    if (h->unknown != 0)
        p = lf_put_varint(p, h->unknown);
    return lf_put_varint(p, (uint64_t)v->count);
}

size_t
lf_vintage_summary_encode(const LfVintage *v, uint8_t *out)
{
    uint8_t *p = put_head(v, out);
    int32_t cohort = 0, mob = 0;
    int series = -1;

    for (int32_t i = 0; i < v->count; i++) {
        const LfVintageCell *cell = lf_vintage_cell(v, i);
        int32_t cell_cohort = lf_cell_cohort(cell->key), cell_mob = lf_cell_mob(cell->key);
        int cell_series = lf_cell_series(cell->key);

        if (i == 0 || cell_cohort != cohort) {
            p = lf_put_varint(p, (uint64_t)cell_mob << 2 | NEW_COHORT);
            p = lf_put_signed(p, (int64_t)cell_cohort - cohort);
        } else if (cell_series != series) {
            p = lf_put_varint(p, (uint64_t)cell_mob << 2 | NEW_SERIES);
            *p++ = (uint8_t)cell_series;
        } else
            p = lf_put_varint(p, (uint64_t)(cell_mob - mob) << 2 | NEW_NOTHING);
        p = lf_put_varint(p, (uint64_t)cell->loans);
        if (lf_series_has_amount(cell_series))
            p = lf_put_signed128(p, cell->amount);
        cohort = cell_cohort;
        series = cell_series;
        mob = cell_mob;
    }
    return (size_t)(p - out);
}

lf_status
lf_vintage_summary_open(const uint8_t *bytes, size_t length, LfVintageView *v, LfFault *why)
{
    const uint8_t *p = bytes, *end = bytes + length;
    uint64_t skipped = 0, unknown = 0;
    int64_t cutoff = 0;
    uint8_t flags;

    *v = (LfVintageView){.head = {.currency = LF_NO_CURRENCY}, .end = end};
    if (length < 3 || p[0] != LF_VINTAGE_SUMMARY_VERSION)
        return lf_corrupt(why, TYPE_NAME, "the format version is unknown");
    flags = p[1];
    if ((flags & ~FLAGS_KNOWN) != 0 || p[2] > LF_MOB_GIVEN)
        return lf_corrupt(why, TYPE_NAME, "a flag is unknown");
    v->head.rule = (LfMobRule)p[2];
    p += 3;
    if ((flags & FLAG_CURRENCY) != 0 && (p = lf_get_currency(p, end, &v->head.currency)) == NULL)
        return lf_corrupt(why, TYPE_NAME, "the currency is unknown");
    if ((flags & FLAG_LOANS) != 0)
        p = lf_get_signed(p, end, &cutoff);
    if ((flags & FLAG_SKIPPED) != 0)
        p = lf_get_varint(p, end, &skipped);
    if ((flags & FLAG_UNKNOWN) != 0)
        p = lf_get_varint(p, end, &unknown);
    p = lf_get_count(p, end, INT32_MAX, &v->count);
    if (p == NULL || skipped > INT64_MAX || unknown > UINT32_MAX || cutoff < INT32_MIN ||
        cutoff > INT32_MAX || v->count > (end - p) / LEAST_CELL_BYTES)
        return lf_corrupt(why, TYPE_NAME, "the head is cut off or out of range");
    v->head.cutoff = (int32_t)cutoff;
    v->head.skipped = (int64_t)skipped;
    v->head.unknown = (uint32_t)unknown;
    v->cells = p;
    return LF_OK;
}

/* The position while cells are read. */
typedef struct Place {
    int64_t cohort;
    int series;
    uint64_t mob;
} Place;

static const uint8_t *
get_place(const uint8_t *p, const uint8_t *end, Place *at)
{
    uint64_t tag = 0;
    int64_t rise = 0;

    p = lf_get_varint(p, end, &tag);
    if (p == NULL)
        return NULL;
    switch (tag & 3) {
    case NEW_COHORT:
        p = lf_get_signed(p, end, &rise);
        if (p == NULL || rise < -(INT64_C(1) << 33) || rise > INT64_C(1) << 33)
            return NULL;
        *at = (Place){at->cohort + rise, LF_SERIES_BASE, 0};
        break;
    case NEW_SERIES:
        if (p >= end)
            return NULL;
        *at = (Place){at->cohort, *p++, 0};
        break;
    case NEW_NOTHING:
        break;
    default:
        return NULL;
    }
    at->mob += tag >> 2;
    if (at->mob > 0xffffff || at->series >= LF_SERIES_COUNT || at->cohort <= INT32_MIN ||
        at->cohort > INT32_MAX)
        return NULL;
    return p;
}

lf_status
lf_vintage_summary_cells(LfVintageView *v, LfVintageCell *cell, LfFault *why)
{
    Place at = {0, LF_SERIES_BASE, 0};
    const uint8_t *p = v->cells;

    v->head.loans = 0;
    for (int32_t i = 0; i < v->count; i++) {
        uint64_t loans = 0;
        lf_int128 amount = 0;

        p = get_place(p, v->end, &at);
        p = lf_get_varint(p, v->end, &loans);
        if (p != NULL && lf_series_has_amount(at.series))
            p = lf_get_signed128(p, v->end, &amount);
        if (p == NULL || loans > INT64_MAX)
            return lf_corrupt(why, TYPE_NAME, "a cell is cut off or out of range");
        if (cell != NULL)
            cell[i] = (LfVintageCell){lf_cell_key((int32_t)at.cohort, at.series, (int32_t)at.mob),
                                      (int64_t)loans, amount};
        if (at.series == LF_SERIES_BASE && !lf_add64(v->head.loans, (int64_t)loans, &v->head.loans))
            return lf_corrupt(why, TYPE_NAME, "the counts are too large");
    }
    return p == v->end ? LF_OK : lf_corrupt(why, TYPE_NAME, "bytes are left at its end");
}
