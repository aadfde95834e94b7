/*
 * Terms of a schedule as they are read, from text and from JSON alike: a value
 * is read at a cursor, whichever form its word stands in.
 *
 * Uses: core schedule, the text cursor.
 */
#ifndef LF_PG_SCHEDULE_TERMS_H
#define LF_PG_SCHEDULE_TERMS_H

#include "postgres.h"

#include "core/schedule/schedule.h"
#include "core/text/cursor.h"

/* What the terms need besides their own struct while they are read. */
typedef struct LfTermsRead {
    LfTerms *terms;
    LfRateChange *changes;
    int scale;
    bool periods_given;
    bool level_given;
    bool payment_rounding_given;
} LfTermsRead;

/* A term that has no default: method, annual_rate, day_count or period. */
extern bool lfpg_read_first_term(LfTextCursor *c, const char *key, LfTerms *t);

/* The value of another term; fails where there is none of this name. */
extern bool lfpg_read_term(LfTextCursor *c, const char *key, size_t length, LfTermsRead *x);

/* Space for a later rate, which the caller fills and counts; NULL where there are too many. */
extern LfRateChange *lfpg_rate_change_room(LfTermsRead *x);

/* Fills in what follows from the rest, and makes it a value if it is a schedule. */
extern Datum lfpg_schedule_finish(LfSchedule *s, const LfTermsRead *x, LfFault *why);

#endif
