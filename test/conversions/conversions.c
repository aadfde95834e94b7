/*
 * SQL-callable hooks on the conversions of src/pg, for the tests of this
 * directory.  128-bit integers cross as text, and a core status as its word.
 *
 * Uses everything under src/pg.  Not part of the extension.
 */
#include "postgres.h"

#include "fmgr.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "core/base/round.h"
#include "core/money/money.h"
#include "pg/common/codec.h"
#include "pg/common/compat.h"
#include "pg/common/error.h"
#include "pg/common/date.h"
#include "pg/common/numeric.h"

PG_MODULE_MAGIC;

static text *
int128_to_text(lf_int128 value)
{
    char digits[48];
    char *p = digits + sizeof(digits);
    lf_uint128 rest = lf_abs128(value);

    do {
        *--p = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest != 0);
    if (value < 0)
        *--p = '-';
    return cstring_to_text_with_len(p, (int)(digits + sizeof(digits) - p));
}

static lf_int128
text_to_int128(const char *p)
{
    bool negative = *p == '-';
    lf_uint128 x = 0;

    for (p += negative; *p != '\0'; p++)
        x = x * 10 + (lf_uint128)(*p - '0');
    return (lf_int128)(negative ? -x : x);
}

static const char *
status_word(lf_status status)
{
    switch (status) {
    case LF_ERR_DECIMALS:
        return "decimals";
    case LF_ERR_NOT_FINITE:
        return "not finite";
    case LF_ERR_OVERFLOW:
        return "overflow";
    default:
        return "unexpected";
    }
}

/* (numeric, scale) -> the integer, or why there is none */
PG_FUNCTION_INFO_V1(conv_read);
Datum
conv_read(PG_FUNCTION_ARGS)
{
    lf_int128 value;
    lf_status status = lfpg_numeric_to_int128(PG_GETARG_DATUM(0), PG_GETARG_INT32(1), &value);

    if (status != LF_OK)
        PG_RETURN_TEXT_P(cstring_to_text(status_word(status)));
    PG_RETURN_TEXT_P(int128_to_text(value));
}

PG_FUNCTION_INFO_V1(conv_write);
Datum
conv_write(PG_FUNCTION_ARGS)
{
    lf_int128 value = text_to_int128(text_to_cstring(PG_GETARG_TEXT_PP(0)));

    return lfpg_numeric_from_int128(value, PG_GETARG_INT32(1));
}

PG_FUNCTION_INFO_V1(conv_write64);
Datum
conv_write64(PG_FUNCTION_ARGS)
{
    return lfpg_numeric_from_int64(PG_GETARG_INT64(0), PG_GETARG_INT32(1));
}

/* (numeric, currency, name) */
PG_FUNCTION_INFO_V1(conv_minor);
Datum
conv_minor(PG_FUNCTION_ARGS)
{
    text *code = PG_GETARG_TEXT_PP(1);
    LfCurrency currency = LF_NO_CURRENCY;
    LfFault why;

    if (VARSIZE_ANY_EXHDR(code) != 0)
        lfpg_check(lf_currency_parse(VARDATA_ANY(code), VARSIZE_ANY_EXHDR(code), &currency, &why),
                   &why);
    PG_RETURN_INT64(
        lfpg_numeric_to_minor(PG_GETARG_DATUM(0), currency, text_to_cstring(PG_GETARG_TEXT_PP(2))));
}

PG_FUNCTION_INFO_V1(conv_rate);
Datum
conv_rate(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT64(lfpg_numeric_to_rate(PG_GETARG_DATUM(0), "annual_rate"));
}

PG_FUNCTION_INFO_V1(conv_scaled);
Datum
conv_scaled(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT64(lfpg_numeric_to_scaled(PG_GETARG_DATUM(0), PG_GETARG_INT32(1), "weight"));
}

PG_FUNCTION_INFO_V1(conv_date);
Datum
conv_date(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT32(lfpg_date(PG_GETARG_DATEADT(0), "start_date"));
}

PG_FUNCTION_INFO_V1(conv_period);
Datum
conv_period(PG_FUNCTION_ARGS)
{
    int32 months, days;

    lfpg_interval_to_period(PG_GETARG_DATUM(0), "period", &months, &days);
    PG_RETURN_TEXT_P(cstring_to_text(psprintf("%d months %d days", months, days)));
}

PG_FUNCTION_INFO_V1(conv_range);
Datum
conv_range(PG_FUNCTION_ARGS)
{
    int32 from, to;

    lfpg_daterange(PG_GETARG_DATUM(0), &from, &to);
    PG_RETURN_TEXT_P(cstring_to_text(psprintf("%d %d", from, to)));
}

/* One value of every width, as bytes. */
PG_FUNCTION_INFO_V1(conv_send);
Datum
conv_send(PG_FUNCTION_ARGS)
{
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendint8(&buf, 200);
    pq_sendint32(&buf, (uint32)-7);
    pq_sendint64(&buf, (uint64)PG_INT64_MIN);
    lfpg_send_i128(&buf, text_to_int128(text_to_cstring(PG_GETARG_TEXT_PP(0))));
    PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(conv_recv);
Datum
conv_recv(PG_FUNCTION_ARGS)
{
    bytea *bytes = PG_GETARG_BYTEA_PP(0);
    StringInfoData buf;
    LfReader r = {.buf = &buf, .type_name = "conv"};

    initStringInfo(&buf);
    appendBinaryStringInfo(&buf, VARDATA_ANY(bytes), (int)VARSIZE_ANY_EXHDR(bytes));

    uint8 u8 = lfpg_read_u8(&r);
    int32 i32 = lfpg_read_i32(&r);
    int64 i64 = lfpg_read_i64(&r);
    char *i128 = text_to_cstring(int128_to_text(lfpg_read_i128(&r)));

    lfpg_read_end(&r);
    PG_RETURN_TEXT_P(
        cstring_to_text(psprintf("%u %d " INT64_FORMAT " %s", (unsigned)u8, i32, i64, i128)));
}

PG_FUNCTION_INFO_V1(conv_status_count);
Datum
conv_status_count(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT32(LF_STATUS_COUNT);
}

/* The number of a status of base or of pg/common, by the end of its name. */
PG_FUNCTION_INFO_V1(conv_status);
Datum
conv_status(PG_FUNCTION_ARGS)
{
#define NAMED(name) \
    { \
#name, LF_ERR_##name \
    }
    static const struct {
        const char *name;
        lf_status status;
    } statuses[] = {
        NAMED(OVERFLOW),   NAMED(DECIMALS),      NAMED(NOT_FINITE), NAMED(CURRENCY_UNKNOWN),
        NAMED(KEYWORD),    NAMED(RANGE_MONEY),   NAMED(RANGE_INT),  NAMED(CURRENCY_MISMATCH),
        NAMED(RANGE_RATE), NAMED(DATE_RANGE),    NAMED(TEXT),       NAMED(BINARY),
        NAMED(CORRUPT),    NAMED(LIMIT),         NAMED(CONFLICT),   NAMED(NULL_ELEMENT),
        NAMED(TOO_LARGE),  NAMED(INTERVAL_TIME),
    };
    char *name = text_to_cstring(PG_GETARG_TEXT_PP(0));

    for (size_t i = 0; i < lengthof(statuses); i++) {
        if (strcmp(statuses[i].name, name) == 0)
            PG_RETURN_INT32(statuses[i].status);
    }
    elog(ERROR, "no status %s", name);
}

/* Raises (status, scale, name, text, text2, a, b, c). */
PG_FUNCTION_INFO_V1(conv_raise);
Datum
conv_raise(PG_FUNCTION_ARGS)
{
    text *t = PG_GETARG_TEXT_PP(3), *u = PG_GETARG_TEXT_PP(4);
    LfFault why = {.status = (lf_status)PG_GETARG_INT32(0),
                   .scale = PG_GETARG_INT32(1),
                   .name = text_to_cstring(PG_GETARG_TEXT_PP(2)),
                   .text = {VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t)},
                   .text2 = {VARDATA_ANY(u), VARSIZE_ANY_EXHDR(u)},
                   .a = PG_GETARG_INT64(5),
                   .b = PG_GETARG_INT64(6),
                   .c = PG_GETARG_INT64(7)};

    lfpg_raise_soft(NULL, &why);
    PG_RETURN_VOID();
}
