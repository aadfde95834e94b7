/*
 * Opening a money_schedule: what every reader uses.
 *
 * A datum is packed bytes or an expanded object of amortize(), and a loan or
 * the sum of many.  The reader sees one set of columns: those of an expanded
 * object in place, those of packed bytes unpacked as far as needed, on
 * the stack for a loan, palloc'd for more.  Nothing is packed to be read.
 * Uses: the server's expanded objects.
 */
#ifndef LF_PG_SCHEDULE_OPEN_H
#define LF_PG_SCHEDULE_OPEN_H

#include "postgres.h"

#include "utils/expandeddatum.h"

#include "core/schedule/bytes.h"
#include "core/schedule/schedule.h"

/* What a reader wants of the rows. */
#define LF_READ_DUE 1
#define LF_READ_PRINCIPAL 2
#define LF_READ_INTEREST 4
#define LF_READ_FEE 8
#define LF_READ_ALL 15

typedef struct LfScheduleReader {
    LfScheduleView view;        /* currency, opening, start_date, count, has_terms */
    const LfSchedule *expanded; /* or NULL */
    LfRows rows;                /* of columns only what lfpg_schedule_read() was asked for */
    LfTerms terms;
    int64 *scratch;
    int64 stack[4][LF_MAX_LOAN_ROWS];
    int32 stack_due[LF_MAX_LOAN_ROWS];
} LfScheduleReader;

/*
 * Opens argument or stored value; without `dates` no due date may be asked of
 * the reader, which saves reading the terms.  Raises XX001 if the bytes are
 * not a valid money_schedule.  A reader must not be copied.
 */
extern void lfpg_schedule_open(Datum value, bool dates, LfScheduleReader *r);

static inline int
lfpg_schedule_scale(const LfScheduleReader *r)
{
    return lf_currency_scale(r->view.currency);
}

/* Rows due on or before a date. */
static inline int32
lfpg_schedule_rows_until(LfScheduleReader *r, int32 date)
{
    return lf_money_schedule_rows_until(&r->view, date, r->rows.due, r->scratch);
}

/* The due date of one row, from 0. */
static inline int32
lfpg_schedule_due(LfScheduleReader *r, int32 row)
{
    return lf_money_schedule_due(&r->view, row, r->rows.due, r->scratch);
}

/* The first `count` rows of the wanted columns into r->rows. */
extern void lfpg_schedule_read(LfScheduleReader *r, int want, int32 count);

/* What the first `count` rows ask for: principal, interest and fee. */
extern const int64 *lfpg_schedule_payments(LfScheduleReader *r, int32 count);

/* The terms, NULL without. */
extern const LfTerms *lfpg_schedule_terms(LfScheduleReader *r);

/* Head and rows of a schedule, without its terms: borrowed from the reader ... */
extern LfSchedule lfpg_schedule_borrow(LfScheduleReader *r);

/* ... or all of a value, palloc'd. */
extern LfSchedule *lfpg_money_schedule_read(Datum value);

/* The same without principal and interest, which lfpg_money_schedule_amounts() puts in as far as
 * they are wanted; false where they are there already. */
extern bool lfpg_money_schedule_load_head(Datum value, LfScheduleView *view, LfSchedule *s);

/*
 * What amortize(), project() and changes return, rows as columns: read-only, in the memory
 * context of the call, packed only when the value is stored, sent or copied.
 * Readers that know it skip packing and unpacking, to all others it is an
 * ordinary money_schedule.
 */
typedef struct ExpandedSchedule {
    ExpandedObjectHeader header;
    LfSchedule schedule; /* rows.due need not be filled; without terms, rows are months apart */
    uint8 *packed;       /* once the size was needed, else NULL */
    Size packed_size;
} ExpandedSchedule;

/* An object in the current memory context with space for `rows` rows. */
extern ExpandedSchedule *lfpg_expanded_schedule_new(int32 rows);

/*
 * A schedule in palloc'd memory as a value, through the check: such an object
 * where its rows fall on the calendar of its terms, packed otherwise.
 */
extern Datum lfpg_schedule_return(const LfSchedule *s);

/* The value of a filled object; it does not change any more. */
static inline Datum
lfpg_expanded_schedule_datum(ExpandedSchedule *object)
{
    return EOHPGetRODatum(&object->header);
}

#endif
