/*
 * Fields of a commission_plan: one table of every key, which the reader, the
 * writer and the stored form all use, so that their keys are the same.
 *
 * A field is a member of a struct of core/commission/plan.h; the table's order
 * is that of the canonical text.  Values pass as int64 whatever the member's
 * type: money in minor units, numbers with 8 decimals, the place of a word.
 * Uses: core's structs; independent of the server.
 */
#ifndef LF_CORE_COMMISSION_PLAN_FIELDS_H
#define LF_CORE_COMMISSION_PLAN_FIELDS_H

#include "core/commission/plan.h"

typedef enum LfFieldKind {
    LF_FIELD_BOOL, /* true or false, or one of two words */
    LF_FIELD_ENUM,
    LF_FIELD_INT32,
    LF_FIELD_MONEY,
    LF_FIELD_NUMBER,
    LF_FIELD_CURRENCY, /* of the head, not of the fields that are stored */
    LF_FIELD_NAME,
    LF_FIELD_OBJECT, /* there or not, which its bool tells */
    LF_FIELD_LIST
} LfFieldKind;

typedef struct LfField {
    const char *key; /* NULL ends a table */
    LfFieldKind kind;
    bool required;
    bool optional;           /* without a default: not given is a value of its own */
    bool positive;           /* 0 is not enough */
    int64_t otherwise;       /* the value where the key is missing and not optional */
    int64_t low, high;       /* of a value; of a list, the most items */
    size_t offset;           /* of the member; of an object or a list, of its first struct */
    size_t given;            /* optional, object: offset of the bool that tells */
    size_t count;            /* list: offset of the int32 that counts */
    size_t size;             /* list: of one struct */
    const LfKeywords *words; /* an enum's, or the two of a bool */
    const struct LfField *of;
    const struct LfField *(*choose)(const void *owner); /* instead of `of` */
} LfField;

/* The top of a plan: members of LfCommissionPlan. */
extern const LfField lf_plan_fields[];

/* Members of LfPerLoan and of LfClawbackWindow, for those who read no more. */
extern const LfField lf_per_loan_fields[];
extern const LfField lf_window_fields[];

/* The table of the structs of an object or a list that belongs to `owner`; bands
 * of tiers depend on fields that stand before them. */
extern const LfField *lf_field_table(const LfField *field, const void *owner);

/* The value of a scalar, 0 where it is not given; whether it (or an object) is. */
extern int64_t lf_field_get(const LfField *field, const void *owner);
extern bool lf_field_is_given(const LfField *field, const void *owner);

/* Sets a scalar, and that it is given. */
extern void lf_field_set(const LfField *field, void *owner, int64_t value);

/* What a missing key means: its default, not given, no item. */
extern void lf_field_clear(const LfField *field, void *owner);

/* Items of an object (0 or 1) or a list. */
extern int32_t lf_field_count(const LfField *field, const void *owner);
extern void lf_field_set_count(const LfField *field, void *owner, int32_t count);

/* The member, or the struct at a place of an object (0) or a list. */
static inline const void *
lf_field_item(const LfField *field, const void *owner, int32_t place)
{
    return (const char *)owner + field->offset + field->size * (size_t)place;
}

static inline void *
lf_field_room(const LfField *field, void *owner, int32_t place)
{
    return (char *)owner + field->offset + field->size * (size_t)place;
}

/* Whether a scalar may have the value. */
extern bool lf_field_allows(const LfField *field, int64_t value);

#endif
