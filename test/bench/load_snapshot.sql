/*
 * A book of loans month by month: two and a half times the loans of load.sql, some 20 month ends each (250,000 loans
 * and 5 million loan-months), as rows in the order in which a monthly batch appended them, and as histories.
 * One loan in seven has a spell of arrears of 1, 3, 5 or all later months; the others are late for some days now and
 * then.
 */
CREATE UNLOGGED TABLE book_loan AS
SELECT *, (extract(year FROM originated) * 12 + extract(month FROM originated))::int AS cohort
FROM  (SELECT id::int AS loan_id,
              ((3000000 + h(id, 1, 47000001)) / 100.0)::numeric(14,2) AS original_amount,
              ((200 + h(id, 2, 2201)) / 10000.0)::numeric(6,4) AS annual_rate,
              (12 + h(id, 3, 49))::int AS periods,
              date '2019-01-01' + h(id, 4, 2192)::int AS originated
       FROM   generate_series(1::bigint, :loans * 5 / 2) AS id) AS terms;
ALTER TABLE book_loan ADD PRIMARY KEY (loan_id);

CREATE UNLOGGED TABLE snapshot AS
SELECT loan_id, (month + make_interval(months => mob + 1))::date - 1 AS as_of, mob, original_amount,
       (original_amount * power(1 + i, paid) - payment * (power(1 + i, paid) - 1) / i)::numeric(14,2) AS balance,
       CASE WHEN past > 0 THEN 30 * past - past_day
            WHEN h(loan_id * 64 + mob, 20, 100) < 5 THEN 1 + h(loan_id * 64 + mob, 21, 28)
            ELSE 0 END::int AS days_past_due
FROM  (SELECT *, mob - past AS paid
       FROM  (SELECT loan_id, original_amount, date_trunc('month', originated::timestamp) AS month,
                     annual_rate::float8 / 12 AS i,
                     original_amount::float8 * (annual_rate::float8 / 12)
                         / (1 - power(1 + annual_rate::float8 / 12, -periods)) AS payment,
                     least(periods - 1, 12 + h(loan_id, 9, 21))::int AS last_mob, h(loan_id, 10, 100) < 15 AS bad,
                     (2 + h(loan_id, 11, 16))::int AS spell_from,
                     (ARRAY[1, 3, 5, 1000])[1 + h(loan_id, 12, 4)] AS spell_length, h(loan_id, 13, 25)::int AS past_day
              FROM   book_loan) AS terms,
             generate_series(1, last_mob) AS mob,
             LATERAL (SELECT CASE WHEN bad AND mob >= spell_from AND mob < spell_from + spell_length
                                  THEN mob - spell_from + 1 ELSE 0 END AS past) AS spell) AS state
ORDER  BY as_of, loan_id;
CREATE UNIQUE INDEX snapshot_loan_month ON snapshot (loan_id, as_of);

CREATE UNLOGGED TABLE history AS
SELECT loan_id, originated, book_loan.original_amount, h
FROM   book_loan JOIN (SELECT loan_id, history_agg(as_of, balance, days_past_due) AS h FROM snapshot
                       GROUP BY loan_id) AS made USING (loan_id);
VACUUM (FREEZE, ANALYZE) book_loan, snapshot, history;
