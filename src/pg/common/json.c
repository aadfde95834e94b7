/*
 * Summary text: JSON of a summary, read into a tree and written by hand.
 *
 * The server's parser calls back at each value.  A frame on a small stack is
 * an object or array still open; a value joins the innermost one when it
 * begins, so that nothing of it has to be moved later.  Double keys are found
 * when an object ends, by sorting.
 * Uses: the server's JSON parser, core money.
 */
#include "postgres.h"

#include "pg/common/json.h"

#include "common/jsonapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

#include "core/text/cursor.h"
#include "pg/common/compat.h"

/* An object or array still open, and where its next member goes. */
typedef struct Frame {
    LfJson *value;
    LfJson **tail;
    struct Frame *outer;
} Frame;

typedef struct Builder {
    LfJsonText *t;
    JsonLexContext *lex;
    LfJson *root;
    Frame *frame;
    const char *key; /* of the member about to begin */
    int offset;      /* where that member's value begins */
} Builder;

/* The byte of the text at which the parser looks; past the last token there is
 * no start. */
static int
here(const Builder *b)
{
    const char *start = b->lex->token_start;

    return start == NULL ? (int)b->lex->input_length : (int)(start - b->lex->input);
}

static LfJson *
add_value(Builder *b, LfJsonKind kind, int offset)
{
    LfJson *value;

    CHECK_FOR_INTERRUPTS();
    value = palloc0(sizeof(LfJson));
    value->kind = kind;
    value->offset = offset;
    value->key = b->key;
    b->key = NULL;
    if (b->frame == NULL) {
        b->root = value;
    } else {
        *b->frame->tail = value;
        b->frame->tail = &value->next;
        b->frame->value->count++;
    }
    return value;
}

static void
open_frame(Builder *b, LfJsonKind kind)
{
    Frame *frame = palloc(sizeof(Frame));

    frame->value = add_value(b, kind, here(b));
    frame->tail = &frame->value->first;
    frame->outer = b->frame;
    b->frame = frame;
}

static void
close_frame(Builder *b)
{
    Frame *frame = b->frame;

    b->frame = frame->outer;
    pfree(frame);
}

static int
compare_keys(const void *a, const void *b)
{
    const LfJson *x = *(LfJson *const *)a, *y = *(LfJson *const *)b;
    int order = strcmp(x->key, y->key);

    CHECK_FOR_INTERRUPTS();
    return order != 0 ? order : x->offset - y->offset;
}

static void
refuse_double_key(Builder *b, const LfJson *object)
{
    LfJson **members = palloc(sizeof(LfJson *) * (Size)(object->count + 1));
    int n = 0;

    for (LfJson *m = object->first; m != NULL; m = m->next)
        members[n++] = m;
    qsort(members, (size_t)n, sizeof(LfJson *), compare_keys);
    for (int i = 1; i < n; i++) {
        if (strcmp(members[i - 1]->key, members[i]->key) == 0) {
            lfpg_json_fail(b->t, members[i], "key \"%s\" is used twice", members[i]->key);
            break;
        }
    }
    pfree(members);
}

static LFPG_JSON_ACTION
object_start(void *state)
{
    open_frame(state, LF_JSON_OBJECT);
    LFPG_JSON_GO_ON;
}

static LFPG_JSON_ACTION
object_end(void *state)
{
    Builder *b = state;

    refuse_double_key(b, b->frame->value);
    close_frame(b);
    LFPG_JSON_GO_ON;
}

static LFPG_JSON_ACTION
array_start(void *state)
{
    open_frame(state, LF_JSON_ARRAY);
    LFPG_JSON_GO_ON;
}

static LFPG_JSON_ACTION
array_end(void *state)
{
    close_frame(state);
    LFPG_JSON_GO_ON;
}

static LFPG_JSON_ACTION
field_start(void *state, char *name, bool isnull)
{
    Builder *b = state;

    (void)isnull;
    b->key = pstrdup(name);
    b->offset = here(b);
    LFPG_JSON_GO_ON;
}

static LFPG_JSON_ACTION
element_start(void *state, bool isnull)
{
    Builder *b = state;

    (void)isnull;
    b->offset = here(b);
    LFPG_JSON_GO_ON;
}

static LFPG_JSON_ACTION
scalar(void *state, char *token, JsonTokenType type)
{
    Builder *b = state;
    LfJsonKind kind = type == JSON_TOKEN_STRING   ? LF_JSON_STRING
                      : type == JSON_TOKEN_NUMBER ? LF_JSON_NUMBER
                                                  : LF_JSON_WORD;

    add_value(b, kind, b->offset)->text = pstrdup(token);
    LFPG_JSON_GO_ON;
}

/* The server's reason as part of a sentence of ours: no point at its end. */
static void
refuse_syntax(Builder *b, JsonParseErrorType error)
{
    LfJson at = {.offset = here(b)};
    char *detail = pstrdup(json_errdetail(error, b->lex));
    size_t length = strlen(detail);

    if (length > 0 && detail[length - 1] == '.')
        detail[length - 1] = '\0';
    lfpg_json_fail(b->t, &at, "%s", detail);
}

LfJson *
lfpg_json_parse(LfJsonText *t, const char *input, const char *type_name, LfFault *why)
{
    *t = (LfJsonText){input, strlen(input), type_name, why, false};

    Builder b = {.t = t, .lex = LFPG_JSON_LEX(input, t->length)};
    JsonSemAction actions = {.semstate = &b,
                             .object_start = object_start,
                             .object_end = object_end,
                             .array_start = array_start,
                             .array_end = array_end,
                             .object_field_start = field_start,
                             .array_element_start = element_start,
                             .scalar = scalar};
    JsonParseErrorType error = pg_parse_json(b.lex, &actions);

    if (error != JSON_SUCCESS)
        refuse_syntax(&b, error);
    return t->failed ? NULL : b.root;
}

bool
lfpg_json_fail(LfJsonText *t, const LfJson *at, const char *what, ...)
{
    StringInfoData reason;
    va_list args;
    int needed;

    if (t->failed)
        return false;
    initStringInfo(&reason);
    do {
        va_start(args, what);
        needed = appendStringInfoVA(&reason, what, args);
        va_end(args);
        if (needed != 0)
            enlargeStringInfo(&reason, needed);
    } while (needed != 0);
    *t->why = (LfFault){.status = LF_ERR_TEXT,
                        .name = t->type_name,
                        .text = {t->input, t->length},
                        .text2 = {reason.data, (size_t)reason.len},
                        .a = at->offset};
    t->failed = true;
    return false;
}

bool
lfpg_json_refuse(LfJsonText *t, const LfJson *at)
{
    return lfpg_json_fail(t, at, "%s", t->why->text2.at);
}

bool
lfpg_json_wrong(LfJsonText *t, const char *member, const char *what)
{
    if (!t->failed)
        *t->why = (LfFault){.status = LF_ERR_JSON,
                            .name = t->type_name,
                            .text = lf_text(member),
                            .text2 = lf_text(what)};
    t->failed = true;
    return false;
}

/* What a value is called in a complaint. */
static const char *
name_of(const LfJson *at)
{
    return at->key != NULL ? psprintf("\"%s\"", at->key) : "a value";
}

bool
lfpg_json_is_object(LfJsonText *t, const LfJson *at)
{
    return at->kind == LF_JSON_OBJECT || lfpg_json_fail(t, at, "%s is not an object", name_of(at));
}

bool
lfpg_json_is_array(LfJsonText *t, const LfJson *at, int count)
{
    if (at->kind != LF_JSON_ARRAY)
        return lfpg_json_fail(t, at, "%s is not an array", name_of(at));
    if (count >= 0 && at->count != count)
        return lfpg_json_fail(t, at, "%s has not %d items", name_of(at), count);
    return true;
}

LfJson *
lfpg_json_member(LfJson *object, const char *key)
{
    CHECK_FOR_INTERRUPTS();
    for (LfJson *m = object->first; m != NULL; m = m->next) {
        if (strcmp(m->key, key) == 0) {
            m->taken = true;
            return m;
        }
    }
    return NULL;
}

bool
lfpg_json_all_taken(LfJsonText *t, const LfJson *object)
{
    for (const LfJson *m = object->first; m != NULL; m = m->next) {
        if (!m->taken)
            return lfpg_json_fail(t, m, "key \"%s\" is unknown here", m->key);
    }
    return true;
}

/* *value = value * 10 + digit, the digit with the value's sign. */
static bool
push_digit(lf_int128 *value, char digit, bool negative)
{
    int d = digit - '0';

    return lf_mul128(*value, 10, value) && lf_add128(*value, negative ? -d : d, value);
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
too_long(LfJsonText *t, const LfJson *at, int scale)
{
    if (scale == 0)
        return lfpg_json_fail(t, at, "%s is not a whole number", name_of(at));
    return lfpg_json_fail(t, at, "%s has more than %d decimals", name_of(at), scale);
}

/* The parser has seen to the form: a sign, digits, a point and digits, an exponent. */
bool
lfpg_json_amount(LfJsonText *t, const LfJson *at, int scale, lf_int128 *out)
{
    if (at->kind != LF_JSON_NUMBER)
        return lfpg_json_fail(t, at, "%s is not a number", name_of(at));

    bool negative = at->text[0] == '-', fits = true;
    const char *p = at->text + negative;
    lf_int128 value = 0;
    int decimals = 0;

    for (; is_digit(*p); p++)
        fits = fits && push_digit(&value, *p, negative);
    if (*p == '.') {
        for (p++; is_digit(*p); p++) {
            if (decimals < scale) {
                fits = fits && push_digit(&value, *p, negative);
                decimals++;
            } else if (*p != '0') {
                return too_long(t, at, scale);
            }
        }
    }
    if (*p != '\0')
        return lfpg_json_fail(t, at, "%s has an exponent", name_of(at));
    for (; decimals < scale; decimals++)
        fits = fits && push_digit(&value, '0', negative);
    if (!fits)
        return lfpg_json_fail(t, at, "%s is out of range", name_of(at));
    *out = value;
    return true;
}

bool
lfpg_json_count(LfJsonText *t, const LfJson *at, int64 least, int64 greatest, int64 *out)
{
    lf_int128 value;

    if (!lfpg_json_amount(t, at, 0, &value))
        return false;
    if (least == greatest && value != least)
        return lfpg_json_fail(t, at, "%s is not " INT64_FORMAT, name_of(at), least);
    if (value < least || value > greatest)
        return lfpg_json_fail(t, at, "%s is not from " INT64_FORMAT " to " INT64_FORMAT,
                              name_of(at), least, greatest);
    *out = (int64)value;
    return true;
}

bool
lfpg_json_string(LfJsonText *t, const LfJson *at, const char **out)
{
    if (at->kind != LF_JSON_STRING)
        return lfpg_json_fail(t, at, "%s is not text", name_of(at));
    *out = at->text;
    return true;
}

bool
lfpg_json_member_count(LfJsonText *t, LfJson *object, const char *key, int64 greatest, int64 *out)
{
    const LfJson *at = lfpg_json_member(object, key);

    return at == NULL || lfpg_json_count(t, at, 0, greatest, out);
}

bool
lfpg_json_member_amount(LfJsonText *t, LfJson *object, const char *key, int scale,
                        lf_int128_stored *out)
{
    const LfJson *at = lfpg_json_member(object, key);
    lf_int128 amount;

    if (at == NULL)
        return true;
    if (!lfpg_json_amount(t, at, scale, &amount))
        return false;
    *out = amount;
    return true;
}

LfJson *
lfpg_json_needed(LfJsonText *t, LfJson *object, const char *key)
{
    LfJson *member = lfpg_json_member(object, key);

    if (member == NULL)
        lfpg_json_fail(t, object, "key \"%s\" is missing", key);
    return member;
}

bool
lfpg_json_date(LfJsonText *t, const char *text, int32 *date)
{
    LfTextCursor c;
    LfFault why;

    lf_text_begin(&c, text, strlen(text), t->type_name, &why);
    return lf_text_date(&c, date) && lf_text_end(&c);
}

bool
lfpg_json_month(LfJsonText *t, const char *text, int32 *month)
{
    LfTextCursor c;
    LfFault why;

    lf_text_begin(&c, text, strlen(text), t->type_name, &why);
    return lf_text_month(&c, month) && lf_text_end(&c);
}

static bool
take_version(LfJsonText *t, LfJson *root, int version)
{
    const LfJson *type = lfpg_json_needed(t, root, t->type_name);
    int64 number;

    return type != NULL && lfpg_json_count(t, type, version, version, &number);
}

bool
lfpg_json_currency(LfJsonText *t, LfJson *root, LfCurrency *currency)
{
    const LfJson *member = lfpg_json_member(root, "currency");
    const char *code = NULL;
    LfFault unknown;

    *currency = LF_NO_CURRENCY;
    if (member == NULL)
        return true;
    if (!lfpg_json_string(t, member, &code))
        return false;
    return lf_currency_parse(code, strlen(code), currency, &unknown) == LF_OK ||
           lfpg_json_fail(t, member, "\"currency\" is not an ISO 4217 code");
}

LfJson *
lfpg_summary_parse(LfJsonText *t, const char *input, const char *type_name, int version,
                   LfCurrency *currency, LfFault *why)
{
    LfJson *root = lfpg_json_parse(t, input, type_name, why);

    if (root == NULL || !lfpg_json_is_object(t, root) || !take_version(t, root, version) ||
        !lfpg_json_currency(t, root, currency))
        return NULL;
    return root;
}

void
lfpg_summary_begin(StringInfo out, const char *type_name, int version, LfCurrency currency)
{
    appendStringInfo(out, "{\"%s\":%d", type_name, version);
    if (!lf_currency_is_none(currency))
        appendStringInfo(out, ",\"currency\":\"%s\"", currency.code);
}

void
lfpg_summary_key(StringInfo out, const char *key)
{
    appendStringInfo(out, ",\"%s\":", key);
}

/* 39 digits of 128 bits, a point, a sign. */
#define AMOUNT_CHARS 44

void
lfpg_put_amount(StringInfo out, lf_int128 amount, int scale)
{
    char digits[AMOUNT_CHARS];
    char *p = digits + sizeof(digits);
    lf_uint128 rest = lf_abs128(amount);

    if (lf_fits_int64(amount)) {
        p = lf_put_decimal(digits, (int64)amount, scale);
        appendBinaryStringInfo(out, digits, (int)(p - digits));
        return;
    }
    for (int written = 0; rest != 0 || written <= scale; written++) {
        if (written == scale && scale > 0)
            *--p = '.';
        *--p = (char)('0' + (int)(rest % 10));
        rest /= 10;
    }
    if (amount < 0)
        *--p = '-';
    appendBinaryStringInfo(out, p, (int)(digits + sizeof(digits) - p));
}

void
lfpg_put_count_member(StringInfo out, const char *key, int64 count)
{
    lfpg_put_amount_member(out, key, count, 0);
}

void
lfpg_put_amount_member(StringInfo out, const char *key, lf_int128 amount, int scale)
{
    if (amount == 0)
        return;
    lfpg_summary_key(out, key);
    lfpg_put_amount(out, amount, scale);
}

void
lfpg_put_date(StringInfo out, int32 date)
{
    char text[LF_DATE_CHARS];

    lf_put_date(text, date);
    appendBinaryStringInfo(out, text, LF_DATE_CHARS);
}

void
lfpg_put_rate(StringInfo out, int64 rate_e12)
{
    char text[LF_DECIMAL_CHARS + 2];

    appendBinaryStringInfo(out, text,
                           (int)(lf_put_short_decimal(text, rate_e12, LF_RATE_DECIMALS) - text));
}
