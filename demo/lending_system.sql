/*
 * The tables of a lending system as they are usually found: numbers in double precision, rates in percent, days with a
 * time, keys of text.  Six tables, of 480 car loans of an invented lender, 2022 to 2024, the books closed on 2024-12-31:
 *
 *   psql -f demo/lending_system.sql               makes them; the extension must be there
 *   psql -v sample=on -f demo/lending_system.sql  fills them from the schema that sample_portfolio.sql made, 24,000 loans
 *
 * docs/cookbook.md, docs/adopting.md and docs/zh read them.  Nothing is random: what differs from loan to loan is a hash
 * of its number.  The day of the books is that of Shanghai.
 */
\set QUIET on
SET client_min_messages = warning;
DROP TABLE IF EXISTS loan, installment, payment, month_end, manager, manager_kpi CASCADE;

CREATE TABLE loan (
    loan_no varchar(20) PRIMARY KEY, customer varchar(40), branch varchar(20), product varchar(10), manager varchar(40),
    amount float8, rate_percent float8, months int, granted_at timestamptz, method varchar(20), first_due_at timestamptz,
    balloon float8, grace_months int, monthly_fee float8, upfront_fee float8, score int
);
CREATE TABLE installment (
    loan_no varchar(20), seq int, due_at timestamptz, principal float8, interest float8, fee float8,
    PRIMARY KEY (loan_no, seq)
);
CREATE TABLE payment (loan_no varchar(20), paid_at timestamptz, amount float8, kind varchar(20));
CREATE TABLE month_end (
    loan_no varchar(20), as_of timestamptz, balance float8, days_past_due int, charged_off float8, recovered float8,
    provision float8, PRIMARY KEY (loan_no, as_of)
);
CREATE TABLE manager (manager varchar(40) PRIMARY KEY, branch varchar(20), hired_at timestamptz);
CREATE TABLE manager_kpi (
    manager varchar(40), month timestamptz, approval_rate float8, satisfaction float8, PRIMARY KEY (manager, month)
);

/* The time of a day of the books. */
CREATE FUNCTION pg_temp.at(day date, hour int) RETURNS timestamptz LANGUAGE sql IMMUTABLE
RETURN (day + make_interval(hours => hour)) AT TIME ZONE 'Asia/Shanghai';

\if :{?sample}
INSERT INTO loan
SELECT 'L' || l.loan_id, 'Customer ' || l.loan_id, l.region, vehicle, m.name, principal, annual_rate * 100, periods,
       pg_temp.at(start_date, 10), method, pg_temp.at(first_due, 0), balloon, grace, fee, origination_fee, credit_score
FROM   sample.loan AS l JOIN sample.manager AS m USING (manager_id);
INSERT INTO installment
SELECT 'L' || loan_id, number, pg_temp.at(due, 0), principal, interest, fee FROM sample.installment;
INSERT INTO payment SELECT 'L' || loan_id, pg_temp.at(paid_on, 21), amount, kind FROM sample.payment;
INSERT INTO month_end
SELECT 'L' || loan_id, pg_temp.at(as_of, 23), balance, days_past_due, charged_off, recovered, provision
FROM   sample.snapshot;
INSERT INTO manager SELECT name, region, pg_temp.at(hired, 9) FROM sample.manager;
INSERT INTO manager_kpi
SELECT name, pg_temp.at(month, 0), round(approved::numeric / applications, 4), satisfaction
FROM   sample.manager_month JOIN sample.manager USING (manager_id);
\else
/* A whole number from 0 to n - 1. */
CREATE FUNCTION pg_temp.h(key bigint, salt bigint, n bigint) RETURNS int LANGUAGE sql IMMUTABLE
RETURN ((hashint8extended(key, salt) & 4611686018427387903) % n)::int;

INSERT INTO manager
SELECT (ARRAY['Chen Min', 'Huang Na', 'Li Wei', 'Liu Fang', 'Wang Lei', 'Wu Jing', 'Yang Yan', 'Zhao Qiang'])[m],
       (ARRAY['Harbin', 'Wuhan', 'Xiamen', 'Chengdu'])[1 + m % 4], pg_temp.at(date '2020-01-06' + 61 * m, 9)
FROM   generate_series(1, 8) AS m;
INSERT INTO manager_kpi
SELECT manager, pg_temp.at(month::date, 0), 0.5 + pg_temp.h(key, 15, 30) / 100.0, 80 + pg_temp.h(key, 16, 180) / 10.0
FROM   manager, generate_series(timestamp '2022-01-01', '2024-12-01', '1 month') AS month,
       LATERAL (SELECT hashtext(manager) + extract(epoch FROM month)::bigint AS key) AS k;

INSERT INTO loan
SELECT 'A' || 1000 + n, 'Customer ' || n, m.branch, CASE WHEN pg_temp.h(n, 1, 10) < 6 THEN 'new' ELSE 'used' END, manager,
       amount, 4.8 + pg_temp.h(n, 2, 40) * 0.1, (ARRAY[12, 24, 36, 36])[1 + pg_temp.h(n, 3, 4)],
       pg_temp.at(date '2022-01-03' + (n * 1083 / 480)::int, 9 + pg_temp.h(n, 4, 15)),
       CASE pg_temp.h(n, 5, 12) WHEN 0 THEN 'equal_principal' WHEN 1 THEN 'interest_only' ELSE 'annuity' END,
       NULL, 0, 0, 0, round(amount * 0.015), 540 + pg_temp.h(n, 6, 130) + pg_temp.h(n, 7, 130)
FROM   generate_series(1::bigint, 480) AS n,
       LATERAL (SELECT 40000 + 500 * pg_temp.h(n, 8, 300) AS amount) AS a,
       LATERAL (SELECT manager, branch FROM manager ORDER BY pg_temp.h(hashtext(manager), n, 1000), 1 LIMIT 1) AS m;

INSERT INTO installment
SELECT loan_no, i.number, pg_temp.at(i.due, 0), i.principal, i.interest, i.fee
FROM   loan, installments(amortize(amount::numeric, round(rate_percent::numeric / 100, 6), months,
                                   (granted_at AT TIME ZONE 'Asia/Shanghai')::date, method)) AS i;

/*
 * What they paid: most on the due day, one in five some days later, some a month later for half a year; one in sixteen
 * stops for good, one in eleven settles after a year.
 */
INSERT INTO payment
SELECT loan_no, pg_temp.at(paid, 21), amount, kind
FROM  (SELECT i.loan_no, CASE WHEN settles AND seq = 12 THEN 'settlement' ELSE 'installment' END AS kind,
              (due_at AT TIME ZONE 'Asia/Shanghai')::date + CASE WHEN settles AND seq = 12 THEN 0
                  WHEN late AND seq BETWEEN 4 AND 9 THEN 33
                  WHEN pg_temp.h(n * 64 + seq, 11, 5) = 0 THEN pg_temp.h(n * 64 + seq, 12, 25) ELSE 0 END AS paid,
              round((principal + interest + fee + CASE WHEN settles AND seq = 12 THEN
                  (SELECT coalesce(sum(principal), 0) FROM installment AS rest
                   WHERE rest.loan_no = i.loan_no AND rest.seq > 12) ELSE 0 END)::numeric, 2) AS amount
       FROM  (SELECT loan_no, n, pg_temp.h(n, 9, 11) = 0 AS settles, pg_temp.h(n, 10, 9) = 0 AS late,
                     CASE WHEN pg_temp.h(n, 13, 16) * score < 1100 AND score < 700 THEN pg_temp.h(n, 14, 10) END AS stops
              FROM   loan, LATERAL (SELECT substr(loan_no, 2)::bigint AS n) AS k) AS l
       JOIN   installment AS i USING (loan_no)
       WHERE  (stops IS NULL OR seq <= stops) AND (NOT settles OR seq <= 12)) AS p
WHERE  paid <= '2024-12-31';

/* The month ends, as loan_state has them; more than 270 days past due is charged off, some of it is recovered. */
INSERT INTO month_end
SELECT loan_no, pg_temp.at(as_of, 23), CASE WHEN as_of < coalesce(gone, 'infinity') THEN balance ELSE 0 END,
       CASE WHEN as_of < coalesce(gone, 'infinity') THEN days ELSE 0 END, CASE WHEN as_of = gone THEN balance ELSE 0 END,
       CASE WHEN nth = 4 AND right(loan_no, 1) < '6' THEN round(balance * 0.3, 2) ELSE 0 END,
       CASE WHEN as_of < coalesce(gone, 'infinity')
            THEN round(balance * CASE WHEN days = 0 THEN 0.015 WHEN days <= 90 THEN 0.06 ELSE 0.5 END, 2) ELSE 0 END
FROM  (SELECT *, row_number() OVER (PARTITION BY loan_no, as_of >= gone ORDER BY as_of) * (as_of >= gone)::int AS nth
       FROM  (SELECT loan_no, day AS as_of, st.outstanding_principal AS balance, st.days_past_due AS days,
                     min(day) FILTER (WHERE st.days_past_due > 270) OVER (PARTITION BY loan_no) AS gone,
                     min(day) FILTER (WHERE st.outstanding_principal = 0) OVER (PARTITION BY loan_no) AS paid
              FROM  (SELECT loan_no, schedule_agg((due_at AT TIME ZONE 'Asia/Shanghai')::date, principal::numeric,
                                                  interest::numeric, fee::numeric,
                                                  (granted_at AT TIME ZONE 'Asia/Shanghai')::date) AS s,
                            (granted_at AT TIME ZONE 'Asia/Shanghai')::date AS start
                     FROM loan JOIN installment USING (loan_no) GROUP BY loan_no) AS c
              LEFT   JOIN (SELECT loan_no, cashflow_agg((paid_at AT TIME ZONE 'Asia/Shanghai')::date,
                                                        amount::numeric) AS paid
                           FROM payment GROUP BY loan_no) AS p USING (loan_no),
                     LATERAL (SELECT (m + interval '1 month')::date - 1 AS day
                              FROM   generate_series(date_trunc('month', start::timestamp), '2024-12-01',
                                                     '1 month') AS m) AS d,
                     LATERAL loan_state(s, p.paid, day) AS st) AS seen
       WHERE  as_of <= coalesce(paid, 'infinity')) AS told
WHERE  as_of <= coalesce((gone + interval '6 months')::date, 'infinity');
INSERT INTO payment
SELECT loan_no, as_of, recovered, 'recovery' FROM month_end WHERE recovered > 0;
\endif

CREATE INDEX payment_loan ON payment (loan_no);
ANALYZE loan, installment, payment, month_end, manager, manager_kpi;
RESET client_min_messages;
