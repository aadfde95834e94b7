-- since: 0.2.0
/* chart: numbers as marks of a terminal. */

CREATE FUNCTION sparkline(
    series float8[], ascii boolean DEFAULT false, low float8 DEFAULT NULL, high float8 DEFAULT NULL
) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_sparkline' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sparkline(float8[], boolean, float8, float8) IS
'Sparkline 迷你图: a mark a value, from the least (or low) to the greatest (or high); blank where a value is unknown.';

CREATE FUNCTION bar(value float8, max float8, width bigint DEFAULT 40, ascii boolean DEFAULT false) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_bar' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION bar(float8, float8, bigint, boolean) IS
'Bar 条形图 from 0 to a value, so many characters wide where the value is max.';

CREATE FUNCTION heat(value float8, max float8, ascii boolean DEFAULT false) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_heat' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION heat(float8, float8, boolean) IS
'Cell of a heat map 热力图: a dot for 0 and less, else one of four shades by the quarter of max.';
