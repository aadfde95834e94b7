/*
 * pmt(), fv(), ... pduration(): the spreadsheet's functions of level payments.
 *
 * Each is a list of its arguments' names and a function of core.
 */
#include "postgres.h"

#include "utils/float.h"

#include "core/rates/tvm.h"
#include "pg/common/value.h"
#include "pg/rates/flows.h"

#define MAX_ARGUMENTS 6

/* Names in the order of SQL; one that begins with # is a bigint. */
typedef struct Function {
    LfTvm *compute;
    const char *name[MAX_ARGUMENTS];
} Function;

static double
get_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
    if (name[0] == '#')
        return (double)PG_GETARG_INT64(n);
    return lfpg_finite(PG_GETARG_FLOAT8(n), name);
}

static Datum
answer(FunctionCallInfo fcinfo, const Function *f)
{
    LfFault why = {LF_OK};
    double arg[MAX_ARGUMENTS], result = 0;
    lf_status status;

    for (int n = 0; n < MAX_ARGUMENTS && f->name[n] != NULL; n++)
        arg[n] = get_argument(fcinfo, n, f->name[n]);
    status = f->compute(arg, &result, &why);
    if (status == LF_ERR_TVM_DOMAIN) {
        why.text = lf_text(lfpg_double_text(arg[why.a]));
    }
    lfpg_check(status, &why);
    PG_RETURN_FLOAT8(result);
}

#define TVM(function, ...) \
    static const Function function##_function = {lf_tvm_##function, {__VA_ARGS__}}; \
    LFPG_ENTRY(loanfin_##function, answer(fcinfo, &function##_function))

TVM(pmt, "rate", "nper", "pv", "fv", "type")
TVM(fv, "rate", "nper", "pmt", "pv", "type")
TVM(pv, "rate", "nper", "pmt", "fv", "type")
TVM(nper, "rate", "pmt", "pv", "fv", "type")
TVM(ipmt, "rate", "per", "nper", "pv", "fv", "type")
TVM(ppmt, "rate", "per", "nper", "pv", "fv", "type")
TVM(cumipmt, "rate", "nper", "pv", "#start_period", "#end_period", "#type")
TVM(cumprinc, "rate", "nper", "pv", "#start_period", "#end_period", "#type")
TVM(ispmt, "rate", "per", "nper", "pv")
TVM(effect, "nominal", "#npery")
TVM(nominal, "effective", "#npery")
TVM(rri, "nper", "pv", "fv")
TVM(pduration, "rate", "pv", "fv")

/* (nper, pmt, pv, fv, type, guess) */
PG_FUNCTION_INFO_V1(loanfin_rate);
Datum
loanfin_rate(PG_FUNCTION_ARGS)
{
    static const char *const names[] = {"nper", "pmt", "pv", "fv", "type"};
    double arg[lengthof(names)];
    bool has_guess = !PG_ARGISNULL(5);
    LfFault why = {LF_OK};
    LfRates rates;
    lf_status status;

    for (int n = 0; n < lengthof(names); n++) {
        if (PG_ARGISNULL(n))
            PG_RETURN_NULL();
        arg[n] = get_argument(fcinfo, n, names[n]);
    }
    status = lf_tvm_check_rate(arg, &why);
    if (status == LF_ERR_TVM_DOMAIN) {
        why.text = lf_text(lfpg_double_text(arg[why.a]));
    }
    lfpg_check(status, &why);
    lfpg_check(lf_rates_of_annuity(arg[0], arg[1], arg[2], arg[3], arg[4] > 0, &rates, &why), &why);
    PG_RETURN_FLOAT8(lfpg_rate_choose(&rates, "rate", has_guess,
                                      has_guess ? lfpg_finite(PG_GETARG_FLOAT8(5), "guess") : 0)
                         ->rate);
}
