/*
 * Day count: the 30/360 family, actual days over a fixed year, and the names.
 */
#include "core/time/daycount.h"

#include "core/time/actual.h"
#include "core/time/calendar.h"

static const char *const day_count_names[LF_PERIOD_DAY_COUNTS] = {
    "periodic",     "30/360",           "30E/360",      "ACT/360",      "ACT/365", "ACT/ACT",
    "30/360 PSA",   "30U/360",          "30E/360 ISDA", "30E+/360",     "30E/365", "30E/365 ISDA",
    "ACT/364",      "ACT/365.25",       "ACT/365A",     "NL/360",       "NL/365",  "ACT/ACT AFB",
    "ACT/ACT YEAR", "ACT/ACT YEARFRAC", "1/1",          "ACT/ACT ICMA", "ACT/365L"};

/* Names of contracts and of the central bank's rules on interest, and other names in use. */
static const LfAlias day_count_aliases[] = {
    {"实际/360", LF_ACT_360},
    {"实际/365", LF_ACT_365},
    {NULL, 0},
};

static const LfAlias dated_aliases[] = {
    {"实际/360", LF_ACT_360},     {"实际/365", LF_ACT_365},    {"ACT/365F", LF_ACT_365},
    {"ACT/ACT ISDA", LF_ACT_ACT}, {"30U/360 EOM", LF_30U_360}, {NULL, 0},
};

const LfKeywords lf_day_counts = {"day_count", day_count_names, LF_DAY_COUNTS, day_count_aliases,
                                  0};

const LfKeywords lf_dated_day_counts = {"day_count", day_count_names + LF_30_360,
                                        LF_DATED_DAY_COUNTS - LF_30_360, dated_aliases, LF_30_360};

const LfKeywords lf_period_day_counts = {"day_count", day_count_names + LF_ACT_ACT_ICMA,
                                         LF_PERIOD_DAY_COUNTS - LF_ACT_ACT_ICMA, NULL,
                                         LF_ACT_ACT_ICMA};

const char *
lf_day_count_name(LfDayCount day_count)
{
    return day_count_names[day_count];
}

/* The last day of a February. */
static bool
ends_february(LfCivil c)
{
    return c.month == 2 && c.day == lf_days_in_month(c.year, 2);
}

/* Which dates count as a 30th besides a first date on the 31st. */
typedef struct Thirty {
    bool february_start; /* a February's end, as the first date */
    bool february_end;   /* as the second */
    bool february_both;  /* as the second, where the first is one, too */
    bool always_end;     /* a second date on the 31st, whatever the first */
    bool next_month;     /* a second date on the 31st is the 1st of the next month */
} Thirty;

static Thirty
thirty_of(LfDayCount day_count)
{
    bool isda = day_count == LF_30E_360_ISDA || day_count == LF_30E_365_ISDA;

    return (Thirty){
        .february_start = isda || day_count == LF_30_360_PSA || day_count == LF_30U_360,
        .february_end = isda,
        .february_both = day_count == LF_30U_360,
        .always_end = isda || day_count == LF_30E_360 || day_count == LF_30E_365,
        .next_month = day_count == LF_30E_PLUS_360,
    };
}

static int32_t
thirty_days(Thirty rule, int32_t from, int32_t to, bool end_is_maturity)
{
    LfCivil a = lf_date_to_civil(from), b = lf_date_to_civil(to);
    bool a_ends = ends_february(a), b_ends = ends_february(b);

    if (b_ends && ((rule.february_end && !end_is_maturity) || (rule.february_both && a_ends)))
        b.day = 30;
    if (a.day == 31 || (rule.february_start && a_ends))
        a.day = 30;
    if (b.day == 31 && rule.next_month)
        b = (LfCivil){b.year, b.month + 1, 1};
    else if (b.day == 31 && (rule.always_end || a.day == 30))
        b.day = 30;
    return 360 * (b.year - a.year) + 30 * (b.month - a.month) + b.day - a.day;
}

static bool
is_thirty(LfDayCount day_count)
{
    return day_count == LF_30_360 || day_count == LF_30E_360 ||
           (day_count >= LF_30_360_PSA && day_count <= LF_30E_365_ISDA);
}

int32_t
lf_days_between(LfDayCount day_count, int32_t from, int32_t to, bool end_is_maturity)
{
    if (to < from)
        return -lf_days_between(day_count, to, from, end_is_maturity);
    if (is_thirty(day_count))
        return thirty_days(thirty_of(day_count), from, to, end_is_maturity);
    if (day_count == LF_NL_360 || day_count == LF_NL_365)
        return to - from - lf_leap_days(from, to);
    return day_count == LF_ONE ? 1 : to - from;
}

/* Days of the year, where it has always as many. */
static int32_t
fixed_year(LfDayCount day_count)
{
    if (day_count == LF_ACT_365 || day_count == LF_30E_365 || day_count == LF_30E_365_ISDA ||
        day_count == LF_NL_365)
        return 365;
    return day_count == LF_ACT_364 ? 364 : 360;
}

LfFraction
lf_year_fraction(LfDayCount day_count, int32_t from, int32_t to, bool end_is_maturity)
{
    int32_t days = lf_days_between(day_count, from, to, end_is_maturity);
    LfFraction f;

    if (day_count == LF_ACT_365_25)
        return (LfFraction){(int64_t)4 * days, 1461};
    if (day_count == LF_ONE)
        return (LfFraction){days, 1};
    if (!lf_actual_fraction(day_count, from < to ? from : to, from < to ? to : from, &f))
        return (LfFraction){days, fixed_year(day_count)};
    return (LfFraction){from < to ? f.num : -f.num, f.den};
}
