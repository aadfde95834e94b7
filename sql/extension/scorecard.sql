-- since: 0.2.0
-- requires: grade
/* scorecard: points by bin, their sum, reasons, odds and grades. */

-- template: value TYPE=scorecard ALIGNMENT=int4 LABEL='Scorecard 评分卡' MANY='scorecards'
COMMENT ON TYPE scorecard IS
'Scorecard 评分卡: a JSON object, checked completely on input and canonical on output; it can be compared and hashed.';
COMMENT ON FUNCTION scorecard_cmp(scorecard, scorecard) IS
'Order of two scorecards 评分卡: by their text.';

CREATE FUNCTION score(card scorecard, applicant record) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION score(scorecard, record) IS
'Score 评分 of an applicant: the points of the bins that the columns of the row are in; columns are found by name.';
CREATE FUNCTION score(card scorecard, applicant jsonb) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION score(scorecard, jsonb) IS
'Score 评分 of an applicant: the points of the bins that the members of the object are in.';

CREATE FUNCTION score_points_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_score_points_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_points_support(internal) IS
'Tells the planner how many characteristics a constant scorecard 评分卡 has.';

CREATE FUNCTION score_points(
    card scorecard, applicant record,
    OUT characteristic text, OUT value text, OUT bin text, OUT points integer, OUT best integer, OUT lost integer
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_score_points' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
ROWS 12 SUPPORT score_points_support;
COMMENT ON FUNCTION score_points(scorecard, record) IS
'Points 得分明细 of an applicant by characteristic, in the order of the card: value, bin, points, the most points of its '
'bins, and how many were lost.';
CREATE FUNCTION score_points(
    card scorecard, applicant jsonb,
    OUT characteristic text, OUT value text, OUT bin text, OUT points integer, OUT best integer, OUT lost integer
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_score_points' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
ROWS 12 SUPPORT score_points_support;
COMMENT ON FUNCTION score_points(scorecard, jsonb) IS
'Points 得分明细 of an applicant given as an object, by characteristic.';

CREATE FUNCTION score_reasons_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_score_reasons_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_reasons_support(internal) IS
'Tells the planner how many reasons of a constant scorecard 评分卡 there are at most.';
CREATE FUNCTION score_reasons(
    card scorecard, applicant record, reasons bigint DEFAULT 4,
    OUT rank integer, OUT characteristic text, OUT bin text, OUT points integer, OUT lost integer
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_score_reasons' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
ROWS 4 SUPPORT score_reasons_support;
COMMENT ON FUNCTION score_reasons(scorecard, record, bigint) IS
'Adverse action reasons 拒绝原因 of an applicant: the characteristics that lost most points, greatest first.';
CREATE FUNCTION score_reasons(
    card scorecard, applicant jsonb, reasons bigint DEFAULT 4,
    OUT rank integer, OUT characteristic text, OUT bin text, OUT points integer, OUT lost integer
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_score_reasons' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
ROWS 4 SUPPORT score_reasons_support;
COMMENT ON FUNCTION score_reasons(scorecard, jsonb, bigint) IS
'Adverse action reasons 拒绝原因 of an applicant given as an object.';

CREATE FUNCTION score_odds(card scorecard, score bigint) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_score_odds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION score_odds(scorecard, bigint) IS
'Odds 好坏比 (good : bad) of a score by the base of the card, 8 decimals.';
CREATE FUNCTION score_pd(card scorecard, score bigint) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_score_pd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION score_pd(scorecard, bigint) IS
'Probability of default 违约概率 of a score by the base of the card: 1 / (1 + odds), 8 decimals.';
CREATE FUNCTION score_from_pd(card scorecard, pd numeric) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_score_from_pd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION score_from_pd(scorecard, numeric) IS
'Score 评分 of a probability of default above 0 and below 1, by the base of the card, rounded half up.';
CREATE FUNCTION score_grade(card scorecard, score bigint) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_score_grade' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION score_grade(scorecard, bigint) IS
'Grade 风险等级 of a score by the grades of the card; NULL below the last.';
