/*
 * Section: what if he pays early.  One loan's prepayment both ways, a payment holiday, and a rate cut over the whole
 * book as one query; nothing is updated.  Reads the table contract, which schedules.sql makes.
 *
 * psql variable, set by run: base, the day of the prepayment.
 */

\echo
\echo '1. One loan prepays a fifth of what it owes: the payment kept, or the maturity.'
\echo
SELECT loan_id AS one_loan
FROM   contract JOIN loan USING (loan_id)
WHERE  method = 'annuity' AND balloon = 0 AND start_date(schedule) < :'base'
       AND maturity_date(schedule) > :'base'::date + 400
ORDER  BY balance_at(schedule, :'base') DESC, loan_id LIMIT 1 \gset

SELECT e.effect, e.old_payment, e.new_payment, e.old_maturity, e.new_maturity, e.interest_saved
FROM   contract, unnest(ARRAY['shorten', 'reduce']) AS way,
       prepay_effect(schedule, :'base', round(payoff(schedule, :'base') / 5, 2), way) AS e
WHERE  loan_id = :one_loan;

\echo '2. Three months without a payment: the interest added to the debt, paid, or forgiven.'
\echo
SELECT interest, payment(c, n + 1) AS next_payment, payment(c, n + 4) AS after_it, maturity_date(c) AS maturity,
       total_interest(c) - total_interest(schedule) AS interest_more
FROM   contract, LATERAL (SELECT count(*)::int AS n FROM installments(schedule) WHERE due <= :'base') AS passed,
       unnest(ARRAY['capitalize', 'pay', 'waive']) AS interest, defer(schedule, :'base', 3, interest) AS c
WHERE  loan_id = :one_loan;

\echo '3. The rate cut by half a point for every loan that can change, as one query: total interest before and after.'
\echo
\timing on
SELECT to_char(count(*), '999,999') AS loans,
       to_char(sum(total_interest(schedule)), '9,999,999,990.00') AS before,
       to_char(sum(total_interest(reprice(schedule, :'base', annual_rate(schedule) - 0.005))),
               '9,999,999,990.00') AS after
FROM   contract JOIN loan USING (loan_id)
WHERE  method IN ('annuity', 'equal_principal', 'interest_only') AND annual_rate > 0.005
       AND start_date(schedule) <= :'base' AND maturity_date(schedule) > :'base';
\timing off
