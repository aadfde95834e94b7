/*
 * Text cursor: reading and writing the small words of text forms.
 */
#include "core/text/cursor.h"

#include <string.h>

#include "core/base/int128.h"
#include "core/time/calendar.h"
#include "core/money/money.h"

void
lf_text_begin(LfTextCursor *c, const char *text, size_t length, const char *type_name, LfFault *why)
{
    *c = (LfTextCursor){text, text, text + length, type_name, why, false};
}

bool
lf_text_fail(LfTextCursor *c, const char *what)
{
    if (!c->failed)
        *c->why = (LfFault){.status = LF_ERR_TEXT,
                            .name = c->type_name,
                            .text = {c->text, (size_t)(c->end - c->text)},
                            .text2 = lf_text(what),
                            .a = c->p - c->text};
    c->failed = true;
    return false;
}

bool
lf_text_fail_at(LfTextCursor *c, const char *start, const char *what)
{
    if (!c->failed)
        c->p = start;
    return lf_text_fail(c, what);
}

static bool
is_space(char ch)
{
    return ch == ' ' || (ch >= '\t' && ch <= '\r');
}

static bool
is_digit(char ch)
{
    return ch >= '0' && ch <= '9';
}

static bool
is_word(char ch)
{
    return is_digit(ch) || (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_' ||
           ch == '/' || ch == '-' || ch == '%' || (unsigned char)ch >= 0x80;
}

void
lf_text_skip_space(LfTextCursor *c)
{
    while (c->p < c->end && is_space(*c->p))
        c->p++;
}

bool
lf_text_peek(LfTextCursor *c, char wanted)
{
    lf_text_skip_space(c);
    return !c->failed && c->p < c->end && *c->p == wanted;
}

bool
lf_text_accept(LfTextCursor *c, char wanted)
{
    if (!lf_text_peek(c, wanted))
        return false;
    c->p++;
    return true;
}

bool
lf_text_expect(LfTextCursor *c, char wanted, const char *complaint)
{
    return lf_text_accept(c, wanted) || lf_text_fail(c, complaint);
}

bool
lf_text_end(LfTextCursor *c)
{
    lf_text_skip_space(c);
    return !c->failed && (c->p == c->end || lf_text_fail(c, "something follows its end"));
}

bool
lf_text_word(LfTextCursor *c, const char **word, size_t *length)
{
    lf_text_skip_space(c);
    *word = c->p;
    while (!c->failed && c->p < c->end && is_word(*c->p))
        c->p++;
    *length = (size_t)(c->p - *word);
    return *length > 0 || lf_text_fail(c, "a word is missing");
}

/* Digits from the cursor on; *digits counts them.  False beyond 64 bits. */
static bool
read_digits(LfTextCursor *c, lf_int128 *value, int *digits)
{
    for (*digits = 0; c->p < c->end && is_digit(*c->p); c->p++, (*digits)++) {
        *value = *value * 10 + (*c->p - '0');
        if (*value > (lf_int128)INT64_MAX + 1)
            return false;
    }
    return true;
}

bool
lf_text_decimal(LfTextCursor *c, int scale, int64_t *value)
{
    lf_int128 magnitude = 0;
    int whole = 0, decimals = 0;
    const char *start;
    bool negative, fits;

    lf_text_skip_space(c);
    start = c->p;
    negative = lf_text_accept(c, '-');
    lf_text_skip_space(c);
    if (c->failed)
        return false;
    fits = read_digits(c, &magnitude, &whole);
    if (fits && c->p < c->end && *c->p == '.') {
        c->p++;
        fits = read_digits(c, &magnitude, &decimals);
    }
    if (!fits)
        return lf_text_fail_at(c, start, "a number is out of range");
    if (whole + decimals == 0)
        return lf_text_fail_at(c, start, "a number is missing");
    if (decimals > scale)
        return lf_text_fail_at(c, start, "a number has too many decimals");
    for (; decimals < scale; decimals++)
        magnitude *= 10;
    if (negative)
        magnitude = -magnitude;
    if (!lf_fits_int64(magnitude))
        return lf_text_fail_at(c, start, "a number is out of range");
    *value = (int64_t)magnitude;
    return true;
}

bool
lf_text_count(LfTextCursor *c, int64_t least, int64_t greatest, int64_t *value)
{
    const char *start;

    lf_text_skip_space(c);
    start = c->p;
    if (!lf_text_decimal(c, 0, value))
        return false;
    return (*value >= least && *value <= greatest) ||
           lf_text_fail_at(c, start, "a number is out of range");
}

/* Exactly `digits` digits. */
static bool
fixed_digits(LfTextCursor *c, int digits, int32_t *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++) {
        if (c->p >= c->end || !is_digit(*c->p))
            return false;
        *value = *value * 10 + (*c->p++ - '0');
    }
    return true;
}

/* YYYY-MM, with_day -DD. */
static bool
read_civil(LfTextCursor *c, bool with_day, LfCivil *d)
{
    const char *start;

    *d = (LfCivil){0, 0, 1};
    lf_text_skip_space(c);
    start = c->p;
    if (c->failed)
        return false;
    if (!fixed_digits(c, 4, &d->year) || !lf_text_accept(c, '-') ||
        !fixed_digits(c, 2, &d->month) ||
        (with_day && (!lf_text_accept(c, '-') || !fixed_digits(c, 2, &d->day))))
        return lf_text_fail_at(c, start,
                               with_day ? "a date is not of the form YYYY-MM-DD"
                                        : "a month is not of the form YYYY-MM");
    return (d->year >= 1 && d->month >= 1 && d->month <= 12 && d->day >= 1 &&
            d->day <= lf_days_in_month(d->year, d->month)) ||
           lf_text_fail_at(c, start, with_day ? "a date does not exist" : "a month does not exist");
}

bool
lf_text_date(LfTextCursor *c, int32_t *date)
{
    LfCivil d;

    if (!read_civil(c, true, &d))
        return false;
    *date = lf_date_from_civil(d);
    return true;
}

bool
lf_text_month(LfTextCursor *c, int32_t *month)
{
    LfCivil d;

    if (!read_civil(c, false, &d))
        return false;
    *month = d.year * 12 + d.month - 1;
    return true;
}

bool
lf_text_currency(LfTextCursor *c, LfCurrency *currency)
{
    const char *word;
    size_t length;
    LfFault unknown;

    *currency = LF_NO_CURRENCY;
    if (!lf_text_accept(c, '['))
        return true;
    if (!lf_text_word(c, &word, &length))
        return false;
    if (lf_currency_parse(word, length, currency, &unknown) != LF_OK)
        return lf_text_fail_at(c, word, "the currency is not an ISO 4217 code");
    return lf_text_expect(c, ']', "the currency does not end with ]");
}

char *
lf_put_decimal(char *p, int64_t value, int scale)
{
    uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
    char digits[LF_DECIMAL_CHARS];
    int n = 0;

    if (value < 0)
        *p++ = '-';
    do {
        digits[n++] = (char)('0' + magnitude % 10);
        magnitude /= 10;
    } while (magnitude != 0 || n <= scale);
    while (n > 0) {
        if (n-- == scale)
            *p++ = '.';
        *p++ = digits[n];
    }
    return p;
}

char *
lf_put_short_decimal(char *p, int64_t value, int scale)
{
    p = lf_put_decimal(p, value, scale);
    while (scale > 0 && p[-1] == '0') {
        p--;
        scale--;
    }
    return scale == 0 && p[-1] == '.' ? p - 1 : p;
}

static char *
put_digits(char *p, int32_t value, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        p[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return p + digits;
}

char *
lf_put_month(char *p, int32_t month)
{
    p = put_digits(p, month / 12, 4);
    *p++ = '-';
    return put_digits(p, month % 12 + 1, 2);
}

char *
lf_put_date(char *p, int32_t date)
{
    LfCivil d = lf_date_to_civil(date);

    p = lf_put_month(p, d.year * 12 + d.month - 1);
    *p++ = '-';
    return put_digits(p, d.day, 2);
}
