/*
 * settle() and what else a settled statement says: its lines, deferred parts,
 * KPI rows and the one amount to pay.  All of them take the same arguments and
 * call core once.
 */
#include "postgres.h"

#include "core/commission/settle.h"
#include "core/time/calendar.h"
#include "pg/common/rows.h"
#include "pg/common/value.h"
#include "pg/commission/statement.h"

/* Positions of the arguments, as in sql/extension/commission.sql. */
enum {
    ARG_STATEMENT,
    ARG_KPI,
    ARG_CARRIED,
    ARG_VESTING,
    ARG_PERIOD,
    ARG_ACTIVE,
    ARGS
};

/* A statement that was settled; names of the plan point into the statement. */
typedef struct Settled {
    CommissionStatement *st;
    LfDayRange period;
    LfCommissionPlan plan;
    LfSettlement result;
} Settled;

static int64
money_argument(const NullableDatum *arg, const LfCommissionPlan *plan, const char *name)
{
    return arg->isnull ? 0 : lfpg_numeric_to_minor(arg->value, plan->currency, name);
}

static _Noreturn void
refuse_active(LfDayRange active, const NullableDatum *period)
{
    char *given = lfpg_day_range_text(active), *around = NULL;
    LfFault why = {.status = LF_ERR_ACTIVE, .text = lf_text(given)};

    if (!period->isnull) {
        around = lfpg_day_range_text(lfpg_day_range(period->value, "period"));
        why.text2 = lf_text(around);
    }
    lfpg_raise(&why);
}

/* The days of the period that count: all of them without `active`. */
static LfActiveDays
active_argument(const NullableDatum *arg, const LfDayRange *period)
{
    LfActiveDays days = {0, 0, 0};

    if (!arg[ARG_ACTIVE].isnull) {
        LfDayRange active = lfpg_day_range(arg[ARG_ACTIVE].value, "active");

        if (!lf_active_days(&active, period, &days))
            refuse_active(active, &arg[ARG_PERIOD]);
    }
    return days;
}

static void
kpi_argument(const NullableDatum *arg, const LfCommissionPlan *plan, LfSettleTerms *terms)
{
    /* the release's value is asked for only where something vests */
    int last = terms->vesting > 0 ? LF_VALUE_SLOTS : LF_VALUE_RELEASE;

    if (!arg->isnull)
        LFPG_TRY(lfpg_kpi_values, DatumGetJsonbP(arg->value), plan, 0, last, terms);
}

/* Palloc'd; NULL for a NULL statement. */
static Settled *
settle(const NullableDatum *arg)
{
    LfSettleTerms terms = {0};
    Settled *s;

    if (arg[ARG_STATEMENT].isnull)
        return NULL;
    s = palloc0(sizeof(Settled));
    s->st = lfpg_value_copy(lfpg_commission_statement(arg[ARG_STATEMENT].value));
    lfpg_commission_statement_plan(s->st, &s->plan);
    terms.carried = money_argument(&arg[ARG_CARRIED], &s->plan, "carried");
    terms.vesting = money_argument(&arg[ARG_VESTING], &s->plan, "vesting");
    if (!arg[ARG_PERIOD].isnull)
        s->period = lfpg_day_range(arg[ARG_PERIOD].value, "period");
    terms.active = active_argument(arg, &s->period);
    kpi_argument(&arg[ARG_KPI], &s->plan, &terms);
    LFPG_TRY(lf_commission_settle, &s->plan, &s->st->sums, &terms, &s->result);
    return s;
}

static Datum
money(const Settled *s, int64 amount)
{
    return lfpg_numeric_from_int64(amount, s->plan.scale);
}

LFPG_FUNCTION(loanfin_settle)
{
    Settled *s = settle(fcinfo->args);
    bool nulls[12] = {false};
    Datum values[12];

    if (s == NULL)
        PG_RETURN_NULL();

    const LfSettlement *r = &s->result;
    const int64 amounts[11] = {r->gross,     r->earned,   r->deferred,       r->released,
                               r->forfeited, r->clawback, r->draw,           r->recovery,
                               r->salary,    r->payable,  r->carried_forward};

    values[0] = Int64GetDatum(s->st->sums.loans);
    for (int i = 0; i < 11; i++)
        values[1 + i] = money(s, amounts[i]);
    PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(lfpg_row_type(fcinfo), values, nulls)));
}

LFPG_FUNCTION(loanfin_payable)
{
    Settled *s = settle(fcinfo->args);

    if (s == NULL)
        PG_RETURN_NULL();
    PG_RETURN_DATUM(money(s, s->result.payable));
}

/* How many rows a settled statement has. */
typedef int32 (*CountRows)(const Settled *s);

static Datum
return_rows(FunctionCallInfo fcinfo, CountRows count, LfRowFill fill)
{
    Settled *s = settle(fcinfo->args);

    return lfpg_table(fcinfo, s, s == NULL ? 0 : count(s), fill);
}

/* The plan's key of a line, whose places count from 0, and what it is in words, which count from
 * 1. */
static const struct {
    const char *rule;
    const char *label;
} lines[] = {
    [LF_COMMISSION_PER_LOAN] = {"per_loan", "commission per loan"},
    [LF_COMMISSION_TIERS] = {"tiers[%d]", "commission of tier %d"},
    [LF_COMMISSION_BONUS] = {"bonus", "bonus"},
    [LF_COMMISSION_KPI] = {"kpi", "effect of the KPI score"},
    [LF_COMMISSION_QUALITY] = {"quality[%d]", "effect of quality measure %d"},
    [LF_COMMISSION_FLOOR] = {"floor", "raised to the floor"},
    [LF_COMMISSION_CAP] = {"cap", "cut to the cap"},
    [LF_COMMISSION_DEFERRAL] = {"deferral", "deferred to later years"},
    [LF_COMMISSION_RELEASE] = {"deferral.release", "released from earlier years"},
    [LF_COMMISSION_CLAWBACK + LF_EVENT_DEFAULT] = {"clawback.default", "clawback after default"},
    [LF_COMMISSION_CLAWBACK + LF_EVENT_EARLY_SETTLEMENT] = {"clawback.early_settlement",
                                                            "clawback after early settlement"},
    [LF_COMMISSION_SHORTFALL] = {"shortfall", "shortfall, carried forward"},
    [LF_COMMISSION_DRAW] = {"draw", "draw up to the guarantee"},
    [LF_COMMISSION_RECOVERY] = {"recovery", "recovery of earlier draws"},
    [LF_COMMISSION_SALARY] = {"salary", "salary"},
};

/* The amounts of lines 0 to k; the last one's is what is payable. */
static lf_int128
running_sum(const Settled *s, int64 k)
{
    lf_int128 sum = 0;

    for (int64 i = 0; i <= k; i++)
        sum += s->result.line[i].amount;
    return sum;
}

static int32
count_lines(const Settled *s)
{
    return s->result.line_count;
}

static void
fill_line(const void *of, int32 k, Datum *values, bool *nulls)
{
    const Settled *s = of;
    const LfStatementLine *line = &s->result.line[k];

    values[0] = Int32GetDatum(k + 1);
    values[1] = CStringGetTextDatum(psprintf(lines[line->rule].rule, line->index));
    nulls[2] = line->base == LF_NOT_SHOWN;
    values[2] = nulls[2] ? (Datum)0 : money(s, line->base);
    nulls[3] = line->rate_e8 == LF_NOT_SHOWN;
    values[3] = nulls[3] ? (Datum)0 : lfpg_numeric_from_int64(line->rate_e8, LF_RATIO_DECIMALS);
    values[4] = money(s, line->amount);
    values[5] = CStringGetTextDatum(psprintf(lines[line->rule].label, line->index + 1));
    values[6] = lfpg_numeric_from_int128(running_sum(s, k), s->plan.scale);
}

LFPG_ENTRY(loanfin_statement_lines, return_rows(fcinfo, count_lines, fill_line))

static int32
count_parts(const Settled *s)
{
    return s->plan.deferral.given ? s->plan.deferral.years : 0;
}

/* A part falls due so many years after the period has ended. */
static void
fill_part(const void *of, int32 k, Datum *values, bool *nulls)
{
    const Settled *s = of;

    values[0] = Int32GetDatum(k + 1);
    nulls[1] = !s->period.has_to;
    if (s->period.has_to) {
        int64 due = lf_date_add(s->period.to, (LfPeriod){.months = 12}, k + 1);

        if (!lf_date_in_range(due))
            LFPG_REFUSE(LF_ERR_DATE_RANGE, .name = "due", .a = due);
        values[1] = DateADTGetDatum((DateADT)due);
    }
    values[2] = money(s, lf_deferred_part(s->result.deferred, s->plan.deferral.years, k + 1));
}

LFPG_ENTRY(loanfin_deferred, return_rows(fcinfo, count_parts, fill_part))

static int32
count_indicators(const Settled *s)
{
    return s->plan.kpi.count;
}

/* A number of 8 decimals without zeros at its end. */
static Datum
short_number(lf_int128 value_e8)
{
    int scale = LF_RATIO_DECIMALS;

    for (; scale > 0 && value_e8 % 10 == 0; scale--)
        value_e8 /= 10;
    return lfpg_numeric_from_int128(value_e8, scale);
}

static void
fill_indicator(const void *of, int32 k, Datum *values, bool *nulls)
{
    const Settled *s = of;
    const LfIndicator *indicator = &s->plan.kpi.indicator[k];
    const LfKpiLine *line = &s->result.kpi.line[k];

    values[0] =
        PointerGetDatum(cstring_to_text_with_len(indicator->name.at, (int)indicator->name.length));
    values[1] = short_number(line->actual_e8);
    values[2] = short_number(line->target_e8);
    values[3] = short_number(indicator->weight_e8);
    values[4] = lfpg_numeric_from_int64(line->attainment_e8, LF_RATIO_DECIMALS);
    values[5] = lfpg_numeric_from_int64(line->counted_e8, LF_RATIO_DECIMALS);
}

LFPG_ENTRY(loanfin_kpi_lines, return_rows(fcinfo, count_indicators, fill_indicator))

/* The rows of a call whose arguments are all constants. */
static double
known_rows(List *arguments, CountRows count)
{
    NullableDatum arg[ARGS];
    Settled *s;

    if (list_length(arguments) != ARGS || !lfpg_constants(arguments, arg))
        return -1;
    s = settle(arg);
    return s == NULL ? 0 : count(s);
}

#define SETTLED_ROWS(name, count) \
    static double count##_known(List *arguments) \
    { \
        return known_rows(arguments, count); \
    } \
    LFPG_ROWS_SUPPORT(name, count##_known)

SETTLED_ROWS(loanfin_statement_lines_support, count_lines)
SETTLED_ROWS(loanfin_deferred_support, count_parts)
SETTLED_ROWS(loanfin_kpi_lines_support, count_indicators)
