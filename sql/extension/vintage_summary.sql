/* vintage_summary: how loans of one origination aged, as counts and sums. */

CREATE TYPE vintage_summary;

CREATE FUNCTION vintage_summary_in(cstring) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_out(vintage_summary) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_recv(internal) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_send(vintage_summary) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE vintage_summary (
    INPUT = vintage_summary_in,
    OUTPUT = vintage_summary_out,
    RECEIVE = vintage_summary_recv,
    SEND = vintage_summary_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);
COMMENT ON TYPE vintage_summary IS
'Vintage 账龄组 of loans: how many, and how much of them, was past due, charged off, recovered and paid off at each month on book, by origination; summaries add.';

CREATE FUNCTION vintage_summary_eq(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_ne(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_lt(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_le(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_gt(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_ge(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_cmp(vintage_summary, vintage_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_hash(vintage_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_hash_extended(vintage_summary, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION vintage_summary_cmp(vintage_summary, vintage_summary) IS
'Order of two vintage summaries 账龄组: by their bytes.';

CREATE OPERATOR = (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS vintage_summary_ops DEFAULT FOR TYPE vintage_summary USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 vintage_summary_cmp(vintage_summary, vintage_summary);
CREATE OPERATOR CLASS vintage_summary_ops DEFAULT FOR TYPE vintage_summary USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 vintage_summary_hash(vintage_summary),
    FUNCTION 2 vintage_summary_hash_extended(vintage_summary, bigint);

CREATE FUNCTION vintage_summary_to_jsonb(vintage_summary) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION vintage_summary_from_jsonb(jsonb) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION vintage_summary_to_jsonb(vintage_summary) IS
'Vintage 账龄组 as the JSON object that its text form is.';
COMMENT ON FUNCTION vintage_summary_from_jsonb(jsonb) IS
'Vintage 账龄组 from the JSON object that the cast to jsonb gives.';

CREATE CAST (vintage_summary AS jsonb) WITH FUNCTION vintage_summary_to_jsonb(vintage_summary);
CREATE CAST (jsonb AS vintage_summary) WITH FUNCTION vintage_summary_from_jsonb(jsonb);
CREATE CAST (vintage_summary AS text) WITH INOUT AS ASSIGNMENT;

COMMENT ON FUNCTION vintage_summary_in(cstring) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_out(vintage_summary) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_recv(internal) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_send(vintage_summary) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_eq(vintage_summary, vintage_summary) IS 'implementation of = operator';
COMMENT ON FUNCTION vintage_summary_ne(vintage_summary, vintage_summary) IS 'implementation of <> operator';
COMMENT ON FUNCTION vintage_summary_lt(vintage_summary, vintage_summary) IS 'implementation of < operator';
COMMENT ON FUNCTION vintage_summary_le(vintage_summary, vintage_summary) IS 'implementation of <= operator';
COMMENT ON FUNCTION vintage_summary_gt(vintage_summary, vintage_summary) IS 'implementation of > operator';
COMMENT ON FUNCTION vintage_summary_ge(vintage_summary, vintage_summary) IS 'implementation of >= operator';
COMMENT ON FUNCTION vintage_summary_hash(vintage_summary) IS 'hash, the same for equal values';
COMMENT ON FUNCTION vintage_summary_hash_extended(vintage_summary, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (vintage_summary, vintage_summary) IS 'equal';
COMMENT ON OPERATOR <> (vintage_summary, vintage_summary) IS 'not equal';
COMMENT ON OPERATOR < (vintage_summary, vintage_summary) IS 'less than';
COMMENT ON OPERATOR <= (vintage_summary, vintage_summary) IS 'less than or equal';
COMMENT ON OPERATOR > (vintage_summary, vintage_summary) IS 'greater than';
COMMENT ON OPERATOR >= (vintage_summary, vintage_summary) IS 'greater than or equal';
