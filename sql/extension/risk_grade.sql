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
    INTERNALLENGTH = 1,
    PASSEDBYVALUE,
    ALIGNMENT = char,
    STORAGE = plain
);
COMMENT ON TYPE risk_grade IS
'Risk grade 风险分类 of a loan: pass 正常, special_mention 关注, substandard 次级, doubtful 可疑, loss 损失, each with an optional notch 1 to 9.';

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

COMMENT ON FUNCTION risk_grade_in(cstring) IS 'I/O';
COMMENT ON FUNCTION risk_grade_out(risk_grade) IS 'I/O';
COMMENT ON FUNCTION risk_grade_recv(internal) IS 'I/O';
COMMENT ON FUNCTION risk_grade_send(risk_grade) IS 'I/O';
COMMENT ON FUNCTION risk_grade_eq(risk_grade, risk_grade) IS 'implementation of = operator';
COMMENT ON FUNCTION risk_grade_ne(risk_grade, risk_grade) IS 'implementation of <> operator';
COMMENT ON FUNCTION risk_grade_lt(risk_grade, risk_grade) IS 'implementation of < operator';
COMMENT ON FUNCTION risk_grade_le(risk_grade, risk_grade) IS 'implementation of <= operator';
COMMENT ON FUNCTION risk_grade_gt(risk_grade, risk_grade) IS 'implementation of > operator';
COMMENT ON FUNCTION risk_grade_ge(risk_grade, risk_grade) IS 'implementation of >= operator';
COMMENT ON FUNCTION risk_grade_hash(risk_grade) IS 'hash, the same for equal grades';
COMMENT ON FUNCTION risk_grade_hash_extended(risk_grade, bigint) IS 'hash with a seed';
COMMENT ON FUNCTION risk_grade_cmp(risk_grade, risk_grade) IS
'Order of two risk grades 风险分类: from pass to loss, a bare tier before its notches.';

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

COMMENT ON OPERATOR = (risk_grade, risk_grade) IS 'the same tier and notch';
COMMENT ON OPERATOR <> (risk_grade, risk_grade) IS 'another tier or notch';
COMMENT ON OPERATOR < (risk_grade, risk_grade) IS 'a better grade';
COMMENT ON OPERATOR <= (risk_grade, risk_grade) IS 'a better grade, or the same';
COMMENT ON OPERATOR > (risk_grade, risk_grade) IS 'a worse grade';
COMMENT ON OPERATOR >= (risk_grade, risk_grade) IS 'a worse grade, or the same';

CREATE OPERATOR CLASS risk_grade_ops DEFAULT FOR TYPE risk_grade USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 risk_grade_cmp(risk_grade, risk_grade),
    FUNCTION 4 btequalimage(oid);
CREATE OPERATOR CLASS risk_grade_ops DEFAULT FOR TYPE risk_grade USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 risk_grade_hash(risk_grade),
    FUNCTION 2 risk_grade_hash_extended(risk_grade, bigint);

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
CREATE FUNCTION risk_grade_to_jsonb(g risk_grade) RETURNS jsonb
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT to_jsonb(g::text);
END;
COMMENT ON FUNCTION risk_grade_to_jsonb(risk_grade) IS
'Risk grade 风险分类 as a JSON string.';
CREATE FUNCTION jsonb_to_risk_grade(j jsonb) RETURNS risk_grade
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT (j #>> '{}')::risk_grade;
END;
COMMENT ON FUNCTION jsonb_to_risk_grade(jsonb) IS
'Risk grade 风险分类 of a JSON string or number.';

CREATE CAST (risk_grade AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (risk_grade AS integer) WITH FUNCTION risk_grade_to_int(risk_grade) AS ASSIGNMENT;
CREATE CAST (varchar AS risk_grade) WITH INOUT AS IMPLICIT;
CREATE CAST (risk_grade AS jsonb) WITH FUNCTION risk_grade_to_jsonb(risk_grade);
CREATE CAST (jsonb AS risk_grade) WITH FUNCTION jsonb_to_risk_grade(jsonb);
