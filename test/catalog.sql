-- What the catalogs must say of every object of the extension, whichever module it belongs to, and that the
-- extension works in a schema that is not on the search path.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

CREATE VIEW member AS
SELECT classid, objid, pg_describe_object(classid, objid, 0) AS what
FROM   pg_depend
WHERE  refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND  refobjid = (SELECT oid FROM pg_extension WHERE extname = 'loanfin');
CREATE VIEW routine AS SELECT p.*, m.what FROM member AS m JOIN pg_proc AS p ON m.classid = 'pg_proc'::regclass
    AND p.oid = m.objid;
CREATE VIEW base_type AS
SELECT t.*, m.what, t.typname ~ '_state$' AS is_state
FROM member AS m JOIN pg_type AS t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid WHERE t.typtype = 'b'
    AND t.typelem = 0;

-- Functions that only the server calls: behind a type, an operator, an index, a cast, an aggregate, the planner.
CREATE VIEW inner_routine AS
SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend, typmodin, typmodout])::oid AS oid FROM base_type
UNION SELECT oprcode FROM pg_operator UNION SELECT amproc FROM pg_amproc UNION SELECT castfunc FROM pg_cast
UNION SELECT unnest(ARRAY[aggtransfn, aggcombinefn, aggfinalfn, aggmtransfn, aggminvtransfn, aggmfinalfn])
    FROM pg_aggregate
UNION SELECT prosupport FROM pg_proc;
CREATE VIEW user_routine AS SELECT * FROM routine WHERE oid NOT IN (SELECT oid FROM inner_routine);

SELECT cmp_ok((SELECT count(*) FROM user_routine), '>=', 25::bigint,
    'the views see the functions of the extension');
SELECT cmp_ok((SELECT count(*) FROM base_type), '>=', 2::bigint, 'the views see the types of the extension');
SELECT cmp_ok((SELECT count(*) FROM member WHERE classid = 'pg_operator'::regclass), '>=', 7::bigint,
    'the views see the operators of the extension');

-- every routine
SELECT law('every function is immutable', $$
    SELECT what FROM routine WHERE provolatile <> 'i'
$$);

SELECT law('every function is safe in parallel plans', $$
    SELECT what FROM routine WHERE proparallel <> 's'
$$);

SELECT law('no function changes its caller''s rights or settings', $$
    SELECT what FROM routine WHERE prosecdef OR proleakproof OR proconfig IS NOT NULL
$$);

SELECT law('every function is C under our prefix or SQL parsed at creation', $$
    SELECT what
    FROM routine
    JOIN pg_language AS l ON l.oid = prolang
    WHERE prokind = 'f' AND NOT (lanname = 'c' AND prosrc ~ '^loanfin_' AND probin = '$libdir/loanfin') AND
        NOT (lanname = 'sql' AND prosqlbody IS NOT NULL)
$$);

SELECT law('every set has a row estimate, and a support function, one row at most, or a body that the planner sees', $$
    SELECT what FROM routine
    WHERE proretset AND (prorows <= 0 OR prosupport = 0) AND prorows <> 1
        AND NOT (prosqlbody IS NOT NULL AND NOT proisstrict)
$$);

SELECT law('no argument is an inexact amount', $$
    SELECT what
    FROM routine, unnest(string_to_array(proargtypes::text, ' ')::oid[]) AS a(type)
    WHERE type IN ('float4'::regtype, 'money'::regtype)
$$);

SELECT law('only receive and support functions take internal', $$
    SELECT what
    FROM routine AS r
    WHERE pronargs > 0 AND 'internal'::regtype::oid = ANY (proargtypes) AND oid NOT IN
        (SELECT typreceive FROM base_type UNION SELECT prosupport FROM pg_proc)
$$);

SELECT law('every argument that a user writes has a name', $$
    SELECT what
    FROM user_routine
    WHERE pronargs > 0 AND coalesce(cardinality(array_remove(proargnames[:pronargs], '')), 0) < pronargs AND
        NOT (prokind = 'a' AND EXISTS (SELECT FROM pg_proc AS b WHERE b.proname = user_routine.proname
        AND b.prokind = 'a' AND b.pronamespace = 'pg_catalog'::regnamespace))
$$);

SELECT law('no result column is called by a reserved word', $$
    SELECT what || ': ' || name
    FROM routine AS r, unnest(proargnames, proargmodes) AS a(name, mode), pg_get_keywords() AS k
    WHERE mode IN ('o', 'b', 't') AND k.word = name AND k.catcode = 'R'
$$);

SELECT law('no column of a composite type is called by a reserved word', $$
    SELECT a.attrelid::regclass || '.' || a.attname
    FROM member AS m
    JOIN pg_class AS c ON m.classid = 'pg_type'::regclass AND c.reltype = m.objid
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND attnum > 0, pg_get_keywords() AS k
    WHERE k.word = a.attname AND k.catcode = 'R'
$$);

-- aggregates
CREATE VIEW aggregate AS SELECT r.what, r.prorettype, r.pronargs, r.proargtypes, a.* FROM routine AS r
    JOIN pg_aggregate AS a ON a.aggfnoid = r.oid;
SELECT cmp_ok((SELECT count(*) FROM aggregate), '>=', 4::bigint, 'the views see the aggregates of the extension');

SELECT law('every transition state is a type of ours', $$
    SELECT what
    FROM aggregate
    WHERE aggtranstype NOT IN (SELECT oid FROM base_type) OR aggmtranstype NOT IN
        (SELECT oid FROM base_type UNION SELECT 0)
$$);

SELECT law('every aggregate combines, without serializing', $$
    SELECT what FROM aggregate WHERE aggcombinefn = 0 OR aggserialfn <> 0 OR aggdeserialfn <> 0
$$);

SELECT law('every aggregate starts from NULL, is plain and leaves its state alone', $$
    SELECT what
    FROM aggregate
    WHERE aggkind <> 'n' OR aggfinalextra OR aggmfinalextra OR aggfinalmodify <> 'r' OR agginitval IS NOT NULL
$$);

SELECT law('no transition or combine function is strict', $$
    SELECT what FROM aggregate JOIN pg_proc AS f ON f.oid IN (aggtransfn, aggcombinefn) WHERE f.proisstrict
$$);

SELECT law('every aggregate declares the memory of its state', $$
    SELECT what FROM aggregate WHERE aggtransspace <= 0
$$);

SELECT law('every aggregate has an argument and a type of its own as result', $$
    SELECT what FROM aggregate WHERE pronargs = 0 OR prorettype IN ('record'::regtype, 'internal'::regtype)
$$);

SELECT law('no aggregate is polymorphic', $$
    SELECT what
    FROM aggregate
    JOIN pg_type AS t ON t.oid = ANY (proargtypes) OR t.oid = prorettype
    WHERE t.typtype = 'p'
$$);

-- types
SELECT law('every type has a binary form', $$
    SELECT what FROM base_type WHERE typreceive = 0 OR typsend = 0
$$);

SELECT law('every long value can be compressed and moved out of the row', $$
    SELECT what FROM base_type WHERE typlen = -1 AND typstorage <> 'x'
$$);

SELECT law('a type is aligned for the integers it holds', $$
    SELECT what
    FROM base_type
    WHERE typlen = -1 AND (typalign = 'i') <> (typname IN ('money_schedule', 'cashflows', 'payment_history',
        'vintage_summary', 'grade_policy', 'commission_plan', 'score_summary', 'bin_summary', 'scorecard',
        'pool_summary', 'warning_rules', 'value_curve')) AND typalign <> 'd'
$$);

SELECT law('a state holds 64-bit integers and is aligned for them', $$
    SELECT what FROM base_type WHERE is_state AND typalign <> 'd'
$$);

SELECT law('every value sorts and hashes', $$
    SELECT what || ' ' || amname
    FROM base_type AS t, pg_am AS am
    WHERE NOT is_state AND amname IN ('btree', 'hash') AND NOT EXISTS
        (SELECT FROM pg_opclass AS o WHERE o.opcintype = t.oid AND o.opcmethod = am.oid AND opcdefault)
$$);

SELECT law('every value hashes with a seed', $$
    SELECT what
    FROM base_type AS t
    WHERE NOT is_state AND NOT EXISTS ( SELECT FROM pg_amproc AS p
        JOIN pg_opfamily AS f ON f.oid = p.amprocfamily JOIN pg_am ON pg_am.oid = f.opfmethod
        WHERE amname = 'hash' AND amprocnum = 2 AND amproclefttype = t.oid)
$$);

SELECT law('every value is assigned to text, never implicitly', $$
    SELECT what
    FROM base_type AS t
    WHERE NOT is_state AND NOT EXISTS ( SELECT FROM pg_cast WHERE castsource = t.oid
        AND casttarget = 'text'::regtype AND castcontext = 'a')
$$);

SELECT law('every value is cast to jsonb and back by assignment', $$
    SELECT what
    FROM base_type AS t
    WHERE NOT is_state AND ( NOT EXISTS
        (SELECT FROM pg_cast WHERE castsource = t.oid AND casttarget = 'jsonb'::regtype AND castcontext = 'a')
        OR NOT EXISTS
        (SELECT FROM pg_cast WHERE casttarget = t.oid AND castsource = 'jsonb'::regtype AND castcontext = 'a'))
$$);

SELECT law('every value goes to json by a function, where to_jsonb and json_agg look', $$
    SELECT what
    FROM base_type AS t
    WHERE NOT is_state AND NOT EXISTS ( SELECT FROM pg_cast WHERE castsource = t.oid
        AND casttarget = 'json'::regtype AND castmethod = 'f')
$$);

SELECT law('every value takes text and varchar, a grade and a policy by themselves, no state', $$
    SELECT what || ' from ' || source::regtype
    FROM base_type AS t, unnest('{text, varchar}'::regtype[]) AS source
    WHERE (SELECT castcontext FROM pg_cast WHERE castsource = source AND casttarget = t.oid) IS DISTINCT FROM
        CASE WHEN typname IN ('risk_grade', 'grade_policy') THEN 'i'::"char" WHEN NOT is_state THEN 'a' END
$$);

SELECT law('no other cast happens by itself', $$
    SELECT what
    FROM member AS m
    JOIN pg_cast AS c ON m.classid = 'pg_cast'::regclass AND c.oid = m.objid
    WHERE castcontext = 'i' AND castsource NOT IN ('text'::regtype, 'varchar'::regtype)
$$);

SELECT law('every integer argument of a user is a bigint', $$
    SELECT what
    FROM user_routine
    WHERE proargtypes::oid[] && '{int2, int4}'::regtype[]::oid[]
$$);

-- operators
CREATE VIEW operator AS SELECT o.*, m.what FROM member AS m
    JOIN pg_operator AS o ON m.classid = 'pg_operator'::regclass AND o.oid = m.objid;

SELECT law('every comparison has its commutator, negator and estimators', $$
    SELECT what
    FROM operator
    WHERE oprresult = 'bool'::regtype AND (oprcom = 0 OR oprnegate = 0 OR oprrest = 0 OR oprjoin = 0)
$$);

SELECT law('every equality hashes and merges', $$
    SELECT what FROM operator WHERE oprname = '=' AND NOT (oprcanhash AND oprcanmerge)
$$);

SELECT law('every sum commutes', $$
    SELECT what FROM operator WHERE oprname = '+' AND oprleft = oprright AND oprcom <> oid
$$);

-- words
SELECT law('every function, type and operator has a comment', $$
    SELECT what
    FROM member
    WHERE classid IN ('pg_proc'::regclass, 'pg_type'::regclass, 'pg_operator'::regclass) AND objid NOT IN
        (SELECT typarray FROM pg_type) AND obj_description(objid, classid::regclass::name) IS NULL
$$);

SELECT law('the comment of what a user calls names it in Chinese and is a sentence', $$
    SELECT what FROM user_routine WHERE obj_description(oid, 'pg_proc') !~ '[一-龥].*\.$'
$$);

SELECT law('the comment of a type names it in Chinese and is a sentence', $$
    SELECT what FROM base_type WHERE obj_description(oid, 'pg_type') !~ '[一-龥].*\.$'
$$);

-- Everything again in a schema that is not searched: nothing inside may rely on the search path.
DROP EXTENSION loanfin CASCADE;
SELECT is((SELECT count(*) FROM pg_proc WHERE prosrc ~ '^loanfin_'), 0::bigint,
    'dropping the extension leaves no function behind');
SET client_min_messages = error;
CREATE SCHEMA "else-where";
CREATE EXTENSION loanfin SCHEMA "else-where";
SELECT is((SELECT count(*) FROM pg_proc WHERE prosrc ~ '^loanfin_'
    AND pronamespace <> '"else-where"'::regnamespace), 0::bigint,
          'the extension is wholly in the schema asked for');
CREATE TABLE loan AS
SELECT i AS k, "else-where".amortize(1000 + i, 0.05, 12, date '2024-01-31' + i, currency => 'CNY') AS s
    FROM generate_series(1, 50) AS i;
CREATE INDEX loan_s ON loan (s);
ANALYZE loan;
SELECT is((SELECT count(*) FROM loan, "else-where".installments(s)), 600::bigint,
    'rows come out off the search path');
SELECT is((SELECT "else-where".principal("else-where".sum(s)) FROM loan), 51275.00,
    'sums work off the search path');
SELECT is((SELECT count(*) FROM loan WHERE s OPERATOR("else-where".=) ((s::text)::"else-where".money_schedule)),
    50::bigint, 'text works off the search path');
SELECT is((SELECT count(*) FROM loan WHERE s OPERATOR("else-where".=)
    ((s::jsonb)::"else-where".money_schedule)), 50::bigint, 'jsonb works off the search path');
SELECT is((SELECT count(DISTINCT s) FROM (TABLE loan UNION ALL TABLE loan) AS twice), 50::bigint,
    'equality is found off the search path');
SELECT is((SELECT "else-where".schedule_agg(due, i.principal, interest)::text FROM loan,
    "else-where".installments(s) AS i WHERE k = 1 AND number < 3),
          '[163.38@2024-03-01]{2024-03-01:81.52+4.17,2024-04-01:81.86+3.83}',
          'aggregates from rows work off the search path');
SELECT throws_ok('SELECT amortize(1000, 0.05, 12, date ''2024-01-31'')',
    '42883', NULL, 'the schema is indeed not searched');
-- and moved
CREATE SCHEMA moved;
ALTER EXTENSION loanfin SET SCHEMA moved;
SELECT is((SELECT moved.principal(moved.sum(s)) FROM loan), 51275.00, 'a moved extension works');
SELECT is((SELECT count(*) FROM loan WHERE s OPERATOR(moved.=) ((s::jsonb)::moved.money_schedule)), 50::bigint,
    'values outlive a move');
SELECT * FROM finish();
ROLLBACK;
