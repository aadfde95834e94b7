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

/* A month on book of the origination of a loan. */
typedef struct Spot {
    uint64_t key;          /* of its first series */
    LfVintageMonth *month; /* of a table of months */
} Spot;

/* Numbers of a loan that wait until the cells they asked for have come. */
#define MOST_WAITING 32

/* What is fixed while one loan is counted, and how far it has come. */
typedef struct Walk {
    const LfVintageTable *table;
    const LfHistory *h;
    LfMobRule rule;
    LfCivil originated; /* of anniversary */
    int32_t origin;     /* its month */
    uint64_t key;       /* of its cohort's first cell */
    int32_t shift;      /* months on book of slot 0, but for anniversary */
    int ever;           /* lines it was over so far */
    int missed;         /* lines whose missed instalment is known */
    int32_t next_loss;
    lf_int128 charged_off; /* to date */
    bool charge_unknown;   /* some of that */
    bool fits;
    int waiting;
    LfVintageCell wait[MOST_WAITING]; /* of a table of cells: not counted yet */
    Spot spot;                        /* what is counted now */
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

static inline Spot
spot_of(const Walk *w, int32_t mob)
{
    const LfVintageTable *t = w->table;
    uint64_t key = lf_cell_key_from(w->key, 0, mob);

    return (Spot){key, t->month == NULL ? NULL : lf_vintage_month(t, key)};
}

static void
count_waiting(Walk *w)
{
    for (int i = 0; i < w->waiting; i++)
        w->fits &= lf_vintage_count(w->table, w->wait[i].key, w->wait[i].loans, w->wait[i].amount);
    w->waiting = 0;
}

/* Counts in a table of cells, a little later. */
static void
count_later(Walk *w, uint64_t key, int32_t loans, lf_int128 amount)
{
    if (w->waiting == MOST_WAITING)
        count_waiting(w);
    lf_vintage_ask_for(w->table, key);
    w->wait[w->waiting++] = (LfVintageCell){key, loans, amount};
}

static inline void
count_at(Walk *w, int series, LfVintagePlace place, int32_t loans, lf_int128 amount)
{
    const LfVintageTable *t = w->table;

    if (t->month == NULL)
        count_later(w, lf_cell_key_from(w->spot.key, series, 0), loans, amount);
    else
        w->fits &= lf_cell_add(lf_vintage_cell_of(t, w->spot.month, place), loans, amount);
}

static inline void
count(Walk *w, int series, int32_t loans, lf_int128 amount)
{
    count_at(w, series, lf_series_place(series), loans, amount);
}

/* The same of a line, one loan. */
static inline void
count_line(Walk *w, int what, int line, lf_int128 amount)
{
    static const int series[] = {LF_SERIES_EVER, LF_SERIES_CURRENT, LF_SERIES_INSTALMENT};
    const LfVintageTable *t = w->table;

    if (line > 0 || t->month == NULL || !lf_vintage_keep(t, w->spot.month, what, amount))
        count_at(w, series[what] + line, (LfVintagePlace){line, what}, 1, amount);
}

static inline int64_t
not_below_zero(int64_t balance)
{
    return balance < 0 ? 0 : balance;
}

/* Loans first over each line above w->ever. */
static void
count_ever(Walk *w, int lines, int64_t balance)
{
    bool unknown = balance == LF_UNKNOWN_AMOUNT || w->charge_unknown;
    lf_int128 at_risk = unknown ? 0 : not_below_zero(balance) + w->charged_off;

    for (; w->ever < lines; w->ever++) {
        count_line(w, LF_LINE_EVER, w->ever, at_risk);
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
count_missed(Walk *w, int lines, int32_t slot, int32_t mob)
{
    int64_t due = month_due(w->h, slot) - w->origin;
    int32_t instalment = due < 1 ? 1 : (int32_t)due;

    if (instalment != mob)
        w->spot = spot_of(w, instalment);
    for (; w->missed < lines; w->missed++)
        count_line(w, LF_LINE_INSTALMENT, w->missed, 0);
}

/* A loan that is over lines now, at this month on book. */
static void
count_current(Walk *w, int lines, int64_t balance, bool charged)
{
    bool unknown = balance == LF_UNKNOWN_AMOUNT;
    int64_t amount = unknown ? 0 : not_below_zero(balance);

    if (unknown) {
        for (int line = 0; line < lines; line++)
            w->table->head->unknown |= LF_UNKNOWN_BIT(LF_SERIES_CURRENT + line);
    }
    if (!charged)
        count_line(w, LF_LINE_CURRENT, lines - 1, amount);
    else if (amount != 0)
        count(w, LF_SERIES_WRITTEN_DOWN, 1, amount);
}

static void
count_loss(Walk *w, const LfLoss *loss)
{
    bool first = loss->slot == w->h->charge_off;

    if (loss->charged_off == LF_UNKNOWN_AMOUNT) {
        w->charge_unknown = true;
        w->table->head->unknown |= LF_UNKNOWN_BIT(LF_SERIES_CHARGE_OFF);
        if (first)
            count(w, LF_SERIES_CHARGE_OFF, 1, 0);
    } else if (loss->charged_off != 0) {
        w->charged_off += loss->charged_off;
        count(w, LF_SERIES_CHARGE_OFF, first, loss->charged_off);
    }
    if (loss->recovered != 0)
        count(w, LF_SERIES_RECOVERED, 1, loss->recovered);
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

    w->spot = spot_of(w, mob);
    if (w->next_loss < h->loss_count && h->loss[w->next_loss].slot == slot)
        count_loss(w, &h->loss[w->next_loss++]);
    if (lines == 0)
        return;
    if (lines > w->ever)
        count_ever(w, lines, h->balance[slot]);
    if (!is_superseded(w, slot, mob))
        count_current(w, lines, h->balance[slot], charged);
    if (late > w->missed && w->rule != LF_MOB_GIVEN)
        count_missed(w, late, slot, mob);
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
begin_walk(Walk *w, const LfVintageTable *t, const LfVintageLoan *loan, LfFault *why)
{
    const LfHistory *h = loan->history;

    w->table = t;
    w->h = h;
    w->rule = t->head->rule;
    w->key = lf_cell_key(0, 0, 0);
    w->ever = w->missed = w->next_loss = 0;
    w->charged_off = 0;
    w->charge_unknown = false;
    w->fits = true;
    w->waiting = 0;
    if (w->rule == LF_MOB_GIVEN) {
        w->shift = h->first_month;
        return LF_OK;
    }
    w->origin = lf_month_of(loan->originated);
    w->key = lf_cell_key(w->origin, 0, 0);
    if (w->rule == LF_MOB_ANNIVERSARY) {
        w->originated = lf_date_to_civil(loan->originated);
        w->key = lf_cell_key(loan->originated, 0, 0);
    }
    w->shift = h->first_month - w->origin + (w->rule == LF_MOB_CALENDAR1);
    if (h->first_month < w->origin ||
        (w->rule == LF_MOB_ANNIVERSARY && lf_history_as_of(h, 0) < loan->originated))
        return LF_REFUSE(why, LF_ERR_BEFORE_ORIGINATION, .a = lf_history_as_of(h, 0),
                         .b = loan->originated);
    return LF_OK;
}

/* What the head takes from a loan, whose rule is the head's. */
static lf_status
join_loan(const Walk *w, const LfVintageLoan *loan, LfFault *why)
{
    const LfHistory *h = w->h;
    LfVintageHead *head = w->table->head;
    int32_t last = h->months - 1, cutoff;

    if (loan->original_amount < 1 || loan->original_amount > LF_MAX_MONEY)
        return lf_check_money("original_amount", loan->original_amount, 1,
                              lf_currency_scale(h->currency), why);
    cutoff = w->rule == LF_MOB_GIVEN ? h->first_month + last : lf_history_as_of(h, last);
    if (head->loans == 0) {
        head->currency = h->currency;
        head->cutoff = cutoff;
    } else if (!lf_currency_equal(head->currency, h->currency))
        return lf_currency_same(&head->currency, &h->currency, why);
    if (cutoff > head->cutoff)
        head->cutoff = cutoff;
    return lf_add64(head->loans, 1, &head->loans) ? LF_OK : lf_sum_overflow("loan count", why);
}

/* Asks for the months of a loan that are known without looking at its numbers. */
static void
ask_for_months(const Walk *w, const LfVintageLoan *loan)
{
    lf_vintage_ask_for(w->table, w->key);
    lf_vintage_ask_for(w->table, lf_cell_key_from(w->key, 0, mob_of(w, 0)));
    for (int32_t i = 0; i < loan->late_count; i++)
        lf_vintage_ask_for(w->table, lf_cell_key_from(w->key, 0, mob_of(w, loan->late[i])));
}

/* Counts in a series of a month; its cell may have been asked for. */
static void
count_in(Walk *w, Spot spot, int series, lf_int128 amount)
{
    w->spot = spot;
    count(w, series, 1, amount);
}

/* The cells that every loan has are asked for before its months are counted. */
static void
count_loan(Walk *w, const LfVintageLoan *loan)
{
    const LfHistory *h = w->h;
    Spot base = spot_of(w, 0), seen = spot_of(w, mob_of(w, 0));

    if (base.month != NULL) {
        __builtin_prefetch(
            lf_vintage_cell_of(w->table, base.month, lf_series_place(LF_SERIES_BASE)), 1);
        __builtin_prefetch(
            lf_vintage_cell_of(w->table, seen.month, lf_series_place(LF_SERIES_SEEN)), 1);
    }
    if (loan->late != NULL && h->loss_count == 0)
        count_late_months(w, loan);
    else if (h->days_past_due != NULL)
        count_months(w);
    count_in(w, base, LF_SERIES_BASE, loan->original_amount);
    count_in(w, seen, LF_SERIES_SEEN, 0);
    if (h->paid_off < h->months)
        count_in(w, spot_of(w, mob_of(w, h->paid_off)), LF_SERIES_PAID_OFF, loan->original_amount);
    count_waiting(w);
}

lf_status
lf_vintage_add(const LfVintageTable *t, const LfVintageLoan *loan, LfFault *why)
{
    lf_status status;
    Walk w;

    status = begin_walk(&w, t, loan, why);
    if (status == LF_OK && t->month != NULL)
        ask_for_months(&w, loan);
    if (status == LF_OK)
        status = join_loan(&w, loan, why);
    if (status != LF_OK)
        return status;
    count_loan(&w, loan);
    return w.fits ? LF_OK : lf_sum_overflow("sum", why);
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
    return lf_sum_overflow("loan count", why);
}
