/*
 * pool_summary_state: growing at both ends, adding, taking out.
 */
#include "postgres.h"

#include "pg/common/state.h"
#include "pg/pool/summary.h"

StaticAssertDecl(sizeof(LfPoolMonth) == 144, "a month has no padding");
StaticAssertDecl(offsetof(LfPoolState, month) % 8 == 0, "months are aligned");

#define TYPE_NAME "pool_summary_state"
#define HEAD offsetof(LfPoolState, month)
#define FIRST_SIZE 8192
#define CALENDAR (lf_month_of(LF_MAX_DATE) - lf_month_of(LF_MIN_DATE) + 1)

static LfPoolState *
allocate(int32 months)
{
    LfPoolState *state = lfpg_state_alloc(FIRST_SIZE, HEAD + (Size)months * sizeof(LfPoolMonth));

    state->capacity =
        Min((int32)((VARSIZE(state) - HEAD) / sizeof(LfPoolMonth)), LF_MAX_POOL_MONTHS);
    state->head.currency = LF_NO_CURRENCY;
    return state;
}

LfPoolState *
lfpg_pool_state_new(void)
{
    return allocate(0);
}

static LfPoolState *
check(LfPoolState *state)
{
    Size size = VARSIZE(state);

    if (size < HEAD || state->capacity < 0 ||
        HEAD + (Size)state->capacity * sizeof(LfPoolMonth) > size)
        lfpg_corrupt(TYPE_NAME, "its size is not that of its months");
    if (state->head.skipped < 0 || state->head.unknown < 0 || abs(state->first) > 2 * CALENDAR ||
        state->capacity > LF_MAX_POOL_MONTHS)
        lfpg_corrupt(TYPE_NAME, "the head is out of range");
    if (!lfpg_currency_is_sound(state->head.currency))
        lfpg_corrupt(TYPE_NAME, "the currency is not an ISO 4217 code");
    return state;
}

LfPoolState *
lfpg_pool_state(Datum state)
{
    return check((LfPoolState *)PG_DETOAST_DATUM(state));
}

LfPoolState *
lfpg_pool_state_copy(Datum state)
{
    return check((LfPoolState *)PG_DETOAST_DATUM_COPY(state));
}

/* The slots in use: *from > *to where there are none. */
static void
used_months(const LfPoolState *state, int32 *from, int32 *to)
{
    int32 low = 0, high = state->capacity - 1;

    while (low <= high && lf_pool_month_is_empty(&state->month[low]))
        low++;
    while (high >= low && lf_pool_month_is_empty(&state->month[high]))
        high--;
    *from = state->first + low;
    *to = state->first + high;
}

static bool
is_empty(const LfPoolState *state)
{
    int32 from, to;

    if (state->head.unknown != 0)
        return false;
    used_months(state, &from, &to);
    return from > to;
}

/* The months in use are in the middle of the new space, so that both ends are free. */
LfPoolState *
lfpg_pool_state_grow(LfPoolState *state, int32 from, int32 to, LfFault *why)
{
    LfPoolState *larger;
    int32 low, high, capacity;

    if (likely(from >= state->first && to - state->first < state->capacity))
        return state;
    used_months(state, &low, &high);
    if (low <= high) {
        from = Min(from, low);
        to = Max(to, high);
    }
    if (to - from >= LF_MAX_POOL_MONTHS) {
        (void)LF_REFUSE(why, LF_ERR_LIMIT, .name = "months in one pool", .a = (int64)to - from + 1,
                        .c = LF_MAX_POOL_MONTHS);
        return NULL;
    }
    larger = allocate(to - from + 1);
    capacity = larger->capacity;
    larger->head = state->head;
    larger->first = from - (capacity - (to - from + 1)) / 2;
    if (low <= high)
        memcpy(&larger->month[low - larger->first], &state->month[low - state->first],
               sizeof(LfPoolMonth) * (Size)(high - low + 1));
    return larger;
}

LfPoolState *
lfpg_pool_state_reserve(LfPoolState *state, int32 from, int32 to)
{
    LfFault why;

    return lfpg_made(lfpg_pool_state_grow(state, from, to, &why), &why);
}

void
lfpg_pool_state_currency(LfPoolState *state, LfCurrency currency)
{
    if (likely(lf_currency_equal(state->head.currency, currency)))
        return;
    if (is_empty(state))
        state->head.currency = currency;
    else
        LFPG_TRY(lf_currency_same, &state->head.currency, &currency);
}

static void
add_count(int64 *count, int64 more, const char *name)
{
    if (!lf_add64(*count, more, count))
        LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = name);
    if (*count < 0)
        LFPG_REFUSE(LF_ERR_BELOW_ZERO, .name = "pool_summary",
                    .text2 = lf_text("a count is negative"));
}

static void
add_month(LfPoolMonth *m, const LfPoolMonth *part)
{
    LFPG_TRY(lf_pool_month_add, m, part);
}

/* What is left of a month must be such as counting gives. */
static void
subtract_month(LfPoolMonth *m, const LfPoolMonth *part)
{
    LfFault why;
    lf_status status;

    LFPG_TRY(lf_pool_month_subtract, m, part);
    status = lf_pool_month_check(m, &why);
    if (status == LF_ERR_CORRUPT)
        why.status = status = LF_ERR_BELOW_ZERO;
    lfpg_check(status, &why);
}

/* Every month of `other` meets that of the state; counts change by `sign` times theirs. */
static LfPoolState *
merge(LfPoolState *state, const LfPoolState *other, int sign,
      void (*meet)(LfPoolMonth *m, const LfPoolMonth *part))
{
    int32 from, to;

    used_months(other, &from, &to);
    if (!is_empty(other))
        lfpg_pool_state_currency(state, other->head.currency);
    if (from <= to)
        state = lfpg_pool_state_reserve(state, from, to);
    for (int32 month = from; month <= to; month++)
        meet(&state->month[month - state->first], &other->month[month - other->first]);
    add_count(&state->head.skipped, sign * other->head.skipped, "skipped row count");
    add_count(&state->head.unknown, sign * other->head.unknown, "unknown pair count");
    return state;
}

LfPoolState *
lfpg_pool_state_add(LfPoolState *state, const LfPoolState *other)
{
    return merge(state, other, 1, add_month);
}

LfPoolState *
lfpg_pool_state_subtract(LfPoolState *state, const LfPoolState *other)
{
    return merge(state, other, -1, subtract_month);
}

/* A state is worth its months: what is sent is the summary. */
static void
to_bytes(StringInfo message, Datum state)
{
    LfFault why;
    PoolSummary *value = lfpg_made(lfpg_pool_summary_make(lfpg_pool_state(state), &why), &why);

    pq_sendbytes(message, VARDATA(value), (int)VARSIZE(value) - VARHDRSZ);
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    PG_RETURN_POINTER(lfpg_pool_summary_from_bytes(message, why));
}

LFPG_STATE_TYPE(pool_summary_state, .from_bytes = from_bytes, .to_bytes = to_bytes)
