/* cashflows: dated amounts, payments or the flows of an investment, as one value. */

CREATE TYPE cashflows;

CREATE FUNCTION cashflows_in(cstring) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_out(cashflows) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_cashflows_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_recv(internal) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_send(cashflows) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_cashflows_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cashflows (
    INPUT = cashflows_in,
    OUTPUT = cashflows_out,
    RECEIVE = cashflows_recv,
    SEND = cashflows_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);
COMMENT ON TYPE cashflows IS
'Cash flows 现金流: dated amounts, one a date, received positive and paid out negative, packed.';

CREATE FUNCTION cashflows_eq(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_ne(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_lt(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_le(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_gt(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_ge(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_cmp(cashflows, cashflows) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_cashflows_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_hash(cashflows) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_cashflows_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_hash_extended(cashflows, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_cashflows_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cashflows_cmp(cashflows, cashflows) IS
'Order of two cash flows 现金流: by their bytes.';

CREATE OPERATOR = (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS cashflows_ops DEFAULT FOR TYPE cashflows USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 cashflows_cmp(cashflows, cashflows);
CREATE OPERATOR CLASS cashflows_ops DEFAULT FOR TYPE cashflows USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 cashflows_hash(cashflows),
    FUNCTION 2 cashflows_hash_extended(cashflows, bigint);

CREATE FUNCTION cashflows_to_jsonb(cashflows) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_cashflows_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION cashflows_from_jsonb(jsonb) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION cashflows_to_jsonb(cashflows) IS
'Cash flows 现金流 as a JSON object: currency, and [date, amount] each in flows.';
COMMENT ON FUNCTION cashflows_from_jsonb(jsonb) IS
'Cash flows 现金流 from the JSON object that the cast to jsonb gives.';

CREATE CAST (cashflows AS jsonb) WITH FUNCTION cashflows_to_jsonb(cashflows);
CREATE CAST (jsonb AS cashflows) WITH FUNCTION cashflows_from_jsonb(jsonb);
CREATE CAST (cashflows AS text) WITH INOUT AS ASSIGNMENT;

COMMENT ON FUNCTION cashflows_in(cstring) IS 'I/O';
COMMENT ON FUNCTION cashflows_out(cashflows) IS 'I/O';
COMMENT ON FUNCTION cashflows_recv(internal) IS 'I/O';
COMMENT ON FUNCTION cashflows_send(cashflows) IS 'I/O';
COMMENT ON FUNCTION cashflows_eq(cashflows, cashflows) IS 'implementation of = operator';
COMMENT ON FUNCTION cashflows_ne(cashflows, cashflows) IS 'implementation of <> operator';
COMMENT ON FUNCTION cashflows_lt(cashflows, cashflows) IS 'implementation of < operator';
COMMENT ON FUNCTION cashflows_le(cashflows, cashflows) IS 'implementation of <= operator';
COMMENT ON FUNCTION cashflows_gt(cashflows, cashflows) IS 'implementation of > operator';
COMMENT ON FUNCTION cashflows_ge(cashflows, cashflows) IS 'implementation of >= operator';
COMMENT ON FUNCTION cashflows_hash(cashflows) IS 'hash, the same for equal values';
COMMENT ON FUNCTION cashflows_hash_extended(cashflows, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (cashflows, cashflows) IS 'equal';
COMMENT ON OPERATOR <> (cashflows, cashflows) IS 'not equal';
COMMENT ON OPERATOR < (cashflows, cashflows) IS 'less than';
COMMENT ON OPERATOR <= (cashflows, cashflows) IS 'less than or equal';
COMMENT ON OPERATOR > (cashflows, cashflows) IS 'greater than';
COMMENT ON OPERATOR >= (cashflows, cashflows) IS 'greater than or equal';
