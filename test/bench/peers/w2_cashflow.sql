-- exact: all schedules summed as one value, then read by month
create extension if not exists loanfin;
-- @run
select count(*), (sum(principal) * 100)::bigint, (sum(interest) * 100)::bigint,
       (sum(interest * (extract(year from bucket) * 12 + extract(month from bucket))) * 100)::bigint
from (select sum(amortize(principal, rate, term, start_date)) as total from loan) t, cashflow_by(total, '1 month');
