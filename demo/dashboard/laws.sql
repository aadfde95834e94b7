-- The same book at the last month end under each law.
SELECT region, product, policy, npl_ratio(book) AS npl, special_mention_ratio(book) AS special_mention,
       required_provision(book, policy) / nullif(total_balance(book), 0) AS required_provision
FROM  (SELECT region, product, policy, rollup(book) AS book
       FROM   book WHERE as_of = (SELECT max(as_of) FROM book)
       GROUP  BY policy, CUBE (region, product)) AS slice
ORDER  BY region NULLS FIRST, product NULLS FIRST, policy;
