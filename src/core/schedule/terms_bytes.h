/*
 * money_schedule, the bytes of the terms: a length, then what differs from the
 * plainest loan.
 */
#ifndef LF_CORE_SCHEDULE_TERMS_BYTES_H
#define LF_CORE_SCHEDULE_TERMS_BYTES_H

#include "core/schedule/schedule.h"

/* Writes length and terms, returns their end. */
extern uint8_t *lf_put_terms(const LfSchedule *s, uint8_t *p);

/*
 * Reads the terms between p and end (length taken off).  level_given tells
 * whether the level amount stands there; else it is the one the rows show
 * (core/schedule/schedule.h).  False if the bytes are not valid terms.
 */
extern bool lf_get_terms(const uint8_t *p, const uint8_t *end, int32_t rows, LfRateChange *changes,
                         LfTerms *t, bool *level_given);

/* Only what the due dates need. */
extern bool lf_terms_calendar(const uint8_t *p, const uint8_t *end, int32_t start_date,
                              LfDueCalendar *calendar);

/* How many rate changes may stand between p and end: a bound on lf_get_terms' `changes`. */
extern int32_t lf_terms_change_count(const uint8_t *p, const uint8_t *end);

#endif
