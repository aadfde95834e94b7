/*
 * numeric: numeric from and to scaled integers, by its digits.
 *
 * Reads and writes the on-disk digits of numeric directly (about a tenth of
 * the cost of the server's own functions).  The layout is the server's since
 * 9.1 and is asserted by a regression test (sql/numeric.sql).
 * Uses: numeric's layout, core integers.
 */
#ifndef LF_PG_COMMON_NUMERIC_H
#define LF_PG_COMMON_NUMERIC_H

#include "postgres.h"

#include "fmgr.h"

#include "core/base/int128.h"
#include "core/base/status.h"
#include "core/money/money.h"

/*
 * The value times 10^scale, exactly; scale 0 to 18.  Fails with
 * LF_ERR_DECIMALS where digits beyond the scale are not zero, with
 * LF_ERR_NOT_FINITE for NaN and infinities, with LF_ERR_OVERFLOW beyond
 * 128 bits.  Accepts toasted and short-header values.  Touches no fault.
 */
extern lf_status lfpg_numeric_to_int128(Datum numeric, int scale, lf_int128 *out);

/*
 * The same, raising an error that names the quantity ("principal 10.005 has
 * more decimals than CNY allows (2)"; beyond 64 bits "... is out of range",
 * 22003).  Whether the amount is above LF_MAX_MONEY is core's to judge.
 */
extern int64 lfpg_numeric_to_minor(Datum numeric, LfCurrency currency, const char *name);

/* The same with the currency's scale at hand. */
extern int64 lfpg_numeric_to_minor_at(Datum numeric, int scale, LfCurrency currency,
                                      const char *name);

/* The same of argument n; 0 where it is NULL. */
static inline int64
lfpg_minor_or_0(FunctionCallInfo fcinfo, int n, LfCurrency currency, const char *name)
{
    return PG_ARGISNULL(n) ? 0 : lfpg_numeric_to_minor(PG_GETARG_DATUM(n), currency, name);
}

/* An amount from least to LF_MAX_MONEY; raises LF_ERR_RANGE_MONEY too.  The second reads
 * argument n, where it is neither absent nor NULL. */
extern int64 lfpg_amount(Datum numeric, LfCurrency currency, const char *name, int64 least);

static inline int64
lfpg_amount_argument(FunctionCallInfo fcinfo, int n, int64 otherwise, LfCurrency currency,
                     const char *name, int64 least)
{
    if (PG_NARGS() <= n || PG_ARGISNULL(n))
        return otherwise;
    return lfpg_amount(PG_GETARG_DATUM(n), currency, name, least);
}

/* A rate at 12 decimals, raising as above ("annual_rate ..."). */
extern int64 lfpg_numeric_to_rate(Datum numeric, const char *name);

/* Any scaled number of `scale` decimals that must fit 64 bits, raising as above. */
extern int64 lfpg_numeric_to_scaled(Datum numeric, int scale, const char *name);

/* value / 10^scale as a new numeric with exactly that display scale; the image
 * equals the server's own.  Palloc'd in the current context. */
extern Datum lfpg_numeric_from_int64(int64 value, int scale);
extern Datum lfpg_numeric_from_int128(lf_int128 value, int scale);

/* part / whole at LF_RATIO_DECIMALS, half up; whole > 0. */
extern Datum lfpg_numeric_ratio(lf_int128 part, lf_int128 whole);

#endif
