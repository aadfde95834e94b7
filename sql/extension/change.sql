-- since: 0.2.0
-- requires: amort
/* change: a schedule that is prepaid, repriced, deferred or extended. */

CREATE FUNCTION prepay(
    s money_schedule, on_date date, amount numeric, effect text DEFAULT 'shorten', fee numeric DEFAULT 0
) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_prepay' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION prepay(money_schedule, date, numeric, text, numeric) IS
'Schedule after a prepayment 提前还款: the amount pays the interest accrued to the day, then principal, and the fee comes on '
'top; effect shorten keeps the payment, reduce the maturity, next covers the next rows, last takes from the end.';

CREATE FUNCTION reprice(s money_schedule, from_date date, annual_rate numeric, effect text DEFAULT 'payment')
RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_reprice' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION reprice(money_schedule, date, numeric, text) IS
'Schedule at another annual rate from a day on 重定价: effect payment solves the payment again, term keeps it and moves '
'the end; an annual rate is a fraction, 0.05 is 5 %.';

CREATE FUNCTION defer(s money_schedule, from_date date, periods bigint, interest text DEFAULT 'capitalize')
RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_defer' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION defer(money_schedule, date, bigint, text) IS
'Schedule with a payment holiday 延期还款: the next rows pay no principal and the loan ends as many periods later; their '
'interest is added to the debt (capitalize), paid (pay) or forgiven (waive).';

CREATE FUNCTION extend(s money_schedule, from_date date, periods bigint)
RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_extend' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION extend(money_schedule, date, bigint) IS
'Schedule with more rows 展期, or fewer where periods is negative, solved again over what is left.';
