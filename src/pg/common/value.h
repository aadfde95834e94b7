/*
 * Value: the entry points that every type has, made from what it brings.
 *
 *     LFPG_VALUE_TYPE(cashflows, .from_text = from_text, .to_text = to_text,
 *                     .from_bytes = from_bytes)
 *
 * makes loanfin_cashflows_in, _out, _recv, _send, _eq, _ne, _lt, _le, _gt,
 * _ge, _cmp, _hash, _hash_extended, _to_jsonb, _to_json and _from_jsonb.  Once a type,
 * in its value.c; the SQL of them is sql/extension/template/value.sql.  A type
 * that lacks some of them describes itself with LFPG_VALUE and names the groups.
 * Uses: fmgr, hashing.
 */
#ifndef LF_PG_COMMON_VALUE_H
#define LF_PG_COMMON_VALUE_H

#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "lib/stringinfo.h"

#include "core/base/status.h"
#include "pg/common/codec.h"
#include "pg/common/compat.h"
#include "pg/common/entry.h"

/*
 * What a type brings.  A reader that refuses its input fills the fault, whose
 * status was LF_OK, and may return anything.
 */
typedef struct LfValueType {
    const char *name;
    Datum (*from_text)(const char *text, LfFault *why);
    char *(*to_text)(Datum value);
    Datum (*from_bytes)(LfReader *message, LfFault *why); /* LF_ERR_CORRUPT becomes 22P03 */
    void (*to_bytes)(StringInfo message, Datum value);    /* else the stored bytes, */
    uint8 text_version;                                   /* or this version and the text */
    Datum (*from_json)(const char *text, LfFault *why);   /* else from_text */
    char *(*to_json)(Datum value);                        /* else to_text */
    bool json_string; /* in JSON a text that is no object is a string, null is NULL */
    int (*compare)(Datum a, Datum b);                /* else by identity, as memcmp */
    void (*identity)(StringInfo bytes, Datum value); /* what is hashed; else as stored */
} LfValueType;

extern Datum lfpg_value_in(FunctionCallInfo fcinfo, const LfValueType *type);
extern Datum lfpg_value_receive(StringInfo buf, const LfValueType *type);
extern Datum lfpg_value_send(FunctionCallInfo fcinfo, const LfValueType *type);
extern Datum lfpg_value_to_jsonb(FunctionCallInfo fcinfo, const LfValueType *type);
extern Datum lfpg_value_to_json(FunctionCallInfo fcinfo, const LfValueType *type);
extern Datum lfpg_value_from_jsonb(FunctionCallInfo fcinfo, const LfValueType *type);

/* A varlena of these bytes, palloc'd. */
extern struct varlena *lfpg_value_of_bytes(const uint8_t *bytes, Size length);

/* A varlena that was detoasted from the datum, freed where it is a copy. */
static inline void
lfpg_value_free(const void *value, Datum datum)
{
    if (value != DatumGetPointer(datum))
        pfree((void *)(uintptr_t)value);
}

/* A copy of a detoasted value, palloc'd. */
static inline void *
lfpg_value_copy(const void *value)
{
    return memcpy(palloc(VARSIZE(value)), value, VARSIZE(value));
}

/* As memcmp, what begins the other first. */
static inline int
lfpg_compare_bytes(const char *a, Size length_a, const char *b, Size length_b)
{
    int order = memcmp(a, b, Min(length_a, length_b));

    return order != 0 ? order : (length_a > length_b) - (length_a < length_b);
}

static inline int
lfpg_compare_int128(lf_int128 a, lf_int128 b)
{
    return (a > b) - (a < b);
}

/* The bytes that order and hash look at. */
typedef struct LfIdentity {
    const char *bytes;
    Size length;
    void *owner; /* what to free, if it is not the datum */
} LfIdentity;

static inline LfIdentity
lfpg_identity(const LfValueType *type, Datum value)
{
    struct varlena *stored;
    StringInfoData made;

    if (type->identity != NULL) {
        initStringInfo(&made);
        type->identity(&made, value);
        return (LfIdentity){made.data, (Size)made.len, made.data};
    }
    stored = PG_DETOAST_DATUM_PACKED(value);
    return (LfIdentity){VARDATA_ANY(stored), VARSIZE_ANY_EXHDR(stored), stored};
}

/* Inline, so that the compiler sees through a constant type. */
static inline int
lfpg_value_compare(const LfValueType *type, Datum a, Datum b)
{
    LfIdentity x, y;
    int order;

    if (type->compare != NULL)
        return type->compare(a, b);
    x = lfpg_identity(type, a);
    y = lfpg_identity(type, b);
    order = lfpg_compare_bytes(x.bytes, x.length, y.bytes, y.length);
    lfpg_value_free(x.owner, a);
    lfpg_value_free(y.owner, b);
    return order;
}

static inline Datum
lfpg_value_hash(const LfValueType *type, Datum value)
{
    LfIdentity id = lfpg_identity(type, value);
    Datum hash = hash_any((const unsigned char *)id.bytes, (int)id.length);

    lfpg_value_free(id.owner, value);
    return hash;
}

static inline Datum
lfpg_value_hash_extended(const LfValueType *type, Datum value, uint64 seed)
{
    LfIdentity id = lfpg_identity(type, value);
    Datum hash = hash_any_extended((const unsigned char *)id.bytes, (int)id.length, seed);

    lfpg_value_free(id.owner, value);
    return hash;
}

#define LFPG_VALUE(type, ...) static const LfValueType type##_type = {.name = #type, __VA_ARGS__};

#define LFPG_VALUE_BINARY(type) \
    LFPG_ENTRY(loanfin_##type##_recv, \
               lfpg_value_receive((StringInfo)PG_GETARG_POINTER(0), &type##_type)) \
    LFPG_ENTRY(loanfin_##type##_send, lfpg_value_send(fcinfo, &type##_type))

#define LFPG_VALUE_IO(type) \
    LFPG_ENTRY(loanfin_##type##_in, lfpg_value_in(fcinfo, &type##_type)) \
    LFPG_ENTRY(loanfin_##type##_out, CStringGetDatum(type##_type.to_text(PG_GETARG_DATUM(0)))) \
    LFPG_VALUE_BINARY(type)

#define LFPG_VALUE_TEST(function, type, test) \
    LFPG_ENTRY(function, BoolGetDatum(lfpg_value_compare(&type##_type, PG_GETARG_DATUM(0), \
                                                         PG_GETARG_DATUM(1)) test 0))

#define LFPG_VALUE_ORDER(type) \
    LFPG_VALUE_TEST(loanfin_##type##_eq, type, ==) \
    LFPG_VALUE_TEST(loanfin_##type##_ne, type, !=) \
    LFPG_VALUE_TEST(loanfin_##type##_lt, type, <) \
    LFPG_VALUE_TEST(loanfin_##type##_le, type, <=) \
    LFPG_VALUE_TEST(loanfin_##type##_gt, type, >) \
    LFPG_VALUE_TEST(loanfin_##type##_ge, type, >=) \
    LFPG_ENTRY(loanfin_##type##_cmp, Int32GetDatum(lfpg_value_compare( \
                                         &type##_type, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1))))

#define LFPG_VALUE_HASH(type) \
    LFPG_ENTRY(loanfin_##type##_hash, lfpg_value_hash(&type##_type, PG_GETARG_DATUM(0))) \
    LFPG_ENTRY( \
        loanfin_##type##_hash_extended, \
        lfpg_value_hash_extended(&type##_type, PG_GETARG_DATUM(0), (uint64)PG_GETARG_INT64(1)))

#define LFPG_VALUE_JSON(type) \
    LFPG_ENTRY(loanfin_##type##_to_jsonb, lfpg_value_to_jsonb(fcinfo, &type##_type)) \
    LFPG_ENTRY(loanfin_##type##_to_json, lfpg_value_to_json(fcinfo, &type##_type)) \
    LFPG_ENTRY(loanfin_##type##_from_jsonb, lfpg_value_from_jsonb(fcinfo, &type##_type))

/* For a type whose stored bytes are its canonical text: the text, and the binary form of a
 * version and the text in the client's encoding. */
extern char *lfpg_stored_text(Datum value);
extern Datum lfpg_text_from_bytes(LfReader *message, LfFault *why,
                                  Datum (*from_text)(const char *, LfFault *));

#define LFPG_TEXT_VERSION 1

#define LFPG_TEXT_VALUE_TYPE(type, parse) \
    static Datum type##_from_bytes(LfReader *message, LfFault *why) \
    { \
        return lfpg_text_from_bytes(message, why, parse); \
    } \
    LFPG_VALUE_TYPE(type, .from_text = (parse), .to_text = lfpg_stored_text, \
                    .from_bytes = type##_from_bytes, .text_version = LFPG_TEXT_VERSION)

#define LFPG_VALUE_TYPE(type, ...) \
    LFPG_VALUE(type, __VA_ARGS__) \
    LFPG_VALUE_IO(type) LFPG_VALUE_ORDER(type) LFPG_VALUE_HASH(type) LFPG_VALUE_JSON(type)

#endif
