-- since: 0.2.0
/* tvm: the spreadsheet's functions of level payments and of values one period apart. */

CREATE FUNCTION pmt(rate float8, nper float8, pv float8, fv float8 DEFAULT 0, type float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_pmt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION pmt(float8, float8, float8, float8, float8) IS
'Payment of each period 每期付款额 that brings pv to fv in nper periods, as PMT of spreadsheets; type 1 pays at the '
'beginning of a period.';

CREATE FUNCTION fv(rate float8, nper float8, pmt float8, pv float8 DEFAULT 0, type float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_fv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION fv(float8, float8, float8, float8, float8) IS
'Value after nper periods 终值 of pv and of level payments, as FV of spreadsheets.';

CREATE FUNCTION pv(rate float8, nper float8, pmt float8, fv float8 DEFAULT 0, type float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_pv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION pv(float8, float8, float8, float8, float8) IS
'Value today 现值 of level payments and of an amount at the end, as PV of spreadsheets.';

CREATE FUNCTION nper(rate float8, pmt float8, pv float8, fv float8 DEFAULT 0, type float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_nper' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION nper(float8, float8, float8, float8, float8) IS
'Number of periods 期数 in which level payments bring pv to fv, as NPER of spreadsheets.';

CREATE FUNCTION ipmt(rate float8, per float8, nper float8, pv float8, fv float8 DEFAULT 0, type float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_ipmt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ipmt(float8, float8, float8, float8, float8, float8) IS
'Interest in the payment of period per 某期利息, as IPMT of spreadsheets.';

CREATE FUNCTION ppmt(rate float8, per float8, nper float8, pv float8, fv float8 DEFAULT 0, type float8 DEFAULT 0)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_ppmt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ppmt(float8, float8, float8, float8, float8, float8) IS
'Principal in the payment of period per 某期本金, as PPMT of spreadsheets.';

CREATE FUNCTION cumipmt(rate float8, nper float8, pv float8, start_period bigint, end_period bigint, type bigint)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_cumipmt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION cumipmt(float8, float8, float8, bigint, bigint, bigint) IS
'Interest paid in periods start_period to end_period 累计利息, as CUMIPMT of spreadsheets.';

CREATE FUNCTION cumprinc(rate float8, nper float8, pv float8, start_period bigint, end_period bigint, type bigint)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_cumprinc' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION cumprinc(float8, float8, float8, bigint, bigint, bigint) IS
'Principal paid in periods start_period to end_period 累计本金, as CUMPRINC of spreadsheets.';

CREATE FUNCTION ispmt(rate float8, per float8, nper float8, pv float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_ispmt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION ispmt(float8, float8, float8, float8) IS
'Interest of a period of a loan with equal principal 等额本金利息, periods counted from 0, as ISPMT of spreadsheets.';

CREATE FUNCTION effect(nominal float8, npery bigint)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_effect' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION effect(float8, bigint) IS
'Effective annual rate 实际年利率 of a nominal rate compounded npery times a year, as EFFECT of spreadsheets.';

CREATE FUNCTION nominal(effective float8, npery bigint)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_nominal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION nominal(float8, bigint) IS
'Nominal annual rate 名义年利率 of an effective rate, compounded npery times a year, as NOMINAL of spreadsheets.';

CREATE FUNCTION rri(nper float8, pv float8, fv float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_rri' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION rri(float8, float8, float8) IS
'Rate a period at which pv grows to fv 复合增长率, as RRI of spreadsheets.';

CREATE FUNCTION pduration(rate float8, pv float8, fv float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_pduration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION pduration(float8, float8, float8) IS
'Periods in which pv grows to fv 增长期数, as PDURATION of spreadsheets.';

CREATE FUNCTION rate(nper float8, pmt float8, pv float8, fv float8 DEFAULT 0, type float8 DEFAULT 0,
    guess float8 DEFAULT NULL)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate(float8, float8, float8, float8, float8, float8) IS
'Rate of one period 每期利率 of level payments, as RATE of spreadsheets; proved, above -1 and up to 10; of several, the '
'one nearest to guess.';

CREATE FUNCTION irr(amounts float8[], guess float8 DEFAULT NULL)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_irr' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION irr(float8[], float8) IS
'Rate a period 内部收益率 at which values one period apart balance, as IRR of spreadsheets; proved, above -1 and up to '
'10; of several, the one nearest to guess.';

CREATE FUNCTION npv(rate float8, amounts float8[])
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_npv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION npv(float8, float8[]) IS
'Value today 净现值 of values one period apart, the first a period from now, as NPV of spreadsheets.';

CREATE FUNCTION mirr(amounts float8[], finance float8, reinvest float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'loanfin_mirr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION mirr(float8[], float8, float8) IS
'Rate a period 修正内部收益率 with amounts paid out financed at one rate and amounts received reinvested at another, as '
'MIRR of spreadsheets.';
