/*
 * vintage_rows_state: growing, and from rows to a summary.
 */
#include "type/vintage_rows_state.h"

#include "miscadmin.h"

#include "pg/error.h"

StaticAssertDecl(sizeof(LfVintageRow) == 16, "a row has no padding");
StaticAssertDecl(offsetof(LfVintageRowsState, row) % 8 == 0, "rows are aligned");
StaticAssertDecl(LF_MAX_VINTAGE_ROWS < 1 << LF_ROW_LOAN_BITS, "a loan's number fits its bits");
StaticAssertDecl(LF_MAX_GIVEN_MOB < 1 << LF_ROW_MOB_BITS, "a month on book fits its bits");
StaticAssertDecl(LF_MAX_DAYS_PAST_DUE < 1 << LF_ROW_DAYS_BITS, "days past due fit their bits");

#define HEAD offsetof(LfVintageRowsState, row)
#define FIRST_SIZE 1024
#define FIRST_LOANS 8

/* A loan and two places of the index. */
#define LOAN_BYTES (sizeof(LfRowLoan) + 2 * sizeof(int32))

static LfVintageRows
view_of(LfVintageRowsState *state)
{
    LfRowLoan *loan = (LfRowLoan *)&state->row[state->rows];

    return (LfVintageRows){
        state->row,       state->row_count, loan, state->loan_count, (int32 *)&loan[state->loans],
        2 * state->loans, state->latest};
}

/* A state with room for so many rows and loans; what is left of the power of
 * two goes to the rows. */
static LfVintageRowsState *
allocate(int32 max_rows, int64 rows, int64 loans)
{
    Size size = FIRST_SIZE;
    LfVintageRowsState *state;

    while (size < HEAD + (Size)rows * sizeof(LfVintageRow) + (Size)loans * LOAN_BYTES)
        size *= 2;
    state = palloc(size);
    memset(state, 0, HEAD);
    SET_VARSIZE(state, size);
    state->max_rows = max_rows;
    state->loans = (int32)loans;
    state->rows = (int32)((size - HEAD - (Size)loans * LOAN_BYTES) / sizeof(LfVintageRow));
    memset(view_of(state).index, 0, (Size)loans * 2 * sizeof(int32));
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
    LfVintageRows view = view_of(state);
    int32 number;
    LfFault why;

    lfpg_check(lf_vintage_rows_number(&view, loan, LF_CURRENCY_NONE_SCALE, &number, &why), &why);
    state->loan_count = view.loan_count;
    state->latest = view.latest;
    return number;
}

/* The same rows with room for more. */
static LfVintageRowsState *
make_room(LfVintageRowsState *old)
{
    bool loans_full = old->loan_count == old->loans;
    LfVintageRowsState *state =
        allocate(old->max_rows, (int64)old->rows + !loans_full, (int64)old->loans << loans_full);
    LfVintageRows view = view_of(old);

    state->skipped = old->skipped;
    state->row_count = old->row_count;
    memcpy(state->row, old->row, (Size)old->row_count * sizeof(LfVintageRow));
    for (int32 i = 0; i < old->loan_count; i++)
        number_of(state, &view.loan[i]);
    return state;
}

static void
check_limit(const LfVintageRowsState *state)
{
    LfFault why = {.status = LF_ERR_LIMIT,
                   .name = "rows in one vintage",
                   .a = (int64)state->row_count + 1,
                   .c = state->max_rows};

    if (state->row_count >= state->max_rows)
        lfpg_raise(&why);
}

LfVintageRowsState *
lfpg_vintage_rows_state_add(LfVintageRowsState *state, const LfRowLoan *loan, int32 mob,
                            int32 days_past_due, int64 balance)
{
    int32 number;

    check_limit(state);
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
    LfVintageRows view = view_of((LfVintageRowsState *)other);

    state->skipped += other->skipped;
    for (int32 i = 0; i < other->row_count; i++) {
        uint64 key = other->row[i].key;

        state = lfpg_vintage_rows_state_add(state, &view.loan[lf_row_loan(key)], lf_row_mob(key),
                                            lf_row_days(key), other->row[i].balance);
    }
    return state;
}

LfVintageState *
lfpg_vintage_rows_state_count(const LfVintageRowsState *state)
{
    Size bytes = sizeof(LfVintageRow) * (Size)state->row_count;
    LfVintageRows view = view_of((LfVintageRowsState *)state);
    LfVintageRow *one = palloc_extended(bytes + 1, MCXT_ALLOC_HUGE);
    LfVintageRow *other = palloc_extended(bytes + 1, MCXT_ALLOC_HUGE);
    int32 *count = palloc(sizeof(int32) * ((Size)state->loan_count + 1));
    LfVintageState *result = lfpg_vintage_state_new(LF_MOB_GIVEN);
    const LfVintageRow *sorted = lf_vintage_rows_sort(&view, count, one, other);
    LfHistoryRoom room;
    LfFault why;
    int32 used;

    result->head.skipped = state->skipped;
    for (int32 i = 0; i < state->row_count; i += used) {
        const LfRowLoan *loan = &view.loan[lf_row_loan(sorted[i].key)];
        LfVintageLoan of = {.original_amount = loan->original_amount};
        LfVintageTable table;
        LfHistory h;

        CHECK_FOR_INTERRUPTS();
        of.history = &h;
        lfpg_check(lf_vintage_rows_history(sorted + i, state->row_count - i, loan->loan_id, &room,
                                           &h, &used, &why),
                   &why);
        result = lfpg_vintage_state_reserve(result, lf_vintage_need(&h));
        table = lfpg_vintage_table(result);
        lfpg_check(lf_vintage_add(&table, &of, &why), &why);
    }
    pfree(one);
    pfree(other);
    pfree(count);
    return result;
}
