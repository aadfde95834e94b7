/*
 * A schedule as cash flows.  Due dates ascend, so only the first row can share
 * a day with the opening amount.
 */
#include "core/cashflow/of_schedule.h"

lf_status
lf_cashflows_of_schedule(const LfSchedule *s, LfCashflows *out, LfFault *why)
{
    const LfRows *r = &s->rows;
    lf_int128 amount = -(lf_int128)s->opening;
    int32_t date = s->start_date;

    out->currency = s->currency;
    out->count = 0;
    for (int32_t k = 0;; k++) {
        if (k == r->count || r->due[k] != date) {
            if (!lf_fits_int64(amount))
                return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "amount of a date");
            out->date[out->count] = date;
            out->amount[out->count++] = (int64_t)amount;
            amount = 0;
        }
        if (k == r->count)
            return LF_OK;
        date = r->due[k];
        amount += (lf_int128)r->principal[k] + r->interest[k] + r->fee[k];
    }
}
