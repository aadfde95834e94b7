/*
 * Vintage, the check: proves that cells from outside are a summary.
 *
 * What is proved is what the readers rely on: every sum of any cells fits, no
 * month on book lies before the first observation or beyond the age of its
 * cohort, and no series counts more loans than its cohort has.
 */
#include "core/vintage/vintage.h"

/* One cohort while its cells go by, series by series. */
typedef struct Cohort {
    int32_t origination;
    int32_t age;
    int32_t first_seen;
    int64_t loans;
    lf_int128 original;
    int64_t seen;
    int series; /* the one going by, and its sums */
    int64_t series_loans;
} Cohort;

static bool
is_cohort(LfMobRule rule, int32_t cohort)
{
    if (rule == LF_MOB_GIVEN)
        return cohort == 0;
    if (rule == LF_MOB_ANNIVERSARY)
        return lf_date_in_range(cohort);
    return cohort >= lf_month_of(LF_MIN_DATE) && cohort <= lf_month_of(LF_MAX_DATE);
}

static const char *
head_defect(const LfVintageHead *head)
{
    if (head->skipped < 0 || head->loans < 0 || (head->unknown & ~LF_UNKNOWN_BITS) != 0)
        return "the head is out of range";
    if (head->loans == 0)
        return NULL;
    if (head->rule == LF_MOB_GIVEN ? head->cutoff < 0 || head->cutoff > LF_MAX_GIVEN_MOB
                                   : !lf_date_in_range(head->cutoff))
        return "the cut-off is out of range";
    return NULL;
}

static const char *
begin_cohort(Cohort *c, const LfVintageHead *head, const LfVintageCell *cell)
{
    int32_t origination = lf_cell_cohort(cell->key);

    *c = (Cohort){.origination = origination,
                  .first_seen = INT32_MAX,
                  .loans = cell->loans,
                  .original = cell->amount};
    if (lf_cell_series(cell->key) != LF_SERIES_BASE || lf_cell_mob(cell->key) != 0)
        return "a cohort has no loans";
    if (!is_cohort(head->rule, origination) || cell->loans < 1 || cell->amount < cell->loans)
        return "a cohort is out of range";
    c->age = lf_vintage_age(head->rule, origination, head->cutoff);
    return c->age < 0 ? "a cohort begins after the cut-off" : NULL;
}

/* Whether each loan is counted once at most in a series. */
static bool
counts_once(int series)
{
    return series < LF_SERIES_CURRENT || series == LF_SERIES_CHARGE_OFF ||
           series == LF_SERIES_PAID_OFF || series >= LF_SERIES_INSTALMENT;
}

static const char *
cell_defect(Cohort *c, const LfVintageHead *head, const LfVintageCell *cell)
{
    int series = lf_cell_series(cell->key);
    int32_t mob = lf_cell_mob(cell->key);

    if (series >= LF_SERIES_COUNT || series == LF_SERIES_BASE)
        return "a series is unknown";
    /* one loan may bring something back twice in a month on book */
    if (cell->loans < 0 || (cell->loans > c->loans && series != LF_SERIES_RECOVERED) ||
        (cell->amount < 0 && series != LF_SERIES_RECOVERED) ||
        (cell->loans == 0 && (series != LF_SERIES_CHARGE_OFF || cell->amount == 0)) ||
        (!lf_series_has_amount(series) && cell->amount != 0))
        return "a count or an amount is out of range";
    if (series >= LF_SERIES_INSTALMENT
            ? mob < 1 || head->rule == LF_MOB_GIVEN
            : mob > c->age || (mob == 0 && head->rule == LF_MOB_CALENDAR1))
        return "a month on book is out of range";
    if (series == LF_SERIES_SEEN && mob < c->first_seen)
        c->first_seen = mob;
    if (series < LF_SERIES_INSTALMENT && mob < c->first_seen)
        return "a month on book is before the first observation";
    if (series != c->series) {
        c->series = series;
        c->series_loans = 0;
    }
    if (counts_once(series) &&
        (!lf_add64(c->series_loans, cell->loans, &c->series_loans) || c->series_loans > c->loans))
        return "a series has more loans than its cohort";
    if (series == LF_SERIES_SEEN)
        c->seen = c->series_loans;
    return NULL;
}

static lf_status
too_large(LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_SUM_RANGE, .name = "sum",
                     .text2 = lf_text("the sums are too large"));
}

static lf_status
corrupt(const char *defect, LfFault *why)
{
    return lf_corrupt(why, "vintage_summary", defect);
}

lf_status
lf_vintage_check(const LfVintage *v, LfFault *why)
{
    const char *defect = head_defect(&v->head);
    Cohort c = {0};
    uint64_t before = 0; /* no key is 0 */
    int64_t loans = 0;
    lf_int128 sum = 0, counts = 0;

    for (int32_t i = 0; i < v->count && defect == NULL; i++) {
        const LfVintageCell *cell = lf_vintage_cell(v, i);
        lf_uint128 size = lf_abs128(cell->amount);

        if (cell->key <= before)
            return corrupt("the cells are out of order", why);
        before = cell->key;
        if (size > (lf_uint128)LF_INT128_MAX || !lf_add128(sum, (lf_int128)size, &sum))
            return too_large(why);
        counts += cell->loans;
        if (i == 0 || lf_cell_cohort(cell->key) != c.origination) {
            if (i > 0 && c.seen != c.loans)
                return corrupt("a loan was never observed", why);
            defect = begin_cohort(&c, &v->head, cell);
            if (defect == NULL && !lf_add64(loans, cell->loans, &loans))
                return too_large(why);
        } else
            defect = cell_defect(&c, &v->head, cell);
    }
    if (defect == NULL && v->count > 0 && c.seen != c.loans)
        defect = "a loan was never observed";
    if (defect == NULL && loans != v->head.loans)
        defect = "the cohorts do not add up";
    if (defect == NULL && !lf_fits_int64(counts))
        return too_large(why);
    return corrupt(defect, why);
}
