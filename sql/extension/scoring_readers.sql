-- since: 0.2.0
-- requires: scoring
/* scoring readers: what a score_summary says as numbers and tables. */

CREATE FUNCTION auc(s score_summary, better text DEFAULT 'high') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_auc' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION auc(score_summary, text) IS
'Area under the curve 曲线下面积 (AUC): the probability that a good loan scores better than a bad one, ties one half; '
'NULL without good or without bad loans.';
CREATE FUNCTION gini(s score_summary, better text DEFAULT 'high') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_gini' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION gini(score_summary, text) IS
'Gini coefficient 基尼系数 of a score: 2 AUC - 1.';
CREATE FUNCTION ks(s score_summary, better text DEFAULT 'high') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_ks' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ks(score_summary, text) IS
'Kolmogorov-Smirnov distance 区分度 (KS): the greatest difference between the cumulative shares of bad and of good '
'loans, from the worst score on; not below 0.';
CREATE FUNCTION ks_score(s score_summary, better text DEFAULT 'high') RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_ks_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ks_score(score_summary, text) IS
'Score at which KS 区分度 is reached, the first from the worst; NULL where KS is NULL or 0.';

CREATE FUNCTION score_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_score_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_support(internal) IS
'Tells the planner how many rows the tables of a constant score summary 评分分布 have.';

CREATE FUNCTION score_bands(
    s score_summary, bands bigint DEFAULT 10, edges integer[] DEFAULT NULL, better text DEFAULT 'high',
    OUT band integer, OUT low integer, OUT high integer, OUT total numeric, OUT good numeric, OUT bad numeric,
    OUT unknown numeric, OUT bad_rate numeric, OUT good_share numeric, OUT bad_share numeric, OUT cum_good numeric,
    OUT cum_bad numeric, OUT ks numeric, OUT lift numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_score_bands' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100
ROWS 10 SUPPORT score_support;
COMMENT ON FUNCTION score_bands(score_summary, bigint, integer[], text) IS
'Score bands 评分分段 from worst to best, of equal frequency or between edges: loans, bad rate, shares, KS and lift '
'of each.';

CREATE FUNCTION score_cutoffs(
    s score_summary, better text DEFAULT 'high',
    OUT cutoff integer, OUT approved numeric, OUT approval_rate numeric, OUT good numeric, OUT bad numeric,
    OUT unknown numeric, OUT bad_rate numeric, OUT bad_avoided numeric, OUT good_lost numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_score_cutoffs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
ROWS 500 SUPPORT score_support;
COMMENT ON FUNCTION score_cutoffs(score_summary, text) IS
'Cut-off table 准入线 of a score, best first: applicants with at least this score are approved; loans approved, bad '
'loans avoided and good loans lost.';

CREATE FUNCTION psi(
    s score_summary, base score_summary, bands bigint DEFAULT 10, edges integer[] DEFAULT NULL,
    floor numeric DEFAULT 0.0001
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_score_psi' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION psi(score_summary, score_summary, bigint, integer[], numeric) IS
'Population stability index 群体稳定性指数 (PSI) of scores against a base, over bands of the base or between edges; NULL '
'where either has no loans.';

CREATE FUNCTION psi_bands_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_psi_bands_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION psi_bands_support(internal) IS
'Tells the planner how many bands 评分分段 the index of constants has.';

CREATE FUNCTION psi_bands(
    s score_summary, base score_summary, bands bigint DEFAULT 10, edges integer[] DEFAULT NULL,
    floor numeric DEFAULT 0.0001,
    OUT band integer, OUT low integer, OUT high integer, OUT total numeric, OUT base_total numeric, OUT share numeric,
    OUT base_share numeric, OUT psi numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_score_psi_bands' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 10
SUPPORT psi_bands_support;
COMMENT ON FUNCTION psi_bands(score_summary, score_summary, bigint, integer[], numeric) IS
'Terms of the population stability index 群体稳定性指数 by band, the lowest scores first; they add up to psi before '
'rounding.';
