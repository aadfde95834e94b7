-- Dates, intervals, ranges, bytes, and the words of every status.
\getenv builddir PG_ABS_BUILDDIR
\set lib :builddir '/loanfin_conversions_test'
CREATE FUNCTION conv_date(date) RETURNS int AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_period(interval) RETURNS text AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_range(daterange) RETURNS text AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_send(text) RETURNS bytea AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_recv(bytea) RETURNS text AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_status_count() RETURNS int AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_status(text) RETURNS int AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION conv_raise(status int, scale int, name text, text1 text, text2 text,
                           a bigint, b bigint, c bigint) RETURNS void AS :'lib' LANGUAGE C STRICT;
CREATE FUNCTION error_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text; state text;
BEGIN
    EXECUTE query;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
                            detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', state, message, nullif(detail, ''), nullif(hint, ''));
END $$;
\pset format unaligned
\pset tuples_only on

-- dates: the limits are in, one day further is out
SELECT conv_date('0001-01-01'), conv_date('2000-01-01'), conv_date('9999-12-31');
SELECT error_of(format('SELECT conv_date(%L)', d))
FROM unnest('{0001-12-31 BC,10000-01-01,infinity,-infinity}'::text[]) AS d;

-- intervals: sign and size are core's to judge
SELECT conv_period('1 month'), conv_period('-2 years'), conv_period('14 days'), conv_period('0');
SELECT error_of(format('SELECT conv_period(%L)', i))
FROM unnest('{1 month 1 day,1 hour,24:00,1 month -1 second}'::text[]) AS i;

-- ranges: [from, to), clamped
SELECT r, conv_range(r)
FROM unnest(ARRAY['[2000-01-02,2000-01-05)', '(2000-01-01,2000-01-04]', '[2000-01-01,2000-01-01]', 'empty',
                  '(,)', '[2000-01-02,)', '(,2000-01-05)', '[2000-01-02,infinity]', '(-infinity,2000-01-05)',
                  '[-infinity,infinity)', '[10000-01-01,12000-01-01)', '[0044-03-15 BC,2000-01-01)',
                  '[0044-03-15 BC,0043-03-15 BC)']::daterange[]) AS r;

-- bytes: exact inverses, platform-neutral, length-checked
SELECT conv_send('1'), conv_send('-170141183460469231731687303715884105728');
SELECT count(*) FILTER (WHERE conv_recv(conv_send(x)) <> '200 -7 -9223372036854775808 ' || x)
FROM unnest('{0,1,-1,18446744073709551615,18446744073709551616,-18446744073709551616,
              170141183460469231731687303715884105727,-170141183460469231731687303715884105728}'::text[]) AS x;
SELECT n, error_of(format('SELECT conv_recv(%L)', substr(conv_send('5') || '\x00', 1, n)))
FROM unnest('{0,1,4,12,20,28,29,30}'::int[]) AS n;

-- every status has words: one lower-case line without a brace left over
SELECT s, e FROM generate_series(1, conv_status_count() - 1) AS s,
    LATERAL error_of(format($q$SELECT conv_raise(%s, 2, 'x', 'abc', 'xyz', 10005, 8766, 1)$q$, s)) AS e
WHERE e LIKE 'XX000%' OR e ~ '[{}]' OR substr(e, 9) ~ '^[A-Z]' OR e ~ '[[:cntrl:]]';
SELECT error_of('SELECT conv_raise(0, 2, '''', '''', '''', 0, 0, 0)');

-- the words of base and of pg/common
CREATE FUNCTION words(status text, name text, text1 text = '', text2 text = '', a bigint = 0,
                      b bigint = 0, c bigint = 0, scale int = 2) RETURNS text LANGUAGE sql
    AS $$SELECT error_of(format('SELECT conv_raise(%s, %s, %L, %L, %L, %s, %s, %s)',
                                conv_status(status), scale, name, text1, text2, a, b, c))$$;
SELECT words('OVERFLOW', 'the sum of balance');
SELECT words('DECIMALS', 'principal', '10.005', 'CNY', 2);
SELECT words('DECIMALS', 'weight', '0.123456789', '', 8);
SELECT words('NOT_FINITE', 'principal', 'NaN');
SELECT words('CURRENCY_UNKNOWN', '', 'cny');
SELECT words('CURRENCY_MISMATCH', '', 'CNY', 'USD');
SELECT words('CURRENCY_MISMATCH', '', '', 'USD');
SELECT words('KEYWORD', 'method', 'annuitty', repeat('word, ', 20) || 'annuity');
SELECT words('RANGE_MONEY', 'balloon', '', '', -5, 0, 100000000000, scale) FROM unnest('{0,2,4}'::int[]) AS scale;
SELECT words('RANGE_MONEY', 'sum', '', '', 9223372036854775807, -9223372036854775808, 0);
SELECT words('RANGE_INT', 'periods', '', '', 0, 1, 1200);
SELECT words('RANGE_RATE', 'annual_rate', '', '', 1000067500000000, -1000000000000, 1000000000000000);
SELECT words('RANGE_RATE', 'annual_rate', '', '', -1, 1, 0);
SELECT words('DATE_RANGE', 'due', '', '', a)
FROM unnest('{0,-730120,2921940,-2147483648,2147483647}'::bigint[]) AS a;
SELECT words('BINARY', 'money_schedule', '', 'unknown flag bits');
SELECT words('CORRUPT', 'money_schedule', '', 'principal does not add up');
SELECT words('LIMIT', 'rows', '', '', 4000001, 0, 4000000);
SELECT words('CONFLICT', 'over_days', '30', '90');
SELECT words('NULL_ELEMENT', 'weights');
SELECT words('TOO_LARGE', 'principal', '92233720368547758.08', '', 0, -9223372036854775807, 9223372036854775807);
SELECT words('INTERVAL_TIME', 'bucket');

-- a user's text is clipped at whole characters and cannot break the line
SELECT words('CONFLICT', 'plan', E'a\nb\tc', repeat('long, ', 20));
SELECT words('TEXT', 'cashflows', repeat('等额本息', 20), 'expected a date', a)
FROM unnest('{0,1,3,100,239,240,9999}'::bigint[]) AS a;
SELECT words('TEXT', 'cashflows', repeat('x', n), 'expected a date', n - 1)
FROM unnest('{1,59,60,61,1000000}'::int[]) AS n;
