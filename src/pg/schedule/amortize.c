/*
 * amortize(): arguments of SQL become a loan, the loan becomes a schedule.
 *
 * An optional argument that is NULL takes its default.
 */
#include "postgres.h"

#include "core/amort/amort.h"
#include "pg/common/entry.h"
#include "pg/schedule/open.h"

/* Positions of the arguments, as in sql/extension/amort.sql. */
enum {
    ARG_PRINCIPAL,
    ARG_ANNUAL_RATE,
    ARG_PERIODS,
    ARG_START_DATE,
    ARG_METHOD,
    ARG_FIRST_DUE,
    ARG_PERIOD,
    ARG_BALLOON,
    ARG_GRACE,
    ARG_IN_ADVANCE,
    ARG_FEE,
    ARG_DAY_COUNT,
    ARG_ROUNDING,
    ARG_RESIDUE,
    ARG_PAYMENT,
    ARG_PAYMENT_UNIT,
    ARG_PAYMENT_ROUNDING,
    ARG_NEGATIVE_AMORTIZATION,
    ARG_CURRENCY,
    ARG_MONTH_END
};

/* A keyword, or its default where none is given. */
static int
get_word(FunctionCallInfo fcinfo, int n, const LfKeywords *list, int otherwise)
{
    return PG_ARGISNULL(n) ? otherwise : lfpg_keyword(PG_GETARG_DATUM(n), list);
}

static bool
get_bool(FunctionCallInfo fcinfo, int n)
{
    return !PG_ARGISNULL(n) && PG_GETARG_BOOL(n);
}

/* Keywords: each a default already, replaced where one is given. */
static void
get_words(FunctionCallInfo fcinfo, LfLoan *loan)
{
    LfTerms *t = &loan->terms;

    if (!PG_ARGISNULL(ARG_CURRENCY))
        loan->currency = lfpg_currency(PG_GETARG_DATUM(ARG_CURRENCY));
    t->method = (LfMethod)get_word(fcinfo, ARG_METHOD, &lf_methods, t->method);
    t->day_count = (LfDayCount)get_word(fcinfo, ARG_DAY_COUNT, &lf_day_counts, t->day_count);
    t->residue = (LfResidue)get_word(fcinfo, ARG_RESIDUE, &lf_residues, t->residue);
    t->rounding = (LfRounding)get_word(fcinfo, ARG_ROUNDING, &lf_roundings, t->rounding);
    t->payment_rounding =
        (LfRounding)get_word(fcinfo, ARG_PAYMENT_ROUNDING, &lf_payment_roundings, t->rounding);
}

static void
get_option_amounts(FunctionCallInfo fcinfo, LfLoan *loan)
{
    LfTerms *t = &loan->terms;

    t->balloon = lfpg_minor_or_0(fcinfo, ARG_BALLOON, loan->currency, "balloon");
    loan->fee = lfpg_minor_or_0(fcinfo, ARG_FEE, loan->currency, "fee");
    loan->has_payment = !PG_ARGISNULL(ARG_PAYMENT);
    loan->payment = lfpg_minor_or_0(fcinfo, ARG_PAYMENT, loan->currency, "payment");
    if (!PG_ARGISNULL(ARG_PAYMENT_UNIT))
        t->payment_unit =
            lfpg_amount(PG_GETARG_DATUM(ARG_PAYMENT_UNIT), loan->currency, "payment_unit", 1);
}

static void
get_option_calendar(FunctionCallInfo fcinfo, LfLoan *loan)
{
    LfTerms *t = &loan->terms;

    t->has_first_due = !PG_ARGISNULL(ARG_FIRST_DUE);
    if (t->has_first_due)
        t->first_due = lfpg_date(PG_GETARG_DATEADT(ARG_FIRST_DUE), "first_due");
    t->period = (LfPeriod){.months = 1};
    if (!PG_ARGISNULL(ARG_PERIOD))
        lfpg_interval_to_period(PG_GETARG_DATUM(ARG_PERIOD), "period", &t->period.months,
                                &t->period.days);
    t->period.month_end = get_bool(fcinfo, ARG_MONTH_END);
    t->grace = PG_ARGISNULL(ARG_GRACE)
                   ? 0
                   : lfpg_int32_arg(fcinfo, ARG_GRACE, "grace", 0, LF_MAX_PERIODS - 1);
    t->in_advance = get_bool(fcinfo, ARG_IN_ADVANCE);
    t->negative_amortization = get_bool(fcinfo, ARG_NEGATIVE_AMORTIZATION);
}

/* Options that are constants of the query, read once. */
typedef struct Options {
    bool constant;
    LfLoan loan;
} Options;

static void
get_options(FunctionCallInfo fcinfo, LfLoan *loan)
{
    *loan = (LfLoan){.currency = LF_NO_CURRENCY};
    get_words(fcinfo, loan);
    get_option_amounts(fcinfo, loan);
    get_option_calendar(fcinfo, loan);
}

/* The options of this call: those kept, where the call has constants there. */
static void
begin_loan(FunctionCallInfo fcinfo, LfLoan *loan)
{
    Options *options = fcinfo->flinfo->fn_extra;

    if (options == NULL) {
        options = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(Options));
        options->constant = true;
        for (int n = ARG_METHOD; n <= ARG_MONTH_END; n++)
            options->constant &= lfpg_arg_is_constant(fcinfo, n);
        if (options->constant)
            get_options(fcinfo, &options->loan);
        fcinfo->flinfo->fn_extra = options;
    }
    if (options->constant)
        *loan = options->loan;
    else
        get_options(fcinfo, loan);
}

LFPG_FUNCTION(loanfin_amortize)
{
    ExpandedSchedule *result;
    LfLoan loan;

    if (PG_ARGISNULL(ARG_PRINCIPAL) || PG_ARGISNULL(ARG_ANNUAL_RATE) ||
        PG_ARGISNULL(ARG_START_DATE) || (PG_ARGISNULL(ARG_PERIODS) && PG_ARGISNULL(ARG_PAYMENT)))
        PG_RETURN_NULL();
    begin_loan(fcinfo, &loan);
    loan.principal =
        lfpg_numeric_to_minor(PG_GETARG_DATUM(ARG_PRINCIPAL), loan.currency, "principal");
    loan.terms.rate_e12 = lfpg_numeric_to_rate(PG_GETARG_DATUM(ARG_ANNUAL_RATE), "annual_rate");
    loan.start_date = lfpg_date(PG_GETARG_DATEADT(ARG_START_DATE), "start_date");
    if (PG_ARGISNULL(ARG_PERIODS))
        LFPG_TRY(lf_loan_find_periods, &loan);
    else {
        loan.terms.periods = lfpg_int32_arg(fcinfo, ARG_PERIODS, "periods", 1, LF_MAX_PERIODS);
        LFPG_TRY(lf_loan_check, &loan);
    }
    result = lfpg_expanded_schedule_new(lf_loan_rows(&loan));
    LFPG_TRY(lf_amortize, &loan, false, &result->schedule);
    return lfpg_expanded_schedule_datum(result);
}
