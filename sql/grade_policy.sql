-- grade_policy: presets, literals, grading, provisions, and every refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- the presets and what they say
SELECT policy, country, document, in_force, in_force_until FROM grade_policies();
SELECT policy, rule, grade, value, source FROM grade_policies(), grade_policy_rules(policy) WHERE policy <> 'in_rbi';
SELECT rule, grade, value, source FROM grade_policy_rules('in_rbi');
SELECT country, day, grade_policy_on(country, day)
FROM (VALUES ('CN', date '2007-07-02'), ('CN', '2007-07-03'), ('CN', '2023-06-30'), ('CN', '2023-07-01'),
      ('IN', '2021-11-11'), ('IN', '2024-01-01'), ('US', '2024-01-01'))
     AS v(country, day);

-- the day on which a grade begins, under each law
SELECT policy, days, grade_loan(days, policy)
FROM (VALUES ('cn_2023', '{0,1,90,91,270,271,360,361}'::int[]), ('cn_2007', '{0,1,90,91,180,181,360,361}'),
      ('us_ffiec', '{0,1,89,90,119,120}'),
             ('in_rbi', '{0,1,30,31,60,61,90,91,455,456,820,821,1550,1551}'), ('ifrs9', '{0,1,30,31,89,90}'))
         AS v(name, all_days),
     LATERAL (SELECT name::grade_policy) AS p(policy), unnest(all_days) AS days;
-- the Indian day-end reading: due on 31 March and unpaid, 30 April is day 31
SELECT on_date, on_date - date '2021-03-31' + 1 AS day, grade_loan(on_date - date '2021-03-31' + 1, 'in_rbi')
FROM unnest('{2021-03-31,2021-04-29,2021-04-30,2021-05-29,2021-05-30,2021-06-28,2021-06-29}'::date[]) AS on_date;
-- last year's book under this year's law, and the reverse
SELECT days, grade_loan(days, grade_policy_on('CN', '2022-12-31')) AS "2022",
       grade_loan(days, grade_policy_on('CN', '2023-12-31')) AS "2023"
FROM unnest('{60,150,200,300}'::int[]) AS days;

-- the other rules, alone and together
SELECT loss_rate, grade_loan(0, loss_rate => loss_rate)
FROM unnest('{NULL,0,0.49999999,0.5,0.89999999,0.9,1}'::numeric[]) AS loss_rate;
SELECT grade_loan(0, credit_impaired => true), grade_loan(0, restructured => true),
       grade_loan(95, restructured => true),
       grade_loan(0, 'cn_2007', restructured => true), grade_loan(0, 'ifrs9', credit_impaired => true),
       grade_loan(0, 'us_ffiec', 1, true, true);
SELECT grade_loan(NULL) IS NULL AS "null", grade_loan(NULL, 'cn_2023', 0.9, true) IS NULL AS "null",
       grade_loan(5, NULL) IS NULL AS "null",
       grade_loan(5, 'cn_2023', NULL, NULL, NULL), grade_loan(5::smallint), grade_loan(5::bigint),
       grade_loan(2147483647);
SELECT * FROM explain_grade(95);
SELECT * FROM explain_grade(120, 'cn_2023', 0.55, true, true);
SELECT * FROM explain_grade(0, 'cn_2023', 0.1);
SELECT * FROM explain_grade(40, 'in_rbi', restructured => true);
SELECT * FROM explain_grade(95, '{"days":{"substandard":90}}');
SELECT count(*) FROM explain_grade(NULL);

-- what the law leaves to a bank
SELECT p, grade_loan(7, p), grade_loan(8, p), provision_rate('substandard', p), provision_rate('doubtful', p)
FROM unnest('{cn_2023,cn_2023(grace_days=7),"cn_2023( grace_days = 0 )","cn_2023(doubtful=0.6,substandard=0.20)",'
            '"cn_2007(doubtful=0.4)","cn_2023(grace_days=3,substandard=0.3)"}'::grade_policy[]) AS p;

-- a literal: any order and spelling in, canonical out
SELECT '{"provision":{"E":1,"pass":0.0100,"关注":0.03,"substandard":0.30,"可疑":0.60}, "minimum_coverage":1.2,
         "days":{"loss":360,"3":60,"special_mention":0},
         "restructured":"次级", "loss_rate":{"loss":0.95}, "credit_impaired":"doubtful-2",
             "minimum_provision":0.02}'::grade_policy;
SELECT '{"days":{"special_mention":0,"special_mention-1":30,"special_mention-2":60,"substandard":90}}'::grade_policy;
SELECT p = p::text::grade_policy AND p = p::jsonb::grade_policy AS same, p::jsonb
FROM unnest(ARRAY['cn_2023', 'cn_2023(grace_days=5)', '{"loss_rate":{"loss":0.5}}']::grade_policy[]) AS p;
SELECT 'cn_2023'::grade_policy = 'cn_2023(grace_days=0)' AS t, 'cn_2023'::grade_policy = 'cn_2007' AS f,
       'cn_2007'::grade_policy < 'cn_2023' AS t;

-- provisions
SELECT g, provision_rate(g), provision_rate(g, 'in_rbi'), provision_rate(g, 'ifrs9')
FROM unnest('{pass,special_mention,substandard-2,doubtful,doubtful-2,doubtful-3,loss}'::risk_grade[]) AS g;
SELECT required_provision(100.02, 'substandard') AS "25.01", required_provision(0.02, 'substandard') AS "0.01",
       required_provision(0.01, 'substandard') AS "0.00",
       required_provision(1002, 'substandard', currency => 'JPY') AS "251",
       required_provision(1.002, 'doubtful', currency => 'KWD') AS "0.501",
       required_provision(1000, 'doubtful-2', 'in_rbi') AS "400.00",
       required_provision(1000, 'loss', 'us_ffiec') IS NULL AS "null",
       required_provision(NULL::numeric, 'loss') IS NULL AS "null";

-- row estimates are exact for constants
CREATE FUNCTION pg_temp.estimate(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN (plan #>> '{0,Plan,Plan Rows}')::int;
END $$;
SELECT query, pg_temp.estimate(query)
FROM unnest(ARRAY['SELECT * FROM grade_policies()', 'SELECT * FROM explain_grade(95, ''cn_2023'', 0.5, true, true)',
                  'SELECT * FROM explain_grade(0)',
    'SELECT * FROM grade_policy_rules(''us_ffiec'')', 'SELECT * FROM grade_policy_rules(''cn_2023'')']) AS query;

-- refusals
SELECT call, pg_temp.refused(call) FROM unnest(ARRAY[
    $$'cn_2024'::grade_policy$$, $$''::grade_policy$$, $$'cn_2023 x'::grade_policy$$,
    $$'cn_2023(grace_days=8)'::grade_policy$$, $$'cn_2023(grace_days=-1)'::grade_policy$$,
    $$'cn_2007(grace_days=1)'::grade_policy$$, $$'cn_2023(substandard=0.31)'::grade_policy$$,
    $$'cn_2023(doubtful=0.39)'::grade_policy$$, $$'cn_2023(substandard=30)'::grade_policy$$,
    $$'ifrs9(doubtful=0.5)'::grade_policy$$, $$'cn_2023(loss=1)'::grade_policy$$,
    $$'cn_2023(grace_days=1'::grade_policy$$,
    $$'{}'::grade_policy$$,
    $$'{"provision":{"pass":0.01,"special_mention":0.02,'
     '"substandard":0.25,"doubtful":0.5,"loss":1}}'::grade_policy$$,
    $$'{"days":{"substandard":90,"loss":90}}'::grade_policy$$,
    $$'{"days":{"substandard":90,"loss":30}}'::grade_policy$$, $$'{"days":{"loss":90,"5":100}}'::grade_policy$$,
    $$'{"days":{"loss":90,"loss":100}}'::grade_policy$$, $$'{"days":{"pass":0}}'::grade_policy$$,
    $$'{"days":{"good":0}}'::grade_policy$$, $$'{"days":{"loss":-1}}'::grade_policy$$,
    $$'{"days":{"loss":1.5}}'::grade_policy$$, $$'{"days":{"loss":"90"}}'::grade_policy$$,
    $$'{"days":[90]}'::grade_policy$$,
    $$'{"loss_rate":{"doubtful":0.9,"loss":0.5}}'::grade_policy$$, $$'{"loss_rate":{"loss":1.01}}'::grade_policy$$,
    $$'{"loss_rate":{"loss":0.123456789}}'::grade_policy$$,
    $$'{"days":{"loss":90},"provision":{"pass":0.01,"loss":1}}'::grade_policy$$,
    $$'{"days":{"loss":90},"provision":{"pass":0.01,"special_mention":0.02,'
     '"substandard":0.25,"doubtful":0.2,"loss":1}}'::grade_policy$$,
    $$'{"days":{"loss":90},"minimum_coverage":11}'::grade_policy$$,
    $$'{"days":{"loss":90},"minimum_provision":1.1}'::grade_policy$$,
    $$'{"days":{"loss":90},"colour":1}'::grade_policy$$, $$'{"days":{"loss":90}'::grade_policy$$,
    $$'{"credit_impaired":"bad"}'::grade_policy$$,
    $$grade_loan(-1)$$, $$grade_loan(2147483648)$$, $$grade_loan(0, loss_rate => -0.01)$$,
    $$grade_loan(0, loss_rate => 1.01)$$, $$grade_loan(0, loss_rate => 'NaN')$$,
    $$grade_loan(0, loss_rate => 1e40)$$, $$grade_policy_on('DE', '2024-01-01')$$,
    $$grade_policy_on('CN', 'infinity')$$,
    $$required_provision(-1, 'loss')$$, $$required_provision(1.005, 'loss')$$,
    $$required_provision(1, 'loss', currency => 'XYZ')$$, $$required_provision(1e15, 'loss')$$
]) WITH ORDINALITY AS v(call, k) ORDER BY k;
