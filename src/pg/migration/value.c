/*
 * migration_summary on the server: memory, kinds of states and their names,
 * text, binary and order.
 *
 * Text is one line of JSON, by from-rank, then to-rank, only what occurred:
 * {"migration_summary":1,"states":"bands","moves":[["0","1-30",5,900.00],
 *  ["1-30","paid_off",1,10.00]],"skipped":1}.
 * Binary: version, kind, three bytes of currency, skipped, unknown, number of
 * moves; then rank from, rank to, loans, amount of each, ascending.  Hash and
 * order go by these bytes, not by those of one kind of machine.
 */
#include "postgres.h"

#include "pg/migration/value.h"

#include "pg/grade/grade.h"
#include "pg/common/json.h"
#include "pg/common/value.h"

#define VERSION 1
#define TYPE_NAME "migration_summary"

StaticAssertDecl(sizeof(LfMoves) == 24, "a cell has no padding");
StaticAssertDecl(offsetof(MigrationSummary, m.move) % 8 == 0, "cells are aligned");

static Size
size_of(LfStates states)
{
    return offsetof(MigrationSummary, m.move) + (Size)lf_states_cells(states) * sizeof(LfMoves);
}

/* What is wrong with the head of a stored value, or NULL. */
static const char *
head_defect(const MigrationSummary *value)
{
    if (VARSIZE(value) < offsetof(MigrationSummary, m.move) || value->version != VERSION ||
        (uint32)value->m.states > LF_STATES_NOTCHES || VARSIZE(value) != size_of(value->m.states))
        return "its size or version is unknown";
    return lfpg_currency_is_sound(value->m.currency) ? NULL : "its currency is unknown";
}

MigrationSummary *
lfpg_migration_summary(Datum summary)
{
    MigrationSummary *value = (MigrationSummary *)PG_DETOAST_DATUM(summary);

    lfpg_corrupt(TYPE_NAME, head_defect(value));
    LFPG_TRY(lf_migration_check, &value->m);
    return value;
}

MigrationSummary *
lfpg_migration_summary_new(LfStates states, LfCurrency currency)
{
    MigrationSummary *value = palloc0(size_of(states));

    SET_VARSIZE(value, size_of(states));
    value->version = VERSION;
    value->m.states = states;
    value->m.currency = currency;
    return value;
}

MigrationSummary *
lfpg_migration_summary_as(MigrationSummary *summary, LfStates states)
{
    MigrationSummary *value;

    if (summary->m.states == states)
        return summary;
    value = lfpg_migration_summary_new(states, LF_NO_CURRENCY);
    lf_migration_convert(&value->m, &summary->m);
    return value;
}

MigrationSummary *
lfpg_migration_summary_make(MigrationSummary *summary)
{
    lf_migration_normalize(&summary->m);
    if (summary->m.states != LF_STATES_NOTCHES || lf_migration_has_notches(&summary->m))
        return summary;
    return lfpg_migration_summary_as(summary, LF_STATES_TIERS);
}

static const char *
states_word(LfStates states)
{
    return states == LF_STATES_BANDS ? "bands" : "grades";
}

void
lfpg_states_same(LfStates a, LfStates b)
{
    const char *first = states_word(a), *second = states_word(b);

    if (first != second)
        LFPG_REFUSE(LF_ERR_STATES_MIX, .text = lf_text(first), .text2 = lf_text(second));
}

#define BAND_WORDS "0, 1-30, 31-60, 61-90, 91-120, 121-180, 181-270, 271-360, >360"
#define GRADE_WORDS "the grades"
#define EXIT_WORDS ", paid_off, gone, charged_off"

static bool
refuse_state(LfStates states, bool exits, const char *text, size_t len, LfFault *why)
{
    static const char *const words[2][2] = {
        {BAND_WORDS, BAND_WORDS EXIT_WORDS},
        {GRADE_WORDS, GRADE_WORDS EXIT_WORDS},
    };
    const char *valid = words[states != LF_STATES_BANDS][exits];

    *why = (LfFault){
        .status = LF_ERR_KEYWORD, .name = "state", .text = {text, len}, .text2 = lf_text(valid)};
    return false;
}

bool
lfpg_state_parse(LfStates states, bool exits, const char *text, size_t len, int *rank, LfFault *why)
{
    LfGrade grade;
    int way_out = exits ? lfpg_keyword_find(&lf_exits, text, len) : -1;
    bool sign;

    if (way_out >= 0)
        *rank = LF_EXIT_RANK + way_out;
    else if (states == LF_STATES_BANDS)
        *rank = lf_band_parse(text, len);
    else
        *rank = lfpg_risk_grade_parse(text, len, &grade, &sign, why) ? grade : -1;
    return *rank >= 0 || refuse_state(states, exits, text, len, why);
}

static void
append_state(StringInfo out, LfStates states, int index)
{
    char name[LF_STATE_CHARS + 1];

    *lf_state_write(states, index, name) = '\0';
    appendStringInfo(out, "\"%s\",", name);
}

static void
append_moves(StringInfo out, const LfMigration *m)
{
    int columns = lf_states_columns(m->states), scale = lf_currency_scale(m->currency);
    bool first = true;

    for (int cell = -1; lf_migration_next(m, &cell); first = false) {
        if (first)
            lfpg_summary_key(out, "moves");
        appendStringInfoString(out, first ? "[[" : ",[");
        append_state(out, m->states, cell / columns);
        append_state(out, m->states, cell % columns);
        appendStringInfo(out, INT64_FORMAT ",", m->move[cell].loans);
        lfpg_put_amount(out, m->move[cell].amount, scale);
        appendStringInfoChar(out, ']');
    }
    if (!first)
        appendStringInfoChar(out, ']');
}

static char *
to_text(Datum value)
{
    const MigrationSummary *summary = lfpg_migration_summary(value);
    StringInfoData out;

    initStringInfo(&out);
    lfpg_summary_begin(&out, TYPE_NAME, VERSION, summary->m.currency);
    lfpg_summary_key(&out, "states");
    appendStringInfo(&out, "\"%s\"", states_word(summary->m.states));
    append_moves(&out, &summary->m);
    lfpg_put_count_member(&out, "skipped", summary->m.skipped);
    lfpg_put_count_member(&out, "unknown", summary->m.unknown);
    appendStringInfoChar(&out, '}');
    return out.data;
}

static bool
read_state(LfJsonText *t, const LfJson *at, const LfMigration *m, bool exits, int *index)
{
    const char *name = "";
    LfFault unknown;
    int rank;

    if (!lfpg_json_string(t, at, &name))
        return false;
    if (!lfpg_state_parse(m->states, exits, name, strlen(name), &rank, &unknown))
        return lfpg_json_fail(t, at, "\"%s\" is not a state", name);
    *index = lf_state_index(m->states, rank);
    return true;
}

static bool
read_move(LfJsonText *t, const LfJson *at, LfMigration *m)
{
    int from, to, scale = lf_currency_scale(m->currency);
    lf_int128 amount;
    LfMoves *moves;
    int64 loans;

    if (!lfpg_json_is_array(t, at, 4) || !read_state(t, at->first, m, false, &from) ||
        !read_state(t, at->first->next, m, true, &to) ||
        !lfpg_json_count(t, at->first->next->next, 1, PG_INT64_MAX, &loans) ||
        !lfpg_json_amount(t, at->first->next->next->next, scale, &amount))
        return false;
    moves = &m->move[lf_cell(m, from, to)];
    if (moves->loans != 0)
        return lfpg_json_fail(t, at, "a move is repeated");
    moves->loans = loans;
    moves->amount = amount;
    return true;
}

static bool
read_states(LfJsonText *t, LfJson *root, LfStates *states)
{
    const LfJson *at = lfpg_json_needed(t, root, "states");
    const char *word = "";

    if (at == NULL || !lfpg_json_string(t, at, &word))
        return false;
    *states = strcmp(word, "bands") == 0 ? LF_STATES_BANDS : LF_STATES_NOTCHES;
    return *states == LF_STATES_BANDS || strcmp(word, "grades") == 0 ||
           lfpg_json_fail(t, at, "\"states\" is neither bands nor grades");
}

static bool
read_matrix(LfJsonText *t, LfJson *root, LfMigration *m)
{
    const LfJson *moves = lfpg_json_member(root, "moves");

    if (!lfpg_json_member_count(t, root, "skipped", PG_INT64_MAX, &m->skipped) ||
        !lfpg_json_member_count(t, root, "unknown", PG_INT64_MAX, &m->unknown) ||
        !lfpg_json_all_taken(t, root))
        return false;
    if (moves != NULL) {
        if (!lfpg_json_is_array(t, moves, -1))
            return false;
        for (const LfJson *at = moves->first; at != NULL; at = at->next)
            if (!read_move(t, at, m))
                return false;
    }
    return lf_migration_check(m, t->why) == LF_OK || lfpg_json_refuse(t, root);
}

static Datum
from_text(const char *text, LfFault *why)
{
    LfCurrency currency;
    LfStates states = LF_STATES_BANDS;
    LfJsonText t;
    LfJson *root = lfpg_summary_parse(&t, text, TYPE_NAME, VERSION, &currency, why);
    MigrationSummary *value;

    if (root == NULL || !read_states(&t, root, &states))
        return (Datum)0;
    value = lfpg_migration_summary_new(states, currency);
    if (!read_matrix(&t, root, &value->m))
        return (Datum)0;
    PG_RETURN_MIGRATION_SUMMARY_P(lfpg_migration_summary_make(value));
}

static void
to_bytes(StringInfo buf, Datum value)
{
    const LfMigration *m = &lfpg_migration_summary(value)->m;
    int columns = lf_states_columns(m->states), moved = 0;

    for (int cell = -1; lf_migration_next(m, &cell);)
        moved++;
    pq_sendbyte(buf, VERSION);
    pq_sendbyte(buf, m->states != LF_STATES_BANDS);
    lfpg_send_currency(buf, m->currency);
    pq_sendint64(buf, (uint64)m->skipped);
    pq_sendint64(buf, (uint64)m->unknown);
    pq_sendint32(buf, (uint32)moved);
    for (int cell = -1; lf_migration_next(m, &cell);) {
        pq_sendbyte(buf, (uint8)lf_state_rank(m->states, cell / columns));
        pq_sendbyte(buf, (uint8)lf_state_rank(m->states, cell % columns));
        pq_sendint64(buf, (uint64)m->move[cell].loans);
        lfpg_send_i128(buf, m->move[cell].amount);
    }
}

static void
read_moves(LfReader *r, LfMigration *m, int *before)
{
    int states = lf_states_count(m->states);
    int from = lfpg_read_u8(r), to = lfpg_read_u8(r);
    LfMoves *moves;

    if (from * 256 + to <= *before || from >= states ||
        (to >= states && (to < LF_EXIT_RANK || to >= LF_EXIT_RANK + LF_EXITS)))
        lfpg_read_fail(r, "a move is out of order or out of range");
    *before = from * 256 + to;
    moves = &m->move[lf_cell(m, from, lf_state_index(m->states, to))];
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

    if (lfpg_read_u8(r) != VERSION)
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
    PG_RETURN_MIGRATION_SUMMARY_P(lfpg_migration_summary_make(value));
}

LFPG_VALUE_TYPE(migration_summary, .from_text = from_text, .to_text = to_text,
                .from_bytes = from_bytes, .to_bytes = to_bytes, .identity = to_bytes)
