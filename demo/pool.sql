/*
 * Section: what is still to come: speeds of the pool by half-year, its projection at the observed speed against what was
 * collected afterwards, average life at three speeds, a price by credit score, equity by month of one loan.
 *
 * Runs on either schema, which the search path names.  psql variables, set by run: cut, the month end at which the
 * projection is made, and until, to which it is compared.  Needs the table contract of schedules.sql.
 */

CREATE TABLE pool_history AS
SELECT loan_id, history_agg(as_of, balance, days_past_due, charged_off, recovered, currency) AS h
FROM   snapshot JOIN loan USING (loan_id) GROUP BY loan_id;
CREATE TABLE pool_month AS
SELECT p.*, (SELECT sum(principal) FROM loan WHERE start_date < p.month) AS lent
FROM   (SELECT pool_agg(schedule, h) AS pool FROM contract JOIN pool_history USING (loan_id)) AS made,
       pool_speeds(pool) AS p;
SELECT bool_and(opening - closing = scheduled + prepaid - unpaid + defaulted) AS adds_up FROM pool_month \gset
\if :adds_up
\else
    DO $$ BEGIN RAISE EXCEPTION 'opening less closing is not the sum of its parts'; END $$;
\endif

\echo
\echo '1. Speeds by half-year, %: of what was open beyond its scheduled part, prepaid a month (SMM) and a year (CPR); of the'
\echo '   original number of loans a month (ABS); charged off a year (CDR); and the net loss so far, of all that was lent.'
\echo
WITH half AS (
    SELECT min(month) AS month, max(loans) AS loans, sum(prepaid) / sum(opening - scheduled) AS smm, sum(defaulted) / sum(opening) AS mdr,
           sum(age * opening) / sum(opening) AS age, sum(defaulted - recovered) AS lost, max(lent) AS lent
    FROM   pool_month GROUP BY extract(year FROM month), extract(month FROM month) > 6
)
SELECT to_char(month, 'YYYY-MM') AS "from", to_char(loans, '99,999') AS loans, round(age, 1) AS age, to_char(100 * smm, '990.00') AS "SMM",
       to_char(100 * cpr(round(smm, 8)), '990.00') AS "CPR", to_char(100 * smm / (1 + smm * (age - 1)), '990.00') AS "ABS",
       to_char(100 * cpr(round(mdr, 8)), '990.00') AS "CDR", to_char(100 * sum(lost) OVER (ORDER BY month) / lent, '990.00') AS "net loss",
       bar(smm, max(smm) OVER (), 40) AS "SMM"
FROM   half ORDER BY month;

/* The loans open at the cut with what they really owe, and the speed of the twelve months before: what stayed unpaid is
   taken off what was prepaid. */
CREATE TABLE standing AS
SELECT sum(schedule) AS s, sum(balance) AS owed, count(*) AS loans
FROM   contract JOIN pool_history USING (loan_id), balance_at(h, :'cut') AS balance
WHERE  balance > 0 AND coalesce(charge_off_month(h) > :'cut', true);
CREATE TABLE seen AS
SELECT round(100 * sum(prepaid - unpaid) / sum(opening - scheduled), 4) AS smm, round(100 * sum(defaulted) / sum(opening), 4) AS mdr,
       round(1 - sum(recovered) / sum(defaulted), 4) AS severity
FROM   pool_month WHERE month <= :'cut' AND month > date :'cut' - interval '12 months';
SELECT smm, mdr, severity, smm || ' SMM' AS prepayment, mdr || ' MDR' AS defaults, owed / balance_at(s, :'cut') AS scale,
       to_char(owed, 'FM999,999,999') AS owed, to_char(loans, 'FM999,999') AS loans FROM seen, standing \gset

\echo '2. Made at' :cut '(' :loans 'loans owe' :owed '), at the speed of the year before:' :smm '% prepay and' :mdr '% default a month,'
\echo '   severity' :severity ', recoveries after 6 months; against the contracts, and the cash that came in fact.'
\echo
WITH projected AS (
    SELECT (month - 1) / 3 AS quarter, max(due) AS until, :scale * sum(scheduled + prepaid + recovered + interest + fee) AS cash
    FROM   standing, projection(s, :'cut', :'prepayment', :'defaults', :severity, 6) GROUP BY 1
), contracted AS (
    SELECT (month - 1) / 3 AS quarter, :scale * sum(scheduled + interest + fee) AS cash FROM standing, projection(s, :'cut') GROUP BY 1
), came AS (
    SELECT (12 * (extract(year FROM paid_on) - extract(year FROM date :'cut')) + extract(month FROM paid_on)
            - extract(month FROM date :'cut') - 1)::int / 3 AS quarter, sum(amount) AS cash
    FROM   payment JOIN pool_history USING (loan_id)
    WHERE  paid_on > :'cut' AND paid_on <= :'until' AND balance_at(h, :'cut') > 0 AND coalesce(charge_off_month(h) > :'cut', true)
    GROUP  BY 1
)
SELECT until, to_char(c.cash, '999,999,999') AS contract, to_char(p.cash, '999,999,999') AS projected, to_char(came.cash, '999,999,999') AS came,
       to_char(100 * (p.cash / came.cash - 1), '990.0') AS "% off", to_char(100 * (sum(p.cash) OVER w / sum(came.cash) OVER w - 1), '990.0') AS "so far",
       bar(came.cash, max(greatest(p.cash, came.cash)) OVER (), 24) AS came, bar(p.cash, max(greatest(p.cash, came.cash)) OVER (), 24) AS projected
FROM   projected AS p JOIN contracted AS c USING (quarter) JOIN came USING (quarter) WINDOW w AS (ORDER BY quarter) ORDER BY quarter;

\echo '3. The same pool at three speeds: average life in years, value at 4 % and expected loss over twelve months and for life.'
\echo
SELECT to_char(k * :smm, '990.00') AS "SMM %", weighted_average_life(p) AS "average life", round(:scale * present_value(p, 0.04, :'cut'), 2) AS "value at 4 %",
       round(:scale * expected_loss(s, :'cut', :'defaults', :severity, 6, speed, 0.04, 12), 2) AS "12 months",
       round(:scale * expected_loss(s, :'cut', :'defaults', :severity, 6, speed, 0.04), 2) AS lifetime
FROM   standing, unnest('{0.5,1,2}'::numeric[]) AS k, LATERAL (SELECT round(k * :smm, 4) || ' SMM') AS t(speed),
       project(s, :'cut', speed, :'defaults', :severity, 6) AS p;

\echo '4. What a loan of 20,000 over 60 months must cost by credit score, %, at the defaults and severity that each quarter of the book has'
\echo '   shown: funding at 3 %, 300 at the start and 4 a month for cost, a margin of 1 % of the amount; against what was charged.'
\echo
WITH band AS (
    SELECT loan_id, credit_score, annual_rate, ntile(4) OVER (ORDER BY credit_score, loan_id) AS band FROM loan WHERE credit_score IS NOT NULL
), shown AS (
    SELECT band, min(credit_score) || ' - ' || max(credit_score) AS score, avg(annual_rate) AS charged, pool_agg(schedule, h) AS pool
    FROM   band JOIN contract USING (loan_id) JOIN pool_history USING (loan_id) GROUP BY band
), speed AS (
    SELECT band, score, charged, round(100 * sum(defaulted) / sum(opening), 4) AS mdr, round(1 - sum(recovered) / sum(defaulted), 4) AS severity
    FROM   shown, pool_speeds(pool) GROUP BY 1, 2, 3
)
SELECT score, mdr AS "MDR", severity, to_char(100 * annual_rate, '990.00') AS price, payment, to_char(100 * funding, '990.00') AS funding,
       to_char(100 * expected_loss, '990.00') AS loss, to_char(100 * prepayment, '990.00') AS prepayment, to_char(100 * cost, '990.00') AS cost,
       to_char(100 * margin, '990.00') AS margin, to_char(100 * charged, '990.00') AS charged
FROM   speed, risk_price(20000, 60, :'cut', 0.03, mdr || ' MDR', severity, 6, :'prepayment', 300, 4, 0.01)
ORDER  BY band;

SELECT min(loan_id) AS one_loan FROM loan WHERE periods = (SELECT max(periods) FROM loan) AND balloon = 0 AND outcome <> 'prepaid' \gset
\echo '5. Equity in the car of loan' :one_loan ': price a twentieth above the loan, a curve of 80 % after a year, 58 % after three, 40 % after five.'
\echo
CREATE TABLE car AS
SELECT loan_id, schedule AS s, round(1.05 * principal, 2) AS price,
       '{"value_curve":1,"points":[[0,1],[12,0.8],[36,0.58],[60,0.4]],"floor":0.05}'::value_curve AS curve
FROM   loan JOIN contract USING (loan_id) WHERE loan_id = :one_loan;
SELECT due, balance, value, to_char(ltv(s, curve, price, due), '0.000') AS "LTV", value - balance AS equity,
       bar(balance, price, 30) AS owed, bar(value, price, 30) AS worth
FROM   car, LATERAL (SELECT due, number, i.balance FROM installments(s) AS i WHERE number % 6 = 1 AND number < 72) AS month,
       vehicle_value(curve, price, number) AS value
ORDER  BY due;
SELECT 'never under water again from ' || positive_equity_date(s, curve, price) || ' on' AS equity FROM car;
