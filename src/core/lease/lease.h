/*
 * Lease 融资租赁: a lease as the loan that it finances, and the flows of its
 * lessor.
 *
 * A direct lease 直租 finances the price of an asset less what is paid down; a
 * sale-and-leaseback 售后回租 the price at which the lessee sold it.  The residual
 * is not repaid by the rents; the price of a purchase option comes as a fee on
 * the last row.  A deposit never changes the rents, only when money is paid.
 * Rules: docs/lease.md.
 */
#ifndef LF_CORE_LEASE_LEASE_H
#define LF_CORE_LEASE_LEASE_H

#include "core/amort/loan.h"
#include "core/cashflow/cashflow.h"

typedef struct LfLease {
    int64_t price;
    int64_t down_payment;
    int64_t residual;
    int64_t purchase_option;
    bool has_value; /* a leaseback: */
    int64_t asset_value;
} LfLease;

/* What becomes of a deposit. */
typedef enum LfDepositUse {
    LF_DEPOSIT_LAST = 0, /* it pays the last rents, from the end backwards */
    LF_DEPOSIT_FIRST,    /* it pays the first rents */
    LF_DEPOSIT_RETURN    /* it is paid back with the last row */
} LfDepositUse;

extern const LfKeywords lf_deposit_uses;

typedef struct LfLeaseMoney {
    int64_t deposit;
    LfDepositUse use;
    int64_t costs; /* of the lessor at the start; negative: a fee it receives */
} LfLeaseMoney;

/*
 * Principal and balloon of the loan, whose other terms are set; lf_loan_check
 * comes after it.  LF_ERR_RANGE_MONEY (price, purchase_option),
 * LF_ERR_LEASE_AMOUNT (down_payment, residual), LF_ERR_LEASEBACK_PRICE.
 */
extern lf_status lf_lease_loan(const LfLease *lease, LfLoan *loan, LfFault *why);

/* Adds the price of the option to the last row of the schedule made.  LF_ERR_OVERFLOW. */
extern lf_status lf_lease_finish(const LfLease *lease, LfSchedule *s, LfFault *why);

/*
 * What the lessor pays (negative) and receives: opening, deposit and costs at
 * the start, then the rows less what the deposit pays of them.  `out` is space
 * for rows + 1 dates.  LF_ERR_LEASE_AMOUNT where the deposit is negative or
 * more than the rows ask for, LF_ERR_OVERFLOW.
 */
extern lf_status lf_lease_flows(const LfSchedule *s, const LfLeaseMoney *money, LfCashflows *out,
                                LfFault *why);

#endif
