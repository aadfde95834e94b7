-- lease, leaseback, lease_cashflows, implicit_rate: by hand, each refusal once.
SET datestyle = 'ISO, YMD';
\pset null NULL

-- in arrears and in advance, with residual and the price of the option
SELECT in_advance, i.number, i.due, i.principal, i.interest, i.fee, i.payment, i.balance
FROM   unnest(ARRAY[false, true]) AS in_advance,
       installments(lease(120000, 0.08, 3, '2024-01-15', residual => 20000, in_advance => in_advance,
                          purchase_option => 100, down_payment => 20000)) AS i
ORDER  BY 1, 2;
-- a lease is the loan of what it finances; a leaseback the same on the price
SELECT lease(120000, 0.08, 12, '2024-01-15', residual => 20000, down_payment => 20000)
           = amortize(100000, 0.08, 12, '2024-01-15', balloon => 20000) AS lease,
       leaseback(120000, 100000, 0.08, 12, '2024-01-15', residual => 20000)
           = amortize(100000, 0.08, 12, '2024-01-15', balloon => 20000) AS leaseback;
SELECT lease(30000, 0.08, 4, '2024-01-31', period => '3 months', first_due => '2024-03-31', day_count => 'ACT/360',
             payment_unit => 10, currency => 'CNY');

-- a deposit pays the last rents, the first ones, or is returned at the end; costs at the start
SELECT use, lease_cashflows(lease(3000, 0, 3, '2024-01-15', in_advance => in_advance), deposit, use, costs => 50)
FROM   unnest(ARRAY[false, true]) AS in_advance, unnest(ARRAY['last', 'first', 'return']) AS use,
       unnest(ARRAY[1500, 0]) AS deposit
WHERE  deposit > 0 OR use = 'last';
SELECT lease_cashflows('[0.00@2024-01-15]{}');

-- the implicit rate: the contract's without a deposit, higher with one, lower with costs
SELECT round(implicit_rate(s)::numeric, 6) AS plain, round(implicit_rate(s, 20000)::numeric, 6) AS deposit,
       round(implicit_rate(s, 20000, 'return')::numeric, 6) AS returned,
       round(implicit_rate(s, costs => 2000)::numeric, 6) AS costs,
       implicit_rate(s, 20000) = xirr(lease_cashflows(s, 20000)) AS same
FROM   lease(100000, 0.08, 36, '2024-01-15', residual => 10000) AS s;
SELECT lease(NULL, 0.08, 3, '2024-01-15') AS lease, leaseback(NULL, 1, 0.08, 3, '2024-01-15') AS leaseback,
       lease_cashflows(NULL) AS flows, implicit_rate(NULL) AS rate;

-- refusals
SELECT lease(0, 0.08, 3, '2024-01-15');
SELECT lease(1000, 0.08, 3, '2024-01-15', down_payment => 1000);
SELECT lease(1000, 0.08, 3, '2024-01-15', down_payment => -1);
SELECT lease(1000, 0.08, 3, '2024-01-15', down_payment => 200, residual => 801);
SELECT lease(1000, 0.08, 3, '2024-01-15', purchase_option => -1);
SELECT lease(1000, 0.08, 0, '2024-01-15');
SELECT lease(1000, 0.08, 3, '2024-01-15', in_advance => true, first_due => '2024-02-15');
SELECT leaseback(1000, 1000.01, 0.08, 3, '2024-01-15');
SELECT leaseback(0, 1, 0.08, 3, '2024-01-15');
SELECT lease_cashflows(lease(3000, 0, 3, '2024-01-15'), 3000.01);
SELECT lease_cashflows(lease(3000, 0, 3, '2024-01-15'), -1);
SELECT lease_cashflows(lease(3000, 0, 3, '2024-01-15'), 100, 'netting');
SELECT implicit_rate(lease(3000, 0, 3, '2024-01-15'), 3000.01);
