/*
 * Day count: 30/360, 30E/360, actual/360, actual/365 and actual/actual ISDA.
 */
#include "core/time/daycount.h"

#include "core/time/calendar.h"

static const char *const day_count_names[LF_DAY_COUNTS] = {"periodic", "30/360",  "30E/360",
                                                           "ACT/360",  "ACT/365", "ACT/ACT"};

/* The names of contracts and of the central bank's rules on interest. */
static const LfAlias day_count_aliases[] = {
    {"实际/360", LF_ACT_360},
    {"实际/365", LF_ACT_365},
    {NULL, 0},
};

const LfKeywords lf_day_counts = {"day_count", day_count_names, LF_DAY_COUNTS, day_count_aliases,
                                  0};

const LfKeywords lf_dated_day_counts = {"day_count", day_count_names + LF_30_360,
                                        LF_DAY_COUNTS - LF_30_360, day_count_aliases, LF_30_360};

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
