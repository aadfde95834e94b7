/*
 * The stored summaries that the charts read: a value a region and product, from loans and month ends.
 *
 * Runs after sample_portfolio.sql or real_pool.sql, on their tables.  psql variables: quarter, the first day of the quarter
 * whose commission is shown; seller, an expression over loan that names who sold it.
 * Regions beyond the eight that lent most count as one, "Other".
 */

CREATE TABLE slice AS
SELECT loan_id, CASE WHEN place <= 8 THEN region ELSE 'Other' END AS region, vehicle AS product
FROM   loan JOIN (SELECT region, row_number() OVER (ORDER BY sum(principal) DESC, region) AS place
                  FROM loan GROUP BY region) AS ranked USING (region);
ALTER TABLE slice ADD PRIMARY KEY (loan_id);

/* The book of every month end, by region, product and law. */
CREATE TABLE book AS
SELECT as_of, region, product, policy, portfolio_agg(balance, grade_loan(days_past_due, policy), days_past_due, provision) AS book
FROM   snapshot JOIN slice USING (loan_id) CROSS JOIN grade_policies()
WHERE  balance > 0 AND (policy = 'cn_2023' OR as_of = (SELECT max(as_of) FROM snapshot))
GROUP  BY as_of, region, product, policy;

CREATE TABLE loan_history AS
SELECT loan_id, history_agg(as_of, balance, days_past_due, charged_off, recovered) AS h
FROM   snapshot GROUP BY loan_id;

CREATE TABLE vintage AS
SELECT slice.region, product, vintage_agg(h, start_date, principal) AS v
FROM   loan_history JOIN loan USING (loan_id) JOIN slice USING (loan_id) GROUP BY slice.region, product;

CREATE TABLE roll AS
SELECT region, product, migration_agg(h) AS m
FROM   loan_history JOIN slice USING (loan_id) GROUP BY slice.region, product;

/* What open loans still have to pay by contract. */
CREATE TABLE contract AS
SELECT slice.region, product,
       sum(amortize(principal, annual_rate, periods, start_date, method, first_due => first_due, balloon => balloon,
                    grace => grace, fee => fee, payment_rounding => payment_rounding, currency => currency)) AS schedule
FROM   loan JOIN slice USING (loan_id)
WHERE  loan_id IN (SELECT loan_id FROM snapshot WHERE as_of = (SELECT max(as_of) FROM snapshot) AND balance > 0)
GROUP  BY slice.region, product;

/* What each seller earned in the quarter, as one value with its lines. */
CREATE TABLE pay AS
SELECT (:seller) AS seller, slice.region,
       commission_agg('{"per_loan": {"rate": 0.003, "min": 30, "max": 900},
                        "tiers": {"method": "marginal", "bands": [{"from": 0, "rate": 0.0005}, {"from": 500000, "rate": 0.001}]},
                        "salary": 12000, "deferral": {"share": 0.4, "years": 3}}'::commission_plan, principal, principal) AS statement
FROM   loan JOIN slice USING (loan_id)
WHERE  start_date >= :'quarter' AND start_date < date :'quarter' + interval '3 months'
GROUP  BY 1, slice.region;
