-- since: 0.2.0
-- requires: cashflow amort
/* simple_interest: the state of a loan whose interest is earned by the day. */

CREATE FUNCTION simple_interest_state(
    s money_schedule, paid cashflows, as_of date, day_count text DEFAULT 'ACT/365',
    OUT as_of date, OUT days_past_due integer, OUT oldest_unpaid date, OUT overdue numeric,
    OUT outstanding_principal numeric, OUT unpaid_interest numeric, OUT accrued_interest numeric, OUT payoff numeric,
    OUT paid_principal numeric, OUT paid_interest numeric, OUT paid_fee numeric, OUT unapplied numeric,
    OUT next_due date, OUT next_payment numeric
) RETURNS record
AS 'MODULE_PATHNAME', 'loanfin_simple_interest_state' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION simple_interest_state(money_schedule, cashflows, date, text) IS
'Loan state 贷款状态 on a day under daily simple interest 按日计息: interest is earned by the day on what is really owed, so '
'an early payment saves interest and a late one costs interest; NULL paid is no payment, a day before the start a '
'row of NULLs.';
