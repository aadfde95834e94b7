/*
 * vintage_rows_state in and out, for workers on other machines and dumps.
 *
 * Binary: version, max_rows, skipped, number of rows; then loan_id, original
 * amount, balance, mob, days past due of each.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/vintage/rows_state.h"

#define VERSION 1
#define ROW_BYTES 32

static void
to_bytes(StringInfo buf, Datum value)
{
    const LfVintageRowsState *state = DatumGetVintageRowsStateP(value);
    const LfRowLoan *loans = (const LfRowLoan *)&state->row[state->rows];

    pq_sendbyte(buf, VERSION);
    pq_sendint32(buf, (uint32)state->max_rows);
    pq_sendint64(buf, (uint64)state->skipped);
    pq_sendint32(buf, (uint32)state->row_count);
    for (int32 i = 0; i < state->row_count; i++) {
        uint64 key = state->row[i].key;
        const LfRowLoan *loan = &loans[lf_row_loan(key)];

        pq_sendint64(buf, (uint64)loan->loan_id);
        pq_sendint64(buf, (uint64)loan->original_amount);
        pq_sendint64(buf, (uint64)state->row[i].balance);
        pq_sendint32(buf, (uint32)lf_row_mob(key));
        pq_sendint32(buf, (uint32)lf_row_days(key));
    }
}

static LfVintageRowsState *
receive_row(LfReader *r, LfVintageRowsState *state)
{
    LfRowLoan loan;
    int64 balance;
    int32 mob, days;
    LfFault why;

    loan.loan_id = lfpg_read_i64(r);
    loan.original_amount = lfpg_read_i64(r);
    balance = lfpg_read_i64(r);
    mob = lfpg_read_i32(r);
    days = lfpg_read_i32(r);
    if (lf_vintage_row_check(&loan, mob, days, balance, 0, &why) != LF_OK)
        lfpg_read_fail(r, "a row is out of range");
    return lfpg_vintage_rows_state_add(state, &loan, mob, days, balance);
}

static Datum
from_bytes(LfReader *r, LfFault *why)
{
    LfVintageRowsState *state;
    int32 max_rows, count;
    int64 skipped;

    if (lfpg_read_u8(r) != VERSION)
        lfpg_read_fail(r, "the format version is unknown");
    max_rows = lfpg_read_i32(r);
    skipped = lfpg_read_i64(r);
    count = lfpg_read_i32(r);
    if (max_rows < 1 || max_rows > LF_MAX_VINTAGE_ROWS || skipped < 0 || count < 0 ||
        count > max_rows || count > (r->buf->len - r->buf->cursor) / ROW_BYTES)
        lfpg_read_fail(r, "the head is out of range");
    state = lfpg_vintage_rows_state_new(max_rows);
    state->skipped = skipped;
    for (; count > 0; count--) {
        CHECK_FOR_INTERRUPTS();
        state = receive_row(r, state);
    }
    lfpg_read_end(r);
    PG_RETURN_POINTER(state);
}

LFPG_STATE_TYPE(vintage_rows_state, .from_bytes = from_bytes, .to_bytes = to_bytes)
