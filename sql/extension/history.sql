/* history: a loan's rows as a payment_history, and what can be read off it. */

CREATE TYPE payment_history_state;

CREATE FUNCTION payment_history_state_in(cstring) RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_payment_history_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_state_out(payment_history_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_payment_history_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_state_recv(internal) RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_payment_history_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_state_send(payment_history_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_payment_history_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE payment_history_state (
    INPUT = payment_history_state_in,
    OUTPUT = payment_history_state_out,
    RECEIVE = payment_history_state_recv,
    SEND = payment_history_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE payment_history_state IS
'Observations on their way to a payment history 还款历史: the state of history_agg, a slot a month.';

CREATE FUNCTION history_agg_accum(payment_history_state, as_of date, balance numeric, days_past_due bigint)
RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_history_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION history_agg_accum(payment_history_state, as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric, currency text)
RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_history_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION history_agg_accum(payment_history_state, as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric)
RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_history_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION history_agg_combine(payment_history_state, payment_history_state) RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_history_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION history_agg_final(payment_history_state) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_history_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE history_agg(as_of date, balance numeric, days_past_due bigint) (
    SFUNC = history_agg_accum, STYPE = payment_history_state, COMBINEFUNC = history_agg_combine,
    FINALFUNC = history_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 512, PARALLEL = SAFE
);
COMMENT ON AGGREGATE history_agg(date, numeric, bigint) IS
'Payment history 还款历史 of one loan from its rows, in any order: one observation a calendar month, the latest day wins; rows without a date or days past due are skipped; NULL without any.';
CREATE AGGREGATE history_agg(as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric) (
    SFUNC = history_agg_accum, STYPE = payment_history_state, COMBINEFUNC = history_agg_combine,
    FINALFUNC = history_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 512, PARALLEL = SAFE
);
COMMENT ON AGGREGATE history_agg(date, numeric, bigint, numeric, numeric) IS
'Payment history 还款历史 of one loan from its rows, with what was charged off 核销 and recovered 回收 in the month of each.';
CREATE AGGREGATE history_agg(as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric, currency text) (
    SFUNC = history_agg_accum, STYPE = payment_history_state, COMBINEFUNC = history_agg_combine,
    FINALFUNC = history_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 512, PARALLEL = SAFE
);
COMMENT ON AGGREGATE history_agg(date, numeric, bigint, numeric, numeric, text) IS
'Payment history 还款历史 of one loan from its rows, in a currency, the same in every row.';

CREATE FUNCTION history_append(
    h payment_history, as_of date, balance numeric, days_past_due bigint,
    charged_off numeric DEFAULT 0, recovered numeric DEFAULT 0, replace boolean DEFAULT false,
    currency text DEFAULT NULL
) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_history_append' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_append(payment_history, date, numeric, bigint, numeric, numeric, boolean, text) IS
'Payment history 还款历史 with one observation more; a NULL history starts one; a month that is there already needs replace => true.';

COMMENT ON FUNCTION payment_history_state_in(cstring) IS 'I/O';
COMMENT ON FUNCTION payment_history_state_out(payment_history_state) IS 'I/O';
COMMENT ON FUNCTION payment_history_state_recv(internal) IS 'I/O';
COMMENT ON FUNCTION payment_history_state_send(payment_history_state) IS 'I/O';
COMMENT ON FUNCTION history_agg_accum(payment_history_state, date, numeric, bigint) IS 'aggregate transition function';
COMMENT ON FUNCTION history_agg_accum(payment_history_state, date, numeric, bigint, numeric, numeric, text) IS 'aggregate transition function';
COMMENT ON FUNCTION history_agg_accum(payment_history_state, date, numeric, bigint, numeric, numeric) IS 'aggregate transition function';
COMMENT ON FUNCTION history_agg_combine(payment_history_state, payment_history_state) IS 'aggregate combine function';
COMMENT ON FUNCTION history_agg_final(payment_history_state) IS 'aggregate final function';
