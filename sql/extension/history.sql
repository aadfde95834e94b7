/* payment_history: the observed months of one loan as one value. */

-- template: value TYPE=payment_history ALIGNMENT=int4 LABEL='Payment history 还款历史'
COMMENT ON TYPE payment_history IS
'Payment history 还款历史 of one loan: month, balance, days past due, charged off and recovered of each month, packed '
'into a few bytes a month.';
COMMENT ON FUNCTION payment_history_cmp(payment_history, payment_history) IS
'Order of two payment histories 还款历史: by their bytes.';

COMMENT ON FUNCTION payment_history_to_jsonb(payment_history) IS
'Payment history 还款历史 as a JSON object: currency, and an object an observation in months.';

/* history: a loan's rows as a payment_history, and what can be read off it. */

-- template: type TYPE=payment_history_state ALIGNMENT=double
COMMENT ON TYPE payment_history_state IS
'Observations that are being collected for a payment history 还款历史: the state of history_agg, one slot for each month.';

-- template: step STEP=history_agg STATE=payment_history_state
--     ARGS='as_of date, balance numeric, days_past_due bigint'
-- template: step STEP=history_agg STATE=payment_history_state
--     ARGS='as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric, currency text'
-- template: step STEP=history_agg STATE=payment_history_state
--     ARGS='as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric'
-- template: steps_end BY=history_agg STATE=payment_history_state TYPE=payment_history

-- template: aggregate NAME=history_agg STEP=history_agg BY=history_agg STATE=payment_history_state SPACE=512
--     ARGS='as_of date, balance numeric, days_past_due bigint'
COMMENT ON AGGREGATE history_agg(date, numeric, bigint) IS
'Payment history 还款历史 of one loan from its rows, in any order: one observation for each calendar month, the latest '
'day counts; rows without a date or days past due are skipped; NULL without any.';
-- template: aggregate NAME=history_agg STEP=history_agg BY=history_agg STATE=payment_history_state SPACE=512
--     ARGS='as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric'
COMMENT ON AGGREGATE history_agg(date, numeric, bigint, numeric, numeric) IS
'Payment history 还款历史 of one loan from its rows, with what was charged off 核销 and recovered 回收 in the month of each.';
-- template: aggregate NAME=history_agg STEP=history_agg BY=history_agg STATE=payment_history_state SPACE=512
--     ARGS='as_of date, balance numeric, days_past_due bigint, charged_off numeric, recovered numeric, currency text'
COMMENT ON AGGREGATE history_agg(date, numeric, bigint, numeric, numeric, text) IS
'Payment history 还款历史 of one loan from its rows, in a currency, the same in every row.';

CREATE FUNCTION history_append(
    h payment_history, as_of date, balance numeric, days_past_due bigint,
    charged_off numeric DEFAULT 0, recovered numeric DEFAULT 0, replace boolean DEFAULT false,
    currency text DEFAULT NULL
) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_history_append' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION history_append(payment_history, date, numeric, bigint, numeric, numeric, boolean, text) IS
'Payment history 还款历史 with one more observation; a NULL history begins a new one; a month that is already there '
'needs replace => true.';

/* history readers: what a payment_history says as a number, a date or letters. */

CREATE FUNCTION dpd_at(h payment_history, month date) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_dpd_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dpd_at(payment_history, date) IS
'Days past due 逾期天数 observed in a month; NULL in a gap and outside the history.';

CREATE FUNCTION balance_at(h payment_history, month date) RETURNS numeric
AS 'MODULE_PATHNAME', 'loanfin_history_balance_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_at(payment_history, date) IS
'Balance 余额 observed in a month; NULL where unknown, in a gap and outside the history.';

CREATE FUNCTION worst_dpd(h payment_history, last_months bigint DEFAULT NULL) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_worst_dpd' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION worst_dpd(payment_history, bigint) IS
'Worst days past due 最大逾期天数 in the last so many calendar months of a history, NULL meaning all.';

CREATE FUNCTION times_past_due(h payment_history, over_days bigint, last_months bigint DEFAULT NULL) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_times_past_due' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION times_past_due(payment_history, bigint, bigint) IS
'Times past due 累计逾期次数: the months more than so many days past due, or charged off, in the last so many calendar '
'months.';

CREATE FUNCTION consecutive_past_due(h payment_history, over_days bigint DEFAULT 0, last_months bigint DEFAULT NULL)
RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_consecutive_past_due' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION consecutive_past_due(payment_history, bigint, bigint) IS
'Consecutive months past due 连续逾期期数: the longest run of adjacent months more than so many days past due, or charged '
'off.';

CREATE FUNCTION first_past_due(h payment_history, over_days bigint, originated date DEFAULT NULL) RETURNS integer
AS 'MODULE_PATHNAME', 'loanfin_first_past_due' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_past_due(payment_history, bigint, date) IS
'Months on book 账龄 at the first month more than so many days past due, or charged off; counted from origination, '
'else from the first observed month; NULL if never.';

CREATE FUNCTION paid_off_month(h payment_history) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_paid_off_month' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION paid_off_month(payment_history) IS
'Month of the pay-off 结清月份: the first of the zero balances without arrears that end the history; NULL if it is not '
'paid off.';

CREATE FUNCTION charge_off_month(h payment_history) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_charge_off_month' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION charge_off_month(payment_history) IS
'Month of the first charge-off 核销月份; NULL if nothing was charged off.';

CREATE FUNCTION first_month(h payment_history) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_first_month' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_month(payment_history) IS
'First month 首月 observed, as its first day.';

CREATE FUNCTION last_month(h payment_history) RETURNS date
AS 'MODULE_PATHNAME', 'loanfin_last_month' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_month(payment_history) IS
'Last month 末月 observed, as its first day.';

CREATE FUNCTION currency(h payment_history) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_history_currency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION currency(payment_history) IS
'Currency 币种 of a payment history as an ISO 4217 code, NULL where none was given.';

CREATE FUNCTION history_string(h payment_history, months bigint DEFAULT 24) RETURNS text
AS 'MODULE_PATHNAME', 'loanfin_history_string' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_string(payment_history, bigint) IS
'Bureau string 征信还款状态 of the last so many months: / before, * gap, N on time, 1 to 7 by 30 days past due, C paid off '
'结清, G charged off 呆账.';

CREATE FUNCTION history_from_string(s text, last_month date) RETURNS payment_history
AS 'MODULE_PATHNAME', 'loanfin_history_from_string' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION history_from_string(text, date) IS
'Payment history 还款历史 from a bureau string 征信还款状态 whose last letter is the month given; balances are unknown.';

CREATE FUNCTION months_support(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'loanfin_months_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION months_support(internal) IS
'Tells the planner how many observations a constant payment history 还款历史 has.';

CREATE FUNCTION months(
    h payment_history,
    OUT month date, OUT as_of date, OUT balance numeric, OUT days_past_due integer,
    OUT charged_off numeric, OUT recovered numeric
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'loanfin_months' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 24 SUPPORT months_support;
COMMENT ON FUNCTION months(payment_history) IS
'Months 各月明细 of a payment history, one row an observation: the month''s first day, the day observed, balance, days '
'past due, charged off, recovered; unknown amounts are NULL.';
