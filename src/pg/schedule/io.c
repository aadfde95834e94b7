/*
 * money_schedule in and out: text, binary, jsonb, order and hash.
 *
 * The binary form is the stored bytes: they are the same on every platform.
 * What comes in, in any form, is unpacked, passes the gate and is encoded
 * anew, so equal values have equal bytes.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "pg/common/error.h"
#include "pg/schedule/value.h"

PG_FUNCTION_INFO_V1(loanfin_money_schedule_in);
Datum
loanfin_money_schedule_in(PG_FUNCTION_ARGS)
{
    const char *text = PG_GETARG_CSTRING(0);
    LfFault why = {LF_OK};
    MoneySchedule *value = lfpg_money_schedule_from_text(text, strlen(text), &why);

    if (value == NULL) {
        lfpg_raise_soft(LFPG_ESCONTEXT(fcinfo), &why);
        PG_RETURN_NULL();
    }
    PG_RETURN_MONEY_SCHEDULE_P(value);
}

PG_FUNCTION_INFO_V1(loanfin_money_schedule_out);
Datum
loanfin_money_schedule_out(PG_FUNCTION_ARGS)
{
    PG_RETURN_CSTRING(lfpg_money_schedule_to_text(PG_GETARG_MONEY_SCHEDULE_P(0)));
}

/* A fault found in a message is about its bytes. */
static void
check_message(lf_status status, LfFault *why)
{
    if (status == LF_ERR_CORRUPT)
        why->status = LF_ERR_BINARY;
    lfpg_check(why->status, why);
}

PG_FUNCTION_INFO_V1(loanfin_money_schedule_recv);
Datum
loanfin_money_schedule_recv(PG_FUNCTION_ARGS)
{
    StringInfo buf = (StringInfo)PG_GETARG_POINTER(0);
    int length = buf->len - buf->cursor;
    const uint8_t *bytes = (const uint8_t *)pq_getmsgbytes(buf, length);
    LfFault why = {LF_OK};
    LfScheduleView view;
    LfSchedule s = {0};

    check_message(lf_money_schedule_open(bytes, (size_t)length, &view, &why), &why);
    s.currency = view.currency;
    s.opening = view.opening;
    s.start_date = view.start_date;
    s.has_terms = view.has_terms;
    if (s.has_terms) {
        LfRateChange *changes =
            palloc(sizeof(LfRateChange) * (lf_money_schedule_changes(&view) + 1));

        check_message(lf_money_schedule_terms(&view, changes, &s.terms, &why), &why);
        lf_terms_normalize(&s.terms, s.start_date);
    }
    lfpg_money_schedule_rows(&view, &s.rows);
    PG_RETURN_MONEY_SCHEDULE_P(lfpg_money_schedule_store(&s));
}

PG_FUNCTION_INFO_V1(loanfin_money_schedule_send);
Datum
loanfin_money_schedule_send(PG_FUNCTION_ARGS)
{
    MoneySchedule *value = PG_GETARG_MONEY_SCHEDULE_P(0);
    StringInfoData buf;

    pq_begintypsend(&buf);
    pq_sendbytes(&buf, VARDATA_ANY(value), (int)VARSIZE_ANY_EXHDR(value));
    PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static int
compare_int64(int64 a, int64 b)
{
    return (a > b) - (a < b);
}

/* By currency, start date, opening amount, rows; then by bytes. */
static int
compare(MoneySchedule *a, MoneySchedule *b)
{
    Size length_a = VARSIZE_ANY_EXHDR(a), length_b = VARSIZE_ANY_EXHDR(b);
    LfScheduleView x, y;
    int order;

    order = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(length_a, length_b));
    if (order == 0 && length_a == length_b)
        return 0;
    lfpg_money_schedule_view(a, &x);
    lfpg_money_schedule_view(b, &y);
    if (!lf_currency_equal(x.currency, y.currency))
        return lf_currency_compare(x.currency, y.currency);
    if (x.start_date != y.start_date)
        return compare_int64(x.start_date, y.start_date);
    if (x.opening != y.opening)
        return compare_int64(x.opening, y.opening);
    if (x.count != y.count)
        return compare_int64(x.count, y.count);
    return order != 0 ? order : compare_int64((int64)length_a, (int64)length_b);
}

static int
compare_args(FunctionCallInfo fcinfo)
{
    MoneySchedule *a = PG_GETARG_MONEY_SCHEDULE_P(0), *b = PG_GETARG_MONEY_SCHEDULE_P(1);
    int order = compare(a, b);

    PG_FREE_IF_COPY(a, 0);
    PG_FREE_IF_COPY(b, 1);
    return order;
}

#define COMPARISON(name, test) \
    PG_FUNCTION_INFO_V1(name); \
    Datum name(PG_FUNCTION_ARGS) \
    { \
        PG_RETURN_BOOL(compare_args(fcinfo) test 0); \
    }

COMPARISON(loanfin_money_schedule_eq, ==)
COMPARISON(loanfin_money_schedule_ne, !=)
COMPARISON(loanfin_money_schedule_lt, <)
COMPARISON(loanfin_money_schedule_le, <=)
COMPARISON(loanfin_money_schedule_gt, >)
COMPARISON(loanfin_money_schedule_ge, >=)

PG_FUNCTION_INFO_V1(loanfin_money_schedule_cmp);
Datum
loanfin_money_schedule_cmp(PG_FUNCTION_ARGS)
{
    PG_RETURN_INT32(compare_args(fcinfo));
}

PG_FUNCTION_INFO_V1(loanfin_money_schedule_hash);
Datum
loanfin_money_schedule_hash(PG_FUNCTION_ARGS)
{
    MoneySchedule *value = PG_GETARG_MONEY_SCHEDULE_P(0);

    return hash_any((unsigned char *)VARDATA_ANY(value), (int)VARSIZE_ANY_EXHDR(value));
}

PG_FUNCTION_INFO_V1(loanfin_money_schedule_hash_extended);
Datum
loanfin_money_schedule_hash_extended(PG_FUNCTION_ARGS)
{
    MoneySchedule *value = PG_GETARG_MONEY_SCHEDULE_P(0);

    return hash_any_extended((unsigned char *)VARDATA_ANY(value), (int)VARSIZE_ANY_EXHDR(value),
                             (uint64)PG_GETARG_INT64(1));
}
