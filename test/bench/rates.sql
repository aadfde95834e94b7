/*
 * The rate of each loan of 36 payments with a fee in every one: from its terms, against the same schedule and Newton's
 * method in PL/pgSQL and in numpy, and against Newton's method over flows that are there: in plain C, and in DuckDB;
 * and from rows of flows, against Newton's method over array_agg.
 *
 * The peer in PL/pgSQL is a quick one: whole cents, arrays that grow in place, five steps in doubles from 10 %.
 * Making the flows (floor) takes near half of our time. numpy and DuckDB are measured without what it takes to bring
 * them the loans and to bring back the rates. From rows, 100,000 states stand in memory at once. The floors are the
 * server's own: max() keeps one amount a loan, array_agg() keeps them all as an array, which alone takes more than a
 * sixth of the peer's time; of 20,000 loans a twelfth.
 */
-- @at-least 40: plpgsql / ours
-- @most 3: ours / rates.c + scan
-- @at-least 8: plpgsql_rows / ours_rows
-- @at-least 7: rates.cjs / ours
-- @info rates.py / ours
-- @info ours / floor
-- @info plpgsql_rows / floor_rows
-- @info plpgsql_rows / floor_kept
-- @info plpgsql_arrays / ours_stored
-- @info ours_stored / rates.c

-- @setup
CREATE UNLOGGED TABLE flow37 AS
SELECT loan_id, f.on_date, f.amount
FROM   loan, flows(cashflows(amortize(principal, annual_rate, 36, start_date, fee => 9.90))) AS f;
CREATE UNLOGGED TABLE array37 AS
SELECT loan_id, array_agg(amount::float8 ORDER BY on_date) AS amounts,
       array_agg(on_date - date '2000-01-01' ORDER BY on_date) AS days
FROM   flow37 GROUP BY loan_id;
CREATE UNLOGGED TABLE cashflows37 AS
SELECT loan_id, cashflow_agg(on_date, amount) AS cf FROM flow37 GROUP BY loan_id;
VACUUM (FREEZE, ANALYZE) flow37, array37, cashflows37;

/* Newton's method from 10 %, the day count as a fraction of 365. */
CREATE FUNCTION newton(amounts float8[], days int[]) RETURNS float8 LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    rate float8 := 0.1;
    value float8;
    slope float8;
    years float8;
    term float8;
    step float8;
BEGIN
    FOR i IN 1 .. 50 LOOP
        value := 0;
        slope := 0;
        FOR k IN 1 .. array_length(amounts, 1) LOOP
            years := (days[k] - days[1]) / 365.0::float8;
            term := amounts[k] * power(1 + rate, -years);
            value := value + term;
            slope := slope - years * term;
        END LOOP;
        step := value * (1 + rate) / slope;
        rate := rate - step;
        EXIT WHEN abs(step) < 1e-10;
    END LOOP;
    RETURN rate;
END $$;

/* The schedule in whole cents as arrays, then its rate. */
CREATE FUNCTION newton_of_terms(p bigint, annual numeric, n int, start_date date, fee bigint) RETURNS float8
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    rate_bp bigint := annual * 10000;
    i float8 := rate_bp / 120000.0;
    level bigint := floor(p * i / (1 - power(1 + i, -n)) + 0.5);
    owed bigint := p;
    interest bigint;
    amounts float8[] := ARRAY[-p];
    days int[] := ARRAY[0];
BEGIN
    FOR k IN 1 .. n LOOP
        interest := (owed * rate_bp + 60000) / 120000;
        amounts[k + 1] := CASE WHEN k < n THEN level ELSE owed + interest END + fee;
        days[k + 1] := (start_date + k * interval '1 month')::date - start_date;
        owed := owed + interest - level;
    END LOOP;
    RETURN newton(amounts, days);
END $$;

-- @case ours
SELECT round(sum(xirr(cashflows(amortize(principal, annual_rate, 36, start_date, fee => 9.90))))::numeric, 4)
FROM   loan;

-- @case plpgsql reps=1
SELECT round(sum(newton_of_terms((principal * 100)::bigint, annual_rate, 36, start_date, 990))::numeric, 4) FROM loan;

-- @case plpgsql_arrays reps=1
SELECT round(sum(newton(amounts, days))::numeric, 4) FROM array37;

-- @case scan nocheck
SELECT count(principal), count(annual_rate), count(start_date) FROM loan;

-- @case floor nocheck
SELECT count(cashflows(amortize(principal, annual_rate, 36, start_date, fee => 9.90))) FROM loan;

-- @case ours_stored
SELECT round(sum(xirr(cf))::numeric, 4) FROM cashflows37;

-- @case ours_rows
SELECT round(sum(rate)::numeric, 4) FROM (SELECT xirr(amount, on_date) AS rate FROM flow37 GROUP BY loan_id) AS r;

-- @case floor_rows nocheck
SELECT count(most) FROM (SELECT max(amount) AS most FROM flow37 GROUP BY loan_id) AS r;

-- @case floor_kept nocheck
SELECT count(kept) FROM (SELECT array_agg(amount) AS kept FROM flow37 GROUP BY loan_id) AS r;

-- @case plpgsql_rows reps=1
SELECT round(sum(rate)::numeric, 4)
FROM  (SELECT newton(array_agg(amount::float8 ORDER BY on_date),
                     array_agg(on_date - date '2000-01-01' ORDER BY on_date)) AS rate
       FROM   flow37 GROUP BY loan_id) AS r;

-- @program rates.c
SELECT string_agg(on_date - date '2000-01-01' || ' ' || (amount * 100)::bigint, ' ' ORDER BY on_date)
FROM   flow37 GROUP BY loan_id ORDER BY loan_id

-- @program rates.py
SELECT (principal * 100)::bigint || ' ' || (annual_rate * 10000)::bigint || ' ' || start_date - date '2000-01-01'
FROM   loan

-- @program rates.cjs
SELECT loan_id, on_date - date '2000-01-01', amount FROM flow37 ORDER BY loan_id, on_date
