-- Who earned what in the quarter.
SELECT region, seller, s.loans, total_amount(statement) AS lent, s.earned, s.deferred, s.salary, s.payable
FROM   pay, LATERAL settle(statement) AS s
ORDER  BY payable DESC, seller;
