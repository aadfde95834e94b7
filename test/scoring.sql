-- Laws of score_summary and bin_summary: they say of rows what plain SQL says; weights of 1 change nothing; parts in
-- any order are the whole, and come out again; turning the score round turns AUC round; forms are exact inverses.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE row AS
SELECT i, (i % 17)::int AS part, (300 + draw(i, 'score', 1 + draw(i % 17, 'width', 400)))::int AS score,
       CASE WHEN draw(i, 'known', 9) > 0 THEN draw(i, 'bad', 3) = 0 END AS bad,
       (draw(i, 'weight', 10 ^ (1 + draw(i, 'digits', 12))) / 100.0)::numeric(20, 2) AS weight,
       (ARRAY['new', 'used', 'NEV', '二手', NULL])[1 + draw(i, 'bin', 5)] AS bin
FROM generate_series(1, 6000) AS i;
INSERT INTO row VALUES (7001, 3, NULL, true, 1, 'new'), (7002, 3, 600, true, NULL, 'new');
CREATE TABLE made AS
SELECT part, score_agg(score, bad) AS s, score_agg(score, bad, weight) AS w, bin_agg(bin, bad) AS b,
       bin_agg(bin, bad, weight) AS bw
FROM row GROUP BY part;

SELECT law('weights of 1 change nothing', $$
    SELECT part FROM row JOIN made USING (part) GROUP BY part, s, b
    HAVING score_summary_send(score_agg(score, bad, 1)) <> score_summary_send(s) OR bin_agg(bin, bad, 1) <> b $$);
SELECT law('totals are sums of plain SQL', $$
    SELECT part FROM row JOIN made USING (part) GROUP BY part, s, w
    HAVING (good_total(w), bad_total(w), unknown_total(w), loan_count(w), skipped_count(w), skipped_count(s))
           IS DISTINCT FROM
           (coalesce(sum(weight) FILTER (WHERE NOT bad AND score IS NOT NULL), 0),
            coalesce(sum(weight) FILTER (WHERE bad AND score IS NOT NULL), 0),
            coalesce(sum(weight) FILTER (WHERE bad IS NULL AND score IS NOT NULL), 0),
            count(score + weight), count(*) - count(score + weight), count(*) - count(score)) $$);
SELECT law('auc is the share of pairs won, ties one half', $$
    SELECT m.part FROM made AS m JOIN row AS g ON g.part = m.part AND NOT g.bad
                                 JOIN row AS b ON b.part = m.part AND b.bad
    WHERE m.part < 4 GROUP BY m.part, s
    HAVING auc(s) <> round(avg(CASE WHEN g.score > b.score THEN 1 WHEN g.score = b.score THEN 0.5 ELSE 0 END)
                           FILTER (WHERE g.score IS NOT NULL AND b.score IS NOT NULL), 8) $$);
SELECT law('turning the score round turns auc round', $$
    SELECT part FROM made WHERE abs(auc(w, 'low') - (1 - auc(w, 'high'))) > 0.00000001
                                OR gini(w, 'low') <> -gini(w, 'high') $$);
SELECT law('a score turned round is better low', $$
    SELECT part FROM row JOIN made USING (part) GROUP BY part, s
    HAVING (auc(score_agg(-score, bad), 'low'), ks(score_agg(-score, bad), 'low'),
            -ks_score(score_agg(-score, bad), 'low')) IS DISTINCT FROM (auc(s), ks(s), ks_score(s)) $$);
SELECT law('gini is 2 auc - 1', $$ SELECT part FROM made WHERE abs(gini(w) - (2 * auc(w) - 1)) > 0.00000002 $$);
SELECT law('ks is the greatest gap of the bands of one score each', $$
    SELECT part FROM made, LATERAL (SELECT max(ks) AS most FROM score_bands(w, edges =>
        (SELECT array_agg(DISTINCT score ORDER BY score) FROM row AS r WHERE r.part = made.part AND score IS NOT NULL)))
        AS m WHERE ks(w) <> greatest(most, 0) $$);
SELECT law('parts in any order are the whole', $$
    SELECT 1 FROM (SELECT rollup(s ORDER BY part DESC) AS s, rollup(w ORDER BY draw(part, 'o', 99)) AS w,
                          rollup(b) AS b, rollup(bw ORDER BY part DESC) AS bw FROM made) AS r,
                  (SELECT score_agg(score, bad ORDER BY i DESC) AS s, score_agg(score, bad, weight) AS w,
                          bin_agg(bin, bad ORDER BY score) AS b, bin_agg(bin, bad, weight) AS bw FROM row) AS one
    WHERE score_summary_send(r.s) <> score_summary_send(one.s) OR score_summary_send(r.w) <> score_summary_send(one.w)
          OR bin_summary_send(r.b) <> bin_summary_send(one.b) OR bin_summary_send(r.bw) <> bin_summary_send(one.bw) $$);
SELECT law('what is added comes out again', $$
    SELECT a.part FROM made AS a, made AS o
    WHERE score_summary_send(a.w + o.w - o.w) <> score_summary_send(a.w) OR a.bw + o.bw - o.bw <> a.bw
          OR a.w + o.w <> o.w + a.w $$);
SELECT law('a moving window is the rows in it', $$
    SELECT part FROM (SELECT part, rollup(w) OVER o AS moving, rollup(bw) OVER o AS bins,
                             array_agg(part) OVER o AS parts
                      FROM made WINDOW o AS (ORDER BY part ROWS 3 PRECEDING)) AS m
    WHERE score_summary_send(moving)
          <> (SELECT score_summary_send(rollup(w)) FROM made WHERE made.part = ANY (m.parts))
          OR bins <> (SELECT rollup(bw) FROM made WHERE made.part = ANY (m.parts)) $$);
SELECT law('bands keep every loan and never split a score', $$
    SELECT part FROM made, unnest('{1,2,7,10,1000}'::int[]) AS n,
           LATERAL (SELECT sum(total) AS total, sum(good) AS good, count(*) AS bands, max(cum_bad) AS bad,
                           bool_and(low > before OR before IS NULL) AS apart
                    FROM (SELECT *, lag(high) OVER (ORDER BY band) AS before FROM score_bands(w, n)) AS x) AS t
    WHERE (total, good, bad, apart)
          IS DISTINCT FROM (good_total(w) + bad_total(w) + unknown_total(w), good_total(w), 1.0, true) OR bands > n $$);
SELECT law('the last cut-off approves all', $$
    SELECT part FROM made, LATERAL (SELECT * FROM score_cutoffs(w) ORDER BY cutoff LIMIT 1) AS c
    WHERE (approval_rate, bad_avoided, good_lost, approved)
          IS DISTINCT FROM (1.0, 0.0, 0.0, good_total(w) + bad_total(w) + unknown_total(w)) $$);
SELECT law('a population has no distance from itself, and the same one both ways', $$
    SELECT a.part FROM made AS a JOIN made AS o ON o.part = 1
    WHERE psi(a.w, a.w) <> 0 OR psi(a.bw, a.bw) <> 0 OR psi(a.bw, o.bw) <> psi(o.bw, a.bw)
          OR psi(a.s, o.s, edges => '{350,450,550}') <> psi(o.s, a.s, edges => '{350,450,550}') OR psi(a.s,
              o.s) < 0 $$);
SELECT law('terms add up to the index', $$
    SELECT a.part FROM made AS a JOIN made AS o ON o.part = 1
    WHERE abs((SELECT sum(psi) FROM psi_bands(a.w, o.w)) - psi(a.w, o.w)) > 0.0000001
          OR abs((SELECT sum(psi) FROM psi_bins(a.bw, o.bw)) - psi(a.bw, o.bw)) > 0.0000001
          OR abs((SELECT sum(iv) FROM woe_table(a.bw)) - iv(a.bw)) > 0.0000001 $$);
SELECT law('woe is the logarithm of the odds over those of all', $$
    SELECT part, bin FROM made, LATERAL woe_table(b) AS t
    WHERE good > 0 AND bad > 0
          AND abs(woe - ln((good / bad)::float8 / (good_total(b) / bad_total(b))::float8)::numeric) > 0.00000001 $$);
SELECT law('text, jsonb and binary are exact inverses', $$
    SELECT part FROM made WHERE s::text::score_summary <> s OR w::jsonb::score_summary <> w
          OR b::text::bin_summary <> b OR bw::jsonb::bin_summary <> bw OR s::text <> (s::text::score_summary)::text
          OR hashtext(s::text) <> hashtext(s::text::score_summary::text)
          OR score_summary_hash(w) <> score_summary_hash(w::text::score_summary)
          OR loan_count(s::text::score_summary) <> loan_count(s) $$);
SELECT law('order and equality agree', $$
    SELECT a.part, o.part FROM made AS a, made AS o
    WHERE (a.w = o.w) <> (a.part = o.part) OR (a.w < o.w) = (a.w >= o.w) OR (a.b <= o.b) <> (o.b >= a.b) $$);
SELECT * FROM finish();
ROLLBACK;
