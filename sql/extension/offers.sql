-- since: 0.2.0
/* offers: flat rates and leases as true rates, what a payment carries, offers side by side. */
-- requires: schedule

CREATE FUNCTION effective_rate(
    flat_rate numeric, periods bigint, fee_rate numeric DEFAULT 0, fee_mode text DEFAULT 'spread'
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_effective_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION effective_rate(numeric, bigint, numeric, text) IS
'True annual rate 实际年利率 (twelve times that of a month, 8 decimals) of a monthly flat rate 平息 on the original '
'principal, with a fee of so much of it: spread over the payments, upfront or in the first payment.';

CREATE FUNCTION flat_rate(
    annual_rate numeric, periods bigint, fee_rate numeric DEFAULT 0, fee_mode text DEFAULT 'spread'
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_flat_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION flat_rate(numeric, bigint, numeric, text) IS
'Flat rate 平息费率 a month, 8 decimals, that has this true annual rate; the inverse of effective_rate.';

CREATE FUNCTION money_factor(annual_rate numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_money_factor' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION money_factor(numeric) IS
'Money factor 租赁费率系数 of a lease: the annual rate / 24, 12 decimals.';

CREATE FUNCTION apr_from_money_factor(money_factor numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_apr_from_money_factor' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION apr_from_money_factor(numeric) IS
'Annual rate 年利率 of a money factor: 24 times it, 12 decimals.';

CREATE FUNCTION lease_payment(
    cap_cost numeric, residual numeric, periods bigint, money_factor numeric, currency text DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_lease_payment' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION lease_payment(numeric, numeric, bigint, numeric, text) IS
'Monthly payment of a lease 租金: (cap_cost - residual) / periods + (cap_cost + residual) money_factor, rounded once.';

CREATE FUNCTION subvention(
    principal numeric, periods bigint, start_date date, market_rate numeric, customer_rate numeric,
    currency text DEFAULT NULL,
    OUT market_payment numeric, OUT customer_payment numeric, OUT subsidy numeric, OUT subsidy_share numeric
) RETURNS record
AS 'MODULE_PATHNAME', 'loanfin_subvention' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION subvention(numeric, bigint, date, numeric, numeric, text) IS
'Interest subsidy 贴息: the principal less the payments at the customer''s rate, discounted at the market''s rate, and '
'its share of the principal; with both level payments.';

CREATE FUNCTION max_principal(
    payment numeric, annual_rate numeric, periods bigint, balloon_share numeric DEFAULT 0, currency text DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_max_principal' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION max_principal(numeric, numeric, bigint, numeric, text) IS
'The greatest principal 可贷额度, to the minor unit, whose level monthly payment is not above payment; balloon_share of '
'it is paid at the end; 0 where no principal is small enough.';

CREATE FUNCTION loan_offers_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_loan_offers_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_offers_support(internal) IS 'planner support: rows of loan_offers';
CREATE FUNCTION loan_offers(
    price numeric, start_date date, down_payments numeric[], terms bigint[], rates numeric[],
    methods text[] DEFAULT '{annuity}', balloon_shares numeric[] DEFAULT '{0}', fee_rate numeric DEFAULT 0,
    currency text DEFAULT NULL
) RETURNS TABLE (
    down_payment_share numeric, down_payment numeric, principal numeric, periods integer, annual_rate numeric,
    method text, balloon numeric, payment numeric, total_interest numeric, fee numeric, total_cost numeric,
    effective_rate numeric
)
AS 'MODULE_PATHNAME', 'loanfin_loan_offers' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 500
ROWS 12 SUPPORT loan_offers_support;
COMMENT ON FUNCTION loan_offers(numeric, date, numeric[], bigint[], numeric[], text[], numeric[], numeric, text) IS
'Offers 贷款方案 for a price: every combination of down payment share, term with its rate, method and balloon share, in '
'the order of the arrays, with payment, cost and the true annual rate including the fee.';

CREATE FUNCTION cost_table_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_cost_table_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cost_table_support(internal) IS 'planner support: rows of cost_table';
CREATE FUNCTION cost_table(s money_schedule, items jsonb, method text DEFAULT 'cn_simple') RETURNS TABLE (
    line integer, item text, payee text, mode text, amount numeric, annual_rate numeric, contingent boolean
)
AS 'MODULE_PATHNAME', 'loanfin_cost_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000
ROWS 5 SUPPORT cost_table_support;
COMMENT ON FUNCTION cost_table(money_schedule, jsonb, text) IS
'Comprehensive financing cost 综合融资成本 item by item: interest, each item and what it adds to the annual rate by a law, '
'then the total, then contingent items.';
