/*
 * risk_price(): arguments of SQL become a loan and its costs, the answer one row.
 */
#include "postgres.h"

#include "access/htup_details.h"

#include "core/pool/price.h"
#include "pg/common/rows.h"
#include "pg/pool/arguments.h"

/* Positions of the arguments, as in sql/extension/pool.sql. */
enum {
    ARG_PRINCIPAL,
    ARG_PERIODS,
    ARG_START_DATE,
    ARG_FUNDING_RATE,
    ARG_DEFAULTS,
    ARG_SEVERITY,
    ARG_RECOVERY_LAG,
    ARG_PREPAYMENT,
    ARG_COST,
    ARG_COST_PER_PERIOD,
    ARG_MARGIN,
    ARG_METHOD,
    ARG_BALLOON,
    ARG_CURRENCY
};

#define RATE_DECIMALS 6 /* of the grid */

static LfLoan
loan_argument(FunctionCallInfo fcinfo)
{
    LfLoan loan = {.currency = LF_NO_CURRENCY, .terms = {.period = {.months = 1}}};

    if (!PG_ARGISNULL(ARG_CURRENCY))
        loan.currency = lfpg_currency(PG_GETARG_DATUM(ARG_CURRENCY));
    if (!PG_ARGISNULL(ARG_METHOD))
        loan.terms.method = (LfMethod)lfpg_keyword(PG_GETARG_DATUM(ARG_METHOD), &lf_methods);
    loan.principal = lfpg_minor_or_0(fcinfo, ARG_PRINCIPAL, loan.currency, "principal");
    loan.terms.balloon = lfpg_minor_or_0(fcinfo, ARG_BALLOON, loan.currency, "balloon");
    loan.terms.periods = lfpg_int_arg(fcinfo, ARG_PERIODS, "periods", 1, LF_MAX_PERIODS);
    loan.start_date = lfpg_date(PG_GETARG_DATEADT(ARG_START_DATE), "start_date");
    return loan;
}

static void
price_terms(FunctionCallInfo fcinfo, LfSpeed *prepayment, LfSpeed *defaults, LfPriceTerms *t)
{
    LfLoan loan = loan_argument(fcinfo);

    lfpg_speed_argument(fcinfo, ARG_PREPAYMENT, "prepayment", LF_SPEED_PREPAYMENT, prepayment);
    lfpg_speed_argument(fcinfo, ARG_DEFAULTS, "defaults", LF_SPEED_DEFAULTS, defaults);
    *t = (LfPriceTerms){
        .loan = loan,
        .prepayment = prepayment,
        .defaults = defaults,
        .severity_e6 = lfpg_severity_argument(fcinfo, ARG_SEVERITY),
        .funding_rate_e12 = lfpg_rate_argument(fcinfo, ARG_FUNDING_RATE, "funding_rate"),
        .cost = lfpg_minor_or_0(fcinfo, ARG_COST, loan.currency, "cost"),
        .cost_per_period =
            lfpg_minor_or_0(fcinfo, ARG_COST_PER_PERIOD, loan.currency, "cost_per_period"),
        .margin_e12 = lfpg_rate_argument(fcinfo, ARG_MARGIN, "margin")};
    if (!PG_ARGISNULL(ARG_RECOVERY_LAG))
        t->recovery_lag =
            lfpg_int_arg(fcinfo, ARG_RECOVERY_LAG, "recovery_lag", 0, LF_MAX_RECOVERY_LAG);
}

LFPG_FUNCTION(loanfin_risk_price)
{
    bool nulls[7] = {false};
    Datum values[7];
    LfSpeed prepayment, defaults;
    LfPriceTerms terms;
    LfPrice price;

    for (int n = ARG_PRINCIPAL; n <= ARG_FUNDING_RATE; n++)
        if (PG_ARGISNULL(n))
            PG_RETURN_NULL();
    price_terms(fcinfo, &prepayment, &defaults, &terms);
    LFPG_TRY(lf_risk_price, &terms, &price);

    const int64 rate[] = {price.annual_rate, 0,          price.funding, price.expected_loss,
                          price.prepayment,  price.cost, price.margin};

    for (int i = 0; i < (int)lengthof(rate); i++)
        values[i] = lfpg_numeric_from_int64(rate[i], RATE_DECIMALS);
    values[1] = lfpg_numeric_from_int64(price.payment, lf_currency_scale(terms.loan.currency));
    return HeapTupleGetDatum(heap_form_tuple(lfpg_row_type(fcinfo), values, nulls));
}
