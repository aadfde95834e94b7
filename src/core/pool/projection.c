/*
 * Projection: months of the contract, then the recurrence over what still
 * performs.
 *
 * A worked month: 1,000.00 open, contract principal 100.00 and interest 5.00,
 * 1 % defaults, 2 % prepays, severity 40 %, no lag.  10.00 default, of which
 * 6.00 come back and 4.00 are lost.  990.00 pay 4.95 interest and 99.00
 * principal.  18.00 prepay: 2 % of the 1,000.00 that opened less their
 * scheduled 100.00.  873.00 are left.
 */
#include "core/pool/projection.h"

#include <string.h>

#include "core/base/inline.h"
#include "core/schedule/valuation.h"

lf_status
lf_projection_check(const LfProjectionTerms *t, LfFault *why)
{
    if (t->severity_e6 < 0 || t->severity_e6 > LF_SEVERITY_ONE)
        *why = (LfFault){.status = LF_ERR_RANGE_SHARE,
                         .name = "severity",
                         .a = t->severity_e6 * (LF_RATE_ONE / LF_SEVERITY_ONE),
                         .c = LF_RATE_ONE};
    else if (t->recovery_lag < 0 || t->recovery_lag > LF_MAX_RECOVERY_LAG)
        *why = (LfFault){.status = LF_ERR_RANGE_INT,
                         .name = "recovery_lag",
                         .a = t->recovery_lag,
                         .c = LF_MAX_RECOVERY_LAG};
    else if (t->has_age && (t->age < 0 || t->age > LF_MAX_GIVEN_MOB))
        *why = (LfFault){
            .status = LF_ERR_RANGE_INT, .name = "age", .a = t->age, .c = LF_MAX_GIVEN_MOB};
    else
        return LF_OK;
    return why->status;
}

/* The contract's rows, gathered by month as the projection goes. */
typedef struct Contract {
    const LfRows *rows;
    int32_t row;       /* the next one */
    lf_int128 balance; /* B: after the rows gathered so far */
} Contract;

static lf_status
overflow(LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "projection");
}

static lf_status
check_balance(const LfSchedule *s, lf_int128 balance, int32_t day, LfFault *why)
{
    if (!lf_fits_int64(balance))
        return overflow(why);
    if (balance >= 0)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_PROJECTION_BALANCE, .scale = lf_currency_scale(s->currency),
                     .a = (int64_t)balance, .b = day);
}

/* The state of the contract on the day of the projection. */
static lf_status
begin_contract(Contract *c, const LfSchedule *s, int32_t as_of, LfFault *why)
{
    *c = (Contract){.rows = &s->rows, .row = lf_rows_until(s->rows.due, s->rows.count, as_of)};
    if (as_of < s->start_date) {
        return LF_REFUSE(why, LF_ERR_PROJECTION_EARLY, .a = as_of, .b = s->start_date);
    }
    c->balance = (lf_int128)s->opening - lf_column_sum(s->rows.principal, c->row);
    return c->row == s->rows.count ? LF_OK : check_balance(s, c->balance, as_of, why);
}

/* The rows due up to the end of the next month. */
static lf_status
gather_month(Contract *c, const LfSchedule *s, int32_t end, LfContractMonth *m, LfFault *why)
{
    lf_int128 principal = 0, interest = 0, fee = 0;

    m->before = (int64_t)c->balance;
    for (; c->row < c->rows->count && c->rows->due[c->row] <= end; c->row++) {
        principal += c->rows->principal[c->row];
        interest += c->rows->interest[c->row];
        fee += c->rows->fee[c->row];
        c->balance -= c->rows->principal[c->row];
        LF_TRY(check_balance(s, c->balance, c->rows->due[c->row], why));
    }
    m->principal = (int64_t)principal;
    m->interest = (int64_t)interest;
    m->fee = (int64_t)fee;
    return lf_fits_int64(principal) && lf_fits_int64(interest) && lf_fits_int64(fee)
               ? LF_OK
               : overflow(why);
}

/* round(a * b / d) of a product that may leave 64 bits; the answer is no larger than a. */
static inline int64_t
portion(int64_t a, int64_t b, int64_t d)
{
    lf_uint128 product = (lf_uint128)(uint64_t)a * (uint64_t)b;

    if ((a | b) >= 0 && product >> 64 == 0) {
        uint64_t n = (uint64_t)product, whole = (uint64_t)d, rest = n % whole;

        return (int64_t)(n / whole + (rest >= whole - rest));
    }
    return (int64_t)lf_div_round((lf_int128)a * b, d, LF_HALF_UP);
}

/* What the contract has, of those who still pay. */
static inline int64_t
scaled(int64_t amount, int64_t part, int64_t whole)
{
    return part == whole || amount == 0 ? amount : portion(amount, part, whole);
}

/* Inlined: it is most of the work of a projection. */
static LF_ALWAYS_INLINE void
step(const LfContractMonth *c, bool is_last, LfProjectionMonth *m)
{
    int64_t performing, left;

    m->defaulted = m->mdr_e12 == 0 ? 0 : portion(m->opening, m->mdr_e12, LF_RATE_ONE);
    performing = m->opening - m->defaulted;
    m->interest = scaled(c->interest, performing, c->before);
    m->fee = scaled(c->fee, performing, c->before);
    m->scheduled = is_last ? performing : scaled(c->principal, performing, c->before);
    left = performing - m->scheduled;
    if (!is_last && m->smm_e12 != 0) {
        m->prepaid = portion(m->opening - scaled(c->principal, m->opening, c->before), m->smm_e12,
                             LF_RATE_ONE);
        m->prepaid = m->prepaid < left ? m->prepaid : left;
    }
    m->closing = left - m->prepaid;
}

void
lf_projection_step(const LfContractMonth *contract, bool is_last, LfProjectionMonth *m)
{
    step(contract, is_last, m);
}

int64_t
lf_projection_recovery(int64_t defaulted, int64_t severity_e6)
{
    return defaulted == 0 ? 0 : portion(defaulted, LF_SEVERITY_ONE - severity_e6, LF_SEVERITY_ONE);
}

/* The months of one projection as they are made. */
typedef struct Walk {
    const LfProjectionTerms *terms;
    LfSpeedWalk prepayment;
    LfSpeedWalk defaults;
    LfProjectionMonth *month;
    int32_t age;  /* at as_of */
    int32_t last; /* months up to the last recovery */
} Walk;

/* Months of the loans at as_of. */
static int32_t
age_of(const LfSchedule *s, const LfProjectionTerms *t)
{
    if (t->has_age)
        return t->age;
    if (t->as_of == s->start_date)
        return 0;
    return lf_due_count_until((LfDueCalendar){s->start_date, 1, {.months = 1}}, LF_MAX_GIVEN_MOB,
                              t->as_of);
}

static void
begin_walk(Walk *w, const LfSchedule *s, const LfProjectionTerms *t, LfProjectionMonth *month)
{
    *w = (Walk){.terms = t, .month = month, .age = age_of(s, t)};
    lf_speed_begin(&w->prepayment, t->prepayment);
    lf_speed_begin(&w->defaults, t->defaults);
}

/* Month j: `its` contract, NULL after the last, when only recoveries are left. */
static LF_ALWAYS_INLINE void
walk_month(Walk *w, int32_t j, int32_t due, int64_t opening, const LfContractMonth *its,
           bool is_last)
{
    int32_t lag = w->terms->recovery_lag;
    LfProjectionMonth *m = &w->month[j];
    int64_t recovery;

    *m = (LfProjectionMonth){.due = due, .opening = opening};
    m->smm_e12 = lf_speed_next(&w->prepayment, w->age + j + 1);
    m->mdr_e12 = lf_speed_next(&w->defaults, w->age + j + 1);
    if (its != NULL && its->before > 0)
        step(its, is_last, m);
    recovery = lf_projection_recovery(m->defaulted, w->terms->severity_e6);
    m->loss = m->defaulted - recovery;
    if (recovery != 0)
        w->last = j + lag + 1;
    if (j >= lag)
        m->recovered = w->month[j - lag].defaulted - w->month[j - lag].loss;
}

/* The ends of the months up to that of the last row, and of the recoveries after it. */
static void
fill_ends(const LfSchedule *s, const LfProjectionTerms *t, int32_t *end)
{
    int32_t last = s->rows.due[s->rows.count - 1];
    int32_t months = lf_month_of(last) - lf_month_of(t->as_of) + 1 + t->recovery_lag;

    lf_due_fill((LfDueCalendar){t->as_of, 1, {.months = 1}},
                months < LF_MAX_PROJECTION_MONTHS ? months : LF_MAX_PROJECTION_MONTHS, end);
}

lf_status
lf_projection(const LfSchedule *s, const LfProjectionTerms *t, LfProjectionMonth *month,
              int32_t *count, LfFault *why)
{
    LfContractMonth its = {0};
    Contract contract;
    int32_t end[LF_MAX_PROJECTION_MONTHS];
    int64_t opening;
    int32_t j = 0;
    Walk walk;

    *count = 0;
    LF_TRY(begin_contract(&contract, s, t->as_of, why));
    if (contract.row == s->rows.count)
        return LF_OK;
    begin_walk(&walk, s, t, month);
    fill_ends(s, t, end);
    opening = (int64_t)contract.balance;
    for (; contract.row < s->rows.count; j++) {
        if (j == LF_MAX_PERIODS) {
            return LF_REFUSE(why, LF_ERR_LIMIT, .name = "months between as_of and the last row",
                             .a = j + 1, .c = LF_MAX_PERIODS);
        }
        LF_TRY(gather_month(&contract, s, end[j], &its, why));
        walk_month(&walk, j, end[j], opening, &its, contract.balance == 0);
        opening = month[j].closing;
    }
    for (; j < walk.last; j++)
        walk_month(&walk, j, end[j], 0, NULL, true);
    *count = j;
    return LF_OK;
}

/*
 * Month j ends on as_of's day of the month, row k falls on the calendar's.  The
 * row of a calendar month is due by the end in that month where its day is not
 * the later one, else by the next month's; a day of 28 and more may be cut
 * short by a month, and then rows and ends change places.
 */
int32_t
lf_projection_first_row(LfDueCalendar c, int32_t as_of)
{
    LfCivil base, day;
    int64_t row;

    if (c.period.months != 1 || c.period.month_end)
        return -1;
    if (c.base == as_of)
        return c.first > 1 ? -1 : (int32_t)(1 - c.first);
    base = lf_date_to_civil(c.base);
    day = lf_date_to_civil(as_of);
    if (base.day > day.day && day.day >= 28)
        return -1;
    row = (day.year - base.year) * 12 + day.month - base.month + (base.day <= day.day) - c.first;
    return row < 0 ? -1 : (int32_t)row;
}

#define MAX_PLAIN_AMOUNT (INT64_C(1) << 40)

/* Amounts whose sums need no check, that add up to the opening amount; *balance: before `row`. */
static bool
is_plain(const LfSchedule *s, int32_t row, int64_t *balance)
{
    const LfRows *r = &s->rows;
    int64_t any = s->opening, due = 0;

    for (int32_t k = 0; k < r->count; k++)
        any |= r->principal[k] | r->interest[k] | r->fee[k];
    if (any < 0 || any >= MAX_PLAIN_AMOUNT)
        return false;
    for (int32_t k = 0; k < row; k++)
        due += r->principal[k];
    *balance = s->opening - due;
    for (int32_t k = row; k < r->count; k++)
        due += r->principal[k];
    return due == s->opening;
}

/* No row of the cash is refused for its number or its date. */
static bool
has_plain_end(const LfSchedule *s, int32_t row, const LfProjectionTerms *t)
{
    int32_t months = s->rows.count - row;

    return row < s->rows.count && months <= LF_MAX_PERIODS &&
           months + t->recovery_lag <= LF_MAX_LOAN_ROWS && t->as_of >= s->start_date &&
           t->as_of <= LF_MAX_DATE - 31 * (months + t->recovery_lag);
}

/* The months with a row; *end: the row after the last that is not empty. */
static void
project_rows(const LfSchedule *s, int32_t row, int64_t balance, const LfProjectionTerms *t,
             LfProjectionRates *rates, LfRows *cash, int32_t *end)
{
    int32_t months = s->rows.count - row, lag = t->recovery_lag, age = age_of(s, t);
    const int64_t *smm = lf_speed_rates(&rates->prepayment, age, months);
    const int64_t *mdr = lf_speed_rates(&rates->defaults, age, months);
    const int64_t *principal = s->rows.principal + row, *interest = s->rows.interest + row;
    const int64_t *fee = s->rows.fee + row;
    int64_t *restrict paid = cash->principal, *restrict paid_interest = cash->interest;
    int64_t *restrict paid_fee = cash->fee, opening = balance, severity = t->severity_e6;

    for (int32_t j = 0; j < months; j++) {
        LfContractMonth c = {balance, principal[j], interest[j], fee[j]};
        LfProjectionMonth m = {.opening = opening, .smm_e12 = smm[j], .mdr_e12 = mdr[j]};
        int64_t recovery;

        balance -= c.principal;
        if (c.before > 0)
            step(&c, balance == 0, &m);
        recovery = lf_projection_recovery(m.defaulted, severity);
        if (recovery != 0)
            *end = j + lag + 1;
        paid[j] += m.scheduled + m.prepaid;
        paid[j + lag] += recovery;
        paid_interest[j] = m.interest;
        paid_fee[j] = m.fee;
        opening = m.closing;
    }
}

bool
lf_projection_cash(const LfSchedule *s, int32_t row, const LfProjectionTerms *t,
                   LfProjectionRates *rates, LfRows *cash, int64_t *opening)
{
    int32_t months = s->rows.count - row, end = 0;
    int64_t balance;

    if (row < 0 || !has_plain_end(s, row, t) || !is_plain(s, row, &balance))
        return false;
    memset(cash->principal, 0, (size_t)(months + t->recovery_lag) * sizeof(int64_t));
    project_rows(s, row, balance, t, rates, cash, &end);
    cash->count = end > months ? end : months;
    for (int32_t j = months; j < cash->count; j++)
        cash->interest[j] = cash->fee[j] = 0;
    *opening = 0;
    for (int32_t j = 0; j < cash->count; j++)
        *opening += cash->principal[j];
    return true;
}

lf_status
lf_projection_rows(const LfProjectionMonth *month, int32_t count, LfRows *rows, LfFault *why)
{
    rows->count = count;
    for (int32_t j = 0; j < count; j++) {
        lf_int128 principal = (lf_int128)month[j].scheduled + month[j].prepaid + month[j].recovered;

        if (!lf_fits_int64(principal) ||
            !lf_fits_int64(principal + month[j].interest + month[j].fee))
            return overflow(why);
        rows->due[j] = month[j].due;
        rows->principal[j] = (int64_t)principal;
        rows->interest[j] = month[j].interest;
        rows->fee[j] = month[j].fee;
    }
    return LF_OK;
}

/* The day of the month so many after as_of. */
static int32_t
month_end(const LfProjectionTerms *t, int32_t months)
{
    return (int32_t)lf_date_add(t->as_of, (LfPeriod){.months = 1}, months);
}

/*
 * Discounted losses as one present value: a default on its month's day, the
 * recovery taken off on its own.  Days ascend, so a slot a month serves both.
 */
lf_status
lf_expected_loss(const LfProjectionTerms *t, const LfProjectionMonth *month, int32_t count,
                 int32_t months, int64_t rate_e12, int64_t *loss, LfFault *why)
{
    int32_t due[LF_MAX_PROJECTION_MONTHS];
    int64_t net[LF_MAX_PROJECTION_MONTHS] = {0}, nothing[LF_MAX_PROJECTION_MONTHS] = {0};
    LfRows rows = {.due = due, .principal = net, .interest = nothing, .fee = nothing};
    int32_t counted = months > 0 && months < count ? months : count;

    for (int32_t j = 0; j < counted; j++) {
        int64_t recovery = lf_projection_recovery(month[j].defaulted, t->severity_e6);

        if (month[j].defaulted == 0)
            continue;
        net[j] += month[j].defaulted;
        net[j + t->recovery_lag] -= recovery;
        rows.count = j + t->recovery_lag + 1;
    }
    for (int32_t j = 0; j < rows.count; j++)
        due[j] = j < count ? month[j].due : month_end(t, j + 1);
    return lf_present_value(&rows, rate_e12, t->as_of, loss, why);
}
