/* vintage_rows: a vintage straight from snapshot rows. */

CREATE TYPE vintage_rows_state;

CREATE FUNCTION vintage_rows_state_in(cstring) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_rows_state_out(vintage_rows_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_rows_state_recv(internal) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_rows_state_send(vintage_rows_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE vintage_rows_state (
    INPUT = vintage_rows_state_in,
    OUTPUT = vintage_rows_state_out,
    RECEIVE = vintage_rows_state_recv,
    SEND = vintage_rows_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE vintage_rows_state IS
'Snapshot rows being collected for a vintage 账龄组: the state of vintage_agg over rows, 16 bytes a row and 28 a loan.';

CREATE FUNCTION vintage_rows_accum(vintage_rows_state, loan_id bigint, mob integer, original_amount numeric, balance numeric, days_past_due bigint) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_rows_accum(vintage_rows_state, loan_id bigint, mob integer, original_amount numeric, balance numeric, days_past_due bigint, max_rows integer) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_rows_combine(vintage_rows_state, vintage_rows_state) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_rows_final(vintage_rows_state) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE vintage_agg(loan_id bigint, mob integer, original_amount numeric, balance numeric, days_past_due bigint) (
    SFUNC = vintage_rows_accum, STYPE = vintage_rows_state, COMBINEFUNC = vintage_rows_combine,
    FINALFUNC = vintage_rows_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 65536, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(bigint, integer, numeric, numeric, bigint) IS
'Vintage 账龄组 of one cohort straight from snapshot rows, its cut-off the greatest month on book; 16 bytes of memory a row and 28 a loan, at most 16777215 rows.';
CREATE AGGREGATE vintage_agg(loan_id bigint, mob integer, original_amount numeric, balance numeric, days_past_due bigint, max_rows integer) (
    SFUNC = vintage_rows_accum, STYPE = vintage_rows_state, COMBINEFUNC = vintage_rows_combine,
    FINALFUNC = vintage_rows_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 65536, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(bigint, integer, numeric, numeric, bigint, integer) IS
'Vintage 账龄组 of one cohort straight from snapshot rows, an error beyond max_rows of them.';

COMMENT ON FUNCTION vintage_rows_state_in(cstring) IS 'I/O';
COMMENT ON FUNCTION vintage_rows_state_out(vintage_rows_state) IS 'I/O';
COMMENT ON FUNCTION vintage_rows_state_recv(internal) IS 'I/O';
COMMENT ON FUNCTION vintage_rows_state_send(vintage_rows_state) IS 'I/O';
COMMENT ON FUNCTION vintage_rows_accum(vintage_rows_state, bigint, integer, numeric, numeric, bigint) IS 'aggregate transition function';
COMMENT ON FUNCTION vintage_rows_accum(vintage_rows_state, bigint, integer, numeric, numeric, bigint, integer) IS 'aggregate transition function';
COMMENT ON FUNCTION vintage_rows_combine(vintage_rows_state, vintage_rows_state) IS 'aggregate combine function';
COMMENT ON FUNCTION vintage_rows_final(vintage_rows_state) IS 'aggregate final function';
