/*
 * Clawback: what the default or the early settlement of one loan takes back,
 * and which of them the loan's months show.
 */
#include "core/commission/clawback.h"

#include "core/base/round.h"

int64_t
lf_clawback(const LfClawbackWindow *window, int32_t count, LfLoanEvent event, int64_t paid,
            int64_t months, bool *hit)
{
    *hit = false;
    for (int32_t k = 0; k < count; k++) {
        const LfClawbackWindow *w = &window[k];

        if (w->event != event || months < w->from || months >= w->to)
            continue;
        *hit = true;

        lf_int128 share = (lf_int128)paid * w->share_e8; /* of 10^8 */

        if (!w->pro_rata)
            return (int64_t)lf_div_round(share, LF_ONE_E8, LF_HALF_UP);
        return (int64_t)lf_div_round(share * (w->to - months),
                                     (lf_int128)LF_ONE_E8 * (w->to - w->from), LF_HALF_UP);
    }
    return 0;
}

bool
lf_clawback_find(const LfHistory *h, int64_t over_days, int32_t matures_month, LfLoanEvent *event,
                 int32_t *month)
{
    for (int32_t slot = 0; slot < h->months; slot++) {
        int64_t balance = h->balance[slot];

        *month = h->first_month + slot;
        if (lf_history_over(h, slot, over_days)) {
            *event = LF_EVENT_DEFAULT;
            return true;
        }
        if (lf_history_observed(h, slot) && balance <= 0 && balance != LF_UNKNOWN_AMOUNT &&
            *month < matures_month) {
            *event = LF_EVENT_EARLY_SETTLEMENT;
            return true;
        }
    }
    return false;
}
