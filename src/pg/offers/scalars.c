/*
 * effective_rate(), flat_rate(), money factors, lease_payment(), subvention()
 * and max_principal(): single answers about an offer.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "utils/date.h"

#include "core/amort/loan.h"
#include "core/base/ratio.h"
#include "core/lease/money_factor.h"
#include "core/offers/carry.h"
#include "core/offers/flat.h"
#include "core/offers/subvention.h"
#include "pg/common/rows.h"

static int64
rate_argument(FunctionCallInfo fcinfo, int n, const char *name, int64 otherwise)
{
    return PG_ARGISNULL(n) ? otherwise : lfpg_numeric_to_rate(PG_GETARG_DATUM(n), name);
}

/* (rate, periods, fee_rate, fee_mode) */
static LfFlatTerms
flat_terms(FunctionCallInfo fcinfo, const char *rate)
{
    return (LfFlatTerms){.rate_e12 = rate_argument(fcinfo, 0, rate, 0),
                         .periods = lfpg_int_arg(fcinfo, 1, "periods", 1, LF_MAX_PERIODS),
                         .fee_e12 = rate_argument(fcinfo, 2, "fee_rate", 0),
                         .mode = (LfFeeMode)lfpg_keyword(PG_GETARG_DATUM(3), &lf_fee_modes)};
}

LFPG_FUNCTION(loanfin_effective_rate)
{
    LfFlatTerms terms = flat_terms(fcinfo, "flat_rate");
    int64 rate = 0;

    LFPG_TRY(lf_effective_rate, &terms, &rate);
    return lfpg_numeric_from_int64(rate, LF_RATIO_DECIMALS);
}

LFPG_FUNCTION(loanfin_flat_rate)
{
    LfFlatTerms terms = flat_terms(fcinfo, "annual_rate");
    int64 rate = 0;

    LFPG_TRY(lf_flat_rate, &terms, &rate);
    return lfpg_numeric_from_int64(rate, LF_RATIO_DECIMALS);
}

LFPG_FUNCTION(loanfin_money_factor)
{
    int64 factor = 0;

    LFPG_TRY(lf_money_factor, rate_argument(fcinfo, 0, "annual_rate", 0), &factor);
    return lfpg_numeric_from_int64(factor, LF_RATE_DECIMALS);
}

LFPG_FUNCTION(loanfin_apr_from_money_factor)
{
    int64 rate = 0;

    LFPG_TRY(lf_apr_from_money_factor, rate_argument(fcinfo, 0, "money_factor", 0), &rate);
    return lfpg_numeric_from_int64(rate, LF_RATE_DECIMALS);
}

static bool
has_null(FunctionCallInfo fcinfo, int count)
{
    for (int n = 0; n < count; n++)
        if (PG_ARGISNULL(n))
            return true;
    return false;
}

/* (cap_cost, residual, periods, money_factor, currency) */
LFPG_FUNCTION(loanfin_lease_payment)
{
    LfCurrency currency = lfpg_currency_argument(fcinfo, 4);
    int64 payment = 0;
    LfFactorLease lease;

    if (has_null(fcinfo, 4))
        PG_RETURN_NULL();
    lease =
        (LfFactorLease){.cap_cost = lfpg_numeric_to_minor(PG_GETARG_DATUM(0), currency, "cap_cost"),
                        .residual = lfpg_numeric_to_minor(PG_GETARG_DATUM(1), currency, "residual"),
                        .periods = lfpg_int_arg(fcinfo, 2, "periods", 1, LF_MAX_PERIODS),
                        .factor_e12 = rate_argument(fcinfo, 3, "money_factor", 0),
                        .scale = lf_currency_scale(currency)};
    LFPG_TRY(lf_lease_payment, &lease, &payment);
    return lfpg_numeric_from_int64(payment, lease.scale);
}

/* (payment, annual_rate, periods, balloon_share, currency) */
LFPG_FUNCTION(loanfin_max_principal)
{
    LfCurrency currency = lfpg_currency_argument(fcinfo, 4);
    int64 principal = 0;
    LfCarry carry;

    if (has_null(fcinfo, 3))
        PG_RETURN_NULL();
    carry = (LfCarry){.payment = lfpg_numeric_to_minor(PG_GETARG_DATUM(0), currency, "payment"),
                      .rate_e12 = rate_argument(fcinfo, 1, "annual_rate", 0),
                      .periods = lfpg_int_arg(fcinfo, 2, "periods", 1, LF_MAX_PERIODS),
                      .share_e12 = rate_argument(fcinfo, 3, "balloon_share", 0),
                      .scale = lf_currency_scale(currency)};
    LFPG_TRY(lf_max_principal, &carry, &principal);
    return lfpg_numeric_from_int64(principal, carry.scale);
}

/* (principal, periods, start_date, market_rate, customer_rate, currency) */
static LfLoan
customer_loan(FunctionCallInfo fcinfo)
{
    LfCurrency currency = lfpg_currency_argument(fcinfo, 5);

    return (LfLoan){.currency = currency,
                    .principal = lfpg_numeric_to_minor(PG_GETARG_DATUM(0), currency, "principal"),
                    .start_date = lfpg_date(PG_GETARG_DATEADT(2), "start_date"),
                    .terms = {.method = LF_ANNUITY,
                              .periods = lfpg_int_arg(fcinfo, 1, "periods", 1, LF_MAX_PERIODS),
                              .rate_e12 = rate_argument(fcinfo, 4, "customer_rate", 0),
                              .period = {.months = 1}}};
}

LFPG_FUNCTION(loanfin_subvention)
{
    int64 room[3][LF_MAX_LOAN_ROWS];
    LfSchedule s = {.rows = {.principal = room[0], .interest = room[1], .fee = room[2]}};
    bool nulls[4] = {false};
    LfSubvention found;
    Datum values[4];
    int64 market;
    LfLoan loan;
    int scale;

    if (has_null(fcinfo, 5))
        PG_RETURN_NULL();
    loan = customer_loan(fcinfo);
    scale = lf_currency_scale(loan.currency);
    market = rate_argument(fcinfo, 3, "market_rate", 0);
    LFPG_TRY(lf_subvention, &loan, market, &s, &found);
    values[0] = lfpg_numeric_from_int64(found.market_payment, scale);
    values[1] = lfpg_numeric_from_int64(found.customer_payment, scale);
    values[2] = lfpg_numeric_from_int64(found.subsidy, scale);
    values[3] = lfpg_numeric_from_int64(found.share_e8, LF_RATIO_DECIMALS);
    return HeapTupleGetDatum(heap_form_tuple(lfpg_row_type(fcinfo), values, nulls));
}
