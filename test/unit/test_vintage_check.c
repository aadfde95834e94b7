/*
 * Vintage, the check: a sound summary spoiled in one thing at a time, and what
 * the check says of it.
 */
#include "core/vintage/vintage.h"

#include "test/unit/tap.h"

static int32_t
date(int32_t year, int32_t month, int32_t day)
{
    return lf_date_from_civil((LfCivil){year, month, day});
}

/* Two cohorts, sound; the tests of the check spoil one thing each. */
static LfVintageCell sound[7];

static LfVintage
sound_summary(void)
{
    const int32_t a = 24288, b = 24289; /* January, February 2024 */

    sound[0] = (LfVintageCell){lf_cell_key(a, LF_SERIES_BASE, 0), 2, 500};
    sound[1] = (LfVintageCell){lf_cell_key(a, LF_SERIES_SEEN, 0), 1, 0};
    sound[2] = (LfVintageCell){lf_cell_key(a, LF_SERIES_SEEN, 1), 1, 0};
    sound[3] = (LfVintageCell){lf_cell_key(a, LF_SERIES_EVER, 1), 1, 90};
    sound[4] = (LfVintageCell){lf_cell_key(a, LF_SERIES_RECOVERED, 2), 3, -5};
    sound[5] = (LfVintageCell){lf_cell_key(b, LF_SERIES_BASE, 0), 1, 100};
    sound[6] = (LfVintageCell){lf_cell_key(b, LF_SERIES_SEEN, 1), 1, 0};
    return (LfVintage){
        {.rule = LF_MOB_CALENDAR0, .cutoff = date(2024, 3, 31), .loans = 3}, 7, sound, NULL};
}

static void
defect_is(const LfVintage *v, const char *want)
{
    LfFault why;
    bool sound = lf_vintage_check(v, &why) == LF_OK;

    is_str(sound ? "none" : why.text2.at, want, "the reason of the check: %s", want);
}

static void
test_gate(void)
{
    LfVintage v = sound_summary();

    defect_is(&v, "none");
    v.head.skipped = -1;
    defect_is(&v, "the head is out of range");
    v = sound_summary();
    v.head.unknown = 1;
    defect_is(&v, "the head is out of range");
    v = sound_summary();
    v.head.cutoff = LF_MAX_DATE + 1;
    defect_is(&v, "the cut-off is out of range");
    v = sound_summary();
    v.head.loans = 4;
    defect_is(&v, "the cohorts do not add up");
    v = sound_summary();
    v.head.cutoff = date(2024, 1, 31);
    sound[2].key = lf_cell_key(24288, LF_SERIES_SEEN, 0);
    defect_is(&v, "the cells are out of order");
    v = sound_summary();
    v.cell++;
    v.count--;
    defect_is(&v, "a cohort has no loans");
    v = sound_summary();
    sound[0].amount = 1;
    defect_is(&v, "a cohort is out of range");
    v = sound_summary();
    v.head.cutoff = date(2023, 12, 31);
    defect_is(&v, "a cohort begins after the cut-off");
    v = sound_summary();
    sound[4].key = lf_cell_key(24288, LF_SERIES_COUNT, 2);
    defect_is(&v, "a series is unknown");
    v = sound_summary();
    sound[3].loans = 3;
    defect_is(&v, "a count or an amount is out of range");
    v = sound_summary();
    sound[3].amount = -1;
    defect_is(&v, "a count or an amount is out of range");
    v = sound_summary();
    sound[2].amount = 1;
    defect_is(&v, "a count or an amount is out of range");
    v = sound_summary();
    sound[3].key = lf_cell_key(24288, LF_SERIES_EVER, 3);
    defect_is(&v, "a month on book is out of range");
    v = sound_summary();
    sound[6].key = lf_cell_key(24289, LF_SERIES_INSTALMENT, 0);
    defect_is(&v, "a month on book is out of range");
    v = sound_summary();
    sound[1].key = lf_cell_key(24288, LF_SERIES_SEEN, 1);
    sound[2].key = lf_cell_key(24288, LF_SERIES_SEEN, 2);
    sound[3].key = lf_cell_key(24288, LF_SERIES_EVER, 0);
    defect_is(&v, "a month on book is before the first observation");
    v = sound_summary();
    sound[1].loans = 2;
    defect_is(&v, "a series has more loans than its cohort");
    v = sound_summary();
    v.count--;
    v.head.loans = 3;
    defect_is(&v, "a loan was never observed");
    v = sound_summary();
    sound[3].amount = LF_INT128_MAX;
    defect_is(&v, "the sums are too large");
    v = sound_summary();
    sound[0].loans = INT64_MAX;
    sound[0].amount = INT64_MAX;
    sound[1].loans = INT64_MAX - 1;
    defect_is(&v, "the sums are too large");
    v = sound_summary();
    v.head.rule = LF_MOB_GIVEN;
    v.head.cutoff = 3;
    defect_is(&v, "a cohort is out of range");
}

int
main(void)
{
    test_gate();
    return done_testing();
}
