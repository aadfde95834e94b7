/*
 * money_schedule between two functions: rows as columns in memory, packed only
 * when the value is stored, sent or copied.
 *
 * amortize() returns such an expanded object (read-only, in the memory context
 * of the call); readers that know it skip packing and unpacking, to all others
 * it is an ordinary money_schedule.
 * May know: the server's expanded objects (utils/expandeddatum.h).
 */
#ifndef LF_PG_SCHEDULE_EXPANDED_H
#define LF_PG_SCHEDULE_EXPANDED_H

#include "postgres.h"

#include "utils/expandeddatum.h"

#include "core/schedule/schedule.h"

typedef struct ExpandedSchedule {
    ExpandedObjectHeader header;
    LfSchedule schedule; /* rows.due is not filled: the dates are the terms' calendar */
    uint8 *packed;       /* once somebody asked for the size, else NULL */
    Size packed_size;
} ExpandedSchedule;

/* An object in the current memory context with room for `rows` rows. */
extern ExpandedSchedule *lfpg_expanded_schedule_new(int32 rows);

/* The value of a filled object; it does not change any more. */
static inline Datum
lfpg_expanded_schedule_datum(ExpandedSchedule *object)
{
    return EOHPGetRODatum(&object->header);
}

/* The schedule behind a datum that is such an object, else NULL. */
extern const LfSchedule *lfpg_expanded_schedule(Datum value);

#endif
