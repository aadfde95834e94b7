/*
 * What happened to the loans of a pool month by month, beside their contracts: from stored contracts and histories, and
 * by the SQL of an expert from snapshot rows and installment rows, joined by their number.
 */
-- @load snapshot
-- @at-least 30: sql_rows / ours
-- @most 3: ours_summary / vintage
-- @info ours_summary / scan

-- @setup
CREATE UNLOGGED TABLE pool_loan AS
SELECT loan_id, originated, original_amount, h, amortize(original_amount, annual_rate, periods, originated) AS s
FROM   history JOIN book_loan USING (loan_id, originated, original_amount);
CREATE UNLOGGED TABLE pool_installment AS
SELECT loan_id, number, principal::numeric(14,2), balance::numeric(14,2)
FROM   pool_loan, installments(s) WHERE number BETWEEN 2 AND 32;
VACUUM (FREEZE, ANALYZE) pool_loan, pool_installment;

-- @case ours
SELECT count(*), sum(loans), sum(opening), sum(scheduled), sum(prepaid), sum(unpaid), sum(closing),
       sum(round(age, 6)), sum(smm)
FROM  (SELECT pool_agg(s, h) AS p FROM pool_loan OFFSET 0) AS pool, pool_speeds(p);

-- @case sql_rows reps=1
WITH pair AS (
    SELECT loan_id, as_of, mob, balance AS b1, lag(balance) OVER (PARTITION BY loan_id ORDER BY as_of) AS b0
    FROM   snapshot
), parts AS (
    SELECT as_of, b0, b1, mob, round(b0 * i.principal / (i.balance + i.principal), 2) AS scheduled
    FROM   pair JOIN pool_installment AS i ON i.loan_id = pair.loan_id AND i.number = pair.mob
    WHERE  b0 IS NOT NULL
), months AS (
    SELECT as_of, count(*) AS loans, sum(b0) AS opening, sum(scheduled) AS scheduled,
           sum(greatest(b0 - b1 - scheduled, 0)) AS prepaid, sum(greatest(scheduled - b0 + b1, 0)) AS unpaid,
           sum(b1) AS closing, sum(b0 * mob) AS aged
    FROM   parts GROUP BY as_of
)
SELECT count(*), sum(loans), sum(opening), sum(scheduled), sum(prepaid), sum(unpaid), sum(closing),
       sum(round(round(aged / opening, 8), 6)), sum(round(prepaid / (opening - scheduled), 8)) FROM months;

-- @case ours_summary nocheck
SELECT pool_agg(s, h) IS NOT NULL FROM pool_loan;

-- @case vintage nocheck
SELECT vintage_agg(h, originated, original_amount) IS NOT NULL FROM pool_loan;

-- @case scan nocheck
SELECT count(h), count(s) FROM pool_loan;
