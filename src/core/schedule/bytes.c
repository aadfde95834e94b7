/*
 * money_schedule, the bytes: writing and reading format version 1.
 */
#include "core/schedule/bytes.h"

#include <string.h>

#include "core/schedule/schedule.h"
#include "core/schedule/terms_bytes.h"
#include "core/bytes/varint.h"

#define TYPE_NAME "money_schedule"

#define FLAG_CURRENCY 0x01
#define FLAG_TERMS 0x02
#define FLAG_FEES 0x04
#define FLAG_PRINCIPAL 0x08
#define DUE_SHIFT 4
#define DUE_MASK 0x30
#define FLAG_RESTRUCTURED 0x40
#define FLAGS_KNOWN 0x7f

/* Due dates compared at a time. */
#define CHUNK 32

size_t
lf_money_schedule_bound(const LfSchedule *s)
{
    size_t changes = s->has_terms ? (size_t)s->terms.change_count : 0;

    return 160 + changes * 2 * LF_VARINT_MAX + 4 * lf_column_bound(s->rows.count);
}

bool
lf_due_follows(LfDueCalendar c, const LfRows *rows)
{
    int32_t due[CHUNK], count;

    if (!lf_due_in_range(c, rows->count))
        return false;
    for (int32_t k = 0; k < rows->count; k += count, c.first += count) {
        count = rows->count - k < CHUNK ? rows->count - k : CHUNK;
        lf_due_fill(c, count, due);
        if (memcmp(due, rows->due + k, (size_t)count * sizeof(*due)) != 0)
            return false;
    }
    return true;
}

/* A monthly calendar the rows follow, counted from the start or from row 1. */
static bool
find_months(const LfSchedule *s, LfDueCalendar *found)
{
    const LfRows *rows = &s->rows;
    int32_t step, lead;

    if (rows->count < 2)
        return false;
    step = lf_month_of(rows->due[1]) - lf_month_of(rows->due[0]);
    lead = lf_month_of(rows->due[0]) - lf_month_of(s->start_date);
    if (step < 1 || step > LF_MAX_PERIOD_MONTHS)
        return false;
    *found = (LfDueCalendar){s->start_date, lead / step, {.months = step}};
    if (lead % step == 0 && lf_due_follows(*found, rows))
        return true;
    *found = (LfDueCalendar){rows->due[0], 0, {.months = step}};
    return lf_due_follows(*found, rows);
}

static LfDueForm
choose_due_form(const LfSchedule *s, bool by_terms, LfDueCalendar *calendar)
{
    if (by_terms)
        return LF_DUE_TERMS;
    if (s->has_terms && s->rows.count > 0) {
        *calendar = lf_due_calendar(&s->terms, s->start_date);
        if (lf_due_follows(*calendar, &s->rows))
            return LF_DUE_TERMS;
    }
    return find_months(s, calendar) ? LF_DUE_MONTHS : LF_DUE_COLUMN;
}

static uint8_t *
put_dues(const LfSchedule *s, LfDueForm form, LfDueCalendar c, uint64_t *scratch, uint8_t *p)
{
    int64_t *days = (int64_t *)scratch;

    if (form == LF_DUE_MONTHS) {
        p = lf_put_varint(p, (uint64_t)c.period.months);
        p = lf_put_signed(p, (int64_t)c.base - s->start_date);
        return lf_put_varint(p, (uint64_t)c.first);
    }
    if (form == LF_DUE_TERMS)
        return p;
    for (int32_t k = 0; k < s->rows.count; k++)
        days[k] = (int64_t)s->rows.due[k] - s->start_date;
    return lf_column_pack(days, s->rows.count, scratch + s->rows.count, p);
}

static int64_t
payment_without_fee(const LfRows *r, int32_t k)
{
    return (int64_t)((uint64_t)r->principal[k] + (uint64_t)r->interest[k]);
}

/* How often payments without fees change, the last row left out; and whether there are fees. */
typedef struct Payments {
    int32_t changes;
    bool have_fees;
} Payments;

/* Payments without fees into a column. */
static Payments
take_payments(const LfRows *r, int64_t *payment)
{
    int32_t changes = 0, last = r->count - 1;
    int64_t previous = last >= 0 ? payment_without_fee(r, 0) : 0, fees = 0;

    for (int32_t k = 0; k < last; k++) {
        payment[k] = payment_without_fee(r, k);
        changes += payment[k] != previous;
        previous = payment[k];
        fees |= r->fee[k];
    }
    if (last >= 0) {
        payment[last] = payment_without_fee(r, last);
        fees |= r->fee[last];
    }
    return (Payments){changes, fees != 0};
}

/* Whether the principal changes less often than the payment, which changes so many times. */
static bool
principal_is_steadier(const LfRows *r, int32_t payments)
{
    int32_t principals = 0;

    for (int32_t k = 1; k < r->count && principals < payments; k++)
        principals += r->principal[k] != r->principal[k - 1];
    return payments > 1 && principals < payments;
}

/* Interest, then the steadier of payment and principal; *flag tells which, and whether there are
 * fees. */
static uint8_t *
put_amounts(const LfRows *r, uint64_t *scratch, uint8_t *p, uint8_t *flag, LfPause pause)
{
    int64_t *payment = (int64_t *)scratch;
    int32_t last = r->count - 1, changes;
    Payments taken;
    uint8_t *end;

    p = lf_column_pack(r->interest, r->count, scratch, p);
    lf_pause(pause);
    taken = take_payments(r, payment);
    changes = taken.changes;
    *flag |= taken.have_fees ? FLAG_FEES : 0;
    if (r->count >= 3 && changes == 0) {
        end = lf_column_pack_level(payment[0], payment[last], r->count, p);
        if (end != NULL)
            return end;
    } else {
        changes += r->count > 1 && payment[last] != payment[last - 1];
        if (principal_is_steadier(r, changes)) {
            *flag |= FLAG_PRINCIPAL;
            return lf_column_pack(r->principal, r->count, scratch, p);
        }
    }
    return lf_column_pack(payment, r->count, scratch + r->count, p);
}

size_t
lf_money_schedule_encode(const LfSchedule *s, bool by_terms, uint64_t *scratch, uint8_t *out,
                         LfPause pause)
{
    const LfRows *r = &s->rows;
    LfDueCalendar calendar = {0};
    LfDueForm due_form = choose_due_form(s, by_terms, &calendar);
    uint8_t *p = out;

    *p++ = LF_MONEY_SCHEDULE_VERSION;
    *p++ = (uint8_t)((lf_currency_is_none(s->currency) ? 0 : FLAG_CURRENCY) |
                     (s->has_terms ? FLAG_TERMS : 0) |
                     (s->has_terms && s->terms.restructured ? FLAG_RESTRUCTURED : 0) |
                     due_form << DUE_SHIFT);
    if (!lf_currency_is_none(s->currency)) {
        memcpy(p, s->currency.code, 3);
        p += 3;
    }
    p = lf_put_signed(p, s->start_date);
    p = lf_put_signed(p, s->opening);
    p = lf_put_varint(p, (uint64_t)r->count);
    if (s->has_terms)
        p = lf_put_terms(s, p);
    lf_pause(pause);
    p = put_dues(s, due_form, calendar, scratch, p);
    lf_pause(pause);
    p = put_amounts(r, scratch, p, out + 1, pause);
    lf_pause(pause);
    if ((out[1] & FLAG_FEES) != 0)
        p = lf_column_pack(r->fee, r->count, scratch, p);
    return (size_t)(p - out);
}

static const uint8_t *
get_head(const uint8_t *p, const uint8_t *end, uint8_t flags, LfScheduleView *v, LfFault *why)
{
    int64_t start = 0;

    v->currency = LF_NO_CURRENCY;
    if ((flags & FLAG_CURRENCY) != 0 && (p = lf_get_currency(p, end, &v->currency)) == NULL) {
        lf_corrupt(why, TYPE_NAME, "the currency is not an ISO 4217 code");
        return NULL;
    }
    p = lf_get_signed(p, end, &start);
    p = lf_get_signed(p, end, &v->opening);
    p = lf_get_count(p, end, LF_MAX_ROWS, &v->count);
    if (p == NULL || !lf_date_in_range(start)) {
        lf_corrupt(why, TYPE_NAME, "the head is cut off or out of range");
        return NULL;
    }
    v->start_date = (int32_t)start;
    return p;
}

static const uint8_t *
get_dues(const uint8_t *p, const uint8_t *end, bool with_dates, LfScheduleView *v)
{
    int64_t base = 0;
    int32_t first = 0, months = 0;

    if (v->due_form == LF_DUE_TERMS) {
        if (!v->has_terms)
            return NULL;
        if (!with_dates)
            return p;
        if (!lf_terms_calendar(v->terms, v->terms_end, v->start_date, &v->calendar))
            return NULL;
    } else if (v->due_form == LF_DUE_MONTHS) {
        p = lf_get_count(p, end, LF_MAX_PERIOD_MONTHS, &months);
        p = lf_get_signed(p, end, &base);
        p = lf_get_count(p, end, LF_MAX_ROWS, &first);
        if (p == NULL || months == 0 || base < 0 || base > LF_MAX_DATE - (int64_t)LF_MIN_DATE)
            return NULL;
        v->calendar = (LfDueCalendar){(int32_t)(v->start_date + base), first, {.months = months}};
    } else
        return lf_column_open(p, end, v->count, &v->due);
    return lf_due_in_range(v->calendar, v->count) ? p : NULL;
}

lf_status
lf_money_schedule_open(const uint8_t *bytes, size_t length, bool with_dates, LfScheduleView *v,
                       LfFault *why)
{
    const uint8_t *p = bytes, *end = bytes + length;
    uint8_t flags;
    int32_t terms_length = 0;

    if (length < 2 || p[0] != LF_MONEY_SCHEDULE_VERSION)
        return lf_corrupt(why, TYPE_NAME, "the format version is unknown");
    flags = p[1];
    if ((flags & ~FLAGS_KNOWN) != 0 || (flags & DUE_MASK) >> DUE_SHIFT > LF_DUE_COLUMN)
        return lf_corrupt(why, TYPE_NAME, "a flag is unknown");
    v->has_terms = (flags & FLAG_TERMS) != 0;
    v->restructured = (flags & FLAG_RESTRUCTURED) != 0;
    v->has_fees = (flags & FLAG_FEES) != 0;
    v->amount_is_principal = (flags & FLAG_PRINCIPAL) != 0;
    v->due_form = (LfDueForm)((flags & DUE_MASK) >> DUE_SHIFT);
    if (v->restructured && !v->has_terms)
        return lf_corrupt(why, TYPE_NAME, "a mark has no terms");
    p = get_head(p + 2, end, flags, v, why);
    if (p == NULL)
        return why->status;
    if (v->has_terms) {
        p = lf_get_count(p, end, INT32_MAX, &terms_length);
        if (p == NULL || terms_length > end - p)
            return lf_corrupt(why, TYPE_NAME, "the terms are cut off");
        v->terms = p;
        v->terms_end = p += terms_length;
    }
    p = get_dues(p, end, with_dates, v);
    if (p == NULL)
        return lf_corrupt(why, TYPE_NAME, "the due dates are not readable");
    p = lf_column_open(p, end, v->count, &v->interest);
    p = lf_column_open(p, end, v->count, &v->amount);
    if (v->has_fees)
        p = lf_column_open(p, end, v->count, &v->fee);
    if (p != end)
        return lf_corrupt(why, TYPE_NAME, "the rows are cut off or too long");
    return LF_OK;
}

int32_t
lf_money_schedule_changes(const LfScheduleView *v)
{
    return v->has_terms ? lf_terms_change_count(v->terms, v->terms_end) : 0;
}

/* The level amount where the terms leave it to the rows. */
static int64_t
level_from_rows(const LfScheduleView *v, const LfTerms *t)
{
    int64_t interest[LF_MAX_LOAN_ROWS], principal[LF_MAX_LOAN_ROWS];
    int32_t row = lf_level_row(t, v->count);

    if (row < 0 || row >= LF_MAX_LOAN_ROWS)
        return 0;
    lf_money_schedule_interest(v, row + 1, interest);
    lf_money_schedule_principal(v, row + 1, interest, principal);
    return lf_level_of_row(t, principal[row], interest[row]);
}

lf_status
lf_money_schedule_terms(const LfScheduleView *v, LfRateChange *changes, LfTerms *t, LfFault *why)
{
    bool level_given = false;

    if (!v->has_terms)
        return LF_REFUSE(why, LF_ERR_NO_TERMS, .name = "terms");
    if (!lf_get_terms(v->terms, v->terms_end, v->count, changes, t, &level_given))
        return lf_corrupt(why, TYPE_NAME, "the terms are not readable");
    /* days were counted from the start date */
    if (t->has_first_due)
        t->first_due += v->start_date;
    for (int32_t i = 0; i < t->change_count; i++)
        changes[i].from += v->start_date;
    if (t->has_last_change)
        t->last_change += v->start_date;
    if (!level_given)
        t->level = level_from_rows(v, t);
    t->restructured = v->restructured;
    return LF_OK;
}

void
lf_money_schedule_dues(const LfScheduleView *v, int32_t count, int32_t *due, int64_t *scratch)
{
    if (v->due_form != LF_DUE_COLUMN) {
        lf_due_fill(v->calendar, count, due);
        return;
    }
    lf_column_unpack(&v->due, count, scratch);
    for (int32_t k = 0; k < count; k++)
        due[k] = (int32_t)((uint32_t)v->start_date + (uint32_t)scratch[k]);
}

void
lf_money_schedule_interest(const LfScheduleView *v, int32_t count, int64_t *interest)
{
    lf_column_unpack(&v->interest, count, interest);
}

void
lf_money_schedule_principal(const LfScheduleView *v, int32_t count, const int64_t *interest,
                            int64_t *principal)
{
    lf_column_unpack(&v->amount, count, principal);
    for (int32_t k = 0; k < count && !v->amount_is_principal; k++)
        principal[k] = (int64_t)((uint64_t)principal[k] - (uint64_t)interest[k]);
}

void
lf_money_schedule_fees(const LfScheduleView *v, int32_t count, int64_t *fee)
{
    if (v->has_fees)
        lf_column_unpack(&v->fee, count, fee);
    else
        memset(fee, 0, (size_t)count * sizeof(*fee));
}

/* Bytes may be forged: a sum beyond 64 bits wraps. */
static void
add_column(int64_t *to, const int64_t *column, int32_t count)
{
    for (int32_t k = 0; k < count; k++)
        to[k] = (int64_t)((uint64_t)to[k] + (uint64_t)column[k]);
}

void
lf_money_schedule_payments(const LfScheduleView *v, int32_t count, int64_t *payment,
                           int64_t *scratch)
{
    lf_column_unpack(&v->amount, count, payment);
    if (v->amount_is_principal) {
        lf_money_schedule_interest(v, count, scratch);
        add_column(payment, scratch, count);
    }
    if (v->has_fees) {
        lf_column_unpack(&v->fee, count, scratch);
        add_column(payment, scratch, count);
    }
}

lf_status
lf_money_schedule_check_dues(const LfScheduleView *v, int32_t count, const int32_t *due,
                             LfFault *why)
{
    int64_t previous = (int64_t)LF_MIN_DATE - 1;

    for (int32_t k = 0; v->due_form == LF_DUE_COLUMN && k < count; k++) {
        if (due[k] <= previous || !lf_date_in_range(due[k]))
            return lf_corrupt(why, TYPE_NAME, "its due dates are out of order or out of range");
        previous = due[k];
    }
    return LF_OK;
}

int32_t
lf_money_schedule_rows_until(const LfScheduleView *v, int32_t date, int32_t *due, int64_t *scratch)
{
    if (v->due_form != LF_DUE_COLUMN)
        return lf_due_count_until(v->calendar, v->count, date);
    lf_money_schedule_dues(v, v->count, due, scratch);
    return lf_rows_until(due, v->count, date);
}
