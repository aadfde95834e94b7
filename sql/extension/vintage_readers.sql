/* vintage readers: what a vintage_summary says as rows and numbers. */

CREATE FUNCTION loan_count(v vintage_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_vintage_loan_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_count(vintage_summary) IS
'Number of loans 笔数 in a vintage.';

CREATE FUNCTION skipped_count(v vintage_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_vintage_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(vintage_summary) IS
'Number of loans (of rows, where it was made from snapshot rows) skipped 跳过的行 for want of a history, an origination or an amount.';

CREATE FUNCTION currency(v vintage_summary) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_vintage_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(vintage_summary) IS
'Currency 币种 of a vintage; NULL where none was given.';

CREATE FUNCTION vintage_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_vintage_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_support(internal) IS
'Tells the planner how many rows the curves of a constant vintage 账龄组 have.';

CREATE FUNCTION vintage_curve(
    v vintage_summary, over_days integer DEFAULT 90, measure text DEFAULT 'ever', weight text DEFAULT 'amount',
    OUT mob integer, OUT loans bigint, OUT exposure numeric, OUT hit numeric, OUT rate numeric, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_vintage_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 24 SUPPORT vintage_support;
COMMENT ON FUNCTION vintage_curve(vintage_summary, integer, text, text) IS
'Vintage curve 账龄曲线 of a summary, one row a month on book: the loans that old, their original amount, what of it hit, the rate, and whether the whole cohort is in the row.';

CREATE FUNCTION vintage_triangle(
    v vintage_summary, over_days integer DEFAULT 90, measure text DEFAULT 'ever', weight text DEFAULT 'amount',
    cohort text DEFAULT 'month',
    OUT cohort text, OUT cohort_start date,
    OUT mob integer, OUT loans bigint, OUT exposure numeric, OUT hit numeric, OUT rate numeric, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_vintage_triangle' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500
ROWS 500 SUPPORT vintage_support;
COMMENT ON FUNCTION vintage_triangle(vintage_summary, integer, text, text, text) IS
'Vintage triangle 账龄三角 of a summary: the curve of each origination month, quarter or year, its label and first day beside it, for a pivot.';

CREATE FUNCTION vintage_bounds(
    v vintage_summary, over_days integer DEFAULT 90, measure text DEFAULT 'ever', confidence float8 DEFAULT 0.95,
    OUT mob integer, OUT loans bigint, OUT hit bigint, OUT rate numeric, OUT low float8, OUT high float8
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_vintage_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 24 SUPPORT vintage_support;
COMMENT ON FUNCTION vintage_bounds(vintage_summary, integer, text, float8) IS
'Vintage bounds 账龄曲线置信区间 by Wilson of a rate by count, one row a month on book.';

CREATE FUNCTION first_payment_default(v vintage_summary, over_days integer DEFAULT 30, instalment integer DEFAULT 1) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_first_payment_default' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION first_payment_default(vintage_summary, integer, integer) IS
'First payment default 首期违约率 (FPD): the share of loans that missed their first (second, third) instalment and passed the line because of it; NULL where no loan is old enough.';

CREATE FUNCTION early_payment_default(v vintage_summary, over_days integer, within integer) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_early_payment_default' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION early_payment_default(vintage_summary, integer, integer) IS
'Early payment default 早期违约率 (EPD): the share of loans ever over the line within so many months on book; NULL where no loan is that old.';
