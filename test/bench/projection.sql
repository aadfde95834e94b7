/* What is still to come of a whole book, all due dates in one stored sum: milliseconds of one projection. */
-- @most 5: ours
-- @info ours_project
-- @info ours_loss

-- @setup
CREATE TABLE summed_book AS SELECT sum(schedule) AS s FROM contract;

-- @case ours nocheck
SELECT count(*), sum(closing) FROM summed_book, projection(s, '2022-06-30', '1.3 ABS', '2 CDR', 0.5, 6, 18);

-- @case ours_project nocheck
SELECT weighted_average_life(project(s, '2022-06-30', '1.3 ABS', '2 CDR', 0.5, 6, 18)) FROM summed_book;

-- @case ours_loss nocheck
SELECT expected_loss(s, '2022-06-30', '2 CDR', 0.5, 6, '1.3 ABS', 0.05, 12, 18) FROM summed_book;
