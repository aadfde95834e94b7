/*
 * Opens the page in a headless browser and prints, as JSON, what is on it: for each choice of language, region and
 * product the points that each chart drew and the figures shown; every message of the console; milliseconds to draw.
 *
 *   node look.mjs PAGE MODULES CHOICES [PICTURE]     CHOICES: JSON, [{"language","region","product"}]
 *
 * MODULES is a folder with node_modules.  PICTURE: a PNG of the first choice.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [page, modules, choices, picture] = process.argv.slice(2);
const puppeteer = createRequire(resolve(modules) + '/')('puppeteer-core');
const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']
});
const said = [];
let answer;

try {
    const tab = await browser.newPage();
    await tab.setViewport({ width: 1300, height: 900 });
    tab.on('console', (m) => said.push(`${m.type()}: ${m.text()}`));
    tab.on('pageerror', (e) => said.push(`error: ${e.message}`));
    tab.on('request', (r) => /^(file|data|blob):/.test(r.url()) || said.push(`fetches ${r.url()}`));
    await tab.goto('file://' + resolve(page), { waitUntil: 'load', timeout: 120000 });
    const milliseconds = await tab.evaluate(() => {
        const begun = performance.now();
        show();
        return performance.now() - begun;
    });
    const seen = [];
    for (const choice of JSON.parse(choices)) {
        for (const key of ['language', 'region', 'product'])
            await tab.select(`#${key}`, choice[key]);
        seen.push(await tab.evaluate(() => ({
            points: Object.fromEntries(Object.keys(drawn).map((name) => [name, points(name)])),
            paths: Object.fromEntries(Object.keys(drawn).map((name) => [name, document.querySelectorAll(`#${name} .chart svg path`).length])),
            figures: [...document.querySelectorAll('#figures dd')].map((e) => e.textContent),
            titles: [...document.querySelectorAll('h1, h2')].map((e) => e.textContent)
        })));
        if (picture && seen.length === 1)
            await tab.screenshot({ path: picture, fullPage: true });
    }
    /* a click on a bar shows the lines of a statement */
    const lines = await tab.evaluate(() => {
        const seller = ROWS.commission[0].seller;
        showLines(seller);
        return { seller, rows: document.querySelectorAll('#commission tbody tr').length,
                 due: ROWS.commission_lines.filter((l) => l.seller === seller).length };
    });
    answer = { seen, said, lines, milliseconds };
} finally {
    await browser.close();
}
console.log(JSON.stringify(answer));
