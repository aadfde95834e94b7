/*
 * money_schedule on the server: the one gate, and loading.
 */
#include "postgres.h"

#include "pg/schedule/value.h"

#include "pg/common/error.h"

/* A loan's rows are encoded on the stack: about 80 kB. */
#define STACK_ROWS LF_MAX_LOAN_ROWS

void
lfpg_money_schedule_view(MoneySchedule *value, LfScheduleView *view)
{
    LfFault why;

    lfpg_check(lf_money_schedule_open((const uint8_t *)VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
                                      view, &why),
               &why);
}

void
lfpg_money_schedule_view_amounts(MoneySchedule *value, LfScheduleView *view)
{
    LfFault why;

    lfpg_check(lf_money_schedule_open_amounts((const uint8_t *)VARDATA_ANY(value),
                                              VARSIZE_ANY_EXHDR(value), view, &why),
               &why);
}

void
lfpg_rows_alloc(LfRows *rows, int32 count)
{
    char *chunk = palloc(((Size)count + 1) * (3 * sizeof(int64) + sizeof(int32)));

    rows->count = count;
    rows->principal = (int64 *)chunk;
    rows->interest = rows->principal + count;
    rows->fee = rows->interest + count;
    rows->due = (int32 *)(rows->fee + count);
}

void
lfpg_money_schedule_rows(const LfScheduleView *view, LfRows *rows)
{
    lfpg_rows_alloc(rows, view->count);
    /* principal and interest serve as scratch before they hold their own */
    lf_money_schedule_dues(view, view->count, rows->due, rows->principal);
    lf_money_schedule_interest(view, view->count, rows->interest);
    lf_money_schedule_principal(view, view->count, rows->interest, rows->principal);
    lf_money_schedule_fees(view, view->count, rows->fee);
}

void
lfpg_money_schedule_terms(const LfScheduleView *view, LfTerms *terms)
{
    LfRateChange *changes = palloc(sizeof(LfRateChange) * (lf_money_schedule_changes(view) + 1));
    LfFault why;

    lfpg_check(lf_money_schedule_terms(view, changes, terms, &why), &why);
}

LfSchedule *
lfpg_money_schedule_load(MoneySchedule *value)
{
    LfSchedule *s = palloc0(sizeof(LfSchedule));
    LfScheduleView view;

    lfpg_money_schedule_view(value, &view);
    s->currency = view.currency;
    s->opening = view.opening;
    s->start_date = view.start_date;
    s->has_terms = view.has_terms;
    if (s->has_terms)
        lfpg_money_schedule_terms(&view, &s->terms);
    lfpg_money_schedule_rows(&view, &s->rows);
    return s;
}

static MoneySchedule *
make_value(const uint8_t *bytes, Size length)
{
    MoneySchedule *value = palloc(VARHDRSZ + length);

    SET_VARSIZE(value, VARHDRSZ + length);
    memcpy(VARDATA(value), bytes, length);
    return value;
}

static MoneySchedule *
encode(const LfSchedule *s, bool by_terms)
{
    uint64_t *scratch = palloc(sizeof(uint64_t) * 2 * ((Size)s->rows.count + 1));
    uint8_t *bytes = palloc(lf_money_schedule_bound(s));
    Size length = lf_money_schedule_encode(s, by_terms, scratch, bytes);
    MoneySchedule *value = make_value(bytes, length);

    pfree(bytes);
    pfree(scratch);
    return value;
}

MoneySchedule *
lfpg_money_schedule_store(const LfSchedule *s)
{
    LfFault why;

    lfpg_check(lf_schedule_check(s, &why), &why);
    return encode(s, false);
}

MoneySchedule *
lfpg_money_schedule_store_amortized(const LfSchedule *s)
{
    uint64_t scratch[2 * (STACK_ROWS + 1)];
    uint8_t bytes[4096];
    Size length;

    if (lf_money_schedule_bound(s) > sizeof(bytes))
        return encode(s, true);
    length = lf_money_schedule_encode(s, true, scratch, bytes);
    return make_value(bytes, length);
}
