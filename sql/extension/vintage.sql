/* vintage_summary: how loans of one origination aged, as counts and sums. */
-- requires: history

-- template: value TYPE=vintage_summary ALIGNMENT=int4 LABEL='Vintage 账龄组'
COMMENT ON TYPE vintage_summary IS
'Vintage 账龄组 of loans: the number and the amount past due, charged off, recovered and paid off at each month on '
'book, by origination; summaries can be added.';
COMMENT ON FUNCTION vintage_summary_cmp(vintage_summary, vintage_summary) IS
'Order of two vintage summaries 账龄组: by their bytes.';

/* vintage: from histories and snapshot rows to curves over months on book. */

-- template: type TYPE=vintage_summary_state ALIGNMENT=double
COMMENT ON TYPE vintage_summary_state IS
'Loans being counted into a vintage 账龄组: the state of vintage_agg over histories and of rollup.';

-- template: step STEP=vintage_agg STATE=vintage_summary_state COST=5
--     ARGS='h payment_history, originated date, original_amount numeric'
-- template: step STEP=vintage_agg STATE=vintage_summary_state COST=5
--     ARGS='h payment_history, originated date, original_amount numeric, mob text'
-- template: step STEP=vintage_rollup STATE=vintage_summary_state COST=5 ARGS='v vintage_summary'
-- template: steps_end BY=vintage_agg STATE=vintage_summary_state TYPE=vintage_summary

-- template: aggregate NAME=vintage_agg STEP=vintage_agg BY=vintage_agg STATE=vintage_summary_state SPACE=32768
--     ARGS='h payment_history, originated date, original_amount numeric'
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric) IS
'Vintage 账龄组 of loans from their payment histories; months on book are calendar months, the origination month is 0; '
'a loan with a NULL is skipped and counted.';
-- template: aggregate NAME=vintage_agg STEP=vintage_agg BY=vintage_agg STATE=vintage_summary_state SPACE=32768
--     ARGS='h payment_history, originated date, original_amount numeric, mob text'
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric, text) IS
'Vintage 账龄组 of loans from their payment histories; mob says how months on book are counted: calendar0, calendar1 or '
'anniversary.';
-- template: aggregate NAME=rollup STEP=vintage_rollup BY=vintage_agg STATE=vintage_summary_state SPACE=32768
--     ARGS='v vintage_summary'
COMMENT ON AGGREGATE rollup(vintage_summary) IS
'Vintage 账龄组 of all loans of the summaries: the same as counting them in one pass.';

-- template: add TYPE=vintage_summary SUM='Vintage 账龄组 of the loans of both summaries.' ADD='the loans of both'

/* vintage_rows: a vintage straight from snapshot rows. */

-- template: type TYPE=vintage_rows_state ALIGNMENT=double
COMMENT ON TYPE vintage_rows_state IS
'Snapshot rows being collected for a vintage 账龄组: the state of vintage_agg over rows, 16 bytes a row and 28 a loan.';

-- template: step STEP=vintage_rows STATE=vintage_rows_state
--     ARGS='loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint'
-- template: step STEP=vintage_rows STATE=vintage_rows_state
--     ARGS='loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint,
--     max_rows bigint'
-- template: steps_end BY=vintage_rows STATE=vintage_rows_state TYPE=vintage_summary

-- template: aggregate NAME=vintage_agg STEP=vintage_rows BY=vintage_rows STATE=vintage_rows_state SPACE=65536
--     ARGS='loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint'
COMMENT ON AGGREGATE vintage_agg(bigint, bigint, numeric, numeric, bigint) IS
'Vintage 账龄组 of one cohort from snapshot rows, its cut-off the greatest month on book; 16 bytes of memory a row and '
'28 a loan, at most 16777215 rows.';
-- template: aggregate NAME=vintage_agg STEP=vintage_rows BY=vintage_rows STATE=vintage_rows_state SPACE=65536
--     ARGS='loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint,
--     max_rows bigint'
COMMENT ON AGGREGATE vintage_agg(bigint, bigint, numeric, numeric, bigint, bigint) IS
'Vintage 账龄组 of one cohort from snapshot rows, an error beyond max_rows of them.';

/* vintage readers: what a vintage_summary says as rows and numbers. */

CREATE FUNCTION loan_count(v vintage_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_vintage_loan_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_count(vintage_summary) IS
'Number of loans 笔数 in a vintage.';

CREATE FUNCTION skipped_count(v vintage_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_vintage_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(vintage_summary) IS
'Number of loans (of rows, where it was made from snapshot rows) skipped 跳过的行 because they have no history, '
'origination or amount.';

CREATE FUNCTION currency(v vintage_summary) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_vintage_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(vintage_summary) IS
'Currency 币种 of a vintage; NULL where none was given.';

CREATE FUNCTION vintage_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_vintage_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_support(internal) IS
'Tells the planner how many rows the curves of a constant vintage 账龄组 have.';

CREATE FUNCTION vintage_curve(
    v vintage_summary, over_days bigint DEFAULT 90, measure text DEFAULT 'ever', weight text DEFAULT 'amount',
    OUT mob integer, OUT loans bigint, OUT exposure numeric, OUT hit numeric, OUT rate numeric, OUT complete boolean,
    OUT base_share numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_vintage_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 24 SUPPORT vintage_support;
COMMENT ON FUNCTION vintage_curve(vintage_summary, bigint, text, text) IS
'Vintage curve 账龄曲线 of a summary, one row a month on book: the loans of that age, their original amount, the amount '
'over the line, the rate, whether the whole cohort is in the row, and which share of it.';

CREATE FUNCTION vintage_triangle(
    v vintage_summary, over_days bigint DEFAULT 90, measure text DEFAULT 'ever', weight text DEFAULT 'amount',
    cohort text DEFAULT 'month',
    OUT cohort text, OUT cohort_start date,
    OUT mob integer, OUT loans bigint, OUT exposure numeric, OUT hit numeric, OUT rate numeric, OUT complete boolean,
    OUT base_share numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_vintage_triangle' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500
ROWS 500 SUPPORT vintage_support;
COMMENT ON FUNCTION vintage_triangle(vintage_summary, bigint, text, text, text) IS
'Vintage triangle 账龄三角 of a summary: the curve of each origination month, quarter or year, with its label and first '
'day, for a pivot.';

CREATE FUNCTION vintage_bounds(
    v vintage_summary, over_days bigint DEFAULT 90, measure text DEFAULT 'ever', confidence float8 DEFAULT 0.95,
    OUT mob integer, OUT loans bigint, OUT hit bigint, OUT rate numeric, OUT low float8, OUT high float8,
    OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_vintage_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 24 SUPPORT vintage_support;
COMMENT ON FUNCTION vintage_bounds(vintage_summary, bigint, text, float8) IS
'Vintage bounds 账龄曲线置信区间 by Wilson of a rate by count, one row a month on book, and whether the whole cohort is in '
'the row.';

CREATE FUNCTION first_payment_default(v vintage_summary, over_days bigint DEFAULT 30, instalment bigint DEFAULT 1)
RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_first_payment_default' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION first_payment_default(vintage_summary, bigint, bigint) IS
'First payment default 首期违约率 (FPD): the share of loans that missed their first (second, third) instalment and passed '
'the line because of it; NULL where no loan is old enough.';

CREATE FUNCTION early_payment_default(v vintage_summary, over_days bigint, within bigint) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_early_payment_default' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION early_payment_default(vintage_summary, bigint, bigint) IS
'Early payment default 早期违约率 (EPD): the share of loans ever over the line within so many months on book; NULL where '
'no loan is that old.';
