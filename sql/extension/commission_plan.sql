/* commission_plan: how a manager is paid, as one value. */

CREATE TYPE commission_plan;

CREATE FUNCTION commission_plan_in(cstring) RETURNS commission_plan
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_out(commission_plan) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_recv(internal) RETURNS commission_plan
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_send(commission_plan) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE commission_plan (
    INPUT = commission_plan_in,
    OUTPUT = commission_plan_out,
    RECEIVE = commission_plan_recv,
    SEND = commission_plan_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);
COMMENT ON TYPE commission_plan IS
'Commission plan 提成方案 as a value: a JSON object, checked completely on input, canonical on output, compared and hashed.';

CREATE FUNCTION commission_plan_eq(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_ne(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_lt(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_le(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_gt(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_ge(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_cmp(commission_plan, commission_plan) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_hash(commission_plan) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_hash_extended(commission_plan, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR = (commission_plan, commission_plan) IS 'the same commission plan';
COMMENT ON OPERATOR <> (commission_plan, commission_plan) IS 'a different commission plan';
COMMENT ON OPERATOR < (commission_plan, commission_plan) IS 'before in the order of commission plans';
COMMENT ON OPERATOR <= (commission_plan, commission_plan) IS 'before in the order of commission plans, or the same';
COMMENT ON OPERATOR > (commission_plan, commission_plan) IS 'after in the order of commission plans';
COMMENT ON OPERATOR >= (commission_plan, commission_plan) IS 'after in the order of commission plans, or the same';

CREATE OPERATOR CLASS commission_plan_ops DEFAULT FOR TYPE commission_plan USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 commission_plan_cmp(commission_plan, commission_plan);
CREATE OPERATOR CLASS commission_plan_ops DEFAULT FOR TYPE commission_plan USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 commission_plan_hash(commission_plan),
    FUNCTION 2 commission_plan_hash_extended(commission_plan, bigint);

CREATE FUNCTION commission_plan_to_jsonb(commission_plan) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION commission_plan_from_jsonb(jsonb) RETURNS commission_plan
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE CAST (commission_plan AS jsonb) WITH FUNCTION commission_plan_to_jsonb(commission_plan);
CREATE CAST (jsonb AS commission_plan) WITH FUNCTION commission_plan_from_jsonb(jsonb);
CREATE CAST (commission_plan AS text) WITH INOUT AS ASSIGNMENT;

COMMENT ON FUNCTION commission_plan_in(cstring) IS
'Reads a commission plan 提成方案 from text and checks it completely.';
COMMENT ON FUNCTION commission_plan_out(commission_plan) IS
'Writes a commission plan 提成方案 as its canonical text.';
COMMENT ON FUNCTION commission_plan_recv(internal) IS
'Reads a commission plan 提成方案 from its binary form and checks it as text is checked.';
COMMENT ON FUNCTION commission_plan_send(commission_plan) IS
'Writes the binary form of a commission plan 提成方案.';
COMMENT ON FUNCTION commission_plan_eq(commission_plan, commission_plan) IS
'Whether two commission plans 提成方案 are the same.';
COMMENT ON FUNCTION commission_plan_ne(commission_plan, commission_plan) IS
'Whether two commission plans 提成方案 differ.';
COMMENT ON FUNCTION commission_plan_lt(commission_plan, commission_plan) IS
'Whether a commission plan 提成方案 sorts before another.';
COMMENT ON FUNCTION commission_plan_le(commission_plan, commission_plan) IS
'Whether a commission plan 提成方案 sorts before another or is the same.';
COMMENT ON FUNCTION commission_plan_gt(commission_plan, commission_plan) IS
'Whether a commission plan 提成方案 sorts after another.';
COMMENT ON FUNCTION commission_plan_ge(commission_plan, commission_plan) IS
'Whether a commission plan 提成方案 sorts after another or is the same.';
COMMENT ON FUNCTION commission_plan_cmp(commission_plan, commission_plan) IS
'Order of two commission plans 提成方案: a total one, without a meaning of its own.';
COMMENT ON FUNCTION commission_plan_hash(commission_plan) IS
'Hash of a commission plan 提成方案; frozen, equal values hash alike.';
COMMENT ON FUNCTION commission_plan_hash_extended(commission_plan, bigint) IS
'Hash of a commission plan 提成方案 with a seed; frozen, equal values hash alike.';
COMMENT ON FUNCTION commission_plan_to_jsonb(commission_plan) IS
'The commission plan 提成方案 as a JSON object.';
COMMENT ON FUNCTION commission_plan_from_jsonb(jsonb) IS
'The commission plan 提成方案 that a JSON object describes, checked as text is.';
