/*
 * Commission: the sums of a statement, row by row, and what an event takes back.
 *
 * Every amount that comes in is at most LF_MAX_MONEY and every count at most
 * 2^63, so no sum can leave 128 bits: counts are what is checked.
 */
#include "core/commission/sums.h"

#include <string.h>

#include "core/base/range.h"
#include "core/base/round.h"

/* 0 to LF_MAX_MONEY; `negative` is the refusal of what is below. */
static lf_status
check_money(int64_t value, const char *name, lf_status negative, int scale, LfFault *why)
{
    if (value < 0)
        return LF_REFUSE(why, negative, .scale = scale, .name = name, .a = value);
    return lf_check_money(name, value, 0, scale, why);
}

/* round(base * rate) within the limits; rate at most 1. */
static inline int64_t
per_loan_commission(const LfPerLoan *terms, int64_t base)
{
    lf_uint128 product = (lf_uint128)(uint64_t)base * (uint64_t)terms->rate_e8;
    int64_t commission;

    /* a division by a constant, and of one word where that is enough */
    if (product >> 63 == 0)
        commission = (int64_t)(((uint64_t)product + LF_ONE_E8 / 2) / LF_ONE_E8);
    else
        commission = (int64_t)((product + LF_ONE_E8 / 2) / LF_ONE_E8);
    if (terms->max.given && commission > terms->max.value)
        commission = terms->max.value;
    return terms->min.given && commission < terms->min.value ? terms->min.value : commission;
}

lf_status
lf_commission_add_loan(LfCommissionSums *sums, const LfPerLoan *terms, int64_t amount, int64_t base,
                       int scale, LfFault *why)
{
    LF_TRY(check_money(amount, "amount", LF_ERR_LOAN_NEGATIVE, scale, why));
    LF_TRY(check_money(base, "base", LF_ERR_LOAN_NEGATIVE, scale, why));
    if (sums->loans == INT64_MAX)
        return lf_sum_overflow("number of loans", why);
    sums->loans++;
    sums->amount += amount;
    sums->base += base;
    if (terms->given)
        sums->commission += per_loan_commission(terms, base);
    return LF_OK;
}

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

lf_status
lf_commission_add_event(LfCommissionSums *sums, const LfClawbackWindow *window, int32_t count,
                        LfLoanEvent event, int64_t paid, int64_t months, int scale, LfFault *why)
{
    LfClawbackSum *sum = &sums->event[event];
    bool hit;

    LF_TRY(lf_clawback_check(paid, months, scale, why));

    int64_t clawed = lf_clawback(window, count, event, paid, months, &hit);

    if (!hit)
        return LF_OK;
    if (sum->loans == INT64_MAX)
        return lf_sum_overflow("number of loans", why);
    sum->loans++;
    sum->paid += paid;
    sum->clawed += clawed;
    return LF_OK;
}

lf_status
lf_clawback_check(int64_t paid, int64_t months, int scale, LfFault *why)
{
    LF_TRY(check_money(paid, "paid", LF_ERR_NEGATIVE, scale, why));
    if (months >= 0)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_NEGATIVE, .name = "months on book", .a = months);
}

static bool
add_events(LfClawbackSum *sum, const LfClawbackSum *part)
{
    return lf_add64(sum->loans, part->loans, &sum->loans) &&
           lf_add_stored(&sum->paid, part->paid) && lf_add_stored(&sum->clawed, part->clawed);
}

lf_status
lf_commission_merge(LfCommissionSums *sums, const LfCommissionSums *part, LfFault *why)
{
    LfCommissionSums total = *sums;
    bool fits = lf_add64(total.loans, part->loans, &total.loans) &&
                lf_add_stored(&total.amount, part->amount) &&
                lf_add_stored(&total.base, part->base) &&
                lf_add_stored(&total.commission, part->commission);

    for (int i = 0; i < LF_LOAN_EVENTS; i++)
        fits = fits && add_events(&total.event[i], &part->event[i]);
    if (!fits)
        return lf_sum_overflow("sum of statements", why);
    *sums = total;
    return LF_OK;
}

lf_int128
lf_commission_volume(const LfCommissionSums *sums, LfVolume volume)
{
    if (volume == LF_VOLUME_LOANS)
        return sums->loans;
    return volume == LF_VOLUME_BASE ? sums->base : sums->amount;
}

/* 0 .. loans * LF_MAX_MONEY. */
static bool
is_sum_of(lf_int128 sum, int64_t loans)
{
    return sum >= 0 && sum <= (lf_int128)loans * LF_MAX_MONEY;
}

static const char *
loans_defect(const LfCommissionSums *s, const LfPerLoan *terms)
{
    if (s->loans < 0)
        return "a number of loans is negative";
    if (!is_sum_of(s->amount, s->loans) || !is_sum_of(s->base, s->loans))
        return "so many loans cannot have this amount";
    if (!terms->given)
        return s->commission == 0 ? NULL : "the plan pays nothing per loan";

    lf_int128 least = terms->min.given ? (lf_int128)s->loans * terms->min.value : 0;

    if (s->commission < least || s->commission > s->base + least ||
        (terms->max.given && s->commission > (lf_int128)s->loans * terms->max.value))
        return "so many loans cannot have this commission";
    return NULL;
}

static const char *
events_defect(const LfClawbackSum *sum, bool has_window)
{
    if (sum->loans < 0)
        return "a number of events is negative";
    if (sum->loans > 0 && !has_window)
        return "the plan has no clawback for an event";
    if (!is_sum_of(sum->paid, sum->loans) || sum->clawed < 0 || sum->clawed > sum->paid)
        return "so many events cannot have this amount";
    return NULL;
}

lf_status
lf_commission_check(const LfCommissionSums *sums, const LfCommissionPlan *plan, LfFault *why)
{
    const char *defect = loans_defect(sums, &plan->per_loan);

    for (int i = 0; i < LF_LOAN_EVENTS && defect == NULL; i++) {
        bool has_window = false;

        for (int32_t k = 0; k < plan->window_count; k++)
            has_window = has_window || plan->window[k].event == (LfLoanEvent)i;
        defect = events_defect(&sums->event[i], has_window);
    }
    return lf_corrupt(why, "commission_statement", defect);
}
