/*
 * migration_summary in and out: text, binary, jsonb, order and hash.
 *
 * Binary: version, kind, three bytes of currency, skipped, unknown, number of
 * moves; then rank from, rank to, loans, amount of each, ascending.  Hash and
 * order go by these bytes, not by those of one kind of machine.
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "pg/common/codec.h"
#include "pg/common/error.h"
#include "pg/common/byte_ops.h"
#include "pg/migration/value.h"

#define BINARY_VERSION 1
#define TYPE_NAME "migration_summary"

PG_FUNCTION_INFO_V1(loanfin_migration_summary_in);
Datum
loanfin_migration_summary_in(PG_FUNCTION_ARGS)
{
    LfFault why = {LF_OK};
    MigrationSummary *value = lfpg_migration_summary_parse(PG_GETARG_CSTRING(0), &why);

    if (value == NULL) {
        lfpg_raise_soft(LFPG_ESCONTEXT(fcinfo), &why);
        PG_RETURN_NULL();
    }
    PG_RETURN_MIGRATION_SUMMARY(value);
}

PG_FUNCTION_INFO_V1(loanfin_migration_summary_out);
Datum
loanfin_migration_summary_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_migration_summary_text(PG_GETARG_MIGRATION_SUMMARY(0)));
}

PG_FUNCTION_INFO_V1(loanfin_migration_summary_to_jsonb);
Datum
loanfin_migration_summary_to_jsonb(PG_FUNCTION_ARGS)
{
    char *text = lfpg_migration_summary_text(PG_GETARG_MIGRATION_SUMMARY(0));

    return DirectFunctionCall1(jsonb_in, CStringGetDatum(text));
}

PG_FUNCTION_INFO_V1(loanfin_migration_summary_from_jsonb);
Datum
loanfin_migration_summary_from_jsonb(PG_FUNCTION_ARGS)
{
    char *text = DatumGetCString(DirectFunctionCall1(jsonb_out, PG_GETARG_DATUM(0)));
    LfFault why = {LF_OK};
    MigrationSummary *value = lfpg_migration_summary_parse(text, &why);

    lfpg_check(why.status, &why);
    PG_RETURN_MIGRATION_SUMMARY(value);
}

static bytea *
send_matrix(const LfMigration *m)
{
    int states = lf_states_count((LfStates)m->states), cells = 0;
    StringInfoData buf;

    for (int i = 0; i < lf_states_cells((LfStates)m->states); i++)
        cells += m->move[i].loans != 0;
    pq_begintypsend(&buf);
    pq_sendbyte(&buf, BINARY_VERSION);
    pq_sendbyte(&buf, m->states != LF_STATES_BANDS);
    lfpg_send_currency(&buf, m->currency);
    pq_sendint64(&buf, (uint64)m->skipped);
    pq_sendint64(&buf, (uint64)m->unknown);
    pq_sendint32(&buf, (uint32)cells);
    for (int from = 0; from < states; from++)
        for (int to = 0; to < states + LF_EXITS; to++) {
            const LfMoves *moves = lf_moves_of(m, from, to);

            if (moves->loans == 0)
                continue;
            pq_sendbyte(&buf, (uint8)lf_state_rank((LfStates)m->states, from));
            pq_sendbyte(&buf, (uint8)lf_state_rank((LfStates)m->states, to));
            pq_sendint64(&buf, (uint64)moves->loans);
            lfpg_send_i128(&buf, moves->amount);
        }
    return pq_endtypsend(&buf);
}

PG_FUNCTION_INFO_V1(loanfin_migration_summary_send);
Datum
loanfin_migration_summary_send(PG_FUNCTION_ARGS)
{
    PG_RETURN_BYTEA_P(send_matrix(&PG_GETARG_MIGRATION_SUMMARY(0)->m));
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

PG_FUNCTION_INFO_V1(loanfin_migration_summary_recv);
Datum
loanfin_migration_summary_recv(PG_FUNCTION_ARGS)
{
    LfReader r = {(StringInfo)PG_GETARG_POINTER(0), TYPE_NAME};
    MigrationSummary *value;
    const char *defect;
    int before = -1;
    int32 left;
    uint8 kind;

    if (lfpg_read_u8(&r) != BINARY_VERSION)
        lfpg_read_fail(&r, "the format version is unknown");
    kind = lfpg_read_u8(&r);
    if (kind > 1)
        lfpg_read_fail(&r, "the kind of states is unknown");
    /* the rank of a notched grade is its index */
    value = lfpg_migration_summary_new(kind == 0 ? LF_STATES_BANDS : LF_STATES_NOTCHES,
                                       lfpg_read_currency(&r));
    value->m.skipped = lfpg_read_i64(&r);
    value->m.unknown = lfpg_read_i64(&r);
    left = lfpg_read_i32(&r);
    if (left < 0)
        lfpg_read_fail(&r, "a count is out of range");
    for (; left > 0; left--)
        read_moves(&r, &value->m, &before);
    lfpg_read_end(&r);
    defect = lf_migration_defect(&value->m);
    if (defect != NULL)
        lfpg_read_fail(&r, defect);
    PG_RETURN_MIGRATION_SUMMARY(lfpg_migration_summary_settle(value));
}

static struct varlena *
canonical_bytes(Datum value)
{
    return send_matrix(&lfpg_migration_summary(value)->m);
}

LFPG_BYTE_OPS(migration_summary, canonical_bytes)
