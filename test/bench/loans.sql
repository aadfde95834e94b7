-- Tables and peers of the benchmarks: :loans loans of 12 to 60 months, every
-- figure a hash of the number, so the same on every machine.

CREATE FUNCTION draw(id bigint, salt bigint, n bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(id, salt) & 4611686018427387903) % n;

CREATE UNLOGGED TABLE loan AS
SELECT id,
       ((3000000 + draw(id, 1, 47000001)) / 100.0)::numeric(14,2) AS principal,
       ((200 + draw(id, 2, 2201)) / 10000.0)::numeric(6,4) AS annual_rate,
       (12 + draw(id, 3, 49))::int AS periods,
       date '2019-01-01' + draw(id, 4, 2192)::int AS start_date
FROM generate_series(1::bigint, :loans) AS id;

-- What people write today: PL/pgSQL over bigint cents.
CREATE FUNCTION total_interest_cents(p bigint, bp bigint, n int) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    i float8 := bp / 120000.0;
    payment bigint := floor(p * i / (1 - power(1 + i, -n)) + 0.5);
    balance bigint := p;
    interest bigint;
    total bigint := 0;
BEGIN
    FOR k IN 1..n LOOP
        interest := (balance * bp + 60000) / 120000;
        total := total + interest;
        balance := balance - (payment - interest);
    END LOOP;
    RETURN total;
END $$;

-- The same in numeric.
CREATE FUNCTION total_interest_numeric(p numeric, rate numeric, n int) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    payment numeric := round(p * (rate / 12) / (1 - power(1 + rate / 12, -n)), 2);
    balance numeric := p;
    interest numeric;
    total numeric := 0;
BEGIN
    FOR k IN 1..n LOOP
        interest := round(balance * rate / 12, 2);
        total := total + interest;
        balance := balance - (payment - interest);
    END LOOP;
    RETURN total;
END $$;

-- Rows with the seven columns of installments().
CREATE FUNCTION rows_numeric(p numeric, rate numeric, n int, start_date date)
RETURNS TABLE (number int, due date, principal numeric, interest numeric, fee numeric, payment numeric, balance numeric)
LANGUAGE plpgsql IMMUTABLE ROWS 36 AS $$
DECLARE
    level numeric := round(p * (rate / 12) / (1 - power(1 + rate / 12, -n)), 2);
BEGIN
    balance := p;
    fee := 0.00;
    FOR k IN 1..n LOOP
        number := k;
        due := (start_date + make_interval(months => k))::date;
        interest := round(balance * rate / 12, 2);
        principal := CASE WHEN k = n THEN balance ELSE level - interest END;
        payment := principal + interest;
        balance := balance - principal;
        RETURN NEXT;
    END LOOP;
END $$;

CREATE UNLOGGED TABLE stored AS
SELECT id, amortize(principal, annual_rate, periods, start_date) AS schedule FROM loan;

CREATE UNLOGGED TABLE installment AS
SELECT id, i.* FROM loan AS l, installments(amortize(l.principal, annual_rate, periods, start_date)) AS i ORDER BY id, number;
CREATE UNIQUE INDEX installment_key ON installment (id, due);

CREATE UNLOGGED TABLE three_years AS
SELECT id, amortize(principal, annual_rate, 36, start_date, currency => 'CNY') AS schedule FROM loan WHERE id <= 20000;
CREATE UNLOGGED TABLE three_years_row AS
SELECT id, i.* FROM three_years, installments(schedule) AS i;
CREATE UNIQUE INDEX three_years_row_key ON three_years_row (id, number);

VACUUM (FREEZE, ANALYZE) loan, stored, installment, three_years, three_years_row;
