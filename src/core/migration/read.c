/*
 * Migration, the readers.
 */
#include "core/migration/read.h"

#include <string.h>

lf_int128
lf_migration_weigh(const LfMigration *m, int from, int to, LfWeight weight)
{
    const LfMoves *moves = &m->move[lf_cell(m, from, to)];

    return weight == LF_BY_COUNT ? moves->loans : moves->amount;
}

lf_int128
lf_migration_opening(const LfMigration *m, int from, LfWeight weight)
{
    int columns = lf_states_columns(m->states);
    lf_int128 sum = 0;

    for (int to = 0; to < columns; to++)
        sum += lf_migration_weigh(m, from, to, weight);
    return sum;
}

/* The tier of a state of grades; of bands the band itself. */
static int
level_of(const LfMigration *m, int state)
{
    return m->states == LF_STATES_NOTCHES ? (int)lf_grade_tier((LfGrade)state) : state;
}

LfMoveShare
lf_migration_cured(const LfMigration *m, LfWeight weight)
{
    int count = lf_states_count(m->states);
    int first_bad = m->states == LF_STATES_BANDS ? 1 : LF_SUBSTANDARD;
    LfMoveShare share = {0, 0};

    for (int from = 0; from < count; from++) {
        if (level_of(m, from) < first_bad)
            continue;
        share.whole += lf_migration_opening(m, from, weight);
        share.part += lf_migration_weigh(m, from, count + LF_EXIT_PAID_OFF, weight);
        for (int to = 0; to < count && level_of(m, to) < first_bad; to++)
            share.part += lf_migration_weigh(m, from, to, weight);
    }
    return share;
}

/* What was at a level, and what of it went to a worse one or was charged off. */
static LfMoveShare
worsened(const LfMigration *m, int level, LfWeight weight)
{
    int count = lf_states_count(m->states);
    LfMoveShare share = {0, 0};

    for (int from = 0; from < count; from++) {
        if (level_of(m, from) != level)
            continue;
        share.whole += lf_migration_opening(m, from, weight);
        share.part += lf_migration_weigh(m, from, count + LF_EXIT_CHARGED_OFF, weight);
        for (int to = from + 1; to < count; to++)
            if (level_of(m, to) > level)
                share.part += lf_migration_weigh(m, from, to, weight);
    }
    return share;
}

int
lf_migration_loss(LfStates states)
{
    return states == LF_STATES_BANDS ? lf_band_rank(LF_LOSS_DAYS)
                                     : lf_state_index(states, LF_GRADE_OF(LF_LOSS));
}

lf_status
lf_migration_flow(const LfMigration *m, int from, int loss, LfWeight weight, bool *found,
                  int64_t *rate_e8, LfFault *why)
{
    lf_uint128 parts[LF_MAX_STATES], wholes[LF_MAX_STATES];
    int n = 0;

    for (int level = level_of(m, from); level < level_of(m, loss); level++, n++) {
        LfMoveShare share = worsened(m, level, weight);

        *found = share.whole > 0;
        if (!*found)
            return LF_OK;
        parts[n] = (lf_uint128)share.part;
        wholes[n] = (lf_uint128)share.whole;
    }
    *found = true;
    return lf_ratio_of_products(parts, n, wholes, n, rate_e8, why);
}

LfMoveShare
lf_migration_downgraded(const LfMigration *m, LfTier first, LfTier last, int64_t reduction)
{
    int count = lf_states_count(m->states);
    LfMoveShare share = {0, -(lf_int128)reduction};

    for (int from = 0; from < count; from++) {
        int tier = level_of(m, from);

        if (tier < (int)first || tier > (int)last)
            continue;
        for (int to = 0; to < count; to++) {
            lf_int128 amount = m->move[lf_cell(m, from, to)].amount;

            share.whole += amount;
            if (level_of(m, to) > (int)last)
                share.part += amount;
        }
    }
    return share;
}

/* part / whole with 18 decimals, half up; 0 <= part <= whole <= 2^124. */
static int64_t
probability_of(lf_int128 part, lf_int128 whole)
{
    int64_t p = (int64_t)(part / whole);
    lf_int128 rest = part % whole;

    for (int digit = 0; digit < 18; digit++) {
        rest *= 10;
        p = p * 10 + (int64_t)(rest / whole);
        rest %= whole;
    }
    return p + (rest >= whole - rest);
}

void
lf_migration_project_begin(const LfMigration *m, LfWeight weight, LfProjection *p)
{
    int columns;

    memset(p, 0, sizeof(*p));
    p->states = lf_states_count(m->states);
    columns = p->states + LF_EXITS;
    for (int from = 0; from < p->states; from++) {
        lf_int128 opening = lf_migration_opening(m, from, weight);

        for (int to = 0; to < columns; to++) {
            if (m->move[lf_cell(m, from, to)].loans != 0)
                p->occurs[from] = p->occurs[to] = true;
            if (opening > 0)
                p->step[from][to] =
                    probability_of(lf_migration_weigh(m, from, to, weight), opening);
        }
        if (opening <= 0)
            p->step[from][from] = LF_PROBABILITY_ONE;
    }
}

/* One step: exits keep what they have. */
static void
step(const LfProjection *p, const int64_t *before, int64_t *after)
{
    int columns = p->states + LF_EXITS;

    for (int to = 0; to < columns; to++) {
        lf_int128 sum = to < p->states ? 0 : (lf_int128)before[to] * LF_PROBABILITY_ONE;

        for (int from = 0; from < p->states; from++)
            sum += (lf_int128)before[from] * p->step[from][to];
        after[to] = (int64_t)lf_div_round(sum, LF_PROBABILITY_ONE, LF_HALF_UP);
    }
}

void
lf_migration_project(const LfProjection *p, int from, int steps, int64_t *probability)
{
    int64_t before[LF_MAX_STATES + LF_EXITS];
    size_t bytes = (size_t)(p->states + LF_EXITS) * sizeof(int64_t);

    memset(probability, 0, bytes);
    probability[from] = LF_PROBABILITY_ONE;
    for (int i = 0; i < steps; i++) {
        memcpy(before, probability, bytes);
        step(p, before, probability);
    }
}
