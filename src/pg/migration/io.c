/*
 * migration_summary in and out: text, binary, jsonb, order and hash.
 *
 * Binary: version, kind, three bytes of currency, skipped, unknown, number of
 * moves; then rank from, rank to, loans, amount of each, ascending.  Hash and
 * order go by these bytes, not by those of one kind of machine.
 */
#include "postgres.h"

#include "pg/common/value.h"
#include "pg/migration/value.h"

#define BINARY_VERSION 1

static void
to_bytes(StringInfo buf, Datum value)
{
    const LfMigration *m = &lfpg_migration_summary(value)->m;
    int states = lf_states_count((LfStates)m->states), cells = 0;

    for (int i = 0; i < lf_states_cells((LfStates)m->states); i++)
        cells += m->move[i].loans != 0;
    pq_sendbyte(buf, BINARY_VERSION);
    pq_sendbyte(buf, m->states != LF_STATES_BANDS);
    lfpg_send_currency(buf, m->currency);
    pq_sendint64(buf, (uint64)m->skipped);
    pq_sendint64(buf, (uint64)m->unknown);
    pq_sendint32(buf, (uint32)cells);
    for (int from = 0; from < states; from++)
        for (int to = 0; to < states + LF_EXITS; to++) {
            const LfMoves *moves = lf_moves_of(m, from, to);

            if (moves->loans == 0)
                continue;
            pq_sendbyte(buf, (uint8)lf_state_rank((LfStates)m->states, from));
            pq_sendbyte(buf, (uint8)lf_state_rank((LfStates)m->states, to));
            pq_sendint64(buf, (uint64)moves->loans);
            lfpg_send_i128(buf, moves->amount);
        }
}

static void
read_moves(LfReader *r, LfMigration *m, int *before)
{
    int states = lf_states_count((LfStates)m->states);
    int from = lfpg_read_u8(r), to = lfpg_read_u8(r);
    LfMoves *moves;

    if (from * 256 + to <= *before || from >= states ||
        (to >= states && (to < LF_EXIT_RANK || to >= LF_EXIT_RANK + LF_EXITS)))
        lfpg_read_fail(r, "a move is out of order or out of range");
    *before = from * 256 + to;
    moves = lf_moves(m, from, lf_state_index((LfStates)m->states, to));
    moves->loans = lfpg_read_i64(r);
    moves->amount = lfpg_read_i128(r);
    if (moves->loans < 1)
        lfpg_read_fail(r, "a count is out of range");
}

static Datum
from_bytes(LfReader *r, LfFault *why)
{
    MigrationSummary *value;
    int before = -1;
    int32 left;
    uint8 kind;

    if (lfpg_read_u8(r) != BINARY_VERSION)
        lfpg_read_fail(r, "the format version is unknown");
    kind = lfpg_read_u8(r);
    if (kind > 1)
        lfpg_read_fail(r, "the kind of states is unknown");
    /* the rank of a notched grade is its index */
    value = lfpg_migration_summary_new(kind == 0 ? LF_STATES_BANDS : LF_STATES_NOTCHES,
                                       lfpg_read_currency(r));
    value->m.skipped = lfpg_read_i64(r);
    value->m.unknown = lfpg_read_i64(r);
    left = lfpg_read_i32(r);
    if (left < 0)
        lfpg_read_fail(r, "a count is out of range");
    for (; left > 0; left--)
        read_moves(r, &value->m, &before);
    lfpg_read_end(r);
    if (lf_migration_check(&value->m, why) != LF_OK)
        return (Datum)0;
    PG_RETURN_MIGRATION_SUMMARY(lfpg_migration_summary_make(value));
}

LFPG_VALUE_TYPE(migration_summary, .from_text = lfpg_migration_summary_from_text,
                .to_text = lfpg_migration_summary_to_text, .from_bytes = from_bytes,
                .to_bytes = to_bytes, .identity = to_bytes)
