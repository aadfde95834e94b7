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
COMMENT ON TYPE migration_summary IS
'Migration matrix 迁徙矩阵 of loans: how many, and how much of them, went from each state (days-past-due band or grade) to each other, or left; summaries add and can be taken out.';

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

COMMENT ON FUNCTION migration_summary_cmp(migration_summary, migration_summary) IS
'Order of two migration summaries 迁徙矩阵: by their binary form.';

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

CREATE FUNCTION migration_summary_to_jsonb(migration_summary) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION migration_summary_from_jsonb(jsonb) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION migration_summary_to_jsonb(migration_summary) IS
'Migration matrix 迁徙矩阵 as the JSON object that its text form is.';
COMMENT ON FUNCTION migration_summary_from_jsonb(jsonb) IS
'Migration matrix 迁徙矩阵 from the JSON object that the cast to jsonb gives.';

CREATE CAST (migration_summary AS jsonb) WITH FUNCTION migration_summary_to_jsonb(migration_summary);
CREATE CAST (jsonb AS migration_summary) WITH FUNCTION migration_summary_from_jsonb(jsonb);
CREATE CAST (migration_summary AS text) WITH INOUT AS ASSIGNMENT;

COMMENT ON FUNCTION migration_summary_in(cstring) IS 'I/O';
COMMENT ON FUNCTION migration_summary_out(migration_summary) IS 'I/O';
COMMENT ON FUNCTION migration_summary_recv(internal) IS 'I/O';
COMMENT ON FUNCTION migration_summary_send(migration_summary) IS 'I/O';
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
