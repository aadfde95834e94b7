/*
 * prepay(), tranche(), reprice(), defer(), extend(), step(), skip_months(): a
 * schedule in, the changed one out.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "core/change/change.h"
#include "core/change/shape.h"
#include "pg/common/entry.h"
#include "pg/schedule/open.h"
#include "pg/schedule/value.h"

/* A schedule, and space for what becomes of it. */
typedef struct Pair {
    LfSchedule *old;
    LfChanged made;
} Pair;

/* The old one is there; `more` rows may be added. */
static void
make_room(Pair *p, int32 more)
{
    lfpg_rows_alloc(&p->made.s.rows, lf_change_rows(p->old, more));
    p->made.changes = palloc((Size)lf_change_rates(p->old) * sizeof(LfRateChange));
}

/* Opens argument 0. */
static void
begin(FunctionCallInfo fcinfo, Pair *p, int32 more)
{
    p->old = lfpg_money_schedule_read(PG_GETARG_DATUM(0));
    make_room(p, more);
}

static int64
money_argument(FunctionCallInfo fcinfo, int n, const Pair *p, const char *name)
{
    return lfpg_numeric_to_minor(PG_GETARG_DATUM(n), p->old->currency, name);
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
    return lfpg_schedule_return(&p.made.s);
}

/* (effect) */
LFPG_ENTRY(loanfin_prepay_effect_name,
           CStringGetTextDatum(
               lf_prepay_effects.words[lfpg_keyword(PG_GETARG_DATUM(0), &lf_prepay_effects)]))

/* (s, from_date, annual_rate, effect) */
LFPG_FUNCTION(loanfin_reprice)
{
    LfRepriceEffect effect = (LfRepriceEffect)lfpg_keyword(PG_GETARG_DATUM(3), &lf_reprice_effects);
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "from_date");
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(2), "annual_rate");
    LfScheduleView view;
    LfSchedule old;
    Pair p = {.old = &old};

    if (lfpg_money_schedule_load_head(PG_GETARG_DATUM(0), &view, &old))
        lfpg_money_schedule_amounts(&view, lf_reprice_reads(&old, day, rate), &old.rows);
    make_room(&p, effect == LF_REPRICE_TERM ? LF_MAX_LOAN_ROWS : 0);
    LFPG_TRY(lf_reprice, p.old, day, rate, effect, &p.made);
    return lfpg_schedule_return(&p.made.s);
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
    return lfpg_schedule_return(&p.made.s);
}

/* (s, from_date, periods) */
LFPG_FUNCTION(loanfin_extend)
{
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "from_date");
    int32 periods = lfpg_int32_arg(fcinfo, 2, "periods", -LF_MAX_PERIODS, LF_MAX_PERIODS);
    Pair p;

    begin(fcinfo, &p, Min(periods, LF_MAX_LOAN_ROWS));
    LFPG_TRY(lf_extend, p.old, day, periods, &p.made);
    return lfpg_schedule_return(&p.made.s);
}

/* (s, on_date, amount) */
LFPG_FUNCTION(loanfin_tranche)
{
    int32 day = lfpg_date(PG_GETARG_DATEADT(1), "on_date");
    int64 amount;
    Pair p;

    begin(fcinfo, &p, 0);
    amount = money_argument(fcinfo, 2, &p, "amount");
    LFPG_TRY(lf_tranche, p.old, day, amount, &p.made);
    return lfpg_schedule_return(&p.made.s);
}

/* (s, growth, every) */
LFPG_FUNCTION(loanfin_step)
{
    int64 growth = lfpg_numeric_to_rate(PG_GETARG_DATUM(1), "growth");
    int32 every = lfpg_int32_arg(fcinfo, 2, "every", 1, LF_MAX_PERIODS);
    Pair p;

    begin(fcinfo, &p, 0);
    LFPG_TRY(lf_step, p.old, growth, every, &p.made);
    return lfpg_schedule_return(&p.made.s);
}

/* Months of the year as bits, January lowest. */
static uint32
months_argument(FunctionCallInfo fcinfo, int n)
{
    Datum *items;
    bool *nulls;
    uint32 months = 0;
    int count;

    deconstruct_array(PG_GETARG_ARRAYTYPE_P(n), INT4OID, sizeof(int32), true, TYPALIGN_INT, &items,
                      &nulls, &count);
    for (int i = 0; i < count; i++) {
        int32 month = nulls[i] ? 0 : DatumGetInt32(items[i]);

        if (nulls[i])
            LFPG_REFUSE(LF_ERR_NULL_ELEMENT, .name = "months");
        if (month < 1 || month > 12)
            LFPG_REFUSE(LF_ERR_RANGE_INT, .name = "months", .a = month, .b = 1, .c = 12);
        months |= (uint32)1 << (month - 1);
    }
    return months;
}

/* (s, months, interest) */
LFPG_FUNCTION(loanfin_skip_months)
{
    LfSkipInterest interest = (LfSkipInterest)lfpg_keyword(PG_GETARG_DATUM(2), &lf_skip_interests);
    uint32 months = months_argument(fcinfo, 1);
    Pair p;

    begin(fcinfo, &p, 0);
    LFPG_TRY(lf_skip_months, p.old, months, interest, &p.made);
    return lfpg_schedule_return(&p.made.s);
}
