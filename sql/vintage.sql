-- vintage_agg over histories and over snapshot rows, what reads a vintage_summary, its text, and every refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- four loans of two months: paid off in April; charged off in June; first seen two months late; lost after April,
-- with a gap
CREATE TEMP TABLE loan (id int, originated date, amount numeric, h payment_history);
INSERT INTO loan VALUES
    (1, '2024-01-10', 1000, '{2024-01:1000.00,900.00,800.00,0.00}'),
    (2, '2024-01-20', 2000,
     '{2024-01:2000.00,1900.00/15,1900.00/46,1900.00/76,1900.00/107,0.00/137!1900.00,0.00+400.00}'),
    (3, '2024-02-05', 500, '{2024-04:450.00,440.00/31,430.00,420.00}'),
    (4, '2024-02-10', 800, '{2024-02:800.00,*,780.00/35}');
CREATE TEMP TABLE summary AS SELECT vintage_agg(h, originated, amount) AS v FROM loan;
SELECT v FROM summary;

-- the base of a month is every loan that is that old, whatever happened to it; a row is complete from the late-seen
-- loan's first month to the younger cohort's age
SELECT c.* FROM summary, vintage_curve(v, 30) AS c;
SELECT mob, hit, rate FROM summary, vintage_curve(v, 30, 'current') WHERE mob > 1;
SELECT mob, loans, exposure, hit, rate FROM summary, vintage_curve(v, 30, 'current', 'count') WHERE mob > 1;
SELECT mob, o.hit AS charge_off, n.hit AS net_loss, p.hit AS paid_off, c.hit AS loans_paid_off
FROM summary, vintage_curve(v, measure => 'charge_off') AS o
JOIN vintage_curve((TABLE summary), measure => 'net_loss') AS n USING (mob)
     JOIN vintage_curve((TABLE summary), measure => 'paid_off') AS p USING (mob)
     JOIN vintage_curve((TABLE summary), measure => 'paid_off', weight => 'count') AS c USING (mob) WHERE mob > 2;
-- a charged-off loan is over every line; the amount charged off counts as its balance
SELECT line, (SELECT string_agg(mob || ':' || hit, ' ' ORDER BY mob) FROM vintage_curve(v, line) WHERE hit > 0) AS ever
FROM summary, unnest('{0,60,90,120,180}'::int[]) AS line;
SELECT vintage_curve(v) = vintage_curve(v, 90, 'ever', 'amount') AS t FROM summary LIMIT 1;

-- by origination month, quarter, year, as rows for a pivot
SELECT cohort, cohort_start, mob, loans, exposure, hit, complete, base_share FROM summary, vintage_triangle(v, 30);
SELECT cohort, cohort_start, count(*) AS rows, max(rate) FROM summary, unnest('{quarter,year}'::text[]) AS g,
       vintage_triangle(v, 30, cohort => g) GROUP BY 1, 2 ORDER BY 1;

-- Wilson's bounds by count; none and all are exact
SELECT mob, loans, hit, rate, round(low::numeric, 6) AS low, round(high::numeric, 6) AS high, complete
FROM summary, vintage_bounds(v, 30);
SELECT mob, hit, low = 0 AS low_is_0, high = 1 AS high_is_1
FROM vintage_bounds((SELECT vintage_agg(h, originated, amount) FROM loan WHERE id = 2), 0);
SELECT round(low::numeric, 6) AS low, round(high::numeric, 6) AS high
FROM summary, vintage_bounds(v, 30, 'current', 0.99) WHERE mob = 2;

-- the instalment missed first is that of the row's due day: loans 2 and 4 missed the first, loan 3 the second
SELECT first_payment_default(v) AS first, first_payment_default(v, 30, 2) AS second,
       first_payment_default(v, 30, 3) AS third, first_payment_default(v, 0, 1) AS over_0,
       first_payment_default(v, 180, 1) IS NULL AS too_young FROM summary;
SELECT early_payment_default(v, 30, 3) AS by_3, early_payment_default(v, 30, 2) AS by_2,
       early_payment_default(v, 30, 6) AS by_6, early_payment_default(v, 30, 7) IS NULL AS nobody FROM summary;

-- months on book: one more, and full months from the day; of two observations in one month on book the later is the one
SELECT rule, (SELECT string_agg(mob || ':' || loans || ':' || hit, ' ' ORDER BY mob) FROM vintage_curve(v, 30) AS c)
FROM unnest('{calendar0,calendar1,anniversary}'::text[]) AS rule,
     LATERAL (SELECT vintage_agg(h, originated, amount, rule) AS v FROM loan WHERE id IN (2, 3)) AS s;
SELECT vintage_agg('{2024-02:100.00@29/31,100.00@28/40,100.00@29}', '2024-01-31', 100, 'anniversary');

-- merging in any shape is one pass; a NULL is skipped and counted
SELECT (SELECT rollup(v) FROM (SELECT vintage_agg(h, originated, amount) AS v FROM loan GROUP BY id % 3) AS s) = v AS t,
       (SELECT vintage_agg(h, originated, amount) FROM loan WHERE id < 3) + (SELECT vintage_agg(h, originated, amount)
           FROM loan WHERE id > 2) = v AS t FROM summary;
SELECT vintage_agg(h, d, a)
FROM (VALUES (NULL::payment_history, date '2024-01-01', 1), ('{2024-01:1.00}', NULL, 1),
      ('{2024-01:1.00}', '2024-01-01', NULL)) AS v(h, d, a);
SELECT vintage_agg(h, originated, amount) IS NULL AS "null", rollup(v) IS NULL AS "null" FROM loan, summary WHERE false;
SELECT rollup(v) = rollup(w) AS t FROM (SELECT v, v FROM summary UNION ALL SELECT NULL, NULL) AS s(v, w);
SELECT count(*) FROM vintage_curve(NULL) AS a, vintage_triangle(NULL) AS b, vintage_bounds(NULL) AS c;
SELECT count(*) FROM vintage_curve('{"vintage_summary":1,"mob":"calendar0","skipped":3}'::vintage_summary);
-- an unknown balance makes amounts unknown where it is needed, not counts; a negative one counts as 0
SELECT mob, a.hit AS ever, c.hit AS ever_count, p.hit AS paid_off
FROM (SELECT vintage_agg(h, '2024-01-05', 100, 'calendar0') AS v
      FROM (VALUES ('{2024-01:?,?/31}'::payment_history), ('{2024-01:9.00/31,-9.00/40}')) AS w(h)) AS s,
     vintage_curve(v, 30) AS a JOIN LATERAL vintage_curve(v, 30, 'ever', 'count') AS c USING (mob)
     JOIN LATERAL vintage_curve(v, 30, 'paid_off') AS p USING (mob);
SELECT mob, hit FROM vintage_curve(
    vintage_agg_final(vintage_agg_accum(NULL, '{2024-01:-9.00/31,5.00/40}', '2024-01-05', 100)), 30, 'current');

-- straight from snapshot rows: one cohort, cut off at the greatest month on book; equal rows are one, a row with a
-- NULL (but for the balance) is skipped
CREATE TEMP TABLE state (loan_id bigint, mob int, amount numeric, balance numeric, dpd int);
INSERT INTO state VALUES (7, 2, 100, 80, 31), (7, 0, 100, 100, 0), (7, 1, 100, 90, 1), (9, 0, 50, 50, 0),
    (9, 3, 50, 0, 0), (9, 1, 50, 0, 0), (7, 2, 100.00, 80.00, 31), (NULL, 0, 1, 1, 0), (7, 3, 100, NULL, NULL);
SELECT vintage_agg(loan_id, mob, amount, balance, dpd) FROM state;
SELECT mob, loans, hit, complete FROM (SELECT vintage_agg(loan_id, mob, amount, balance, dpd::bigint, 7) AS v
                                       FROM state) AS s, vintage_curve(v, 30);
SELECT cohort, cohort_start, mob, hit FROM (SELECT vintage_agg(loan_id, mob, amount, balance, dpd) AS v
                                            FROM state) AS s, vintage_triangle(v, 0, cohort => 'year') WHERE mob = 1;
SELECT mob, hit FROM (SELECT vintage_agg(loan_id, mob, amount, balance, dpd) AS v FROM state) AS s,
       vintage_curve(v, 0, 'paid_off', 'count') WHERE hit > 0;
SELECT vintage_agg(1, 0, 1, 1, 0) IS NULL AS "null" WHERE false;

-- text is canonical on the way out; JSON both ways; order and hash
SELECT ' { "mob" : "calendar0", "cohorts" : {"2024-02": {"original": 5, "loans": 1, "paid_off": [], '
       '"seen": [[0,1]]}}, "cutoff" : "2024-03-31", "vintage_summary": 1, "currency":"CNY"} '::vintage_summary;
SELECT v::text::vintage_summary = v AS t, v::jsonb::vintage_summary = v AS t, v::jsonb ->> 'cutoff' AS cutoff
FROM summary;
SELECT loan_count(v), skipped_count(v), currency(v) IS NULL AS "null" FROM summary;
SELECT loan_count(v), skipped_count(v), currency(v)
FROM (SELECT vintage_agg(h, '2024-01-09', 5) AS v FROM unnest('{"[KWD]{2024-01:5.000}",NULL}'::payment_history[]) AS h)
       AS s;
SELECT count(DISTINCT v), min(v::text) = max(v::text) AS t
FROM (SELECT v FROM summary UNION ALL SELECT v FROM summary) AS s;

-- refusals
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused(call) FROM unnest(ARRAY[
    $$(SELECT count(*) FROM summary, vintage_curve(v, 45))$$, $$(SELECT count(*) FROM summary, vintage_curve(v, 270))$$,
    $$(SELECT count(*) FROM summary, vintage_curve(v, 90, 'never'))$$,
    $$(SELECT count(*) FROM summary, vintage_curve(v, 90, 'ever', 'volume'))$$,
    $$(SELECT count(*) FROM summary, vintage_curve(v, 90, 'net_loss', 'count'))$$,
    $$(SELECT count(*) FROM summary, vintage_triangle(v, cohort => 'week'))$$,
    $$(SELECT count(*) FROM summary, vintage_bounds(v, 90, 'net_loss'))$$,
    $$(SELECT count(*) FROM summary, vintage_bounds(v, confidence => 1))$$,
    $$(SELECT count(*) FROM summary, vintage_bounds(v, confidence => 'NaN'))$$,
    $$(SELECT first_payment_default(v, 30, 0) FROM summary)$$, $$(SELECT first_payment_default(v, 31) FROM summary)$$,
    $$(SELECT early_payment_default(v, 30, -1) FROM summary)$$,
    $$(SELECT vintage_agg(h, originated, amount, 'age') FROM loan)$$,
    $$(SELECT vintage_agg(h, originated, amount, CASE id WHEN 2 THEN 'calendar1' END) FROM loan)$$,
    $$(SELECT vintage_agg(h, '2024-03-01', amount) FROM loan WHERE id = 1)$$,
    $$(SELECT vintage_agg('{2024-01:1.00@09}'::payment_history, '2024-01-10', 1, 'anniversary'))$$,
    $$(SELECT vintage_agg(h, originated, 0) FROM loan)$$, $$(SELECT vintage_agg(h, originated, -5) FROM loan)$$,
    $$(SELECT vintage_agg(h, originated, 1.001) FROM loan)$$, $$(SELECT vintage_agg(h, 'infinity', 1) FROM loan)$$,
    $$(SELECT vintage_agg(h, '2024-01-01', 1)
       FROM unnest('{"[CNY]{2024-01:1.00}","[JPY]{2024-01:1}"}'::payment_history[]) AS h)$$,
    $$(SELECT v + vintage_agg('{2024-01:1.00}'::payment_history, '2024-01-01', 1, 'calendar1') FROM summary
       GROUP BY v)$$
]) WITH ORDINALITY AS v(call, k) ORDER BY k;
SELECT pg_temp.refused('(SELECT vintage_agg(' || arguments || ') FROM state)') FROM unnest(ARRAY[
    '7, 2, 100, balance, 31', '7, mob, 1 + mob, 1, 0', 'loan_id, mob, amount, balance, dpd, 6',
    'loan_id, mob, amount, balance, dpd, 0',
    'loan_id, mob, amount, balance, dpd, CASE WHEN mob > 1 THEN 5 ELSE 6 END', '1, -1, 1, 1, 0',
    '1, 131072, 1, 1, 0', '1, 1, 1, 1, -1', '1, 1, 0, 1, 0', '1, 1, 1, -92233720368547758.08, 0',
    '1, 1, 1, 1, 5000000', '1, CASE WHEN mob > 1 THEN 5000 ELSE 0 END, 1, 1, 0']) WITH ORDINALITY AS v(arguments, k)
    ORDER BY k;
SELECT pg_temp.refused('(SELECT first_payment_default(vintage_agg(loan_id, mob, amount, balance, dpd)) FROM state)');
SELECT pg_temp.refused(quote_literal(text) || '::vintage_summary') FROM unnest(ARRAY[
    '', '[]', '{"vintage_summary":2,"mob":"calendar0"}', '{"vintage_summary":1}',
    '{"vintage_summary":1,"mob":"weekly"}', '{"vintage_summary":1,"mob":"calendar0","x":1}',
    '{"vintage_summary":1,"mob":"calendar0","cutoff":"2024-01-31","cohorts":{"2024-02":{"loans":1,"original":5.00,'
    '"seen":[[0,1]]}}}',
    '{"vintage_summary":1,"mob":"calendar0","cutoff":"2024-03-31","cohorts":{"2024-02":{"loans":1,"original":5.00}}}',
    '{"vintage_summary":1,"mob":"calendar0","cutoff":"2024-03-31","cohorts":{"2024-02":{"loans":1,"original":-5.00,'
    '"seen":[[0,1]]}}}',
    '{"vintage_summary":1,"mob":"calendar0","cutoff":"2024-03-31","cohorts":{"2024-02":{"loans":1,"original":5.00,'
    '"seen":[[0,1]],"ever_45":[[0,1,1.00]]}}}',
    '{"vintage_summary":1,"mob":"calendar0","cutoff":"2024-03-31","cohorts":{"2024-02":{"loans":1,"original":5.00,'
    '"seen":[[0,1]],"ever_0":[[0,2,1.00]]}}}',
    '{"vintage_summary":1,"mob":"calendar0","cutoff":"2024-03-31","cohorts":{"2024-02-05":{"loans":1,'
    '"original":5.00,"seen":[[0,1]]}}}'
]) WITH ORDINALITY AS v(text, k) ORDER BY k;
