/*
 * Vintage: one loan's months become cells.
 *
 * A loan on time costs two cells: that it exists, and when it was first seen.
 * Everything else is counted at the months over a line.
 */
#include "core/vintage/vintage.h"

#include <string.h>

#include "core/base/range.h"

static const char *const rule_names[] = {"calendar0", "calendar1", "anniversary", "given"};

const LfKeywords lf_mob_rules = {"mob", rule_names, LF_MOB_GIVEN, NULL, 0};

const char *
lf_mob_rule_name(LfMobRule rule)
{
    return rule_names[rule];
}

/* Full months from a day to another; a missing day is the month's last. */
static int32_t
full_months(LfCivil from, int32_t month, int32_t day)
{
    int32_t last = lf_days_in_month(month / 12, month % 12 + 1);

    return month - (from.year * 12 + from.month - 1) - (day < (from.day < last ? from.day : last));
}

int32_t
lf_vintage_age(LfMobRule rule, int32_t cohort, int32_t cutoff)
{
    LfCivil c;

    switch (rule) {
    case LF_MOB_CALENDAR0:
        return lf_month_of(cutoff) - cohort;
    case LF_MOB_CALENDAR1:
        return lf_month_of(cutoff) - cohort + 1;
    case LF_MOB_ANNIVERSARY:
        c = lf_date_to_civil(cutoff);
        return full_months(lf_date_to_civil(cohort), c.year * 12 + c.month - 1, c.day);
    case LF_MOB_GIVEN:
        break;
    }
    return cutoff;
}

int32_t
lf_vintage_cohort_month(LfMobRule rule, int32_t cohort)
{
    return rule == LF_MOB_ANNIVERSARY ? lf_month_of(cohort) : cohort;
}

static inline int32_t
place_of(const LfVintageTable *t, uint64_t key)
{
    uint64_t hash = (key * UINT64_C(0x9e3779b97f4a7c15)) >> 32;

    return (int32_t)(hash * (uint64_t)t->capacity >> 32);
}

static inline int32_t
next_place(const LfVintageTable *t, int32_t place)
{
    return place + 1 == t->capacity ? 0 : place + 1;
}

static inline bool
add_to(LfVintageCell *cell, int64_t loans, lf_int128 amount)
{
    lf_int128 sum;

    if (!lf_add64(cell->loans, loans, &cell->loans) || !lf_add128(cell->amount, amount, &sum))
        return false;
    cell->amount = sum;
    return true;
}

/* Adds to the cell of a key, looking from its place on. */
static inline bool
count_from(const LfVintageTable *t, int32_t place, const LfVintageCell *part)
{
    LfVintageCell *cell;

    for (; (cell = &t->cell[place])->key != part->key; place = next_place(t, place))
        if (cell->key == 0) {
            *cell = *part;
            *t->used += 1;
            return true;
        }
    return add_to(cell, part->loans, part->amount);
}

/* The same by the numbers of the cells. */
static inline bool
count_by_number(const LfVintageTable *t, int32_t place, const LfVintageCell *part)
{
    for (uint32_t number; (number = t->slot[place]) != 0; place = next_place(t, place))
        if (t->cell[number - 1].key == part->key)
            return add_to(&t->cell[number - 1], part->loans, part->amount);
    t->cell[*t->used] = *part;
    *t->used += 1;
    t->slot[place] = (uint32_t)*t->used;
    return true;
}

bool
lf_vintage_count(LfVintageTable *t, uint64_t key, int64_t loans, lf_int128 amount)
{
    LfVintageCell part = {key, loans, amount};
    int32_t place = place_of(t, key);

    return t->slot == NULL ? count_from(t, place, &part) : count_by_number(t, place, &part);
}

void
lf_vintage_index(const LfVintageTable *t)
{
    for (int32_t i = 0; i < *t->used; i++) {
        int32_t place = place_of(t, t->cell[i].key);

        while (t->slot[place] != 0)
            place = next_place(t, place);
        t->slot[place] = (uint32_t)i + 1;
    }
}

/* Counts what waits; false where a sum overflows. */
static bool
count_batch(const LfVintageTable *t, LfVintageBatch *batch)
{
    int32_t count = batch->count;
    bool fits = true;

    batch->count = 0;
    if (t->slot == NULL) {
        for (int32_t i = 0; i < count; i++)
            fits &= count_from(t, batch->waiting[i].place, &batch->waiting[i].cell);
        return fits;
    }
    for (int32_t i = 0; i < count; i++)
        fits &= count_by_number(t, batch->waiting[i].place, &batch->waiting[i].cell);
    return fits;
}

/* What is fixed while one loan is counted, and how far it has come. */
typedef struct Walk {
    LfVintageTable *table;
    const LfHistory *h;
    LfMobRule rule;
    LfCivil originated; /* anniversary */
    int32_t origin;     /* its month */
    int32_t cohort;
    int32_t shift; /* months on book of slot 0, but for anniversary */
    int ever;      /* lines it was over so far */
    int missed;    /* lines whose missed instalment is known */
    int32_t next_loss;
    lf_int128 charged_off; /* to date */
    bool charge_unknown;   /* some of that */
    bool fits;
    LfVintageBatch *batch;
} Walk;

static inline int32_t
mob_of(const Walk *w, int32_t slot)
{
    int32_t month, day;

    if (w->rule != LF_MOB_ANNIVERSARY)
        return slot + w->shift;
    month = w->h->first_month + slot;
    day = w->h->day == NULL ? 31 : (int32_t)w->h->day[slot];
    return full_months(w->originated, month, day);
}

static inline void
count(Walk *w, int series, int32_t mob, int64_t loans, lf_int128 amount)
{
    uint64_t key = lf_cell_key(w->cohort, series, mob);
    int32_t place = place_of(w->table, key);
    LfVintageBatch *batch = w->batch;

    if (w->table->slot == NULL)
        __builtin_prefetch(&w->table->cell[place], 1);
    else
        __builtin_prefetch(&w->table->slot[place]);
    if (batch->count == LF_VINTAGE_BATCH && !count_batch(w->table, batch))
        w->fits = false;
    batch->waiting[batch->count].place = place;
    batch->waiting[batch->count++].cell = (LfVintageCell){key, loans, amount};
}

static inline int64_t
not_below_zero(int64_t balance)
{
    return balance < 0 ? 0 : balance;
}

/* Loans first over each line above w->ever. */
static void
count_ever(Walk *w, int lines, int32_t mob, int64_t balance)
{
    bool unknown = balance == LF_UNKNOWN_AMOUNT || w->charge_unknown;
    lf_int128 at_risk = unknown ? 0 : not_below_zero(balance) + w->charged_off;

    for (; w->ever < lines; w->ever++) {
        count(w, LF_SERIES_EVER + w->ever, mob, 1, at_risk);
        if (unknown)
            w->table->head->unknown |= LF_UNKNOWN_BIT(LF_SERIES_EVER + w->ever);
    }
}

/* The month in which the unpaid row of an observed slot fell due; most often the slot's own. */
static int64_t
month_due(const LfHistory *h, int32_t slot)
{
    int64_t day = h->day == NULL ? 28 : h->day[slot], late = h->days_past_due[slot], due;

    if (late < day)
        return h->first_month + slot;
    due = lf_history_as_of(h, slot) - late;
    return due < LF_MIN_DATE ? 0 : lf_month_of((int32_t)due);
}

/* The instalment that was missed when the loan first passed each line. */
static void
count_missed(Walk *w, int lines, int32_t slot)
{
    int64_t instalment = month_due(w->h, slot) - w->origin;

    for (; w->missed < lines; w->missed++)
        count(w, LF_SERIES_INSTALMENT + w->missed, instalment < 1 ? 1 : (int32_t)instalment, 1, 0);
}

/* A loan that is over lines now, at this month on book. */
static void
count_current(Walk *w, int lines, int32_t mob, int64_t balance, bool charged)
{
    bool unknown = balance == LF_UNKNOWN_AMOUNT;
    int64_t amount = unknown ? 0 : not_below_zero(balance);

    if (unknown) {
        for (int line = 0; line < lines; line++)
            w->table->head->unknown |= LF_UNKNOWN_BIT(LF_SERIES_CURRENT + line);
    }
    if (!charged)
        count(w, LF_SERIES_CURRENT + lines - 1, mob, 1, amount);
    else if (amount != 0)
        count(w, LF_SERIES_WRITTEN_DOWN, mob, 1, amount);
}

static void
count_loss(Walk *w, const LfLoss *loss, int32_t mob)
{
    bool first = loss->slot == w->h->charge_off;

    if (loss->charged_off == LF_UNKNOWN_AMOUNT) {
        w->charge_unknown = true;
        w->table->head->unknown |= LF_UNKNOWN_BIT(LF_SERIES_CHARGE_OFF);
        if (first)
            count(w, LF_SERIES_CHARGE_OFF, mob, 1, 0);
    } else if (loss->charged_off != 0) {
        w->charged_off += loss->charged_off;
        count(w, LF_SERIES_CHARGE_OFF, mob, first, loss->charged_off);
    }
    if (loss->recovered != 0)
        count(w, LF_SERIES_RECOVERED, mob, 1, loss->recovered);
}

/* Two observations may have one month on book: the later stands for both. */
static bool
is_superseded(const Walk *w, int32_t slot, int32_t mob)
{
    return w->rule == LF_MOB_ANNIVERSARY && lf_history_observed(w->h, slot + 1) &&
           mob_of(w, slot + 1) == mob;
}

/* A month that is over a line, or has losses. */
static void
count_month(Walk *w, int32_t slot)
{
    const LfHistory *h = w->h;
    int32_t mob = mob_of(w, slot);
    bool charged = slot >= h->charge_off;
    int late = lf_lines_over(h->days_past_due[slot]);
    int lines = charged ? LF_VINTAGE_LINES : late;

    if (w->next_loss < h->loss_count && h->loss[w->next_loss].slot == slot)
        count_loss(w, &h->loss[w->next_loss++], mob);
    if (lines == 0)
        return;
    if (lines > w->ever)
        count_ever(w, lines, mob, h->balance[slot]);
    if (late > w->missed && w->rule != LF_MOB_GIVEN)
        count_missed(w, late, slot);
    if (!is_superseded(w, slot, mob))
        count_current(w, lines, mob, h->balance[slot], charged);
}

/* The first slot that must be looked at though the loan is on time there. */
static int32_t
next_stop(const Walk *w)
{
    const LfHistory *h = w->h;
    int32_t next = w->next_loss < h->loss_count ? h->loss[w->next_loss].slot : h->months;

    return next < h->charge_off ? next : h->charge_off;
}

static void
count_months(Walk *w)
{
    const int64_t *days_past_due = w->h->days_past_due;
    int32_t months = w->h->months, slot = 0, stop = next_stop(w);

    for (;;) {
        /* gaps are not 0 either */
        while (slot < stop && days_past_due[slot] == 0)
            slot++;
        if (slot >= months)
            return;
        if (days_past_due[slot] != LF_GAP)
            count_month(w, slot);
        slot++;
        stop = next_stop(w);
    }
}

/* The same where it is known which months are late, and nothing was lost. */
static void
count_late_months(Walk *w, const LfVintageLoan *loan)
{
    for (int32_t i = 0; i < loan->late_count; i++)
        count_month(w, loan->late[i]);
}

/* The state of the loan before its first month is counted. */
static lf_status
begin_walk(Walk *w, LfVintageTable *t, const LfVintageLoan *loan, LfFault *why)
{
    const LfHistory *h = loan->history;

    w->table = t;
    w->h = h;
    w->rule = t->head->rule;
    w->cohort = 0;
    w->ever = w->missed = w->next_loss = 0;
    w->charged_off = 0;
    w->charge_unknown = false;
    w->fits = true;
    if (w->rule == LF_MOB_GIVEN) {
        w->shift = h->first_month;
        return LF_OK;
    }
    w->originated = lf_date_to_civil(loan->originated);
    w->origin = w->originated.year * 12 + w->originated.month - 1;
    w->cohort = w->rule == LF_MOB_ANNIVERSARY ? loan->originated : w->origin;
    w->shift = h->first_month - w->origin + (w->rule == LF_MOB_CALENDAR1);
    if (h->first_month < w->origin ||
        (w->rule == LF_MOB_ANNIVERSARY && lf_history_as_of(h, 0) < loan->originated))
        return LF_REFUSE(why, LF_ERR_BEFORE_ORIGINATION, .a = lf_history_as_of(h, 0),
                         .b = loan->originated);
    return LF_OK;
}

/* What the head takes from a loan. */
static lf_status
join_loan(const Walk *w, const LfVintageLoan *loan, LfFault *why)
{
    const LfHistory *h = w->h;
    int32_t last = h->months - 1;
    LfVintageHead of = {.currency = h->currency, .rule = w->rule, .loans = 1};

    if (lf_check_money("original_amount", loan->original_amount, 1, lf_currency_scale(h->currency),
                       why) != LF_OK)
        return why->status;
    /* a fault that names the currency outlives `of` */
    if (w->table->head->loans > 0 &&
        lf_currency_same(&w->table->head->currency, &h->currency, why) != LF_OK)
        return why->status;
    of.cutoff = w->rule == LF_MOB_GIVEN ? h->first_month + last : lf_history_as_of(h, last);
    return lf_vintage_join(w->table->head, &of, why);
}

lf_status
lf_vintage_add(LfVintageTable *t, const LfVintageLoan *loan, LfFault *why)
{
    const LfHistory *h = loan->history;
    LfVintageBatch own;
    lf_status status;
    Walk w;

    own.count = 0;
    w.batch = t->batch == NULL ? &own : t->batch;
    status = begin_walk(&w, t, loan, why);
    if (status == LF_OK)
        status = join_loan(&w, loan, why);
    if (status != LF_OK)
        return status;
    count(&w, LF_SERIES_BASE, 0, 1, loan->original_amount);
    count(&w, LF_SERIES_SEEN, mob_of(&w, 0), 1, 0);
    if (h->paid_off < h->months)
        count(&w, LF_SERIES_PAID_OFF, mob_of(&w, h->paid_off), 1, loan->original_amount);
    if (loan->late != NULL && h->loss_count == 0)
        count_late_months(&w, loan);
    else if (h->days_past_due != NULL)
        count_months(&w);
    if (w.fits && count_batch(t, &own))
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_SUM_RANGE, .name = "sum");
}

lf_status
lf_vintage_finish(LfVintageTable *t, LfFault *why)
{
    if (count_batch(t, t->batch))
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_SUM_RANGE, .name = "sum");
}

lf_status
lf_vintage_join(LfVintageHead *a, const LfVintageHead *b, LfFault *why)
{
    if (a->rule != b->rule)
        return LF_REFUSE(why, LF_ERR_CONFLICT, .name = "mob", .text = lf_text(rule_names[a->rule]),
                         .text2 = lf_text(rule_names[b->rule]));
    if (b->loans > 0) {
        if (a->loans > 0 && lf_currency_same(&a->currency, &b->currency, why) != LF_OK)
            return why->status;
        if (a->loans == 0 || b->cutoff > a->cutoff)
            a->cutoff = b->cutoff;
        a->currency = b->currency;
    }
    a->unknown |= b->unknown;
    if (lf_add64(a->loans, b->loans, &a->loans) && lf_add64(a->skipped, b->skipped, &a->skipped))
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_SUM_RANGE, .name = "loan count");
}
