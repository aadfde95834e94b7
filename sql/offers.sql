-- Offers: values that are known, and every refusal once.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- a flat rate of 0.30 and of 0.50 % a month
SELECT n, effective_rate(0.003, n), effective_rate(0.005, n) AS at_50 FROM unnest('{12,24,36}'::int[]) AS n;
-- no interest, but 4, 8, 12 % upfront
SELECT n, effective_rate(0, n, fee, 'upfront') FROM (VALUES (12, 0.04), (24, 0.08), (36, 0.12)) AS v (n, fee);
-- the same fee in three ways, and back
SELECT mode, effective_rate(0.003, 24, 0.02, mode) AS effective,
       flat_rate(effective_rate(0.003, 24, 0.02, mode), 24, 0.02, mode) AS flat
FROM unnest('{spread,upfront,first,分摊,一次性,首期}'::text[]) AS mode;
SELECT effective_rate(0.00000000125, 1) AS tie, flat_rate(0.00000018, 1) AS tie_back, flat_rate(0, 2, 0.00000003);
SELECT money_factor(0.03), apr_from_money_factor(0.00125), money_factor(0.000000000012) AS tie;
SELECT lease_payment(34295, 24000, 36, 0.00125), lease_payment(34295, 24000, 36, 0.00125, 'JPY') AS jpy,
       round(-pmt(0.03 / 12, 36, 34295, -24000, 1)::numeric, 2) AS in_advance,
       round(-pmt(0.03 / 12, 36, 34295, -24000)::numeric, 2) AS in_arrears;
SELECT * FROM subvention(100000, 36, '2024-01-15', 0.06, 0);
SELECT * FROM subvention(100000, 36, '2024-01-15', 0.06, 0.0299, 'JPY');
SELECT * FROM subvention(100000, 36, '2024-01-15', 0.03, 0.06);
SELECT p, payment(amortize(p, 0.06, 36, '2024-01-15')), payment(amortize(p + 0.01, 0.06, 36, '2024-01-15')) AS more
FROM max_principal(3000, 0.06, 36) AS p;
SELECT max_principal(3000, 0, 36), max_principal(3000, 0.06, 36, 0.3) AS balloon,
       max_principal(300000, 0.06, 36, currency => 'JPY') AS jpy, max_principal(0, 0, 1) AS none;
SELECT * FROM loan_offers(150000, '2024-01-15', '{0.2,0.5}', '{12,36}', '{0.04,0.05}', fee_rate => 0.02);
SELECT down_payment_share, periods, annual_rate, method, balloon, payment, effective_rate
FROM loan_offers(150000, '2024-01-15', '{0.25}', '{24}', '{0.05}', '{annuity,等额本金,flat}', '{0,0.3}', 0.01, 'CNY');
SELECT payment, fee, total_cost, effective_rate
FROM loan_offers(1500001, '2024-01-15', '{0}', '{24}', '{0}', '{interest_only,flat}', currency => 'JPY');
-- rows that the planner expects of constant arrays
CREATE FUNCTION pg_temp.planned(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
SELECT pg_temp.planned($$SELECT * FROM loan_offers(150000, '2024-01-15', '{0.2,0.3}', '{12,24,36}', '{0.05}',
                                                   '{annuity,flat,rule_of_78}')$$),
       pg_temp.planned($$SELECT * FROM loan_offers(150000, '2024-01-15', '{0.2}', (SELECT '{12,24}'::bigint[]),
                                                   '{0.05}')$$) AS unknown;
-- NULL gives NULL, or no row
SELECT effective_rate(0.003, NULL), lease_payment(1, NULL, 1, 0), max_principal(NULL, 0, 1),
       max_principal(10, 0, 1, NULL);
SELECT * FROM subvention(1, 1, NULL, 0, 0);
SELECT count(*) FROM loan_offers(150000, '2024-01-15', NULL, '{12}', '{0.05}');

-- the cost of a loan item by item; contingent items after the total
SELECT * FROM cost_table(amortize(100000, 0.06, 36, '2024-01-15'), '[
    {"item": "guarantee", "payee": "guarantor", "rate": 0.02, "mode": "upfront"},
    {"item": "penalty", "rate": 0.03, "contingent": true},
    {"item": "service", "payee": "platform", "amount": 20, "mode": "each"},
    {"item": "insurance", "amount": 1000.01, "mode": "spread", "contingent": false, "payee": null}]');
SELECT line, item, mode, amount, annual_rate
FROM cost_table(amortize(100000, 0.06, 12, '2024-01-31', fee => 5, currency => 'CNY'),
                '[{"item": "手续费", "amount": 500, "mode": "一次性"}]', 'cn_irr');
SELECT * FROM cost_table(amortize(100000, 0, 12, '2024-01-31'), '[]');
SELECT count(*) FROM cost_table(NULL, '[]');
SELECT pg_temp.planned($$SELECT * FROM cost_table((SELECT amortize(100, 0, 12, '2024-01-31')),
                                                  '[{}, {}, {}, {}, {}, {}]')$$) AS schedule_unknown;

-- refusals
\pset format unaligned
\pset tuples_only on
\pset recordsep '\n\n'
SELECT call || E'\n' || pg_temp.refused(call) FROM (VALUES
    ('effective_rate(0.003, 0)'), ('effective_rate(0.003, 1201)'), ('effective_rate(-1, 12)'),
    ('effective_rate(''NaN'', 12)'), ('effective_rate(0.003, 12, 1, ''upfront'')'),
    ('effective_rate(0.003, 12, -0.01)'), ('effective_rate(0.003, 12, 0.01, ''last'')'),
    ('effective_rate(-0.1, 12)'), ('effective_rate(100, 12)'),
    ('flat_rate(-1, 12)'), ('flat_rate(0.05, 12, 1.5)'), ('flat_rate(''Infinity'', 12)'),
    ('money_factor(1001)'), ('apr_from_money_factor(-1)'),
    ('lease_payment(0, 0, 36, 0.00125)'), ('lease_payment(100, 100.01, 36, 0.00125)'),
    ('lease_payment(100, -1, 36, 0.00125)'), ('lease_payment(100, 1, 36, 1.25)'),
    ('lease_payment(100, 1, 0, 0.00125)'), ('lease_payment(100.001, 1, 36, 0.00125)'),
    ('max_principal(-1, 0.05, 36)'), ('max_principal(100, -0.05, 36)'), ('max_principal(100, 0.05, 36, 1.1)'),
    ('max_principal(100, 0, 36, 1)'), ('max_principal(''NaN'', 0.05, 36)'),
    ('subvention(0, 36, ''2024-01-15'', 0.06, 0)'), ('subvention(100, 36, ''2024-01-15'', -1, 0)'),
    ('subvention(100, 36, ''9999-01-15'', 0.06, 0)')
) AS v (call);
SELECT arguments || E'\n' || pg_temp.refused('(SELECT count(effective_rate) FROM loan_offers(' || arguments || '))')
FROM (VALUES
    ('0, ''2024-01-15'', ''{0.2}'', ''{12}'', ''{0.05}'''),
    ('100, ''infinity'', ''{0.2}'', ''{12}'', ''{0.05}'''),
    ('100, ''2024-01-15'', ''{}'', ''{12}'', ''{0.05}'''),
    ('100, ''2024-01-15'', ''{0.2}'', ''{}'', ''{0.05}'''),
    ('100, ''2024-01-15'', ''{0.2}'', ''{12}'', ''{0.05}'', ''{}'''),
    ('100, ''2024-01-15'', ''{0.2,NULL}'', ''{12}'', ''{0.05}'''),
    ('100, ''2024-01-15'', ''{0.2}'', ''{12,24,36}'', ''{0.05,0.06}'''),
    ('100, ''2024-01-15'', ''{1}'', ''{12}'', ''{0.05}'''),
    ('100, ''2024-01-15'', ''{-0.1}'', ''{12}'', ''{0.05}'''),
    ('100, ''2024-01-15'', ''{NaN}'', ''{12}'', ''{0.05}'''),
    ('100, ''2024-01-15'', ''{0.2}'', ''{0}'', ''{0.05}'''),
    ('100, ''2024-01-15'', ''{0.2}'', ''{12}'', ''{0.05}'', ''{balloon}'''),
    ('100, ''2024-01-15'', ''{0.2}'', ''{12}'', ''{0.05}'', balloon_shares => ''{1.2}'''),
    ('100, ''2024-01-15'', ''{0.2}'', ''{12}'', ''{0.05}'', fee_rate => 1'),
    ('0.01, ''2024-01-15'', ''{0.2}'', ''{12}'', ''{0.05}'', fee_rate => 0.6'),
    ('100, ''2024-01-15'', ''{0.2}'', ''{12}'', ''{0.05}'', ''{interest_only}'', ''{0.3}'''),
    ('100, ''2024-01-15'', ''{0.2}'', ''{12}'', ''{-1}'''),
    ('100, ''9999-06-15'', ''{0.2}'', ''{12}'', ''{0.05}'''),
    ('0.01, ''2024-01-15'', ''{0.6}'', ''{12}'', ''{0.05}'''),
    ('100, ''2024-01-15'', array_fill(0.1, ''{2001}''), array_fill(12, ''{2000}''), ''{0.05}''')
) AS v (arguments);
CREATE FUNCTION pg_temp.table_refused(items text, method text DEFAULT 'eu') RETURNS text LANGUAGE sql AS $$
    SELECT items || E'\n' || pg_temp.refused(format(
        '(SELECT count(annual_rate) FROM cost_table(amortize(100, 0.05, 12, ''2024-01-15''), %L, %L))', items, method))
$$;
SELECT pg_temp.table_refused(items) FROM (VALUES
    ('{"item": "a"}'), ('1'), ('[1]'), ('[{"amount": 1}]'), ('[{"item": 1}]'),
    ('[{"item": "a", "amount": 1}, {"item": "b"}]'), ('[{"item": "a", "amount": 1, "rate": 0.1}]'),
    ('[{"item": "a", "amount": "1"}]'), ('[{"item": "a", "rate": true}]'), ('[{"item": "a", "rate": 2}]'),
    ('[{"item": "a", "amount": -1}]'), ('[{"item": "a", "amount": 0.001}]'), ('[{"item": "a", "amount": 1e300}]'),
    ('[{"item": "a", "amount": 1, "mode": "monthly"}]'), ('[{"item": "a", "amount": 1, "mode": 1}]'),
    ('[{"item": "a", "amount": 1, "payee": 1}]'), ('[{"item": "a", "amount": 1, "contingent": 1}]'),
    ('[{"item": "a", "amount": 1, "note": ""}]'), ('[{"item": "a", "amount": 100}]')
) AS v (items);
SELECT pg_temp.table_refused('[]', 'uk');
SELECT split_part(pg_temp.table_refused(jsonb_agg(jsonb_build_object('item', n, 'amount', 0))::text), E'\n', 2)
FROM generate_series(1, 101) AS n;
