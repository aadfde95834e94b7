/* migration readers: what a migration_summary says as rows and numbers. */

CREATE FUNCTION skipped_count(m migration_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_migration_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(migration_summary) IS
'Number of rows skipped 跳过的行 for want of a from-state or a balance.';

CREATE FUNCTION currency(m migration_summary) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_migration_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(migration_summary) IS
'Currency 币种 of the moves; NULL where none was given, or nothing moved.';

CREATE FUNCTION migration_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_migration_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION migration_support(internal) IS
'Tells the planner how many rows a constant migration matrix 迁徙矩阵 has.';

CREATE FUNCTION migration_matrix(
    m migration_summary, weight text DEFAULT 'amount',
    OUT from_state text, OUT from_rank integer, OUT to_state text, OUT to_rank integer,
    OUT loans bigint, OUT balance numeric, OUT rate numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_migration_matrix' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 40 SUPPORT migration_support;
COMMENT ON FUNCTION migration_matrix(migration_summary, text) IS
'Migration matrix 迁徙矩阵 as rows: each move that occurred, its loans and opening balance, and its share of all that were in the from-state; exits rank from 100.';

CREATE FUNCTION roll_rate(m migration_summary, from_state text, to_state text, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_roll_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION roll_rate(migration_summary, text, text, text) IS
'Roll rate 滚动率 from one state to another: 0 where the move did not occur, NULL where nobody was in the from-state.';

CREATE FUNCTION cure_rate(m migration_summary, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_cure_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION cure_rate(migration_summary, text) IS
'Cure rate 转好率: of what was past due, the share that is current again or paid off; of grades: of NPL, to pass, special mention or paid off.';

CREATE FUNCTION flow_to_loss(m migration_summary, from_state text DEFAULT NULL, loss_state text DEFAULT NULL, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_flow_to_loss' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION flow_to_loss(migration_summary, text, text, text) IS
'Flow to loss 流入损失率: the product of the shares that went to a worse state, from one state (the best) up to a loss state (121-180 days, or loss); NULL where a state on the way was empty.';

CREATE FUNCTION downgrade_rate(m migration_summary, grade risk_grade, reduction numeric DEFAULT 0) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_downgrade_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION downgrade_rate(migration_summary, risk_grade, numeric) IS
'Downgrade rate 迁徙率 of a tier with its statutory denominator: what went to a worse tier, of the opening amount less what left and less reduction, what the loans still there repaid.';

CREATE FUNCTION performing_downgrade_rate(m migration_summary, reduction numeric DEFAULT 0) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_performing_downgrade_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION performing_downgrade_rate(migration_summary, numeric) IS
'Performing downgrade rate 正常贷款迁徙率: what went from pass and special mention to NPL, of their opening amount less what left and less reduction.';

CREATE FUNCTION project(
    m migration_summary, steps integer, weight text DEFAULT 'amount',
    OUT from_state text, OUT from_rank integer, OUT to_state text, OUT to_rank integer, OUT rate numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_project' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500
ROWS 80 SUPPORT migration_support;
COMMENT ON FUNCTION project(migration_summary, integer, text) IS
'Projection 迁徙预测: where loans of each state are after so many steps (0 to 600) if every step moves them as the matrix does.';
