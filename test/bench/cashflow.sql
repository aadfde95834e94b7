/* Cash flow of a portfolio by month, from its terms. */
-- @at-least 30: plpgsql_rows / ours
-- @at-least 30: plpgsql_bigint_rows / ours
-- @at-least 100: recursive_cte / ours

-- @setup
/* One row a month: the natural way, in numeric. */
CREATE FUNCTION rows_numeric(p numeric, rate numeric, n int, start_date date)
RETURNS TABLE (due date, principal numeric, interest numeric) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 36 AS $$
DECLARE
    level numeric := round(p * (rate / 12) / (1 - power(1 + rate / 12, -n)), 2);
    owed numeric := p;
BEGIN
    FOR k IN 1..n LOOP
        due := start_date + make_interval(months => k);
        interest := round(owed * rate / 12, 2);
        principal := CASE WHEN k < n THEN level - interest ELSE owed END;
        owed := owed - principal;
        RETURN NEXT;
    END LOOP;
END $$;

/* The same by someone who knows what is slow: whole cents, and the number of the row instead of its date. */
CREATE FUNCTION rows_bigint(p bigint, rate_bp bigint, n int)
RETURNS TABLE (k int, principal bigint, interest bigint) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 36 AS $$
DECLARE
    i float8 := rate_bp / 120000.0;
    level bigint := floor(p * i / (1 - power(1 + i, -n)) + 0.5);
    owed bigint := p;
BEGIN
    FOR j IN 1..n LOOP
        k := j;
        interest := (owed * rate_bp + 60000) / 120000;
        principal := CASE WHEN j < n THEN level - interest ELSE owed END;
        owed := owed - principal;
        RETURN NEXT;
    END LOOP;
END $$;

/* A month as a number: years times twelve plus months. */
CREATE FUNCTION month_number(day date) RETURNS int LANGUAGE sql IMMUTABLE
RETURN (extract(year FROM day) * 12 + extract(month FROM day))::int;

-- @case ours
SELECT count(*), sum(principal), sum(interest), sum(interest * month_number(bucket))
FROM  (SELECT sum(amortize(principal, annual_rate, periods, start_date)) AS schedule FROM loan) AS total,
       cashflow_by(schedule, '1 month');

-- @case plpgsql_rows reps=3
SELECT count(*), sum(principal), sum(interest), sum(interest * month_number(bucket))
FROM  (SELECT date_trunc('month', due::timestamp)::date AS bucket, sum(r.principal) AS principal,
              sum(r.interest) AS interest
       FROM   loan AS l, rows_numeric(l.principal, annual_rate, periods, start_date) AS r
       GROUP  BY 1) AS by_month;

-- @case plpgsql_bigint_rows reps=3
SELECT count(*), round(sum(principal) / 100, 2), round(sum(interest) / 100, 2), round(sum(interest * month) / 100, 2)
FROM  (SELECT l.month + r.k AS month, sum(r.principal) AS principal, sum(r.interest) AS interest
       FROM  (SELECT (principal * 100)::bigint AS p, (annual_rate * 10000)::bigint AS rate_bp, periods,
                     month_number(start_date) AS month
              FROM   loan OFFSET 0) AS l,
             rows_bigint(p, rate_bp, periods) AS r
       GROUP  BY 1) AS by_month;

-- @case recursive_cte reps=1
WITH RECURSIVE terms AS (
    SELECT loan_id, principal, annual_rate, periods, start_date,
           round(principal * (annual_rate / 12) / (1 - power(1 + annual_rate / 12, -periods)), 2) AS level
    FROM   loan
), row AS (
    SELECT loan_id, annual_rate, periods, start_date, level, 0 AS k, principal::numeric AS owed,
           0::numeric AS principal, 0::numeric AS interest
    FROM   terms
    UNION ALL
    SELECT loan_id, annual_rate, periods, start_date, level, k + 1, owed - part, part, i
    FROM   row,
           LATERAL (SELECT round(owed * annual_rate / 12, 2) AS i) AS a,
           LATERAL (SELECT CASE WHEN k + 1 < periods THEN level - i ELSE owed END AS part) AS b
    WHERE  k < periods
)
SELECT count(*), sum(principal), sum(interest), sum(interest * month_number(bucket))
FROM  (SELECT date_trunc('month', (start_date + make_interval(months => k))::timestamp)::date AS bucket,
              sum(principal) AS principal, sum(interest) AS interest
       FROM   row
       WHERE  k > 0
       GROUP  BY 1) AS by_month;
