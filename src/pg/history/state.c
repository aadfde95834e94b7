/*
 * payment_history_state: growing, which row of a month counts, and the form for
 * workers on other machines and dumps.
 *
 * The latest day of a month counts; rows of one day that are equal are one; if
 * they differ the day is disputed, unless a later day follows.  The result does
 * not depend on the order of rows or on how states are merged.
 * Binary: version, whether there are losses, currency, first month, number of slots;
 * then a slot each: day (0: nothing follows), disputed, days past due,
 * balance, and the losses.  What comes in is added like rows, so that a forged
 * message is either refused or a state that rows could have made.
 */
#include "postgres.h"

#include "pg/history/state.h"

#include "pg/common/state.h"

StaticAssertDecl(sizeof(LfStateSlot) == 16, "a slot has no padding");
StaticAssertDecl(offsetof(LfHistoryState, slot) % 8 == 0, "slots are aligned");

#define HEAD offsetof(LfHistoryState, slot)
#define FIRST_SIZE 256

static const LfStateLoss no_loss = {0, 0};

static inline LfStateLoss *
losses_of(const LfHistoryState *state)
{
    return (LfStateLoss *)&state->slot[state->capacity];
}

static bool
head_is_sound(const LfHistoryState *state)
{
    Size slot = sizeof(LfStateSlot) + (state->has_losses ? sizeof(LfStateLoss) : 0);
    Size size = VARSIZE(state);

    if ((state->has_losses | 1) != 1 || state->capacity < 0 ||
        HEAD + (Size)state->capacity * slot > size || !lfpg_currency_is_sound(state->currency))
        return false;
    if (state->last < state->first)
        return state->first == 0 && state->last == -1 && state->base == 0;
    return state->first >= 0 && state->last < state->capacity &&
           state->last - state->first < LF_MAX_HISTORY_MONTHS &&
           (int64)state->base + state->first >= lf_month_of(LF_MIN_DATE) &&
           (int64)state->base + state->last <= lf_month_of(LF_MAX_DATE);
}

/* An observation whose day its month has; what is disputed has no value. */
static bool
slot_is_sound(const LfHistoryState *state, int32 i)
{
    const LfStateSlot *slot = &state->slot[i];
    int32 month = state->base + i;
    LfObservation o = {lf_month_start(month), slot->balance, slot->days_past_due, 0, 0};
    uint8 disputed; /* as a byte: a bool that is neither 0 nor 1 must not be read as one */
    LfFault why;

    memcpy(&disputed, &slot->disputed, sizeof(disputed));
    if (state->has_losses) {
        o.charged_off = losses_of(state)[i].charged_off;
        o.recovered = losses_of(state)[i].recovered;
    }
    return disputed <= 1 && slot->day <= lf_days_in_month(month / 12, month % 12 + 1) &&
           lf_observation_check(&o, 0, &why) == LF_OK;
}

LfHistoryState *
lfpg_history_state_check(LfHistoryState *state)
{
    bool sound = VARSIZE(state) >= HEAD && head_is_sound(state);

    for (int32 i = 0; sound && i < state->capacity; i++) {
        bool within = i >= state->first && i <= state->last;

        sound = within ? slot_is_sound(state, i) : state->slot[i].day == 0;
    }
    if (sound && state->first <= state->last)
        sound = state->slot[state->first].day != 0 && state->slot[state->last].day != 0;
    if (!sound)
        lfpg_corrupt("payment_history_state",
                     "its size, its currency, a month or an observation is out of range");
    return state;
}

static LfHistoryState *
allocate(LfCurrency currency, int32 months, bool has_losses)
{
    Size slot = sizeof(LfStateSlot) + (has_losses ? sizeof(LfStateLoss) : 0);
    LfHistoryState *state = lfpg_state_alloc(FIRST_SIZE, HEAD + (Size)months * slot);

    state->capacity = (int32)((VARSIZE(state) - HEAD) / slot);
    state->currency = currency;
    state->has_losses = has_losses;
    state->last = -1;
    return state;
}

LfHistoryState *
lfpg_history_state_new(LfCurrency currency)
{
    return allocate(currency, 1, false);
}

/* The same observations with a slot for `month`, and slots for losses. */
static LfHistoryState *
make_room(const LfHistoryState *old, int32 month, bool has_losses)
{
    bool empty = old->last < old->first;
    int32 first = empty ? month : Min(old->base + old->first, month);
    int32 last = empty ? month : Max(old->base + old->last, month);
    int32 used = empty ? 0 : old->last - old->first + 1;
    LfHistoryState *state;

    if (last - first >= LF_MAX_HISTORY_MONTHS)
        LFPG_REFUSE(LF_ERR_LIMIT, .name = "months in one history", .a = (int64)last - first + 1,
                    .c = LF_MAX_HISTORY_MONTHS);
    state = allocate(old->currency, last - first + 1, has_losses);
    /* what comes before the others is likely to be followed by earlier ones */
    state->base = !empty && month < old->base + old->first ? last - state->capacity + 1 : first;
    if (empty)
        return state;
    state->first = old->base + old->first - state->base;
    state->last = state->first + used - 1;
    memcpy(&state->slot[state->first], &old->slot[old->first], (Size)used * sizeof(LfStateSlot));
    if (old->has_losses)
        memcpy(losses_of(state) + state->first, losses_of(old) + old->first,
               (Size)used * sizeof(LfStateLoss));
    return state;
}

static void
put(LfHistoryState *state, int32 i, const LfStateSlot *slot, const LfStateLoss *loss)
{
    state->slot[i] = *slot;
    if (state->has_losses)
        losses_of(state)[i] = *loss;
}

static bool
same_slot(const LfHistoryState *state, int32 i, const LfStateSlot *slot, const LfStateLoss *loss)
{
    const LfStateSlot *old = &state->slot[i];

    return !old->disputed && !slot->disputed && old->balance == slot->balance &&
           old->days_past_due == slot->days_past_due &&
           (!state->has_losses || (losses_of(state)[i].charged_off == loss->charged_off &&
                                   losses_of(state)[i].recovered == loss->recovered));
}

static LfHistoryState *
add_slot(LfHistoryState *state, int32 month, const LfStateSlot *slot, const LfStateLoss *loss)
{
    bool has_losses = state->has_losses || loss->charged_off != 0 || loss->recovered != 0;
    int64 i = (int64)month - state->base;

    if (unlikely(i < 0 || i >= state->capacity || has_losses != (bool)state->has_losses)) {
        state = make_room(state, month, has_losses);
        i = month - state->base;
    }
    if (state->last < state->first)
        state->first = state->last = (int32)i;
    else if (i > state->last)
        state->last = (int32)i;
    else if (i < state->first)
        state->first = (int32)i;
    if (slot->day > state->slot[i].day) {
        put(state, (int32)i, slot, loss);
    } else if (slot->day == state->slot[i].day && !same_slot(state, (int32)i, slot, loss)) {
        LfStateSlot disputed = {.day = slot->day, .disputed = true};

        put(state, (int32)i, &disputed, &no_loss);
    }
    return state;
}

LfHistoryState *
lfpg_history_state_add(LfHistoryState *state, const LfObservation *o)
{
    LfCivil date = lf_date_to_civil(o->as_of);
    LfStateSlot slot = {
        .balance = o->balance, .days_past_due = (int32)o->days_past_due, .day = (uint8)date.day};
    LfStateLoss loss = {o->charged_off, o->recovered};

    return add_slot(state, date.year * 12 + date.month - 1, &slot, &loss);
}

LfHistoryState *
lfpg_history_state_merge(LfHistoryState *state, const LfHistoryState *other)
{
    LFPG_TRY(lf_currency_same, &state->currency, &other->currency);
    for (int32 i = other->first; i <= other->last; i++)
        if (other->slot[i].day != 0)
            state = add_slot(state, other->base + i, &other->slot[i],
                             other->has_losses ? losses_of(other) + i : &no_loss);
    return state;
}

bool
lfpg_history_state_read(const LfHistoryState *state, LfHistory *h, LfHistoryRoom *room)
{
    lf_history_begin(h, state->currency, room);
    h->first_month = state->base + state->first;
    for (int32 i = state->first; i <= state->last; i++) {
        const LfStateSlot *slot = &state->slot[i];
        int32 to = h->months++;

        if (slot->disputed)
            LFPG_REFUSE(LF_ERR_DISPUTED,
                        .a = (int64)lf_month_start(state->base + i) + slot->day - 1);
        h->days_past_due[to] = slot->day == 0 ? LF_GAP : slot->days_past_due;
        h->balance[to] = slot->balance;
        h->day[to] = slot->day;
        if (state->has_losses && slot->day != 0) {
            const LfStateLoss *loss = losses_of(state) + i;

            if (loss->charged_off != 0 || loss->recovered != 0)
                h->loss[h->loss_count++] = (LfLoss){to, loss->charged_off, loss->recovered};
        }
    }
    return h->months > 0;
}

#define VERSION 1

/* Space for losses stays where the observation that had one was replaced. */
static bool
any_loss(const LfHistoryState *state)
{
    for (int32 i = state->first; i <= state->last && state->has_losses; i++)
        if (losses_of(state)[i].charged_off != 0 || losses_of(state)[i].recovered != 0)
            return true;
    return false;
}

static void
to_bytes(StringInfo buf, Datum value)
{
    const LfHistoryState *state = DatumGetHistoryStateP(value);
    bool has_losses = any_loss(state);

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
            pq_sendint64(buf, (uint64)losses_of(state)[i].charged_off);
            pq_sendint64(buf, (uint64)losses_of(state)[i].recovered);
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
