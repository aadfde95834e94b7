/*
 * money_schedule_state in and out, for workers on other machines and for the
 * curious: the text is the binary form in hexadecimal.
 *
 * Binary: version, flags, currency, start date, number of rows, then date and
 * three 128-bit sums a row, dates ascending.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "pg/common/codec.h"
#include "pg/common/compat.h"
#include "pg/common/error.h"
#include "pg/schedule/state.h"

#define VERSION 1
#define FLAG_START 1
#define FLAG_EXACT 2
#define CHUNK 1024

static bytea *
send_state(const LfScheduleState *state)
{
    int32 position = 0;
    StringInfoData buf;
    LfDatedSum row;

    pq_begintypsend(&buf);
    pq_sendbyte(&buf, VERSION);
    pq_sendbyte(&buf, (uint8)((state->has_start ? FLAG_START : 0) |
                              (state->start_is_exact ? FLAG_EXACT : 0)));
    pq_sendbytes(&buf, state->currency.code, 3);
    pq_sendint32(&buf, (uint32)state->start_date);
    pq_sendint32(&buf, (uint32)state->count);
    while (lfpg_schedule_state_next(state, &position, &row)) {
        pq_sendint32(&buf, (uint32)row.date);
        lfpg_send_i128(&buf, row.principal);
        lfpg_send_i128(&buf, row.interest);
        lfpg_send_i128(&buf, row.fee);
    }
    return pq_endtypsend(&buf);
}

/* One row; the sums of one state stay far from the edge of 128 bits. */
static LfDatedSum
read_row(LfReader *r, int64 after)
{
    LfDatedSum row;

    row.date = lfpg_read_i32(r);
    row.principal = lfpg_read_i128(r);
    row.interest = lfpg_read_i128(r);
    row.fee = lfpg_read_i128(r);
    if (row.date <= after || !lf_date_in_range(row.date))
        lfpg_read_fail(r, "a date is out of order or out of range");
    return row;
}

static LfScheduleState *
receive_state(StringInfo buf)
{
    LfReader r = {buf, "money_schedule_state"};
    LfScheduleState *state;
    int64 after = (int64)LF_MIN_DATE - 1;
    int32 start, count;
    LfCurrency currency;
    uint8 flags;

    if (lfpg_read_u8(&r) != VERSION)
        lfpg_read_fail(&r, "the format version is unknown");
    flags = lfpg_read_u8(&r);
    if (flags > (FLAG_START | FLAG_EXACT) || flags == FLAG_EXACT)
        lfpg_read_fail(&r, "a flag is unknown");
    currency = lfpg_read_currency(&r);
    start = lfpg_read_i32(&r);
    count = lfpg_read_i32(&r);
    if (!lf_date_in_range(start) || count < 0 || count > (buf->len - buf->cursor) / 52)
        lfpg_read_fail(&r, "the head is out of range");
    state = lfpg_schedule_state_new(currency, count);
    state->has_start = (flags & FLAG_START) != 0;
    state->start_is_exact = (flags & FLAG_EXACT) != 0;
    state->start_date = start;
    for (; state->count < count; state->count++) {
        state->entry[state->count] = read_row(&r, after);
        after = state->entry[state->count].date;
        if (state->count % CHUNK == 0)
            CHECK_FOR_INTERRUPTS();
    }
    lfpg_read_end(&r);
    return state;
}

PG_FUNCTION_INFO_V1(loanfin_money_schedule_state_send);
Datum
loanfin_money_schedule_state_send(PG_FUNCTION_ARGS)
{
    PG_RETURN_BYTEA_P(send_state(DatumGetScheduleStateP(PG_GETARG_DATUM(0))));
}

PG_FUNCTION_INFO_V1(loanfin_money_schedule_state_recv);
Datum
loanfin_money_schedule_state_recv(PG_FUNCTION_ARGS)
{
    PG_RETURN_POINTER(receive_state((StringInfo)PG_GETARG_POINTER(0)));
}

PG_FUNCTION_INFO_V1(loanfin_money_schedule_state_out);
Datum
loanfin_money_schedule_state_out(PG_FUNCTION_ARGS)
{
    bytea *bytes = send_state(DatumGetScheduleStateP(PG_GETARG_DATUM(0)));
    Size length = VARSIZE_ANY_EXHDR(bytes);
    char *text = palloc(2 * length + 1);

    text[hex_encode(VARDATA_ANY(bytes), length, text)] = '\0';
    PG_RETURN_CSTRING(text);
}

static int
digit_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

PG_FUNCTION_INFO_V1(loanfin_money_schedule_state_in);
Datum
loanfin_money_schedule_state_in(PG_FUNCTION_ARGS)
{
    const char *text = PG_GETARG_CSTRING(0);
    size_t length = strlen(text);
    StringInfoData buf;

    initStringInfo(&buf);
    for (size_t i = 0; i + 1 < length; i += 2) {
        int high = digit_of(text[i]), low = digit_of(text[i + 1]);

        if (high < 0 || low < 0)
            break;
        appendStringInfoChar(&buf, (char)(high << 4 | low));
    }
    if ((size_t)buf.len * 2 != length) {
        LfFault why = {.status = LF_ERR_TEXT,
                       .name = "money_schedule_state",
                       .text = text,
                       .text_len = length,
                       .text2 = "it is not in hexadecimal",
                       .text2_len = 24,
                       .a = (int64)buf.len * 2};

        lfpg_raise(&why);
    }
    PG_RETURN_POINTER(receive_state(&buf));
}
