-- since: 0.2.0
/* vehicle: what a car is worth, and the loan beside it. */
-- requires: schedule

-- template: value TYPE=value_curve ALIGNMENT=int4 LABEL='Value curve 车辆价值曲线' MANY='value curves'
COMMENT ON TYPE value_curve IS
'Value curve 车辆价值曲线: a JSON object, checked completely on input and canonical on output; it can be compared and '
'hashed.';
COMMENT ON FUNCTION value_curve_cmp(value_curve, value_curve) IS
'Order of two value curves 车辆价值曲线: by their text.';

CREATE FUNCTION vehicle_value(
    curve value_curve, price numeric, age bigint, km bigint DEFAULT NULL, condition text DEFAULT NULL,
    currency text DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_vehicle_value' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION vehicle_value(value_curve, numeric, bigint, bigint, text, text) IS
'Value of a vehicle 车辆价值 of a price when new, at an age in months, a mileage and a condition; rounded to the minor '
'unit.';

CREATE FUNCTION ltv(
    s money_schedule, curve value_curve, price numeric, as_of date, km bigint DEFAULT NULL,
    condition text DEFAULT NULL, bought_at bigint DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_ltv' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION ltv(money_schedule, value_curve, numeric, date, bigint, text, bigint) IS
'Loan to value 贷款价值比 (LTV): the balance on a day by the value of the vehicle, 8 decimals; NULL where that is 0.';

CREATE FUNCTION positive_equity_date(
    s money_schedule, curve value_curve, price numeric, bought_at bigint DEFAULT NULL
) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_positive_equity_date' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION positive_equity_date(money_schedule, value_curve, numeric, bigint) IS
'First day 正净值日, of the start and the due dates, from which the balance is never again above the value of the '
'vehicle; NULL where there is none.';

CREATE FUNCTION ltv_limit(
    country text, on_date date, use text, energy text DEFAULT 'fuel', vehicle text DEFAULT 'new'
) RETURNS TABLE (max_ltv numeric, source text, since date)
AS 'MODULE_PATHNAME', 'loanfin_ltv_limit' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5 ROWS 1;
COMMENT ON FUNCTION ltv_limit(text, date, text, text, text) IS
'Greatest loan to value 贷款比例上限 that the law allows on a day, with its source; NULL where the lender sets it; no row '
'before the first law.';
