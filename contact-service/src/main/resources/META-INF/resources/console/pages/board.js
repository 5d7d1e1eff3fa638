// Deadlines at risk now, whose they are, and why each is what it is.
import {html, nothing, repeat} from '../lib.js';
import {contact, now} from '../api.js';
import {follow} from '../live.js';
import {whyDialog} from '../parts/clock.js';
import * as ui from '../ui.js';
import {learn, t, term} from '../words.js';
import words from '../words/board.js';

learn(words);

const LANES = [['overdue', 0], ['quarter', 15 * 60_000], ['hour', 3_600_000], ['later', Infinity]];
const MOST = 200;

export function open({session, refresh}) {
  let state = 'live';
  let owner = '';
  const asked = {status: 'open', sort: 'urgent', 'page[size]': MOST};
  const conversations = ui.loaded(refresh, () => contact.get('/api/v1/conversations', asked));
  const end = follow('/api/v1/conversations', asked, {page: page => conversations.set(page)}, told => {
    state = told;
    refresh();
  });
  const promises = ui.loaded(refresh, () => contact.get('/api/v1/promises', {state: 'running', 'page[size]': 50}));
  const broken = ui.loaded(refresh, () => contact.get('/api/v1/promises', {state: 'breached', 'page[size]': 50}));
  const paused = ui.loaded(refresh, () => contact.get('/api/v1/clocks', {state: 'paused', 'page[size]': 50}));
  const operators = ui.loaded(refresh, () => contact.get('/api/v1/operators'));
  const maySteer = session.roles.some(role => role !== 'operator');

  const lane = due => LANES.find(([, until]) => Date.parse(due) - now() <= until)[0];

  const assign = (one, name) => ui.attempt(() => contact.post(`/api/v1/conversations/${one.id}/assign`, name ? {operator: name} : {},
      {version: one.version}), t('board.assigned', {name: name || t('board.nobody')}));

  const owners = one => maySteer ? html`<select aria-label=${t('board.owner', {name: one.name ?? ''})} @change=${event => assign(one, event.target.value)}>
    ${['', ...new Set([...(one.owner ? [one.owner] : []), ...(operators.value?.data ?? []).map(operator => operator.name)])].map(name =>
      html`<option value=${name} ?selected=${name === (one.owner ?? '')}>${name || t('board.nobody')}</option>`)}</select>`
    : html`<span class="dim">${one.owner ?? t('board.nobody')}</span>`;

  const card = one => html`<li class="card tight"><div class="row between"><a class="strong said" href="#/customers/${one.customer}?conversation=${one.id}">${
    one.name ?? t('hub.unnamed')}</a>${ui.countdown(one.due, {short: true})}</div>
    <p class="small clip dim said">${one.subject ?? one.summary ?? ''}</p>
    <div class="row small">${ui.channelBadge(one.channel)}${one.kind === 'complaint' ? ui.badge(term('kind', one.kind), 'bad') : nothing}<span class="push">${owners(one)}</span></div></li>`;

  const board = page => {
    const all = page.data.filter(one => one.due && (!owner || (one.owner ?? '—') === owner));
    return html`<div class="lanes">${LANES.map(([name]) => {
      const list = all.filter(one => lane(one.due) === name);
      return html`<section class="lane" aria-label=${t(`board.${name}`)}><h2>${t(`board.${name}`)} <span class="dim">${list.length}</span></h2>
        <ul class="plain">${repeat(list.slice(0, 40), one => one.id, card)}</ul>
        ${list.length > 40 ? html`<p class="dim">${t('board.more', {n: list.length - 40})}</p>` : nothing}</section>`;
    })}</div>${page.meta.has_more ? html`<p class="dim">${t('board.first', {n: MOST})}</p>` : nothing}`;
  };

  const load = page => {
    const counts = new Map();
    for (const one of page.data.filter(one => one.due)) {
      const name = one.owner ?? '—';
      const count = counts.get(name) ?? {all: 0, overdue: 0};
      counts.set(name, {all: count.all + 1, overdue: count.overdue + (lane(one.due) === 'overdue' ? 1 : 0)});
    }
    return html`<div class="row" role="group" aria-label=${t('board.whose')}>
      <button aria-pressed=${owner ? 'false' : 'true'} @click=${() => { owner = ''; refresh(); }}>${t('board.everybody')}</button>
      ${[...counts].sort((a, b) => b[1].overdue - a[1].overdue).map(([name, count]) => html`<button aria-pressed=${owner === name ? 'true' : 'false'}
        @click=${() => { owner = name; refresh(); }}>${name === '—' ? t('board.nobody') : name} <strong>${count.all}</strong>${
          count.overdue ? ui.badge(count.overdue, 'bad') : nothing}</button>`)}</div>`;
  };

  const clocks = (list, hint) => list.data.length ? html`<ul class="plain">${list.data.map(clock => html`<li class="row between">
    <a href="#/inbox/${clock.conversation}">${term('clock', clock.kind)}</a><button class="quiet" @click=${() => whyDialog(clock)}>${t('hub.because')}?</button>
    ${clock.state === 'paused' ? ui.badge(term('state', clock.state), 'soon') : ui.countdown(clock.due)}</li>`)}</ul>
    ${list.meta.has_more ? html`<p class="dim">…</p>` : nothing}` : html`<p class="dim">${hint}</p>`;

  return {
    title: t('nav.board'),
    ticking: true,
    view: () => html`${ui.heading(t('nav.board'), state === 'lost' ? html`<span class="badge soon" role="status">${t('hub.lost')}</span>`
      : html`<span class="badge good">${t('board.live')}</span>`)}
      ${ui.show(conversations, page => html`${load(page)}${board(page)}`, {lines: 10})}
      <div class="grid">${ui.panel(t('board.promises'), ui.show(promises, list => clocks(list, t('board.noPromises'))))}
      ${ui.panel(t('board.broken'), ui.show(broken, list => clocks(list, t('board.noBroken'))))}
      ${ui.panel(t('board.paused'), ui.show(paused, list => clocks(list, t('board.noPaused'))))}</div>`,
    close: end,
  };
}
