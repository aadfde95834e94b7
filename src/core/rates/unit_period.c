/*
 * Unit-period: intervals are counted by their length, the most frequent is taken,
 * of equally frequent ones the shortest.
 */
#include "core/rates/unit_period.h"

#include <string.h>

#include "core/time/calendar.h"

#define YEAR_DAYS 365
#define YEAR_MONTHS 12
#define MOST_DAYS 366
#define MONTH_DAYS 30
#define HALF_MONTH_DAYS 15

static int32_t
day_of(int32_t date)
{
    return lf_date_to_civil(date).day;
}

/* The date in a month (counted from year 0) that has this day, or its last day. */
static int32_t
date_in_month(int32_t month, int32_t day)
{
    int32_t first = lf_month_start(month), length = lf_month_start(month + 1) - first;

    return first + (day < length ? day : length) - 1;
}

/* The day of the month that a date is counted as. */
static int32_t
anchor_of(const LfUnitPeriod *u, int32_t date)
{
    if (date_in_month(lf_month_of(date), u->day) == date)
        return u->day;
    return u->other_is_last && lf_is_month_end(date) ? 31 : day_of(date);
}

/* Whole months from one date back to another, or -1 where they are not whole. */
static int32_t
whole_months(const LfUnitPeriod *u, int32_t from, int32_t to)
{
    int32_t months = lf_month_of(to) - lf_month_of(from);

    return date_in_month(lf_month_of(from), anchor_of(u, to)) == from ? months : -1;
}

LfMonthSpan
lf_unit_months(const LfUnitPeriod *u, int32_t date)
{
    int32_t day = anchor_of(u, date), month = lf_month_of(u->start);
    int32_t end = date_in_month(month, day);

    if (end < u->start)
        end = date_in_month(++month, day);
    return (LfMonthSpan){lf_month_of(date) - month, end - u->start, end};
}

/* Whether every payment falls on this day of the month, or the last of a shorter one. */
static bool
all_on_day(const int32_t *date, const int64_t *amount, int32_t count, int32_t day)
{
    for (int32_t k = 0; k < count; k++)
        if (amount[k] > 0 && date_in_month(lf_month_of(date[k]), day) != date[k])
            return false;
    return true;
}

/* The day most payments fall on, of several the latest. */
static int32_t
frequent_day(const int32_t *date, const int64_t *amount, int32_t count)
{
    int32_t times[32] = {0}, best = 31;

    for (int32_t k = 0; k < count; k++)
        times[day_of(date[k])] += amount[k] > 0;
    for (int32_t day = 31; day > 0; day--)
        if (times[day] > times[best])
            best = day;
    return best;
}

/* Day of the month: that of the first flow, else the last one, else the most frequent. */
static void
find_day(const int32_t *date, const int64_t *amount, int32_t count, LfUnitPeriod *u)
{
    int32_t others = 0, last = 0;

    u->other_is_last = false;
    u->day = day_of(u->start);
    if (all_on_day(date, amount, count, u->day))
        return;
    u->day = 31;
    if (all_on_day(date, amount, count, u->day))
        return;
    u->day = frequent_day(date, amount, count);
    for (int32_t k = 0; k < count; k++)
        if (amount[k] > 0 && date_in_month(lf_month_of(date[k]), u->day) != date[k]) {
            others++;
            last += lf_is_month_end(date[k]);
        }
    u->other_is_last = others > 1 && others == last;
}

/* How often each interval occurs. */
typedef struct Intervals {
    int32_t months[YEAR_MONTHS + 1]; /* a year and more count as a year */
    int32_t days[MOST_DAYS + 1];
    int32_t half_months;
    int32_t count;
    int64_t total; /* days */
} Intervals;

/* One series, of advances or of payments, as its dates come. */
typedef struct Series {
    int32_t seen;
    int32_t last;
    int32_t before;
} Series;

static void
count_interval(const LfUnitPeriod *u, Series *s, int32_t date, Intervals *out)
{
    int32_t months = whole_months(u, s->last, date), days = date - s->last;

    if (days > 0) {
        out->count++;
        out->total += days;
        if (months > 0)
            out->months[months < YEAR_MONTHS ? months : YEAR_MONTHS]++;
        if (days <= MOST_DAYS)
            out->days[days]++;
        out->half_months += s->seen > 1 && days >= 13 && days <= 18 && months != 1 &&
                            whole_months(u, s->before, date) == 1;
        s->before = s->last;
    }
    s->last = date;
    s->seen++;
}

static void
set_unit(LfUnitPeriod *u, LfUnitKind kind, int32_t length)
{
    u->kind = kind;
    u->length = length;
    u->year_parts = kind == LF_UNIT_MONTHS ? YEAR_MONTHS : YEAR_DAYS;
    u->year_units = length;
    if (kind == LF_UNIT_HALF_MONTH) {
        u->year_parts = 2 * YEAR_MONTHS;
        u->year_units = 1;
    } else if (kind == LF_UNIT_DAYS && length % 7 == 0) {
        u->year_parts = 52;
        u->year_units = length / 7;
    }
}

/* The most frequent interval; false where none occurs twice. */
static bool
find_common(const Intervals *v, LfUnitPeriod *u)
{
    int32_t most = 1, size = MOST_DAYS + 1;

    for (int32_t n = 1; n <= YEAR_MONTHS; n++)
        if (v->months[n] > most) {
            most = v->months[n];
            size = MONTH_DAYS * n;
            set_unit(u, LF_UNIT_MONTHS, n);
        }
    if (v->half_months > most || (v->half_months == most && size > HALF_MONTH_DAYS)) {
        most = v->half_months;
        size = HALF_MONTH_DAYS;
        set_unit(u, LF_UNIT_HALF_MONTH, HALF_MONTH_DAYS);
    }
    for (int32_t n = 1; n <= MOST_DAYS; n++)
        if (v->days[n] > most || (v->days[n] == most && most > 1 && n < size)) {
            most = v->days[n];
            size = n;
            set_unit(u, LF_UNIT_DAYS, n);
        }
    return most > 1;
}

/* Takes a standard interval of size / 12 days if it is nearer to the average, or
 * as near and shorter. */
static void
nearer(int64_t average_12, int64_t size, int64_t *best, LfUnitPeriod *u, LfUnitKind kind,
       int32_t length)
{
    int64_t off = average_12 > size ? average_12 - size : size - average_12;
    int64_t least = average_12 > *best ? average_12 - *best : *best - average_12;

    if (off < least || (off == least && size < *best)) {
        *best = size;
        set_unit(u, kind, length);
    }
}

/* No interval occurs twice: the average, rounded to a day, to weeks, half a month
 * or months. */
static void
take_average(const Intervals *v, LfUnitPeriod *u)
{
    int64_t average = 12 * v->total / (v->count > 0 ? v->count : 1), best = 12;

    set_unit(u, LF_UNIT_DAYS, 1);
    for (int32_t n = 1; n <= 52; n++)
        nearer(average, (int64_t)12 * 7 * n, &best, u, LF_UNIT_DAYS, 7 * n);
    nearer(average, 12 * HALF_MONTH_DAYS, &best, u, LF_UNIT_HALF_MONTH, HALF_MONTH_DAYS);
    for (int32_t n = 1; n <= YEAR_MONTHS; n++)
        nearer(average, (int64_t)YEAR_DAYS * n, &best, u, LF_UNIT_MONTHS, n);
}

/* One advance and one payment: the term itself, a year at most. */
static void
take_term(int32_t date, LfUnitPeriod *u)
{
    LfMonthSpan span = lf_unit_months(u, date);
    bool whole = span.days == 0 && span.months > 0;

    if (span.months >= YEAR_MONTHS) {
        set_unit(u, LF_UNIT_MONTHS, YEAR_MONTHS);
        return;
    }
    u->kind = LF_UNIT_TERM;
    u->length = date - u->start;
    u->year_parts = whole ? YEAR_MONTHS : YEAR_DAYS;
    u->year_units = whole ? span.months : u->length;
}

void
lf_unit_period_find(const int32_t *date, const int64_t *amount, int32_t count, LfUnitPeriod *out)
{
    Series advance, payment;
    int32_t first = 0, last = count - 1;
    Intervals v;

    memset(&v, 0, sizeof(v));
    while (first < last && amount[first] == 0)
        first++;
    out->start = date[first];
    find_day(date, amount, count, out);
    advance = payment = (Series){1, out->start, out->start};
    for (int32_t k = first + 1; k < count; k++)
        if (amount[k] != 0)
            count_interval(out, amount[k] < 0 ? &advance : &payment, date[k], &v);
    out->is_single = payment.seen == 2 && advance.seen == 1;
    out->has_periods = true;
    if (out->is_single)
        take_term(payment.last, out);
    else if (!find_common(&v, out)) {
        out->has_periods = false;
        take_average(&v, out);
    }
}

void
lf_unit_time(const LfUnitPeriod *u, int32_t date, int64_t *num, int64_t *den)
{
    LfMonthSpan span;

    if (u->kind == LF_UNIT_DAYS || u->kind == LF_UNIT_TERM) {
        *num = date - u->start;
        *den = u->length;
        return;
    }
    span = lf_unit_months(u, date);
    *num = (int64_t)MONTH_DAYS * span.months + span.days;
    *den = u->kind == LF_UNIT_MONTHS ? MONTH_DAYS * u->length : HALF_MONTH_DAYS;
}
