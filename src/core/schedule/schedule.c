/*
 * Schedule: names of the forms, sums and slices of rows.
 */
#include "core/schedule/schedule.h"

#include <string.h>

static const char *const method_names[LF_METHODS] = {"annuity", "equal_principal", "interest_only",
                                                     "flat", "rule_of_78"};
static const char *const residue_names[2] = {"last", "first"};

/* The index of text among names, or -1 with the fault filled in. */
static int
parse_keyword(const char *const *names, int count, const char *text, size_t len, LfFault *why)
{
    for (int i = 0; i < count; i++)
        if (strlen(names[i]) == len && memcmp(names[i], text, len) == 0)
            return i;
    *why = (LfFault){.status = LF_ERR_KEYWORD, .text = {text, len}};
    return -1;
}

lf_status
lf_method_parse(const char *text, size_t len, LfMethod *out, LfFault *why)
{
    int i = parse_keyword(method_names, LF_METHODS, text, len, why);

    if (i < 0) {
        why->name = "method";
        why->text2 = lf_text("annuity, equal_principal, interest_only, flat, rule_of_78");
        return why->status;
    }
    *out = (LfMethod)i;
    return LF_OK;
}

const char *
lf_method_name(LfMethod method)
{
    return method_names[method];
}

lf_status
lf_residue_parse(const char *text, size_t len, LfResidue *out, LfFault *why)
{
    int i = parse_keyword(residue_names, 2, text, len, why);

    if (i < 0) {
        why->name = "residue";
        why->text2 = lf_text("last, first");
        return why->status;
    }
    *out = (LfResidue)i;
    return LF_OK;
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
