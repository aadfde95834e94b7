/*
 * Offer: shares become amounts, the amounts a loan, its rows a cost.
 */
#include "core/offers/offer.h"

#include "core/amort/amort.h"
#include "core/base/range.h"
#include "core/offers/flat.h"
#include "core/rates/apr.h"

static lf_status
check_arrays(const LfOfferGrid *g, LfFault *why)
{
    const struct {
        const char *name;
        int32_t count;
    } arrays[] = {{"down_payments", g->down_count},
                  {"terms", g->term_count},
                  {"rates", g->rate_count},
                  {"methods", g->method_count},
                  {"balloon_shares", g->balloon_count}};

    for (int i = 0; i < 5; i++)
        if (arrays[i].count == 0)
            return LF_REFUSE(why, LF_ERR_ARRAY_EMPTY, .name = arrays[i].name);
    if (g->rate_count != 1 && g->rate_count != g->term_count)
        return LF_REFUSE(why, LF_ERR_RATES_OF_TERMS, .a = g->rate_count, .b = g->term_count);
    return LF_OK;
}

static lf_status
check_shares(const LfOfferGrid *g, LfFault *why)
{
    LF_TRY(lf_check_money("price", g->price, 1, lf_currency_scale(g->currency), why));
    LF_TRY(lf_check_part("fee_rate", g->fee_e12, why));
    for (int32_t i = 0; i < g->down_count; i++)
        LF_TRY(lf_check_part("down_payments", g->down_e12[i], why));
    for (int32_t i = 0; i < g->balloon_count; i++)
        if (g->balloon_e12[i] < 0 || g->balloon_e12[i] > LF_RATE_ONE)
            return LF_REFUSE(why, LF_ERR_RANGE_SHARE, .name = "balloon_shares",
                             .a = g->balloon_e12[i], .c = LF_RATE_ONE);
    return LF_OK;
}

lf_status
lf_offers_count(const LfOfferGrid *g, int32_t *count, LfFault *why)
{
    /* each factor is the length of an array, below 2^28 */
    lf_int128 product =
        (lf_int128)g->down_count * g->term_count * g->method_count * g->balloon_count;

    LF_TRY(check_arrays(g, why));
    LF_TRY(check_shares(g, why));
    if (product > LF_MAX_ROWS)
        return LF_REFUSE(why, LF_ERR_LIMIT, .name = "offers",
                         .a = lf_fits_int64(product) ? (int64_t)product : INT64_MAX,
                         .c = LF_MAX_ROWS);
    *count = (int32_t)product;
    return LF_OK;
}

void
lf_offer_terms(const LfOfferGrid *g, int32_t index, LfOfferTerms *terms)
{
    int32_t term;

    terms->balloon_e12 = g->balloon_e12[index % g->balloon_count];
    index /= g->balloon_count;
    terms->method = g->method[index % g->method_count];
    index /= g->method_count;
    term = index % g->term_count;
    terms->periods = g->term[term];
    terms->rate_e12 = g->rate_e12[g->rate_count == 1 ? 0 : term];
    terms->down_e12 = g->down_e12[index / g->term_count];
}

/* A share from 0 to 1 of an amount: never more than it. */
static int64_t
share_of(int64_t amount, int64_t share_e12)
{
    return (int64_t)lf_div_round((lf_int128)amount * share_e12, LF_RATE_ONE, LF_HALF_UP);
}

lf_status
lf_offer_schedule(const LfOfferGrid *g, const LfOfferTerms *terms, LfSchedule *room, LfOffer *offer,
                  LfFault *why)
{
    LfLoan loan = {.currency = g->currency,
                   .start_date = g->start_date,
                   .terms = {.method = terms->method,
                             .periods = terms->periods,
                             .rate_e12 = terms->rate_e12,
                             .period = {.months = 1}}};

    offer->down_payment = share_of(g->price, terms->down_e12);
    offer->principal = loan.principal = g->price - offer->down_payment;
    offer->balloon = loan.terms.balloon = share_of(loan.principal, terms->balloon_e12);
    offer->fee = share_of(loan.principal, g->fee_e12);
    LF_TRY(lf_loan_check(&loan, why));
    return lf_amortize(&loan, true, room, why);
}

lf_status
lf_offer_cost(const LfSchedule *s, LfCashflows *dated, LfFlows *flows, LfOffer *offer, LfFault *why)
{
    lf_int128 interest = lf_column_sum(s->rows.interest, s->rows.count);

    if (!lf_fits_int64(interest + offer->fee))
        return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "total cost");
    offer->payment = s->rows.principal[0] + s->rows.interest[0];
    offer->total_interest = (int64_t)interest;
    offer->total_cost = (int64_t)interest + offer->fee;
    return lf_apr_of_schedule(s, offer->fee, LF_APR_CN_IRR, LF_APR_DECIMALS, dated, flows,
                              &offer->effective_e8, why);
}
