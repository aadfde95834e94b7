/* amort: from the terms of a loan to its schedule. */
-- requires: schedule

CREATE FUNCTION amortize(
    principal numeric,
    annual_rate numeric,
    periods bigint,
    start_date date,
    method text DEFAULT 'annuity',
    first_due date DEFAULT NULL,
    period interval DEFAULT '1 month',
    balloon numeric DEFAULT 0,
    grace bigint DEFAULT 0,
    in_advance boolean DEFAULT false,
    fee numeric DEFAULT 0,
    day_count text DEFAULT 'periodic',
    rounding text DEFAULT 'half_up',
    residue text DEFAULT 'last',
    payment numeric DEFAULT NULL,
    payment_unit numeric DEFAULT NULL,
    payment_rounding text DEFAULT NULL,
    negative_amortization boolean DEFAULT false,
    currency text DEFAULT NULL,
    month_end boolean DEFAULT false
) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_amortize' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;

COMMENT ON FUNCTION amortize IS
'Repayment schedule 还款计划 of a loan from its terms, every cell exact to the minor unit: annuity 等额本息, equal_principal '
'等额本金, interest_only 先息后本, flat 平息 or rule_of_78. The annual rate is a fraction, 0.05 for 5 %; 1 or more is nearly '
'always a percentage by mistake. NULL if principal, rate, periods or start date is; another NULL takes its default. '
'With periods NULL and a payment, the annuity gets as many rows as it needs.';
