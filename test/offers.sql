-- Laws of offers: flat rates there and back, true rates balance their payments, subsidies by another road, the greatest
-- principal and one minor unit more, offers as the sum of their schedules.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE flat AS
SELECT i, draw(i, 'rate', 2000000) / 100000000.0 AS rate, (1 + draw(i, 'periods', 120))::int AS n,
       draw(i, 'fee', 2000) / 10000.0 AS fee, (ARRAY['spread', 'upfront', 'first'])[1 + draw(i, 'mode', 3)] AS mode
FROM generate_series(1, 1000) AS i;
ALTER TABLE flat ADD effective numeric;
UPDATE flat SET effective = effective_rate(rate, n, fee, mode);

-- principal left after all payments, of a loan of 1 at a rate a month: falls through 0 at the true rate
CREATE FUNCTION left_over(month numeric, rate numeric, n int, fee numeric, mode text) RETURNS numeric
LANGUAGE plpgsql AS $$
DECLARE
    owed numeric := CASE WHEN mode = 'upfront' THEN 1 - fee ELSE 1 END;
BEGIN
    FOR k IN 1..n LOOP
        owed := round(owed * (1 + month), 60) - round(1.000000000000000000000000000000 / n, 60) - rate
                - CASE mode WHEN 'spread' THEN round(fee * 1.000000000000000000000000000000 / n, 60)
                            WHEN 'first' THEN CASE k WHEN 1 THEN fee ELSE 0 END ELSE 0 END;
    END LOOP;
    RETURN owed;
END $$;

SELECT law('flat_rate undoes effective_rate', $$
    SELECT * FROM flat WHERE flat_rate(effective, n, fee, mode) <> rate $$);
SELECT law('the effective rate is the nearest of 8 decimals', $$
    SELECT * FROM flat WHERE left_over((effective - 0.000000005001) / 12, rate, n, fee, mode) >= 0
                          OR left_over((effective + 0.000000005001) / 12, rate, n, fee, mode) <= 0 $$);
SELECT law('a fee that is spread is a flat rate', $$
    SELECT * FROM flat WHERE abs(effective_rate(rate, n, fee, 'spread')
                                 - effective_rate(round(rate + fee / n, 12), n)) > 0.0000000101 $$);
SELECT law('earlier fees cost more', $$
    SELECT * FROM flat WHERE effective_rate(rate, n, fee, 'spread') > effective_rate(rate, n, fee, 'first')
                          OR effective_rate(rate, n, fee, 'first') > effective_rate(rate, n, fee, 'upfront') $$);
SELECT law('money factors go back to their rates', $$
    SELECT r FROM (SELECT draw(i, 'mf', 1000000) / 24000000.0 AS r FROM generate_series(1, 500) AS i) AS v
    WHERE money_factor(apr_from_money_factor(round(r, 12))) <> round(r, 12) $$);

CREATE TABLE loan AS
SELECT i, round((100000 + draw(i, 'principal', 90000000)) / 100.0, 2) AS principal,
       round(draw(i, 'market', 2000) / 10000.0, 4) AS market, round(draw(i, 'customer', 1000) / 10000.0, 4) AS customer,
       (1 + draw(i, 'periods', 60))::int AS n, date '2023-01-01' + draw(i, 'start', 365)::int AS start,
       draw(i, 'share', 6) / 10.0 AS share, draw(i, 'fee', 600) / 10000.0 AS fee
FROM generate_series(1, 400) AS i;
ALTER TABLE loan ADD customer_loan money_schedule;
UPDATE loan SET customer_loan = amortize(principal, customer, n, start);

SELECT law('a subsidy is what the payments fall short by', $$
    SELECT i, found FROM loan, subvention(loan.principal, n, start, market, customer) AS found,
           LATERAL (SELECT loan.principal - sum(r.payment / power(1 + market / 12, number::numeric(40, 30))) AS short
                    FROM installments(customer_loan) AS r) AS v
    WHERE abs(subsidy - short) > 0.0051 OR customer_payment <> payment(customer_loan)
          OR market_payment <> payment(amortize(loan.principal, market, n, start))
          OR subsidy_share <> round(subsidy / loan.principal, 8) $$);
SELECT law('the greatest principal: its payment is carried, that of a minor unit more is not', $$
    SELECT i, share, p FROM loan, LATERAL (SELECT round(principal / 40, 2) AS payment) AS v,
           LATERAL max_principal(payment, market, n, share) AS p
    WHERE (n > 1 OR share = 0) -- a single row pays the balloon, too
          AND (payment(amortize(p, market, n, start, balloon => round(p * share, 2))) > payment
               OR payment(amortize(p + 0.01, market, n, start,
                                   balloon => round((p + 0.01) * share, 2))) <= payment) $$);
SELECT law('a payment carries at least the principal it repays', $$
    SELECT i FROM loan WHERE max_principal(payment(customer_loan), customer, n) < principal AND n > 1
                          OR max_principal(payment(customer_loan) - 0.01, customer, n) >= principal $$);

CREATE TABLE offer AS
SELECT i, loan.principal AS price, loan.fee AS fee_rate, start, o.*, row_number() OVER () AS at
FROM loan, LATERAL loan_offers(loan.principal, start, ARRAY[0, share], ARRAY[n, 12], ARRAY[market, customer],
                               '{annuity,equal_principal}', ARRAY[0, share], loan.fee) AS o;
SELECT is((SELECT count(*) FROM offer), 400::bigint * 16, 'two of each array are sixteen offers');
SELECT law('an offer is its schedule', $$
    SELECT offer FROM offer,
           LATERAL (SELECT amortize(principal, annual_rate, periods, start, method, balloon => balloon) AS s) AS v
    WHERE principal <> price - round(price * down_payment_share, 2) OR fee <> round(principal * fee_rate, 2)
          OR payment <> (SELECT i.payment FROM installments(s) AS i WHERE number = 1)
          OR total_interest <> total_interest(s) OR total_cost <> total_interest + fee $$);
SELECT law('the effective rate of an offer is that of the law', $$
    SELECT offer FROM offer
    WHERE effective_rate <> apr(amortize(principal, annual_rate, periods, start, method, balloon => balloon), fee,
                                'cn_irr') $$);
SELECT law('the effective rate of an offer balances what is paid', $$
    SELECT offer FROM offer,
           LATERAL (SELECT sum(i.payment::float8
                                * power(1 + effective_rate::float8, -number / 12.0)) AS worth
                    FROM installments(amortize(principal, annual_rate, periods, start, method,
                                              balloon => balloon)) AS i) AS v
    WHERE abs(worth - (principal - fee)::float8) > 1e-6 * principal::float8 $$);
SELECT law('offers come in the order of the arrays', $$
    SELECT i FROM (SELECT i, down_payment_share, min(at) OVER (PARTITION BY i) AS first, at, periods, method,
                          annual_rate FROM offer) AS o JOIN loan USING (i)
    WHERE (down_payment_share, periods, annual_rate, method) <>
          (CASE (at - first) / 8 WHEN 0 THEN 0 ELSE share END, CASE (at - first) / 4 % 2 WHEN 0 THEN n ELSE 12 END,
           CASE (at - first) / 4 % 2 WHEN 0 THEN market ELSE customer END,
           CASE (at - first) / 2 % 2 WHEN 0 THEN 'annuity' ELSE 'equal_principal' END) $$);

CREATE TABLE cost AS
SELECT i, method, x.fee, x.monthly, x.spread, customer_loan AS s, t.*
FROM loan, LATERAL (SELECT round(principal * draw(i, 'upfront', 8) / 100, 2) AS fee,
                           draw(i, 'each', 900) / 100.0 AS monthly, draw(i, 'spread', 100000) / 100.0 AS spread) AS x,
     unnest('{us_actuarial,eu,cn_irr,cn_simple}'::text[]) AS method,
     LATERAL cost_table(customer_loan, jsonb_build_array(
         jsonb_build_object('item', 'upfront', 'amount', x.fee, 'mode', 'upfront'),
         jsonb_build_object('item', 'late', 'amount', 5, 'contingent', true),
         jsonb_build_object('item', 'each', 'amount', x.monthly, 'mode', 'each'),
         jsonb_build_object('item', 'spread', 'amount', x.spread, 'mode', 'spread')), method) AS t
WHERE i <= 100;
SELECT law('the lines of a cost table add up to its total', $$
    SELECT i, method FROM cost GROUP BY i, method
    HAVING sum(amount) FILTER (WHERE NOT contingent AND item <> 'total') <> min(amount) FILTER (WHERE item = 'total')
        OR sum(annual_rate) FILTER (WHERE item <> 'total') <> min(annual_rate) FILTER (WHERE item = 'total')
        OR array_agg(item ORDER BY line) <> '{interest,upfront,each,spread,total,late}' $$);
SELECT law('lines are what the annual rate rises', $$
    SELECT i, method FROM cost WHERE item = 'interest' AND annual_rate <> apr(s, 0, method)
                                  OR item = 'upfront' AND annual_rate <> apr(s, fee, method) - apr(s, 0, method) $$);
SELECT law('amounts are those of the items', $$
    SELECT i FROM cost WHERE amount <> CASE item WHEN 'interest' THEN total_interest(s) WHEN 'upfront' THEN fee
                                       WHEN 'each' THEN monthly * installment_count(s) WHEN 'spread' THEN spread
                                       WHEN 'late' THEN 5 ELSE amount END
                          OR (annual_rate IS NULL) <> contingent OR contingent <> (item = 'late') $$);

SELECT * FROM finish();
ROLLBACK;
