/* Risk-based prices of loans of 36 rows: 5,000 within a second of one core. */
-- @most 1000: ours
-- @info ours_funding
-- @info ours_balloon

-- @case ours nocheck
SELECT count(risk_price(100000 + i, 36, '2025-01-31', 0.03, '0.2 MDR', 0.55, 6, '1.3 ABS', 1500, 8, 0.01))
FROM   generate_series(1, 5000) AS i;

-- @case ours_funding nocheck
SELECT count(risk_price(100000 + i, 36, '2025-01-31', 0.03)) FROM generate_series(1, 5000) AS i;

-- @case ours_balloon nocheck
SELECT count(risk_price(100000 + i, 36, '2025-01-31', 0.03, '2 CDR', 0.55, 6, '6 CPR', 1500, 8, 0.01, balloon => 30000))
FROM   generate_series(1, 5000) AS i;
