/* cashflows: dated amounts, payments or the flows of an investment, as one value. */
-- requires: schedule

-- template: value TYPE=cashflows ALIGNMENT=int4 LABEL='Cash flows 现金流'
COMMENT ON TYPE cashflows IS
'Cash flows 现金流: dated amounts, one a date, received positive and paid out negative, packed.';
COMMENT ON FUNCTION cashflows_cmp(cashflows, cashflows) IS
'Order of two cash flows 现金流: by their bytes.';

COMMENT ON FUNCTION cashflows_to_jsonb(cashflows) IS
'Cash flows 现金流 as a JSON object: currency, and [date, amount] each in flows.';

/* cashflow: from rows and schedules to cash flows, and back to rows. */

-- template: type TYPE=cashflows_state ALIGNMENT=double
COMMENT ON TYPE cashflows_state IS
'Dated amounts that are being added up to cash flows 现金流: the state of cashflow_agg and sum(cashflows), exact in 128 '
'bits.';

-- template: step STEP=cashflow_agg STATE=cashflows_state ARGS='on_date date, amount numeric'
-- template: step STEP=cashflow_agg STATE=cashflows_state ARGS='on_date date, amount numeric, currency text'
-- template: step STEP=cashflows_sum STATE=cashflows_state ARGS=cashflows
-- template: steps_end BY=cashflows_state STATE=cashflows_state TYPE=cashflows

-- template: aggregate NAME=cashflow_agg STEP=cashflow_agg BY=cashflows_state STATE=cashflows_state SPACE=512
--     ARGS='on_date date, amount numeric'
COMMENT ON AGGREGATE cashflow_agg(date, numeric) IS
'Cash flows 现金流 from rows in any order; amounts of one date add up; a row with a NULL is skipped.';
-- template: aggregate NAME=cashflow_agg STEP=cashflow_agg BY=cashflows_state STATE=cashflows_state SPACE=512
--     ARGS='on_date date, amount numeric, currency text'
COMMENT ON AGGREGATE cashflow_agg(date, numeric, text) IS
'Cash flows 现金流 from rows in any order, in a currency, the same in every row.';
-- template: aggregate NAME=sum STEP=cashflows_sum BY=cashflows_state STATE=cashflows_state SPACE=1024
--     ARGS=cashflows
-- template: aggregate NAME=rollup STEP=cashflows_sum BY=cashflows_state STATE=cashflows_state SPACE=1024
--     ARGS='cf cashflows'
COMMENT ON AGGREGATE rollup(cashflows) IS
'Sum of cash flows 现金流合计: the same as sum(cashflows), with the same name as for summaries.';
COMMENT ON AGGREGATE sum(cashflows) IS
'Sum of cash flows 现金流合计: amounts of one date are added.';

-- template: add TYPE=cashflows SUM='Sum of two cash flows 现金流: amounts of one date are added.'
--     ADD='add: amounts of one date become one'

CREATE FUNCTION cashflows(s money_schedule) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_of_schedule' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION cashflows(money_schedule) IS
'Cash flows 现金流 of a schedule for its lender: the opening amount out on the start date, principal, interest and fees '
'in on the due dates.';

CREATE FUNCTION currency(cf cashflows) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_cashflows_currency' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION currency(cashflows) IS
'Currency 币种 of cash flows as an ISO 4217 code, NULL where none was given.';

CREATE FUNCTION flows_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_flows_support' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION flows_support(internal) IS
'Tells the planner how many dates constant cash flows 现金流 have.';

CREATE FUNCTION flows(cf cashflows, OUT on_date date, OUT amount numeric) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_flows' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT
ROWS 24 SUPPORT flows_support;
COMMENT ON FUNCTION flows(cashflows) IS
'Flows 现金流明细 as rows: date and amount, dates ascending.';
