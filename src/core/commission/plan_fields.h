/*
 * Terms of a commission_plan: one table of every key, which the reader, the
 * writer and the stored form all walk, so that none knows a key the others do
 * not.
 *
 * A field is a member of a struct of core/commission.h, in the order of the
 * canonical text.  Every scalar member is an int64: money in minor units,
 * numbers with 8 decimals, whole numbers, the place of a word, 0 or 1.
 * May know: core's structs; nothing of the server.
 */
#ifndef LF_CORE_COMMISSION_PLAN_FIELDS_H
#define LF_CORE_COMMISSION_PLAN_FIELDS_H

#include "core/commission/commission.h"

typedef enum LfTermKind {
    LF_TERM_CURRENCY,
    LF_TERM_MONEY,
    LF_TERM_NUMBER,
    LF_TERM_WHOLE,
    LF_TERM_WORD,
    LF_TERM_FLAG,
    LF_TERM_NAME,
    LF_TERM_OBJECT, /* there or not: a list of at most one, written otherwise */
    LF_TERM_LIST
} LfTermKind;

typedef struct LfPlanTerm {
    const char *key; /* NULL ends a table */
    LfTermKind kind;
    bool required;
    bool positive;               /* 0 is not enough */
    int64_t otherwise;           /* the value where the key is missing */
    int64_t low, high;           /* of numbers and whole numbers; the place of words */
    size_t offset;               /* of the member; of an object or a list, of its first struct */
    size_t count;                /* object, list: offset of the int64 that counts the structs */
    size_t size;                 /* of one struct of a list */
    const char *words;           /* "marginal, whole, ramp" */
    const struct LfPlanTerm *of; /* NULL: bands of tiers, see lf_plan_terms_of */
} LfPlanTerm;

/* The top of a plan: members of LfCommissionPlan. */
extern const LfPlanTerm lf_plan_terms[];

/* Members of LfPerLoan and of LfClawbackWindow, for those who read no more. */
extern const LfPlanTerm lf_per_loan_terms[];
extern const LfPlanTerm lf_window_terms[];

/* The table of the structs of an object or a list that belongs to `owner`; bands
 * of tiers depend on members that stand before them. */
extern const LfPlanTerm *lf_plan_terms_of(const LfPlanTerm *term, const void *owner);

static inline int64_t *
lf_term_value(const LfPlanTerm *term, void *owner)
{
    return (int64_t *)((char *)owner + term->offset);
}

static inline int64_t *
lf_term_count(const LfPlanTerm *term, void *owner)
{
    return (int64_t *)((char *)owner + term->count);
}

/* The struct at a place of an object (0) or a list. */
static inline void *
lf_term_item(const LfPlanTerm *term, void *owner, int64_t place)
{
    return (char *)owner + term->offset + term->size * (size_t)place;
}

/* Whether a scalar may have the value. */
extern bool lf_term_allows(const LfPlanTerm *term, int64_t value);

/* The word at a place (from term->low up), or the place of a word: -1 for none. */
extern const char *lf_term_word(const LfPlanTerm *term, int64_t place, size_t *length);
extern int64_t lf_term_place(const LfPlanTerm *term, const char *text, size_t length);

#endif
