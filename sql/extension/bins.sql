-- since: 0.2.0
-- requires: scoring
/* bins: outcomes by group of one characteristic, weights of evidence, stability. */

-- template: value TYPE=bin_summary ALIGNMENT=int4 LABEL='Bins 分箱' MANY='bin summaries'
COMMENT ON TYPE bin_summary IS
'Bins 分箱 of one characteristic: the weights of good, bad and unknown loans of each, missing values among them; '
'summaries can be added and subtracted.';
COMMENT ON FUNCTION bin_summary_cmp(bin_summary, bin_summary) IS
'Order of two bin summaries 分箱: by their bytes.';

-- template: type TYPE=bin_summary_state ALIGNMENT=double
COMMENT ON TYPE bin_summary_state IS
'Bins being counted 分箱: the state of bin_agg and of rollup.';

-- template: moving_step STEP=bin_agg STATE=bin_summary_state ARGS='bin text, bad boolean'
-- template: moving_step STEP=bin_agg STATE=bin_summary_state ARGS='bin text, bad boolean, weight numeric'
-- template: moving_step STEP=bin_rollup STATE=bin_summary_state COST=50 ARGS='b bin_summary'
-- template: steps_end BY=bin_agg STATE=bin_summary_state TYPE=bin_summary

CREATE AGGREGATE bin_agg(bin text, bad boolean) (
    SFUNC = bin_agg_accum, STYPE = bin_summary_state, SSPACE = 65536, COMBINEFUNC = bin_agg_combine,
    FINALFUNC = bin_agg_final, FINALFUNC_MODIFY = READ_ONLY,
    MSFUNC = bin_agg_accum, MINVFUNC = bin_agg_accum_inv, MSTYPE = bin_summary_state, MSSPACE = 65536,
    MFINALFUNC = bin_agg_final, MFINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bin_agg(text, boolean) IS
'Bins 分箱 of loans: good (false), bad (true) and unknown (NULL) loans of each bin; a NULL bin is that of missing '
'values.';
CREATE AGGREGATE bin_agg(bin text, bad boolean, weight numeric) (
    SFUNC = bin_agg_accum, STYPE = bin_summary_state, SSPACE = 65536, COMBINEFUNC = bin_agg_combine,
    FINALFUNC = bin_agg_final, FINALFUNC_MODIFY = READ_ONLY,
    MSFUNC = bin_agg_accum, MINVFUNC = bin_agg_accum_inv, MSTYPE = bin_summary_state, MSSPACE = 65536,
    MFINALFUNC = bin_agg_final, MFINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bin_agg(text, boolean, numeric) IS
'Bins 分箱 of loans, each with a weight of at most 6 decimals; a NULL weight is skipped and counted.';
CREATE AGGREGATE rollup(b bin_summary) (
    SFUNC = bin_rollup_accum, STYPE = bin_summary_state, SSPACE = 65536, COMBINEFUNC = bin_agg_combine,
    FINALFUNC = bin_agg_final, FINALFUNC_MODIFY = READ_ONLY,
    MSFUNC = bin_rollup_accum, MINVFUNC = bin_rollup_accum_inv, MSTYPE = bin_summary_state, MSSPACE = 65536,
    MFINALFUNC = bin_agg_final, MFINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(bin_summary) IS
'Bins 分箱 of all loans of the summaries: the same as counting them in one pass.';

-- template: add TYPE=bin_summary COST=50 SUM='Bins 分箱 of the loans of both summaries.' ADD='the loans of both'
-- template: subtract TYPE=bin_summary COST=50
--     DIFFERENCE='Bins 分箱 without the loans of the second summary, which must be in the first.'
--     SUBTRACT='without the loans of the second'

CREATE FUNCTION skipped_count(b bin_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_bin_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(bin_summary) IS 'Number of rows skipped 跳过的行 because they have no weight.';
CREATE FUNCTION good_total(b bin_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_bin_good_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION good_total(bin_summary) IS
'Weight of the good loans 好客户 of a bin summary, 6 decimals.';
CREATE FUNCTION bad_total(b bin_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_bin_bad_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bad_total(bin_summary) IS
'Weight of the bad loans 坏客户 of a bin summary, 6 decimals.';
CREATE FUNCTION unknown_total(b bin_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_bin_unknown_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unknown_total(bin_summary) IS
'Weight of the loans whose outcome is not known 表现未知 of a bin summary, 6 decimals.';

CREATE FUNCTION woe_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_woe_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION woe_support(internal) IS
'Tells the planner how many rows the table of constant bins 分箱 has.';

CREATE FUNCTION woe_table(
    b bin_summary, adjust numeric DEFAULT 0.5,
    OUT bin text, OUT total numeric, OUT good numeric, OUT bad numeric, OUT unknown numeric, OUT bad_rate numeric,
    OUT good_share numeric, OUT bad_share numeric, OUT woe numeric, OUT iv numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_woe_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
ROWS 10 SUPPORT woe_support;
COMMENT ON FUNCTION woe_table(bin_summary, numeric) IS
'Weight of evidence 证据权重 (WoE) of each bin, ln(good share / bad share): above 0 is better than the average; and '
'its part of the information value.';

CREATE FUNCTION iv(b bin_summary, adjust numeric DEFAULT 0.5) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_iv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION iv(bin_summary, numeric) IS
'Information value 信息值 (IV) of a characteristic: how much its bins say about the outcome; NULL without good or without '
'bad loans.';

CREATE FUNCTION psi(b bin_summary, base bin_summary, floor numeric DEFAULT 0.0001) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_bin_psi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION psi(bin_summary, bin_summary, numeric) IS
'Population stability index 群体稳定性指数 (PSI) of bins against a base, over the bins of both; NULL where either has no '
'loans.';

CREATE FUNCTION psi_bins_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_psi_bins_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION psi_bins_support(internal) IS
'Tells the planner how many bins 分箱 the index of constants has.';

CREATE FUNCTION psi_bins(
    b bin_summary, base bin_summary, floor numeric DEFAULT 0.0001,
    OUT bin text, OUT total numeric, OUT base_total numeric, OUT share numeric, OUT base_share numeric, OUT psi numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_bin_psi_bins' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10
SUPPORT psi_bins_support;
COMMENT ON FUNCTION psi_bins(bin_summary, bin_summary, numeric) IS
'Terms of the population stability index 群体稳定性指数 by bin; they add up to psi before rounding.';
