/*
 * Readers of a pool_summary: its months and their speeds as rows.
 */
#include "postgres.h"

#include "pg/common/rows.h"
#include "pg/pool/summary.h"

LFPG_ENTRY(loanfin_pool_skipped_count,
           Int64GetDatum(lfpg_pool_summary(PG_GETARG_DATUM(0))->head.skipped))
LFPG_ENTRY(loanfin_pool_unknown_count,
           Int64GetDatum(lfpg_pool_summary(PG_GETARG_DATUM(0))->head.unknown))
LFPG_ENTRY(loanfin_pool_currency,
           lfpg_return_currency(fcinfo, lfpg_pool_summary(PG_GETARG_DATUM(0))->head.currency))

/* Months on their way out, alive between calls. */
typedef struct SpeedStream {
    const LfPoolState *state;
    int scale;
    int32 next; /* slot to begin with */
} SpeedStream;

static void
open_speeds(FunctionCallInfo fcinfo, void *opened)
{
    SpeedStream *stream = opened;

    stream->state = lfpg_pool_summary(PG_GETARG_DATUM(0));
    stream->scale = lf_currency_scale(stream->state->head.currency);
}

/* age, smm, cpr, abs, mdr, cdr, severity */
static void
speed_values(const LfPoolMonth *m, Datum *values, bool *nulls)
{
    LfPoolSpeeds speeds;

    LFPG_TRY(lf_pool_speeds, m, &speeds);
    for (int i = 0; i <= LF_POOL_SEVERITY; i++) {
        nulls[i] = (speeds.known & 1U << i) == 0;
        if (!nulls[i])
            values[i] = lfpg_numeric_from_int64(speeds.value_e8[i], LF_RATIO_DECIMALS);
    }
}

static bool
next_speed(void *opened, Datum *values, bool *nulls)
{
    SpeedStream *stream = opened;
    const LfPoolState *state = stream->state;
    const LfPoolMonth *m;

    while (stream->next < state->capacity && lf_pool_month_is_empty(&state->month[stream->next]))
        stream->next++;
    if (stream->next >= state->capacity)
        return false;
    m = &state->month[stream->next];

    const lf_int128 sum[] = {m->opening,   m->scheduled, m->prepaid, m->unpaid,
                             m->defaulted, m->recovered, m->closing};

    values[0] = DateADTGetDatum(lf_month_start(state->first + stream->next++));
    values[1] = Int64GetDatum(m->loans);
    for (int i = 0; i < (int)lengthof(sum); i++)
        values[2 + i] = lfpg_numeric_from_int128(sum[i], stream->scale);
    values[9] = Int64GetDatum(m->paid_off);
    speed_values(m, values + 10, nulls + 10);
    return true;
}

LFPG_ROWS(loanfin_pool_speeds, SpeedStream, open_speeds, next_speed)

static double
count_speeds(List *args)
{
    const LfPoolState *state;
    double count = 0;
    Datum value;

    if (!lfpg_constant(args, 0, &value))
        return -1;
    state = lfpg_pool_summary(value);
    for (int32 slot = 0; slot < state->capacity; slot++)
        count += !lf_pool_month_is_empty(&state->month[slot]);
    return count;
}

LFPG_ROWS_SUPPORT(loanfin_pool_speeds_support, count_speeds)
