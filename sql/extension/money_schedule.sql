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
COMMENT ON TYPE money_schedule IS
'Repayment schedule 还款计划 of one loan, or the sum of many: currency, opening amount, start date, terms and rows (due date, principal, interest, fee), packed.';

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

COMMENT ON FUNCTION money_schedule_in(cstring) IS 'I/O';
COMMENT ON FUNCTION money_schedule_out(money_schedule) IS 'I/O';
COMMENT ON FUNCTION money_schedule_recv(internal) IS 'I/O';
COMMENT ON FUNCTION money_schedule_send(money_schedule) IS 'I/O';
COMMENT ON FUNCTION money_schedule_eq(money_schedule, money_schedule) IS 'implementation of = operator';
COMMENT ON FUNCTION money_schedule_ne(money_schedule, money_schedule) IS 'implementation of <> operator';
COMMENT ON FUNCTION money_schedule_lt(money_schedule, money_schedule) IS 'implementation of < operator';
COMMENT ON FUNCTION money_schedule_le(money_schedule, money_schedule) IS 'implementation of <= operator';
COMMENT ON FUNCTION money_schedule_gt(money_schedule, money_schedule) IS 'implementation of > operator';
COMMENT ON FUNCTION money_schedule_ge(money_schedule, money_schedule) IS 'implementation of >= operator';
COMMENT ON FUNCTION money_schedule_hash(money_schedule) IS 'hash, the same for equal schedules';
COMMENT ON FUNCTION money_schedule_hash_extended(money_schedule, bigint) IS 'hash with a seed';
COMMENT ON FUNCTION money_schedule_cmp(money_schedule, money_schedule) IS
'Order of two schedules 还款计划: by currency, start date, opening amount, number of rows, then by their bytes.';

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

COMMENT ON OPERATOR = (money_schedule, money_schedule) IS 'the same in every part: currency, dates, terms and amounts';
COMMENT ON OPERATOR <> (money_schedule, money_schedule) IS 'different in some part';
COMMENT ON OPERATOR < (money_schedule, money_schedule) IS 'before in the order of schedules';
COMMENT ON OPERATOR <= (money_schedule, money_schedule) IS 'before in the order of schedules, or the same';
COMMENT ON OPERATOR > (money_schedule, money_schedule) IS 'after in the order of schedules';
COMMENT ON OPERATOR >= (money_schedule, money_schedule) IS 'after in the order of schedules, or the same';

CREATE OPERATOR CLASS money_schedule_ops DEFAULT FOR TYPE money_schedule USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 money_schedule_cmp(money_schedule, money_schedule);
CREATE OPERATOR CLASS money_schedule_ops DEFAULT FOR TYPE money_schedule USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 money_schedule_hash(money_schedule),
    FUNCTION 2 money_schedule_hash_extended(money_schedule, bigint);

CREATE FUNCTION money_schedule_to_jsonb(money_schedule) RETURNS jsonb
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;
CREATE FUNCTION money_schedule_from_jsonb(jsonb) RETURNS money_schedule
AS 'MODULE_PATHNAME', 'loanfin_money_schedule_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 500;

COMMENT ON FUNCTION money_schedule_to_jsonb(money_schedule) IS
'Schedule 还款计划 as a JSON object: start_date, opening, currency, terms, installments.';
COMMENT ON FUNCTION money_schedule_from_jsonb(jsonb) IS
'Schedule 还款计划 from the JSON object that the cast to jsonb gives.';

CREATE CAST (money_schedule AS jsonb) WITH FUNCTION money_schedule_to_jsonb(money_schedule);
CREATE CAST (jsonb AS money_schedule) WITH FUNCTION money_schedule_from_jsonb(jsonb);
CREATE CAST (money_schedule AS text) WITH INOUT AS ASSIGNMENT;
