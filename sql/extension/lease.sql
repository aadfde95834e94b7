-- since: 0.2.0
-- requires: amort rates
/* lease: direct lease and sale-and-leaseback as schedules, and the lessor's implicit rate. */

CREATE FUNCTION lease(
    price numeric, annual_rate numeric, periods bigint, start_date date,
    residual numeric DEFAULT 0, in_advance boolean DEFAULT false, purchase_option numeric DEFAULT 0,
    period interval DEFAULT '1 month', first_due date DEFAULT NULL, day_count text DEFAULT 'periodic',
    payment_unit numeric DEFAULT NULL, currency text DEFAULT NULL, down_payment numeric DEFAULT 0
) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_lease' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION lease IS
'Rents of a direct lease 直租: the price less what is paid down, in arrears or in advance, down to the residual, '
'which comes with the last row (in advance one period after it); the price of a purchase option is a fee of the '
'last row.';

CREATE FUNCTION leaseback(
    asset_value numeric, price numeric, annual_rate numeric, periods bigint, start_date date,
    residual numeric DEFAULT 0, in_advance boolean DEFAULT false, purchase_option numeric DEFAULT 0,
    period interval DEFAULT '1 month', first_due date DEFAULT NULL, day_count text DEFAULT 'periodic',
    payment_unit numeric DEFAULT NULL, currency text DEFAULT NULL
) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_leaseback' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION leaseback(numeric, numeric, numeric, bigint, date, numeric, boolean, numeric, interval, date, text,
                              numeric, text) IS
'Rents of a sale-and-leaseback 售后回租: the lessor buys the asset at a price, at most its value, and leases it '
'back; the rest is as in lease.';

CREATE FUNCTION lease_cashflows(
    s money_schedule, deposit numeric DEFAULT 0, deposit_use text DEFAULT 'last', costs numeric DEFAULT 0
) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_lease_cashflows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION lease_cashflows(money_schedule, numeric, text, numeric) IS
'Flows of the lessor 出租人现金流: the deposit 保证金 comes at the start and pays the last rents, the first ones, '
'or is returned with the last row; costs are paid at the start, negative ones are a fee received.';

CREATE FUNCTION implicit_rate(
    s money_schedule, deposit numeric DEFAULT 0, deposit_use text DEFAULT 'last', costs numeric DEFAULT 0,
    day_count text DEFAULT 'ACT/365'
) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 150
BEGIN ATOMIC
    SELECT xirr(lease_cashflows($1, $2, $3, $4), annual_rate($1), $5);
END;
COMMENT ON FUNCTION implicit_rate(money_schedule, numeric, text, numeric, text) IS
'Rate implicit in a lease 租赁内含利率: the effective annual rate at which the flows of the lessor balance, '
'deposit and costs included; nominal(rate, 12) is the monthly one times 12.';
