-- Laws of vintage_summary: a curve says what plain SQL says of the same months; ever is monotone while the base
-- stands, and no row is invented; any split, order and shape of merging gives the bytes of one pass; rows say what
-- histories say; forms are exact inverses; states are small.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE FUNCTION months_between(a date, b date) RETURNS int LANGUAGE sql IMMUTABLE
RETURN (12 * (extract(year FROM b) - extract(year FROM a)) + extract(month FROM b) - extract(month FROM a))::int;

-- Loans of 18 months, on any day of the month: some first observed late, some lost early, with gaps, observed at
-- month ends or on any day, negative balances, arrears that come and go, charge-offs (written down in two steps, or
-- with a balance left), recoveries, pay-offs.
CREATE TABLE loan AS
SELECT loan, (date '2021-01-01' + make_interval(months => draw(loan, 'cohort', 18)::int))::date + draw(loan, 'day',
    28)::int + CASE WHEN draw(loan, 'end', 9) = 0 THEN 2 ELSE 0 END AS originated,
       (1 + draw(loan, 'original', 10 ^ (4 + loan % 7))) / 100.0 AS original, draw(loan, 'branch', 5)::text AS branch,
       CASE WHEN draw(loan, 'late', 4) = 0 THEN 1 + draw(loan, 'from', 7) ELSE 0 END AS first,
       8 + draw(loan, 'n', 24)::int AS n
FROM generate_series(1, 240) AS loan;
CREATE TABLE seen AS
SELECT loan, originated, as_of, CASE WHEN loan % 4 = 1 AND k > n - 4 THEN 0 WHEN loan % 4 = 2
       AND k > n - 5 THEN draw(r, 'left', 2) * 100 WHEN draw(r, 'negative', 50) = 0 THEN -1.23
       ELSE draw(r, 'b', 10 ^ (2 + loan % 7)) / 100.0 END AS balance,
       CASE WHEN loan % 4 = 1 AND k > n - 4 THEN 0
           ELSE greatest(0, draw(r, 'd', 320) * (1 + loan % 3) - 320 - loan % 7 * 60) END AS dpd,
       CASE WHEN loan % 4 = 2 AND k IN (n - 4, n - 2) THEN draw(r, 'c', 1e6) / 100.0 ELSE 0 END AS lost,
       CASE WHEN loan % 8 = 2 AND k > n - 4 THEN (draw(r, 'a', 1e6) - 2e5)::numeric / 100 ELSE 0 END AS back
FROM loan, LATERAL generate_series(first, n) AS k,
     LATERAL (SELECT (date_trunc('month', originated::timestamp) + make_interval(months => k::int))::date AS month,
              loan * 1000 + k AS r) AS m,
     LATERAL (SELECT CASE WHEN loan % 3 > 0 THEN (month + interval '1 month - 1 day')::date
              ELSE month + draw(r, 'day', 28)::int END AS as_of) AS d
WHERE as_of >= originated AND (k = first OR draw(r, 'gap', 9) > 0);
CREATE TABLE made AS SELECT loan, l.originated, original, branch, history_agg(as_of, balance, dpd, lost, back) AS h
FROM loan AS l JOIN seen USING (loan) GROUP BY 1, 2, 3, 4;
CREATE TABLE rule AS SELECT unnest('{calendar0,calendar1,anniversary}'::text[]) AS rule;
CREATE TABLE line AS SELECT unnest('{0,30,60,90,120,180}'::int[]) AS over_days;
CREATE TABLE book AS SELECT rule, vintage_agg(h, originated, original, rule) AS v FROM made, rule GROUP BY rule;
CREATE FUNCTION mob(rule text, originated date, day date) RETURNS int LANGUAGE sql IMMUTABLE
RETURN months_between(originated, day) + CASE rule WHEN 'calendar0' THEN 0 WHEN 'calendar1' THEN 1
    ELSE -((originated + make_interval(months => months_between(originated, day)))::date > day)::int END;

-- The same in plain SQL. Each observation, what is known by then, and whether a later one has its month on book;
-- then each loan at each month on book.
CREATE TABLE obs AS
SELECT rule, loan, originated, as_of, mob, greatest(balance, 0) AS balance, dpd, lost, back,
       sum(lost) OVER upto AS lost_to_date, sum(lost) OVER upto > 0 AS charged,
       lead(mob) OVER (PARTITION BY rule, loan ORDER BY as_of) = mob IS TRUE AS superseded,
       bool_and(balance <= 0 AND dpd = 0) OVER (PARTITION BY rule, loan ORDER BY as_of DESC)
           AND NOT bool_or(lost > 0) OVER (PARTITION BY rule, loan) AS repaid
FROM rule, seen, LATERAL (SELECT mob(rule, originated, as_of) AS mob) AS m
WINDOW upto AS (PARTITION BY rule, loan ORDER BY as_of);
CREATE TABLE fate AS
SELECT rule, loan, min(mob) AS first_mob, min(mob) FILTER (WHERE charged) AS charge_mob,
       min(mob) FILTER (WHERE repaid) AS paid_mob, mob(rule, originated, (SELECT max(as_of) FROM seen)) AS age FROM obs
GROUP BY rule, loan, originated;
CREATE TABLE first_over AS
SELECT DISTINCT ON (rule, loan, over_days) rule, loan, over_days, mob, balance + lost_to_date AS at_risk FROM obs, line
WHERE dpd > over_days OR charged ORDER BY rule, loan, over_days, as_of;
CREATE INDEX ON obs (rule, loan, mob);
CREATE INDEX ON first_over (rule, loan, over_days);
ANALYZE obs, first_over, fate, made;
CREATE TABLE at_mob AS
SELECT f.rule, f.loan, originated, original, f.first_mob <= m.mob AS seen, m.mob, l.over_days,
       (e.mob <= m.mob IS TRUE)::int AS ever_n, CASE WHEN e.mob <= m.mob THEN at_risk ELSE 0 END AS ever_a,
       (charge_mob <= m.mob IS TRUE)::int AS lost_n, sums.lost, sums.back,
       CASE WHEN charge_mob <= m.mob OR here.dpd > l.over_days THEN 1 ELSE 0 END AS current_n,
       CASE WHEN charge_mob <= m.mob THEN sums.lost + coalesce(here.balance, 0) WHEN here.dpd > l.over_days
       THEN here.balance ELSE 0 END AS current_a, (paid_mob <= m.mob IS TRUE)::int AS paid_n
FROM fate AS f JOIN made USING (loan), LATERAL generate_series(0, age) AS m(mob), line AS l
LEFT JOIN LATERAL (SELECT * FROM first_over AS e WHERE (e.rule, e.loan, e.over_days) = (f.rule, f.loan, l.over_days))
     AS e ON true
     LEFT JOIN LATERAL (SELECT balance, dpd FROM obs AS o WHERE (o.rule, o.loan, o.mob) = (f.rule, f.loan, m.mob)
                        AND NOT superseded) AS here ON true,
     LATERAL (SELECT coalesce(sum(o.lost), 0) AS lost, coalesce(sum(o.back), 0) AS back FROM obs AS o
              WHERE (o.rule, o.loan) = (f.rule, f.loan) AND o.mob <= m.mob) AS sums;
-- Curves of any groups of loans, read at the cut-off of all.
CREATE FUNCTION curves(by text)
RETURNS TABLE (rule text, cohort text, over_days int, measure text, weight text, mob int, loans bigint,
               exposure numeric, hit numeric, rate numeric, complete boolean) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format($q$
        WITH member AS (SELECT *, %1$s AS cohort FROM at_mob),
             whole AS (SELECT a.rule, a.cohort, count(DISTINCT loan) AS loans, min(first_mob) AS first FROM member AS a
                       JOIN fate USING (rule, loan) GROUP BY a.rule, a.cohort),
             sums AS (SELECT m.rule, m.cohort, m.over_days, m.mob, count(*) AS n, sum(original) AS original,
                      bool_and(seen) AND count(*) = max(w.loans) AS complete,
                             sum(ever_n) AS ever_n, sum(ever_a) AS ever_a, sum(current_n) AS current_n,
                             sum(current_a) AS current_a, sum(lost_n) AS lost_n, sum(lost) AS lost,
                             sum(lost) - sum(back) AS net, sum(paid_n) AS paid_n, sum(paid_n * original) AS paid_a
                      FROM member AS m JOIN whole AS w ON (m.rule, m.cohort) = (w.rule, w.cohort) WHERE m.mob >= first
                      GROUP BY m.rule, m.cohort, m.over_days, m.mob)
        SELECT s.rule, s.cohort, s.over_days, x.measure, x.weight, s.mob, s.n, b.base, x.hit, round(x.hit / b.base, 8),
               s.complete
        FROM sums AS s, LATERAL (VALUES ('ever', 'count', ever_n::numeric), ('ever', 'amount', ever_a),
                                 ('current', 'count', current_n), ('current', 'amount', current_a),
                                 ('charge_off', 'count', lost_n), ('charge_off', 'amount', lost),
             ('net_loss', 'amount', net), ('paid_off', 'count', paid_n), ('paid_off', 'amount', paid_a)) AS x(measure,
             weight, hit), LATERAL (SELECT CASE x.weight WHEN 'count' THEN s.n ELSE s.original END AS base) AS b$q$,
             by);
END $$;
CREATE TABLE ask AS SELECT over_days, measure, weight
FROM line, unnest('{ever,current,charge_off,net_loss,paid_off}'::text[]) AS measure,
    unnest('{amount,count}'::text[]) AS weight WHERE measure <> 'net_loss' OR weight = 'amount';
CREATE TABLE plain AS SELECT * FROM curves($$'all'$$);
CREATE TABLE curve AS SELECT rule, 'all' AS cohort, over_days, measure, weight, mob, loans, exposure, hit, rate,
    complete
FROM book, ask, vintage_curve(v, over_days, measure, weight) AS c;
SELECT cmp_ok((SELECT min(hits) FROM (SELECT count(DISTINCT hit) AS hits FROM plain GROUP BY measure, weight) AS c),
              '>', 20::bigint, 'all measures have many values');
SELECT is((SELECT count(*) FROM plain WHERE complete), (SELECT count(*) FROM plain
                                                        WHERE mob BETWEEN 7 + (rule = 'calendar1')::int
                                                        AND (SELECT min(age) FROM fate WHERE fate.rule = plain.rule)),
          'plain: rows are complete from the last first observation to the age of the youngest loan');

SELECT law('every curve is what plain SQL computes from the months, by every convention, line, measure and weight, '
           'to the last digit, row by row', $$
    (TABLE plain EXCEPT TABLE curve) UNION ALL (TABLE curve EXCEPT TABLE plain)
$$);

SELECT law('ever does not fall while the base is unchanged', $$
    SELECT * FROM (SELECT *, lag(hit) OVER w AS hit_before, lag(rate) OVER w AS rate_before,
                   lag(loans) OVER w AS loans_before FROM curve WHERE measure = 'ever'
                   WINDOW w AS (PARTITION BY rule, over_days, weight ORDER BY mob)) AS c
    WHERE loans = loans_before AND (hit < hit_before OR rate < rate_before)
$$);

SELECT law('no more loans are over a line than ever were', $$
    SELECT * FROM curve AS a JOIN curve AS b USING (rule, over_days, weight, mob)
    WHERE a.measure = 'ever' AND b.measure = 'current' AND weight = 'count' AND a.hit < b.hit
$$);

SELECT law('no more loans are over a higher line than over a lower', $$
    SELECT * FROM curve AS a JOIN curve AS b USING (rule, measure, weight, mob)
    WHERE a.over_days < b.over_days AND a.hit < b.hit AND measure IN ('ever', 'current') AND weight = 'count'
$$);

SELECT law('rows run from the first observation to the oldest loan, without a skip or a tail', $$
    SELECT rule FROM (SELECT rule, over_days, measure, weight, count(*) AS n, min(mob) AS a, max(mob) AS b FROM curve
                      GROUP BY 1, 2, 3, 4) AS c JOIN (SELECT rule, min(first_mob) AS first, max(age) AS last FROM fate
                                                      GROUP BY rule) AS f USING (rule)
    WHERE (a, b, n) <> (first, last, last - first + 1)
$$);

SELECT law('no row is without a base', $$
    SELECT * FROM curve WHERE exposure <= 0 OR rate IS NULL OR loans < 1
$$);

-- triangles
CREATE TABLE grouping AS SELECT *
FROM (VALUES ('month', $$to_char(originated, 'YYYY-MM')$$), ('quarter', $$to_char(originated, 'YYYY"-Q"Q')$$),
      ('year', $$to_char(originated, 'YYYY')$$)) AS g(word, label);

SELECT law(format('the curve of each %s is what plain SQL says of its loans', word),
           format($$WITH t AS (SELECT rule, t.cohort, over_days, measure, weight, t.mob, t.loans, t.exposure, t.hit,
                               t.rate, t.complete FROM book, ask,
                               vintage_triangle(v, over_days, measure, weight, %L) AS t), p AS MATERIALIZED (SELECT *
            FROM curves(%L))
                 (TABLE p EXCEPT TABLE t) UNION ALL (TABLE t EXCEPT TABLE p)$$, word, label)) FROM grouping;

SELECT law(format('a %s begins with the first day of its label', word),
           format('SELECT * FROM book, vintage_triangle(v, cohort => %L) AS t WHERE cohort_start <> date_trunc(%L, '
                  'cohort_start::timestamp) OR replace(%s, ''originated'', '''') <> cohort', word, word,
           replace(label, 'originated', 'cohort_start'))) FROM grouping;

SELECT law('the share of the base is the exposure of the row among that of all loans', $$
    SELECT book.rule, measure, c.mob
    FROM book, ask, vintage_curve(v, over_days, measure, weight) AS c,
         LATERAL (SELECT sum(CASE ask.weight WHEN 'count' THEN 1 ELSE original END) AS whole
                  FROM fate JOIN made USING (loan) WHERE fate.rule = book.rule) AS a
    WHERE c.base_share IS DISTINCT FROM round(c.exposure / a.whole, 8)
$$);

SELECT law('cohorts come in order', $$
    SELECT rule FROM book, LATERAL (SELECT array_agg(cohort_start ORDER BY n) AS starts FROM ROWS
                                    FROM (vintage_triangle(v)) WITH ORDINALITY AS t(c, cohort_start, m, l, e, h, r, f,
            b, n)) AS s WHERE starts <> (SELECT array_agg(d ORDER BY d) FROM unnest(starts) AS d)
$$);

-- bounds and early defaults
SELECT law('bounds are those of Wilson', $$
    SELECT b.*, p.* FROM book, ask,
           (VALUES (0.95, 1.959963984540054), (0.9, 1.6448536269514722), (0.999, 3.290526731491926)) AS z(confidence,
        z), vintage_bounds(v, over_days, measure, confidence) AS b, plain AS p,
    LATERAL (SELECT p.hit::float8 / p.loans AS r, p.loans::float8 AS n) AS f,
    LATERAL (SELECT r + z * z / (2 * n) AS mid, z * sqrt(r * (1 - r) / n + z * z / (4 * n * n)) AS half,
             1 + z * z / n AS down) AS w
    WHERE ask.weight = 'count' AND (p.rule, p.over_days, p.measure, p.weight, p.mob) = (book.rule, ask.over_days,
        ask.measure, 'count', b.mob)
    AND ((b.loans, b.hit, b.rate) <> (p.loans, p.hit::bigint, p.rate)
         OR abs(low - CASE WHEN r = 0 THEN 0 ELSE (mid - half) / down END) > 1e-13
         OR abs(high - CASE WHEN r = 1 THEN 1 ELSE (mid + half) / down END) > 1e-13)
$$);

SELECT law('an early default is the ever rate by count, NULL beyond the oldest loan', $$
    SELECT rule FROM book, line, generate_series(1, 45) AS within
    WHERE early_payment_default(v, over_days, within) IS DISTINCT FROM (SELECT rate FROM plain AS p
        WHERE (p.rule, p.over_days, p.measure, p.weight, p.mob) = (book.rule, line.over_days, 'ever', 'count', within))
$$);

CREATE TABLE missed AS
SELECT DISTINCT ON (loan, over_days) loan, over_days,
       greatest(1, months_between(originated, as_of - dpd::int)) AS instalment FROM seen, line WHERE dpd > over_days
ORDER BY loan, over_days, as_of;

SELECT law('the instalment missed is the month in which the unpaid row fell due, by every convention', $$
    SELECT rule, over_days, n, first_payment_default(v, over_days, n), q
    FROM book, line, generate_series(1, 40) AS n,
           LATERAL (SELECT round(count(m.loan)::numeric / nullif(count(*), 0), 8) AS q FROM fate AS f
                    LEFT JOIN missed AS m ON (m.loan, m.over_days, m.instalment) = (f.loan, line.over_days, n)
    WHERE f.rule = 'calendar0' AND age >= 1 + n + line.over_days / 30) AS p
    WHERE first_payment_default(v, over_days, n) IS DISTINCT FROM q
$$);

SELECT cmp_ok((SELECT count(DISTINCT instalment) FROM missed), '>', 10::bigint, 'enough instalments were missed');

-- merging: any split, order and shape
CREATE AGGREGATE state_agg(payment_history, date, numeric, text) (SFUNC = vintage_agg_accum,
    STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine);
CREATE TABLE split AS SELECT *
FROM (VALUES ('originated'), ('branch'), ('loan'), ('loan % 7'),
      ('(branch, date_trunc(''month'', originated::timestamp))'), ('draw(loan, ''split'', 3)'),
      ('(SELECT max(as_of) FROM seen WHERE seen.loan = made.loan)')) AS s(by);

SELECT law(format('summaries by %s roll up to the bytes of one pass', by),
           format($$SELECT rule FROM book
            JOIN (SELECT rule, rollup(v ORDER BY md5(v::text)) AS a, rollup(v ORDER BY v DESC) AS b
                  FROM (SELECT rule, vintage_agg(h, originated, original, rule) AS v FROM made, rule
                        GROUP BY rule, %s) AS parts GROUP BY rule) AS r USING (rule)
                 WHERE vintage_summary_send(a) <> vintage_summary_send(v)
                       OR vintage_summary_send(b) <> vintage_summary_send(v)$$, by)) FROM split;

SELECT law('loans in any order make the same bytes', $$
    SELECT rule FROM book
    JOIN (SELECT rule, vintage_agg(h, originated, original, rule ORDER BY md5(loan::text)) AS r,
          vintage_agg(h, originated, original, rule ORDER BY original DESC) AS o FROM made, rule GROUP BY rule) AS other
           USING (rule) WHERE vintage_summary_send(r) <> vintage_summary_send(v)
           OR vintage_summary_send(o) <> vintage_summary_send(v)
$$);

CREATE TABLE part AS SELECT rule, vintage_agg(h, originated, original, rule) FILTER (WHERE loan % 3 = 0) AS a,
    vintage_agg(h, originated, original, rule) FILTER (WHERE loan % 3 = 1) AS b,
    vintage_agg(h, originated, original, rule) FILTER (WHERE loan % 3 = 2) AS c FROM made, rule GROUP BY rule;

SELECT law('addition has the bytes of one pass, in any shape', $$
    SELECT rule FROM part
    JOIN book USING (rule), LATERAL (VALUES (a + (b + c)), ((a + b) + c), (c + b + a), (b + (a + c))) AS s(s)
    WHERE vintage_summary_send(s) <> vintage_summary_send(v)
$$);

CREATE TABLE state AS SELECT rule, state_agg(h, originated, original, rule) FILTER (WHERE loan % 3 = 0) AS a,
    state_agg(h, originated, original, rule) FILTER (WHERE loan % 3 = 1) AS b, state_agg(h, originated, original, rule)
    FILTER (WHERE loan % 3 = 2) AS c FROM made, rule GROUP BY rule;

-- many days of origination: a large state, which is not flat while it grows
CREATE TABLE many AS SELECT i, date '2018-01-01' + i AS originated, (1000 + i)::numeric AS original,
    payment_history(CASE i % 3 WHEN 0 THEN '{2024-01:9.00,8.00/45,*,7.00/70}' WHEN 1 THEN '{2024-01:9.00,0.00}'
                    ELSE '{2024-01:9.00/100,7.00!7.00+1.00}' END) AS h FROM generate_series(0, 2000) AS i;
CREATE TABLE many_book AS SELECT vintage_agg(h, originated, original, 'anniversary') AS v,
    state_agg(h, originated, original, 'anniversary') AS s FROM many;

SELECT cmp_ok((SELECT pg_column_size(s) FROM many_book), '>', 131072, 'the state is large');
SELECT law('a large state gives what its parts give, stored, sent, over a window or in one pass', $$
    SELECT name FROM many_book, LATERAL (VALUES ('stored', vintage_agg_final(s)),
        ('sent', vintage_agg_final(s::text::vintage_summary_state)),
        ('added', vintage_agg_final(vintage_agg_combine(s, NULL))),
        ('parts', (SELECT rollup(v) FROM (SELECT vintage_agg(h, originated, original, 'anniversary') AS v FROM many
                                          GROUP BY i / 50) AS part)),
        ('window', (SELECT running FROM (SELECT i, vintage_agg(h, originated, original, 'anniversary')
                                         OVER (ORDER BY i) AS running FROM many WHERE i % 100 < 20) AS w
                    ORDER BY i DESC LIMIT 1)
                   + (SELECT vintage_agg(h, originated, original, 'anniversary') FROM many WHERE i % 100 >= 20)))
           AS other(name, summary)
    WHERE vintage_summary_send(summary) <> vintage_summary_send(v)
$$);

SELECT law('states combine in any shape, also after travelling', $$
    SELECT rule FROM state
    JOIN book USING (rule), LATERAL (VALUES (vintage_agg_combine(a, vintage_agg_combine(b, c))),
                                     (vintage_agg_combine(vintage_agg_combine(c, b), a)),
                                     (vintage_agg_combine(a::text::vintage_summary_state, vintage_agg_combine(c, b))))
           AS s(s) WHERE vintage_summary_send(vintage_agg_final(s)) <> vintage_summary_send(v)
$$);

SELECT law('loans without a history, origination or amount are counted and change nothing else', $$
    SELECT rule FROM book, LATERAL (SELECT vintage_agg(h, originated, original, rule) AS v
                                    FROM (SELECT h, originated, original FROM made UNION ALL
                                          SELECT NULL, originated, original FROM made UNION ALL SELECT h, NULL, original
                                          FROM made UNION ALL SELECT h, originated, NULL FROM made) AS rows) AS s
    WHERE (s.v::jsonb ->> 'skipped')::int <> 3 * (SELECT count(*) FROM made) OR s.v::jsonb - 'skipped' <> book.v::jsonb
$$);

-- the cut-off is that of the whole: what a younger summary lacks of base it gets when it is merged
SELECT law('a later observation elsewhere makes a lost loan older, and it stays in the base', $$
    SELECT c.* FROM (SELECT vintage_agg(h, originated, original) AS a FROM made WHERE loan = 1) AS x,
           (SELECT vintage_agg('{2030-01:1.00}', '2030-01-01', 1) AS b) AS y, vintage_curve(a + b) AS c
    WHERE mob > 0 AND loans <> 1
$$);

-- rows and histories
CREATE TABLE cohort AS SELECT loan, originated, original, as_of, months_between(originated, as_of) AS mob,
    CASE WHEN loan % 50 = 0 AND dpd BETWEEN 1 AND 40 THEN NULL ELSE balance END AS balance, dpd, loan % 2 = 0
    OR dpd < 100 AS one, loan % 50 > 0 AS known
FROM seen JOIN (SELECT loan, original FROM made) AS l USING (loan) WHERE lost = 0 AND back = 0;
CREATE TABLE twice AS
SELECT name, rows, vintage_agg(h, o, original) AS histories
FROM (VALUES ('all', true), ('known', false)) AS n(name, every),
       LATERAL (SELECT vintage_agg(loan, mob, original, balance, dpd) AS rows, max(mob) AS last FROM cohort
                WHERE every OR known) AS r,
     LATERAL (SELECT loan, original, date '2020-01-01' AS o,
              history_agg((date '2020-01-01' + make_interval(months => mob + 1))::date - 1, balance, dpd) AS h
              FROM cohort WHERE every OR known GROUP BY loan, original) AS h GROUP BY name, rows;

SELECT law('rows make what histories of one cohort make, but for the calendar and the instalments', $$
    SELECT name FROM twice
    WHERE rows::text <> regexp_replace(regexp_replace(histories::text, ',"instalment_\d+":\[[][0-9,]*\]', '', 'g'),
                                       '"calendar0","cutoff":"([-0-9]+)","cohorts":\{"2020-01"',
                                       '"given","cutoff":' || (rows::jsonb ->> 'cutoff') || ',"cohorts":{"all"')
$$);

SELECT law('and their curves are the same', $$
    SELECT name, over_days, measure, weight
    FROM twice, ask, LATERAL (SELECT array_agg(c ORDER BY mob) AS a
                              FROM vintage_curve(rows, over_days, measure, weight) AS c) AS a,
           LATERAL (SELECT array_agg(c ORDER BY mob) AS b
                    FROM vintage_curve(histories, over_days, measure, weight) AS c) AS b WHERE a IS DISTINCT FROM b
$$);

SELECT law('and their early defaults', $$
    SELECT name FROM twice, line, generate_series(0, 40) AS m
    WHERE early_payment_default(rows, over_days, m) IS DISTINCT FROM early_payment_default(histories, over_days, m)
$$);

SELECT law('ever by amount is NULL where the balance of a first month over the line is unknown', $$
    SELECT over_days FROM twice, line, vintage_curve(rows, over_days) AS c
    WHERE name = 'all' AND (hit IS NULL) <> EXISTS (SELECT 1
                                                    FROM (SELECT DISTINCT ON (loan) loan, balance FROM cohort
                                                          WHERE dpd > over_days ORDER BY loan, mob) AS first
                                                    WHERE balance IS NULL)
$$);

SELECT law('current by amount is NULL where a balance over the line is unknown', $$
    SELECT over_days FROM twice, line, vintage_curve(rows, over_days, 'current') AS c
    WHERE name = 'all' AND (hit IS NULL) <> EXISTS (SELECT 1 FROM cohort WHERE dpd > over_days AND balance IS NULL)
$$);

SELECT is((SELECT array_agg(DISTINCT hit IS NULL ORDER BY hit IS NULL) FROM twice, line, vintage_curve(rows, over_days)
           WHERE name = 'all'), '{f,t}', 'some lines are known, some not');

SELECT law('rows in any order make the same bytes', $$
    SELECT 1 FROM twice, (SELECT vintage_agg(loan, mob, original, balance, dpd ORDER BY md5(mob::text || loan)) AS r,
                          vintage_agg(loan, mob, original, balance, dpd ORDER BY mob DESC) AS d,
                          vintage_agg(loan, mob, original, balance, dpd ORDER BY loan) AS l FROM cohort) AS o
    WHERE name = 'all' AND (r <> rows OR d <> rows OR l <> rows)
$$);

SELECT law('repeated rows count once', $$
    SELECT 1 FROM twice, (SELECT vintage_agg(loan, mob, original, balance, dpd) AS two
                          FROM (TABLE cohort UNION ALL TABLE cohort) AS c) AS t WHERE name = 'all' AND two <> rows
$$);

CREATE AGGREGATE rows_agg(bigint, bigint, numeric, numeric, bigint) (SFUNC = vintage_rows_accum,
    STYPE = vintage_rows_state, COMBINEFUNC = vintage_rows_combine);

SELECT law('states of rows combine in any order, also after travelling, and where they overlap', $$
    SELECT 1 FROM twice, (SELECT rows_agg(loan, mob, original, balance, dpd) FILTER (WHERE one) AS a,
                          rows_agg(loan, mob, original, balance, dpd) FILTER (WHERE NOT one) AS b FROM cohort) AS p,
    LATERAL (VALUES (vintage_rows_combine(a, b)), (vintage_rows_combine(b, a)),
             (vintage_rows_combine(b::text::vintage_rows_state, a::text::vintage_rows_state)),
             (vintage_rows_combine(vintage_rows_combine(a, b), a))) AS s(s)
    WHERE name = 'all' AND vintage_rows_final(s) <> rows
$$);

SELECT law('a state of rows keeps its bytes in text', $$
    SELECT 1 FROM (SELECT rows_agg(loan, mob, original, balance, dpd) AS s FROM cohort) AS p
    WHERE vintage_rows_state_send(s::text::vintage_rows_state) <> vintage_rows_state_send(s)
$$);

-- forms
CREATE TABLE form AS SELECT v FROM book UNION ALL SELECT a FROM part UNION ALL
SELECT vintage_agg(h, originated, original, rule) FROM made, rule GROUP BY rule, loan UNION ALL SELECT rows FROM twice
UNION ALL SELECT vintage_agg(NULL, originated, 1) FROM made;

SELECT law('text gives back the same bytes', $$
    SELECT v FROM form WHERE vintage_summary_send(v::text::vintage_summary) <> vintage_summary_send(v)
           OR v::text::vintage_summary::text <> v::text
$$);

SELECT law('JSON gives back the same bytes, and is the text', $$
    SELECT v FROM form WHERE vintage_summary_send(v::jsonb::vintage_summary) <> vintage_summary_send(v)
           OR v::jsonb <> v::text::jsonb
$$);

SELECT law('a rollup of one summary is that summary', $$
    SELECT v FROM form, LATERAL (SELECT rollup(x) AS r FROM (VALUES (v)) AS x(x)) AS r
    WHERE vintage_summary_send(r) <> vintage_summary_send(v)
$$);

SELECT law('equal values have one text, and exactly one of <, = and > holds', $$
    SELECT a.v FROM (SELECT * FROM form ORDER BY md5(v::text) LIMIT 120) AS a, (SELECT * FROM form ORDER BY md5(v::text)
        LIMIT 120) AS b WHERE (a.v = b.v) <> (a.v::text = b.v::text)
           OR (a.v < b.v)::int + (a.v = b.v)::int + (a.v > b.v)::int <> 1 OR (a.v <= b.v) <> NOT a.v > b.v
$$);

SELECT is((SELECT count(*) FROM (SELECT v FROM form UNION SELECT v::text::vintage_summary FROM form) AS u),
          (SELECT count(DISTINCT v::text) FROM form), 'hash tables find equal summaries');

SELECT law('a currency is another value with the same numbers', $$
    SELECT 1 FROM (SELECT vintage_agg(c, originated, original) AS v
                   FROM made, LATERAL (SELECT history_agg(as_of, balance, days_past_due, charged_off, recovered,
                                                          'CNY') AS c FROM months(h)) AS l) AS s, book
    WHERE rule = 'calendar0' AND (s.v = book.v OR s.v::jsonb - 'currency' <> book.v::jsonb
                                  OR s.v::jsonb ->> 'currency' <> 'CNY')
$$);

-- memory: what is stated of the states holds, and loans on time take none
CREATE TABLE taken AS SELECT n, loans, pg_column_size(s) AS bytes
FROM (VALUES (1, 1), (100, 100), (100, 3), (5000, 5000), (5000, 513), (20000, 8193), (20000, 2049), (40000, 40000),
      (60000, 32769)) AS v(n, loans), LATERAL (SELECT rows_agg(i % loans, i / loans, 100, 1, 0) AS s
                                               FROM generate_series(0, n - 1) AS i) AS x;

SELECT law('rows take 16 bytes each and loans 28, with the space to double and no more', $$
    SELECT * FROM taken WHERE bytes > greatest(1024, 2 * (64 + 16 * n + 28 * 2 ^ ceil(log(2, greatest(loans, 8)))))
$$);

SELECT law('loans on time of one month share two cells', $$
    SELECT bytes FROM (SELECT pg_column_size(state_agg('{2024-01:9.00,8.00,7.00,6.00,5.00,4.00}', '2024-01-15', 10,
                                                       'calendar0')) AS bytes FROM generate_series(1, 20000)) AS s
    WHERE bytes > 2048
$$);

SELECT is((SELECT attalign::text || attstorage::text FROM pg_attribute
           WHERE attrelid = 'form'::regclass AND attname = 'v'), 'ix',
          'summaries are byte-packed and may be compressed or moved out of line');
SELECT * FROM finish();
ROLLBACK;
