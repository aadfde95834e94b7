/*
 * Error: a core status becomes a SQLSTATE and words.  Each message of the
 * extension exists once, in the table of its module: error_base.h,
 * error_<module>.h.  A new status is a line in core/base/status.h and an entry
 * in a table; a new table is an include in error.c.
 *
 * May know: ereport and every core status.
 */
#ifndef LF_PG_COMMON_ERROR_H
#define LF_PG_COMMON_ERROR_H

#include "postgres.h"

#include "core/base/status.h"

struct Node;

/* Reports the fault as an ERROR and does not return. */
extern _Noreturn void lfpg_raise(const LfFault *why);

/* Reports the fault unless the status is LF_OK. */
static inline void
lfpg_check(lf_status status, const LfFault *why)
{
    if (unlikely(status != LF_OK))
        lfpg_raise(why);
}

/* For input functions: a soft error where the caller asked for one (escontext,
 * PostgreSQL 16 and later, may be NULL), an ERROR otherwise. */
extern void lfpg_raise_soft(struct Node *escontext, const LfFault *why);

#endif
