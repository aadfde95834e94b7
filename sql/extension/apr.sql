-- since: 0.2.0
/* apr: what credit costs a year, by law. */
-- requires: cashflow

CREATE FUNCTION apr(s money_schedule, fees numeric DEFAULT 0, method text DEFAULT 'us_actuarial') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_apr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION apr(money_schedule, numeric, text) IS
'Annual percentage rate 年化利率 of a loan whose fees are paid at the start, by law: us_actuarial, us_rule, eu, cn_irr, '
'cn_simple; a fraction with 8 decimals, half up.';

CREATE FUNCTION apr(cf cashflows, method text DEFAULT 'us_actuarial') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_apr_of_cashflows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION apr(cashflows, text) IS
'Annual percentage rate 年化利率 of advances (negative) and payments of any dates, by law: us_actuarial, us_rule, eu, '
'cn_irr, cn_simple.';
