/*
 * prepay(), reprice(), defer(), extend(): a schedule in, the changed one out.
 */
#include "postgres.h"

#include "core/change/change.h"
#include "pg/common/entry.h"
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

/* The changed schedule as a value. */
static Datum
changed(const Pair *p)
{
    LfFault why = {LF_OK};

    PG_RETURN_POINTER(lfpg_made(lfpg_money_schedule_make(&p->made.s, &why), &why));
}

/* (s, on_date, amount, effect, fee) */
LFPG_FUNCTION(loanfin_prepay)
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
    return changed(&p);
}

/* (s, from_date, annual_rate, effect) */
LFPG_FUNCTION(loanfin_reprice)
{
    LfRepriceEffect effect = (LfRepriceEffect)lfpg_keyword(PG_GETARG_DATUM(3), &lf_reprice_effects);
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "from_date");
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(2), "annual_rate");
    Pair p;

    begin(fcinfo, &p, effect == LF_REPRICE_TERM ? LF_MAX_LOAN_ROWS : 0);
    LFPG_TRY(lf_reprice, p.old, day, rate, effect, &p.made);
    return changed(&p);
}

/* (s, from_date, periods, interest) */
LFPG_FUNCTION(loanfin_defer)
{
    LfDeferInterest interest =
        (LfDeferInterest)lfpg_keyword(PG_GETARG_DATUM(3), &lf_defer_interests);
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "from_date");
    int32 periods = lfpg_int32_arg(fcinfo, 2, "periods", -LF_MAX_PERIODS, LF_MAX_PERIODS);
    Pair p;

    begin(fcinfo, &p, Min(periods, LF_MAX_LOAN_ROWS));
    LFPG_TRY(lf_defer, p.old, day, periods, interest, &p.made);
    return changed(&p);
}

/* (s, from_date, periods) */
LFPG_FUNCTION(loanfin_extend)
{
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "from_date");
    int32 periods = lfpg_int32_arg(fcinfo, 2, "periods", -LF_MAX_PERIODS, LF_MAX_PERIODS);
    Pair p;

    begin(fcinfo, &p, Min(periods, LF_MAX_LOAN_ROWS));
    LFPG_TRY(lf_extend, p.old, day, periods, &p.made);
    return changed(&p);
}
