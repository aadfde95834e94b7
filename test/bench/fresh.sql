/* Readers of amortize(...) itself: nothing is packed to be read, so each costs about what total_interest costs. */
-- @most 1.3: principal / total_interest
-- @most 1.3: installment_count / total_interest
-- @info present_value
-- @info stored_present_value

-- @case total_interest nocheck
SELECT sum(total_interest(amortize(principal, annual_rate, periods, start_date))) FROM loan;

-- @case principal nocheck
SELECT sum(principal(amortize(principal, annual_rate, periods, start_date))) FROM loan;

-- @case installment_count nocheck
SELECT sum(installment_count(amortize(principal, annual_rate, periods, start_date))) FROM loan;

-- @case present_value nocheck
SELECT sum(present_value(amortize(principal, annual_rate, periods, start_date), 0.05, start_date)) FROM loan;

-- @case stored_present_value nocheck
SELECT sum(present_value(c.schedule, 0.05, l.start_date)) FROM contract AS c JOIN loan AS l USING (loan_id);
