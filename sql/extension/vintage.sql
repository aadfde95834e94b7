/* vintage: from histories and snapshot rows to curves over months on book. */

CREATE TYPE vintage_summary_state;

CREATE FUNCTION vintage_summary_state_in(cstring) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_state_out(vintage_summary_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_state_recv(internal) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_state_send(vintage_summary_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE vintage_summary_state (
    INPUT = vintage_summary_state_in,
    OUTPUT = vintage_summary_state_out,
    RECEIVE = vintage_summary_state_recv,
    SEND = vintage_summary_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE vintage_summary_state IS
'Loans being counted into a vintage 账龄组: the state of vintage_agg over histories and of rollup.';

CREATE FUNCTION vintage_agg_accum(vintage_summary_state, h payment_history, originated date, original_amount numeric) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_agg_accum(vintage_summary_state, h payment_history, originated date, original_amount numeric, mob text) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_rollup_accum(vintage_summary_state, v vintage_summary) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rollup_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_agg_combine(vintage_summary_state, vintage_summary_state) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_agg_final(vintage_summary_state) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE vintage_agg(h payment_history, originated date, original_amount numeric) (
    SFUNC = vintage_agg_accum, STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric) IS
'Vintage 账龄组 of loans from their payment histories; months on book are calendar months, the origination month is 0; a loan with a NULL is skipped and counted.';
CREATE AGGREGATE vintage_agg(h payment_history, originated date, original_amount numeric, mob text) (
    SFUNC = vintage_agg_accum, STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric, text) IS
'Vintage 账龄组 of loans from their payment histories; mob tells how months on book are counted: calendar0, calendar1 or anniversary.';
CREATE AGGREGATE rollup(v vintage_summary) (
    SFUNC = vintage_rollup_accum, STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(vintage_summary) IS
'Vintage 账龄组 of all loans of the summaries: the same as counting them in one pass.';

CREATE FUNCTION vintage_summary_pl(vintage_summary, vintage_summary) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_pl' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION vintage_summary_pl(vintage_summary, vintage_summary) IS
'Vintage 账龄组 of the loans of both summaries.';
CREATE OPERATOR + (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_pl, COMMUTATOR = +
);

COMMENT ON FUNCTION vintage_summary_state_in(cstring) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_state_out(vintage_summary_state) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_state_recv(internal) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_state_send(vintage_summary_state) IS 'I/O';
COMMENT ON FUNCTION vintage_agg_accum(vintage_summary_state, payment_history, date, numeric) IS 'aggregate transition function';
COMMENT ON FUNCTION vintage_agg_accum(vintage_summary_state, payment_history, date, numeric, text) IS 'aggregate transition function';
COMMENT ON FUNCTION vintage_rollup_accum(vintage_summary_state, vintage_summary) IS 'aggregate transition function';
COMMENT ON FUNCTION vintage_agg_combine(vintage_summary_state, vintage_summary_state) IS 'aggregate combine function';
COMMENT ON FUNCTION vintage_agg_final(vintage_summary_state) IS 'aggregate final function';
COMMENT ON OPERATOR + (vintage_summary, vintage_summary) IS 'the loans of both';
