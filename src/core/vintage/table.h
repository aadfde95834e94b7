/*
 * Vintage table: cells while loans are counted into them.
 *
 * A small table is a hash table of cells, without a pointer inside, as states
 * are stored.  A large one is a hash table of months: a loan has several cells
 * in one month, and looks for the month once.
 * Uses: cell.
 */
#ifndef LF_CORE_VINTAGE_TABLE_H
#define LF_CORE_VINTAGE_TABLE_H

#include "core/vintage/cell.h"

/*
 * The cells of one origination at one number of months on book.  The cells of a
 * group of series lie side by side: EVER, CURRENT and INSTALMENT of each line,
 * and all others.  Most of what is counted is of the first line; it is kept
 * here, in the one line of the cache that was read to find the month, and is
 * not in the cells before lf_vintage_finish().
 */
#define LF_VINTAGE_GROUPS (LF_VINTAGE_LINES + 1)
#define LF_VINTAGE_GROUP 6 /* cells of the largest */
#define LF_CACHE_LINE 64

typedef struct LfVintageMonth {
    _Alignas(LF_CACHE_LINE) uint64_t key; /* as lf_cell_month; 0: an empty place */
    uint32_t first[LF_VINTAGE_GROUPS];    /* the first cell of each group; 0: there is none */
    uint32_t kept_loans[3];               /* EVER, CURRENT and INSTALMENT of the first line */
    int64_t kept_amount[2];               /* of the first two */
} LfVintageMonth;

/*
 * Cells being counted, in the caller's memory.  Either the cells are an open
 * hash table, and an empty one has key 0; or their months are one, and the
 * cells lie in the order of their first use, from number 1 on: a loan has
 * several cells in a month, and looks for the month once.  Every operation
 * needs at least one empty place left over.
 */
typedef struct LfVintageTable {
    LfVintageHead *head;
    LfVintageCell *cell; /* by number: cell 0 has key 0 */
    int32_t capacity;    /* places for cells */
    int32_t *used;
    LfVintageMonth *month; /* or NULL: the cells are the table */
    int32_t months;        /* places for months */
    int32_t *months_used;
} LfVintageTable;

/* Where the cell of a series is: its group, and which of the group it is. */
typedef struct LfVintagePlace {
    int group;
    int at;
} LfVintagePlace;

/* What of a line is counted, in the order of its group. */
enum {
    LF_LINE_EVER,
    LF_LINE_CURRENT,
    LF_LINE_INSTALMENT
};

static inline LfVintagePlace
lf_series_place(int series)
{
    if (series >= LF_SERIES_INSTALMENT)
        return (LfVintagePlace){series - LF_SERIES_INSTALMENT, LF_LINE_INSTALMENT};
    if (series >= LF_SERIES_CHARGE_OFF) /* after BASE and SEEN */
        return (LfVintagePlace){LF_VINTAGE_LINES, series - LF_SERIES_CHARGE_OFF + 2};
    if (series >= LF_SERIES_CURRENT)
        return (LfVintagePlace){series - LF_SERIES_CURRENT, LF_LINE_CURRENT};
    if (series >= LF_SERIES_EVER)
        return (LfVintagePlace){series - LF_SERIES_EVER, LF_LINE_EVER};
    return (LfVintagePlace){LF_VINTAGE_LINES, series};
}

/* Whether so many cells more leave enough places empty; each may be of a month and a group of its
 * own. */
static inline bool
lf_vintage_fits(const LfVintageTable *t, int64_t cells)
{
    if (t->month == NULL)
        return *t->used + cells <= (int64_t)t->capacity * 3 / 4;
    return *t->used + LF_VINTAGE_GROUP * cells <= t->capacity &&
           *t->months_used + cells <= (int64_t)t->months * 3 / 4;
}

static inline int32_t
lf_vintage_hash(uint64_t key, int32_t places)
{
    uint64_t hash = (key * UINT64_C(0x9e3779b97f4a7c15)) >> 32;

    return (int32_t)(hash * (uint64_t)places >> 32);
}

static inline int32_t
lf_vintage_next(int32_t place, int32_t places)
{
    return place + 1 == places ? 0 : place + 1;
}

/* A place is seldom in the cache: it is asked for some time before it is looked for.  The key is
 * that of a month, of a table of cells that of a cell. */
static inline void
lf_vintage_ask_for(const LfVintageTable *t, uint64_t key)
{
    if (t->month == NULL)
        __builtin_prefetch(&t->cell[lf_vintage_hash(key, t->capacity)], 1);
    else
        __builtin_prefetch(&t->month[lf_vintage_hash(key, t->months)], 1);
}

/* The month of a key (lf_cell_month), which is made where there is none. */
static inline LfVintageMonth *
lf_vintage_month(const LfVintageTable *t, uint64_t key)
{
    int32_t place = lf_vintage_hash(key, t->months);
    LfVintageMonth *month;

    for (; (month = &t->month[place])->key != key; place = lf_vintage_next(place, t->months))
        if (month->key == 0) {
            month->key = key;
            *t->months_used += 1;
            break;
        }
    return month;
}

/* Makes the cells of a group of a month that has none. */
extern void lf_vintage_make_group(const LfVintageTable *t, LfVintageMonth *month, int group);

/* A cell of a month. */
static inline LfVintageCell *
lf_vintage_cell_of(const LfVintageTable *t, LfVintageMonth *month, LfVintagePlace place)
{
    if (month->first[place.group] == 0)
        lf_vintage_make_group(t, month, place.group);
    return &t->cell[month->first[place.group] + (uint32_t)place.at];
}

/* Adds to a cell; false where a sum overflows. */
static inline bool
lf_cell_add(LfVintageCell *cell, int64_t loans, lf_int128 amount)
{
    return lf_add64(cell->loans, loans, &cell->loans) && lf_add_stored(&cell->amount, amount);
}

/* Keeps a loan over the first line with its month; false where that cannot hold it. */
static inline bool
lf_vintage_keep(const LfVintageTable *t, LfVintageMonth *month, int what, lf_int128 amount)
{
    if (month->first[0] == 0)
        lf_vintage_make_group(t, month, 0);
    if (month->kept_loans[what] == UINT32_MAX || !lf_fits_int64(amount))
        return false;
    if (what != LF_LINE_INSTALMENT &&
        !lf_add64(month->kept_amount[what], (int64_t)amount, &month->kept_amount[what]))
        return false;
    month->kept_loans[what]++;
    return true;
}

/* Puts into the cells what months have kept: LF_OK, LF_ERR_SUM_RANGE. */
extern lf_status lf_vintage_finish(const LfVintageTable *t, LfFault *why);

/* Adds to the cell of a key; false where a sum overflows. */
extern bool lf_vintage_count(const LfVintageTable *t, uint64_t key, int64_t loans,
                             lf_int128 amount);

/* Takes over the months of so many places; its own are all empty. */
extern void lf_vintage_take_months(const LfVintageTable *t, const LfVintageMonth *from,
                                   int32_t places);

/* A key, and where what has it is. */
typedef struct LfVintageKey {
    uint64_t key;
    uint32_t number;
} LfVintageKey;

/* The numbers of all cells that are not empty, in the order of their keys, from the places of the
 * months in that order; returns how many they are. */
extern int32_t lf_vintage_order(const LfVintageTable *t, const LfVintageKey *month,
                                uint32_t *order);

#endif
