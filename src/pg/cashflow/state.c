/*
 * cashflows_state: growing, adding, and its own external forms.
 *
 * Binary: version, currency, number of dates, then date and 128-bit sum of
 * each, dates ascending.
 */
#include "postgres.h"

#include "pg/cashflow/state.h"

#include "pg/common/state.h"

StaticAssertDecl(sizeof(LfDatedAmount) == 24, "an entry has no padding");
StaticAssertDecl(offsetof(LfCashflowsState, entry) % 8 == 0, "entries are aligned");

#define HEAD offsetof(LfCashflowsState, entry)
#define FIRST_SIZE 256
#define VERSION 1
#define TYPE_NAME "cashflows_state"
#define ENTRY_BYTES 20

/* All amounts of a state from outside have no larger sum, so that adding 64-bit
 * amounts and other states cannot overflow. */
#define MOST ((lf_uint128)1 << 110)

LfCashflowsState *
lfpg_cashflows_state_new(LfCurrency currency, int32 count)
{
    LfCashflowsState *state =
        lfpg_state_alloc(FIRST_SIZE, HEAD + (Size)count * sizeof(LfDatedAmount));

    state->currency = currency;
    state->capacity = (int32)((VARSIZE(state) - HEAD) / sizeof(LfDatedAmount));
    return state;
}

/* Whether an entry from outside is sound; adds its size to *sum.  Only the first
 * one may be a parameter. */
static bool
is_sound(const LfDatedAmount *entry, bool is_first, lf_uint128 *sum)
{
    lf_uint128 size = lf_abs128(entry->amount);

    if (is_first && entry->date == LFPG_PARAMETER_DATE)
        return lf_fits_int64(entry->amount);
    if (!lf_date_in_range(entry->date) || size > MOST || size > MOST - *sum)
        return false;
    *sum += size;
    return true;
}

LfCashflowsState *
lfpg_cashflows_state_check(LfCashflowsState *state)
{
    Size size = VARSIZE(state);
    lf_uint128 sum = 0;
    bool sound = size >= HEAD && state->capacity > 0 && state->count >= 0 &&
                 state->count <= state->capacity &&
                 HEAD + (Size)state->capacity * sizeof(LfDatedAmount) <= size &&
                 lfpg_currency_is_sound(state->currency);

    for (int32 i = 0; sound && i < state->count; i++)
        sound = is_sound(&state->entry[i], i == 0, &sum);
    if (!sound)
        lfpg_corrupt(TYPE_NAME, "its size, its currency, a date or an amount is out of range");
    return state;
}

/* Adds what has one date; a larger state where that leaves too little space. */
static LfCashflowsState *
make_room(LfCashflowsState *state)
{
    LfDatedAmount *scratch = palloc(sizeof(LfDatedAmount) * (Size)state->count);
    LfCashflowsState *larger;

    state->count = lf_dated_amounts_merge(state->entry, state->count, scratch);
    pfree(scratch);
    if (state->count <= state->capacity / 2)
        return state;
    larger = lfpg_cashflows_state_new(state->currency, state->capacity + 1);
    larger->count = state->count;
    memcpy(larger->entry, state->entry, (Size)state->count * sizeof(LfDatedAmount));
    return larger;
}

LfCashflowsState *
lfpg_cashflows_state_add(LfCashflowsState *state, int32 date, lf_int128 amount)
{
    if (state->count > 0 && state->entry[state->count - 1].date == date) {
        state->entry[state->count - 1].amount += amount;
        return state;
    }
    if (unlikely(state->count == state->capacity))
        state = make_room(state);
    state->entry[state->count++] = (LfDatedAmount){date, amount};
    return state;
}

bool
lfpg_cashflows_state_parameter(const LfCashflowsState *state, int64 *parameter)
{
    if (state->count == 0 || state->entry[0].date != LFPG_PARAMETER_DATE)
        return false;
    *parameter = (int64)state->entry[0].amount;
    return true;
}

LfDatedAmount *
lfpg_cashflows_state_read(const LfCashflowsState *state, int32 *count)
{
    Size bytes = sizeof(LfDatedAmount) * (Size)state->count;
    LfDatedAmount *entries = palloc(2 * bytes + 1);

    memcpy(entries, state->entry, bytes);
    *count = lf_dated_amounts_merge(entries, state->count, entries + state->count);
    return entries;
}

static void
to_bytes(StringInfo buf, Datum value)
{
    const LfCashflowsState *state = DatumGetCashflowsStateP(value);
    int32 count;
    LfDatedAmount *entries = lfpg_cashflows_state_read(state, &count);

    pq_sendbyte(buf, VERSION);
    lfpg_send_currency(buf, state->currency);
    pq_sendint32(buf, (uint32)count);
    for (int32 i = 0; i < count; i++) {
        pq_sendint32(buf, (uint32)entries[i].date);
        lfpg_send_i128(buf, entries[i].amount);
    }
}

static Datum
from_bytes(LfReader *r, LfFault *why)
{
    int64 before = (int64)LFPG_PARAMETER_DATE - 1;
    LfCashflowsState *state;
    lf_uint128 sum = 0;
    LfCurrency currency;
    int32 count;

    if (lfpg_read_u8(r) != VERSION)
        lfpg_read_fail(r, "the format version is unknown");
    currency = lfpg_read_currency(r);
    count = lfpg_read_i32(r);
    if (count < 0 || count > LF_MAX_ROWS || count > (r->buf->len - r->buf->cursor) / ENTRY_BYTES)
        lfpg_read_fail(r, "the head is out of range");
    state = lfpg_cashflows_state_new(currency, count);
    for (; count > 0; count--) {
        LfDatedAmount entry = {lfpg_read_i32(r), lfpg_read_i128(r)};

        CHECK_FOR_INTERRUPTS();
        if (entry.date <= before || !is_sound(&entry, state->count == 0, &sum))
            lfpg_read_fail(r, "a date is out of order or an amount out of range");
        before = entry.date;
        state->entry[state->count++] = entry;
    }
    lfpg_read_end(r);
    PG_RETURN_POINTER(state);
}

LFPG_STATE_TYPE(cashflows_state, .from_bytes = from_bytes, .to_bytes = to_bytes)
