// node-postgres: parameters are text without a type; results are strings unless a parser is told of.
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

const require = createRequire(`${process.env.SNIPPETS}/`);
const { from: copyIn, to: copyOut } = require('pg-copy-streams');
const { connect } = await import(`${process.env.SNIPPETS}/loanfin_node.mjs`);

const lacks = { 'reflects the columns': 'node-postgres has no reflection',
  'reads rows in binary': 'node-postgres decodes all results as text',
  'reads every type in binary': 'node-postgres decodes all results as text' };
let client = await connect({ host: process.env.PGHOST });

// The rows of a query, as arrays; a question mark stands for a parameter.
async function rows(query, ...parameters) {
  let number = 0;
  const text = parameters.length ? query.replace(/\?/g, () => `$${++number}`) : query;
  return (await client.query({ text, values: parameters, rowMode: 'array' })).rows;
}

// Rows as questions.sql writes them.
const shown = table =>
  table.map(row => row.map(value => value === null ? 'NULL' : String(value)).join('|')).join('\n');

async function cell(name, work, expected) {
  const got = await work().catch(error => `${error}`);
  console.log(`${got === expected ? 'ok' : 'not ok'} - ${name}`);
  if (got !== expected) console.log(`${got}\ninstead of ${expected}`.replace(/^/gm, '# '));
}

const asked = await rows('SELECT cell, query, answer FROM question');
const questions = new Map(asked.map(([name, ...rest]) => [name, rest]));
const values = await rows('SELECT type, text, bytes FROM sample_value ORDER BY type, id');
const types = (await rows('SELECT type FROM type_of_loanfin ORDER BY type')).flat();

async function ask(name, ...parameters) {
  const [query, answer] = questions.get(name);
  await cell(name, async () => shown(await rows(query, ...parameters)), answer);
}

async function kept(fill) {
  await rows('TRUNCATE kept');
  await fill();
  return (await rows('SELECT columns FROM difference'))[0][0];
}

for (const name of questions.keys()) if (name.startsWith('reads ') && !lacks[name]) await ask(name);
for (const type of types) {
  const texts = values.filter(value => value[0] === type).map(value => value[1]);
  await cell(`sends ${type}`, async () => {
    const got = [];
    for (const text of texts) got.push((await rows(`SELECT CAST(? AS ${type})::text`, text))[0][0]);
    return got.join('\n');
  }, texts.join('\n'));
}
// decimals are strings: JavaScript has no exact type of its own
await ask('sends numbers and dates', '123456.78', '0.0475', 36, '2024-01-31');
await ask('sends a double', 0.1 * 0.7);
await ask('sends a grade', 'doubtful');
await cell('inserts every type', () => kept(async () => {
  for (const row of await rows('SELECT * FROM every_type'))
    await rows(`INSERT INTO kept VALUES (${row.map(() => '?')})`, ...row);
}), '');

const [copyQuery, copied] = questions.get('copies out');
await cell('copies out', async () => {
  const chunks = [];
  for await (const chunk of client.query(copyOut(copyQuery))) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}, copied);
await cell('copies in', () => kept(() => pipeline(Readable.from([Buffer.from(copied)]),
  client.query(copyIn('COPY kept FROM STDIN')))), '');

// in binary: the types whose values differ, of which there are none; rows are not asked for
const sent = values.filter(value => value[2] !== null);
await cell('sends every type in binary', async () => {
  const wrong = [];
  for (const [type, text, bytes] of sent)
    if ((await rows(`SELECT CAST(? AS ${type})::text`, bytes))[0][0] !== text) wrong.push(type);
  return wrong.join(' ');
}, '');

await cell('survives a reconnect', async () => {
  const query = 'SELECT money_schedule FROM every_type WHERE id = 1';
  const before = shown(await rows(query));
  client.on('error', () => {});
  const alive = await rows('SELECT pg_terminate_backend(pg_backend_pid())').then(() => true, () => false);
  if (alive) return 'the connection is alive';
  client = await connect({ host: process.env.PGHOST });
  return shown(await rows(query)) === before ? 'the same' : 'another';
}, 'the same');
for (const [name, reason] of Object.entries(lacks)) console.log(`ok - ${name} # SKIP ${reason}`);
await client.end();
