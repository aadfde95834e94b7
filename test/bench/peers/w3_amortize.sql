-- exact: the balance read from a schedule made on the spot
create extension if not exists loanfin;
-- @run
select count(*), (sum(balance_at(amortize(principal, rate, term, start_date), '2024-06-30')) * 100)::bigint
from loan where start_date <= date '2024-06-30';
