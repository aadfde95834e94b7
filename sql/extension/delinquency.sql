/* delinquency: the state of a loan on a day, from its contract and its payments. */
-- requires: cashflow schedule

CREATE FUNCTION loan_state(
    s money_schedule, paid cashflows, as_of date,
    allocation text DEFAULT 'fee_interest_principal', penalty_rate numeric DEFAULT 0,
    due_day_counts boolean DEFAULT false,
    OUT as_of date, OUT days_past_due integer, OUT oldest_unpaid date,
    OUT overdue_principal numeric, OUT overdue_interest numeric, OUT overdue_fee numeric,
    OUT penalty numeric, OUT outstanding_principal numeric,
    OUT paid_principal numeric, OUT paid_interest numeric, OUT paid_fee numeric,
    OUT unapplied numeric, OUT next_due date, OUT next_payment numeric
) RETURNS record
AS 'MODULE_PATHNAME', 'loanfin_loan_state' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION loan_state(money_schedule, cashflows, date, text, numeric, boolean) IS
'Loan state 贷款状态 on a day, computed from the schedule and the payments received: days past due, what is overdue, '
'penalty, what is outstanding and paid, what is due next; NULL paid is no payment; NULL before the loan starts.';

CREATE FUNCTION days_past_due(s money_schedule, paid cashflows, as_of date, due_day_counts boolean DEFAULT false)
RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_days_past_due' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION days_past_due(money_schedule, cashflows, date, boolean) IS
'Days past due 逾期天数 on a day: since the due date of the oldest row that is not paid in full, else 0; with '
'due_day_counts the due day itself is day 1; NULL before the loan starts.';
