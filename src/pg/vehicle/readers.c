/*
 * vehicle_value(), ltv(), positive_equity_date(), ltv_limit().
 */
#include "postgres.h"

#include "core/base/ratio.h"
#include "core/vehicle/curve.h"
#include "pg/common/rows.h"
#include "pg/schedule/open.h"
#include "pg/vehicle/curve.h"

static int64
price_argument(FunctionCallInfo fcinfo, int n, LfCurrency currency)
{
    int64 price = lfpg_numeric_to_minor(PG_GETARG_DATUM(n), currency, "price");

    if (price < 0 || price > LF_MAX_MONEY)
        LFPG_REFUSE(LF_ERR_RANGE_MONEY, .scale = lf_currency_scale(currency), .name = "price",
                    .a = price, .c = LF_MAX_MONEY);
    return price;
}

/* Mileage and condition, each NULL where it is not known. */
static void
state_arguments(FunctionCallInfo fcinfo, int km, int condition, const LfCurve *curve, LfVehicle *v)
{
    LfText word;

    v->condition = -1;
    v->has_km = !PG_ARGISNULL(km);
    if (v->has_km)
        v->km = lfpg_int_arg(fcinfo, km, "km", 0, (int32)LF_MAX_KM);
    if (PG_ARGISNULL(condition))
        return;
    word = lfpg_word(PG_GETARG_DATUM(condition));
    LFPG_TRY(lf_curve_condition, curve, word, &v->condition);
}

/* (curve, price, age, km, condition, currency) */
LFPG_FUNCTION(loanfin_vehicle_value)
{
    LfCurrency currency = LF_NO_CURRENCY;
    const LfCurve *curve;
    LfVehicle v = {0};
    int64 value = 0;

    for (int n = 0; n < 3; n++)
        if (PG_ARGISNULL(n))
            PG_RETURN_NULL();
    curve = lfpg_curve_argument(fcinfo, 0);
    if (!PG_ARGISNULL(5))
        currency = lfpg_currency(PG_GETARG_DATUM(5));
    v.price = price_argument(fcinfo, 1, currency);
    v.age = lfpg_int_arg(fcinfo, 2, "age", 0, LF_MAX_GIVEN_MOB);
    state_arguments(fcinfo, 3, 4, curve, &v);
    LFPG_TRY(lf_vehicle_value, curve, &v, &value);
    return lfpg_numeric_from_int64(value, lf_currency_scale(currency));
}

/* The age of a used car at the start, and with it that on a day. */
static void
bought_argument(FunctionCallInfo fcinfo, int n, LfVehicle *v)
{
    v->used = !PG_ARGISNULL(n);
    if (v->used)
        v->bought_at = lfpg_int_arg(fcinfo, n, "bought_at", 0, LF_MAX_GIVEN_MOB);
}

static void
set_age(LfVehicle *v, int32 start, int32 day)
{
    v->age = v->bought_at +
             lf_due_count_until((LfDueCalendar){start, 1, {.months = 1}}, LF_MAX_GIVEN_MOB, day);
}

/* (s, curve, price, as_of, km, condition, bought_at) */
LFPG_FUNCTION(loanfin_ltv)
{
    int64 value = 0, ratio_e8 = 0;
    const LfCurve *curve;
    LfVehicle v = {0};
    LfScheduleReader r;
    lf_int128 balance;
    int32 as_of, rows;

    for (int n = 0; n < 4; n++)
        if (PG_ARGISNULL(n))
            PG_RETURN_NULL();
    curve = lfpg_curve_argument(fcinfo, 1);
    as_of = lfpg_date(PG_GETARG_DATEADT(3), "as_of");
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    rows = lfpg_schedule_rows_until(&r, as_of);
    lfpg_schedule_read(&r, LF_READ_PRINCIPAL, rows);
    balance = r.view.opening;
    for (int32 k = 0; k < rows; k++)
        balance -= r.rows.principal[k];
    v.price = price_argument(fcinfo, 2, r.view.currency);
    bought_argument(fcinfo, 6, &v);
    set_age(&v, r.view.start_date, as_of);
    state_arguments(fcinfo, 4, 5, curve, &v);
    LFPG_TRY(lf_vehicle_value, curve, &v, &value);
    if (value == 0)
        PG_RETURN_NULL();
    LFPG_TRY(lf_ratio, balance, value, &ratio_e8);
    return lfpg_numeric_from_int64(ratio_e8, LF_RATIO_DECIMALS);
}

/* Whether the balance on a day is above the value. */
static bool
is_above(const LfCurve *curve, LfVehicle *v, int32 start, int32 day, lf_int128 balance)
{
    int64 value = 0;

    set_age(v, start, day);
    LFPG_TRY(lf_vehicle_value, curve, v, &value);
    return balance > value;
}

/* (s, curve, price, bought_at) */
LFPG_FUNCTION(loanfin_positive_equity_date)
{
    LfVehicle v = {.condition = -1};
    const LfCurve *curve;
    LfScheduleReader r;
    lf_int128 balance;
    int32 start, since;
    bool above;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
        PG_RETURN_NULL();
    curve = lfpg_curve_argument(fcinfo, 1);
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    lfpg_schedule_read(&r, LF_READ_DUE | LF_READ_PRINCIPAL, r.view.count);
    v.price = price_argument(fcinfo, 2, r.view.currency);
    bought_argument(fcinfo, 3, &v);
    since = start = r.view.start_date;
    balance = r.view.opening;
    above =
        (r.view.count == 0 || r.rows.due[0] > start) && is_above(curve, &v, start, start, balance);
    for (int32 k = 0; k < r.view.count; k++) {
        balance -= r.rows.principal[k];
        if (k + 1 < r.view.count && r.rows.due[k + 1] == r.rows.due[k])
            continue;
        if (is_above(curve, &v, start, r.rows.due[k], balance))
            above = true;
        else if (above) {
            above = false;
            since = r.rows.due[k];
        }
    }
    if (above)
        PG_RETURN_NULL();
    PG_RETURN_DATEADT(since);
}

/* The one row of ltv_limit, or none. */
typedef struct LimitStream {
    LfLtvLimit limit;
    bool is_left;
} LimitStream;

static int
word_argument(FunctionCallInfo fcinfo, int n, const LfKeywords *words)
{
    return PG_ARGISNULL(n) ? 0 : lfpg_keyword(PG_GETARG_DATUM(n), words);
}

/* (country, on_date, use, energy, vehicle) */
static void
open_limit(FunctionCallInfo fcinfo, void *opened)
{
    LimitStream *stream = opened;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
        return;
    (void)lfpg_keyword(PG_GETARG_DATUM(0), &lf_limit_countries);
    stream->is_left =
        lf_ltv_limit(lfpg_date(PG_GETARG_DATEADT(1), "on_date"),
                     (LfLoanUse)word_argument(fcinfo, 2, &lf_loan_uses),
                     (LfEnergy)word_argument(fcinfo, 3, &lf_energies),
                     (LfVehicleState)word_argument(fcinfo, 4, &lf_vehicle_states), &stream->limit);
}

static bool
next_limit(void *opened, Datum *values, bool *nulls)
{
    LimitStream *stream = opened;

    if (!stream->is_left)
        return false;
    stream->is_left = false;
    nulls[0] = stream->limit.by_lender;
    if (!nulls[0])
        values[0] = lfpg_numeric_from_int64(stream->limit.limit_e2, 2);
    values[1] = lfpg_utf8_text(stream->limit.source, &nulls[1]);
    values[2] = DateADTGetDatum(stream->limit.since);
    return true;
}

LFPG_ROWS(loanfin_ltv_limit, LimitStream, open_limit, next_limit)
