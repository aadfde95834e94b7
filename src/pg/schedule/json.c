/*
 * money_schedule as jsonb, and back.
 *
 * The object says what the text form says: opening, start_date, currency, the
 * terms under their names, installments.  Members of other names are passed
 * over; a word, whether number or text, is read as the text form reads it.
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"

#include "pg/common/json.h"
#include "pg/schedule/open.h"
#include "pg/schedule/terms.h"
#include "pg/schedule/value.h"

static void
append_decimal(StringInfo out, const char *key, int64 value, int scale)
{
    appendStringInfo(out, ", \"%s\": ", key);
    lfpg_put_amount(out, value, scale);
}

static void
append_rate(StringInfo out, const char *key, int64 rate_e12)
{
    appendStringInfo(out, "\"%s\": ", key);
    lfpg_put_rate(out, rate_e12);
}

static void
append_date(StringInfo out, const char *key, int32 date)
{
    appendStringInfo(out, "\"%s\": \"", key);
    lfpg_put_date(out, date);
    appendStringInfoChar(out, '"');
}

static void
append_terms(StringInfo out, const LfTerms *t, int scale)
{
    appendStringInfo(out, ", \"terms\": {\"method\": \"%s\", ", lf_method_name(t->method));
    append_rate(out, "annual_rate", t->rate_e12);
    appendStringInfo(out, ", \"day_count\": \"%s\", \"period\": \"%d%s\", \"periods\": %d",
                     lf_day_count_name(t->day_count),
                     t->period.months != 0 ? t->period.months : t->period.days,
                     t->period.months != 0 ? "mon" : "day", t->periods);
    append_decimal(out, "level", t->level, scale);
    if (t->has_first_due) {
        appendStringInfoString(out, ", ");
        append_date(out, "first_due", t->first_due);
    }
    append_decimal(out, "balloon", t->balloon, scale);
    appendStringInfo(out,
                     ", \"grace\": %d, \"in_advance\": %s, \"rounding\": \"%s\", \"residue\": "
                     "\"%s\", \"payment_rounding\": \"%s\", \"negative_amortization\": %s",
                     t->grace, t->in_advance ? "true" : "false", lf_rounding_name(t->rounding),
                     lf_residue_name(t->residue), lf_rounding_name(t->payment_rounding),
                     t->negative_amortization ? "true" : "false");
    if (t->period.month_end)
        appendStringInfoString(out, ", \"month_end\": true");
    if (t->payment_unit != 0)
        append_decimal(out, "payment_unit", t->payment_unit, scale);
    for (int32 i = 0; i < t->change_count; i++) {
        appendStringInfoString(out, i == 0 ? ", \"rates\": [{" : "}, {");
        append_rate(out, "rate", t->changes[i].rate_e12);
        appendStringInfoString(out, ", ");
        append_date(out, "from", t->changes[i].from);
    }
    if (t->change_count > 0)
        appendStringInfoString(out, "}]");
    if (t->has_last_change) {
        appendStringInfoString(out, ", ");
        append_date(out, "last_change", t->last_change);
    }
    if (t->restructured)
        appendStringInfoString(out, ", \"restructured\": true");
    appendStringInfoChar(out, '}');
}

char *
lfpg_money_schedule_to_json(Datum value)
{
    LfSchedule *s = lfpg_money_schedule_read(value);
    int scale = lf_currency_scale(s->currency);
    StringInfoData out;

    initStringInfo(&out);
    appendStringInfoChar(&out, '{');
    append_date(&out, "start_date", s->start_date);
    append_decimal(&out, "opening", s->opening, scale);
    if (!lf_currency_is_none(s->currency))
        appendStringInfo(&out, ", \"currency\": \"%s\"", s->currency.code);
    if (s->has_terms)
        append_terms(&out, &s->terms, scale);
    appendStringInfoString(&out, ", \"installments\": [");
    for (int32 k = 0; k < s->rows.count; k++) {
        CHECK_FOR_INTERRUPTS();
        appendStringInfoString(&out, k > 0 ? ", {" : "{");
        append_date(&out, "due", s->rows.due[k]);
        append_decimal(&out, "principal", s->rows.principal[k], scale);
        append_decimal(&out, "interest", s->rows.interest[k], scale);
        if (s->rows.fee[k] != 0)
            append_decimal(&out, "fee", s->rows.fee[k], scale);
        appendStringInfoChar(&out, '}');
    }
    appendStringInfoString(&out, "]}");
    return out.data;
}

/* A JSON being read, and the object of a list that is. */
typedef struct Reading {
    LfJsonText t;
    LfSchedule s;
    LfTermsRead x;
    const char *list; /* or NULL */
    int32 item;
    LfTextCursor c; /* over the word of a member */
    LfFault word;
} Reading;

static bool
refuse(Reading *r, const char *key, const char *what)
{
    if (r->list != NULL)
        key = psprintf("%s[%d].%s", r->list, r->item, key);
    return lfpg_json_wrong(&r->t, key, what);
}

/* Puts the cursor on a member's word, whether number or text; null is none. */
static bool
find(Reading *r, LfJson *object, const char *key, bool required)
{
    const LfJson *at = lfpg_json_member(object, key);

    if (at == NULL || lfpg_json_is_null(at))
        return required && refuse(r, key, "is missing");
    if (at->text == NULL)
        return refuse(r, key, "is neither a number, a text, true nor false");
    lf_text_begin(&r->c, at->text, strlen(at->text), r->t.type_name, &r->word);
    return true;
}

/* Ends the reading of a word. */
static bool
done(Reading *r, const char *key, bool read)
{
    return (read && lf_text_end(&r->c)) ||
           refuse(r, key,
                  psprintf("cannot be read: %.*s", (int)r->word.text2.length, r->word.text2.at));
}

static bool
read_decimal(Reading *r, LfJson *object, const char *key, int scale, int64 *value)
{
    return find(r, object, key, true) && done(r, key, lf_text_decimal(&r->c, scale, value));
}

static bool
read_date(Reading *r, LfJson *object, const char *key, int32 *date)
{
    return find(r, object, key, true) && done(r, key, lf_text_date(&r->c, date));
}

/* Reads each object of an array; there need not be one. */
static bool
read_list(Reading *r, const char *key, LfJson *list, bool (*read)(Reading *, LfJson *))
{
    r->item = 0;
    if (list != NULL && list->kind != LF_JSON_ARRAY)
        return refuse(r, key, "is not an array");
    for (LfJson *at = list != NULL ? list->first : NULL; at != NULL; at = at->next, r->item++) {
        CHECK_FOR_INTERRUPTS();
        if (at->kind != LF_JSON_OBJECT)
            return refuse(r, key, "has an element that is not an object");
        r->list = key;
        if (!read(r, at))
            return false;
        r->list = NULL;
    }
    return true;
}

static bool
read_rate(Reading *r, LfJson *at)
{
    LfRateChange *change = lfpg_rate_change_room(&r->x);

    if (change == NULL)
        return refuse(r, "rate", "is one too many");
    r->s.terms.change_count++;
    return read_decimal(r, at, "rate", LF_RATE_DECIMALS, &change->rate_e12) &&
           read_date(r, at, "from", &change->from);
}

static bool
read_terms(Reading *r, LfJson *terms)
{
    static const char *const first[] = {"method", "annual_rate", "day_count", "period"};
    static const char *const others[] = {"first_due",        "periods",
                                         "balloon",          "grace",
                                         "in_advance",       "month_end",
                                         "rounding",         "residue",
                                         "payment_rounding", "negative_amortization",
                                         "payment_unit",     "level",
                                         "last_change",      "restructured"};

    if (terms->kind != LF_JSON_OBJECT)
        return refuse(r, "terms", "is not an object");
    for (int i = 0; i < (int)lengthof(first); i++)
        if (!find(r, terms, first[i], true) ||
            !done(r, first[i], lfpg_read_first_term(&r->c, first[i], &r->s.terms)))
            return false;
    for (int i = 0; i < (int)lengthof(others); i++)
        if (find(r, terms, others[i], false))
            done(r, others[i], lfpg_read_term(&r->c, others[i], strlen(others[i]), &r->x));
    return !r->t.failed && read_list(r, "rates", lfpg_json_member(terms, "rates"), read_rate);
}

static bool
read_row(Reading *r, LfJson *at)
{
    LfRows *rows = &r->s.rows;
    int32 k = rows->count++;

    rows->fee[k] = 0;
    if (!read_date(r, at, "due", &rows->due[k]) ||
        !read_decimal(r, at, "principal", r->x.scale, &rows->principal[k]) ||
        !read_decimal(r, at, "interest", r->x.scale, &rows->interest[k]))
        return false;
    if (find(r, at, "fee", false))
        done(r, "fee", lf_text_decimal(&r->c, r->x.scale, &rows->fee[k]));
    return !r->t.failed;
}

static bool
read_schedule(Reading *r, LfJson *root)
{
    LfSchedule *s = &r->s;
    LfJson *terms, *rows;

    if (root->kind != LF_JSON_OBJECT)
        return refuse(r, "", "is not an object");
    if (find(r, root, "currency", false) &&
        lf_currency_parse(r->c.p, (size_t)(r->c.end - r->c.p), &s->currency, &r->word) != LF_OK)
        return refuse(r, "currency", "is not an ISO 4217 code");
    r->x.scale = lf_currency_scale(s->currency);
    if (!read_decimal(r, root, "opening", r->x.scale, &s->opening) ||
        !read_date(r, root, "start_date", &s->start_date))
        return false;
    terms = lfpg_json_member(root, "terms");
    rows = lfpg_json_member(root, "installments");
    s->has_terms = terms != NULL;
    if (rows != NULL && rows->count > LF_MAX_ROWS)
        return refuse(r, "installments", "has too many rows");
    lfpg_rows_alloc(&s->rows, rows != NULL ? Max(rows->count, 1) : 1);
    s->rows.count = 0;
    return (terms == NULL || read_terms(r, terms)) && read_list(r, "installments", rows, read_row);
}

Datum
lfpg_money_schedule_from_json(const char *text, LfFault *why)
{
    Reading r = {.s.currency = LF_NO_CURRENCY};
    LfJson *root = lfpg_json_parse(&r.t, text, "money_schedule", why);

    r.x.terms = &r.s.terms;
    if (root == NULL || !read_schedule(&r, root) || r.t.failed)
        return (Datum)0;
    return lfpg_schedule_finish(&r.s, &r.x, why);
}
