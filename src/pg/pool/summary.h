/*
 * pool_summary on the server: datum in, months out, and back.
 *
 * In memory a summary is the state of its aggregates: consecutive months as one
 * flat table, empty ones included, which doubles as it grows.  Stored it is
 * byte-packed (alignment int4) and read where it lies.
 */
#ifndef LF_PG_POOL_SUMMARY_H
#define LF_PG_POOL_SUMMARY_H

#include "postgres.h"

#include "core/pool/bytes.h"
#include "pg/common/codec.h"
#include "pg/common/compat.h"

typedef struct LfPoolState {
    int32 vl_len_; /* varlena header, as the server writes it */
    int32 first;   /* month of the first slot */
    int32 capacity;
    int32 padding;
    LfPoolHead head;
    LfPoolMonth month[FLEXIBLE_ARRAY_MEMBER];
} LfPoolState;

typedef struct varlena PoolSummary;

/* A stored state, proved to be one; raises XX001. */
extern LfPoolState *lfpg_pool_state(Datum state);
extern LfPoolState *lfpg_pool_state_copy(Datum state);

/* An empty state, palloc'd. */
extern LfPoolState *lfpg_pool_state_new(void);

/*
 * The state, or a larger one in its place, with slots for all months from `from` to `to`: NULL
 * with the fault filled, or 54000 raised, where it had more than LF_MAX_POOL_MONTHS.
 */
extern LfPoolState *lfpg_pool_state_grow(LfPoolState *state, int32 from, int32 to, LfFault *why);
extern LfPoolState *lfpg_pool_state_reserve(LfPoolState *state, int32 from, int32 to);

/* Takes the currency of a row; raises 22023 where what is counted has another. */
extern void lfpg_pool_state_currency(LfPoolState *state, LfCurrency currency);

/* Adds all of `other`, or takes it out; the same return as reserve.  Raises 22023, 22003. */
extern LfPoolState *lfpg_pool_state_add(LfPoolState *state, const LfPoolState *other);
extern LfPoolState *lfpg_pool_state_subtract(LfPoolState *state, const LfPoolState *other);

/* A stored summary unpacked, palloc'd; XX001 if the bytes are not a valid pool_summary. */
extern LfPoolState *lfpg_pool_summary(Datum value);

/* The rest of a message unpacked; NULL with the fault filled where it is not one. */
extern LfPoolState *lfpg_pool_summary_from_bytes(LfReader *message, LfFault *why);

/* A summary through the check; NULL with the fault filled. */
extern PoolSummary *lfpg_pool_summary_make(const LfPoolState *state, LfFault *why);

#endif
