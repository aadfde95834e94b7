/*
 * commission_plan as canonical text: keys in the table's order, spaces as jsonb
 * prints them, defaults left out.
 */
#include "postgres.h"

#include "utils/json.h"

#include "pg/commission/plan_json.h"
#include "core/text/cursor.h"

char *
lfpg_plan_money(int64 value, int scale)
{
    char *text = palloc(LF_DECIMAL_CHARS + 1);

    *lf_put_decimal(text, value, scale) = '\0';
    return text;
}

char *
lfpg_plan_number(int64 value_e8)
{
    char *text = palloc(LF_DECIMAL_CHARS + 1);

    *lf_put_short_decimal(text, value_e8, LF_RATIO_DECIMALS) = '\0';
    return text;
}

void
lfpg_plan_write_name(StringInfo out, const LfPlanName *name)
{
    char terminated[LF_MAX_PLAN_NAME + 1];

    memcpy(terminated, name->text, name->length);
    terminated[name->length] = '\0';
    escape_json(out, terminated);
}

static void write_terms(StringInfo out, const LfCommissionPlan *plan, const LfPlanTerm *table,
                        void *owner);

static void
write_items(StringInfo out, const LfCommissionPlan *plan, const LfPlanTerm *term, void *owner)
{
    int64 count = *lf_term_count(term, owner);

    appendStringInfoChar(out, '[');
    for (int64 i = 0; i < count; i++) {
        if (i > 0)
            appendStringInfoString(out, ", ");
        write_terms(out, plan, lf_plan_terms_of(term, owner), lf_term_item(term, owner, i));
    }
    appendStringInfoChar(out, ']');
}

static void
write_number(StringInfo out, const LfCommissionPlan *plan, const LfPlanTerm *term, int64 value)
{
    char text[LF_DECIMAL_CHARS + 1];
    char *end = term->kind == LF_TERM_NUMBER
                    ? lf_put_short_decimal(text, value, LF_RATIO_DECIMALS)
                    : lf_put_decimal(text, value, term->kind == LF_TERM_MONEY ? plan->scale : 0);

    appendBinaryStringInfo(out, text, (int)(end - text));
}

static void
write_value(StringInfo out, const LfCommissionPlan *plan, const LfPlanTerm *term, void *owner)
{
    const char *word;
    size_t length;

    switch (term->kind) {
    case LF_TERM_CURRENCY:
        appendStringInfo(out, "\"%s\"", plan->currency.code);
        break;
    case LF_TERM_MONEY:
    case LF_TERM_NUMBER:
    case LF_TERM_WHOLE:
        write_number(out, plan, term, *lf_term_value(term, owner));
        break;
    case LF_TERM_WORD:
        word = lf_term_word(term, *lf_term_value(term, owner), &length);
        appendStringInfo(out, "\"%.*s\"", (int)length, word);
        break;
    case LF_TERM_FLAG:
        appendStringInfoString(out, *lf_term_value(term, owner) ? "true" : "false");
        break;
    case LF_TERM_NAME:
        lfpg_plan_write_name(out, (const LfPlanName *)((char *)owner + term->offset));
        break;
    case LF_TERM_OBJECT:
        write_terms(out, plan, lf_plan_terms_of(term, owner), lf_term_item(term, owner, 0));
        break;
    case LF_TERM_LIST:
        write_items(out, plan, term, owner);
        break;
    }
}

static bool
is_left_out(const LfCommissionPlan *plan, const LfPlanTerm *term, void *owner)
{
    if (term->kind == LF_TERM_CURRENCY)
        return lf_currency_is_none(plan->currency);
    if (term->kind >= LF_TERM_OBJECT)
        return *lf_term_count(term, owner) == 0;
    return !term->required && *lf_term_value(term, owner) == term->otherwise;
}

static void
write_terms(StringInfo out, const LfCommissionPlan *plan, const LfPlanTerm *table, void *owner)
{
    bool first = true;

    appendStringInfoChar(out, '{');
    for (const LfPlanTerm *term = table; term->key != NULL; term++) {
        if (is_left_out(plan, term, owner))
            continue;
        appendStringInfo(out, "%s\"%s\": ", first ? "" : ", ", term->key);
        write_value(out, plan, term, owner);
        first = false;
    }
    appendStringInfoChar(out, '}');
}

void
lfpg_plan_write(StringInfo out, const LfCommissionPlan *plan)
{
    write_terms(out, plan, lf_plan_terms, (void *)plan);
}
