/*
 * score_summary_state: growing, merging, and its external forms.
 *
 * Binary: version, loans, skipped, unknown, number of rows; then score, good,
 * bad, unknown of each, as they came.
 */
#include "postgres.h"

#include "pg/scoring/score_state.h"

#include "pg/common/state.h"
#include "pg/scoring/value.h"

#define VERSION 1
#define TYPE_NAME "score_summary_state"
#define HEAD offsetof(LfScoreState, row)
#define ROW_BYTES (sizeof(LfScoreRow) + 2 * sizeof(int32))
#define FIRST_SIZE 1024
#define EXTERNAL_ROW_BYTES (4 + 3 * 16)

StaticAssertDecl(sizeof(LfScoreRow) == 56, "a row has no padding at its end");
StaticAssertDecl(offsetof(LfScoreState, row) % 8 == 0, "rows are aligned");

static LfScoreTable
table_of(LfScoreState *state)
{
    return (LfScoreTable){.row = state->row,
                          .count = state->count,
                          .room = Min(state->room, LF_MAX_SCORES),
                          .places = 2 * state->room,
                          .index = (int32 *)&state->row[state->room]};
}

/* An empty state with space for so many rows at least. */
static LfScoreState *
allocate(int64 rows)
{
    Size size = FIRST_SIZE;
    LfScoreState *state;

    while ((size - HEAD) / ROW_BYTES < (Size)rows)
        size *= 2;
    state = palloc0(size);
    SET_VARSIZE(state, size);
    state->room = (int32)((size - HEAD) / ROW_BYTES);
    return state;
}

LfScoreState *
lfpg_score_state_new(void)
{
    return allocate(1);
}

static LfScoreState *
check(LfScoreState *state)
{
    Size size = VARSIZE(state);
    LfScoreTable t;

    if (size < HEAD + ROW_BYTES || state->room < 1 ||
        (Size)state->room != (size - HEAD) / ROW_BYTES || state->count < 0 ||
        state->count > state->room || state->count > LF_MAX_SCORES)
        lfpg_corrupt(TYPE_NAME, "its size is not that of its rows");
    if (state->loans < 0 || state->skipped < 0 || state->unknown < 0)
        lfpg_corrupt(TYPE_NAME, "a count is below 0");
    t = table_of(state);
    lfpg_index_check(TYPE_NAME, t.index, t.places, t.count);
    return state;
}

const LfScoreState *
lfpg_score_state(Datum state)
{
    return check((LfScoreState *)PG_DETOAST_DATUM(state));
}

void *
lfpg_score_state_copy(Datum state)
{
    return check((LfScoreState *)PG_DETOAST_DATUM_COPY(state));
}

void
lfpg_index_check(const char *type, const int32 *index, int32 places, int32 count)
{
    bool sound = true;
    int32 used = 0;

    for (int32 i = 0; i < places; i++) {
        sound &= index[i] >= 0 && index[i] <= count;
        used += index[i] != 0;
    }
    if (!sound || used != count)
        lfpg_corrupt(type, "its index is out of range");
}

/* The same rows, less those that are empty, with space for more. */
static LfScoreState *
make_room(const LfScoreState *old)
{
    LfScoreState *state;
    int32 used = 0;
    LfScoreTable t;

    for (int32 i = 0; i < old->count; i++)
        used += !lf_outcome_is_empty(&old->row[i].of);
    if (used >= LF_MAX_SCORES)
        LFPG_REFUSE(LF_ERR_SCORES_LIMIT, .a = (int64)LF_MAX_SCORES + 1, .c = LF_MAX_SCORES);
    state = allocate(used < old->room / 2 ? old->room : (int64)old->room + 1);
    state->loans = old->loans;
    state->skipped = old->skipped;
    state->unknown = old->unknown;
    t = table_of(state);
    for (int32 i = 0; i < old->count; i++)
        if (!lf_outcome_is_empty(&old->row[i].of))
            *lf_score_table_at(&t, old->row[i].score) = old->row[i].of;
    state->count = t.count;
    return state;
}

LfOutcome *
lfpg_score_state_at(LfScoreState **state, int32 score)
{
    LfScoreTable t = table_of(*state);
    LfOutcome *at = lf_score_table_at(&t, score);

    if (unlikely(at == NULL)) {
        *state = make_room(*state);
        t = table_of(*state);
        at = lf_score_table_at(&t, score);
    }
    (*state)->count = t.count;
    return at;
}

void
lfpg_count_add(int64 *count, int64 more, const char *name)
{
    if (unlikely(!lf_add64(*count, more, count)))
        LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = name);
}

void
lfpg_weights_apply(LfOutcome *at, const LfOutcome *of, int sign)
{
    if (!(sign > 0 ? lf_outcome_add(at, of) : lf_outcome_take(at, of)))
        LFPG_REFUSE(LF_ERR_SUM_RANGE, .name = "sum of weights");
}

LfScoreState *
lfpg_score_state_apply(LfScoreState *state, const LfScores *s, int sign)
{
    if (s->loans == LF_LOANS_UNKNOWN)
        lfpg_count_add(&state->unknown, sign, "loan count");
    else
        lfpg_count_add(&state->loans, sign * s->loans, "loan count");
    lfpg_count_add(&state->skipped, sign * s->skipped, "skipped row count");
    for (int32 i = 0; i < s->count; i++)
        lfpg_weights_apply(lfpg_score_state_at(&state, s->row[i].score), &s->row[i].of, sign);
    return state;
}

void *
lfpg_score_state_merge(void *state, Datum other)
{
    const LfScoreState *added = lfpg_score_state(other);
    LfScores rows = {
        .loans = added->loans, .skipped = added->skipped, .count = added->count, .row = added->row};
    LfScoreState *merged = lfpg_score_state_apply(state, &rows, 1);

    lfpg_count_add(&merged->unknown, added->unknown, "loan count");
    return merged;
}

Datum
lfpg_score_state_summary(const LfScoreState *state)
{
    LfScores s = {.loans = state->unknown == 0 ? state->loans : LF_LOANS_UNKNOWN,
                  .skipped = state->skipped,
                  .count = state->count};
    LfScoreRow *row = palloc(sizeof(LfScoreRow) * ((Size)state->count + 1));
    Datum value;

    memcpy(row, state->row, sizeof(LfScoreRow) * (Size)state->count);
    LFPG_TRY(lfpg_scores_make, &s, row, &value);
    return value;
}

static void
to_bytes(StringInfo message, Datum value)
{
    const LfScoreState *state = lfpg_score_state(value);

    pq_sendbyte(message, VERSION);
    pq_sendint64(message, (uint64)state->loans);
    pq_sendint64(message, (uint64)state->skipped);
    pq_sendint64(message, (uint64)state->unknown);
    pq_sendint32(message, (uint32)state->count);
    for (int32 i = 0; i < state->count; i++) {
        pq_sendint32(message, (uint32)state->row[i].score);
        for (int k = 0; k < LF_OUTCOMES; k++)
            lfpg_send_i128(message, state->row[i].of.weight[k]);
    }
}

static Datum
from_bytes(LfReader *r, LfFault *why)
{
    LfScoreState *state = lfpg_score_state_new();
    int32 count;

    if (lfpg_read_u8(r) != VERSION)
        lfpg_read_fail(r, "the format version is unknown");
    state->loans = lfpg_read_i64(r);
    state->skipped = lfpg_read_i64(r);
    state->unknown = lfpg_read_i64(r);
    count = lfpg_read_i32(r);
    if (state->loans < 0 || state->skipped < 0 || state->unknown < 0 || count < 0 ||
        count > LF_MAX_SCORES || count > (r->buf->len - r->buf->cursor) / EXTERNAL_ROW_BYTES)
        lfpg_read_fail(r, "the head is out of range");
    for (int32 i = 0; i < count; i++) {
        LfOutcome *at = lfpg_score_state_at(&state, lfpg_read_i32(r));

        if (state->count != i + 1)
            lfpg_read_fail(r, "a score is repeated or has no weight");
        for (int k = 0; k < LF_OUTCOMES; k++)
            at->weight[k] = lfpg_read_i128(r);
        CHECK_FOR_INTERRUPTS();
    }
    lfpg_read_end(r);
    return PointerGetDatum(state);
}

LFPG_STATE_TYPE(score_summary_state, .to_bytes = to_bytes, .from_bytes = from_bytes)
