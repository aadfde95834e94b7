-- default: COST=1
-- default: MORE='aggregate transition function'
CREATE FUNCTION @STEP@_accum(@STATE@, @ARGS@) RETURNS @STATE@
AS 'MODULE_PATHNAME', 'loanfin_@STEP@_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST @COST@;
COMMENT ON FUNCTION @STEP@_accum(@STATE@, @ARGS@) IS '@MORE@';
