
CREATE FUNCTION width(s span) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_width' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION width(span) IS 'Width 宽度 of a span, from its low end to its high one.';
