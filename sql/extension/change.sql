-- since: 0.2.0
-- requires: amort installments
/* change: a schedule that is prepaid, repriced, deferred or extended. */

CREATE FUNCTION prepay(
    s money_schedule, on_date date, amount numeric, effect text DEFAULT 'shorten', fee numeric DEFAULT 0
) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_prepay' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION prepay(money_schedule, date, numeric, text, numeric) IS
'Schedule after a prepayment 提前还款: the amount pays the interest accrued to the day, then principal, and the fee is '
'added; effect shorten keeps the payment, reduce the maturity, next covers the next rows, last takes from the end.';

CREATE FUNCTION reprice(s money_schedule, from_date date, annual_rate numeric, effect text DEFAULT 'payment')
RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_reprice' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION reprice(money_schedule, date, numeric, text) IS
'Schedule at another annual rate from a day on 重定价: effect payment solves the payment again, term keeps it and '
'changes the number of rows; an annual rate is a fraction, 0.05 is 5 %; 1 or more is nearly always a percentage by '
'mistake.';

CREATE FUNCTION defer(s money_schedule, from_date date, periods bigint, interest text DEFAULT 'capitalize')
RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_defer' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION defer(money_schedule, date, bigint, text) IS
'Schedule with a payment holiday 延期还款: the next rows pay no principal and the loan ends as many periods '
'later; their interest is added to the debt (capitalize), paid (pay) or forgiven (waive).';

CREATE FUNCTION extend(s money_schedule, from_date date, periods bigint)
RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_extend' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION extend(money_schedule, date, bigint) IS
'Schedule with more rows 展期, or fewer where periods is negative, solved again over the remaining rows.';

CREATE FUNCTION prepay_effect_name(effect text) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_prepay_effect_name' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prepay_effect_name(text) IS
'English name of the effect of a prepayment 提前还款, which may be given in any case or in Chinese.';

CREATE FUNCTION prepay_effect(
    s money_schedule, on_date date, amount numeric, effect text DEFAULT 'shorten', fee numeric DEFAULT 0,
    OUT event text, OUT on_date date, OUT effect text, OUT old_payment numeric, OUT new_payment numeric,
    OUT old_maturity date, OUT new_maturity date, OUT interest_saved numeric
) RETURNS record LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 200
BEGIN ATOMIC
    SELECT 'prepay', $2, prepay_effect_name($4),
           (SELECT i.payment FROM installments($1) AS i WHERE i.due > $2 ORDER BY i.due LIMIT 1),
           (SELECT i.payment FROM installments(c.made) AS i WHERE i.due > $2 ORDER BY i.due LIMIT 1),
           maturity_date($1), maturity_date(c.made), total_interest($1) - total_interest(c.made)
    FROM   (SELECT prepay($1, $2, $3, $4, $5) AS made) AS c;
END;
COMMENT ON FUNCTION prepay_effect(money_schedule, date, numeric, text, numeric) IS
'What a prepayment 提前还款 changes: the next payment before and after it, the maturity before and after it, and the '
'interest that it saves; payments are NULL once the loan is closed.';

CREATE FUNCTION schedule_diff(a money_schedule, b money_schedule)
RETURNS TABLE (
    due date, old_principal numeric, old_interest numeric, old_fee numeric, old_payment numeric,
    new_principal numeric, new_interest numeric, new_fee numeric, new_payment numeric
) LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 200 ROWS 36
BEGIN ATOMIC
    SELECT coalesce(x.due, y.due), x.principal, x.interest, x.fee, x.payment, y.principal, y.interest, y.fee, y.payment
    FROM   installments(a) AS x FULL JOIN installments(b) AS y ON x.due = y.due
    WHERE  (x.principal, x.interest, x.fee) IS DISTINCT FROM (y.principal, y.interest, y.fee)
    ORDER  BY 1;
END;
COMMENT ON FUNCTION schedule_diff(money_schedule, money_schedule) IS
'Rows in which two schedules 还款计划 differ, by due date: the parts of the first and of the second, NULL where one of '
'them has no row that day; for the statement to the borrower after a change.';

CREATE FUNCTION tranche(s money_schedule, on_date date, amount numeric) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_tranche' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION tranche(money_schedule, date, numeric) IS
'Schedule after another disbursement 分次放款: the amount and the interest accrued to the day are added to the debt (a '
'negative principal), and the later rows are solved again.';

CREATE FUNCTION step(s money_schedule, growth numeric, every bigint DEFAULT 12) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_step' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION step(money_schedule, numeric, bigint) IS
'Schedule whose payment grows 递增还款 by a fraction after every so many rows (falls where it is negative), set '
'when the loan is made: the first payment is the least with which the last row pays no more than its own.';

CREATE FUNCTION skip_months(s money_schedule, months integer[], interest text DEFAULT 'capitalize')
RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_skip_months' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION skip_months(money_schedule, integer[], text) IS
'Schedule that repays nothing in some months of the year 季节性还款, set when the loan is made: their interest is '
'added to the debt (capitalize) or paid (pay), and the other rows share a level payment.';
