/*
 * What is still to come of each loan of 36 rows, one projection a loan, as a schedule: against the same recurrence in
 * PL/pgSQL over stored rows of whole cents, and in plain C over rows in memory.
 */
-- @at-least 40: plpgsql_bigint / ours
-- @most 4: ours / project.c + scan
-- @info ours_aged / ours

-- @setup
CREATE UNLOGGED TABLE loan36 AS
SELECT loan_id, start_date, principal, annual_rate, amortize(principal, annual_rate, 36, start_date) AS s FROM loan;
CREATE UNLOGGED TABLE cents36 AS
SELECT loan_id, number, (i.principal * 100)::bigint AS principal, (i.interest * 100)::bigint AS interest
FROM   loan36, installments(s) AS i;
ALTER TABLE cents36 ADD PRIMARY KEY (loan_id, number);
VACUUM (FREEZE, ANALYZE) loan36, cents36;

/* Rates of 1.5 SMM and 0.2 MDR, half of a default comes back 6 months later; every cell half up. */
CREATE FUNCTION project_bigint(id int, a bigint) RETURNS TABLE (principal bigint, interest bigint) LANGUAGE plpgsql
    STABLE PARALLEL SAFE AS $$
DECLARE
    contract record;
    owed bigint := a;
    defaulted bigint;
    paying bigint;
    scheduled bigint;
    prepaid bigint;
    back bigint[] := '{}';
    j int := 0;
BEGIN
    FOR contract IN SELECT c.principal, c.interest FROM cents36 AS c WHERE loan_id = id ORDER BY number LOOP
        j := j + 1;
        defaulted := (a * 2000000000 + 500000000000) / 1000000000000;
        paying := a - defaulted;
        interest := (contract.interest * paying + owed / 2) / owed;
        IF contract.principal = owed THEN
            scheduled := paying;
            prepaid := 0;
        ELSE
            scheduled := (contract.principal * paying + owed / 2) / owed;
            prepaid := least(paying - scheduled, ((a - (contract.principal * a + owed / 2) / owed) * 15000000000
                                                  + 500000000000) / 1000000000000);
        END IF;
        back[j] := (defaulted + 1) / 2;
        principal := scheduled + prepaid + coalesce(back[j - 6], 0);
        a := paying - scheduled - prepaid;
        owed := owed - contract.principal;
        RETURN NEXT;
    END LOOP;
    interest := 0;
    FOR k IN j - 5 .. j LOOP
        principal := back[k];
        RETURN NEXT;
    END LOOP;
END $$;

-- @case ours
SELECT sum(total_payment(project(s, start_date, '1.5 SMM', '0.2 MDR', 0.5, 6))) FROM loan36;

-- @case plpgsql_bigint reps=1
SELECT round(sum(p.principal + p.interest) / 100, 2)
FROM   loan36, project_bigint(loan_id, (loan36.principal * 100)::bigint) AS p;

-- @case ours_aged nocheck
SELECT sum(total_payment(project(s, start_date, '1.3 ABS', '2 CDR', 0.5, 6))) FROM loan36;

-- @case scan nocheck
SELECT count(s), count(start_date) FROM loan36;

-- @program project.c
SELECT (principal * 100)::bigint, (annual_rate * 10000)::int, 36 FROM loan36 ORDER BY loan_id
