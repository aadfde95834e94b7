-- since: 0.2.0
/* scoring: how well a score sorts loans, and what a bin says about the outcome. */

-- template: value TYPE=score_summary ALIGNMENT=int4 LABEL='Score distribution 评分分布' MANY='score summaries'
COMMENT ON TYPE score_summary IS
'Score distribution 评分分布 of loans: the weights of good, bad and unknown loans at each score; summaries can be added '
'and subtracted.';
COMMENT ON FUNCTION score_summary_cmp(score_summary, score_summary) IS
'Order of two score summaries 评分分布: by their bytes, without the number of loans, which their text does not hold.';

-- template: type TYPE=score_summary_state ALIGNMENT=double
COMMENT ON TYPE score_summary_state IS
'Scores being counted 评分分布: the state of score_agg and of rollup.';

-- template: moving_step STEP=score_agg STATE=score_summary_state ARGS='score bigint, bad boolean'
-- template: moving_step STEP=score_agg STATE=score_summary_state ARGS='score bigint, bad boolean, weight numeric'
-- template: moving_step STEP=score_rollup STATE=score_summary_state COST=50 ARGS='s score_summary'
-- template: steps_end BY=score_agg STATE=score_summary_state TYPE=score_summary

CREATE AGGREGATE score_agg(score bigint, bad boolean) (
    SFUNC = score_agg_accum, STYPE = score_summary_state, SSPACE = 65536, COMBINEFUNC = score_agg_combine,
    FINALFUNC = score_agg_final, FINALFUNC_MODIFY = READ_ONLY,
    MSFUNC = score_agg_accum, MINVFUNC = score_agg_accum_inv, MSTYPE = score_summary_state, MSSPACE = 65536,
    MFINALFUNC = score_agg_final, MFINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE score_agg(bigint, boolean) IS
'Score distribution 评分分布 of loans: good (false), bad (true) and unknown (NULL) loans at each score; a NULL score is '
'skipped and counted.';
CREATE AGGREGATE score_agg(score bigint, bad boolean, weight numeric) (
    SFUNC = score_agg_accum, STYPE = score_summary_state, SSPACE = 65536, COMBINEFUNC = score_agg_combine,
    FINALFUNC = score_agg_final, FINALFUNC_MODIFY = READ_ONLY,
    MSFUNC = score_agg_accum, MINVFUNC = score_agg_accum_inv, MSTYPE = score_summary_state, MSSPACE = 65536,
    MFINALFUNC = score_agg_final, MFINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE score_agg(bigint, boolean, numeric) IS
'Score distribution 评分分布 of loans, each with a weight of at most 6 decimals; a NULL score or weight is skipped and '
'counted.';
CREATE AGGREGATE rollup(s score_summary) (
    SFUNC = score_rollup_accum, STYPE = score_summary_state, SSPACE = 65536, COMBINEFUNC = score_agg_combine,
    FINALFUNC = score_agg_final, FINALFUNC_MODIFY = READ_ONLY,
    MSFUNC = score_rollup_accum, MINVFUNC = score_rollup_accum_inv, MSTYPE = score_summary_state, MSSPACE = 65536,
    MFINALFUNC = score_agg_final, MFINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(score_summary) IS
'Score distribution 评分分布 of all loans of the summaries: the same as counting them in one pass.';

-- template: add TYPE=score_summary COST=50 SUM='Score distribution 评分分布 of the loans of both summaries.'
--     ADD='the loans of both'
-- template: subtract TYPE=score_summary COST=50
--     DIFFERENCE='Score distribution 评分分布 without the loans of the second summary, which must be in the first.'
--     SUBTRACT='without the loans of the second'

CREATE FUNCTION loan_count(s score_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_score_loan_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_count(score_summary) IS
'Number of loans 笔数 in a score summary, whatever they weigh; NULL for one read from a text with weights that are not '
'whole.';
CREATE FUNCTION skipped_count(s score_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_score_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(score_summary) IS
'Number of rows skipped 跳过的行 because they have no score or no weight.';
CREATE FUNCTION good_total(s score_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_score_good_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION good_total(score_summary) IS
'Weight of the good loans 好客户 of a score summary, 6 decimals.';
CREATE FUNCTION bad_total(s score_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_score_bad_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bad_total(score_summary) IS
'Weight of the bad loans 坏客户 of a score summary, 6 decimals.';
CREATE FUNCTION unknown_total(s score_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_score_unknown_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION unknown_total(score_summary) IS
'Weight of the loans whose outcome is not known 表现未知 of a score summary, 6 decimals.';
