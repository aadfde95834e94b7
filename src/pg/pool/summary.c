/*
 * pool_summary on the server: loading, storing, text, the check for bytes from
 * outside, the entry points of the type.
 *
 * Text is one line of JSON:
 * {"pool_summary":1,"currency":"USD","months":{"2017-06":[loans,opening,
 * scheduled,prepaid,unpaid,defaulted,recovered,closing,paid_off,weighted_age]},
 * "skipped":1,"unknown":2}.
 * The binary form is the stored bytes, the same on every platform; order and
 * hash go by them.
 */
#include "postgres.h"

#include "pg/pool/summary.h"

#include "core/text/cursor.h"
#include "pg/common/value.h"
#include "pg/common/json.h"

static LfPoolState *
unpack(const uint8_t *bytes, size_t length, LfFault *why)
{
    LfPoolView view;
    LfPoolState *state;

    if (lf_pool_summary_open(bytes, length, &view, why) != LF_OK)
        return NULL;
    state = lfpg_pool_state_new();
    if (view.count > 0)
        state = lfpg_pool_state_reserve(state, view.first, view.last);
    state->head = view.head;
    if (lf_pool_summary_months(&view, &state->month[view.count > 0 ? view.first - state->first : 0],
                               why) != LF_OK)
        return NULL;
    return state;
}

LfPoolState *
lfpg_pool_summary(Datum value)
{
    PoolSummary *stored = (PoolSummary *)PG_DETOAST_DATUM_PACKED(value);
    LfFault why;

    return lfpg_made(unpack(LFPG_BYTES(stored), &why), &why);
}

LfPoolState *
lfpg_pool_summary_from_bytes(LfReader *message, LfFault *why)
{
    size_t length;
    const uint8_t *bytes = lfpg_read_rest(message, &length);

    return unpack(bytes, length, why);
}

PoolSummary *
lfpg_pool_summary_make(const LfPoolState *state, LfFault *why)
{
    LfPoolHead head = state->head;
    int32 months = 0;
    PoolSummary *value;
    uint8_t *bytes;

    for (int32 i = 0; i < state->capacity; i++) {
        if (lf_pool_month_is_empty(&state->month[i]))
            continue;
        months++;
        if (lf_pool_month_check(&state->month[i], why) != LF_OK)
            return NULL;
    }
    if (months == 0 && head.unknown == 0)
        head.currency = LF_NO_CURRENCY;
    bytes = palloc(lf_pool_summary_bound(months));
    value = lfpg_value_of_bytes(
        bytes, lf_pool_summary_encode(&head, state->first, state->capacity, state->month, bytes));
    pfree(bytes);
    return value;
}

static Datum
from_bytes(LfReader *message, LfFault *why)
{
    LfPoolState *state = lfpg_pool_summary_from_bytes(message, why);

    PG_RETURN_POINTER(state == NULL ? NULL : lfpg_pool_summary_make(state, why));
}

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

static char *
to_text(Datum value)
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

static Datum
from_text(const char *text, LfFault *why)
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

LFPG_VALUE_TYPE(pool_summary, .from_text = from_text, .to_text = to_text, .from_bytes = from_bytes)
