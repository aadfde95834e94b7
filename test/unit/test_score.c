/*
 * Score: AUC and KS of random books against pairs counted one by one, bands
 * by their definition, sums of 10^27 weights, the check, and bytes.
 */
#include "core/scoring/bytes.h"

#include <stdlib.h>

#include "test/unit/random.h"
#include "test/unit/tap.h"

#define MOST 40

/* A random book over few scores, weights times `unit`. */
static LfScores
some_scores(LfScoreRow *row, lf_int128 unit)
{
    LfScores s = {.loans = random_between(0, 1000), .skipped = random_between(0, 3), .row = row};
    int32_t score = (int32_t)random_between(-50, 600);

    for (int32_t n = (int32_t)random_between(0, MOST); s.count < n;) {
        LfScoreRow *r = &row[s.count];

        *r = (LfScoreRow){.score = score};
        score += (int32_t)random_between(1, 9);
        for (int k = 0; k < LF_OUTCOMES; k++)
            r->of.weight[k] = random_chance(3) ? 0 : random_between(0, 20) * unit;
        s.count += !lf_outcome_is_empty(&r->of);
    }
    return s;
}

/* round(n / d * 10^8), half away from zero; small numbers. */
static int64_t
rounded(int64_t n, int64_t d)
{
    int64_t size = (n < 0 ? -n : n) * 100000000, q = (2 * size + d) / (2 * d);

    return n < 0 ? -q : q;
}

/* Twice the won pairs and all pairs, pair of scores by pair of scores. */
static void
plain_pairs(const LfScores *s, bool high, lf_int128 unit, int64_t *won, int64_t *pairs)
{
    *won = *pairs = 0;
    for (int32_t i = 0; i < s->count; i++)
        for (int32_t j = 0; j < s->count; j++) {
            int64_t good = (int64_t)(s->row[i].of.weight[LF_OUTCOME_GOOD] / unit);
            int64_t bad = (int64_t)(s->row[j].of.weight[LF_OUTCOME_BAD] / unit);

            *pairs += 2 * good * bad;
            *won += (i == j ? 1 : (i > j) == high ? 2 : 0) * good * bad;
        }
}

static int64_t
plain_ks(const LfScores *s, bool high, lf_int128 unit, int32_t *score)
{
    int64_t good = 0, bad = 0, all_good = 0, all_bad = 0, most = 0;

    for (int32_t i = 0; i < s->count; i++) {
        all_good += (int64_t)(s->row[i].of.weight[LF_OUTCOME_GOOD] / unit);
        all_bad += (int64_t)(s->row[i].of.weight[LF_OUTCOME_BAD] / unit);
    }
    for (int32_t i = 0; i < s->count; i++) {
        const LfScoreRow *r = &s->row[high ? i : s->count - 1 - i];

        good += (int64_t)(r->of.weight[LF_OUTCOME_GOOD] / unit);
        bad += (int64_t)(r->of.weight[LF_OUTCOME_BAD] / unit);
        if (bad * all_good - good * all_bad > most) {
            most = bad * all_good - good * all_bad;
            *score = r->score;
        }
    }
    return rounded(most, all_good * all_bad);
}

static void
test_statistics(lf_int128 unit, const char *name)
{
    int wrong = 0, unknown = 0;

    for (int round = 0; round < 2000; round++) {
        LfScoreRow row[MOST];
        LfScores s = some_scores(row, unit);
        bool high = random_chance(2);
        LfScoreBetter better = high ? LF_SCORE_BETTER_HIGH : LF_SCORE_BETTER_LOW;
        int64_t won, pairs;
        int32_t score = INT32_MIN;
        LfShare8 auc, gini, other;
        LfFault why;
        LfKs ks;

        plain_pairs(&s, high, unit, &won, &pairs);
        wrong += lf_scores_check(&s, &why) != LF_OK || lf_auc(&s, better, &auc, &why) != LF_OK ||
                 lf_gini(&s, better, &gini, &why) != LF_OK || lf_ks(&s, better, &ks, &why) != LF_OK;
        wrong += auc.known != (pairs > 0) || gini.known != auc.known || ks.ks.known != auc.known;
        unknown += !auc.known;
        if (!auc.known)
            continue;
        wrong += auc.e8 != rounded(won, pairs) || gini.e8 != rounded(2 * won - pairs, pairs);
        wrong += ks.ks.e8 != plain_ks(&s, high, unit, &score);
        wrong += ks.reached != (score != INT32_MIN) || (ks.reached && ks.score != score);
        wrong +=
            lf_gini(&s, high ? LF_SCORE_BETTER_LOW : LF_SCORE_BETTER_HIGH, &other, &why) != LF_OK ||
            other.e8 != -gini.e8;
    }
    is_i64(wrong, 0, "AUC, Gini and KS of 2000 books, %s", name);
    ok(unknown > 10 && unknown < 1000, "some of them have one class only");
}

/* Cumulative shares by the definition: no score is split, band k reaches k / bands. */
static void
test_equal_bands(void)
{
    int wrong = 0;

    for (int round = 0; round < 2000; round++) {
        LfScoreRow row[MOST];
        LfScores s = some_scores(row, LF_WEIGHT_ONE);
        LfScoreCut cut = {.bands = (int32_t)random_between(1, 12)};
        LfScoreBand band[LF_MAX_SCORE_BANDS];
        LfScoreBetter better = random_chance(2) ? LF_SCORE_BETTER_HIGH : LF_SCORE_BETTER_LOW;
        int32_t n = lf_score_bands(&s, better, &cut, band), scores = 0, k = 0;
        LfOutcome all = lf_scores_total(&s);
        int64_t total = (int64_t)lf_outcome_total(&all), sum = 0;

        wrong += n > cut.bands || (n == 0) != (s.count == 0);
        for (int32_t b = 0; b < n; b++) {
            int64_t before = sum;

            wrong += !band[b].occurs || band[b].low > band[b].high;
            sum += (int64_t)lf_outcome_total(&band[b].of);
            for (int32_t i = 0; i < s.count; i++)
                scores += s.row[i].score >= band[b].low && s.row[i].score <= band[b].high;
            /* it reaches the next k, and without its last score it would not */
            while ((int64_t)k * total <= before * cut.bands)
                k++;
            const LfScoreRow *last =
                &s.row[better == LF_SCORE_BETTER_HIGH ? scores - 1 : s.count - scores];

            wrong += sum * cut.bands < (int64_t)k * total;
            wrong += (sum - (int64_t)lf_outcome_total(&last->of)) * cut.bands >= (int64_t)k * total;
        }
        wrong += sum != total || scores != s.count;
    }
    is_i64(wrong, 0, "bands of equal frequency of 2000 books");
}

static void
test_edges(void)
{
    int wrong = 0;
    LfFault why;

    for (int round = 0; round < 1000; round++) {
        LfScoreRow row[MOST];
        LfScores s = some_scores(row, LF_WEIGHT_ONE);
        int32_t edges[3] = {(int32_t)random_between(-60, 200), (int32_t)random_between(201, 400),
                            (int32_t)random_between(401, 900)};
        LfScoreCut cut = {.edges = edges, .edge_count = 3};
        LfScoreBand up[4], down[4];
        int32_t n = lf_score_bands(&s, LF_SCORE_BETTER_HIGH, &cut, up);
        LfOutcome third = {{0, 0, 0}};

        lf_score_bands(&s, LF_SCORE_BETTER_LOW, &cut, down);
        for (int32_t i = 0; i < s.count; i++)
            if (row[i].score > edges[1] && row[i].score <= edges[2])
                lf_outcome_sum(&third, &row[i].of);
        wrong += n != 4 || memcmp(&third, &up[2].of, sizeof(third)) != 0;
        wrong += memcmp(&third, &down[1].of, sizeof(third)) != 0;
    }
    is_i64(wrong, 0, "edges cut from either end");

    int32_t bad_edges[2] = {5, 5};
    LfScoreCut cut = {.edges = bad_edges, .edge_count = 2};

    is_i64(lf_score_cut_check(&cut, &why), LF_ERR_EDGES_ORDER, "equal edges are refused");
    cut.edge_count = 0;
    is_i64(lf_score_cut_check(&cut, &why), LF_OK, "no edges make one band");
    cut.edge_count = LF_MAX_SCORE_BANDS;
    is_i64(lf_score_cut_check(&cut, &why), LF_ERR_RANGE_INT, "too many edges are refused");
    cut = (LfScoreCut){.bands = 0};
    is_i64(lf_score_cut_check(&cut, &why), LF_ERR_RANGE_INT, "no bands are refused");
    cut.bands = LF_MAX_SCORE_BANDS;
    is_i64(lf_score_cut_check(&cut, &why), LF_OK, "the most bands are allowed");
    cut.bands++;
    is_i64(lf_score_cut_check(&cut, &why), LF_ERR_RANGE_INT, "one more is not");
}

/* The edges of a base's own bands cut the base into the same bands. */
static void
test_band_edges(void)
{
    int wrong = 0;

    for (int round = 0; round < 1000; round++) {
        LfScoreRow row[MOST];
        LfScores s = some_scores(row, LF_WEIGHT_ONE);
        int32_t edges[12], bands = (int32_t)random_between(1, 12);
        LfScoreBand by_edges[13], by_count[13];
        LfScoreCut cut = {.edges = edges, .edge_count = lf_score_band_edges(&s, bands, edges)};
        LfScoreCut equal = {.bands = bands};
        int32_t n = lf_score_bands(&s, LF_SCORE_BETTER_HIGH, &cut, by_edges);
        int32_t m = lf_score_bands(&s, LF_SCORE_BETTER_HIGH, &equal, by_count);

        wrong += s.count == 0 ? m != 0 || n != 1 : n != m;
        for (int32_t i = 0; i < m; i++)
            wrong += by_edges[i].low != by_count[i].low || by_edges[i].high != by_count[i].high;
    }
    is_i64(wrong, 0, "edges of equal bands cut the same bands");
}

static void
test_gate(void)
{
    LfScoreRow row[2] = {{.score = 1, .of = {{LF_WEIGHT_ONE, 0, 0}}},
                         {.score = 2, .of = {{0, LF_WEIGHT_ONE, 0}}}};
    LfScores s = {.loans = 2, .count = 2, .row = row};
    LfFault why;

    is_i64(lf_scores_check(&s, &why), LF_OK, "two scores pass");
    row[1].score = 1;
    is_i64(lf_scores_check(&s, &why), LF_ERR_CORRUPT, "one score twice does not");
    row[1].score = 2;
    row[1].of.weight[LF_OUTCOME_BAD] = -1;
    is_i64(lf_scores_check(&s, &why), LF_ERR_BELOW_ZERO, "a weight below 0 does not");
    row[1].of.weight[LF_OUTCOME_BAD] = 0;
    is_i64(lf_scores_check(&s, &why), LF_ERR_CORRUPT, "a score without weight does not");
    row[1].of.weight[LF_OUTCOME_BAD] = LF_MAX_WEIGHTS - LF_WEIGHT_ONE;
    is_i64(lf_scores_check(&s, &why), LF_OK, "the greatest sum passes");
    row[0].of.weight[LF_OUTCOME_GOOD]++;
    is_i64(lf_scores_check(&s, &why), LF_ERR_SUM_RANGE, "one more does not");
    row[0].of.weight[LF_OUTCOME_GOOD] = LF_WEIGHT_ONE;
    s.loans = -2;
    is_i64(lf_scores_check(&s, &why), LF_ERR_BELOW_ZERO, "a count below 0 does not");
    s.loans = 2;
    s.count = LF_MAX_SCORES + 1;
    is_i64(lf_scores_check(&s, &why), LF_ERR_CORRUPT, "too many scores do not");
}

static void
test_bytes(void)
{
    int wrong = 0, survived = 0;

    for (int round = 0; round < 3000; round++) {
        LfScoreRow row[MOST], back[MOST];
        LfScores s = some_scores(row, random_chance(2) ? LF_WEIGHT_ONE : random_between(1, 999));
        size_t bound = lf_scores_bound(s.count), length;
        uint8_t *bytes = malloc(bound);
        LfScoresView v;
        LfFault why;

        length = lf_scores_encode(&s, bytes);
        wrong += length > bound || lf_scores_open(bytes, length, &v, &why) != LF_OK ||
                 lf_scores_rows(&v, back, &why) != LF_OK || v.head.count != s.count ||
                 v.head.loans != s.loans || v.head.skipped != s.skipped;
        for (int32_t i = 0; i < s.count; i++)
            wrong += back[i].score != row[i].score ||
                     memcmp(&back[i].of, &row[i].of, sizeof(LfOutcome)) != 0;
        for (size_t cut = 0; cut < length; cut++)
            wrong += lf_scores_open(bytes, cut, &v, &why) == LF_OK && v.head.count <= MOST &&
                     lf_scores_rows(&v, back, &why) == LF_OK;
        bytes[random_between(0, (int64_t)length - 1)] ^= (uint8_t)(1 << random_between(0, 7));
        survived += lf_scores_open(bytes, length, &v, &why) == LF_OK && v.head.count <= MOST &&
                    lf_scores_rows(&v, back, &why) == LF_OK;
        free(bytes);
    }
    is_i64(wrong, 0, "3000 books through bytes, and no shorter ones are any");
    ok(survived > 0, "a changed bit may make another book (%d), never a crash", survived);
}

static void
test_table(void)
{
    enum {
        ROOM = 64
    };
    LfScoreRow row[ROOM];
    int32_t index[2 * ROOM] = {0};
    LfScoreTable t = {.row = row, .room = ROOM, .places = 2 * ROOM, .index = index};
    int wrong = 0;

    for (int i = 0; i < 1000; i++) {
        LfOutcome *at = lf_score_table_at(&t, (i * 7919) % ROOM - 30);

        wrong += at == NULL;
        if (at != NULL)
            at->weight[0]++;
    }
    for (int i = 0; i < t.count; i++)
        wrong += row[i].of.weight[0] < 15 || row[i].of.weight[0] > 16;
    is_i64(wrong, 0, "a table counts each score");
    is_i64(t.count, ROOM, "and has a row for each");
    ok(lf_score_table_at(&t, 1000) == NULL && lf_score_table_at(&t, -30) != NULL,
       "a full one has no room for another, but for its own");
}

int
main(void)
{
    random_begin();
    test_statistics(LF_WEIGHT_ONE, "a loan each");
    test_statistics(1, "a millionth each");
    test_statistics((lf_int128)INT64_C(1000000000000000000) * 10000000, "10^19 loans each");
    test_equal_bands();
    test_edges();
    test_band_edges();
    test_gate();
    test_bytes();
    test_table();
    return done_testing();
}
