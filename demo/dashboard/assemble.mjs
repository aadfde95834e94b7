/*
 * Puts the page together: node assemble.mjs FOLDER META > index.html
 * FOLDER holds a CSV a chart and has node_modules above it, META is JSON: source, month, currency.  Nothing is fetched when the page is opened.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';

const [folder, meta] = process.argv.slice(2);
const here = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/* Fields of a line of CSV as psql writes it: nothing is NULL, quotes are doubled. */
function fields(line) {
    return [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1]?.replaceAll('""', '"') ?? m[2]);
}

/* Numbers are drawn and not computed with: what is printed is what the database said. */
function value(text) {
    if (text === '')
        return null;
    if (text === 't' || text === 'f')
        return text === 't';
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function table(file) {
    const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const columns = fields(head), words = new Set(['region', 'product', 'cohort', 'seller', 'band', 'from_state', 'to_state', 'month', 'label']);
    return {
        columns,
        rows: lines.map((line) => fields(line).map((text, i) => (words.has(columns[i]) ? text || null : value(text))))
    };
}

const charts = Object.fromEntries(readdirSync(folder).filter((f) => f.endsWith('.csv')).sort()
    .map((f) => [basename(f, '.csv'), table(join(folder, f))]));
const parts = {
    style: here('style.css'), labels: here('labels.js'), charts: here('charts.js'), page: here('page.js'),
    echarts: readFileSync(createRequire(resolve(folder) + '/').resolve('echarts/dist/echarts.min.js'), 'utf8'),
    data: JSON.stringify({ ...JSON.parse(meta), charts })
};
const safe = (text) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
process.stdout.write(here('page.html').replace(/\/\*\{(\w+)\}\*\/(?:null)?/g, (_, name) => safe(parts[name])));
