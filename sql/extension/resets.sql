-- since: 0.2.0
-- requires: change
/* resets: schedules of a floating rate, repriced by a list of dated rates. */

CREATE TYPE dated_rate AS (from_date date, annual_rate numeric);
COMMENT ON TYPE dated_rate IS
'An annual rate 利率 and the day from which it counts; lists of them ascend by day.';

CREATE FUNCTION rate_resets(
    index_rates dated_rate[], spread numeric DEFAULT 0, floor numeric DEFAULT NULL, cap numeric DEFAULT NULL,
    reset_month bigint DEFAULT NULL
) RETURNS dated_rate[]
AS 'MODULE_PATHNAME', 'loanfin_rate_resets' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION rate_resets(dated_rate[], numeric, numeric, numeric, bigint) IS
'Contract rates 重定价利率 from those of an index such as LPR: spread added, not below floor nor above cap, '
'beginning on the first day of the reset month where one is given; a rate that repeats the one before is left out.';

CREATE FUNCTION reprice(s money_schedule, resets dated_rate[]) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_reprice_resets' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION reprice(money_schedule, dated_rate[]) IS
'Schedule repriced 重定价 by a list of dated rates, each from its own day on, the payment solved again each time; days '
'before the start and the last change, and from the last row on, are skipped.';

CREATE FUNCTION reset_rates(
    s money_schedule, resets dated_rate[], custom text DEFAULT 'date', effect text DEFAULT 'payment'
) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_reset_rates' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION reset_rates(money_schedule, dated_rate[], text, text) IS
'Schedule repriced 重定价 by a list of dated rates on the days of its own custom 重定价日: date, due (the next '
'due date), january (the next 1 January) or anniversary of the start; effect as in reprice.';
