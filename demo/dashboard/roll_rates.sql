-- Where the balance of a band stood one month later: a share of the balance that the band had.
SELECT region, product, from_state, from_rank, to_state, to_rank, loans, rate
FROM  (SELECT region, product, rollup(m) AS m FROM roll GROUP BY CUBE (region, product)) AS slice, migration_matrix(m)
ORDER  BY region NULLS FIRST, product NULLS FIRST, from_rank, to_rank;
