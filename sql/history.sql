-- history_agg, history_append and what reads a payment_history: every function, NULLs, gaps, windows, and every
-- refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- rows in any order; the latest day of a month wins, equal rows are one, a row without a day or days past due is
-- skipped
CREATE TEMP TABLE month_end (loan int, as_of date, balance numeric, dpd int, lost numeric, back numeric);
INSERT INTO month_end VALUES
    (1, '2024-04-30', 9400, 15, 0, 0), (1, '2024-01-31', 9800, 0, NULL, NULL), (1, '2024-02-29', 9600.5, 31, 0, 0),
    (1, '2024-02-10', 7, 7, 7, 7), (1, '2024-01-31', 9800.00, 0, 0, 0), (1, NULL, 1, 1, 1, 1),
    (1, '2024-03-31', 1, NULL, 1, 1),
    (2, '2024-01-31', 500, 0, 0, 0), (2, '2024-02-29', 500, 200, 400, 0), (2, '2024-03-15', 0, 0, 0, 30),
    (2, '2024-05-31', 0, 0, 100, -5), (3, '2024-01-31', NULL, 0, 0, 0), (3, '2024-02-29', -0.01, 0, 0, 0),
    (4, NULL, 0, 0, 0, 0);
CREATE TEMP TABLE loan AS SELECT loan, history_agg(as_of, balance, dpd, lost, back) AS h FROM month_end GROUP BY loan;
SELECT * FROM loan ORDER BY loan;
SELECT history_agg(as_of, balance, dpd) FROM month_end WHERE loan = 1;
SELECT history_agg(as_of, balance, dpd ORDER BY as_of DESC) = history_agg(as_of, balance, dpd ORDER BY balance) AS t
FROM month_end WHERE loan = 1;
SELECT history_agg(as_of, balance, dpd::smallint, lost, back, 'KWD'),
       history_agg(as_of, balance, dpd::bigint, lost, back, NULL) FROM month_end WHERE loan = 2;
SELECT history_agg(as_of, balance, dpd) IS NULL AS "null" FROM month_end WHERE false;
-- a day that is disputed does not matter where a later one wins
SELECT history_agg(as_of::date, balance, 0)
FROM (VALUES ('2024-01-15', 1), ('2024-01-15', 2), ('2024-01-16', 3)) AS v(as_of, balance);

-- a month more, an earlier one, one replaced; a NULL history begins one; without a day nothing changes
SELECT loan, history_append(h, '2024-06-30', 9000, 0) FROM loan ORDER BY loan;
SELECT history_append(h, '2023-11-15', 9900, 3, 1, 2), history_append(h, '2024-03-31', NULL, 4),
       history_append(h, '2024-02-28', 1, 2, replace => true) FROM loan WHERE loan = 1;
-- the very observation that is there changes nothing
SELECT bool_and(history_append(h, m.as_of, m.balance, m.days_past_due, m.charged_off, m.recovered) = h) AS t,
       count(*) > 5 AS t
FROM loan, months(h) AS m WHERE m.as_of IS NOT NULL;
SELECT history_append(h, '2024-02-29', 500, 200, replace => true) AS no_loss, history_append(h, NULL, 1, 1) = h AS t,
       history_append(h, '2024-06-30', 1, NULL) = h AS t, history_append(NULL, NULL, 1, 1) IS NULL AS "null" FROM loan
WHERE loan = 2;
SELECT history_append(NULL, '2024-06-30', 1.5, 0, NULL, NULL, NULL, 'KWD'),
       history_append('[JPY]{2024-01:5}', '2024-02-29', 4, 0, currency => 'JPY');

-- readers
SELECT loan, first_month(h), last_month(h), paid_off_month(h), charge_off_month(h), currency(h), worst_dpd(h),
       times_past_due(h, 0), consecutive_past_due(h), first_past_due(h, 0), history_string(h, 6) FROM loan
ORDER BY loan;
SELECT loan, month, dpd_at(h, month), balance_at(h, month)
FROM loan, unnest('{2023-12-31,2024-01-01,2024-02-29,2024-03-05,2024-04-30,2024-05-05,2025-01-01}'::date[]) AS month
WHERE loan < 3 ORDER BY loan, month;
SELECT loan, m.* FROM loan, months(h) AS m ORDER BY loan, month;
EXPLAIN SELECT * FROM months('{2024-01:1,*,2}');

-- over the line: strictly more days, or charged off; windows are calendar months to the last one; a gap breaks a run
CREATE TEMP TABLE worn AS SELECT '{2023-01:9/31,9/61,9/30,*,9/31,9/95,9/120,9/0,9/40,9/0,9/1}'::payment_history AS h;
SELECT over_days, times_past_due(h, over_days), consecutive_past_due(h, over_days), first_past_due(h, over_days),
       first_past_due(h, over_days, '2022-11-30') AS on_book FROM worn, unnest('{0,30,31,90,120}'::int[]) AS over_days;
SELECT last_months, worst_dpd(h, last_months), times_past_due(h, 0, last_months),
       consecutive_past_due(h, 30, last_months)
FROM worn, unnest('{1,2,5,6,7,8,11,500,2147483647,NULL}'::int[]) AS last_months;
SELECT times_past_due('{2024-01:9!3,9,*,9}', 180) AS three, consecutive_past_due('{2024-01:9!3,9,*,9}', 180) AS two;
SELECT consecutive_past_due(h, 0, 24) >= 3 OR times_past_due(h, 0, 24) >= 6 AS "连三累六" FROM worn;

-- paid off is what ends so, in no arrears, and never after a charge-off; a zero before a balance was no pay-off
SELECT h, paid_off_month(h), charge_off_month(h), history_string(h, 5)
FROM unnest('{"{2024-01:0,5,0,*,-1}","{2024-01:5,0/3}","{2024-01:5,0,0/1}","{2024-01:5,?}","{2024-01:5!5,0}",'
            '"{2024-01:0}"}'::payment_history[]) AS h;

-- the bureau's letters, each limit of a band
SELECT history_string(h, 14)
FROM (VALUES ('{2023-01:1,1/1,1/30,1/31,1/60,1/61,1/90,1/91,1/120,1/150,1/151,1/180,1/181,1/9999}'::payment_history),
      ('{2023-01:1,*,1/3,0,0}'), ('{2023-01:1,*,1/3,0!1,0}')) AS v(h);
SELECT s, history_from_string(s, '2024-06-15') AS h, history_string(history_from_string(s, '2024-06-15'), length(s))
FROM unnest('{//N1234567,N*#NC,NG*G,1C2,CC,N**,#N}'::text[]) AS s;
SELECT history_string(h) AS "24", length(history_string(h, 1200)) FROM worn;

-- NULLs
SELECT num_nulls(dpd_at(h, NULL), dpd_at(NULL, '2024-01-01'), balance_at(h, NULL),
                 balance_at(NULL::payment_history, '2024-01-01'), worst_dpd(NULL), times_past_due(NULL, 0),
                 times_past_due(h, NULL), consecutive_past_due(NULL), consecutive_past_due(h, NULL),
                 first_past_due(NULL, 0), first_past_due(h, NULL), first_past_due(h, 500), paid_off_month(NULL),
                 charge_off_month(NULL), first_month(NULL), last_month(NULL), currency(NULL::payment_history),
                 history_string(NULL), history_string(h, NULL),
                 history_from_string(NULL, '2024-01-01'), history_from_string('N', NULL)) AS "21" FROM worn;
SELECT count(*) FROM months(NULL);

-- refusals
SELECT call, pg_temp.refused(call) FROM unnest(ARRAY[
    $$SELECT history_agg('2024-01-31', b, 0) FROM (VALUES (1), (2), (1)) AS v(b)$$,
    $$SELECT history_agg('2024-01-31', 1, d) FROM (VALUES (1), (2)) AS v(d)$$,
    $$SELECT history_agg('2024-01-31', 1, 0, c, 0) FROM (VALUES (1), (NULL)) AS v(c)$$,
    $$SELECT history_agg('infinity', 1, 0)$$, $$SELECT history_agg('2024-01-31', 1.005, 0)$$,
    $$SELECT history_agg('2024-01-31', 'Infinity', 0)$$,
    $$SELECT history_agg('2024-01-31', 900000000000000.01, 0)$$,
    $$SELECT history_agg('2024-01-31', -92233720368547758.08, 0)$$, $$SELECT history_agg('2024-01-31', 1, -1)$$,
    $$SELECT history_agg('2024-01-31', 1, 3652059)$$, $$SELECT history_agg('2024-01-31', 1, 0, -0.01, 0)$$,
    $$SELECT history_agg('2024-01-31', 1, 0, 0, -92233720368547758.08)$$,
    $$SELECT history_agg('2024-01-31', 1, 0, 0, 0, 'cny')$$,
    $$SELECT history_agg('2024-01-31', 1, 0, 0, 0, c) FROM (VALUES ('CNY'), ('USD')) AS v(c)$$,
    $$SELECT history_agg(d::date, 1, 0) FROM unnest('{1924-01-31,2024-01-31}'::text[]) AS d$$,
    $$SELECT history_append(h, '2023-04-30', 1, 0, currency => 'CNY') FROM worn$$,
    $$SELECT history_append(h, '2023-01-05', 1, 0) FROM worn$$,
    $$SELECT history_append(h, '2123-01-05', 1, 0) FROM worn$$,
    $$SELECT history_append(h, '2023-04-30', 1, 0, -1) FROM worn$$,
    $$SELECT history_append(h, '2023-04-30', 1, 0, -92233720368547758.08) FROM worn$$,
    $$SELECT history_append(h, '2023-04-30', 1.001, 0) FROM worn$$,
    $$SELECT history_append(h, '-infinity', 1, 0) FROM worn$$,
    $$SELECT history_append(h, '2023-04-30', 1, -5) FROM worn$$,
    $$SELECT dpd_at(h, 'infinity') FROM worn$$, $$SELECT balance_at(h, '-infinity') FROM worn$$,
    $$SELECT worst_dpd(h, 0) FROM worn$$, $$SELECT times_past_due(h, -1) FROM worn$$,
    $$SELECT times_past_due(h, 0, -3) FROM worn$$, $$SELECT consecutive_past_due(h, -1) FROM worn$$,
    $$SELECT first_past_due(h, -1) FROM worn$$, $$SELECT first_past_due(h, 0, '2023-02-01') FROM worn$$,
    $$SELECT first_past_due(h, 0, 'infinity') FROM worn$$, $$SELECT history_string(h, 0) FROM worn$$,
    $$SELECT history_string(h, 1201) FROM worn$$,
    $$SELECT history_from_string('NNX', '2024-01-01')$$, $$SELECT history_from_string('N/N', '2024-01-01')$$,
    $$SELECT history_from_string('', '2024-01-01')$$, $$SELECT history_from_string('//*', '2024-01-01')$$,
    $$SELECT history_from_string('n', '2024-01-01')$$,
    $$SELECT history_from_string(repeat('N', 1201), '2024-01-01')$$, $$SELECT history_from_string('NN', '0001-01-01')$$,
    $$SELECT history_from_string('N', 'infinity')$$
]) WITH ORDINALITY AS v(call, k) ORDER BY k;
