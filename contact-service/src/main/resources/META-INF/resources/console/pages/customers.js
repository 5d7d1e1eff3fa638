// Customers: the search, those that may be one person, and the page of one customer.
import {html, nothing} from '../lib.js';
import {contact} from '../api.js';
import * as ui from '../ui.js';
import {learn, t, term} from '../words.js';
import paneWords from '../words/conversation.js';
import {customerPage} from '../parts/customer.js';
import {mergeDialog} from '../parts/merge.js';

export {default as words} from '../words/customers.js';

export function open(context) {
  learn(paneWords);
  if (context.path[0] === 'candidates') {
    return candidatesPage(context);
  }
  return context.path[0] ? customerPage(context.path[0], context) : searchPage(context);
}

const sections = open => ui.tabs(t('nav.customers'), [
  ['#/customers', t('customers.search'), open === 'search'],
  ['#/customers/candidates', t('customers.candidates'), open === 'candidates'],
]);

function searchPage({query, refresh, go}) {
  const found = query.q ? ui.paged(refresh, after => contact.get('/api/v1/customers', {q: query.q, 'page[after]': after})) : undefined;
  const row = one => html`<li><a href="#/customers/${one.id}">${ui.initials(one.name)}
    <span class="grow stack tight"><span class="row between"><strong class="said">${one.name ?? t('inbox.unnamed')}</strong>
      ${ui.badge(term('segment', one.segment), 'accent')}</span>
      <span class="small dim said">${one.addresses.map(address => address.value).slice(0, 4).join(' · ')}</span>
      ${one.matched?.excerpt ? html`<span class="small">${t(`customers.by.${one.matched.by}`)}: ${ui.said(one.matched.excerpt)}</span>` : nothing}
    </span></a></li>`;
  return {
    title: t('nav.customers'),
    view: () => html`${ui.heading(t('nav.customers'))}${sections('search')}
      <form class="row" @submit=${event => {
        event.preventDefault();
        go(`customers?q=${encodeURIComponent(event.target.q.value.trim())}`);
      }}><div class="grow">${ui.field(t('customers.searchFor'), {name: 'q', type: 'search', value: query.q ?? '',
        autofocus: true, hint: t('customers.searchHint')})}</div></form>
      ${found ? ui.show(found, list => list.data.length
        ? html`<ul class="items">${list.data.map(row)}</ul>${ui.more(found)}`
        : ui.empty(t('customers.none', {q: query.q}), t('customers.noneHint')), {lines: 8}) : ui.empty(t('customers.start'))}`,
  };
}

function candidatesPage({refresh, session}) {
  const list = ui.paged(refresh, after => contact.get('/api/v1/merge-candidates', {'page[after]': after}));
  const dismiss = one => ui.attempt(async () => {
    await contact.post(`/api/v1/merge-candidates/${one.id}/dismiss`, {});
    await list.reload();
  }, t('customers.dismissed'));
  const side = one => html`<div class="grow"><a href="#/customers/${one.id}" class="strong">${one.name ?? t('inbox.unnamed')}</a>
    <p class="small dim said">${one.addresses.map(address => address.value).join(' · ')}</p></div>`;
  return {
    title: t('customers.candidates'),
    view: () => html`${ui.heading(t('nav.customers'))}${sections('candidates')}<p class="dim">${t('customers.candidatesHint')}</p>
      ${ui.show(list, value => value.data.length ? html`${value.data.map(one => html`<section class="card">
        <div class="row two">${one.customers.map(side)}</div>
        <p class="small">${t('customers.likeness', {score: one.score})}: ${(one.reasons ?? []).join(', ')}</p>
        <div class="row end"><button class="quiet" @click=${() => dismiss(one)}>${t('customers.different')}</button>
          <button @click=${() => mergeDialog(one.customers[0].id, {other: one.customers[1].id, session, done: list.reload})}>${t('customers.merge')}</button></div>
        </section>`)}${ui.more(list)}` : ui.empty(t('customers.noCandidates')), {lines: 6})}`,
  };
}
