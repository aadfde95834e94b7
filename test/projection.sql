-- Laws of projections and prices: no minor unit is lost; no speed is the contract by months; severity 0 without a lag
-- loses nothing; faster prepayment never lengthens a level-payment loan; the recurrence is linear but for rounding.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE loan AS
SELECT i, amortize((10000 + draw(i, 'principal', 9000000)) / 100.0, draw(i, 'rate', 2000) / 10000.0,
                   (1 + draw(i, 'periods', 60))::int, date '2023-01-01' + draw(i, 'start', 365)::int,
                   (ARRAY['annuity', 'equal_principal', 'flat', 'interest_only'])[1 + draw(i, 'method', 4)],
                   fee => draw(i, 'fee', 3)) AS s,
       (ARRAY['0 SMM', '1.5 ABS', '6 CPR', '150 PSA', '0 to 12 CPR x12, 12 CPR', '100 SMM', '3 SMM x2, 0 SMM'])
           [1 + draw(i, 'prepayment', 7)] AS prepayment,
       (ARRAY['0 MDR', '2 CDR', '100 SDA', '0.5 MDR x6, 0 MDR', '100 MDR'])[1 + draw(i, 'defaults', 5)] AS defaults,
       draw(i, 'severity', 101) / 100.0 AS severity, draw(i, 'lag', 13) AS lag,
       CASE WHEN draw(i, 'age', 2) = 0 THEN draw(i, 'age', 60) END AS age
FROM generate_series(1, 400) AS i;
CREATE TABLE asked AS
SELECT *, start_date(s) + draw(i, 'day', 400)::int AS as_of FROM loan;
CREATE TABLE came AS
SELECT a.*, p.month, p.due, p.opening, p.defaulted, p.interest, p.fee, p.scheduled, p.prepaid, p.recovered, p.loss,
       p.closing, p.smm, p.mdr
FROM asked AS a, LATERAL projection(s, as_of, prepayment, defaults, severity, lag, age) AS p;

SELECT law('what comes and what is lost is the balance', $$
    SELECT i FROM came GROUP BY i, s, as_of
    HAVING sum(scheduled + prepaid + recovered + loss) <> balance_at(s, as_of) $$);
SELECT law('each month closes where the next opens', $$
    SELECT i FROM (SELECT *, lead(opening) OVER (PARTITION BY i ORDER BY month) AS next FROM came) AS c
    WHERE opening - defaulted - scheduled - prepaid <> closing OR closing <> coalesce(next, 0)
          OR least(opening, defaulted, scheduled, prepaid, recovered, loss) < 0 $$);
SELECT law('days are month ends counted from as_of', $$
    SELECT i FROM came WHERE due <> (as_of + interval '1 month' * month)::date $$);
SELECT law('rates are those of the speeds', $$
    SELECT i FROM came, LATERAL (SELECT coalesce(age, (SELECT max(n) FROM generate_series(0, 40) AS n
                                 WHERE (start_date(s) + interval '1 month' * n)::date <= as_of)) AS had) AS x
    WHERE (smm, mdr) IS DISTINCT FROM
          (monthly_rate(prepayment, month, had + month), monthly_rate(defaults, month, had + month)) $$);
SELECT law('without speeds it is the contract by months', $$
    SELECT i FROM asked, LATERAL projection(s, as_of) AS p,
           LATERAL (SELECT coalesce(sum(principal), 0) AS principal, coalesce(sum(interest), 0) AS interest,
                           coalesce(sum(fee), 0) AS fee
                    FROM installments(s) AS r WHERE r.due > (as_of + interval '1 month' * (p.month - 1))::date
                                                    AND r.due <= p.due) AS c
    WHERE (p.scheduled, p.interest, p.fee, p.prepaid + p.defaulted)
          IS DISTINCT FROM (c.principal, c.interest, c.fee, 0) $$);
SELECT law('severity 0 and no lag lose nothing', $$
    SELECT i FROM asked, LATERAL (SELECT sum(p.loss) AS lost, sum(scheduled + prepaid + recovered) AS came
                                  FROM projection(s, as_of, prepayment, defaults) AS p) AS t
    WHERE lost <> 0 OR came <> balance_at(s, as_of)
          OR expected_loss(s, as_of, defaults, 0, 0, prepayment, 0.1) <> 0 $$);
SELECT law('project is the cash of the rows', $$
    SELECT a.i FROM asked AS a
    WHERE EXISTS (SELECT FROM installments(project(s, as_of, prepayment, defaults, severity, lag, age)) AS r
                  FULL JOIN (SELECT * FROM came WHERE came.i = a.i) AS c USING (due)
                  WHERE (r.principal, r.interest, r.fee)
                        IS DISTINCT FROM (c.scheduled + c.prepaid + c.recovered, c.interest, c.fee)) $$);
SELECT law('what project() gives is one schedule, read at once or stored', $$
    SELECT i FROM (SELECT i, s, as_of, prepayment, defaults, severity, lag, age FROM asked
                   UNION ALL SELECT -1, amortize(100000, 0.05, 1200, '2024-01-31'), '2024-01-31', '1 CPR', '0.1 CDR',
                                    0.5, 120, 0) AS asked,
           LATERAL (SELECT project(s, as_of, prepayment, defaults, severity, lag, age)::text AS stored OFFSET 0) AS t
    WHERE money_schedule_send(project(s, as_of, prepayment, defaults, severity, lag, age))
          <> money_schedule_send(stored::money_schedule)
       OR (SELECT string_agg(r::text, ' ') FROM installments(project(s, as_of, prepayment, defaults, severity, lag,
                                                                     age)) AS r)
          IS DISTINCT FROM (SELECT string_agg(r::text, ' ') FROM installments(stored::money_schedule) AS r)
       OR (balance_at(project(s, as_of, prepayment, defaults, severity, lag, age), as_of + 100),
           next_due(project(s, as_of, prepayment, defaults, severity, lag, age), as_of + 100),
           maturity_date(project(s, as_of, prepayment, defaults, severity, lag, age)),
           annual_rate(project(s, as_of, prepayment, defaults, severity, lag, age)))
          IS DISTINCT FROM (balance_at(stored::money_schedule, as_of + 100),
                            next_due(stored::money_schedule, as_of + 100), maturity_date(stored::money_schedule),
                            annual_rate(stored::money_schedule)) $$);
SELECT law('expected loss without discount is the loss of the rows', $$
    SELECT i FROM asked
    WHERE expected_loss(s, as_of, defaults, severity, lag, prepayment, age => age)
          <> coalesce((SELECT sum(c.loss) FROM came AS c WHERE c.i = asked.i), 0)
       OR expected_loss(s, as_of, defaults, severity, lag, prepayment, 0, 12, age)
          <> coalesce((SELECT sum(c.loss) FROM came AS c WHERE c.i = asked.i AND month <= 12), 0) $$);
SELECT law('faster prepayment never lengthens a level-payment loan', $$
    SELECT i FROM (SELECT i, life, lag(life) OVER (PARTITION BY i ORDER BY cpr) AS slower
                   FROM (SELECT i, cpr, weighted_average_life(project(s, start_date(s), cpr || ' CPR')) AS life
                         FROM (SELECT i, amortize(1000.00 * i, 0.06, 36, start_date(s)) AS s
                               FROM loan WHERE i <= 60) AS l,
                              generate_series(0, 60, 10) AS cpr) AS t) AS t
    WHERE life > slower $$);
SELECT law('a pool is the sum of its loans but for rounding', $$
    SELECT month FROM (SELECT sum(s) AS s FROM loan WHERE i <= 50) AS pool,
           LATERAL projection(s, '2024-01-01', '6 CPR', '2 CDR', 0.5) AS p
           JOIN (SELECT month, sum(l.closing) AS closing, sum(l.loss) AS loss, sum(l.interest) AS interest
                 FROM loan, LATERAL projection(s, '2024-01-01', '6 CPR', '2 CDR', 0.5) AS l
                 WHERE i <= 50 GROUP BY month) AS l USING (month)
    WHERE greatest(abs(p.closing - l.closing), abs(p.loss - l.loss), abs(p.interest - l.interest))
          > 50 * 0.01 * month $$);
SELECT law('parts of a price add up, and those not given are 0', $$
    SELECT i FROM generate_series(1, 40) AS i,
           LATERAL risk_price(1000 * i, 6 + i, date '2024-01-15' + (i * 11)::int, i / 500.0,
                              CASE i % 2 WHEN 1 THEN '0.2 MDR' END, 0.5, i % 7, CASE i % 3 WHEN 1 THEN '1 ABS' END,
                              i % 4 * 10, i % 5, i % 6 / 1000.0) AS p
    WHERE p.funding + p.expected_loss + p.prepayment + p.cost + p.margin <> p.annual_rate
          OR (i % 2 = 0 AND p.expected_loss <> 0) OR (i % 4 + i % 5 = 0 AND p.cost <> 0)
          OR (i % 6 = 0 AND p.margin <> 0) $$);
SELECT law('with nothing but funding the value is the principal, and just so', $$
    SELECT i FROM generate_series(1, 40) AS i,
           LATERAL (SELECT 1000.00 * i AS amount, date '2024-01-15' + (i * 11)::int AS start) AS x,
           LATERAL risk_price(amount, 6 + i, start, i / 500.0) AS p
    WHERE p.annual_rate <> p.funding
          OR present_value(amortize(amount, p.annual_rate, 6 + i, start), i / 500.0, start) < amount - 0.005
          OR present_value(amortize(amount, p.annual_rate - 0.00005, 6 + i, start), i / 500.0, start) >= amount $$);
SELECT law('every form has its least rate, also where a higher one is refused', $$
    SELECT method, i FROM unnest('{annuity,equal_principal,interest_only,flat,rule_of_78}'::text[]) AS method,
           generate_series(1, 30) AS i,
           LATERAL (SELECT 1000.00 * i AS amount, 6 * (i % 6 + 1) AS periods, date '2024-01-15' AS start,
                           i / 64.0 AS y) AS x,
           LATERAL risk_price(amount, periods, start, y, method => method) AS p
    WHERE present_value(amortize(amount, p.annual_rate, periods, start, method), y, start) < amount - 0.005
          OR present_value(amortize(amount, p.annual_rate - 0.0001, periods, start, method), y, start) >= amount $$);
SELECT * FROM finish();
ROLLBACK;
