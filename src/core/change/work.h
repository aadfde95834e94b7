/*
 * Work: what all changes do: the day is checked, the past copied, the rest
 * made again, the terms brought up to date.
 *
 * Uses: the rest of a schedule; independent of the single changes.
 */
#ifndef LF_CORE_CHANGE_WORK_H
#define LF_CORE_CHANGE_WORK_H

#include "core/change/change.h"
#include "core/change/rest.h"

/* One change on its way: the old schedule, the day, and the rest being made. */
typedef struct LfChange {
    const LfSchedule *old;
    int32_t day;
    int32_t stay;   /* rows of old due on or before the day */
    int32_t before; /* the last of them, or the start date */
    int64_t balance;
    LfRest rest;
} LfChange;

/* Add-on forms have no balance that interest is counted on: they do not change. */
static inline bool
lf_is_add_on(const LfTerms *t)
{
    return t->method == LF_FLAT || t->method == LF_RULE_OF_78;
}

/* LF_ERR_CHANGE_FORM: `what` is not for this form. */
extern lf_status lf_change_not_meant(const char *what, const LfTerms *t, LfFault *why);

/* LF_ERR_NO_TERMS naming the function, LF_ERR_CHANGE_DATE naming the argument. */
extern lf_status lf_change_check_day(const LfSchedule *s, const char *function,
                                     const char *argument, int32_t day, LfFault *why);

/* The whole schedule as it is: what a change of nothing gives. */
extern lf_status lf_change_unchanged(const LfSchedule *s, LfChanged *out);

/* Copies what stays; the rest is all rows after the day.  LF_ERR_OVERFLOW. */
extern lf_status lf_change_begin(LfChange *c, const LfSchedule *s, int32_t day, LfChanged *out,
                                 LfFault *why);

/* The rest is every row, its dates and rates known: a change at making time.  Fails as
 * lf_rest_prepare does. */
extern lf_status lf_change_begin_whole(LfChange *c, const LfSchedule *s, LfChanged *out,
                                       LfFault *why);

/* Makes the rest by its form, from the level amount in force or solved again, and finishes. */
extern lf_status lf_change_make_rest(LfChange *c, bool solve, LfFault *why);

/* Fees and terms of a change whose rows are made. */
extern lf_status lf_change_finish(LfChange *c);

#endif
