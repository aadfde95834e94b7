/*
 * Single values of a commission plan, what a statement has added up, and
 * split_amount.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "core/commission/split.h"
#include "core/commission/tiers.h"
#include "core/time/calendar.h"
#include "pg/common/value.h"
#include "pg/commission/statement.h"
#include "pg/history/value.h"

/* Days past due that a default is more than, unless the call says otherwise. */
#define DEFAULT_OVER_DAYS 90

LFPG_ENTRY(loanfin_commission_statement_empty,
           PointerGetDatum(lfpg_commission_statement_new(PG_GETARG_COMMISSION_PLAN_P(0))))

LFPG_FUNCTION(loanfin_commission_statement_plan)
{
    CommissionStatement *st = PG_GETARG_COMMISSION_STATEMENT_P(0);

    PG_RETURN_COMMISSION_PLAN_P(
        lfpg_value_of_bytes((const uint8_t *)st->plan, lfpg_statement_plan_length(st)));
}

LFPG_ENTRY(loanfin_commission_loan_count,
           Int64GetDatum(PG_GETARG_COMMISSION_STATEMENT_P(0)->sums.loans))

LFPG_FUNCTION(loanfin_commission_currency)
{
    LfCommissionPlan plan;

    lfpg_commission_statement_plan(PG_GETARG_COMMISSION_STATEMENT_P(0), &plan);
    return lfpg_return_currency(fcinfo, plan.currency);
}

/* The sum of bases, or of amounts. */
static Datum
total(const CommissionStatement *st, bool of_bases)
{
    lf_int128 sum = of_bases ? st->sums.base : st->sums.amount;
    LfCommissionPlan plan;

    lfpg_commission_statement_plan(st, &plan);
    if (!lf_fits_int64(sum))
        LFPG_REFUSE(LF_ERR_OVERFLOW, .name = of_bases ? "total_base" : "total_amount");
    return lfpg_numeric_from_int64((int64)sum, plan.scale);
}

LFPG_ENTRY(loanfin_total_amount, total(PG_GETARG_COMMISSION_STATEMENT_P(0), false))
LFPG_ENTRY(loanfin_total_base, total(PG_GETARG_COMMISSION_STATEMENT_P(0), true))

/* commission(plan, amount, base = amount) */
LFPG_FUNCTION(loanfin_commission)
{
    LfCommissionPlan plan;
    int64 amount, base, commission;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        PG_RETURN_NULL();
    lfpg_commission_plan_read(PG_GETARG_COMMISSION_PLAN_P(0), &plan);
    amount = lfpg_numeric_to_minor(PG_GETARG_DATUM(1), plan.currency, "amount");
    base =
        PG_ARGISNULL(2) ? amount : lfpg_numeric_to_minor(PG_GETARG_DATUM(2), plan.currency, "base");
    LFPG_TRY(lf_commission_of_loan, &plan, amount, base, &commission);
    PG_RETURN_DATUM(lfpg_numeric_from_int64(commission, plan.scale));
}

/* clawback(plan, paid, months_on_book, event) */
LFPG_FUNCTION(loanfin_clawback)
{
    int64 months = PG_GETARG_INT64(2);
    LfCommissionPlan plan;
    LfLoanEvent event;
    int64 paid;
    bool hit;

    lfpg_commission_plan_read(PG_GETARG_COMMISSION_PLAN_P(0), &plan);
    event = (LfLoanEvent)lfpg_keyword(PG_GETARG_DATUM(3), &lf_loan_events);
    paid = lfpg_numeric_to_minor(PG_GETARG_DATUM(1), plan.currency, "paid");
    LFPG_TRY(lf_clawback_check, paid, months, plan.scale);
    PG_RETURN_DATUM(lfpg_numeric_from_int64(
        lf_clawback(plan.window, plan.window_count, event, paid, months, &hit), plan.scale));
}

/* Whether a month begins in a range of days; no range: always. */
static bool
begins_in(int32 month, FunctionCallInfo fcinfo, int n)
{
    int32 from, to, day = lf_month_start(month);

    if (PG_ARGISNULL(n))
        return true;
    lfpg_daterange(PG_GETARG_DATUM(n), &from, &to);
    return day >= from && day < to;
}

static int64
over_argument(FunctionCallInfo fcinfo, int n)
{
    if (PG_ARGISNULL(n))
        return DEFAULT_OVER_DAYS;
    return lfpg_int_arg(fcinfo, n, "over_days", 0, PG_INT32_MAX);
}

/* clawback_from(plan, paid, h, originated, matures = NULL, over_days = 90, during = NULL) */
LFPG_FUNCTION(loanfin_clawback_from)
{
    int32 month, matures = PG_INT32_MIN, months = 0;
    LfCommissionPlan plan;
    LfHistoryRoom room;
    LfLoanEvent event;
    LfHistory h;
    int64 paid, clawed = 0;
    bool found, hit;

    for (int n = 0; n < 4; n++)
        if (PG_ARGISNULL(n))
            PG_RETURN_NULL();
    lfpg_commission_plan_read(PG_GETARG_COMMISSION_PLAN_P(0), &plan);
    paid = lfpg_numeric_to_minor(PG_GETARG_DATUM(1), plan.currency, "paid");
    lfpg_payment_history_read(PG_GETARG_PAYMENT_HISTORY_P(2), LFPG_ARREARS | LFPG_BALANCES, &h,
                              &room);
    if (!PG_ARGISNULL(4))
        matures = lf_month_of(lfpg_date(PG_GETARG_DATEADT(4), "matures"));
    found = lf_clawback_find(&h, over_argument(fcinfo, 5), matures, &event, &month) &&
            begins_in(month, fcinfo, 6);
    if (found)
        months = month - lf_month_of(lfpg_date(PG_GETARG_DATEADT(3), "originated"));
    LFPG_TRY(lf_clawback_check, paid, months, plan.scale);
    if (found)
        clawed = lf_clawback(plan.window, plan.window_count, event, paid, months, &hit);
    PG_RETURN_DATUM(lfpg_numeric_from_int64(clawed, plan.scale));
}

static _Noreturn void
refuse_weights(const char *what)
{
    LFPG_REFUSE(LF_ERR_WEIGHTS, .text2 = lf_text(what));
}

static lf_int128
read_weight(Datum number)
{
    lf_int128 weight;

    if (lfpg_numeric_to_int128(number, LF_RATIO_DECIMALS, &weight) != LF_OK)
        weight = lfpg_numeric_to_scaled(number, LF_RATIO_DECIMALS, "weight");
    if (weight < 0)
        refuse_weights("contain a negative one");
    if (weight > (lf_int128)LF_MAX_SPLIT_WEIGHT * LF_ONE_E8)
        refuse_weights("contain one above 10^18");
    return weight;
}

/* The weights at 8 decimals. */
static lf_int128_stored *
read_weights(ArrayType *array, int *count)
{
    lf_int128_stored *weight;
    lf_int128 sum = 0;
    Datum *numbers;
    bool *nulls;

    deconstruct_array(array, NUMERICOID, -1, false, TYPALIGN_INT, &numbers, &nulls, count);
    if (*count == 0)
        refuse_weights("are empty");
    if (*count > LF_MAX_SPLIT_PARTS)
        LFPG_REFUSE(LF_ERR_LIMIT, .name = "weights", .a = *count, .c = LF_MAX_SPLIT_PARTS);
    weight = palloc(sizeof(lf_int128_stored) * (Size)*count);
    for (int i = 0; i < *count; i++) {
        if (nulls[i])
            LFPG_REFUSE(LF_ERR_NULL_ELEMENT, .name = "weights");
        weight[i] = read_weight(numbers[i]);
        sum += weight[i];
    }
    if (sum == 0)
        refuse_weights("are all 0");
    return weight;
}

/* split_amount(amount, weights, currency = NULL) */
LFPG_FUNCTION(loanfin_split_amount)
{
    LfCurrency currency = lfpg_currency_argument(fcinfo, 2);
    int scale = lf_currency_scale(currency), count;
    lf_int128_stored *weight, *remainder;
    int64 amount, *part;
    int32 *order;
    Datum *parts;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        PG_RETURN_NULL();
    amount = lfpg_amount(PG_GETARG_DATUM(0), currency, "amount", -LF_MAX_MONEY);
    weight = read_weights(PG_GETARG_ARRAYTYPE_P(1), &count);
    remainder = palloc(sizeof(lf_int128_stored) * (Size)count);
    part = palloc(sizeof(int64) * (Size)count);
    order = palloc(sizeof(int32) * (Size)count);
    lf_split(amount, weight, count, part, order, remainder);
    parts = palloc(sizeof(Datum) * (Size)count);
    for (int i = 0; i < count; i++)
        parts[i] = lfpg_numeric_from_int64(part[i], scale);
    PG_RETURN_ARRAYTYPE_P(construct_array(parts, count, NUMERICOID, -1, false, TYPALIGN_INT));
}
