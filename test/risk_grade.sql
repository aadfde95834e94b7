-- Laws of grades and policies: labels read back, order is the rank's, indexes and hash tables agree with
-- comparisons, the grade of a loan is the first row of its explanation, and never falls when a fact gets worse.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE TABLE label (tier text, zh text, zh_tw text, letter text, k int);
INSERT INTO label VALUES ('pass', '正常', '正常', 'A', 0), ('special_mention', '关注', '關注', 'B', 1),
    ('substandard', '次级', '次級', 'C', 2),
                         ('doubtful', '可疑', '可疑', 'D', 3), ('loss', '损失', '損失', 'E', 4);
CREATE TABLE grade AS
SELECT 10 * k + n AS rank, k, n, (tier || CASE WHEN n > 0 THEN '-' || n ELSE '' END)::risk_grade AS g
FROM label, generate_series(0, 9) AS n;
SELECT is(count(DISTINCT g), 50::bigint, 'there are fifty grades') FROM grade;

-- labels
SELECT law('readers tell rank, tier and number', $$
    SELECT * FROM grade WHERE grade_rank(g) <> rank OR g::text::risk_grade <> g OR grade_rank(tier(g)) <> 10 * k
           OR g::int <> k + 1 OR is_npl(g) <> (k >= 2)
$$);

SELECT law('labels of every language read back', $$
    SELECT * FROM grade, unnest('{en,zh,zh_tw}'::text[]) AS lang WHERE grade_label(g, lang)::risk_grade <> g
$$);

SELECT law('every spelling of a tier takes every notch', $$
    SELECT g, spelling FROM label
    JOIN grade USING (k),
           unnest(ARRAY[tier, upper(tier), initcap(replace(tier, '_', ' ')), zh, zh || '类', zh_tw || '類', letter,
                        lower(letter), (k + 1)::text]) AS spelling
    WHERE (spelling || CASE WHEN n > 0 THEN '-' || n ELSE '' END)::risk_grade <> g
$$);

SELECT law('JSON gives the grade back', $$
    SELECT * FROM grade WHERE g::jsonb::risk_grade <> g OR g::jsonb #>> '{}' <> g::text
$$);

SELECT law('the binary form is the label', $$
    SELECT * FROM grade WHERE risk_grade_send(g) <> convert_to(g::text, 'UTF8')
$$);

SELECT is((SELECT typlen FROM pg_type WHERE oid = 'risk_grade'::regtype), 1::smallint, 'a grade takes one byte');

-- order and hash
SELECT law('grades order as their ranks', $$
    SELECT a.g, b.g FROM grade AS a, grade AS b
    WHERE (a.g < b.g, a.g <= b.g, a.g = b.g, a.g <> b.g, a.g >= b.g, a.g > b.g)
    <> (a.rank < b.rank, a.rank <= b.rank, a.rank = b.rank, a.rank <> b.rank, a.rank >= b.rank, a.rank > b.rank)
        OR sign(risk_grade_cmp(a.g, b.g)) <> sign(a.rank - b.rank)
$$);

SELECT law('no two grades are one in a hash table', $$
    SELECT g FROM grade GROUP BY g HAVING count(*) <> 1
$$);

SELECT is((SELECT count(DISTINCT risk_grade_hash(g)) FROM grade), 50::bigint, 'grades hash apart');

SELECT law('the extended hash with seed 0 continues the plain one', $$
    SELECT g FROM grade WHERE risk_grade_hash_extended(g, 0) & 4294967295 <> risk_grade_hash(g)::bigint & 4294967295
$$);

-- frozen: partitions and stored hashes depend on them
SELECT is((SELECT md5(string_agg(risk_grade_hash(g)::text, ',' ORDER BY rank)) FROM grade),
          md5((SELECT string_agg(hashint4(rank)::text, ',' ORDER BY rank) FROM grade)), 'the hash is that of the rank');
CREATE TABLE part (g risk_grade) PARTITION BY LIST (g);
CREATE TABLE part_good PARTITION OF part FOR VALUES IN ('pass', 'special_mention');
CREATE TABLE part_bad PARTITION OF part DEFAULT;
INSERT INTO part SELECT g FROM grade;
SELECT is((SELECT count(*) FROM part_good), 2::bigint, 'tables are partitioned by grade');
SELECT is((SELECT min(g)::text || ' ' || max(g)::text FROM grade), 'pass loss-9',
          'min and max are the best and the worst');

SELECT law('min and max are those of the rank', $$
    SELECT k FROM grade GROUP BY k HAVING grade_rank(min(g)) <> min(rank) OR grade_rank(max(g)) <> max(rank)
$$);

-- policies
CREATE TABLE policy AS SELECT policy AS p FROM grade_policies();
INSERT INTO policy VALUES ('cn_2023(grace_days=7,substandard=0.2)'), ('cn_2007(doubtful=0.6)'),
    ('{"loss_rate":{"loss":0.3}}'), ('{"credit_impaired":"loss","restructured":"pass-1"}'),
    ('{"days":{"special_mention-1":3,"special_mention-5":9,"loss":1000},"provision":{"pass":0,"pass-3":0.001,'
     '"special_mention":0.001,"substandard":0.2,"doubtful":0.2,"loss":0.9},"minimum_coverage":10}');

SELECT law('text and JSON give a policy back', $$
    SELECT p FROM policy WHERE p::text::grade_policy <> p OR p::jsonb::grade_policy <> p
           OR p::text::grade_policy::text <> p::text
$$);

SELECT law('policies are equal when their texts are, and hash so', $$
    SELECT a.p, b.p FROM policy AS a, policy AS b WHERE (a.p = b.p) <> (a.p::text = b.p::text)
           OR (a.p = b.p) <> (grade_policy_hash(a.p) = grade_policy_hash(b.p))
    OR (a.p < b.p)::int + (a.p = b.p)::int + (a.p > b.p)::int <> 1
$$);

SELECT law('the order of policies is transitive', $$
    SELECT a.p, b.p, c.p FROM policy AS a, policy AS b, policy AS c WHERE a.p <= b.p AND b.p <= c.p AND NOT a.p <= c.p
$$);

-- grading
CREATE TABLE fact AS
SELECT p, days, loss, impaired, restructured, grade_loan(days, p, loss, impaired, restructured) AS g
FROM policy, unnest('{0,1,3,4,7,8,9,10,30,31,89,90,91,180,181,270,271,360,361,1000,1001,2147483647}'::bigint[]) AS days,
     unnest('{NULL,0,0.29999999,0.3,0.5,0.9,1}'::numeric[]) AS loss,
     unnest('{f,t}'::bool[]) AS impaired, unnest('{f,t}'::bool[]) AS restructured;

SELECT law('the grade is the first row of the explanation', $$
    SELECT f.* FROM fact AS f WHERE g <> (SELECT grade FROM explain_grade(days, p, loss, impaired, restructured)
                                          LIMIT 1)
$$);

SELECT law('the grade is the worst of the rules that bind', $$
    SELECT f.* FROM fact AS f WHERE g <> (SELECT max(grade) FROM explain_grade(days, p, loss, impaired, restructured))
$$);

SELECT law('performing is the only row', $$
    SELECT f.* FROM fact AS f, explain_grade(days, p, loss, impaired, restructured) AS e
    WHERE rule = 'performing'
           AND (grade <> 'pass' OR (SELECT count(*) FROM explain_grade(days, p, loss, impaired, restructured)) > 1)
$$);

SELECT law('rules come worst first, each once', $$
    SELECT f.* FROM fact AS f, LATERAL (SELECT array_agg(grade ORDER BY n) AS in_order,
                                        array_agg(grade ORDER BY grade DESC) AS by_grade, count(DISTINCT rule) AS rules,
                                        count(*) AS n
    FROM explain_grade(days, p, loss, impaired, restructured) WITH ORDINALITY AS e(grade, rule, source, input, n)) AS e
    WHERE in_order <> by_grade OR rules <> e.n
$$);

SELECT law('more days or a greater loss never make a better grade', $$
    SELECT a.* FROM fact AS a JOIN fact AS b USING (p, impaired, restructured)
    WHERE a.days <= b.days AND a.loss <= b.loss AND a.g > b.g
$$);

SELECT law('an impaired or restructured loan is never graded better', $$
    SELECT a.* FROM fact AS a JOIN fact AS b USING (p, days) WHERE a.loss IS NOT DISTINCT FROM b.loss
           AND a.impaired <= b.impaired AND a.restructured <= b.restructured AND a.g > b.g
$$);

SELECT law('every rule of a preset has its source', $$
    SELECT p, e.* FROM fact, explain_grade(days, p, loss, impaired, restructured) AS e
    WHERE NOT starts_with(p::text, '{') AND rule <> 'performing' AND source IS NULL
$$);

SELECT law('provision rates never fall', $$
    SELECT p FROM policy, grade AS a, grade AS b WHERE a.g < b.g AND provision_rate(a.g, p) > provision_rate(b.g, p)
$$);

SELECT law('a provision is balance times rate, rounded half up', $$
    SELECT p, g, b FROM policy, grade, unnest('{0,0.01,0.02,0.5,1,99.99,1234567.89,900000000000000}'::numeric[]) AS b
    WHERE required_provision(b, g, p) IS DISTINCT FROM round(b * provision_rate(g, p), 2)
$$);

SELECT law('the rules listed are those applied', $$
    SELECT p, r.* FROM policy, grade_policy_rules(p) AS r
    WHERE rule = 'days_past_due' AND (grade_loan(value::bigint + 1, p) < grade::risk_grade
                                      OR grade_loan(value::bigint, p) >= grade::risk_grade)
$$);

SELECT law('China has had a law on every day since 2007', $$
    SELECT day FROM generate_series(date '2007-07-03', '2026-12-31', '1 day') AS day
    WHERE grade_policy_on('CN', day::date) IS NULL
$$);

SELECT * FROM finish();
ROLLBACK;
