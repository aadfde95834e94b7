/* valuation: what a schedule is worth and how long its money is out. */

CREATE FUNCTION weighted_average_life(s money_schedule, as_of date DEFAULT NULL) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_weighted_average_life' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_average_life(money_schedule, date) IS
'Weighted average life 加权平均期限 in years (actual days / 365, 8 decimals) of the principal due after a day, the start date if none is given; NULL when nothing is left.';

CREATE FUNCTION present_value(s money_schedule, annual_rate numeric, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_present_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION present_value(money_schedule, numeric, date) IS
'Present value 现值 on a day of all payments due after it, discounted at an effective annual rate over actual days / 365.';

CREATE FUNCTION duration(s money_schedule, annual_rate numeric, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION duration(money_schedule, numeric, date) IS
'Macaulay duration 麦考利久期 in years (8 decimals) of the payments due after a day, at an effective annual rate over actual days / 365; NULL when nothing is left.';
