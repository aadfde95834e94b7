/*
 * migration_summary as text: one line of JSON.
 *
 * {"migration_summary":1,"states":"bands","moves":[["0","1-30",5,900.00],
 *  ["1-30","paid_off",1,10.00]],"skipped":1}: by from-rank, then to-rank, only
 * what occurred.
 */
#include "postgres.h"

#include "pg/migration/value.h"

#include "lib/stringinfo.h"

#include "pg/common/error.h"
#include "pg/common/json.h"

#define VERSION 1
#define TYPE_NAME "migration_summary"

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
    int count = lf_states_count((LfStates)m->states);
    int scale = lf_currency_scale(m->currency);
    bool first = true;

    for (int from = 0; from < count; from++)
        for (int to = 0; to < count + LF_EXITS; to++) {
            const LfMoves *moves = lf_moves_of(m, from, to);

            if (moves->loans == 0)
                continue;
            if (first)
                lfpg_summary_key(out, "moves");
            appendStringInfoString(out, first ? "[[" : ",[");
            first = false;
            append_state(out, (LfStates)m->states, from);
            append_state(out, (LfStates)m->states, to);
            appendStringInfo(out, INT64_FORMAT ",", moves->loans);
            lfpg_put_amount(out, moves->amount, scale);
            appendStringInfoChar(out, ']');
        }
    if (!first)
        appendStringInfoChar(out, ']');
}

static void
append_count(StringInfo out, const char *key, int64 count)
{
    if (count != 0) {
        lfpg_summary_key(out, key);
        appendStringInfo(out, INT64_FORMAT, count);
    }
}

char *
lfpg_migration_summary_to_text(Datum value)
{
    const MigrationSummary *summary = lfpg_migration_summary(value);
    StringInfoData out;

    initStringInfo(&out);
    lfpg_summary_begin(&out, TYPE_NAME, VERSION, summary->m.currency);
    lfpg_summary_key(&out, "states");
    appendStringInfo(&out, "\"%s\"", lfpg_states_word((LfStates)summary->m.states));
    append_moves(&out, &summary->m);
    append_count(&out, "skipped", summary->m.skipped);
    append_count(&out, "unknown", summary->m.unknown);
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
    if (!lfpg_state_parse((LfStates)m->states, exits, name, strlen(name), &rank, &unknown))
        return lfpg_json_fail(t, at, "\"%s\" is no state", name);
    *index = lf_state_index((LfStates)m->states, rank);
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
    moves = lf_moves(m, from, to);
    if (moves->loans != 0)
        return lfpg_json_fail(t, at, "a move stands twice");
    moves->loans = loans;
    moves->amount = amount;
    return true;
}

static bool
read_states(LfJsonText *t, LfJson *root, LfStates *states)
{
    const LfJson *at = lfpg_json_member(root, "states");
    const char *word = "";

    if (at == NULL)
        return lfpg_json_fail(t, root, "key \"states\" is missing");
    if (!lfpg_json_string(t, at, &word))
        return false;
    *states = strcmp(word, "bands") == 0 ? LF_STATES_BANDS : LF_STATES_NOTCHES;
    return *states == LF_STATES_BANDS || strcmp(word, "grades") == 0 ||
           lfpg_json_fail(t, at, "\"states\" is neither bands nor grades");
}

static bool
read_count(LfJsonText *t, LfJson *root, const char *key, int64 *count)
{
    const LfJson *at = lfpg_json_member(root, key);

    return at == NULL || lfpg_json_count(t, at, 0, PG_INT64_MAX, count);
}

static bool
read_matrix(LfJsonText *t, LfJson *root, LfMigration *m)
{
    const LfJson *moves = lfpg_json_member(root, "moves");

    if (!read_count(t, root, "skipped", &m->skipped) ||
        !read_count(t, root, "unknown", &m->unknown) || !lfpg_json_all_taken(t, root))
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

Datum
lfpg_migration_summary_from_text(const char *text, LfFault *why)
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
    PG_RETURN_MIGRATION_SUMMARY(lfpg_migration_summary_make(value));
}
