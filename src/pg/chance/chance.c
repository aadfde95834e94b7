/*
 * wilson_bounds() and binomial_tail().
 */
#include "postgres.h"

#include "core/chance/chance.h"

#include "access/htup_details.h"
#include "utils/fmgrprotos.h"

#include "pg/common/rows.h"

static char *
double_text(double x)
{
    return DatumGetCString(DirectFunctionCall1(float8out, Float8GetDatum(x)));
}

/* (hits, trials, confidence) -> rate, low, high */
LFPG_FUNCTION(loanfin_wilson_bounds)
{
    int64 hits = PG_GETARG_INT64(0), trials = PG_GETARG_INT64(1);
    double confidence = PG_GETARG_FLOAT8(2), low = 0.0, high = 0.0;
    bool nulls[3] = {trials == 0, trials == 0, trials == 0};
    Datum values[3];

    LFPG_TRY(lf_hits_check, hits, trials);
    if (!(confidence > 0.0 && confidence < 1.0))
        LFPG_REFUSE(LF_ERR_NOT_FRACTION, .name = "confidence",
                    .text = lf_text(double_text(confidence)));
    if (trials > 0)
        lf_wilson(hits, trials, confidence, &low, &high);
    values[0] = Float8GetDatum(trials > 0 ? (double)hits / (double)trials : 0.0);
    values[1] = Float8GetDatum(low);
    values[2] = Float8GetDatum(high);
    return HeapTupleGetDatum(heap_form_tuple(lfpg_row_type(fcinfo), values, nulls));
}

/* (hits, trials, probability) */
LFPG_FUNCTION(loanfin_binomial_tail)
{
    int64 hits = PG_GETARG_INT64(0), trials = PG_GETARG_INT64(1);
    double probability = PG_GETARG_FLOAT8(2);

    LFPG_TRY(lf_hits_check, hits, trials);
    if (!(probability >= 0.0 && probability <= 1.0))
        LFPG_REFUSE(LF_ERR_PROBABILITY, .name = "probability",
                    .text = lf_text(double_text(probability)));
    PG_RETURN_FLOAT8(lf_binomial_tail(hits, trials, probability));
}
