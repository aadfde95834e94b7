/* risk_grade: the five-tier classification of a loan, one byte. */

-- template: type TYPE=risk_grade LENGTH='1, PASSEDBYVALUE' ALIGNMENT=char STORAGE=plain
COMMENT ON TYPE risk_grade IS
'Risk grade 风险分类 of a loan: pass 正常, special_mention 关注, substandard 次级, doubtful 可疑, loss 损失, each with an optional '
'notch 1 to 9.';

-- template: order TYPE=risk_grade MANY=grades SUPPORT=', FUNCTION 4 btequalimage(oid)'
COMMENT ON FUNCTION risk_grade_cmp(risk_grade, risk_grade) IS
'Order of two risk grades 风险分类: from pass to loss, a bare tier before its notches.';
COMMENT ON OPERATOR = (risk_grade, risk_grade) IS 'the same tier and notch';
COMMENT ON OPERATOR <> (risk_grade, risk_grade) IS 'another tier or notch';
COMMENT ON OPERATOR < (risk_grade, risk_grade) IS 'a better grade';
COMMENT ON OPERATOR <= (risk_grade, risk_grade) IS 'a better grade, or the same';
COMMENT ON OPERATOR > (risk_grade, risk_grade) IS 'a worse grade';
COMMENT ON OPERATOR >= (risk_grade, risk_grade) IS 'a worse grade, or the same';

CREATE FUNCTION risk_grade_smaller(risk_grade, risk_grade) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_smaller' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION risk_grade_larger(risk_grade, risk_grade) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_larger' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION risk_grade_smaller(risk_grade, risk_grade) IS 'step of min: the better grade';
COMMENT ON FUNCTION risk_grade_larger(risk_grade, risk_grade) IS 'step of max: the worse grade';

CREATE AGGREGATE min(risk_grade) (
    SFUNC = risk_grade_smaller, STYPE = risk_grade, COMBINEFUNC = risk_grade_smaller,
    SSPACE = 1, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(risk_grade) IS
'Best risk grade 最好的风险分类 of all rows with one.';
CREATE AGGREGATE max(risk_grade) (
    SFUNC = risk_grade_larger, STYPE = risk_grade, COMBINEFUNC = risk_grade_larger,
    SSPACE = 1, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(risk_grade) IS
'Worst risk grade 最差的风险分类 of all rows with one.';

CREATE FUNCTION grade_rank(g risk_grade) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_grade_rank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grade_rank(risk_grade) IS
'Rank of a risk grade 风险分类: 10 times the tier from 0, plus the notch; pass 0, pass-2 2, loss 40.';
CREATE FUNCTION tier(g risk_grade) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_tier' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tier(risk_grade) IS
'Tier of a risk grade 风险分类: the grade without its notch.';
CREATE FUNCTION is_npl(g risk_grade) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_is_npl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_npl(risk_grade) IS
'Whether a grade is non-performing 不良: substandard, doubtful or loss.';
CREATE FUNCTION grade_label(g risk_grade, lang text DEFAULT 'zh') RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_grade_label' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grade_label(risk_grade, text) IS
'Label of a risk grade 风险分类 with its notch in English (en), simplified (zh) or traditional Chinese (zh_tw).';
CREATE FUNCTION risk_grade_to_int(risk_grade) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_to_int' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION risk_grade_to_int(risk_grade) IS
'Number of a grade''s tier 五级分类: pass 1 to loss 5.';
CREATE FUNCTION risk_grade_from_int(integer) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_from_int' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION risk_grade_from_int(integer) IS
'Tier of a number 五级分类: pass from 1 to loss from 5.';
CREATE FUNCTION risk_grade_from_text(text, integer, boolean) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION risk_grade_from_text(text, integer, boolean) IS
'Risk grade 风险分类 of a text: in an implicit cast (the third argument is false) only a name, not a digit or a letter.';
CREATE CAST (risk_grade AS integer) WITH FUNCTION risk_grade_to_int(risk_grade) AS ASSIGNMENT;
CREATE CAST (integer AS risk_grade) WITH FUNCTION risk_grade_from_int(integer);

-- template: casts TYPE=risk_grade LABEL='Risk grade 风险分类' COST=1
--     FROMTEXT='FUNCTION risk_grade_from_text(text, integer, boolean) AS IMPLICIT'
COMMENT ON FUNCTION risk_grade_to_jsonb(risk_grade) IS
'Risk grade 风险分类 as a JSON string.';
COMMENT ON FUNCTION risk_grade_to_json(risk_grade) IS
'Risk grade 风险分类 as a JSON string.';
COMMENT ON FUNCTION risk_grade_from_jsonb(jsonb) IS
'Risk grade 风险分类 of a JSON string or number.';

/* grade_policy: the rules of a classification as a value. */

-- template: type TYPE=grade_policy ALIGNMENT=double
COMMENT ON TYPE grade_policy IS
'Grade policy 分类办法: day limits, loss-rate limits, provision rates and provision minima as one value; the name of a '
'preset, or a JSON literal.';

-- template: order TYPE=grade_policy MANY=policies
COMMENT ON FUNCTION grade_policy_cmp(grade_policy, grade_policy) IS
'Order of two grade policies 分类办法: by their text.';
COMMENT ON OPERATOR = (grade_policy, grade_policy) IS 'the same rules under the same name';
COMMENT ON OPERATOR <> (grade_policy, grade_policy) IS 'another name or other rules';
-- template: order_of TYPE=grade_policy MANY=policies

-- template: casts TYPE=grade_policy LABEL='Grade policy 分类办法' COST=20 FROMTEXT='INOUT AS IMPLICIT'
COMMENT ON FUNCTION grade_policy_to_jsonb(grade_policy) IS
'Grade policy 分类办法 as JSON: the name of a preset is a string, a literal an object.';
COMMENT ON FUNCTION grade_policy_to_json(grade_policy) IS
'Grade policy 分类办法 as JSON: the name of a preset is a string, a literal an object.';
COMMENT ON FUNCTION grade_policy_from_jsonb(jsonb) IS
'Grade policy 分类办法 of a JSON string (the name of a preset) or object.';

CREATE FUNCTION fixed_rows_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_fixed_rows_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_rules_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_rules_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION explain_grade_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_explain_grade_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fixed_rows_support(internal) IS
'tells the planner that a table always has the rows of its estimate';
COMMENT ON FUNCTION grade_policy_rules_support(internal) IS 'tells the planner how many rules a constant policy has';
COMMENT ON FUNCTION explain_grade_support(internal) IS
'tells the planner how many rules apply where the arguments are constant';

CREATE FUNCTION grades(
    OUT grade risk_grade, OUT grade_rank integer, OUT tier integer, OUT label_en text, OUT label_zh text,
    OUT is_npl boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_grades' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 5 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION grades() IS
'Risk grades 风险分类 without notches, one row each, best first: rank, number of the tier, labels, non-performing or not.';

CREATE FUNCTION grade_policies(
    OUT policy grade_policy, OUT country text, OUT title text, OUT document text,
    OUT in_force date, OUT in_force_until date
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_grade_policies' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 5 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION grade_policies() IS
'Presets of grade_policy 分类办法: country, title, document and the days between which each is in force.';

CREATE FUNCTION grade_policy_on(country text, on_date date) RETURNS grade_policy
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grade_policy_on(text, date) IS
'Preset 分类办法 in force in a country (CN, IN, US) on a day; NULL where none was.';

CREATE FUNCTION grade_policy_rules(
    policy grade_policy,
    OUT rule text, OUT grade text, OUT value numeric, OUT source text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_rules' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 15 SUPPORT grade_policy_rules_support;
COMMENT ON FUNCTION grade_policy_rules(grade_policy) IS
'Rules of a policy 分类办法, one row each: days past due are strictly more than the value, a loss rate the value or more.';

CREATE FUNCTION grade_loan(
    days_past_due bigint, policy grade_policy DEFAULT 'cn_2023', loss_rate numeric DEFAULT NULL,
    credit_impaired boolean DEFAULT false, restructured boolean DEFAULT false
) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_grade_loan' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION grade_loan(bigint, grade_policy, numeric, boolean, boolean) IS
'Risk grade 风险分类 of a loan under a policy: the worst grade of all rules that apply; NULL where the days past due are '
'unknown.';

CREATE FUNCTION explain_grade(
    days_past_due bigint, policy grade_policy DEFAULT 'cn_2023', loss_rate numeric DEFAULT NULL,
    credit_impaired boolean DEFAULT false, restructured boolean DEFAULT false,
    OUT grade risk_grade, OUT rule text, OUT source text, OUT input text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_explain_grade' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 1 SUPPORT explain_grade_support;
COMMENT ON FUNCTION explain_grade(bigint, grade_policy, numeric, boolean, boolean) IS
'Rules that apply to a loan 分类依据, worst first: the grade of each, its source in the law, and its input; without a '
'rule one row, performing.';

CREATE FUNCTION provision_rate(g risk_grade, policy grade_policy DEFAULT 'cn_2023') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_provision_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION provision_rate(risk_grade, grade_policy) IS
'Provision rate 计提比例 of a grade under a policy; NULL where the policy sets none.';

CREATE FUNCTION required_provision(
    balance numeric, g risk_grade, policy grade_policy DEFAULT 'cn_2023', currency text DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_required_provision' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION required_provision(numeric, risk_grade, grade_policy, text) IS
'Provision 应计提准备 of one balance: balance times the rate of its grade, rounded half up to the minor unit.';
