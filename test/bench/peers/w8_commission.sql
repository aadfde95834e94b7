-- exact: statements by manager and month; defaults read off stored histories, each taking back its loan's part of
-- that month
create extension if not exists loanfin;
create unlogged table if not exists loan_history as
select id, manager_id, principal, date_trunc('month', start_date::timestamp)::date as month, h
from loan_book left join (select loan_id, history_agg(as_of, balance, dpd) as h from snapshot group by 1) s on loan_id
    = id;
alter table loan_history set (parallel_workers = 2);
vacuum (analyze) loan_history;
-- @run
with rule as (
  select '{"tiers": {"method": "marginal", "bands": [{"from": 0, "rate": 0.004}, {"from": 500000, "rate": 0.006}, '
         '{"from": 1500000, "rate": 0.008}, {"from": 4000000, "rate": 0.01}]}, "clawback": [{"event": "default", '
         '"to": 7}]}'::commission_plan as plan
), comm as materialized (
  select manager_id, month, total_amount(st) as volume, (settle(st)).earned as commission
  from (select manager_id, month, commission_agg((select plan from rule), principal) as st from loan_history group by 1,
        2 offset 0) s
), claw as (
  select manager_id, (month + make_interval(months => mob))::date as month,
         sum(clawback((select plan from rule), round(principal * commission / volume, 2), mob, 'default')) as clawback
  from (select manager_id, month, principal,
        first_past_due(h, 89, month) as mob from loan_history offset 0) d join comm c using (manager_id, month)
  where mob <= 6 group by 1, 2
), res as (
  select manager_id, month, coalesce(commission, 0) as commission, coalesce(clawback, 0) as clawback,
         coalesce(commission, 0) - coalesce(clawback, 0) as net
  from comm full join claw using (manager_id, month)
)
select count(*), (sum(commission) * 100)::bigint, (sum(clawback) * 100)::bigint,
       (sum(net * (extract(year from month) * 12 + extract(month from month))) * 100)::bigint from res;
