/*
 * Cohorts of a triangle: months of the calendar count from a January, so the
 * remainder of a division gives the first month of a group.
 */
#include "core/vintage/cohort.h"

#include <string.h>

#include "core/text/cursor.h"

int32_t
lf_cohort_of(const LfVintage *v, int32_t i, LfCohortBy by)
{
    int32_t month = lf_vintage_cohort_month(v->head.rule, lf_cell_cohort(v->cell[i].key));

    return month - month % (int32_t)by;
}

LfVintage
lf_cohort_part(const LfVintage *v, int32_t from, LfCohortBy by)
{
    int32_t group = lf_cohort_of(v, from, by), to = from + 1;

    while (to < v->count && lf_cohort_of(v, to, by) == group)
        to++;
    return (LfVintage){v->head, to - from, v->cell + from, NULL};
}

void
lf_cohort_label(int32_t month, LfCohortBy by, char *label)
{
    char *end = lf_put_month(label, month);

    if (by != LF_COHORT_MONTH)
        end = label + 4;
    if (by == LF_COHORT_QUARTER) {
        memcpy(end, "-Q", 2);
        end[2] = (char)('1' + month % 12 / 3);
        end += 3;
    }
    *end = '\0';
}
