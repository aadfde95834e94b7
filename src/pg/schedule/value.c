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
lfpg_money_schedule_view(MoneySchedule *value, LfScheduleView *view)
{
    LFPG_TRY(lf_money_schedule_open, LFPG_BYTES(value), view);
}

void
lfpg_money_schedule_view_amounts(MoneySchedule *value, LfScheduleView *view)
{
    LFPG_TRY(lf_money_schedule_open_amounts, LFPG_BYTES(value), view);
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
    /* principal serves as scratch before it holds its own */
    lf_money_schedule_dues(view, view->count, rows->due, rows->principal);
    CHECK_FOR_INTERRUPTS();
    lfpg_money_schedule_amounts(view, view->count, rows);
    lf_money_schedule_fees(view, view->count, rows->fee);
}

void
lfpg_money_schedule_amounts(const LfScheduleView *view, int32 count, LfRows *rows)
{
    lf_money_schedule_interest(view, count, rows->interest);
    lf_money_schedule_principal(view, count, rows->interest, rows->principal);
    CHECK_FOR_INTERRUPTS();
}

void
lfpg_money_schedule_terms(const LfScheduleView *view, LfTerms *terms)
{
    LfRateChange *changes = palloc(sizeof(LfRateChange) * (lf_money_schedule_changes(view) + 1));

    LFPG_TRY(lf_money_schedule_terms, view, changes, terms);
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
    LfSchedule s = {0};

    if (lf_money_schedule_open(bytes, length, &view, why) != LF_OK)
        return (Datum)0;
    s.currency = view.currency;
    s.opening = view.opening;
    s.start_date = view.start_date;
    s.has_terms = view.has_terms;
    if (s.has_terms) {
        LfRateChange *changes =
            palloc(sizeof(LfRateChange) * (lf_money_schedule_changes(&view) + 1));

        if (lf_money_schedule_terms(&view, changes, &s.terms, why) != LF_OK)
            return (Datum)0;
        lf_terms_normalize(&s.terms, s.start_date);
    }
    lfpg_money_schedule_rows(&view, &s.rows);
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
    lfpg_money_schedule_view(a, &x);
    lfpg_money_schedule_view(b, &y);
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
