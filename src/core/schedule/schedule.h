/*
 * Schedule: the terms and rows of one loan, and what can be read from the rows
 * alone.
 *
 * Rows are columns in the caller's memory, so that a reader touches only what
 * it needs.  Money is in minor units of the schedule's currency.
 * Independent of how a schedule is stored, solved or printed.
 */
#ifndef LF_CORE_SCHEDULE_SCHEDULE_H
#define LF_CORE_SCHEDULE_SCHEDULE_H

#include "core/base/round.h"
#include "core/time/calendar.h"
#include "core/time/daycount.h"
#include "core/money/money.h"

typedef enum LfMethod {
    LF_ANNUITY = 0,
    LF_EQUAL_PRINCIPAL,
    LF_INTEREST_ONLY,
    LF_FLAT,
    LF_RULE_OF_78
} LfMethod;

#define LF_METHODS 5

typedef enum LfResidue {
    LF_RESIDUE_LAST = 0,
    LF_RESIDUE_FIRST
} LfResidue;

/* The annual rate in force from a day on. */
typedef struct LfRateChange {
    int32_t from;
    int64_t rate_e12;
} LfRateChange;

typedef struct LfTerms {
    LfMethod method;
    LfDayCount day_count;
    LfRounding rounding;         /* of interest */
    LfRounding payment_rounding; /* of the level amount */
    LfResidue residue;
    bool in_advance;
    bool negative_amortization;
    LfPeriod period;
    int32_t periods; /* n; a balloon in advance is row n + 1 */
    int32_t grace;   /* leading rows of interest only, from start_date on */
    bool has_first_due;
    int32_t first_due; /* differs from start_date + period; a month's end where period.month_end */
    int64_t balloon;
    int64_t level;        /* payment; principal for equal_principal and plain flat; else 0 */
    int64_t payment_unit; /* 0: none given, else 1 or more */
    int64_t rate_e12;     /* annual, from start_date on */
    int32_t change_count;
    const LfRateChange *changes; /* later rates, by day */
    bool has_last_change;
    int32_t last_change; /* day of the last prepayment, repricing, ... */
    bool restructured;   /* because the borrower could not pay: a mark for grading */
} LfTerms;

typedef struct LfRows {
    int32_t count;
    int32_t *due;       /* strictly increasing */
    int64_t *principal; /* negative: capitalised interest */
    int64_t *interest;
    int64_t *fee;
} LfRows;

typedef struct LfSchedule {
    LfCurrency currency;
    int64_t opening; /* the sum of principal */
    int32_t start_date;
    bool has_terms;
    bool due_by_terms; /* rows are known to fall on the first days of the terms' calendar */
    LfTerms terms;
    LfRows rows;
} LfSchedule;

/* Names as SQL has them. */
extern const LfKeywords lf_methods;
extern const char *lf_method_name(LfMethod method);
extern const LfKeywords lf_residues;
extern const char *lf_residue_name(LfResidue residue);

/* Drops a first_due that is start_date + period, which is the default. */
extern void lf_terms_normalize(LfTerms *terms, int32_t start_date);

/* The annual rate in force on a day. */
extern int64_t lf_terms_rate_on(const LfTerms *terms, int32_t day);

/* The calendar of the terms. */
extern LfDueCalendar lf_due_calendar(const LfTerms *terms, int32_t start_date);

/*
 * What month_end requires of the other terms: a period of months, and a last day
 * of a month as first_due, or as start_date in advance.  LF_OK or
 * LF_ERR_MONTH_END_DAYS, LF_ERR_MONTH_END_DATE.
 */
extern lf_status lf_terms_check_month_end(const LfTerms *terms, int32_t start_date, LfFault *why);

/* Whether the rows fall on the first days of the calendar. */
extern bool lf_due_follows(LfDueCalendar calendar, const LfRows *rows);

/*
 * The check: proves that a schedule is one.  Due dates within limits, strictly
 * increasing, none before the start date; every payment and every balance
 * within 64 bits; the sum of principal is the opening amount; terms inside
 * their domains.  Dates known to be those of the terms, and in range, are not
 * looked at.  LF_OK or the status that names what is wrong.
 */
extern lf_status lf_schedule_check(const LfSchedule *s, LfFault *why);

/* The part of the check that is about money; looks at no date. */
extern lf_status lf_schedule_check_money(const LfSchedule *s, LfFault *why);

/* What a row asks for. */
static inline lf_int128
lf_row_payment(const LfRows *rows, int32_t k)
{
    return (lf_int128)rows->principal[k] + rows->interest[k] + rows->fee[k];
}

/* Rows due on or before a date: dates ascend, the answer is their count. */
extern int32_t lf_rows_until(const int32_t *due, int32_t count, int32_t date);

/* Sum of a column's first `count` values; exact. */
extern lf_int128 lf_column_sum(const int64_t *column, int32_t count);

/*
 * The rows due in [from, to) as a schedule without terms that borrows their
 * columns: it starts where the row before them fell due and opens with the sum
 * of their principal; LF_ERR_OVERFLOW where that leaves 64 bits.
 */
extern lf_status lf_schedule_slice(const LfSchedule *s, int32_t from, int32_t to, LfSchedule *out,
                                   LfFault *why);

/* What follows from the rows for their terms, so that text and bytes need not hold it. */

/*
 * The row (from 0) that shows the level amount: the first after the grace, one
 * later where the first row takes the residue, at most the last; -1 without
 * rows.
 */
extern int32_t lf_level_row(const LfTerms *t, int32_t rows);

/* What that row shows: payment without fee, or principal where the level is one. */
extern int64_t lf_level_of_row(const LfTerms *t, int64_t principal, int64_t interest);

/* The level amount that the rows of a schedule show; 0 without rows. */
extern int64_t lf_level_shown(const LfSchedule *s);

/* Periods a schedule of so many rows has where it does not say otherwise. */
extern int32_t lf_default_periods(const LfTerms *t, int32_t rows);

#endif
