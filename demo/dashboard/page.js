/* The page: filters, figures, charts.  The choice is in the address, after #. */
const chosen = { language: 'en', region: '', product: '' };
const drawn = {};

const t = (word) => LABELS[chosen.language][word] ?? word;

/* Rows of a query: objects by column name. */
function rowsOf(name) {
    const { columns, rows } = DATA.charts[name];
    return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
}
const ROWS = Object.fromEntries(Object.keys(DATA.charts).map((name) => [name, rowsOf(name)]));

/* Those of the chosen slice: a row without a region is of all regions. */
function sliced(name) {
    const has = (column) => DATA.charts[name].columns.includes(column);
    if (!has('product'))
        return ROWS[name].filter((r) => !chosen.region || !has('region') || r.region === chosen.region);
    return ROWS[name].filter((r) => (r.region ?? '') === chosen.region && (r.product ?? '') === chosen.product);
}

function element(tag, text, parent) {
    const e = document.createElement(tag);
    if (text != null)
        e.textContent = text;
    parent?.append(e);
    return e;
}

function showFigures() {
    const last = sliced('npl').at(-1) ?? {};
    const list = document.getElementById('figures');
    list.replaceChildren();
    for (const [key, text] of [['loans', last.loans?.toLocaleString('en')],
                               ['balance', last.balance == null ? null : `${million(last.balance)} ${t('money')}`],
                               ['npl', percent(last.npl)], ['overdue', percent(last.overdue)], ['coverage', percent(last.coverage, 0)]]) {
        const box = element('div', null, list);
        element('dt', t(key), box);
        element('dd', text || '–', box).id = `figure-${key}`;
    }
}

function showLines(seller) {
    const old = document.querySelector('#commission table');
    old?.remove();
    if (!seller)
        return;
    const table = element('table', null, document.getElementById('commission'));
    element('caption', seller, table);
    const head = element('tr', null, element('thead', null, table));
    for (const key of ['line', 'base', 'rate', 'amount'])
        element('th', t(key), head);
    const body = element('tbody', null, table);
    for (const r of ROWS.commission_lines.filter((l) => l.seller === seller)) {
        const row = element('tr', null, body);
        element('td', t(r.label), row);
        for (const key of ['base', 'rate', 'amount'])
            element('td', r[key] == null ? '' : String(r[key]), row);
    }
}

function show() {
    document.documentElement.lang = chosen.language === 'zh' ? 'zh-CN' : 'en';
    document.title = t('title');
    for (const e of document.querySelectorAll('[data-label]'))
        e.textContent = t(e.dataset.label);
    document.getElementById('source').textContent = t('source')(DATA);
    for (const key of ['region', 'product']) {
        const select = document.getElementById(key);
        select.replaceChildren();
        for (const value of ['', ...distinct(ROWS.npl, key).filter((v) => v != null).sort()])
            element('option', value === '' ? t('all') : t(value), select).value = value;
        select.value = chosen[key];
    }
    document.getElementById('language').value = chosen.language;
    showFigures();
    for (const name of Object.keys(CHARTS)) {
        const section = document.getElementById(name), rows = sliced(name);
        section.querySelector('h2').textContent = t(`${name}_title`);
        section.querySelector('p').textContent = t(`${name}_note`);
        section.querySelector('.empty').textContent = rows.length ? '' : t('none');
        drawn[name].setOption(CHARTS[name](rows, t), true);
    }
    showLines(null);
    location.replace('#' + new URLSearchParams(chosen));
}

/* Points that a chart has drawn, joints of dashed lines left out. */
function points(name) {
    return drawn[name].getOption().series.flatMap((s) => s.data).filter((d) => d != null && !d.joint).length;
}

function begin() {
    for (const [key, value] of new URLSearchParams(location.hash.slice(1)))
        if (key in chosen && (key !== 'language' || value in LABELS))
            chosen[key] = value;
    for (const name of Object.keys(CHARTS)) {
        const section = element('section', null, document.querySelector('main'));
        section.id = name;
        element('h2', null, section);
        element('p', null, section);
        const box = element('div', null, section);
        box.className = 'chart';
        element('div', null, section).className = 'empty';
        drawn[name] = echarts.init(box, null, { renderer: 'svg' });
    }
    drawn.commission.on('click', (p) => showLines(p.name));
    for (const key of Object.keys(chosen))
        document.getElementById(key).addEventListener('change', (event) => {
            chosen[key] = event.target.value;
            show();
        });
    const fit = () => Object.values(drawn).forEach((chart) => chart.resize());
    addEventListener('resize', fit);
    addEventListener('beforeprint', fit);
    show();
}
begin();
