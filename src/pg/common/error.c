/*
 * Error: how the facts of a fault are written into the words of its status,
 * which core/base/fault_list.h lists and explains.  Whatever came from a user
 * is clipped to a line.
 *
 * Uses: ereport, the server's dates and encodings.
 */
#include "postgres.h"

#include "pg/common/error.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/date.h"
#include "utils/datetime.h"

#include "core/base/keyword.h"
#include "core/base/limits.h"
#include "core/grade/grade.h"
#include "core/text/cursor.h"
#include "pg/common/compat.h"

/* Bytes of a user's text that one message repeats. */
#define CLIP_BYTES 60
#define CLIP_NEAR_BYTES 24

typedef struct LfMessage {
    char sqlstate[6];
    const char *message;
    const char *detail;
    const char *hint;
} LfMessage;

static const LfMessage messages[LF_STATUS_COUNT] = {
#define LF_FAULT(status, ...) [status] = {__VA_ARGS__},
#include "core/base/fault_list.h"
#undef LF_FAULT
};

static const LfMessage *
message_of(lf_status status)
{
    if (status == LF_OK || status >= LF_STATUS_COUNT)
        elog(ERROR, "unexpected loanfin status %d", (int)status);
    return &messages[status];
}

static int
sqlstate_of(const LfMessage *entry)
{
    const char *s = entry->sqlstate;

    return MAKE_SQLSTATE(s[0], s[1], s[2], s[3], s[4]);
}

/* Text as part of a line: control characters would break it. */
static void
append_line(StringInfo out, LfText text)
{
    for (size_t i = 0; i < text.length; i++)
        appendStringInfoChar(out, (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i]);
}

/* The longest prefix of whole characters of at most `limit` bytes. */
static size_t
prefix_length(LfText text, size_t limit)
{
    if (text.length <= limit)
        return text.length;
    /* pg_mbcliplen need not look beyond its limit to stop there */
    return (size_t)pg_mbcliplen(text.at, (int)Min(text.length, limit + MAX_MULTIBYTE_CHAR_LEN),
                                (int)limit);
}

static void
append_clipped(StringInfo out, LfText text, size_t limit)
{
    size_t kept = prefix_length(text, limit);

    append_line(out, (LfText){text.at, kept});
    if (kept < text.length)
        appendStringInfoString(out, "...");
}

/* Where in the text byte a is, in words a reader can search for. */
static void
append_where(StringInfo out, const LfFault *why)
{
    size_t offset = prefix_length(why->text, (size_t)Max(why->a, 0));

    if (offset == why->text.length) {
        appendStringInfoString(out, "at the end of the input");
        return;
    }
    appendStringInfoString(out, "near \"");
    append_clipped(out, (LfText){why->text.at + offset, why->text.length - offset},
                   CLIP_NEAR_BYTES);
    appendStringInfoChar(out, '"');
}

static void
append_sentence(StringInfo out, LfText text)
{
    int start = out->len;

    append_line(out, text);
    if (out->len > start)
        out->data[start] = (char)pg_ascii_toupper((unsigned char)out->data[start]);
}

/* value / 10^scale, with all its decimals or without zeros at its end. */
static void
append_decimal(StringInfo out, char *(*put)(char *, int64_t, int), int64 value, int scale)
{
    char text[LF_DECIMAL_CHARS + 2];

    appendBinaryStringInfo(out, text, (int)(put(text, value, scale) - text));
}

static void
append_date(StringInfo out, int64 days)
{
    char text[MAXDATELEN + 1];
    struct pg_tm tm = {0};

    if (days <= DATEVAL_NOBEGIN || days >= DATEVAL_NOEND) {
        appendStringInfoString(out, days < 0 ? "-infinity" : "infinity");
        return;
    }
    j2date((int)days + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
    EncodeDateOnly(&tm, USE_ISO_DATES, text);
    appendStringInfoString(out, text);
}

/* A grade's byte as its name; a byte that is none as its number. */
static void
append_grade(StringInfo out, int64 grade)
{
    char label[LF_GRADE_CHARS];

    if (grade < 0 || grade > PG_UINT8_MAX || !lf_grade_is_valid((int)grade)) {
        appendStringInfo(out, INT64_FORMAT, grade);
        return;
    }
    appendBinaryStringInfo(out, label,
                           (int)(lf_grade_write((LfGrade)grade, LF_GRADE_EN, label) - label));
}

/* The words of a table, or the list that core has written. */
static void
append_list(StringInfo out, const LfFault *why)
{
    const LfKeywords *list = why->keywords;

    if (list == NULL)
        append_line(out, why->text2);
    for (int i = 0; list != NULL && i < list->count; i++)
        appendStringInfo(out, "%s%s", i == 0 ? "" : ", ", list->words[i]);
}

/* "money a": a kind and the number it is about. */
static void
append_number(StringInfo out, const LfFault *why, const char *kind, char which)
{
    int64 value = which == 'a' ? why->a : which == 'b' ? why->b : why->c;

    switch (kind[0]) {
    case 'm':
        append_decimal(out, lf_put_decimal, value, why->scale);
        break;
    case 'r':
        append_decimal(out, lf_put_short_decimal, value, LF_RATE_DECIMALS);
        break;
    case 's':
        append_decimal(out, lf_put_short_decimal, value, why->scale);
        break;
    case 'd':
        append_date(out, value);
        break;
    case 'g':
        append_grade(out, value);
        break;
    case 'i':
        appendStringInfo(out, INT64_FORMAT, value);
        break;
    default:
        elog(ERROR, "no fact of a fault: %s", kind);
    }
}

/* One fact: the words between a pair of braces, of `len` bytes. */
static void
append_fact(StringInfo out, const LfFault *why, const char *fact, size_t len)
{
#define IS(word) (len == sizeof(word) - 1 && memcmp(fact, word, len) == 0)
    if (IS("name"))
        appendStringInfoString(out, why->name != NULL ? why->name : "");
    else if (IS("text"))
        append_clipped(out, why->text, CLIP_BYTES);
    else if (IS("text2"))
        append_clipped(out, why->text2, CLIP_BYTES);
    else if (IS("list"))
        append_list(out, why);
    else if (IS("sentence"))
        append_sentence(out, why->text2);
    else if (IS("where"))
        append_where(out, why);
    else
        append_number(out, why, fact, fact[len - 1]);
#undef IS
}

/* A message with its facts, or NULL for none. */
static char *
fill_in(const char *format, const LfFault *why)
{
    StringInfoData out;

    if (format == NULL)
        return NULL;
    initStringInfo(&out);
    for (const char *p = format; *p != '\0'; p++) {
        if (*p != '{') {
            appendStringInfoChar(&out, *p);
            continue;
        }

        const char *end = strchr(p, '}');
        const char *otherwise = memchr(p, '|', (size_t)(end - p));
        int before = out.len;

        append_fact(&out, why, p + 1, (size_t)((otherwise != NULL ? otherwise : end) - p - 1));
        if (out.len == before && otherwise != NULL)
            appendBinaryStringInfo(&out, otherwise + 1, (int)(end - otherwise - 1));
        p = end;
    }
    return out.data;
}

/* What ereport and errsave have in common. */
#define FAULT_REPORT(entry, why) \
    (errcode(sqlstate_of(entry)), errmsg_internal("%s", fill_in((entry)->message, why)), \
     (entry)->detail ? errdetail_internal("%s", fill_in((entry)->detail, why)) : 0, \
     (entry)->hint ? errhint("%s", fill_in((entry)->hint, why)) : 0)

char *
lfpg_message(const LfFault *why)
{
    return fill_in(message_of(why->status)->message, why);
}

void
lfpg_raise(const LfFault *why)
{
    const LfMessage *entry = message_of(why->status);

    ereport(ERROR, FAULT_REPORT(entry, why));
}

void
lfpg_raise_soft(struct Node *escontext, const LfFault *why)
{
    const LfMessage *entry = message_of(why->status);

    LFPG_ERRSAVE(escontext, FAULT_REPORT(entry, why));
}

void
lfpg_answer_cancel(void)
{
    CHECK_FOR_INTERRUPTS();
}
