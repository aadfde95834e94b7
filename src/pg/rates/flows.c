/*
 * Rates on the server: space for flows, and refusals in words.
 */
#include "postgres.h"

#include "pg/rates/flows.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/numeric.h"

#include "pg/common/error.h"
#include "pg/common/text.h"

void
lfpg_flows_alloc(LfFlows *f, int32 count, LfFlowsRoom *room)
{
    f->pause = lfpg_answer_cancel;
    f->count = 0;
    if (count <= LFPG_FLOWS_ROOM) {
        f->amount = room->amount;
        f->time = room->time;
        return;
    }
    f->amount = palloc((Size)count * (sizeof(LfReal) + sizeof(double)));
    f->time = (double *)(f->amount + count);
}

LfDayCount
lfpg_day_count(Datum text)
{
    return (LfDayCount)lfpg_keyword(text, &lf_dated_day_counts);
}

char *
lfpg_double_text(double value)
{
    return float8out_internal(value);
}

double
lfpg_finite(double value, const char *name)
{
    LfFault why = {.status = LF_ERR_NOT_FINITE, .name = name};

    if (isfinite(value))
        return value;
    why.text = lf_text(lfpg_double_text(value));
    lfpg_raise(&why);
}

double
lfpg_guess(Datum numeric)
{
    return lfpg_finite(DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, numeric)),
                       "guess");
}

const LfRate1 *
lfpg_rate_choose(const LfRates *rates, const char *name, bool has_guess, double guess)
{
    const LfRate1 *root = NULL;
    LfFault why = {LF_OK};
    lf_status status = lf_rate_choose(rates, name, has_guess, guess, &root, &why);

    if (status == LF_ERR_ROOTS_SEVERAL) {
        StringInfoData list;

        initStringInfo(&list);
        for (int32 k = 0; k < rates->count; k++)
            appendStringInfo(&list, "%s%s", k > 0 ? ", " : "They are ",
                             lfpg_double_text(rates->root[k].rate));
        why.text2 = lf_text(list.data);
    }
    lfpg_check(status, &why);
    return root;
}
