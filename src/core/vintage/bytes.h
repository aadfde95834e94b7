/*
 * vintage_summary, the bytes: the cells of a summary by key, as differences.
 *
 * Layout (docs/formats.md): version · flags · rule · [currency] · [cut-off] ·
 * [skipped] · [unknown] · number of cells · cells.  A version is frozen once
 * released: equal values have equal bytes, so equality and hashes look at
 * bytes.
 * Uses: core's structs; independent of the server.
 */
#ifndef LF_CORE_VINTAGE_BYTES_H
#define LF_CORE_VINTAGE_BYTES_H

#include "core/vintage/vintage.h"

#define LF_VINTAGE_SUMMARY_VERSION 1

/* Space for any encoding of so many cells. */
extern size_t lf_vintage_summary_bound(int32_t cells);

/* Encodes a summary that passed the check; returns the bytes written. */
extern size_t lf_vintage_summary_encode(const LfVintage *v, uint8_t *out);

/* An encoded summary, its head read. */
typedef struct LfVintageView {
    LfVintageHead head; /* head.loans is counted by lf_vintage_summary_cells */
    int32_t count;
    const uint8_t *cells;
    const uint8_t *end;
} LfVintageView;

/* Reads the head: LF_OK or LF_ERR_CORRUPT.  view->count is no more than the
 * bytes can hold. */
extern lf_status lf_vintage_summary_open(const uint8_t *bytes, size_t length, LfVintageView *view,
                                         LfFault *why);

/* The cells, view->count of them (NULL: they are not kept), and head.loans:
 * LF_OK or LF_ERR_CORRUPT. */
extern lf_status lf_vintage_summary_cells(LfVintageView *view, LfVintageCell *cell, LfFault *why);

#endif
