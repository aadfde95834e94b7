-- since: 0.2.0
/* rates: returns of dated flows, from cashflows and from rows. */
-- requires: cashflow

CREATE FUNCTION xirr(cf cashflows, guess numeric DEFAULT NULL, day_count text DEFAULT 'ACT/365') RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_xirr' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION xirr(cashflows, numeric, text) IS
'Annual rate 内部收益率 at which dated flows balance, proved to be the only one above -1 and up to 10; of several, the '
'one nearest to guess.';

CREATE FUNCTION xirr_detail(
    cf cashflows, day_count text DEFAULT 'ACT/365',
    OUT root float8, OUT low float8, OUT high float8, OUT roots integer, OUT steps integer
) RETURNS record
AS 'MODULE_PATHNAME', 'loanfin_xirr_detail' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION xirr_detail(cashflows, text) IS
'Annual rate 内部收益率 with its proof: the present value changes sign between low and high; how many such rates there are '
'(root is the least of them), and in how many steps that was found.';

CREATE FUNCTION irr_all_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_irr_all_support' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION irr_all_support(internal) IS
'Tells the planner how many rates 收益率 constant cash flows can have.';

CREATE FUNCTION irr_all(cf cashflows, day_count text DEFAULT 'ACT/365') RETURNS SETOF float8
AS 'MODULE_PATHNAME', 'loanfin_irr_all' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
ROWS 1 SUPPORT irr_all_support;
COMMENT ON FUNCTION irr_all(cashflows, text) IS
'Every annual rate 内部收益率 above -1 and up to 10 at which dated flows balance, ascending; none for flows of one sign.';

CREATE FUNCTION xnpv(cf cashflows, annual_rate numeric, day_count text DEFAULT 'ACT/365') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_xnpv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION xnpv(cashflows, numeric, text) IS
'Present value 净现值 of dated flows on the first date, in the currency''s decimals, rounded once, half up.';

-- template: step STEP=xirr STATE=cashflows_state ARGS='amount numeric, on_date date'
CREATE FUNCTION xirr_final(cashflows_state) RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_xirr_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE xirr(amount numeric, on_date date) (
    SFUNC = xirr_accum, STYPE = cashflows_state, COMBINEFUNC = cashflows_state_combine,
    FINALFUNC = xirr_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 512, PARALLEL = SAFE
);
COMMENT ON AGGREGATE xirr(numeric, date) IS
'Annual rate 内部收益率 at which rows of dated amounts balance, in any order, ACT/365; rows with a NULL are skipped.';

-- template: step STEP=xnpv STATE=cashflows_state ARGS='annual_rate numeric, amount numeric, on_date date'
-- template: steps_end BY=xnpv STATE=cashflows_state TYPE=numeric
-- template: aggregate NAME=xnpv STEP=xnpv BY=xnpv STATE=cashflows_state SPACE=512
--     ARGS='annual_rate numeric, amount numeric, on_date date'
COMMENT ON AGGREGATE xnpv(numeric, numeric, date) IS
'Present value 净现值 on the first date of rows of dated amounts, in any order, ACT/365, one rate in all rows; rows '
'with a NULL are skipped.';

COMMENT ON FUNCTION xirr_final(cashflows_state) IS 'aggregate final function';
