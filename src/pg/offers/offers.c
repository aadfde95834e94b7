/*
 * loan_offers(): every combination of some arrays, one a row.
 *
 * Rows stream: a combination is calculated when it is read.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/date.h"

#include "core/base/ratio.h"
#include "core/offers/offer.h"
#include "core/text/cursor.h"
#include "pg/cashflow/value.h"
#include "pg/common/rows.h"
#include "pg/rates/flows.h"

/* Positions of the arguments, as in sql/extension/offers.sql. */
enum {
    ARG_PRICE,
    ARG_START_DATE,
    ARG_DOWN_PAYMENTS,
    ARG_TERMS,
    ARG_RATES,
    ARG_METHODS,
    ARG_BALLOON_SHARES,
    ARG_FEE_RATE,
    ARG_CURRENCY
};

typedef struct OfferStream {
    LfOfferGrid grid;
    int32 count;
    int32 next;
    LfSchedule schedule;
    LfCashflows dated;
    LfFlows flows;
} OfferStream;

/* The elements of an array, none of them null. */
static Datum *
get_elements(FunctionCallInfo fcinfo, int n, Oid type, const char *name, int32 *count)
{
    bool is_int = type == INT8OID, *nulls;
    Datum *items;
    int length;

    deconstruct_array(PG_GETARG_ARRAYTYPE_P(n), type, is_int ? sizeof(int64) : -1,
                      is_int && FLOAT8PASSBYVAL, is_int ? TYPALIGN_DOUBLE : TYPALIGN_INT, &items,
                      &nulls, &length);
    for (int i = 0; i < length; i++)
        if (nulls[i])
            LFPG_REFUSE(LF_ERR_NULL_ELEMENT, .name = name);
    *count = length;
    return items;
}

static const int64 *
get_rates(FunctionCallInfo fcinfo, int n, const char *name, int32 *count)
{
    Datum *items = get_elements(fcinfo, n, NUMERICOID, name, count);
    int64 *rates = palloc(sizeof(int64) * ((Size)*count + 1));

    for (int32 i = 0; i < *count; i++)
        rates[i] = lfpg_numeric_to_rate(items[i], name);
    return rates;
}

static const int32 *
get_terms(FunctionCallInfo fcinfo, int n, int32 *count)
{
    Datum *items = get_elements(fcinfo, n, INT8OID, "terms", count);
    int32 *terms = palloc(sizeof(int32) * ((Size)*count + 1));

    for (int32 i = 0; i < *count; i++) {
        int64 term = DatumGetInt64(items[i]);

        if (term < 1 || term > LF_MAX_PERIODS)
            LFPG_REFUSE(LF_ERR_RANGE_INT, .name = "terms", .a = term, .b = 1, .c = LF_MAX_PERIODS);
        terms[i] = (int32)term;
    }
    return terms;
}

static const LfMethod *
get_methods(FunctionCallInfo fcinfo, int n, int32 *count)
{
    Datum *items = get_elements(fcinfo, n, TEXTOID, "methods", count);
    LfMethod *methods = palloc(sizeof(LfMethod) * ((Size)*count + 1));

    for (int32 i = 0; i < *count; i++)
        methods[i] = (LfMethod)lfpg_keyword(items[i], &lf_methods);
    return methods;
}

static void
get_grid(FunctionCallInfo fcinfo, LfOfferGrid *g)
{
    g->currency = lfpg_currency_argument(fcinfo, ARG_CURRENCY);
    g->price = lfpg_numeric_to_minor(PG_GETARG_DATUM(ARG_PRICE), g->currency, "price");
    g->start_date = lfpg_date(PG_GETARG_DATEADT(ARG_START_DATE), "start_date");
    g->down_e12 = get_rates(fcinfo, ARG_DOWN_PAYMENTS, "down_payments", &g->down_count);
    g->term = get_terms(fcinfo, ARG_TERMS, &g->term_count);
    g->rate_e12 = get_rates(fcinfo, ARG_RATES, "rates", &g->rate_count);
    g->method = get_methods(fcinfo, ARG_METHODS, &g->method_count);
    g->balloon_e12 = get_rates(fcinfo, ARG_BALLOON_SHARES, "balloon_shares", &g->balloon_count);
    if (!PG_ARGISNULL(ARG_FEE_RATE))
        g->fee_e12 = lfpg_numeric_to_rate(PG_GETARG_DATUM(ARG_FEE_RATE), "fee_rate");
}

/* Space for the longest combination. */
static void
make_room(OfferStream *stream)
{
    Size rows = 1;

    for (int32 i = 0; i < stream->grid.term_count; i++)
        rows = Max(rows, (Size)stream->grid.term[i]);
    stream->schedule.rows.principal = palloc(sizeof(int64) * rows * 3);
    stream->schedule.rows.interest = stream->schedule.rows.principal + rows;
    stream->schedule.rows.fee = stream->schedule.rows.interest + rows;
    stream->schedule.rows.due = palloc(sizeof(int32) * rows);
    lfpg_cashflows_alloc(&stream->dated, (int32)rows + 1);
    stream->flows.pause = lfpg_answer_cancel;
    stream->flows.amount = palloc(sizeof(LfReal) * (rows + 1));
    stream->flows.time = palloc(sizeof(double) * (rows + 1));
}

static void
open_offers(FunctionCallInfo fcinfo, void *opened)
{
    OfferStream *stream = opened;

    for (int n = ARG_PRICE; n <= ARG_BALLOON_SHARES; n++)
        if (PG_ARGISNULL(n))
            return;
    get_grid(fcinfo, &stream->grid);
    LFPG_TRY(lf_offers_count, &stream->grid, &stream->count);
    make_room(stream);
}

/* A rate without zeros at its end, as it is usually written. */
static Datum
short_rate(int64 value_e12)
{
    int scale = LF_RATE_DECIMALS;

    for (; scale > 0 && value_e12 % 10 == 0; scale--)
        value_e12 /= 10;
    return lfpg_numeric_from_int64(value_e12, scale);
}

/* Names the combination that has no schedule, and why. */
static void
refuse_offer(const LfOfferTerms *t, const LfFault *why)
{
    char down[LF_DECIMAL_CHARS + 1], rate[LF_DECIMAL_CHARS + 1], balloon[LF_DECIMAL_CHARS + 1];
    char *which;

    *lf_put_short_decimal(down, t->down_e12, LF_RATE_DECIMALS) = '\0';
    *lf_put_short_decimal(rate, t->rate_e12, LF_RATE_DECIMALS) = '\0';
    *lf_put_short_decimal(balloon, t->balloon_e12, LF_RATE_DECIMALS) = '\0';
    which = psprintf("down payment %s, %d months at %s, %s, balloon %s", down, t->periods, rate,
                     lf_method_name(t->method), balloon);
    LFPG_REFUSE(LF_ERR_NO_OFFER, .name = which, .text2 = lf_text(lfpg_message(why)));
}

static void
put_offer(const LfOfferTerms *t, const LfOffer *o, int scale, Datum *values)
{
    values[0] = short_rate(t->down_e12);
    values[1] = lfpg_numeric_from_int64(o->down_payment, scale);
    values[2] = lfpg_numeric_from_int64(o->principal, scale);
    values[3] = Int32GetDatum(t->periods);
    values[4] = short_rate(t->rate_e12);
    values[5] = PointerGetDatum(cstring_to_text(lf_method_name(t->method)));
    values[6] = lfpg_numeric_from_int64(o->balloon, scale);
    values[7] = lfpg_numeric_from_int64(o->payment, scale);
    values[8] = lfpg_numeric_from_int64(o->total_interest, scale);
    values[9] = lfpg_numeric_from_int64(o->fee, scale);
    values[10] = lfpg_numeric_from_int64(o->total_cost, scale);
    values[11] = lfpg_numeric_from_int64(o->effective_e8, LF_RATIO_DECIMALS);
}

static bool
next_offer(void *opened, Datum *values, bool *nulls)
{
    OfferStream *stream = opened;
    const LfOfferGrid *g = &stream->grid;
    LfOfferTerms terms;
    LfOffer offer;
    LfFault why;

    if (stream->next >= stream->count)
        return false;
    lf_offer_terms(g, stream->next++, &terms);
    if (lf_offer_schedule(g, &terms, &stream->schedule, &offer, &why) != LF_OK)
        refuse_offer(&terms, &why);
    LFPG_TRY(lf_offer_cost, &stream->schedule, &stream->dated, &stream->flows, &offer);
    put_offer(&terms, &offer, lf_currency_scale(g->currency), values);
    return true;
}

LFPG_ROWS(loanfin_loan_offers, OfferStream, open_offers, next_offer)

/* The product of the lengths of arrays that are constants. */
static double
count_offers(List *args)
{
    double count = 1;

    for (int n = ARG_DOWN_PAYMENTS; n <= ARG_BALLOON_SHARES; n++) {
        ArrayType *array;
        Datum value;

        if (n == ARG_RATES)
            continue;
        if (!lfpg_constant(args, n, &value))
            return -1;
        array = DatumGetArrayTypeP(value);
        count *= ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
    }
    return count;
}

LFPG_ROWS_SUPPORT(loanfin_loan_offers_support, count_offers)
