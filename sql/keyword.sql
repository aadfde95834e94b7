-- keywords: in any letter case, by their Chinese names, and written back as one word
CREATE FUNCTION pg_temp.refused(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    EXECUTE 'SELECT ' || call;
    RETURN call || ': no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN call || ': ' || SQLSTATE || ' ' || SQLERRM || E'\n  ' || detail;
END $$;

-- the methods; what is stored is the same value
SELECT word, method,
       amortize(12000, 0.06, 12, '2024-01-15', word) = amortize(12000, 0.06, 12, '2024-01-15', method) AS same
FROM (VALUES ('等额本息', 'annuity'), ('等额本金', 'equal_principal'), ('先息后本', 'interest_only'), ('平息', 'flat'),
    ('等本等息', 'flat'), ('ANNUITY', 'annuity'), ('Rule_Of_78', 'rule_of_78')) AS v(word, method);
-- the other words of a loan
SELECT amortize(12000, 0.06, 12, '2024-01-15', day_count => '实际/365', rounding => '四舍六入五成双', residue => 'FIRST',
    payment_rounding => 'Up') = amortize(12000, 0.06, 12, '2024-01-15', day_count => 'ACT/365', rounding => 'half_even',
    residue => 'first', payment_rounding => 'up') AS same;
SELECT days_between('2024-01-15', '2024-03-15', '实际/360'), year_fraction('2024-01-15', '2024-03-15', 'Act/365');
-- the text of a schedule, read by the same words and printed by one
SELECT ('[CNY 100 @ 2024-01-15 等额本息 0.05 实际/365 1mon rounding=四舍五入 residue=LAST]'
    '{2024-02-15:49.9+0.42,2024-03-15:50.1+.21}')::money_schedule;

-- weight, measure of a vintage, exit of a loan
WITH book AS (SELECT vintage_agg(h, '2024-01-15', 1000, 'CALENDAR1') AS v
              FROM unnest('{"{2024-01:1000,900/40,0!900}","{2024-01:1000,900,0}"}'::payment_history[]) AS h)
SELECT ask.measure, weight, mob, hit, rate
FROM book, (VALUES ('EVER', '金额'), ('曾逾期', '笔数'), ('核销', 'COUNT'), ('结清', 'Amount')) AS ask(measure, weight),
     vintage_curve(v, 30, ask.measure, ask.weight)
WHERE mob = 3 ORDER BY 1, 2;
SELECT t.cohort
FROM (SELECT vintage_agg('{2024-05:1000}', '2024-05-15', 1000) AS v) AS book,
     unnest('{Month,QUARTER,year}'::text[]) AS word, vintage_triangle(v, cohort => word) AS t;
SELECT migration_agg(30, NULL, 100, exit) FROM unnest('{核销,CHARGED_OFF,结清,Gone}'::text[]) AS exit;
SELECT roll_rate(m, 'Pass', '核销'), roll_rate(m, '正常', 'Paid_Off', '笔数')
FROM (SELECT migration_agg('pass'::risk_grade, NULL, n * 100, CASE n WHEN 1 THEN '结清' ELSE '核销' END) AS m
      FROM generate_series(1, 4) AS n) AS moves;
SELECT clawback('{"per_loan": {"rate": 0.1}, "clawback": [{"event": "default", "to": 6, "share": 0.5}]}', 200, 3, event)
FROM unnest('{违约,DEFAULT,提前结清}'::text[]) AS event;
SELECT attainment(8, 10, 'Lower'), attainment(8, 10, 'HIGHER'), grade_label('关注', 'EN'), grade_label('关注', 'zh_TW');
SELECT paid_principal FROM loan_state(amortize(1200, 0.06, 12, '2024-01-15'), '{2024-02-15:10}', '2024-03-20',
    'Principal_Interest_Fee')
UNION ALL
SELECT paid_principal FROM loan_state(amortize(1200, 0.06, 12, '2024-01-15'), '{2024-02-15:10}', '2024-03-20',
    '本-息-费');
SELECT word, prepay_effect_name(word), effect
FROM unnest('{Shorten,缩短期限,REDUCE,减少月供}'::text[]) AS word,
     prepay_effect(amortize(1200, 0.06, 12, '2024-01-15'), '2024-03-20', 300, word);

-- what is no word: the list has each word once
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.refused(call) FROM (VALUES
    ($$amortize(1000, 0.05, 12, '2024-01-15', '等额本')$$),
    ($$amortize(1000, 0.05, 12, '2024-01-15', '等额本息 ')$$),
    ($$amortize(1000, 0.05, 12, '2024-01-15', payment_rounding => '五舍六入')$$),
    ($$'[100 @ 2024-01-15 等額 0.05 periodic 1mon]{2024-02-15:100}'::money_schedule$$),
    ($$year_fraction('2024-01-01', '2025-01-01', 'Periodic')$$),
    ($$prepay_effect_name('缩短')$$)
) AS v(call);
