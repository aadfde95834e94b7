/*
 * money_schedule on the server: the one check, loading, the entry points of the
 * type.
 *
 * The binary form is the stored bytes, the same on every platform; the hash
 * goes by them.
 */
#include "postgres.h"

#include "pg/schedule/value.h"

#include "pg/common/value.h"

/* A loan's rows are encoded on the stack: about 80 kB. */
#define STACK_ROWS LF_MAX_LOAN_ROWS

void
lfpg_money_schedule_open(MoneySchedule *value, bool with_dates, LfScheduleView *view)
{
    LFPG_TRY(lf_money_schedule_open, LFPG_BYTES(value), with_dates, view);
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
lfpg_money_schedule_amounts(const LfScheduleView *view, int32 count, LfRows *rows)
{
    lf_money_schedule_interest(view, count, rows->interest);
    lf_money_schedule_principal(view, count, rows->interest, rows->principal);
    CHECK_FOR_INTERRUPTS();
}

lf_status
lfpg_money_schedule_terms(const LfScheduleView *view, LfTerms *terms, LfFault *why)
{
    LfRateChange *changes = palloc(sizeof(LfRateChange) * (lf_money_schedule_changes(view) + 1));

    return lf_money_schedule_terms(view, changes, terms, why);
}

lf_status
lfpg_money_schedule_unpack(const LfScheduleView *view, LfSchedule *s, LfFault *why)
{
    *s = (LfSchedule){.currency = view->currency,
                      .opening = view->opening,
                      .start_date = view->start_date,
                      .has_terms = view->has_terms,
                      .due_by_terms = view->has_terms && view->due_form == LF_DUE_TERMS};
    if (s->has_terms)
        LF_TRY(lfpg_money_schedule_terms(view, &s->terms, why));
    lfpg_rows_alloc(&s->rows, view->count);
    /* principal serves as scratch before it holds its own */
    lf_money_schedule_dues(view, view->count, s->rows.due, s->rows.principal);
    CHECK_FOR_INTERRUPTS();
    lf_money_schedule_fees(view, view->count, s->rows.fee);
    return LF_OK;
}

static MoneySchedule *
encode(const LfSchedule *s, bool by_terms)
{
    uint64_t *scratch = palloc(sizeof(uint64_t) * 2 * ((Size)s->rows.count + 1));
    uint8_t *bytes = palloc(lf_money_schedule_bound(s));
    Size length = lf_money_schedule_encode(s, by_terms, scratch, bytes, lfpg_answer_cancel);
    MoneySchedule *value = lfpg_value_of_bytes(bytes, length);

    pfree(bytes);
    pfree(scratch);
    return value;
}

MoneySchedule *
lfpg_money_schedule_make(const LfSchedule *s, LfFault *why)
{
    if (lf_schedule_check(s, why) != LF_OK)
        return NULL;
    CHECK_FOR_INTERRUPTS();
    return encode(s, false);
}

MoneySchedule *
lfpg_money_schedule_make_expanded(const LfSchedule *s)
{
    uint64_t scratch[2 * (STACK_ROWS + 1)];
    uint8_t bytes[4096];
    Size length;

    if (lf_money_schedule_bound(s) > sizeof(bytes))
        return encode(s, s->has_terms);
    length = lf_money_schedule_encode(s, s->has_terms, scratch, bytes, NULL);
    return lfpg_value_of_bytes(bytes, length);
}

/* Input is unpacked, checked and encoded again, so equal
 * values have equal bytes. */
static Datum
from_bytes(LfReader *message, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);
    LfScheduleView view;
    LfSchedule s;

    if (lf_money_schedule_open(bytes, length, true, &view, why) != LF_OK ||
        lfpg_money_schedule_unpack(&view, &s, why) != LF_OK)
        return (Datum)0;
    lfpg_money_schedule_amounts(&view, view.count, &s.rows);
    s.due_by_terms = false;
    if (s.has_terms)
        lf_terms_normalize(&s.terms, s.start_date);
    PG_RETURN_MONEY_SCHEDULE_P(lfpg_money_schedule_make(&s, why));
}

/* By currency, start date, opening amount, rows; then by bytes. */
static int
compare_values(MoneySchedule *a, MoneySchedule *b)
{
    int order = lfpg_compare_bytes(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a), VARDATA_ANY(b),
                                   VARSIZE_ANY_EXHDR(b));
    LfScheduleView x, y;

    if (order == 0)
        return 0;
    lfpg_money_schedule_open(a, true, &x);
    lfpg_money_schedule_open(b, true, &y);
    if (!lf_currency_equal(x.currency, y.currency))
        return lf_currency_compare(x.currency, y.currency);
    if (x.start_date != y.start_date)
        return lfpg_compare_int128(x.start_date, y.start_date);
    if (x.opening != y.opening)
        return lfpg_compare_int128(x.opening, y.opening);
    if (x.count != y.count)
        return lfpg_compare_int128(x.count, y.count);
    return order;
}

static int
compare(Datum a, Datum b)
{
    MoneySchedule *x = DatumGetMoneyScheduleP(a), *y = DatumGetMoneyScheduleP(b);
    int order = compare_values(x, y);

    lfpg_value_free(x, a);
    lfpg_value_free(y, b);
    return order;
}

LFPG_VALUE_TYPE(money_schedule, .from_text = lfpg_money_schedule_from_text,
                .to_text = lfpg_money_schedule_to_text, .from_bytes = from_bytes,
                .from_json = lfpg_money_schedule_from_json, .to_json = lfpg_money_schedule_to_json,
                .compare = compare)
