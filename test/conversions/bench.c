/*
 * bench: nanoseconds a conversion, against the server's own functions.
 *
 * Timed inside one call so that the executor is not in the figure; results of
 * writing are thrown away every thousand, as an executor's are every row.
 * Not run by the tests.
 */
#include "postgres.h"

#include "fmgr.h"
#include "portability/instr_time.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

#include "pg/common/compat.h"
#include "pg/common/numeric.h"

#define ROUND 1000

typedef int64 (*OneConversion)(Datum numeric, int64 value);

/* Kept so that no conversion can be optimised away. */
static volatile int64 sink;

static int64
read_ours(Datum numeric, int64 value)
{
    return lfpg_numeric_to_minor(numeric, LF_NO_CURRENCY, "amount");
}

static int64
read_servers(Datum numeric, int64 value)
{
    Datum hundred = NumericGetDatum(int64_to_numeric(100));

    return DatumGetInt64(
        DirectFunctionCall1(numeric_int8, DirectFunctionCall2(numeric_mul, numeric, hundred)));
}

static int64
write_ours(Datum numeric, int64 value)
{
    return (int64)lfpg_numeric_from_int64(value, 2);
}

static int64
write_servers(Datum numeric, int64 value)
{
    return (int64)NumericGetDatum(int64_div_fast_to_numeric(value, 2));
}

static double
nanoseconds(OneConversion convert, Datum numeric, int64 value, int rounds)
{
    MemoryContext scratch =
        AllocSetContextCreate(CurrentMemoryContext, "conversions", ALLOCSET_DEFAULT_SIZES);
    MemoryContext old = MemoryContextSwitchTo(scratch);
    instr_time start, end;

    INSTR_TIME_SET_CURRENT(start);
    for (int i = 0; i < rounds; i++) {
        for (int j = 0; j < ROUND; j++)
            sink += convert(numeric, value + j);
        MemoryContextReset(scratch);
    }
    INSTR_TIME_SET_CURRENT(end);
    INSTR_TIME_SUBTRACT(end, start);
    MemoryContextSwitchTo(old);
    MemoryContextDelete(scratch);
    return INSTR_TIME_GET_DOUBLE(end) * 1e9 / ((double)rounds * ROUND);
}

/* (which, numeric, minor units, rounds of 1,000) -> ns a conversion */
PG_FUNCTION_INFO_V1(conv_bench);
Datum
conv_bench(PG_FUNCTION_ARGS)
{
    static const OneConversion conversions[] = {read_ours, read_servers, write_ours, write_servers};
    int which = PG_GETARG_INT32(0);

    if (which < 0 || which >= (int)lengthof(conversions))
        elog(ERROR, "no conversion %d", which);
    PG_RETURN_FLOAT8(nanoseconds(conversions[which], PG_GETARG_DATUM(1), PG_GETARG_INT64(2),
                                 PG_GETARG_INT32(3)));
}
