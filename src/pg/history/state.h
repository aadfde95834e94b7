/*
 * payment_history_state: observations that are being collected for a
 * payment_history.
 *
 * The transition state of history_agg: a slot a calendar month, so that a row
 * is one index and the order of rows does not matter; flat, no pointer inside.
 * Losses, which most loans never have, get their own slots behind the others
 * with the first one that comes.
 * Memory: 16 bytes a month, 32 with losses, the whole a power of two, at most
 * LF_MAX_HISTORY_MONTHS months (64 kB).  Alignment is that of int64.
 */
#ifndef LF_PG_HISTORY_STATE_H
#define LF_PG_HISTORY_STATE_H

#include "postgres.h"

#include "fmgr.h"

#include "core/history/history.h"

typedef struct LfStateSlot {
    int64 balance;
    int32 days_past_due;
    uint8 day;     /* of the month; 0: no observation */
    bool disputed; /* different rows of this day: there is no value here */
    uint16 padding;
} LfStateSlot;

typedef struct LfStateLoss {
    int64 charged_off;
    int64 recovered;
} LfStateLoss;

typedef struct LfHistoryState {
    int32 vl_len_; /* varlena header, as the server writes it */
    LfCurrency currency;
    int32 base;       /* month of slot 0 */
    int32 first;      /* slots with an observation lie in first .. last */
    int32 last;       /* below first: none yet */
    int32 capacity;   /* slots there is space for */
    int32 has_losses; /* 0 or 1 */
    int32 padding;
    LfStateSlot slot[FLEXIBLE_ARRAY_MEMBER]; /* then LfStateLoss, if has_losses */
} LfHistoryState;

#define DatumGetHistoryStateP(d) lfpg_history_state_check((LfHistoryState *)PG_DETOAST_DATUM(d))

/* The state itself, once it is proved sound; raises XX001.  One walk over it. */
extern LfHistoryState *lfpg_history_state_check(LfHistoryState *state);

/* An empty state, palloc'd. */
extern LfHistoryState *lfpg_history_state_new(LfCurrency currency);

/*
 * Adds a checked observation; returns the state, or a larger one in its place
 * (the old one is left to the caller's memory context).
 */
extern LfHistoryState *lfpg_history_state_add(LfHistoryState *state, const LfObservation *o);

/* Adds all of `other`; the same return. */
extern LfHistoryState *lfpg_history_state_merge(LfHistoryState *state, const LfHistoryState *other);

/* The history, its marks not yet derived; raises LF_ERR_DISPUTED.  False where there is no observation. */
extern bool lfpg_history_state_read(const LfHistoryState *state, LfHistory *h, LfHistoryRoom *room);

#endif
