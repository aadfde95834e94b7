/*
 * pool_summary, the bytes: its months in order, as differences.
 *
 * Layout (docs/formats.md): version · flags · [currency] · [skipped] · [unknown]
 * · number of months · [first month · span] · months.  The closing balance is
 * not stored: it follows from the other parts.  A version is frozen once
 * released: equal values have equal bytes, so equality and hashes look at bytes.
 * Uses: core's structs; independent of the server.
 */
#ifndef LF_CORE_POOL_BYTES_H
#define LF_CORE_POOL_BYTES_H

#include "core/pool/pool.h"

#define LF_POOL_SUMMARY_VERSION 1

/* Space for any encoding of so many months. */
extern size_t lf_pool_summary_bound(int32_t months);

/* Encodes consecutive months from `first` on, empty ones left out; each passed the check.
 * Returns the bytes written. */
extern size_t lf_pool_summary_encode(const LfPoolHead *head, int32_t first, int32_t months,
                                     const LfPoolMonth *month, uint8_t *out);

/* An encoded summary, its head read. */
typedef struct LfPoolView {
    LfPoolHead head;
    int32_t count; /* months that are not empty */
    int32_t first; /* of these ... */
    int32_t last;  /* ... as lf_month_of counts */
    const uint8_t *p;
    const uint8_t *end;
} LfPoolView;

/* Reads the head: LF_OK or LF_ERR_CORRUPT. */
extern lf_status lf_pool_summary_open(const uint8_t *bytes, size_t length, LfPoolView *view,
                                      LfFault *why);

/* The months, each proved, into month[0 .. last - first], which were empty: LF_OK or
 * LF_ERR_CORRUPT. */
extern lf_status lf_pool_summary_months(LfPoolView *view, LfPoolMonth *month, LfFault *why);

#endif
