/*
 * Readers of one money_schedule that give one number, each unpacking only the
 * columns it needs; weighted_average_life(), present_value(), duration(); day
 * counts of two dates.
 */
#include "postgres.h"

#include "core/schedule/accrual.h"
#include "core/schedule/valuation.h"
#include "core/base/round.h"
#include "core/time/daycount.h"
#include "pg/common/entry.h"
#include "pg/schedule/open.h"

static Datum
return_sum(const LfScheduleReader *r, lf_int128 sum, const char *name)
{
    if (lf_fits_int64(sum))
        return lfpg_numeric_from_int64((int64)sum, lfpg_schedule_scale(r));

    LFPG_REFUSE(LF_ERR_OVERFLOW, .name = name);
}

#define LF_READ_PAYMENT (LF_READ_PRINCIPAL | LF_READ_INTEREST | LF_READ_FEE)

/* Sum over rows [from, to). */
static lf_int128
sum_rows(LfScheduleReader *r, int32 from, int32 to, int parts)
{
    const LfRows *rows = &r->rows;
    lf_int128 sum = 0;

    lfpg_schedule_read(r, parts, to);
    if ((parts & LF_READ_PRINCIPAL) != 0)
        sum += lf_column_sum(rows->principal + from, to - from);
    if ((parts & LF_READ_INTEREST) != 0)
        sum += lf_column_sum(rows->interest + from, to - from);
    if ((parts & LF_READ_FEE) != 0)
        sum += lf_column_sum(rows->fee + from, to - from);
    return sum;
}

/* What the head of a schedule says, opened as r. */
#define HEAD_READER(name, answer) \
    LFPG_FUNCTION(name) \
    { \
        LfScheduleReader r; \
\
        lfpg_schedule_open(PG_GETARG_DATUM(0), false, &r); \
        return answer; \
    }

HEAD_READER(loanfin_principal, lfpg_numeric_from_int64(r.view.opening, lfpg_schedule_scale(&r)))
HEAD_READER(loanfin_start_date, DateADTGetDatum(r.view.start_date))
HEAD_READER(loanfin_installment_count, Int32GetDatum(r.view.count))
HEAD_READER(loanfin_currency, lfpg_return_currency(fcinfo, r.view.currency))

LFPG_FUNCTION(loanfin_annual_rate)
{
    LfScheduleReader r;
    const LfTerms *t;

    lfpg_schedule_open(PG_GETARG_DATUM(0), false, &r);
    t = lfpg_schedule_terms(&r);
    if (t == NULL)
        PG_RETURN_NULL();
    return lfpg_numeric_from_int64(t->change_count > 0 ? t->changes[t->change_count - 1].rate_e12
                                                       : t->rate_e12,
                                   LF_RATE_DECIMALS);
}

LFPG_FUNCTION(loanfin_maturity_date)
{
    LfScheduleReader r;

    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    if (r.view.count == 0)
        PG_RETURN_NULL();
    PG_RETURN_DATEADT(lfpg_schedule_due(&r, r.view.count - 1));
}

LFPG_FUNCTION(loanfin_next_due)
{
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    LfScheduleReader r;
    int32 row;

    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    row = lfpg_schedule_rows_until(&r, as_of);
    if (row == r.view.count)
        PG_RETURN_NULL();
    PG_RETURN_DATEADT(lfpg_schedule_due(&r, row));
}

LFPG_FUNCTION(loanfin_payment)
{
    int64 number = PG_GETARG_INT64(1);
    LfScheduleReader r;

    lfpg_schedule_open(PG_GETARG_DATUM(0), false, &r);
    if (number < 1)
        LFPG_REFUSE(LF_ERR_ROW_NUMBER, .a = number, .c = r.view.count);
    if (number > r.view.count)
        PG_RETURN_NULL();
    return return_sum(&r, sum_rows(&r, (int32)number - 1, (int32)number, LF_READ_PAYMENT),
                      "payment");
}

static Datum
total(LfScheduleReader *r, int parts, const char *name)
{
    return return_sum(r, sum_rows(r, 0, r->view.count, parts), name);
}

HEAD_READER(loanfin_total_interest, total(&r, LF_READ_INTEREST, "total interest"))
HEAD_READER(loanfin_total_fee, total(&r, LF_READ_FEE, "total fee"))
HEAD_READER(loanfin_total_payment, total(&r, LF_READ_PAYMENT, "total payment"))

/* Rows whose due date lies in the range of argument 1. */
static Datum
due_in_range(FunctionCallInfo fcinfo, int parts, const char *name)
{
    int32 from, to, first, last;
    LfScheduleReader r;

    lfpg_daterange(PG_GETARG_DATUM(1), &from, &to);
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    if (from >= to)
        return return_sum(&r, 0, name);
    first = lfpg_schedule_rows_until(&r, from - 1);
    last = lfpg_schedule_rows_until(&r, to - 1);
    return return_sum(&r, sum_rows(&r, first, last, parts), name);
}

LFPG_ENTRY(loanfin_principal_due, due_in_range(fcinfo, LF_READ_PRINCIPAL, "principal due"))
LFPG_ENTRY(loanfin_interest_due, due_in_range(fcinfo, LF_READ_INTEREST, "interest due"))
LFPG_ENTRY(loanfin_fee_due, due_in_range(fcinfo, LF_READ_FEE, "fee due"))
LFPG_ENTRY(loanfin_payment_due, due_in_range(fcinfo, LF_READ_PAYMENT, "payment due"))

LFPG_FUNCTION(loanfin_balance_at)
{
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    LfScheduleReader r;
    int32 rows;

    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    rows = lfpg_schedule_rows_until(&r, as_of);
    return return_sum(&r, r.view.opening - sum_rows(&r, 0, rows, LF_READ_PRINCIPAL), "balance");
}

/* Interest accrued as of the day of argument 1; with the balance of that day, what pays it off. */
static Datum
accrued(FunctionCallInfo fcinfo, bool with_balance, const char *name)
{
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of"), rows;
    int64 interest = 0;
    LfScheduleReader r;
    LfAccrual a;

    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &r);
    a = (LfAccrual){.start_date = r.view.start_date, .previous_due = r.view.start_date};
    rows = lfpg_schedule_rows_until(&r, as_of);
    a.balance = (int64)(r.view.opening - sum_rows(&r, 0, rows, LF_READ_PRINCIPAL));
    if (rows < r.view.count) {
        lfpg_schedule_read(&r, LF_READ_INTEREST, rows + 1);
        a.next_interest = r.rows.interest[rows];
        if (rows > 0)
            a.previous_due = lfpg_schedule_due(&r, rows - 1);
        a.next_due = lfpg_schedule_due(&r, rows);
        a.terms = lfpg_schedule_terms(&r);
        LFPG_TRY(lf_accrued_interest, &a, as_of, &interest);
    }
    return return_sum(&r, (lf_int128)interest + (with_balance ? a.balance : 0), name);
}

LFPG_ENTRY(loanfin_accrued_interest, accrued(fcinfo, false, "accrued interest"))
LFPG_ENTRY(loanfin_payoff, accrued(fcinfo, true, "payoff"))

#define YEARS_DECIMALS 8

/* All rows of argument 0. */
static const LfRows *
read_rows(FunctionCallInfo fcinfo, LfScheduleReader *r)
{
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, r);
    lfpg_schedule_read(r, LF_READ_ALL, r->view.count);
    return &r->rows;
}

static Datum
years_or_null(FunctionCallInfo fcinfo, bool known, int64 years)
{
    if (!known)
        PG_RETURN_NULL();
    return lfpg_numeric_from_int64(years, YEARS_DECIMALS);
}

LFPG_FUNCTION(loanfin_weighted_average_life)
{
    LfScheduleReader r;
    int64 years = 0;
    const LfRows *rows;
    int32 as_of;
    bool known;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    rows = read_rows(fcinfo, &r);
    as_of = PG_ARGISNULL(1) ? r.view.start_date : lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    LFPG_TRY(lf_average_life, rows, as_of, &known, &years);
    return years_or_null(fcinfo, known, years);
}

LFPG_FUNCTION(loanfin_present_value)
{
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(1), "annual_rate");
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of");
    LfScheduleReader r;
    const LfRows *rows;
    int64 value;

    rows = read_rows(fcinfo, &r);
    LFPG_TRY(lf_present_value, rows, rate, as_of, &value);
    return lfpg_numeric_from_int64(value, lfpg_schedule_scale(&r));
}

LFPG_FUNCTION(loanfin_duration)
{
    int64 rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(1), "annual_rate");
    int32 as_of = lfpg_date(PG_GETARG_DATEADT(2), "as_of");
    LfScheduleReader r;
    int64 years = 0;
    const LfRows *rows;
    bool known;

    rows = read_rows(fcinfo, &r);
    LFPG_TRY(lf_duration, rows, rate, as_of, &known, &years);
    return years_or_null(fcinfo, known, years);
}

static Datum
return_fraction(LfFraction f)
{
    lf_int128 scaled = lf_div_round((lf_int128)f.num * LF_RATE_ONE, f.den, LF_HALF_UP);

    return lfpg_numeric_from_int128(scaled, LF_RATE_DECIMALS);
}

/* (from_date, to_date, day_count [, maturity]) */
#define DAY_COUNT ((LfDayCount)lfpg_keyword(PG_GETARG_DATUM(2), &lf_dated_day_counts))
#define FROM_DATE lfpg_date(PG_GETARG_DATEADT(0), "from_date")
#define TO_DATE lfpg_date(PG_GETARG_DATEADT(1), "to_date")
#define END_IS_MATURITY (Max(FROM_DATE, TO_DATE) == lfpg_date(PG_GETARG_DATEADT(3), "maturity"))

LFPG_ENTRY(loanfin_days_between,
           Int32GetDatum(lf_days_between(DAY_COUNT, FROM_DATE, TO_DATE, false)))
LFPG_ENTRY(loanfin_days_between_maturity,
           Int32GetDatum(lf_days_between(DAY_COUNT, FROM_DATE, TO_DATE, END_IS_MATURITY)))
LFPG_ENTRY(loanfin_year_fraction,
           return_fraction(lf_year_fraction(DAY_COUNT, FROM_DATE, TO_DATE, false)))
LFPG_ENTRY(loanfin_year_fraction_maturity,
           return_fraction(lf_year_fraction(DAY_COUNT, FROM_DATE, TO_DATE, END_IS_MATURITY)))

/* (from_date, to_date, day_count, period_start, period_end) */
LFPG_FUNCTION(loanfin_year_fraction_period)
{
    LfDayCount day_count = (LfDayCount)lfpg_keyword(PG_GETARG_DATUM(2), &lf_period_day_counts);
    int32 from = FROM_DATE, to = TO_DATE;
    LfFraction f = {0, 1};

    LFPG_TRY(lf_period_fraction_of, day_count, from < to ? from : to, from < to ? to : from,
             lfpg_date(PG_GETARG_DATEADT(3), "period_start"),
             lfpg_date(PG_GETARG_DATEADT(4), "period_end"), &f);
    return return_fraction((LfFraction){from < to ? f.num : -f.num, f.den});
}
