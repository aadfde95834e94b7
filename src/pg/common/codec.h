/*
 * codec: bytes of external forms, length-checked and platform-neutral.
 *
 * Uses: StringInfo (pqformat), core integers.  Every read that would run
 * past the end, or that meets a value outside its range, raises 22P03 naming
 * the type.
 */
#ifndef LF_PG_COMMON_CODEC_H
#define LF_PG_COMMON_CODEC_H

#include "postgres.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

#include "core/base/int128.h"
#include "core/money/money.h"

/* The content of a varlena, as the two arguments of core's decoders. */
#define LFPG_BYTES(value) (const uint8_t *)VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)

/* A message being read, and the type it belongs to. */
typedef struct LfReader {
    StringInfo buf;
    const char *type_name;
} LfReader;

extern uint8 lfpg_read_u8(LfReader *r);
extern int32 lfpg_read_i32(LfReader *r);
extern int64 lfpg_read_i64(LfReader *r);
extern lf_int128 lfpg_read_i128(LfReader *r);      /* high half first, big endian */
extern LfCurrency lfpg_read_currency(LfReader *r); /* three letters, or zero bytes for none */
extern const uint8_t *lfpg_read_rest(LfReader *r, size_t *length);
extern char *lfpg_read_text(LfReader *r, int *length); /* the rest, in the server's encoding */
extern void lfpg_read_end(LfReader *r);                /* 22P03 where bytes are left */
extern _Noreturn void lfpg_read_fail(LfReader *r, const char *what);

/* Whether the four bytes of a stored currency are a code, or zero for none. */
extern bool lfpg_currency_is_sound(LfCurrency currency);

extern void lfpg_send_i128(StringInfo buf, lf_int128 value);
extern void lfpg_send_currency(StringInfo buf, LfCurrency currency);

#endif
