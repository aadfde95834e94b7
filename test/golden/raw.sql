-- Values as they are stored, without what their own functions make of them: a
-- type of raw bytes for each alignment, and casts between it and a type of
-- loanfin that leave the bytes alone.
SET client_min_messages = warning;
CREATE TYPE raw4;
CREATE FUNCTION raw4_in(cstring) RETURNS raw4 AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION raw4_out(raw4) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE raw4 (INPUT = raw4_in, OUTPUT = raw4_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended);
CREATE TYPE raw8;
CREATE FUNCTION raw8_in(cstring) RETURNS raw8 AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION raw8_out(raw8) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE raw8 (INPUT = raw8_in, OUTPUT = raw8_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = double,
                  STORAGE = extended);

-- Every type of loanfin, and the raw type of its alignment; NULL for one that is passed by value.
CREATE VIEW golden_type AS
SELECT typname::text AS name, CASE WHEN typlen = -1 THEN 'raw' || CASE typalign WHEN 'd' THEN '8'
       ELSE '4' END END AS raw
FROM pg_type
     JOIN pg_depend ON objid = pg_type.oid AND classid = 'pg_type'::regclass AND deptype = 'e'
     JOIN pg_extension AS e ON e.oid = refobjid AND extname = 'loanfin'
WHERE typtype = 'b' AND typcategory <> 'A';

SELECT format('CREATE CAST (%s AS %s) WITHOUT FUNCTION', name, raw),
       format('CREATE CAST (%s AS %s) WITHOUT FUNCTION', raw, name)
FROM golden_type
WHERE raw IS NOT NULL \gexec
