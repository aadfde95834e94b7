/*
 * Schedule: names of the forms, sums and slices of rows.
 */
#include "core/schedule/schedule.h"

#include <string.h>

static const char *const method_names[LF_METHODS] = {"annuity", "equal_principal", "interest_only",
                                                     "flat", "rule_of_78"};
static const char *const residue_names[2] = {"last", "first"};

static const LfAlias method_aliases[] = {
    {"等额本息", LF_ANNUITY},       {"等额本金", LF_EQUAL_PRINCIPAL},
    {"先息后本", LF_INTEREST_ONLY}, {"平息", LF_FLAT},
    {"等本等息", LF_FLAT},          {NULL, 0},
};

const LfKeywords lf_methods = {"method", method_names, LF_METHODS, method_aliases, 0};
const LfKeywords lf_residues = {"residue", residue_names, 2, NULL, 0};

const char *
lf_method_name(LfMethod method)
{
    return method_names[method];
}

const char *
lf_residue_name(LfResidue residue)
{
    return residue_names[residue];
}

lf_int128
lf_column_sum(const int64_t *column, int32_t count)
{
    lf_int128 sum = 0;

    for (int32_t k = 0; k < count; k++)
        sum += column[k];
    return sum;
}

lf_status
lf_schedule_slice(const LfSchedule *s, int32_t from, int32_t to, LfSchedule *out, LfFault *why)
{
    const LfRows *r = &s->rows;
    int32_t first = from < to ? lf_rows_until(r->due, r->count, from - 1) : 0;
    int32_t last = from < to ? lf_rows_until(r->due, r->count, to - 1) : 0;
    lf_int128 opening = lf_column_sum(r->principal + first, last - first);

    *out = (LfSchedule){.currency = s->currency,
                        .opening = (int64_t)opening,
                        .start_date = first > 0 ? r->due[first - 1] : s->start_date,
                        .rows = {last - first, r->due + first, r->principal + first,
                                 r->interest + first, r->fee + first}};
    if (lf_fits_int64(opening))
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "opening amount");
}
