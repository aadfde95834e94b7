/* money_schedule: the life of one loan, or the sum of many, as one value. */

-- template: value TYPE=money_schedule ALIGNMENT=int4 MANY=schedules LABEL='Schedule 还款计划'
COMMENT ON TYPE money_schedule IS
'Repayment schedule 还款计划 of one loan, or the sum of many: currency, opening amount, start date, terms and rows (due '
'date, principal, interest, fee), packed.';
COMMENT ON FUNCTION money_schedule_cmp(money_schedule, money_schedule) IS
'Order of two schedules 还款计划: by currency, start date, opening amount, number of rows, then by their bytes.';

COMMENT ON OPERATOR = (money_schedule, money_schedule) IS 'the same in every part: currency, dates, terms and amounts';
COMMENT ON OPERATOR <> (money_schedule, money_schedule) IS 'different in some part';
-- template: order_of TYPE=money_schedule MANY=schedules
COMMENT ON FUNCTION money_schedule_to_jsonb(money_schedule) IS
'Schedule 还款计划 as a JSON object: start_date, opening, currency, terms, installments.';

/* schedule: what one schedule says as a number or a date; sums of schedules. */

CREATE FUNCTION principal(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_principal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION principal(money_schedule) IS
'Opening amount 本金 of a schedule: the sum of the principal of its rows.';

CREATE FUNCTION start_date(s money_schedule) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_start_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION start_date(money_schedule) IS
'Start date 起息日 of a schedule: the day interest begins.';

CREATE FUNCTION maturity_date(s money_schedule) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_maturity_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION maturity_date(money_schedule) IS
'Maturity date 到期日 of a schedule: the due date of its last row, NULL without rows.';

CREATE FUNCTION installment_count(s money_schedule) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_installment_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION installment_count(money_schedule) IS
'Number of installments 期数 of a schedule: its rows, a balloon in advance included.';

CREATE FUNCTION currency(s money_schedule) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(money_schedule) IS
'Currency 币种 of a schedule as an ISO 4217 code, NULL where none was given.';

CREATE FUNCTION annual_rate(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_annual_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION annual_rate(money_schedule) IS
'Annual rate 年利率 of a schedule as a fraction, the last one where it was repriced; NULL without terms.';

CREATE FUNCTION payment(s money_schedule, number bigint DEFAULT 1) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_payment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION payment(money_schedule, bigint) IS
'Payment 每期还款额 of one row: principal, interest and fee; NULL beyond the last row.';

CREATE FUNCTION total_interest(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_interest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_interest(money_schedule) IS
'Total interest 利息总额 of all rows.';

CREATE FUNCTION total_fee(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_fee' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_fee(money_schedule) IS
'Total fees 费用总额 of all rows.';

CREATE FUNCTION total_payment(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_payment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_payment(money_schedule) IS
'Total of all payments 还款总额: principal, interest and fees of all rows.';

CREATE FUNCTION balance_at(s money_schedule, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_balance_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_at(money_schedule, date) IS
'Outstanding principal 剩余本金 after all rows due on or before a day.';

CREATE FUNCTION principal_due(s money_schedule, during daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_principal_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION principal_due(money_schedule, daterange) IS
'Principal due 应还本金 in rows whose due date lies in the range.';

CREATE FUNCTION interest_due(s money_schedule, during daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_interest_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION interest_due(money_schedule, daterange) IS
'Interest due 应还利息 in rows whose due date lies in the range.';

CREATE FUNCTION fee_due(s money_schedule, during daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_fee_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fee_due(money_schedule, daterange) IS
'Fees due 应还费用 in rows whose due date lies in the range.';

CREATE FUNCTION payment_due(s money_schedule, during daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_payment_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION payment_due(money_schedule, daterange) IS
'Payments due 应还款额 in rows whose due date lies in the range: principal, interest and fees.';

CREATE FUNCTION accrued_interest(s money_schedule, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_accrued_interest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accrued_interest(money_schedule, date) IS
'Accrued interest 应计利息 since the last row, if every row due until then was paid as planned.';

CREATE FUNCTION payoff(s money_schedule, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_payoff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION payoff(money_schedule, date) IS
'Payoff amount 提前结清金额: outstanding principal and accrued interest; the row due on the day counts as paid.';

CREATE FUNCTION next_due(s money_schedule, as_of date) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_next_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION next_due(money_schedule, date) IS
'Next due date 下一还款日 after a day, NULL after the last row.';

-- template: type TYPE=money_schedule_state ALIGNMENT=double
COMMENT ON TYPE money_schedule_state IS
'Dated sums that are being added up to a schedule 还款计划: the state of sum(money_schedule) and schedule_agg, exact in '
'128 bits.';

-- template: step STEP=money_schedule_sum STATE=money_schedule_state ARGS=money_schedule
-- template: steps_end BY=money_schedule_state STATE=money_schedule_state TYPE=money_schedule

-- template: aggregate NAME=sum STEP=money_schedule_sum BY=money_schedule_state STATE=money_schedule_state
--     SPACE=8192 ARGS=money_schedule
-- template: aggregate NAME=rollup STEP=money_schedule_sum BY=money_schedule_state STATE=money_schedule_state
--     SPACE=8192 ARGS='s money_schedule'
COMMENT ON AGGREGATE rollup(money_schedule) IS
'Sum of schedules 还款计划合计: the same as sum(money_schedule), with the same name as for summaries.';
COMMENT ON AGGREGATE sum(money_schedule) IS
'Sum of schedules 还款计划合计, the cash flow of a portfolio: rows of one date are added; keeps the currency, drops the '
'terms.';

-- template: add TYPE=money_schedule
--     SUM='Sum of two schedules 还款计划: rows of one date are added; keeps the currency, drops the terms.'
--     ADD='add: rows of one date become one'

-- template: step STEP=schedule_agg STATE=money_schedule_state
--     ARGS='due date, principal numeric, interest numeric'
-- template: step STEP=schedule_agg STATE=money_schedule_state
--     ARGS='due date, principal numeric, interest numeric, fee numeric'
-- template: step STEP=schedule_agg STATE=money_schedule_state
--     ARGS='due date, principal numeric, interest numeric, fee numeric, start_date date'
-- template: step STEP=schedule_agg STATE=money_schedule_state
--     ARGS='due date, principal numeric, interest numeric, fee numeric, start_date date, currency text'

-- template: aggregate NAME=schedule_agg STEP=schedule_agg BY=money_schedule_state STATE=money_schedule_state
--     SPACE=4096 ARGS='due date, principal numeric, interest numeric'
-- template: aggregate NAME=schedule_agg STEP=schedule_agg BY=money_schedule_state STATE=money_schedule_state
--     SPACE=4096 ARGS='due date, principal numeric, interest numeric, fee numeric'
-- template: aggregate NAME=schedule_agg STEP=schedule_agg BY=money_schedule_state STATE=money_schedule_state
--     SPACE=4096 ARGS='due date, principal numeric, interest numeric, fee numeric, start_date date'
-- template: aggregate NAME=schedule_agg STEP=schedule_agg BY=money_schedule_state STATE=money_schedule_state
--     SPACE=4096
--     ARGS='due date, principal numeric, interest numeric, fee numeric, start_date date, currency text'
COMMENT ON AGGREGATE schedule_agg(date, numeric, numeric) IS
'Schedule 还款计划 from rows that a database already has, in any order; two rows of one date add up; it starts at its '
'first due date.';
COMMENT ON AGGREGATE schedule_agg(date, numeric, numeric, numeric) IS
'Schedule 还款计划 from rows with fees, in any order; two rows of one date add up; it starts at its first due date.';
COMMENT ON AGGREGATE schedule_agg(date, numeric, numeric, numeric, date) IS
'Schedule 还款计划 from rows with fees and the start date, the same in every row.';
COMMENT ON AGGREGATE schedule_agg(date, numeric, numeric, numeric, date, text) IS
'Schedule 还款计划 from rows with fees, the start date and the currency, both the same in every row.';

/* valuation: what a schedule is worth and how long its money is out. */

CREATE FUNCTION weighted_average_life(s money_schedule, as_of date DEFAULT NULL) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_weighted_average_life' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_average_life(money_schedule, date) IS
'Weighted average life 加权平均期限 in years (actual days / 365, 8 decimals) of the principal due after a day, the start '
'date if none is given; NULL when nothing is left.';

CREATE FUNCTION present_value(s money_schedule, annual_rate numeric, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_present_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION present_value(money_schedule, numeric, date) IS
'Present value 现值 on a day of all payments due after it, discounted at an effective annual rate over actual days / '
'365; the rate is a fraction, 0.05 is 5 %, and 1 or more is nearly always a percentage by mistake.';

CREATE FUNCTION duration(s money_schedule, annual_rate numeric, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION duration(money_schedule, numeric, date) IS
'Macaulay duration 麦考利久期 in years (8 decimals) of the payments due after a day, at an effective annual rate over '
'actual days / 365, as for present_value; NULL when nothing is left.';
