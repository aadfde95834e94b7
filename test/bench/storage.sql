/* What 36 months take: the packed value, and rows with one index. */
-- @most 100: greatest_value_bytes
-- @most 100: average_value_bytes
-- @info rows_bytes_a_loan
-- @info packed_bytes_a_loan

-- @setup
CREATE UNLOGGED TABLE contract_36 AS
SELECT loan_id, amortize(principal, annual_rate, 36, start_date, currency => 'CNY') AS schedule FROM loan
WHERE loan_id <= 20000;
ALTER TABLE contract_36 ADD PRIMARY KEY (loan_id);
CREATE UNLOGGED TABLE installment_36 AS
SELECT loan_id, i.number, i.due, i.principal::numeric(14,2), i.interest::numeric(14,2), i.balance::numeric(14,2)
FROM   contract_36, installments(schedule) AS i;
CREATE UNIQUE INDEX ON installment_36 (loan_id, number);

-- @case greatest_value_bytes value
SELECT max(pg_column_size(schedule)) FROM contract_36;

-- @case average_value_bytes value
SELECT round(avg(pg_column_size(schedule)), 1) FROM contract_36;

/* Heaps alone; an index would add 20 bytes a row, and 22 a packed value. */
-- @case rows_bytes_a_loan value
SELECT pg_relation_size('installment_36') / (SELECT count(*) FROM contract_36);

-- @case packed_bytes_a_loan value
SELECT pg_relation_size('contract_36') / (SELECT count(*) FROM contract_36);
