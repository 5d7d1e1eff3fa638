// What the figures say: response times, kept words, and what segments are worth.
import {html, nothing} from '../lib.js';
import {contact, segment} from '../api.js';
import {bars} from '../chart.js';
import * as ui from '../ui.js';
import {CLOCKS} from '../vocabulary.js';
import {learn, t, term, terms} from '../words.js';
import words from '../words/reports.js';

learn(words);

const GROUPINGS = ['clock', 'operator', 'channel', 'kind', 'segment', 'policy', 'weekday', 'hour', 'day'];
const TABS = ['times', 'honesty', 'value', 'conversion', 'again'];

const isoDay = shift => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
const seconds = value => value === undefined || value === null ? '–' : ui.span(value * 1000);

export function open({path, query, refresh, go}) {
  const tab = TABS.includes(path[0]) ? path[0] : 'times';
  const range = {from: query.from, to: query.to};
  const to = other => go(`reports/${tab}?${new URLSearchParams(Object.entries({...query, ...other}).filter(([, value]) => value))}`);
  const report = REPORTS[tab]({query, range, refresh, to});
  const fields = () => html`<form class="fields">
    ${report.dated === false ? nothing : [ui.field(t('reports.from'), {name: 'from', type: 'date', value: range.from ?? isoDay(-30), on: from => to({from})}),
      ui.field(t('reports.to'), {name: 'to', type: 'date', value: range.to ?? isoDay(1), on: until => to({to: until})})]}
    ${report.fields?.() ?? nothing}</form>`;
  return {
    title: t('nav.reports'),
    view: () => html`${ui.heading(t('nav.reports'))}
      ${ui.tabs(t('nav.reports'), TABS.map(name => [`#/reports/${name}`, t(`reports.${name}`), name === tab]))}
      <p class="dim">${t(`reports.${tab}.hint`)}</p>${fields()}${report.view()}`,
  };
}

const midnight = day => day ? `${day}T00:00:00Z` : undefined;

const REPORTS = {
  times({query, range, refresh, to}) {
    const by = GROUPINGS.includes(query.by) ? query.by : 'operator';
    const clock = query.clock ?? (by === 'clock' ? undefined : 'first-reply');
    const asked = {by, clock, from: midnight(range.from), to: midnight(range.to)};
    const data = ui.loaded(refresh, () => contact.get('/api/v1/reports/response-times', asked));
    const name = row => by === 'clock' ? term('clock', row.group) : by === 'channel' ? term('channel', row.group)
      : by === 'kind' ? term('kind', row.group) : by === 'segment' ? term('segment', row.group) : row.group ?? t('reports.none');
    return {
      fields: () => [ui.field(t('reports.by'), {name: 'by', type: 'select', value: by, options: GROUPINGS.map(one => [one, t(`reports.by.${one}`)]), on: value => to({by: value})}),
        ui.field(t('reports.clock'), {name: 'clock', type: 'select', value: clock, on: value => to({clock: value}),
          options: [['', t('reports.allClocks')], ...terms('clock', CLOCKS)]})],
      view: () => ui.show(data, value => value.data.length ? html`
        <div class="grid">${ui.plate(bars(t('reports.inTime'), value.data.map(row => ({label: name(row), value: row.hit_rate ?? 0,
          text: ui.percent(row.hit_rate), tone: row.hit_rate >= 0.9 ? 'good' : row.hit_rate >= 0.7 ? 'soon' : 'bad'}))))}
        ${ui.plate(bars(t('reports.medianWorking'), value.data.map(row => ({label: name(row), value: row.median_working_seconds ?? 0,
          text: seconds(row.median_working_seconds)}))))}</div>
        ${ui.table(t('reports.times'), [
          {label: t(`reports.by.${by}`), cell: name}, {label: t('reports.count'), class: 'right', cell: row => ui.number(row.count)},
          {label: t('reports.inTime'), class: 'right', cell: row => ui.percent(row.hit_rate)},
          {label: t('reports.unanswered'), class: 'right', cell: row => ui.number(row.unanswered)},
          ...['median', 'p90', 'p95', 'average'].map(what => ({label: t(`reports.${what}`), class: 'right',
            cell: row => html`${seconds(row[`${what}_working_seconds`])}<br><span class="dim small">${seconds(row[`${what}_seconds`])}</span>`}))],
        value.data, {key: row => `${row.clock}-${row.group}`})}
        <p class="dim small">${t('reports.working')} <a href=${contact.url('/api/v1/reports/response-times', asked)} @click=${event => csv(event, asked)}>CSV</a></p>`
        : ui.empty(t('reports.nothing')), {lines: 8}),
    };
  },

  honesty({range, refresh}) {
    const data = ui.paged(refresh, after => contact.get('/api/v1/reports/honesty', {from: midnight(range.from), to: midnight(range.to), 'page[after]': after}));
    return {
      view: () => ui.show(data, value => html`${ui.table(t('reports.honesty'), [
        {label: t('reports.finding'), cell: row => ui.badge(t(`finding.${row.finding}`), 'soon')},
        {label: t('reports.operator'), cell: row => row.operator ?? '–'},
        {label: t('reports.when'), cell: row => ui.time(row.at)},
        {label: t('hub.because'), cell: row => row.because},
        {label: '', cell: row => row.conversation ? html`<a href="#/inbox/${row.conversation}">${t('reports.look')}</a>` : nothing},
      ], value.data)}${ui.more(data)}`),
    };
  },

  value({range, refresh}) {
    const data = ui.loaded(refresh, () => segment.get('/api/v1/reports/value', range));
    const monies = (row, what) => row.money.map(one => html`<div>${ui.money(one[what], one.currency)}</div>`);
    return {
      view: () => ui.show(data, value => html`<div class="grid">
        ${ui.plate(bars(t('reports.customers'), value.data.map(row => ({label: term('segment', row.segment), value: row.customers}))))}
        ${ui.plate(bars(t('reports.inTime'), value.data.filter(row => row.deadlines).map(row => ({label: term('segment', row.segment),
          value: row.deadlines.hit_rate ?? 0, text: ui.percent(row.deadlines.hit_rate)}))))}</div>
        ${ui.table(t('reports.value'), [
          {label: t('reports.segment'), cell: row => term('segment', row.segment)},
          {label: t('reports.customers'), class: 'right', cell: row => ui.number(row.customers)},
          {label: t('reports.revenue'), class: 'right', cell: row => monies(row, 'revenue')},
          {label: t('reports.margin'), class: 'right', cell: row => monies(row, 'margin')},
          {label: t('reports.minutes'), class: 'right', cell: row => ui.number(row.service?.minutes, {maximumFractionDigits: 0})},
          {label: t('reports.satisfaction'), class: 'right', cell: row => row.satisfaction?.surveys?.map(one => ui.number(one.mean_score, {maximumFractionDigits: 1})).join(' · ')},
          {label: t('reports.complaints'), class: 'right', cell: row => ui.number(row.complaints)},
          {label: t('reports.lost'), class: 'right', cell: row => ui.number(row.churn?.lost)},
        ], value.data, {key: row => row.segment})}`, {lines: 8}),
    };
  },

  conversion({range, refresh}) {
    const data = ui.loaded(refresh, () => segment.get('/api/v1/reports/conversion', range));
    return {
      view: () => ui.show(data, value => ui.table(t('reports.conversion'), [
        {label: t('reports.page'), cell: row => ui.said(row.page)}, {label: t('reports.source'), cell: row => row.source ?? '–'},
        {label: t('reports.visitors'), class: 'right', cell: row => ui.number(row.visitors)},
        {label: t('reports.leads'), class: 'right', cell: row => html`${ui.number(row.leads)} <span class="dim">${ui.percent(row.lead_rate)}</span>`},
        {label: t('reports.buyers'), class: 'right', cell: row => html`${ui.number(row.buyers)} <span class="dim">${ui.percent(row.buyer_rate)}</span>`},
      ], value.data, {key: row => `${row.page} ${row.source}`}), {lines: 8}),
    };
  },

  again({refresh}) {
    const data = ui.loaded(refresh, () => segment.get('/api/v1/reports/second-purchase'));
    return {
      dated: false,
      view: () => ui.show(data, value => html`<div class="grid">${ui.panel(t('reports.again'), ui.facts([
        [t('reports.customers'), ui.number(value.all.customers)], [t('reports.boughtAgain'), ui.number(value.all.bought_again)],
        [t('reports.medianDays'), ui.number(value.all.median_days)], [t('reports.mostDays'), ui.number(value.all.most_days)]]))}
        ${ui.plate(bars(t('reports.medianDays'), value.categories.filter(row => row.median_days !== undefined).slice(0, 12)
            .map(row => ({label: row.category, value: row.median_days}))))}</div>
        ${ui.table(t('reports.again'), [{label: t('reports.category'), cell: row => row.category},
          {label: t('reports.customers'), class: 'right', cell: row => ui.number(row.customers)},
          {label: t('reports.boughtAgain'), class: 'right', cell: row => ui.number(row.bought_again)},
          {label: t('reports.medianDays'), class: 'right', cell: row => ui.number(row.median_days)},
          {label: t('reports.mostDays'), class: 'right', cell: row => ui.number(row.most_days, {maximumFractionDigits: 0})}], value.categories, {key: row => row.category})}
        <p class="dim small">${value.method}</p>`, {lines: 8}),
    };
  },
};

/** The same report as a file. */
function csv(event, asked) {
  event.preventDefault();
  ui.attempt(async () => {
    const answer = await fetch(contact.url('/api/v1/reports/response-times', asked), {headers: {Accept: 'text/csv'}});
    ui.download('response-times.csv', await answer.blob());
  });
}
