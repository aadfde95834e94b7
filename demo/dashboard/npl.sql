-- NPL ratio, special mention and loans more than 30 days past due, by month end.
SELECT region, product, as_of AS month, loan_count(book) AS loans, total_balance(book) AS balance,
       npl_ratio(book) AS npl, overdue_ratio(book, 30) AS overdue, coverage_ratio(book) AS coverage
FROM  (SELECT as_of, region, product, rollup(book) AS book
       FROM   book WHERE policy = 'cn_2023'
       GROUP  BY as_of, CUBE (region, product)) AS slice
ORDER  BY region NULLS FIRST, product NULLS FIRST, as_of;
