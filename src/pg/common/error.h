/*
 * Error: a core status becomes an SQLSTATE and a message, those of its entry in
 * core/base/fault_list.h.
 *
 * Uses: ereport and every core status.
 */
#ifndef LF_PG_COMMON_ERROR_H
#define LF_PG_COMMON_ERROR_H

#include "postgres.h"

#include "core/base/status.h"

struct Node;

/* Reports the fault as an ERROR and does not return. */
extern _Noreturn void lfpg_raise(const LfFault *why);

/* The message of a fault alone, palloc'd: the reason in another fault. */
extern char *lfpg_message(const LfFault *why);

/* Reports the fault unless the status is LF_OK. */
static inline void
lfpg_check(lf_status status, const LfFault *why)
{
    if (unlikely(status != LF_OK))
        lfpg_raise(why);
}

/* Reports what LF_REFUSE would leave: LFPG_REFUSE(LF_ERR_OVERFLOW, .name = "sum"). */
#define LFPG_REFUSE(...) lfpg_raise(&(const LfFault){__VA_ARGS__})

/* Calls a core function whose last parameter is its fault, and reports that:
 * LFPG_TRY(lf_loan_check, &loan). */
#define LFPG_TRY(function, ...) \
    do { \
        LfFault try_why; \
        lfpg_check(function(__VA_ARGS__, &try_why), &try_why); \
    } while (0)

/* Raises XX001 where something (`what`) is wrong with a stored value of a type. */
static inline void
lfpg_corrupt(const char *type, const char *what)
{
    if (unlikely(what != NULL))
        LFPG_REFUSE(LF_ERR_CORRUPT, .name = type, .text2 = lf_text(what));
}

/* What a maker returned; NULL is refused with the fault it filled. */
static inline void *
lfpg_made(void *value, const LfFault *why)
{
    if (unlikely(value == NULL))
        lfpg_raise(why);
    return value;
}

/* For input functions: a soft error where the caller asked for one (escontext,
 * PostgreSQL 16 and later, may be NULL), an ERROR otherwise. */
extern void lfpg_raise_soft(struct Node *escontext, const LfFault *why);

/* An LfPause of core: raises 57014 where the query was cancelled. */
extern void lfpg_answer_cancel(void);

#endif
