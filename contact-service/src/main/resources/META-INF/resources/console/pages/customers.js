// Customers: the search, those that may be one person, and the page of one customer.
import {html, nothing, repeat} from '../lib.js';
import {contact} from '../api.js';
import * as ui from '../ui.js';
import {learn, t, term} from '../words.js';
import words from '../words/customers.js';
import {customerPage, lately} from '../parts/customer.js';
import {candidateReasons, mergeDialog} from '../parts/merge.js';

learn(words);

const PAUSE = 250;

export function open(context) {
  if (context.path[0] === 'candidates') {
    return candidatesPage(context);
  }
  return context.path[0] ? customerPage(context.path[0], context) : searchPage(context);
}

const sections = open => ui.tabs(t('nav.customers'), [
  ['#/customers', t('customers.search'), open === 'search'],
  ['#/customers/candidates', t('customers.candidates'), open === 'candidates'],
]);

const addresses = (one, most) => one.addresses.map(address => address.value).slice(0, most).join(' · ');

const row = one => html`<li><a href="#/customers/${one.id}">${ui.initials(one.name)}
  <span class="grow stack tight"><span class="row between"><strong class="said">${one.name ?? t('hub.unnamed')}</strong>
    ${ui.badge(term('segment', one.segment), 'accent')}</span>
    <span class="small dim said">${[one.profile?.company, one.profile?.town, addresses(one, 4)].filter(Boolean).join(' · ')}</span>
    ${one.matched?.excerpt && one.matched.excerpt !== one.name
      ? html`<span class="small"><span class="dim">${t(`customers.by.${one.matched.by}`)}:</span> <mark>${ui.said(one.matched.excerpt)}</mark></span>` : nothing}
  </span></a></li>`;

function searchPage({query, refresh}) {
  let written = query.q ?? '';
  let q = written.trim();
  let found;
  let timer;

  const search = () => {
    const before = found?.value;
    found = q ? ui.paged(refresh, after => contact.get('/api/v1/customers', {q, 'page[after]': after})) : undefined;
    if (found) {
      found.value = before;
    }
    history.replaceState(null, '', `#/customers${q ? `?q=${encodeURIComponent(q)}` : ''}`);
    refresh();
  };

  /** It finds while one types, and after each pause only. */
  const type = text => {
    written = text;
    q = text.trim();
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  };

  const step = by => {
    const links = [...document.querySelectorAll('.items a')];
    links[Math.max(0, Math.min(links.length - 1, links.indexOf(document.activeElement) + by))]?.focus();
  };

  const results = () => ui.show(found, list => list.data.length
    ? html`<ul class="items" aria-label=${t('customers.search')}>${repeat(list.data, one => one.id, row)}</ul>${ui.more(found)}`
    : ui.empty(t('customers.none', {q}), t('customers.noneHint')), {lines: 8});

  const start = () => lately().length
    ? html`<h2>${t('customers.lately')}</h2><ul class="items">${lately().map(row)}</ul>` : ui.empty(t('customers.start'));

  if (q) {
    search();
  }
  return {
    title: t('nav.customers'),
    view: () => html`${ui.heading(t('nav.customers'))}${sections('search')}
      <form @submit=${event => {
        event.preventDefault();
        clearTimeout(timer);
        search();
      }}>${ui.field(t('customers.searchFor'), {name: 'q', type: 'search', value: written, on: type, autofocus: true,
        hint: t('customers.searchHint')})}</form>
      <div class="stack" aria-live="polite">${found ? results() : start()}</div>`,
    keys: [
      {key: 'j', does: t('customers.next'), run: () => step(1)},
      {key: 'k', does: t('customers.previous'), run: () => step(-1)},
    ],
    close: () => clearTimeout(timer),
  };
}

function candidatesPage({refresh, go}) {
  const list = ui.paged(refresh, after => contact.get('/api/v1/merge-candidates', {'page[after]': after}));
  const without = id => list.set({...list.value, data: list.value.data.filter(other => other.id !== id)});
  const dismiss = one => ui.attempt(async () => {
    await contact.post(`/api/v1/merge-candidates/${one.id}/dismiss`);
    without(one.id);
  }, t('customers.dismissed'));
  const side = one => html`<div class="stack tight"><a href="#/customers/${one.id}" class="strong said">${one.name ?? t('hub.unnamed')}</a>
    <span class="small">${[one.profile?.birth_year, one.profile?.company, one.profile?.town].filter(Boolean).join(' · ')}</span>
    <span class="small dim said">${addresses(one)}</span></div>`;
  const pair = one => html`<section class="card" aria-label=${one.customers.map(side => side.name).join(', ')}>
    <div class="grid">${one.customers.map(side)}</div>
    <div class="row">${one.score === undefined ? nothing : html`<strong>${t('customers.likeness', {score: one.score})}</strong>`}${candidateReasons(one)}</div>
    <div class="row end"><span class="dim small push">${ui.time(one.found_at)}</span>
      <button class="quiet" @click=${() => dismiss(one)}>${t('customers.different')}</button>
      <button @click=${() => mergeDialog(one.customers[0].id, {other: one.customers[1].id, done: id => go(`customers/${id}`)})}>${t('customers.compare')}</button></div>
    </section>`;
  return {
    title: t('customers.candidates'),
    view: () => html`${ui.heading(t('nav.customers'))}${sections('candidates')}<p class="dim">${t('customers.candidatesHint')}</p>
      ${ui.show(list, value => value.data.length ? html`<div class="stack">${repeat(value.data, one => one.id, pair)}</div>${ui.more(list)}`
        : ui.empty(t('customers.noCandidates')), {lines: 6})}`,
  };
}
