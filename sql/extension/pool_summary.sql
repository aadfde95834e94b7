-- since: 0.2.0
/* pool_summary: what happened to loans month by month, beside what their contracts said. */
-- requires: pool history schedule

-- template: value TYPE=pool_summary ALIGNMENT=int4 LABEL='Pool 资产池' MANY='pools'
COMMENT ON TYPE pool_summary IS
'Pool 资产池 of loans: by calendar month what was open, scheduled, prepaid, unpaid, charged off and recovered; pools '
'can be added and subtracted.';
COMMENT ON FUNCTION pool_summary_cmp(pool_summary, pool_summary) IS
'Order of two pools 资产池: by their bytes.';

-- template: type TYPE=pool_summary_state ALIGNMENT=double
COMMENT ON TYPE pool_summary_state IS
'Loans being counted into a pool 资产池: the state of pool_agg and of rollup.';

-- template: moving_step STEP=pool_agg STATE=pool_summary_state COST=5 ARGS='s money_schedule, h payment_history'
--     LESS='aggregate inverse transition function'
-- template: moving_step STEP=pool_rollup STATE=pool_summary_state COST=5 ARGS='p pool_summary'
--     LESS='aggregate inverse transition function'
-- template: steps_end BY=pool_agg STATE=pool_summary_state TYPE=pool_summary

CREATE AGGREGATE pool_agg(s money_schedule, h payment_history) (
    SFUNC = pool_agg_accum, STYPE = pool_summary_state, COMBINEFUNC = pool_agg_combine,
    FINALFUNC = pool_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 8192,
    MSFUNC = pool_agg_accum, MINVFUNC = pool_agg_accum_inv, MSTYPE = pool_summary_state, MSSPACE = 8192,
    MFINALFUNC = pool_agg_final, MFINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE pool_agg(money_schedule, payment_history) IS
'Pool 资产池 of loans from their contracts and their payment histories: each pair of adjacent observed months; a row '
'without a contract or a history is skipped and counted.';
CREATE AGGREGATE rollup(p pool_summary) (
    SFUNC = pool_rollup_accum, STYPE = pool_summary_state, COMBINEFUNC = pool_agg_combine,
    FINALFUNC = pool_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 8192,
    MSFUNC = pool_rollup_accum, MINVFUNC = pool_rollup_accum_inv, MSTYPE = pool_summary_state, MSSPACE = 8192,
    MFINALFUNC = pool_agg_final, MFINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(pool_summary) IS
'Pool 资产池 of all loans of the pools: the same as counting them in one pass; also over moving windows.';

-- template: add TYPE=pool_summary SUM='Pool 资产池 of the loans of both.' ADD='the loans of both'
-- template: subtract TYPE=pool_summary
--     DIFFERENCE='Pool 资产池 without the loans of the second, which must be in the first.'
--     SUBTRACT='without the loans of the second'

CREATE FUNCTION skipped_count(p pool_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_pool_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(pool_summary) IS
'Number of rows skipped 跳过的行 because they have no contract or no history.';
CREATE FUNCTION unknown_count(p pool_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_pool_unknown_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unknown_count(pool_summary) IS
'Number of pairs of months 未知的月份对 left out because a balance or a charge-off is unknown.';
CREATE FUNCTION currency(p pool_summary) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_pool_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(pool_summary) IS
'Currency 币种 of a pool; NULL where none was given.';

CREATE FUNCTION pool_speeds_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_pool_speeds_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pool_speeds_support(internal) IS 'planner support: rows of pool_speeds';
CREATE FUNCTION pool_speeds(p pool_summary) RETURNS TABLE (
    month date, loans bigint, opening numeric, scheduled numeric, prepaid numeric, unpaid numeric, defaulted numeric,
    recovered numeric, closing numeric, paid_off bigint, age numeric, smm numeric, cpr numeric, abs numeric,
    mdr numeric, cdr numeric, severity numeric
)
AS 'MODULE_PATHNAME', 'loanfin_pool_speeds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 36 SUPPORT pool_speeds_support;
COMMENT ON FUNCTION pool_speeds(pool_summary) IS
'Months of a pool 资产池 as rows: the open balance, how it was paid or lost, and the speeds 提前还款与违约速度.';
