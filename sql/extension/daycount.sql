/* daycount: days and fractions of a year between two dates. */

CREATE FUNCTION days_between(from_date date, to_date date, day_count text) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_days_between' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION days_between(date, date, text) IS
'Days between two dates 计息天数 as the day count has them: 30/360, 30E/360, ACT/360, ACT/365, ACT/ACT; negative where '
'to_date is the earlier one.';

CREATE FUNCTION year_fraction(from_date date, to_date date, day_count text) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_year_fraction' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION year_fraction(date, date, text) IS
'Fraction of a year between two dates 年化期间, to 12 decimals, half up: 30/360, 30E/360, ACT/360, ACT/365, ACT/ACT '
'(ISDA).';
