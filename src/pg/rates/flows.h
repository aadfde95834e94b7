/*
 * Rates on the server: space for flows, and refusals in words.
 *
 * Uses: core's rates, errors.
 */
#ifndef LF_PG_RATES_FLOWS_H
#define LF_PG_RATES_FLOWS_H

#include "postgres.h"

#include "core/rates/returns.h"

/* Space for so many flows, palloc'd; for few of them in `room`. */
#define LFPG_FLOWS_ROOM 128

typedef struct LfFlowsRoom {
    LfReal amount[LFPG_FLOWS_ROOM];
    double time[LFPG_FLOWS_ROOM];
} LfFlowsRoom;

extern void lfpg_flows_alloc(LfFlows *f, int32 count, LfFlowsRoom *room);

/* The day count of a text argument; `periodic` is refused. */
extern LfDayCount lfpg_day_count(Datum text);

/* The one rate or the one nearest to the guess; raises where there is none. */
extern const LfRate1 *lfpg_rate_choose(const LfRates *rates, const char *name, bool has_guess,
                                       double guess);

/* A double in the shortest form, palloc'd. */
extern char *lfpg_double_text(double value);

/* Raises LF_ERR_NOT_FINITE for NaN and infinities. */
extern double lfpg_finite(double value, const char *name);

/* A guess of SQL: a finite number. */
extern double lfpg_guess(Datum numeric);

#endif
