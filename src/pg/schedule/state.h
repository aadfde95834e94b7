/*
 * money_schedule_state: dated sums that are being added up to a money_schedule.
 *
 * The transition state of sum(money_schedule) and of schedule_agg: one entry a
 * due date, 128-bit sums, flat, no pointer inside.  Sparse dates stand sorted;
 * as soon as half of the days between the first and the last are there, each
 * day has its own place (a grid) and adding a row is one index.
 * Memory: 56 bytes an entry, the whole a power of two, at most
 * LF_SCHEDULE_STATE_CEILING.  Alignment is that of int64.
 */
#ifndef LF_PG_SCHEDULE_STATE_H
#define LF_PG_SCHEDULE_STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/base/int128.h"
#include "core/schedule/schedule.h"

#define LF_SCHEDULE_STATE_CEILING (512 * 1024 * 1024)

typedef struct LfDatedSum {
    int64 date; /* in a grid: 1 where the day has a row, else 0 */
    lf_int128_stored principal;
    lf_int128_stored interest;
    lf_int128_stored fee;
} LfDatedSum;

typedef struct LfScheduleState {
    int32 vl_len_; /* varlena header, as the server writes it */
    LfCurrency currency;
    bool has_start;
    bool is_grid;
    bool start_is_exact; /* the same in every row: schedule_agg */
    bool unused;
    int32 start_date; /* the earliest, or the exact one */
    int32 base;       /* a grid's first day */
    int32 capacity;   /* entries there is space for */
    int32 count;      /* rows: sorted entries, or grid days taken */
    int32 padding;
    LfDatedSum entry[FLEXIBLE_ARRAY_MEMBER];
} LfScheduleState;

#define DatumGetScheduleStateP(d) lfpg_schedule_state_check((LfScheduleState *)PG_DETOAST_DATUM(d))

/* The state itself, once it is proved sound; raises XX001.  One walk over it. */
extern LfScheduleState *lfpg_schedule_state_check(LfScheduleState *state);

/* An empty state with space for `rows` entries, palloc'd. */
extern LfScheduleState *lfpg_schedule_state_new(LfCurrency currency, int32 rows);

/*
 * Adds rows, whose dates ascend; returns the state, or a larger one in its
 * place (the old one is left to the caller's memory context).
 */
extern LfScheduleState *lfpg_schedule_state_add(LfScheduleState *state, const LfRows *rows);

/* Adds all of `other`, including its start date; the same return. */
extern LfScheduleState *lfpg_schedule_state_merge(LfScheduleState *state,
                                                  const LfScheduleState *other);

/* Entries in order of date, begun with *position = 0: false at the end. */
extern bool lfpg_schedule_state_next(const LfScheduleState *state, int32 *position,
                                     LfDatedSum *row);

/* The start date becomes the earlier one; or, exact, must be the same. */
extern void lfpg_schedule_state_start(LfScheduleState *state, int32 start_date, bool exact);

#endif
