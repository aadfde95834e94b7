/* payment_history: the observed months of one loan as one value. */

CREATE TYPE payment_history;

CREATE FUNCTION payment_history_in(cstring) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_payment_history_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_out(payment_history) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_payment_history_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_recv(internal) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_payment_history_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_send(payment_history) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_payment_history_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE payment_history (
    INPUT = payment_history_in,
    OUTPUT = payment_history_out,
    RECEIVE = payment_history_recv,
    SEND = payment_history_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);
COMMENT ON TYPE payment_history IS
'Payment history 还款历史 of one loan: month, balance, days past due, charged off and recovered of each month, packed into a few bytes a month.';

CREATE FUNCTION payment_history_eq(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_ne(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_lt(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_le(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_gt(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_ge(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_cmp(payment_history, payment_history) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_payment_history_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_hash(payment_history) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_payment_history_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_hash_extended(payment_history, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_payment_history_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION payment_history_cmp(payment_history, payment_history) IS
'Order of two payment histories 还款历史: by their bytes.';

CREATE OPERATOR = (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS payment_history_ops DEFAULT FOR TYPE payment_history USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 payment_history_cmp(payment_history, payment_history);
CREATE OPERATOR CLASS payment_history_ops DEFAULT FOR TYPE payment_history USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 payment_history_hash(payment_history),
    FUNCTION 2 payment_history_hash_extended(payment_history, bigint);

CREATE FUNCTION payment_history_to_jsonb(payment_history) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_payment_history_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION payment_history_from_jsonb(jsonb) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_payment_history_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION payment_history_to_jsonb(payment_history) IS
'Payment history 还款历史 as a JSON object: currency, and an object an observation in months.';
COMMENT ON FUNCTION payment_history_from_jsonb(jsonb) IS
'Payment history 还款历史 from the JSON object that the cast to jsonb gives.';

CREATE CAST (payment_history AS jsonb) WITH FUNCTION payment_history_to_jsonb(payment_history);
CREATE CAST (jsonb AS payment_history) WITH FUNCTION payment_history_from_jsonb(jsonb);
CREATE CAST (payment_history AS text) WITH INOUT AS ASSIGNMENT;

COMMENT ON FUNCTION payment_history_in(cstring) IS 'I/O';
COMMENT ON FUNCTION payment_history_out(payment_history) IS 'I/O';
COMMENT ON FUNCTION payment_history_recv(internal) IS 'I/O';
COMMENT ON FUNCTION payment_history_send(payment_history) IS 'I/O';
COMMENT ON FUNCTION payment_history_eq(payment_history, payment_history) IS 'implementation of = operator';
COMMENT ON FUNCTION payment_history_ne(payment_history, payment_history) IS 'implementation of <> operator';
COMMENT ON FUNCTION payment_history_lt(payment_history, payment_history) IS 'implementation of < operator';
COMMENT ON FUNCTION payment_history_le(payment_history, payment_history) IS 'implementation of <= operator';
COMMENT ON FUNCTION payment_history_gt(payment_history, payment_history) IS 'implementation of > operator';
COMMENT ON FUNCTION payment_history_ge(payment_history, payment_history) IS 'implementation of >= operator';
COMMENT ON FUNCTION payment_history_hash(payment_history) IS 'hash, the same for equal values';
COMMENT ON FUNCTION payment_history_hash_extended(payment_history, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (payment_history, payment_history) IS 'equal';
COMMENT ON OPERATOR <> (payment_history, payment_history) IS 'not equal';
COMMENT ON OPERATOR < (payment_history, payment_history) IS 'less than';
COMMENT ON OPERATOR <= (payment_history, payment_history) IS 'less than or equal';
COMMENT ON OPERATOR > (payment_history, payment_history) IS 'greater than';
COMMENT ON OPERATOR >= (payment_history, payment_history) IS 'greater than or equal';
