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

CREATE FUNCTION vintage_agg_accum(vintage_summary_state, h payment_history, originated date, original_amount numeric)
RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_agg_accum(
    vintage_summary_state, h payment_history, originated date, original_amount numeric, mob text
) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_rollup_accum(vintage_summary_state, v vintage_summary) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rollup_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_agg_combine(vintage_summary_state, vintage_summary_state) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_agg_final(vintage_summary_state) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE vintage_agg(h payment_history, originated date, original_amount numeric) (
    SFUNC = vintage_agg_accum, STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric) IS
'Vintage 账龄组 of loans from their payment histories; months on book are calendar months, the origination month is 0; '
'a loan with a NULL is skipped and counted.';
CREATE AGGREGATE vintage_agg(h payment_history, originated date, original_amount numeric, mob text) (
    SFUNC = vintage_agg_accum, STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric, text) IS
'Vintage 账龄组 of loans from their payment histories; mob says how months on book are counted: calendar0, calendar1 or '
'anniversary.';
CREATE AGGREGATE rollup(v vintage_summary) (
    SFUNC = vintage_rollup_accum, STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(vintage_summary) IS
'Vintage 账龄组 of all loans of the summaries: the same as counting them in one pass.';

CREATE FUNCTION vintage_summary_pl(vintage_summary, vintage_summary) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_pl' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION vintage_summary_pl(vintage_summary, vintage_summary) IS
'Vintage 账龄组 of the loans of both summaries.';
CREATE OPERATOR + (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_pl, COMMUTATOR = +
);

COMMENT ON FUNCTION vintage_agg_accum(vintage_summary_state, payment_history, date, numeric) IS
'aggregate transition function';
COMMENT ON FUNCTION vintage_agg_accum(vintage_summary_state, payment_history, date, numeric, text) IS
'aggregate transition function';
COMMENT ON FUNCTION vintage_rollup_accum(vintage_summary_state, vintage_summary) IS 'aggregate transition function';
COMMENT ON FUNCTION vintage_agg_combine(vintage_summary_state, vintage_summary_state) IS 'aggregate combine function';
COMMENT ON FUNCTION vintage_agg_final(vintage_summary_state) IS 'aggregate final function';
COMMENT ON OPERATOR + (vintage_summary, vintage_summary) IS 'the loans of both';

/* vintage_rows: a vintage straight from snapshot rows. */

-- template: type TYPE=vintage_rows_state ALIGNMENT=double
COMMENT ON TYPE vintage_rows_state IS
'Snapshot rows being collected for a vintage 账龄组: the state of vintage_agg over rows, 16 bytes a row and 28 a loan.';

CREATE FUNCTION vintage_rows_accum(
    vintage_rows_state, loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint
) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_rows_accum(
    vintage_rows_state, loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint,
    max_rows bigint
) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_rows_combine(vintage_rows_state, vintage_rows_state) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_rows_final(vintage_rows_state) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE vintage_agg(
    loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint
) (
    SFUNC = vintage_rows_accum, STYPE = vintage_rows_state, COMBINEFUNC = vintage_rows_combine,
    FINALFUNC = vintage_rows_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 65536, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(bigint, bigint, numeric, numeric, bigint) IS
'Vintage 账龄组 of one cohort from snapshot rows, its cut-off the greatest month on book; 16 bytes of memory a row and '
'28 a loan, at most 16777215 rows.';
CREATE AGGREGATE vintage_agg(
    loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint, max_rows bigint
) (
    SFUNC = vintage_rows_accum, STYPE = vintage_rows_state, COMBINEFUNC = vintage_rows_combine,
    FINALFUNC = vintage_rows_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 65536, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(bigint, bigint, numeric, numeric, bigint, bigint) IS
'Vintage 账龄组 of one cohort from snapshot rows, an error beyond max_rows of them.';

COMMENT ON FUNCTION vintage_rows_accum(vintage_rows_state, bigint, bigint, numeric, numeric, bigint) IS
'aggregate transition function';
COMMENT ON FUNCTION vintage_rows_accum(vintage_rows_state, bigint, bigint, numeric, numeric, bigint, bigint) IS
'aggregate transition function';
COMMENT ON FUNCTION vintage_rows_combine(vintage_rows_state, vintage_rows_state) IS 'aggregate combine function';
COMMENT ON FUNCTION vintage_rows_final(vintage_rows_state) IS 'aggregate final function';

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
