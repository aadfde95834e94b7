-- default: COST=1
-- default: MORE='aggregate transition function'
-- default: LESS='aggregate inverse transition'
-- template: step STEP=@STEP@ STATE=@STATE@ COST=@COST@ ARGS='@ARGS@' MORE='@MORE@'
CREATE FUNCTION @STEP@_accum_inv(@STATE@, @ARGS@) RETURNS @STATE@
AS 'MODULE_PATHNAME', 'loanfin_@STEP@_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE COST @COST@;
COMMENT ON FUNCTION @STEP@_accum_inv(@STATE@, @ARGS@) IS '@LESS@';
