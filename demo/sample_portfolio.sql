/*
 * A portfolio of 24,000 car loans of an invented Chinese lender, 2019-2025, in the schema "sample": who sold
 * and who manages them, the contract as rows, what was paid, and a snapshot of every month end.
 *
 * Plain SQL, PostgreSQL 15 and later, no extension.  Every "random" choice is a hash of the loan's number and
 * every amount is integer or numeric arithmetic, so that the data are the same on every machine.  The contract
 * rows follow the usual rules (interest and level payment rounded half up to the cent, the last row takes
 * what is owed) and were written without loanfin: they double as a check of amortize().
 *
 * The tables are described in README.md, and below where they are made.  Cut-off: 2025-12-31.
 * The big ones are unlogged: a demonstration need not survive a crash.
 */

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS sample CASCADE;
CREATE SCHEMA sample;
SET search_path = sample;
SET jit = off;
SET work_mem = '128MB';

/* A uniform whole number from 0 to n - 1: a hash of a key and of a salt, one salt for each use. */
CREATE FUNCTION h(key bigint, salt bigint, n bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(key, salt) & 4611686018427387903) % n;

/* ------------------------------------------------------------------ the people */

CREATE TABLE dealer (
    dealer_id int PRIMARY KEY,
    name      text NOT NULL UNIQUE,
    city      text NOT NULL,
    region    text NOT NULL
);

INSERT INTO dealer
SELECT d, city || ' ' || (ARRAY['Auto Mall', 'Motors', 'Car City', 'Star Cars'])[1 + (d - 1) / 16], city, region
FROM   generate_series(1, 60) AS d,
       LATERAL (SELECT 1 + (d - 1) % 16 AS c) AS of_dealer,
       LATERAL (SELECT (ARRAY['Shanghai', 'Nanjing', 'Guangzhou', 'Shenzhen', 'Beijing', 'Tianjin', 'Chengdu', 'Chongqing',
                              'Wuhan', 'Changsha', 'Shenyang', 'Dalian', 'Xi''an', 'Lanzhou', 'Hangzhou', 'Xiamen'])[c] AS city,
                       (ARRAY['East', 'South', 'North', 'Southwest', 'Central', 'Northeast', 'Northwest', 'Coast'])[(c + 1) / 2]
                       AS region) AS place
ORDER  BY d;

CREATE TABLE manager (
    manager_id int PRIMARY KEY,
    name       text NOT NULL UNIQUE,
    region     text NOT NULL,
    hired      date NOT NULL,
    left_on    date                            -- NULL: still here
);

/* Five a region, two of them from the beginning on; one of the five has left. */
INSERT INTO manager
SELECT m, surname || ' ' || given, region,
       CASE WHEN slot < 2 THEN date '2016-03-01' + h(m, 101, 900)::int ELSE date '2019-01-02' + h(m, 102, 1900)::int END,
       CASE WHEN slot = 1 AND m % 2 = 0 OR slot = 4 AND m % 3 = 0 THEN date '2024-06-28' + h(m, 103, 500)::int END
FROM   generate_series(1, 40) AS m,
       LATERAL (SELECT (m - 1) / 8 AS slot,
                       (ARRAY['East', 'South', 'North', 'Southwest', 'Central', 'Northeast', 'Northwest', 'Coast'])[1 + (m - 1) % 8] AS region,
                       (ARRAY['Wang', 'Li', 'Zhang', 'Liu', 'Chen', 'Yang', 'Huang', 'Zhao', 'Wu', 'Zhou'])[1 + m % 10] AS surname,
                       (ARRAY['Wei', 'Fang', 'Na', 'Min', 'Jing', 'Lei', 'Qiang', 'Yan'])[1 + (m - 1) % 8] AS given) AS who
ORDER  BY m;

/* ------------------------------------------------------------------ the loans */

CREATE TABLE loan (
    loan_id          bigint PRIMARY KEY,       -- ascending with the start date
    principal        numeric(14,2) NOT NULL,
    annual_rate      numeric(8,6) NOT NULL,    -- a fraction: 0.0599 is 5.99 %
    periods          int NOT NULL,
    start_date       date NOT NULL,
    method           text NOT NULL,
    first_due        date,                     -- NULL: one month after the start
    balloon          numeric(14,2) NOT NULL,
    grace            int NOT NULL,
    fee              numeric(14,2) NOT NULL,   -- with every installment
    payment_rounding text,                     -- NULL: half up, as all else
    currency         text NOT NULL,
    origination_fee  numeric(14,2) NOT NULL,   -- once; what a commission is paid on
    vehicle          text NOT NULL,            -- new, used
    credit_score     int NOT NULL,
    manager_id       int NOT NULL REFERENCES manager,
    dealer_id        int NOT NULL REFERENCES dealer,
    region           text NOT NULL,
    closed_on        date,
    outcome          text NOT NULL DEFAULT 'current'  -- current, matured, prepaid, charged_off
);

WITH applicant AS (
    SELECT i,
           /* a lender that grows: three loans of ten have the later of two days */
           date '2019-01-01' + CASE WHEN h(i, 2, 10) < 3 THEN greatest(h(i, 1, 2557), h(i, 3, 2557)) ELSE h(i, 1, 2557) END::int AS start_date,
           CASE WHEN h(i, 4, 100) < 58 THEN 'new' ELSE 'used' END AS vehicle,
           (540 + h(i, 5, 110) + h(i, 6, 110) + h(i, 7, 91))::int AS credit_score,
           1 + least(h(i, 8, 60), h(i, 9, 75))::int AS dealer_id
    FROM   generate_series(1::bigint, 24000) AS i
), request AS (
    SELECT a.*,
           (ARRAY[12, 12, 18, 24, 24, 24, 24, 36, 36, 36, 36, 36, 36, 36, 48, 48, 48, 60, 60, 60])[1 + h(i, 10, 20)] AS periods,
           /* price in cents: many cheap cars, some dear ones */
           CASE vehicle WHEN 'new' THEN 7800000 + h(i, 11, 5600) * h(i, 12, 5600) ELSE 3500000 + h(i, 11, 4000) * h(i, 12, 4000) END AS price,
           20 + h(i, 13, 31) AS down_percent,
           h(i, 14, 100) AS form
    FROM   applicant AS a
), priced AS (
    SELECT r.*,
           (price * (100 - down_percent) / 100 / 100.0)::numeric(14,2) AS principal,
           CASE WHEN vehicle = 'new' AND periods <= 24 AND h(i, 15, 100) < 9 THEN 0       -- paid for by the maker
                ELSE (CASE vehicle WHEN 'new' THEN 36900 ELSE 58900 END + (830 - credit_score) * 140 + h(i, 16, 9) * 1250) / 1000000.0
           END::numeric(8,6) AS annual_rate
    FROM   request AS r
)
INSERT INTO loan
SELECT row_number() OVER (ORDER BY p.start_date, p.i),
       principal, annual_rate, CASE WHEN form BETWEEN 97 AND 98 THEN 12 ELSE periods END, start_date,
       CASE WHEN form BETWEEN 89 AND 94 THEN 'equal_principal' WHEN form BETWEEN 95 AND 96 THEN 'flat'
            WHEN form BETWEEN 97 AND 98 THEN 'interest_only' ELSE 'annuity' END,
       /* one in eight pays on the 5th, 15th or 25th, first in the month after next or before */
       CASE WHEN h(i, 17, 8) = 0 THEN date_trunc('month', start_date + interval '1 month')::date + (4 + 10 * h(i, 18, 3))::int END,
       CASE WHEN form BETWEEN 84 AND 87 THEN round(principal * (15 + h(i, 19, 16)) / 100, -2) ELSE 0 END,
       CASE WHEN form = 88 THEN 2 ELSE 0 END,
       CASE WHEN h(i, 20, 12) = 0 THEN 15 ELSE 0 END,
       NULL, 'CNY',
       round(principal * (10 + h(i, 21, 21)) / 1000, 2),
       vehicle, credit_score, m.manager_id, p.dealer_id, d.region
FROM   priced AS p
JOIN   dealer AS d USING (dealer_id),
       LATERAL (SELECT manager_id
                FROM   manager
                WHERE  manager.region = d.region AND p.start_date >= hired AND (left_on IS NULL OR p.start_date < left_on)
                ORDER  BY h(p.i * 64 + manager_id, 22, 40 + manager_id % 7 * 12), manager_id
                LIMIT  1) AS m;

/* A first due date that is the ordinary one needs no mention. */
UPDATE loan SET first_due = NULL WHERE first_due = (start_date + interval '1 month')::date;

/* ------------------------------------------------------------------ the contract as rows */

CREATE UNLOGGED TABLE installment (
    loan_id   bigint NOT NULL,
    number    int NOT NULL,
    due       date NOT NULL,
    principal numeric(14,2) NOT NULL,
    interest  numeric(14,2) NOT NULL,
    fee       numeric(14,2) NOT NULL,
    payment   numeric(14,2) NOT NULL,
    balance   numeric(14,2) NOT NULL           -- after it
);

/* Days between two dates of a year of twelve equal months (30/360, US bond basis). */
CREATE FUNCTION days_30_360(x date, y date) RETURNS int LANGUAGE sql IMMUTABLE
RETURN (extract(year FROM y) - extract(year FROM x))::int * 360 + (extract(month FROM y) - extract(month FROM x))::int * 30
     + CASE WHEN extract(day FROM y) = 31 AND extract(day FROM x) >= 30 THEN 30 ELSE extract(day FROM y)::int END
     - least(extract(day FROM x)::int, 30);

/* The level payment in cents: principal less the balloon's present value, over the sum of the discount factors. */
CREATE FUNCTION level_payment(l loan, first_days int) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    n int := l.periods - l.grace;
    i numeric := l.annual_rate::numeric(40,30) / 12;
    first numeric := CASE WHEN l.grace = 0 THEN l.annual_rate::numeric(40,30) * first_days / 360 ELSE i END;
    v numeric;
    factors numeric;
BEGIN
    IF i = 0 THEN
        RETURN round(100 * (l.principal - l.balloon) / n);
    END IF;
    v := power(1 + i, n - 1);
    factors := (1 + i - 1 / v) / i / (1 + first);
    RETURN round(100 * (l.principal - l.balloon / v / (1 + first)) / factors);
END $$;

/* The rows of a contract, in cents. */
CREATE FUNCTION contract(l loan, OUT number int, OUT due date, OUT principal bigint, OUT interest bigint, OUT balance bigint)
RETURNS SETOF record LANGUAGE plpgsql IMMUTABLE ROWS 36 AS $$
DECLARE
    n int := l.periods;
    p bigint := l.principal * 100;
    rate bigint := l.annual_rate * 1000000;
    origin date := coalesce((l.first_due - interval '1 month')::date, l.start_date);
    first_days int := CASE WHEN l.first_due IS NULL THEN 30 ELSE days_30_360(l.start_date, l.first_due) END;
    level bigint := level_payment(l, first_days);
    part bigint := round((p - l.balloon * 100) / (n - l.grace));
    flat_total bigint := round(100 * l.principal * l.annual_rate * (first_days + 30 * (n - 1)) / 360);
    flat_part bigint := round(flat_total::numeric / n);
BEGIN
    balance := p;
    FOR k IN 1..n LOOP
        number := k;
        due := origin + make_interval(months => k);
        IF l.method = 'flat' THEN
            interest := CASE WHEN k < n THEN flat_part ELSE flat_total - (n - 1) * flat_part END;
        ELSIF k = 1 THEN
            interest := (balance * rate * first_days + 180000000) / 360000000;
        ELSE
            interest := (balance * rate + 6000000) / 12000000;
        END IF;
        principal := CASE WHEN k = n THEN balance
                          WHEN k <= l.grace OR l.method = 'interest_only' THEN 0
                          WHEN l.method = 'annuity' THEN level - interest
                          ELSE part END;
        balance := balance - principal;
        RETURN NEXT;
    END LOOP;
END $$;

INSERT INTO installment
SELECT l.loan_id, c.number, c.due, c.principal / 100.0, c.interest / 100.0, l.fee,
       (c.principal + c.interest) / 100.0 + l.fee, c.balance / 100.0
FROM   loan AS l, LATERAL contract(l) AS c;

ALTER TABLE installment ADD PRIMARY KEY (loan_id, number);

/* ------------------------------------------------------------------ what became of them */

/* How much likelier than usual a loan is to miss a payment, in percent. */
CREATE FUNCTION risk(l loan) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN CASE WHEN l.credit_score >= 740 THEN 23 WHEN l.credit_score >= 710 THEN 40 WHEN l.credit_score >= 670 THEN 66
            WHEN l.credit_score >= 630 THEN 118 ELSE 200 END
     * CASE l.vehicle WHEN 'used' THEN 14 ELSE 10 END
     * CASE WHEN l.start_date < '2020-01-01' THEN 10 WHEN l.start_date < '2020-07-01' THEN 17 WHEN l.start_date < '2022-01-01' THEN 10
            WHEN l.start_date < '2023-07-01' THEN 13 ELSE 8 END
     * CASE WHEN l.dealer_id IN (7, 19, 33, 52) THEN 24 ELSE 10 END
     * CASE WHEN l.manager_id % 9 = 4 THEN 14 ELSE 10 END / 10000;

/*
 * A loan month by month, from the month of its start to its end or to the cut-off, in cents.  Each month the
 * borrower pays what is due, part of it, nothing, or what had been missed before; the odds depend on the
 * risk and on how many installments are behind.  Days past due and balance are what the money received gives:
 * oldest installment first, within it fee, interest, principal.
 */
CREATE FUNCTION life(l loan, due date[], prin bigint[], intr bigint[],
    OUT as_of date, OUT balance bigint, OUT dpd int, OUT charged_off bigint, OUT recovered bigint,
    OUT paid_on date, OUT booked_principal bigint, OUT booked_interest bigint, OUT booked_fee bigint, OUT settled bigint)
RETURNS SETOF record LANGUAGE plpgsql IMMUTABLE ROWS 24 AS $$
DECLARE
    n int := array_length(due, 1);
    fee bigint := l.fee * 100;
    odds bigint := least(risk(l), 900);
    never_pays bool := h(l.loan_id, 41, 100000) < odds * 2;
    met int := 0;                -- installments paid in full
    arrived int := 0;            -- installments due so far
    before int;                  -- how many were behind when the month began
    target int;                  -- installments met when the month ends
    half bool;
    part_fee bigint := 0;  part_interest bigint := 0;  part_principal bigint := 0;   -- paid of installment met + 1
    amount bigint;  dice bigint;  month_key bigint;
    loss bigint;  sold_in int;
BEGIN
    balance := l.principal * 100;
    charged_off := 0;
    recovered := 0;
    FOR mob IN 0..83 LOOP
        as_of := (date_trunc('month', l.start_date::timestamp) + make_interval(months => mob + 1))::date - 1;
        EXIT WHEN as_of > '2025-12-31';
        month_key := l.loan_id * 128 + mob;
        before := arrived - met;
        IF arrived < n AND due[arrived + 1] <= as_of THEN
            arrived := arrived + 1;
        END IF;

        /* how many installments does the borrower bring up to date? */
        dice := h(month_key, 42, 10000);
        half := false;
        target := met;
        IF arrived = met OR never_pays THEN
            NULL;
        ELSIF before = 0 THEN
            IF dice >= 2 * odds THEN target := arrived; ELSE half := dice * 10 < 2 * odds; END IF;
        ELSIF before = 1 THEN
            IF dice < 5200 THEN target := arrived; ELSIF dice < 7900 - odds THEN target := least(met + 1, arrived); ELSE half := dice > 9700; END IF;
        ELSIF before = 2 THEN
            IF dice < 2400 THEN target := arrived; ELSIF dice < 5000 - odds THEN target := met + 1; END IF;
        ELSE
            IF dice < 550 THEN target := arrived; ELSIF dice < 1250 THEN target := met + 1; ELSE half := dice > 9800; END IF;
        END IF;

        /* book it */
        paid_on := NULL;
        booked_principal := -part_principal;  booked_interest := -part_interest;  booked_fee := -part_fee;
        IF target > met THEN
            FOR k IN met + 1..target LOOP
                booked_principal := booked_principal + prin[k];
                booked_interest := booked_interest + intr[k];
                booked_fee := booked_fee + fee;
            END LOOP;
            met := target;
            part_principal := 0;  part_interest := 0;  part_fee := 0;
        ELSIF half AND part_principal + part_interest + part_fee = 0 THEN
            amount := (prin[met + 1] + intr[met + 1] + fee) / 2;
            part_fee := least(amount, fee);
            part_interest := least(amount - part_fee, intr[met + 1]);
            part_principal := amount - part_fee - part_interest;
            booked_principal := part_principal;  booked_interest := part_interest;  booked_fee := part_fee;
        ELSE
            booked_principal := 0;  booked_interest := 0;  booked_fee := 0;
        END IF;
        IF booked_principal + booked_interest + booked_fee > 0 THEN
            paid_on := CASE WHEN before = 0 AND h(month_key, 43, 10) < 8 THEN due[arrived]
                            ELSE least(as_of, greatest(due[arrived], as_of - 27) + (1 + h(month_key, 44, 10))::int) END;
        END IF;
        balance := balance - booked_principal;

        /* pay off early: on the due day, everything paid, more often as the loan ages */
        settled := 0;
        IF before = 0 AND met = arrived AND met < n AND due[arrived] > as_of - 31 AND arrived > 0
           AND h(month_key, 45, 10000) < (least(mob * 9, 140) + CASE WHEN mob IN (12, 24) THEN 150 ELSE 0 END) THEN
            paid_on := due[arrived];
            settled := balance;
            balance := 0;
        END IF;

        dpd := CASE WHEN settled > 0 OR met = arrived THEN 0 ELSE as_of - due[met + 1] END;
        IF dpd > 180 AND h(month_key, 46, 100) < (CASE WHEN dpd > 360 THEN 50 ELSE 13 END) THEN
            charged_off := balance;
            balance := 0;
        END IF;
        RETURN NEXT;

        EXIT WHEN balance = 0 AND (met = n OR settled > 0);
        IF charged_off > 0 THEN
            /* twelve months more: the car is found and sold, or the borrower pays a little */
            loss := charged_off;
            charged_off := 0;  dpd := 0;
            booked_principal := 0;  booked_interest := 0;  booked_fee := 0;
            sold_in := CASE WHEN h(l.loan_id, 47, 100) < 60 THEN 2 + h(l.loan_id, 48, 6) ELSE 0 END;
            FOR later IN 1..12 LOOP
                as_of := (date_trunc('month', l.start_date::timestamp) + make_interval(months => mob + later + 1))::date - 1;
                EXIT WHEN as_of > '2025-12-31';
                recovered := CASE WHEN later = sold_in THEN loss * (25 + h(l.loan_id, 49, 31)) / 100
                                  WHEN h(month_key + later, 50, 4) = 0 THEN loss / 100 ELSE 0 END;
                paid_on := CASE WHEN recovered > 0 THEN as_of - h(month_key + later, 51, 28)::int END;
                RETURN NEXT;
            END LOOP;
            EXIT;
        END IF;
    END LOOP;
END $$;

CREATE TEMP TABLE story AS
SELECT l.loan_id, x.*
FROM   loan AS l
JOIN   (SELECT loan_id, array_agg(due ORDER BY number) AS due,
               array_agg((principal * 100)::bigint ORDER BY number) AS prin, array_agg((interest * 100)::bigint ORDER BY number) AS intr
        FROM   installment GROUP BY loan_id) AS i USING (loan_id),
       LATERAL life(l, i.due, i.prin, i.intr) AS x;

CREATE UNLOGGED TABLE snapshot (
    loan_id       bigint NOT NULL,
    as_of         date NOT NULL,               -- a month end
    balance       numeric(14,2) NOT NULL,      -- outstanding principal
    days_past_due int NOT NULL,                -- of the oldest installment not paid in full
    charged_off   numeric(14,2) NOT NULL,      -- in this month
    recovered     numeric(14,2) NOT NULL,      -- in this month
    provision     numeric(14,2) NOT NULL       -- loan loss allowance held
);

/* In the order in which a monthly batch would have appended them. */
INSERT INTO snapshot
SELECT loan_id, as_of, balance / 100.0, dpd, charged_off / 100.0, recovered / 100.0,
       round(balance * CASE WHEN dpd = 0 THEN 200 WHEN dpd <= 90 THEN 600 WHEN dpd <= 270 THEN 4000 WHEN dpd <= 360 THEN 7000 ELSE 10000 END
             / 1000000.0, 2)
FROM   story
ORDER  BY as_of, loan_id;
ALTER TABLE snapshot ADD PRIMARY KEY (loan_id, as_of);

CREATE UNLOGGED TABLE payment (
    loan_id   bigint NOT NULL,
    paid_on   date NOT NULL,
    amount    numeric(14,2) NOT NULL,
    principal numeric(14,2) NOT NULL,          -- booked to it, as the two that follow
    interest  numeric(14,2) NOT NULL,
    fee       numeric(14,2) NOT NULL,
    kind      text NOT NULL                    -- installment, prepayment, reversal, recovery
);

WITH booked AS (
    SELECT loan_id, paid_on, as_of, booked_principal / 100.0 AS principal, booked_interest / 100.0 AS interest, booked_fee / 100.0 AS fee
    FROM   story
    WHERE  booked_principal + booked_interest + booked_fee > 0
), debit AS (
    SELECT loan_id, paid_on, principal, interest, fee, 'installment' AS kind FROM booked
    UNION ALL
    SELECT loan_id, paid_on, settled / 100.0, 0, 0, 'prepayment' FROM story WHERE settled > 0
    UNION ALL
    /* one debit in 120 comes back two days later and is taken again at once */
    SELECT loan_id, paid_on + 2, sign * principal, sign * interest, sign * fee, CASE sign WHEN -1 THEN 'reversal' ELSE 'installment' END
    FROM   booked, (VALUES (-1), (1)) AS back(sign)
    WHERE  h(loan_id * 128 + extract(month FROM as_of)::int, 61, 120) = 0 AND paid_on + 2 <= as_of
)
INSERT INTO payment
SELECT loan_id, paid_on, principal + interest + fee, principal, interest, fee, kind FROM debit
UNION ALL
SELECT loan_id, paid_on, recovered / 100.0, 0, 0, 0, 'recovery' FROM story WHERE recovered > 0
ORDER  BY 2, 1, 3, 7;
CREATE INDEX payment_loan_day ON payment (loan_id, paid_on);

UPDATE loan
SET    closed_on = ending.closed_on, outcome = ending.outcome
FROM  (SELECT loan_id, CASE WHEN charged_off > 0 THEN as_of ELSE paid_on END AS closed_on,
              CASE WHEN settled > 0 THEN 'prepaid' WHEN charged_off > 0 THEN 'charged_off' ELSE 'matured' END AS outcome,
              row_number() OVER (PARTITION BY loan_id ORDER BY as_of) AS nth
       FROM   story
       WHERE  balance = 0) AS ending
WHERE  ending.loan_id = loan.loan_id AND nth = 1;

/* ------------------------------------------------------------------ the managers' months */

CREATE TABLE manager_month (
    manager_id   int NOT NULL REFERENCES manager,
    month        date NOT NULL,                -- its first day
    applications int NOT NULL,
    approved     int NOT NULL,                 -- the loans that were started
    satisfaction numeric(5,2) NOT NULL,        -- of 100
    visits       int NOT NULL,                 -- to dealers
    PRIMARY KEY (manager_id, month)
);

INSERT INTO manager_month
SELECT manager_id, month, approved + 1 + (approved * (35 + h(key, 72, 50)) / 100)::int, approved,
       least(100, 80 + h(key, 73, 1500) / 100.0 + manager_id % 5), 6 + h(key, 74, 20)
FROM  (SELECT manager_id, start::date AS month, count(loan_id)::int AS approved,
              manager_id * 100000 + extract(year FROM start)::bigint * 12 + extract(month FROM start)::bigint AS key
       FROM   manager
       JOIN   generate_series(timestamp '2019-01-01', '2025-12-01', '1 month') AS start
              ON start + interval '1 month' > hired AND (left_on IS NULL OR start < left_on)
       LEFT   JOIN (SELECT loan_id, manager_id, date_trunc('month', start_date::timestamp) AS start FROM loan) AS l USING (manager_id, start)
       GROUP  BY manager_id, start) AS worked
ORDER  BY 1, 2;

DROP TABLE story;
DROP FUNCTION life, contract, level_payment, days_30_360, risk, h;
VACUUM (ANALYZE) dealer, manager, loan, installment, snapshot, payment, manager_month;
