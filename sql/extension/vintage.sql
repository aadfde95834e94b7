/* vintage: from histories and snapshot rows to curves over months on book. */

CREATE TYPE vintage_state;

CREATE FUNCTION vintage_state_in(cstring) RETURNS vintage_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_state_out(vintage_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_vintage_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_state_recv(internal) RETURNS vintage_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_state_send(vintage_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_vintage_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE vintage_state (
    INPUT = vintage_state_in,
    OUTPUT = vintage_state_out,
    RECEIVE = vintage_state_recv,
    SEND = vintage_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE vintage_state IS
'Loans being counted into a vintage 账龄组: the state of vintage_agg over histories and of rollup.';

CREATE FUNCTION vintage_agg_accum(vintage_state, h payment_history, originated date, original_amount numeric) RETURNS vintage_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_agg_accum(vintage_state, h payment_history, originated date, original_amount numeric, mob text) RETURNS vintage_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_rollup_accum(vintage_state, v vintage_summary) RETURNS vintage_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rollup_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_agg_combine(vintage_state, vintage_state) RETURNS vintage_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_agg_final(vintage_state) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE vintage_agg(h payment_history, originated date, original_amount numeric) (
    SFUNC = vintage_agg_accum, STYPE = vintage_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric) IS
'Vintage 账龄组 of loans from their payment histories; months on book are calendar months, the origination month is 0; a loan with a NULL is skipped and counted.';
CREATE AGGREGATE vintage_agg(h payment_history, originated date, original_amount numeric, mob text) (
    SFUNC = vintage_agg_accum, STYPE = vintage_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric, text) IS
'Vintage 账龄组 of loans from their payment histories; mob tells how months on book are counted: calendar0, calendar1 or anniversary.';
CREATE AGGREGATE rollup(v vintage_summary) (
    SFUNC = vintage_rollup_accum, STYPE = vintage_state, COMBINEFUNC = vintage_agg_combine,
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
