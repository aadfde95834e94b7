/*
 * Section: what it really costs.  The rate in the contract against the annual rate by law with a fee, a flat-fee offer
 * turned into its true rate, offers compared.
 *
 * Runs on either schema, which the search path names; needs contract of schedules.sql.  psql variables, set by run: fee (a
 * share of the principal, taken at the start where the loans have no fee of their own).
 */

\echo
\echo '1. The rate of the contract, and the annual rate by law with the fees: real loans have the fee assumed, the sample its own.'
\echo
\timing on
CREATE TABLE cost AS
SELECT loan_id, annual_rate, coalesce(origination_fee, round(principal * :fee, 2)) AS upfront,
       apr(schedule, coalesce(origination_fee, round(principal * :fee, 2)), 'us_actuarial') AS apr
FROM   loan JOIN contract USING (loan_id);
\timing off
\echo
SELECT CASE WHEN periods <= 36 THEN 'up to 36' WHEN periods <= 60 THEN '37 to 60' ELSE 'above 60' END AS months,
       to_char(count(*), '999,999') AS loans, to_char(sum(upfront), '999,999,990') AS fees,
       round(100 * avg(annual_rate), 3) AS "note rate %", round(100 * avg(apr), 3) AS "APR %",
       round(100 * avg(apr - annual_rate), 3) AS "more %", round(100 * max(apr - annual_rate), 3) AS "at most %"
FROM   loan JOIN cost USING (loan_id, annual_rate) GROUP BY 1 ORDER BY min(periods);

\echo 'The one with the greatest difference, by every law'
SELECT loan_id, periods, annual_rate AS note_rate, method, apr(schedule, upfront, method)
FROM   (SELECT l.loan_id, l.periods, l.annual_rate, upfront, schedule
        FROM loan AS l JOIN cost USING (loan_id) JOIN contract USING (loan_id)
        ORDER BY apr - l.annual_rate DESC, loan_id LIMIT 1) AS l,
       unnest('{us_actuarial,us_rule,eu,cn_irr,cn_simple}'::text[]) AS method;

\echo '2. A dealer says: no interest, only a small fee. What the flat fee is as a rate 平息费率与实际年利率.'
SELECT offer, months, round(100 * effective_rate(flat, months, fee, mode), 3) AS "true rate %",
       round(100 * flat_rate(effective_rate(flat, months, fee, mode), months), 4) AS "flat a month %"
FROM   (VALUES ('0.30 % a month', 12, 0.003, 0, 'spread'), ('0.30 % a month', 24, 0.003, 0, 'spread'),
               ('0.30 % a month', 36, 0.003, 0, 'spread'), ('0 %, 4 % upfront', 12, 0, 0.04, 'upfront'),
               ('0 %, 8 % upfront', 24, 0, 0.08, 'upfront'), ('0 %, 12 % upfront', 36, 0, 0.12, 'upfront'))
           AS v (offer, months, flat, fee, mode);

\echo '3. The book under such an offer: each loan again at 0 % with a fee of 4 % a year upfront.'
SELECT to_char(count(*), '999,999') AS loans, round(100 * avg(annual_rate), 3) AS "note rate %",
       round(100 * avg(effective_rate(0, periods, round(least(0.04 * periods / 12, 0.9), 4), 'upfront')), 3) AS "0 % with fee, true %",
       count(*) FILTER (WHERE effective_rate(0, periods, round(least(0.04 * periods / 12, 0.9), 4), 'upfront') < annual_rate) AS cheaper
FROM   loan WHERE method = 'annuity';

\echo '4. Offers for a car, compared: what is paid a month, what it costs in all, what it costs a year.'
SELECT down_payment_share AS down, periods AS months, round(100 * annual_rate, 2) AS "note %", balloon, payment, fee, total_cost,
       round(100 * effective_rate, 3) AS "true %"
FROM   (SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY principal)::numeric, -2) AS price, max(start_date) AS start
        FROM loan) AS l, loan_offers(price, start, '{0.2,0.4}', '{24,36,60}', '{0.0399,0.0499,0.0559}', '{annuity}', '{0,0.3}', :fee);

\echo 'What a monthly payment carries'
SELECT payment, n AS months, max_principal(payment, 0.0499, n) AS loan, max_principal(payment, 0.0499, n, 0.3) AS "30 % at the end"
FROM   unnest('{2000,3000}'::numeric[]) AS payment, unnest('{24,36,60}'::int[]) AS n;

\echo 'A lease of 34,295 to 24,000 in 36 months at a money factor of 0.00125, and a rate bought down from 4.99 to 0.99 %'
SELECT apr_from_money_factor(0.00125) AS rate, lease_payment(34295, 24000, 36, 0.00125) AS rent,
       round(-pmt(0.03 / 12, 36, 34295, -24000, 1)::numeric, 2) AS in_advance, market_payment, customer_payment, subsidy,
       split_amount(subsidy, '{2,1}') AS maker_and_dealer
FROM   subvention(120000, 36, '2025-03-15', 0.0499, 0.0099);
