/*
 * Chart: numbers as marks of a terminal, in UTF-8 or in ASCII alone.
 *
 * Marks are the block elements of Unicode (U+2581 to U+2593), which any
 * monospaced font has.  A chart is for the eye: values are doubles, no result
 * of it is money.  IEEE comparisons, products and quotients are all it uses, so
 * it is the same on any machine.  Unknown values are NaN; infinities are the
 * caller's to refuse.
 * Uses: base.
 */
#ifndef LF_CORE_CHART_CHART_H
#define LF_CORE_CHART_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/status.h"

/* Cells of one bar, values of one line. */
#define LF_MAX_CHART_WIDTH 1000
#define LF_MAX_CHART_VALUES 10000

/* Bytes of one mark at most. */
#define LF_CHART_MARK_BYTES 3

/* LF_OK, or LF_ERR_LIMIT above LF_MAX_CHART_VALUES. */
extern lf_status lf_chart_count_check(int64_t count, LfFault *why);

/* The least and the greatest of the known values; false where none is known. */
extern bool lf_chart_bounds(const double *values, size_t count, double *low, double *high);

/*
 * A mark a value, the lowest of eight for the first eighth from low to high,
 * and so on; values outside are drawn as the nearest bound, unknown ones as a
 * blank, and the fourth mark stands for all where low = high.  Bytes written,
 * at most count * LF_CHART_MARK_BYTES.
 */
extern size_t lf_chart_sparkline(const double *values, size_t count, double low, double high,
                                 bool ascii, char *out);

/*
 * A bar from 0 to value where width cells are max >= 0: rounded to the nearest
 * eighth of a cell (a cell in ASCII), but never to nothing where value > 0, and
 * cut at width.  Bytes written, at most width * LF_CHART_MARK_BYTES.
 */
extern size_t lf_chart_bar(double value, double max, int width, bool ascii, char *out);

/* One mark: a dot for 0 and less, else the shade of the quarter of max in which value lies. */
extern const char *lf_chart_heat(double value, double max, bool ascii);

#endif
