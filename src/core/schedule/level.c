/*
 * Level: which row shows the level amount, and what it shows.
 */
#include "core/schedule/level.h"

int32_t
lf_level_row(const LfTerms *t, int32_t rows)
{
    int32_t row = t->grace + (t->residue == LF_RESIDUE_FIRST);

    return row < rows ? row : rows - 1;
}

int64_t
lf_level_of_row(const LfTerms *t, int64_t principal, int64_t interest)
{
    if (t->method == LF_INTEREST_ONLY)
        return 0;
    if (t->method == LF_EQUAL_PRINCIPAL || (t->method == LF_FLAT && t->payment_unit == 0))
        return principal;
    return (int64_t)((uint64_t)principal + (uint64_t)interest);
}

int64_t
lf_level_shown(const LfSchedule *s)
{
    int32_t row = lf_level_row(&s->terms, s->rows.count);

    return row < 0 ? 0 : lf_level_of_row(&s->terms, s->rows.principal[row], s->rows.interest[row]);
}

int32_t
lf_default_periods(const LfTerms *t, int32_t rows)
{
    int32_t n = rows - (t->in_advance && t->balloon > 0);

    return n < 1 ? 1 : n > LF_MAX_PERIODS ? LF_MAX_PERIODS : n;
}
