-- Laws of plans, statements and settling: a second, slow implementation in SQL agrees on plans of every shape; sums do
-- not depend on order, grouping or days; parts of a period add up; splits conserve; texts are their own plan.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE FUNCTION chance(seed int, what text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN draw(seed, what, 2) = 0;

-- Plans of every shape.
CREATE FUNCTION bands(seed int, what text, step numeric, most numeric) RETURNS jsonb LANGUAGE sql IMMUTABLE
RETURN (SELECT jsonb_agg(jsonb_build_object('from', k * step, 'rate',
                                            round(draw(seed, what || k, 1000) * most / 1000, 4)) ORDER BY k)
        FROM generate_series(0, draw(seed, what || 'n', 4)) AS k);
CREATE FUNCTION curve(seed int, what text, by text) RETURNS jsonb LANGUAGE sql IMMUTABLE
RETURN jsonb_build_object('by', by, 'method', CASE WHEN chance(seed, what || 'm') THEN 'whole' ELSE 'ramp' END, 'bands',
                          bands(seed, what, 0.013, 1));
CREATE FUNCTION shape(n int) RETURNS jsonb LANGUAGE sql IMMUTABLE
RETURN jsonb_strip_nulls(jsonb_build_object(
    'per_loan', CASE WHEN chance(n, 'p') THEN jsonb_build_object('rate', draw(n, 'pr', 2000) / 10000.0,
        'min', CASE WHEN chance(n, 'pm') THEN draw(n, 'pmin', 10000) / 100.0 END, 'max',
        CASE WHEN chance(n, 'px') THEN 100 + draw(n, 'pmax', 100000) / 100.0 END) END,
    'tiers', CASE WHEN chance(n, 't')
        THEN jsonb_build_object('method', (ARRAY['marginal', 'whole', 'ramp'])[1 + draw(n, 'tm', 3)],
        'over', (ARRAY['amount', 'base', 'loans'])[1 + draw(n, 'to', 3)], 'quota',
        CASE WHEN chance(n, 'tq') THEN 1 + draw(n, 'quota', 5000000) / 7 END,
        'bands', bands(n, 'tb', CASE WHEN chance(n, 'tq') THEN 0.4 ELSE 12345.67 END, 0.05)) END,
    'bonus', CASE WHEN chance(n, 'b') THEN draw(n, 'bonus', 1000000) / 100.0 END,
    'kpi', CASE WHEN chance(n, 'k') THEN jsonb_build_object('indicators', jsonb_build_array(
            jsonb_build_object('name', 'approval', 'target', 0.6, 'weight', 0.37, 'gate', 0.5, 'cap', 1.2),
            jsonb_build_object('name', (ARRAY['amount', 'base', 'loans'])[1 + draw(n, 'kv', 3)], 'target',
                               1 + draw(n, 'kt', 5000000), 'weight', 0.41),
            jsonb_build_object('name', 'complaints', 'target', 7, 'weight', 0.22, 'better', 'lower')),
        'method', CASE WHEN chance(n, 'km') THEN 'ramp' END, 'bands',
        CASE WHEN chance(n, 'km') THEN bands(n, 'kb', 0.3, 2) END) END,
    'quality', CASE WHEN chance(n, 'q') THEN jsonb_build_array(curve(n, 'q0', 'overdue'), curve(n, 'q1', 'npl')) END,
    'floor', CASE WHEN chance(n, 'f') THEN draw(n, 'floor', 50000) / 100.0 END,
    'cap', CASE WHEN chance(n, 'c') THEN 500 + draw(n, 'cap', 1000000) / 100.0 END,
    'deferral', CASE WHEN chance(n, 'd') THEN jsonb_build_object('share', draw(n, 'ds', 1001) / 1000.0, 'years',
        1 + draw(n, 'dy', 10),
        'release', CASE WHEN chance(n, 'dr') THEN curve(n, 'dc', 'npl') END) END,
    'clawback', CASE WHEN chance(n, 'w') THEN jsonb_build_array(
        jsonb_build_object('event', 'default', 'to', 1 + draw(n, 'w0', 12), 'share', draw(n, 'ws', 1001) / 1000.0),
        jsonb_build_object('event', 'early_settlement', 'from', draw(n, 'w1', 3), 'to', 4 + draw(n, 'w2', 12), 'method',
                           'pro_rata')) END,
    'draw', CASE WHEN chance(n, 'g') THEN jsonb_build_object('guarantee', draw(n, 'gg', 300000) / 100.0, 'recoverable',
                                                             chance(n, 'gr'), 'recovery', draw(n, 'gs', 1001) / 1000.0)
        END,
    'salary', 1 + draw(n, 's', 1000000) / 100.0));
CREATE TABLE deal AS
SELECT n AS id, shape(n)::commission_plan AS plan, shape(n) AS given,
       jsonb_build_object('approval', draw(n, 'v0', 1200) / 1000.0, 'complaints', draw(n, 'v1', 200) / 10.0, 'overdue',
                          draw(n, 'v2', 90000) / 1000000.0, 'npl', draw(n, 'v3', 60000) / 1000000.0) AS kpi,
       CASE WHEN chance(n, 'carry') THEN draw(n, 'carried', 200000) / 100.0 ELSE 0 END AS carried,
       CASE WHEN chance(n, 'vest') THEN draw(n, 'vesting', 200000) / 100.0 ELSE 0 END AS vesting,
       daterange('2026-01-01', '2026-04-01') AS period,
       CASE WHEN chance(n, 'act') THEN daterange(date '2026-01-01' + (n % 40), date '2026-01-01' + 40 + (n % 50)) END
           AS active
FROM generate_series(1, 600) AS n;
CREATE TABLE loan AS
SELECT id, k, date '2026-01-01' + (k * 7 % 90) AS day, draw(id * 100 + k, 'amount', 80000000) / 100.0 AS amount,
       draw(id * 100 + k, 'fee', 1500000) / 100.0 AS fee
FROM deal, generate_series(1, id % 8) AS k;
CREATE TABLE event AS
SELECT id, k, date '2026-01-01' + (k * 11 % 90) AS day, draw(id * 100 + k, 'paid', 200000) / 100.0 AS paid,
       draw(id * 100 + k, 'mob', 16)::int AS months,
       CASE WHEN chance(id * 100 + k, 'event') THEN 'default' ELSE 'early_settlement' END AS event
FROM deal, generate_series(1, id % 5) AS k;
CREATE TABLE st AS
SELECT id, commission_statement(plan) + coalesce((SELECT commission_agg(plan, amount, fee) FROM loan
                                                  WHERE loan.id = deal.id), commission_statement(plan))
           + coalesce((SELECT clawback_agg(plan, paid, months, event) FROM event WHERE event.id = deal.id),
                      commission_statement(plan)) AS st FROM deal;

-- plans
SELECT law('a plan''s text and jsonb are its own', $$
    SELECT id, plan FROM deal WHERE plan::text::commission_plan <> plan OR plan::jsonb::commission_plan <> plan
$$);

SELECT law('canonical text is a fixed point', $$
    SELECT id, plan FROM deal WHERE plan::text <> plan::text::commission_plan::text
$$);

SELECT law('plans are equal, with equal hashes, where their texts are', $$
    SELECT a.id, b.id FROM deal a, deal b WHERE (a.plan = b.plan) <> (a.plan::text = b.plan::text) OR a.plan = b.plan
           AND commission_plan_hash(a.plan) <> commission_plan_hash(b.plan)
$$);

SELECT law('a printed plan has only what was given', $$
    SELECT id FROM deal WHERE NOT given @> (plan::jsonb - 'quality' - 'kpi' - 'tiers' - 'deferral' - 'clawback'
                                            - 'draw')
    OR plan::jsonb::text = '{}'
$$);

SELECT law('plans take few bytes', $$
    SELECT id, pg_column_size(plan) FROM deal WHERE pg_column_size(plan) > 600
$$);

SELECT is((SELECT count(*) FROM (SELECT plan FROM deal UNION SELECT plan::text::commission_plan FROM deal) AS u),
          (SELECT count(DISTINCT plan::text) FROM deal), 'plans group as their texts do');
CREATE INDEX deal_plan ON deal (plan);
SET enable_seqscan = off;
SELECT is((SELECT count(*) FROM deal WHERE plan = shape(77)::commission_plan), 1::bigint,
          'a plan is found by its index');
RESET enable_seqscan;

-- statements
SELECT law('a statement''s text and jsonb are its own', $$
    SELECT id FROM st WHERE st::text::commission_statement <> st OR st::jsonb::commission_statement <> st
$$);

SELECT law('days roll up to the period', $$
    SELECT id FROM st JOIN (
        SELECT id, rollup(part) AS days FROM (
            SELECT id, commission_agg(plan, amount, fee) FROM loan JOIN deal USING (id) GROUP BY id, day
            UNION ALL SELECT id, clawback_agg(plan, paid, months, event) FROM event JOIN deal USING (id)
            GROUP BY id, day
            UNION ALL SELECT id, commission_statement(plan) FROM deal) AS p(id, part) GROUP BY id) AS d USING (id)
    WHERE days <> st
$$);

SELECT law('the order of loans does not matter', $$
    SELECT id FROM st JOIN (
        SELECT id, commission_agg(plan, amount, fee ORDER BY k DESC) AS back,
               commission_agg(plan, amount, fee ORDER BY fee) AS mixed FROM loan JOIN deal USING (id) GROUP BY id) AS o
               USING (id)
    WHERE back <> mixed
$$);

SELECT law('the empty statement adds nothing', $$
    SELECT id FROM st JOIN deal USING (id) WHERE st + commission_statement(plan) <> st
           OR commission_statement(plan) + st <> st
$$);

SELECT law('addition is associative', $$
    SELECT id FROM st WHERE (st + st) + st <> st + (st + st)
$$);

SELECT law('a statement counts and adds up its loans', $$
    SELECT id FROM st LEFT JOIN (SELECT id, count(*) AS n, sum(amount) AS a, sum(fee) AS f FROM loan GROUP BY id) AS l
           USING (id)
    WHERE (loan_count(st), total_amount(st), total_base(st)) <> (coalesce(n, 0), coalesce(a, 0), coalesce(f, 0))
$$);

SELECT is((SELECT count(st) FROM (SELECT d.id, commission_agg(plan, amount, fee) AS st FROM deal d
                                  LEFT JOIN loan USING (id) GROUP BY d.id) AS s), 600::bigint,
          'managers without loans have a statement');
SELECT is((SELECT count(*) FROM (SELECT plan, commission_agg(plan, amount, fee) FROM deal JOIN loan USING (id)
                                 GROUP BY id, plan) AS s), (SELECT count(DISTINCT id) FROM loan),
          'the plan is part of the group');

-- the second implementation
CREATE FUNCTION rate_at(bands jsonb, method text, x numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN coalesce((SELECT CASE WHEN method = 'whole' OR next_from IS NULL THEN rate
                 ELSE round(rate + (x - start) * (next_rate - rate) / (next_from - start), 8) END
    FROM (SELECT (b ->> 'from')::numeric AS start, (b ->> 'rate')::numeric AS rate, lead((b ->> 'from')::numeric)
          OVER w AS next_from, lead((b ->> 'rate')::numeric) OVER w AS next_rate
          FROM jsonb_array_elements(bands) AS b WINDOW w AS (ORDER BY (b ->> 'from')::numeric)) AS band
    WHERE start <= x ORDER BY start DESC LIMIT 1), 0);
CREATE FUNCTION tiers_of(p jsonb, x numeric, quota numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN (SELECT CASE WHEN p ->> 'method' = 'marginal'
        THEN round(sum(greatest(least(x, coalesce(next_from, x)) - start, 0) * rate), 2)
                    ELSE round(x * rate_at(jsonb_agg(jsonb_build_object('from', start, 'rate', rate)), p ->> 'method',
                                           x), 2) END
        FROM (SELECT start, rate, lead(start) OVER (ORDER BY start) AS next_from
              FROM (SELECT CASE WHEN quota IS NULL THEN (b ->> 'from')::numeric
                    ELSE round((b ->> 'from')::numeric * quota, 2) END AS start, (b ->> 'rate')::numeric AS rate
                    FROM jsonb_array_elements(p -> 'bands') AS b) AS edge) AS band);
CREATE FUNCTION reference(d deal)
RETURNS TABLE (gross numeric, earned numeric, deferred numeric, released numeric, clawback numeric, draw numeric,
               recovery numeric, salary numeric, payable numeric, carried_forward numeric)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    p jsonb := d.given;
    n int := upper(d.period) - lower(d.period);
    s int := coalesce(lower(d.active) - lower(d.period), 0);
    e int := coalesce(upper(d.active) - lower(d.period), n);
    loans numeric; amount numeric; base numeric; own numeric; x numeric;
    v numeric; score numeric := 0; net numeric; guarantee numeric; a numeric; i jsonb; q jsonb;
BEGIN
    SELECT count(*), coalesce(sum(l.amount), 0), coalesce(sum(fee), 0),
           coalesce(sum(least(greatest(round(fee * (p #>> '{per_loan,rate}')::numeric, 2),
                                       (p #>> '{per_loan,min}')::numeric), (p #>> '{per_loan,max}')::numeric)), 0)
    INTO loans, amount, base, own FROM loan AS l WHERE l.id = d.id;
    gross := own;
    IF p ? 'tiers' THEN
        x := CASE p #>> '{tiers,over}' WHEN 'loans' THEN loans WHEN 'base' THEN base ELSE amount END;
        v := (p #>> '{tiers,quota}')::numeric;
        gross := gross + tiers_of(p -> 'tiers', x, round(v * e / n, 2) - round(v * s / n, 2));
    END IF;
    v := coalesce((p ->> 'bonus')::numeric, 0);
    gross := gross + round(v * e / n, 2) - round(v * s / n, 2);
    earned := gross;
    IF p ? 'kpi' THEN
        FOR i IN SELECT jsonb_array_elements(p #> '{kpi,indicators}') LOOP
            x := coalesce((d.kpi ->> (i ->> 'name'))::numeric, CASE i ->> 'name' WHEN 'loans' THEN loans
                          WHEN 'base' THEN base ELSE amount END);
            v := (i ->> 'target')::numeric;
            IF i ->> 'name' IN ('loans', 'base', 'amount') THEN v := round(v * e / n, 2) - round(v * s / n, 2); END IF;
            a := round(greatest(CASE WHEN i ->> 'better' = 'lower' THEN (2 * v - x) / v ELSE x / v END, 0), 8);
            score := score + (i ->> 'weight')::numeric * CASE WHEN a < coalesce((i ->> 'gate')::numeric, 0) THEN 0
                ELSE least(a, (i ->> 'cap')::numeric) END;
        END LOOP;
        score := round(score, 8);
        earned := round(earned * CASE WHEN p #> '{kpi,bands}' IS NULL THEN score
                        ELSE rate_at(p #> '{kpi,bands}', p #>> '{kpi,method}', score) END, 2);
    END IF;
    FOR q IN SELECT jsonb_array_elements(p -> 'quality') LOOP
        earned := round(earned * rate_at(q -> 'bands', q ->> 'method', (d.kpi ->> (q ->> 'by'))::numeric), 2);
    END LOOP;
    v := (p ->> 'floor')::numeric;
    earned := greatest(earned, round(v * e / n, 2) - round(v * s / n, 2));
    v := (p ->> 'cap')::numeric;
    earned := least(earned, round(v * e / n, 2) - round(v * s / n, 2));
    deferred := coalesce(round(earned * (p #>> '{deferral,share}')::numeric, 2), 0);
    q := p #> '{deferral,release}';
    released := round(d.vesting * CASE WHEN q IS NULL THEN 1
                      ELSE rate_at(q -> 'bands', q ->> 'method', (d.kpi ->> (q ->> 'by'))::numeric) END, 2);
    -- multiplied first: a quotient that was cut would round a tie down
    SELECT coalesce(sum(round(
               paid * coalesce((w ->> 'share')::numeric, 1)
               * CASE WHEN w ->> 'method' = 'pro_rata' THEN (w ->> 'to')::int - months ELSE 1 END
               / CASE WHEN w ->> 'method' = 'pro_rata' THEN (w ->> 'to')::int - coalesce((w ->> 'from')::int, 0)
                     ELSE 1 END,
               2)), 0)
    INTO clawback FROM event AS v, jsonb_array_elements(p -> 'clawback') AS w
    WHERE v.id = d.id AND w ->> 'event' = v.event AND months >= coalesce((w ->> 'from')::int, 0)
          AND months < (w ->> 'to')::int;
    net := earned - deferred + released - clawback;
    v := coalesce((p #>> '{draw,guarantee}')::numeric, 0);
    guarantee := round(v * e / n, 2) - round(v * s / n, 2);
    draw := greatest(guarantee - greatest(net, 0), 0);
    recovery := least(d.carried, greatest(round((net - guarantee) * coalesce((p #>> '{draw,recovery}')::numeric, 1), 2),
                                          0));
    v := (p ->> 'salary')::numeric;
    salary := round(v * e / n, 2) - round(v * s / n, 2);
    payable := greatest(net, 0) + draw - recovery + salary;
    carried_forward := d.carried + greatest(-net, 0) + CASE WHEN (p #>> '{draw,recoverable}')::boolean THEN draw
        ELSE 0 END - recovery;
    RETURN NEXT;
END $$;
CREATE TABLE settled AS SELECT d.id, s.* FROM deal AS d
JOIN st USING (id), settle(st, kpi, d.carried, d.vesting, period, active) AS s;

SELECT law('a second implementation gives the same settlement', $$
    SELECT s.id, r.*, s.* FROM settled AS s JOIN deal AS d USING (id), reference(d) AS r
    WHERE (r.gross, r.earned, r.deferred, r.released, r.clawback, r.draw, r.recovery, r.salary, r.payable,
           r.carried_forward)
       <> (s.gross, s.earned, s.deferred, s.released, s.clawback, s.draw, s.recovery, s.salary, s.payable,
           s.carried_forward)
$$);

SELECT cmp_ok((SELECT count(*) FROM settled WHERE deferred > 0 AND recovery > 0), '>', 5::bigint,
              'among the plans are those with all the steps');

-- what a statement says agrees with itself
SELECT law('lines add up to what is paid', $$
    SELECT id, s.payable, sum(l.amount) FROM settled AS s JOIN deal AS d USING (id)
    JOIN st USING (id), statement_lines(st, kpi, d.carried, d.vesting, period, active) AS l
    GROUP BY id, s.payable, st, kpi, d.carried, d.vesting, period, active
    HAVING sum(l.amount) <> s.payable OR payable(st, kpi, d.carried, d.vesting, period, active) <> s.payable
        OR max(line) <> count(*)
$$);

SELECT law('nothing is ever taken from the salary', $$
    SELECT id FROM settled WHERE payable < salary
$$);

SELECT law('deferred parts add up and are never front-loaded', $$
    SELECT id, s.deferred FROM settled AS s JOIN deal AS d USING (id)
    JOIN st USING (id), LATERAL (SELECT coalesce(sum(amount), 0) AS sum, bool_and(amount >= before) AS rising,
                                 count(*) AS n
        FROM (SELECT amount, lag(amount, 1, 0) OVER (ORDER BY instalment) AS before
              FROM deferred(st, kpi, d.carried, d.vesting, period, active)) AS p) AS p
    WHERE sum <> s.deferred OR NOT rising OR n <> coalesce((given #>> '{deferral,years}')::int, 0)
$$);

SELECT law('the KPI rows are the score', $$
    SELECT id FROM deal JOIN st USING (id), LATERAL (SELECT round(sum(weight * counted), 8) AS score,
                                                     sum(weight) AS weights
                                                     FROM kpi_lines(st, kpi, carried, vesting, period, active)) AS k
    WHERE weights <> 1 OR active IS NULL
          AND score <> kpi_score(plan, kpi || jsonb_build_object('amount', total_amount(st), 'base', total_base(st),
            'loans', loan_count(st)))
$$);

-- parts of a period
CREATE TABLE piece AS SELECT daterange(date '2026-01-01' + lo, date '2026-01-01' + hi) AS act
FROM (VALUES (0, 1), (1, 44), (44, 89), (89, 90)) AS v(lo, hi);

SELECT law('salary and bonus of the parts of a period are those of the period', $$
    SELECT salary, sum(payable)
    FROM generate_series(1, 300) AS n, LATERAL (SELECT 1 + draw(n, 'money', 9000000) / 100.0 AS salary) AS m, piece,
        payable(commission_statement(jsonb_build_object('salary', salary, 'bonus', salary)::commission_plan),
                period => '[2026-01-01,2026-04-01)', active => act)
    GROUP BY n, salary HAVING sum(payable) <> 2 * salary
$$);

SELECT law('limits of the parts of a period are those of the period', $$
    SELECT money, sum(b.earned)
    FROM generate_series(1, 300) AS n, LATERAL (SELECT 1 + draw(n, 'limit', 9000000) / 100.0 AS money) AS m, piece,
        settle(commission_statement(jsonb_build_object('salary', 1, 'floor', money)::commission_plan),
               period => '[2026-01-01,2026-04-01)', active => act) AS b
    GROUP BY n, money HAVING sum(b.earned) <> money
$$);

-- more volume
SELECT law('more volume never earns less where rates rise', $$
    SELECT method, x, commission(p, x), commission(p, x + 0.01)
    FROM unnest('{marginal,whole,ramp}'::text[]) AS method,
         LATERAL (SELECT jsonb_build_object('tiers',
                                            jsonb_build_object('method', method, 'bands',
                                                               '[{"from": 5, "rate": 0.01}, {"from": 10.5, '
                                                               '"rate": 0.02}, {"from": 40, "rate": 0.5}, '
                                                               '{"from": 41, "rate": 1}]'::jsonb))::commission_plan
                  AS p) AS plan,
         LATERAL (SELECT k / 100.0 AS x FROM generate_series(0, 4500) AS k) AS v
    WHERE commission(p, x) > commission(p, x + 0.01)
$$);

-- one loan
SELECT law('a loan alone earns the first steps of its statement', $$
    SELECT id, k FROM loan JOIN deal USING (id), LATERAL (SELECT commission_agg(plan, l.amount, l.fee) AS one
                                                          FROM (SELECT loan.amount, loan.fee) AS l) AS o
    WHERE commission(plan, amount, fee) <> (SELECT coalesce(sum(amount), 0) FROM statement_lines(one, kpi, 0, 0)
                                            WHERE rule = 'per_loan' OR rule LIKE 'tiers%')
$$);

SELECT law('clawbacks one by one are those of the statement', $$
    SELECT id FROM st JOIN deal USING (id)
    LEFT JOIN LATERAL (SELECT coalesce(sum(clawback(plan, paid, months, event)), 0) AS sum FROM event
                       WHERE event.id = st.id) AS e ON true
    WHERE sum <> (settle(st, kpi)).clawback
$$);

-- clawback_from: the event that SQL finds in the loan's months
CREATE TABLE life AS
SELECT n AS id, date '2023-06-01' + draw(n, 'born', 200)::int AS originated,
       CASE WHEN chance(n, 'm') THEN date '2024-05-01' + draw(n, 'end', 300)::int END AS matures,
       history_agg(day, CASE WHEN draw(n * 50 + k, 'b', 9) > 0 THEN CASE WHEN draw(n * 50 + k, 'z', 7) = 0 THEN 0
                   ELSE 1000 - k END END,
           CASE draw(n * 50 + k, 'l', 5) WHEN 0 THEN draw(n * 50 + k, 'd', 130) ELSE 0 END,
           CASE WHEN draw(n * 50 + k, 'x', 12) = 0 THEN 5 ELSE 0 END, 0) AS h
FROM generate_series(1, 400) AS n, generate_series(0, 14) AS k,
     LATERAL (SELECT (date '2024-01-15' + make_interval(months => k))::date AS day) AS d
WHERE k = 0 OR draw(n * 50 + k, 'gap', 6) > 0 GROUP BY n;

SELECT law('the clawback is that of the event SQL finds in the months', $$
    SELECT id, x.*, clawback_from(p, 1000, h, originated, matures, line, range) FROM life,
        (VALUES ('{"salary": 1, "clawback": [{"event": "default", "from": 2, "to": 14, "method": "pro_rata"}, '
                 '{"event": "early_settlement", "to": 12, "share": 0.3}]}'::commission_plan)) AS v(p),
        unnest('{0,30,90}'::int[]) AS line,
        unnest('{NULL,"[2024-02-01,2024-05-01)","[2024-03-02,)",empty}'::daterange[]) AS range,
        LATERAL (SELECT coalesce((
            SELECT CASE WHEN range IS NULL
                   OR month <@ range THEN clawback(p, 1000,
                                                   ((extract(year FROM month) - extract(year FROM originated)) * 12
                                                    + extract(month FROM month) - extract(month FROM originated))::int,
                                                   event) END
            FROM (SELECT month, CASE WHEN days_past_due > line OR bool_or(charged_off > 0) OVER (ORDER BY month)
                  THEN 'default'
                                     WHEN balance <= 0 AND month < date_trunc('month', matures)
                                         THEN 'early_settlement' END AS event FROM months(h)) AS m
            WHERE event IS NOT NULL ORDER BY month LIMIT 1), 0) AS expected) AS x
    WHERE expected <> clawback_from(p, 1000, h, originated, matures, line, range)
$$);

SELECT cmp_ok((SELECT count(*) FROM life
               WHERE clawback_from('{"salary": 1, "clawback": [{"event": "early_settlement", "to": 24}]}', 5, h,
                                   originated, matures) > 0), '>', 20::bigint, 'some loans are settled early');

-- splits
SELECT law('splits conserve, are within a minor unit of the share, and mirror', $$
    SELECT n, total, parts
    FROM generate_series(1, 500) AS n, LATERAL (SELECT draw(n, 'total', 2000000) / 100.0 - 10000 AS total,
        (SELECT array_agg(draw(n * 50 + k::int, 'w', 1000) / 1000.0) || 1.5
         FROM generate_series(1, n % 30) AS k) AS weights) AS v, split_amount(total, weights) AS parts
    WHERE (SELECT sum(p) FROM unnest(parts) AS p) <> total OR cardinality(parts) <> cardinality(weights)
       OR EXISTS (SELECT FROM unnest(parts, weights) AS p(part, weight)
                  WHERE abs(part - total * weight / (SELECT sum(w) FROM unnest(weights) AS w)) >= 0.01)
       OR parts <> (SELECT array_agg(-p ORDER BY o)
                    FROM unnest(split_amount(-total, weights)) WITH ORDINALITY AS m(p, o))
$$);

SELECT law('equal shares are equal', $$
    SELECT n FROM generate_series(1, 200) AS n, split_amount(n, array_fill(1::numeric, ARRAY[n])) AS parts
    WHERE parts <> array_fill(1.00, ARRAY[n])
$$);

-- a plan at its limits, out of the row, compressed or not
CREATE TABLE large (storage text, plan commission_plan);
ALTER TABLE large ALTER plan SET STORAGE external;
INSERT INTO large SELECT 'external', jsonb_build_object('salary', 1, 'per_loan', '{"rate": 0.1}'::jsonb, 'quality',
                                                        jsonb_agg(jsonb_build_object('by',
            repeat(md5(i::text), 2)::varchar(63), 'method', 'whole', 'bands',
    (SELECT jsonb_agg(jsonb_build_object('from', k * 1.2345678, 'rate', draw(k, 'x' || i, 9999999) / 1e7) ORDER BY k)
     FROM generate_series(0, 31) AS k))))::commission_plan FROM generate_series(1, 8) AS i;
ALTER TABLE large ALTER plan SET STORAGE extended;
INSERT INTO large SELECT 'extended', plan::text::commission_plan FROM large;
SELECT cmp_ok(pg_relation_size(reltoastrelid), '>', 0::bigint, 'large plans lie out of the row') FROM pg_class
WHERE relname = 'large';
SELECT is((SELECT count(DISTINCT plan) FROM large), 1::bigint, 'storage does not make another plan');
SELECT is((SELECT total_amount(commission_agg(plan, 5)) FROM large, generate_series(1, 100)), 1000.00,
          'loans of plans that are stored differently add up');
SELECT is((SELECT count(*) FROM (SELECT commission_agg(plan, 5) AS st FROM large) AS s
           WHERE plan(st) = (SELECT plan FROM large LIMIT 1)), 1::bigint,
          'and the plan comes out of the statement as it went in');
SELECT * FROM finish();
ROLLBACK;
