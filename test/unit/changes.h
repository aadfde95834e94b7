/*
 * changes.h: space for changed schedules, and what must hold for all of them.
 */
#ifndef LF_TEST_CHANGES_H
#define LF_TEST_CHANGES_H

#include "core/change/change.h"

#include "test/unit/loans.h"

#define ROOM (3 * LF_MAX_LOAN_ROWS)

/* Memory of one schedule; changes go from one to the other. */
typedef struct Room {
    int32_t due[ROOM];
    int64_t principal[ROOM];
    int64_t interest[ROOM];
    int64_t fee[ROOM];
    LfRateChange changes[64];
} Room;

static inline LfChanged
changed_in(Room *r)
{
    return (LfChanged){.s = {.rows = {0, r->due, r->principal, r->interest, r->fee}},
                       .changes = r->changes};
}

/* The schedule of a loan, in a room; false where the terms allow none. */
static inline bool
amortized_in(Room *r, LfLoan *loan, LfSchedule *s)
{
    LfFault why = {0};

    *s = changed_in(r).s;
    return lf_loan_check(loan, &why) == LF_OK && lf_amortize(loan, true, s, &why) == LF_OK &&
           lf_schedule_check(s, &why) == LF_OK;
}

static inline bool
same_rows_from(const LfRows *a, const LfRows *b, int32_t from, int32_t count)
{
    for (int32_t k = from; k < count; k++)
        if (a->due[k] != b->due[k] || a->principal[k] != b->principal[k] ||
            a->interest[k] != b->interest[k] || a->fee[k] != b->fee[k])
            return false;
    return true;
}

static inline bool
same_rows(const LfRows *a, const LfRows *b)
{
    return a->count == b->count && same_rows_from(a, b, 0, a->count);
}

static inline bool
has_negative_balance(const LfSchedule *s)
{
    int64_t balance = s->opening;

    for (int32_t k = 0; k < s->rows.count; k++)
        if ((balance -= s->rows.principal[k]) < 0)
            return true;
    return false;
}

#endif
