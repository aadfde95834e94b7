/* migration: from pairs of states and from histories to a matrix. */

CREATE FUNCTION migration_rollup_accum(migration_summary, m migration_summary) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_rollup_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION migration_summary_pl(migration_summary, migration_summary) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_pl' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
CREATE FUNCTION migration_summary_mi(migration_summary, migration_summary) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_summary_mi' LANGUAGE C IMMUTABLE PARALLEL SAFE STRICT;
COMMENT ON FUNCTION migration_summary_pl(migration_summary, migration_summary) IS
'Migration matrix 迁徙矩阵 of the moves of both.';
COMMENT ON FUNCTION migration_summary_mi(migration_summary, migration_summary) IS
'Migration matrix 迁徙矩阵 without the moves of the second, which must be in the first.';
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
'Migration matrix 迁徙矩阵 of all moves of the summaries: the same as counting them in one pass; also over moving windows.';

CREATE FUNCTION migration_agg_days(migration_summary, from_days bigint, to_days bigint, balance numeric) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_days bigint, to_days bigint, balance numeric) (
    SFUNC = migration_agg_days, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624, PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(bigint, bigint, numeric) IS
'Migration matrix 迁徙矩阵 of pairs of days past due 逾期天数 with the opening balance: a NULL to-state is paid off; a row without from-state or balance is skipped and counted.';

CREATE FUNCTION migration_agg_days(migration_summary, from_days bigint, to_days bigint, balance numeric, exit text) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_days bigint, to_days bigint, balance numeric, exit text) (
    SFUNC = migration_agg_days, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624, PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(bigint, bigint, numeric, text) IS
'Migration matrix 迁徙矩阵 of pairs of days past due 逾期天数 with the opening balance; exit says what a NULL to-state is: paid_off, gone or charged_off.';

CREATE FUNCTION migration_agg_days(migration_summary, from_days bigint, to_days bigint, balance numeric, exit text, currency text) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_days' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_days bigint, to_days bigint, balance numeric, exit text, currency text) (
    SFUNC = migration_agg_days, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624, PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(bigint, bigint, numeric, text, text) IS
'Migration matrix 迁徙矩阵 of pairs of days past due 逾期天数 with the opening balance in a currency, the same in every row.';

CREATE FUNCTION migration_agg_grades(migration_summary, from_grade risk_grade, to_grade risk_grade, balance numeric) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_grades' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_grade risk_grade, to_grade risk_grade, balance numeric) (
    SFUNC = migration_agg_grades, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 992, PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(risk_grade, risk_grade, numeric) IS
'Migration matrix 迁徙矩阵 of pairs of grades 五级分类 with the opening balance: a NULL to-state is paid off; a row without from-state or balance is skipped and counted.';

CREATE FUNCTION migration_agg_grades(migration_summary, from_grade risk_grade, to_grade risk_grade, balance numeric, exit text) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_grades' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_grade risk_grade, to_grade risk_grade, balance numeric, exit text) (
    SFUNC = migration_agg_grades, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 992, PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(risk_grade, risk_grade, numeric, text) IS
'Migration matrix 迁徙矩阵 of pairs of grades 五级分类 with the opening balance; exit says what a NULL to-state is: paid_off, gone or charged_off.';

CREATE FUNCTION migration_agg_grades(migration_summary, from_grade risk_grade, to_grade risk_grade, balance numeric, exit text, currency text) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_grades' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(from_grade risk_grade, to_grade risk_grade, balance numeric, exit text, currency text) (
    SFUNC = migration_agg_grades, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 992, PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(risk_grade, risk_grade, numeric, text, text) IS
'Migration matrix 迁徙矩阵 of pairs of grades 五级分类 with the opening balance in a currency, the same in every row.';

CREATE FUNCTION migration_agg_history(migration_summary, h payment_history) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_history' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(h payment_history) (
    SFUNC = migration_agg_history, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624, PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(payment_history) IS
'Migration matrix 迁徙矩阵 of payment histories: each month to the next one inside a loan, both observed.';

CREATE FUNCTION migration_agg_history(migration_summary, h payment_history, from_month date, to_month date) RETURNS migration_summary
AS 'MODULE_PATHNAME', 'loanfin_migration_agg_history' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE AGGREGATE migration_agg(h payment_history, from_month date, to_month date) (
    SFUNC = migration_agg_history, STYPE = migration_summary, COMBINEFUNC = migration_rollup_accum, SSPACE = 2624, PARALLEL = SAFE
);
COMMENT ON AGGREGATE migration_agg(payment_history, date, date) IS
'Migration matrix 迁徙矩阵 of payment histories from one month to a later one: one move a loan that was open in the first; who is not observed in the second is gone.';

COMMENT ON FUNCTION migration_rollup_accum(migration_summary, migration_summary) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_rollup_inverse(migration_summary, migration_summary) IS 'aggregate inverse transition function';
COMMENT ON FUNCTION migration_agg_days(migration_summary, bigint, bigint, numeric) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_days(migration_summary, bigint, bigint, numeric, text) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_days(migration_summary, bigint, bigint, numeric, text, text) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_grades(migration_summary, risk_grade, risk_grade, numeric) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_grades(migration_summary, risk_grade, risk_grade, numeric, text) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_grades(migration_summary, risk_grade, risk_grade, numeric, text, text) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_history(migration_summary, payment_history) IS 'aggregate transition function';
COMMENT ON FUNCTION migration_agg_history(migration_summary, payment_history, date, date) IS 'aggregate transition function';
COMMENT ON OPERATOR + (migration_summary, migration_summary) IS 'the moves of both';
COMMENT ON OPERATOR - (migration_summary, migration_summary) IS 'without the moves of the second';
