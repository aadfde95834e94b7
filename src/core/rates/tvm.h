/*
 * TVM: the time value of money as spreadsheets have it.
 *
 * Money received is positive, money paid out negative; `type` 1 pays at the
 * beginning of each period.  For every rate that is not 0
 *   pv (1 + r)^n + pmt (1 + r type) ((1 + r)^n - 1) / r + fv = 0
 * and pv + pmt n + fv = 0 for the rate 0.  Computed in reals and
 * rounded once.  Arguments are in the order of SQL and finite, which the
 * caller has checked.  Refusals: LF_ERR_TVM_DOMAIN (a: number of the argument,
 * from 0), LF_ERR_TVM_UNSOLVABLE, LF_ERR_TVM_RANGE.
 * Source: ECMA-376, part 1, 18.17.7 (financial functions).
 * Uses: reals.
 */
#ifndef LF_CORE_RATES_TVM_H
#define LF_CORE_RATES_TVM_H

#include "core/base/status.h"
#include "core/base/real.h"

typedef lf_status LfTvm(const double *arg, double *out, LfFault *why);

extern LfTvm lf_tvm_pmt;       /* rate, nper, pv, fv, type */
extern LfTvm lf_tvm_fv;        /* rate, nper, pmt, pv, type */
extern LfTvm lf_tvm_pv;        /* rate, nper, pmt, fv, type */
extern LfTvm lf_tvm_nper;      /* rate, pmt, pv, fv, type */
extern LfTvm lf_tvm_ipmt;      /* rate, per, nper, pv, fv, type */
extern LfTvm lf_tvm_ppmt;      /* the same */
extern LfTvm lf_tvm_cumipmt;   /* rate, nper, pv, start_period, end_period, type */
extern LfTvm lf_tvm_cumprinc;  /* the same */
extern LfTvm lf_tvm_ispmt;     /* rate, per, nper, pv */
extern LfTvm lf_tvm_effect;    /* nominal, npery */
extern LfTvm lf_tvm_nominal;   /* effective, npery */
extern LfTvm lf_tvm_rri;       /* nper, pv, fv */
extern LfTvm lf_tvm_pduration; /* rate, pv, fv */

/* Values one period apart, the first a period from now: NPV.  rate > -1. */
extern lf_status lf_tvm_npv(double rate, const double *value, int32_t count, double *out,
                            LfFault *why);

/* Modified return: what is paid out discounted at one rate, what is received
 * carried on at the other.  finance and reinvest > -1. */
extern lf_status lf_tvm_mirr(const double *value, int32_t count, double finance, double reinvest,
                             double *out, LfFault *why);

/* Arguments of rate(): nper, pmt, pv, fv, type in their domains. */
extern lf_status lf_tvm_check_rate(const double *arg, LfFault *why);

#endif
