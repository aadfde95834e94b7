/*
 * Status: what a core function returns, and the quantities of a refusal.
 *
 * Uses nothing.  Core never formats a message: it names a status and
 * leaves the quantities in an LfFault; pg/common/error turns both into a
 * SQLSTATE, a message, a DETAIL and a HINT.  The statuses are the entries of
 * core/base/fault_list.h.
 */
#ifndef LF_CORE_BASE_STATUS_H
#define LF_CORE_BASE_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef enum lf_status {
    LF_OK = 0,
#define LF_FAULT(status, sqlstate, message, detail, hint) status,
#include "core/base/fault_list.h"
#undef LF_FAULT
    LF_STATUS_COUNT
} lf_status;

/* A text where it lies, not terminated. */
typedef struct LfText {
    const char *at;
    size_t length;
} LfText;

/* The text of a C string, NULL being empty. */
static inline LfText
lf_text(const char *string)
{
    return (LfText){string, string != NULL ? strlen(string) : 0};
}

static inline bool
lf_same_text(LfText a, LfText b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

/*
 * The facts of one refusal.  Text is the caller's, neither copied nor
 * terminated; which members are set is said beside each entry of the list.
 */
typedef struct LfFault {
    lf_status status;
    int scale; /* of the amounts among a, b, c */
    const char *name;
    LfText text;
    LfText text2;
    const struct LfKeywords *keywords; /* the words there are */
    int64_t a;
    int64_t b;
    int64_t c;
    char room[96]; /* for texts that core writes itself: a path, values */
} LfFault;

/* return LF_REFUSE(why, LF_ERR_RANGE_INT, .name = "periods", .a = periods, .b = 1, .c = 1200); */
#define LF_REFUSE(why, ...) ((*(why) = (LfFault){__VA_ARGS__}).status)

/* Goes on only where a call answers LF_OK; its refusal is the caller's. */
#define LF_TRY(call) \
    do { \
        lf_status try_status = (call); \
        if (try_status != LF_OK) \
            return try_status; \
    } while (0)

/* What a check returns: LF_ERR_CORRUPT where something (`what`) is wrong with a value of a type,
 * LF_OK where it is NULL. */
static inline lf_status
lf_corrupt(LfFault *why, const char *type, const char *what)
{
    if (what == NULL)
        return LF_OK;
    return LF_REFUSE(why, LF_ERR_CORRUPT, .name = type, .text2 = lf_text(what));
}

/* A result that does not fit 64 bits: LF_ERR_OVERFLOW. */
static inline lf_status
lf_overflow(const char *name, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_OVERFLOW, .name = name);
}

/* A sum or a count that leaves its type: LF_ERR_SUM_RANGE. */
static inline lf_status
lf_sum_overflow(const char *name, LfFault *why)
{
    return LF_REFUSE(why, LF_ERR_SUM_RANGE, .name = name);
}

#endif
