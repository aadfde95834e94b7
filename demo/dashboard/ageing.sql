-- What is past due at the last month end, by days past due: a share of the whole balance.
SELECT region, product, band, loans, balance, share
FROM  (SELECT region, product, rollup(book) AS book
       FROM   book WHERE policy = 'cn_2023' AND as_of = (SELECT max(as_of) FROM book)
       GROUP  BY CUBE (region, product)) AS slice, aging(book)
WHERE  band_rank > 0
ORDER  BY region NULLS FIRST, product NULLS FIRST, band_rank;
