-- since: 0.2.0
/* pool: speeds, projections, expected loss and the price of a loan. */
-- requires: schedule amort

CREATE FUNCTION monthly_rate(speed text, month bigint, age bigint DEFAULT NULL) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_monthly_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION monthly_rate(text, bigint, bigint) IS
'Monthly rate 月提前还款率 or 月违约率 of a speed such as 1.5 ABS, 6 CPR or 0 to 2 CDR x12, 2 CDR in a month of the '
'projection, for loans of that age in months; 12 decimals.';

CREATE FUNCTION cpr(gone numeric, months bigint DEFAULT 1) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_cpr' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION cpr(numeric, bigint) IS
'Conditional prepayment rate 年化提前还款率 (CPR) of the share of the balance that prepaid within some months; 8 decimals.';

CREATE FUNCTION abs_speed(gone numeric, age bigint, months bigint DEFAULT 1) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_abs_speed' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION abs_speed(numeric, bigint, bigint) IS
'ABS speed 绝对提前还款速度 of the share of the balance that prepaid within some months, of loans of an age at their end: '
'the share of the original number of loans that prepays each month; 8 decimals.';

CREATE FUNCTION projection_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_projection_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION projection_support(internal) IS 'planner support: rows of projection';
CREATE FUNCTION projection(
    s money_schedule, as_of date, prepayment text DEFAULT '0 SMM', defaults text DEFAULT '0 MDR',
    severity numeric DEFAULT 0, recovery_lag bigint DEFAULT 0, age bigint DEFAULT NULL
) RETURNS TABLE (
    month integer, due date, opening numeric, defaulted numeric, interest numeric, fee numeric, scheduled numeric,
    prepaid numeric, recovered numeric, loss numeric, closing numeric, smm numeric, mdr numeric
)
AS 'MODULE_PATHNAME', 'loanfin_projection' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
ROWS 36 SUPPORT projection_support;
COMMENT ON FUNCTION projection(money_schedule, date, text, text, numeric, bigint, bigint) IS
'Future cash flow 现金流预测 of a loan or of a summed book, month by month after as_of, at given speeds of prepayment and '
'default; the parts add up to the balance.';

CREATE FUNCTION project(
    s money_schedule, as_of date, prepayment text DEFAULT '0 SMM', defaults text DEFAULT '0 MDR',
    severity numeric DEFAULT 0, recovery_lag bigint DEFAULT 0, age bigint DEFAULT NULL
) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_project_schedule' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION project(money_schedule, date, text, text, numeric, bigint, bigint) IS
'Future cash flow 现金流预测 as a schedule: a row a month, principal being what is scheduled, prepaid and recovered.';

CREATE FUNCTION expected_loss(
    s money_schedule, as_of date, defaults text, severity numeric, recovery_lag bigint DEFAULT 0,
    prepayment text DEFAULT '0 SMM', annual_rate numeric DEFAULT 0, months bigint DEFAULT NULL,
    age bigint DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_expected_loss' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION expected_loss(money_schedule, date, text, numeric, bigint, text, numeric, bigint, bigint) IS
'Expected credit loss 预期信用损失 of a loan or of a summed book: what defaults less what is recovered, discounted to '
'as_of; over so many months (12: stage 1), or over the whole term.';

CREATE TYPE loan_price AS (
    annual_rate numeric,
    payment numeric,
    funding numeric,
    expected_loss numeric,
    prepayment numeric,
    cost numeric,
    margin numeric
);
COMMENT ON TYPE loan_price IS
'Price of a loan 贷款定价: the annual rate, its first payment, and the parts of the rate, which add up to it.';

CREATE FUNCTION risk_price(
    principal numeric, periods bigint, start_date date, funding_rate numeric, defaults text DEFAULT '0 MDR',
    severity numeric DEFAULT 0, recovery_lag bigint DEFAULT 0, prepayment text DEFAULT '0 SMM',
    cost numeric DEFAULT 0, cost_per_period numeric DEFAULT 0, margin numeric DEFAULT 0,
    method text DEFAULT 'annuity', balloon numeric DEFAULT 0, currency text DEFAULT NULL
) RETURNS loan_price
AS 'MODULE_PATHNAME', 'loanfin_risk_price' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5000;
COMMENT ON FUNCTION risk_price IS
'Risk-based price 风险定价: the least annual rate, on a grid of 0.000001, that covers funding, expected loss, '
'prepayment, cost and margin; with the part of each.';
