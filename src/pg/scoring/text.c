/*
 * score_summary and bin_summary as text: one line of JSON.
 *
 * {"score_summary":1,"scores":[[580,3,4],[620,10,2,1]],"skipped":4}: by score,
 * then good, bad and, where there are any, unknown; weights without zeros at
 * the end.  {"bin_summary":1,"bins":[["new",10,2],[null,1,0]]} likewise.
 */
#include "postgres.h"

#include "pg/scoring/value.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/json.h"

#include "pg/common/json.h"

#define VERSION 1

/* The usual weight: a few digits before the point and none after it. */
static void
put_weight(StringInfo out, lf_int128 weight)
{
    int decimals = LF_WEIGHT_DECIMALS;

    while (decimals > 0 && weight % 10 == 0) {
        weight /= 10;
        decimals--;
    }
    lfpg_put_amount(out, weight, decimals);
}

static void
put_weights(StringInfo out, const LfOutcome *of)
{
    for (int k = 0; k < LF_OUTCOMES; k++) {
        if (k == LF_OUTCOME_UNKNOWN && of->weight[k] == 0)
            break;
        appendStringInfoChar(out, ',');
        put_weight(out, of->weight[k]);
    }
    appendStringInfoChar(out, ']');
}

static void
put_skipped(StringInfo out, int64 skipped)
{
    lfpg_put_count_member(out, "skipped", skipped);
    appendStringInfoChar(out, '}');
}

char *
lfpg_scores_to_text(Datum summary)
{
    LfScores s = lfpg_scores_read(summary);
    StringInfoData out;

    initStringInfo(&out);
    lfpg_summary_begin(&out, "score_summary", VERSION, LF_NO_CURRENCY);
    if (s.count > 0)
        lfpg_summary_key(&out, "scores");
    for (int32 i = 0; i < s.count; i++) {
        appendStringInfo(&out, "%s%d", i == 0 ? "[[" : ",[", s.row[i].score);
        put_weights(&out, &s.row[i].of);
    }
    if (s.count > 0)
        appendStringInfoChar(&out, ']');
    put_skipped(&out, s.skipped);
    return out.data;
}

static void
put_name(StringInfo out, const LfBinRow *row)
{
    char name[LF_MAX_BIN_NAME + 1];

    if (row->length == LF_BIN_MISSING) {
        appendStringInfoString(out, "null");
        return;
    }
    memcpy(name, row->name, (Size)row->length);
    name[row->length] = '\0';
    escape_json(out, name);
}

char *
lfpg_bins_to_text(Datum summary)
{
    LfBins b = lfpg_bins_read(summary);
    StringInfoData out;

    initStringInfo(&out);
    lfpg_summary_begin(&out, "bin_summary", VERSION, LF_NO_CURRENCY);
    if (b.count > 0)
        lfpg_summary_key(&out, "bins");
    for (int32 i = 0; i < b.count; i++) {
        appendStringInfoString(&out, i == 0 ? "[[" : ",[");
        put_name(&out, &b.row[i]);
        put_weights(&out, &b.row[i].of);
    }
    if (b.count > 0)
        appendStringInfoChar(&out, ']');
    put_skipped(&out, b.skipped);
    return out.data;
}

/* good, bad and perhaps unknown, the items after the first of a row. */
static bool
read_weights(LfJsonText *t, const LfJson *row, LfOutcome *of)
{
    const LfJson *at = row->first->next;

    *of = (LfOutcome){{0, 0, 0}};
    for (int k = 0; at != NULL; k++, at = at->next) {
        lf_int128 weight;

        if (!lfpg_json_amount(t, at, LF_WEIGHT_DECIMALS, &weight))
            return false;
        if (weight < 0 || weight > LF_MAX_WEIGHTS)
            return lfpg_json_fail(t, at, "a weight is out of range");
        of->weight[k] = weight;
    }
    return !lf_outcome_is_empty(of) || lfpg_json_fail(t, row, "all weights of an item are 0");
}

static bool
is_row(LfJsonText *t, const LfJson *at)
{
    if (!lfpg_json_is_array(t, at, -1))
        return false;
    return at->count == 3 || at->count == 4 ||
           lfpg_json_fail(t, at, "an item has neither 3 nor 4 members");
}

/* The rows of a summary, at most so many; *rows may be NULL: there are none. */
static bool
read_root(LfJsonText *t, LfJson *root, const char *key, int most, LfJson **rows, int64 *skipped)
{
    *skipped = 0;
    *rows = lfpg_json_member(root, key);
    if (!lfpg_json_member_count(t, root, "skipped", PG_INT64_MAX, skipped) ||
        !lfpg_json_all_taken(t, root))
        return false;
    if (*rows == NULL)
        return true;
    if (!lfpg_json_is_array(t, *rows, -1))
        return false;
    return (*rows)->count <= most ||
           lfpg_json_fail(t, *rows, "\"%s\" has more than %d items", key, most);
}

/* The number of loans, where every weight is a number of them. */
static int64
loans_of(const LfScores *s)
{
    LfOutcome all = lf_scores_total(s);
    lf_int128 total = lf_outcome_total(&all) / LF_WEIGHT_ONE;

    for (int32 i = 0; i < s->count; i++)
        for (int k = 0; k < LF_OUTCOMES; k++)
            if (s->row[i].of.weight[k] % LF_WEIGHT_ONE != 0)
                return LF_LOANS_UNKNOWN;
    return total < PG_INT64_MAX ? (int64)total : LF_LOANS_UNKNOWN;
}

static bool
read_scores(LfJsonText *t, LfJson *rows, LfScores *s, LfScoreRow *row)
{
    const LfJson *at = rows == NULL ? NULL : rows->first;
    lf_int128 all = 0;

    for (; at != NULL; at = at->next) {
        int64 score;

        CHECK_FOR_INTERRUPTS();
        if (!is_row(t, at) || !lfpg_json_count(t, at->first, PG_INT32_MIN, PG_INT32_MAX, &score) ||
            !read_weights(t, at, &row[s->count].of))
            return false;
        row[s->count].score = (int32)score;
        if (s->count > 0 && row[s->count - 1].score >= score)
            return lfpg_json_fail(t, at, "the scores do not ascend");
        if (!lf_outcome_is_sound(&row[s->count++].of, &all))
            return lfpg_json_fail(t, at, "the sum of weights is out of range");
    }
    s->row = row;
    s->loans = loans_of(s);
    return true;
}

Datum
lfpg_scores_from_text(const char *text, LfFault *why)
{
    LfScores s = {.count = 0};
    LfJson *root, *rows;
    LfCurrency none;
    LfScoreRow *row;
    Datum value = (Datum)0;
    LfJsonText t;

    root = lfpg_summary_parse(&t, text, "score_summary", VERSION, &none, why);
    if (root == NULL || !read_root(&t, root, "scores", LF_MAX_SCORES, &rows, &s.skipped))
        return (Datum)0;
    row = palloc0(sizeof(LfScoreRow) * ((Size)(rows == NULL ? 0 : rows->count) + 1));
    if (read_scores(&t, rows, &s, row))
        lfpg_scores_make(&s, row, &value, why);
    return value;
}

static bool
read_name(LfJsonText *t, const LfJson *at, LfBinRow *row)
{
    const char *name = NULL;
    size_t length;

    row->length = LF_BIN_MISSING;
    if (lfpg_json_is_null(at))
        return true;
    if (!lfpg_json_string(t, at, &name))
        return false;
    length = strlen(name);
    if (length > LF_MAX_BIN_NAME)
        return lfpg_json_fail(t, at, "a bin's name has more than %d bytes", LF_MAX_BIN_NAME);
    row->name = name;
    row->length = (int32)length;
    return true;
}

static bool
read_bins(LfJsonText *t, LfJson *rows, LfBins *b, LfBinRow *row)
{
    const LfJson *at = rows == NULL ? NULL : rows->first;
    lf_int128 all = 0;

    for (; at != NULL; at = at->next) {
        LfBinRow *r = &row[b->count];

        if (!is_row(t, at) || !read_name(t, at->first, r) || !read_weights(t, at, &r->of))
            return false;
        if (b->count > 0 && lf_bin_compare(r - 1, r) >= 0)
            return lfpg_json_fail(t, at, "the bins do not ascend, null last");
        if (!lf_outcome_is_sound(&r->of, &all))
            return lfpg_json_fail(t, at, "the sum of weights is out of range");
        b->count++;
    }
    return true;
}

Datum
lfpg_bins_from_text(const char *text, LfFault *why)
{
    LfBins b = {.count = 0};
    LfJson *root, *rows;
    LfCurrency none;
    LfJsonText t;
    LfBinRow *row;
    Datum value = (Datum)0;

    root = lfpg_summary_parse(&t, text, "bin_summary", VERSION, &none, why);
    if (root == NULL || !read_root(&t, root, "bins", LF_MAX_BINS, &rows, &b.skipped))
        return (Datum)0;
    row = palloc0(sizeof(LfBinRow) * ((Size)(rows == NULL ? 0 : rows->count) + 1));
    if (read_bins(&t, rows, &b, row))
        lfpg_bins_make(&b, row, &value, why);
    return value;
}
