/* commission_plan: how a manager is paid, as one value. */
-- requires: history

-- template: value TYPE=commission_plan ALIGNMENT=int4 COST=100 LABEL='Commission plan 提成方案'
COMMENT ON TYPE commission_plan IS
'Commission plan 提成方案: a JSON object, checked completely on input and canonical on output; it can be compared and '
'hashed.';

-- template: described TYPE=commission_plan ONE='commission plan' NAME=提成方案

/* commission_statement: what one manager, period and plan add up to. */

-- template: value TYPE=commission_statement ALIGNMENT=double COST=100 LABEL='Commission statement 提成账单'
COMMENT ON TYPE commission_statement IS
'Commission statement 提成账单 of one manager, period and plan: the plan, counts and exact sums; statements can be '
'added, and settle() computes the pay.';

-- template: described TYPE=commission_statement ONE='commission statement' NAME=提成账单

/* commission: statements from loans and events, what they are worth, single values. */

CREATE FUNCTION commission_statement(plan commission_plan) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_empty' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION commission_statement(commission_plan) IS
'Empty statement 空账单 of a plan: no loan, no event.';
CREATE FUNCTION plan(st commission_statement) RETURNS commission_plan
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_plan' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION plan(commission_statement) IS
'Plan 提成方案 of a statement.';
CREATE FUNCTION currency(st commission_statement) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_commission_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(commission_statement) IS
'Currency 币种 of a statement''s plan as an ISO 4217 code, NULL where the plan names none.';
CREATE FUNCTION loan_count(st commission_statement) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_commission_loan_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_count(commission_statement) IS
'Number of loans 笔数 in a statement.';
CREATE FUNCTION total_amount(st commission_statement) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_amount(commission_statement) IS
'Amount lent 放款总额 in a statement.';
CREATE FUNCTION total_base(st commission_statement) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_base' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_base(commission_statement) IS
'Base 提成基数 in a statement: the sum of the amounts on which per_loan pays, such as fees or margins.';

CREATE FUNCTION commission_agg_accum(commission_statement, plan commission_plan, amount numeric)
RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION commission_agg_accum(commission_statement, commission_plan, numeric) IS
'Transition of commission_agg: adds a loan 贷款 to a statement.';
CREATE FUNCTION commission_agg_accum(commission_statement, plan commission_plan, amount numeric, base numeric)
RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION commission_agg_accum(commission_statement, commission_plan, numeric, numeric) IS
'Transition of commission_agg: adds a loan 贷款 with a base of its own to a statement.';
CREATE FUNCTION clawback_agg_accum(
    commission_statement, plan commission_plan, paid numeric, months_on_book bigint, event text
) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_clawback_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION clawback_agg_accum(commission_statement, commission_plan, numeric, bigint, text) IS
'Transition of clawback_agg: adds an event 追索事件 to a statement.';
CREATE FUNCTION commission_statement_combine(commission_statement, commission_statement) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION commission_statement_combine(commission_statement, commission_statement) IS
'Transition and combine of the aggregates: adds a statement 账单 to another, either of which may be NULL.';

CREATE AGGREGATE commission_agg(plan commission_plan, amount numeric) (
    SFUNC = commission_agg_accum, STYPE = commission_statement, SSPACE = 400,
    COMBINEFUNC = commission_statement_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE commission_agg(commission_plan, numeric) IS
'Statement 提成账单 of loans, a row each; the amount is also the base; a NULL amount keeps the plan and counts nothing.';
CREATE AGGREGATE commission_agg(plan commission_plan, amount numeric, base numeric) (
    SFUNC = commission_agg_accum, STYPE = commission_statement, SSPACE = 400,
    COMBINEFUNC = commission_statement_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE commission_agg(commission_plan, numeric, numeric) IS
'Statement 提成账单 of loans, a row each, with the base that per_loan pays on; a NULL amount or base keeps the plan and '
'counts nothing.';
CREATE AGGREGATE clawback_agg(plan commission_plan, paid numeric, months_on_book bigint, event text) (
    SFUNC = clawback_agg_accum, STYPE = commission_statement, SSPACE = 400,
    COMBINEFUNC = commission_statement_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE clawback_agg(commission_plan, numeric, bigint, text) IS
'Statement 提成账单 of clawbacks 追索扣回: one row for each default or early settlement of a loan that was paid for earlier.';
CREATE AGGREGATE rollup(st commission_statement) (
    SFUNC = commission_statement_combine, STYPE = commission_statement, SSPACE = 400,
    COMBINEFUNC = commission_statement_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(commission_statement) IS
'Sum of statements 账单合计 of one plan: days to months, loans and clawbacks.';

-- template: add TYPE=commission_statement SUM='Sum of two statements 账单 of one plan.'
--     ADD='add: statements of one plan'

CREATE FUNCTION settle(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL,
    OUT loans bigint, OUT gross numeric, OUT earned numeric, OUT deferred numeric, OUT released numeric,
    OUT forfeited numeric, OUT clawback numeric, OUT draw numeric, OUT recovery numeric, OUT salary numeric,
    OUT payable numeric, OUT carried_forward numeric
) RETURNS record
AS 'MODULE_PATHNAME', 'loanfin_settle' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION settle(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Settlement 结算 of a statement, one row for the payroll; carried_forward is the next period''s carried.';

CREATE FUNCTION payable(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_payable' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION payable(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Amount to pay 应付薪酬 for a statement: commission and salary after all effects.';

CREATE FUNCTION statement_lines_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_statement_lines_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION deferred_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_deferred_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION kpi_lines_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_kpi_lines_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION statement_lines_support(internal) IS
'Tells the planner how many lines 明细 a constant statement has.';
COMMENT ON FUNCTION deferred_support(internal) IS
'Tells the planner how many deferred parts 延期支付 a constant statement has.';
COMMENT ON FUNCTION kpi_lines_support(internal) IS
'Tells the planner how many indicators 指标 a constant statement has.';

CREATE FUNCTION statement_lines(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL,
    OUT line integer, OUT rule text, OUT base numeric, OUT rate numeric, OUT amount numeric,
    OUT label text, OUT running numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_statement_lines' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50
ROWS 6 SUPPORT statement_lines_support;
COMMENT ON FUNCTION statement_lines(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Lines 工资条明细 of a settled statement: the rule of the plan, its base, its rate, the amount, a label in words, and the '
'sum of the amounts so far; the last sum is payable.';

CREATE FUNCTION deferred(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL,
    OUT instalment integer, OUT due date, OUT amount numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_deferred' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50
ROWS 3 SUPPORT deferred_support;
COMMENT ON FUNCTION deferred(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Deferred parts 延期支付 of a settled statement: equal ones, odd minor units last, each due whole years after the period.';

CREATE FUNCTION kpi_lines(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL,
    OUT name text, OUT actual numeric, OUT target numeric, OUT weight numeric, OUT attainment numeric,
    OUT counted numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_kpi_lines' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50
ROWS 4 SUPPORT kpi_lines_support;
COMMENT ON FUNCTION kpi_lines(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Indicators 考核指标 of a settled statement: actual, target, weight, attainment, and what counted after gate and cap.';

CREATE FUNCTION commission(plan commission_plan, amount numeric, base numeric DEFAULT NULL) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_commission' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION commission(commission_plan, numeric, numeric) IS
'Commission 提成 of one loan alone over a whole period: per loan and tiers; the base is the amount unless given.';
CREATE FUNCTION clawback(plan commission_plan, paid numeric, months_on_book bigint, event text) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_clawback' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clawback(commission_plan, numeric, bigint, text) IS
'Clawback 追索扣回 of the commission paid for one loan; 0 where no window holds its months on book.';
CREATE FUNCTION clawback_from(
    plan commission_plan, paid numeric, h payment_history, originated date,
    matures date DEFAULT NULL, over_days bigint DEFAULT 90, during daterange DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_clawback_from' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION clawback_from(commission_plan, numeric, payment_history, date, date, bigint, daterange) IS
'Clawback 追索扣回 by the loan''s own months: its first default or early settlement, if its month begins in the range; 0 '
'if none.';
CREATE FUNCTION kpi_score(plan commission_plan, kpi jsonb) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_kpi_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION kpi_score(commission_plan, jsonb) IS
'KPI score 考核得分 of a plan: the weighted attainments, every value given, nothing pro-rated; NULL for a plan without '
'KPI.';
CREATE FUNCTION attainment(actual numeric, target numeric, better text DEFAULT 'higher') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_attainment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attainment(numeric, numeric, text) IS
'Attainment 完成率 of a target: actual / target, or 2 - actual / target where lower is better, not below 0; NULL '
'without a target.';
CREATE FUNCTION split_amount(amount numeric, weights numeric[], currency text DEFAULT NULL) RETURNS numeric[]
AS 'MODULE_PATHNAME', 'loanfin_split_amount' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION split_amount(numeric, numeric[], text) IS
'Split 分摊 of an amount by weights, by largest remainder: the parts add up to the minor unit.';
