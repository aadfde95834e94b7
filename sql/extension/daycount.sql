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

-- since: 0.2.0

CREATE FUNCTION days_between(from_date date, to_date date, day_count text, maturity date) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_days_between_maturity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION days_between(date, date, text, date) IS
'Days between two dates 计息天数 of a loan with this maturity, whose end of February is no 30th under 30E/360 ISDA.';

CREATE FUNCTION year_fraction(from_date date, to_date date, day_count text, maturity date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_year_fraction_maturity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION year_fraction(date, date, text, date) IS
'Fraction of a year between two dates 年化期间 of a loan with this maturity, to 12 decimals, half up.';

CREATE FUNCTION year_fraction(from_date date, to_date date, day_count text, period_start date, period_end date)
RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_year_fraction_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION year_fraction(date, date, text, date, date) IS
'Fraction of a year between two dates 年化期间 by ACT/ACT ICMA or ACT/365L, with a regular coupon period beside them.';
