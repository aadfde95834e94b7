/*
 * Risk-based price: the value of a loan at a rate, and the search.
 *
 * The discount factors and the monthly speeds do not depend on the rate and are
 * made once.  Plain bisection needs 24 values a search; most of its questions
 * are answered by points already known to lie far enough on one side, found by
 * a secant.  "Far enough" is more than all the rounding of a value can move.
 */
#include "core/pool/price.h"

#include "core/schedule/valuation.h"

#define MAX_MONTHS (LF_MAX_PROJECTION_MONTHS + 1)

/* A factor in two parts of 60 binary places, so that products stay exact. */
#define PART_BITS 60
#define PART_ONE ((lf_int128)1 << PART_BITS)

typedef struct Discount {
    int64_t high;
    int64_t low;
} Discount;

/* Everything a value needs but the rate. */
typedef struct Valuer {
    LfLoan loan;
    int32_t rows;
    int32_t lag;
    int64_t severity_e6;
    int64_t cost;
    int64_t cost_per_period;
    lf_int128 target; /* 60 binary places */
    Discount discount[MAX_MONTHS];
    int64_t smm_e12[LF_MAX_LOAN_ROWS];
    int64_t mdr_e12[LF_MAX_LOAN_ROWS];
    LfSchedule schedule;
    int32_t due[LF_MAX_LOAN_ROWS];
    int64_t principal[LF_MAX_LOAN_ROWS];
    int64_t interest[LF_MAX_LOAN_ROWS];
    int64_t fee[LF_MAX_LOAN_ROWS];
    LfProjectionMonth month[LF_MAX_LOAN_ROWS];
} Valuer;

/* What a search takes into account, part by part. */
typedef struct Parts {
    bool losses;
    bool prepayment;
    bool cost;
    bool margin;
} Parts;

static lf_status
overflow(LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = "value of the loan");
}

/* The factors of every month's last day, and of the start. */
static lf_status
make_discounts(const LfPriceTerms *t, int32_t months, Discount *discount, LfFault *why)
{
    LfFixed daily = lf_daily_discount(t->funding_rate_e12), factor;
    int32_t start = t->loan.start_date;

    for (int32_t j = 0; j < months; j++) {
        int64_t day = lf_date_add(start, (LfPeriod){.months = 1}, j + 1);

        if (!lf_fixed_power(daily, (int32_t)(day - start), &factor))
            return overflow(why);
        discount[j] =
            (Discount){(int64_t)(factor >> PART_BITS), (int64_t)(factor & ((LfFixed)PART_ONE - 1))};
    }
    return LF_OK;
}

static void
make_speeds(const LfPriceTerms *t, Parts parts, Valuer *v)
{
    LfSpeedWalk prepayment, defaults;

    lf_speed_begin(&prepayment, t->prepayment);
    lf_speed_begin(&defaults, t->defaults);
    for (int32_t j = 0; j < v->rows; j++) {
        v->smm_e12[j] = parts.prepayment ? lf_speed_next(&prepayment, j + 1) : 0;
        v->mdr_e12[j] = parts.losses ? lf_speed_next(&defaults, j + 1) : 0;
    }
}

/* principal * (1 + margin), 60 binary places, toward zero */
static lf_int128
target_of(const LfPriceTerms *t, bool with_margin)
{
    lf_int128 whole =
        (lf_int128)t->loan.principal * (LF_RATE_ONE + (with_margin ? t->margin_e12 : 0));

    return whole / LF_RATE_ONE * PART_ONE + whole % LF_RATE_ONE * PART_ONE / LF_RATE_ONE;
}

/* A sum of amounts times factors. */
typedef struct Sum {
    lf_int128 high; /* 60 binary places */
    lf_int128 low;  /* 120 */
} Sum;

static inline bool
add_discounted(Sum *s, lf_int128 amount, Discount d)
{
    lf_int128 part;

    return lf_mul128(amount, d.high, &part) && lf_add128(s->high, part, &s->high) &&
           lf_mul128(amount, d.low, &part) && lf_add128(s->low, part, &s->low);
}

static lf_int128
total(const Sum *s)
{
    return s->high + s->low / PART_ONE;
}

/* The cash of every month, and what was open in it, discounted. */
static lf_status
project(Valuer *v, Sum *cash, Sum *open, LfFault *why)
{
    const LfRows *r = &v->schedule.rows;
    LfContractMonth its = {.before = v->loan.principal};
    int64_t opening = v->loan.principal;
    bool fits = true;

    for (int32_t j = 0; j < v->rows && fits; j++) {
        LfProjectionMonth *m = &v->month[j];
        int64_t left = its.before - r->principal[j];

        its.principal = r->principal[j];
        its.interest = r->interest[j];
        *m = (LfProjectionMonth){
            .opening = opening, .smm_e12 = v->smm_e12[j], .mdr_e12 = v->mdr_e12[j]};
        if (its.before > 0)
            lf_projection_step(&its, left == 0, m);
        fits = add_discounted(cash, (lf_int128)m->interest + m->scheduled + m->prepaid,
                              v->discount[j]) &&
               add_discounted(cash, lf_projection_recovery(m->defaulted, v->severity_e6),
                              v->discount[j + v->lag]) &&
               (v->cost_per_period == 0 || add_discounted(open, opening, v->discount[j]));
        opening = m->closing;
        its.before = left;
    }
    return fits ? LF_OK : overflow(why);
}

/* cost_per_period * open / principal, with as many places as there is space for */
static lf_int128
running_cost(const Valuer *v, const Sum *open)
{
    lf_int128 sum = total(open);
    int room = 0;

    if (v->cost_per_period == 0)
        return 0;
    while (room < 50 && sum < LF_INT128_MAX / 4) {
        sum *= 2;
        room++;
    }
    sum /= v->loan.principal;
    while (room > 0 && sum > LF_INT128_MAX / v->cost_per_period) {
        sum /= 2;
        room--;
    }
    return sum * v->cost_per_period / ((lf_int128)1 << room);
}

/* What the loan is worth at a rate of the grid, above (or below) what it must be. */
static lf_status
excess_at(Valuer *v, int64_t rate, lf_int128 *excess, LfFault *why)
{
    Sum cash = {0, 0}, open = {0, 0};

    v->loan.terms.rate_e12 = rate * (LF_RATE_ONE / LF_PRICE_GRID_ONE);
    LF_TRY(lf_amortize(&v->loan, false, &v->schedule, why));
    LF_TRY(project(v, &cash, &open, why));
    *excess = total(&cash) - running_cost(v, &open) - (lf_int128)v->cost * PART_ONE - v->target;
    return LF_OK;
}

/*
 * What is known of the grid: at `below` and lower rates the value is too small
 * beyond all rounding, at `above` and higher ones it is enough beyond it.  From
 * `refused` on no loan can be made: the rule of 78 has an interest that the
 * payment does not cover, or the interest does not fit.
 */
typedef struct Known {
    int64_t below;
    int64_t above;
    int64_t refused;
    lf_int128 noise;
} Known;

/* How far the value at a rate is above what it must be; a rate that is refused is too high. */
static lf_int128
ask(Valuer *v, Known *k, int64_t rate)
{
    LfFault why = {.status = LF_OK};
    lf_int128 excess = 0;

    if (excess_at(v, rate, &excess, &why) != LF_OK) {
        excess = LF_INT128_MAX;
        if (rate < k->refused)
            k->refused = rate;
    }
    if (excess > k->noise && rate < k->above)
        k->above = rate;
    if (excess < -k->noise && rate > k->below)
        k->below = rate;
    return excess;
}

/* The next place to look: where the line through two points crosses 0, a little
 * past it on the side that is less well known. */
static int64_t
secant(int64_t x0, lf_int128 y0, int64_t x1, lf_int128 y1, const Known *k)
{
    double slope = ((double)y1 - (double)y0) / (double)(x1 - x0);
    double past = 1.5 * (double)k->noise;
    double to, x;

    if (!(slope > 0))
        return (k->below + k->above) / 2;
    to = y1 > 0 ? -past : past;
    x = (double)x1 + (to - (double)y1) / slope;
    if (!(x > (double)k->below))
        x = (double)k->below + 1;
    if (!(x < (double)k->above))
        x = (double)k->above - 1;
    return (int64_t)x;
}

#define SECANT_STEPS 8

/* Narrows what is known around the rate, from a guess. */
static void
approach(Valuer *v, Known *k, int64_t guess)
{
    int64_t x0 = guess, x1 = guess + 1000 < LF_PRICE_GRID_END ? guess + 1000 : guess - 1000;
    lf_int128 y0 = ask(v, k, x0), y1 = ask(v, k, x1);

    for (int i = 0; i < SECANT_STEPS && k->above - k->below > 8; i++) {
        int64_t x = secant(x0, y0, x1, y1, k);

        if (x == x1 || x == x0)
            break;
        x0 = x1;
        y0 = y1;
        x1 = x;
        y1 = ask(v, k, x1);
    }
}

/* What a loan is worth that is so much above its target. */
static lf_int128
worth(const Valuer *v, lf_int128 excess)
{
    return lf_div_round(excess + v->target, PART_ONE, LF_HALF_UP);
}

static lf_status
no_price(Valuer *v, lf_int128 at_end, LfFault *why)
{
    lf_int128 at_start = 0, wanted = worth(v, 0);

    LF_TRY(excess_at(v, 0, &at_start, why));
    at_start = worth(v, at_start);
    at_end = worth(v, at_end);
    if (!lf_fits_int64(at_start) || !lf_fits_int64(at_end) || !lf_fits_int64(wanted))
        return overflow(why);
    return LF_REFUSE(why, LF_ERR_PRICE, .scale = lf_currency_scale(v->loan.currency),
                     .a = (int64_t)at_start, .b = (int64_t)at_end, .c = (int64_t)wanted);
}

/* The least rate of the grid by bisection, from 0 and 10; it may be one that is refused. */
static lf_status
search(Valuer *v, int64_t guess, int64_t *rate, LfFault *why)
{
    const int64_t beyond = LF_PRICE_GRID_END + 1;
    Known known = {-1, beyond, beyond, (lf_int128)(4 * v->rows + 8) * PART_ONE};
    int64_t low = 0, high = LF_PRICE_GRID_END;
    lf_int128 excess = 0;

    approach(v, &known, guess);
    if (known.above > LF_PRICE_GRID_END)
        excess = ask(v, &known, LF_PRICE_GRID_END);
    if (known.above > LF_PRICE_GRID_END && excess < 0)
        return no_price(v, excess, why);
    while (low < high) {
        int64_t middle = (low + high) / 2;

        excess = middle >= known.above ? 1 : middle <= known.below ? -1 : 0;
        if (excess == 0)
            excess = ask(v, &known, middle);
        if (excess >= 0)
            high = middle;
        else
            low = middle + 1;
    }
    *rate = low;
    return low < known.refused ? LF_OK : excess_at(v, low, &excess, why);
}

static lf_status
price_with(const LfPriceTerms *t, Parts parts, Valuer *v, int64_t guess, int64_t *rate,
           LfFault *why)
{
    make_speeds(t, parts, v);
    v->severity_e6 = t->severity_e6;
    v->cost = parts.cost ? t->cost : 0;
    v->cost_per_period = parts.cost ? t->cost_per_period : 0;
    v->target = target_of(t, parts.margin);
    return search(v, guess, rate, why);
}

static lf_status
check(const LfPriceTerms *t, LfFault *why)
{
    LfProjectionTerms p = {.severity_e6 = t->severity_e6, .recovery_lag = t->recovery_lag};

    *why = (LfFault){.scale = lf_currency_scale(t->loan.currency)};
    if (t->cost < 0) {
        why->name = "cost";
        why->a = t->cost;
    } else if (t->cost_per_period < 0) {
        why->name = "cost_per_period";
        why->a = t->cost_per_period;
    }
    if (why->name != NULL)
        return why->status = LF_ERR_NEGATIVE;
    for (int i = 0; i < 2; i++) {
        int64_t rate = i == 0 ? t->funding_rate_e12 : t->margin_e12;

        if (rate > -LF_RATE_ONE && rate <= LF_MAX_RATE_E12)
            continue;
        return LF_REFUSE(why, LF_ERR_RANGE_RATE, .name = i == 0 ? "funding_rate" : "margin",
                         .a = rate, .b = -LF_RATE_ONE, .c = LF_MAX_RATE_E12);
    }
    return lf_projection_check(&p, why);
}

/* Rows in the valuer's own memory. */
static void
make_room(Valuer *v)
{
    v->schedule.rows = (LfRows){0, v->due, v->principal, v->interest, v->fee};
}

/* The rate with each part in turn; a part of nothing moves nothing. */
static lf_status
find_rates(const LfPriceTerms *t, Valuer *v, int64_t *rate, LfFault *why)
{
    const bool asked[] = {true, true, true, t->cost != 0 || t->cost_per_period != 0,
                          t->margin_e12 != 0};
    int64_t guess = t->funding_rate_e12 / (LF_RATE_ONE / LF_PRICE_GRID_ONE);
    Parts parts = {false, false, false, false};

    guess = guess < 0 ? 0 : guess > LF_PRICE_GRID_END ? LF_PRICE_GRID_END : guess;
    for (int i = 0; i < 5; i++) {
        parts.losses = i >= 1;
        parts.prepayment = i >= 2;
        parts.cost = i >= 3;
        parts.margin = i >= 4;
        rate[i] = guess;
        if (asked[i])
            LF_TRY(price_with(t, parts, v, guess, &rate[i], why));
        guess = rate[i];
    }
    return LF_OK;
}

lf_status
lf_risk_price(const LfPriceTerms *t, LfPrice *price, LfFault *why)
{
    int64_t rate[5];
    Valuer v;

    LF_TRY(check(t, why));
    v.loan = t->loan;
    v.loan.terms.rate_e12 = 0;
    v.lag = t->recovery_lag;
    LF_TRY(lf_loan_check(&v.loan, why));
    v.rows = lf_loan_rows(&v.loan);
    make_room(&v);
    LF_TRY(make_discounts(t, v.rows + v.lag, v.discount, why));
    LF_TRY(find_rates(t, &v, rate, why));
    v.loan.terms.rate_e12 = rate[4] * (LF_RATE_ONE / LF_PRICE_GRID_ONE);
    LF_TRY(lf_amortize(&v.loan, false, &v.schedule, why));
    *price = (LfPrice){rate[4],           v.principal[0] + v.interest[0],
                       rate[0],           rate[1] - rate[0],
                       rate[2] - rate[1], rate[3] - rate[2],
                       rate[4] - rate[3]};
    return LF_OK;
}
