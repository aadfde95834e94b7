/*
 * Tables that count: scores and bins in the order they come, found by hash.
 *
 * All memory is the caller's.  An index has more places than there is space for
 * rows, twice as many say, so one is always empty and a search ends.
 */
#ifndef LF_CORE_SCORING_TABLE_H
#define LF_CORE_SCORING_TABLE_H

#include "core/scoring/score.h"

typedef struct LfScoreTable {
    LfScoreRow *row;
    int32_t count;
    int32_t room;
    int32_t places;
    int32_t *index; /* row numbers + 1; 0 is empty */
} LfScoreTable;

/* The weights of a score, a new row where it is not there yet; NULL where there is no space. */
extern LfOutcome *lf_score_table_at(LfScoreTable *t, int32_t score);

/* A bin's name, where it lies among the names. */
typedef struct LfBinSlot {
    int32_t offset;
    int32_t length; /* LF_BIN_MISSING: the bin of missing values */
    LfOutcome of;
} LfBinSlot;

#define LF_BIN_MISSING (-1)

typedef struct LfBinTable {
    LfBinSlot *slot;
    int32_t count;
    int32_t room;
    int32_t places;
    int32_t *index; /* as above */
    char *names;
    int32_t names_used;
    int32_t names_room;
} LfBinTable;

/* The weights of a bin; NULL where there is no space for a new one or for its name. */
extern LfOutcome *lf_bin_table_at(LfBinTable *t, const char *name, int32_t length);

#endif
