/*
 * Readers of a migration_summary: the matrix and its projection as rows, roll
 * rates, cures and the regulator's rates as numbers.
 */
#include "postgres.h"

#include "core/migration/read.h"
#include "pg/common/rows.h"
#include "pg/common/value.h"
#include "pg/migration/value.h"
#include "pg/grade/grade.h"

#define RATE_UNIT INT64CONST(10000000000) /* of 18 decimals */

LFPG_ENTRY(loanfin_migration_skipped_count,
           Int64GetDatum(PG_GETARG_MIGRATION_SUMMARY_P(0)->m.skipped))

LFPG_ENTRY(loanfin_migration_currency,
           lfpg_return_currency(fcinfo, PG_GETARG_MIGRATION_SUMMARY_P(0)->m.currency))

/* The rank of a state of the summary (or of an exit) that argument n names. */
static int
rank_argument(FunctionCallInfo fcinfo, int n, const LfMigration *m, bool exits)
{
    LfText word = lfpg_word(PG_GETARG_DATUM(n));
    LfFault why;
    int rank;

    if (!lfpg_state_parse(m->states, exits, word.at, word.length, &rank, &why))
        lfpg_raise(&why);
    return rank;
}

/* The same as an index. */
static int
state_argument(FunctionCallInfo fcinfo, int n, const LfMigration *m, bool exits)
{
    int rank = rank_argument(fcinfo, n, m, exits);

    /* a matrix of tiers has nothing at a notch */
    if (m->states == LF_STATES_TIERS && lf_state_has_notch(rank))
        return -1;
    return lf_state_index(m->states, rank);
}

static Datum
share_or_null(FunctionCallInfo fcinfo, const LfMigration *m, LfWeight weight, LfMoveShare share)
{
    if (share.whole <= 0 || !lf_migration_is_known(m, weight))
        PG_RETURN_NULL();
    return lfpg_numeric_ratio(share.part, share.whole);
}

/* (m, from_state, to_state, weight) */
LFPG_FUNCTION(loanfin_roll_rate)
{
    const LfMigration *m = &PG_GETARG_MIGRATION_SUMMARY_P(0)->m;
    int from = state_argument(fcinfo, 1, m, false);
    int to = state_argument(fcinfo, 2, m, true);
    LfWeight weight = lfpg_weight(PG_GETARG_DATUM(3));
    LfMoveShare share = {0, 0};

    if (from >= 0) {
        share.whole = lf_migration_opening(m, from, weight);
        share.part = to < 0 ? 0 : lf_migration_weigh(m, from, to, weight);
    }
    return share_or_null(fcinfo, m, weight, share);
}

/* (m, weight) */
LFPG_FUNCTION(loanfin_cure_rate)
{
    const LfMigration *m = &PG_GETARG_MIGRATION_SUMMARY_P(0)->m;
    LfWeight weight = lfpg_weight(PG_GETARG_DATUM(1));

    return share_or_null(fcinfo, m, weight, lf_migration_cured(m, weight));
}

/* The state of a name; in a matrix of tiers a notch counts as its tier. */
static int
level_argument(FunctionCallInfo fcinfo, int n, const LfMigration *m, int otherwise)
{
    if (PG_ARGISNULL(n))
        return otherwise;
    return lf_state_index(m->states, rank_argument(fcinfo, n, m, false));
}

/* (m, from_state, loss_state, weight) */
LFPG_FUNCTION(loanfin_flow_to_loss)
{
    const LfMigration *m;
    int64 rate_e8 = 0;
    int from, loss;
    LfWeight weight;
    bool found;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(3))
        PG_RETURN_NULL();
    m = &PG_GETARG_MIGRATION_SUMMARY_P(0)->m;
    weight = lfpg_weight(PG_GETARG_DATUM(3));
    from = level_argument(fcinfo, 1, m, 0);
    loss = level_argument(fcinfo, 2, m, lf_migration_loss(m->states));
    LFPG_TRY(lf_migration_flow, m, from, loss, weight, &found, &rate_e8);
    if (!found || !lf_migration_is_known(m, weight))
        PG_RETURN_NULL();
    return lfpg_numeric_from_int64(rate_e8, LF_RATIO_DECIMALS);
}

/* The matrix of argument 0, which must be of grades. */
static const LfMigration *
grades_argument(FunctionCallInfo fcinfo, const char *reader)
{
    const LfMigration *m = &PG_GETARG_MIGRATION_SUMMARY_P(0)->m;

    if (m->states == LF_STATES_BANDS)
        LFPG_REFUSE(LF_ERR_NOT_GRADES, .name = reader);
    return m;
}

/* (m, grade, reduction) */
LFPG_FUNCTION(loanfin_downgrade_rate)
{
    const LfMigration *m = grades_argument(fcinfo, "downgrade_rate");
    LfTier tier = lf_grade_tier(lfpg_risk_grade(PG_GETARG_DATUM(1)));
    int64 reduction = lfpg_amount(PG_GETARG_DATUM(2), m->currency, "reduction", 0);

    return share_or_null(fcinfo, m, LF_BY_AMOUNT,
                         lf_migration_downgraded(m, tier, tier, reduction));
}

/* (m, reduction) */
LFPG_FUNCTION(loanfin_performing_downgrade_rate)
{
    const LfMigration *m = grades_argument(fcinfo, "performing_downgrade_rate");
    int64 reduction = lfpg_amount(PG_GETARG_DATUM(1), m->currency, "reduction", 0);

    return share_or_null(fcinfo, m, LF_BY_AMOUNT,
                         lf_migration_downgraded(m, LF_PASS, LF_SPECIAL_MENTION, reduction));
}

/* A matrix on its way out, alive between calls. */
typedef struct MoveStream {
    MigrationSummary *summary;
    LfWeight weight;
    bool full;   /* every cell, not only what occurred */
    int columns; /* states and exits */
    int cells;
    int cell;   /* gone out last, -1 before */
    int steps;  /* project only, and so what follows */
    bool known; /* the amounts are */
    LfProjection *projection;
    int64 probability[LF_MAX_STATES + LF_EXITS];
} MoveStream;

static void
open_moves(MoveStream *stream, Datum summary, Datum weight, Datum full)
{
    stream->summary = lfpg_value_copy(lfpg_migration_summary(summary));
    stream->weight = lfpg_weight(weight);
    stream->full = DatumGetBool(full);
    stream->columns = lf_states_columns(stream->summary->m.states);
    stream->cells = lf_states_cells(stream->summary->m.states);
    stream->cell = -1;
}

/* from_state, from_rank, to_state, to_rank */
static void
state_values(const MoveStream *stream, Datum *values)
{
    LfStates states = stream->summary->m.states;
    int index[2] = {stream->cell / stream->columns, stream->cell % stream->columns};
    char name[LF_STATE_CHARS + 1];

    for (int i = 0; i < 2; i++) {
        *lf_state_write(states, index[i], name) = '\0';
        values[2 * i] = CStringGetTextDatum(name);
        values[2 * i + 1] = Int32GetDatum(lf_state_rank(states, index[i]));
    }
}

/* (m, weight, full_grid) */
static void
open_matrix(FunctionCallInfo fcinfo, void *stream)
{
    open_moves(stream, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1), PG_GETARG_DATUM(2));
}

static bool
next_move(void *opened, Datum *values, bool *nulls)
{
    MoveStream *stream = opened;
    const LfMigration *m = &stream->summary->m;
    const LfMoves *moves;
    lf_int128 opening;

    if (stream->full ? ++stream->cell >= stream->cells : !lf_migration_next(m, &stream->cell))
        return false;
    moves = &m->move[stream->cell];
    opening = lf_migration_opening(m, stream->cell / stream->columns, stream->weight);
    state_values(stream, values);
    values[4] = Int64GetDatum(moves->loans);
    nulls[5] = m->unknown > 0;
    if (!nulls[5])
        values[5] = lfpg_numeric_from_int128(moves->amount, lf_currency_scale(m->currency));
    nulls[6] = opening == 0 || !lf_migration_is_known(m, stream->weight);
    if (!nulls[6])
        values[6] = lfpg_numeric_ratio(stream->weight == LF_BY_COUNT ? moves->loans : moves->amount,
                                       opening);
    return true;
}

LFPG_ROWS(loanfin_migration_matrix, MoveStream, open_matrix, next_move)

static void
set_projection(MoveStream *stream, int32 steps)
{
    stream->steps = steps;
    stream->projection = palloc(sizeof(LfProjection));
    lf_migration_project_begin(&stream->summary->m, stream->weight, stream->projection);
    stream->known = lf_migration_is_known(&stream->summary->m, stream->weight);
}

/*
 * Goes on to the next probability that is not 0, in a full grid to the next
 * cell; *known: its from-state occurs.  False at the end.
 */
static bool
find_probability(MoveStream *stream, bool *known)
{
    while (++stream->cell < stream->cells) {
        int from = stream->cell / stream->columns, to = stream->cell % stream->columns;

        *known = stream->known && stream->projection->occurs[from];
        if (!*known && stream->full)
            return true;
        if (!*known)
            continue;
        if (to == 0) {
            CHECK_FOR_INTERRUPTS();
            lf_migration_project(stream->projection, from, stream->steps, stream->probability);
        }
        if (stream->full || stream->probability[to] != 0)
            return true;
    }
    return false;
}

/* (m, steps, weight, full_grid) */
static void
open_projection(FunctionCallInfo fcinfo, void *stream)
{
    int32 steps = lfpg_int_arg(fcinfo, 1, "steps", 0, LF_MAX_STEPS);

    open_moves(stream, PG_GETARG_DATUM(0), PG_GETARG_DATUM(2), PG_GETARG_DATUM(3));
    set_projection(stream, steps);
}

static bool
next_probability(void *opened, Datum *values, bool *nulls)
{
    MoveStream *stream = opened;
    lf_int128 probability;
    bool known;

    if (!find_probability(stream, &known))
        return false;
    state_values(stream, values);
    nulls[4] = !known;
    if (known) {
        probability = stream->probability[stream->cell % stream->columns];
        values[4] = lfpg_numeric_from_int64((int64)lf_div_round(probability, RATE_UNIT, LF_HALF_UP),
                                            LF_RATIO_DECIMALS);
    }
    return true;
}

LFPG_ROWS(loanfin_project, MoveStream, open_projection, next_probability)

/* (m, weight, full_grid) of migration_matrix(), (m, steps, weight, full_grid) of project(). */
static double
count_rows(List *args)
{
    MoveStream stream = {0};
    Datum summary, steps, weight, full;
    int last = list_length(args) - 1;
    double rows = 0;
    bool known;

    if (!lfpg_constant(args, 0, &summary) || !lfpg_constant(args, 1, &steps) ||
        !lfpg_constant(args, last - 1, &weight) || !lfpg_constant(args, last, &full))
        return -1;
    open_moves(&stream, summary, weight, full);
    if (stream.full)
        return stream.cells;
    if (last == 2) {
        while (lf_migration_next(&stream.summary->m, &stream.cell))
            rows++;
        return rows;
    }
    if (DatumGetInt64(steps) < 0 || DatumGetInt64(steps) > LF_MAX_STEPS)
        return -1;
    set_projection(&stream, (int32)DatumGetInt64(steps));
    while (find_probability(&stream, &known))
        rows++;
    return rows;
}

LFPG_ROWS_SUPPORT(loanfin_migration_support, count_rows)
