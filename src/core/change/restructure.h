/*
 * Restructure 债务重组: what is owed under an old contract becomes the principal
 * of a new one.
 *
 * The new loan takes over the terms of the old one that are not given, and
 * is marked as restructured for the grading of risk.
 * Rules: docs/events.md, restructuring.
 */
#ifndef LF_CORE_CHANGE_RESTRUCTURE_H
#define LF_CORE_CHANGE_RESTRUCTURE_H

#include "core/amort/loan.h"

/* What is newly agreed. */
typedef struct LfRestructure {
    int64_t added; /* to the payoff: overdue amounts; negative: paid down or forgiven */
    bool has_rate;
    int64_t rate_e12; /* else the one in force */
    bool has_periods;
    int32_t periods; /* else the rows left */
    bool has_method;
    LfMethod method;
    bool has_first_due;
    int32_t first_due;
    int32_t grace;
    int64_t balloon;
    int64_t fee;
    bool has_payment;
    int64_t payment;
} LfRestructure;

/*
 * The new loan, still to be made by lf_amortize; it passed lf_loan_check, whose
 * refusals are its own too.  LF_ERR_OUTSIDE_LOAN before the start or the last
 * change, LF_ERR_RESTRUCTURE_TERMS, LF_ERR_OVERFLOW.
 */
extern lf_status lf_restructure(const LfSchedule *s, int32_t as_of, const LfRestructure *ask,
                                LfLoan *loan, LfFault *why);

#endif
