/*
 * money_schedule, the bytes: a lossless encoding of the rows, which are never
 * computed again.
 *
 * Layout (docs/formats.md): version · flags · [currency] · start date ·
 * opening amount · rows · [length of terms, terms] · [due dates] · interest ·
 * payment or principal · [fees].  A version is frozen once released: equal
 * values have equal bytes, so equality and hashes look at bytes.
 * Uses: core's structs and the packed columns; independent of the server.
 */
#ifndef LF_CORE_SCHEDULE_BYTES_H
#define LF_CORE_SCHEDULE_BYTES_H

#include "core/base/pause.h"
#include "core/schedule/schedule.h"
#include "core/bytes/packed_column.h"

#define LF_MONEY_SCHEDULE_VERSION 1

typedef enum LfDueForm {
    LF_DUE_TERMS = 0, /* the calendar of the terms */
    LF_DUE_MONTHS,    /* a calendar of its own, whole months */
    LF_DUE_COLUMN     /* days since the start date, as a column */
} LfDueForm;

/* An encoded schedule, its head read, its columns where they lie. */
typedef struct LfScheduleView {
    LfCurrency currency;
    int64_t opening;
    int32_t start_date;
    int32_t count;
    bool has_terms;
    bool restructured;
    bool has_fees;
    bool amount_is_principal; /* else payment without fee */
    LfDueForm due_form;
    const uint8_t *terms;
    const uint8_t *terms_end;
    LfDueCalendar calendar; /* LF_DUE_TERMS, LF_DUE_MONTHS */
    LfPackedColumn due;     /* LF_DUE_COLUMN */
    LfPackedColumn interest;
    LfPackedColumn amount;
    LfPackedColumn fee;
} LfScheduleView;

/* Space for any encoding of the schedule, and scratch numbers for the encoder. */
extern size_t lf_money_schedule_bound(const LfSchedule *s);

/*
 * Encodes a schedule that passed the check; returns the bytes written.
 * `by_terms` promises that the due dates are the terms' calendar: rows.due is
 * not read then.  `scratch` is space for 2 * (rows + 1) numbers.
 */
extern size_t lf_money_schedule_encode(const LfSchedule *s, bool by_terms, uint64_t *scratch,
                                       uint8_t *out, LfPause pause);

/*
 * Reads the head and finds the columns: LF_OK or LF_ERR_CORRUPT.  Safe on any
 * bytes; that the rows are a schedule is not proved here (the check did that).
 * Without `with_dates`, for readers of amounts alone, no due date can be asked
 * of the view.
 */
extern lf_status lf_money_schedule_open(const uint8_t *bytes, size_t length, bool with_dates,
                                        LfScheduleView *view, LfFault *why);

/*
 * The terms; `changes` is space for lf_money_schedule_changes() rate changes
 * and is what terms->changes points to.  LF_OK or LF_ERR_CORRUPT; without
 * terms LF_ERR_NO_TERMS.
 */
extern lf_status lf_money_schedule_terms(const LfScheduleView *view, LfRateChange *changes,
                                         LfTerms *terms, LfFault *why);
extern int32_t lf_money_schedule_changes(const LfScheduleView *view);

/* The first `count` rows of a column. */
extern void lf_money_schedule_dues(const LfScheduleView *view, int32_t count, int32_t *due,
                                   int64_t *scratch);
extern void lf_money_schedule_interest(const LfScheduleView *view, int32_t count,
                                       int64_t *interest);
extern void lf_money_schedule_principal(const LfScheduleView *view, int32_t count,
                                        const int64_t *interest, int64_t *principal);
extern void lf_money_schedule_fees(const LfScheduleView *view, int32_t count, int64_t *fee);

/* What the first `count` rows ask for, fees included; `scratch` is as large. */
extern void lf_money_schedule_payments(const LfScheduleView *view, int32_t count, int64_t *payment,
                                       int64_t *scratch);

/* The due date of one row, from 0; of a calendar without unpacking its dates. */
static inline int32_t
lf_money_schedule_due(const LfScheduleView *v, int32_t row, int32_t *due, int64_t *scratch)
{
    if (v->due_form != LF_DUE_COLUMN)
        return (int32_t)lf_due_date(v->calendar, row);
    lf_money_schedule_dues(v, row + 1, due, scratch);
    return due[row];
}

/*
 * Proves the first `count` due dates in order and in range where they are days
 * of their own, the one kind that bytes can disorder: LF_OK or LF_ERR_CORRUPT.
 */
extern lf_status lf_money_schedule_check_dues(const LfScheduleView *view, int32_t count,
                                              const int32_t *due, LfFault *why);

/* Rows due on or before a date, without unpacking a calendar's dates. */
extern int32_t lf_money_schedule_rows_until(const LfScheduleView *view, int32_t date, int32_t *due,
                                            int64_t *scratch);

#endif
