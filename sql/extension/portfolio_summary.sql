/* portfolio_summary: counts and sums of a book, from which every ratio is read. */

CREATE TYPE portfolio_summary;

CREATE FUNCTION portfolio_summary_in(cstring) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_out(portfolio_summary) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_recv(internal) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_send(portfolio_summary) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE portfolio_summary (
    INPUT = portfolio_summary_in,
    OUTPUT = portfolio_summary_out,
    RECEIVE = portfolio_summary_recv,
    SEND = portfolio_summary_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE portfolio_summary IS
'Portfolio summary 资产质量汇总: loans and balances by grade and by days-past-due band, provision and the sum of squared balances; sums of parts are the sum of the whole.';

CREATE FUNCTION portfolio_summary_eq(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_ne(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_lt(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_le(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_gt(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_ge(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_cmp(portfolio_summary, portfolio_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_hash(portfolio_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_hash_extended(portfolio_summary, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION portfolio_summary_in(cstring) IS 'I/O';
COMMENT ON FUNCTION portfolio_summary_out(portfolio_summary) IS 'I/O';
COMMENT ON FUNCTION portfolio_summary_recv(internal) IS 'I/O';
COMMENT ON FUNCTION portfolio_summary_send(portfolio_summary) IS 'I/O';
COMMENT ON FUNCTION portfolio_summary_eq(portfolio_summary, portfolio_summary) IS 'implementation of = operator';
COMMENT ON FUNCTION portfolio_summary_ne(portfolio_summary, portfolio_summary) IS 'implementation of <> operator';
COMMENT ON FUNCTION portfolio_summary_lt(portfolio_summary, portfolio_summary) IS 'implementation of < operator';
COMMENT ON FUNCTION portfolio_summary_le(portfolio_summary, portfolio_summary) IS 'implementation of <= operator';
COMMENT ON FUNCTION portfolio_summary_gt(portfolio_summary, portfolio_summary) IS 'implementation of > operator';
COMMENT ON FUNCTION portfolio_summary_ge(portfolio_summary, portfolio_summary) IS 'implementation of >= operator';
COMMENT ON FUNCTION portfolio_summary_hash(portfolio_summary) IS 'hash, the same for equal summaries';
COMMENT ON FUNCTION portfolio_summary_hash_extended(portfolio_summary, bigint) IS 'hash with a seed';
COMMENT ON FUNCTION portfolio_summary_cmp(portfolio_summary, portfolio_summary) IS
'Order of two portfolio summaries 资产质量汇总: by currency, then by their sums.';

CREATE OPERATOR = (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR = (portfolio_summary, portfolio_summary) IS 'the same in every count and sum';
COMMENT ON OPERATOR <> (portfolio_summary, portfolio_summary) IS 'different in some count or sum';
COMMENT ON OPERATOR < (portfolio_summary, portfolio_summary) IS 'before in the order of summaries';
COMMENT ON OPERATOR <= (portfolio_summary, portfolio_summary) IS 'before in the order of summaries, or the same';
COMMENT ON OPERATOR > (portfolio_summary, portfolio_summary) IS 'after in the order of summaries';
COMMENT ON OPERATOR >= (portfolio_summary, portfolio_summary) IS 'after in the order of summaries, or the same';

CREATE OPERATOR CLASS portfolio_summary_ops DEFAULT FOR TYPE portfolio_summary USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 portfolio_summary_cmp(portfolio_summary, portfolio_summary);
CREATE OPERATOR CLASS portfolio_summary_ops DEFAULT FOR TYPE portfolio_summary USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 portfolio_summary_hash(portfolio_summary),
    FUNCTION 2 portfolio_summary_hash_extended(portfolio_summary, bigint);

CREATE CAST (portfolio_summary AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (portfolio_summary AS jsonb) WITH INOUT;
CREATE CAST (jsonb AS portfolio_summary) WITH INOUT;

CREATE FUNCTION portfolio_summary_pl(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_pl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_summary_pl(portfolio_summary, portfolio_summary) IS
'Sum 合并 of two books.';
CREATE OPERATOR + (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_pl, COMMUTATOR = +
);
CREATE FUNCTION portfolio_summary_mi(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_mi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_summary_mi(portfolio_summary, portfolio_summary) IS
'Difference 剔除 of two books: the second is taken out of the first, which must hold it.';
CREATE OPERATOR - (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_mi
);

COMMENT ON OPERATOR + (portfolio_summary, portfolio_summary) IS 'both books together';
COMMENT ON OPERATOR - (portfolio_summary, portfolio_summary) IS 'the first book without the second';
