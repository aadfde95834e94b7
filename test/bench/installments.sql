/* All rows of all schedules, seven columns each, from the terms. */
-- @at-least 3: plpgsql_rows / ours
-- @at-least 3: plpgsql_rows / ours_stored

-- @setup
CREATE FUNCTION installment_rows(p numeric, rate numeric, n int, start_date date)
RETURNS TABLE (number int, due date, principal numeric, interest numeric, fee numeric, payment numeric, balance numeric)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 36 AS $$
DECLARE
    level numeric := round(p * (rate / 12) / (1 - power(1 + rate / 12, -n)), 2);
BEGIN
    balance := p;
    fee := 0.00;
    FOR k IN 1..n LOOP
        number := k;
        due := start_date + make_interval(months => k);
        interest := round(balance * rate / 12, 2);
        principal := CASE WHEN k < n THEN level - interest ELSE balance END;
        payment := principal + interest;
        balance := balance - principal;
        RETURN NEXT;
    END LOOP;
END $$;

/* Both must give the same rows; the timed queries only count them, column by column. */
-- @case every_row_equal value
SELECT (count(*) = count(*) FILTER (WHERE i = r))::int
FROM   loan AS l, LATERAL installments(amortize(l.principal, annual_rate, periods, start_date)) AS i
       JOIN LATERAL installment_rows(l.principal, annual_rate, periods, start_date) AS r USING (number)
WHERE  loan_id <= 20000;
-- @at-least 1: every_row_equal

-- @case ours
SELECT count(i.number), count(i.due), count(i.principal), count(i.interest), count(i.fee), count(i.payment),
       count(i.balance)
FROM   loan AS l, installments(amortize(l.principal, annual_rate, periods, start_date)) AS i;

-- @case ours_stored
SELECT count(i.number), count(i.due), count(i.principal), count(i.interest), count(i.fee), count(i.payment),
       count(i.balance)
FROM   contract, installments(schedule) AS i;

-- @case plpgsql_rows reps=3
SELECT count(i.number), count(i.due), count(i.principal), count(i.interest), count(i.fee), count(i.payment),
       count(i.balance)
FROM   loan AS l, installment_rows(l.principal, annual_rate, periods, start_date) AS i;
