/*
 * payment_history_state in and out, for workers on other machines and dumps.
 *
 * Binary: version, whether there are losses, currency, first month, number of slots;
 * then a slot each: day (0: nothing follows), disputed, days past due,
 * balance, and the losses.  What comes in is added like rows, so that a forged
 * message is either refused or a state that rows could have made.
 */
#include "postgres.h"

#include "pg/history/state.h"
#include "pg/common/state.h"

#define VERSION 1

/* Room for losses stays where the observation that had one was replaced. */
static bool
any_loss(const LfHistoryState *state, const LfStateLoss *losses)
{
    for (int32 i = state->first; i <= state->last && state->has_losses; i++)
        if (losses[i].charged_off != 0 || losses[i].recovered != 0)
            return true;
    return false;
}

static void
to_bytes(StringInfo buf, Datum value)
{
    const LfHistoryState *state = DatumGetHistoryStateP(value);
    const LfStateLoss *losses = (const LfStateLoss *)&state->slot[state->capacity];
    bool has_losses = any_loss(state, losses);

    pq_sendbyte(buf, VERSION);
    pq_sendbyte(buf, has_losses);
    lfpg_send_currency(buf, state->currency);
    pq_sendint32(buf, (uint32)(state->base + state->first));
    pq_sendint32(buf, (uint32)(state->last - state->first + 1));
    for (int32 i = state->first; i <= state->last; i++) {
        const LfStateSlot *slot = &state->slot[i];

        pq_sendbyte(buf, slot->day);
        if (slot->day == 0)
            continue;
        pq_sendbyte(buf, slot->disputed);
        pq_sendint32(buf, (uint32)slot->days_past_due);
        pq_sendint64(buf, (uint64)slot->balance);
        if (has_losses) {
            pq_sendint64(buf, (uint64)losses[i].charged_off);
            pq_sendint64(buf, (uint64)losses[i].recovered);
        }
    }
}

static LfObservation
read_observation(LfReader *r, int32 month, int32 day, bool has_losses)
{
    LfObservation o = {.as_of = lf_month_start(month) + day - 1};
    LfFault why;

    o.days_past_due = lfpg_read_i32(r);
    o.balance = lfpg_read_i64(r);
    if (has_losses) {
        o.charged_off = lfpg_read_i64(r);
        o.recovered = lfpg_read_i64(r);
    }
    if (lf_observation_check(&o, 0, &why) != LF_OK)
        lfpg_read_fail(r, "an observation is out of range");
    return o;
}

static LfHistoryState *
receive_slot(LfReader *r, LfHistoryState *state, int32 month, bool has_losses)
{
    uint8 day = lfpg_read_u8(r), disputed;
    LfObservation o;

    if (day == 0)
        return state;
    disputed = lfpg_read_u8(r);
    if (day > lf_days_in_month(month / 12, month % 12 + 1) || disputed > 1)
        lfpg_read_fail(r, "a day is out of range");
    o = read_observation(r, month, day, has_losses);
    if (disputed &&
        (o.balance != 0 || o.days_past_due != 0 || o.charged_off != 0 || o.recovered != 0))
        lfpg_read_fail(r, "a disputed day has a value");
    state = lfpg_history_state_add(state, &o);
    if (disputed) {
        /* a second row that differs leaves the day disputed */
        o.days_past_due = 1;
        state = lfpg_history_state_add(state, &o);
    }
    return state;
}

static Datum
from_bytes(LfReader *r, LfFault *why)
{
    LfHistoryState *state;
    LfCurrency currency;
    int32 month, months;
    uint8 has_losses;

    if (lfpg_read_u8(r) != VERSION)
        lfpg_read_fail(r, "the format version is unknown");
    has_losses = lfpg_read_u8(r);
    currency = lfpg_read_currency(r);
    month = lfpg_read_i32(r);
    months = lfpg_read_i32(r);
    if (has_losses > 1 || months < 0 || months > LF_MAX_HISTORY_MONTHS || month < 0 ||
        (months > 0 && month < lf_month_of(LF_MIN_DATE)) ||
        month > lf_month_of(LF_MAX_DATE) - months + 1)
        lfpg_read_fail(r, "the head is out of range");
    state = lfpg_history_state_new(currency);
    for (int32 i = 0; i < months; i++)
        state = receive_slot(r, state, month + i, has_losses);
    lfpg_read_end(r);
    PG_RETURN_POINTER(state);
}

LFPG_STATE_TYPE(payment_history_state, .from_bytes = from_bytes, .to_bytes = to_bytes)
