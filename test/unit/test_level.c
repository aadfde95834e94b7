/*
 * Level: which row shows the level amount, what it shows, default periods.
 */
#include "core/schedule/schedule.h"

#include "test/unit/tap.h"

static int64_t principal[4] = {0, 90, 100, 60}, interest[4] = {5, 4, 3, 2}, fee[4];
static int32_t due[4] = {31, 60, 91, 121};

static int64_t
shown(LfTerms terms, int32_t rows)
{
    LfSchedule s = {
        .has_terms = true, .terms = terms, .rows = {rows, due, principal, interest, fee}};

    return lf_level_shown(&s);
}

int
main(void)
{
    is_i64(lf_level_row(&(LfTerms){.grace = 1}, 4), 1, "the first row after the grace");
    is_i64(lf_level_row(&(LfTerms){.grace = 1, .residue = LF_RESIDUE_FIRST}, 4), 2,
           "one later where the first takes the residue");
    is_i64(lf_level_row(&(LfTerms){.grace = 9}, 4), 3, "at most the last");
    is_i64(lf_level_row(&(LfTerms){0}, 0), -1, "none without rows");
    is_i64(shown((LfTerms){.grace = 1}, 4), 94, "an annuity shows its payment");
    is_i64(shown((LfTerms){.grace = 1, .residue = LF_RESIDUE_FIRST}, 4), 103, "of the row after");
    is_i64(shown((LfTerms){.method = LF_EQUAL_PRINCIPAL, .grace = 1}, 4), 90,
           "equal principal shows its principal");
    is_i64(shown((LfTerms){.method = LF_FLAT, .grace = 1}, 4), 90, "so does plain flat");
    is_i64(shown((LfTerms){.method = LF_FLAT, .grace = 1, .payment_unit = 10}, 4), 94,
           "flat of a unit shows its payment");
    is_i64(shown((LfTerms){.method = LF_INTEREST_ONLY}, 4), 0, "interest only has none");
    is_i64(shown((LfTerms){0}, 0), 0, "nothing without rows");
    is_i64(lf_default_periods(&(LfTerms){0}, 12), 12, "a period a row");
    is_i64(lf_default_periods(&(LfTerms){.in_advance = true, .balloon = 1}, 12), 11,
           "a balloon in advance is a row of its own");
    is_i64(lf_default_periods(&(LfTerms){0}, 0), 1, "one at least");
    is_i64(lf_default_periods(&(LfTerms){0}, LF_MAX_PERIODS + 5), LF_MAX_PERIODS,
           "the limit at most");
    return done_testing();
}
