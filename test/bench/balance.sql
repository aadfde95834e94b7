/* What a portfolio owes on a day, from what is stored: packed values against rows. */
-- @at-least 8: rows_by_index / ours
-- @at-least 8: rows_by_join / ours

-- @case ours
SELECT sum(balance_at(schedule, '2022-06-30')) FROM contract WHERE start_date(schedule) <= '2022-06-30';

-- @case rows_by_index
SELECT sum(coalesce((SELECT i.balance FROM installment AS i WHERE i.loan_id = l.loan_id AND i.due <= '2022-06-30' ORDER BY i.due DESC LIMIT 1),
                    l.principal))
FROM   loan AS l
WHERE  start_date <= '2022-06-30';

/* The number of the last row due, worked out: on a month's last day every row of the month is due. */
-- @case rows_by_join
SELECT sum(coalesce(i.balance, l.principal))
FROM  (SELECT loan_id, principal,
              least(periods, ((2022 - extract(year FROM start_date)) * 12 + 6 - extract(month FROM start_date))::int) AS number
       FROM   loan
       WHERE  start_date <= '2022-06-30') AS l
LEFT   JOIN installment AS i USING (loan_id, number);
