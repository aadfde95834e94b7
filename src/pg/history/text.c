/*
 * payment_history as text:
 * [CNY]{2024-01:9800.00,9600.00/31,*,9400.00@15,0.00/120!9400.00,0.00+500.00}
 *
 * One item a month without a skip, * for a gap.  An item is the balance (? is
 * unknown), @day unless it is the month's last, /days past due, !what was
 * charged off (!? some amount), and what was recovered with its sign.
 */
#include "postgres.h"

#include "pg/history/value.h"

#include "lib/stringinfo.h"

#include "core/text/cursor.h"

static void
append_decimal(StringInfo out, int64 value, int scale)
{
    char text[LF_DECIMAL_CHARS + 2];

    if (value == LF_UNKNOWN_AMOUNT)
        appendStringInfoChar(out, '?');
    else
        appendBinaryStringInfo(out, text, (int)(lf_put_decimal(text, value, scale) - text));
}

static void
append_item(StringInfo out, const LfHistory *h, int32 slot, const LfLoss *loss, int scale)
{
    int32 month = h->first_month + slot;

    append_decimal(out, h->balance[slot], scale);
    if (h->day[slot] != lf_days_in_month(month / 12, month % 12 + 1))
        appendStringInfo(out, "@%02d", (int)h->day[slot]);
    if (h->days_past_due[slot] != 0)
        appendStringInfo(out, "/%d", (int)h->days_past_due[slot]);
    if (loss->charged_off != 0) {
        appendStringInfoChar(out, '!');
        append_decimal(out, loss->charged_off, scale);
    }
    if (loss->recovered > 0)
        appendStringInfoChar(out, '+');
    if (loss->recovered != 0)
        append_decimal(out, loss->recovered, scale);
}

char *
lfpg_payment_history_to_text(Datum value)
{
    const LfLoss none = {0, 0, 0};
    char month[LF_MONTH_CHARS + 1];
    int32 next_loss = 0;
    LfHistoryRoom room;
    StringInfoData out;
    LfHistory h;
    int scale;

    lfpg_payment_history_load(DatumGetPaymentHistoryP(value), LFPG_ALL, &h, &room);
    scale = lf_currency_scale(h.currency);
    initStringInfo(&out);
    if (!lf_currency_is_none(h.currency))
        appendStringInfo(&out, "[%s]", h.currency.code);
    *lf_put_month(month, h.first_month) = '\0';
    appendStringInfo(&out, "{%s:", month);
    for (int32 slot = 0; slot < h.months; slot++) {
        bool lost = next_loss < h.loss_count && h.loss[next_loss].slot == slot;

        if (slot > 0)
            appendStringInfoChar(&out, ',');
        if (h.days_past_due[slot] == LF_GAP)
            appendStringInfoChar(&out, '*');
        else
            append_item(&out, &h, slot, lost ? &h.loss[next_loss] : &none, scale);
        next_loss += lost;
    }
    appendStringInfoChar(&out, '}');
    return out.data;
}

/* An amount; the one that stands for unknown is out of every range. */
static bool
read_known(LfTextCursor *c, int scale, int64 *value)
{
    if (!lf_text_decimal(c, scale, value))
        return false;
    return *value != LF_UNKNOWN_AMOUNT || lf_text_fail(c, "a number is out of range");
}

/* An amount or the sign of an unknown one. */
static bool
read_amount(LfTextCursor *c, int scale, int64 *value)
{
    *value = LF_UNKNOWN_AMOUNT;
    return lf_text_accept(c, '?') || read_known(c, scale, value);
}

/* The day of the month: within it, its last where none is given. */
static bool
read_day(LfTextCursor *c, int32 month, int32 *as_of)
{
    int32 last = lf_month_start(month + 1) - 1;
    int64 day = last - lf_month_start(month) + 1;

    if (lf_text_accept(c, '@') && !lf_text_count(c, 1, day, &day))
        return false;
    *as_of = lf_month_start(month) + (int32)day - 1;
    return true;
}

static bool
read_item(LfTextCursor *c, LfHistory *h, int32 month, int scale)
{
    LfObservation o = {0};
    LfFault why;

    if (!read_amount(c, scale, &o.balance) || !read_day(c, month, &o.as_of))
        return false;
    if (lf_text_accept(c, '/') && !lf_text_count(c, 0, LF_MAX_DAYS_PAST_DUE, &o.days_past_due))
        return false;
    if (lf_text_accept(c, '!') && !read_amount(c, scale, &o.charged_off))
        return false;
    if ((lf_text_peek(c, '-') || lf_text_accept(c, '+')) && !read_known(c, scale, &o.recovered))
        return false;
    if (lf_observation_check(&o, scale, &why) != LF_OK)
        return lf_text_fail(c, "a number is out of range");
    if (lf_history_put(h, &o, false, &why) != LF_OK)
        return lf_text_fail(c, "there are too many months");
    return true;
}

static bool
read_months(LfTextCursor *c, LfHistory *h, int32 month, int scale)
{
    const int32 last = lf_month_of(LF_MAX_DATE);
    bool gap = true;

    if (lf_text_peek(c, '*'))
        return lf_text_fail(c, "it begins with a gap");
    do {
        if (month > last)
            return lf_text_fail(c, "a month is out of range");
        gap = lf_text_accept(c, '*');
        if (!gap && !read_item(c, h, month, scale))
            return false;
        month++;
    } while (lf_text_accept(c, ','));
    return !gap || lf_text_fail(c, "it ends with a gap");
}

Datum
lfpg_payment_history_from_text(const char *text, LfFault *why)
{
    LfHistoryRoom room;
    LfTextCursor c;
    LfCurrency currency;
    LfHistory h;
    int32 month;

    lf_text_begin(&c, text, strlen(text), "payment_history", why);
    if (!lf_text_currency(&c, &currency))
        return (Datum)0;
    lf_history_begin(&h, currency, &room);
    if (!lf_text_expect(&c, '{', "the months do not begin with {") || !lf_text_month(&c, &month) ||
        !lf_text_expect(&c, ':', "the first month is not followed by a colon") ||
        !read_months(&c, &h, month, lf_currency_scale(currency)) ||
        !lf_text_expect(&c, '}', "the months do not end with }") || !lf_text_end(&c))
        return (Datum)0;
    lf_history_derive(&h);
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_payment_history_make(&h, why));
}
