/*
 * Who will pay: 4,454 real applications (credit_data of L. Belanche, from the R package modeldata), the points of a card
 * that this file gives, its bands and how well it sorts, three applicants with their reasons, and early warnings over the
 * real pool.
 *
 * Needs loanfin, DATA in the environment of psql with score_credit_data.csv.gz, and loan_history of performance.sql.
 */

CREATE TABLE application (
    row_no int PRIMARY KEY, status text, seniority int, home text, months int, age int, marital text, records text, job text,
    expenses int, income int, assets int, debt int, amount int, price int
);
\copy application FROM PROGRAM 'gzip -dc "$DATA/score_credit_data.csv.gz"' CSV HEADER
ALTER TABLE application ADD financed numeric;
UPDATE application SET financed = round(100.0 * amount / price, 2);

\echo
\echo 'What each characteristic says about the outcome (information value 信息值)'
SELECT name, iv(bin_agg(bin, status = 'bad')) AS iv
FROM   application, LATERAL (VALUES
           ('seniority', width_bucket(seniority, '{1,3,6,12}'::int[])::text),
           ('income', width_bucket(income, '{80,120,160,220}'::int[])::text),
           ('financed', width_bucket(financed, '{60,75,85,95}'::numeric[])::text),
           ('records', records), ('job', job), ('home', home)) AS v(name, bin)
GROUP  BY name ORDER BY 2 DESC;

/* Points are 20 / ln 2 times the weights of evidence of these bins, on 88 a characteristic; odds of 2.55 are those of the book. */
CREATE TABLE card AS SELECT '{"scorecard":1,"base":{"score":527,"odds":2.55,"pdo":20},"characteristics":[
 {"name":"seniority","bins":[{"below":1,"points":56},{"below":3,"points":72},{"below":6,"points":88},
                             {"below":12,"points":100},{"points":118}]},
 {"name":"income","bins":[{"below":80,"points":68},{"below":120,"points":89},{"below":160,"points":99},
                          {"below":220,"points":108},{"points":105},{"missing":true,"points":53}]},
 {"name":"financed","bins":[{"below":60,"points":114},{"below":75,"points":96},{"below":85,"points":81},
                            {"below":95,"points":77},{"points":69}]},
 {"name":"records","bins":[{"in":["no"],"points":97},{"in":["yes"],"points":55}]},
 {"name":"job","bins":[{"in":["fixed"],"points":100},{"in":["freelance"],"points":82},{"in":["partime"],"points":49},
                       {"points":73},{"missing":true,"points":49}]},
 {"name":"home","bins":[{"in":["owner"],"points":104},{"in":["parents","priv"],"points":85},{"points":73},
                        {"missing":true,"points":60}]}],
 "grades":[{"from":560,"grade":"pass"},{"from":530,"grade":"special_mention"},{"grade":"substandard"}]}'::scorecard AS c;
UPDATE application SET seniority = 0 WHERE seniority IS NULL;
CREATE TABLE scored AS
SELECT row_no, months, score(c, a) AS score, status = 'bad' AS bad FROM application AS a, card;
CREATE TABLE sorted AS SELECT score_agg(score, bad) AS s FROM scored;

\echo
\echo 'How well the card sorts'
SELECT loan_count(s) AS applications, auc(s), gini(s), ks(s), ks_score(s) FROM sorted;

\echo
\echo 'Bands, worst first'
SELECT band, low, high, total::int AS applications, bad_rate, cum_bad, ks, lift, bar(bad_rate, 1) AS bad
FROM   sorted, score_bands(s, 10);

\echo
\echo 'Three applicants, and why they did not score more'
SELECT row_no, score(c, a), score_pd(c, score(c, a)), score_grade(c, score(c, a)) AS grade,
       (SELECT string_agg(characteristic || ' ' || bin || ' (-' || lost || ')', ', ' ORDER BY rank)
        FROM score_reasons(c, a, 3)) AS reasons
FROM   application AS a, card WHERE row_no IN (1, 25, 60) ORDER BY row_no;

\echo
\echo 'Have the applicants changed? Loans of up to 48 months, against the longer ones'
SELECT psi(short, long) AS psi, auc(short) AS auc_short, auc(long) AS auc_long
FROM  (SELECT score_agg(score, bad) FILTER (WHERE months <= 48) AS short,
              score_agg(score, bad) FILTER (WHERE months > 48) AS long FROM scored) AS halves;

\echo
\echo 'Early warning over the real pool: loans by level at each year end'
SELECT month, count(*) FILTER (WHERE level = 1) AS watch, count(*) FILTER (WHERE level = 2) AS amber,
       count(*) FILTER (WHERE level = 3) AS red, bar(count(*) FILTER (WHERE level > 1), count(*), 30) AS chart
FROM   loan_history, warning_months(h, '{"warning_rules":1,"levels":["watch","amber","red"],"clear":3,"rules":[
           {"level":"watch","over":0},{"level":"amber","over":0,"times":3,"last":6},{"level":"red","over":0,"run":3},
           {"level":"red","over":60}]}')
WHERE  extract(month FROM month) IN (6, 12) GROUP BY month ORDER BY month;
