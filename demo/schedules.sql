/*
 * Section: the schedules of a pool of loans, their cash flow, and what actually came in.
 *
 * Runs on either schema, which the search path names.  psql variables, set by run: real (on for the filed pool, off for the
 * sample), base (the day of pool factor 1), cutoff (the last day observed), cohort_from and cohort_to (the pool factor's
 * loans, by start date), quarters_from.  Makes the tables contract, and installment where there is none.
 */

\echo
\echo '1. amortize() for every loan, stored as one packed value each.'
\echo
\timing on
CREATE TABLE contract AS
SELECT loan_id,
       amortize(principal, annual_rate, periods, start_date, method,
                first_due => first_due, balloon => balloon, grace => grace, fee => fee,
                payment_rounding => payment_rounding, currency => currency) AS schedule
FROM   loan;
\timing off
ALTER TABLE contract ADD PRIMARY KEY (loan_id);
VACUUM ANALYZE contract;

\echo
SELECT to_char(count(*), '999,999') AS loans,
       to_char(sum(installment_count(schedule)), '9,999,999') AS installments,
       to_char(sum(principal(schedule)), '9,999,999,990.00') AS principal,
       to_char(sum(total_interest(schedule)), '9,999,999,990.00') AS interest,
       min(start_date(schedule)) AS "from", max(maturity_date(schedule)) AS "to"
FROM   contract;

\echo '2. One loan: its terms, and its schedule row by row (the middle left out).'
\echo
\if :real
    SELECT min(loan_id) AS one_loan
    FROM   contract JOIN filed_loan ON asset_number = loan_id
    WHERE  payment(schedule) = scheduled_payment AND installment_count(schedule) = 72 \gset
\else
    SELECT min(loan_id) AS one_loan
    FROM   loan
    WHERE  method = 'annuity' AND periods = 24 AND first_due IS NOT NULL AND fee > 0 AND balloon = 0 AND start_date >= :'cohort_from' \gset
\endif
\pset tuples_only on
\pset format unaligned
SELECT format('   loan %s: %s %s, %s months at %s %%, %s, from %s, first due %s', loan_id, currency, to_char(principal, 'FM999,999,990.00'),
              periods, trim_scale(annual_rate * 100), method, start_date, next_due(schedule, start_date))
FROM   loan JOIN contract USING (loan_id)
WHERE  loan_id = :one_loan;
\pset format aligned
\pset tuples_only off
\echo
SELECT i.number, i.due, i.principal, i.interest, i.fee, i.payment, i.balance
FROM   contract, installments(schedule) AS i
WHERE  loan_id = :one_loan AND (number <= 6 OR number > installment_count(schedule) - 3);

\if :real

\echo '3. The payment that the issuer filed against ours (cents cut off, first period a month or 45 days).'
\echo '   The day a loan starts is not filed: the guessed first period is where most cents come from.'
\echo
SELECT class AS "filed against ours", to_char(count(*), '9,999') AS loans, to_char(100.0 * count(*) / sum(count(*)) OVER (), '990.0') AS "%",
       bar(count(*), sum(count(*)) OVER (), 50) AS chart
FROM  (SELECT CASE WHEN off = 0 THEN '1 equal to the cent' WHEN off <= 0.01 THEN '2 one cent off' WHEN off <= 1 THEN '3 up to a dollar off'
                   WHEN off <= payment * 0.02 THEN '4 up to 2 % off' ELSE '5 more (payment changed, or extended)' END AS class
       FROM  (SELECT payment(schedule) AS payment, abs(payment(schedule) - scheduled_payment) AS off
              FROM   contract JOIN filed_loan ON asset_number = loan_id) AS compared) AS classed
GROUP  BY class
ORDER  BY class;
SELECT count(*) FILTER (WHERE off = 0) AS to_the_cent, count(*) FILTER (WHERE off <= 0.01) AS within_a_cent, count(*) AS loans,
       percentile_disc(0.9) WITHIN GROUP (ORDER BY off) AS ninety
FROM  (SELECT abs(payment(schedule) - scheduled_payment) AS off FROM contract JOIN filed_loan ON asset_number = loan_id) AS compared
\gset
\echo '  ' :to_the_cent 'of' :loans 'to the cent,' :within_a_cent 'within a cent; nine of ten are within' :ninety
\echo
SELECT :to_the_cent = 1752 AND :within_a_cent = 2743 AS as_known \gset
\if :as_known
\else
    DO $$ BEGIN RAISE EXCEPTION 'the filed payments are known to match 1752 times to the cent and 2743 times within a cent'; END $$;
\endif


CREATE UNLOGGED TABLE installment AS
SELECT loan_id, i.number, i.due, i.principal::numeric(14,2), i.interest::numeric(14,2), i.fee::numeric(14,2), i.payment::numeric(14,2),
       i.balance::numeric(14,2)
FROM   contract, installments(schedule) AS i;
ALTER TABLE installment ADD PRIMARY KEY (loan_id, number);
VACUUM ANALYZE installment;

\else

\echo '3. The rows in the lender''s own tables (worked out in PL/pgSQL, without loanfin) against ours.'
\echo
SELECT l.method, to_char(count(*), '999,999') AS rows,
       to_char(count(*) FILTER (WHERE (r.due, r.principal, r.interest, r.fee, r.payment, r.balance)
                                    = (i.due, i.principal, i.interest, i.fee, i.payment, i.balance)), '999,999') AS "equal to the cent"
FROM   loan AS l
JOIN   contract USING (loan_id),
       LATERAL installments(schedule) AS i
       JOIN installment AS r USING (number)
WHERE  r.loan_id = l.loan_id
GROUP  BY 1
ORDER  BY count(*) DESC;

SELECT NOT EXISTS (SELECT number, due, principal, interest, fee, payment, balance, loan_id FROM installment
                   EXCEPT SELECT i.*, loan_id FROM contract, installments(schedule) AS i) AS same \gset
\if :same
\else
    DO $$ BEGIN RAISE EXCEPTION 'the lender''s rows and the schedules differ'; END $$;
\endif

\endif

\echo '4. The pool in one value, sum(schedule), by quarter, against what was collected (thousands).'
\echo '   What is paid early adds to the principal collected, and is missing in the interest afterwards.'
\echo
\timing on
WITH total AS MATERIALIZED (
    SELECT sum(schedule) AS schedule FROM contract
), plan AS (
    SELECT q.* FROM total, cashflow_by(schedule, '3 months') AS q
), actual AS (
    SELECT date_trunc('quarter', paid_on::timestamp)::date AS bucket, sum(principal) AS principal, sum(interest) AS interest
    FROM   payment
    GROUP  BY 1
)
SELECT to_char(bucket, 'YYYY "Q"Q') AS quarter,
       to_char(p.principal / 1000, '999,990.0') AS "principal due", to_char(a.principal / 1000, '999,990.0') AS collected,
       to_char(100 * a.principal / p.principal, '9990.0') AS "%",
       to_char(p.interest / 1000, '99,990.0') AS "interest due", to_char(a.interest / 1000, '99,990.0') AS collected,
       to_char(100 * a.interest / p.interest, '9990.0') AS "%"
FROM   plan AS p
JOIN   actual AS a USING (bucket)
WHERE  bucket BETWEEN :'quarters_from' AND :'cutoff'
ORDER  BY bucket;
\timing off

\echo
\if :real
\echo '5. Pool factor, by contract and as it was: what is left of a dollar owed at the end of May 2017.'
\else
\echo '5. Pool factor of the loans of 2022: what is left of a yuan owed at the end of 2022.'
\endif
\echo '   bar: still owed   dots: owed by contract, but paid early or charged off'
\echo
\timing on
WITH cohort AS MATERIALIZED (
    SELECT loan_id FROM loan WHERE start_date >= :'cohort_from' AND start_date < :'cohort_to'
), total AS MATERIALIZED (
    SELECT sum(schedule) AS schedule FROM contract JOIN cohort USING (loan_id)
), quarter_end AS (
    SELECT as_of, sum(greatest(balance, 0)) AS balance
    FROM   snapshot JOIN cohort USING (loan_id)
    WHERE  as_of = :'base' OR as_of BETWEEN :'base' AND :'cutoff' AND extract(month FROM as_of)::int % 3 = 0
    GROUP  BY as_of
), factor AS (
    SELECT as_of,
           balance_at(schedule, as_of) / balance_at(schedule, :'base') AS scheduled,
           balance / first_value(balance) OVER (ORDER BY as_of) AS actual
    FROM   quarter_end, total
)
SELECT as_of, to_char(scheduled, '0.0000') AS scheduled, to_char(actual, '0.0000') AS actual,
       rpad(bar(actual, 1, 60), greatest(ceil(60 * actual), round(60 * scheduled))::int, '.') AS chart
FROM   factor
ORDER  BY as_of;
\timing off

\echo
\echo '6. Storage: the same contracts as rows and as packed values, indexes included.'
\echo
SELECT kept_as AS "kept as", to_char(rows, '9,999,999') AS rows, pg_size_pretty(bytes) AS size,
       to_char(bytes::numeric / loans, '99,990') AS "bytes a loan", to_char(bytes::numeric / installments, '990.0') AS "bytes an installment"
FROM  (SELECT 1 AS o, 'installment rows' AS kept_as, (SELECT count(*) FROM installment) AS rows,
              pg_total_relation_size('installment') AS bytes
       UNION ALL
       SELECT 2, 'packed schedules', (SELECT count(*) FROM contract), pg_total_relation_size('contract')
       UNION ALL
       SELECT 3, 'of which values', (SELECT count(*) FROM contract), (SELECT sum(pg_column_size(schedule)) FROM contract)) AS k,
      (SELECT count(*) AS loans, sum(installment_count(schedule)) AS installments FROM contract) AS c
ORDER  BY o;

\echo '7. The balance of the pool by contract on' :cutoff 'from packed values, then from rows.'
\echo
\timing on
SELECT to_char(sum(balance_at(schedule, :'cutoff')), '9,999,999,990.00') AS packed
FROM   contract
WHERE  start_date(schedule) <= :'cutoff' \gset
\timing off
\echo '  ' :packed 'from packed values'
\echo
\timing on
SELECT to_char(sum(balance), '9,999,999,990.00') AS in_rows
FROM  (SELECT l.loan_id, coalesce((SELECT i.balance FROM installment AS i WHERE i.loan_id = l.loan_id AND i.due <= :'cutoff'
                                   ORDER BY number DESC LIMIT 1), l.principal) AS balance
       FROM   loan AS l
       WHERE  start_date <= :'cutoff') AS of_loan \gset
\timing off
\echo '  ' :in_rows 'from rows'

SELECT :'packed' = :'in_rows' AS same \gset
\if :same
\else
    DO $$ BEGIN RAISE EXCEPTION 'the balances from packed values and from rows differ'; END $$;
\endif
