/* portfolio: aggregates that make a portfolio_summary. */

CREATE FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_days_accum(portfolio_summary, balance numeric, days_past_due bigint) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_days_accum_inv(portfolio_summary, balance numeric, days_past_due bigint) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_days_accum(portfolio_summary, balance numeric, days_past_due bigint, provision numeric) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_days_accum_inv(portfolio_summary, balance numeric, days_past_due bigint, provision numeric) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_days_accum(portfolio_summary, balance numeric, days_past_due bigint, provision numeric, currency text) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_days_accum_inv(portfolio_summary, balance numeric, days_past_due bigint, provision numeric, currency text) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION overdue_ratio_accum(portfolio_summary, balance numeric, days_past_due bigint, over_days integer) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION overdue_ratio_accum_inv(portfolio_summary, balance numeric, days_past_due bigint, over_days integer) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_combine(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_combine_inv(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_combine_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION npl_ratio_final(portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_npl_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION overdue_ratio_final(portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION portfolio_graded_accum(portfolio_summary, numeric, risk_grade) IS 'step of portfolio_agg: one loan more';
COMMENT ON FUNCTION portfolio_graded_accum_inv(portfolio_summary, numeric, risk_grade) IS 'step back of portfolio_agg: one loan less';
COMMENT ON FUNCTION portfolio_graded_accum(portfolio_summary, numeric, risk_grade, bigint) IS 'step of portfolio_agg: one loan more';
COMMENT ON FUNCTION portfolio_graded_accum_inv(portfolio_summary, numeric, risk_grade, bigint) IS 'step back of portfolio_agg: one loan less';
COMMENT ON FUNCTION portfolio_graded_accum(portfolio_summary, numeric, risk_grade, bigint, numeric) IS 'step of portfolio_agg: one loan more';
COMMENT ON FUNCTION portfolio_graded_accum_inv(portfolio_summary, numeric, risk_grade, bigint, numeric) IS 'step back of portfolio_agg: one loan less';
COMMENT ON FUNCTION portfolio_graded_accum(portfolio_summary, numeric, risk_grade, bigint, numeric, text) IS 'step of portfolio_agg: one loan more';
COMMENT ON FUNCTION portfolio_graded_accum_inv(portfolio_summary, numeric, risk_grade, bigint, numeric, text) IS 'step back of portfolio_agg: one loan less';
COMMENT ON FUNCTION portfolio_days_accum(portfolio_summary, numeric, bigint) IS 'step of portfolio_agg: one loan more, graded by cn_2023';
COMMENT ON FUNCTION portfolio_days_accum_inv(portfolio_summary, numeric, bigint) IS 'step back of portfolio_agg: one loan less';
COMMENT ON FUNCTION portfolio_days_accum(portfolio_summary, numeric, bigint, numeric) IS 'step of portfolio_agg: one loan more, graded by cn_2023';
COMMENT ON FUNCTION portfolio_days_accum_inv(portfolio_summary, numeric, bigint, numeric) IS 'step back of portfolio_agg: one loan less';
COMMENT ON FUNCTION portfolio_days_accum(portfolio_summary, numeric, bigint, numeric, text) IS 'step of portfolio_agg: one loan more, graded by cn_2023';
COMMENT ON FUNCTION portfolio_days_accum_inv(portfolio_summary, numeric, bigint, numeric, text) IS 'step back of portfolio_agg: one loan less';
COMMENT ON FUNCTION overdue_ratio_accum(portfolio_summary, numeric, bigint, integer) IS 'step of overdue_ratio: one loan more';
COMMENT ON FUNCTION overdue_ratio_accum_inv(portfolio_summary, numeric, bigint, integer) IS 'step back of overdue_ratio: one loan less';
COMMENT ON FUNCTION portfolio_summary_combine(portfolio_summary, portfolio_summary) IS 'step of rollup, and two states of any aggregate over portfolio_summary made one';
COMMENT ON FUNCTION portfolio_summary_combine_inv(portfolio_summary, portfolio_summary) IS 'step back of rollup: one summary less';
COMMENT ON FUNCTION npl_ratio_final(portfolio_summary) IS 'last step of npl_ratio';
COMMENT ON FUNCTION overdue_ratio_final(portfolio_summary) IS 'last step of overdue_ratio';

CREATE AGGREGATE portfolio_agg(balance numeric, grade risk_grade) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade) IS
'Portfolio summary 资产质量汇总 of loans; rows without balance or grade are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, grade risk_grade, days_past_due bigint) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade, bigint) IS
'Portfolio summary 资产质量汇总 of loans, with days past due; rows without balance or grade are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, grade risk_grade, days_past_due bigint, provision numeric) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade, bigint, numeric) IS
'Portfolio summary 资产质量汇总 of loans, with days past due and provision; rows without balance or grade are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade, bigint, numeric, text) IS
'Portfolio summary 资产质量汇总 of loans, with days past due, provision and the currency, the same in every row; rows without balance or grade are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, days_past_due bigint) (
    SFUNC = portfolio_days_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_days_accum, MINVFUNC = portfolio_days_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, bigint) IS
'Portfolio summary 资产质量汇总 of loans with days past due, graded by cn_2023; rows without balance or days are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, days_past_due bigint, provision numeric) (
    SFUNC = portfolio_days_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_days_accum, MINVFUNC = portfolio_days_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, bigint, numeric) IS
'Portfolio summary 资产质量汇总 of loans with days past due and provision, graded by cn_2023; rows without balance or days are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, days_past_due bigint, provision numeric, currency text) (
    SFUNC = portfolio_days_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_days_accum, MINVFUNC = portfolio_days_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, bigint, numeric, text) IS
'Portfolio summary 资产质量汇总 of loans with days past due, provision and the currency, the same in every row, graded by cn_2023; rows without balance or days are skipped and counted.';

CREATE AGGREGATE rollup(p portfolio_summary) (
    SFUNC = portfolio_summary_combine, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_summary_combine, MINVFUNC = portfolio_summary_combine_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(portfolio_summary) IS
'Sum of summaries 汇总: the bytes that one pass over all their rows would have made.';

CREATE AGGREGATE npl_ratio(balance numeric, grade risk_grade) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    FINALFUNC = npl_ratio_final, FINALFUNC_MODIFY = READ_ONLY, MFINALFUNC = npl_ratio_final, MFINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE npl_ratio(numeric, risk_grade) IS
'NPL ratio 不良率 of loans: balance of substandard, doubtful and loss / all.';

CREATE AGGREGATE npl_ratio(balance numeric, days_past_due bigint) (
    SFUNC = portfolio_days_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_days_accum, MINVFUNC = portfolio_days_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    FINALFUNC = npl_ratio_final, FINALFUNC_MODIFY = READ_ONLY, MFINALFUNC = npl_ratio_final, MFINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE npl_ratio(numeric, bigint) IS
'NPL ratio 不良率 of loans graded by cn_2023: balance over 90 days past due / all.';

CREATE AGGREGATE overdue_ratio(balance numeric, days_past_due bigint, over_days integer) (
    SFUNC = overdue_ratio_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = overdue_ratio_accum, MINVFUNC = overdue_ratio_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    FINALFUNC = overdue_ratio_final, FINALFUNC_MODIFY = READ_ONLY, MFINALFUNC = overdue_ratio_final, MFINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdue_ratio(numeric, bigint, integer) IS
'Overdue ratio 逾期率 of loans: balance more than over_days past due / all; over_days is the same in every row.';
