/*
 * The same from rows of flows in DuckDB, one thread: flows are gathered into lists once, then six steps of Newton's
 * method by list functions.  Reads lines "loan,day,amount" from the file argv[2]; prints the sum of the rates and, for
 * argv[3] runs, the CPU milliseconds of each, loading not counted.
 */
const { DuckDBInstance } = require('@duckdb/node-api');

const steps = Array.from({ length: 6 }, (_, i) => `
v${i} AS (SELECT a, t, r, list_transform(list_zip(a, t), lambda x: x[1] * exp(-x[2] * ln(1 + r))) AS v FROM r${i}),
r${i + 1} AS (SELECT a, t, r + list_sum(v) * (1 + r) / list_dot_product(t, v) AS r FROM v${i})`);
const query = `
WITH first AS (SELECT loan, min(day) AS day FROM flow GROUP BY loan),
r0 AS MATERIALIZED (
    SELECT list(amount) AS a, list((flow.day - first.day) / 365.0::DOUBLE) AS t, 0.1::DOUBLE AS r
    FROM flow JOIN first USING (loan) GROUP BY loan),
${steps.join(',')}
SELECT printf('%.4f', sum(r)) FROM r6`;

async function main([, , file, runs]) {
    const db = await (await DuckDBInstance.create(':memory:')).connect();

    await db.run('SET threads = 1');
    await db.run(`CREATE TABLE flow AS SELECT column0::INT AS loan, column1::INT AS day, column2::DOUBLE AS amount
                  FROM read_csv('${file}', header = false)`);
    for (let run = 0; run < runs; run++) {
        const begin = process.cpuUsage();
        const answer = (await db.runAndReadAll(query)).getRows()[0][0];
        const { user, system } = process.cpuUsage(begin);

        console.log(answer, ((user + system) / 1000).toFixed(3));
    }
}

main(process.argv);
