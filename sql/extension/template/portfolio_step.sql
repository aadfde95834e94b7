-- default: HOW=
CREATE FUNCTION @STEP@_accum(portfolio_summary, @ARGS@)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_@STEP@_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION @STEP@_accum_inv(portfolio_summary, @ARGS@)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_@STEP@_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @STEP@_accum(portfolio_summary, @ARGS@) IS 'step of @AGG@: one loan more@HOW@';
COMMENT ON FUNCTION @STEP@_accum_inv(portfolio_summary, @ARGS@) IS 'inverse step of @AGG@: one loan less';
