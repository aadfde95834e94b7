/*
 * The loans that every case runs over: 12 to 60 months, numeric columns, every value a hash of the loan's number.
 * psql variable: loans.
 */
CREATE FUNCTION h(key bigint, salt bigint, n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(key, salt) & 4611686018427387903) % n;

CREATE UNLOGGED TABLE loan AS
SELECT id::int AS loan_id,
       ((3000000 + h(id, 1, 47000001)) / 100.0)::numeric(14,2) AS principal,
       ((200 + h(id, 2, 2201)) / 10000.0)::numeric(6,4) AS annual_rate,
       (12 + h(id, 3, 49))::int AS periods,
       date '2019-01-01' + h(id, 4, 2192)::int AS start_date
FROM   generate_series(1::bigint, :loans) AS id;
ALTER TABLE loan ADD PRIMARY KEY (loan_id);
ALTER TABLE loan SET (parallel_workers = 2);
VACUUM (FREEZE, ANALYZE) loan;

/* Stored as packed values ... */
CREATE UNLOGGED TABLE contract AS
SELECT loan_id, amortize(principal, annual_rate, periods, start_date) AS schedule FROM loan;
ALTER TABLE contract ADD PRIMARY KEY (loan_id);

/* ... and as rows. */
CREATE UNLOGGED TABLE installment AS
SELECT loan_id, i.number, i.due, i.principal::numeric(14,2), i.interest::numeric(14,2), i.balance::numeric(14,2)
FROM   contract, installments(schedule) AS i;
ALTER TABLE installment ADD PRIMARY KEY (loan_id, number);
CREATE UNIQUE INDEX installment_due ON installment (loan_id, due);
VACUUM (FREEZE, ANALYZE) contract, installment;
