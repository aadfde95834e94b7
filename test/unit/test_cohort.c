/*
 * Cohort: groups of cells by month, quarter and year, and their labels.
 */
#include "core/vintage/cohort.h"

#include <string.h>

#include "test/unit/tap.h"

/* Two cells each of December 2023, January 2024 and March 2024. */
static LfVintage
three_months(LfVintageCell *cell)
{
    static const LfCivil origination[3] = {{2023, 12, 1}, {2024, 1, 1}, {2024, 3, 1}};

    for (int i = 0; i < 6; i++) {
        int32_t month = lf_month_of(lf_date_from_civil(origination[i / 2]));

        cell[i] = (LfVintageCell){.key = lf_cell_key(month, i % 2, 0), .loans = 1};
    }
    return (LfVintage){{.rule = LF_MOB_CALENDAR0}, 6, cell, NULL};
}

static void
check_groups(LfCohortBy by, int expected, const char *first, const char *last)
{
    char label[LF_COHORT_CHARS] = "", begins[LF_COHORT_CHARS] = "";
    LfVintageCell cell[6];
    LfVintage v = three_months(cell);
    int groups = 0;

    for (int32_t from = 0; from < v.count; from += lf_cohort_part(&v, from, by).count) {
        lf_cohort_label(lf_cohort_of(&v, from, by), by, label);
        if (groups++ == 0)
            memcpy(begins, label, sizeof(begins));
    }
    is_i64(groups, expected, "groups of %d months", (int)by);
    ok(strcmp(begins, first) == 0, "the first is %s, not %s", first, begins);
    ok(strcmp(label, last) == 0, "the last is %s, not %s", last, label);
}

int
main(void)
{
    char label[LF_COHORT_CHARS];
    bool right = true;

    check_groups(LF_COHORT_MONTH, 3, "2023-12", "2024-03");
    check_groups(LF_COHORT_QUARTER, 2, "2023-Q4", "2024-Q1");
    check_groups(LF_COHORT_YEAR, 2, "2023", "2024");
    for (int32_t month = 1; month <= 12; month++) {
        LfVintageCell cell = {
            .key = lf_cell_key(lf_month_of(lf_date_from_civil((LfCivil){2024, month, 1})), 0, 0)};
        LfVintage v = {{.rule = LF_MOB_CALENDAR0}, 1, &cell, NULL};
        int32_t group = lf_cohort_of(&v, 0, LF_COHORT_QUARTER);

        lf_cohort_label(group, LF_COHORT_QUARTER, label);
        right &=
            label[6] == '1' + (month - 1) / 3 &&
            group == lf_month_of(lf_date_from_civil((LfCivil){2024, (month - 1) / 3 * 3 + 1, 1}));
    }
    ok(right, "every month lies in its quarter");
    return done_testing();
}
