-- sparkline, bar and heat: marks in Unicode and ASCII, and every refusal once.
SELECT sparkline('{1,2,3,4,5,6,7,8}'), sparkline('{8,7,NULL,NaN,2,1}', ascii => true) AS ascii,
       sparkline('{3,3,3}') AS alike, sparkline('{}') AS none, sparkline('{NULL}') AS unknown, sparkline(NULL) AS null;
SELECT sparkline(ARRAY[1.5, 2.5]) AS numeric, sparkline(ARRAY[1, 2]) AS integer,
       sparkline(ARRAY[1, 2]::float8[]) AS float, sparkline('{{1,2},{3,4}}') AS table;
SELECT sparkline('{1,2,3}', low => 0, high => 8) AS bounds, sparkline('{1,2,3}', low => 9) AS below,
       sparkline('{1,2,3}', high => 0) AS above;
SELECT n, bar(n, 4, 4), bar(n, 4, 4, true) AS ascii, heat(n, 4), heat(n, 4, true) AS ascii
FROM   unnest('{-1,0,0.01,0.5,1,1.33,2,3.2,4,5,NULL}'::numeric[]) AS n;
SELECT length(bar(7, 7)) AS usual, length(bar(7, 7, 1000)) AS widest, bar(0, 0) AS "nothing of nothing";
-- refusals
SELECT bar(1, -1);
SELECT heat(1, -0.5);
SELECT bar('NaN', 1);
SELECT heat(1, 'Infinity');
SELECT bar(1, 1, 0);
SELECT bar(1, 1, 1001);
SELECT sparkline('{1,Infinity}');
SELECT sparkline('{1}', low => 5, high => 1);
SELECT sparkline('{1}', low => 'NaN');
SELECT sparkline(array_fill(1.0, '{10001}'));
