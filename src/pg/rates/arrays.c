/*
 * irr(), npv(), mirr(): values one period apart, in an array.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"

#include "core/rates/tvm.h"
#include "pg/common/error.h"
#include "pg/rates/flows.h"

/* The elements of argument 0 or 1, finite and not null. */
static const double *
get_values(FunctionCallInfo fcinfo, int n, int32 *count)
{
    ArrayType *array = PG_GETARG_ARRAYTYPE_P(n);
    LfFault why = {.status = LF_ERR_NULL_ELEMENT, .name = "amounts"};
    const double *values = (const double *)ARR_DATA_PTR(array);

    *count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
    if (array_contains_nulls(array))
        lfpg_raise(&why);
    if (*count > LF_MAX_ROWS) {
        why = (LfFault){.status = LF_ERR_LIMIT, .name = "amounts", .a = *count, .c = LF_MAX_ROWS};
        lfpg_raise(&why);
    }
    for (int32 k = 0; k < *count; k++)
        lfpg_finite(values[k], "amounts");
    return values;
}

static void
check_domain(lf_status status, LfFault *why, double value)
{
    if (status == LF_ERR_TVM_DOMAIN) {
        why->text = lf_text(lfpg_double_text(value));
    }
    lfpg_check(status, why);
}

/* (values, guess) */
PG_FUNCTION_INFO_V1(loanfin_irr);
Datum
loanfin_irr(PG_FUNCTION_ARGS)
{
    bool has_guess = !PG_ARGISNULL(1);
    LfFault why = {LF_OK};
    const double *values;
    LfFlowsRoom room;
    LfRates rates;
    LfFlows flows;
    int32 count;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    values = get_values(fcinfo, 0, &count);
    lfpg_flows_alloc(&flows, count, &room);
    lf_flows_of_periods(values, count, &flows);
    lfpg_check(lf_rates_of_flows(&flows, 1.0, LF_GREATEST_RETURN, &rates, &why), &why);
    PG_RETURN_FLOAT8(lfpg_rate_choose(&rates, "rate", has_guess,
                                      has_guess ? lfpg_finite(PG_GETARG_FLOAT8(1), "guess") : 0)
                         ->rate);
}

/* (rate, values) */
PG_FUNCTION_INFO_V1(loanfin_npv);
Datum
loanfin_npv(PG_FUNCTION_ARGS)
{
    double rate = lfpg_finite(PG_GETARG_FLOAT8(0), "rate"), result = 0;
    int32 count;
    const double *values = get_values(fcinfo, 1, &count);
    LfFault why = {LF_OK};

    check_domain(lf_tvm_npv(rate, values, count, &result, &why), &why, rate);
    PG_RETURN_FLOAT8(result);
}

/* (values, finance, reinvest) */
PG_FUNCTION_INFO_V1(loanfin_mirr);
Datum
loanfin_mirr(PG_FUNCTION_ARGS)
{
    double finance = lfpg_finite(PG_GETARG_FLOAT8(1), "finance");
    double reinvest = lfpg_finite(PG_GETARG_FLOAT8(2), "reinvest"), result = 0;
    int32 count;
    const double *values = get_values(fcinfo, 0, &count);
    LfFault why = {LF_OK};
    lf_status status = lf_tvm_mirr(values, count, finance, reinvest, &result, &why);

    check_domain(status, &why, why.a == 1 ? finance : reinvest);
    PG_RETURN_FLOAT8(result);
}
