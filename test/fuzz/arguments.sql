-- Calls of every function with odd arguments: the ends of each type, words that
-- are keywords and such that are none, the samples, NULL; and what comes of them.
CREATE TABLE odd (type regtype, value text);

INSERT INTO odd
SELECT type, value
FROM (VALUES
    ('numeric'::regtype, '{0,1,-1,0.01,-0.01,0.05,0.5,0.999999,3,5,12,36,1000,100000,12345.67,0.0000000000001,1e15,'
                         '92233720368547758.07,92233720368547758.08,-92233720368547758.08,1e130,-1e-130,NaN,Infinity,'
                         '-Infinity}'::text[]),
    ('float8', '{0,-0,1,-1,0.05,0.5,12,100,-55509.51,1e15,1e-15,5e-324,1e300,1e308,-1e308,NaN,Infinity,-Infinity}'),
    ('integer', '{0,1,-1,3,7,12,30,36,90,100,196,1200,1201,2147483647,-2147483648}'),
    ('bigint', '{0,1,-1,3,7,12,30,36,90,100,196,1200,1201,9223372036854775807,-9223372036854775808}'),
    ('boolean', '{t,f}'),
    ('date', '{2023-12-31,2024-01-31,2024-02-29,2024-03-15,2025-01-01,1900-02-28,2100-02-28,0001-01-01,9999-01-01,'
             '9999-12-31,0001-01-01 BC,4714-11-24 BC,5874897-12-31,infinity,-infinity}'),
    ('interval', '{0,1 day,14 days,1 month,3 months,1200 months,-1 month,1 month 1 day,1 hour,178000000 years}'),
    ('daterange', '{empty,"(,)","[2024-01-01,2024-12-31]","[2024-01-01,)","(,2024-01-01)","[infinity,infinity]",'
                  '"[-infinity,2024-01-01)"}'),
    ('jsonb', '{null,1,[],"[1, 2]","{}","{\"a\": 1}","\"cn_2023\"","{\"days\": {\"loss\": 1}}"}'),
    ('text', '{"",x,null,"{}",[],annuity,flat,rule_of_78,等额本息,actuarial,CNY,JPY,KWD,count,amount,ever,current,month,'
             'ACT/365,30/360,ACT/ACT,periodic,half_up,100 PSA,1.3 ABS,6 CPR,0.5,shorten,reduce,payment,term,cn_2023,'
             'pass,loss,charged_off,anniversary,higher,us_actuarial,us_rule,eu,cn_irr,en,zh}'))
    AS pool(type, texts), unnest(texts) AS value;
INSERT INTO odd SELECT type, value FROM sample UNION ALL VALUES ('text'::regtype, repeat('a', 3000));
INSERT INTO odd SELECT 'varchar'::regtype, value FROM odd WHERE type = 'text'::regtype;

-- The n-th choice of a seed, from 0 to count - 1.
CREATE FUNCTION choice(seed bigint, n bigint, count bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN (hashint8extended(n, seed) & 4611686018427387903) % count;

-- A value of a type as it is written in a query.
CREATE FUNCTION literal(of regtype, seed bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    element regtype := (SELECT typelem FROM pg_type WHERE oid = of AND typlen = -1 AND typelem <> 0);
    value text;
BEGIN
    IF element IS NOT NULL THEN
        value := (SELECT string_agg(literal(element, choice(seed, n, 1 << 62)), ',')
                  FROM generate_series(1, choice(seed, 0, 5)) AS n);
        RETURN format('ARRAY[%s]::%s', value, of);
    END IF;
    IF choice(seed, 1, 25) > 0 THEN
        SELECT odd.value INTO value FROM odd WHERE type = of ORDER BY odd.value COLLATE "C"
        OFFSET choice(seed, 2, (SELECT nullif(count(*), 0) FROM odd WHERE type = of)) LIMIT 1;
    END IF;
    RETURN format('%L::%s', value, of);
END $$;

-- A call of a function, with some of its defaults, or of an aggregate over some rows.
CREATE FUNCTION odd_call(f oid, seed bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    p pg_proc := (SELECT pg_proc FROM pg_proc WHERE oid = f);
    names text := (SELECT string_agg('c' || n, ',') FROM generate_series(1, p.pronargs) AS n);
    given integer := p.pronargs - choice(seed, 0, p.pronargdefaults + 1);
    arguments text[] := (SELECT array_agg((SELECT string_agg(literal(type, choice(seed, 100 * r + n, 1 << 62)), ','
                                                             ORDER BY n)
                                           FROM unnest(p.proargtypes) WITH ORDINALITY AS a(type, n)
                                           WHERE p.prokind = 'a' OR n <= given))
                         FROM generate_series(1, 1 + choice(seed, 1, 4)) AS r);
BEGIN
    IF p.prokind = 'a' THEN
        RETURN format('SELECT %s(%s)::text FROM (VALUES (%s)) AS v(%s)', f::regproc, names,
                      array_to_string(arguments, '),('), names);
    END IF;
    RETURN format('SELECT count(value) FROM (SELECT r::text AS value FROM %s(%s) AS r OFFSET 0) AS q', f::regproc,
                  arguments[1]);
END $$;

-- ok, or the SQLSTATE; with the call where that is none a caller should see.
CREATE FUNCTION outcome(call text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE call;
    RETURN 'ok';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || CASE WHEN SQLSTATE ~ '^(XX|42)' THEN format(' %s: %s', SQLERRM, call) ELSE '' END;
END $$;

-- What a query calls: aggregates, but not their steps alone, which get states of the server's own.
CREATE VIEW callable AS
SELECT p.oid, p.oid::regprocedure::text AS name
FROM   pg_proc p
       JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
       JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'loanfin'
WHERE  p.pronargs > 0 AND prorettype NOT IN ('internal'::regtype, 'cstring'::regtype)
       AND NOT EXISTS (SELECT FROM unnest(p.proargtypes) AS a(type) JOIN pg_type t ON t.oid = type
                       WHERE  typtype = 'p')
       AND p.oid NOT IN (SELECT unnest(ARRAY[aggtransfn, aggmtransfn, aggminvtransfn]) FROM pg_aggregate);
