/*
 * migration_summary on the server: memory, kinds of states and their names.
 */
#include "postgres.h"

#include "pg/migration/value.h"

#include "pg/common/codec.h"
#include "pg/common/error.h"
#include "pg/common/text.h"
#include "pg/grade/grade.h"

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
        value->m.states < LF_STATES_BANDS || value->m.states > LF_STATES_NOTCHES ||
        VARSIZE(value) != size_of((LfStates)value->m.states))
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
lfpg_migration_summary_copy(const MigrationSummary *summary)
{
    MigrationSummary *value = palloc(VARSIZE(summary));

    memcpy(value, summary, VARSIZE(summary));
    return value;
}

MigrationSummary *
lfpg_migration_summary_as(MigrationSummary *summary, LfStates states)
{
    MigrationSummary *value;

    if (summary->m.states == (int32)states)
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

const char *
lfpg_states_word(LfStates states)
{
    return states == LF_STATES_BANDS ? "bands" : "grades";
}

void
lfpg_states_same(LfStates a, LfStates b)
{
    const char *first = lfpg_states_word(a), *second = lfpg_states_word(b);

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
