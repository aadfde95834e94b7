-- exact: the schedules were stored as values beforehand
create extension if not exists loanfin;
create unlogged table if not exists contract as
select id, start_date, amortize(principal, rate, term, start_date) as schedule from loan;
alter table contract set (parallel_workers = 2);
vacuum (analyze) contract;
-- @run
select count(*), (sum(balance_at(schedule, '2024-06-30')) * 100)::bigint from contract where start_date
    <= date '2024-06-30';
