-- restructure, its mark, rebates and settlement: by hand, each refusal once.
SET datestyle = 'ISO, YMD';
\pset null NULL
CREATE TABLE loan AS SELECT amortize(1000, 0.12, 4, '2024-01-31') AS s;

-- the payoff under new terms; what is not given is taken over
SELECT payoff(s, '2024-03-15'), restructure(s, '2024-03-15') AS taken_over,
       restructure(s, '2024-03-15', 0.08, 6, added => 42.63, first_due => '2024-04-30', grace => 1, fee => 1) AS anew
FROM   loan;
SELECT restructure(s, '2024-03-15', method => 'equal_principal', balloon => 100, added => -57.37) FROM loan;
SELECT restructure(s, '2024-03-15', NULL, NULL, payment => 200) FROM loan;
-- the rate in force on the day, and a term that is over
SELECT annual_rate(restructure(reprice(s, '2024-03-10', 0.09), '2024-03-15')) FROM loan;
SELECT restructure(s, '2024-09-30', periods => 3, added => 300) FROM loan;
-- a schedule without terms needs the two that have no default
SELECT restructure(s + s, '2024-03-15', 0.1, 2) FROM loan;
SELECT restructure(NULL, '2024-03-15') AS schedule, restructure(s, NULL) AS day FROM loan;

-- the mark: of the value, of its text, of what becomes of it, and taken away
SELECT is_restructured(s), is_restructured(r), is_restructured(r::text::money_schedule),
       is_restructured(r::jsonb::money_schedule), is_restructured(reprice(r, '2024-04-01', 0.05)),
       is_restructured(mark_restructured(s)), mark_restructured(mark_restructured(s), false) = s AS same,
       mark_restructured(s) = s AS marked_is_another, is_restructured(s + s)
FROM   loan, restructure(s, '2024-03-15') AS r;
-- a loan on time is graded by its mark
SELECT restructured, grade, outstanding_principal, next_payment
FROM   loan, unnest(ARRAY[s, mark_restructured(s)]) AS x, loan_state(x, NULL, '2024-02-10', 'cn_2023'::grade_policy);
-- a day before the start: no grade either
SELECT *
FROM   loan_state(amortize(1200, 0.06, 12, '2024-01-15'), NULL, '2024-01-14', 'cn_2023'::grade_policy, 0.9, true);

-- rebates: 3 + 2 + 1 of 78 digits; a period that has begun is earned; the actuarial method by the rate of the payments
SELECT method, on_date, interest_rebate(s, on_date, method), settlement_amount(s, on_date, method)
FROM   (SELECT amortize(1200, 0.065, 12, '2024-01-15', 'rule_of_78') AS s) AS x,
       unnest(ARRAY['rule_of_78', 'actuarial']) AS method,
       unnest('{2024-01-15,2024-10-15,2024-10-16,2025-01-15}'::date[]) AS on_date;
-- the actuarial method of a form with its own balance is its payoff; rows alone are read by ACT/365
SELECT settlement_amount(s, '2024-03-15', 'actuarial') = payoff(s, '2024-03-15') AS payoff,
       settlement_amount(s + s, '2024-03-15', 'actuarial'), interest_rebate(s, '2024-03-31') FROM loan;
-- a rate so high that at half of it the money left over leaves 64 bits: the payment is little more than interest
SELECT settlement_amount(amortize(100000, 6, 100, '2024-01-15', 'flat'), '2024-03-15', 'actuarial');

-- refusals
SELECT restructure(s + s, '2024-03-15', 0.1) FROM loan;
SELECT restructure(s + s, '2024-03-15', periods => 3) FROM loan;
SELECT restructure(s, '2024-05-31', 0.1, 2) FROM loan;
SELECT restructure(s, '2024-01-30') FROM loan;
SELECT restructure(s, '2024-09-30', added => 100) FROM loan;
SELECT restructure(s, '2024-03-15', added => -757.37) FROM loan;
SELECT restructure(s, '2024-03-15', added => 0.001) FROM loan;
SELECT restructure(s, '2024-03-15', method => 'bullet') FROM loan;
SELECT mark_restructured(s + s) FROM loan;
SELECT '[100.00@2024-01-15 annuity 0.05 periodic 1mon restructured=yes]{2024-02-15:100.00+0.42}'::money_schedule;
SELECT interest_rebate(s, '2024-01-30') FROM loan;
SELECT settlement_amount(s, '2024-06-01') FROM loan;
SELECT interest_rebate(s, '2024-03-15', 'rule of 80') FROM loan;
SELECT interest_rebate(amortize(1000, 0.12, 61, '2024-01-31', 'rule_of_78'), '2024-03-15', us_limit => true);
SELECT interest_rebate(amortize(1000, 0.12, 62, '2024-01-31', 'rule_of_78'), '2024-03-15', us_limit => true);
DROP TABLE loan;
