/*
 * prepay(), reprice(), defer(), extend(): a schedule in, the changed one out.
 */
#include "postgres.h"

#include "fmgr.h"

#include "core/change/change.h"
#include "pg/common/args.h"
#include "pg/common/date.h"
#include "pg/common/error.h"
#include "pg/common/numeric.h"
#include "pg/common/text.h"
#include "pg/schedule/open.h"
#include "pg/schedule/value.h"

/* A schedule, and room for what becomes of it. */
typedef struct Pair {
    LfSchedule *old;
    LfChanged made;
} Pair;

/* Opens argument 0; `more` rows may be added. */
static void
begin(FunctionCallInfo fcinfo, Pair *p, int32 more)
{
    p->old = lfpg_money_schedule_load(PG_GETARG_DATUM(0));
    lfpg_rows_alloc(&p->made.s.rows, lf_change_rows(p->old, more));
    p->made.changes = palloc((Size)lf_change_rates(p->old) * sizeof(LfRateChange));
}

static int64
money_argument(FunctionCallInfo fcinfo, int n, const Pair *p, const char *name)
{
    return lfpg_numeric_to_minor(PG_GETARG_DATUM(n), p->old->currency, name);
}

/* (s, on_date, amount, effect, fee) */
PG_FUNCTION_INFO_V1(loanfin_prepay);
Datum
loanfin_prepay(PG_FUNCTION_ARGS)
{
    LfPrepayEffect effect = (LfPrepayEffect)lfpg_keyword(PG_GETARG_DATUM(3), &lf_prepay_effects);
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "on_date");
    int64 amount, fee;
    Pair p;

    begin(fcinfo, &p, 0);
    amount = money_argument(fcinfo, 2, &p, "amount");
    fee = money_argument(fcinfo, 4, &p, "fee");
    if (fee < 0)
        LFPG_REFUSE(LF_ERR_NEGATIVE, .scale = lf_currency_scale(p.old->currency), .name = "fee",
                    .a = fee);
    LFPG_TRY(lf_prepay, p.old, day, amount, effect, fee, &p.made);
    PG_RETURN_MONEY_SCHEDULE_P(lfpg_money_schedule_store(&p.made.s));
}

/* (s, from_date, annual_rate, effect) */
PG_FUNCTION_INFO_V1(loanfin_reprice);
Datum
loanfin_reprice(PG_FUNCTION_ARGS)
{
    LfRepriceEffect effect = (LfRepriceEffect)lfpg_keyword(PG_GETARG_DATUM(3), &lf_reprice_effects);
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "from_date");
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(2), "annual_rate");
    Pair p;

    begin(fcinfo, &p, effect == LF_REPRICE_TERM ? LF_MAX_LOAN_ROWS : 0);
    LFPG_TRY(lf_reprice, p.old, day, rate, effect, &p.made);
    PG_RETURN_MONEY_SCHEDULE_P(lfpg_money_schedule_store(&p.made.s));
}

/* (s, from_date, periods, interest) */
PG_FUNCTION_INFO_V1(loanfin_defer);
Datum
loanfin_defer(PG_FUNCTION_ARGS)
{
    LfDeferInterest interest =
        (LfDeferInterest)lfpg_keyword(PG_GETARG_DATUM(3), &lf_defer_interests);
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "from_date");
    int32 periods = lfpg_int32_arg(fcinfo, 2, "periods", -LF_MAX_PERIODS, LF_MAX_PERIODS);
    Pair p;

    begin(fcinfo, &p, Min(periods, LF_MAX_LOAN_ROWS));
    LFPG_TRY(lf_defer, p.old, day, periods, interest, &p.made);
    PG_RETURN_MONEY_SCHEDULE_P(lfpg_money_schedule_store(&p.made.s));
}

/* (s, from_date, periods) */
PG_FUNCTION_INFO_V1(loanfin_extend);
Datum
loanfin_extend(PG_FUNCTION_ARGS)
{
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "from_date");
    int32 periods = lfpg_int32_arg(fcinfo, 2, "periods", -LF_MAX_PERIODS, LF_MAX_PERIODS);
    Pair p;

    begin(fcinfo, &p, Min(periods, LF_MAX_LOAN_ROWS));
    LFPG_TRY(lf_extend, p.old, day, periods, &p.made);
    PG_RETURN_MONEY_SCHEDULE_P(lfpg_money_schedule_store(&p.made.s));
}
