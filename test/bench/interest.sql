/* Interest of a portfolio from its terms. */
-- @at-least 20: plpgsql_bigint / ours
-- @at-least 60: plpgsql_numeric / ours
-- @most 3: ours / loop.c + scan

-- @setup
CREATE FUNCTION interest_bigint(p bigint, rate_bp bigint, n int) RETURNS bigint LANGUAGE plpgsql
    IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    i float8 := rate_bp / 120000.0;
    level bigint := floor(p * i / (1 - power(1 + i, -n)) + 0.5);
    owed bigint := p;
    part bigint;
    total bigint := 0;
BEGIN
    FOR k IN 1..n LOOP
        part := (owed * rate_bp + 60000) / 120000;
        total := total + part;
        owed := owed - level + part;
    END LOOP;
    RETURN total;
END $$;

CREATE FUNCTION interest_numeric(p numeric, rate numeric, n int) RETURNS numeric LANGUAGE plpgsql
    IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    level numeric := round(p * (rate / 12) / (1 - power(1 + rate / 12, -n)), 2);
    owed numeric := p;
    part numeric;
    total numeric := 0;
BEGIN
    FOR k IN 1..n LOOP
        part := round(owed * rate / 12, 2);
        total := total + part;
        owed := owed - level + part;
    END LOOP;
    RETURN total;
END $$;

-- @case ours
SELECT sum(total_interest(amortize(principal, annual_rate, periods, start_date))) FROM loan;

-- @case plpgsql_bigint
SELECT round(sum(interest_bigint((principal * 100)::bigint, (annual_rate * 10000)::bigint, periods)) / 100, 2)
FROM loan;

-- @case plpgsql_numeric reps=3
SELECT sum(interest_numeric(principal, annual_rate, periods)) FROM loan;

-- @case scan nocheck
SELECT count(principal), count(annual_rate), count(periods), count(start_date) FROM loan;

-- @program loop.c
SELECT (principal * 100)::bigint, (annual_rate * 10000)::int, periods FROM loan ORDER BY loan_id
