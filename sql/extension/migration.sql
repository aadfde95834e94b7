/* migration_summary: loans by where they were and where they went, as counts and sums. */
-- requires: grade history

-- template: value TYPE=migration_summary ALIGNMENT=double LABEL='Migration matrix 迁徙矩阵'
COMMENT ON TYPE migration_summary IS
'Migration matrix 迁徙矩阵 of loans: the number and the balance that moved from each state (days-past-due band or grade) '
'to each other state, or left; summaries can be added and subtracted.';
COMMENT ON FUNCTION migration_summary_cmp(migration_summary, migration_summary) IS
'Order of two migration summaries 迁徙矩阵: by their binary form.';

/* migration: from pairs of states and from histories to a matrix. */

-- template: step STEP=migration_rollup STATE=migration_summary ARGS='m migration_summary'
-- template: add TYPE=migration_summary SUM='Migration matrix 迁徙矩阵 of the moves of both.'
--     ADD='the moves of both'
-- template: subtract TYPE=migration_summary
--     DIFFERENCE='Migration matrix 迁徙矩阵 without the moves of the second, which must be in the first.'
--     SUBTRACT='without the moves of the second'

CREATE FUNCTION migration_rollup_inverse(migration_summary, m migration_summary) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_rollup_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE rollup(m migration_summary) (
    SFUNC = migration_rollup_accum, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum,
    MSFUNC = migration_rollup_accum, MINVFUNC = migration_rollup_inverse, MSTYPE = migration_summary,
    SSPACE = 2624, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(migration_summary) IS
'Migration matrix 迁徙矩阵 of all moves of the summaries: the same as counting them in one pass; also over moving windows.';

CREATE FUNCTION migration_agg_days(migration_summary, from_days bigint, to_days bigint, balance numeric)
RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_days bigint, to_days bigint, balance numeric) (
    SFUNC = migration_agg_days, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(bigint, bigint, numeric) IS
'Migration matrix 迁徙矩阵 of pairs of days past due 逾期天数 with the opening balance: a NULL to-state is paid off; a row '
'without from-state or balance is skipped and counted.';

CREATE FUNCTION migration_agg_days(migration_summary, from_days bigint, to_days bigint, balance numeric, exit text)
RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_days bigint, to_days bigint, balance numeric, exit text) (
    SFUNC = migration_agg_days, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(bigint, bigint, numeric, text) IS
'Migration matrix 迁徙矩阵 of pairs of days past due 逾期天数 with the opening balance; exit is the meaning of a NULL '
'to-state: paid_off, gone or charged_off.';

CREATE FUNCTION migration_agg_days(
    migration_summary, from_days bigint, to_days bigint, balance numeric, exit text, currency text
) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_days bigint, to_days bigint, balance numeric, exit text, currency text) (
    SFUNC = migration_agg_days, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(bigint, bigint, numeric, text, text) IS
'Migration matrix 迁徙矩阵 of pairs of days past due 逾期天数 with the opening balance in a currency, the same in every row.';

CREATE FUNCTION migration_agg_grades(migration_summary, from_grade risk_grade, to_grade risk_grade, balance numeric)
RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_grades' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_grade risk_grade, to_grade risk_grade, balance numeric) (
    SFUNC = migration_agg_grades, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 992,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(risk_grade, risk_grade, numeric) IS
'Migration matrix 迁徙矩阵 of pairs of grades 五级分类 with the opening balance: a NULL to-state is paid off; a row without '
'from-state or balance is skipped and counted.';

CREATE FUNCTION migration_agg_grades(
    migration_summary, from_grade risk_grade, to_grade risk_grade, balance numeric, exit text
) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_grades' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_grade risk_grade, to_grade risk_grade, balance numeric, exit text) (
    SFUNC = migration_agg_grades, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 992,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(risk_grade, risk_grade, numeric, text) IS
'Migration matrix 迁徙矩阵 of pairs of grades 五级分类 with the opening balance; exit is the meaning of a NULL to-state: '
'paid_off, gone or charged_off.';

CREATE FUNCTION migration_agg_grades(
    migration_summary, from_grade risk_grade, to_grade risk_grade, balance numeric, exit text, currency text
) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_grades' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_grade risk_grade, to_grade risk_grade, balance numeric, exit text, currency text) (
    SFUNC = migration_agg_grades, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 992,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(risk_grade, risk_grade, numeric, text, text) IS
'Migration matrix 迁徙矩阵 of pairs of grades 五级分类 with the opening balance in a currency, the same in every row.';

CREATE FUNCTION migration_agg_history(migration_summary, h payment_history) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_history' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(h payment_history) (
    SFUNC = migration_agg_history, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(payment_history) IS
'Migration matrix 迁徙矩阵 of payment histories: each month to the next one inside a loan, both observed.';

CREATE FUNCTION migration_agg_history(migration_summary, h payment_history, from_month date, to_month date)
RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_history' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(h payment_history, from_month date, to_month date) (
    SFUNC = migration_agg_history, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(payment_history, date, date) IS
'Migration matrix 迁徙矩阵 of payment histories from one month to a later one: one move a loan that was open in the '
'first; a loan that is not observed in the second is gone.';

COMMENT ON FUNCTION migration_rollup_inverse(migration_summary, migration_summary) IS
'aggregate inverse transition function';
COMMENT ON FUNCTION migration_agg_days(migration_summary, bigint, bigint, numeric) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_days(migration_summary, bigint, bigint, numeric, text) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_days(migration_summary, bigint, bigint, numeric, text, text) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_grades(migration_summary, risk_grade, risk_grade, numeric) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_grades(migration_summary, risk_grade, risk_grade, numeric, text) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_grades(migration_summary, risk_grade, risk_grade, numeric, text, text) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_history(migration_summary, payment_history) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_history(migration_summary, payment_history, date, date) IS
'aggregate transition function';

/* migration readers: what a migration_summary says as rows and numbers. */

CREATE FUNCTION skipped_count(m migration_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_migration_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(migration_summary) IS
'Number of rows skipped 跳过的行 because they have no from-state or no balance.';

CREATE FUNCTION currency(m migration_summary) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_migration_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(migration_summary) IS
'Currency 币种 of the moves; NULL where none was given, or nothing moved.';

CREATE FUNCTION migration_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_migration_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION migration_support(internal) IS
'Tells the planner how many rows a constant migration matrix 迁徙矩阵 has.';

CREATE FUNCTION migration_matrix(
    m migration_summary, weight text DEFAULT 'amount', full_grid boolean DEFAULT false,
    OUT from_state text, OUT from_rank integer, OUT to_state text, OUT to_rank integer,
    OUT loans bigint, OUT balance numeric, OUT rate numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_migration_matrix' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 40 SUPPORT migration_support;
COMMENT ON FUNCTION migration_matrix(migration_summary, text, boolean) IS
'Migration matrix 迁徙矩阵 as rows: each move that occurred (full_grid: every possible move), its loans and opening '
'balance, and its share of all that were in the from-state; exits rank from 100.';

CREATE FUNCTION roll_rate(m migration_summary, from_state text, to_state text, weight text DEFAULT 'amount')
RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_roll_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION roll_rate(migration_summary, text, text, text) IS
'Roll rate 滚动率 from one state to another: 0 where the move did not occur, NULL where no loan was in the from-state.';

CREATE FUNCTION cure_rate(m migration_summary, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_cure_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION cure_rate(migration_summary, text) IS
'Cure rate 转好率: the share of the loans past due that is current again or paid off; for grades the share of NPL that '
'moved to pass, special mention or paid off.';

CREATE FUNCTION flow_to_loss(
    m migration_summary, from_state text DEFAULT NULL, loss_state text DEFAULT NULL, weight text DEFAULT 'amount'
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_flow_to_loss' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION flow_to_loss(migration_summary, text, text, text) IS
'Flow to loss 流入损失率: the product of the shares that went to a worse state, from one state (the best) up to a loss '
'state (121-180 days, or loss); NULL where a state between them was empty.';

CREATE FUNCTION downgrade_rate(m migration_summary, grade risk_grade, reduction numeric DEFAULT 0) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_downgrade_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION downgrade_rate(migration_summary, risk_grade, numeric) IS
'Downgrade rate 迁徙率 of a tier with its statutory denominator: what moved to a worse tier, divided by the opening '
'amount less what left and less reduction, the repayments of loans still there.';

CREATE FUNCTION performing_downgrade_rate(m migration_summary, reduction numeric DEFAULT 0) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_performing_downgrade_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION performing_downgrade_rate(migration_summary, numeric) IS
'Performing downgrade rate 正常贷款迁徙率: what moved from pass and special mention to NPL, divided by their opening amount '
'less what left and less reduction.';

CREATE FUNCTION project(
    m migration_summary, steps bigint, weight text DEFAULT 'amount', full_grid boolean DEFAULT false,
    OUT from_state text, OUT from_rank integer, OUT to_state text, OUT to_rank integer, OUT rate numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_project' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500
ROWS 80 SUPPORT migration_support;
COMMENT ON FUNCTION project(migration_summary, bigint, text, boolean) IS
'Projection 迁徙预测: where loans of each state are after so many steps (0 to 600) if every step moves them as the '
'matrix does; full_grid gives every state and exit, zeros included.';
