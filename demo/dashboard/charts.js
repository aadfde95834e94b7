/*
 * One function a chart: rows of its query (those of the chosen region and product) in, an ECharts option out.
 * t(word) is the word in the chosen language.  Colours are those of Okabe and Ito, which the colour-blind tell apart;
 * lines have marks and bars have patterns too, so that paper without colour will do.
 */
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000', '#999999'];
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow', 'emptyCircle'];

const percent = (x, digits = 2) => (x == null ? '' : (100 * x).toFixed(digits) + ' %');
const million = (x) => (x == null ? '' : (x / 1e6).toLocaleString('en', { maximumFractionDigits: 2 }));
const distinct = (rows, key) => [...new Set(rows.map((r) => r[key]))];

function frame(t, more) {
    return {
        animation: false, color: COLOURS, aria: { enabled: true, decal: { show: true } },
        grid: { left: 12, right: 24, top: 36, bottom: 8, containLabel: true },
        legend: { top: 0, icon: 'roundRect' }, tooltip: { trigger: 'axis', confine: true }, ...more
    };
}

const shares = { type: 'value', axisLabel: { formatter: (x) => percent(x, 1) } };
const shareTip = { trigger: 'axis', confine: true, valueFormatter: (x) => percent(x) };

function line(name, i, data, more = {}) {
    return { type: 'line', name, data, symbol: MARKS[i % 8], symbolSize: 5, showAllSymbol: false,
             color: COLOURS[i % 8], lineStyle: { width: 2 }, ...more };
}

const CHARTS = {
    npl(rows, t) {
        return frame(t, {
            tooltip: shareTip, xAxis: { type: 'category', data: rows.map((r) => r.month.slice(0, 7)) }, yAxis: shares,
            series: ['npl', 'overdue'].map((key, i) => line(t(key), i, rows.map((r) => r[key])))
        });
    },

    ageing(rows, t) {
        return frame(t, {
            legend: { show: false }, tooltip: shareTip, xAxis: { type: 'category', data: rows.map((r) => r.band), axisLabel: { interval: 0 } },
            yAxis: shares,
            series: [{ type: 'bar', name: t('share'), data: rows.map((r) => r.share),
                       label: { show: true, position: 'top', formatter: (p) => percent(p.value) } }]
        });
    },

    /*
     * A solid and a dashed line a cohort.  A dashed part begins and ends on the solid one, so that nothing breaks: such
     * points, and gaps, are drawn for the other line's sake and marked `joint`.
     */
    vintage(rows, t) {
        const series = distinct(rows, 'cohort').flatMap((cohort, i) => {
            const of = rows.filter((r) => r.cohort === cohort);
            const point = (r) => [r.mob, r.rate];
            const gap = (r) => ({ value: [r.mob, null], joint: true });
            const borders = (k) => of[k - 1]?.complete === false || of[k + 1]?.complete === false;
            const whole = of.map((r) => (r.complete ? point(r) : gap(r)));
            const part = of.map((r, k) => (!r.complete ? point(r) : borders(k) ? { value: point(r), joint: true } : gap(r)));
            return [line(cohort, i, whole, { showSymbol: false }),
                    line(cohort, i, part, { showSymbol: false, lineStyle: { width: 2, type: 'dashed' } })];
        });
        return frame(t, {
            tooltip: shareTip, xAxis: { type: 'value', name: t('mob'), nameLocation: 'middle', nameGap: 24, max: 60 },
            yAxis: shares, series, grid: { left: 12, right: 24, top: 36, bottom: 28, containLabel: true }
        });
    },

    roll_rates(rows, t) {
        const from = distinct(rows, 'from_state');
        const to = [...new Map(rows.map((r) => [r.to_rank, r.to_state])).entries()].sort((a, b) => a[0] - b[0]).map((e) => e[1]);
        return frame(t, {
            legend: { show: false },
            tooltip: { confine: true, formatter: (p) => `${t(from[p.value[1]])} → ${t(to[p.value[0]])}: ${percent(p.value[2])}` },
            xAxis: { type: 'category', position: 'top', data: to.map(t), axisLabel: { interval: 0, rotate: 30 } },
            yAxis: { type: 'category', inverse: true, data: from.map(t) },
            visualMap: { show: false, min: 0, max: 1, inRange: { color: ['#f7fbff', '#9ecae1', '#2171b5', '#08306b'] } },
            grid: { left: 12, right: 12, top: 8, bottom: 8, containLabel: true }, aria: { enabled: true },
            series: [{ type: 'heatmap', data: rows.map((r) => [to.indexOf(r.to_state), from.indexOf(r.from_state), r.rate]),
                       label: { show: true, formatter: (p) => (100 * p.value[2]).toFixed(1) } }]
        });
    },

    cash_flow(rows, t) {
        return frame(t, {
            tooltip: { trigger: 'axis', confine: true, valueFormatter: million },
            xAxis: { type: 'category', data: rows.map((r) => r.month.slice(0, 7)) },
            yAxis: { type: 'value', name: t('money'), axisLabel: { formatter: million } },
            series: ['principal', 'interest'].map((key) => ({ type: 'bar', stack: 'all', name: t(key), data: rows.map((r) => r[key]) }))
        });
    },

    commission(rows, t) {
        return frame(t, {
            xAxis: { type: 'category', data: rows.map((r) => r.seller), axisLabel: { rotate: 60, fontSize: 10 } },
            yAxis: { type: 'value' },
            series: ['payable', 'deferred'].map((key) => ({ type: 'bar', stack: 'all', name: t(key), data: rows.map((r) => r[key]) }))
        });
    },

    laws(rows, t) {
        return frame(t, {
            tooltip: shareTip, xAxis: { type: 'category', data: rows.map((r) => t(r.policy)) }, yAxis: shares,
            series: ['npl', 'special_mention', 'required_provision'].map((key) => ({
                type: 'bar', name: t(key), data: rows.map((r) => r[key]),
                label: { show: true, position: 'top', fontSize: 10, formatter: (p) => percent(p.value, 1) }
            }))
        });
    }
};
