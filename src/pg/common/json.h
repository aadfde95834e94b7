/*
 * Summary text: the one JSON convention of every summary's text form.
 *
 * One line without spaces, keys in a fixed order, first the type with its
 * format version, then the currency where there is one, then what is not
 * empty; amounts are numbers with exactly the currency's digits, counts
 * integers.  Read in any order and white space, an unknown or double key
 * refused.  The grammar is the server's own (common/jsonapi); jsonb cannot be
 * used, because it drops double keys silently.
 * Uses: the server's JSON parser, core money.
 */
#ifndef LF_PG_COMMON_JSON_H
#define LF_PG_COMMON_JSON_H

#include "postgres.h"

#include "lib/stringinfo.h"

#include "core/base/int128.h"
#include "core/base/status.h"
#include "core/money/money.h"

typedef enum LfJsonKind {
    LF_JSON_OBJECT,
    LF_JSON_ARRAY,
    LF_JSON_STRING,
    LF_JSON_NUMBER,
    LF_JSON_WORD /* true, false, null */
} LfJsonKind;

/* A value of the text; members and elements hang on it in the text's order. */
typedef struct LfJson {
    LfJsonKind kind;
    int offset;           /* the byte where it begins */
    int count;            /* members or elements */
    const char *key;      /* of a member, else NULL */
    const char *text;     /* string (unescaped), number or word as written */
    struct LfJson *first; /* member or element */
    struct LfJson *next;  /* after this one in the same object or array */
    bool taken;           /* a reader asked for this member */
} LfJson;

/* A text being read.  Palloc'd memory, the caller's context. */
typedef struct LfJsonText {
    const char *input;
    size_t length;
    const char *type_name;
    LfFault *why;
    bool failed;
} LfJsonText;

/*
 * Every reader below returns false (or NULL) with the fault filled
 * (LF_ERR_TEXT: the reason and the byte) at the first thing it refuses; a
 * later failure does not overwrite it.
 */

/* The value a text holds, interruptible; refuses what is no JSON and an object with a
 * double key. */
extern LfJson *lfpg_json_parse(LfJsonText *t, const char *input, const char *type_name,
                               LfFault *why);

/* Refuses `at`, saying why (printf style): always false. */
extern bool lfpg_json_fail(LfJsonText *t, const LfJson *at, const char *what, ...)
    pg_attribute_printf(3, 4);

/* Turns the fault of a check, already filled, into a refusal of `at`: always false. */
extern bool lfpg_json_refuse(LfJsonText *t, const LfJson *at);

/* Refuses a member, "" being the whole, as LF_ERR_JSON: always false. */
extern bool lfpg_json_wrong(LfJsonText *t, const char *member, const char *what);

static inline bool
lfpg_json_is_null(const LfJson *at)
{
    return at->kind == LF_JSON_WORD && strcmp(at->text, "null") == 0;
}

/* Must be an object (an array, of `count` elements unless that is negative). */
extern bool lfpg_json_is_object(LfJsonText *t, const LfJson *at);
extern bool lfpg_json_is_array(LfJsonText *t, const LfJson *at, int count);

/* The member called so, now taken, or NULL.  Walks the members: for objects of few. */
extern LfJson *lfpg_json_member(LfJson *object, const char *key);

/* Refuses the first member that was not read. */
extern bool lfpg_json_all_taken(LfJsonText *t, const LfJson *object);

/* A whole number within limits; an amount with at most `scale` decimals, any
 * sign; a string. */
extern bool lfpg_json_count(LfJsonText *t, const LfJson *at, int64 least, int64 greatest,
                            int64 *out);
extern bool lfpg_json_amount(LfJsonText *t, const LfJson *at, int scale, lf_int128 *out);
extern bool lfpg_json_string(LfJsonText *t, const LfJson *at, const char **out);

/* The same of a member, which leaves what `out` holds where it is missing: a count from 0, an
 * amount. */
extern bool lfpg_json_member_count(LfJsonText *t, LfJson *object, const char *key, int64 greatest,
                                   int64 *out);
extern bool lfpg_json_member_amount(LfJsonText *t, LfJson *object, const char *key, int scale,
                                    lf_int128_stored *out);

/* A member that there must be: NULL, refused, where it is missing. */
extern LfJson *lfpg_json_needed(LfJsonText *t, LfJson *object, const char *key);

/* A date or a month in a string, or as a key. */
extern bool lfpg_json_date(LfJsonText *t, const char *text, int32 *date);
extern bool lfpg_json_month(LfJsonText *t, const char *text, int32 *month);

/* The member "currency", taken; none where there is none. */
extern bool lfpg_json_currency(LfJsonText *t, LfJson *object, LfCurrency *currency);

/* The object of a summary: lfpg_json_parse, then its type key with the version
 * and its currency, both taken. */
extern LfJson *lfpg_summary_parse(LfJsonText *t, const char *input, const char *type_name,
                                  int version, LfCurrency *currency, LfFault *why);

/* Writers.  The first puts the brace, the type key and the currency; a key
 * comes with the comma before it. */
extern void lfpg_summary_begin(StringInfo out, const char *type_name, int version,
                               LfCurrency currency);
extern void lfpg_summary_key(StringInfo out, const char *key);
extern void lfpg_put_amount(StringInfo out, lf_int128 amount, int scale);

/* A member with the comma before it, left out where it is 0. */
extern void lfpg_put_count_member(StringInfo out, const char *key, int64 count);
extern void lfpg_put_amount_member(StringInfo out, const char *key, lf_int128 amount, int scale);

/* A date without quotes; a rate without zeros at its end. */
extern void lfpg_put_date(StringInfo out, int32 date);
extern void lfpg_put_rate(StringInfo out, int64 rate_e12);

#endif
