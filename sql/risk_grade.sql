-- risk_grade: names, order, casts, labels, and every refusal.
SET datestyle = 'ISO, YMD';

\set ECHO none
\getenv root PG_ABS_SRCDIR
\ir :root/test/lib/laws.sql
\set ECHO all

-- every way to write a tier; what comes out is the canonical English
SELECT label, label::risk_grade, grade_rank(label::risk_grade)
FROM unnest('{pass,正常,正常类,1,A,a,special_mention,Special Mention,special-mention,关注,關注,關注類,2,b,substandard,次级,次級,3,'
            'doubtful,可疑,4,loss,损失,損失,5,E," loss "}'::text[])
     WITH ORDINALITY AS v(label, k) ORDER BY k;
-- notches
SELECT label, label::risk_grade, grade_rank(label::risk_grade), tier(label::risk_grade), label::risk_grade::int
FROM unnest('{pass-1,A-2,3-9,损失-1,損失類-9}'::text[]) WITH ORDINALITY AS v(label, k) ORDER BY k;
-- order: a bare tier before its notches
SELECT string_agg(g::text, ' < ' ORDER BY g)
FROM unnest('{loss,pass-2,doubtful,pass,special_mention-9,substandard,pass-1,special_mention}'::risk_grade[]) AS g;
SELECT 'pass-9'::risk_grade < 'special_mention', 'loss'::risk_grade > 'doubtful-9', 'A'::risk_grade = '正常',
       'pass'::risk_grade <> 'pass-1',
       'pass'::risk_grade <= 'pass', 'pass-1'::risk_grade >= 'pass';
SELECT min(g), max(g), min(g) FILTER (WHERE false) IS NULL AS "null"
FROM unnest('{loss,NULL,pass-2,doubtful}'::risk_grade[]) AS g;

-- readers
SELECT g, grade_rank(g), tier(g), is_npl(g), g::int AS number, grade_label(g), grade_label(g, 'zh_tw'),
       grade_label(g, 'en')
FROM unnest('{pass,special_mention,substandard,doubtful,loss,pass-2,loss-3}'::risk_grade[]) AS g;
SELECT * FROM grades();
SELECT grade_rank(NULL) IS NULL AS "null", is_npl(NULL) IS NULL AS "null", grade_label(NULL) IS NULL AS "null";

-- casts: text and int by assignment, varchar by itself, JSON both ways
CREATE TEMP TABLE loan (id int, grade risk_grade, name text, number int);
INSERT INTO loan (id, grade) SELECT k, (1 + k % 5)::text::risk_grade FROM generate_series(1, 5000) AS k;
UPDATE loan SET name = grade, number = grade WHERE id < 6;
SELECT id, grade, name, number FROM loan WHERE id < 6 ORDER BY id;
SELECT 'pass-2'::risk_grade::jsonb, '"次级"'::jsonb::risk_grade, '3'::jsonb::risk_grade, to_jsonb('loss'::risk_grade);
SELECT 'loss'::varchar = 'loss-1'::risk_grade AS f, '损失'::varchar(20) = 'loss'::risk_grade AS t;
-- an ordinary comparison of varchar is not drawn in
SELECT 'b'::varchar < 'a'::varchar AS f, 'pass'::varchar = '1'::varchar AS f, pg_typeof('a'::varchar || 'b') AS text;

-- an index serves literals and varchar parameters alike
CREATE INDEX loan_grade ON loan (grade);
ANALYZE loan;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM loan WHERE grade = 'loss';
PREPARE by_grade(varchar) AS SELECT count(*) FROM loan WHERE grade = $1;
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF) EXECUTE by_grade('损失');
EXECUTE by_grade('损失');
-- the best and the worst grade are the ends of the index
CREATE FUNCTION pg_temp.scan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        IF line LIKE '%Scan%' THEN RETURN substring(line FROM '[A-Z].*'); END IF;
    END LOOP;
END $$;
SELECT pg_temp.scan_of('SELECT min(grade) FROM loan') AS best, pg_temp.scan_of('SELECT max(grade) FROM loan') AS worst;
RESET enable_seqscan;
RESET enable_bitmapscan;
-- hashes agree with equality
SELECT grade, count(*) FROM loan GROUP BY grade ORDER BY grade;

-- refusals
SELECT call, pg_temp.refused(call) FROM unnest(ARRAY[
    $$'good'::risk_grade$$, $$''::risk_grade$$, $$'0'::risk_grade$$, $$'6'::risk_grade$$, $$'F'::risk_grade$$,
    $$'pass-0'::risk_grade$$,
    $$'pass-10'::risk_grade$$, $$'pass2'::risk_grade$$, $$'正'::risk_grade$$, $$'"x"'::jsonb::risk_grade$$,
    $$'null'::jsonb::risk_grade$$,
    $$grade_label('pass', 'fr')$$, $$1 = 'pass'::risk_grade$$
]) WITH ORDINALITY AS v(call, k) ORDER BY k;
