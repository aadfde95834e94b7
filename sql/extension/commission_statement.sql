/* commission_statement: what one manager, period and plan add up to. */

CREATE TYPE commission_statement;

CREATE FUNCTION commission_statement_in(cstring) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_out(commission_statement) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_recv(internal) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_send(commission_statement) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE commission_statement (
    INPUT = commission_statement_in,
    OUTPUT = commission_statement_out,
    RECEIVE = commission_statement_recv,
    SEND = commission_statement_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE commission_statement IS
'Commission statement 提成账单 of one manager, period and plan: the plan, counts and exact sums; it adds up, and settle() turns it into pay.';

CREATE FUNCTION commission_statement_eq(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_ne(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_lt(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_le(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_gt(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_ge(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_cmp(commission_statement, commission_statement) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_hash(commission_statement) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_hash_extended(commission_statement, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR = (commission_statement, commission_statement) IS 'the same commission statement';
COMMENT ON OPERATOR <> (commission_statement, commission_statement) IS 'a different commission statement';
COMMENT ON OPERATOR < (commission_statement, commission_statement) IS 'before in the order of commission statements';
COMMENT ON OPERATOR <= (commission_statement, commission_statement) IS 'before in the order of commission statements, or the same';
COMMENT ON OPERATOR > (commission_statement, commission_statement) IS 'after in the order of commission statements';
COMMENT ON OPERATOR >= (commission_statement, commission_statement) IS 'after in the order of commission statements, or the same';

CREATE OPERATOR CLASS commission_statement_ops DEFAULT FOR TYPE commission_statement USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 commission_statement_cmp(commission_statement, commission_statement);
CREATE OPERATOR CLASS commission_statement_ops DEFAULT FOR TYPE commission_statement USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 commission_statement_hash(commission_statement),
    FUNCTION 2 commission_statement_hash_extended(commission_statement, bigint);

CREATE FUNCTION commission_statement_to_jsonb(commission_statement) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION commission_statement_from_jsonb(jsonb) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE CAST (commission_statement AS jsonb) WITH FUNCTION commission_statement_to_jsonb(commission_statement);
CREATE CAST (jsonb AS commission_statement) WITH FUNCTION commission_statement_from_jsonb(jsonb);
CREATE CAST (commission_statement AS text) WITH INOUT AS ASSIGNMENT;

COMMENT ON FUNCTION commission_statement_in(cstring) IS
'Reads a commission statement 提成账单 from text and checks it completely.';
COMMENT ON FUNCTION commission_statement_out(commission_statement) IS
'Writes a commission statement 提成账单 as its canonical text.';
COMMENT ON FUNCTION commission_statement_recv(internal) IS
'Reads a commission statement 提成账单 from its binary form and checks it as text is checked.';
COMMENT ON FUNCTION commission_statement_send(commission_statement) IS
'Writes the binary form of a commission statement 提成账单.';
COMMENT ON FUNCTION commission_statement_eq(commission_statement, commission_statement) IS
'Whether two commission statements 提成账单 are the same.';
COMMENT ON FUNCTION commission_statement_ne(commission_statement, commission_statement) IS
'Whether two commission statements 提成账单 differ.';
COMMENT ON FUNCTION commission_statement_lt(commission_statement, commission_statement) IS
'Whether a commission statement 提成账单 sorts before another.';
COMMENT ON FUNCTION commission_statement_le(commission_statement, commission_statement) IS
'Whether a commission statement 提成账单 sorts before another or is the same.';
COMMENT ON FUNCTION commission_statement_gt(commission_statement, commission_statement) IS
'Whether a commission statement 提成账单 sorts after another.';
COMMENT ON FUNCTION commission_statement_ge(commission_statement, commission_statement) IS
'Whether a commission statement 提成账单 sorts after another or is the same.';
COMMENT ON FUNCTION commission_statement_cmp(commission_statement, commission_statement) IS
'Order of two commission statements 提成账单: a total one, without a meaning of its own.';
COMMENT ON FUNCTION commission_statement_hash(commission_statement) IS
'Hash of a commission statement 提成账单; frozen, equal values hash alike.';
COMMENT ON FUNCTION commission_statement_hash_extended(commission_statement, bigint) IS
'Hash of a commission statement 提成账单 with a seed; frozen, equal values hash alike.';
COMMENT ON FUNCTION commission_statement_to_jsonb(commission_statement) IS
'The commission statement 提成账单 as a JSON object.';
COMMENT ON FUNCTION commission_statement_from_jsonb(jsonb) IS
'The commission statement 提成账单 that a JSON object describes, checked as text is.';
