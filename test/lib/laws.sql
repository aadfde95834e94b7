-- What the tests in SQL share: pgTAP's files and those of pg_regress.

-- law(name, query): a test of this name, which passes if the query has no row; each row is a case that breaks the law.
CREATE OR REPLACE FUNCTION law(name text, query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN RETURN is_empty(query, name); END $$;

-- A number from 0 to below - 1 that depends on the arguments only.
CREATE OR REPLACE FUNCTION draw(seed bigint, what text, below float8) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN mod(hashtextextended(what || seed, 7)::numeric + 9223372036854775808, below::numeric)::bigint;

-- What a call is refused with: SQLSTATE, message, DETAIL and HINT, or that it is not.
CREATE OR REPLACE FUNCTION pg_temp.refused(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    given text; state text; message text; detail text; hint text;
BEGIN
    EXECUTE 'SELECT (' || call || ')::text' INTO given;
    RETURN 'accepted: ' || coalesce(given, 'NULL');
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
    detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(E'\n', state || ' ' || message, '  DETAIL ' || nullif(detail, ''),
                     '  HINT   ' || nullif(hint, ''));
END $$;
