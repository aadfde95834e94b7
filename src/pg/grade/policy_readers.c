/*
 * A loan under a policy: grade_loan(), explain_grade(), provision_rate(),
 * required_provision() of one balance; the presets and what they say:
 * grade_policies(), grade_policy_on(), grade_policy_rules().
 */
#include "postgres.h"

#include "core/base/round.h"
#include "core/money/money.h"
#include "pg/common/rows.h"
#include "pg/grade/policy.h"
#include "pg/grade/grade.h"

/* A loss rate; one too long for 64 bits is out of its range by far. */
static int64
read_loss_rate(Datum value)
{
    lf_int128 rate;
    lf_status status = lfpg_numeric_to_int128(value, LF_RATE_DECIMALS, &rate);

    if (status == LF_ERR_OVERFLOW || (status == LF_OK && !lf_fits_int64(rate)))
        return PG_INT64_MAX;
    return lfpg_numeric_to_rate(value, "loss_rate");
}

/*
 * The facts of (days_past_due, policy, loss_rate, credit_impaired,
 * restructured) as an array of arguments; false where the days or the policy
 * are NULL, and with them the answer.
 */
static bool
read_facts(const NullableDatum *args, LfLoanFacts *facts)
{
    if (args[0].isnull || args[1].isnull)
        return false;
    facts->days_past_due = DatumGetInt64(args[0].value);
    facts->has_loss_rate = !args[2].isnull;
    facts->loss_rate_e12 = args[2].isnull ? 0 : read_loss_rate(args[2].value);
    facts->credit_impaired = !args[3].isnull && DatumGetBool(args[3].value);
    facts->restructured = !args[4].isnull && DatumGetBool(args[4].value);
    LFPG_TRY(lf_facts_check, facts);
    return true;
}

LFPG_FUNCTION(loanfin_grade_loan)
{
    LfBinding bindings[LF_GRADE_RULES];
    const LfGradePolicy *policy;
    LfLoanFacts facts;

    if (!read_facts(fcinfo->args, &facts))
        PG_RETURN_NULL();
    policy = PG_GETARG_GRADE_POLICY_P(1);
    /* nearly every loan: there is nothing to weigh against its days */
    if (!facts.has_loss_rate && !facts.credit_impaired && !facts.restructured)
        PG_RETURN_RISK_GRADE(lf_policy_grade_by_days(policy, (int32)facts.days_past_due));
    lf_policy_bindings(policy, &facts, bindings);
    PG_RETURN_RISK_GRADE(bindings[0].grade);
}

/* The fact that a rule looked at, as text. */
static Datum
input_of(const LfBinding *binding, const NullableDatum *args, const LfLoanFacts *facts)
{
    switch (binding->rule) {
    case LF_RULE_LOSS:
        return PointerGetDatum(
            cstring_to_text(DatumGetCString(DirectFunctionCall1(numeric_out, args[2].value))));
    case LF_RULE_IMPAIRED:
    case LF_RULE_RESTRUCTURED:
        return PointerGetDatum(cstring_to_text("true"));
    case LF_RULE_DAYS:
    case LF_RULE_PERFORMING:
        break;
    }
    return PointerGetDatum(cstring_to_text(psprintf(INT64_FORMAT, facts->days_past_due)));
}

/* The rules that bind a loan, the strictest first. */
typedef struct Explained {
    const NullableDatum *args;
    const LfGradePolicy *policy;
    LfLoanFacts facts;
    LfBinding bindings[LF_GRADE_RULES];
} Explained;

static int
explain(const NullableDatum *args, Explained *e)
{
    if (!read_facts(args, &e->facts))
        return 0;
    e->args = args;
    e->policy = lfpg_grade_policy(args[1].value);
    return lf_policy_bindings(e->policy, &e->facts, e->bindings);
}

static void
fill_binding(const void *of, int32 i, Datum *values, bool *nulls)
{
    const Explained *e = of;
    const LfBinding *binding = &e->bindings[i];

    values[0] = RiskGradeGetDatum(binding->grade);
    values[1] = CStringGetTextDatum(lf_rule_name(binding->rule));
    values[2] = lfpg_utf8_text(lf_binding_source(e->policy, binding), &nulls[2]);
    values[3] = input_of(binding, e->args, &e->facts);
}

LFPG_FUNCTION(loanfin_explain_grade)
{
    Explained e;
    int count = explain(fcinfo->args, &e);

    return lfpg_table(fcinfo, &e, count, fill_binding);
}

/* Tells the planner how many rules apply where the arguments are constant. */
static double
known_bindings(List *arguments)
{
    NullableDatum args[5];
    Explained e;

    if (list_length(arguments) != lengthof(args) || !lfpg_constants(arguments, args))
        return -1;
    return explain(args, &e);
}

LFPG_ROWS_SUPPORT(loanfin_explain_grade_support, known_bindings)

LFPG_FUNCTION(loanfin_provision_rate)
{
    LfGrade grade = lfpg_risk_grade(PG_GETARG_DATUM(0));
    const LfGradePolicy *policy = PG_GETARG_GRADE_POLICY_P(1);

    if (policy->rate_count == 0)
        PG_RETURN_NULL();
    return lfpg_grade_policy_rate(lf_policy_rate_e12(policy, grade));
}

/* (balance, grade, policy, currency); a NULL currency is none. */
LFPG_FUNCTION(loanfin_required_provision)
{
    if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
        PG_RETURN_NULL();

    const LfGradePolicy *policy = PG_GETARG_GRADE_POLICY_P(2);

    if (policy->rate_count == 0)
        PG_RETURN_NULL();

    LfCurrency currency = lfpg_currency_argument(fcinfo, 3);
    int64 balance = lfpg_amount(PG_GETARG_DATUM(0), currency, "balance", 0);
    LfGrade grade = lfpg_risk_grade(PG_GETARG_DATUM(1));
    lf_int128 product = (lf_int128)balance * lf_policy_rate_e12(policy, grade);

    return lfpg_numeric_from_int128(lf_div_round(product, LF_RATE_ONE, LF_HALF_UP),
                                    lf_currency_scale(currency));
}

static void
fill_preset(const void *of, int32 i, Datum *values, bool *nulls)
{
    const LfGradePreset *preset = &lf_grade_presets[i];

    values[0] = lfpg_grade_policy_make(&preset->rules);
    values[1] = lfpg_utf8_text(preset->country, &nulls[1]);
    values[2] = lfpg_utf8_text(preset->title, &nulls[2]);
    values[3] = lfpg_utf8_text(preset->document, &nulls[3]);
    values[4] = DateADTGetDatum(preset->in_force);
    nulls[5] = preset->in_force_until == LF_MAX_DATE;
    values[5] = DateADTGetDatum(preset->in_force_until);
}

LFPG_ENTRY(loanfin_grade_policies, lfpg_table(fcinfo, NULL, LF_GRADE_PRESETS, fill_preset))

LFPG_FUNCTION(loanfin_grade_policy_on)
{
    struct varlena *country = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(0));
    int32 date = lfpg_date(PG_GETARG_DATEADT(1), "on_date");
    const LfGradePreset *preset;

    LFPG_TRY(lf_preset_on, VARDATA_ANY(country), VARSIZE_ANY_EXHDR(country), date, &preset);
    if (preset == NULL)
        PG_RETURN_NULL();
    return lfpg_grade_policy_make(&preset->rules);
}

/* rule, grade, value, source */
static void
fill_rule(const void *of, int32 i, Datum *values, bool *nulls)
{
    const LfPolicyRule *rule = (const LfPolicyRule *)of + i;

    values[0] = CStringGetTextDatum(rule->name);
    nulls[1] = rule->grade < 0;
    if (!nulls[1])
        values[1] = CStringGetTextDatum(lfpg_risk_grade_label((LfGrade)rule->grade, LF_GRADE_EN));
    nulls[2] = rule->value < 0;
    values[2] = rule->is_rate ? lfpg_grade_policy_rate(rule->value)
                              : lfpg_numeric_from_int64(rule->value, 0);
    values[3] = lfpg_utf8_text(rule->source, &nulls[3]);
}

LFPG_FUNCTION(loanfin_grade_policy_rules)
{
    LfPolicyRule rules[LF_POLICY_RULES];
    int count = lf_policy_rules(PG_GETARG_GRADE_POLICY_P(0), rules);

    return lfpg_table(fcinfo, rules, count, fill_rule);
}

/* A table that has the same rows whatever its argument: the planner knows their number from the
 * catalog, which it asks where there is no other answer. */
LFPG_ENTRY(loanfin_fixed_rows_support, PointerGetDatum(NULL))

static double
known_rules(List *arguments)
{
    LfPolicyRule rules[LF_POLICY_RULES];
    NullableDatum policy;

    if (!lfpg_constants(arguments, &policy))
        return -1;
    return policy.isnull ? 0 : lf_policy_rules(lfpg_grade_policy(policy.value), rules);
}

LFPG_ROWS_SUPPORT(loanfin_grade_policy_rules_support, known_rules)
