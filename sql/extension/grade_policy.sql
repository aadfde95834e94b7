/* grade_policy: the rules of a classification as a value. */

CREATE TYPE grade_policy;

CREATE FUNCTION grade_policy_in(cstring) RETURNS grade_policy
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_out(grade_policy) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_recv(internal) RETURNS grade_policy
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_send(grade_policy) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE grade_policy (
    INPUT = grade_policy_in,
    OUTPUT = grade_policy_out,
    RECEIVE = grade_policy_recv,
    SEND = grade_policy_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE grade_policy IS
'Grade policy 分类办法: day limits, loss-rate limits, provision rates and provision minima as one value; the name of a preset, or a JSON literal.';

CREATE FUNCTION grade_policy_eq(grade_policy, grade_policy) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_ne(grade_policy, grade_policy) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_lt(grade_policy, grade_policy) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_le(grade_policy, grade_policy) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_gt(grade_policy, grade_policy) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_ge(grade_policy, grade_policy) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_cmp(grade_policy, grade_policy) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_hash(grade_policy) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_hash_extended(grade_policy, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION grade_policy_in(cstring) IS 'I/O';
COMMENT ON FUNCTION grade_policy_out(grade_policy) IS 'I/O';
COMMENT ON FUNCTION grade_policy_recv(internal) IS 'I/O';
COMMENT ON FUNCTION grade_policy_send(grade_policy) IS 'I/O';
COMMENT ON FUNCTION grade_policy_eq(grade_policy, grade_policy) IS 'implementation of = operator';
COMMENT ON FUNCTION grade_policy_ne(grade_policy, grade_policy) IS 'implementation of <> operator';
COMMENT ON FUNCTION grade_policy_lt(grade_policy, grade_policy) IS 'implementation of < operator';
COMMENT ON FUNCTION grade_policy_le(grade_policy, grade_policy) IS 'implementation of <= operator';
COMMENT ON FUNCTION grade_policy_gt(grade_policy, grade_policy) IS 'implementation of > operator';
COMMENT ON FUNCTION grade_policy_ge(grade_policy, grade_policy) IS 'implementation of >= operator';
COMMENT ON FUNCTION grade_policy_hash(grade_policy) IS 'hash, the same for equal policies';
COMMENT ON FUNCTION grade_policy_hash_extended(grade_policy, bigint) IS 'hash with a seed';
COMMENT ON FUNCTION grade_policy_cmp(grade_policy, grade_policy) IS
'Order of two grade policies 分类办法: by their text.';

CREATE OPERATOR = (
    LEFTARG = grade_policy, RIGHTARG = grade_policy, FUNCTION = grade_policy_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = grade_policy, RIGHTARG = grade_policy, FUNCTION = grade_policy_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = grade_policy, RIGHTARG = grade_policy, FUNCTION = grade_policy_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = grade_policy, RIGHTARG = grade_policy, FUNCTION = grade_policy_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = grade_policy, RIGHTARG = grade_policy, FUNCTION = grade_policy_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = grade_policy, RIGHTARG = grade_policy, FUNCTION = grade_policy_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

COMMENT ON OPERATOR = (grade_policy, grade_policy) IS 'the same rules under the same name';
COMMENT ON OPERATOR <> (grade_policy, grade_policy) IS 'another name or other rules';
COMMENT ON OPERATOR < (grade_policy, grade_policy) IS 'before in the order of policies';
COMMENT ON OPERATOR <= (grade_policy, grade_policy) IS 'before in the order of policies, or the same';
COMMENT ON OPERATOR > (grade_policy, grade_policy) IS 'after in the order of policies';
COMMENT ON OPERATOR >= (grade_policy, grade_policy) IS 'after in the order of policies, or the same';

CREATE OPERATOR CLASS grade_policy_ops DEFAULT FOR TYPE grade_policy USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 grade_policy_cmp(grade_policy, grade_policy);
CREATE OPERATOR CLASS grade_policy_ops DEFAULT FOR TYPE grade_policy USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 grade_policy_hash(grade_policy),
    FUNCTION 2 grade_policy_hash_extended(grade_policy, bigint);

CREATE FUNCTION grade_policy_to_jsonb(p grade_policy) RETURNS jsonb
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN starts_with(p::text, '{') THEN p::text::jsonb ELSE to_jsonb(p::text) END;
END;
COMMENT ON FUNCTION grade_policy_to_jsonb(grade_policy) IS
'Grade policy 分类办法 as JSON: the name of a preset is a string, a literal an object.';
CREATE FUNCTION jsonb_to_grade_policy(j jsonb) RETURNS grade_policy
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT (j #>> '{}')::grade_policy;
END;
COMMENT ON FUNCTION jsonb_to_grade_policy(jsonb) IS
'Grade policy 分类办法 of a JSON string (the name of a preset) or object.';
CREATE CAST (grade_policy AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (grade_policy AS jsonb) WITH FUNCTION grade_policy_to_jsonb(grade_policy);
CREATE CAST (jsonb AS grade_policy) WITH FUNCTION jsonb_to_grade_policy(jsonb);

CREATE FUNCTION fixed_rows_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_fixed_rows_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION grade_policy_rules_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_rules_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION explain_grade_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_explain_grade_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fixed_rows_support(internal) IS 'tells the planner that a table always has the rows of its estimate';
COMMENT ON FUNCTION grade_policy_rules_support(internal) IS 'tells the planner how many rules a constant policy has';
COMMENT ON FUNCTION explain_grade_support(internal) IS 'tells the planner how many rules bind where the arguments are constant';

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
'Risk grade 风险分类 of a loan under a policy: the worst of all rules that bind; NULL where the days past due are unknown.';

CREATE FUNCTION explain_grade(
    days_past_due bigint, policy grade_policy DEFAULT 'cn_2023', loss_rate numeric DEFAULT NULL,
    credit_impaired boolean DEFAULT false, restructured boolean DEFAULT false,
    OUT grade risk_grade, OUT rule text, OUT source text, OUT input text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_explain_grade' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 1 SUPPORT explain_grade_support;
COMMENT ON FUNCTION explain_grade(bigint, grade_policy, numeric, boolean, boolean) IS
'Rules that bind a loan 分类依据, worst first: the grade each leads to, its source in the law, and the input it looked at; none: one row, performing.';

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
