/*
 * projection() as rows, project() as a schedule, expected_loss() as one amount.
 */
#include "postgres.h"

#include "nodes/primnodes.h"

#include "pg/common/rows.h"
#include "pg/pool/arguments.h"
#include "pg/schedule/open.h"
#include "pg/schedule/value.h"

/* (s, as_of, prepayment, defaults, severity, recovery_lag, age) */
static const LfProjectionPlaces projection_places = {2, 3, 4, 5, 6};

/* Months on their way out, alive between calls. */
typedef struct MonthStream {
    int scale;
    int32 count;
    int32 next;
    LfProjectionMonth *month;
} MonthStream;

static void
open_months(FunctionCallInfo fcinfo, void *opened)
{
    MonthStream *stream = opened;
    LfProjectionCall call;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        return;
    lfpg_projection_call(fcinfo, &projection_places, &call);
    stream->scale = lfpg_schedule_scale(&call.reader);
    stream->count = call.count;
    stream->month = palloc(sizeof(LfProjectionMonth) * ((Size)call.count + 1));
    memcpy(stream->month, call.month, sizeof(LfProjectionMonth) * (Size)call.count);
}

static bool
next_month(void *opened, Datum *values, bool *nulls)
{
    MonthStream *stream = opened;
    const LfProjectionMonth *m = &stream->month[stream->next];

    if (stream->next >= stream->count)
        return false;

    const int64 amount[] = {m->opening, m->defaulted, m->interest, m->fee,    m->scheduled,
                            m->prepaid, m->recovered, m->loss,     m->closing};

    values[0] = Int32GetDatum(++stream->next);
    values[1] = DateADTGetDatum(m->due);
    for (int i = 0; i < (int)lengthof(amount); i++)
        values[2 + i] = lfpg_numeric_from_int64(amount[i], stream->scale);
    values[11] = lfpg_numeric_from_int64(m->smm_e12, LF_RATE_DECIMALS);
    values[12] = lfpg_numeric_from_int64(m->mdr_e12, LF_RATE_DECIMALS);
    return true;
}

LFPG_ROWS(loanfin_projection, MonthStream, open_months, next_month)

#define PROJECTION_ARGUMENTS 7

/* The months of a projection whose arguments are all constants. */
static double
count_months(List *args)
{
    LOCAL_FCINFO(fcinfo, PROJECTION_ARGUMENTS);
    LfProjectionCall call;

    InitFunctionCallInfoData(*fcinfo, NULL, PROJECTION_ARGUMENTS, InvalidOid, NULL, NULL);
    for (int n = 0; n < PROJECTION_ARGUMENTS; n++) {
        const Const *argument = list_nth(args, n);

        if (!IsA(argument, Const))
            return -1;
        fcinfo->args[n].value = argument->constvalue;
        fcinfo->args[n].isnull = argument->constisnull;
    }
    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        return 0;
    lfpg_projection_call(fcinfo, &projection_places, &call);
    return call.count;
}

LFPG_ROWS_SUPPORT(loanfin_projection_support, count_months)

/* Rows that need no further proof: no principal below 0, so that all balances lie between the
 * opening amount and 0; as many as a loan can have; their last day in range. */
static bool
needs_no_proof(const LfRows *rows)
{
    int64 any = 0;

    for (int32 j = 0; j < rows->count; j++)
        any |= rows->principal[j];
    return any >= 0 && rows->count > 0 && rows->count <= LF_MAX_LOAN_ROWS &&
           lf_date_in_range(rows->due[rows->count - 1]);
}

/* The rows of a projection as a schedule that begins on its day, not packed before it is stored
 * it; what needs proof is packed at once. */
static Datum
schedule_of(const LfProjectionCall *call)
{
    ExpandedSchedule *object = lfpg_expanded_schedule_new(call->count);
    LfSchedule *s = &object->schedule;
    lf_int128 opening;
    LfFault why;

    *s = (LfSchedule){
        .currency = call->reader.view.currency, .start_date = call->terms.as_of, .rows = s->rows};
    LFPG_TRY(lf_projection_rows, call->month, call->count, &s->rows);
    opening = lf_column_sum(s->rows.principal, call->count);
    if (!lf_fits_int64(opening))
        LFPG_REFUSE(LF_ERR_OVERFLOW, .name = "opening amount");
    s->opening = (int64)opening;
    if (!needs_no_proof(&s->rows))
        PG_RETURN_POINTER(lfpg_made(lfpg_money_schedule_make(s, &why), &why));
    return lfpg_expanded_schedule_datum(object);
}

/* The same in one pass, of a contract with a row a month; NULL where that cannot be. */
static ExpandedSchedule *
project_at_once(LfProjectionCall *call, LfProjectionRates *rates)
{
    LfScheduleReader *r = &call->reader;
    int32 row = r->view.due_form == LF_DUE_COLUMN
                    ? -1
                    : lf_projection_first_row(r->view.calendar, call->terms.as_of);
    ExpandedSchedule *object;
    LfSchedule s;

    if (row < 0 || row >= r->view.count || r->view.count > LF_MAX_LOAN_ROWS)
        return NULL;
    lfpg_schedule_read(r, LF_READ_ALL & ~LF_READ_DUE, r->view.count);
    s = (LfSchedule){.opening = r->view.opening, .start_date = r->view.start_date, .rows = r->rows};
    object = lfpg_expanded_schedule_new(r->view.count - row + call->terms.recovery_lag);
    object->schedule = (LfSchedule){.currency = r->view.currency,
                                    .start_date = call->terms.as_of,
                                    .rows = object->schedule.rows};
    return lf_projection_cash(&s, row, &call->terms, rates, &object->schedule.rows,
                              &object->schedule.opening)
               ? object
               : NULL;
}

LFPG_FUNCTION(loanfin_project_schedule)
{
    LfProjectionOptions *options;
    ExpandedSchedule *object;
    LfProjectionCall call;
    int32 as_of;

    if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
        PG_RETURN_NULL();
    as_of = lfpg_date(PG_GETARG_DATEADT(1), "as_of");
    options = lfpg_projection_options(fcinfo, &projection_places, &call.options);
    call.terms = options->terms;
    call.terms.as_of = as_of;
    lfpg_schedule_open(PG_GETARG_DATUM(0), true, &call.reader);
    object = project_at_once(&call, &options->rates);
    if (object != NULL)
        return lfpg_expanded_schedule_datum(object);
    lfpg_projection_months(&call);
    return schedule_of(&call);
}

/* (s, as_of, defaults, severity, recovery_lag, prepayment, annual_rate, months, age) */
static const LfProjectionPlaces loss_places = {5, 2, 3, 4, 8};
#define ARG_ANNUAL_RATE 6
#define ARG_MONTHS 7

LFPG_FUNCTION(loanfin_expected_loss)
{
    LfProjectionCall call;
    int32 months = 0;
    int64 rate, loss = 0;

    for (int n = 0; n < 4; n++)
        if (PG_ARGISNULL(n))
            PG_RETURN_NULL();
    if (!PG_ARGISNULL(ARG_MONTHS))
        months = lfpg_int_arg(fcinfo, ARG_MONTHS, "months", 1, LF_MAX_PROJECTION_MONTHS);
    rate = lfpg_rate_argument(fcinfo, ARG_ANNUAL_RATE, "annual_rate");
    lfpg_projection_call(fcinfo, &loss_places, &call);
    LFPG_TRY(lf_expected_loss, &call.terms, call.month, call.count, months, rate, &loss);
    return lfpg_numeric_from_int64(loss, lfpg_schedule_scale(&call.reader));
}
