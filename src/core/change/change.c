/*
 * Change: another rate, a payment holiday, more or fewer rows.
 */
#include "core/change/change.h"

#include "core/base/range.h"
#include "core/change/work.h"

static const char *const reprice_effects[] = {"payment", "term"};
static const char *const defer_interests[] = {"capitalize", "pay", "waive"};

const LfKeywords lf_reprice_effects = {"effect", reprice_effects, 2, NULL, 0};
const LfKeywords lf_defer_interests = {"interest", defer_interests, 3, NULL, 0};

/* The annual rate in force from a day on, and whether another follows. */
static int64_t
rate_from(const LfTerms *t, int32_t day, bool *is_last)
{
    int64_t rate = t->rate_e12;
    int32_t i = 0;

    for (; i < t->change_count && t->changes[i].from <= day; i++)
        rate = t->changes[i].rate_e12;
    *is_last = i == t->change_count;
    return rate;
}

/* From the day on this rate, without the later ones. */
static void
set_rate(LfChanged *out, int32_t day, int64_t rate_e12)
{
    LfTerms *t = &out->s.terms;

    while (t->change_count > 0 && out->changes[t->change_count - 1].from >= day)
        t->change_count--;
    if (day <= out->s.start_date)
        t->rate_e12 = rate_e12;
    else
        out->changes[t->change_count++] = (LfRateChange){day, rate_e12};
}

/* Whether a repricing says what is in force already. */
static bool
rate_stays(const LfTerms *t, int32_t day, int64_t rate_e12)
{
    bool is_last;

    return rate_from(t, day, &is_last) == rate_e12 && is_last;
}

int32_t
lf_reprice_reads(const LfSchedule *s, int32_t day, int64_t rate_e12)
{
    if (!s->has_terms || rate_stays(&s->terms, day, rate_e12))
        return s->rows.count;
    return lf_rows_until(s->rows.due, s->rows.count, day);
}

/* Keeps the payment until the debt is paid, however many rows that takes. */
static lf_status
make_open(LfChange *c, LfFault *why)
{
    const LfSchedule *s = &c->rest.out->s;
    LfDueCalendar calendar = lf_due_calendar(&s->terms, s->start_date);
    int32_t most = LF_MAX_PERIODS - c->rest.passed, first = 2 * c->rest.count + 12;
    int32_t dated = lf_due_count_until(calendar, LF_MAX_PERIODS, LF_MAX_DATE) - c->rest.passed;
    bool paid = false;

    /* a first try that has dates, or a loan near the last of them could not change */
    if (dated > 0 && dated < first)
        first = dated;
    for (int32_t count = first; !paid; count = most) {
        c->rest.count = count < most ? count : most;
        LF_TRY(lf_rest_prepare(&c->rest, why));
        LF_TRY(lf_rest_fill_open(&c->rest, &paid, why));
        if (!paid && c->rest.count == most)
            return LF_REFUSE(why, LF_ERR_TERM_LONG, .scale = lf_currency_scale(c->old->currency),
                             .a = c->rest.level, .c = LF_MAX_PERIODS);
    }
    return lf_change_finish(c);
}

/* Whether the function can change the schedule on the day. */
static lf_status
check_change(const LfSchedule *s, const char *function, int32_t day, LfFault *why)
{
    LF_TRY(lf_change_check_day(s, function, "from_date", day, why));
    return lf_is_add_on(&s->terms) ? lf_change_not_meant(function, &s->terms, why) : LF_OK;
}

lf_status
lf_reprice(const LfSchedule *s, int32_t day, int64_t rate_e12, LfRepriceEffect effect,
           LfChanged *out, LfFault *why)
{
    LfChange c;

    LF_TRY(check_change(s, "reprice", day, why));
    if (rate_stays(&s->terms, day, rate_e12))
        return lf_change_unchanged(s, out);
    if (effect == LF_REPRICE_TERM && (s->terms.method != LF_ANNUITY || s->terms.balloon > 0))
        return lf_change_not_meant("effect term", &s->terms, why);
    LF_TRY(lf_change_begin(&c, s, day, out, why));
    set_rate(out, day, rate_e12);
    if (effect == LF_REPRICE_TERM)
        return make_open(&c, why);
    return lf_change_make_rest(&c, s->terms.method == LF_ANNUITY, why);
}

/* No interest from the row before the day to the end of the held rows. */
static void
waive_interest(LfChange *c)
{
    LfChanged *out = c->rest.out;
    LfTerms *t = &out->s.terms;
    LfDueCalendar calendar = lf_due_calendar(t, out->s.start_date);
    int32_t until = (int32_t)lf_due_date(calendar, c->rest.passed + c->rest.hold - 1);
    LfRateChange later[LF_MAX_RATES];
    int32_t count = 0;
    int64_t rate = t->rate_e12;

    for (int32_t i = 0; i < t->change_count; i++)
        if (out->changes[i].from <= until)
            rate = out->changes[i].rate_e12;
        else
            later[count++] = out->changes[i];
    set_rate(out, c->before, 0);
    out->changes[t->change_count++] = (LfRateChange){until, rate};
    for (int32_t i = 0; i < count; i++)
        out->changes[t->change_count++] = later[i];
}

lf_status
lf_defer(const LfSchedule *s, int32_t day, int32_t periods, LfDeferInterest interest,
         LfChanged *out, LfFault *why)
{
    LfChange c;

    LF_TRY(check_change(s, "defer", day, why));
    LF_TRY(lf_check_int("periods", periods, 0, LF_MAX_PERIODS - s->terms.periods, why));
    if (periods == 0)
        return lf_change_unchanged(s, out);
    LF_TRY(lf_change_begin(&c, s, day, out, why));
    c.rest.hold = periods;
    c.rest.count += periods;
    c.rest.capitalize = interest == LF_DEFER_CAPITALIZE;
    if (c.rest.grace > 0)
        out->s.terms.grace += periods;
    if (interest == LF_DEFER_WAIVE)
        waive_interest(&c);
    return lf_change_make_rest(&c, c.rest.capitalize, why);
}

lf_status
lf_extend(const LfSchedule *s, int32_t day, int32_t periods, LfChanged *out, LfFault *why)
{
    LfChange c;

    LF_TRY(check_change(s, "extend", day, why));
    if (periods == 0)
        return lf_change_unchanged(s, out);
    LF_TRY(lf_change_begin(&c, s, day, out, why));
    LF_TRY(lf_check_int("periods", periods, 1 - (int64_t)c.rest.count,
                        LF_MAX_PERIODS - s->terms.periods, why));
    c.rest.count += periods;
    return lf_change_make_rest(&c, true, why);
}
