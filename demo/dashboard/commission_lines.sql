-- The lines of each seller's statement: what each amount was computed from.
SELECT seller, l.*
FROM   pay, LATERAL statement_lines(statement) AS l
ORDER  BY seller, line;
