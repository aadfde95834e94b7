/*
 * Text cursor: the small words of which text forms are made: characters,
 * amounts, dates, keywords.
 *
 * A reader returns false and fills the fault (LF_ERR_TEXT with the byte where
 * it stands) at the first thing it does not understand; later calls then do
 * nothing.  No setting of the server changes what is read.
 * Independent of the server.
 */
#ifndef LF_CORE_TEXT_CURSOR_H
#define LF_CORE_TEXT_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/status.h"
#include "core/money/money.h"

typedef struct LfTextCursor {
    const char *text;
    const char *p;
    const char *end;
    const char *type_name;
    LfFault *why;
    bool failed;
} LfTextCursor;

extern void lf_text_begin(LfTextCursor *c, const char *text, size_t length, const char *type_name,
                          LfFault *why);

/* Ends the reading with a complaint: always false. */
extern bool lf_text_fail(LfTextCursor *c, const char *what);
/* ... about the word or number that began at `start`. */
extern bool lf_text_fail_at(LfTextCursor *c, const char *start, const char *what);

/* White space is skipped before every token. */
extern void lf_text_skip_space(LfTextCursor *c);
extern bool lf_text_accept(LfTextCursor *c, char wanted); /* is next: taken; never fails */
extern bool lf_text_peek(LfTextCursor *c, char wanted);
extern bool lf_text_expect(LfTextCursor *c, char wanted, const char *complaint);
extern bool lf_text_end(LfTextCursor *c);

/* A word of letters (whatever is not ASCII is one), digits, '_', '/', '-' and '%'; not empty. */
extern bool lf_text_word(LfTextCursor *c, const char **word, size_t *length);

/* A decimal number as an integer of 1 / 10^scale; no more decimals than that. */
extern bool lf_text_decimal(LfTextCursor *c, int scale, int64_t *value);

/* A whole number within limits. */
extern bool lf_text_count(LfTextCursor *c, int64_t least, int64_t greatest, int64_t *value);

/* An ISO date within the limits, as days since 2000-01-01. */
extern bool lf_text_date(LfTextCursor *c, int32_t *date);

/* A month (YYYY-MM) within the limits, as lf_month_of counts. */
extern bool lf_text_month(LfTextCursor *c, int32_t *month);

/* A currency in brackets; none where no bracket begins. */
extern bool lf_text_currency(LfTextCursor *c, LfCurrency *currency);

/* Writers: each returns the end of what it wrote, and writes no zero byte. */
#define LF_DECIMAL_CHARS 24
#define LF_DATE_CHARS 10
#define LF_MONTH_CHARS 7
extern char *lf_put_decimal(char *p, int64_t value, int scale);
extern char *lf_put_short_decimal(char *p, int64_t value, int scale); /* no zeros at the end */
extern char *lf_put_date(char *p, int32_t date);
extern char *lf_put_month(char *p, int32_t month);

#endif
