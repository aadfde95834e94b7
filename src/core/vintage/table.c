/*
 * Vintage table: making, finding, ordering its cells.
 */
#include "core/vintage/table.h"

void
lf_vintage_make_group(const LfVintageTable *t, LfVintageMonth *month, int group)
{
    uint32_t first = (uint32_t)*t->used + 1;

    month->first[group] = first;
    for (int series = 0; series < LF_SERIES_COUNT; series++) {
        LfVintagePlace place = lf_series_place(series);

        if (place.group != group)
            continue;
        t->cell[first + (uint32_t)place.at] =
            (LfVintageCell){lf_cell_key_from(month->key, series, 0), 0, 0};
        *t->used += 1;
    }
}

/* Puts into the cells what one month has kept. */
static bool
release(const LfVintageTable *t, LfVintageMonth *month)
{
    LfVintageCell *cell = &t->cell[month->first[0]];
    bool fits = lf_cell_add(&cell[LF_LINE_EVER], month->kept_loans[LF_LINE_EVER],
                            month->kept_amount[LF_LINE_EVER]) &&
                lf_cell_add(&cell[LF_LINE_CURRENT], month->kept_loans[LF_LINE_CURRENT],
                            month->kept_amount[LF_LINE_CURRENT]) &&
                lf_cell_add(&cell[LF_LINE_INSTALMENT], month->kept_loans[LF_LINE_INSTALMENT], 0);

    memset(month->kept_loans, 0, sizeof(month->kept_loans));
    memset(month->kept_amount, 0, sizeof(month->kept_amount));
    return fits;
}

lf_status
lf_vintage_finish(const LfVintageTable *t, LfFault *why)
{
    for (int32_t place = 0; place < t->months; place++)
        if (t->month[place].first[0] != 0 && !release(t, &t->month[place]))
            return lf_sum_overflow("sum", why);
    return LF_OK;
}

/* The cell of a key in a table of cells, or the empty one where it goes. */
static LfVintageCell *
find_cell(const LfVintageTable *t, uint64_t key)
{
    int32_t place = lf_vintage_hash(key, t->capacity);

    while (t->cell[place].key != key && t->cell[place].key != 0)
        place = lf_vintage_next(place, t->capacity);
    return &t->cell[place];
}

bool
lf_vintage_count(const LfVintageTable *t, uint64_t key, int64_t loans, lf_int128 amount)
{
    LfVintageCell *cell;

    if (t->month != NULL)
        return lf_cell_add(lf_vintage_cell_of(t, lf_vintage_month(t, lf_cell_month(key)),
                                              lf_series_place(lf_cell_series(key))),
                           loans, amount);
    cell = find_cell(t, key);
    *t->used += cell->key == 0;
    cell->key = key;
    return lf_cell_add(cell, loans, amount);
}

void
lf_vintage_take_months(const LfVintageTable *t, const LfVintageMonth *from, int32_t places)
{
    *t->months_used = 0;
    for (int32_t place = 0; place < places; place++)
        if (from[place].key != 0)
            *lf_vintage_month(t, from[place].key) = from[place];
}

/* Of the months of one origination, a series after the other. */
static int32_t
order_cohort(const LfVintageTable *t, const LfVintageKey *month, int32_t months, uint32_t *order)
{
    int32_t count = 0;

    for (int series = 0; series < LF_SERIES_COUNT; series++) {
        LfVintagePlace place = lf_series_place(series);

        for (int32_t i = 0; i < months; i++) {
            uint32_t first = t->month[month[i].number].first[place.group];

            order[count] = first + (uint32_t)place.at;
            count += first != 0 && !lf_cell_is_empty(&t->cell[order[count]]);
        }
    }
    return count;
}

int32_t
lf_vintage_order(const LfVintageTable *t, const LfVintageKey *month, uint32_t *order)
{
    int32_t count = 0;

    for (int32_t from = 0, to; from < *t->months_used; from = to) {
        for (to = from; to < *t->months_used && month[to].key >> 32 == month[from].key >> 32;)
            to++;
        count += order_cohort(t, month + from, to - from, order + count);
    }
    return count;
}
