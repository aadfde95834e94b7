-- Laws of loan_state() and days_past_due(): they are what plain SQL replays row by row, money is conserved, neither
-- the order nor the split of payments matters, a reversal takes back the latest money, and the penalty is that of
-- every single day.
BEGIN;
\ir lib/laws.sql
SELECT no_plan();

-- Loans of several forms, some with capitalised interest (negative principal), one imported with rows of zeros;
-- their payments: on time, late, in parts, too much, before the first due date, and taken back.
CREATE TABLE loan (id int PRIMARY KEY, s money_schedule);
INSERT INTO loan
SELECT i, amortize(100 + draw(i, 'p', 1e6), draw(i, 'r', 3000) / 10000.0, 3 + draw(i, 'n', 30)::int,
                   date '2021-12-31' + draw(i, 'd', 300)::int,
                   (ARRAY['annuity','equal_principal','interest_only','flat'])[1 + i % 4], fee => (i % 3)::numeric,
                   in_advance => i % 4 < 2 AND i % 7 = 0,
                   period => (ARRAY['1 month','14 days','3 months'])[1 + i % 3]::interval)
FROM generate_series(1, 90) AS i;
INSERT INTO loan SELECT 100 + i, amortize(10000 + i, 0.24, 12, date '2022-01-31' + i, payment => 150,
                                          negative_amortization => true) FROM generate_series(1, 10) AS i;
INSERT INTO loan VALUES (200,
                         '[30.00@2022-01-15]{2022-02-15:0.00+0.00,2022-03-15:10.00+0.00,2022-04-15:0.00+0.00+0.00,'
                         '2022-05-15:20.00+1.00+3.00,2022-06-15:0.00+0.00}');
CREATE TABLE payment AS
SELECT id, k, start_date(s) + draw(id * 100 + k, 'on', 500)::int AS on_date,
       CASE WHEN draw(id * 100 + k, 'reversal', 6) = 0 THEN -1 ELSE 1 END * CASE draw(id * 100 + k, 'kind', 4)
           WHEN 0 THEN payment(s) WHEN 1 THEN round(payment(s) / 3, 2)
           ELSE draw(id * 100 + k, 'a', 10000) / 100.0 * (1 + id % 50) END AS amount
FROM loan, generate_series(1, 25) AS k WHERE k <= id % 26 OR id >= 100;
CREATE TABLE paid AS SELECT id, s, cashflow_agg(on_date, amount) AS p FROM loan LEFT JOIN payment USING (id)
GROUP BY id;
CREATE TABLE ask AS
SELECT id, s, p, as_of, allocation, (SELECT coalesce(sum(amount), 0) FROM payment AS y
                                     WHERE y.id = paid.id AND on_date <= as_of) AS pool
FROM paid, LATERAL (SELECT start_date(s) + draw(id * 20 + k, 'as of', 700)::int AS as_of FROM generate_series(1, 8) AS k
                    UNION SELECT due FROM installments(s) WHERE number IN (1, 3, 7) UNION SELECT due + 1
                    FROM installments(s) WHERE number = 2) AS d,
     unnest('{fee_interest_principal,principal_interest_fee,interest_principal_fee}'::text[]) AS allocation;
CREATE TABLE state AS SELECT a.id, a.s, a.p, a.as_of, allocation, pool, l.days_past_due, oldest_unpaid,
    overdue_principal, overdue_interest, overdue_fee, outstanding_principal, paid_principal, paid_interest, paid_fee,
    unapplied, next_due, next_payment
FROM ask AS a, loan_state(s, p, as_of, allocation) AS l;

-- what plain SQL replays: the pool over the running sum of what rows ask for, then over their parts in the order of
-- the allocation
CREATE TABLE replay AS
WITH due AS (
    SELECT a.id, a.as_of, allocation, i.due, principal, interest, fee,
           least(greatest(greatest(pool, 0) - (sum(payment) OVER w - payment), 0), payment) AS got, payment
    FROM ask AS a, installments(s) AS i WHERE i.due <= a.as_of AND a.id NOT BETWEEN 100 AND 199
    WINDOW w AS (PARTITION BY a.id, a.as_of, allocation ORDER BY i.due)
), parts AS (
    SELECT *, CASE allocation WHEN 'principal_interest_fee' THEN least(got, principal) WHEN 'fee_interest_principal'
           THEN greatest(got - fee - interest, 0)
           ELSE least(greatest(got - interest, 0), principal) END AS to_principal,
           CASE allocation WHEN 'principal_interest_fee' THEN least(greatest(got - principal, 0), interest)
               WHEN 'fee_interest_principal' THEN least(greatest(got - fee, 0), interest)
               ELSE least(got, interest) END AS to_interest,
           CASE allocation WHEN 'fee_interest_principal' THEN least(got, fee)
               ELSE greatest(got - principal - interest, 0) END AS to_fee
    FROM due
)
SELECT id, as_of, allocation, sum(to_principal) AS paid_principal, sum(to_interest) AS paid_interest,
       sum(to_fee) AS paid_fee,
       coalesce(sum(principal - to_principal) FILTER (WHERE due < as_of), 0) AS overdue_principal,
       coalesce(sum(interest - to_interest) FILTER (WHERE due < as_of), 0) AS overdue_interest,
       coalesce(sum(fee - to_fee) FILTER (WHERE due < as_of), 0) AS overdue_fee,
       min(due) FILTER (WHERE due < as_of AND got < payment) AS oldest_unpaid,
       min(due) FILTER (WHERE due = as_of AND got < payment) AS due_today
FROM parts GROUP BY id, as_of, allocation;
SELECT cmp_ok((SELECT count(*) FROM replay WHERE oldest_unpaid IS NOT NULL), '>', 500::bigint,
              'enough of the replayed loans are in arrears');

SELECT law('what was paid is what plain SQL replays', $$
    SELECT id, as_of, allocation FROM state JOIN replay AS r USING (id, as_of, allocation)
    WHERE (state.paid_principal, state.paid_interest, state.paid_fee) <> (r.paid_principal, r.paid_interest, r.paid_fee)
$$);

SELECT law('what is overdue is what plain SQL replays', $$
    SELECT id, as_of, allocation FROM state JOIN replay AS r USING (id, as_of, allocation)
    WHERE (state.overdue_principal, state.overdue_interest, state.overdue_fee)
           <> (r.overdue_principal, r.overdue_interest, r.overdue_fee)
$$);

SELECT law('days past due are those that plain SQL replays', $$
    SELECT id, as_of, allocation FROM state JOIN replay AS r USING (id, as_of, allocation)
    WHERE (state.oldest_unpaid, state.days_past_due) IS DISTINCT FROM (r.oldest_unpaid,
        coalesce(as_of - r.oldest_unpaid, 0))
$$);

SELECT law('with the due day counted too', $$
    SELECT id, as_of, allocation FROM state JOIN replay AS r USING (id, as_of, allocation)
    WHERE days_past_due(s, p, as_of, due_day_counts => true) IS DISTINCT FROM coalesce(as_of - coalesce(r.oldest_unpaid,
            r.due_today) + 1, 0)
$$);

SELECT law('days_past_due() alone gives the same', $$
    SELECT id, as_of FROM state WHERE days_past_due <> days_past_due(s, p, as_of)
           OR (loan_state(s, p, as_of, due_day_counts => true)).days_past_due <> days_past_due(s, p, as_of, true)
$$);

SELECT law('the next due date is that of the first row from the day on that is not met', $$
    SELECT id, as_of FROM state WHERE next_due IS DISTINCT FROM (SELECT min(due) FROM installments(s)
        WHERE payment > 0 AND (due > as_of OR due = (SELECT due_today FROM replay AS r
                                                     WHERE (r.id, r.as_of, r.allocation)
                                                     = (state.id, state.as_of, state.allocation))))
    AND id NOT BETWEEN 100 AND 199
$$);

-- conserved: every cent received is applied or unapplied, every cent due by then is paid or not
SELECT law('what was received is paid or unapplied, to the cent', $$
    SELECT id, as_of, allocation FROM state WHERE paid_principal + paid_interest + paid_fee + unapplied <> pool
$$);

SELECT law('what is outstanding is all principal but what is paid', $$
    SELECT id, as_of, allocation FROM state WHERE outstanding_principal <> principal(s) - paid_principal
$$);

SELECT law('each part that fell due is paid or overdue', $$
    SELECT id, as_of, allocation FROM state
    WHERE id < 100 AND NOT EXISTS (SELECT FROM installments(s) WHERE due = as_of)
    AND (overdue_principal + paid_principal, overdue_interest + paid_interest, overdue_fee + paid_fee)
        <> (principal_due(s, daterange(NULL, as_of)), interest_due(s, daterange(NULL, as_of)),
            fee_due(s, daterange(NULL, as_of)))
$$);

SELECT law('the order of allocation moves money inside rows only', $$
    SELECT id, as_of FROM state GROUP BY id, as_of
    HAVING count(DISTINCT (days_past_due, unapplied, overdue_principal + overdue_interest + overdue_fee, next_due,
                           next_payment)) > 1
$$);

SELECT law('a loan is past due exactly where something is overdue, and nothing is paid from nothing', $$
    SELECT id, as_of, allocation FROM state
    WHERE (days_past_due > 0) <> (overdue_principal + overdue_interest + overdue_fee > 0)
           OR least(overdue_principal, overdue_interest, overdue_fee) < 0
           OR (unapplied < 0 AND paid_interest + paid_fee > 0 AND id < 100)
$$);

-- the order and the split of the payments, and what comes later, do not matter
SELECT law('payments in parts and shuffled are the same payments', $$
    SELECT id FROM paid JOIN (SELECT id, cashflow_agg(on_date, part ORDER BY md5(k::text || part)) AS q
                              FROM payment, LATERAL (VALUES (amount - 5), (4.99), (0.01)) AS v(part)
                              GROUP BY id) AS parts USING (id) WHERE p <> q
$$);

SELECT law('payments after the day do not count', $$
    SELECT id, as_of FROM state WHERE allocation = 'interest_principal_fee'
           AND loan_state(s, p, as_of, allocation, 0.2) IS DISTINCT FROM loan_state(s,
        (SELECT cashflow_agg(on_date, amount) FROM flows(p) WHERE on_date <= state.as_of), as_of, allocation, 0.2)
$$);

SELECT law('nor does it matter on which days before it they came, but for the penalty', $$
    SELECT id, as_of FROM state
    WHERE (days_past_due, unapplied, outstanding_principal) <> (SELECT l.days_past_due, l.unapplied,
                                                                l.outstanding_principal
                                                                FROM loan_state(s, (SELECT cashflow_agg(start_date(s),
                amount) FROM flows(p) WHERE on_date <= state.as_of), as_of, allocation) AS l)
$$);

SELECT law('NULL is no payment', $$
    SELECT id, as_of FROM state
    WHERE loan_state(s, NULL, as_of, allocation, 0.3) <> loan_state(s, '{}', as_of, allocation, 0.3)
$$);

-- a reversal takes back what was applied last: as if the payment had never come
SELECT law('a payment and its reversal leave nothing behind', $$
    SELECT id, as_of FROM state, LATERAL (SELECT cashflow_agg(start_date(s) + d, a) AS in_and_out
                                          FROM (VALUES (40, 77.77), (60, -77.77)) AS v(d, a)) AS r
    WHERE p IS NOT NULL AND as_of >= start_date(s) + 60 AND loan_state(s, p + in_and_out, as_of, allocation)
          <> loan_state(s, p, as_of, allocation)
$$);

SELECT law('more money never makes a loan worse', $$
    SELECT id, state.as_of FROM state, LATERAL (SELECT cashflow_agg(start_date(s), a) AS more
                                                FROM (VALUES (33.33)) AS v(a)) AS m,
           loan_state(s, p + more, state.as_of, allocation) AS richer
    WHERE p IS NOT NULL AND (richer.days_past_due > state.days_past_due OR richer.paid_interest < state.paid_interest
                             OR richer.overdue_principal > state.overdue_principal
                             OR richer.oldest_unpaid < state.oldest_unpaid)
$$);

-- penalty: the sum over the days before, each with the money and the rows of that day, rounded once
SELECT law('the penalty is that of every single day', $$
    SELECT id, as_of, allocation FROM state WHERE id % 6 = 0 AND as_of < start_date(s) + 250
           AND (loan_state(s, p, as_of, allocation, 0.18)).penalty <>
    (SELECT round(coalesce(
                sum((loan_state(s, (SELECT cashflow_agg(on_date, amount) FROM flows(p)
                                    WHERE on_date <= start_date(s) + d), start_date(s) + d + 1,
                                allocation)).overdue_principal), 0) * 0.18 / 360, 2)
     FROM generate_series(0, as_of - start_date(s) - 1) AS d)
$$);

SELECT cmp_ok((SELECT count(*) FROM state WHERE (loan_state(s, p, as_of, allocation, 0.18)).penalty > 0), '>',
              500::bigint, 'enough loans bear a penalty');

-- a sum of loans is read like a loan: where nothing is paid, everything adds up
SELECT is((SELECT (l.overdue_principal, l.overdue_interest, l.overdue_fee, l.outstanding_principal)::text
           FROM (SELECT sum(s) AS s FROM loan WHERE id NOT BETWEEN 100 AND 199) AS book,
           loan_state(s, NULL, '2024-06-30') AS l),
          (SELECT (sum(l.overdue_principal), sum(l.overdue_interest), sum(l.overdue_fee),
                   sum(l.outstanding_principal))::text FROM loan, loan_state(s, NULL, '2024-06-30') AS l
           WHERE id NOT BETWEEN 100 AND 199), 'an unpaid book is the sum of its unpaid loans');
-- and a book of thousands of due dates and payments is read like a loan, by both functions
CREATE TABLE book AS
SELECT (SELECT sum(amortize(1000 + i, 0.06, 24, date '2018-01-01' + i)) FROM generate_series(1, 1500) AS i) AS s,
       (SELECT cashflow_agg(date '2018-02-01' + k, 300 + draw(k, 'book', 50000) / 100.0 - CASE WHEN k % 50 = 0 THEN 2000
                            ELSE 0 END) FROM generate_series(1, 2500) AS k) AS p;
SELECT cmp_ok((SELECT least(installment_count(s), (SELECT count(*) FROM flows(p)))::int FROM book), '>', 1201,
              'the book is longer than any loan');
CREATE TABLE book_day AS SELECT d::date AS day, l.*, days_past_due(s, p, d::date) AS alone,
    days_past_due(s, p, d::date, true) AS counting,
    (loan_state(s, p, d::date, due_day_counts => true)).days_past_due AS counted
FROM book, generate_series(date '2018-01-05', date '2025-01-05', interval '53 days') AS d,
     loan_state(s, p, d::date) AS l;

SELECT law('days past due of a book are those of its state', $$
    SELECT day FROM book_day WHERE days_past_due <> alone OR counting <> counted
$$);

SELECT law('what fell due of a book is paid, overdue or due today', $$
    SELECT day FROM book, book_day WHERE overdue_principal + overdue_interest + paid_principal + paid_interest +
           CASE WHEN next_due = day THEN next_payment ELSE 0 END <> payment_due(s, daterange(NULL, day, '[]'))
$$);

SELECT cmp_ok((SELECT count(DISTINCT alone) FROM book_day), '>', 3::bigint, 'the book is late by different days');
SELECT * FROM finish();
ROLLBACK;
