/* portfolio_summary: counts and sums of a book, from which every ratio is read. */
-- requires: grade

-- template: value TYPE=portfolio_summary ALIGNMENT=double MANY=summaries LABEL='Portfolio summary 资产质量汇总'
COMMENT ON TYPE portfolio_summary IS
'Portfolio summary 资产质量汇总: loans and balances by grade and by days-past-due band, provision and the sum of squared '
'balances; sums of parts are the sum of the whole.';

COMMENT ON FUNCTION portfolio_summary_cmp(portfolio_summary, portfolio_summary) IS
'Order of two portfolio summaries 资产质量汇总: by currency, then by their sums.';
COMMENT ON OPERATOR = (portfolio_summary, portfolio_summary) IS 'the same in every count and sum';
COMMENT ON OPERATOR <> (portfolio_summary, portfolio_summary) IS 'different in some count or sum';
-- template: order_of TYPE=portfolio_summary MANY=summaries

-- template: add TYPE=portfolio_summary SUM='Sum 合并 of two books.' ADD='both books together'
-- template: subtract TYPE=portfolio_summary
--     DIFFERENCE='Difference 剔除 of two books: the second is subtracted from the first, which must contain it.'
--     SUBTRACT='the first book without the second'

/* portfolio: aggregates that make a portfolio_summary. */

-- template: portfolio_step AGG=portfolio_agg STEP=portfolio_graded
--     ARGS='balance numeric, grade risk_grade'
-- template: portfolio_step AGG=portfolio_agg STEP=portfolio_graded
--     ARGS='balance numeric, grade risk_grade, days_past_due bigint'
-- template: portfolio_step AGG=portfolio_agg STEP=portfolio_graded
--     ARGS='balance numeric, grade risk_grade, days_past_due bigint, provision numeric'
-- template: portfolio_step AGG=portfolio_agg STEP=portfolio_graded
--     ARGS='balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text'
-- template: portfolio_step AGG=portfolio_agg STEP=portfolio_days HOW=', graded by cn_2023'
--     ARGS='balance numeric, days_past_due bigint'
-- template: portfolio_step AGG=portfolio_agg STEP=portfolio_days HOW=', graded by cn_2023'
--     ARGS='balance numeric, days_past_due bigint, provision numeric'
-- template: portfolio_step AGG=portfolio_agg STEP=portfolio_days HOW=', graded by cn_2023'
--     ARGS='balance numeric, days_past_due bigint, provision numeric, currency text'
-- template: portfolio_step AGG=overdue_ratio STEP=overdue_ratio
--     ARGS='balance numeric, days_past_due bigint, over_days bigint'

CREATE FUNCTION portfolio_summary_combine(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_combine_inv(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_combine_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION npl_ratio_final(portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_npl_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION overdue_ratio_final(portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION portfolio_summary_combine(portfolio_summary, portfolio_summary) IS
'step of rollup, and combine function of every aggregate over portfolio_summary';
COMMENT ON FUNCTION portfolio_summary_combine_inv(portfolio_summary, portfolio_summary) IS
'inverse step of rollup: one summary less';
COMMENT ON FUNCTION npl_ratio_final(portfolio_summary) IS 'last step of npl_ratio';
COMMENT ON FUNCTION overdue_ratio_final(portfolio_summary) IS 'last step of overdue_ratio';

-- template: portfolio_agg STEP=portfolio_graded
--     ARGS='balance numeric, grade risk_grade'
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade) IS
'Portfolio summary 资产质量汇总 of loans; rows without balance or grade are skipped and counted.';

-- template: portfolio_agg STEP=portfolio_graded
--     ARGS='balance numeric, grade risk_grade, days_past_due bigint'
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade, bigint) IS
'Portfolio summary 资产质量汇总 of loans, with days past due; rows without balance or grade are skipped and counted.';

-- template: portfolio_agg STEP=portfolio_graded
--     ARGS='balance numeric, grade risk_grade, days_past_due bigint, provision numeric'
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade, bigint, numeric) IS
'Portfolio summary 资产质量汇总 of loans, with days past due and provision; rows without balance or grade are skipped and '
'counted.';

-- template: portfolio_agg STEP=portfolio_graded
--     ARGS='balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text'
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade, bigint, numeric, text) IS
'Portfolio summary 资产质量汇总 of loans, with days past due, provision and the currency, the same in every row; rows '
'without balance or grade are skipped and counted.';

-- template: portfolio_agg STEP=portfolio_days
--     ARGS='balance numeric, days_past_due bigint'
COMMENT ON AGGREGATE portfolio_agg(numeric, bigint) IS
'Portfolio summary 资产质量汇总 of loans with days past due, graded by cn_2023; rows without balance or days are skipped '
'and counted.';

-- template: portfolio_agg STEP=portfolio_days
--     ARGS='balance numeric, days_past_due bigint, provision numeric'
COMMENT ON AGGREGATE portfolio_agg(numeric, bigint, numeric) IS
'Portfolio summary 资产质量汇总 of loans with days past due and provision, graded by cn_2023; rows without balance or days '
'are skipped and counted.';

-- template: portfolio_agg STEP=portfolio_days
--     ARGS='balance numeric, days_past_due bigint, provision numeric, currency text'
COMMENT ON AGGREGATE portfolio_agg(numeric, bigint, numeric, text) IS
'Portfolio summary 资产质量汇总 of loans with days past due, provision and the currency, the same in every row, graded by '
'cn_2023; rows without balance or days are skipped and counted.';

CREATE AGGREGATE rollup(p portfolio_summary) (
    SFUNC = portfolio_summary_combine, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_summary_combine, MINVFUNC = portfolio_summary_combine_inv, MSTYPE = portfolio_summary,
    MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(portfolio_summary) IS
'Sum of summaries 汇总: the same bytes as one pass over all their rows.';

CREATE AGGREGATE npl_ratio(balance numeric, grade risk_grade) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    FINALFUNC = npl_ratio_final, FINALFUNC_MODIFY = READ_ONLY, MFINALFUNC = npl_ratio_final,
    MFINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE npl_ratio(numeric, risk_grade) IS
'NPL ratio 不良率 of loans: balance of substandard, doubtful and loss / all.';

CREATE AGGREGATE npl_ratio(balance numeric, days_past_due bigint) (
    SFUNC = portfolio_days_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_days_accum, MINVFUNC = portfolio_days_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    FINALFUNC = npl_ratio_final, FINALFUNC_MODIFY = READ_ONLY, MFINALFUNC = npl_ratio_final,
    MFINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE npl_ratio(numeric, bigint) IS
'NPL ratio 不良率 of loans graded by cn_2023: balance over 90 days past due / all.';

CREATE AGGREGATE overdue_ratio(balance numeric, days_past_due bigint, over_days bigint) (
    SFUNC = overdue_ratio_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = overdue_ratio_accum, MINVFUNC = overdue_ratio_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    FINALFUNC = overdue_ratio_final, FINALFUNC_MODIFY = READ_ONLY, MFINALFUNC = overdue_ratio_final,
    MFINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdue_ratio(numeric, bigint, bigint) IS
'Overdue ratio 逾期率 of loans: balance more than over_days past due / all; over_days is the same in every row.';

/* portfolio: what a portfolio_summary says. */

CREATE FUNCTION loan_count(p portfolio_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_portfolio_loan_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_count(portfolio_summary) IS
'Number of loans 笔数 in a book.';
CREATE FUNCTION skipped_count(p portfolio_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_portfolio_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(portfolio_summary) IS
'Number of rows skipped 跳过的行 because they have no balance or no grade.';
CREATE FUNCTION currency(p portfolio_summary) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_portfolio_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(portfolio_summary) IS
'Currency 币种 of a book; NULL where none was given.';
CREATE FUNCTION total_balance(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_balance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_balance(portfolio_summary) IS
'Balance of all loans 贷款余额.';
CREATE FUNCTION npl_balance(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_npl_balance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION npl_balance(portfolio_summary) IS
'Balance of non-performing loans 不良贷款余额: substandard, doubtful, loss.';
CREATE FUNCTION total_provision(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_provision' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_provision(portfolio_summary) IS
'Provision held 贷款损失准备 for all loans.';
CREATE FUNCTION npl_ratio(p portfolio_summary, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_npl_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION npl_ratio(portfolio_summary, text) IS
'NPL ratio 不良率: substandard, doubtful and loss / all, by amount or count; NULL for an empty book.';
CREATE FUNCTION special_mention_ratio(p portfolio_summary, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_special_mention_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION special_mention_ratio(portfolio_summary, text) IS
'Special-mention ratio 关注率: special mention / all, by amount or count.';
CREATE FUNCTION overdue_ratio(p portfolio_summary, over_days bigint DEFAULT 0, weight text DEFAULT 'amount')
RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION overdue_ratio(portfolio_summary, bigint, text) IS
'Overdue ratio 逾期率: loans more than over_days past due / all of known band; over_days is 0, 30, 60, 90, 120, 180, '
'270 or 360.';
CREATE FUNCTION npl_deviation(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_npl_deviation' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION npl_deviation(portfolio_summary) IS
'NPL deviation 偏离度: balance over 90 days past due / NPL balance; NULL where no band is known.';
CREATE FUNCTION coverage_ratio(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_coverage_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage_ratio(portfolio_summary) IS
'Provision coverage ratio 拨备覆盖率: provision / NPL balance.';
CREATE FUNCTION provision_ratio(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_provision_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION provision_ratio(portfolio_summary) IS
'Loan provision ratio 贷款拨备率: provision / balance of all loans.';
CREATE FUNCTION concentration(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_concentration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration(portfolio_summary) IS
'Concentration 集中度 (Herfindahl-Hirschman index): sum of squared balances / square of their sum, 1 for a single loan.';
CREATE FUNCTION graded_provision(p portfolio_summary, policy grade_policy DEFAULT 'cn_2023') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_graded_provision' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION graded_provision(portfolio_summary, grade_policy) IS
'Provision by grade 分级计提准备: each tier''s balance times its rate, rounded once; NULL where the policy sets no rates.';
CREATE FUNCTION required_provision(p portfolio_summary, policy grade_policy DEFAULT 'cn_2023') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_portfolio_required_provision' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION required_provision(portfolio_summary, grade_policy) IS
'Required provision 应提准备: the greater of minimum coverage x NPL and minimum provision ratio x all; the graded '
'provision where the policy has no minima.';
CREATE FUNCTION provision_gap(p portfolio_summary, policy grade_policy DEFAULT 'cn_2023') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_provision_gap' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION provision_gap(portfolio_summary, grade_policy) IS
'Provision gap 准备缺口: required less held, negative for a surplus.';

CREATE FUNCTION grade_breakdown(
    p portfolio_summary,
    OUT grade text, OUT grade_rank integer, OUT label_zh text,
    OUT loans bigint, OUT balance numeric, OUT share numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_grade_breakdown' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 5 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION grade_breakdown(portfolio_summary) IS
'Five-tier table 五级分类表 of a book: loans, balance and share of the balance by tier, empty tiers too.';

CREATE FUNCTION aging(
    p portfolio_summary,
    OUT band text, OUT band_rank integer, OUT loans bigint, OUT balance numeric, OUT share numeric, OUT label_zh text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_aging' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 10 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION aging(portfolio_summary) IS
'Aging table 账龄表 of a book: loans, balance and share of the balance by days-past-due band, empty bands too; last the '
'loans of unknown band.';

CREATE FUNCTION bands(
    OUT band text, OUT band_rank integer, OUT from_days integer, OUT to_days integer, OUT label_zh text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_bands' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 9 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION bands() IS
'Bands of days past due 逾期天数分段, one row each, best first: label, rank, first and last day, label in Chinese.';
