/*
 * vintage_rows_state: growing, loans by number, and the form for workers on
 * other machines and dumps.
 *
 * Binary: version, max_rows, skipped, number of rows; then loan_id, original
 * amount, balance, mob, days past due of each.
 */
#include "postgres.h"

#include "pg/vintage/rows_state.h"

#include "utils/memutils.h"

#include "pg/common/state.h"

StaticAssertDecl(sizeof(LfVintageRow) == 16, "a row has no padding");
StaticAssertDecl(offsetof(LfVintageRowsState, row) % 8 == 0, "rows are aligned");
StaticAssertDecl(LF_MAX_VINTAGE_ROWS < 1 << LF_ROW_LOAN_BITS, "a loan's number fits its bits");
StaticAssertDecl(LF_MAX_GIVEN_MOB < 1 << LF_ROW_MOB_BITS, "a month on book fits its bits");
StaticAssertDecl(LF_MAX_DAYS_PAST_DUE < 1 << LF_ROW_DAYS_BITS, "days past due fit their bits");

#define HEAD offsetof(LfVintageRowsState, row)
#define TYPE_NAME "vintage_rows_state"
#define FIRST_SIZE 1024
#define FIRST_LOANS 8

/* A loan, two places of the index, and its next. */
#define LOAN_BYTES (sizeof(LfRowLoan) + 3 * sizeof(int32))

LfVintageRows
lfpg_vintage_rows_state_open(const LfVintageRowsState *of)
{
    LfVintageRowsState *state = (LfVintageRowsState *)of;
    LfRowLoan *loan = (LfRowLoan *)&state->row[state->rows];
    int32 *index = (int32 *)&loan[state->loans];

    return (LfVintageRows){.row = state->row,
                           .row_count = state->row_count,
                           .loan = loan,
                           .loan_count = state->loan_count,
                           .index = index,
                           .index_size = 2 * state->loans,
                           .next = index + 2 * state->loans,
                           .latest = state->latest};
}

/* The largest there is: all rows, and each of another loan. */
#define CEILING \
    (HEAD + LF_MAX_VINTAGE_ROWS * (Size)sizeof(LfVintageRow) + \
     ((Size)1 << LF_ROW_LOAN_BITS) * LOAN_BYTES)

StaticAssertDecl(CEILING <= MaxAllocSize, "any state is an ordinary value");

/* A state with space for so many rows and loans; what is left of the power of
 * two goes to the rows. */
static LfVintageRowsState *
allocate(int32 max_rows, int64 rows, int64 loans)
{
    Size wanted = HEAD + (Size)rows * sizeof(LfVintageRow) + (Size)loans * LOAN_BYTES;
    Size size = Min(Max(FIRST_SIZE, pg_nextpower2_size_t(wanted)), CEILING);
    LfVintageRowsState *state = palloc0(size);

    SET_VARSIZE(state, size);
    state->max_rows = max_rows;
    state->loans = (int32)loans;
    state->rows = (int32)((size - HEAD - (Size)loans * LOAN_BYTES) / sizeof(LfVintageRow));
    return state;
}

static void
check_head(const LfVintageRowsState *state)
{
    Size size = VARSIZE(state);

    if (size < HEAD || state->rows < 0 || state->loans < 1 || state->row_count < 0 ||
        state->row_count > state->rows || state->loan_count < 0 ||
        state->loan_count > state->loans ||
        HEAD + (Size)state->rows * sizeof(LfVintageRow) + (Size)state->loans * LOAN_BYTES > size)
        lfpg_corrupt(TYPE_NAME, "its size is not that of its rows");
    if (state->max_rows < 1 || state->max_rows > LF_MAX_VINTAGE_ROWS || state->skipped < 0 ||
        state->latest < 0 || state->latest >= Max(state->loan_count, 1))
        lfpg_corrupt(TYPE_NAME, "the head is out of range");
}

LfVintageRowsState *
lfpg_vintage_rows_state_check(LfVintageRowsState *state)
{
    LfVintageRows view;
    bool index_sound = true;
    int32 used = 0;
    LfFault why;

    check_head(state);
    view = lfpg_vintage_rows_state_open(state);
    for (int32 i = 0; i < 2 * state->loans; i++) {
        index_sound &= view.index[i] >= 0 && view.index[i] <= view.loan_count;
        used += view.index[i] != 0;
    }
    for (int32 i = 0; i < view.loan_count; i++)
        index_sound &= view.next[i] >= 0 && view.next[i] <= view.loan_count;
    if (!index_sound || used != view.loan_count)
        lfpg_corrupt(TYPE_NAME, "its index is out of range");
    for (int32 i = 0; i < view.row_count; i++) {
        const LfVintageRow *row = &view.row[i];

        if (row->key >> (LF_ROW_LOAN_BITS + LF_ROW_MOB_BITS + LF_ROW_DAYS_BITS) != 0 ||
            lf_row_loan(row->key) >= view.loan_count ||
            lf_vintage_row_check(&view.loan[lf_row_loan(row->key)], lf_row_mob(row->key),
                                 lf_row_days(row->key), row->balance, 0, &why) != LF_OK)
            lfpg_corrupt(TYPE_NAME, "a row is out of range");
    }
    return state;
}

LfVintageRowsState *
lfpg_vintage_rows_state_new(int32 max_rows)
{
    return allocate(max_rows, 1, FIRST_LOANS);
}

static int32
number_of(LfVintageRowsState *state, const LfRowLoan *loan)
{
    LfVintageRows view = lfpg_vintage_rows_state_open(state);
    int32 number;

    LFPG_TRY(lf_vintage_rows_number, &view, loan, LF_CURRENCY_NONE_SCALE, &number);
    state->loan_count = view.loan_count;
    state->latest = view.latest;
    return number;
}

/* The same rows with space for more.  Asks for what is used, not for the room
 * that there was: loans that double would double all of it. */
static LfVintageRowsState *
make_room(LfVintageRowsState *old)
{
    bool loans_full = old->loan_count == old->loans;
    LfVintageRowsState *state =
        allocate(old->max_rows, (int64)old->row_count + 1, (int64)old->loans << loans_full);
    LfVintageRows view = lfpg_vintage_rows_state_open(old);

    state->skipped = old->skipped;
    state->row_count = old->row_count;
    memcpy(state->row, old->row, (Size)old->row_count * sizeof(LfVintageRow));
    for (int32 i = 0; i < old->loan_count; i++)
        number_of(state, &view.loan[i]);
    return state;
}

LfVintageRowsState *
lfpg_vintage_rows_state_add(LfVintageRowsState *state, const LfRowLoan *loan, int32 mob,
                            int32 days_past_due, int64 balance)
{
    int32 number;

    if (state->row_count >= state->max_rows)
        LFPG_REFUSE(LF_ERR_LIMIT, .name = "rows in one vintage", .a = (int64)state->row_count + 1,
                    .c = state->max_rows);
    if (unlikely(state->row_count == state->rows || state->loan_count == state->loans))
        state = make_room(state);
    number = number_of(state, loan);
    state->row[state->row_count++] =
        (LfVintageRow){lf_row_key(number, mob, days_past_due), balance};
    return state;
}

LfVintageRowsState *
lfpg_vintage_rows_state_merge(LfVintageRowsState *state, const LfVintageRowsState *other)
{
    LfVintageRows view = lfpg_vintage_rows_state_open(other);

    lfpg_vintage_rows_state_skip(state, other->skipped);
    for (int32 i = 0; i < other->row_count; i++) {
        uint64 key = other->row[i].key;

        CHECK_FOR_INTERRUPTS();
        state = lfpg_vintage_rows_state_add(state, &view.loan[lf_row_loan(key)], lf_row_mob(key),
                                            lf_row_days(key), other->row[i].balance);
    }
    return state;
}

void
lfpg_vintage_rows_state_skip(LfVintageRowsState *state, int64 rows)
{
    if (!lf_add64(state->skipped, rows, &state->skipped))
        LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = "skipped row count");
}

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
