-- since: 0.2.0
-- requires: history
/* warning: levels of early warning by the months of a loan, and two functions of chance. */

-- template: value TYPE=warning_rules ALIGNMENT=int4 LABEL='Warning rules 预警规则' MANY='warning rules'
COMMENT ON TYPE warning_rules IS
'Warning rules 预警规则: a JSON object, checked completely on input and canonical on output; it can be compared and '
'hashed.';
COMMENT ON FUNCTION warning_rules_cmp(warning_rules, warning_rules) IS
'Order of two warning rules 预警规则: by their text.';

CREATE FUNCTION early_warning(
    h payment_history, rules warning_rules,
    OUT month date, OUT level integer, OUT name text, OUT since date, OUT rule text
) RETURNS record
AS 'MODULE_PATHNAME', 'loanfin_early_warning' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION early_warning(payment_history, warning_rules) IS
'Early warning 预警 of a loan as of its last observed month: the level in force, its name, its first month, and the '
'rule that applied.';

CREATE FUNCTION warning_months(
    h payment_history, rules warning_rules,
    OUT month date, OUT bound integer, OUT level integer, OUT name text, OUT rule text
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_warning_months' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100
ROWS 24 SUPPORT months_support;
COMMENT ON FUNCTION warning_months(payment_history, warning_rules) IS
'Early warning 预警 of a loan month by month: the greatest level whose rule applies, the level in force, and the rule.';

CREATE FUNCTION wilson_bounds(
    hits bigint, trials bigint, confidence float8 DEFAULT 0.95, OUT rate float8, OUT low float8, OUT high float8
) RETURNS record
AS 'MODULE_PATHNAME', 'loanfin_wilson_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION wilson_bounds(bigint, bigint, float8) IS
'Wilson bounds 威尔逊置信区间 of a rate: hits of trials, and the bounds at a confidence; NULL without trials.';

CREATE FUNCTION binomial_tail(hits bigint, trials bigint, probability float8) RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_binomial_tail' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION binomial_tail(bigint, bigint, float8) IS
'Binomial tail 二项分布尾概率: the probability of at least so many hits in so many trials of a probability.';
