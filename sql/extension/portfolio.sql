/* portfolio: what a portfolio_summary says. */

CREATE FUNCTION loan_count(p portfolio_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_portfolio_loan_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_count(portfolio_summary) IS
'Number of loans 笔数 in a book.';
CREATE FUNCTION skipped_count(p portfolio_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_portfolio_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(portfolio_summary) IS
'Number of rows skipped 跳过的行 for want of a balance or a grade.';
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
CREATE FUNCTION overdue_ratio(p portfolio_summary, over_days integer DEFAULT 0, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION overdue_ratio(portfolio_summary, integer, text) IS
'Overdue ratio 逾期率: loans more than over_days past due / all of known band; over_days is 0, 30, 60, 90, 120, 180, 270 or 360.';
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
'Required provision 应提准备: the greater of minimum coverage x NPL and minimum provision ratio x all; the graded provision where the policy has no minima.';
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
    OUT band text, OUT band_rank integer, OUT loans bigint, OUT balance numeric, OUT share numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_aging' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 10 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION aging(portfolio_summary) IS
'Aging table 账龄表 of a book: loans, balance and share of the balance by days-past-due band, empty bands too; last the loans of unknown band.';
