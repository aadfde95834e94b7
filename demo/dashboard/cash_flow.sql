-- What the open loans pay by contract after the last month end, by month.
SELECT region, product, bucket AS month, principal, interest + fee AS interest
FROM  (SELECT region, product, sum(schedule) AS schedule FROM contract GROUP BY CUBE (region, product)) AS slice,
       cashflow_by(schedule, '1 month')
WHERE  bucket > (SELECT max(as_of) FROM book)
ORDER  BY region NULLS FIRST, product NULLS FIRST, bucket;
