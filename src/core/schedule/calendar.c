/*
 * Schedule: the due dates that terms lay out, and rows up to a date.
 */
#include "core/schedule/schedule.h"

void
lf_terms_normalize(LfTerms *t, int32_t start_date)
{
    if (t->has_first_due && t->first_due == lf_date_add(start_date, t->period, 1))
        t->has_first_due = false;
    if (!t->has_first_due)
        t->first_due = 0;
}

LfDueCalendar
lf_due_calendar(const LfTerms *terms, int32_t start_date)
{
    if (terms->in_advance)
        return (LfDueCalendar){start_date, 0, terms->period};
    if (terms->has_first_due)
        return (LfDueCalendar){terms->first_due, 0, terms->period};
    return (LfDueCalendar){start_date, 1, terms->period};
}

lf_status
lf_terms_check_month_end(const LfTerms *t, int32_t start_date, LfFault *why)
{
    if (!t->period.month_end)
        return LF_OK;
    if (t->period.days != 0)
        return LF_REFUSE(why, LF_ERR_MONTH_END_DAYS, .a = t->period.days);
    if (t->has_first_due && !lf_is_month_end(t->first_due))
        return LF_REFUSE(why, LF_ERR_MONTH_END_DATE, .name = "first_due", .a = t->first_due);
    if (t->in_advance && !lf_is_month_end(start_date))
        return LF_REFUSE(why, LF_ERR_MONTH_END_DATE, .name = "start_date", .a = start_date);
    return LF_OK;
}

bool
lf_due_in_range(LfDueCalendar c, int32_t count)
{
    int64_t last = c.first + count;
    int64_t days = last * (c.period.months != 0 ? 31 * (int64_t)c.period.months : c.period.days);

    if (!lf_date_in_range(c.base))
        return false;
    /* a bound that needs no calendar decides all but the last centuries */
    return days <= LF_MAX_DATE - (int64_t)c.base ||
           lf_date_in_range(lf_date_add(c.base, c.period, last - (count > 0)));
}

void
lf_due_fill(LfDueCalendar calendar, int32_t count, int32_t *due)
{
    LfDueSequence s;

    if (count == 0)
        return;
    lf_due_start(&s, calendar.base, calendar.period, calendar.first);
    due[0] = s.due;
    for (int32_t k = 1; k < count; k++) {
        lf_due_next(&s);
        due[k] = s.due;
    }
}

int32_t
lf_rows_until(const int32_t *due, int32_t count, int32_t date)
{
    int32_t low = 0, high = count;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (due[middle] <= date)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
