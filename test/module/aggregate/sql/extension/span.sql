
CREATE FUNCTION span_agg_accum(span, amount numeric) RETURNS span
AS 'MODULE_PATHNAME', 'loanfin_span_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION span_agg_combine(span, span) RETURNS span
AS 'MODULE_PATHNAME', 'loanfin_span_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE span_agg(amount numeric) (
    SFUNC = span_agg_accum, STYPE = span, COMBINEFUNC = span_agg_combine, SSPACE = 16, PARALLEL = SAFE
);
COMMENT ON FUNCTION span_agg_accum(span, numeric) IS 'aggregate transition function';
COMMENT ON FUNCTION span_agg_combine(span, span) IS 'aggregate combine function';
COMMENT ON AGGREGATE span_agg(numeric) IS 'Span 区间 from the least amount to the greatest; NULLs are passed over.';
