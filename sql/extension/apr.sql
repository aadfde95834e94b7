-- since: 0.2.0
/* apr: what credit costs a year, by law. */
-- requires: cashflow

CREATE FUNCTION apr(s money_schedule, fees numeric DEFAULT 0, method text DEFAULT 'us_actuarial',
                    legal_rounding boolean DEFAULT false) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_apr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION apr(money_schedule, numeric, text, boolean) IS
'Annual percentage rate 年化利率 of a loan whose fees are paid at the start, by law: us_actuarial, us_rule, eu, cn_irr, '
'cn_simple; a fraction with 8 decimals, half up; with legal_rounding those of the law: 0.1 % for eu, else 0.01 %.';

CREATE FUNCTION apr(cf cashflows, method text DEFAULT 'us_actuarial', legal_rounding boolean DEFAULT false)
RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_apr_of_cashflows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION apr(cashflows, text, boolean) IS
'Annual percentage rate 年化利率 of advances (negative) and payments of any dates, by law: us_actuarial, us_rule, eu, '
'cn_irr, cn_simple; decimals as for a schedule.';
