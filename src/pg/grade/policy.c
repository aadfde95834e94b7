/*
 * grade_policy on the server: stored form, text, binary, order and hash.
 *
 * Rates of a policy have at most 8 decimals, so that provision_rate() shows
 * them in full; core holds 12, as it does for every rate.
 * The binary form is a version byte and the text: rules are few and read
 * seldom, and one reader means one check.  Order and hash go by the text as
 * well, so they are the same on every machine.
 */
#include "postgres.h"

#include "pg/grade/policy.h"

#include "core/text/cursor.h"
#include "pg/common/json.h"
#include "pg/common/value.h"
#include "pg/grade/grade.h"

#define VERSION 1
#define TYPE_NAME "grade_policy"

#define SHOWN_DECIMALS LF_RATIO_DECIMALS
#define E12_OF_SHOWN (LF_RATE_ONE / LF_RATIO_ONE)

const LfGradePolicy *
lfpg_grade_policy(Datum policy)
{
    const GradePolicy *value = (const GradePolicy *)PG_DETOAST_DATUM(policy);

    if (unlikely(VARSIZE(value) != sizeof(GradePolicy) || value->version != VERSION))
        lfpg_corrupt(TYPE_NAME, "its size or version is unknown");
    LFPG_TRY(lf_policy_check_stored, &value->rules);
    return &value->rules;
}

Datum
lfpg_grade_policy_make(const LfGradePolicy *rules)
{
    GradePolicy *value = palloc(sizeof(GradePolicy));

    SET_VARSIZE(value, sizeof(GradePolicy));
    value->version = VERSION;
    value->rules = *rules;
    return PointerGetDatum(value);
}

Datum
lfpg_grade_policy_rate(int64 rate_e12)
{
    return lfpg_numeric_from_int64(rate_e12 / E12_OF_SHOWN, SHOWN_DECIMALS);
}

static bool
read_option_rate(LfTextCursor *c, LfGradePolicy *rules, LfTier tier, LfFault *why)
{
    int64 value;

    if (!lf_text_decimal(c, SHOWN_DECIMALS, &value))
        return false;
    if (value < 0 || value > LF_RATIO_ONE)
        return lf_text_fail(c, "a rate is not from 0 to 1");
    return lf_policy_set_rate(rules, tier, value * E12_OF_SHOWN, why) == LF_OK;
}

/* One option of a preset, behind its name. */
static bool
read_option(LfTextCursor *c, LfGradePolicy *rules, LfFault *why)
{
    int64 value;
    const char *word;
    size_t length;

    if (!lf_text_word(c, &word, &length) || !lf_text_expect(c, '=', "a '=' is missing"))
        return false;
    if (length == 10 && memcmp(word, "grace_days", 10) == 0)
        return lf_text_decimal(c, 0, &value) && lf_policy_set_grace(rules, value, why) == LF_OK;
    for (int tier = LF_SUBSTANDARD; tier <= LF_DOUBTFUL; tier++) {
        const char *label = lf_tier_label((LfTier)tier, LF_GRADE_EN);

        if (strlen(label) == length && memcmp(word, label, length) == 0)
            return read_option_rate(c, rules, (LfTier)tier, why);
    }
    return lf_text_fail(c, "an option is not grace_days, substandard or doubtful");
}

static bool
refuse_unknown(const char *input, LfFault *why)
{
    StringInfoData names;

    initStringInfo(&names);
    for (int i = 0; i < LF_GRADE_PRESETS; i++)
        appendStringInfo(&names, "%s%s", i == 0 ? "" : ", ", lf_grade_presets[i].name);
    *why = (LfFault){.status = LF_ERR_POLICY_UNKNOWN,
                     .text = lf_text(input),
                     .text2 = {names.data, (size_t)names.len}};
    return false;
}

static bool
read_preset(const char *input, LfGradePolicy *rules, LfFault *why)
{
    const LfGradePreset *preset;
    const char *word;
    size_t length;
    LfTextCursor c;

    lf_text_begin(&c, input, strlen(input), TYPE_NAME, why);
    preset = lf_text_word(&c, &word, &length) ? lf_preset_find(word, length) : NULL;
    if (preset == NULL)
        return refuse_unknown(input, why);
    *rules = preset->rules;
    if (lf_text_accept(&c, '(')) {
        do {
            if (!read_option(&c, rules, why))
                return false;
        } while (lf_text_accept(&c, ','));
        if (!lf_text_expect(&c, ')', "a ')' is missing"))
            return false;
    }
    return lf_text_end(&c);
}

/* A grade, read from the key or the text at some place of the JSON. */
static bool
read_grade(LfJsonText *t, const LfJson *at, const char *word, LfGrade *grade)
{
    LfFault unknown;
    bool sign;

    return lfpg_risk_grade_parse(word, strlen(word), grade, &sign, &unknown) ||
           lfpg_json_fail(t, at, "\"%s\" is not a risk grade", word);
}

static bool
read_rate(LfJsonText *t, const LfJson *at, int64 *rate_e12)
{
    lf_int128 value;

    if (!lfpg_json_amount(t, at, SHOWN_DECIMALS, &value))
        return false;
    if (value < 0 || value > LF_MAX_COVERAGE_E12 / E12_OF_SHOWN)
        return lfpg_json_fail(t, at, "a rate is out of range");
    *rate_e12 = (int64)value * E12_OF_SHOWN;
    return true;
}

/* An object from grades to days or rates, ordered by grade; there need not be one. */
static bool
read_steps(LfJsonText *t, LfJson *root, const char *key, bool days, LfGrade *grades, int64 *values,
           int32 *count)
{
    const LfJson *at = lfpg_json_member(root, key);

    *count = 0;
    if (at == NULL)
        return true;
    if (!lfpg_json_is_object(t, at))
        return false;
    if (at->count > LF_POLICY_STEPS)
        return lfpg_json_fail(t, at, "\"%s\" has more than %d members", at->key, LF_POLICY_STEPS);
    for (const LfJson *m = at->first; m != NULL; m = m->next) {
        int32 i = (*count)++;
        LfGrade grade;
        int64 value;

        if (!read_grade(t, m, m->key, &grade))
            return false;
        if (days ? !lfpg_json_count(t, m, 0, PG_INT32_MAX, &value) : !read_rate(t, m, &value))
            return false;
        for (; i > 0 && grades[i - 1] > grade; i--) {
            grades[i] = grades[i - 1];
            values[i] = values[i - 1];
        }
        grades[i] = grade;
        values[i] = value;
    }
    return true;
}

static bool
read_floor(LfJsonText *t, LfJson *root, const char *key, LfGrade *grade)
{
    const LfJson *at = lfpg_json_member(root, key);
    const char *word = NULL;

    *grade = 0;
    return at == NULL || (lfpg_json_string(t, at, &word) && read_grade(t, at, word, grade));
}

static bool
read_minimum(LfJsonText *t, LfJson *root, const char *key, int64 *rate_e12)
{
    const LfJson *at = lfpg_json_member(root, key);

    *rate_e12 = 0;
    return at == NULL || read_rate(t, at, rate_e12);
}

static bool
read_literal(const char *input, LfGradePolicy *rules, LfFault *why)
{
    int64 days[LF_POLICY_STEPS];
    LfJsonText t;
    LfJson *root = lfpg_json_parse(&t, input, TYPE_NAME, why);

    memset(rules, 0, sizeof(*rules));
    if (root == NULL || !lfpg_json_is_object(&t, root) ||
        !read_steps(&t, root, "days", true, rules->day_grade, days, &rules->day_count) ||
        !read_steps(&t, root, "loss_rate", false, rules->loss_grade, rules->loss_from_e12,
                    &rules->loss_count) ||
        !read_steps(&t, root, "provision", false, rules->rate_grade, rules->rate_e12,
                    &rules->rate_count) ||
        !read_floor(&t, root, "credit_impaired", &rules->impaired) ||
        !read_floor(&t, root, "restructured", &rules->restructured) ||
        !read_minimum(&t, root, "minimum_coverage", &rules->minimum_coverage_e12) ||
        !read_minimum(&t, root, "minimum_provision", &rules->minimum_provision_e12) ||
        !lfpg_json_all_taken(&t, root))
        return false;
    for (int i = 0; i < rules->day_count; i++)
        rules->day_over[i] = (int32)days[i];
    return true;
}

static bool
parse(const char *input, LfGradePolicy *rules, LfFault *why)
{
    bool literal = input[strspn(input, " \t\n\v\f\r")] == '{';

    return (literal ? read_literal(input, rules, why) : read_preset(input, rules, why)) &&
           lf_policy_check(rules, why) == LF_OK;
}

static void
put_grade(StringInfo out, LfGrade grade)
{
    char label[LF_GRADE_CHARS];

    appendStringInfoChar(out, '"');
    appendBinaryStringInfo(out, label, (int)(lf_grade_write(grade, LF_GRADE_EN, label) - label));
    appendStringInfoChar(out, '"');
}

/* The comma between members is left out where the text stands at a bracket. */
static void
put_separator(StringInfo out)
{
    char last = out->data[out->len - 1];

    if (last != '{' && last != '(')
        appendStringInfoChar(out, ',');
}

static void
put_rate_member(StringInfo out, const char *key, int64 rate_e12)
{
    if (rate_e12 == 0)
        return;
    put_separator(out);
    appendStringInfo(out, "\"%s\":", key);
    lfpg_put_rate(out, rate_e12);
}

static void
put_floor(StringInfo out, const char *key, LfGrade grade)
{
    if (grade == 0)
        return;
    put_separator(out);
    appendStringInfo(out, "\"%s\":", key);
    put_grade(out, grade);
}

/* An object of grades; `over` days or `rate_e12`, the other one NULL. */
static void
put_steps(StringInfo out, const char *key, int32 count, const LfGrade *grades, const int32 *over,
          const int64 *rate_e12)
{
    if (count == 0)
        return;
    put_separator(out);
    appendStringInfo(out, "\"%s\":{", key);
    for (int i = 0; i < count; i++) {
        put_separator(out);
        put_grade(out, grades[i]);
        appendStringInfoChar(out, ':');
        if (over != NULL)
            appendStringInfo(out, "%d", over[i]);
        else
            lfpg_put_rate(out, rate_e12[i]);
    }
    appendStringInfoChar(out, '}');
}

/* What differs from the law, if anything. */
static void
put_options(StringInfo out, const LfGradePolicy *rules, const LfGradePreset *preset)
{
    int start = out->len;

    appendStringInfoChar(out, '(');
    if (rules->day_over[0] != preset->rules.day_over[0])
        appendStringInfo(out, "grace_days=%d", rules->day_over[0]);
    for (int i = 0; i < rules->rate_count; i++) {
        if (rules->rate_e12[i] == preset->rules.rate_e12[i])
            continue;
        put_separator(out);
        appendStringInfo(out,
                         "%s=", lf_tier_label(lf_grade_tier(rules->rate_grade[i]), LF_GRADE_EN));
        lfpg_put_rate(out, rules->rate_e12[i]);
    }
    if (out->len == start + 1)
        out->data[out->len = start] = '\0';
    else
        appendStringInfoChar(out, ')');
}

static char *
text_of(const LfGradePolicy *rules)
{
    const LfGradePreset *preset = lf_preset_of(rules);
    StringInfoData out;

    initStringInfo(&out);
    if (preset != NULL) {
        appendStringInfoString(&out, preset->name);
        put_options(&out, rules, preset);
        return out.data;
    }
    appendStringInfoChar(&out, '{');
    put_steps(&out, "days", rules->day_count, rules->day_grade, rules->day_over, NULL);
    put_steps(&out, "loss_rate", rules->loss_count, rules->loss_grade, NULL, rules->loss_from_e12);
    put_floor(&out, "credit_impaired", rules->impaired);
    put_floor(&out, "restructured", rules->restructured);
    put_steps(&out, "provision", rules->rate_count, rules->rate_grade, NULL, rules->rate_e12);
    put_rate_member(&out, "minimum_coverage", rules->minimum_coverage_e12);
    put_rate_member(&out, "minimum_provision", rules->minimum_provision_e12);
    appendStringInfoChar(&out, '}');
    return out.data;
}

static Datum
from_text(const char *text, LfFault *why)
{
    LfGradePolicy rules;

    return parse(text, &rules, why) ? lfpg_grade_policy_make(&rules) : (Datum)0;
}

static char *
to_text(Datum policy)
{
    return text_of(lfpg_grade_policy(policy));
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    LfGradePolicy rules;
    int length;

    if (lfpg_read_u8(message) != VERSION)
        lfpg_read_fail(message, "its version is unknown");
    if (!parse(lfpg_read_text(message, &length), &rules, why))
        lfpg_read_fail(message, "its text is not a grade policy");
    return lfpg_grade_policy_make(&rules);
}

static int
compare(Datum a, Datum b)
{
    const LfGradePolicy *x = lfpg_grade_policy(a), *y = lfpg_grade_policy(b);

    if (memcmp(x, y, sizeof(*x)) == 0)
        return 0;
    return strcmp(text_of(x), text_of(y));
}

static void
identity(StringInfo bytes, Datum policy)
{
    appendStringInfoString(bytes, to_text(policy));
}

LFPG_VALUE_TYPE(grade_policy, .from_text = from_text, .to_text = to_text, .from_bytes = from_bytes,
                .text_version = VERSION, .compare = compare, .identity = identity,
                .json_string = true)
