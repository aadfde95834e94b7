/*
 * Active days: a range within a period, and pro-rating by days.
 */
#include "core/commission/active.h"

#include "core/base/round.h"

bool
lf_active_days(const LfDayRange *active, const LfDayRange *period, LfActiveDays *days)
{
    if (!period->has_from || !period->has_to)
        return false;
    *days = (LfActiveDays){period->to - period->from, 0, 0};
    if (active->empty)
        return true;
    days->from = active->from - period->from;
    days->to = active->to - period->from;
    return active->has_from && active->has_to && active->from >= period->from &&
           active->to <= period->to;
}

int64_t
lf_prorate(int64_t x, LfActiveDays active)
{
    if (active.days == 0)
        return x;
    return (int64_t)(lf_div_round((lf_int128)x * active.to, active.days, LF_HALF_UP) -
                     lf_div_round((lf_int128)x * active.from, active.days, LF_HALF_UP));
}
