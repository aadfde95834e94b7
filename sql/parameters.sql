-- What a client may send: each statement prepared with a parameter of each type, as its driver declares it.
-- + the types fit; . no such function or operator, or the column has another type; ? more than one function fits
CREATE TABLE book (
    s money_schedule, cf cashflows, h payment_history, g risk_grade, gp grade_policy, cp commission_plan,
    st commission_statement, p portfolio_summary, m migration_summary, v vintage_summary,
    j json, jb jsonb, t text, i int
);
CREATE TABLE sent (nr serial, statement text);
INSERT INTO sent (statement) VALUES
    ('SELECT amortize($1, 0.05, 12, ''2024-01-31'')'),
    ('SELECT amortize(1000, $1, 12, ''2024-01-31'')'),
    ('SELECT amortize(1000, 0.05, $1, ''2024-01-31'')'),
    ('SELECT amortize(1000, 0.05, 12, $1)'),
    ('SELECT amortize(1000, 0.05, 12, ''2024-01-31'', method => $1)'),
    ('SELECT amortize(1000, 0.05, 12, ''2024-01-31'', period => $1)'),
    ('SELECT amortize(1000, 0.05, 12, ''2024-01-31'', grace => $1)'),
    ('SELECT amortize(1000, 0.05, 12, ''2024-01-31'', in_advance => $1)'),
    ('SELECT payment(s, $1) FROM book'),
    ('SELECT balance_at(s, $1) FROM book'),
    ('SELECT principal_due(s, $1) FROM book'),
    ('SELECT days_between($1, $1, ''ACT/365'')'),
    ('SELECT schedule_agg($1, 1, 1)'),
    ('SELECT cashflow_agg(''2024-01-31'', $1)'),
    ('SELECT loan_state(s, $1, ''2024-01-31'') FROM book'),
    ('SELECT worst_dpd(h, $1) FROM book'),
    ('SELECT times_past_due(h, $1) FROM book'),
    ('SELECT first_past_due(h, 90, $1) FROM book'),
    ('SELECT history_string(h, $1) FROM book'),
    ('SELECT history_append(h, ''2024-01-31'', 100, $1) FROM book'),
    ('SELECT history_agg(''2024-01-31'', 100, $1)'),
    ('SELECT count(*) FROM book WHERE g = $1'),
    ('SELECT count(*) FROM book WHERE g = ANY ($1)'),
    ('SELECT count(*) FROM book WHERE g BETWEEN $1 AND ''loss'''),
    ('SELECT $1::risk_grade'),
    ('SELECT is_npl($1)'),
    ('SELECT grade_loan($1)'),
    ('SELECT grade_loan(3, $1)'),
    ('SELECT count(*) FROM book WHERE gp = $1'),
    ('SELECT required_provision($1, ''loss'')'),
    ('SELECT portfolio_agg(100.00, $1)'),
    ('SELECT portfolio_agg($1, ''loss''::risk_grade)'),
    ('SELECT npl_ratio(100.00, $1)'),
    ('SELECT overdue_ratio(100, $1, 30)'),
    ('SELECT overdue_ratio(100, 3, $1)'),
    ('SELECT overdue_ratio(p, $1) FROM book'),
    ('SELECT migration_agg($1, $1, 100)'),
    ('SELECT project(m, $1) FROM book'),
    ('SELECT downgrade_rate(m, $1) FROM book'),
    ('SELECT vintage_agg(h, $1, 100) FROM book'),
    ('SELECT vintage_agg($1, 3, 100, 100, 0)'),
    ('SELECT vintage_agg(1, $1, 100, 100, 0)'),
    ('SELECT vintage_curve(v, $1) FROM book'),
    ('SELECT vintage_bounds(v, confidence => $1) FROM book'),
    ('SELECT first_payment_default(v, 30, $1) FROM book'),
    ('SELECT commission(cp, $1) FROM book'),
    ('SELECT clawback(cp, 100, $1, ''default'') FROM book'),
    ('SELECT commission_agg($1, 100)'),
    ('SELECT payable(st, $1) FROM book'),
    ('SELECT split_amount(100, $1)'),
    ('INSERT INTO book (s) VALUES ($1)'),
    ('INSERT INTO book (cf) VALUES ($1)'),
    ('INSERT INTO book (h) VALUES ($1)'),
    ('INSERT INTO book (g) VALUES ($1)'),
    ('INSERT INTO book (gp) VALUES ($1)'),
    ('INSERT INTO book (cp) VALUES ($1)'),
    ('INSERT INTO book (st) VALUES ($1)'),
    ('INSERT INTO book (p) VALUES ($1)'),
    ('INSERT INTO book (m) VALUES ($1)'),
    ('INSERT INTO book (v) VALUES ($1)'),
    ('SELECT $1::money_schedule'),
    ('SELECT $1::commission_plan');

CREATE FUNCTION fits(statement text, type text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('PREPARE probe (%s) AS %s', type, statement);
    DEALLOCATE probe;
    RETURN '+';
EXCEPTION
    WHEN undefined_function OR datatype_mismatch OR cannot_coerce OR wrong_object_type THEN RETURN '.';
    WHEN ambiguous_function THEN RETURN '?';
END
$$;
-- tx text, vc varchar, ch char, nm name, f4 and f8 floats, ts and tz timestamps, js and jb JSON, un unknown
SELECT statement,
       fits(statement, 'text') AS tx, fits(statement, 'varchar') AS vc, fits(statement, 'char(9)') AS ch,
       fits(statement, 'name') AS nm, fits(statement, 'smallint') AS i2, fits(statement, 'integer') AS i4,
       fits(statement, 'bigint') AS i8, fits(statement, 'numeric') AS nu, fits(statement, 'real') AS f4,
       fits(statement, 'float8') AS f8, fits(statement, 'boolean') AS bo, fits(statement, 'date') AS da,
       fits(statement, 'timestamp') AS ts, fits(statement, 'timestamptz') AS tz, fits(statement, 'json') AS js,
       fits(statement, 'jsonb') AS jb, fits(statement, 'text[]') AS ta, fits(statement, 'unknown') AS un
FROM   sent
ORDER  BY nr;

-- text that becomes a grade by itself is a name; a digit or a letter needs the cast
PREPARE of_grade (text) AS SELECT g FROM (VALUES ('loss-2'::risk_grade), ('pass')) AS v(g) WHERE g = $1;
EXECUTE of_grade('Loss-2');
EXECUTE of_grade('正常');
EXECUTE of_grade('1');
EXECUTE of_grade('a-1');
EXECUTE of_grade('good');
SELECT portfolio_agg(100.00, dpd) FROM (VALUES ('3'::varchar)) AS v(dpd);
INSERT INTO book (g) SELECT x FROM (VALUES ('5'::varchar)) AS v(x);
SELECT '5'::varchar::risk_grade AS loss, 'b-2'::text::risk_grade AS special_mention,
       ARRAY['损失', 'pass']::text[]::risk_grade[] AS both;
SELECT 1::risk_grade AS pass, 4::risk_grade AS doubtful;
SELECT 0::risk_grade;
SELECT 6::risk_grade;
SELECT g = 4 FROM book;

-- integers beyond the limits, those beyond 32 bits too
CREATE FUNCTION refused(expression text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'SELECT ' || expression;
    RETURN 'taken';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;
SELECT e, refused(e) FROM unnest(ARRAY[
    'amortize(1000, 0.05, 4294967308, ''2024-01-31'')',
    'amortize(1000, 0.05, 12, ''2024-01-31'', grace => -4294967296)',
    'payment(amortize(1000, 0.05, 12, ''2024-01-31''), 4294967297)',
    'payment(amortize(1000, 0.05, 12, ''2024-01-31''), -4294967295)',
    'worst_dpd(''{2024-01:0@31/0}'', 4294967297)',
    'worst_dpd(''{2024-01:0@31/0}'', -4294967295)',
    'times_past_due(''{2024-01:0@31/0}'', 4294967296)',
    'history_string(''{2024-01:0@31/0}'', 4294967300)',
    'vintage_agg(1, 4294967296, 100, 100, 0)',
    'vintage_agg(1, 1, 100, 100, 0, 4294967297)',
    'vintage_curve(vintage_agg(1, 1, 100, 100, 0), 4294967386)',
    'early_payment_default(vintage_agg(1, 1, 100, 100, 0), 90, 4294967299)',
    'project(migration_agg(0, 0, 100), 4294967297)',
    'overdue_ratio(portfolio_agg(100, 0), 4294967296)',
    'overdue_ratio(100, 0, 4294967296)'
]) AS e;

-- to_jsonb and the like find the cast to json: objects, and strings of grades and presets
INSERT INTO book (s, cf, h, g, gp, cp, st, p, m, v)
SELECT amortize(100, 0.05, 1, '2024-01-31', currency => 'CNY'), '[CNY]{2024-01-31:-100.00}',
       '{2024-01:0@31/0}', '关注-1', 'cn_2023', plan, commission_statement(plan), portfolio_agg(100, 'loss'::risk_grade),
       migration_agg(0, 31, 100), vintage_agg(1, 1, 100, 100, 0)
FROM   (VALUES ('{"currency": "CNY", "per_loan": {"rate": 0.01}}'::commission_plan)) AS x(plan)
GROUP  BY plan;
SELECT key, jsonb_typeof(value), value = CASE key
           WHEN 's' THEN s::jsonb WHEN 'cf' THEN cf::jsonb WHEN 'h' THEN h::jsonb WHEN 'g' THEN g::jsonb
           WHEN 'gp' THEN gp::jsonb WHEN 'cp' THEN cp::jsonb WHEN 'st' THEN st::jsonb WHEN 'p' THEN p::jsonb
           WHEN 'm' THEN m::jsonb ELSE v::jsonb END AS same
FROM   book, jsonb_each(jsonb_strip_nulls(to_jsonb(book)));
SELECT row_to_json(b) FROM (SELECT g, gp, cf FROM book) AS b;
SELECT json_agg(x) FROM (VALUES ('{"days":{"loss":9}}'::grade_policy), ('cn_2007')) AS v(x);
UPDATE book SET j = s, jb = st;
UPDATE book SET st = jb, t = s;
UPDATE book SET s = t;
SELECT s = j::jsonb::money_schedule AND st = jb::commission_statement AS same,
       'null'::jsonb::risk_grade IS NULL AS null_grade
FROM   book;
