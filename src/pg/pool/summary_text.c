/*
 * pool_summary as text: one line of JSON.
 *
 * {"pool_summary":1,"currency":"USD","months":{"2017-06":[loans,opening,
 * scheduled,prepaid,unpaid,defaulted,recovered,closing,paid_off,weighted_age]},
 * "skipped":1,"unknown":2}.  In passes the gate.
 */
#include "postgres.h"

#include "core/text/cursor.h"
#include "pg/common/json.h"
#include "pg/pool/summary.h"

#define VERSION 1
#define TYPE_NAME "pool_summary"
#define FIELDS 10

static void
append_month(StringInfo out, int32 month, const LfPoolMonth *m, int scale)
{
    const lf_int128 sum[] = {m->opening,   m->scheduled, m->prepaid, m->unpaid,
                             m->defaulted, m->recovered, m->closing};
    char name[LF_DATE_CHARS + 1];

    *lf_put_month(name, month) = '\0';
    appendStringInfo(out, "\"%s\":[" INT64_FORMAT, name, m->loans);
    for (int i = 0; i < (int)lengthof(sum); i++) {
        appendStringInfoChar(out, ',');
        lfpg_put_amount(out, sum[i], scale);
    }
    appendStringInfo(out, "," INT64_FORMAT ",", m->paid_off);
    lfpg_put_amount(out, m->weighted_age, scale);
    appendStringInfoChar(out, ']');
}

char *
lfpg_pool_summary_to_text(Datum value)
{
    const LfPoolState *state = lfpg_pool_summary(value);
    int scale = lf_currency_scale(state->head.currency);
    StringInfoData out;
    bool first = true;

    initStringInfo(&out);
    lfpg_summary_begin(&out, TYPE_NAME, VERSION, state->head.currency);
    for (int32 i = 0; i < state->capacity; i++) {
        if (lf_pool_month_is_empty(&state->month[i]))
            continue;
        if (first) {
            lfpg_summary_key(&out, "months");
            appendStringInfoChar(&out, '{');
        } else
            appendStringInfoChar(&out, ',');
        append_month(&out, state->first + i, &state->month[i], scale);
        first = false;
    }
    if (!first)
        appendStringInfoChar(&out, '}');
    lfpg_put_count_member(&out, "skipped", state->head.skipped);
    lfpg_put_count_member(&out, "unknown", state->head.unknown);
    appendStringInfoChar(&out, '}');
    return out.data;
}

/* The numbers of a month, in their order. */
static bool
read_numbers(LfJsonText *t, LfJson *at, int scale, LfPoolMonth *m)
{
    lf_int128_stored *const to[FIELDS] = {NULL,       &m->opening,     &m->scheduled, &m->prepaid,
                                          &m->unpaid, &m->defaulted,   &m->recovered, &m->closing,
                                          NULL,       &m->weighted_age};
    LfJson *item = at->first;

    for (int i = 0; i < FIELDS; i++, item = item->next) {
        lf_int128 sum = 0;

        if (to[i] == NULL &&
            !lfpg_json_count(t, item, 0, PG_INT64_MAX, i == 0 ? &m->loans : &m->paid_off))
            return false;
        if (to[i] == NULL)
            continue;
        if (!lfpg_json_amount(t, item, scale, &sum))
            return false;
        *to[i] = sum;
    }
    return true;
}

static bool
read_month(LfJsonText *t, LfJson *at, LfPoolState **state)
{
    int scale = lf_currency_scale((*state)->head.currency);
    LfPoolMonth m = {0};
    LfFault why;
    int32 month;

    if (!lfpg_json_month(t, at->key, &month))
        return lfpg_json_fail(t, at, "key \"%s\" is not a month", at->key);
    if (!lfpg_json_is_array(t, at, FIELDS) || !read_numbers(t, at, scale, &m))
        return false;
    if (lf_pool_month_check(&m, &why) != LF_OK)
        return lfpg_json_fail(t, at, "%s",
                              why.status == LF_ERR_CORRUPT ? why.text2.at : "a sum is too large");
    if ((*state = lfpg_pool_state_grow(*state, month, month, t->why)) == NULL)
        return false;
    (*state)->month[month - (*state)->first] = m;
    return true;
}

static bool
read_months(LfJsonText *t, LfJson *root, LfPoolState **state)
{
    LfJson *at = lfpg_json_member(root, "months");

    if (at == NULL)
        return true;
    if (!lfpg_json_is_object(t, at))
        return false;
    for (LfJson *member = at->first; member != NULL; member = member->next)
        if (!read_month(t, member, state))
            return false;
    return true;
}

Datum
lfpg_pool_summary_from_text(const char *text, LfFault *why)
{
    LfPoolState *state = lfpg_pool_state_new();
    LfJsonText t;
    LfJson *root = lfpg_summary_parse(&t, text, TYPE_NAME, VERSION, &state->head.currency, why);

    if (root == NULL || !read_months(&t, root, &state) ||
        !lfpg_json_member_count(&t, root, "skipped", PG_INT64_MAX, &state->head.skipped) ||
        !lfpg_json_member_count(&t, root, "unknown", PG_INT64_MAX, &state->head.unknown) ||
        !lfpg_json_all_taken(&t, root))
        return (Datum)0;
    PG_RETURN_POINTER(lfpg_pool_summary_make(state, why));
}
