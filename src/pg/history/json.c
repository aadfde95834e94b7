/*
 * payment_history as JSON, and back: currency, and an observation a member
 * of an array, under the names that months() has.
 *
 * An unknown balance or charge-off is null; what is 0 of losses is left out.
 */
#include "postgres.h"

#include "pg/history/value.h"

#include "pg/common/json.h"
#include "core/text/cursor.h"

static void
append_amount(StringInfo out, const char *key, int64 value, int scale)
{
    appendStringInfo(out, ",\"%s\":", key);
    if (value == LF_UNKNOWN_AMOUNT)
        appendStringInfoString(out, "null");
    else
        lfpg_put_amount(out, value, scale);
}

char *
lfpg_payment_history_to_json(Datum value)
{
    LfHistoryRoom room;
    StringInfoData out;
    LfHistory h;
    int scale;

    lfpg_payment_history_read(DatumGetPaymentHistoryP(value), LFPG_ALL, &h, &room);
    scale = lf_currency_scale(h.currency);
    initStringInfo(&out);
    appendStringInfoChar(&out, '{');
    if (!lf_currency_is_none(h.currency))
        appendStringInfo(&out, "\"currency\":\"%s\",", h.currency.code);
    appendStringInfoString(&out, "\"months\":[");
    for (int32 slot = 0; slot < h.months; slot++) {
        LfLoss loss = lf_history_loss(&h, slot);

        if (h.days_past_due[slot] == LF_GAP)
            continue;
        appendStringInfoString(&out, slot > 0 ? ",{\"as_of\":\"" : "{\"as_of\":\"");
        lfpg_put_date(&out, lf_history_as_of(&h, slot));
        appendStringInfoChar(&out, '"');
        append_amount(&out, "balance", h.balance[slot], scale);
        appendStringInfo(&out, ",\"days_past_due\":%d", (int)h.days_past_due[slot]);
        if (loss.charged_off != 0)
            append_amount(&out, "charged_off", loss.charged_off, scale);
        if (loss.recovered != 0)
            append_amount(&out, "recovered", loss.recovered, scale);
        appendStringInfoChar(&out, '}');
    }
    appendStringInfoString(&out, "]}");
    return out.data;
}

/* An amount; null is unknown, no member 0. */
static bool
read_amount(LfJsonText *t, const LfJson *member, const char *key, int scale, int64 *value)
{
    lf_int128 wide = 0;

    *value = 0;
    if (member == NULL)
        return true;
    if (lfpg_json_is_null(member)) {
        *value = LF_UNKNOWN_AMOUNT;
        return true;
    }
    if (!lfpg_json_amount(t, member, scale, &wide))
        return false;
    if (wide < -LF_MAX_MONEY || wide > LF_MAX_MONEY)
        return lfpg_json_fail(t, member, "\"%s\" is out of range", key);
    *value = (int64)wide;
    return true;
}

static bool
read_date(LfJsonText *t, LfJson *object, int32 *date)
{
    const LfJson *member = lfpg_json_needed(t, object, "as_of");
    const char *text = "";

    if (member == NULL || !lfpg_json_string(t, member, &text))
        return false;
    return lfpg_json_date(t, text, date) || lfpg_json_fail(t, member, "\"as_of\" is not a date");
}

/* The two members that every observation has. */
static bool
read_state(LfJsonText *t, LfJson *at, int scale, LfObservation *o)
{
    const LfJson *balance = lfpg_json_needed(t, at, "balance");
    const LfJson *days = balance != NULL ? lfpg_json_needed(t, at, "days_past_due") : NULL;

    return days != NULL && read_amount(t, balance, "balance", scale, &o->balance) &&
           lfpg_json_count(t, days, 0, LF_MAX_DAYS_PAST_DUE, &o->days_past_due);
}

static bool
read_losses(LfJsonText *t, LfJson *at, int scale, LfObservation *o)
{
    if (!read_amount(t, lfpg_json_member(at, "charged_off"), "charged_off", scale,
                     &o->charged_off) ||
        !read_amount(t, lfpg_json_member(at, "recovered"), "recovered", scale, &o->recovered))
        return false;
    if (o->charged_off < 0 && o->charged_off != LF_UNKNOWN_AMOUNT)
        return lfpg_json_fail(t, at, "\"charged_off\" is negative");
    return o->recovered != LF_UNKNOWN_AMOUNT || lfpg_json_fail(t, at, "\"recovered\" is null");
}

static bool
read_observation(LfJsonText *t, LfJson *at, LfHistory *h)
{
    const int scale = lf_currency_scale(h->currency);
    LfObservation o = {0};
    LfFault why;

    if (!lfpg_json_is_object(t, at) || !read_date(t, at, &o.as_of) ||
        !read_state(t, at, scale, &o) || !read_losses(t, at, scale, &o) ||
        !lfpg_json_all_taken(t, at))
        return false;
    return lf_history_put(h, &o, false, &why) == LF_OK ||
           lfpg_json_fail(t, at, "its month is there already, or too far from the others");
}

static bool
read_history(LfJsonText *t, LfJson *root, LfHistory *h)
{
    LfJson *months = lfpg_json_needed(t, root, "months");

    if (months == NULL || !lfpg_json_is_array(t, months, -1) || !lfpg_json_all_taken(t, root))
        return false;
    for (LfJson *at = months->first; at != NULL; at = at->next)
        if (!read_observation(t, at, h))
            return false;
    return h->months > 0 || lfpg_json_fail(t, months, "\"months\" is empty");
}

Datum
lfpg_payment_history_from_json(const char *text, LfFault *why)
{
    LfCurrency currency = LF_NO_CURRENCY;
    LfHistoryRoom room;
    LfJsonText t;
    LfHistory h;
    LfJson *root = lfpg_json_parse(&t, text, "payment_history", why);

    if (root == NULL || !lfpg_json_is_object(&t, root) || !lfpg_json_currency(&t, root, &currency))
        return (Datum)0;
    lf_history_begin(&h, currency, &room);
    if (!read_history(&t, root, &h))
        return (Datum)0;
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_payment_history_make(&h, why));
}
