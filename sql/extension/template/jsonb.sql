-- default: COST=500
CREATE FUNCTION @TYPE@_to_jsonb(@TYPE@) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_@TYPE@_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST @COST@;
CREATE FUNCTION @TYPE@_from_jsonb(jsonb) RETURNS @TYPE@
AS 'MODULE_PATHNAME', 'loanfin_@TYPE@_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST @COST@;

COMMENT ON FUNCTION @TYPE@_to_jsonb(@TYPE@) IS
'@LABEL@ as the JSON object that its text form is.';
COMMENT ON FUNCTION @TYPE@_from_jsonb(jsonb) IS
'@LABEL@ from the JSON object that the cast to jsonb gives.';

CREATE CAST (@TYPE@ AS jsonb) WITH FUNCTION @TYPE@_to_jsonb(@TYPE@);
CREATE CAST (jsonb AS @TYPE@) WITH FUNCTION @TYPE@_from_jsonb(jsonb);
