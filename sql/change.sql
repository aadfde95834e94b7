-- prepay, reprice, defer, extend, tranche, step, skip_months: each effect by hand, each refusal once.
SET datestyle = 'ISO, YMD';
\pset null NULL
CREATE TABLE loan AS SELECT amortize(1000, 0.12, 4, '2024-01-31') AS s;

-- a prepayment on the second due date: the payment kept, the maturity kept, the next rows covered, the end taken off
SELECT effect, i.number, i.due, i.principal, i.interest, i.balance
FROM   loan, unnest(ARRAY['shorten', 'reduce', 'next', 'last']) AS effect,
       installments(prepay(s, '2024-03-31', 100, effect)) AS i
ORDER  BY effect DESC, number;

-- between two due dates it pays the interest of its days and becomes a row of its own; the fee comes on top
SELECT i.* FROM loan, installments(prepay(s, '2024-03-15', 200, 'reduce', 5)) AS i ORDER BY number;

-- in full: the schedule ends that day
SELECT i.* FROM loan, installments(prepay(s, '2024-03-15', payoff(s, '2024-03-15'))) AS i ORDER BY number;

-- a new rate: the payment solved again, or kept and the end moved
SELECT effect, i.number, i.due, i.principal, i.interest, i.balance
FROM   loan, unnest(ARRAY['payment', 'term']) AS effect, installments(reprice(s, '2024-02-29', 0.60, effect)) AS i
ORDER  BY effect, number;

-- a holiday of one row: its interest added to the debt, paid, forgiven
SELECT choice, i.number, i.due, i.principal, i.interest, i.balance
FROM   loan, unnest(ARRAY['capitalize', 'pay', 'waive']) AS choice,
       installments(defer(s, '2024-02-29', 1, choice)) AS i
ORDER  BY choice, number;

-- two rows more, one row less
SELECT h, i.number, i.due, i.principal, i.interest, i.balance
FROM   loan, unnest(ARRAY[2, -1]) AS h, installments(extend(s, '2024-02-29', h)) AS i ORDER BY h DESC, number;

-- a second disbursement between two due dates (what accrued joins the debt), and on one
SELECT day, i.number, i.due, i.principal, i.interest, i.payment, i.balance
FROM   loan, unnest('{2024-03-15,2024-03-31}'::date[]) AS day, installments(tranche(s, day, 500)) AS i
ORDER  BY day, number;

-- payments that grow every two rows, that fall, and that skip a month: its interest added to the debt, or paid
SELECT growth, i.number, i.principal, i.interest, i.payment, i.balance
FROM   loan, unnest(ARRAY[0.1, -0.5]) AS growth, installments(step(s, growth, 2)) AS i ORDER BY growth DESC, number;
SELECT choice, i.number, i.due, i.principal, i.interest, i.payment, i.balance
FROM   loan, unnest(ARRAY['capitalize', 'pay']) AS choice, installments(skip_months(s, '{3}', choice)) AS i
ORDER  BY choice, number;
-- with a grace, a balloon, in advance, rounded to a unit
SELECT step(amortize(1000, 0.12, 5, '2024-01-31', grace => 1), 0.1, 2);
SELECT step(amortize(1000, 0.12, 4, '2024-01-31', balloon => 400), 0.1, 2);
SELECT step(amortize(1000, 0.12, 4, '2024-01-31', balloon => 400, in_advance => true), 0.1, 2);
SELECT step(amortize(1000, 0.12, 4, '2024-01-31', payment_unit => 5), 0.1, 2);

-- the value says when it was changed, and at which rates
SELECT reprice(s, '2024-02-29', 0.06) FROM loan;
SELECT defer(s, '2024-02-29', 1, 'waive') FROM loan;

-- a change of nothing is the same value
SELECT defer(s, '2024-02-29', 0) = s AS defer, extend(s, '2024-02-29', 0) = s AS extend,
       reprice(s, '2024-02-29', 0.12) = s AS reprice, step(s, 0) = s AS step,
       skip_months(s, '{}') = s AS skip_months, skip_months(s, '{6,12}') = s AS no_row FROM loan;

-- what a prepayment changes, and row by row
SELECT e.* FROM loan, prepay_effect(s, '2024-03-15', 200, 'reduce') AS e;
SELECT e.* FROM loan, prepay_effect(s, '2024-03-15', payoff(s, '2024-03-15')) AS e;
SELECT d.* FROM loan, schedule_diff(s, prepay(s, '2024-03-15', 200, 'last')) AS d;
SELECT count(*) FROM loan, schedule_diff(s, s);

-- NULL in, NULL out
SELECT prepay(NULL, '2024-02-29', 1) AS prepay, reprice(s, NULL, 0.1) AS reprice, defer(s, '2024-02-29', NULL) AS defer,
       extend(s, '2024-02-29', NULL) AS extend, tranche(s, NULL, 1) AS tranche, step(s, NULL) AS step,
       skip_months(s, NULL) AS skip_months FROM loan;

-- refusals: days
SELECT prepay(s, '2024-01-31', 10) FROM loan;
SELECT prepay(s, '2024-01-30', 10) FROM loan;
SELECT reprice(s, '2024-05-31', 0.1) FROM loan;
SELECT defer(reprice(s, '2024-03-15', 0.1), '2024-03-14', 1) FROM loan;
-- amounts
SELECT prepay(s, '2024-03-15', 3.65) FROM loan;
SELECT prepay(s, '2024-03-15', 900) FROM loan;
SELECT prepay(s, '2024-03-15', -1) FROM loan;
SELECT prepay(s, '2024-03-15', 100.001) FROM loan;
SELECT prepay(s, '2024-03-15', 100, 'shorten', -5) FROM loan;
-- words, periods, rates
SELECT prepay(s, '2024-03-15', 100, 'faster') FROM loan;
SELECT reprice(s, '2024-03-15', 0.1, 'end') FROM loan;
SELECT defer(s, '2024-03-15', 1, 'forget') FROM loan;
SELECT defer(s, '2024-03-15', -1) FROM loan;
SELECT extend(s, '2024-03-15', 1200) FROM loan;
SELECT extend(s, '2024-03-15', -3) FROM loan;
SELECT extend(s, '2024-03-15', 9999999999) FROM loan;
SELECT reprice(s, '2024-03-15', 1000.1) FROM loan;
-- the payment kept does not pay the loan
SELECT reprice(s, '2024-01-31', 3.5, 'term') FROM loan;
SELECT reprice(amortize(100000, 0.0001, 1200, '2024-01-31'), '2024-02-29', 0.0099, 'term');
-- forms that do not change
SELECT reprice(amortize(1000, 0.12, 4, '2024-01-31', 'flat'), '2024-03-15', 0.1);
SELECT prepay(amortize(1000, 0.12, 4, '2024-01-31', 'rule_of_78'), '2024-03-15', 100);
SELECT reprice(amortize(1000, 0.12, 4, '2024-01-31', balloon => 500), '2024-03-15', 0.1, 'term');
SELECT reprice(amortize(1000, 0.12, 4, '2024-01-31', 'equal_principal'), '2024-03-15', 0.1, 'term');
-- a tranche: on the start, of nothing, beyond what is money, of a form that does not change
SELECT tranche(s, '2024-01-31', 100) FROM loan;
SELECT tranche(s, '2024-03-15', 0) FROM loan;
SELECT tranche(amortize(90000000000000, 0.12, 4, '2024-01-31'), '2024-03-15', 900000000000000) IS NULL AS "null";
SELECT tranche(amortize(1000, 0.12, 4, '2024-01-31', 'flat'), '2024-03-15', 100);
-- steps and skipped months: of another form, of a changed schedule, out of range
SELECT step(amortize(1000, 0.12, 4, '2024-01-31', 'equal_principal'), 0.1);
SELECT skip_months(step(s, 0.1, 2), '{3}') FROM loan;
SELECT step(s, -1) FROM loan;
SELECT step(s, 0.1, 0) FROM loan;
SELECT step(s, 1, 1) FROM (SELECT amortize(1000, 3, 12, '2024-01-31') AS s) AS dear;
SELECT step('[92233720368547758.07@2024-01-31 annuity 0.12 periodic 1mon]{2024-02-29:92233720368547758.07+0.00}', 0.1);
SELECT skip_months(s, '{0}') FROM loan;
SELECT skip_months(s, '{3,NULL}') FROM loan;
SELECT skip_months(s, '{3}', 'waive') FROM loan;
SELECT tranche(s, '2024-03-15', -100) FROM loan;
SELECT tranche(s, '2024-05-31', 100) FROM loan;
SELECT extend(s, '2024-01-30', 1) FROM loan;
-- without terms
SELECT prepay(s + s, '2024-03-15', 100) FROM loan;
\set VERBOSITY terse
SELECT reprice(s + s, '2024-03-15', 0.1) FROM loan;
SELECT defer(s + s, '2024-03-15', 1) FROM loan;
SELECT extend(s + s, '2024-03-15', 1) FROM loan;
SELECT tranche(s + s, '2024-03-15', 100) FROM loan;
SELECT step(s + s, 0.1) FROM loan;
SELECT skip_months(s + s, '{3}') FROM loan;
SELECT prepay_effect(s + s, '2024-03-15', 100) FROM loan;
SELECT simple_interest_state(s + s, NULL, '2024-03-15') FROM loan;
\set VERBOSITY default
-- where the lender owes the borrower nothing is overdue, however late the row
SELECT days_past_due, overdue, payoff
FROM   simple_interest_state('[-1.00@2024-01-31 annuity 0 ACT/365 1mon]{2024-02-29:5.00+0.00,2024-03-31:-6.00+0.00}',
                             NULL, '2024-03-10');
-- a loan near the last date there is keeps its payment too
SELECT maturity_date(reprice(amortize(1000, 0.12, 4, '9999-08-31'), '9999-10-15', 0.1, 'term'));
SELECT reprice(amortize(1000, 0.12, 4, '9999-08-31'), '9999-10-15', 0.5, 'term');
-- rows that were given their terms can change
SELECT prepay(('[1000.00@2024-01-31 annuity 0.12 periodic 1mon]' || substr(rows::text, strpos(rows::text, '{')))
              ::money_schedule, '2024-03-15', 200) = prepay(s, '2024-03-15', 200) AS "same"
FROM   loan, slice(s, '[2024-01-31,2024-12-31]') AS rows;
DROP TABLE loan;
