/*
 * Day count: 30/360, 30E/360, actual/360, actual/365 and actual/actual ISDA.
 */
#include "core/time/daycount.h"

#include <string.h>

#include "core/time/calendar.h"

static const char *const day_count_names[LF_DAY_COUNTS] = {"periodic", "30/360",  "30E/360",
                                                           "ACT/360",  "ACT/365", "ACT/ACT"};

static char
upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool
same_name(const char *name, const char *text, size_t len)
{
    if (strlen(name) != len)
        return false;
    for (size_t i = 0; i < len; i++)
        if (upper(name[i]) != upper(text[i]))
            return false;
    return true;
}

lf_status
lf_day_count_parse(const char *text, size_t len, LfDayCount *out, LfFault *why)
{
    for (int i = 0; i < LF_DAY_COUNTS; i++)
        if (same_name(day_count_names[i], text, len)) {
            *out = (LfDayCount)i;
            return LF_OK;
        }
    return LF_REFUSE(why, LF_ERR_KEYWORD, .name = "day_count", .text = {text, len},
                     .text2 = lf_text("periodic, 30/360, 30E/360, ACT/360, ACT/365, ACT/ACT"));
}

const char *
lf_day_count_name(LfDayCount day_count)
{
    return day_count_names[day_count];
}

static int32_t
thirty_days(LfDayCount day_count, int32_t from, int32_t to)
{
    LfCivil a = lf_date_to_civil(from), b = lf_date_to_civil(to);

    if (a.day == 31)
        a.day = 30;
    if (b.day == 31 && (day_count == LF_30E_360 || a.day == 30))
        b.day = 30;
    return 360 * (b.year - a.year) + 30 * (b.month - a.month) + b.day - a.day;
}

int32_t
lf_days_between(LfDayCount day_count, int32_t from, int32_t to)
{
    if (to < from)
        return -lf_days_between(day_count, to, from);
    if (day_count == LF_30_360 || day_count == LF_30E_360)
        return thirty_days(day_count, from, to);
    return to - from;
}

/* Of the days from..to - 1, those that lie in leap years. */
static int32_t
leap_year_days(int32_t from, int32_t to)
{
    int32_t first = lf_date_to_civil(from).year, last = lf_date_to_civil(to).year;
    int32_t days = 0;

    for (int32_t year = first; year <= last; year++) {
        if (!lf_is_leap_year(year))
            continue;
        int32_t begin = lf_date_from_civil((LfCivil){year, 1, 1}), end = begin + 366;

        days += (end < to ? end : to) - (begin > from ? begin : from);
    }
    return days;
}

LfFraction
lf_year_fraction(LfDayCount day_count, int32_t from, int32_t to)
{
    if (day_count == LF_ACT_ACT) {
        int64_t sign = to < from ? -1 : 1;
        int32_t begin = to < from ? to : from, end = to < from ? from : to;
        int64_t leap = leap_year_days(begin, end);
        int64_t plain = (int64_t)end - begin - leap;

        return (LfFraction){sign * (leap * 365 + plain * 366), 365 * 366};
    }
    return (LfFraction){lf_days_between(day_count, from, to), day_count == LF_ACT_365 ? 365 : 360};
}
