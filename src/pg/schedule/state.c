/*
 * money_schedule_state: growing and adding.
 */
#include "postgres.h"

#include "pg/schedule/state.h"

#include "core/base/limits.h"
#include "pg/common/state.h"

StaticAssertDecl(sizeof(LfDatedSum) == 56, "an entry of the state has no padding");
StaticAssertDecl(offsetof(LfScheduleState, entry) % 8 == 0, "entries are aligned");

#define HEAD offsetof(LfScheduleState, entry)
#define TYPE_NAME "money_schedule_state"
#define FIRST_SIZE 256

/* The state of a power of two bytes that holds `rows` entries. */
static LfScheduleState *
allocate(int64 rows)
{
    const int64 most = (LF_SCHEDULE_STATE_CEILING - HEAD) / sizeof(LfDatedSum);
    LfScheduleState *state;

    if (rows > most)
        LFPG_REFUSE(LF_ERR_LIMIT, .name = "due dates in one sum", .a = rows, .c = most);
    state = lfpg_state_alloc(FIRST_SIZE, HEAD + (Size)rows * sizeof(LfDatedSum));
    state->capacity = (int32)((VARSIZE(state) - HEAD) / sizeof(LfDatedSum));
    return state;
}

static void
check_head(const LfScheduleState *state)
{
    Size size = VARSIZE(state);
    uint8 flags[3];

    if (size < HEAD || state->capacity < 0 || state->count < 0 || state->count > state->capacity ||
        HEAD + (Size)state->capacity * sizeof(LfDatedSum) > size)
        lfpg_corrupt(TYPE_NAME, "its size is not that of its rows");
    /* as bytes: a bool that is neither 0 nor 1 must not be read as one */
    memcpy(flags, &state->has_start, sizeof(flags));
    if ((flags[0] | flags[1] | flags[2]) > 1)
        lfpg_corrupt(TYPE_NAME, "a flag is unknown");
    if (!lfpg_currency_is_sound(state->currency))
        lfpg_corrupt(TYPE_NAME, "the currency is not an ISO 4217 code");
    if (!lf_date_in_range(state->start_date))
        lfpg_corrupt(TYPE_NAME, "the start date is out of range");
}

LfScheduleState *
lfpg_schedule_state_check(LfScheduleState *state)
{
    int64 previous = (int64)LF_MIN_DATE - 1;
    int32 position = 0, rows = 0;
    LfDatedSum row;

    check_head(state);
    for (int32 k = 0; state->is_grid && k < state->capacity; k++)
        if (state->entry[k].date != 0 && state->entry[k].date != 1)
            lfpg_corrupt(TYPE_NAME, "a day of its grid is neither taken nor free");
    for (; lfpg_schedule_state_next(state, &position, &row); rows++) {
        if (row.date <= previous || !lf_date_in_range(row.date))
            lfpg_corrupt(TYPE_NAME, "a date is out of order or out of range");
        previous = row.date;
    }
    if (rows != state->count || (state->is_grid && rows == 0))
        lfpg_corrupt(TYPE_NAME, "it does not have the rows it counts");
    return state;
}

LfScheduleState *
lfpg_schedule_state_new(LfCurrency currency, int32 rows)
{
    LfScheduleState *state = allocate(rows);

    state->currency = currency;
    return state;
}

/* The same head over new entries. */
static LfScheduleState *
successor(const LfScheduleState *old, int64 rows)
{
    LfScheduleState *state = allocate(rows);

    state->currency = old->currency;
    state->has_start = old->has_start;
    state->start_is_exact = old->start_is_exact;
    state->start_date = old->start_date;
    return state;
}

static void
add_sums(LfDatedSum *to, const LfDatedSum *from)
{
    if (!lf_add_stored(&to->principal, from->principal) ||
        !lf_add_stored(&to->interest, from->interest) || !lf_add_stored(&to->fee, from->fee))
        LFPG_REFUSE(LF_ERR_OVERFLOW, .name = "sum");
}

static void
grid_add(LfScheduleState *state, int32 date, const LfDatedSum *row)
{
    LfDatedSum *to = &state->entry[date - state->base];

    state->count += to->date == 0;
    to->date = 1;
    add_sums(to, row);
}

bool
lfpg_schedule_state_next(const LfScheduleState *state, int32 *position, LfDatedSum *row)
{
    int32 end = state->is_grid ? state->capacity : state->count;

    for (; *position < end; (*position)++) {
        *row = state->entry[*position];
        if (state->is_grid && row->date == 0)
            continue;
        if (state->is_grid)
            row->date = (int64)state->base + *position;
        (*position)++;
        return true;
    }
    return false;
}

/* First and last day with a row; the state is not empty. */
static void
span_of(const LfScheduleState *state, int32 *first, int32 *last)
{
    int32 low = 0, high = state->capacity - 1;

    if (!state->is_grid) {
        *first = (int32)state->entry[0].date;
        *last = (int32)state->entry[state->count - 1].date;
        return;
    }
    while (state->entry[low].date == 0)
        low++;
    while (state->entry[high].date == 0)
        high--;
    *first = state->base + low;
    *last = state->base + high;
}

/*
 * A grid over at least [first, last] with everything of the old state.  What
 * the power of two leaves over lies on the side that grew.
 */
static LfScheduleState *
make_grid(const LfScheduleState *old, int32 first, int32 last)
{
    LfScheduleState *state;
    int32 old_first, old_last, position = 0;
    LfDatedSum row;

    span_of(old, &old_first, &old_last);
    state = successor(old, (int64)Max(last, old_last) - Min(first, old_first) + 1);
    state->is_grid = true;
    state->base = first < old_first && last <= old_last ? old_last - state->capacity + 1
                                                        : Min(first, old_first);
    while (lfpg_schedule_state_next(old, &position, &row))
        grid_add(state, (int32)row.date, &row);
    return state;
}

static bool
grid_covers(const LfScheduleState *state, int32 first, int32 last)
{
    return first >= state->base && last - state->base < state->capacity;
}

/* Of `count` sums by date, how many dates the sorted state lacks. */
static int32
count_new(const LfScheduleState *state, const LfDatedSum *sum, int32 count)
{
    int32 missing = 0, i = 0;

    for (int32 k = 0; k < count; k++) {
        while (i < state->count && state->entry[i].date < sum[k].date)
            i++;
        missing += i == state->count || state->entry[i].date != sum[k].date;
    }
    return missing;
}

/* Every date has its entry already. */
static void
add_in_place(LfScheduleState *state, const LfDatedSum *sum, int32 count)
{
    int32 i = 0;

    for (int32 k = 0; k < count; k++) {
        while (state->entry[i].date < sum[k].date)
            i++;
        add_sums(&state->entry[i], &sum[k]);
    }
}

/* Merges two sorted sequences into a state with space for both. */
static LfScheduleState *
merge_sorted(const LfScheduleState *old, const LfDatedSum *sum, int32 count, int32 missing)
{
    LfScheduleState *state = successor(old, (int64)old->count + missing);

    for (int32 i = 0, k = 0; k < count || i < old->count;) {
        LfDatedSum *to = &state->entry[state->count++];

        if (i < old->count && (k == count || old->entry[i].date <= sum[k].date))
            *to = old->entry[i++];
        else
            to->date = sum[k].date;
        if (k < count && to->date == sum[k].date)
            add_sums(to, &sum[k++]);
    }
    return state;
}

/* Onto a grid, which grows as far as it must. */
static LfScheduleState *
add_to_grid(LfScheduleState *state, const LfDatedSum *sum, int32 count)
{
    int32 first = (int32)sum[0].date, last = (int32)sum[count - 1].date;

    if (!state->is_grid || !grid_covers(state, first, last))
        state = make_grid(state, first, last);
    for (int32 k = 0; k < count; k++)
        grid_add(state, (int32)sum[k].date, &sum[k]);
    return state;
}

/* Whether half of the days are there, with so many rows and these sums. */
static bool
is_dense(const LfScheduleState *state, int64 rows, const LfDatedSum *sum, int32 count)
{
    int32 first, last;

    if (state->count == 0 || rows <= 8)
        return false;
    span_of(state, &first, &last);
    return Max(last, sum[count - 1].date) - Min(first, sum[0].date) < 2 * rows;
}

/* Adds sums by date, at least one; what was merged elsewhere goes back where there is space. */
static LfScheduleState *
add_dated(LfScheduleState *state, const LfDatedSum *sum, int32 count)
{
    int32 missing = state->is_grid ? 0 : count_new(state, sum, count);
    int64 rows = (int64)state->count + missing;
    LfScheduleState *merged;

    if (state->is_grid || (missing > 0 && is_dense(state, rows, sum, count)))
        return add_to_grid(state, sum, count);
    if (missing == 0) {
        add_in_place(state, sum, count);
        return state;
    }
    merged = merge_sorted(state, sum, count, missing);
    if (rows > state->capacity)
        return merged;
    state->count = merged->count;
    memcpy(state->entry, merged->entry, sizeof(LfDatedSum) * (Size)merged->count);
    pfree(merged);
    return state;
}

/* The common case, a loan onto a grid, without the detour of a source. */
static void
add_rows_to_grid(LfScheduleState *state, const LfRows *rows)
{
    const LfRows r = *rows; /* copies, which no sum can overlap, stay in registers */
    LfDatedSum *const entry = state->entry;
    const int32 base = state->base;
    int32 taken = 0;

    for (int32 k = 0; k < r.count; k++) {
        LfDatedSum *to = entry + (r.due[k] - base);

        taken += to->date == 0;
        to->date = 1;
        if (unlikely(!lf_add_stored(&to->principal, r.principal[k]) ||
                     !lf_add_stored(&to->interest, r.interest[k]) ||
                     (r.fee[k] != 0 && !lf_add_stored(&to->fee, r.fee[k]))))
            LFPG_REFUSE(LF_ERR_OVERFLOW, .name = "sum");
    }
    state->count += taken;
}

static void
sum_rows(const LfRows *rows, LfDatedSum *sum)
{
    for (int32 k = 0; k < rows->count; k++)
        sum[k] = (LfDatedSum){rows->due[k], rows->principal[k], rows->interest[k], rows->fee[k]};
}

LfScheduleState *
lfpg_schedule_state_add(LfScheduleState *state, const LfRows *rows)
{
    LfDatedSum *sum;

    if (rows->count == 0)
        return state;
    if (state->is_grid && grid_covers(state, rows->due[0], rows->due[rows->count - 1])) {
        add_rows_to_grid(state, rows);
        return state;
    }
    if (state->count == 0 && rows->count <= state->capacity) {
        sum_rows(rows, state->entry);
        state->count = rows->count;
        return state;
    }
    sum = palloc(sizeof(LfDatedSum) * (Size)rows->count);
    sum_rows(rows, sum);
    state = add_dated(state, sum, rows->count);
    pfree(sum);
    return state;
}

LfScheduleState *
lfpg_schedule_state_merge(LfScheduleState *state, const LfScheduleState *other)
{
    LfDatedSum *sum;
    int32 position = 0, n = 0;

    LFPG_TRY(lf_currency_same, &state->currency, &other->currency);
    if (other->has_start)
        lfpg_schedule_state_start(state, other->start_date, other->start_is_exact);
    if (other->count == 0)
        return state;
    sum = palloc(sizeof(LfDatedSum) * (Size)other->count);
    while (n < other->count)
        lfpg_schedule_state_next(other, &position, &sum[n++]);
    state = add_dated(state, sum, other->count);
    pfree(sum);
    return state;
}

void
lfpg_schedule_state_start(LfScheduleState *state, int32 start_date, bool exact)
{
    if (exact && state->has_start && state->start_date != start_date)
        LFPG_REFUSE(LF_ERR_START_DATE_CONFLICT, .a = Min(state->start_date, start_date),
                    .b = Max(state->start_date, start_date));
    if (!state->has_start || start_date < state->start_date)
        state->start_date = start_date;
    state->has_start = true;
    state->start_is_exact = exact;
}
