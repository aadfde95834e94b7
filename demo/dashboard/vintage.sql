-- Of what was lent in a year, the share that was ever more than 90 days past due, by month on book.
-- Not complete: some of the year's loans are not that old yet.
SELECT region, product, cohort, mob, loans, rate, complete
FROM  (SELECT region, product, rollup(v) AS v FROM vintage GROUP BY CUBE (region, product)) AS slice,
       vintage_triangle(v, 90, cohort => 'year')
WHERE  mob <= 60 AND rate IS NOT NULL
ORDER  BY region NULLS FIRST, product NULLS FIRST, cohort, mob;
