/*
 * Delinquency: which rows the payments pay.
 *
 * A negative part of a row (capitalised interest is a negative principal) is
 * money for that row and no other; what the row does not need of it was paid
 * out to the borrower (a tranche) and is owed from then on.
 */
#include "core/delinquency/delinquency.h"

#include "core/base/round.h"

static const char *const allocation_names[LF_PARTS] = {
    "fee_interest_principal", "principal_interest_fee", "interest_principal_fee"};

static const LfAlias allocation_aliases[] = {
    {"费-息-本", LF_FEE_INTEREST_PRINCIPAL},
    {"本-息-费", LF_PRINCIPAL_INTEREST_FEE},
    {"息-本-费", LF_INTEREST_PRINCIPAL_FEE},
    {NULL, 0},
};

const LfKeywords lf_allocations = {"allocation", allocation_names, LF_PARTS, allocation_aliases, 0};

static const LfPart orders[LF_PARTS][LF_PARTS] = {
    {LF_PART_FEE, LF_PART_INTEREST, LF_PART_PRINCIPAL},
    {LF_PART_PRINCIPAL, LF_PART_INTEREST, LF_PART_FEE},
    {LF_PART_INTEREST, LF_PART_PRINCIPAL, LF_PART_FEE},
};

/* One row and what happened to it. */
typedef struct Meeting {
    lf_int128 paid[LF_PARTS];  /* a negative part: what was used of it */
    lf_int128 unmet[LF_PARTS]; /* 0 or more */
    lf_int128 taken;           /* of the money offered */
    lf_int128 left;            /* sum of unmet */
    lf_int128 drawn;           /* of a negative principal, what was paid out */
} Meeting;

static void
read_parts(const LfRows *rows, int32_t k, int64_t *part)
{
    part[LF_PART_PRINCIPAL] = rows->principal[k];
    part[LF_PART_INTEREST] = rows->interest[k];
    part[LF_PART_FEE] = rows->fee[k];
}

/* A row with negative parts: they pay for the others; what is left of a negative principal was
 * paid out. */
static void
meet_negative(const int64_t *part, const LfPart *order, lf_int128 money, Meeting *m)
{
    lf_int128 needs = 0, own = 0, at_hand;

    for (int i = 0; i < LF_PARTS; i++) {
        needs += part[i] > 0 ? part[i] : 0;
        own -= part[i] < 0 ? part[i] : 0;
    }
    own = own < needs ? own : needs;
    m->taken = money < needs - own ? money : needs - own;
    m->left = needs - own - m->taken;
    at_hand = own + m->taken;
    for (int i = 0; i < LF_PARTS; i++) {
        LfPart p = order[i];
        lf_int128 wanted = part[p] < 0 ? -(lf_int128)part[p] : part[p];
        lf_int128 *from = part[p] < 0 ? &own : &at_hand;
        lf_int128 used = *from < wanted ? *from : wanted;

        *from -= used;
        if (p == LF_PART_PRINCIPAL && part[p] < 0)
            m->drawn = wanted - used;
        m->paid[p] = part[p] < 0 ? -used : used;
        m->unmet[p] = part[p] < 0 ? 0 : wanted - used;
    }
}

/* Row k takes what it needs of `money`, which is 0 or more. */
static inline void
meet_row(const LfRows *rows, int32_t k, LfAllocation allocation, lf_int128 money, Meeting *m)
{
    const LfPart *order = orders[allocation];
    int64_t part[LF_PARTS];
    lf_int128 at_hand;

    read_parts(rows, k, part);
    m->drawn = 0;
    if ((part[0] | part[1] | part[2]) < 0) {
        meet_negative(part, order, money, m);
        return;
    }
    m->left = (lf_int128)part[0] + part[1] + part[2];
    m->taken = at_hand = money < m->left ? money : m->left;
    m->left -= at_hand;
    for (int i = 0; i < LF_PARTS; i++) {
        lf_int128 wanted = part[order[i]], used = at_hand < wanted ? at_hand : wanted;

        at_hand -= used;
        m->paid[order[i]] = used;
        m->unmet[order[i]] = wanted - used;
    }
}

/* What the borrower owes for a row. */
static lf_int128
asked_by(const LfRows *rows, int32_t k)
{
    lf_int128 sum = lf_row_payment(rows, k);

    return sum > 0 ? sum : 0;
}

static lf_int128
pool_until(const LfCashflows *payments, int32_t date)
{
    lf_int128 sum = 0;

    for (int32_t i = 0; i < payments->count && payments->date[i] <= date; i++)
        sum += payments->amount[i];
    return sum;
}

/* A row due by the day: what it got, and what that makes it. */
static void
note_row(LfLoanState *out, const LfStateAsk *ask, int32_t due, const Meeting *m)
{
    bool late = due < ask->as_of;

    for (int i = 0; i < LF_PARTS; i++) {
        out->paid[i] += m->paid[i];
        out->overdue[i] += late ? m->unmet[i] : 0;
    }
    if (m->left == 0)
        return;
    if (!out->of.has_oldest && (late || ask->due_day_counts)) {
        out->of.has_oldest = true;
        out->of.oldest_unpaid = due;
        out->of.days_past_due = ask->as_of - due + ask->due_day_counts;
    }
    if (!late && !out->of.has_next) {
        out->of.has_next = true;
        out->of.next_due = due;
        out->of.next_payment = m->left;
    }
}

/* Penalty: the principal unpaid at the end of a day depends on how many rows
 * are due and how much money came; both change on a few days only. */
typedef struct Penalty {
    const LfRows *rows;
    LfAllocation allocation;
    LfPenaltyRow *before; /* rows + 1 */
} Penalty;

static void
begin_penalty(const Penalty *p, int32_t count)
{
    lf_int128 asked = 0, principal = 0;
    Meeting m;

    for (int32_t k = 0; k < count; k++) {
        p->before[k] = (LfPenaltyRow){asked, principal};
        meet_row(p->rows, k, p->allocation, 0, &m);
        asked += m.left;
        principal += m.unmet[LF_PART_PRINCIPAL];
    }
    p->before[count] = (LfPenaltyRow){asked, principal};
}

/* Principal unpaid of the first `due` rows. */
static lf_int128
unpaid_principal(const Penalty *p, int32_t due, lf_int128 money)
{
    int32_t low = 0, high = due; /* rows met: p->before[low].asked <= money */
    Meeting m;

    if (money < 0)
        money = 0;
    while (low < high) {
        int32_t middle = high - (high - low) / 2;

        if (p->before[middle].asked <= money)
            low = middle;
        else
            high = middle - 1;
    }
    if (low == due)
        return 0;
    meet_row(p->rows, low, p->allocation, money - p->before[low].asked, &m);
    return m.unmet[LF_PART_PRINCIPAL] + p->before[due].principal - p->before[low + 1].principal;
}

/* The sum over the days before as_of of the principal overdue at their end. */
static lf_int128
overdue_days(const Penalty *p, const LfCashflows *payments, int32_t count, int32_t as_of)
{
    const int32_t *due = p->rows->due;
    lf_int128 sum = 0, money = 0;
    int32_t k = 0, i = 0, day = INT32_MIN;

    while (day < as_of) {
        /* all that happens on the day, then the day of the next change */
        int32_t until = as_of;

        for (; i < payments->count && payments->date[i] <= day; i++)
            money += payments->amount[i];
        for (; k < count && due[k] <= day; k++)
            continue;
        if (k < count && due[k] < until)
            until = due[k];
        if (i < payments->count && payments->date[i] < until)
            until = payments->date[i];
        if (k > 0)
            sum += unpaid_principal(p, k, money) * (until - day);
        day = until;
    }
    return sum;
}

static lf_status
add_penalty(const LfSchedule *s, const LfCashflows *payments, const LfStateAsk *ask,
            LfPenaltyRow *scratch, int32_t due, LfLoanState *out, LfFault *why)
{
    const int64_t year_e12 = 360 * LF_RATE_ONE;
    Penalty p = {&s->rows, ask->allocation, scratch};

    if (ask->penalty_rate_e12 < 0 || ask->penalty_rate_e12 > LF_MAX_RATE_E12)
        return LF_REFUSE(why, LF_ERR_PENALTY_RATE, .name = "penalty_rate",
                         .a = ask->penalty_rate_e12, .c = LF_MAX_RATE_E12);
    if (ask->penalty_rate_e12 == 0)
        return LF_OK;
    begin_penalty(&p, due);
    if (lf_muldiv_round(ask->penalty_rate_e12, overdue_days(&p, payments, due, ask->as_of),
                        year_e12, LF_HALF_UP, &out->penalty) == LF_OK)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "penalty");
}

lf_status
lf_loan_state(const LfSchedule *s, const LfCashflows *payments, const LfStateAsk *ask,
              LfPenaltyRow *scratch, LfLoanState *out, LfFault *why)
{
    const LfRows *rows = &s->rows;
    int32_t due = lf_rows_until(rows->due, rows->count, ask->as_of);
    lf_int128 money, drawn = 0;
    Meeting m;

    *out = (LfLoanState){0};
    out->unapplied = pool_until(payments, ask->as_of);
    money = out->unapplied > 0 ? out->unapplied : 0;
    for (int32_t k = 0; k < due; k++) {
        meet_row(rows, k, ask->allocation, money, &m);
        money -= m.taken;
        out->unapplied -= m.taken;
        drawn += m.drawn;
        note_row(out, ask, rows->due[k], &m);
    }
    for (int32_t k = due; k < rows->count && !out->of.has_next; k++) {
        out->of.next_payment = asked_by(rows, k);
        out->of.has_next = out->of.next_payment > 0;
        out->of.next_due = rows->due[k];
    }
    out->outstanding_principal = s->opening + drawn - out->paid[LF_PART_PRINCIPAL];
    return add_penalty(s, payments, ask, scratch, due, out, why);
}

int32_t
lf_first_unmet(const int64_t *asked, int32_t count, lf_int128 money)
{
    int32_t k = 0;

    if (money < 0)
        money = 0;
    while (k < count && (asked[k] <= 0 || asked[k] <= money)) {
        money -= asked[k] > 0 ? asked[k] : 0;
        k++;
    }
    return k;
}
