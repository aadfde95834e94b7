/* installments: the rows of a schedule as rows of SQL. */
-- requires: schedule

CREATE FUNCTION schedule_rows_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_schedule_rows_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION schedule_rows_support(internal) IS
'Tells the planner how many rows a constant schedule 还款计划 has.';

CREATE FUNCTION installments(
    s money_schedule,
    OUT number integer, OUT due date, OUT principal numeric, OUT interest numeric,
    OUT fee numeric, OUT payment numeric, OUT balance numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_installments' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 36 SUPPORT schedule_rows_support;
COMMENT ON FUNCTION installments(money_schedule) IS
'Installments 分期明细 of a schedule, one row each: number, due date, principal, interest, fee, their sum, and the '
'balance after it.';

CREATE FUNCTION cashflow_by(
    s money_schedule, bucket interval,
    OUT bucket date, OUT principal numeric, OUT interest numeric, OUT fee numeric, OUT payment numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_cashflow_by' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 36 SUPPORT schedule_rows_support;
COMMENT ON FUNCTION cashflow_by(money_schedule, interval) IS
'Cash flow 现金流 of a schedule by calendar bucket: the first day of each bucket with rows, and their sums; months '
'count from January, weeks from Monday.';

CREATE FUNCTION slice(s money_schedule, during daterange) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_slice' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION slice(money_schedule, daterange) IS
'Part of a schedule 还款计划: its rows due in the range, opening with their principal, without terms.';
