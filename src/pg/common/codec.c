/*
 * codec: bytes of external forms, length-checked and platform-neutral.
 *
 * pqformat's own readers report a short message as a protocol violation
 * (08P01); for an invalid value 22P03 is raised with the name of its
 * type, so the length is looked at first.
 * Uses: StringInfo (pqformat), core integers.
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "pg/common/codec.h"
#include "pg/common/error.h"

void
lfpg_read_fail(LfReader *r, const char *what)
{
    LFPG_REFUSE(LF_ERR_BINARY, .name = r->type_name, .text2 = lf_text(what));
}

/* Makes sure that so many bytes are left. */
static inline void
need(LfReader *r, int size)
{
    if (unlikely(r->buf->len - r->buf->cursor < size))
        lfpg_read_fail(r, "it ends too early");
}

uint8
lfpg_read_u8(LfReader *r)
{
    need(r, 1);
    return (uint8)pq_getmsgbyte(r->buf);
}

int32
lfpg_read_i32(LfReader *r)
{
    need(r, 4);
    return (int32)pq_getmsgint(r->buf, 4);
}

int64
lfpg_read_i64(LfReader *r)
{
    need(r, 8);
    return pq_getmsgint64(r->buf);
}

lf_int128
lfpg_read_i128(LfReader *r)
{
    need(r, 16);

    lf_uint128 high = (uint64)pq_getmsgint64(r->buf);
    uint64 low = (uint64)pq_getmsgint64(r->buf);

    return (lf_int128)(high << 64 | low);
}

LfCurrency
lfpg_read_currency(LfReader *r)
{
    LfCurrency currency = LF_NO_CURRENCY;
    LfFault why;
    char code[3];

    for (int i = 0; i < 3; i++)
        code[i] = (char)lfpg_read_u8(r);
    if ((code[0] | code[1] | code[2]) != '\0' &&
        lf_currency_parse(code, 3, &currency, &why) != LF_OK)
        lfpg_read_fail(r, "the currency is not an ISO 4217 code");
    return currency;
}

bool
lfpg_currency_is_sound(LfCurrency currency)
{
    LfFault why;

    return memcmp(&currency, &LF_NO_CURRENCY, sizeof(currency)) == 0 ||
           (currency.code[3] == '\0' &&
            lf_currency_parse(currency.code, 3, &currency, &why) == LF_OK);
}

const uint8_t *
lfpg_read_rest(LfReader *r, size_t *length)
{
    *length = (size_t)(r->buf->len - r->buf->cursor);
    return (const uint8_t *)pq_getmsgbytes(r->buf, (int)*length);
}

char *
lfpg_read_text(LfReader *r, int *length)
{
    return pq_getmsgtext(r->buf, r->buf->len - r->buf->cursor, length);
}

void
lfpg_read_end(LfReader *r)
{
    if (r->buf->cursor != r->buf->len)
        lfpg_read_fail(r, "bytes are left at its end");
}

void
lfpg_send_i128(StringInfo buf, lf_int128 value)
{
    lf_uint128 bits = (lf_uint128)value;

    pq_sendint64(buf, (uint64)(bits >> 64));
    pq_sendint64(buf, (uint64)bits);
}

void
lfpg_send_currency(StringInfo buf, LfCurrency currency)
{
    pq_sendbytes(buf, currency.code, 3);
}
