/*
 * money_schedule on the server: datum in, core schedule out, and back.
 *
 * Every value is built by lfpg_money_schedule_make, which checks it.
 * A datum is byte-packed (alignment int4) and read where it lies, short
 * headers included.
 */
#ifndef LF_PG_SCHEDULE_VALUE_H
#define LF_PG_SCHEDULE_VALUE_H

#include "postgres.h"

#include "core/schedule/schedule.h"
#include "pg/common/compat.h"
#include "core/schedule/bytes.h"

typedef struct varlena MoneySchedule;

#define DatumGetMoneyScheduleP(d) ((MoneySchedule *)PG_DETOAST_DATUM_PACKED(d))
#define PG_RETURN_MONEY_SCHEDULE_P(x) PG_RETURN_POINTER(x)

/* Opens a stored value, for readers of amounts alone without dates; XX001 if the bytes are not a
 * valid money_schedule. */
extern void lfpg_money_schedule_open(MoneySchedule *value, bool with_dates, LfScheduleView *view);

/* Space for the columns of `count` rows, palloc'd as one chunk. */
extern void lfpg_rows_alloc(LfRows *rows, int32 count);

/* All of an opened value but interest and principal, palloc'd; LF_ERR_CORRUPT. */
extern lf_status lfpg_money_schedule_unpack(const LfScheduleView *view, LfSchedule *s,
                                            LfFault *why);

/* Interest and principal of the first `count` rows. */
extern void lfpg_money_schedule_amounts(const LfScheduleView *view, int32 count, LfRows *rows);

/* The terms; LF_ERR_NO_TERMS, LF_ERR_CORRUPT. */
extern lf_status lfpg_money_schedule_terms(const LfScheduleView *view, LfTerms *terms,
                                           LfFault *why);

/* A schedule through the check; NULL with the fault filled. */
extern MoneySchedule *lfpg_money_schedule_make(const LfSchedule *s, LfFault *why);

/* Packs an expanded one, whose rows need no proof; with terms its due dates are not read. */
extern MoneySchedule *lfpg_money_schedule_make_expanded(const LfSchedule *s);

/* The text form and JSON, and back; an invalid text fills the fault. */
extern char *lfpg_money_schedule_to_text(Datum value);
extern Datum lfpg_money_schedule_from_text(const char *text, LfFault *why);
extern char *lfpg_money_schedule_to_json(Datum value);
extern Datum lfpg_money_schedule_from_json(const char *text, LfFault *why);

#endif
