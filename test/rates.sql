-- Laws of rates: a rate balances its flows; rows, values and parts of them give one answer; the laws of credit agree
-- where they must; day counts of adjoining spans add up.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE loan AS
SELECT k, draw(k, 'fee', 900)::numeric AS fees,
       amortize(1000 + draw(k, 'p', 90000), round(draw(k, 'r', 3000) / 10000.0, 4), (2 + draw(k, 'n', 60))::int,
                date '2020-01-01' + draw(k, 'd', 2000)::int,
                (ARRAY['annuity', 'equal_principal', 'interest_only'])[1 + draw(k, 'm', 3)]) AS s
FROM generate_series(1, 300) AS k;
CREATE TABLE flow AS SELECT k, f.* FROM loan, flows(cashflows(s)) AS f;

SELECT law('a rate makes the present value nothing', $$
    SELECT k FROM loan WHERE abs(xnpv(cashflows(s), round(xirr(cashflows(s))::numeric, 12))) > 0.01 $$);
SELECT law('the proof holds the root', $$
    SELECT k FROM loan, xirr_detail(cashflows(s)) AS d
    WHERE NOT (low < root AND root < high AND high - low <= 1e-12 * greatest(1, abs(root)) AND roots = 1)
       OR root <> xirr(cashflows(s)) $$);
SELECT law('rows give the rate of their value, in any order', $$
    SELECT k FROM loan JOIN (SELECT k, xirr(amount, on_date ORDER BY md5(amount::text || on_date)) AS rate,
                                    xnpv(0.07, amount, on_date ORDER BY on_date DESC) AS value
                             FROM flow GROUP BY k) AS r USING (k)
    WHERE float8send(rate) <> float8send(xirr(cashflows(s))) OR value <> xnpv(cashflows(s), 0.07) $$);
SELECT law('a rate does not depend on the side of the loan', $$
    SELECT k FROM loan JOIN (SELECT k, xirr(-amount, on_date) AS rate FROM flow GROUP BY k) AS r USING (k)
    WHERE float8send(rate) <> float8send(xirr(cashflows(s))) $$);
SELECT law('every rate of several balances the flows, and there are no more than changes of sign', $$
    SELECT k FROM (SELECT k, cashflow_agg(date '2020-01-01' + (i * 97)::int, draw(k * 50 + i, 'a', 20001) - 10000) AS cf
                   FROM generate_series(1, 200) AS k, generate_series(1, 2 + k % 12) AS i GROUP BY k) AS v
    WHERE EXISTS (SELECT FROM irr_all(cf) AS r WHERE abs(xnpv(cf, round(r::numeric, 12))) > 0.01
                  AND r > -0.9)
       OR (SELECT count(*) FROM irr_all(cf)) > (SELECT count(*) FROM flows(cf)) $$);
SELECT law('regular months: the effective rates agree, and compound the nominal ones', $$
    SELECT k FROM loan, LATERAL (SELECT apr(s, fees, 'us_actuarial') AS us, apr(s, fees, 'eu') AS eu,
                                        apr(s, fees, 'cn_irr') AS irr, apr(s, fees, 'cn_simple') AS simple) AS a
    WHERE fees < principal(s)
      AND (eu <> irr OR us <> simple OR abs((1 + us / 12) ^ 12 - 1 - irr) > 2e-8 * (1 + irr)) $$);
SELECT law('payments that cover their interest: the United States rule is the actuarial method', $$
    SELECT k FROM loan WHERE abs(apr(s, 0, 'us_rule') - apr(s, 0, 'us_actuarial')) > 1e-8 $$);
SELECT law('the digits of the law: a tenth of a percent in Europe, a hundredth elsewhere, rounded once', $$
    SELECT k FROM loan, unnest('{us_actuarial,us_rule,eu,cn_irr,cn_simple}'::text[]) AS m,
         LATERAL (SELECT apr(s, 0, m) AS exact, apr(s, 0, m, true) AS printed,
                         CASE m WHEN 'eu' THEN 3 ELSE 4 END AS digits) AS a
    WHERE scale(printed) <> digits OR abs(printed - exact) > 0.5 * 10.0 ^ -digits + 5e-9
       OR printed <> apr(cashflows(s), m, legal_rounding => true) $$);
SELECT law('fees raise the rate', $$
    SELECT k FROM loan WHERE fees > 0 AND fees < principal(s) AND apr(s, fees) <= apr(s) $$);
SELECT law('without fees the rate is that of the note, but for cents', $$
    SELECT k FROM loan WHERE abs(apr(s) - annual_rate(s)) > 0.06 / sqrt(principal(s)) $$);
SELECT law('fees are less advanced', $$
    SELECT k FROM loan WHERE fees > 0 AND fees < principal(s)
      AND apr(s, fees, 'us_rule') <> apr(cashflows(s) + (SELECT cashflow_agg(d, a)
          FROM (VALUES (start_date(s), fees)) AS v(d, a)), 'us_rule') $$);

CREATE TABLE span AS
SELECT k, date '1990-01-01' + draw(k, 'a', 20000)::int AS a,
       date '1990-01-01' + draw(k, 'a', 20000)::int + draw(k, 'b', 2000)::int AS b,
       draw(k, 'c', 2000)::int AS more FROM generate_series(1, 400) AS k;
SELECT law('spans of fixed years add up', $$
    SELECT k, c FROM span, unnest('{ACT/360,ACT/364,ACT/365,ACT/365.25,ACT/ACT,NL/360,NL/365}'::text[]) AS c
    WHERE abs(year_fraction(a, b, c) + year_fraction(b, b + more, c) - year_fraction(a, b + more, c)) > 2e-12 $$);
SELECT law('a coupon period is a part of the year by ICMA, of any length', $$
    SELECT k FROM span, LATERAL (SELECT date_trunc('month', a)::date AS p,
                               (date_trunc('month', a) + interval '6 months')::date AS q) AS v
    WHERE year_fraction(p, q, 'ACT/ACT ICMA', p, q) <> 0.5
       OR abs(year_fraction(p, p + 40, 'ACT/ACT ICMA', p, q) + year_fraction(p + 40, q, 'ACT/ACT ICMA', p, q) - 0.5)
          > 2e-12 $$);
SELECT law('no convention is more than a week a year from another', $$
    SELECT k, c FROM span, unnest('{30/360,30/360 PSA,30U/360,30E/360,30E/360 ISDA,30E+/360,30E/365,30E/365 ISDA,
        ACT/364,ACT/365.25,ACT/365A,NL/365,ACT/ACT AFB,ACT/ACT YEAR,ACT/ACT YEARFRAC}'::text[]) AS c
    WHERE abs(year_fraction(a, b, c) - year_fraction(a, b, 'ACT/ACT')) > 0.02 + 0.02 * (b - a) / 365 $$);

-- Printed examples.  A loan of 100,000 with balloons of 2,000 and 1,000 (SAS/ETS, LOAN procedure); one whose first of
-- 24 payments is due after 36 days (Matlab, payodd).
SELECT is(round(-pmt(i, 180, 100000 - 2000 / (1 + i) ^ 15 - 1000 / (1 + i) ^ 48)::numeric, 2), 903.25,
          'a payment beside two balloons') FROM (VALUES (0.075::float8 / 12)) AS v(i);
SELECT is(round(100 * effect(12 * irr(array_agg(CASE k WHEN 0 THEN -100000 WHEN 15 THEN 2000 + p
                                                WHEN 48 THEN 1000 + p ELSE p END ORDER BY k)), 12)::numeric, 4),
          7.7633, 'and its effective rate')
FROM (SELECT -pmt(i, 180, 100000 - 2000 / (1 + i) ^ 15 - 1000 / (1 + i) ^ 48) AS p
      FROM (VALUES (0.075::float8 / 12)) AS v(i)) AS q, generate_series(0, 180) AS k;
SELECT is(round(-pmt(0.11 / 12, 24, 4000 * (1 + 0.11 * year_fraction('2024-01-15', '2024-01-21', '30/360')))::numeric,
                4), 186.7731, 'a payment after a long first period');
SELECT is(payment(amortize(4000, 0.11, 24, '2024-01-15', first_due => '2024-02-21', day_count => '30/360')), 186.77,
          'the same of a schedule');

SELECT * FROM finish();
ROLLBACK;
