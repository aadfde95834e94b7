/*
 * payment_history on the server: the one check, loading, text, the entry points
 * of the type.
 *
 * Text: [CNY]{2024-01:9800.00,9600.00/31,*,9400.00@15,0.00/120!9400.00,0.00+500.00}
 * One item a month without a skip, * for a gap.  An item is the balance (? is
 * unknown), @day unless it is the month's last, /days past due, !what was
 * charged off (!? some amount), and what was recovered with its sign.
 * The binary form is the stored bytes, the same on every platform; order and
 * hash go by them.
 */
#include "postgres.h"

#include "pg/history/value.h"

#include "core/text/cursor.h"
#include "pg/common/json.h"
#include "pg/common/value.h"

/* Encodings up to this size are made on the stack: some 15 years. */
#define STACK_BYTES 8192

void
lfpg_payment_history_open(PaymentHistory *value, LfHistoryView *view)
{
    LFPG_TRY(lf_payment_history_open, LFPG_BYTES(value), view);
}

void
lfpg_payment_history_columns(const LfHistoryView *view, int wanted, LfHistory *h,
                             LfHistoryRoom *room)
{
    lf_history_begin(h, LF_NO_CURRENCY, room);
    lf_payment_history_head(view, h);
    if ((wanted & LFPG_ARREARS) != 0)
        lf_payment_history_arrears(view, h->days_past_due);
    if ((wanted & LFPG_BALANCES) != 0)
        lf_payment_history_balances(view, h->balance);
    if ((wanted & LFPG_DAYS) != 0)
        lf_payment_history_days(view, h->day);
    if ((wanted & LFPG_LOSSES) != 0)
        lf_payment_history_losses(view, h->loss);
}

void
lfpg_payment_history_read(PaymentHistory *value, int wanted, LfHistory *h, LfHistoryRoom *room)
{
    LfHistoryView view;

    lfpg_payment_history_open(value, &view);
    lfpg_payment_history_columns(&view, wanted, h, room);
}

PaymentHistory *
lfpg_payment_history_make(LfHistory *h, LfFault *why)
{
    int64_t scratch[LF_HISTORY_SCRATCH(LF_MAX_HISTORY_MONTHS)];
    uint8_t stack[STACK_BYTES], *bytes = stack;
    PaymentHistory *value;
    Size length;

    if (lf_history_check(h, why) != LF_OK)
        return NULL;
    lf_history_derive(h);
    if (lf_payment_history_bound(h->months, h->loss_count) > sizeof(stack))
        bytes = palloc(lf_payment_history_bound(h->months, h->loss_count));
    length = lf_payment_history_encode(h, scratch, bytes);
    value = lfpg_value_of_bytes(bytes, length);
    if (bytes != stack)
        pfree(bytes);
    return value;
}

LfObservation
lfpg_observation(FunctionCallInfo fcinfo, LfCurrency currency)
{
    LfObservation o = {.as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of")};

    o.balance =
        lfpg_amount_argument(fcinfo, 2, LF_UNKNOWN_AMOUNT, currency, "balance", -LF_MAX_MONEY);
    o.days_past_due = PG_GETARG_INT64(3);
    o.charged_off = lfpg_amount_argument(fcinfo, 4, 0, currency, "charged_off", 0);
    o.recovered = lfpg_amount_argument(fcinfo, 5, 0, currency, "recovered", -LF_MAX_MONEY);
    LFPG_TRY(lf_observation_check, &o, lf_currency_scale(currency));
    return o;
}

/* Input is unpacked, checked and encoded again, so equal
 * values have equal bytes. */
static Datum
from_bytes(LfReader *message, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);
    LfHistoryRoom room;
    LfHistoryView view;
    LfHistory h;

    if (lf_payment_history_open(bytes, length, &view, why) != LF_OK)
        return (Datum)0;
    lfpg_payment_history_columns(&view, LFPG_ALL, &h, &room);
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_payment_history_make(&h, why));
}

static void
append_amount(StringInfo out, int64 value, int scale)
{
    if (value == LF_UNKNOWN_AMOUNT)
        appendStringInfoChar(out, '?');
    else
        lfpg_put_amount(out, value, scale);
}

static void
append_item(StringInfo out, const LfHistory *h, int32 slot, int scale)
{
    int32 month = h->first_month + slot;
    LfLoss loss = lf_history_loss(h, slot);

    append_amount(out, h->balance[slot], scale);
    if (h->day[slot] != lf_days_in_month(month / 12, month % 12 + 1))
        appendStringInfo(out, "@%02d", (int)h->day[slot]);
    if (h->days_past_due[slot] != 0)
        appendStringInfo(out, "/%d", (int)h->days_past_due[slot]);
    if (loss.charged_off != 0) {
        appendStringInfoChar(out, '!');
        append_amount(out, loss.charged_off, scale);
    }
    if (loss.recovered > 0)
        appendStringInfoChar(out, '+');
    if (loss.recovered != 0)
        append_amount(out, loss.recovered, scale);
}

static char *
to_text(Datum value)
{
    char month[LF_MONTH_CHARS + 1];
    LfHistoryRoom room;
    StringInfoData out;
    LfHistory h;
    int scale;

    lfpg_payment_history_read(DatumGetPaymentHistoryP(value), LFPG_ALL, &h, &room);
    scale = lf_currency_scale(h.currency);
    initStringInfo(&out);
    if (!lf_currency_is_none(h.currency))
        appendStringInfo(&out, "[%s]", h.currency.code);
    *lf_put_month(month, h.first_month) = '\0';
    appendStringInfo(&out, "{%s:", month);
    for (int32 slot = 0; slot < h.months; slot++) {
        if (slot > 0)
            appendStringInfoChar(&out, ',');
        if (h.days_past_due[slot] == LF_GAP)
            appendStringInfoChar(&out, '*');
        else
            append_item(&out, &h, slot, scale);
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

static Datum
from_text(const char *text, LfFault *why)
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
    PG_RETURN_PAYMENT_HISTORY_P(lfpg_payment_history_make(&h, why));
}

LFPG_VALUE_TYPE(payment_history, .from_text = from_text, .to_text = to_text,
                .from_bytes = from_bytes, .from_json = lfpg_payment_history_from_json,
                .to_json = lfpg_payment_history_to_json)
