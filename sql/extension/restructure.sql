-- since: 0.2.0
-- requires: change delinquency grade
/* restructure: the payoff of an old loan under new terms, the mark of it, and early settlement. */

CREATE FUNCTION restructure(
    s money_schedule, as_of date, annual_rate numeric DEFAULT NULL, periods bigint DEFAULT NULL,
    added numeric DEFAULT 0, method text DEFAULT NULL, first_due date DEFAULT NULL, grace bigint DEFAULT 0,
    balloon numeric DEFAULT 0, fee numeric DEFAULT 0, payment numeric DEFAULT NULL
) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_restructure' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION restructure(money_schedule, date, numeric, bigint, numeric, text, date, bigint, numeric, numeric,
                                numeric) IS
'New schedule after a restructuring 债务重组: its principal is the payoff on the day and what is added (overdue '
'amounts; negative: paid down or forgiven); rate, number of rows and form are those of the old one unless given; '
'marked as restructured.';

CREATE FUNCTION is_restructured(s money_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_is_restructured' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_restructured(money_schedule) IS
'Whether a schedule is marked as restructured 重组标识, the argument of grade_loan; later changes keep the mark.';

CREATE FUNCTION mark_restructured(s money_schedule, restructured boolean DEFAULT true) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_mark_restructured' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION mark_restructured(money_schedule, boolean) IS
'The same schedule with the mark of a restructuring 重组标识, for a change that was made because the borrower could not '
'pay; false removes the mark at the end of the observation.';

CREATE FUNCTION loan_state(
    s money_schedule, paid cashflows, as_of date, policy grade_policy, loss_rate numeric DEFAULT NULL,
    credit_impaired boolean DEFAULT false,
    OUT as_of date, OUT days_past_due integer, OUT oldest_unpaid date,
    OUT overdue_principal numeric, OUT overdue_interest numeric, OUT overdue_fee numeric,
    OUT outstanding_principal numeric, OUT unapplied numeric, OUT next_due date, OUT next_payment numeric,
    OUT restructured boolean, OUT grade risk_grade
) RETURNS record LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 40
BEGIN ATOMIC
    SELECT x.as_of, x.days_past_due, x.oldest_unpaid, x.overdue_principal, x.overdue_interest, x.overdue_fee,
           x.outstanding_principal, x.unapplied, x.next_due, x.next_payment, is_restructured($1),
           grade_loan(x.days_past_due, $4, $5, $6, is_restructured($1))
    FROM   loan_state($1, $2, $3) AS x WHERE x.as_of IS NOT NULL;
END;
COMMENT ON FUNCTION loan_state(money_schedule, cashflows, date, grade_policy, numeric, boolean) IS
'Loan state 贷款状态 on a day with its risk grade 风险分类 under a policy: the days past due are graded together with the '
'mark of a restructuring in the schedule.';

CREATE FUNCTION interest_rebate(
    s money_schedule, on_date date, method text DEFAULT 'rule_of_78', us_limit boolean DEFAULT false
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_interest_rebate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION interest_rebate(money_schedule, date, text, boolean) IS
'Interest given back 利息返还 when a loan is settled on a day: by the rule_of_78 or the actuarial method; '
'us_limit refuses the rule of 78 for more than 61 months, as 15 U.S.C. 1615(b) does.';

CREATE FUNCTION settlement_amount(
    s money_schedule, on_date date, method text DEFAULT 'rule_of_78', us_limit boolean DEFAULT false
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_settlement_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION settlement_amount(money_schedule, date, text, boolean) IS
'Amount that settles a loan early 提前结清 on a day: principal and interest of the later rows less the interest rebate; '
'rows due by the day count as paid.';
