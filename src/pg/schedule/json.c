/*
 * money_schedule as jsonb, and back.
 *
 * The object says what the text form says: opening, start_date, currency, the
 * terms under their names, installments.  A jsonb is read by writing that text
 * from it and giving it to the one parser and the one gate.
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "pg/common/error.h"
#include "pg/schedule/open.h"
#include "pg/schedule/value.h"
#include "core/text/cursor.h"

static void
append_decimal(StringInfo out, const char *key, int64 value, int scale)
{
    char text[LF_DECIMAL_CHARS + 2];

    *lf_put_decimal(text, value, scale) = '\0';
    appendStringInfo(out, ", \"%s\": %s", key, text);
}

static void
append_rate(StringInfo out, const char *key, int64 rate_e12)
{
    char text[LF_DECIMAL_CHARS + 2];

    *lf_put_short_decimal(text, rate_e12, LF_RATE_DECIMALS) = '\0';
    appendStringInfo(out, "\"%s\": %s", key, text);
}

static void
append_date(StringInfo out, const char *key, int32 date)
{
    char text[LF_DATE_CHARS + 1];

    *lf_put_date(text, date) = '\0';
    appendStringInfo(out, "\"%s\": \"%s\"", key, text);
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
    appendStringInfoChar(out, '}');
}

char *
lfpg_money_schedule_to_json(Datum value)
{
    LfSchedule *s = lfpg_money_schedule_load(value);
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

static _Noreturn void
refuse(const char *member, const char *what)
{
    LFPG_REFUSE(LF_ERR_JSON, .name = "money_schedule", .text = lf_text(member),
                .text2 = lf_text(what));
}

/* A member as a word of the text form: nothing that could end it early. */
static bool
append_member(StringInfo out, const char *before, JsonbContainer *object, const char *key)
{
    JsonbValue v;
    const char *text;
    int length;

    if (getKeyJsonValueFromContainer(object, key, (int)strlen(key), &v) == NULL ||
        v.type == jbvNull)
        return false;
    if (v.type == jbvNumeric) {
        text = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(v.val.numeric)));
        length = (int)strlen(text);
    } else if (v.type == jbvBool) {
        text = v.val.boolean ? "true" : "false";
        length = (int)strlen(text);
    } else if (v.type == jbvString) {
        text = v.val.string.val;
        length = v.val.string.len;
    } else
        refuse(key, "is neither a number, a text, true nor false");
    for (int i = 0; i < length; i++)
        if (strchr(" []{}:,=+@", text[i]) != NULL)
            refuse(key, "is more than one word");
    appendStringInfoString(out, before);
    appendBinaryStringInfo(out, text, length);
    return true;
}

static void
append_required(StringInfo out, const char *before, JsonbContainer *object, const char *key)
{
    if (!append_member(out, before, object, key))
        refuse(key, "is missing");
}

/* The container behind a member of the given kind, or NULL. */
static JsonbContainer *
find_container(JsonbContainer *object, const char *key, bool array)
{
    JsonbValue v;

    if (getKeyJsonValueFromContainer(object, key, (int)strlen(key), &v) == NULL)
        return NULL;
    if (v.type != jbvBinary || (array ? !JsonContainerIsArray(v.val.binary.data)
                                      : !JsonContainerIsObject(v.val.binary.data)))
        refuse(key, array ? "is not an array" : "is not an object");
    return v.val.binary.data;
}

/* Element i of an array of objects, the member `key`. */
static JsonbContainer *
object_at(JsonbContainer *array, const char *key, uint32 i)
{
    JsonbValue *v = getIthJsonbValueFromContainer(array, i);

    if (v == NULL || v->type != jbvBinary || !JsonContainerIsObject(v->val.binary.data))
        refuse(key, "has an element that is not an object");
    return v->val.binary.data;
}

static void
text_of_terms(StringInfo out, JsonbContainer *terms)
{
    static const char *const optional[][2] = {{" first_due=", "first_due"},
                                              {" periods=", "periods"},
                                              {" balloon=", "balloon"},
                                              {" grace=", "grace"},
                                              {" in_advance=", "in_advance"},
                                              {" month_end=", "month_end"},
                                              {" rounding=", "rounding"},
                                              {" residue=", "residue"},
                                              {" payment_rounding=", "payment_rounding"},
                                              {" negative_amortization=", "negative_amortization"},
                                              {" payment_unit=", "payment_unit"},
                                              {" level=", "level"}};
    JsonbContainer *rates = find_container(terms, "rates", true);

    append_required(out, " ", terms, "method");
    append_required(out, " ", terms, "annual_rate");
    append_required(out, " ", terms, "day_count");
    append_required(out, " ", terms, "period");
    for (int i = 0; i < (int)lengthof(optional); i++)
        append_member(out, optional[i][0], terms, optional[i][1]);
    for (uint32 i = 0; rates != NULL && i < JsonContainerSize(rates); i++) {
        append_required(out, " rate=", object_at(rates, "rates", i), "rate");
        append_required(out, "@", object_at(rates, "rates", i), "from");
    }
    append_member(out, " last_change=", terms, "last_change");
}

Datum
lfpg_money_schedule_from_jsonb(Jsonb *json, LfFault *why)
{
    JsonbContainer *object = &json->root, *terms, *rows;
    StringInfoData out;

    if (!JsonContainerIsObject(object))
        refuse("", "is not an object");
    terms = find_container(object, "terms", false);
    rows = find_container(object, "installments", true);
    initStringInfo(&out);
    appendStringInfoChar(&out, '[');
    append_member(&out, "", object, "currency");
    append_required(&out, " ", object, "opening");
    append_required(&out, "@", object, "start_date");
    if (terms != NULL)
        text_of_terms(&out, terms);
    appendStringInfoString(&out, "]{");
    for (uint32 i = 0; rows != NULL && i < JsonContainerSize(rows); i++) {
        CHECK_FOR_INTERRUPTS();
        append_required(&out, i > 0 ? "," : "", object_at(rows, "installments", i), "due");
        append_required(&out, ":", object_at(rows, "installments", i), "principal");
        append_required(&out, "+", object_at(rows, "installments", i), "interest");
        append_member(&out, "+", object_at(rows, "installments", i), "fee");
    }
    appendStringInfoChar(&out, '}');
    return lfpg_money_schedule_from_text(out.data, why);
}
