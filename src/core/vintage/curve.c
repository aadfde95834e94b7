/*
 * Vintage, the readers: cells become curves.
 *
 * Cumulative measures are built from differences: a cell counts from its own
 * month on book to the age of its cohort, and then leaves together with its
 * base.
 */
#include "core/vintage/curve.h"

#include <string.h>

static const char *const measure_names[LF_MEASURES] = {"ever", "current", "charge_off", "net_loss",
                                                       "paid_off"};
static const LfAlias measure_aliases[] = {
    {"曾逾期", LF_MEASURE_EVER},     {"当期逾期", LF_MEASURE_CURRENT},
    {"核销", LF_MEASURE_CHARGE_OFF}, {"净损失", LF_MEASURE_NET_LOSS},
    {"结清", LF_MEASURE_PAID_OFF},   {NULL, 0},
};

const LfKeywords lf_measures = {"measure", measure_names, LF_MEASURES, measure_aliases, 0};

lf_status
lf_vintage_ask(LfMeasure measure, int64_t over_days, LfWeight weight, LfVintageAsk *ask,
               LfFault *why)
{
    *ask = (LfVintageAsk){measure, 0, weight};
    if (measure == LF_MEASURE_NET_LOSS && weight == LF_BY_COUNT)
        return LF_REFUSE(why, LF_ERR_NOT_BY_COUNT, .name = "net_loss");
    if (measure == LF_MEASURE_EVER || measure == LF_MEASURE_CURRENT)
        return lf_line_over(over_days, &ask->line, why);
    return LF_OK;
}

bool
lf_vintage_is_known(const LfVintageHead *head, const LfVintageAsk *ask)
{
    const uint32_t charge_off = LF_UNKNOWN_BIT(LF_SERIES_CHARGE_OFF);
    uint32_t bits = 0;

    switch (ask->measure) {
    case LF_MEASURE_EVER:
        bits = LF_UNKNOWN_BIT(LF_SERIES_EVER + ask->line);
        break;
    case LF_MEASURE_CURRENT:
        bits = LF_UNKNOWN_BIT(LF_SERIES_CURRENT + ask->line) | charge_off;
        break;
    case LF_MEASURE_CHARGE_OFF:
    case LF_MEASURE_NET_LOSS:
        bits = charge_off;
        break;
    case LF_MEASURE_PAID_OFF:
        break;
    }
    return ask->weight == LF_BY_COUNT || (head->unknown & bits) == 0;
}

int32_t
lf_vintage_rows(const LfVintage *v, int32_t *first)
{
    int32_t last = -1;

    *first = INT32_MAX;
    for (int32_t i = 0; i < v->count; i++) {
        uint64_t key = v->cell[i].key;

        if (lf_cell_series(key) == LF_SERIES_BASE) {
            int32_t age = lf_vintage_age(v->head.rule, lf_cell_cohort(key), v->head.cutoff);

            last = age > last ? age : last;
        } else if (lf_cell_series(key) == LF_SERIES_SEEN && lf_cell_mob(key) < *first)
            *first = lf_cell_mob(key);
    }
    return *first > last ? 0 : last - *first + 1;
}

/* How a series takes part in a measure. */
typedef enum Part {
    PART_NONE = 0,
    PART_POINT,      /* in its month alone */
    PART_CUMULATIVE, /* from its month on */
    PART_TAKEN_OFF   /* cumulative, with the opposite sign */
} Part;

static Part
part_of(int series, const LfVintageAsk *ask)
{
    switch (ask->measure) {
    case LF_MEASURE_EVER:
        return series == LF_SERIES_EVER + ask->line ? PART_CUMULATIVE : PART_NONE;
    case LF_MEASURE_CURRENT:
        if (series == LF_SERIES_CHARGE_OFF)
            return PART_CUMULATIVE;
        if (series == LF_SERIES_WRITTEN_DOWN && ask->weight == LF_BY_AMOUNT)
            return PART_POINT;
        return series >= LF_SERIES_CURRENT + ask->line &&
                       series < LF_SERIES_CURRENT + LF_VINTAGE_LINES
                   ? PART_POINT
                   : PART_NONE;
    case LF_MEASURE_CHARGE_OFF:
        return series == LF_SERIES_CHARGE_OFF ? PART_CUMULATIVE : PART_NONE;
    case LF_MEASURE_NET_LOSS:
        if (series == LF_SERIES_RECOVERED)
            return PART_TAKEN_OFF;
        return series == LF_SERIES_CHARGE_OFF ? PART_CUMULATIVE : PART_NONE;
    case LF_MEASURE_PAID_OFF:
        return series == LF_SERIES_PAID_OFF ? PART_CUMULATIVE : PART_NONE;
    }
    return PART_NONE;
}

/* A curve being built: rows hold differences until the end. */
typedef struct Curve {
    LfCurveRow *rows;
    int32_t count;
    int32_t first;
} Curve;

/* Adds to the rows from month on book `from` to `to`. */
static void
add_base(const Curve *c, int32_t to, int64_t loans, lf_int128 exposure)
{
    c->rows[0].loans += loans;
    c->rows[0].exposure += exposure;
    if (to + 1 - c->first < c->count && to >= c->first - 1) {
        c->rows[to + 1 - c->first].loans -= loans;
        c->rows[to + 1 - c->first].exposure -= exposure;
    }
}

static void
add_hits(const Curve *c, int32_t from, int32_t to, lf_int128 hits)
{
    c->rows[from - c->first].hit += hits;
    if (to + 1 - c->first < c->count)
        c->rows[to + 1 - c->first].hit -= hits;
}

static void
sum_rows(const Curve *c, int64_t all)
{
    LfCurveRow run = {0};

    for (int32_t i = 0; i < c->count; i++) {
        LfCurveRow *row = &c->rows[i];

        row->mob = c->first + i;
        row->loans = run.loans += row->loans;
        row->exposure = run.exposure += row->exposure;
        row->seen = run.seen += row->seen;
        run.hit += row->hit;
        row->hit = run.hit + row->point;
        row->complete = row->loans == all && row->seen == all;
    }
}

lf_int128
lf_vintage_curve(const LfVintage *v, const LfVintageAsk *ask, int32_t first, int32_t count,
                 LfCurveRow *rows)
{
    bool by_count = ask->weight == LF_BY_COUNT;
    Curve c = {rows, count, first};
    lf_int128 exposure = 0;
    int32_t age = 0;
    int64_t all = 0;

    for (int32_t i = 0; i < c.count; i++)
        rows[i] = (LfCurveRow){0};
    for (int32_t i = 0; i < v->count && c.count > 0; i++) {
        const LfVintageCell *cell = &v->cell[i];
        int series = lf_cell_series(cell->key);
        int32_t mob = lf_cell_mob(cell->key);
        lf_int128 value = by_count ? cell->loans : cell->amount;
        Part part = part_of(series, ask);

        if (series == LF_SERIES_BASE) {
            age = lf_vintage_age(v->head.rule, lf_cell_cohort(cell->key), v->head.cutoff);
            add_base(&c, age, cell->loans, value);
            all += cell->loans;
            exposure += value;
        } else if (series == LF_SERIES_SEEN)
            rows[mob - c.first].seen += cell->loans;
        else if (part == PART_POINT)
            rows[mob - c.first].point += value;
        else if (part != PART_NONE)
            add_hits(&c, mob, age, part == PART_TAKEN_OFF ? -value : value);
    }
    sum_rows(&c, all);
    return exposure;
}

/* Loans of a series at some months on book, of cohorts whose age is enough; `by_month`: in calendar
 * months from the month of origination, whatever the rule. */
static LfHits
count_hits(const LfVintage *v, bool by_month, int32_t old_enough, int series, int32_t first_mob,
           int32_t last_mob)
{
    LfMobRule rule = by_month ? LF_MOB_CALENDAR0 : v->head.rule;
    LfHits hits = {0, 0};
    bool counts = false;

    for (int32_t i = 0; i < v->count; i++) {
        const LfVintageCell *cell = &v->cell[i];
        int32_t cohort = lf_cell_cohort(cell->key), mob = lf_cell_mob(cell->key);

        if (lf_cell_series(cell->key) == LF_SERIES_BASE) {
            if (by_month)
                cohort = lf_vintage_cohort_month(v->head.rule, cohort);
            counts = lf_vintage_age(rule, cohort, v->head.cutoff) >= old_enough;
            hits.loans += counts ? cell->loans : 0;
        } else if (counts && lf_cell_series(cell->key) == series && mob >= first_mob &&
                   mob <= last_mob)
            hits.hit += cell->loans;
    }
    return hits;
}

lf_status
lf_vintage_missed(const LfVintage *v, int line, int32_t instalment, LfHits *hits, LfFault *why)
{
    const int32_t old_enough = 1 + instalment + lf_vintage_line_days(line) / 30;

    if (v->head.rule == LF_MOB_GIVEN)
        return LF_REFUSE(why, .status = LF_ERR_NO_INSTALMENTS);
    *hits = count_hits(v, true, old_enough, LF_SERIES_INSTALMENT + line, instalment, instalment);
    return LF_OK;
}

LfHits
lf_vintage_early(const LfVintage *v, int line, int32_t within)
{
    return count_hits(v, false, within, LF_SERIES_EVER + line, 0, within);
}
