/*
 * Error: a core status becomes a SQLSTATE and words.  Each message of the
 * extension exists once, in error.c.
 *
 * May know: ereport and every core status.
 */
#ifndef LF_PG_ERROR_H
#define LF_PG_ERROR_H

#include "postgres.h"

#include "core/base/status.h"

/* Reports the fault as an ERROR and does not return. */
extern void lfpg_raise(const LfFault *why) pg_attribute_noreturn();

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
