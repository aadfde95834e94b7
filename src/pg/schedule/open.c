/*
 * A money_schedule between two functions: opening it, packed or expanded, on
 * the stack or not; the two methods of the server's expanded objects.
 */
#include "postgres.h"

#include "pg/schedule/open.h"

#include "miscadmin.h"

#include "pg/schedule/value.h"
#include "pg/common/error.h"

/* Due dates are those of the terms; without terms there is a row a month after the start. */
static LfDueCalendar
expanded_calendar(const LfSchedule *s)
{
    if (s->has_terms)
        return lf_due_calendar(&s->terms, s->start_date);
    return (LfDueCalendar){s->start_date, 1, {.months = 1}};
}

/* Packs the schedule once; it is kept as long as the object. */
static Size
flat_size(ExpandedObjectHeader *header)
{
    ExpandedSchedule *object = (ExpandedSchedule *)header;

    if (object->packed == NULL) {
        MemoryContext old = MemoryContextSwitchTo(header->eoh_context);
        LfSchedule *s = &object->schedule;
        MoneySchedule *packed;

        if (!s->has_terms)
            lf_due_fill(expanded_calendar(s), s->rows.count, s->rows.due);
        packed = lfpg_money_schedule_make_expanded(s);

        MemoryContextSwitchTo(old);
        object->packed_size = VARSIZE(packed);
        object->packed = (uint8 *)packed;
    }
    return object->packed_size;
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
    ExpandedSchedule *object = (ExpandedSchedule *)header;

    Assert(size == object->packed_size);
    memcpy(result, object->packed, size);
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

ExpandedSchedule *
lfpg_expanded_schedule_new(int32 rows)
{
    Size head = MAXALIGN(sizeof(ExpandedSchedule));
    char *chunk = palloc(head + (Size)rows * (3 * sizeof(int64) + sizeof(int32)));
    ExpandedSchedule *object = (ExpandedSchedule *)chunk;
    LfRows *r = &object->schedule.rows;

    EOH_init_header(&object->header, &methods, CurrentMemoryContext);
    object->packed = NULL;
    r->count = rows;
    r->principal = (int64 *)(chunk + head);
    r->interest = r->principal + rows;
    r->fee = r->interest + rows;
    r->due = (int32 *)(r->fee + rows);
    return object;
}

Datum
lfpg_schedule_return(const LfSchedule *s)
{
    ExpandedSchedule *object;
    LfFault why = {LF_OK};

    if (!s->has_terms || s->rows.count == 0 || s->rows.count > LF_MAX_LOAN_ROWS ||
        (!s->due_by_terms && !lf_due_follows(lf_due_calendar(&s->terms, s->start_date), &s->rows)))
        return PointerGetDatum(lfpg_made(lfpg_money_schedule_make(s, &why), &why));
    LFPG_TRY(lf_schedule_check, s);
    object = palloc(sizeof(ExpandedSchedule));
    EOH_init_header(&object->header, &methods, CurrentMemoryContext);
    object->packed = NULL;
    object->schedule = *s;
    return lfpg_expanded_schedule_datum(object);
}

static const LfSchedule *
expanded_schedule(Datum value)
{
    ExpandedObjectHeader *header;

    if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(value)))
        return NULL;
    header = DatumGetEOHP(value);
    return header->eoh_methods == &methods ? &((ExpandedSchedule *)header)->schedule : NULL;
}

static void
open_expanded(const LfSchedule *s, LfScheduleReader *r)
{
    LfScheduleView *v = &r->view;

    v->currency = s->currency;
    v->opening = s->opening;
    v->start_date = s->start_date;
    v->count = s->rows.count;
    v->has_terms = s->has_terms;
    v->due_form = s->has_terms ? LF_DUE_TERMS : LF_DUE_MONTHS;
    v->calendar = expanded_calendar(s);
    r->rows = s->rows;
    r->rows.due = r->stack_due;
    r->scratch = r->stack[0];
}

void
lfpg_schedule_open(Datum value, bool dates, LfScheduleReader *r)
{
    r->expanded = expanded_schedule(value);
    if (r->expanded != NULL) {
        open_expanded(r->expanded, r);
        return;
    }
    lfpg_money_schedule_open(DatumGetMoneyScheduleP(value), dates, &r->view);
    r->rows = (LfRows){r->view.count, r->stack_due, r->stack[2], r->stack[1], r->stack[3]};
    r->scratch = r->stack[0];
    if (r->view.count > LF_MAX_LOAN_ROWS) {
        lfpg_rows_alloc(&r->rows, r->view.count);
        r->scratch = palloc(sizeof(int64) * (Size)r->view.count);
    }
}

/* An expanded object has no dates yet; days of their own are checked again. */
static void
read_dues(LfScheduleReader *r, int32 count)
{
    lf_money_schedule_dues(&r->view, count, r->rows.due, r->scratch);
    LFPG_TRY(lf_money_schedule_check_dues, &r->view, count, r->rows.due);
}

void
lfpg_schedule_read(LfScheduleReader *r, int want, int32 count)
{
    const LfScheduleView *v = &r->view;

    if ((want & LF_READ_DUE) != 0)
        read_dues(r, count);
    CHECK_FOR_INTERRUPTS();
    if (r->expanded != NULL)
        return;
    if ((want & (LF_READ_INTEREST | LF_READ_PRINCIPAL)) != 0)
        lf_money_schedule_interest(v, count, r->rows.interest);
    if ((want & LF_READ_PRINCIPAL) != 0)
        lf_money_schedule_principal(v, count, r->rows.interest, r->rows.principal);
    CHECK_FOR_INTERRUPTS();
    if ((want & LF_READ_FEE) != 0)
        lf_money_schedule_fees(v, count, r->rows.fee);
}

const int64 *
lfpg_schedule_payments(LfScheduleReader *r, int32 count)
{
    const LfRows *rows = &r->rows;

    if (r->expanded == NULL)
        lf_money_schedule_payments(&r->view, count, r->scratch, r->rows.interest);
    for (int32 k = 0; k < count && r->expanded != NULL; k++)
        r->scratch[k] = rows->principal[k] + rows->interest[k] + rows->fee[k];
    return r->scratch;
}

const LfTerms *
lfpg_schedule_terms(LfScheduleReader *r)
{
    if (!r->view.has_terms)
        return NULL;
    if (r->expanded != NULL)
        return &r->expanded->terms;
    LFPG_TRY(lfpg_money_schedule_terms, &r->view, &r->terms);
    return &r->terms;
}

LfSchedule
lfpg_schedule_borrow(LfScheduleReader *r)
{
    lfpg_schedule_read(r, LF_READ_ALL, r->view.count);
    return (LfSchedule){.currency = r->view.currency,
                        .opening = r->view.opening,
                        .start_date = r->view.start_date,
                        .rows = r->rows};
}

/* All of an expanded object. */
static void
copy_expanded(const LfSchedule *expanded, LfSchedule *s)
{
    Size bytes = (Size)expanded->rows.count * sizeof(int64);

    *s = *expanded;
    s->due_by_terms = s->has_terms;
    lfpg_rows_alloc(&s->rows, s->rows.count);
    lf_due_fill(expanded_calendar(s), s->rows.count, s->rows.due);
    memcpy(s->rows.principal, expanded->rows.principal, bytes);
    memcpy(s->rows.interest, expanded->rows.interest, bytes);
    memcpy(s->rows.fee, expanded->rows.fee, bytes);
}

bool
lfpg_money_schedule_load_head(Datum value, LfScheduleView *view, LfSchedule *s)
{
    const LfSchedule *expanded = expanded_schedule(value);

    if (expanded != NULL) {
        copy_expanded(expanded, s);
        return false;
    }
    lfpg_money_schedule_open(DatumGetMoneyScheduleP(value), true, view);
    LFPG_TRY(lfpg_money_schedule_unpack, view, s);
    return true;
}

LfSchedule *
lfpg_money_schedule_read(Datum value)
{
    LfSchedule *s = palloc(sizeof(LfSchedule));
    LfScheduleView view;

    if (lfpg_money_schedule_load_head(value, &view, s))
        lfpg_money_schedule_amounts(&view, view.count, &s->rows);
    return s;
}
