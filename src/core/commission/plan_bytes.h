/*
 * commission_plan, the bytes: every field a varint, in the order of the text.
 *
 * Layout (docs/formats.md): version · scale · currency (3) · offset of the
 * clawback windows (2, low byte first) · fields.  A scalar is its value + 1 (0:
 * not given), a name its length and bytes, an object or a list the number of
 * its structs and then theirs.  One plan has one form: equality and hashes
 * look at bytes, and a row of an aggregate reads the fields it needs in place.
 * Uses: core's structs and the table of fields; independent of the server.
 */
#ifndef LF_CORE_COMMISSION_PLAN_BYTES_H
#define LF_CORE_COMMISSION_PLAN_BYTES_H

#include "core/commission/plan.h"

#define LF_COMMISSION_PLAN_VERSION 1

/* No plan is longer: some 11 curves of 32 bands and 25 names. */
#define LF_COMMISSION_PLAN_BYTES 16384

/* Encodes a checked plan; returns the bytes written. */
extern size_t lf_commission_plan_encode(const LfCommissionPlan *plan, uint8_t *out);

/*
 * All of a plan; names point into the bytes.  LF_OK or LF_ERR_CORRUPT; safe on
 * any bytes: numbers and counts are within their limits, what they mean
 * together is not proved here (the check did that).
 */
extern lf_status lf_commission_plan_decode(const uint8_t *bytes, size_t length,
                                           LfCommissionPlan *plan, LfFault *why);

/* Only what a row of commission_agg or clawback_agg needs. */
extern lf_status lf_commission_plan_per_loan(const uint8_t *bytes, size_t length, int *scale,
                                             LfPerLoan *terms, LfFault *why);
extern lf_status lf_commission_plan_windows(const uint8_t *bytes, size_t length, int *scale,
                                            LfClawbackWindow *window, int32_t *count, LfFault *why);

/* The currency of an encoded plan of at least LF_COMMISSION_PLAN_HEAD bytes, and where it is. */
#define LF_COMMISSION_PLAN_HEAD 7
#define LF_COMMISSION_PLAN_CURRENCY 2

static inline LfCurrency
lf_commission_plan_currency(const uint8_t *bytes)
{
    LfCurrency currency = LF_NO_CURRENCY;

    memcpy(currency.code, bytes + LF_COMMISSION_PLAN_CURRENCY, 3);
    return currency;
}

#endif
