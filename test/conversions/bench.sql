-- ns a conversion of an amount with two decimals, ours and the server's; best of five
CREATE FUNCTION pg_temp.conv_bench(int, numeric, bigint, int) RETURNS float8
    AS :'lib', 'conv_bench' LANGUAGE C STRICT VOLATILE;
SELECT amount,
       max(ns) FILTER (WHERE which = 0) AS read,
       max(ns) FILTER (WHERE which = 1) AS read_server,
       max(ns) FILTER (WHERE which = 2) AS write,
       max(ns) FILTER (WHERE which = 3) AS write_server
FROM  (SELECT amount, which,
              min(round(pg_temp.conv_bench(which, amount, (amount * 100)::bigint, 2000)::numeric, 1)) AS ns
       FROM  unnest('{0.00,0.05,2580.42,100000.00,12345678.90,98765432109876.54}'::numeric[]) AS amount,
             generate_series(0, 3) AS which, generate_series(1, 5)
       GROUP BY amount, which) AS timed
GROUP BY amount ORDER BY amount;
