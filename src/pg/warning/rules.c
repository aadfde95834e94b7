/*
 * warning_rules from and to JSON, and the entry points of the type.
 *
 * Members are renamed to their paths as they are taken, so that a refusal
 * names them in full.
 */
#include "postgres.h"

#include "pg/warning/rules.h"

#include "utils/json.h"

#include "pg/common/json.h"
#include "pg/common/value.h"

#define VERSION 1

/* A whole number of a member, where it is given; else as it was. */
static bool
read_whole(LfJsonText *t, LfJson *object, const char *path, const char *key, int64 least,
           int64 greatest, int32 *out)
{
    LfJson *at = lfpg_json_member(object, key);
    int64 value;

    if (at == NULL)
        return true;
    at->key = *path == '\0' ? key : psprintf("%s.%s", path, key);
    if (!lfpg_json_count(t, at, least, greatest, &value))
        return false;
    *out = (int32)value;
    return true;
}

static bool
is_list(LfJsonText *t, LfJson *at, int most)
{
    int i = 0;

    if (!lfpg_json_is_array(t, at, -1))
        return false;
    if (at->count < 1 || at->count > most)
        return lfpg_json_fail(t, at, "\"%s\" has not 1 to %d items", at->key, most);
    for (LfJson *item = at->first; item != NULL; item = item->next)
        item->key = psprintf("%s[%d]", at->key, i++);
    return true;
}

/* The number of a level by its name, 0 where there is none. */
static int32
level_called(const LfWarningRules *rules, const char *name)
{
    for (int32 i = 0; i < rules->levels; i++)
        if (lf_same_text(rules->name[i], lf_text(name)))
            return i + 1;
    return 0;
}

static bool
read_levels(LfJsonText *t, LfJson *at, LfWarningRules *rules)
{
    if (!is_list(t, at, LF_MAX_WARNING_LEVELS))
        return false;
    for (LfJson *item = at->first; item != NULL; item = item->next) {
        const char *name = "";

        if (!lfpg_json_string(t, item, &name))
            return false;
        if (*name == '\0' || strlen(name) > LF_MAX_WARNING_NAME)
            return lfpg_json_fail(t, item, "\"%s\" has not 1 to %d bytes", item->key,
                                  LF_MAX_WARNING_NAME);
        if (level_called(rules, name) != 0)
            return lfpg_json_fail(t, item, "\"%s\" is the name of another level", item->key);
        rules->name[rules->levels++] = lf_text(name);
    }
    return true;
}

static bool
check_rule(LfJsonText *t, const LfJson *at, const LfWarningRule *rule)
{
    if (rule->over < 0)
        return lfpg_json_fail(t, at, "\"%s.over\" is missing", at->key);
    if ((rule->last > 0) != (rule->times > 0))
        return lfpg_json_fail(t, at, "\"%s\" has \"%s\" without \"%s\"", at->key,
                              rule->last > 0 ? "last" : "times", rule->last > 0 ? "times" : "last");
    if (rule->last > 0 && rule->run > 0)
        return lfpg_json_fail(t, at, "\"%s\" has both \"times\" and \"run\"", at->key);
    return rule->times <= rule->last ||
           lfpg_json_fail(t, at, "\"%s.times\" is more than \"last\"", at->key);
}

static bool
read_rule(LfJsonText *t, LfJson *at, LfWarningRules *rules, LfWarningRule *rule)
{
    const char *name = "";
    LfJson *level;

    if (!lfpg_json_is_object(t, at))
        return false;
    *rule = (LfWarningRule){.over = -1, .after = -1};
    level = lfpg_json_member(at, "level");
    if (level == NULL)
        return lfpg_json_fail(t, at, "\"%s.level\" is missing", at->key);
    level->key = psprintf("%s.level", at->key);
    if (!lfpg_json_string(t, level, &name) ||
        !read_whole(t, at, at->key, "over", 0, LF_MAX_DAYS_PAST_DUE, &rule->over) ||
        !read_whole(t, at, at->key, "last", 1, LF_MAX_HISTORY_MONTHS, &rule->last) ||
        !read_whole(t, at, at->key, "times", 1, LF_MAX_HISTORY_MONTHS, &rule->times) ||
        !read_whole(t, at, at->key, "run", 1, LF_MAX_HISTORY_MONTHS, &rule->run) ||
        !read_whole(t, at, at->key, "after", 0, LF_MAX_HISTORY_MONTHS, &rule->after))
        return false;
    for (LfJson *m = at->first; m != NULL; m = m->next)
        if (!m->taken)
            m->key = psprintf("%s.%s", at->key, m->key);
    rule->level = level_called(rules, name);
    if (rule->level == 0)
        return lfpg_json_fail(t, level, "\"%s\" is not one of the levels", level->key);
    return lfpg_json_all_taken(t, at) && check_rule(t, at, rule);
}

static bool
read_rules(LfJsonText *t, LfJson *root, LfWarningRules *rules)
{
    LfJson *levels = lfpg_json_member(root, "levels"), *list = lfpg_json_member(root, "rules");

    rules->clear = 1;
    if (levels == NULL || list == NULL)
        return lfpg_json_fail(t, root, "\"%s\" is missing", levels == NULL ? "levels" : "rules");
    if (!read_whole(t, root, "", "clear", 1, LF_MAX_HISTORY_MONTHS, &rules->clear) ||
        !lfpg_json_all_taken(t, root) || !read_levels(t, levels, rules) ||
        !is_list(t, list, LF_MAX_WARNING_RULES))
        return false;
    for (LfJson *item = list->first; item != NULL; item = item->next)
        if (!read_rule(t, item, rules, &rules->rule[rules->count++]))
            return false;
    return true;
}

static LfWarningRules *
parse(const char *text, LfFault *why)
{
    LfWarningRules *rules = palloc0(sizeof(LfWarningRules));
    LfCurrency none;
    LfJsonText t;
    LfJson *root = lfpg_summary_parse(&t, text, "warning_rules", VERSION, &none, why);

    return root != NULL && read_rules(&t, root, rules) ? rules : NULL;
}

static void
put_whole(StringInfo out, const char *key, int32 value, int32 otherwise)
{
    if (value != otherwise)
        appendStringInfo(out, ",\"%s\":%d", key, value);
}

static void
put_name(StringInfo out, LfText name)
{
    escape_json(out, pnstrdup(name.at, name.length));
}

void
lfpg_warning_rule_write(StringInfo out, const LfWarningRules *rules, int32 number)
{
    const LfWarningRule *rule = &rules->rule[number];

    appendStringInfoString(out, "{\"level\":");
    put_name(out, rules->name[rule->level - 1]);
    put_whole(out, "over", rule->over, -1);
    put_whole(out, "last", rule->last, 0);
    put_whole(out, "times", rule->times, 0);
    put_whole(out, "run", rule->run, 0);
    put_whole(out, "after", rule->after, -1);
    appendStringInfoChar(out, '}');
}

static void
write_rules(StringInfo out, const LfWarningRules *rules)
{
    lfpg_summary_begin(out, "warning_rules", VERSION, LF_NO_CURRENCY);
    lfpg_summary_key(out, "levels");
    for (int32 i = 0; i < rules->levels; i++) {
        appendStringInfoChar(out, i == 0 ? '[' : ',');
        put_name(out, rules->name[i]);
    }
    appendStringInfoChar(out, ']');
    put_whole(out, "clear", rules->clear, 1);
    lfpg_summary_key(out, "rules");
    for (int32 i = 0; i < rules->count; i++) {
        appendStringInfoChar(out, i == 0 ? '[' : ',');
        lfpg_warning_rule_write(out, rules, i);
    }
    appendStringInfoString(out, "]}");
}

static Datum
from_text(const char *text, LfFault *why)
{
    LfWarningRules *rules = parse(text, why);
    StringInfoData out;

    if (rules == NULL)
        return (Datum)0;
    initStringInfo(&out);
    write_rules(&out, rules);
    return PointerGetDatum(lfpg_value_of_bytes((const uint8_t *)out.data, (Size)out.len));
}

LfWarningRules *
lfpg_warning_rules_read(Datum value)
{
    LfFault why = {LF_OK};
    LfWarningRules *rules = parse(TextDatumGetCString(value), &why);

    if (rules == NULL)
        LFPG_REFUSE(LF_ERR_CORRUPT, .name = "warning_rules",
                    .text2 = lf_text("its text is not warning_rules"));
    return rules;
}

LFPG_TEXT_VALUE_TYPE(warning_rules, from_text)
