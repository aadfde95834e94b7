/*
 * vintage_rows_state: growing, from rows to a summary, and its own external
 * forms.
 *
 * Binary: version, max_rows, skipped, number of rows, then loan_id, original
 * amount, balance, mob, days past due of each.
 */
#include "type/vintage_rows_state.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "pg/codec.h"
#include "pg/compat.h"
#include "pg/error.h"
#include "type/state_text.h"

StaticAssertDecl(sizeof(LfVintageRow) == 32, "a row has no padding");
StaticAssertDecl(offsetof(LfVintageRows, row) == 32, "the head is one row");

#define HEAD offsetof(LfVintageRows, row)
#define FIRST_SIZE 1024
#define VERSION 1
#define TYPE_NAME "vintage_rows_state"
#define ROW_BYTES 32

LfVintageRows *
lfpg_vintage_rows_new(int32 max_rows, int32 count)
{
    Size wanted = HEAD + (Size)count * sizeof(LfVintageRow), size = FIRST_SIZE;
    LfVintageRows *state;

    while (size < wanted)
        size *= 2;
    state = palloc(size);
    memset(state, 0, HEAD);
    SET_VARSIZE(state, size);
    state->capacity = (int32)((size - HEAD) / sizeof(LfVintageRow));
    state->max_rows = max_rows;
    return state;
}

LfVintageRows *
lfpg_vintage_rows_reserve(LfVintageRows *state, int32 rows)
{
    int64 wanted = (int64)state->count + rows;
    LfVintageRows *larger;

    if (unlikely(wanted > state->max_rows)) {
        LfFault why = {.status = LF_ERR_LIMIT,
                       .name = "rows in one vintage",
                       .a = wanted,
                       .c = state->max_rows};

        lfpg_raise(&why);
    }
    if (likely(wanted <= state->capacity))
        return state;
    larger = lfpg_vintage_rows_new(state->max_rows, (int32)wanted);
    larger->count = state->count;
    larger->skipped = state->skipped;
    memcpy(larger->row, state->row, (Size)state->count * sizeof(LfVintageRow));
    return larger;
}

LfVintageState *
lfpg_vintage_rows_count(const LfVintageRows *state)
{
    Size bytes = sizeof(LfVintageRow) * (Size)state->count;
    LfVintageRow *room = palloc_extended(bytes + 1, MCXT_ALLOC_HUGE);
    LfVintageRow *other = palloc_extended(bytes + 1, MCXT_ALLOC_HUGE);
    LfVintageState *result = lfpg_vintage_state_new(LF_MOB_GIVEN);
    const LfVintageRow *sorted;
    LfHistoryRoom room;
    LfFault why;
    int32 used;

    sorted = lf_vintage_rows_sort(state->row, state->count, room, other);
    result->head.skipped = state->skipped;
    for (int32 i = 0; i < state->count; i += used) {
        LfVintageLoan loan = {.original_amount = sorted[i].original_amount};
        LfVintageTable table;
        LfHistory h;

        CHECK_FOR_INTERRUPTS();
        loan.history = &h;
        lfpg_check(lf_vintage_rows_loan(sorted + i, state->count - i, LF_CURRENCY_NONE_SCALE,
                                        &room, &h, &used, &why),
                   &why);
        result = lfpg_vintage_state_reserve(result, lf_vintage_need(&h));
        table = lfpg_vintage_table(result);
        lfpg_check(lf_vintage_add(&table, &loan, &why), &why);
    }
    pfree(room);
    pfree(other);
    return result;
}

static bytea *
send_rows(const LfVintageRows *state)
{
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendbyte(&buf, VERSION);
    pq_sendint32(&buf, (uint32)state->max_rows);
    pq_sendint64(&buf, (uint64)state->skipped);
    pq_sendint32(&buf, (uint32)state->count);
    for (int32 i = 0; i < state->count; i++) {
        const LfVintageRow *row = &state->row[i];

        pq_sendint64(&buf, (uint64)row->loan_id);
        pq_sendint64(&buf, (uint64)row->original_amount);
        pq_sendint64(&buf, (uint64)row->balance);
        pq_sendint32(&buf, (uint32)row->mob);
        pq_sendint32(&buf, (uint32)row->days_past_due);
    }
    return pq_endtypsend(&buf);
}

static LfVintageRow
read_row(LfReader *r)
{
    LfVintageRow row;
    LfFault why;

    row.loan_id = lfpg_read_i64(r);
    row.original_amount = lfpg_read_i64(r);
    row.balance = lfpg_read_i64(r);
    row.mob = lfpg_read_i32(r);
    row.days_past_due = lfpg_read_i32(r);
    if (lf_vintage_row_check(&row, 0, &why) != LF_OK)
        lfpg_read_fail(r, "a row is out of range");
    return row;
}

static LfVintageRows *
receive_rows(StringInfo buf)
{
    LfReader r = {buf, TYPE_NAME};
    LfVintageRows *state;
    int32 max_rows, count;
    int64 skipped;

    if (lfpg_read_u8(&r) != VERSION)
        lfpg_read_fail(&r, "the format version is unknown");
    max_rows = lfpg_read_i32(&r);
    skipped = lfpg_read_i64(&r);
    count = lfpg_read_i32(&r);
    if (max_rows < 1 || max_rows > LF_MAX_VINTAGE_ROWS || skipped < 0 || count < 0 ||
        count > max_rows || count > (buf->len - buf->cursor) / ROW_BYTES)
        lfpg_read_fail(&r, "the head is out of range");
    state = lfpg_vintage_rows_new(max_rows, count);
    state->skipped = skipped;
    for (; state->count < count; state->count++)
        state->row[state->count] = read_row(&r);
    lfpg_read_end(&r);
    return state;
}

PG_FUNCTION_INFO_V1(loanfin_vintage_rows_state_send);
Datum
loanfin_vintage_rows_state_send(PG_FUNCTION_ARGS)
{
    PG_RETURN_BYTEA_P(send_rows(DatumGetVintageRowsP(PG_GETARG_DATUM(0))));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_rows_state_recv);
Datum
loanfin_vintage_rows_state_recv(PG_FUNCTION_ARGS)
{
    PG_RETURN_POINTER(receive_rows((StringInfo)PG_GETARG_POINTER(0)));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_rows_state_out);
Datum
loanfin_vintage_rows_state_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_state_to_text(send_rows(DatumGetVintageRowsP(PG_GETARG_DATUM(0)))));
}

PG_FUNCTION_INFO_V1(loanfin_vintage_rows_state_in);
Datum
loanfin_vintage_rows_state_in(PG_FUNCTION_ARGS)
{
    StringInfoData buf;

    lfpg_state_from_text(PG_GETARG_CSTRING(0), TYPE_NAME, &buf);
    PG_RETURN_POINTER(receive_rows(&buf));
}
