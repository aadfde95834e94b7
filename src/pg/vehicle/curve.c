/*
 * value_curve: JSON in and out, and the entry points of the type.
 */
#include "postgres.h"

#include "pg/vehicle/curve.h"

#include "utils/json.h"

#include "pg/common/json.h"
#include "pg/common/value.h"

#define TYPE_NAME "value_curve"
#define VERSION 1
#define MAX_KM_PER_YEAR 1000000

/* A share from 0 to 2. */
static bool
read_share(LfJsonText *t, const LfJson *at, int64 *share_e6)
{
    lf_int128 share = 0;

    if (!lfpg_json_amount(t, at, LF_SHARE_DECIMALS, &share))
        return false;
    *share_e6 = (int64)share;
    return (share >= 0 && share <= LF_MAX_SHARE) ||
           lfpg_json_fail(t, at, "a share is not from 0 to 2");
}

/* The member called so, where there is one. */
static bool
read_member(LfJsonText *t, LfJson *root, const char *key, int64 *share_e6)
{
    LfJson *at = lfpg_json_member(root, key);

    return at == NULL || read_share(t, at, share_e6);
}

static bool
read_points(LfJsonText *t, LfJson *root, LfCurve *c)
{
    LfJson *at = lfpg_json_member(root, "points");
    const char *defect;

    if (at == NULL)
        return lfpg_json_fail(t, root, "\"points\" is missing");
    if (!lfpg_json_is_array(t, at, -1))
        return false;
    if (at->count > LF_MAX_CURVE_POINTS)
        return lfpg_json_fail(t, at, "there are more than %d points", LF_MAX_CURVE_POINTS);
    for (LfJson *item = at->first; item != NULL; item = item->next) {
        LfValuePoint *point = &c->point[c->count++];
        int64 month = 0;

        item->key = "point";
        if (!lfpg_json_is_array(t, item, 2))
            return false;
        item->first->key = "month";
        if (!lfpg_json_count(t, item->first, 0, LF_MAX_PERIODS, &month) ||
            !read_share(t, item->first->next, &point->share_e6))
            return false;
        point->month = (int32)month;
    }
    defect = lf_curve_defect(c);
    return defect == NULL || lfpg_json_fail(t, at, "%s", defect);
}

static bool
read_conditions(LfJsonText *t, LfJson *root, LfCurve *c)
{
    LfJson *at = lfpg_json_member(root, "conditions");

    if (at == NULL)
        return true;
    if (!lfpg_json_is_object(t, at))
        return false;
    if (at->count > LF_MAX_CURVE_CONDITIONS)
        return lfpg_json_fail(t, at, "there are more than %d conditions", LF_MAX_CURVE_CONDITIONS);
    for (LfJson *item = at->first; item != NULL; item = item->next) {
        LfCurveCondition *condition = &c->condition[c->conditions++];

        condition->name = lf_text(item->key);
        if (condition->name.length == 0 || condition->name.length > LF_MAX_CURVE_NAME)
            return lfpg_json_fail(t, item, "a condition has not 1 to %d bytes", LF_MAX_CURVE_NAME);
        if (!read_share(t, item, &condition->factor_e6))
            return false;
    }
    lf_curve_sort(c);
    return true;
}

static LfCurve *
parse(const char *text, LfFault *why)
{
    LfCurve *c = palloc0(sizeof(LfCurve));
    LfCurrency none;
    LfJsonText t;
    LfJson *root = lfpg_summary_parse(&t, text, TYPE_NAME, VERSION, &none, why), *km;

    if (root == NULL || !read_points(&t, root, c) || !read_conditions(&t, root, c) ||
        !read_member(&t, root, "per_1000_km", &c->per_1000_km_e6) ||
        !read_member(&t, root, "floor", &c->floor_e6))
        return NULL;
    km = lfpg_json_member(root, "km_per_year");
    if (km != NULL && !lfpg_json_count(&t, km, 0, MAX_KM_PER_YEAR, &c->km_per_year))
        return NULL;
    return lfpg_json_all_taken(&t, root) ? c : NULL;
}

/* A share without zeros at its end. */
static void
put_share(StringInfo out, int64 share_e6)
{
    int decimals = LF_SHARE_DECIMALS;

    while (decimals > 0 && share_e6 % 10 == 0) {
        share_e6 /= 10;
        decimals--;
    }
    lfpg_put_amount(out, share_e6, decimals);
}

static void
put_member(StringInfo out, const char *key, int64 share_e6)
{
    if (share_e6 == 0)
        return;
    lfpg_summary_key(out, key);
    put_share(out, share_e6);
}

/* The canonical text: what is 0 or empty is left out. */
static void
write_text(StringInfo out, const LfCurve *c)
{
    lfpg_summary_begin(out, TYPE_NAME, VERSION, LF_NO_CURRENCY);
    lfpg_summary_key(out, "points");
    for (int32 i = 0; i < c->count; i++) {
        appendStringInfo(out, i == 0 ? "[[%d," : ",[%d,", c->point[i].month);
        put_share(out, c->point[i].share_e6);
        appendStringInfoChar(out, ']');
    }
    appendStringInfoChar(out, ']');
    if (c->km_per_year != 0) {
        lfpg_summary_key(out, "km_per_year");
        appendStringInfo(out, INT64_FORMAT, c->km_per_year);
    }
    put_member(out, "per_1000_km", c->per_1000_km_e6);
    if (c->conditions > 0)
        lfpg_summary_key(out, "conditions");
    for (int32 i = 0; i < c->conditions; i++) {
        appendStringInfoChar(out, i == 0 ? '{' : ',');
        escape_json(out, pnstrdup(c->condition[i].name.at, c->condition[i].name.length));
        appendStringInfoChar(out, ':');
        put_share(out, c->condition[i].factor_e6);
    }
    if (c->conditions > 0)
        appendStringInfoChar(out, '}');
    put_member(out, "floor", c->floor_e6);
    appendStringInfoChar(out, '}');
}

static Datum
from_text(const char *text, LfFault *why)
{
    LfCurve *curve = parse(text, why);
    StringInfoData out;

    if (curve == NULL)
        return (Datum)0;
    initStringInfo(&out);
    write_text(&out, curve);
    return PointerGetDatum(lfpg_value_of_bytes((const uint8_t *)out.data, (Size)out.len));
}

LfCurve *
lfpg_curve_read(Datum value)
{
    LfFault why = {LF_OK};
    LfCurve *curve = parse(TextDatumGetCString(value), &why);

    if (curve == NULL)
        lfpg_corrupt(TYPE_NAME, "its text is not a value curve");
    return curve;
}

/* What fn_extra keeps: the curve, and whether the argument is a constant at all. */
typedef struct Kept {
    bool is_constant;
    LfCurve *curve;
} Kept;

const LfCurve *
lfpg_curve_argument(FunctionCallInfo fcinfo, int n)
{
    Kept *kept = fcinfo->flinfo->fn_extra;
    MemoryContext old;

    if (kept == NULL) {
        old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
        kept = palloc0(sizeof(Kept));
        kept->is_constant = lfpg_arg_is_constant(fcinfo, n);
        if (kept->is_constant)
            kept->curve = lfpg_curve_read(PG_GETARG_DATUM(n));
        MemoryContextSwitchTo(old);
        fcinfo->flinfo->fn_extra = kept;
    }
    return kept->is_constant ? kept->curve : lfpg_curve_read(PG_GETARG_DATUM(n));
}

LFPG_TEXT_VALUE_TYPE(value_curve, from_text)
