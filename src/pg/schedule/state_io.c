/*
 * money_schedule_state in and out, for workers on other machines and for
 * people who look at it: the text is the binary form in hexadecimal.
 *
 * Binary: version, flags, currency, start date, number of rows, then date and
 * three 128-bit sums a row, dates ascending.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/schedule/state.h"

#define VERSION 1
#define FLAG_START 1
#define FLAG_EXACT 2
#define CHUNK 1024

static void
to_bytes(StringInfo buf, Datum value)
{
    const LfScheduleState *state = DatumGetScheduleStateP(value);
    int32 position = 0;
    LfDatedSum row;

    pq_sendbyte(buf, VERSION);
    pq_sendbyte(buf, (uint8)((state->has_start ? FLAG_START : 0) |
                             (state->start_is_exact ? FLAG_EXACT : 0)));
    lfpg_send_currency(buf, state->currency);
    pq_sendint32(buf, (uint32)state->start_date);
    pq_sendint32(buf, (uint32)state->count);
    while (lfpg_schedule_state_next(state, &position, &row)) {
        pq_sendint32(buf, (uint32)row.date);
        lfpg_send_i128(buf, row.principal);
        lfpg_send_i128(buf, row.interest);
        lfpg_send_i128(buf, row.fee);
    }
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

static Datum
from_bytes(LfReader *r, LfFault *why)
{
    LfScheduleState *state;
    int64 after = (int64)LF_MIN_DATE - 1;
    int32 start, count;
    LfCurrency currency;
    uint8 flags;

    if (lfpg_read_u8(r) != VERSION)
        lfpg_read_fail(r, "the format version is unknown");
    flags = lfpg_read_u8(r);
    if (flags > (FLAG_START | FLAG_EXACT) || flags == FLAG_EXACT)
        lfpg_read_fail(r, "a flag is unknown");
    currency = lfpg_read_currency(r);
    start = lfpg_read_i32(r);
    count = lfpg_read_i32(r);
    if (!lf_date_in_range(start) || count < 0 || count > (r->buf->len - r->buf->cursor) / 52)
        lfpg_read_fail(r, "the head is out of range");
    state = lfpg_schedule_state_new(currency, count);
    state->has_start = (flags & FLAG_START) != 0;
    state->start_is_exact = (flags & FLAG_EXACT) != 0;
    state->start_date = start;
    for (; state->count < count; state->count++) {
        state->entry[state->count] = read_row(r, after);
        after = state->entry[state->count].date;
        if (state->count % CHUNK == 0)
            CHECK_FOR_INTERRUPTS();
    }
    lfpg_read_end(r);
    PG_RETURN_POINTER(state);
}

LFPG_STATE_TYPE(money_schedule_state, .from_bytes = from_bytes, .to_bytes = to_bytes)
