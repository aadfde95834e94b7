/*
 * vintage_summary as text: one line of JSON.
 *
 * {"vintage_summary":1,"mob":"calendar0","cutoff":"2024-06-30","cohorts":
 *  {"2023-01":{"loans":10,"original":5000.00,"seen":[[0,9],[2,1]],
 *  "ever_90":[[4,1,310.00]],...}}}: a list of [mob, loans, amount] a series.
 * current_X counts all loans over X here; in the cells each stands once, at
 * the highest line it is over.  Input and output are checked.
 */
#include "postgres.h"

#include "pg/vintage/value.h"

#include "lib/stringinfo.h"

#include "pg/common/error.h"
#include "pg/common/json.h"
#include "core/text/cursor.h"
#include "pg/vintage/state.h"

#define VERSION 1
#define TYPE_NAME "vintage_summary"
#define NAME_CHARS 16

/* Series by name; one with lines stands for a series of each, named by its days. */
static const struct {
    int series;
    int lines;
    const char *name;
} series_names[] = {
    {LF_SERIES_SEEN, 0, "seen"},
    {LF_SERIES_EVER, LF_VINTAGE_LINES, "ever_"},
    {LF_SERIES_CURRENT, LF_VINTAGE_LINES, "current_"},
    {LF_SERIES_CHARGE_OFF, 0, "charge_off"},
    {LF_SERIES_WRITTEN_DOWN, 0, "written_down"},
    {LF_SERIES_RECOVERED, 0, "recovered"},
    {LF_SERIES_PAID_OFF, 0, "paid_off"},
    {LF_SERIES_INSTALMENT, LF_VINTAGE_LINES, "instalment_"},
};

static void
name_series(int series, char *name)
{
    int i = lengthof(series_names) - 1;

    while (series_names[i].series > series)
        i--;
    strlcpy(name, series_names[i].name, NAME_CHARS);
    if (series_names[i].lines > 0)
        snprintf(name + strlen(name), NAME_CHARS - strlen(name), "%d",
                 lf_vintage_line_days(series - series_names[i].series));
}

/* The series of a name, or -1. */
static int
find_series(const char *name)
{
    char known[NAME_CHARS];

    for (int series = LF_SERIES_SEEN; series < LF_SERIES_COUNT; series++) {
        name_series(series, known);
        if (strcmp(known, name) == 0)
            return series;
    }
    return -1;
}

static void
append_cohort_name(StringInfo out, LfMobRule rule, int32 cohort)
{
    char text[LF_DATE_CHARS + 1];

    if (rule == LF_MOB_GIVEN)
        strlcpy(text, "all", sizeof(text));
    else if (rule == LF_MOB_ANNIVERSARY)
        *lf_put_date(text, cohort) = '\0';
    else
        *lf_put_month(text, cohort) = '\0';
    appendStringInfo(out, "\"%s\":", text);
}

static void
append_item(StringInfo out, bool first, int series, int32 mob, int64 loans, lf_int128 amount,
            int scale)
{
    appendStringInfo(out, "%s[%d," INT64_FORMAT, first ? "[" : ",", mob, loans);
    if (lf_series_has_amount(series)) {
        appendStringInfoChar(out, ',');
        lfpg_put_amount(out, amount, scale);
    }
    appendStringInfoChar(out, ']');
}

/* Consecutive cells. */
typedef struct Run {
    const LfVintageCell *at;
    const LfVintageCell *end;
} Run;

/* The smallest month on book at which one of the runs stands, or -1. */
static int32
least_mob(const Run *runs, int count)
{
    int32 least = -1;

    for (const Run *run = runs; run < runs + count; run++)
        if (run->at < run->end && (least < 0 || lf_cell_mob(run->at->key) < least))
            least = lf_cell_mob(run->at->key);
    return least;
}

/* One list: the cells of so many series from this one on, those of a month on book added up. */
static void
append_series(StringInfo out, const Run *runs, int series, int count, int scale)
{
    Run left[LF_VINTAGE_LINES];
    char name[NAME_CHARS];
    bool first = true;
    int32 mob;

    memcpy(left, runs + series, sizeof(Run) * (Size)count);
    for (; (mob = least_mob(left, count)) >= 0; first = false) {
        int64 loans = 0;
        lf_int128 amount = 0;

        for (Run *run = left; run < left + count; run++)
            if (run->at < run->end && lf_cell_mob(run->at->key) == mob) {
                loans += run->at->loans;
                amount += run->at->amount;
                run->at++;
            }
        if (first) {
            name_series(series, name);
            lfpg_summary_key(out, name);
        }
        append_item(out, first, series, mob, loans, amount, scale);
    }
    if (!first)
        appendStringInfoChar(out, ']');
}

/* The cells of one cohort, count of them, its base first. */
static void
append_cohort(StringInfo out, const LfVintage *v, const LfVintageCell *cell, int32 count)
{
    int scale = lf_currency_scale(v->head.currency);
    Run runs[LF_SERIES_COUNT] = {{NULL, NULL}};

    for (int32 i = 0; i < count; i++) {
        Run *run = &runs[lf_cell_series(cell[i].key)];

        if (run->at == NULL)
            run->at = &cell[i];
        run->end = &cell[i] + 1;
    }
    append_cohort_name(out, v->head.rule, lf_cell_cohort(cell->key));
    appendStringInfo(out, "{\"loans\":" INT64_FORMAT ",\"original\":", cell->loans);
    lfpg_put_amount(out, cell->amount, scale);
    append_series(out, runs, LF_SERIES_SEEN, 1, scale);
    for (int line = 0; line < LF_VINTAGE_LINES; line++) {
        append_series(out, runs, LF_SERIES_EVER + line, 1, scale);
        append_series(out, runs, LF_SERIES_CURRENT + line, LF_VINTAGE_LINES - line, scale);
    }
    for (int series = LF_SERIES_CHARGE_OFF; series < LF_SERIES_COUNT; series++)
        append_series(out, runs, series, 1, scale);
    appendStringInfoChar(out, '}');
}

static void
append_cutoff(StringInfo out, const LfVintageHead *head)
{
    lfpg_summary_key(out, "cutoff");
    if (head->rule == LF_MOB_GIVEN) {
        appendStringInfo(out, "%d", head->cutoff);
        return;
    }
    appendStringInfoChar(out, '"');
    lfpg_put_date(out, head->cutoff);
    appendStringInfoChar(out, '"');
}

static void
append_unknown(StringInfo out, uint32 unknown)
{
    char name[NAME_CHARS];
    bool first = true;

    lfpg_summary_key(out, "unknown");
    appendStringInfoChar(out, '[');
    for (int series = LF_SERIES_EVER; series <= LF_SERIES_CHARGE_OFF; series++) {
        if ((unknown & LF_UNKNOWN_BIT(series)) == 0)
            continue;
        name_series(series, name);
        appendStringInfo(out, "%s\"%s\"", first ? "" : ",", name);
        first = false;
    }
    appendStringInfoChar(out, ']');
}

char *
lfpg_vintage_summary_to_text(Datum value)
{
    const LfVintage loaded = lfpg_vintage_summary_read(DatumGetVintageSummaryP(value)),
                    *v = &loaded;
    const LfVintageHead *head = &v->head;
    StringInfoData out;
    int32 n;

    initStringInfo(&out);
    lfpg_summary_begin(&out, TYPE_NAME, VERSION, head->currency);
    lfpg_summary_key(&out, "mob");
    appendStringInfo(&out, "\"%s\"", lf_mob_rule_name(head->rule));
    if (head->loans > 0)
        append_cutoff(&out, head);
    if (v->count > 0) {
        lfpg_summary_key(&out, "cohorts");
        appendStringInfoChar(&out, '{');
        for (int32 i = 0; i < v->count; i += n) {
            for (n = 1; i + n < v->count && v->cell[i + n].key >> 32 == v->cell[i].key >> 32;)
                n++;
            if (i > 0)
                appendStringInfoChar(&out, ',');
            append_cohort(&out, v, v->cell + i, n);
        }
        appendStringInfoChar(&out, '}');
    }
    lfpg_put_count_member(&out, "skipped", head->skipped);
    if (head->unknown != 0)
        append_unknown(&out, head->unknown);
    appendStringInfoChar(&out, '}');
    return out.data;
}

/* A text being read into a state. */
typedef struct Reading {
    LfJsonText t;
    LfVintageState *state;
    int scale;
} Reading;

static bool
put_cell(Reading *r, const LfJson *at, uint64 key, int64 loans, lf_int128 amount)
{
    LfVintageTable table;

    r->state = lfpg_vintage_state_reserve(r->state, 1);
    table = lfpg_vintage_table(r->state);
    return lf_vintage_count(&table, key, loans, amount) ||
           lfpg_json_fail(&r->t, at, "a sum is out of range");
}

/* One [mob, loans, amount] of a series. */
static bool
read_item(Reading *r, LfJson *at, int32 cohort, int series, int64 *mob)
{
    bool has_amount = lf_series_has_amount(series);
    int64 after = *mob, loans = 0;
    lf_int128 amount = 0;

    if (!lfpg_json_is_array(&r->t, at, has_amount ? 3 : 2) ||
        !lfpg_json_count(&r->t, at->first, after + 1, 0xffffff, mob) ||
        !lfpg_json_count(&r->t, at->first->next, 0, PG_INT64_MAX, &loans) ||
        (has_amount && !lfpg_json_amount(&r->t, at->first->next->next, r->scale, &amount)))
        return false;
    if (amount < 0 && series != LF_SERIES_RECOVERED)
        return lfpg_json_fail(&r->t, at, "an amount is negative");
    if (!put_cell(r, at, lf_cell_key(cohort, series, (int32)*mob), loans, amount))
        return false;
    /* over a line is over all lines below: there it is counted once, higher up */
    if (series > LF_SERIES_CURRENT && series < LF_SERIES_CURRENT + LF_VINTAGE_LINES)
        return put_cell(r, at, lf_cell_key(cohort, series - 1, (int32)*mob), -loans, -amount);
    return true;
}

static bool
read_series(Reading *r, LfJson *at, int32 cohort)
{
    int series = find_series(at->key);
    int64 mob = -1;

    if (series < 0)
        return lfpg_json_fail(&r->t, at, "key \"%s\" is unknown here", at->key);
    if (!lfpg_json_is_array(&r->t, at, -1))
        return false;
    for (LfJson *item = at->first; item != NULL; item = item->next)
        if (!read_item(r, item, cohort, series, &mob))
            return false;
    return true;
}

/* The origination that a key names. */
static bool
read_origination(Reading *r, const LfJson *at, int32 *cohort)
{
    LfMobRule rule = r->state->head.rule;
    bool good;

    if (rule == LF_MOB_GIVEN) {
        *cohort = 0;
        good = strcmp(at->key, "all") == 0;
    } else if (rule == LF_MOB_ANNIVERSARY)
        good = lfpg_json_date(&r->t, at->key, cohort);
    else
        good = lfpg_json_month(&r->t, at->key, cohort);
    return good || lfpg_json_fail(&r->t, at, "key \"%s\" is not an origination", at->key);
}

static bool
read_cohort(Reading *r, LfJson *at)
{
    LfVintageHead *head;
    lf_int128 original;
    LfJson *loans, *sum;
    int64 count = 0;
    int32 cohort;

    if (!lfpg_json_is_object(&r->t, at) || !read_origination(r, at, &cohort))
        return false;
    loans = lfpg_json_member(at, "loans");
    sum = lfpg_json_member(at, "original");
    if (loans == NULL || sum == NULL)
        return lfpg_json_fail(&r->t, at, "\"loans\" or \"original\" is missing");
    if (!lfpg_json_count(&r->t, loans, 1, PG_INT64_MAX, &count) ||
        !lfpg_json_amount(&r->t, sum, r->scale, &original) ||
        !put_cell(r, at, lf_cell_key(cohort, LF_SERIES_BASE, 0), count, original))
        return false;
    head = &r->state->head;
    if (!lf_add64(head->loans, count, &head->loans))
        return lfpg_json_fail(&r->t, loans, "\"loans\" is out of range");
    for (LfJson *member = at->first; member != NULL; member = member->next)
        if (!member->taken && !read_series(r, member, cohort))
            return false;
    return true;
}

static bool
read_cutoff(Reading *r, LfJson *root)
{
    LfJson *at = lfpg_json_member(root, "cutoff");
    LfVintageHead *head = &r->state->head;
    const char *text = "";
    int64 mob = 0;

    if (at == NULL)
        return true;
    if (head->rule == LF_MOB_GIVEN) {
        if (!lfpg_json_count(&r->t, at, 0, LF_MAX_GIVEN_MOB, &mob))
            return false;
        head->cutoff = (int32)mob;
        return true;
    }
    if (!lfpg_json_string(&r->t, at, &text))
        return false;
    return lfpg_json_date(&r->t, text, &head->cutoff) ||
           lfpg_json_fail(&r->t, at, "\"cutoff\" is not a date");
}

static bool
read_unknown(Reading *r, LfJson *root)
{
    LfJson *at = lfpg_json_member(root, "unknown");
    const char *name = "";

    if (at == NULL)
        return true;
    if (!lfpg_json_is_array(&r->t, at, -1))
        return false;
    for (LfJson *item = at->first; item != NULL; item = item->next) {
        int series;

        if (!lfpg_json_string(&r->t, item, &name))
            return false;
        series = find_series(name);
        if (series < 0 || (LF_UNKNOWN_BIT(series) & LF_UNKNOWN_BITS) == 0)
            return lfpg_json_fail(&r->t, item, "\"%s\" is not a sum that can be unknown", name);
        r->state->head.unknown |= LF_UNKNOWN_BIT(series);
    }
    return true;
}

static bool
read_rule(Reading *r, LfJson *root, LfCurrency currency)
{
    LfJson *at = lfpg_json_needed(&r->t, root, "mob");
    const char *text = "";
    int rule;

    if (at == NULL || !lfpg_json_string(&r->t, at, &text))
        return false;
    rule = lf_is_word(lf_mob_rule_name(LF_MOB_GIVEN), text, strlen(text))
               ? LF_MOB_GIVEN
               : lf_keyword_find(&lf_mob_rules, text, strlen(text));
    if (rule < 0)
        return lfpg_json_fail(&r->t, at,
                              "\"mob\" is not one of calendar0, calendar1, anniversary, given");
    r->state = lfpg_vintage_state_new((LfMobRule)rule);
    r->state->head.currency = currency;
    r->scale = lf_currency_scale(currency);
    return true;
}

static bool
read_cohorts(Reading *r, LfJson *root)
{
    LfJson *at = lfpg_json_member(root, "cohorts");

    if (!lfpg_json_member_count(&r->t, root, "skipped", PG_INT64_MAX, &r->state->head.skipped))
        return false;
    if (at == NULL)
        return true;
    if (!lfpg_json_is_object(&r->t, at))
        return false;
    for (LfJson *member = at->first; member != NULL; member = member->next)
        if (!read_cohort(r, member))
            return false;
    return true;
}

Datum
lfpg_vintage_summary_from_text(const char *text, LfFault *why)
{
    LfCurrency currency;
    Reading r = {.scale = 0};
    LfJson *root = lfpg_summary_parse(&r.t, text, TYPE_NAME, VERSION, &currency, why);
    VintageSummary *value;
    LfVintageTable table;
    LfVintage v;

    if (root == NULL || !read_rule(&r, root, currency) || !read_cutoff(&r, root) ||
        !read_cohorts(&r, root) || !read_unknown(&r, root) || !lfpg_json_all_taken(&r.t, root))
        return (Datum)0;
    table = lfpg_vintage_table(r.state);
    v = lfpg_vintage_table_read(&table);
    value = lfpg_vintage_summary_make(&v, why);
    if (value == NULL)
        lfpg_json_refuse(&r.t, root);
    PG_RETURN_VINTAGE_SUMMARY_P(value);
}
