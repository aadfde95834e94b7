/*
 * Another rate for every loan of the book, 36 rows each, as one query over what is stored: against making the loans
 * anew, and against the way it is done without loanfin, a procedure that walks the rows.
 */
-- @most 2.5: ours / anew
-- @at-least 30: plpgsql / 0.02*ours_read
-- @most 9: bytes_a_period
-- @info ours_read / anew_read

-- @setup
CREATE UNLOGGED TABLE stored_loan AS
SELECT loan_id, principal, annual_rate, start_date, amortize(principal, annual_rate, 36, start_date) AS schedule
FROM   loan;
VACUUM (FREEZE, ANALYZE) stored_loan;

CREATE FUNCTION repriced_interest(principal numeric, annual_rate numeric, start_date date, from_date date,
                                  new_rate numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    balance numeric := principal;
    r numeric := annual_rate / 12;
    due date;
    before date := start_date;
    paid numeric := round(principal * r / (1 - (1 + r) ^ -36), 2);
    interest numeric;
    total numeric := 0;
    part numeric;
    is_new boolean := false;
BEGIN
    FOR k IN 1 .. 36 LOOP
        due := (start_date + make_interval(months => k))::date;
        r := CASE WHEN is_new THEN new_rate ELSE annual_rate END / 12;
        IF NOT is_new AND due > from_date THEN
            is_new := true;
            part := (from_date - before)::numeric / (due - before);
            r := (annual_rate * part + new_rate * (1 - part)) / 12;
            DECLARE
                sum_of numeric := 0;
                factor numeric := 1 / (1 + r);
            BEGIN
                FOR j IN k .. 36 LOOP
                    sum_of := sum_of + factor;
                    factor := factor / (1 + new_rate / 12);
                END LOOP;
                paid := round(balance / sum_of, 2);
            END;
        END IF;
        interest := round(balance * r, 2);
        total := total + interest;
        balance := balance - CASE WHEN k = 36 THEN balance ELSE paid - interest END;
        before := due;
    END LOOP;
    RETURN total;
END $$;

/* A value to be stored, each way ... */
-- @case ours nocheck
SELECT sum(pg_column_size(reprice(schedule, start_date + 400, 0.0345))) FROM stored_loan;

-- @case anew nocheck
SELECT sum(pg_column_size(amortize(principal, annual_rate, 36, start_date))) FROM stored_loan;

/* ... and one that is only read. */
-- @case ours_read nocheck
SELECT sum(total_interest(reprice(schedule, start_date + 400, 0.0345))) FROM stored_loan;

-- @case anew_read nocheck
SELECT sum(total_interest(amortize(principal, annual_rate, 36, start_date))) FROM stored_loan;

/* One loan in fifty: the whole book takes minutes.  Its 1 / (1 + r) is rounded, so a cent differs now and then. */
-- @case plpgsql reps=3 nocheck
SELECT sum(repriced_interest(principal, annual_rate, start_date, start_date + 400, 0.0345)) FROM stored_loan
WHERE  loan_id % 50 = 0;

-- @case ours_of_those nocheck
SELECT sum(total_interest(reprice(schedule, start_date + 400, 0.0345))) FROM stored_loan WHERE loan_id % 50 = 0;

-- @case bytes_a_period value nocheck
SELECT round(avg(pg_column_size(reprice(schedule, start_date + 400, 0.0345))) / 36, 2) FROM stored_loan
WHERE loan_id % 10 = 0;
