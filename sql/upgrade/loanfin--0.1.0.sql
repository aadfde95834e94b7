\echo Use "CREATE EXTENSION loanfin" to load this file. \quit

/* daycount: days and fractions of a year between two dates. */

CREATE FUNCTION days_between(from_date date, to_date date, day_count text) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_days_between' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION days_between(date, date, text) IS
'Days between two dates as the day count has them: 30/360, 30E/360, ACT/360, ACT/365, ACT/ACT; negative where '
'to_date is the earlier one.';

CREATE FUNCTION year_fraction(from_date date, to_date date, day_count text) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_year_fraction' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION year_fraction(date, date, text) IS
'Fraction of a year between two dates, to 12 decimals, half up: 30/360, 30E/360, ACT/360, ACT/365, ACT/ACT '
'(ISDA).';

/* risk_grade: the five-tier classification of a loan, one byte. */

CREATE TYPE risk_grade;

CREATE FUNCTION risk_grade_in(cstring) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_out(risk_grade) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_recv(internal) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_send(risk_grade) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE risk_grade (
    INPUT = risk_grade_in,
    OUTPUT = risk_grade_out,
    RECEIVE = risk_grade_recv,
    SEND = risk_grade_send,
    INTERNALLENGTH = 1, PASSEDBYVALUE,
    ALIGNMENT = char,
    STORAGE = plain
);

COMMENT ON FUNCTION risk_grade_in(cstring) IS 'I/O';
COMMENT ON FUNCTION risk_grade_out(risk_grade) IS 'I/O';
COMMENT ON FUNCTION risk_grade_recv(internal) IS 'I/O';
COMMENT ON FUNCTION risk_grade_send(risk_grade) IS 'I/O';
COMMENT ON TYPE risk_grade IS
'Risk grade of a loan: pass, special_mention, substandard, doubtful, loss, each with an optional '
'notch 1 to 9.';

CREATE FUNCTION risk_grade_eq(risk_grade, risk_grade) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_ne(risk_grade, risk_grade) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_lt(risk_grade, risk_grade) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_le(risk_grade, risk_grade) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_gt(risk_grade, risk_grade) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_ge(risk_grade, risk_grade) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_cmp(risk_grade, risk_grade) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_hash(risk_grade) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION risk_grade_hash_extended(risk_grade, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = risk_grade, RIGHTARG = risk_grade, FUNCTION = risk_grade_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = risk_grade, RIGHTARG = risk_grade, FUNCTION = risk_grade_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = risk_grade, RIGHTARG = risk_grade, FUNCTION = risk_grade_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = risk_grade, RIGHTARG = risk_grade, FUNCTION = risk_grade_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = risk_grade, RIGHTARG = risk_grade, FUNCTION = risk_grade_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = risk_grade, RIGHTARG = risk_grade, FUNCTION = risk_grade_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS risk_grade_ops DEFAULT FOR TYPE risk_grade USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 risk_grade_cmp(risk_grade, risk_grade), FUNCTION 4 btequalimage(oid);
CREATE OPERATOR CLASS risk_grade_ops DEFAULT FOR TYPE risk_grade USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 risk_grade_hash(risk_grade),
    FUNCTION 2 risk_grade_hash_extended(risk_grade, bigint);

COMMENT ON FUNCTION risk_grade_eq(risk_grade, risk_grade) IS 'implementation of = operator';
COMMENT ON FUNCTION risk_grade_ne(risk_grade, risk_grade) IS 'implementation of <> operator';
COMMENT ON FUNCTION risk_grade_lt(risk_grade, risk_grade) IS 'implementation of < operator';
COMMENT ON FUNCTION risk_grade_le(risk_grade, risk_grade) IS 'implementation of <= operator';
COMMENT ON FUNCTION risk_grade_gt(risk_grade, risk_grade) IS 'implementation of > operator';
COMMENT ON FUNCTION risk_grade_ge(risk_grade, risk_grade) IS 'implementation of >= operator';
COMMENT ON FUNCTION risk_grade_hash(risk_grade) IS 'hash, the same for equal grades';
COMMENT ON FUNCTION risk_grade_hash_extended(risk_grade, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (risk_grade, risk_grade) IS 'equal';
COMMENT ON OPERATOR <> (risk_grade, risk_grade) IS 'not equal';
COMMENT ON OPERATOR < (risk_grade, risk_grade) IS 'less than';
COMMENT ON OPERATOR <= (risk_grade, risk_grade) IS 'less than or equal';
COMMENT ON OPERATOR > (risk_grade, risk_grade) IS 'greater than';
COMMENT ON OPERATOR >= (risk_grade, risk_grade) IS 'greater than or equal';
COMMENT ON FUNCTION risk_grade_cmp(risk_grade, risk_grade) IS
'Order of two risk grades: from pass to loss, a bare tier before its notches.';
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
'Best risk grade of all rows with one.';
CREATE AGGREGATE max(risk_grade) (
    SFUNC = risk_grade_larger, STYPE = risk_grade, COMBINEFUNC = risk_grade_larger,
    SSPACE = 1, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(risk_grade) IS
'Worst risk grade of all rows with one.';

CREATE FUNCTION grade_rank(g risk_grade) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_grade_rank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grade_rank(risk_grade) IS
'Rank of a risk grade: 10 times the tier from 0, plus the notch; pass 0, pass-2 2, loss 40.';
CREATE FUNCTION tier(g risk_grade) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_tier' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tier(risk_grade) IS
'Tier of a risk grade: the grade without its notch.';
CREATE FUNCTION is_npl(g risk_grade) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_is_npl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_npl(risk_grade) IS
'Whether a grade is non-performing: substandard, doubtful or loss.';
CREATE FUNCTION grade_label(g risk_grade, lang text DEFAULT 'zh') RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_grade_label' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grade_label(risk_grade, text) IS
'Label of a risk grade with its notch in English (en), simplified (zh) or traditional Chinese (zh_tw).';
CREATE FUNCTION risk_grade_to_int(risk_grade) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_to_int' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION risk_grade_to_int(risk_grade) IS
'Number of a grade''s tier: pass 1 to loss 5.';
CREATE FUNCTION risk_grade_from_int(integer) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_from_int' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION risk_grade_from_int(integer) IS
'Tier of a number: pass from 1 to loss from 5.';
CREATE FUNCTION risk_grade_from_text(text, integer, boolean) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION risk_grade_from_text(text, integer, boolean) IS
'Risk grade of a text: in a cast that is not written (the third argument is false) a name, no digit or letter.';
CREATE CAST (risk_grade AS integer) WITH FUNCTION risk_grade_to_int(risk_grade) AS ASSIGNMENT;
CREATE CAST (integer AS risk_grade) WITH FUNCTION risk_grade_from_int(integer);

CREATE FUNCTION risk_grade_to_jsonb(risk_grade) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
CREATE FUNCTION risk_grade_to_json(risk_grade) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
CREATE FUNCTION risk_grade_from_jsonb(jsonb) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_risk_grade_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;

COMMENT ON FUNCTION risk_grade_to_jsonb(risk_grade) IS
'Risk grade as the JSON object that its text form is.';
COMMENT ON FUNCTION risk_grade_to_json(risk_grade) IS
'Risk grade as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION risk_grade_from_jsonb(jsonb) IS
'Risk grade from the JSON that the cast to jsonb gives.';

CREATE CAST (risk_grade AS jsonb) WITH FUNCTION risk_grade_to_jsonb(risk_grade) AS ASSIGNMENT;
CREATE CAST (risk_grade AS json) WITH FUNCTION risk_grade_to_json(risk_grade) AS ASSIGNMENT;
CREATE CAST (jsonb AS risk_grade) WITH FUNCTION risk_grade_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (risk_grade AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS risk_grade) WITH FUNCTION risk_grade_from_text(text, integer, boolean) AS IMPLICIT;
CREATE CAST (varchar AS risk_grade) WITH FUNCTION risk_grade_from_text(text, integer, boolean) AS IMPLICIT;
COMMENT ON FUNCTION risk_grade_to_jsonb(risk_grade) IS
'Risk grade as a JSON string.';
COMMENT ON FUNCTION risk_grade_to_json(risk_grade) IS
'Risk grade as a JSON string.';
COMMENT ON FUNCTION risk_grade_from_jsonb(jsonb) IS
'Risk grade of a JSON string or number.';

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

COMMENT ON FUNCTION grade_policy_in(cstring) IS 'I/O';
COMMENT ON FUNCTION grade_policy_out(grade_policy) IS 'I/O';
COMMENT ON FUNCTION grade_policy_recv(internal) IS 'I/O';
COMMENT ON FUNCTION grade_policy_send(grade_policy) IS 'I/O';
COMMENT ON TYPE grade_policy IS
'Grade policy: day limits, loss-rate limits, provision rates and provision minima as one value; the name of a '
'preset, or a JSON literal.';

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

CREATE OPERATOR CLASS grade_policy_ops DEFAULT FOR TYPE grade_policy USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 grade_policy_cmp(grade_policy, grade_policy);
CREATE OPERATOR CLASS grade_policy_ops DEFAULT FOR TYPE grade_policy USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 grade_policy_hash(grade_policy),
    FUNCTION 2 grade_policy_hash_extended(grade_policy, bigint);

COMMENT ON FUNCTION grade_policy_eq(grade_policy, grade_policy) IS 'implementation of = operator';
COMMENT ON FUNCTION grade_policy_ne(grade_policy, grade_policy) IS 'implementation of <> operator';
COMMENT ON FUNCTION grade_policy_lt(grade_policy, grade_policy) IS 'implementation of < operator';
COMMENT ON FUNCTION grade_policy_le(grade_policy, grade_policy) IS 'implementation of <= operator';
COMMENT ON FUNCTION grade_policy_gt(grade_policy, grade_policy) IS 'implementation of > operator';
COMMENT ON FUNCTION grade_policy_ge(grade_policy, grade_policy) IS 'implementation of >= operator';
COMMENT ON FUNCTION grade_policy_hash(grade_policy) IS 'hash, the same for equal policies';
COMMENT ON FUNCTION grade_policy_hash_extended(grade_policy, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (grade_policy, grade_policy) IS 'equal';
COMMENT ON OPERATOR <> (grade_policy, grade_policy) IS 'not equal';
COMMENT ON OPERATOR < (grade_policy, grade_policy) IS 'less than';
COMMENT ON OPERATOR <= (grade_policy, grade_policy) IS 'less than or equal';
COMMENT ON OPERATOR > (grade_policy, grade_policy) IS 'greater than';
COMMENT ON OPERATOR >= (grade_policy, grade_policy) IS 'greater than or equal';
COMMENT ON FUNCTION grade_policy_cmp(grade_policy, grade_policy) IS
'Order of two grade policies: by their text.';
COMMENT ON OPERATOR = (grade_policy, grade_policy) IS 'the same rules under the same name';
COMMENT ON OPERATOR <> (grade_policy, grade_policy) IS 'another name or other rules';
COMMENT ON OPERATOR < (grade_policy, grade_policy) IS 'before in the order of policies';
COMMENT ON OPERATOR <= (grade_policy, grade_policy) IS 'before in the order of policies, or the same';
COMMENT ON OPERATOR > (grade_policy, grade_policy) IS 'after in the order of policies';
COMMENT ON OPERATOR >= (grade_policy, grade_policy) IS 'after in the order of policies, or the same';

CREATE FUNCTION grade_policy_to_jsonb(grade_policy) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
CREATE FUNCTION grade_policy_to_json(grade_policy) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
CREATE FUNCTION grade_policy_from_jsonb(jsonb) RETURNS grade_policy
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;

COMMENT ON FUNCTION grade_policy_to_jsonb(grade_policy) IS
'Grade policy as the JSON object that its text form is.';
COMMENT ON FUNCTION grade_policy_to_json(grade_policy) IS
'Grade policy as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION grade_policy_from_jsonb(jsonb) IS
'Grade policy from the JSON that the cast to jsonb gives.';

CREATE CAST (grade_policy AS jsonb) WITH FUNCTION grade_policy_to_jsonb(grade_policy) AS ASSIGNMENT;
CREATE CAST (grade_policy AS json) WITH FUNCTION grade_policy_to_json(grade_policy) AS ASSIGNMENT;
CREATE CAST (jsonb AS grade_policy) WITH FUNCTION grade_policy_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (grade_policy AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS grade_policy) WITH INOUT AS IMPLICIT;
CREATE CAST (varchar AS grade_policy) WITH INOUT AS IMPLICIT;
COMMENT ON FUNCTION grade_policy_to_jsonb(grade_policy) IS
'Grade policy as JSON: the name of a preset is a string, a literal an object.';
COMMENT ON FUNCTION grade_policy_to_json(grade_policy) IS
'Grade policy as JSON: the name of a preset is a string, a literal an object.';
COMMENT ON FUNCTION grade_policy_from_jsonb(jsonb) IS
'Grade policy of a JSON string (the name of a preset) or object.';

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
'tells the planner how many rules bind where the arguments are constant';

CREATE FUNCTION grades(
    OUT grade risk_grade, OUT grade_rank integer, OUT tier integer, OUT label_en text, OUT label_zh text,
    OUT is_npl boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_grades' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 5 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION grades() IS
'Risk grades without notches, one row each, best first: rank, number of the tier, labels, non-performing or not.';

CREATE FUNCTION grade_policies(
    OUT policy grade_policy, OUT country text, OUT title text, OUT document text,
    OUT in_force date, OUT in_force_until date
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_grade_policies' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 5 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION grade_policies() IS
'Presets of grade_policy: country, title, document and the days between which each is in force.';

CREATE FUNCTION grade_policy_on(country text, on_date date) RETURNS grade_policy
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION grade_policy_on(text, date) IS
'Preset in force in a country (CN, IN, US) on a day; NULL where none was.';

CREATE FUNCTION grade_policy_rules(
    policy grade_policy,
    OUT rule text, OUT grade text, OUT value numeric, OUT source text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_grade_policy_rules' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 15 SUPPORT grade_policy_rules_support;
COMMENT ON FUNCTION grade_policy_rules(grade_policy) IS
'Rules of a policy, one row each: days past due are strictly more than the value, a loss rate the value or more.';

CREATE FUNCTION grade_loan(
    days_past_due bigint, policy grade_policy DEFAULT 'cn_2023', loss_rate numeric DEFAULT NULL,
    credit_impaired boolean DEFAULT false, restructured boolean DEFAULT false
) RETURNS risk_grade
AS 'MODULE_PATHNAME', 'loanfin_grade_loan' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION grade_loan(bigint, grade_policy, numeric, boolean, boolean) IS
'Risk grade of a loan under a policy: the worst of all rules that bind; NULL where the days past due are unknown.';

CREATE FUNCTION explain_grade(
    days_past_due bigint, policy grade_policy DEFAULT 'cn_2023', loss_rate numeric DEFAULT NULL,
    credit_impaired boolean DEFAULT false, restructured boolean DEFAULT false,
    OUT grade risk_grade, OUT rule text, OUT source text, OUT input text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_explain_grade' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 1 SUPPORT explain_grade_support;
COMMENT ON FUNCTION explain_grade(bigint, grade_policy, numeric, boolean, boolean) IS
'Rules that bind a loan, worst first: the grade each leads to, its source in the law, and the input it looked '
'at; none: one row, performing.';

CREATE FUNCTION provision_rate(g risk_grade, policy grade_policy DEFAULT 'cn_2023') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_provision_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION provision_rate(risk_grade, grade_policy) IS
'Provision rate of a grade under a policy; NULL where the policy sets none.';

CREATE FUNCTION required_provision(
    balance numeric, g risk_grade, policy grade_policy DEFAULT 'cn_2023', currency text DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_required_provision' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION required_provision(numeric, risk_grade, grade_policy, text) IS
'Provision of one balance: balance times the rate of its grade, rounded half up to the minor unit.';

/* payment_history: the observed months of one loan as one value. */

CREATE TYPE payment_history;

CREATE FUNCTION payment_history_in(cstring) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_payment_history_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_out(payment_history) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_payment_history_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_recv(internal) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_payment_history_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_send(payment_history) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_payment_history_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE payment_history (
    INPUT = payment_history_in,
    OUTPUT = payment_history_out,
    RECEIVE = payment_history_recv,
    SEND = payment_history_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);

COMMENT ON FUNCTION payment_history_in(cstring) IS 'I/O';
COMMENT ON FUNCTION payment_history_out(payment_history) IS 'I/O';
COMMENT ON FUNCTION payment_history_recv(internal) IS 'I/O';
COMMENT ON FUNCTION payment_history_send(payment_history) IS 'I/O';
CREATE FUNCTION payment_history_eq(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_ne(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_lt(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_le(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_gt(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_ge(payment_history, payment_history) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_payment_history_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_cmp(payment_history, payment_history) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_payment_history_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_hash(payment_history) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_payment_history_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_hash_extended(payment_history, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_payment_history_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = payment_history, RIGHTARG = payment_history, FUNCTION = payment_history_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS payment_history_ops DEFAULT FOR TYPE payment_history USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 payment_history_cmp(payment_history, payment_history);
CREATE OPERATOR CLASS payment_history_ops DEFAULT FOR TYPE payment_history USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 payment_history_hash(payment_history),
    FUNCTION 2 payment_history_hash_extended(payment_history, bigint);

COMMENT ON FUNCTION payment_history_eq(payment_history, payment_history) IS 'implementation of = operator';
COMMENT ON FUNCTION payment_history_ne(payment_history, payment_history) IS 'implementation of <> operator';
COMMENT ON FUNCTION payment_history_lt(payment_history, payment_history) IS 'implementation of < operator';
COMMENT ON FUNCTION payment_history_le(payment_history, payment_history) IS 'implementation of <= operator';
COMMENT ON FUNCTION payment_history_gt(payment_history, payment_history) IS 'implementation of > operator';
COMMENT ON FUNCTION payment_history_ge(payment_history, payment_history) IS 'implementation of >= operator';
COMMENT ON FUNCTION payment_history_hash(payment_history) IS 'hash, the same for equal values';
COMMENT ON FUNCTION payment_history_hash_extended(payment_history, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (payment_history, payment_history) IS 'equal';
COMMENT ON OPERATOR <> (payment_history, payment_history) IS 'not equal';
COMMENT ON OPERATOR < (payment_history, payment_history) IS 'less than';
COMMENT ON OPERATOR <= (payment_history, payment_history) IS 'less than or equal';
COMMENT ON OPERATOR > (payment_history, payment_history) IS 'greater than';
COMMENT ON OPERATOR >= (payment_history, payment_history) IS 'greater than or equal';
CREATE FUNCTION payment_history_to_jsonb(payment_history) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_payment_history_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION payment_history_to_json(payment_history) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_payment_history_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION payment_history_from_jsonb(jsonb) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_payment_history_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION payment_history_to_jsonb(payment_history) IS
'Payment history as the JSON object that its text form is.';
COMMENT ON FUNCTION payment_history_to_json(payment_history) IS
'Payment history as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION payment_history_from_jsonb(jsonb) IS
'Payment history from the JSON that the cast to jsonb gives.';

CREATE CAST (payment_history AS jsonb) WITH FUNCTION payment_history_to_jsonb(payment_history) AS ASSIGNMENT;
CREATE CAST (payment_history AS json) WITH FUNCTION payment_history_to_json(payment_history) AS ASSIGNMENT;
CREATE CAST (jsonb AS payment_history) WITH FUNCTION payment_history_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (payment_history AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS payment_history) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS payment_history) WITH INOUT AS ASSIGNMENT;
COMMENT ON TYPE payment_history IS
'Payment history of one loan: month, balance, days past due, charged off and recovered of each month, packed '
'into a few bytes a month.';
COMMENT ON FUNCTION payment_history_cmp(payment_history, payment_history) IS
'Order of two payment histories: by their bytes.';

COMMENT ON FUNCTION payment_history_to_jsonb(payment_history) IS
'Payment history as a JSON object: currency, and an object an observation in months.';

/* history: a loan's rows as a payment_history, and what can be read off it. */

CREATE TYPE payment_history_state;

CREATE FUNCTION payment_history_state_in(cstring) RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_payment_history_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_state_out(payment_history_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_payment_history_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_state_recv(internal) RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_payment_history_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION payment_history_state_send(payment_history_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_payment_history_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE payment_history_state (
    INPUT = payment_history_state_in,
    OUTPUT = payment_history_state_out,
    RECEIVE = payment_history_state_recv,
    SEND = payment_history_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);

COMMENT ON FUNCTION payment_history_state_in(cstring) IS 'I/O';
COMMENT ON FUNCTION payment_history_state_out(payment_history_state) IS 'I/O';
COMMENT ON FUNCTION payment_history_state_recv(internal) IS 'I/O';
COMMENT ON FUNCTION payment_history_state_send(payment_history_state) IS 'I/O';
COMMENT ON TYPE payment_history_state IS
'Observations on their way to a payment history: the state of history_agg, a slot a month.';

CREATE FUNCTION history_agg_accum(payment_history_state, as_of date, balance numeric, days_past_due bigint)
RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_history_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION history_agg_accum(
    payment_history_state, as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric,
    currency text
) RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_history_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION history_agg_accum(
    payment_history_state, as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric
) RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_history_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION history_agg_combine(payment_history_state, payment_history_state) RETURNS payment_history_state
AS 'MODULE_PATHNAME', 'loanfin_history_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION history_agg_final(payment_history_state) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_history_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE history_agg(as_of date, balance numeric, days_past_due bigint) (
    SFUNC = history_agg_accum, STYPE = payment_history_state, COMBINEFUNC = history_agg_combine,
    FINALFUNC = history_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 512, PARALLEL = SAFE
);
COMMENT ON AGGREGATE history_agg(date, numeric, bigint) IS
'Payment history of one loan from its rows, in any order: one observation a calendar month, the latest day '
'wins; rows without a date or days past due are skipped; NULL without any.';
CREATE AGGREGATE history_agg(
    as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric
) (
    SFUNC = history_agg_accum, STYPE = payment_history_state, COMBINEFUNC = history_agg_combine,
    FINALFUNC = history_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 512, PARALLEL = SAFE
);
COMMENT ON AGGREGATE history_agg(date, numeric, bigint, numeric, numeric) IS
'Payment history of one loan from its rows, with what was charged off and recovered in the month of each.';
CREATE AGGREGATE history_agg(
    as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric, currency text
) (
    SFUNC = history_agg_accum, STYPE = payment_history_state, COMBINEFUNC = history_agg_combine,
    FINALFUNC = history_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 512, PARALLEL = SAFE
);
COMMENT ON AGGREGATE history_agg(date, numeric, bigint, numeric, numeric, text) IS
'Payment history of one loan from its rows, in a currency, the same in every row.';

CREATE FUNCTION history_append(
    h payment_history, as_of date, balance numeric, days_past_due bigint,
    charged_off numeric DEFAULT 0, recovered numeric DEFAULT 0, replace boolean DEFAULT false,
    currency text DEFAULT NULL
) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_history_append' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_append(payment_history, date, numeric, bigint, numeric, numeric, boolean, text) IS
'Payment history with one observation more; a NULL history starts one; a month that is there already needs '
'replace => true.';

COMMENT ON FUNCTION history_agg_accum(payment_history_state, date, numeric, bigint) IS 'aggregate transition function';
COMMENT ON FUNCTION history_agg_accum(payment_history_state, date, numeric, bigint, numeric, numeric, text) IS
'aggregate transition function';
COMMENT ON FUNCTION history_agg_accum(payment_history_state, date, numeric, bigint, numeric, numeric) IS
'aggregate transition function';
COMMENT ON FUNCTION history_agg_combine(payment_history_state, payment_history_state) IS 'aggregate combine function';
COMMENT ON FUNCTION history_agg_final(payment_history_state) IS 'aggregate final function';

/* history readers: what a payment_history says as a number, a date or letters. */

CREATE FUNCTION dpd_at(h payment_history, month date) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_dpd_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dpd_at(payment_history, date) IS
'Days past due observed in a month; NULL in a gap and outside the history.';

CREATE FUNCTION balance_at(h payment_history, month date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_history_balance_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_at(payment_history, date) IS
'Balance observed in a month; NULL where unknown, in a gap and outside the history.';

CREATE FUNCTION worst_dpd(h payment_history, last_months bigint DEFAULT NULL) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_worst_dpd' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION worst_dpd(payment_history, bigint) IS
'Worst days past due in the last so many calendar months of a history, NULL meaning all.';

CREATE FUNCTION times_past_due(h payment_history, over_days bigint, last_months bigint DEFAULT NULL) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_times_past_due' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION times_past_due(payment_history, bigint, bigint) IS
'Times past due: the months more than so many days past due, or charged off, in the last so many calendar '
'months.';

CREATE FUNCTION consecutive_past_due(h payment_history, over_days bigint DEFAULT 0, last_months bigint DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_consecutive_past_due' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION consecutive_past_due(payment_history, bigint, bigint) IS
'Consecutive months past due: the longest run of adjacent months more than so many days past due, or charged '
'off.';

CREATE FUNCTION first_past_due(h payment_history, over_days bigint, originated date DEFAULT NULL) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_first_past_due' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_past_due(payment_history, bigint, date) IS
'Months on book at the first month more than so many days past due, or charged off; counted from origination, '
'else from the first observed month; NULL if never.';

CREATE FUNCTION paid_off_month(h payment_history) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_paid_off_month' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION paid_off_month(payment_history) IS
'Month of the pay-off: the first of the zero balances without arrears that end the history; NULL if it is not '
'paid off.';

CREATE FUNCTION charge_off_month(h payment_history) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_charge_off_month' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION charge_off_month(payment_history) IS
'Month of the first charge-off; NULL if nothing was charged off.';

CREATE FUNCTION first_month(h payment_history) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_first_month' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_month(payment_history) IS
'First month observed, as its first day.';

CREATE FUNCTION last_month(h payment_history) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_last_month' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_month(payment_history) IS
'Last month observed, as its first day.';

CREATE FUNCTION currency(h payment_history) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_history_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(payment_history) IS
'Currency of a payment history as an ISO 4217 code, NULL where none was given.';

CREATE FUNCTION history_string(h payment_history, months bigint DEFAULT 24) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_history_string' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_string(payment_history, bigint) IS
'Bureau string of the last so many months: / before, * gap, N on time, 1 to 7 by 30 days past due, C paid off '
', G charged off.';

CREATE FUNCTION history_from_string(s text, last_month date) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_history_from_string' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_from_string(text, date) IS
'Payment history from a bureau string whose last letter is the month given; balances are unknown.';

CREATE FUNCTION months_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_months_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION months_support(internal) IS
'Tells the planner how many observations a constant payment history has.';

CREATE FUNCTION months(
    h payment_history,
    OUT month date, OUT as_of date, OUT balance numeric, OUT days_past_due integer,
    OUT charged_off numeric, OUT recovered numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_months' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 24 SUPPORT months_support;
COMMENT ON FUNCTION months(payment_history) IS
'Months of a payment history, one row an observation: the month''s first day, the day observed, balance, days '
'past due, charged off, recovered; unknown amounts are NULL.';

/* commission_plan: how a manager is paid, as one value. */

CREATE TYPE commission_plan;

CREATE FUNCTION commission_plan_in(cstring) RETURNS commission_plan
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_out(commission_plan) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_recv(internal) RETURNS commission_plan
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_send(commission_plan) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE commission_plan (
    INPUT = commission_plan_in,
    OUTPUT = commission_plan_out,
    RECEIVE = commission_plan_recv,
    SEND = commission_plan_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);

COMMENT ON FUNCTION commission_plan_in(cstring) IS 'I/O';
COMMENT ON FUNCTION commission_plan_out(commission_plan) IS 'I/O';
COMMENT ON FUNCTION commission_plan_recv(internal) IS 'I/O';
COMMENT ON FUNCTION commission_plan_send(commission_plan) IS 'I/O';
CREATE FUNCTION commission_plan_eq(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_ne(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_lt(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_le(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_gt(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_ge(commission_plan, commission_plan) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_cmp(commission_plan, commission_plan) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_hash(commission_plan) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_plan_hash_extended(commission_plan, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = commission_plan, RIGHTARG = commission_plan, FUNCTION = commission_plan_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS commission_plan_ops DEFAULT FOR TYPE commission_plan USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 commission_plan_cmp(commission_plan, commission_plan);
CREATE OPERATOR CLASS commission_plan_ops DEFAULT FOR TYPE commission_plan USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 commission_plan_hash(commission_plan),
    FUNCTION 2 commission_plan_hash_extended(commission_plan, bigint);

COMMENT ON FUNCTION commission_plan_eq(commission_plan, commission_plan) IS 'implementation of = operator';
COMMENT ON FUNCTION commission_plan_ne(commission_plan, commission_plan) IS 'implementation of <> operator';
COMMENT ON FUNCTION commission_plan_lt(commission_plan, commission_plan) IS 'implementation of < operator';
COMMENT ON FUNCTION commission_plan_le(commission_plan, commission_plan) IS 'implementation of <= operator';
COMMENT ON FUNCTION commission_plan_gt(commission_plan, commission_plan) IS 'implementation of > operator';
COMMENT ON FUNCTION commission_plan_ge(commission_plan, commission_plan) IS 'implementation of >= operator';
COMMENT ON FUNCTION commission_plan_hash(commission_plan) IS 'hash, the same for equal values';
COMMENT ON FUNCTION commission_plan_hash_extended(commission_plan, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (commission_plan, commission_plan) IS 'equal';
COMMENT ON OPERATOR <> (commission_plan, commission_plan) IS 'not equal';
COMMENT ON OPERATOR < (commission_plan, commission_plan) IS 'less than';
COMMENT ON OPERATOR <= (commission_plan, commission_plan) IS 'less than or equal';
COMMENT ON OPERATOR > (commission_plan, commission_plan) IS 'greater than';
COMMENT ON OPERATOR >= (commission_plan, commission_plan) IS 'greater than or equal';
CREATE FUNCTION commission_plan_to_jsonb(commission_plan) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION commission_plan_to_json(commission_plan) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION commission_plan_from_jsonb(jsonb) RETURNS commission_plan
AS 'MODULE_PATHNAME', 'loanfin_commission_plan_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION commission_plan_to_jsonb(commission_plan) IS
'Commission plan as the JSON object that its text form is.';
COMMENT ON FUNCTION commission_plan_to_json(commission_plan) IS
'Commission plan as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION commission_plan_from_jsonb(jsonb) IS
'Commission plan from the JSON that the cast to jsonb gives.';

CREATE CAST (commission_plan AS jsonb) WITH FUNCTION commission_plan_to_jsonb(commission_plan) AS ASSIGNMENT;
CREATE CAST (commission_plan AS json) WITH FUNCTION commission_plan_to_json(commission_plan) AS ASSIGNMENT;
CREATE CAST (jsonb AS commission_plan) WITH FUNCTION commission_plan_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (commission_plan AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS commission_plan) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS commission_plan) WITH INOUT AS ASSIGNMENT;
COMMENT ON TYPE commission_plan IS
'Commission plan as a value: a JSON object, checked completely on input, canonical on output, compared and '
'hashed.';

COMMENT ON FUNCTION commission_plan_in(cstring) IS
'Reads a commission plan from text and checks it completely.';
COMMENT ON FUNCTION commission_plan_out(commission_plan) IS
'Writes a commission plan as its canonical text.';
COMMENT ON FUNCTION commission_plan_recv(internal) IS
'Reads a commission plan from its binary form and checks it as text is checked.';
COMMENT ON FUNCTION commission_plan_send(commission_plan) IS
'Writes the binary form of a commission plan.';
COMMENT ON FUNCTION commission_plan_eq(commission_plan, commission_plan) IS
'Whether two commission plans are the same.';
COMMENT ON FUNCTION commission_plan_ne(commission_plan, commission_plan) IS
'Whether two commission plans differ.';
COMMENT ON FUNCTION commission_plan_lt(commission_plan, commission_plan) IS
'Whether a commission plan sorts before another.';
COMMENT ON FUNCTION commission_plan_le(commission_plan, commission_plan) IS
'Whether a commission plan sorts before another or is the same.';
COMMENT ON FUNCTION commission_plan_gt(commission_plan, commission_plan) IS
'Whether a commission plan sorts after another.';
COMMENT ON FUNCTION commission_plan_ge(commission_plan, commission_plan) IS
'Whether a commission plan sorts after another or is the same.';
COMMENT ON FUNCTION commission_plan_cmp(commission_plan, commission_plan) IS
'Order of two commission plans: a total one, without a meaning of its own.';
COMMENT ON FUNCTION commission_plan_hash(commission_plan) IS
'Hash of a commission plan; frozen, equal values hash alike.';
COMMENT ON FUNCTION commission_plan_hash_extended(commission_plan, bigint) IS
'Hash of a commission plan with a seed; frozen, equal values hash alike.';
COMMENT ON FUNCTION commission_plan_to_jsonb(commission_plan) IS
'The commission plan as a JSON object.';
COMMENT ON FUNCTION commission_plan_to_json(commission_plan) IS
'The commission plan as a JSON object, also inside to_jsonb(row) and json_agg.';
COMMENT ON FUNCTION commission_plan_from_jsonb(jsonb) IS
'The commission plan that a JSON object describes, checked as text is.';
COMMENT ON OPERATOR = (commission_plan, commission_plan) IS 'the same commission plan';
COMMENT ON OPERATOR <> (commission_plan, commission_plan) IS 'a different commission plan';
COMMENT ON OPERATOR < (commission_plan, commission_plan) IS 'before in the order of commission plans';
COMMENT ON OPERATOR <= (commission_plan, commission_plan) IS 'before in the order of commission plans, or the same';
COMMENT ON OPERATOR > (commission_plan, commission_plan) IS 'after in the order of commission plans';
COMMENT ON OPERATOR >= (commission_plan, commission_plan) IS 'after in the order of commission plans, or the same';

/* commission_statement: what one manager, period and plan add up to. */

CREATE TYPE commission_statement;

CREATE FUNCTION commission_statement_in(cstring) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_out(commission_statement) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_recv(internal) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_send(commission_statement) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE commission_statement (
    INPUT = commission_statement_in,
    OUTPUT = commission_statement_out,
    RECEIVE = commission_statement_recv,
    SEND = commission_statement_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);

COMMENT ON FUNCTION commission_statement_in(cstring) IS 'I/O';
COMMENT ON FUNCTION commission_statement_out(commission_statement) IS 'I/O';
COMMENT ON FUNCTION commission_statement_recv(internal) IS 'I/O';
COMMENT ON FUNCTION commission_statement_send(commission_statement) IS 'I/O';
CREATE FUNCTION commission_statement_eq(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_ne(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_lt(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_le(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_gt(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_ge(commission_statement, commission_statement) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_cmp(commission_statement, commission_statement) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_hash(commission_statement) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION commission_statement_hash_extended(commission_statement, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = commission_statement, RIGHTARG = commission_statement, FUNCTION = commission_statement_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS commission_statement_ops DEFAULT FOR TYPE commission_statement USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 commission_statement_cmp(commission_statement, commission_statement);
CREATE OPERATOR CLASS commission_statement_ops DEFAULT FOR TYPE commission_statement USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 commission_statement_hash(commission_statement),
    FUNCTION 2 commission_statement_hash_extended(commission_statement, bigint);

COMMENT ON FUNCTION commission_statement_eq(commission_statement, commission_statement) IS 'implementation of = operator';
COMMENT ON FUNCTION commission_statement_ne(commission_statement, commission_statement) IS 'implementation of <> operator';
COMMENT ON FUNCTION commission_statement_lt(commission_statement, commission_statement) IS 'implementation of < operator';
COMMENT ON FUNCTION commission_statement_le(commission_statement, commission_statement) IS 'implementation of <= operator';
COMMENT ON FUNCTION commission_statement_gt(commission_statement, commission_statement) IS 'implementation of > operator';
COMMENT ON FUNCTION commission_statement_ge(commission_statement, commission_statement) IS 'implementation of >= operator';
COMMENT ON FUNCTION commission_statement_hash(commission_statement) IS 'hash, the same for equal values';
COMMENT ON FUNCTION commission_statement_hash_extended(commission_statement, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (commission_statement, commission_statement) IS 'equal';
COMMENT ON OPERATOR <> (commission_statement, commission_statement) IS 'not equal';
COMMENT ON OPERATOR < (commission_statement, commission_statement) IS 'less than';
COMMENT ON OPERATOR <= (commission_statement, commission_statement) IS 'less than or equal';
COMMENT ON OPERATOR > (commission_statement, commission_statement) IS 'greater than';
COMMENT ON OPERATOR >= (commission_statement, commission_statement) IS 'greater than or equal';
CREATE FUNCTION commission_statement_to_jsonb(commission_statement) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION commission_statement_to_json(commission_statement) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION commission_statement_from_jsonb(jsonb) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;

COMMENT ON FUNCTION commission_statement_to_jsonb(commission_statement) IS
'Commission statement as the JSON object that its text form is.';
COMMENT ON FUNCTION commission_statement_to_json(commission_statement) IS
'Commission statement as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION commission_statement_from_jsonb(jsonb) IS
'Commission statement from the JSON that the cast to jsonb gives.';

CREATE CAST (commission_statement AS jsonb) WITH FUNCTION commission_statement_to_jsonb(commission_statement) AS ASSIGNMENT;
CREATE CAST (commission_statement AS json) WITH FUNCTION commission_statement_to_json(commission_statement) AS ASSIGNMENT;
CREATE CAST (jsonb AS commission_statement) WITH FUNCTION commission_statement_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (commission_statement AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS commission_statement) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS commission_statement) WITH INOUT AS ASSIGNMENT;
COMMENT ON TYPE commission_statement IS
'Commission statement of one manager, period and plan: the plan, counts and exact sums; it adds up, and '
'settle() turns it into pay.';

COMMENT ON FUNCTION commission_statement_in(cstring) IS
'Reads a commission statement from text and checks it completely.';
COMMENT ON FUNCTION commission_statement_out(commission_statement) IS
'Writes a commission statement as its canonical text.';
COMMENT ON FUNCTION commission_statement_recv(internal) IS
'Reads a commission statement from its binary form and checks it as text is checked.';
COMMENT ON FUNCTION commission_statement_send(commission_statement) IS
'Writes the binary form of a commission statement.';
COMMENT ON FUNCTION commission_statement_eq(commission_statement, commission_statement) IS
'Whether two commission statements are the same.';
COMMENT ON FUNCTION commission_statement_ne(commission_statement, commission_statement) IS
'Whether two commission statements differ.';
COMMENT ON FUNCTION commission_statement_lt(commission_statement, commission_statement) IS
'Whether a commission statement sorts before another.';
COMMENT ON FUNCTION commission_statement_le(commission_statement, commission_statement) IS
'Whether a commission statement sorts before another or is the same.';
COMMENT ON FUNCTION commission_statement_gt(commission_statement, commission_statement) IS
'Whether a commission statement sorts after another.';
COMMENT ON FUNCTION commission_statement_ge(commission_statement, commission_statement) IS
'Whether a commission statement sorts after another or is the same.';
COMMENT ON FUNCTION commission_statement_cmp(commission_statement, commission_statement) IS
'Order of two commission statements: a total one, without a meaning of its own.';
COMMENT ON FUNCTION commission_statement_hash(commission_statement) IS
'Hash of a commission statement; frozen, equal values hash alike.';
COMMENT ON FUNCTION commission_statement_hash_extended(commission_statement, bigint) IS
'Hash of a commission statement with a seed; frozen, equal values hash alike.';
COMMENT ON FUNCTION commission_statement_to_jsonb(commission_statement) IS
'The commission statement as a JSON object.';
COMMENT ON FUNCTION commission_statement_to_json(commission_statement) IS
'The commission statement as a JSON object, also inside to_jsonb(row) and json_agg.';
COMMENT ON FUNCTION commission_statement_from_jsonb(jsonb) IS
'The commission statement that a JSON object describes, checked as text is.';
COMMENT ON OPERATOR = (commission_statement, commission_statement) IS 'the same commission statement';
COMMENT ON OPERATOR <> (commission_statement, commission_statement) IS 'a different commission statement';
COMMENT ON OPERATOR < (commission_statement, commission_statement) IS 'before in the order of commission statements';
COMMENT ON OPERATOR <= (commission_statement, commission_statement) IS 'before in the order of commission statements, or the same';
COMMENT ON OPERATOR > (commission_statement, commission_statement) IS 'after in the order of commission statements';
COMMENT ON OPERATOR >= (commission_statement, commission_statement) IS 'after in the order of commission statements, or the same';

/* commission: statements from loans and events, what they are worth, single values. */

CREATE FUNCTION commission_statement(plan commission_plan) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_empty' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION commission_statement(commission_plan) IS
'Empty statement of a plan: no loan, no event.';
CREATE FUNCTION plan(st commission_statement) RETURNS commission_plan
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_plan' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION plan(commission_statement) IS
'Plan of a statement.';
CREATE FUNCTION currency(st commission_statement) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_commission_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(commission_statement) IS
'Currency of a statement''s plan as an ISO 4217 code, NULL where the plan names none.';
CREATE FUNCTION loan_count(st commission_statement) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_commission_loan_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_count(commission_statement) IS
'Number of loans in a statement.';
CREATE FUNCTION total_amount(st commission_statement) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_amount(commission_statement) IS
'Amount lent in a statement.';
CREATE FUNCTION total_base(st commission_statement) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_base' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_base(commission_statement) IS
'Base in a statement: the sum of what per_loan pays on, such as fees or margins.';

CREATE FUNCTION commission_agg_accum(commission_statement, plan commission_plan, amount numeric)
RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION commission_agg_accum(commission_statement, commission_plan, numeric) IS
'Transition of commission_agg: adds a loan to a statement.';
CREATE FUNCTION commission_agg_accum(commission_statement, plan commission_plan, amount numeric, base numeric)
RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION commission_agg_accum(commission_statement, commission_plan, numeric, numeric) IS
'Transition of commission_agg: adds a loan with a base of its own to a statement.';
CREATE FUNCTION clawback_agg_accum(
    commission_statement, plan commission_plan, paid numeric, months_on_book bigint, event text
) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_clawback_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION clawback_agg_accum(commission_statement, commission_plan, numeric, bigint, text) IS
'Transition of clawback_agg: adds an event to a statement.';
CREATE FUNCTION commission_statement_combine(commission_statement, commission_statement) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION commission_statement_combine(commission_statement, commission_statement) IS
'Transition and combine of the aggregates: adds a statement to another, either of which may be NULL.';

CREATE AGGREGATE commission_agg(plan commission_plan, amount numeric) (
    SFUNC = commission_agg_accum, STYPE = commission_statement, SSPACE = 400,
    COMBINEFUNC = commission_statement_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE commission_agg(commission_plan, numeric) IS
'Statement of loans, a row each; the amount is also the base; a NULL amount keeps the plan and counts nothing.';
CREATE AGGREGATE commission_agg(plan commission_plan, amount numeric, base numeric) (
    SFUNC = commission_agg_accum, STYPE = commission_statement, SSPACE = 400,
    COMBINEFUNC = commission_statement_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE commission_agg(commission_plan, numeric, numeric) IS
'Statement of loans, a row each, with the base that per_loan pays on; a NULL amount or base keeps the plan and '
'counts nothing.';
CREATE AGGREGATE clawback_agg(plan commission_plan, paid numeric, months_on_book bigint, event text) (
    SFUNC = clawback_agg_accum, STYPE = commission_statement, SSPACE = 400,
    COMBINEFUNC = commission_statement_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE clawback_agg(commission_plan, numeric, bigint, text) IS
'Statement of what events take back: a row a default or early settlement of a loan paid for earlier.';
CREATE AGGREGATE rollup(st commission_statement) (
    SFUNC = commission_statement_combine, STYPE = commission_statement, SSPACE = 400,
    COMBINEFUNC = commission_statement_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(commission_statement) IS
'Sum of statements of one plan: days to months, loans and clawbacks.';

CREATE FUNCTION commission_statement_pl(commission_statement, commission_statement) RETURNS commission_statement
AS 'MODULE_PATHNAME', 'loanfin_commission_statement_pl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION commission_statement_pl(commission_statement, commission_statement) IS
'Sum of two statements of one plan.';
CREATE OPERATOR + (
    LEFTARG = commission_statement, RIGHTARG = commission_statement,
    FUNCTION = commission_statement_pl, COMMUTATOR = +
);
COMMENT ON OPERATOR + (commission_statement, commission_statement) IS 'add: statements of one plan';

CREATE FUNCTION settle(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL,
    OUT loans bigint, OUT gross numeric, OUT earned numeric, OUT deferred numeric, OUT released numeric,
    OUT forfeited numeric, OUT clawback numeric, OUT draw numeric, OUT recovery numeric, OUT salary numeric,
    OUT payable numeric, OUT carried_forward numeric
) RETURNS record
AS 'MODULE_PATHNAME', 'loanfin_settle' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION settle(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Settlement of a statement, one row for the payroll; carried_forward is the next period''s carried.';

CREATE FUNCTION payable(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_payable' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;
COMMENT ON FUNCTION payable(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Amount to pay for a statement: commission and salary after all effects.';

CREATE FUNCTION statement_lines_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_statement_lines_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION deferred_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_deferred_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION kpi_lines_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_kpi_lines_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION statement_lines_support(internal) IS
'Tells the planner how many lines a constant statement has.';
COMMENT ON FUNCTION deferred_support(internal) IS
'Tells the planner how many deferred parts a constant statement has.';
COMMENT ON FUNCTION kpi_lines_support(internal) IS
'Tells the planner how many indicators a constant statement has.';

CREATE FUNCTION statement_lines(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL,
    OUT line integer, OUT rule text, OUT base numeric, OUT rate numeric, OUT amount numeric,
    OUT label text, OUT running numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_statement_lines' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50
ROWS 6 SUPPORT statement_lines_support;
COMMENT ON FUNCTION statement_lines(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Lines of a settled statement: the plan''s rule, what it was applied to, its rate, the amount, what the line is '
'in words, and the sum of the amounts so far; the last one is payable.';

CREATE FUNCTION deferred(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL,
    OUT instalment integer, OUT due date, OUT amount numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_deferred' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50
ROWS 3 SUPPORT deferred_support;
COMMENT ON FUNCTION deferred(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Deferred parts of a settled statement: equal ones, odd minor units last, each due whole years after the period.';

CREATE FUNCTION kpi_lines(
    st commission_statement, kpi jsonb DEFAULT '{}', carried numeric DEFAULT 0, vesting numeric DEFAULT 0,
    period daterange DEFAULT NULL, active daterange DEFAULT NULL,
    OUT name text, OUT actual numeric, OUT target numeric, OUT weight numeric, OUT attainment numeric,
    OUT counted numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_kpi_lines' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50
ROWS 4 SUPPORT kpi_lines_support;
COMMENT ON FUNCTION kpi_lines(commission_statement, jsonb, numeric, numeric, daterange, daterange) IS
'Indicators of a settled statement: actual, target, weight, attainment, and what counted after gate and cap.';

CREATE FUNCTION commission(plan commission_plan, amount numeric, base numeric DEFAULT NULL) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_commission' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION commission(commission_plan, numeric, numeric) IS
'Commission of one loan alone over a whole period: per loan and tiers; the base is the amount unless given.';
CREATE FUNCTION clawback(plan commission_plan, paid numeric, months_on_book bigint, event text) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_clawback' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clawback(commission_plan, numeric, bigint, text) IS
'Clawback of the commission paid for one loan; 0 where no window holds its months on book.';
CREATE FUNCTION clawback_from(
    plan commission_plan, paid numeric, h payment_history, originated date,
    matures date DEFAULT NULL, over_days bigint DEFAULT 90, during daterange DEFAULT NULL
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_clawback_from' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION clawback_from(commission_plan, numeric, payment_history, date, date, bigint, daterange) IS
'Clawback by the loan''s own months: its first default or early settlement, if its month begins in the range; 0 '
'if none.';
CREATE FUNCTION kpi_score(plan commission_plan, kpi jsonb) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_kpi_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION kpi_score(commission_plan, jsonb) IS
'KPI score of a plan: the weighted attainments, every value given, nothing pro-rated; NULL for a plan without '
'KPI.';
CREATE FUNCTION attainment(actual numeric, target numeric, better text DEFAULT 'higher') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_attainment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attainment(numeric, numeric, text) IS
'Attainment of a target: actual / target, or 2 - actual / target where lower is better, not below 0; NULL '
'without a target.';
CREATE FUNCTION split_amount(amount numeric, weights numeric[], currency text DEFAULT NULL) RETURNS numeric[]
AS 'MODULE_PATHNAME', 'loanfin_split_amount' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION split_amount(numeric, numeric[], text) IS
'Split of an amount by weights, by largest remainder: the parts add up to the minor unit.';

/* migration_summary: loans by where they were and where they went, as counts and sums. */

CREATE TYPE migration_summary;

CREATE FUNCTION migration_summary_in(cstring) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_out(migration_summary) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_recv(internal) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_send(migration_summary) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE migration_summary (
    INPUT = migration_summary_in,
    OUTPUT = migration_summary_out,
    RECEIVE = migration_summary_recv,
    SEND = migration_summary_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);

COMMENT ON FUNCTION migration_summary_in(cstring) IS 'I/O';
COMMENT ON FUNCTION migration_summary_out(migration_summary) IS 'I/O';
COMMENT ON FUNCTION migration_summary_recv(internal) IS 'I/O';
COMMENT ON FUNCTION migration_summary_send(migration_summary) IS 'I/O';
CREATE FUNCTION migration_summary_eq(migration_summary, migration_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_ne(migration_summary, migration_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_lt(migration_summary, migration_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_le(migration_summary, migration_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_gt(migration_summary, migration_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_ge(migration_summary, migration_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_cmp(migration_summary, migration_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_hash(migration_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION migration_summary_hash_extended(migration_summary, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = migration_summary, RIGHTARG = migration_summary, FUNCTION = migration_summary_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = migration_summary, RIGHTARG = migration_summary, FUNCTION = migration_summary_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = migration_summary, RIGHTARG = migration_summary, FUNCTION = migration_summary_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = migration_summary, RIGHTARG = migration_summary, FUNCTION = migration_summary_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = migration_summary, RIGHTARG = migration_summary, FUNCTION = migration_summary_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = migration_summary, RIGHTARG = migration_summary, FUNCTION = migration_summary_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS migration_summary_ops DEFAULT FOR TYPE migration_summary USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 migration_summary_cmp(migration_summary, migration_summary);
CREATE OPERATOR CLASS migration_summary_ops DEFAULT FOR TYPE migration_summary USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 migration_summary_hash(migration_summary),
    FUNCTION 2 migration_summary_hash_extended(migration_summary, bigint);

COMMENT ON FUNCTION migration_summary_eq(migration_summary, migration_summary) IS 'implementation of = operator';
COMMENT ON FUNCTION migration_summary_ne(migration_summary, migration_summary) IS 'implementation of <> operator';
COMMENT ON FUNCTION migration_summary_lt(migration_summary, migration_summary) IS 'implementation of < operator';
COMMENT ON FUNCTION migration_summary_le(migration_summary, migration_summary) IS 'implementation of <= operator';
COMMENT ON FUNCTION migration_summary_gt(migration_summary, migration_summary) IS 'implementation of > operator';
COMMENT ON FUNCTION migration_summary_ge(migration_summary, migration_summary) IS 'implementation of >= operator';
COMMENT ON FUNCTION migration_summary_hash(migration_summary) IS 'hash, the same for equal values';
COMMENT ON FUNCTION migration_summary_hash_extended(migration_summary, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (migration_summary, migration_summary) IS 'equal';
COMMENT ON OPERATOR <> (migration_summary, migration_summary) IS 'not equal';
COMMENT ON OPERATOR < (migration_summary, migration_summary) IS 'less than';
COMMENT ON OPERATOR <= (migration_summary, migration_summary) IS 'less than or equal';
COMMENT ON OPERATOR > (migration_summary, migration_summary) IS 'greater than';
COMMENT ON OPERATOR >= (migration_summary, migration_summary) IS 'greater than or equal';
CREATE FUNCTION migration_summary_to_jsonb(migration_summary) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION migration_summary_to_json(migration_summary) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION migration_summary_from_jsonb(jsonb) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION migration_summary_to_jsonb(migration_summary) IS
'Migration matrix as the JSON object that its text form is.';
COMMENT ON FUNCTION migration_summary_to_json(migration_summary) IS
'Migration matrix as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION migration_summary_from_jsonb(jsonb) IS
'Migration matrix from the JSON that the cast to jsonb gives.';

CREATE CAST (migration_summary AS jsonb) WITH FUNCTION migration_summary_to_jsonb(migration_summary) AS ASSIGNMENT;
CREATE CAST (migration_summary AS json) WITH FUNCTION migration_summary_to_json(migration_summary) AS ASSIGNMENT;
CREATE CAST (jsonb AS migration_summary) WITH FUNCTION migration_summary_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (migration_summary AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS migration_summary) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS migration_summary) WITH INOUT AS ASSIGNMENT;
COMMENT ON TYPE migration_summary IS
'Migration matrix of loans: how many, and how much of them, went from each state (days-past-due band or grade) '
'to each other, or left; summaries add and can be taken out.';
COMMENT ON FUNCTION migration_summary_cmp(migration_summary, migration_summary) IS
'Order of two migration summaries: by their binary form.';

/* migration: from pairs of states and from histories to a matrix. */

CREATE FUNCTION migration_rollup_accum(migration_summary, m migration_summary) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_rollup_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION migration_summary_pl(migration_summary, migration_summary) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_pl' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
CREATE FUNCTION migration_summary_mi(migration_summary, migration_summary) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_mi' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION migration_summary_pl(migration_summary, migration_summary) IS
'Migration matrix of the moves of both.';
COMMENT ON FUNCTION migration_summary_mi(migration_summary, migration_summary) IS
'Migration matrix without the moves of the second, which must be in the first.';
CREATE OPERATOR + (
    LEFTARG = migration_summary, RIGHTARG = migration_summary, FUNCTION = migration_summary_pl, COMMUTATOR = +
);
CREATE OPERATOR - (
    LEFTARG = migration_summary, RIGHTARG = migration_summary, FUNCTION = migration_summary_mi
);

CREATE FUNCTION migration_rollup_inverse(migration_summary, m migration_summary) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_rollup_inverse' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE rollup(m migration_summary) (
    SFUNC = migration_rollup_accum, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum,
    MSFUNC = migration_rollup_accum, MINVFUNC = migration_rollup_inverse, MSTYPE = migration_summary,
    SSPACE = 2624, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(migration_summary) IS
'Migration matrix of all moves of the summaries: the same as counting them in one pass; also over moving windows.';

CREATE FUNCTION migration_agg_days(migration_summary, from_days bigint, to_days bigint, balance numeric)
RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_days bigint, to_days bigint, balance numeric) (
    SFUNC = migration_agg_days, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(bigint, bigint, numeric) IS
'Migration matrix of pairs of days past due with the opening balance: a NULL to-state is paid off; a row '
'without from-state or balance is skipped and counted.';

CREATE FUNCTION migration_agg_days(migration_summary, from_days bigint, to_days bigint, balance numeric, exit text)
RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_days bigint, to_days bigint, balance numeric, exit text) (
    SFUNC = migration_agg_days, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(bigint, bigint, numeric, text) IS
'Migration matrix of pairs of days past due with the opening balance; exit says what a NULL to-state is: '
'paid_off, gone or charged_off.';

CREATE FUNCTION migration_agg_days(
    migration_summary, from_days bigint, to_days bigint, balance numeric, exit text, currency text
) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_days bigint, to_days bigint, balance numeric, exit text, currency text) (
    SFUNC = migration_agg_days, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(bigint, bigint, numeric, text, text) IS
'Migration matrix of pairs of days past due with the opening balance in a currency, the same in every row.';

CREATE FUNCTION migration_agg_grades(migration_summary, from_grade risk_grade, to_grade risk_grade, balance numeric)
RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_grades' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_grade risk_grade, to_grade risk_grade, balance numeric) (
    SFUNC = migration_agg_grades, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 992,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(risk_grade, risk_grade, numeric) IS
'Migration matrix of pairs of grades with the opening balance: a NULL to-state is paid off; a row without '
'from-state or balance is skipped and counted.';

CREATE FUNCTION migration_agg_grades(
    migration_summary, from_grade risk_grade, to_grade risk_grade, balance numeric, exit text
) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_grades' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_grade risk_grade, to_grade risk_grade, balance numeric, exit text) (
    SFUNC = migration_agg_grades, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 992,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(risk_grade, risk_grade, numeric, text) IS
'Migration matrix of pairs of grades with the opening balance; exit says what a NULL to-state is: '
'paid_off, gone or charged_off.';

CREATE FUNCTION migration_agg_grades(
    migration_summary, from_grade risk_grade, to_grade risk_grade, balance numeric, exit text, currency text
) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_grades' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_grade risk_grade, to_grade risk_grade, balance numeric, exit text, currency text) (
    SFUNC = migration_agg_grades, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 992,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(risk_grade, risk_grade, numeric, text, text) IS
'Migration matrix of pairs of grades with the opening balance in a currency, the same in every row.';

CREATE FUNCTION migration_agg_history(migration_summary, h payment_history) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_history' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(h payment_history) (
    SFUNC = migration_agg_history, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(payment_history) IS
'Migration matrix of payment histories: each month to the next one inside a loan, both observed.';

CREATE FUNCTION migration_agg_history(migration_summary, h payment_history, from_month date, to_month date)
RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_history' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(h payment_history, from_month date, to_month date) (
    SFUNC = migration_agg_history, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(payment_history, date, date) IS
'Migration matrix of payment histories from one month to a later one: one move a loan that was open in the '
'first; who is not observed in the second is gone.';

COMMENT ON FUNCTION migration_rollup_accum(migration_summary, migration_summary) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_rollup_inverse(migration_summary, migration_summary) IS
'aggregate inverse transition function';
COMMENT ON FUNCTION migration_agg_days(migration_summary, bigint, bigint, numeric) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_days(migration_summary, bigint, bigint, numeric, text) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_days(migration_summary, bigint, bigint, numeric, text, text) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_grades(migration_summary, risk_grade, risk_grade, numeric) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_grades(migration_summary, risk_grade, risk_grade, numeric, text) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_grades(migration_summary, risk_grade, risk_grade, numeric, text, text) IS
'aggregate transition function';
COMMENT ON FUNCTION migration_agg_history(migration_summary, payment_history) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_history(migration_summary, payment_history, date, date) IS
'aggregate transition function';
COMMENT ON OPERATOR + (migration_summary, migration_summary) IS 'the moves of both';
COMMENT ON OPERATOR - (migration_summary, migration_summary) IS 'without the moves of the second';

/* migration readers: what a migration_summary says as rows and numbers. */

CREATE FUNCTION skipped_count(m migration_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_migration_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(migration_summary) IS
'Number of rows skipped for want of a from-state or a balance.';

CREATE FUNCTION currency(m migration_summary) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_migration_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(migration_summary) IS
'Currency of the moves; NULL where none was given, or nothing moved.';

CREATE FUNCTION migration_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_migration_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION migration_support(internal) IS
'Tells the planner how many rows a constant migration matrix has.';

CREATE FUNCTION migration_matrix(
    m migration_summary, weight text DEFAULT 'amount', full_grid boolean DEFAULT false,
    OUT from_state text, OUT from_rank integer, OUT to_state text, OUT to_rank integer,
    OUT loans bigint, OUT balance numeric, OUT rate numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_migration_matrix' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 40 SUPPORT migration_support;
COMMENT ON FUNCTION migration_matrix(migration_summary, text, boolean) IS
'Migration matrix as rows: each move that occurred (full_grid: every move there can be), its loans and opening '
'balance, and its share of all that were in the from-state; exits rank from 100.';

CREATE FUNCTION roll_rate(m migration_summary, from_state text, to_state text, weight text DEFAULT 'amount')
RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_roll_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION roll_rate(migration_summary, text, text, text) IS
'Roll rate from one state to another: 0 where the move did not occur, NULL where nobody was in the from-state.';

CREATE FUNCTION cure_rate(m migration_summary, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_cure_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION cure_rate(migration_summary, text) IS
'Cure rate: of what was past due, the share that is current again or paid off; of grades: of NPL, to pass, '
'special mention or paid off.';

CREATE FUNCTION flow_to_loss(
    m migration_summary, from_state text DEFAULT NULL, loss_state text DEFAULT NULL, weight text DEFAULT 'amount'
) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_flow_to_loss' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION flow_to_loss(migration_summary, text, text, text) IS
'Flow to loss: the product of the shares that went to a worse state, from one state (the best) up to a loss '
'state (121-180 days, or loss); NULL where a state on the way was empty.';

CREATE FUNCTION downgrade_rate(m migration_summary, grade risk_grade, reduction numeric DEFAULT 0) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_downgrade_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION downgrade_rate(migration_summary, risk_grade, numeric) IS
'Downgrade rate of a tier with its statutory denominator: what went to a worse tier, of the opening amount less '
'what left and less reduction, what the loans still there repaid.';

CREATE FUNCTION performing_downgrade_rate(m migration_summary, reduction numeric DEFAULT 0) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_performing_downgrade_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION performing_downgrade_rate(migration_summary, numeric) IS
'Performing downgrade rate: what went from pass and special mention to NPL, of their opening amount less '
'what left and less reduction.';

CREATE FUNCTION project(
    m migration_summary, steps bigint, weight text DEFAULT 'amount', full_grid boolean DEFAULT false,
    OUT from_state text, OUT from_rank integer, OUT to_state text, OUT to_rank integer, OUT rate numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_project' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500
ROWS 80 SUPPORT migration_support;
COMMENT ON FUNCTION project(migration_summary, bigint, text, boolean) IS
'Projection: where loans of each state are after so many steps (0 to 600) if every step moves them as the '
'matrix does; full_grid gives every state and exit, zeros included.';

/* portfolio_summary: counts and sums of a book, from which every ratio is read. */

CREATE TYPE portfolio_summary;

CREATE FUNCTION portfolio_summary_in(cstring) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_out(portfolio_summary) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_recv(internal) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_send(portfolio_summary) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE portfolio_summary (
    INPUT = portfolio_summary_in,
    OUTPUT = portfolio_summary_out,
    RECEIVE = portfolio_summary_recv,
    SEND = portfolio_summary_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);

COMMENT ON FUNCTION portfolio_summary_in(cstring) IS 'I/O';
COMMENT ON FUNCTION portfolio_summary_out(portfolio_summary) IS 'I/O';
COMMENT ON FUNCTION portfolio_summary_recv(internal) IS 'I/O';
COMMENT ON FUNCTION portfolio_summary_send(portfolio_summary) IS 'I/O';
CREATE FUNCTION portfolio_summary_eq(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_ne(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_lt(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_le(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_gt(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_ge(portfolio_summary, portfolio_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_cmp(portfolio_summary, portfolio_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_hash(portfolio_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_hash_extended(portfolio_summary, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS portfolio_summary_ops DEFAULT FOR TYPE portfolio_summary USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 portfolio_summary_cmp(portfolio_summary, portfolio_summary);
CREATE OPERATOR CLASS portfolio_summary_ops DEFAULT FOR TYPE portfolio_summary USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 portfolio_summary_hash(portfolio_summary),
    FUNCTION 2 portfolio_summary_hash_extended(portfolio_summary, bigint);

COMMENT ON FUNCTION portfolio_summary_eq(portfolio_summary, portfolio_summary) IS 'implementation of = operator';
COMMENT ON FUNCTION portfolio_summary_ne(portfolio_summary, portfolio_summary) IS 'implementation of <> operator';
COMMENT ON FUNCTION portfolio_summary_lt(portfolio_summary, portfolio_summary) IS 'implementation of < operator';
COMMENT ON FUNCTION portfolio_summary_le(portfolio_summary, portfolio_summary) IS 'implementation of <= operator';
COMMENT ON FUNCTION portfolio_summary_gt(portfolio_summary, portfolio_summary) IS 'implementation of > operator';
COMMENT ON FUNCTION portfolio_summary_ge(portfolio_summary, portfolio_summary) IS 'implementation of >= operator';
COMMENT ON FUNCTION portfolio_summary_hash(portfolio_summary) IS 'hash, the same for equal summaries';
COMMENT ON FUNCTION portfolio_summary_hash_extended(portfolio_summary, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (portfolio_summary, portfolio_summary) IS 'equal';
COMMENT ON OPERATOR <> (portfolio_summary, portfolio_summary) IS 'not equal';
COMMENT ON OPERATOR < (portfolio_summary, portfolio_summary) IS 'less than';
COMMENT ON OPERATOR <= (portfolio_summary, portfolio_summary) IS 'less than or equal';
COMMENT ON OPERATOR > (portfolio_summary, portfolio_summary) IS 'greater than';
COMMENT ON OPERATOR >= (portfolio_summary, portfolio_summary) IS 'greater than or equal';
CREATE FUNCTION portfolio_summary_to_jsonb(portfolio_summary) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION portfolio_summary_to_json(portfolio_summary) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION portfolio_summary_from_jsonb(jsonb) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION portfolio_summary_to_jsonb(portfolio_summary) IS
'Portfolio summary as the JSON object that its text form is.';
COMMENT ON FUNCTION portfolio_summary_to_json(portfolio_summary) IS
'Portfolio summary as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION portfolio_summary_from_jsonb(jsonb) IS
'Portfolio summary from the JSON that the cast to jsonb gives.';

CREATE CAST (portfolio_summary AS jsonb) WITH FUNCTION portfolio_summary_to_jsonb(portfolio_summary) AS ASSIGNMENT;
CREATE CAST (portfolio_summary AS json) WITH FUNCTION portfolio_summary_to_json(portfolio_summary) AS ASSIGNMENT;
CREATE CAST (jsonb AS portfolio_summary) WITH FUNCTION portfolio_summary_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (portfolio_summary AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS portfolio_summary) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS portfolio_summary) WITH INOUT AS ASSIGNMENT;
COMMENT ON TYPE portfolio_summary IS
'Portfolio summary: loans and balances by grade and by days-past-due band, provision and the sum of squared '
'balances; sums of parts are the sum of the whole.';

COMMENT ON FUNCTION portfolio_summary_cmp(portfolio_summary, portfolio_summary) IS
'Order of two portfolio summaries: by currency, then by their sums.';
COMMENT ON OPERATOR = (portfolio_summary, portfolio_summary) IS 'the same in every count and sum';
COMMENT ON OPERATOR <> (portfolio_summary, portfolio_summary) IS 'different in some count or sum';
COMMENT ON OPERATOR < (portfolio_summary, portfolio_summary) IS 'before in the order of summaries';
COMMENT ON OPERATOR <= (portfolio_summary, portfolio_summary) IS 'before in the order of summaries, or the same';
COMMENT ON OPERATOR > (portfolio_summary, portfolio_summary) IS 'after in the order of summaries';
COMMENT ON OPERATOR >= (portfolio_summary, portfolio_summary) IS 'after in the order of summaries, or the same';

CREATE FUNCTION portfolio_summary_pl(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_pl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_summary_pl(portfolio_summary, portfolio_summary) IS
'Sum of two books.';
CREATE OPERATOR + (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_pl, COMMUTATOR = +
);
CREATE FUNCTION portfolio_summary_mi(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_mi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_summary_mi(portfolio_summary, portfolio_summary) IS
'Difference of two books: the second is taken out of the first, which must hold it.';
CREATE OPERATOR - (
    LEFTARG = portfolio_summary, RIGHTARG = portfolio_summary, FUNCTION = portfolio_summary_mi
);

COMMENT ON OPERATOR + (portfolio_summary, portfolio_summary) IS 'both books together';
COMMENT ON OPERATOR - (portfolio_summary, portfolio_summary) IS 'the first book without the second';

/* portfolio: aggregates that make a portfolio_summary. */

CREATE FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade) IS 'step of portfolio_agg: one loan more';
COMMENT ON FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade) IS 'step back of portfolio_agg: one loan less';
CREATE FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint) IS 'step of portfolio_agg: one loan more';
COMMENT ON FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint) IS 'step back of portfolio_agg: one loan less';
CREATE FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric) IS 'step of portfolio_agg: one loan more';
COMMENT ON FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric) IS 'step back of portfolio_agg: one loan less';
CREATE FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_graded_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_graded_accum(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text) IS 'step of portfolio_agg: one loan more';
COMMENT ON FUNCTION portfolio_graded_accum_inv(portfolio_summary, balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text) IS 'step back of portfolio_agg: one loan less';
CREATE FUNCTION portfolio_days_accum(portfolio_summary, balance numeric, days_past_due bigint)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_days_accum_inv(portfolio_summary, balance numeric, days_past_due bigint)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_days_accum(portfolio_summary, balance numeric, days_past_due bigint) IS 'step of portfolio_agg: one loan more, graded by cn_2023';
COMMENT ON FUNCTION portfolio_days_accum_inv(portfolio_summary, balance numeric, days_past_due bigint) IS 'step back of portfolio_agg: one loan less';
CREATE FUNCTION portfolio_days_accum(portfolio_summary, balance numeric, days_past_due bigint, provision numeric)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_days_accum_inv(portfolio_summary, balance numeric, days_past_due bigint, provision numeric)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_days_accum(portfolio_summary, balance numeric, days_past_due bigint, provision numeric) IS 'step of portfolio_agg: one loan more, graded by cn_2023';
COMMENT ON FUNCTION portfolio_days_accum_inv(portfolio_summary, balance numeric, days_past_due bigint, provision numeric) IS 'step back of portfolio_agg: one loan less';
CREATE FUNCTION portfolio_days_accum(portfolio_summary, balance numeric, days_past_due bigint, provision numeric, currency text)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_days_accum_inv(portfolio_summary, balance numeric, days_past_due bigint, provision numeric, currency text)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_days_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION portfolio_days_accum(portfolio_summary, balance numeric, days_past_due bigint, provision numeric, currency text) IS 'step of portfolio_agg: one loan more, graded by cn_2023';
COMMENT ON FUNCTION portfolio_days_accum_inv(portfolio_summary, balance numeric, days_past_due bigint, provision numeric, currency text) IS 'step back of portfolio_agg: one loan less';
CREATE FUNCTION overdue_ratio_accum(portfolio_summary, balance numeric, days_past_due bigint, over_days bigint)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION overdue_ratio_accum_inv(portfolio_summary, balance numeric, days_past_due bigint, over_days bigint)
RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio_accum_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION overdue_ratio_accum(portfolio_summary, balance numeric, days_past_due bigint, over_days bigint) IS 'step of overdue_ratio: one loan more';
COMMENT ON FUNCTION overdue_ratio_accum_inv(portfolio_summary, balance numeric, days_past_due bigint, over_days bigint) IS 'step back of overdue_ratio: one loan less';

CREATE FUNCTION portfolio_summary_combine(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION portfolio_summary_combine_inv(portfolio_summary, portfolio_summary) RETURNS portfolio_summary
AS 'MODULE_PATHNAME', 'loanfin_portfolio_summary_combine_inv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION npl_ratio_final(portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_npl_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION overdue_ratio_final(portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION portfolio_summary_combine(portfolio_summary, portfolio_summary) IS
'step of rollup, and two states of any aggregate over portfolio_summary made one';
COMMENT ON FUNCTION portfolio_summary_combine_inv(portfolio_summary, portfolio_summary) IS
'step back of rollup: one summary less';
COMMENT ON FUNCTION npl_ratio_final(portfolio_summary) IS 'last step of npl_ratio';
COMMENT ON FUNCTION overdue_ratio_final(portfolio_summary) IS 'last step of overdue_ratio';

CREATE AGGREGATE portfolio_agg(balance numeric, grade risk_grade) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade) IS
'Portfolio summary of loans; rows without balance or grade are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, grade risk_grade, days_past_due bigint) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade, bigint) IS
'Portfolio summary of loans, with days past due; rows without balance or grade are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, grade risk_grade, days_past_due bigint, provision numeric) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade, bigint, numeric) IS
'Portfolio summary of loans, with days past due and provision; rows without balance or grade are skipped and '
'counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, grade risk_grade, days_past_due bigint, provision numeric, currency text) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, risk_grade, bigint, numeric, text) IS
'Portfolio summary of loans, with days past due, provision and the currency, the same in every row; rows '
'without balance or grade are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, days_past_due bigint) (
    SFUNC = portfolio_days_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_days_accum, MINVFUNC = portfolio_days_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, bigint) IS
'Portfolio summary of loans with days past due, graded by cn_2023; rows without balance or days are skipped '
'and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, days_past_due bigint, provision numeric) (
    SFUNC = portfolio_days_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_days_accum, MINVFUNC = portfolio_days_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, bigint, numeric) IS
'Portfolio summary of loans with days past due and provision, graded by cn_2023; rows without balance or days '
'are skipped and counted.';

CREATE AGGREGATE portfolio_agg(balance numeric, days_past_due bigint, provision numeric, currency text) (
    SFUNC = portfolio_days_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_days_accum, MINVFUNC = portfolio_days_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE portfolio_agg(numeric, bigint, numeric, text) IS
'Portfolio summary of loans with days past due, provision and the currency, the same in every row, graded by '
'cn_2023; rows without balance or days are skipped and counted.';

CREATE AGGREGATE rollup(p portfolio_summary) (
    SFUNC = portfolio_summary_combine, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_summary_combine, MINVFUNC = portfolio_summary_combine_inv, MSTYPE = portfolio_summary,
    MSSPACE = 392,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(portfolio_summary) IS
'Sum of summaries: the bytes that one pass over all their rows would have made.';

CREATE AGGREGATE npl_ratio(balance numeric, grade risk_grade) (
    SFUNC = portfolio_graded_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_graded_accum, MINVFUNC = portfolio_graded_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    FINALFUNC = npl_ratio_final, FINALFUNC_MODIFY = READ_ONLY, MFINALFUNC = npl_ratio_final,
    MFINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE npl_ratio(numeric, risk_grade) IS
'NPL ratio of loans: balance of substandard, doubtful and loss / all.';

CREATE AGGREGATE npl_ratio(balance numeric, days_past_due bigint) (
    SFUNC = portfolio_days_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = portfolio_days_accum, MINVFUNC = portfolio_days_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    FINALFUNC = npl_ratio_final, FINALFUNC_MODIFY = READ_ONLY, MFINALFUNC = npl_ratio_final,
    MFINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE npl_ratio(numeric, bigint) IS
'NPL ratio of loans graded by cn_2023: balance over 90 days past due / all.';

CREATE AGGREGATE overdue_ratio(balance numeric, days_past_due bigint, over_days bigint) (
    SFUNC = overdue_ratio_accum, STYPE = portfolio_summary, SSPACE = 392, COMBINEFUNC = portfolio_summary_combine,
    MSFUNC = overdue_ratio_accum, MINVFUNC = overdue_ratio_accum_inv, MSTYPE = portfolio_summary, MSSPACE = 392,
    FINALFUNC = overdue_ratio_final, FINALFUNC_MODIFY = READ_ONLY, MFINALFUNC = overdue_ratio_final,
    MFINALFUNC_MODIFY = READ_ONLY,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE overdue_ratio(numeric, bigint, bigint) IS
'Overdue ratio of loans: balance more than over_days past due / all; over_days is the same in every row.';

/* portfolio: what a portfolio_summary says. */

CREATE FUNCTION loan_count(p portfolio_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_portfolio_loan_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_count(portfolio_summary) IS
'Number of loans in a book.';
CREATE FUNCTION skipped_count(p portfolio_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_portfolio_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(portfolio_summary) IS
'Number of rows skipped for want of a balance or a grade.';
CREATE FUNCTION currency(p portfolio_summary) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_portfolio_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(portfolio_summary) IS
'Currency of a book; NULL where none was given.';
CREATE FUNCTION total_balance(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_balance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_balance(portfolio_summary) IS
'Balance of all loans.';
CREATE FUNCTION npl_balance(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_npl_balance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION npl_balance(portfolio_summary) IS
'Balance of non-performing loans: substandard, doubtful, loss.';
CREATE FUNCTION total_provision(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_provision' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_provision(portfolio_summary) IS
'Provision held for all loans.';
CREATE FUNCTION npl_ratio(p portfolio_summary, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_npl_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION npl_ratio(portfolio_summary, text) IS
'NPL ratio: substandard, doubtful and loss / all, by amount or count; NULL for an empty book.';
CREATE FUNCTION special_mention_ratio(p portfolio_summary, weight text DEFAULT 'amount') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_special_mention_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION special_mention_ratio(portfolio_summary, text) IS
'Special-mention ratio: special mention / all, by amount or count.';
CREATE FUNCTION overdue_ratio(p portfolio_summary, over_days bigint DEFAULT 0, weight text DEFAULT 'amount')
RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_overdue_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION overdue_ratio(portfolio_summary, bigint, text) IS
'Overdue ratio: loans more than over_days past due / all of known band; over_days is 0, 30, 60, 90, 120, 180, '
'270 or 360.';
CREATE FUNCTION npl_deviation(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_npl_deviation' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION npl_deviation(portfolio_summary) IS
'NPL deviation: balance over 90 days past due / NPL balance; NULL where no band is known.';
CREATE FUNCTION coverage_ratio(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_coverage_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage_ratio(portfolio_summary) IS
'Provision coverage ratio: provision / NPL balance.';
CREATE FUNCTION provision_ratio(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_provision_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION provision_ratio(portfolio_summary) IS
'Loan provision ratio: provision / balance of all loans.';
CREATE FUNCTION concentration(p portfolio_summary) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_concentration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concentration(portfolio_summary) IS
'Concentration (Herfindahl-Hirschman index): sum of squared balances / square of their sum, 1 for a single loan.';
CREATE FUNCTION graded_provision(p portfolio_summary, policy grade_policy DEFAULT 'cn_2023') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_graded_provision' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION graded_provision(portfolio_summary, grade_policy) IS
'Provision by grade: each tier''s balance times its rate, rounded once; NULL where the policy sets no rates.';
CREATE FUNCTION required_provision(p portfolio_summary, policy grade_policy DEFAULT 'cn_2023') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_portfolio_required_provision' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION required_provision(portfolio_summary, grade_policy) IS
'Required provision: the greater of minimum coverage x NPL and minimum provision ratio x all; the graded '
'provision where the policy has no minima.';
CREATE FUNCTION provision_gap(p portfolio_summary, policy grade_policy DEFAULT 'cn_2023') RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_provision_gap' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION provision_gap(portfolio_summary, grade_policy) IS
'Provision gap: required less held, negative for a surplus.';

CREATE FUNCTION grade_breakdown(
    p portfolio_summary,
    OUT grade text, OUT grade_rank integer, OUT label_zh text,
    OUT loans bigint, OUT balance numeric, OUT share numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_grade_breakdown' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 5 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION grade_breakdown(portfolio_summary) IS
'Five-tier table of a book: loans, balance and share of the balance by tier, empty tiers too.';

CREATE FUNCTION aging(
    p portfolio_summary,
    OUT band text, OUT band_rank integer, OUT loans bigint, OUT balance numeric, OUT share numeric, OUT label_zh text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_aging' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 10 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION aging(portfolio_summary) IS
'Aging table of a book: loans, balance and share of the balance by days-past-due band, empty bands too; last the '
'loans of unknown band.';

CREATE FUNCTION bands(
    OUT band text, OUT band_rank integer, OUT from_days integer, OUT to_days integer, OUT label_zh text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_bands' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 9 SUPPORT fixed_rows_support;
COMMENT ON FUNCTION bands() IS
'Bands of days past due, one row each, best first: label, rank, first and last day, label in Chinese.';

/* money_schedule: the life of one loan, or the sum of many, as one value. */

CREATE TYPE money_schedule;

CREATE FUNCTION money_schedule_in(cstring) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_out(money_schedule) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_recv(internal) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_send(money_schedule) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE money_schedule (
    INPUT = money_schedule_in,
    OUTPUT = money_schedule_out,
    RECEIVE = money_schedule_recv,
    SEND = money_schedule_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);

COMMENT ON FUNCTION money_schedule_in(cstring) IS 'I/O';
COMMENT ON FUNCTION money_schedule_out(money_schedule) IS 'I/O';
COMMENT ON FUNCTION money_schedule_recv(internal) IS 'I/O';
COMMENT ON FUNCTION money_schedule_send(money_schedule) IS 'I/O';
CREATE FUNCTION money_schedule_eq(money_schedule, money_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_ne(money_schedule, money_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_lt(money_schedule, money_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_le(money_schedule, money_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_gt(money_schedule, money_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_ge(money_schedule, money_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_cmp(money_schedule, money_schedule) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_hash(money_schedule) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_hash_extended(money_schedule, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = money_schedule, RIGHTARG = money_schedule, FUNCTION = money_schedule_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = money_schedule, RIGHTARG = money_schedule, FUNCTION = money_schedule_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = money_schedule, RIGHTARG = money_schedule, FUNCTION = money_schedule_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = money_schedule, RIGHTARG = money_schedule, FUNCTION = money_schedule_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = money_schedule, RIGHTARG = money_schedule, FUNCTION = money_schedule_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = money_schedule, RIGHTARG = money_schedule, FUNCTION = money_schedule_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS money_schedule_ops DEFAULT FOR TYPE money_schedule USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 money_schedule_cmp(money_schedule, money_schedule);
CREATE OPERATOR CLASS money_schedule_ops DEFAULT FOR TYPE money_schedule USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 money_schedule_hash(money_schedule),
    FUNCTION 2 money_schedule_hash_extended(money_schedule, bigint);

COMMENT ON FUNCTION money_schedule_eq(money_schedule, money_schedule) IS 'implementation of = operator';
COMMENT ON FUNCTION money_schedule_ne(money_schedule, money_schedule) IS 'implementation of <> operator';
COMMENT ON FUNCTION money_schedule_lt(money_schedule, money_schedule) IS 'implementation of < operator';
COMMENT ON FUNCTION money_schedule_le(money_schedule, money_schedule) IS 'implementation of <= operator';
COMMENT ON FUNCTION money_schedule_gt(money_schedule, money_schedule) IS 'implementation of > operator';
COMMENT ON FUNCTION money_schedule_ge(money_schedule, money_schedule) IS 'implementation of >= operator';
COMMENT ON FUNCTION money_schedule_hash(money_schedule) IS 'hash, the same for equal schedules';
COMMENT ON FUNCTION money_schedule_hash_extended(money_schedule, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (money_schedule, money_schedule) IS 'equal';
COMMENT ON OPERATOR <> (money_schedule, money_schedule) IS 'not equal';
COMMENT ON OPERATOR < (money_schedule, money_schedule) IS 'less than';
COMMENT ON OPERATOR <= (money_schedule, money_schedule) IS 'less than or equal';
COMMENT ON OPERATOR > (money_schedule, money_schedule) IS 'greater than';
COMMENT ON OPERATOR >= (money_schedule, money_schedule) IS 'greater than or equal';
CREATE FUNCTION money_schedule_to_jsonb(money_schedule) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION money_schedule_to_json(money_schedule) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION money_schedule_from_jsonb(jsonb) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION money_schedule_to_jsonb(money_schedule) IS
'Schedule as the JSON object that its text form is.';
COMMENT ON FUNCTION money_schedule_to_json(money_schedule) IS
'Schedule as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION money_schedule_from_jsonb(jsonb) IS
'Schedule from the JSON that the cast to jsonb gives.';

CREATE CAST (money_schedule AS jsonb) WITH FUNCTION money_schedule_to_jsonb(money_schedule) AS ASSIGNMENT;
CREATE CAST (money_schedule AS json) WITH FUNCTION money_schedule_to_json(money_schedule) AS ASSIGNMENT;
CREATE CAST (jsonb AS money_schedule) WITH FUNCTION money_schedule_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (money_schedule AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS money_schedule) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS money_schedule) WITH INOUT AS ASSIGNMENT;
COMMENT ON TYPE money_schedule IS
'Repayment schedule of one loan, or the sum of many: currency, opening amount, start date, terms and rows (due '
'date, principal, interest, fee), packed.';
COMMENT ON FUNCTION money_schedule_cmp(money_schedule, money_schedule) IS
'Order of two schedules: by currency, start date, opening amount, number of rows, then by their bytes.';

COMMENT ON OPERATOR = (money_schedule, money_schedule) IS 'the same in every part: currency, dates, terms and amounts';
COMMENT ON OPERATOR <> (money_schedule, money_schedule) IS 'different in some part';
COMMENT ON OPERATOR < (money_schedule, money_schedule) IS 'before in the order of schedules';
COMMENT ON OPERATOR <= (money_schedule, money_schedule) IS 'before in the order of schedules, or the same';
COMMENT ON OPERATOR > (money_schedule, money_schedule) IS 'after in the order of schedules';
COMMENT ON OPERATOR >= (money_schedule, money_schedule) IS 'after in the order of schedules, or the same';
COMMENT ON FUNCTION money_schedule_to_jsonb(money_schedule) IS
'Schedule as a JSON object: start_date, opening, currency, terms, installments.';

/* schedule: what one schedule says as a number or a date; sums of schedules. */

CREATE FUNCTION principal(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_principal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION principal(money_schedule) IS
'Opening amount of a schedule: the sum of the principal of its rows.';

CREATE FUNCTION start_date(s money_schedule) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_start_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION start_date(money_schedule) IS
'Start date of a schedule: the day interest begins.';

CREATE FUNCTION maturity_date(s money_schedule) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_maturity_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION maturity_date(money_schedule) IS
'Maturity date of a schedule: the due date of its last row, NULL without rows.';

CREATE FUNCTION installment_count(s money_schedule) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_installment_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION installment_count(money_schedule) IS
'Number of installments of a schedule: its rows, a balloon in advance included.';

CREATE FUNCTION currency(s money_schedule) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(money_schedule) IS
'Currency of a schedule as an ISO 4217 code, NULL where none was given.';

CREATE FUNCTION annual_rate(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_annual_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION annual_rate(money_schedule) IS
'Annual rate of a schedule as a fraction, the last one where it was repriced; NULL without terms.';

CREATE FUNCTION payment(s money_schedule, number bigint DEFAULT 1) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_payment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION payment(money_schedule, bigint) IS
'Payment of one row: principal, interest and fee; NULL beyond the last row.';

CREATE FUNCTION total_interest(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_interest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_interest(money_schedule) IS
'Total interest of all rows.';

CREATE FUNCTION total_fee(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_fee' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_fee(money_schedule) IS
'Total fees of all rows.';

CREATE FUNCTION total_payment(s money_schedule) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_total_payment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_payment(money_schedule) IS
'Total of all payments: principal, interest and fees of all rows.';

CREATE FUNCTION balance_at(s money_schedule, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_balance_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_at(money_schedule, date) IS
'Outstanding principal after all rows due on or before a day.';

CREATE FUNCTION principal_due(s money_schedule, during daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_principal_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION principal_due(money_schedule, daterange) IS
'Principal due in rows whose due date lies in the range.';

CREATE FUNCTION interest_due(s money_schedule, during daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_interest_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION interest_due(money_schedule, daterange) IS
'Interest due in rows whose due date lies in the range.';

CREATE FUNCTION fee_due(s money_schedule, during daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_fee_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fee_due(money_schedule, daterange) IS
'Fees due in rows whose due date lies in the range.';

CREATE FUNCTION payment_due(s money_schedule, during daterange) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_payment_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION payment_due(money_schedule, daterange) IS
'Payments due in rows whose due date lies in the range: principal, interest and fees.';

CREATE FUNCTION accrued_interest(s money_schedule, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_accrued_interest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accrued_interest(money_schedule, date) IS
'Accrued interest since the last row, every row due until then paid as planned.';

CREATE FUNCTION payoff(s money_schedule, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_payoff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION payoff(money_schedule, date) IS
'Payoff amount: outstanding principal and accrued interest; the row due on the day counts as paid.';

CREATE FUNCTION next_due(s money_schedule, as_of date) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_next_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION next_due(money_schedule, date) IS
'Next due date after a day, NULL after the last row.';

CREATE TYPE money_schedule_state;

CREATE FUNCTION money_schedule_state_in(cstring) RETURNS money_schedule_state
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_state_out(money_schedule_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_state_recv(internal) RETURNS money_schedule_state
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION money_schedule_state_send(money_schedule_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE money_schedule_state (
    INPUT = money_schedule_state_in,
    OUTPUT = money_schedule_state_out,
    RECEIVE = money_schedule_state_recv,
    SEND = money_schedule_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);

COMMENT ON FUNCTION money_schedule_state_in(cstring) IS 'I/O';
COMMENT ON FUNCTION money_schedule_state_out(money_schedule_state) IS 'I/O';
COMMENT ON FUNCTION money_schedule_state_recv(internal) IS 'I/O';
COMMENT ON FUNCTION money_schedule_state_send(money_schedule_state) IS 'I/O';
COMMENT ON TYPE money_schedule_state IS
'Dated sums on their way to a schedule: the state of sum(money_schedule) and schedule_agg, exact in 128 bits.';

CREATE FUNCTION money_schedule_sum_accum(money_schedule_state, money_schedule) RETURNS money_schedule_state
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_sum_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION money_schedule_state_combine(money_schedule_state, money_schedule_state) RETURNS money_schedule_state
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_state_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION money_schedule_state_final(money_schedule_state) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_state_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION money_schedule_sum_accum(money_schedule_state, money_schedule) IS 'aggregate transition function';
COMMENT ON FUNCTION money_schedule_state_combine(money_schedule_state, money_schedule_state) IS
'aggregate combine function';
COMMENT ON FUNCTION money_schedule_state_final(money_schedule_state) IS 'aggregate final function';

CREATE AGGREGATE sum(money_schedule) (
    SFUNC = money_schedule_sum_accum,
    STYPE = money_schedule_state,
    COMBINEFUNC = money_schedule_state_combine,
    FINALFUNC = money_schedule_state_final,
    FINALFUNC_MODIFY = READ_ONLY,
    SSPACE = 8192,
    PARALLEL = SAFE
);
CREATE AGGREGATE rollup(s money_schedule) (
    SFUNC = money_schedule_sum_accum,
    STYPE = money_schedule_state,
    COMBINEFUNC = money_schedule_state_combine,
    FINALFUNC = money_schedule_state_final,
    FINALFUNC_MODIFY = READ_ONLY,
    SSPACE = 8192,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(money_schedule) IS
'Sum of schedules: the same as sum(money_schedule), under the name that the summaries have.';
COMMENT ON AGGREGATE sum(money_schedule) IS
'Sum of schedules, the cash flow of a portfolio: rows of one date are added; keeps the currency, drops the '
'terms.';

CREATE FUNCTION money_schedule_pl(money_schedule, money_schedule) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_pl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION money_schedule_pl(money_schedule, money_schedule) IS
'Sum of two schedules: rows of one date are added; keeps the currency, drops the terms.';
CREATE OPERATOR + (
    LEFTARG = money_schedule, RIGHTARG = money_schedule, FUNCTION = money_schedule_pl, COMMUTATOR = +
);
COMMENT ON OPERATOR + (money_schedule, money_schedule) IS 'add: rows of one date become one';

CREATE FUNCTION schedule_agg_accum(money_schedule_state, due date, principal numeric, interest numeric)
RETURNS money_schedule_state
AS 'MODULE_PATHNAME', 'loanfin_schedule_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION schedule_agg_accum(money_schedule_state, due date, principal numeric, interest numeric, fee numeric)
RETURNS money_schedule_state
AS 'MODULE_PATHNAME', 'loanfin_schedule_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION schedule_agg_accum(
    money_schedule_state, due date, principal numeric, interest numeric, fee numeric, start_date date
) RETURNS money_schedule_state
AS 'MODULE_PATHNAME', 'loanfin_schedule_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION schedule_agg_accum(
    money_schedule_state, due date, principal numeric, interest numeric, fee numeric, start_date date, currency text
) RETURNS money_schedule_state
AS 'MODULE_PATHNAME', 'loanfin_schedule_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION schedule_agg_accum(money_schedule_state, date, numeric, numeric) IS 'aggregate transition function';
COMMENT ON FUNCTION schedule_agg_accum(money_schedule_state, date, numeric, numeric, numeric) IS
'aggregate transition function';
COMMENT ON FUNCTION schedule_agg_accum(money_schedule_state, date, numeric, numeric, numeric, date) IS
'aggregate transition function';
COMMENT ON FUNCTION schedule_agg_accum(money_schedule_state, date, numeric, numeric, numeric, date, text) IS
'aggregate transition function';

CREATE AGGREGATE schedule_agg(due date, principal numeric, interest numeric) (
    SFUNC = schedule_agg_accum, STYPE = money_schedule_state,
    COMBINEFUNC = money_schedule_state_combine,
    FINALFUNC = money_schedule_state_final, FINALFUNC_MODIFY = READ_ONLY,
    SSPACE = 4096, PARALLEL = SAFE
);
CREATE AGGREGATE schedule_agg(due date, principal numeric, interest numeric, fee numeric) (
    SFUNC = schedule_agg_accum, STYPE = money_schedule_state,
    COMBINEFUNC = money_schedule_state_combine,
    FINALFUNC = money_schedule_state_final, FINALFUNC_MODIFY = READ_ONLY,
    SSPACE = 4096, PARALLEL = SAFE
);
CREATE AGGREGATE schedule_agg(due date, principal numeric, interest numeric, fee numeric, start_date date) (
    SFUNC = schedule_agg_accum, STYPE = money_schedule_state,
    COMBINEFUNC = money_schedule_state_combine,
    FINALFUNC = money_schedule_state_final, FINALFUNC_MODIFY = READ_ONLY,
    SSPACE = 4096, PARALLEL = SAFE
);
CREATE AGGREGATE schedule_agg(
    due date, principal numeric, interest numeric, fee numeric, start_date date, currency text
) (
    SFUNC = schedule_agg_accum, STYPE = money_schedule_state,
    COMBINEFUNC = money_schedule_state_combine,
    FINALFUNC = money_schedule_state_final, FINALFUNC_MODIFY = READ_ONLY,
    SSPACE = 4096, PARALLEL = SAFE
);
COMMENT ON AGGREGATE schedule_agg(date, numeric, numeric) IS
'Schedule from rows that a database already has, in any order; two rows of one date add up; it starts at its '
'first due date.';
COMMENT ON AGGREGATE schedule_agg(date, numeric, numeric, numeric) IS
'Schedule from rows with fees, in any order; two rows of one date add up; it starts at its first due date.';
COMMENT ON AGGREGATE schedule_agg(date, numeric, numeric, numeric, date) IS
'Schedule from rows with fees and the start date, the same in every row.';
COMMENT ON AGGREGATE schedule_agg(date, numeric, numeric, numeric, date, text) IS
'Schedule from rows with fees, the start date and the currency, both the same in every row.';

/* valuation: what a schedule is worth and how long its money is out. */

CREATE FUNCTION weighted_average_life(s money_schedule, as_of date DEFAULT NULL) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_weighted_average_life' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION weighted_average_life(money_schedule, date) IS
'Weighted average life in years (actual days / 365, 8 decimals) of the principal due after a day, the start '
'date if none is given; NULL when nothing is left.';

CREATE FUNCTION present_value(s money_schedule, annual_rate numeric, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_present_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION present_value(money_schedule, numeric, date) IS
'Present value on a day of all payments due after it, discounted at an effective annual rate over actual days / '
'365.';

CREATE FUNCTION duration(s money_schedule, annual_rate numeric, as_of date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION duration(money_schedule, numeric, date) IS
'Macaulay duration in years (8 decimals) of the payments due after a day, at an effective annual rate over '
'actual days / 365; NULL when nothing is left.';

/* amort: from the terms of a loan to its schedule. */

CREATE FUNCTION amortize(
    principal numeric,
    annual_rate numeric,
    periods bigint,
    start_date date,
    method text DEFAULT 'annuity',
    first_due date DEFAULT NULL,
    period interval DEFAULT '1 month',
    balloon numeric DEFAULT 0,
    grace bigint DEFAULT 0,
    in_advance boolean DEFAULT false,
    fee numeric DEFAULT 0,
    day_count text DEFAULT 'periodic',
    rounding text DEFAULT 'half_up',
    residue text DEFAULT 'last',
    payment numeric DEFAULT NULL,
    payment_unit numeric DEFAULT NULL,
    payment_rounding text DEFAULT NULL,
    negative_amortization boolean DEFAULT false,
    currency text DEFAULT NULL,
    month_end boolean DEFAULT false
) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_amortize' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;

COMMENT ON FUNCTION amortize IS
'Repayment schedule of a loan from its terms, every cell exact to the minor unit: annuity, equal_principal '
', interest_only, flat or rule_of_78. The annual rate is a fraction: 0.05 for 5 %. NULL if principal, '
'rate, periods or start date is; another NULL takes its default. With a payment, periods NULL is as many rows as the '
'annuity needs.';

/* cashflows: dated amounts, payments or the flows of an investment, as one value. */

CREATE TYPE cashflows;

CREATE FUNCTION cashflows_in(cstring) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_out(cashflows) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_cashflows_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_recv(internal) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_send(cashflows) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_cashflows_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cashflows (
    INPUT = cashflows_in,
    OUTPUT = cashflows_out,
    RECEIVE = cashflows_recv,
    SEND = cashflows_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);

COMMENT ON FUNCTION cashflows_in(cstring) IS 'I/O';
COMMENT ON FUNCTION cashflows_out(cashflows) IS 'I/O';
COMMENT ON FUNCTION cashflows_recv(internal) IS 'I/O';
COMMENT ON FUNCTION cashflows_send(cashflows) IS 'I/O';
CREATE FUNCTION cashflows_eq(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_ne(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_lt(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_le(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_gt(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_ge(cashflows, cashflows) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_cashflows_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_cmp(cashflows, cashflows) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_cashflows_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_hash(cashflows) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_cashflows_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_hash_extended(cashflows, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_cashflows_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS cashflows_ops DEFAULT FOR TYPE cashflows USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 cashflows_cmp(cashflows, cashflows);
CREATE OPERATOR CLASS cashflows_ops DEFAULT FOR TYPE cashflows USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 cashflows_hash(cashflows),
    FUNCTION 2 cashflows_hash_extended(cashflows, bigint);

COMMENT ON FUNCTION cashflows_eq(cashflows, cashflows) IS 'implementation of = operator';
COMMENT ON FUNCTION cashflows_ne(cashflows, cashflows) IS 'implementation of <> operator';
COMMENT ON FUNCTION cashflows_lt(cashflows, cashflows) IS 'implementation of < operator';
COMMENT ON FUNCTION cashflows_le(cashflows, cashflows) IS 'implementation of <= operator';
COMMENT ON FUNCTION cashflows_gt(cashflows, cashflows) IS 'implementation of > operator';
COMMENT ON FUNCTION cashflows_ge(cashflows, cashflows) IS 'implementation of >= operator';
COMMENT ON FUNCTION cashflows_hash(cashflows) IS 'hash, the same for equal values';
COMMENT ON FUNCTION cashflows_hash_extended(cashflows, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (cashflows, cashflows) IS 'equal';
COMMENT ON OPERATOR <> (cashflows, cashflows) IS 'not equal';
COMMENT ON OPERATOR < (cashflows, cashflows) IS 'less than';
COMMENT ON OPERATOR <= (cashflows, cashflows) IS 'less than or equal';
COMMENT ON OPERATOR > (cashflows, cashflows) IS 'greater than';
COMMENT ON OPERATOR >= (cashflows, cashflows) IS 'greater than or equal';
CREATE FUNCTION cashflows_to_jsonb(cashflows) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_cashflows_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION cashflows_to_json(cashflows) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_cashflows_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION cashflows_from_jsonb(jsonb) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION cashflows_to_jsonb(cashflows) IS
'Cash flows as the JSON object that its text form is.';
COMMENT ON FUNCTION cashflows_to_json(cashflows) IS
'Cash flows as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION cashflows_from_jsonb(jsonb) IS
'Cash flows from the JSON that the cast to jsonb gives.';

CREATE CAST (cashflows AS jsonb) WITH FUNCTION cashflows_to_jsonb(cashflows) AS ASSIGNMENT;
CREATE CAST (cashflows AS json) WITH FUNCTION cashflows_to_json(cashflows) AS ASSIGNMENT;
CREATE CAST (jsonb AS cashflows) WITH FUNCTION cashflows_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (cashflows AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS cashflows) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS cashflows) WITH INOUT AS ASSIGNMENT;
COMMENT ON TYPE cashflows IS
'Cash flows: dated amounts, one a date, received positive and paid out negative, packed.';
COMMENT ON FUNCTION cashflows_cmp(cashflows, cashflows) IS
'Order of two cash flows: by their bytes.';

COMMENT ON FUNCTION cashflows_to_jsonb(cashflows) IS
'Cash flows as a JSON object: currency, and [date, amount] each in flows.';

/* cashflow: from rows and schedules to cash flows, and back to rows. */

CREATE TYPE cashflows_state;

CREATE FUNCTION cashflows_state_in(cstring) RETURNS cashflows_state
AS 'MODULE_PATHNAME', 'loanfin_cashflows_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_state_out(cashflows_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_cashflows_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_state_recv(internal) RETURNS cashflows_state
AS 'MODULE_PATHNAME', 'loanfin_cashflows_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cashflows_state_send(cashflows_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_cashflows_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cashflows_state (
    INPUT = cashflows_state_in,
    OUTPUT = cashflows_state_out,
    RECEIVE = cashflows_state_recv,
    SEND = cashflows_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);

COMMENT ON FUNCTION cashflows_state_in(cstring) IS 'I/O';
COMMENT ON FUNCTION cashflows_state_out(cashflows_state) IS 'I/O';
COMMENT ON FUNCTION cashflows_state_recv(internal) IS 'I/O';
COMMENT ON FUNCTION cashflows_state_send(cashflows_state) IS 'I/O';
COMMENT ON TYPE cashflows_state IS
'Dated amounts on their way to cash flows: the state of cashflow_agg and sum(cashflows), exact in 128 bits.';

CREATE FUNCTION cashflow_agg_accum(cashflows_state, on_date date, amount numeric) RETURNS cashflows_state
AS 'MODULE_PATHNAME', 'loanfin_cashflow_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cashflow_agg_accum(cashflows_state, on_date date, amount numeric, currency text) RETURNS cashflows_state
AS 'MODULE_PATHNAME', 'loanfin_cashflow_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cashflows_sum_accum(cashflows_state, cashflows) RETURNS cashflows_state
AS 'MODULE_PATHNAME', 'loanfin_cashflows_sum_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cashflows_state_combine(cashflows_state, cashflows_state) RETURNS cashflows_state
AS 'MODULE_PATHNAME', 'loanfin_cashflows_state_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cashflows_state_final(cashflows_state) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_state_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE cashflow_agg(on_date date, amount numeric) (
    SFUNC = cashflow_agg_accum, STYPE = cashflows_state, COMBINEFUNC = cashflows_state_combine,
    FINALFUNC = cashflows_state_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 512, PARALLEL = SAFE
);
COMMENT ON AGGREGATE cashflow_agg(date, numeric) IS
'Cash flows from rows in any order; amounts of one date add up; a row with a NULL is passed over.';
CREATE AGGREGATE cashflow_agg(on_date date, amount numeric, currency text) (
    SFUNC = cashflow_agg_accum, STYPE = cashflows_state, COMBINEFUNC = cashflows_state_combine,
    FINALFUNC = cashflows_state_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 512, PARALLEL = SAFE
);
COMMENT ON AGGREGATE cashflow_agg(date, numeric, text) IS
'Cash flows from rows in any order, in a currency, the same in every row.';
CREATE AGGREGATE sum(cashflows) (
    SFUNC = cashflows_sum_accum, STYPE = cashflows_state, COMBINEFUNC = cashflows_state_combine,
    FINALFUNC = cashflows_state_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 1024, PARALLEL = SAFE
);
CREATE AGGREGATE rollup(cf cashflows) (
    SFUNC = cashflows_sum_accum, STYPE = cashflows_state, COMBINEFUNC = cashflows_state_combine,
    FINALFUNC = cashflows_state_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 1024, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cashflows) IS
'Sum of cash flows: the same as sum(cashflows), under the name that the summaries have.';
COMMENT ON AGGREGATE sum(cashflows) IS
'Sum of cash flows: amounts of one date are added.';

CREATE FUNCTION cashflows_pl(cashflows, cashflows) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_pl' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION cashflows_pl(cashflows, cashflows) IS
'Sum of two cash flows: amounts of one date are added.';
CREATE OPERATOR + (
    LEFTARG = cashflows, RIGHTARG = cashflows, FUNCTION = cashflows_pl, COMMUTATOR = +
);

CREATE FUNCTION cashflows(s money_schedule) RETURNS cashflows
AS 'MODULE_PATHNAME', 'loanfin_cashflows_of_schedule' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION cashflows(money_schedule) IS
'Cash flows of a schedule for its lender: the opening amount out on the start date, principal, interest and fees '
'in on the due dates.';

CREATE FUNCTION currency(cf cashflows) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_cashflows_currency' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION currency(cashflows) IS
'Currency of cash flows as an ISO 4217 code, NULL where none was given.';

CREATE FUNCTION flows_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_flows_support' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION flows_support(internal) IS
'Tells the planner how many dates constant cash flows have.';

CREATE FUNCTION flows(cf cashflows, OUT on_date date, OUT amount numeric) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_flows' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT
ROWS 24 SUPPORT flows_support;
COMMENT ON FUNCTION flows(cashflows) IS
'Flows as rows: date and amount, dates ascending.';

COMMENT ON FUNCTION cashflow_agg_accum(cashflows_state, date, numeric) IS 'aggregate transition function';
COMMENT ON FUNCTION cashflow_agg_accum(cashflows_state, date, numeric, text) IS 'aggregate transition function';
COMMENT ON FUNCTION cashflows_sum_accum(cashflows_state, cashflows) IS 'aggregate transition function';
COMMENT ON FUNCTION cashflows_state_combine(cashflows_state, cashflows_state) IS 'aggregate combine function';
COMMENT ON FUNCTION cashflows_state_final(cashflows_state) IS 'aggregate final function';
COMMENT ON OPERATOR + (cashflows, cashflows) IS 'add: amounts of one date become one';

/* delinquency: where a loan stands on a day, from its contract and its payments. */

CREATE FUNCTION loan_state(
    s money_schedule, paid cashflows, as_of date,
    allocation text DEFAULT 'fee_interest_principal', penalty_rate numeric DEFAULT 0,
    due_day_counts boolean DEFAULT false,
    OUT as_of date, OUT days_past_due integer, OUT oldest_unpaid date,
    OUT overdue_principal numeric, OUT overdue_interest numeric, OUT overdue_fee numeric,
    OUT penalty numeric, OUT outstanding_principal numeric,
    OUT paid_principal numeric, OUT paid_interest numeric, OUT paid_fee numeric,
    OUT unapplied numeric, OUT next_due date, OUT next_payment numeric
) RETURNS record
AS 'MODULE_PATHNAME', 'loanfin_loan_state' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION loan_state(money_schedule, cashflows, date, text, numeric, boolean) IS
'Loan state on a day, replayed from the schedule and the payments received: days past due, what is overdue, '
'penalty, what is outstanding and paid, what is due next; NULL paid is no payment; NULL before the loan starts.';

CREATE FUNCTION days_past_due(s money_schedule, paid cashflows, as_of date, due_day_counts boolean DEFAULT false)
RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_days_past_due' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION days_past_due(money_schedule, cashflows, date, boolean) IS
'Days past due on a day: since the due date of the oldest row that the payments do not meet, else 0; with '
'due_day_counts the due day itself is day 1; NULL before the loan starts.';

/* installments: the rows of a schedule as rows of SQL. */

CREATE FUNCTION schedule_rows_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_schedule_rows_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION schedule_rows_support(internal) IS
'Tells the planner how many rows a constant schedule has.';

CREATE FUNCTION installments(
    s money_schedule,
    OUT number integer, OUT due date, OUT principal numeric, OUT interest numeric,
    OUT fee numeric, OUT payment numeric, OUT balance numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_installments' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 36 SUPPORT schedule_rows_support;
COMMENT ON FUNCTION installments(money_schedule) IS
'Installments of a schedule, one row each: number, due date, principal, interest, fee, their sum, and the '
'balance after it.';

CREATE FUNCTION cashflow_by(
    s money_schedule, bucket interval,
    OUT bucket date, OUT principal numeric, OUT interest numeric, OUT fee numeric, OUT payment numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_cashflow_by' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 36 SUPPORT schedule_rows_support;
COMMENT ON FUNCTION cashflow_by(money_schedule, interval) IS
'Cash flow of a schedule by calendar bucket: the first day of each bucket with rows, and their sums; months '
'count from January, weeks from Monday.';

CREATE FUNCTION slice(s money_schedule, during daterange) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_slice' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION slice(money_schedule, daterange) IS
'Part of a schedule: its rows due in the range, opening with their principal, without terms.';

/* vintage_summary: how loans of one origination aged, as counts and sums. */

CREATE TYPE vintage_summary;

CREATE FUNCTION vintage_summary_in(cstring) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_out(vintage_summary) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_recv(internal) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_send(vintage_summary) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE vintage_summary (
    INPUT = vintage_summary_in,
    OUTPUT = vintage_summary_out,
    RECEIVE = vintage_summary_recv,
    SEND = vintage_summary_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = int4,
    STORAGE = extended
);

COMMENT ON FUNCTION vintage_summary_in(cstring) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_out(vintage_summary) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_recv(internal) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_send(vintage_summary) IS 'I/O';
CREATE FUNCTION vintage_summary_eq(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_ne(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_lt(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_le(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_gt(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_ge(vintage_summary, vintage_summary) RETURNS boolean
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_cmp(vintage_summary, vintage_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_hash(vintage_summary) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_hash_extended(vintage_summary, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR <> (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR < (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
CREATE OPERATOR <= (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
CREATE OPERATOR > (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
CREATE OPERATOR >= (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR CLASS vintage_summary_ops DEFAULT FOR TYPE vintage_summary USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 vintage_summary_cmp(vintage_summary, vintage_summary);
CREATE OPERATOR CLASS vintage_summary_ops DEFAULT FOR TYPE vintage_summary USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 vintage_summary_hash(vintage_summary),
    FUNCTION 2 vintage_summary_hash_extended(vintage_summary, bigint);

COMMENT ON FUNCTION vintage_summary_eq(vintage_summary, vintage_summary) IS 'implementation of = operator';
COMMENT ON FUNCTION vintage_summary_ne(vintage_summary, vintage_summary) IS 'implementation of <> operator';
COMMENT ON FUNCTION vintage_summary_lt(vintage_summary, vintage_summary) IS 'implementation of < operator';
COMMENT ON FUNCTION vintage_summary_le(vintage_summary, vintage_summary) IS 'implementation of <= operator';
COMMENT ON FUNCTION vintage_summary_gt(vintage_summary, vintage_summary) IS 'implementation of > operator';
COMMENT ON FUNCTION vintage_summary_ge(vintage_summary, vintage_summary) IS 'implementation of >= operator';
COMMENT ON FUNCTION vintage_summary_hash(vintage_summary) IS 'hash, the same for equal values';
COMMENT ON FUNCTION vintage_summary_hash_extended(vintage_summary, bigint) IS 'hash with a seed';
COMMENT ON OPERATOR = (vintage_summary, vintage_summary) IS 'equal';
COMMENT ON OPERATOR <> (vintage_summary, vintage_summary) IS 'not equal';
COMMENT ON OPERATOR < (vintage_summary, vintage_summary) IS 'less than';
COMMENT ON OPERATOR <= (vintage_summary, vintage_summary) IS 'less than or equal';
COMMENT ON OPERATOR > (vintage_summary, vintage_summary) IS 'greater than';
COMMENT ON OPERATOR >= (vintage_summary, vintage_summary) IS 'greater than or equal';
CREATE FUNCTION vintage_summary_to_jsonb(vintage_summary) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION vintage_summary_to_json(vintage_summary) RETURNS json
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_to_json' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION vintage_summary_from_jsonb(jsonb) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION vintage_summary_to_jsonb(vintage_summary) IS
'Vintage as the JSON object that its text form is.';
COMMENT ON FUNCTION vintage_summary_to_json(vintage_summary) IS
'Vintage as JSON, so that to_jsonb(row) and json_agg give what the cast to jsonb gives.';
COMMENT ON FUNCTION vintage_summary_from_jsonb(jsonb) IS
'Vintage from the JSON that the cast to jsonb gives.';

CREATE CAST (vintage_summary AS jsonb) WITH FUNCTION vintage_summary_to_jsonb(vintage_summary) AS ASSIGNMENT;
CREATE CAST (vintage_summary AS json) WITH FUNCTION vintage_summary_to_json(vintage_summary) AS ASSIGNMENT;
CREATE CAST (jsonb AS vintage_summary) WITH FUNCTION vintage_summary_from_jsonb(jsonb) AS ASSIGNMENT;
CREATE CAST (vintage_summary AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS vintage_summary) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS vintage_summary) WITH INOUT AS ASSIGNMENT;
COMMENT ON TYPE vintage_summary IS
'Vintage of loans: how many, and how much of them, was past due, charged off, recovered and paid off at each '
'month on book, by origination; summaries add.';
COMMENT ON FUNCTION vintage_summary_cmp(vintage_summary, vintage_summary) IS
'Order of two vintage summaries: by their bytes.';

/* vintage: from histories and snapshot rows to curves over months on book. */

CREATE TYPE vintage_summary_state;

CREATE FUNCTION vintage_summary_state_in(cstring) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_state_out(vintage_summary_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_state_recv(internal) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_summary_state_send(vintage_summary_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE vintage_summary_state (
    INPUT = vintage_summary_state_in,
    OUTPUT = vintage_summary_state_out,
    RECEIVE = vintage_summary_state_recv,
    SEND = vintage_summary_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);

COMMENT ON FUNCTION vintage_summary_state_in(cstring) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_state_out(vintage_summary_state) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_state_recv(internal) IS 'I/O';
COMMENT ON FUNCTION vintage_summary_state_send(vintage_summary_state) IS 'I/O';
COMMENT ON TYPE vintage_summary_state IS
'Loans being counted into a vintage: the state of vintage_agg over histories and of rollup.';

CREATE FUNCTION vintage_agg_accum(vintage_summary_state, h payment_history, originated date, original_amount numeric)
RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_agg_accum(
    vintage_summary_state, h payment_history, originated date, original_amount numeric, mob text
) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_rollup_accum(vintage_summary_state, v vintage_summary) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rollup_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
CREATE FUNCTION vintage_agg_combine(vintage_summary_state, vintage_summary_state) RETURNS vintage_summary_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_agg_final(vintage_summary_state) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE vintage_agg(h payment_history, originated date, original_amount numeric) (
    SFUNC = vintage_agg_accum, STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric) IS
'Vintage of loans from their payment histories; months on book are calendar months, the origination month is 0; '
'a loan with a NULL is skipped and counted.';
CREATE AGGREGATE vintage_agg(h payment_history, originated date, original_amount numeric, mob text) (
    SFUNC = vintage_agg_accum, STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(payment_history, date, numeric, text) IS
'Vintage of loans from their payment histories; mob tells how months on book are counted: calendar0, calendar1 '
'or anniversary.';
CREATE AGGREGATE rollup(v vintage_summary) (
    SFUNC = vintage_rollup_accum, STYPE = vintage_summary_state, COMBINEFUNC = vintage_agg_combine,
    FINALFUNC = vintage_agg_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 32768, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(vintage_summary) IS
'Vintage of all loans of the summaries: the same as counting them in one pass.';

CREATE FUNCTION vintage_summary_pl(vintage_summary, vintage_summary) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_summary_pl' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION vintage_summary_pl(vintage_summary, vintage_summary) IS
'Vintage of the loans of both summaries.';
CREATE OPERATOR + (
    LEFTARG = vintage_summary, RIGHTARG = vintage_summary, FUNCTION = vintage_summary_pl, COMMUTATOR = +
);

COMMENT ON FUNCTION vintage_agg_accum(vintage_summary_state, payment_history, date, numeric) IS
'aggregate transition function';
COMMENT ON FUNCTION vintage_agg_accum(vintage_summary_state, payment_history, date, numeric, text) IS
'aggregate transition function';
COMMENT ON FUNCTION vintage_rollup_accum(vintage_summary_state, vintage_summary) IS 'aggregate transition function';
COMMENT ON FUNCTION vintage_agg_combine(vintage_summary_state, vintage_summary_state) IS 'aggregate combine function';
COMMENT ON FUNCTION vintage_agg_final(vintage_summary_state) IS 'aggregate final function';
COMMENT ON OPERATOR + (vintage_summary, vintage_summary) IS 'the loans of both';

/* vintage_rows: a vintage straight from snapshot rows. */

CREATE TYPE vintage_rows_state;

CREATE FUNCTION vintage_rows_state_in(cstring) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_rows_state_out(vintage_rows_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_rows_state_recv(internal) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION vintage_rows_state_send(vintage_rows_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE vintage_rows_state (
    INPUT = vintage_rows_state_in,
    OUTPUT = vintage_rows_state_out,
    RECEIVE = vintage_rows_state_recv,
    SEND = vintage_rows_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);

COMMENT ON FUNCTION vintage_rows_state_in(cstring) IS 'I/O';
COMMENT ON FUNCTION vintage_rows_state_out(vintage_rows_state) IS 'I/O';
COMMENT ON FUNCTION vintage_rows_state_recv(internal) IS 'I/O';
COMMENT ON FUNCTION vintage_rows_state_send(vintage_rows_state) IS 'I/O';
COMMENT ON TYPE vintage_rows_state IS
'Snapshot rows being collected for a vintage: the state of vintage_agg over rows, 16 bytes a row and 28 a loan.';

CREATE FUNCTION vintage_rows_accum(
    vintage_rows_state, loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint
) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_rows_accum(
    vintage_rows_state, loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint,
    max_rows bigint
) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_rows_combine(vintage_rows_state, vintage_rows_state) RETURNS vintage_rows_state
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION vintage_rows_final(vintage_rows_state) RETURNS vintage_summary
AS 'MODULE_PATHNAME', 'loanfin_vintage_rows_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE vintage_agg(
    loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint
) (
    SFUNC = vintage_rows_accum, STYPE = vintage_rows_state, COMBINEFUNC = vintage_rows_combine,
    FINALFUNC = vintage_rows_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 65536, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(bigint, bigint, numeric, numeric, bigint) IS
'Vintage of one cohort straight from snapshot rows, its cut-off the greatest month on book; 16 bytes of memory a '
'row and 28 a loan, at most 16777215 rows.';
CREATE AGGREGATE vintage_agg(
    loan_id bigint, mob bigint, original_amount numeric, balance numeric, days_past_due bigint, max_rows bigint
) (
    SFUNC = vintage_rows_accum, STYPE = vintage_rows_state, COMBINEFUNC = vintage_rows_combine,
    FINALFUNC = vintage_rows_final, FINALFUNC_MODIFY = READ_ONLY, SSPACE = 65536, PARALLEL = SAFE
);
COMMENT ON AGGREGATE vintage_agg(bigint, bigint, numeric, numeric, bigint, bigint) IS
'Vintage of one cohort straight from snapshot rows, an error beyond max_rows of them.';

COMMENT ON FUNCTION vintage_rows_accum(vintage_rows_state, bigint, bigint, numeric, numeric, bigint) IS
'aggregate transition function';
COMMENT ON FUNCTION vintage_rows_accum(vintage_rows_state, bigint, bigint, numeric, numeric, bigint, bigint) IS
'aggregate transition function';
COMMENT ON FUNCTION vintage_rows_combine(vintage_rows_state, vintage_rows_state) IS 'aggregate combine function';
COMMENT ON FUNCTION vintage_rows_final(vintage_rows_state) IS 'aggregate final function';

/* vintage readers: what a vintage_summary says as rows and numbers. */

CREATE FUNCTION loan_count(v vintage_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_vintage_loan_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loan_count(vintage_summary) IS
'Number of loans in a vintage.';

CREATE FUNCTION skipped_count(v vintage_summary) RETURNS bigint
AS 'MODULE_PATHNAME', 'loanfin_vintage_skipped_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION skipped_count(vintage_summary) IS
'Number of loans (of rows, where it was made from snapshot rows) skipped for want of a history, an origination '
'or an amount.';

CREATE FUNCTION currency(v vintage_summary) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_vintage_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(vintage_summary) IS
'Currency of a vintage; NULL where none was given.';

CREATE FUNCTION vintage_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_vintage_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION vintage_support(internal) IS
'Tells the planner how many rows the curves of a constant vintage have.';

CREATE FUNCTION vintage_curve(
    v vintage_summary, over_days bigint DEFAULT 90, measure text DEFAULT 'ever', weight text DEFAULT 'amount',
    OUT mob integer, OUT loans bigint, OUT exposure numeric, OUT hit numeric, OUT rate numeric, OUT complete boolean,
    OUT base_share numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_vintage_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 24 SUPPORT vintage_support;
COMMENT ON FUNCTION vintage_curve(vintage_summary, bigint, text, text) IS
'Vintage curve of a summary, one row a month on book: the loans that old, their original amount, what of it '
'hit, the rate, whether the whole cohort is in the row, and which share of it.';

CREATE FUNCTION vintage_triangle(
    v vintage_summary, over_days bigint DEFAULT 90, measure text DEFAULT 'ever', weight text DEFAULT 'amount',
    cohort text DEFAULT 'month',
    OUT cohort text, OUT cohort_start date,
    OUT mob integer, OUT loans bigint, OUT exposure numeric, OUT hit numeric, OUT rate numeric, OUT complete boolean,
    OUT base_share numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_vintage_triangle' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500
ROWS 500 SUPPORT vintage_support;
COMMENT ON FUNCTION vintage_triangle(vintage_summary, bigint, text, text, text) IS
'Vintage triangle of a summary: the curve of each origination month, quarter or year, its label and first day '
'beside it, for a pivot.';

CREATE FUNCTION vintage_bounds(
    v vintage_summary, over_days bigint DEFAULT 90, measure text DEFAULT 'ever', confidence float8 DEFAULT 0.95,
    OUT mob integer, OUT loans bigint, OUT hit bigint, OUT rate numeric, OUT low float8, OUT high float8,
    OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_vintage_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50
ROWS 24 SUPPORT vintage_support;
COMMENT ON FUNCTION vintage_bounds(vintage_summary, bigint, text, float8) IS
'Vintage bounds by Wilson of a rate by count, one row a month on book, and whether the whole cohort is in '
'the row.';

CREATE FUNCTION first_payment_default(v vintage_summary, over_days bigint DEFAULT 30, instalment bigint DEFAULT 1)
RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_first_payment_default' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION first_payment_default(vintage_summary, bigint, bigint) IS
'First payment default (FPD): the share of loans that missed their first (second, third) instalment and passed '
'the line because of it; NULL where no loan is old enough.';

CREATE FUNCTION early_payment_default(v vintage_summary, over_days bigint, within bigint) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_early_payment_default' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION early_payment_default(vintage_summary, bigint, bigint) IS
'Early payment default (EPD): the share of loans ever over the line within so many months on book; NULL where '
'no loan is that old.';

/* Comments with their Chinese terms, where the encoding of the database has them. */
DO $do$
DECLARE
    described text[];
BEGIN
    FOREACH described SLICE 1 IN ARRAY ARRAY[
        ['FUNCTION days_between(date, date, text)',
         '44617973206265747765656e2074776f20646174657320e8aea1e681afe5a4a9e695b0206173207468652064617920636f756e7420686173207468656d3a2033302f3336302c203330452f3336302c204143542f3336302c204143542f3336352c204143542f4143543b206e6567617469766520776865726520746f5f6461746520697320746865206561726c696572206f6e652e'],
        ['FUNCTION year_fraction(date, date, text)',
         '4672616374696f6e206f6620612079656172206265747765656e2074776f20646174657320e5b9b4e58c96e69c9fe997b42c20746f20313220646563696d616c732c2068616c662075703a2033302f3336302c203330452f3336302c204143542f3336302c204143542f3336352c204143542f414354202849534441292e'],
        ['TYPE risk_grade',
         '5269736b20677261646520e9a38ee999a9e58886e7b1bb206f662061206c6f616e3a207061737320e6ada3e5b8b82c207370656369616c5f6d656e74696f6e20e585b3e6b3a82c207375627374616e6461726420e6aca1e7baa72c20646f75627466756c20e58fafe796912c206c6f737320e68d9fe5a4b12c2065616368207769746820616e206f7074696f6e616c206e6f746368203120746f20392e'],
        ['FUNCTION risk_grade_cmp(risk_grade, risk_grade)',
         '4f72646572206f662074776f207269736b2067726164657320e9a38ee999a9e58886e7b1bb3a2066726f6d207061737320746f206c6f73732c206120626172652074696572206265666f726520697473206e6f74636865732e'],
        ['AGGREGATE min(risk_grade)',
         '42657374207269736b20677261646520e69c80e5a5bde79a84e9a38ee999a9e58886e7b1bb206f6620616c6c20726f77732077697468206f6e652e'],
        ['AGGREGATE max(risk_grade)',
         '576f727374207269736b20677261646520e69c80e5b7aee79a84e9a38ee999a9e58886e7b1bb206f6620616c6c20726f77732077697468206f6e652e'],
        ['FUNCTION grade_rank(risk_grade)',
         '52616e6b206f662061207269736b20677261646520e9a38ee999a9e58886e7b1bb3a2031302074696d65732074686520746965722066726f6d20302c20706c757320746865206e6f7463683b207061737320302c20706173732d3220322c206c6f73732034302e'],
        ['FUNCTION tier(risk_grade)',
         '54696572206f662061207269736b20677261646520e9a38ee999a9e58886e7b1bb3a2074686520677261646520776974686f757420697473206e6f7463682e'],
        ['FUNCTION is_npl(risk_grade)',
         '576865746865722061206772616465206973206e6f6e2d706572666f726d696e6720e4b88de889af3a207375627374616e646172642c20646f75627466756c206f72206c6f73732e'],
        ['FUNCTION grade_label(risk_grade, text)',
         '4c6162656c206f662061207269736b20677261646520e9a38ee999a9e58886e7b1bb207769746820697473206e6f74636820696e20456e676c6973682028656e292c2073696d706c696669656420287a6829206f7220747261646974696f6e616c204368696e65736520287a685f7477292e'],
        ['FUNCTION risk_grade_to_int(risk_grade)',
         '4e756d626572206f6620612067726164652773207469657220e4ba94e7baa7e58886e7b1bb3a2070617373203120746f206c6f737320352e'],
        ['FUNCTION risk_grade_from_int(integer)',
         '54696572206f662061206e756d62657220e4ba94e7baa7e58886e7b1bb3a20706173732066726f6d203120746f206c6f73732066726f6d20352e'],
        ['FUNCTION risk_grade_from_text(text, integer, boolean)',
         '5269736b20677261646520e9a38ee999a9e58886e7b1bb206f66206120746578743a20696e206120636173742074686174206973206e6f74207772697474656e202874686520746869726420617267756d656e742069732066616c7365292061206e616d652c206e6f206469676974206f72206c65747465722e'],
        ['FUNCTION risk_grade_to_jsonb(risk_grade)',
         '5269736b20677261646520e9a38ee999a9e58886e7b1bb2061732061204a534f4e20737472696e672e'],
        ['FUNCTION risk_grade_to_json(risk_grade)',
         '5269736b20677261646520e9a38ee999a9e58886e7b1bb2061732061204a534f4e20737472696e672e'],
        ['FUNCTION risk_grade_from_jsonb(jsonb)',
         '5269736b20677261646520e9a38ee999a9e58886e7b1bb206f662061204a534f4e20737472696e67206f72206e756d6265722e'],
        ['TYPE grade_policy',
         '477261646520706f6c69637920e58886e7b1bbe58a9ee6b3953a20646179206c696d6974732c206c6f73732d72617465206c696d6974732c2070726f766973696f6e20726174657320616e642070726f766973696f6e206d696e696d61206173206f6e652076616c75653b20746865206e616d65206f662061207072657365742c206f722061204a534f4e206c69746572616c2e'],
        ['FUNCTION grade_policy_cmp(grade_policy, grade_policy)',
         '4f72646572206f662074776f20677261646520706f6c696369657320e58886e7b1bbe58a9ee6b3953a20627920746865697220746578742e'],
        ['FUNCTION grade_policy_to_jsonb(grade_policy)',
         '477261646520706f6c69637920e58886e7b1bbe58a9ee6b395206173204a534f4e3a20746865206e616d65206f66206120707265736574206973206120737472696e672c2061206c69746572616c20616e206f626a6563742e'],
        ['FUNCTION grade_policy_to_json(grade_policy)',
         '477261646520706f6c69637920e58886e7b1bbe58a9ee6b395206173204a534f4e3a20746865206e616d65206f66206120707265736574206973206120737472696e672c2061206c69746572616c20616e206f626a6563742e'],
        ['FUNCTION grade_policy_from_jsonb(jsonb)',
         '477261646520706f6c69637920e58886e7b1bbe58a9ee6b395206f662061204a534f4e20737472696e672028746865206e616d65206f6620612070726573657429206f72206f626a6563742e'],
        ['FUNCTION grades()',
         '5269736b2067726164657320e9a38ee999a9e58886e7b1bb20776974686f7574206e6f74636865732c206f6e6520726f7720656163682c20626573742066697273743a2072616e6b2c206e756d626572206f662074686520746965722c206c6162656c732c206e6f6e2d706572666f726d696e67206f72206e6f742e'],
        ['FUNCTION grade_policies()',
         '50726573657473206f662067726164655f706f6c69637920e58886e7b1bbe58a9ee6b3953a20636f756e7472792c207469746c652c20646f63756d656e7420616e64207468652064617973206265747765656e207768696368206561636820697320696e20666f7263652e'],
        ['FUNCTION grade_policy_on(text, date)',
         '50726573657420e58886e7b1bbe58a9ee6b39520696e20666f72636520696e206120636f756e7472792028434e2c20494e2c20555329206f6e2061206461793b204e554c4c207768657265206e6f6e65207761732e'],
        ['FUNCTION grade_policy_rules(grade_policy)',
         '52756c6573206f66206120706f6c69637920e58886e7b1bbe58a9ee6b3952c206f6e6520726f7720656163683a206461797320706173742064756520617265207374726963746c79206d6f7265207468616e207468652076616c75652c2061206c6f73732072617465207468652076616c7565206f72206d6f72652e'],
        ['FUNCTION grade_loan(bigint, grade_policy, numeric, boolean, boolean)',
         '5269736b20677261646520e9a38ee999a9e58886e7b1bb206f662061206c6f616e20756e646572206120706f6c6963793a2074686520776f727374206f6620616c6c2072756c657320746861742062696e643b204e554c4c2077686572652074686520646179732070617374206475652061726520756e6b6e6f776e2e'],
        ['FUNCTION explain_grade(bigint, grade_policy, numeric, boolean, boolean)',
         '52756c657320746861742062696e642061206c6f616e20e58886e7b1bbe4be9de68dae2c20776f7273742066697273743a207468652067726164652065616368206c6561647320746f2c2069747320736f7572636520696e20746865206c61772c20616e642074686520696e707574206974206c6f6f6b65642061743b206e6f6e653a206f6e6520726f772c20706572666f726d696e672e'],
        ['FUNCTION provision_rate(risk_grade, grade_policy)',
         '50726f766973696f6e207261746520e8aea1e68f90e6af94e4be8b206f66206120677261646520756e646572206120706f6c6963793b204e554c4c2077686572652074686520706f6c6963792073657473206e6f6e652e'],
        ['FUNCTION required_provision(numeric, risk_grade, grade_policy, text)',
         '50726f766973696f6e20e5ba94e8aea1e68f90e58786e5a487206f66206f6e652062616c616e63653a2062616c616e63652074696d6573207468652072617465206f66206974732067726164652c20726f756e6465642068616c6620757020746f20746865206d696e6f7220756e69742e'],
        ['FUNCTION payment_history_to_jsonb(payment_history)',
         '5061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb22061732061204a534f4e206f626a6563743a2063757272656e63792c20616e6420616e206f626a65637420616e206f62736572766174696f6e20696e206d6f6e7468732e'],
        ['FUNCTION payment_history_to_json(payment_history)',
         '5061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb2206173204a534f4e2c20736f207468617420746f5f6a736f6e6228726f772920616e64206a736f6e5f6167672067697665207768617420746865206361737420746f206a736f6e622067697665732e'],
        ['FUNCTION payment_history_from_jsonb(jsonb)',
         '5061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb22066726f6d20746865204a534f4e207468617420746865206361737420746f206a736f6e622067697665732e'],
        ['TYPE payment_history',
         '5061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb2206f66206f6e65206c6f616e3a206d6f6e74682c2062616c616e63652c20646179732070617374206475652c2063686172676564206f666620616e64207265636f7665726564206f662065616368206d6f6e74682c207061636b656420696e746f2061206665772062797465732061206d6f6e74682e'],
        ['FUNCTION payment_history_cmp(payment_history, payment_history)',
         '4f72646572206f662074776f207061796d656e7420686973746f7269657320e8bf98e6acbee58e86e58fb23a2062792074686569722062797465732e'],
        ['TYPE payment_history_state',
         '4f62736572766174696f6e73206f6e2074686569722077617920746f2061207061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb23a20746865207374617465206f6620686973746f72795f6167672c206120736c6f742061206d6f6e74682e'],
        ['AGGREGATE history_agg(date, numeric, bigint)',
         '5061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb2206f66206f6e65206c6f616e2066726f6d2069747320726f77732c20696e20616e79206f726465723a206f6e65206f62736572766174696f6e20612063616c656e646172206d6f6e74682c20746865206c6174657374206461792077696e733b20726f777320776974686f757420612064617465206f7220646179732070617374206475652061726520736b69707065643b204e554c4c20776974686f757420616e792e'],
        ['AGGREGATE history_agg(date, numeric, bigint, numeric, numeric)',
         '5061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb2206f66206f6e65206c6f616e2066726f6d2069747320726f77732c20776974682077686174207761732063686172676564206f666620e6a0b8e9948020616e64207265636f766572656420e59b9ee694b620696e20746865206d6f6e7468206f6620656163682e'],
        ['AGGREGATE history_agg(date, numeric, bigint, numeric, numeric, text)',
         '5061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb2206f66206f6e65206c6f616e2066726f6d2069747320726f77732c20696e20612063757272656e63792c207468652073616d6520696e20657665727920726f772e'],
        ['FUNCTION history_append(payment_history, date, numeric, bigint, numeric, numeric, boolean, text)',
         '5061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb22077697468206f6e65206f62736572766174696f6e206d6f72653b2061204e554c4c20686973746f727920737461727473206f6e653b2061206d6f6e7468207468617420697320746865726520616c7265616479206e65656473207265706c616365203d3e20747275652e'],
        ['FUNCTION dpd_at(payment_history, date)',
         '4461797320706173742064756520e980bee69c9fe5a4a9e695b0206f6273657276656420696e2061206d6f6e74683b204e554c4c20696e20612067617020616e64206f7574736964652074686520686973746f72792e'],
        ['FUNCTION balance_at(payment_history, date)',
         '42616c616e636520e4bd99e9a29d206f6273657276656420696e2061206d6f6e74683b204e554c4c20776865726520756e6b6e6f776e2c20696e20612067617020616e64206f7574736964652074686520686973746f72792e'],
        ['FUNCTION worst_dpd(payment_history, bigint)',
         '576f727374206461797320706173742064756520e69c80e5a4a7e980bee69c9fe5a4a9e695b020696e20746865206c61737420736f206d616e792063616c656e646172206d6f6e746873206f66206120686973746f72792c204e554c4c206d65616e696e6720616c6c2e'],
        ['FUNCTION times_past_due(payment_history, bigint, bigint)',
         '54696d657320706173742064756520e7b4afe8aea1e980bee69c9fe6aca1e695b03a20746865206d6f6e746873206d6f7265207468616e20736f206d616e7920646179732070617374206475652c206f722063686172676564206f66662c20696e20746865206c61737420736f206d616e792063616c656e646172206d6f6e7468732e'],
        ['FUNCTION consecutive_past_due(payment_history, bigint, bigint)',
         '436f6e7365637574697665206d6f6e74687320706173742064756520e8bf9ee7bbade980bee69c9fe69c9fe695b03a20746865206c6f6e676573742072756e206f662061646a6163656e74206d6f6e746873206d6f7265207468616e20736f206d616e7920646179732070617374206475652c206f722063686172676564206f66662e'],
        ['FUNCTION first_past_due(payment_history, bigint, date)',
         '4d6f6e746873206f6e20626f6f6b20e8b4a6e9be8420617420746865206669727374206d6f6e7468206d6f7265207468616e20736f206d616e7920646179732070617374206475652c206f722063686172676564206f66663b20636f756e7465642066726f6d206f726967696e6174696f6e2c20656c73652066726f6d20746865206669727374206f62736572766564206d6f6e74683b204e554c4c206966206e657665722e'],
        ['FUNCTION paid_off_month(payment_history)',
         '4d6f6e7468206f6620746865207061792d6f666620e7bb93e6b885e69c88e4bbbd3a20746865206669727374206f6620746865207a65726f2062616c616e63657320776974686f75742061727265617273207468617420656e642074686520686973746f72793b204e554c4c206966206974206973206e6f742070616964206f66662e'],
        ['FUNCTION charge_off_month(payment_history)',
         '4d6f6e7468206f6620746865206669727374206368617267652d6f666620e6a0b8e99480e69c88e4bbbd3b204e554c4c206966206e6f7468696e67207761732063686172676564206f66662e'],
        ['FUNCTION first_month(payment_history)',
         '4669727374206d6f6e746820e9a696e69c88206f627365727665642c20617320697473206669727374206461792e'],
        ['FUNCTION last_month(payment_history)',
         '4c617374206d6f6e746820e69cabe69c88206f627365727665642c20617320697473206669727374206461792e'],
        ['FUNCTION currency(payment_history)',
         '43757272656e637920e5b881e7a78d206f662061207061796d656e7420686973746f727920617320616e2049534f203432313720636f64652c204e554c4c207768657265206e6f6e652077617320676976656e2e'],
        ['FUNCTION history_string(payment_history, bigint)',
         '42757265617520737472696e6720e5be81e4bfa1e8bf98e6acbee78ab6e68081206f6620746865206c61737420736f206d616e79206d6f6e7468733a202f206265666f72652c202a206761702c204e206f6e2074696d652c203120746f203720627920333020646179732070617374206475652c20432070616964206f666620e7bb93e6b8852c20472063686172676564206f666620e59186e8b4a62e'],
        ['FUNCTION history_from_string(text, date)',
         '5061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb22066726f6d20612062757265617520737472696e6720e5be81e4bfa1e8bf98e6acbee78ab6e680812077686f7365206c617374206c657474657220697320746865206d6f6e746820676976656e3b2062616c616e6365732061726520756e6b6e6f776e2e'],
        ['FUNCTION months_support(internal)',
         '54656c6c732074686520706c616e6e657220686f77206d616e79206f62736572766174696f6e73206120636f6e7374616e74207061796d656e7420686973746f727920e8bf98e6acbee58e86e58fb2206861732e'],
        ['FUNCTION months(payment_history)',
         '4d6f6e74687320e59084e69c88e6988ee7bb86206f662061207061796d656e7420686973746f72792c206f6e6520726f7720616e206f62736572766174696f6e3a20746865206d6f6e74682773206669727374206461792c2074686520646179206f627365727665642c2062616c616e63652c20646179732070617374206475652c2063686172676564206f66662c207265636f76657265643b20756e6b6e6f776e20616d6f756e747320617265204e554c4c2e'],
        ['FUNCTION commission_plan_in(cstring)',
         '5265616473206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a1882066726f6d207465787420616e6420636865636b7320697420636f6d706c6574656c792e'],
        ['FUNCTION commission_plan_out(commission_plan)',
         '577269746573206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a188206173206974732063616e6f6e6963616c20746578742e'],
        ['FUNCTION commission_plan_recv(internal)',
         '5265616473206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a1882066726f6d206974732062696e61727920666f726d20616e6420636865636b73206974206173207465787420697320636865636b65642e'],
        ['FUNCTION commission_plan_send(commission_plan)',
         '577269746573207468652062696e61727920666f726d206f66206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a1882e'],
        ['FUNCTION commission_plan_eq(commission_plan, commission_plan)',
         '576865746865722074776f20636f6d6d697373696f6e20706c616e7320e68f90e68890e696b9e6a18820617265207468652073616d652e'],
        ['FUNCTION commission_plan_ne(commission_plan, commission_plan)',
         '576865746865722074776f20636f6d6d697373696f6e20706c616e7320e68f90e68890e696b9e6a188206469666665722e'],
        ['FUNCTION commission_plan_lt(commission_plan, commission_plan)',
         '57686574686572206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a18820736f727473206265666f726520616e6f746865722e'],
        ['FUNCTION commission_plan_le(commission_plan, commission_plan)',
         '57686574686572206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a18820736f727473206265666f726520616e6f74686572206f72206973207468652073616d652e'],
        ['FUNCTION commission_plan_gt(commission_plan, commission_plan)',
         '57686574686572206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a18820736f72747320616674657220616e6f746865722e'],
        ['FUNCTION commission_plan_ge(commission_plan, commission_plan)',
         '57686574686572206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a18820736f72747320616674657220616e6f74686572206f72206973207468652073616d652e'],
        ['FUNCTION commission_plan_hash(commission_plan)',
         '48617368206f66206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a1883b2066726f7a656e2c20657175616c2076616c756573206861736820616c696b652e'],
        ['FUNCTION commission_plan_hash_extended(commission_plan, bigint)',
         '48617368206f66206120636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a1882077697468206120736565643b2066726f7a656e2c20657175616c2076616c756573206861736820616c696b652e'],
        ['FUNCTION commission_plan_to_jsonb(commission_plan)',
         '54686520636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a1882061732061204a534f4e206f626a6563742e'],
        ['FUNCTION commission_plan_to_json(commission_plan)',
         '54686520636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a1882061732061204a534f4e206f626a6563742c20616c736f20696e7369646520746f5f6a736f6e6228726f772920616e64206a736f6e5f6167672e'],
        ['FUNCTION commission_plan_from_jsonb(jsonb)',
         '54686520636f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a18820746861742061204a534f4e206f626a656374206465736372696265732c20636865636b656420617320746578742069732e'],
        ['TYPE commission_plan',
         '436f6d6d697373696f6e20706c616e20e68f90e68890e696b9e6a18820617320612076616c75653a2061204a534f4e206f626a6563742c20636865636b656420636f6d706c6574656c79206f6e20696e7075742c2063616e6f6e6963616c206f6e206f75747075742c20636f6d706172656420616e64206861736865642e'],
        ['FUNCTION commission_plan_cmp(commission_plan, commission_plan)',
         '4f72646572206f662074776f20636f6d6d697373696f6e20706c616e7320e68f90e68890e696b9e6a1883a206120746f74616c206f6e652c20776974686f75742061206d65616e696e67206f6620697473206f776e2e'],
        ['FUNCTION commission_statement_in(cstring)',
         '5265616473206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d952066726f6d207465787420616e6420636865636b7320697420636f6d706c6574656c792e'],
        ['FUNCTION commission_statement_out(commission_statement)',
         '577269746573206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d95206173206974732063616e6f6e6963616c20746578742e'],
        ['FUNCTION commission_statement_recv(internal)',
         '5265616473206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d952066726f6d206974732062696e61727920666f726d20616e6420636865636b73206974206173207465787420697320636865636b65642e'],
        ['FUNCTION commission_statement_send(commission_statement)',
         '577269746573207468652062696e61727920666f726d206f66206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d952e'],
        ['FUNCTION commission_statement_eq(commission_statement, commission_statement)',
         '576865746865722074776f20636f6d6d697373696f6e2073746174656d656e747320e68f90e68890e8b4a6e58d9520617265207468652073616d652e'],
        ['FUNCTION commission_statement_ne(commission_statement, commission_statement)',
         '576865746865722074776f20636f6d6d697373696f6e2073746174656d656e747320e68f90e68890e8b4a6e58d95206469666665722e'],
        ['FUNCTION commission_statement_lt(commission_statement, commission_statement)',
         '57686574686572206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d9520736f727473206265666f726520616e6f746865722e'],
        ['FUNCTION commission_statement_le(commission_statement, commission_statement)',
         '57686574686572206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d9520736f727473206265666f726520616e6f74686572206f72206973207468652073616d652e'],
        ['FUNCTION commission_statement_gt(commission_statement, commission_statement)',
         '57686574686572206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d9520736f72747320616674657220616e6f746865722e'],
        ['FUNCTION commission_statement_ge(commission_statement, commission_statement)',
         '57686574686572206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d9520736f72747320616674657220616e6f74686572206f72206973207468652073616d652e'],
        ['FUNCTION commission_statement_hash(commission_statement)',
         '48617368206f66206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d953b2066726f7a656e2c20657175616c2076616c756573206861736820616c696b652e'],
        ['FUNCTION commission_statement_hash_extended(commission_statement, bigint)',
         '48617368206f66206120636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d952077697468206120736565643b2066726f7a656e2c20657175616c2076616c756573206861736820616c696b652e'],
        ['FUNCTION commission_statement_to_jsonb(commission_statement)',
         '54686520636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d952061732061204a534f4e206f626a6563742e'],
        ['FUNCTION commission_statement_to_json(commission_statement)',
         '54686520636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d952061732061204a534f4e206f626a6563742c20616c736f20696e7369646520746f5f6a736f6e6228726f772920616e64206a736f6e5f6167672e'],
        ['FUNCTION commission_statement_from_jsonb(jsonb)',
         '54686520636f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d9520746861742061204a534f4e206f626a656374206465736372696265732c20636865636b656420617320746578742069732e'],
        ['TYPE commission_statement',
         '436f6d6d697373696f6e2073746174656d656e7420e68f90e68890e8b4a6e58d95206f66206f6e65206d616e616765722c20706572696f6420616e6420706c616e3a2074686520706c616e2c20636f756e747320616e642065786163742073756d733b20697420616464732075702c20616e6420736574746c652829207475726e7320697420696e746f207061792e'],
        ['FUNCTION commission_statement_cmp(commission_statement, commission_statement)',
         '4f72646572206f662074776f20636f6d6d697373696f6e2073746174656d656e747320e68f90e68890e8b4a6e58d953a206120746f74616c206f6e652c20776974686f75742061206d65616e696e67206f6620697473206f776e2e'],
        ['FUNCTION commission_statement(commission_plan)',
         '456d7074792073746174656d656e7420e7a9bae8b4a6e58d95206f66206120706c616e3a206e6f206c6f616e2c206e6f206576656e742e'],
        ['FUNCTION plan(commission_statement)',
         '506c616e20e68f90e68890e696b9e6a188206f6620612073746174656d656e742e'],
        ['FUNCTION currency(commission_statement)',
         '43757272656e637920e5b881e7a78d206f6620612073746174656d656e74277320706c616e20617320616e2049534f203432313720636f64652c204e554c4c2077686572652074686520706c616e206e616d6573206e6f6e652e'],
        ['FUNCTION loan_count(commission_statement)',
         '4e756d626572206f66206c6f616e7320e7ac94e695b020696e20612073746174656d656e742e'],
        ['FUNCTION total_amount(commission_statement)',
         '416d6f756e74206c656e7420e694bee6acbee680bbe9a29d20696e20612073746174656d656e742e'],
        ['FUNCTION total_base(commission_statement)',
         '4261736520e68f90e68890e59fbae695b020696e20612073746174656d656e743a207468652073756d206f662077686174207065725f6c6f616e2070617973206f6e2c20737563682061732066656573206f72206d617267696e732e'],
        ['FUNCTION commission_agg_accum(commission_statement, commission_plan, numeric)',
         '5472616e736974696f6e206f6620636f6d6d697373696f6e5f6167673a20616464732061206c6f616e20e8b4b7e6acbe20746f20612073746174656d656e742e'],
        ['FUNCTION commission_agg_accum(commission_statement, commission_plan, numeric, numeric)',
         '5472616e736974696f6e206f6620636f6d6d697373696f6e5f6167673a20616464732061206c6f616e20e8b4b7e6acbe207769746820612062617365206f6620697473206f776e20746f20612073746174656d656e742e'],
        ['FUNCTION clawback_agg_accum(commission_statement, commission_plan, numeric, bigint, text)',
         '5472616e736974696f6e206f6620636c61776261636b5f6167673a206164647320616e206576656e7420e8bfbde7b4a2e4ba8be4bbb620746f20612073746174656d656e742e'],
        ['FUNCTION commission_statement_combine(commission_statement, commission_statement)',
         '5472616e736974696f6e20616e6420636f6d62696e65206f662074686520616767726567617465733a206164647320612073746174656d656e7420e8b4a6e58d9520746f20616e6f746865722c20656974686572206f66207768696368206d6179206265204e554c4c2e'],
        ['AGGREGATE commission_agg(commission_plan, numeric)',
         '53746174656d656e7420e68f90e68890e8b4a6e58d95206f66206c6f616e732c206120726f7720656163683b2074686520616d6f756e7420697320616c736f2074686520626173653b2061204e554c4c20616d6f756e74206b656570732074686520706c616e20616e6420636f756e7473206e6f7468696e672e'],
        ['AGGREGATE commission_agg(commission_plan, numeric, numeric)',
         '53746174656d656e7420e68f90e68890e8b4a6e58d95206f66206c6f616e732c206120726f7720656163682c20776974682074686520626173652074686174207065725f6c6f616e2070617973206f6e3b2061204e554c4c20616d6f756e74206f722062617365206b656570732074686520706c616e20616e6420636f756e7473206e6f7468696e672e'],
        ['AGGREGATE clawback_agg(commission_plan, numeric, bigint, text)',
         '53746174656d656e7420e68f90e68890e8b4a6e58d95206f662077686174206576656e74732074616b65206261636b20e8bfbde7b4a2e689a3e59b9e3a206120726f7720612064656661756c74206f72206561726c7920736574746c656d656e74206f662061206c6f616e207061696420666f72206561726c6965722e'],
        ['AGGREGATE rollup(commission_statement)',
         '53756d206f662073746174656d656e747320e8b4a6e58d95e59088e8aea1206f66206f6e6520706c616e3a206461797320746f206d6f6e7468732c206c6f616e7320616e6420636c61776261636b732e'],
        ['FUNCTION commission_statement_pl(commission_statement, commission_statement)',
         '53756d206f662074776f2073746174656d656e747320e8b4a6e58d95206f66206f6e6520706c616e2e'],
        ['FUNCTION settle(commission_statement, jsonb, numeric, numeric, daterange, daterange)',
         '536574746c656d656e7420e7bb93e7ae97206f6620612073746174656d656e742c206f6e6520726f7720666f722074686520706179726f6c6c3b20636172726965645f666f727761726420697320746865206e65787420706572696f64277320636172726965642e'],
        ['FUNCTION payable(commission_statement, jsonb, numeric, numeric, daterange, daterange)',
         '416d6f756e7420746f2070617920e5ba94e4bb98e896aae985ac20666f7220612073746174656d656e743a20636f6d6d697373696f6e20616e642073616c61727920616674657220616c6c20656666656374732e'],
        ['FUNCTION statement_lines_support(internal)',
         '54656c6c732074686520706c616e6e657220686f77206d616e79206c696e657320e6988ee7bb86206120636f6e7374616e742073746174656d656e74206861732e'],
        ['FUNCTION deferred_support(internal)',
         '54656c6c732074686520706c616e6e657220686f77206d616e7920646566657272656420706172747320e5bbb6e69c9fe694afe4bb98206120636f6e7374616e742073746174656d656e74206861732e'],
        ['FUNCTION kpi_lines_support(internal)',
         '54656c6c732074686520706c616e6e657220686f77206d616e7920696e64696361746f727320e68c87e6a087206120636f6e7374616e742073746174656d656e74206861732e'],
        ['FUNCTION statement_lines(commission_statement, jsonb, numeric, numeric, daterange, daterange)',
         '4c696e657320e5b7a5e8b584e69da1e6988ee7bb86206f66206120736574746c65642073746174656d656e743a2074686520706c616e27732072756c652c207768617420697420776173206170706c69656420746f2c2069747320726174652c2074686520616d6f756e742c207768617420746865206c696e6520697320696e20776f7264732c20616e64207468652073756d206f662074686520616d6f756e747320736f206661723b20746865206c617374206f6e652069732070617961626c652e'],
        ['FUNCTION deferred(commission_statement, jsonb, numeric, numeric, daterange, daterange)',
         '446566657272656420706172747320e5bbb6e69c9fe694afe4bb98206f66206120736574746c65642073746174656d656e743a20657175616c206f6e65732c206f6464206d696e6f7220756e697473206c6173742c2065616368206475652077686f6c652079656172732061667465722074686520706572696f642e'],
        ['FUNCTION kpi_lines(commission_statement, jsonb, numeric, numeric, daterange, daterange)',
         '496e64696361746f727320e88083e6a0b8e68c87e6a087206f66206120736574746c65642073746174656d656e743a2061637475616c2c207461726765742c207765696768742c2061747461696e6d656e742c20616e64207768617420636f756e746564206166746572206761746520616e64206361702e'],
        ['FUNCTION commission(commission_plan, numeric, numeric)',
         '436f6d6d697373696f6e20e68f90e68890206f66206f6e65206c6f616e20616c6f6e65206f76657220612077686f6c6520706572696f643a20706572206c6f616e20616e642074696572733b2074686520626173652069732074686520616d6f756e7420756e6c65737320676976656e2e'],
        ['FUNCTION clawback(commission_plan, numeric, bigint, text)',
         '436c61776261636b20e8bfbde7b4a2e689a3e59b9e206f662074686520636f6d6d697373696f6e207061696420666f72206f6e65206c6f616e3b2030207768657265206e6f2077696e646f7720686f6c647320697473206d6f6e746873206f6e20626f6f6b2e'],
        ['FUNCTION clawback_from(commission_plan, numeric, payment_history, date, date, bigint, daterange)',
         '436c61776261636b20e8bfbde7b4a2e689a3e59b9e20627920746865206c6f616e2773206f776e206d6f6e7468733a206974732066697273742064656661756c74206f72206561726c7920736574746c656d656e742c20696620697473206d6f6e746820626567696e7320696e207468652072616e67653b2030206966206e6f6e652e'],
        ['FUNCTION kpi_score(commission_plan, jsonb)',
         '4b50492073636f726520e88083e6a0b8e5be97e58886206f66206120706c616e3a207468652077656967687465642061747461696e6d656e74732c2065766572792076616c756520676976656e2c206e6f7468696e672070726f2d72617465643b204e554c4c20666f72206120706c616e20776974686f7574204b50492e'],
        ['FUNCTION attainment(numeric, numeric, text)',
         '41747461696e6d656e7420e5ae8ce68890e78e87206f662061207461726765743a2061637475616c202f207461726765742c206f722032202d2061637475616c202f20746172676574207768657265206c6f776572206973206265747465722c206e6f742062656c6f7720303b204e554c4c20776974686f75742061207461726765742e'],
        ['FUNCTION split_amount(numeric, numeric[], text)',
         '53706c697420e58886e6918a206f6620616e20616d6f756e7420627920776569676874732c206279206c6172676573742072656d61696e6465723a207468652070617274732061646420757020746f20746865206d696e6f7220756e69742e'],
        ['FUNCTION migration_summary_to_jsonb(migration_summary)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b520617320746865204a534f4e206f626a656374207468617420697473207465787420666f726d2069732e'],
        ['FUNCTION migration_summary_to_json(migration_summary)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206173204a534f4e2c20736f207468617420746f5f6a736f6e6228726f772920616e64206a736f6e5f6167672067697665207768617420746865206361737420746f206a736f6e622067697665732e'],
        ['FUNCTION migration_summary_from_jsonb(jsonb)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b52066726f6d20746865204a534f4e207468617420746865206361737420746f206a736f6e622067697665732e'],
        ['TYPE migration_summary',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f66206c6f616e733a20686f77206d616e792c20616e6420686f77206d756368206f66207468656d2c2077656e742066726f6d20656163682073746174652028646179732d706173742d6475652062616e64206f722067726164652920746f2065616368206f746865722c206f72206c6566743b2073756d6d61726965732061646420616e642063616e2062652074616b656e206f75742e'],
        ['FUNCTION migration_summary_cmp(migration_summary, migration_summary)',
         '4f72646572206f662074776f206d6967726174696f6e2073756d6d617269657320e8bf81e5be99e79fa9e998b53a2062792074686569722062696e61727920666f726d2e'],
        ['FUNCTION migration_summary_pl(migration_summary, migration_summary)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f6620746865206d6f766573206f6620626f74682e'],
        ['FUNCTION migration_summary_mi(migration_summary, migration_summary)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b520776974686f757420746865206d6f766573206f6620746865207365636f6e642c207768696368206d75737420626520696e207468652066697273742e'],
        ['AGGREGATE rollup(migration_summary)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f6620616c6c206d6f766573206f66207468652073756d6d61726965733a207468652073616d6520617320636f756e74696e67207468656d20696e206f6e6520706173733b20616c736f206f766572206d6f76696e672077696e646f77732e'],
        ['AGGREGATE migration_agg(bigint, bigint, numeric)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f66207061697273206f66206461797320706173742064756520e980bee69c9fe5a4a9e695b0207769746820746865206f70656e696e672062616c616e63653a2061204e554c4c20746f2d73746174652069732070616964206f66663b206120726f7720776974686f75742066726f6d2d7374617465206f722062616c616e636520697320736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE migration_agg(bigint, bigint, numeric, text)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f66207061697273206f66206461797320706173742064756520e980bee69c9fe5a4a9e695b0207769746820746865206f70656e696e672062616c616e63653b2065786974207361797320776861742061204e554c4c20746f2d73746174652069733a20706169645f6f66662c20676f6e65206f7220636861726765645f6f66662e'],
        ['AGGREGATE migration_agg(bigint, bigint, numeric, text, text)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f66207061697273206f66206461797320706173742064756520e980bee69c9fe5a4a9e695b0207769746820746865206f70656e696e672062616c616e636520696e20612063757272656e63792c207468652073616d6520696e20657665727920726f772e'],
        ['AGGREGATE migration_agg(risk_grade, risk_grade, numeric)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f66207061697273206f662067726164657320e4ba94e7baa7e58886e7b1bb207769746820746865206f70656e696e672062616c616e63653a2061204e554c4c20746f2d73746174652069732070616964206f66663b206120726f7720776974686f75742066726f6d2d7374617465206f722062616c616e636520697320736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE migration_agg(risk_grade, risk_grade, numeric, text)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f66207061697273206f662067726164657320e4ba94e7baa7e58886e7b1bb207769746820746865206f70656e696e672062616c616e63653b2065786974207361797320776861742061204e554c4c20746f2d73746174652069733a20706169645f6f66662c20676f6e65206f7220636861726765645f6f66662e'],
        ['AGGREGATE migration_agg(risk_grade, risk_grade, numeric, text, text)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f66207061697273206f662067726164657320e4ba94e7baa7e58886e7b1bb207769746820746865206f70656e696e672062616c616e636520696e20612063757272656e63792c207468652073616d6520696e20657665727920726f772e'],
        ['AGGREGATE migration_agg(payment_history)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f66207061796d656e7420686973746f726965733a2065616368206d6f6e746820746f20746865206e657874206f6e6520696e736964652061206c6f616e2c20626f7468206f627365727665642e'],
        ['AGGREGATE migration_agg(payment_history, date, date)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206f66207061796d656e7420686973746f726965732066726f6d206f6e65206d6f6e746820746f2061206c61746572206f6e653a206f6e65206d6f76652061206c6f616e207468617420776173206f70656e20696e207468652066697273743b2077686f206973206e6f74206f6273657276656420696e20746865207365636f6e6420697320676f6e652e'],
        ['FUNCTION skipped_count(migration_summary)',
         '4e756d626572206f6620726f777320736b697070656420e8b7b3e8bf87e79a84e8a18c20666f722077616e74206f6620612066726f6d2d7374617465206f7220612062616c616e63652e'],
        ['FUNCTION currency(migration_summary)',
         '43757272656e637920e5b881e7a78d206f6620746865206d6f7665733b204e554c4c207768657265206e6f6e652077617320676976656e2c206f72206e6f7468696e67206d6f7665642e'],
        ['FUNCTION migration_support(internal)',
         '54656c6c732074686520706c616e6e657220686f77206d616e7920726f7773206120636f6e7374616e74206d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b5206861732e'],
        ['FUNCTION migration_matrix(migration_summary, text, boolean)',
         '4d6967726174696f6e206d617472697820e8bf81e5be99e79fa9e998b520617320726f77733a2065616368206d6f76652074686174206f63637572726564202866756c6c5f677269643a206576657279206d6f76652074686572652063616e206265292c20697473206c6f616e7320616e64206f70656e696e672062616c616e63652c20616e6420697473207368617265206f6620616c6c2074686174207765726520696e207468652066726f6d2d73746174653b2065786974732072616e6b2066726f6d203130302e'],
        ['FUNCTION roll_rate(migration_summary, text, text, text)',
         '526f6c6c207261746520e6bb9ae58aa8e78e872066726f6d206f6e6520737461746520746f20616e6f746865723a203020776865726520746865206d6f766520646964206e6f74206f636375722c204e554c4c207768657265206e6f626f64792077617320696e207468652066726f6d2d73746174652e'],
        ['FUNCTION cure_rate(migration_summary, text)',
         '43757265207261746520e8bdace5a5bde78e873a206f662077686174207761732070617374206475652c2074686520736861726520746861742069732063757272656e7420616761696e206f722070616964206f66663b206f66206772616465733a206f66204e504c2c20746f20706173732c207370656369616c206d656e74696f6e206f722070616964206f66662e'],
        ['FUNCTION flow_to_loss(migration_summary, text, text, text)',
         '466c6f7720746f206c6f737320e6b581e585a5e68d9fe5a4b1e78e873a207468652070726f64756374206f66207468652073686172657320746861742077656e7420746f206120776f7273652073746174652c2066726f6d206f6e65207374617465202874686520626573742920757020746f2061206c6f737320737461746520283132312d31383020646179732c206f72206c6f7373293b204e554c4c2077686572652061207374617465206f6e20746865207761792077617320656d7074792e'],
        ['FUNCTION downgrade_rate(migration_summary, risk_grade, numeric)',
         '446f776e6772616465207261746520e8bf81e5be99e78e87206f6620612074696572207769746820697473207374617475746f72792064656e6f6d696e61746f723a20776861742077656e7420746f206120776f72736520746965722c206f6620746865206f70656e696e6720616d6f756e74206c6573732077686174206c65667420616e64206c65737320726564756374696f6e2c207768617420746865206c6f616e73207374696c6c207468657265207265706169642e'],
        ['FUNCTION performing_downgrade_rate(migration_summary, numeric)',
         '506572666f726d696e6720646f776e6772616465207261746520e6ada3e5b8b8e8b4b7e6acbee8bf81e5be99e78e873a20776861742077656e742066726f6d207061737320616e64207370656369616c206d656e74696f6e20746f204e504c2c206f66207468656972206f70656e696e6720616d6f756e74206c6573732077686174206c65667420616e64206c65737320726564756374696f6e2e'],
        ['FUNCTION project(migration_summary, bigint, text, boolean)',
         '50726f6a656374696f6e20e8bf81e5be99e9a284e6b58b3a207768657265206c6f616e73206f6620656163682073746174652061726520616674657220736f206d616e7920737465707320283020746f20363030292069662065766572792073746570206d6f766573207468656d20617320746865206d617472697820646f65733b2066756c6c5f6772696420676976657320657665727920737461746520616e6420657869742c207a65726f7320696e636c756465642e'],
        ['FUNCTION portfolio_summary_to_jsonb(portfolio_summary)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb20617320746865204a534f4e206f626a656374207468617420697473207465787420666f726d2069732e'],
        ['FUNCTION portfolio_summary_to_json(portfolio_summary)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb206173204a534f4e2c20736f207468617420746f5f6a736f6e6228726f772920616e64206a736f6e5f6167672067697665207768617420746865206361737420746f206a736f6e622067697665732e'],
        ['FUNCTION portfolio_summary_from_jsonb(jsonb)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb2066726f6d20746865204a534f4e207468617420746865206361737420746f206a736f6e622067697665732e'],
        ['TYPE portfolio_summary',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb3a206c6f616e7320616e642062616c616e63657320627920677261646520616e6420627920646179732d706173742d6475652062616e642c2070726f766973696f6e20616e64207468652073756d206f6620737175617265642062616c616e6365733b2073756d73206f6620706172747320617265207468652073756d206f66207468652077686f6c652e'],
        ['FUNCTION portfolio_summary_cmp(portfolio_summary, portfolio_summary)',
         '4f72646572206f662074776f20706f7274666f6c696f2073756d6d617269657320e8b584e4baa7e8b4a8e9878fe6b187e680bb3a2062792063757272656e63792c207468656e2062792074686569722073756d732e'],
        ['FUNCTION portfolio_summary_pl(portfolio_summary, portfolio_summary)',
         '53756d20e59088e5b9b6206f662074776f20626f6f6b732e'],
        ['FUNCTION portfolio_summary_mi(portfolio_summary, portfolio_summary)',
         '446966666572656e636520e58994e999a4206f662074776f20626f6f6b733a20746865207365636f6e642069732074616b656e206f7574206f66207468652066697273742c207768696368206d75737420686f6c642069742e'],
        ['AGGREGATE portfolio_agg(numeric, risk_grade)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb206f66206c6f616e733b20726f777320776974686f75742062616c616e6365206f722067726164652061726520736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE portfolio_agg(numeric, risk_grade, bigint)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb206f66206c6f616e732c207769746820646179732070617374206475653b20726f777320776974686f75742062616c616e6365206f722067726164652061726520736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE portfolio_agg(numeric, risk_grade, bigint, numeric)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb206f66206c6f616e732c2077697468206461797320706173742064756520616e642070726f766973696f6e3b20726f777320776974686f75742062616c616e6365206f722067726164652061726520736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE portfolio_agg(numeric, risk_grade, bigint, numeric, text)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb206f66206c6f616e732c207769746820646179732070617374206475652c2070726f766973696f6e20616e64207468652063757272656e63792c207468652073616d6520696e20657665727920726f773b20726f777320776974686f75742062616c616e6365206f722067726164652061726520736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE portfolio_agg(numeric, bigint)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb206f66206c6f616e73207769746820646179732070617374206475652c2067726164656420627920636e5f323032333b20726f777320776974686f75742062616c616e6365206f7220646179732061726520736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE portfolio_agg(numeric, bigint, numeric)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb206f66206c6f616e732077697468206461797320706173742064756520616e642070726f766973696f6e2c2067726164656420627920636e5f323032333b20726f777320776974686f75742062616c616e6365206f7220646179732061726520736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE portfolio_agg(numeric, bigint, numeric, text)',
         '506f7274666f6c696f2073756d6d61727920e8b584e4baa7e8b4a8e9878fe6b187e680bb206f66206c6f616e73207769746820646179732070617374206475652c2070726f766973696f6e20616e64207468652063757272656e63792c207468652073616d6520696e20657665727920726f772c2067726164656420627920636e5f323032333b20726f777320776974686f75742062616c616e6365206f7220646179732061726520736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE rollup(portfolio_summary)',
         '53756d206f662073756d6d617269657320e6b187e680bb3a207468652062797465732074686174206f6e652070617373206f76657220616c6c20746865697220726f777320776f756c642068617665206d6164652e'],
        ['AGGREGATE npl_ratio(numeric, risk_grade)',
         '4e504c20726174696f20e4b88de889afe78e87206f66206c6f616e733a2062616c616e6365206f66207375627374616e646172642c20646f75627466756c20616e64206c6f7373202f20616c6c2e'],
        ['AGGREGATE npl_ratio(numeric, bigint)',
         '4e504c20726174696f20e4b88de889afe78e87206f66206c6f616e732067726164656420627920636e5f323032333a2062616c616e6365206f7665722039302064617973207061737420647565202f20616c6c2e'],
        ['AGGREGATE overdue_ratio(numeric, bigint, bigint)',
         '4f76657264756520726174696f20e980bee69c9fe78e87206f66206c6f616e733a2062616c616e6365206d6f7265207468616e206f7665725f64617973207061737420647565202f20616c6c3b206f7665725f64617973206973207468652073616d6520696e20657665727920726f772e'],
        ['FUNCTION loan_count(portfolio_summary)',
         '4e756d626572206f66206c6f616e7320e7ac94e695b020696e206120626f6f6b2e'],
        ['FUNCTION skipped_count(portfolio_summary)',
         '4e756d626572206f6620726f777320736b697070656420e8b7b3e8bf87e79a84e8a18c20666f722077616e74206f6620612062616c616e6365206f7220612067726164652e'],
        ['FUNCTION currency(portfolio_summary)',
         '43757272656e637920e5b881e7a78d206f66206120626f6f6b3b204e554c4c207768657265206e6f6e652077617320676976656e2e'],
        ['FUNCTION total_balance(portfolio_summary)',
         '42616c616e6365206f6620616c6c206c6f616e7320e8b4b7e6acbee4bd99e9a29d2e'],
        ['FUNCTION npl_balance(portfolio_summary)',
         '42616c616e6365206f66206e6f6e2d706572666f726d696e67206c6f616e7320e4b88de889afe8b4b7e6acbee4bd99e9a29d3a207375627374616e646172642c20646f75627466756c2c206c6f73732e'],
        ['FUNCTION total_provision(portfolio_summary)',
         '50726f766973696f6e2068656c6420e8b4b7e6acbee68d9fe5a4b1e58786e5a48720666f7220616c6c206c6f616e732e'],
        ['FUNCTION npl_ratio(portfolio_summary, text)',
         '4e504c20726174696f20e4b88de889afe78e873a207375627374616e646172642c20646f75627466756c20616e64206c6f7373202f20616c6c2c20627920616d6f756e74206f7220636f756e743b204e554c4c20666f7220616e20656d70747920626f6f6b2e'],
        ['FUNCTION special_mention_ratio(portfolio_summary, text)',
         '5370656369616c2d6d656e74696f6e20726174696f20e585b3e6b3a8e78e873a207370656369616c206d656e74696f6e202f20616c6c2c20627920616d6f756e74206f7220636f756e742e'],
        ['FUNCTION overdue_ratio(portfolio_summary, bigint, text)',
         '4f76657264756520726174696f20e980bee69c9fe78e873a206c6f616e73206d6f7265207468616e206f7665725f64617973207061737420647565202f20616c6c206f66206b6e6f776e2062616e643b206f7665725f6461797320697320302c2033302c2036302c2039302c203132302c203138302c20323730206f72203336302e'],
        ['FUNCTION npl_deviation(portfolio_summary)',
         '4e504c20646576696174696f6e20e5818fe7a6bbe5baa63a2062616c616e6365206f7665722039302064617973207061737420647565202f204e504c2062616c616e63653b204e554c4c207768657265206e6f2062616e64206973206b6e6f776e2e'],
        ['FUNCTION coverage_ratio(portfolio_summary)',
         '50726f766973696f6e20636f76657261676520726174696f20e68ba8e5a487e8a686e79b96e78e873a2070726f766973696f6e202f204e504c2062616c616e63652e'],
        ['FUNCTION provision_ratio(portfolio_summary)',
         '4c6f616e2070726f766973696f6e20726174696f20e8b4b7e6acbee68ba8e5a487e78e873a2070726f766973696f6e202f2062616c616e6365206f6620616c6c206c6f616e732e'],
        ['FUNCTION concentration(portfolio_summary)',
         '436f6e63656e74726174696f6e20e99b86e4b8ade5baa6202848657266696e6461686c2d4869727363686d616e20696e646578293a2073756d206f6620737175617265642062616c616e636573202f20737175617265206f662074686569722073756d2c203120666f7220612073696e676c65206c6f616e2e'],
        ['FUNCTION graded_provision(portfolio_summary, grade_policy)',
         '50726f766973696f6e20627920677261646520e58886e7baa7e8aea1e68f90e58786e5a4873a2065616368207469657227732062616c616e63652074696d65732069747320726174652c20726f756e646564206f6e63653b204e554c4c2077686572652074686520706f6c6963792073657473206e6f2072617465732e'],
        ['FUNCTION required_provision(portfolio_summary, grade_policy)',
         '52657175697265642070726f766973696f6e20e5ba94e68f90e58786e5a4873a207468652067726561746572206f66206d696e696d756d20636f7665726167652078204e504c20616e64206d696e696d756d2070726f766973696f6e20726174696f207820616c6c3b20746865206772616465642070726f766973696f6e2077686572652074686520706f6c69637920686173206e6f206d696e696d612e'],
        ['FUNCTION provision_gap(portfolio_summary, grade_policy)',
         '50726f766973696f6e2067617020e58786e5a487e7bcbae58fa33a207265717569726564206c6573732068656c642c206e6567617469766520666f72206120737572706c75732e'],
        ['FUNCTION grade_breakdown(portfolio_summary)',
         '466976652d74696572207461626c6520e4ba94e7baa7e58886e7b1bbe8a1a8206f66206120626f6f6b3a206c6f616e732c2062616c616e636520616e64207368617265206f66207468652062616c616e636520627920746965722c20656d70747920746965727320746f6f2e'],
        ['FUNCTION aging(portfolio_summary)',
         '4167696e67207461626c6520e8b4a6e9be84e8a1a8206f66206120626f6f6b3a206c6f616e732c2062616c616e636520616e64207368617265206f66207468652062616c616e636520627920646179732d706173742d6475652062616e642c20656d7074792062616e647320746f6f3b206c61737420746865206c6f616e73206f6620756e6b6e6f776e2062616e642e'],
        ['FUNCTION bands()',
         '42616e6473206f66206461797320706173742064756520e980bee69c9fe5a4a9e695b0e58886e6aeb52c206f6e6520726f7720656163682c20626573742066697273743a206c6162656c2c2072616e6b2c20666972737420616e64206c617374206461792c206c6162656c20696e204368696e6573652e'],
        ['FUNCTION money_schedule_to_jsonb(money_schedule)',
         '5363686564756c6520e8bf98e6acbee8aea1e588922061732061204a534f4e206f626a6563743a2073746172745f646174652c206f70656e696e672c2063757272656e63792c207465726d732c20696e7374616c6c6d656e74732e'],
        ['FUNCTION money_schedule_to_json(money_schedule)',
         '5363686564756c6520e8bf98e6acbee8aea1e58892206173204a534f4e2c20736f207468617420746f5f6a736f6e6228726f772920616e64206a736f6e5f6167672067697665207768617420746865206361737420746f206a736f6e622067697665732e'],
        ['FUNCTION money_schedule_from_jsonb(jsonb)',
         '5363686564756c6520e8bf98e6acbee8aea1e588922066726f6d20746865204a534f4e207468617420746865206361737420746f206a736f6e622067697665732e'],
        ['TYPE money_schedule',
         '52657061796d656e74207363686564756c6520e8bf98e6acbee8aea1e58892206f66206f6e65206c6f616e2c206f72207468652073756d206f66206d616e793a2063757272656e63792c206f70656e696e6720616d6f756e742c20737461727420646174652c207465726d7320616e6420726f7773202864756520646174652c207072696e636970616c2c20696e7465726573742c20666565292c207061636b65642e'],
        ['FUNCTION money_schedule_cmp(money_schedule, money_schedule)',
         '4f72646572206f662074776f207363686564756c657320e8bf98e6acbee8aea1e588923a2062792063757272656e63792c20737461727420646174652c206f70656e696e6720616d6f756e742c206e756d626572206f6620726f77732c207468656e2062792074686569722062797465732e'],
        ['FUNCTION principal(money_schedule)',
         '4f70656e696e6720616d6f756e7420e69cace98791206f662061207363686564756c653a207468652073756d206f6620746865207072696e636970616c206f662069747320726f77732e'],
        ['FUNCTION start_date(money_schedule)',
         '5374617274206461746520e8b5b7e681afe697a5206f662061207363686564756c653a207468652064617920696e74657265737420626567696e732e'],
        ['FUNCTION maturity_date(money_schedule)',
         '4d61747572697479206461746520e588b0e69c9fe697a5206f662061207363686564756c653a20746865206475652064617465206f6620697473206c61737420726f772c204e554c4c20776974686f757420726f77732e'],
        ['FUNCTION installment_count(money_schedule)',
         '4e756d626572206f6620696e7374616c6c6d656e747320e69c9fe695b0206f662061207363686564756c653a2069747320726f77732c20612062616c6c6f6f6e20696e20616476616e636520696e636c756465642e'],
        ['FUNCTION currency(money_schedule)',
         '43757272656e637920e5b881e7a78d206f662061207363686564756c6520617320616e2049534f203432313720636f64652c204e554c4c207768657265206e6f6e652077617320676976656e2e'],
        ['FUNCTION annual_rate(money_schedule)',
         '416e6e75616c207261746520e5b9b4e588a9e78e87206f662061207363686564756c652061732061206672616374696f6e2c20746865206c617374206f6e65207768657265206974207761732072657072696365643b204e554c4c20776974686f7574207465726d732e'],
        ['FUNCTION payment(money_schedule, bigint)',
         '5061796d656e7420e6af8fe69c9fe8bf98e6acbee9a29d206f66206f6e6520726f773a207072696e636970616c2c20696e74657265737420616e64206665653b204e554c4c206265796f6e6420746865206c61737420726f772e'],
        ['FUNCTION total_interest(money_schedule)',
         '546f74616c20696e74657265737420e588a9e681afe680bbe9a29d206f6620616c6c20726f77732e'],
        ['FUNCTION total_fee(money_schedule)',
         '546f74616c206665657320e8b4b9e794a8e680bbe9a29d206f6620616c6c20726f77732e'],
        ['FUNCTION total_payment(money_schedule)',
         '546f74616c206f6620616c6c207061796d656e747320e8bf98e6acbee680bbe9a29d3a207072696e636970616c2c20696e74657265737420616e642066656573206f6620616c6c20726f77732e'],
        ['FUNCTION balance_at(money_schedule, date)',
         '4f75747374616e64696e67207072696e636970616c20e589a9e4bd99e69cace9879120616674657220616c6c20726f777320647565206f6e206f72206265666f72652061206461792e'],
        ['FUNCTION principal_due(money_schedule, daterange)',
         '5072696e636970616c2064756520e5ba94e8bf98e69cace9879120696e20726f77732077686f7365206475652064617465206c69657320696e207468652072616e67652e'],
        ['FUNCTION interest_due(money_schedule, daterange)',
         '496e7465726573742064756520e5ba94e8bf98e588a9e681af20696e20726f77732077686f7365206475652064617465206c69657320696e207468652072616e67652e'],
        ['FUNCTION fee_due(money_schedule, daterange)',
         '466565732064756520e5ba94e8bf98e8b4b9e794a820696e20726f77732077686f7365206475652064617465206c69657320696e207468652072616e67652e'],
        ['FUNCTION payment_due(money_schedule, daterange)',
         '5061796d656e74732064756520e5ba94e8bf98e6acbee9a29d20696e20726f77732077686f7365206475652064617465206c69657320696e207468652072616e67653a207072696e636970616c2c20696e74657265737420616e6420666565732e'],
        ['FUNCTION accrued_interest(money_schedule, date)',
         '4163637275656420696e74657265737420e5ba94e8aea1e588a9e681af2073696e636520746865206c61737420726f772c20657665727920726f772064756520756e74696c207468656e207061696420617320706c616e6e65642e'],
        ['FUNCTION payoff(money_schedule, date)',
         '5061796f666620616d6f756e7420e68f90e5898de7bb93e6b885e98791e9a29d3a206f75747374616e64696e67207072696e636970616c20616e64206163637275656420696e7465726573743b2074686520726f7720647565206f6e207468652064617920636f756e747320617320706169642e'],
        ['FUNCTION next_due(money_schedule, date)',
         '4e65787420647565206461746520e4b88be4b880e8bf98e6acbee697a52061667465722061206461792c204e554c4c20616674657220746865206c61737420726f772e'],
        ['TYPE money_schedule_state',
         '44617465642073756d73206f6e2074686569722077617920746f2061207363686564756c6520e8bf98e6acbee8aea1e588923a20746865207374617465206f662073756d286d6f6e65795f7363686564756c652920616e64207363686564756c655f6167672c20657861637420696e2031323820626974732e'],
        ['AGGREGATE rollup(money_schedule)',
         '53756d206f66207363686564756c657320e8bf98e6acbee8aea1e58892e59088e8aea13a207468652073616d652061732073756d286d6f6e65795f7363686564756c65292c20756e64657220746865206e616d652074686174207468652073756d6d617269657320686176652e'],
        ['AGGREGATE sum(money_schedule)',
         '53756d206f66207363686564756c657320e8bf98e6acbee8aea1e58892e59088e8aea12c20746865206361736820666c6f77206f66206120706f7274666f6c696f3a20726f7773206f66206f6e652064617465206172652061646465643b206b65657073207468652063757272656e63792c2064726f707320746865207465726d732e'],
        ['FUNCTION money_schedule_pl(money_schedule, money_schedule)',
         '53756d206f662074776f207363686564756c657320e8bf98e6acbee8aea1e588923a20726f7773206f66206f6e652064617465206172652061646465643b206b65657073207468652063757272656e63792c2064726f707320746865207465726d732e'],
        ['AGGREGATE schedule_agg(date, numeric, numeric)',
         '5363686564756c6520e8bf98e6acbee8aea1e588922066726f6d20726f77732074686174206120646174616261736520616c7265616479206861732c20696e20616e79206f726465723b2074776f20726f7773206f66206f6e652064617465206164642075703b20697420737461727473206174206974732066697273742064756520646174652e'],
        ['AGGREGATE schedule_agg(date, numeric, numeric, numeric)',
         '5363686564756c6520e8bf98e6acbee8aea1e588922066726f6d20726f7773207769746820666565732c20696e20616e79206f726465723b2074776f20726f7773206f66206f6e652064617465206164642075703b20697420737461727473206174206974732066697273742064756520646174652e'],
        ['AGGREGATE schedule_agg(date, numeric, numeric, numeric, date)',
         '5363686564756c6520e8bf98e6acbee8aea1e588922066726f6d20726f77732077697468206665657320616e642074686520737461727420646174652c207468652073616d6520696e20657665727920726f772e'],
        ['AGGREGATE schedule_agg(date, numeric, numeric, numeric, date, text)',
         '5363686564756c6520e8bf98e6acbee8aea1e588922066726f6d20726f7773207769746820666565732c20746865207374617274206461746520616e64207468652063757272656e63792c20626f7468207468652073616d6520696e20657665727920726f772e'],
        ['FUNCTION weighted_average_life(money_schedule, date)',
         '57656967687465642061766572616765206c69666520e58aa0e69d83e5b9b3e59d87e69c9fe9999020696e207965617273202861637475616c2064617973202f203336352c203820646563696d616c7329206f6620746865207072696e636970616c206475652061667465722061206461792c207468652073746172742064617465206966206e6f6e6520697320676976656e3b204e554c4c207768656e206e6f7468696e67206973206c6566742e'],
        ['FUNCTION present_value(money_schedule, numeric, date)',
         '50726573656e742076616c756520e78eb0e580bc206f6e206120646179206f6620616c6c207061796d656e7473206475652061667465722069742c20646973636f756e74656420617420616e2065666665637469766520616e6e75616c2072617465206f7665722061637475616c2064617973202f203336352e'],
        ['FUNCTION duration(money_schedule, numeric, date)',
         '4d616361756c6179206475726174696f6e20e9baa6e88083e588a9e4b985e69c9f20696e20796561727320283820646563696d616c7329206f6620746865207061796d656e7473206475652061667465722061206461792c20617420616e2065666665637469766520616e6e75616c2072617465206f7665722061637475616c2064617973202f203336353b204e554c4c207768656e206e6f7468696e67206973206c6566742e'],
        ['FUNCTION amortize',
         '52657061796d656e74207363686564756c6520e8bf98e6acbee8aea1e58892206f662061206c6f616e2066726f6d20697473207465726d732c2065766572792063656c6c20657861637420746f20746865206d696e6f7220756e69743a20616e6e7569747920e7ad89e9a29de69cace681af2c20657175616c5f7072696e636970616c20e7ad89e9a29de69cace987912c20696e7465726573745f6f6e6c7920e58588e681afe5908ee69cac2c20666c617420e5b9b3e681af206f722072756c655f6f665f37382e2054686520616e6e75616c20726174652069732061206672616374696f6e3a20302e303520666f72203520252e204e554c4c206966207072696e636970616c2c20726174652c20706572696f6473206f7220737461727420646174652069733b20616e6f74686572204e554c4c2074616b6573206974732064656661756c742e20576974682061207061796d656e742c20706572696f6473204e554c4c206973206173206d616e7920726f77732061732074686520616e6e75697479206e656564732e'],
        ['FUNCTION cashflows_to_jsonb(cashflows)',
         '4361736820666c6f777320e78eb0e98791e6b5812061732061204a534f4e206f626a6563743a2063757272656e63792c20616e64205b646174652c20616d6f756e745d206561636820696e20666c6f77732e'],
        ['FUNCTION cashflows_to_json(cashflows)',
         '4361736820666c6f777320e78eb0e98791e6b581206173204a534f4e2c20736f207468617420746f5f6a736f6e6228726f772920616e64206a736f6e5f6167672067697665207768617420746865206361737420746f206a736f6e622067697665732e'],
        ['FUNCTION cashflows_from_jsonb(jsonb)',
         '4361736820666c6f777320e78eb0e98791e6b5812066726f6d20746865204a534f4e207468617420746865206361737420746f206a736f6e622067697665732e'],
        ['TYPE cashflows',
         '4361736820666c6f777320e78eb0e98791e6b5813a20646174656420616d6f756e74732c206f6e65206120646174652c20726563656976656420706f73697469766520616e642070616964206f7574206e656761746976652c207061636b65642e'],
        ['FUNCTION cashflows_cmp(cashflows, cashflows)',
         '4f72646572206f662074776f206361736820666c6f777320e78eb0e98791e6b5813a2062792074686569722062797465732e'],
        ['TYPE cashflows_state',
         '446174656420616d6f756e7473206f6e2074686569722077617920746f206361736820666c6f777320e78eb0e98791e6b5813a20746865207374617465206f662063617368666c6f775f61676720616e642073756d2863617368666c6f7773292c20657861637420696e2031323820626974732e'],
        ['AGGREGATE cashflow_agg(date, numeric)',
         '4361736820666c6f777320e78eb0e98791e6b5812066726f6d20726f777320696e20616e79206f726465723b20616d6f756e7473206f66206f6e652064617465206164642075703b206120726f7720776974682061204e554c4c20697320706173736564206f7665722e'],
        ['AGGREGATE cashflow_agg(date, numeric, text)',
         '4361736820666c6f777320e78eb0e98791e6b5812066726f6d20726f777320696e20616e79206f726465722c20696e20612063757272656e63792c207468652073616d6520696e20657665727920726f772e'],
        ['AGGREGATE rollup(cashflows)',
         '53756d206f66206361736820666c6f777320e78eb0e98791e6b581e59088e8aea13a207468652073616d652061732073756d2863617368666c6f7773292c20756e64657220746865206e616d652074686174207468652073756d6d617269657320686176652e'],
        ['AGGREGATE sum(cashflows)',
         '53756d206f66206361736820666c6f777320e78eb0e98791e6b581e59088e8aea13a20616d6f756e7473206f66206f6e652064617465206172652061646465642e'],
        ['FUNCTION cashflows_pl(cashflows, cashflows)',
         '53756d206f662074776f206361736820666c6f777320e78eb0e98791e6b5813a20616d6f756e7473206f66206f6e652064617465206172652061646465642e'],
        ['FUNCTION cashflows(money_schedule)',
         '4361736820666c6f777320e78eb0e98791e6b581206f662061207363686564756c6520666f7220697473206c656e6465723a20746865206f70656e696e6720616d6f756e74206f7574206f6e2074686520737461727420646174652c207072696e636970616c2c20696e74657265737420616e64206665657320696e206f6e20746865206475652064617465732e'],
        ['FUNCTION currency(cashflows)',
         '43757272656e637920e5b881e7a78d206f66206361736820666c6f777320617320616e2049534f203432313720636f64652c204e554c4c207768657265206e6f6e652077617320676976656e2e'],
        ['FUNCTION flows_support(internal)',
         '54656c6c732074686520706c616e6e657220686f77206d616e7920646174657320636f6e7374616e74206361736820666c6f777320e78eb0e98791e6b58120686176652e'],
        ['FUNCTION flows(cashflows)',
         '466c6f777320e78eb0e98791e6b581e6988ee7bb8620617320726f77733a206461746520616e6420616d6f756e742c20646174657320617363656e64696e672e'],
        ['FUNCTION loan_state(money_schedule, cashflows, date, text, numeric, boolean)',
         '4c6f616e20737461746520e8b4b7e6acbee78ab6e68081206f6e2061206461792c207265706c617965642066726f6d20746865207363686564756c6520616e6420746865207061796d656e74732072656365697665643a20646179732070617374206475652c2077686174206973206f7665726475652c2070656e616c74792c2077686174206973206f75747374616e64696e6720616e6420706169642c207768617420697320647565206e6578743b204e554c4c2070616964206973206e6f207061796d656e743b204e554c4c206265666f726520746865206c6f616e207374617274732e'],
        ['FUNCTION days_past_due(money_schedule, cashflows, date, boolean)',
         '4461797320706173742064756520e980bee69c9fe5a4a9e695b0206f6e2061206461793a2073696e636520746865206475652064617465206f6620746865206f6c6465737420726f77207468617420746865207061796d656e747320646f206e6f74206d6565742c20656c736520303b2077697468206475655f6461795f636f756e747320746865206475652064617920697473656c662069732064617920313b204e554c4c206265666f726520746865206c6f616e207374617274732e'],
        ['FUNCTION schedule_rows_support(internal)',
         '54656c6c732074686520706c616e6e657220686f77206d616e7920726f7773206120636f6e7374616e74207363686564756c6520e8bf98e6acbee8aea1e58892206861732e'],
        ['FUNCTION installments(money_schedule)',
         '496e7374616c6c6d656e747320e58886e69c9fe6988ee7bb86206f662061207363686564756c652c206f6e6520726f7720656163683a206e756d6265722c2064756520646174652c207072696e636970616c2c20696e7465726573742c206665652c2074686569722073756d2c20616e64207468652062616c616e63652061667465722069742e'],
        ['FUNCTION cashflow_by(money_schedule, interval)',
         '4361736820666c6f7720e78eb0e98791e6b581206f662061207363686564756c652062792063616c656e646172206275636b65743a2074686520666972737420646179206f662065616368206275636b6574207769746820726f77732c20616e642074686569722073756d733b206d6f6e74687320636f756e742066726f6d204a616e756172792c207765656b732066726f6d204d6f6e6461792e'],
        ['FUNCTION slice(money_schedule, daterange)',
         '50617274206f662061207363686564756c6520e8bf98e6acbee8aea1e588923a2069747320726f77732064756520696e207468652072616e67652c206f70656e696e672077697468207468656972207072696e636970616c2c20776974686f7574207465726d732e'],
        ['FUNCTION vintage_summary_to_jsonb(vintage_summary)',
         '56696e7461676520e8b4a6e9be84e7bb8420617320746865204a534f4e206f626a656374207468617420697473207465787420666f726d2069732e'],
        ['FUNCTION vintage_summary_to_json(vintage_summary)',
         '56696e7461676520e8b4a6e9be84e7bb84206173204a534f4e2c20736f207468617420746f5f6a736f6e6228726f772920616e64206a736f6e5f6167672067697665207768617420746865206361737420746f206a736f6e622067697665732e'],
        ['FUNCTION vintage_summary_from_jsonb(jsonb)',
         '56696e7461676520e8b4a6e9be84e7bb842066726f6d20746865204a534f4e207468617420746865206361737420746f206a736f6e622067697665732e'],
        ['TYPE vintage_summary',
         '56696e7461676520e8b4a6e9be84e7bb84206f66206c6f616e733a20686f77206d616e792c20616e6420686f77206d756368206f66207468656d2c207761732070617374206475652c2063686172676564206f66662c207265636f766572656420616e642070616964206f66662061742065616368206d6f6e7468206f6e20626f6f6b2c206279206f726967696e6174696f6e3b2073756d6d6172696573206164642e'],
        ['FUNCTION vintage_summary_cmp(vintage_summary, vintage_summary)',
         '4f72646572206f662074776f2076696e746167652073756d6d617269657320e8b4a6e9be84e7bb843a2062792074686569722062797465732e'],
        ['TYPE vintage_summary_state',
         '4c6f616e73206265696e6720636f756e74656420696e746f20612076696e7461676520e8b4a6e9be84e7bb843a20746865207374617465206f662076696e746167655f616767206f76657220686973746f7269657320616e64206f6620726f6c6c75702e'],
        ['AGGREGATE vintage_agg(payment_history, date, numeric)',
         '56696e7461676520e8b4a6e9be84e7bb84206f66206c6f616e732066726f6d207468656972207061796d656e7420686973746f726965733b206d6f6e746873206f6e20626f6f6b206172652063616c656e646172206d6f6e7468732c20746865206f726967696e6174696f6e206d6f6e746820697320303b2061206c6f616e20776974682061204e554c4c20697320736b697070656420616e6420636f756e7465642e'],
        ['AGGREGATE vintage_agg(payment_history, date, numeric, text)',
         '56696e7461676520e8b4a6e9be84e7bb84206f66206c6f616e732066726f6d207468656972207061796d656e7420686973746f726965733b206d6f622074656c6c7320686f77206d6f6e746873206f6e20626f6f6b2061726520636f756e7465643a2063616c656e646172302c2063616c656e64617231206f7220616e6e69766572736172792e'],
        ['AGGREGATE rollup(vintage_summary)',
         '56696e7461676520e8b4a6e9be84e7bb84206f6620616c6c206c6f616e73206f66207468652073756d6d61726965733a207468652073616d6520617320636f756e74696e67207468656d20696e206f6e6520706173732e'],
        ['FUNCTION vintage_summary_pl(vintage_summary, vintage_summary)',
         '56696e7461676520e8b4a6e9be84e7bb84206f6620746865206c6f616e73206f6620626f74682073756d6d61726965732e'],
        ['TYPE vintage_rows_state',
         '536e617073686f7420726f7773206265696e6720636f6c6c656374656420666f7220612076696e7461676520e8b4a6e9be84e7bb843a20746865207374617465206f662076696e746167655f616767206f76657220726f77732c203136206279746573206120726f7720616e642032382061206c6f616e2e'],
        ['AGGREGATE vintage_agg(bigint, bigint, numeric, numeric, bigint)',
         '56696e7461676520e8b4a6e9be84e7bb84206f66206f6e6520636f686f72742073747261696768742066726f6d20736e617073686f7420726f77732c20697473206375742d6f666620746865206772656174657374206d6f6e7468206f6e20626f6f6b3b203136206279746573206f66206d656d6f7279206120726f7720616e642032382061206c6f616e2c206174206d6f737420313637373732313520726f77732e'],
        ['AGGREGATE vintage_agg(bigint, bigint, numeric, numeric, bigint, bigint)',
         '56696e7461676520e8b4a6e9be84e7bb84206f66206f6e6520636f686f72742073747261696768742066726f6d20736e617073686f7420726f77732c20616e206572726f72206265796f6e64206d61785f726f7773206f66207468656d2e'],
        ['FUNCTION loan_count(vintage_summary)',
         '4e756d626572206f66206c6f616e7320e7ac94e695b020696e20612076696e746167652e'],
        ['FUNCTION skipped_count(vintage_summary)',
         '4e756d626572206f66206c6f616e7320286f6620726f77732c20776865726520697420776173206d6164652066726f6d20736e617073686f7420726f77732920736b697070656420e8b7b3e8bf87e79a84e8a18c20666f722077616e74206f66206120686973746f72792c20616e206f726967696e6174696f6e206f7220616e20616d6f756e742e'],
        ['FUNCTION currency(vintage_summary)',
         '43757272656e637920e5b881e7a78d206f6620612076696e746167653b204e554c4c207768657265206e6f6e652077617320676976656e2e'],
        ['FUNCTION vintage_support(internal)',
         '54656c6c732074686520706c616e6e657220686f77206d616e7920726f77732074686520637572766573206f66206120636f6e7374616e742076696e7461676520e8b4a6e9be84e7bb8420686176652e'],
        ['FUNCTION vintage_curve(vintage_summary, bigint, text, text)',
         '56696e7461676520637572766520e8b4a6e9be84e69bb2e7babf206f6620612073756d6d6172792c206f6e6520726f772061206d6f6e7468206f6e20626f6f6b3a20746865206c6f616e732074686174206f6c642c207468656972206f726967696e616c20616d6f756e742c2077686174206f66206974206869742c2074686520726174652c2077686574686572207468652077686f6c6520636f686f727420697320696e2074686520726f772c20616e64207768696368207368617265206f662069742e'],
        ['FUNCTION vintage_triangle(vintage_summary, bigint, text, text, text)',
         '56696e7461676520747269616e676c6520e8b4a6e9be84e4b889e8a792206f6620612073756d6d6172793a20746865206375727665206f662065616368206f726967696e6174696f6e206d6f6e74682c2071756172746572206f7220796561722c20697473206c6162656c20616e6420666972737420646179206265736964652069742c20666f722061207069766f742e'],
        ['FUNCTION vintage_bounds(vintage_summary, bigint, text, float8)',
         '56696e7461676520626f756e647320e8b4a6e9be84e69bb2e7babfe7bdaee4bfa1e58cbae997b42062792057696c736f6e206f662061207261746520627920636f756e742c206f6e6520726f772061206d6f6e7468206f6e20626f6f6b2c20616e642077686574686572207468652077686f6c6520636f686f727420697320696e2074686520726f772e'],
        ['FUNCTION first_payment_default(vintage_summary, bigint, bigint)',
         '4669727374207061796d656e742064656661756c7420e9a696e69c9fe8bf9de7baa6e78e872028465044293a20746865207368617265206f66206c6f616e732074686174206d697373656420746865697220666972737420287365636f6e642c2074686972642920696e7374616c6d656e7420616e642070617373656420746865206c696e652062656361757365206f662069743b204e554c4c207768657265206e6f206c6f616e206973206f6c6420656e6f7567682e'],
        ['FUNCTION early_payment_default(vintage_summary, bigint, bigint)',
         '4561726c79207061796d656e742064656661756c7420e697a9e69c9fe8bf9de7baa6e78e872028455044293a20746865207368617265206f66206c6f616e732065766572206f76657220746865206c696e652077697468696e20736f206d616e79206d6f6e746873206f6e20626f6f6b3b204e554c4c207768657265206e6f206c6f616e2069732074686174206f6c642e']
    ]::text[] LOOP
        BEGIN
            EXECUTE pg_catalog.format('COMMENT ON %s IS %L', described[1],
                pg_catalog.convert_from(pg_catalog.decode(described[2], 'hex'), 'UTF8'));
        EXCEPTION WHEN untranslatable_character OR character_not_in_repertoire THEN
            NULL;
        END;
    END LOOP;
END
$do$;
