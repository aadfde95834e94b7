/*
 * Work: checks the day of a change, copies what stays, makes the rest.
 */
#include "core/change/work.h"

#include <string.h>

lf_status
lf_change_not_meant(const char *what, const LfTerms *t, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_CHANGE_FORM, .name = what,
                     .text = lf_text(lf_method_name(t->method)));
}

/* Whether the schedule can change on the day at all. */
lf_status
lf_change_check_day(const LfSchedule *s, const char *function, const char *argument, int32_t day,
                    LfFault *why)
{
    const LfTerms *t = &s->terms;
    int32_t first = s->start_date;

    if (!s->has_terms) {
        return LF_REFUSE(why, LF_ERR_NO_TERMS, .name = function);
    }
    if (t->has_last_change && t->last_change > first)
        first = t->last_change;
    if (s->rows.count > 0 && day >= first && day < s->rows.due[s->rows.count - 1])
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_CHANGE_DATE, .name = argument, .a = day, .b = first,
                     .c = s->rows.count > 0 ? (int64_t)s->rows.due[s->rows.count - 1] - 1 : first);
}

static void
copy_rows(LfRows *to, const LfRows *from, int32_t count)
{
    size_t bytes = (size_t)count * sizeof(int64_t);

    memcpy(to->due, from->due, (size_t)count * sizeof(int32_t));
    memcpy(to->principal, from->principal, bytes);
    memcpy(to->interest, from->interest, bytes);
    memcpy(to->fee, from->fee, bytes);
    to->count = count;
}

/* Terms and rates of the old schedule, in the new one's own memory. */
static void
copy_terms(LfChanged *out, const LfSchedule *s)
{
    LfRows rows = out->s.rows;

    out->s = *s;
    out->s.rows = rows;
    if (s->terms.change_count > 0)
        memcpy(out->changes, s->terms.changes,
               (size_t)s->terms.change_count * sizeof(LfRateChange));
    out->s.terms.changes = out->changes;
}

/* The whole schedule as it is: what a change of nothing gives. */
lf_status
lf_change_unchanged(const LfSchedule *s, LfChanged *out)
{
    copy_terms(out, s);
    copy_rows(&out->s.rows, &s->rows, s->rows.count);
    return LF_OK;
}

static int32_t
not_below_zero(int32_t x)
{
    return x < 0 ? 0 : x;
}

/* Where the old rows fall on the calendar, those to come have the dates they had. */
static void
know_dates(LfChange *c, const LfSchedule *s)
{
    c->rest.known = s->rows.due + c->stay;
    c->rest.known_count = s->due_by_terms ? s->rows.count - c->stay : 0;
}

/* What stays; the rest is all rows after the day, nothing of it made yet. */
lf_status
lf_change_begin(LfChange *c, const LfSchedule *s, int32_t day, LfChanged *out, LfFault *why)
{
    const LfTerms *t = &s->terms;
    LfDueCalendar calendar = lf_due_calendar(t, s->start_date);
    lf_int128 balance;

    c->old = s;
    c->day = day;
    c->stay = lf_rows_until(s->rows.due, s->rows.count, day);
    c->before = c->stay > 0 ? s->rows.due[c->stay - 1] : s->start_date;
    balance = (lf_int128)s->opening - lf_column_sum(s->rows.principal, c->stay);
    if (!lf_fits_int64(balance)) {
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "balance");
    }
    c->balance = (int64_t)balance;
    copy_terms(out, s);
    copy_rows(&out->s.rows, &s->rows, c->stay);
    out->s.terms.has_last_change = true;
    out->s.terms.last_change = day;
    c->rest.out = out;
    c->rest.kept = c->stay;
    c->rest.passed =
        s->due_by_terms ? c->stay : lf_due_count_until(calendar, LF_MAX_LOAN_ROWS, day);
    know_dates(c, s);
    c->rest.from = c->before;
    c->rest.count = s->rows.count - c->stay;
    c->rest.hold = 0;
    c->rest.capitalize = false;
    c->rest.grace = not_below_zero(t->grace - c->rest.passed);
    c->rest.apart = t->in_advance && t->balloon > 0;
    c->rest.balance = c->balance;
    c->rest.level = t->level;
    return LF_OK;
}

lf_status
lf_change_begin_whole(LfChange *c, const LfSchedule *s, LfChanged *out, LfFault *why)
{
    c->old = s;
    c->day = c->before = s->start_date;
    c->stay = 0;
    c->balance = s->opening;
    copy_terms(out, s);
    out->s.rows.count = 0;
    out->s.terms.has_last_change = true;
    out->s.terms.last_change = s->start_date;
    c->rest.out = out;
    c->rest.kept = c->rest.passed = c->rest.hold = 0;
    c->rest.capitalize = false;
    know_dates(c, s);
    c->rest.from = s->start_date;
    c->rest.count = s->rows.count;
    c->rest.grace = s->terms.grace;
    c->rest.apart = s->terms.in_advance && s->terms.balloon > 0;
    c->rest.balance = s->opening;
    c->rest.level = s->terms.level;
    return lf_rest_prepare(&c->rest, why);
}

/* Fees go on: each row has that of the old one in its place, further ones that of the last. */
static void
put_fees(const LfChange *c)
{
    const LfRows *old = &c->old->rows;
    LfRows *rows = &c->rest.out->s.rows;
    int32_t made = rows->count - c->rest.kept, had = old->count - c->stay;
    int32_t same = made < had ? made : had;
    int64_t *fee = rows->fee + c->rest.kept;

    if (same > 0)
        memcpy(fee, old->fee + c->stay, (size_t)same * sizeof(*fee));
    for (int32_t k = same; k < made; k++)
        fee[k] = old->fee[old->count - 1];
}

/* The terms say how many rows there are now. */
lf_status
lf_change_finish(LfChange *c)
{
    LfSchedule *s = &c->rest.out->s;
    LfTerms *t = &s->terms;
    int32_t made = s->rows.count - c->rest.kept;
    bool is_whole = made == c->rest.count;

    put_fees(c);
    t->level = c->rest.level;
    t->periods = c->rest.passed + made;
    if (c->rest.apart && is_whole)
        t->periods--;
    else if (c->rest.apart) /* it ended before the balloon's row */
        t->balloon = 0;
    t->periods = t->periods < 1 ? 1 : t->periods;
    t->grace = t->grace < t->periods ? t->grace : t->periods - 1;
    return LF_OK;
}

/* Rows made again by the form: from the level amount in force, or solved again. */
lf_status
lf_change_make_rest(LfChange *c, bool solve, LfFault *why)
{
    LF_TRY(lf_rest_prepare(&c->rest, why));
    if (solve)
        LF_TRY(lf_rest_solve(&c->rest, why));
    LF_TRY(lf_rest_fill(&c->rest, why));
    return lf_change_finish(c);
}
