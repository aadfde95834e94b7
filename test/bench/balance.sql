/*
 * What a portfolio owes on a day, from what is stored: packed values against rows. A loan that has not begun counts in
 * full, both ways.
 */
-- @at-least 8: rows_by_index / ours
-- @at-least 8: rows_by_join / ours
-- @info rows_by_covering_index / ours

-- @setup
CREATE UNLOGGED TABLE installment_covered AS SELECT loan_id, due, balance FROM installment;
CREATE UNIQUE INDEX ON installment_covered (loan_id, due) INCLUDE (balance);
VACUUM (FREEZE, ANALYZE) installment_covered;

-- @case ours
SELECT sum(balance_at(schedule, '2022-06-30')) FROM contract;

-- @case rows_by_index
SELECT sum(coalesce((SELECT i.balance FROM installment AS i
                     WHERE i.loan_id = l.loan_id AND i.due <= '2022-06-30' ORDER BY i.due DESC LIMIT 1),
                    l.principal))
FROM   loan AS l;

/* The number of the last row due, worked out: on a month's last day every row of the month is due. */
-- @case rows_by_join reps=3
SELECT sum(coalesce(i.balance, l.principal))
FROM  (SELECT loan_id, principal,
              least(periods,
                    ((2022 - extract(year FROM start_date)) * 12 + 6 - extract(month FROM start_date))::int) AS number
       FROM   loan) AS l
LEFT   JOIN installment AS i USING (loan_id, number);

/* Another copy of the rows, with an index made for this one question: it holds the balance too. */
-- @case rows_by_covering_index
SELECT sum(coalesce((SELECT i.balance FROM installment_covered AS i
                     WHERE i.loan_id = l.loan_id AND i.due <= '2022-06-30' ORDER BY i.due DESC LIMIT 1),
                    l.principal))
FROM   loan AS l;
