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
    lf_int128 sum[3];

    if (!lf_add128(to->principal, from->principal, &sum[0]) ||
        !lf_add128(to->interest, from->interest, &sum[1]) ||
        !lf_add128(to->fee, from->fee, &sum[2]))
        LFPG_REFUSE(LF_ERR_OVERFLOW, .name = "sum");
    to->principal = sum[0];
    to->interest = sum[1];
    to->fee = sum[2];
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

/* What a walk over new rows yields: one dated sum after the other. */
typedef struct Source {
    const LfRows *rows;
    const LfScheduleState *state;
    int32 position;
} Source;

static bool
next_of(Source *source, LfDatedSum *row)
{
    int32 k;

    if (source->state != NULL)
        return lfpg_schedule_state_next(source->state, &source->position, row);
    if ((k = source->position) >= source->rows->count)
        return false;
    *row = (LfDatedSum){source->rows->due[k], source->rows->principal[k], source->rows->interest[k],
                        source->rows->fee[k]};
    source->position++;
    return true;
}

/* Dates of the source that the sorted state lacks. */
static int32
count_new(const LfScheduleState *state, Source source)
{
    int32 missing = 0, i = 0;
    LfDatedSum row;

    while (next_of(&source, &row)) {
        while (i < state->count && state->entry[i].date < row.date)
            i++;
        missing += i == state->count || state->entry[i].date != row.date;
    }
    return missing;
}

/* Every date of the source has its entry already. */
static void
add_in_place(LfScheduleState *state, Source source)
{
    LfDatedSum row;
    int32 i = 0;

    while (next_of(&source, &row)) {
        while (state->entry[i].date < row.date)
            i++;
        add_sums(&state->entry[i], &row);
    }
}

/* Merges two sorted sequences into a state with space for both. */
static LfScheduleState *
merge_sorted(const LfScheduleState *old, Source source, int32 missing)
{
    LfScheduleState *state = successor(old, (int64)old->count + missing);
    bool more;
    LfDatedSum row;
    int32 i = 0;

    for (more = next_of(&source, &row); more || i < old->count;) {
        LfDatedSum *to = &state->entry[state->count++];

        if (i < old->count && (!more || old->entry[i].date <= row.date))
            *to = old->entry[i++];
        else
            to->date = row.date;
        if (more && to->date == row.date) {
            add_sums(to, &row);
            more = next_of(&source, &row);
        }
    }
    return state;
}

/* What was merged elsewhere, back into a state that has space for it. */
static void
take_over(LfScheduleState *state, const LfScheduleState *merged)
{
    state->count = merged->count;
    memcpy(state->entry, merged->entry, sizeof(LfDatedSum) * (Size)merged->count);
}

static LfScheduleState *
add_sorted(LfScheduleState *state, Source source, int32 first, int32 last)
{
    int32 missing = count_new(state, source);
    int64 rows = (int64)state->count + missing;
    LfScheduleState *merged;

    if (missing == 0) {
        add_in_place(state, source);
        return state;
    }
    if (state->count == 0 && rows <= state->capacity) {
        LfDatedSum row;

        while (next_of(&source, &row))
            state->entry[state->count++] = row;
        return state;
    }
    if (state->count > 0) {
        int32 old_first, old_last;

        span_of(state, &old_first, &old_last);
        first = Min(first, old_first);
        last = Max(last, old_last);
        if (rows > 8 && (int64)last - first < 2 * rows) {
            LfDatedSum row;

            state = make_grid(state, first, last);
            while (next_of(&source, &row))
                grid_add(state, (int32)row.date, &row);
            return state;
        }
    }
    merged = merge_sorted(state, source, missing);
    if (rows > state->capacity)
        return merged;
    take_over(state, merged);
    pfree(merged);
    return state;
}

static LfScheduleState *
add_source(LfScheduleState *state, Source source, int32 first, int32 last)
{
    LfDatedSum row;

    if (!state->is_grid)
        return add_sorted(state, source, first, last);
    if (!grid_covers(state, first, last))
        state = make_grid(state, first, last);
    while (next_of(&source, &row))
        grid_add(state, (int32)row.date, &row);
    return state;
}

/* Rows ahead whose entries are asked for: a grid is larger than the nearest cache. */
#define AHEAD 8

/* The common case, a loan onto a grid, without the detour of a source. */
static void
add_rows_to_grid(LfScheduleState *state, const LfRows *rows)
{
    bool fits = true;
    int32 taken = 0;

    for (int32 k = 0; k < rows->count; k++) {
        LfDatedSum *to = &state->entry[rows->due[k] - state->base];

        if (k + AHEAD < rows->count)
            __builtin_prefetch(&state->entry[rows->due[k + AHEAD] - state->base], 1);
        taken += to->date == 0;
        to->date = 1;
        fits &= lf_add_stored(&to->principal, rows->principal[k]);
        fits &= lf_add_stored(&to->interest, rows->interest[k]);
        if (rows->fee[k] != 0)
            fits &= lf_add_stored(&to->fee, rows->fee[k]);
    }
    if (!fits)
        LFPG_REFUSE(LF_ERR_OVERFLOW, .name = "sum");
    state->count += taken;
}

LfScheduleState *
lfpg_schedule_state_add(LfScheduleState *state, const LfRows *rows)
{
    Source source = {.rows = rows};

    if (rows->count == 0)
        return state;
    if (state->is_grid && grid_covers(state, rows->due[0], rows->due[rows->count - 1])) {
        add_rows_to_grid(state, rows);
        return state;
    }
    return add_source(state, source, rows->due[0], rows->due[rows->count - 1]);
}

LfScheduleState *
lfpg_schedule_state_merge(LfScheduleState *state, const LfScheduleState *other)
{
    Source source = {.state = other};
    int32 first, last;

    LFPG_TRY(lf_currency_same, &state->currency, &other->currency);
    if (other->has_start)
        lfpg_schedule_state_start(state, other->start_date, other->start_is_exact);
    if (other->count == 0)
        return state;
    span_of(other, &first, &last);
    return add_source(state, source, first, last);
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
