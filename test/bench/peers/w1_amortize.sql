-- exact: the schedule as a value, and its interest
create extension if not exists loanfin;
-- @run
select sum(term), (sum(total_interest(amortize(principal, rate, term, start_date))) * 100)::bigint from loan;
