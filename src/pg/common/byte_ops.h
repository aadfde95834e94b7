/*
 * Byte ops: order and hash of types whose equal values have equal bytes.
 *
 * LFPG_BYTE_OPS(name, bytes_of) makes loanfin_<name>_eq, _ne, _lt, _le, _gt,
 * _ge, _cmp, _hash and _hash_extended: by the bytes that bytes_of(datum) gives
 * (lfpg_stored_bytes: the value's own), a prefix first.  Include once in the
 * io file of such a type.
 */
#ifndef LF_PG_COMMON_BYTE_OPS_H
#define LF_PG_COMMON_BYTE_OPS_H

#include "postgres.h"

#include "common/hashfn.h"
#include "fmgr.h"

#include "pg/common/compat.h"

static int
compare_bytes(const struct varlena *a, const struct varlena *b)
{
    Size length_a = VARSIZE_ANY_EXHDR(a), length_b = VARSIZE_ANY_EXHDR(b);
    int order = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(length_a, length_b));

    return order != 0 ? order : (length_a > length_b) - (length_a < length_b);
}

static inline struct varlena *
lfpg_stored_bytes(Datum value)
{
    return PG_DETOAST_DATUM_PACKED(value);
}

typedef struct varlena *(*LfBytesOf)(Datum value);

static int
compare_byte_args(FunctionCallInfo fcinfo, LfBytesOf bytes_of)
{
    struct varlena *a = bytes_of(PG_GETARG_DATUM(0)), *b = bytes_of(PG_GETARG_DATUM(1));
    int order = compare_bytes(a, b);

    PG_FREE_IF_COPY(a, 0);
    PG_FREE_IF_COPY(b, 1);
    return order;
}

#define LFPG_BYTE_COMPARISON(name, bytes_of, test) \
    PG_FUNCTION_INFO_V1(name); \
    Datum name(PG_FUNCTION_ARGS) \
    { \
        PG_RETURN_BOOL(compare_byte_args(fcinfo, bytes_of) test 0); \
    }

#define LFPG_BYTE_OPS(name, bytes_of) \
    LFPG_BYTE_COMPARISON(loanfin_##name##_eq, bytes_of, ==) \
    LFPG_BYTE_COMPARISON(loanfin_##name##_ne, bytes_of, !=) \
    LFPG_BYTE_COMPARISON(loanfin_##name##_lt, bytes_of, <) \
    LFPG_BYTE_COMPARISON(loanfin_##name##_le, bytes_of, <=) \
    LFPG_BYTE_COMPARISON(loanfin_##name##_gt, bytes_of, >) \
    LFPG_BYTE_COMPARISON(loanfin_##name##_ge, bytes_of, >=) \
    PG_FUNCTION_INFO_V1(loanfin_##name##_cmp); \
    Datum loanfin_##name##_cmp(PG_FUNCTION_ARGS) \
    { \
        PG_RETURN_INT32(compare_byte_args(fcinfo, bytes_of)); \
    } \
    PG_FUNCTION_INFO_V1(loanfin_##name##_hash); \
    Datum loanfin_##name##_hash(PG_FUNCTION_ARGS) \
    { \
        struct varlena *value = bytes_of(PG_GETARG_DATUM(0)); \
\
        return hash_any((unsigned char *)VARDATA_ANY(value), (int)VARSIZE_ANY_EXHDR(value)); \
    } \
    PG_FUNCTION_INFO_V1(loanfin_##name##_hash_extended); \
    Datum loanfin_##name##_hash_extended(PG_FUNCTION_ARGS) \
    { \
        struct varlena *value = bytes_of(PG_GETARG_DATUM(0)); \
\
        return hash_any_extended((unsigned char *)VARDATA_ANY(value), \
                                 (int)VARSIZE_ANY_EXHDR(value), (uint64)PG_GETARG_INT64(1)); \
    }

#endif
