/*
 * Returns: the rates at which flows balance, with their proof.
 *
 * Roots of f(r) = sum of a_k (1 + r)^(-t_k) in (-1, greatest].  That the list is
 * complete is proved: by one change of sign of the running sums (Norstrom) from
 * the first flow for rates above 0 and from the last for rates below, else by
 * roots.h.
 * Uses: flows, roots, dates.
 */
#ifndef LF_CORE_RATES_RETURNS_H
#define LF_CORE_RATES_RETURNS_H

#include "core/base/limits.h"
#include "core/rates/flows.h"
#include "core/rates/roots.h"
#include "core/time/daycount.h"

/* The rates that a return is looked for among: above -1, up to 1,000 %. */
#define LF_GREATEST_RETURN 10.0

typedef struct LfRate1 {
    double rate;
    double low; /* f changes sign between low and high, 1e-12 max(1, |rate|) apart at most */
    double high;
} LfRate1;

typedef struct LfRates {
    int32_t count; /* ascending */
    int32_t steps; /* evaluations of f */
    LfRate1 root[LF_MAX_RATE_ROOTS];
} LfRates;

/* Flows that a rate can balance: of both signs, on two dates or more.
 * LF_ERR_NO_SIGN_CHANGE. */
extern lf_status lf_flows_check(const LfFlows *f, LfFault *why);

/* All rates of flows whose times are so many to a year; `name` is what a
 * refusal calls them.  LF_ERR_NO_SIGN_CHANGE, LF_ERR_ROOTS_UNDECIDED. */
extern lf_status lf_rates_of_flows(const LfFlows *f, double units_a_year, double greatest,
                                   LfRates *out, LfFault *why);

/*
 * The rate of one period of an annuity: pv now, pmt each period, at its begin
 * where in_advance, and fv after nper periods, nper > 0 and not necessarily
 * whole.  Solved as pv + (pmt - pv) w + fv w^n - (pmt + fv) w^(n + 1), w = 1 /
 * (1 + rate), whose root w = 1 is left out unless it is one.
 */
extern lf_status lf_rates_of_annuity(double nper, double pmt, double pv, double fv, bool in_advance,
                                     LfRates *out, LfFault *why);

/* The one rate, or the one nearest to the guess.  LF_ERR_NO_ROOT,
 * LF_ERR_ROOTS_SEVERAL. */
extern lf_status lf_rate_choose(const LfRates *rates, const char *name, bool has_guess,
                                double guess, const LfRate1 **out, LfFault *why);

/* Dated amounts as flows: `f` has space for count of them.  Times are counted by
 * the day count from the first date, *units_a_year to a year. */
extern void lf_flows_of_dates(const int32_t *date, const int64_t *amount, int32_t count,
                              LfDayCount day_count, LfFlows *f, double *units_a_year);

/*
 * Present value on the first date, whatever its amount: the sum rounded half up
 * to a minor unit, exact to 1e-9 of one.  LF_ERR_RANGE_RATE, LF_ERR_OVERFLOW.
 */
extern lf_status lf_xnpv(const int32_t *date, const int64_t *amount, int32_t count,
                         LfDayCount day_count, int64_t rate_e12, int64_t *value, LfFault *why);

/* Amounts one period apart. */
extern void lf_flows_of_periods(const double *amount, int32_t count, LfFlows *f);

#endif
