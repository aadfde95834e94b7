/*
 * rate_resets(), reset_rates() and reprice() over a list: dated rates as an
 * array of a composite type, in and out.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "core/change/resets.h"
#include "pg/common/entry.h"
#include "pg/schedule/open.h"
#include "pg/schedule/value.h"

/* The two columns of dated_rate. */
#define COLUMNS 2

/* Dated rates, palloc'd. */
typedef struct DatedRates {
    LfRateChange *rates;
    int32 count;
} DatedRates;

static LfRateChange
read_rate(TupleDesc type, Datum item, const char *name)
{
    HeapTupleHeader row = DatumGetHeapTupleHeader(item);
    HeapTupleData tuple = {.t_len = HeapTupleHeaderGetDatumLength(row), .t_data = row};
    Datum values[COLUMNS];
    bool nulls[COLUMNS];

    heap_deform_tuple(&tuple, type, values, nulls);
    if (nulls[0] || nulls[1])
        LFPG_REFUSE(LF_ERR_NULL_ELEMENT, .name = name);
    return (LfRateChange){lfpg_date(DatumGetDateADT(values[0]), "from_date"),
                          lfpg_numeric_to_rate(values[1], "annual_rate")};
}

static DatedRates
read_rates(FunctionCallInfo fcinfo, int n, const char *name)
{
    ArrayType *array = PG_GETARG_ARRAYTYPE_P(n);
    TupleDesc type = lookup_rowtype_tupdesc(ARR_ELEMTYPE(array), -1);
    Datum *items;
    DatedRates list;
    bool *nulls;

    deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_DOUBLE, &items, &nulls,
                      &list.count);
    if (list.count > LF_MAX_RATES)
        LFPG_REFUSE(LF_ERR_LIMIT, .name = name, .a = list.count, .c = LF_MAX_RATES);
    list.rates = palloc(sizeof(LfRateChange) * (Size)Max(list.count, 1));
    for (int i = 0; i < list.count; i++) {
        if (nulls[i])
            LFPG_REFUSE(LF_ERR_NULL_ELEMENT, .name = name);
        list.rates[i] = read_rate(type, items[i], name);
    }
    ReleaseTupleDesc(type);
    return list;
}

/* A rate without zeros at its end. */
static Datum
rate_numeric(int64 rate_e12)
{
    int scale = LF_RATE_DECIMALS;

    for (; scale > 0 && rate_e12 % 10 == 0; scale--)
        rate_e12 /= 10;
    return lfpg_numeric_from_int64(rate_e12, scale);
}

/* An array of the function's result type. */
static Datum
write_rates(FunctionCallInfo fcinfo, const LfRateChange *rates, int32 count)
{
    Oid element = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
    TupleDesc type = lookup_rowtype_tupdesc(element, -1);
    Datum *items = palloc(sizeof(Datum) * (Size)Max(count, 1));
    ArrayType *array;

    for (int32 i = 0; i < count; i++) {
        Datum values[COLUMNS] = {DateADTGetDatum(rates[i].from), rate_numeric(rates[i].rate_e12)};
        bool nulls[COLUMNS] = {false};

        items[i] = HeapTupleGetDatum(heap_form_tuple(type, values, nulls));
    }
    array = construct_array(items, count, element, -1, false, TYPALIGN_DOUBLE);
    ReleaseTupleDesc(type);
    PG_RETURN_ARRAYTYPE_P(array);
}

/* A rate that may be absent. */
static bool
rate_argument(FunctionCallInfo fcinfo, int n, const char *name, int64 *rate)
{
    if (PG_ARGISNULL(n))
        return false;
    *rate = lfpg_numeric_to_rate(PG_GETARG_DATUM(n), name);
    return true;
}

/* (index_rates, spread, floor, cap, reset_month) */
LFPG_FUNCTION(loanfin_rate_resets)
{
    LfResetRule rule = {0};
    DatedRates index;
    LfRateChange *made;
    int32 count;

    if (PG_ARGISNULL(0))
        PG_RETURN_NULL();
    (void)rate_argument(fcinfo, 1, "spread", &rule.spread_e12);
    rule.has_floor = rate_argument(fcinfo, 2, "floor", &rule.floor_e12);
    rule.has_cap = rate_argument(fcinfo, 3, "cap", &rule.cap_e12);
    if (!PG_ARGISNULL(4))
        rule.month = lfpg_int_arg(fcinfo, 4, "reset_month", 1, 12);
    index = read_rates(fcinfo, 0, "index_rates");
    made = palloc(sizeof(LfRateChange) * (Size)Max(index.count, 1));
    LFPG_TRY(lf_rate_resets, index.rates, index.count, &rule, made, &count);
    return write_rates(fcinfo, made, count);
}

static void
open_room(LfChanged *room, const LfSchedule *s, int32 more, int32 resets)
{
    lfpg_rows_alloc(&room->s.rows, lf_change_rows(s, more));
    room->changes = palloc((Size)(lf_change_rates(s) + resets) * sizeof(LfRateChange));
}

static Datum
reprice_by(FunctionCallInfo fcinfo, LfResetCustom custom, LfRepriceEffect effect)
{
    DatedRates resets = read_rates(fcinfo, 1, "resets");
    LfSchedule *s = lfpg_money_schedule_read(PG_GETARG_DATUM(0));
    int32 more = effect == LF_REPRICE_TERM ? LF_MAX_LOAN_ROWS : 0, count;
    LfRateChange *days = palloc(sizeof(LfRateChange) * (Size)Max(resets.count, 1));
    LfChanged rooms[2], *made;

    LFPG_TRY(lf_reset_days, s, resets.rates, resets.count, custom, days, &count);
    open_room(&rooms[0], s, more, count);
    open_room(&rooms[1], s, more, count);
    LFPG_TRY(lf_reprice_each, s, days, count, effect, rooms, &made);
    return lfpg_schedule_return(&made->s);
}

/* (s, resets) */
LFPG_ENTRY(loanfin_reprice_resets, reprice_by(fcinfo, LF_RESET_DATE, LF_REPRICE_PAYMENT))

/* (s, resets, custom, effect) */
LFPG_FUNCTION(loanfin_reset_rates)
{
    LfResetCustom custom = (LfResetCustom)lfpg_keyword(PG_GETARG_DATUM(2), &lf_reset_customs);
    LfRepriceEffect effect = (LfRepriceEffect)lfpg_keyword(PG_GETARG_DATUM(3), &lf_reprice_effects);

    return reprice_by(fcinfo, custom, effect);
}
