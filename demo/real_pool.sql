/*
 * 3,513 real car loans: the pool of Ally Auto Receivables Trust 2017-3 as its issuer filed it (Form ABS-EE, Regulation AB II) and
 * Lautier, Pozdnyakov and Yan published it (doi 10.1093/jrsssa/qnae137), in the schema "ally", in the tables of README.md.
 *
 * Needs loanfin in the schema public, and in the environment of psql: DATA, the folder of auto_ally_2017_*.csv.gz.
 *
 * Not filed, hence assumed: the day of the month.  A loan starts on the first day of the month before its first payment, and
 * the first payment is one month or 45 days later, whichever comes nearer to the filed payment.
 * There is no days past due in the filing: days_past_due is 30 times the payments behind since the cut-off of May 2017.
 */

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS ally CASCADE;
CREATE SCHEMA ally;
SET search_path = ally, public;

/* ------------------------------------------------------------------ as filed */

CREATE TABLE filed_loan (
    asset_number bigint PRIMARY KEY, originator text, origination_month text, original_amount numeric(14,2), original_term int,
    maturity_month text, interest_rate numeric(8,6), interest_calculation_type_code int, interest_rate_type_code int,
    first_payment_month text, grace_period_months int, payment_type_code int, subvented text, vehicle_make text, vehicle_model text,
    vehicle_new_used_code int, vehicle_model_year int, vehicle_type_code int, vehicle_value numeric(14,2), vehicle_value_source_code int,
    credit_score int, income_verification_code int, co_obligor text, payment_to_income numeric, state text, servicing_fee_rate numeric,
    cutoff_date date, remaining_term_authors int, cutoff_begin_balance numeric(14,2), cutoff_end_balance numeric(14,2),
    scheduled_payment numeric(14,2), next_payment_due numeric(14,2), cutoff_scheduled_principal numeric(14,2), cutoff_total_paid numeric(14,2),
    cutoff_principal_collected numeric(14,2), interest_paid_through date, cutoff_days_past_due int, payments_extended text, initial_age int,
    apr_band text, authors_y int, authors_x int, authors_xc int, authors_censored int, authors_defaulted int, authors_repaid int, pool_part text
);
CREATE UNLOGGED TABLE filed_month (
    asset_number bigint, period_no int, period_end date, balance_end numeric(14,2), principal_collected numeric(14,2),
    total_paid numeric(14,2), recovered numeric(14,2), repossession_proceeds numeric(14,2), PRIMARY KEY (asset_number, period_no)
);

\copy filed_loan FROM PROGRAM 'gzip -dc "$DATA/auto_ally_2017_loans.csv.gz"' CSV HEADER
\copy filed_month FROM PROGRAM 'gzip -dc "$DATA/auto_ally_2017_performance.csv.gz"' CSV HEADER
ANALYZE filed_loan, filed_month;

/* ------------------------------------------------------------------ as the sections read it */

CREATE TABLE loan (
    loan_id          bigint PRIMARY KEY,
    principal        numeric(14,2) NOT NULL,
    annual_rate      numeric(8,6) NOT NULL,
    periods          int NOT NULL,
    start_date       date NOT NULL,
    method           text NOT NULL,
    first_due        date,
    balloon          numeric(14,2) NOT NULL,
    grace            int NOT NULL,
    fee              numeric(14,2) NOT NULL,
    payment_rounding text,
    currency         text NOT NULL,
    origination_fee  numeric(14,2),
    vehicle          text NOT NULL,
    credit_score     int,
    manager_id       int,
    dealer_id        int,
    region           text,
    closed_on        date,
    outcome          text NOT NULL DEFAULT 'current'
);

INSERT INTO loan
SELECT asset_number, original_amount, interest_rate, periods, start_date, 'annuity',
       CASE WHEN abs(payment(amortize(original_amount, interest_rate, periods, start_date, first_due => days_45, payment_rounding => 'down')) - scheduled_payment)
               < abs(payment(amortize(original_amount, interest_rate, periods, start_date, payment_rounding => 'down')) - scheduled_payment)
            THEN days_45 END,
       0, 0, 0, 'down', 'USD', NULL, CASE vehicle_new_used_code WHEN 1 THEN 'new' ELSE 'used' END, credit_score, NULL, NULL, state
FROM   filed_loan,
       LATERAL (SELECT original_term - grace_period_months AS periods, to_date(first_payment_month, 'YYYY-MM') AS due_month) AS t,
       LATERAL (SELECT (due_month - interval '1 month')::date AS start_date, due_month + 15 AS days_45) AS d;

CREATE UNLOGGED TABLE snapshot (
    loan_id       bigint NOT NULL,
    as_of         date NOT NULL,
    balance       numeric(14,2),
    days_past_due int NOT NULL,
    charged_off   numeric(14,2) NOT NULL,
    recovered     numeric(14,2) NOT NULL,
    provision     numeric(14,2),
    PRIMARY KEY (loan_id, as_of)
);

/* A balance that drops to nothing without principal was charged off.  Months after the first zero balance count only with a recovery. */
INSERT INTO snapshot
SELECT loan_id, as_of, balance,
       CASE WHEN balance > 0 OR charged_off > 0 THEN 30 * greatest(0, behind) ELSE 0 END,
       charged_off, recovered, NULL
FROM  (SELECT m.asset_number AS loan_id, period_end AS as_of, balance_end AS balance,
              CASE WHEN balance_end <= 0 AND lag(balance_end) OVER history > principal_collected + 1 AND principal_collected < 1
                   THEN lag(balance_end) OVER history - principal_collected ELSE 0 END AS charged_off,
              coalesce(recovered, 0) + coalesce(repossession_proceeds, 0) AS recovered,
              (CASE WHEN scheduled_payment > 0
                    THEN floor((period_no * scheduled_payment - coalesce(sum(total_paid) FILTER (WHERE period_no > 0) OVER history, 0)) / scheduled_payment)
                    ELSE 0 END + (cutoff_days_past_due + 29) / 30)::int AS behind,
              count(*) FILTER (WHERE balance_end <= 0) OVER history AS months_at_zero
       FROM   filed_month AS m
       JOIN   filed_loan AS l USING (asset_number)
       WINDOW history AS (PARTITION BY m.asset_number ORDER BY period_no)) AS month
WHERE  months_at_zero <= 1 OR recovered <> 0
ORDER  BY as_of, loan_id;

CREATE UNLOGGED TABLE payment (
    loan_id   bigint NOT NULL,
    paid_on   date NOT NULL,
    amount    numeric(14,2) NOT NULL,
    principal numeric(14,2) NOT NULL,
    interest  numeric(14,2) NOT NULL,
    fee       numeric(14,2) NOT NULL,
    kind      text NOT NULL
);

INSERT INTO payment
SELECT asset_number, period_end, total_paid, coalesce(principal_collected, 0), total_paid - coalesce(principal_collected, 0), 0, 'installment'
FROM   filed_month
WHERE  period_no > 0 AND total_paid <> 0
UNION  ALL
SELECT loan_id, as_of, recovered, 0, 0, 0, 'recovery'
FROM   snapshot
WHERE  recovered <> 0
ORDER  BY 2, 1;
CREATE INDEX payment_loan_day ON payment (loan_id, paid_on);

UPDATE loan
SET    closed_on = as_of,
       outcome = CASE WHEN charged_off > 0 THEN 'charged_off' WHEN balance > 0 THEN 'lost'
                      WHEN as_of < loan.start_date + make_interval(months => periods - 1) THEN 'prepaid' ELSE 'matured' END
FROM  (SELECT DISTINCT ON (loan_id) loan_id, as_of, balance, charged_off
       FROM   snapshot
       ORDER  BY loan_id, balance > 0, CASE WHEN balance > 0 THEN date '2021-01-01' - as_of ELSE as_of - date '2017-01-01' END) AS ending
WHERE  ending.loan_id = loan.loan_id AND (balance <= 0 OR as_of < '2020-12-31');

VACUUM (ANALYZE) loan, snapshot, payment;
