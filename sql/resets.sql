-- rate_resets, reprice over a list, reset_rates: each custom by hand, each refusal once.
SET datestyle = 'ISO, YMD';
\pset null NULL
CREATE TABLE loan AS SELECT amortize(100000, 0.05, 24, '2024-03-15') AS s;
CREATE TABLE lpr AS
SELECT '{"(2024-02-20,0.0395)","(2024-07-22,0.0385)","(2024-10-21,0.036)","(2025-05-20,0.035)"}'::dated_rate[] AS rates;

-- an index, a spread, a floor, a cap, the first of a month; a rate that repeats the one before is left out
SELECT rate_resets(rates) = rates AS plain, rate_resets(rates, 0.005) AS spread,
       rate_resets(rates, 0.005, floor => 0.0415, cap => 0.044) AS held,
       rate_resets(rates, 0.005, reset_month => 1) AS january, rate_resets(rates, reset_month => 7) AS july,
       rate_resets('{}') AS none FROM lpr;
SELECT rate_resets('{"(2024-01-01,0.05)","(2024-07-02,0.06)"}', reset_month => 7) AS the_first_itself_counts;
SELECT rate_resets(NULL) AS "null", reprice(s, NULL::dated_rate[]) AS reprice, reset_rates(s, NULL) AS reset FROM loan;

-- the days on which a loan of 15 March takes them; days before the start are passed over, by the year they count
SELECT custom, substring(c::text from 'periodic 1mon (.*) last') AS rates, total_interest(c)
FROM   loan, lpr, unnest(ARRAY['date', 'due', 'january', 'anniversary']) AS custom, reset_rates(s, rates, custom) AS c;
-- the leap day's anniversary
SELECT substring(reset_rates(amortize(1000, 0.05, 24, '2024-02-29'), rates, 'anniversary')::text
                 from 'periodic 1mon (.*) last') FROM lpr;

-- a list is one repricing after the other
SELECT reprice(s, rates) = reprice(reprice(reprice(s, '2024-07-22', 0.0385), '2024-10-21', 0.036), '2025-05-20', 0.035)
           AS same,
       reset_rates(s, rates, 'date', 'term') = reprice(reprice(reprice(s, '2024-07-22', 0.0385, 'term'),
           '2024-10-21', 0.036, 'term'), '2025-05-20', 0.035, 'term') AS term FROM loan, lpr;
-- what is past stays past: after a change only later days count; the last row and what follows are passed over
SELECT reprice(prepay(s, '2024-12-15', 1000), rates)
           = reprice(prepay(s, '2024-12-15', 1000), '2025-05-20', 0.035) AS later,
       reprice(s, '{"(2026-03-15,0.01)","(2027-01-01,0.02)"}') = s AS never,
       reprice(s, '{}') = s AS none, reprice(s, '{"(2024-06-01,0.05)"}') = s AS the_same_rate FROM loan, lpr;

-- refusals
SELECT rate_resets('{"(2024-02-20,0.04)","(2024-02-20,0.05)"}');
SELECT reprice(s, '{"(2025-02-20,0.04)","(2024-02-20,0.05)"}') FROM loan;
SELECT rate_resets(rates, floor => 0.06, cap => 0.05) FROM lpr;
SELECT rate_resets(rates, -1) FROM lpr;
SELECT rate_resets(rates, reset_month => 13) FROM lpr;
SELECT rate_resets('{NULL}');
SELECT rate_resets('{"(2024-02-20,)"}');
SELECT rate_resets('{"(infinity,0.05)"}');
SELECT rate_resets('{"(2024-02-20,0.0000000000001)"}');
SELECT reset_rates(s, rates, 'quarter') FROM loan, lpr;
SELECT reset_rates(s, rates, 'due', 'end') FROM loan, lpr;
SELECT reprice(s + s, rates) FROM loan, lpr;
SELECT reprice(amortize(1000, 0.12, 4, '2024-01-31', 'flat'), rates) FROM lpr;
SELECT rate_resets(array_agg((date '2000-01-01' + i, 0.05)::dated_rate ORDER BY i)) FROM generate_series(1, 1201) AS i;
DROP TABLE loan, lpr;
