// One customer: the timeline is the page, who it is stands beside it.
import {html, nothing, repeat} from '../lib.js';
import {contact, notification, segment} from '../api.js';
import {follow} from '../live.js';
import * as ui from '../ui.js';
import {t, term} from '../words.js';
import {conversationPane} from './conversation.js';
import {entryView, isSaid} from './entry.js';
import {mergeDialog, mergesPanel} from './merge.js';
import {consentsPanel, preferencesPanel} from './preferences.js';
import {writeDialog} from './write.js';

const SERVICES = ['contact-service', 'segment-service', 'notification-service'];

export function customerPage(ref, {query, session, refresh, go}) {
  const path = `/api/v1/customers/${encodeURIComponent(ref)}`;
  let state = 'live';
  let version;
  let shown = 'all';
  let words = '';
  let pane;
  let tab = 'card';
  let entries;
  let end = () => {};

  const card = ui.loaded(refresh, () => contact.get(`${path}/card`));
  const one = ui.loaded(refresh, async () => {
    const answer = await contact.getVersioned(path);
    version = answer.version;
    return answer.value;
  });
  const panels = {};
  /** A panel of another service is asked for when it is first looked at. */
  const panel = (name, make) => panels[name] ??= make();

  const filters = () => ({direction: ['in', 'out'].includes(shown) ? shown : undefined, q: words || undefined});

  function read() {
    end();
    const asked = filters();
    entries = ui.paged(refresh, after => contact.get(`${path}/timeline`, {...asked, 'page[after]': after}));
    end = follow(`${path}/timeline`, asked, {entry: take}, told => {
      state = told;
      refresh();
    });
  }

  /** A new or changed entry finds its place; the card may say something else from then on. */
  function take(entry) {
    if (!entries.value) {
      return;
    }
    const others = entries.value.data.filter(other => other.id !== entry.id);
    const at = others.findIndex(other => other.occurred_at <= entry.occurred_at);
    others.splice(at < 0 ? others.length : at, 0, entry);
    entries.set({...entries.value, data: others});
    card.reload();
  }

  function choose(conversation) {
    pane?.close();
    pane = conversation ? conversationPane(conversation, {session, refresh, changed: card.reload}) : undefined;
    refresh();
  }

  read();
  if (query.conversation) {
    choose(query.conversation);
  } else {
    card.reload().then(() => card.value?.open_conversations?.[0] && !pane && choose(card.value.open_conversations[0].id));
  }

  function days(list) {
    let last;
    return repeat(list, entry => entry.id, entry => {
      const name = ui.dayName(entry.occurred_at);
      const isNew = name !== last;
      last = name;
      return html`${isNew ? html`<li class="dayline">${name}</li>` : nothing}${entryView(entry, refresh)}`;
    });
  }

  const visible = list => shown === 'said' ? list.filter(isSaid)
    : SERVICES.includes(shown) ? list.filter(entry => entry.service === shown) : list;

  const timeline = () => html`<section class="stack" aria-label=${t('customer.timeline')}>
    <div class="row between"><h2>${t('customer.timeline')}</h2>
      <div class="row">${ui.choice(t('customer.show'), shown, ['all', 'said', ...SERVICES].map(value => [value, t(`customer.show.${value}`)]), value => {
        shown = value;
        refresh();
      })}
      <input type="search" class="narrow" aria-label=${t('customer.words')} placeholder=${t('customer.words')} .value=${words}
        @change=${event => {
          words = event.target.value.trim();
          read();
        }}></div></div>
    ${state === 'lost' ? html`<p class="notice soon" role="status">${t('hub.lost')}</p>` : nothing}
    ${ui.show(entries, list => visible(list.data).length
      ? html`<ol class="timeline">${days(visible(list.data))}</ol>${ui.more(entries)}` : ui.empty(t('customer.noEntries')), {lines: 10})}</section>`;

  const edit = () => {
    const {profile = {}, name_to_use: nameToUse} = one.value;
    ui.openDialog(t('customer.edit'), () => html`<form class="stack" @submit=${event => {
      event.preventDefault();
      const form = new FormData(event.target);
      const text = name => form.get(name)?.trim() || null;
      ui.attempt(async () => {
        await contact.patch(path, {profile: {last: text('last'), first: text('first'), patronymic: text('patronymic'),
          company: text('company'), town: text('town'), birth_year: text('birth_year') ? Number(text('birth_year')) : null},
        ...(text('name_to_use') === nameToUse ? {} : {name_to_use: text('name_to_use')})}, {version});
        ui.closeDialog();
        await Promise.all([one.reload(), card.reload()]);
      }, t('hub.changed'));
    }}><div class="fields">${['last', 'first', 'patronymic', 'company', 'town'].map(name =>
        ui.field(t(`customer.${name}`), {name, value: profile[name]}))}
      ${ui.field(t('customer.birth_year'), {name: 'birth_year', type: 'number', value: profile.birth_year, min: 1900})}
      ${ui.field(t('customer.name_to_use'), {name: 'name_to_use', value: nameToUse, hint: t('customer.nameHint')})}</div>
      <div class="row end"><button type="button" class="quiet" @click=${ui.closeDialog}>${t('hub.cancel')}</button>
      <button class="primary">${t('hub.save')}</button></div></form>`);
  };

  const erase = () => {
    const name = one.value.name || one.value.id;
    ui.openDialog(t('customer.erase'), () => html`<form class="stack" @submit=${event => {
      event.preventDefault();
      if (new FormData(event.target).get('name').trim() !== name) {
        ui.toast(t('customer.eraseOther'), 'bad');
        return;
      }
      ui.closeDialog();
      ui.attempt(() => contact.delete(path), t('customer.erased')).then(done => done && go('customers'));
    }}><p>${t('customer.eraseHint')}</p>${ui.field(t('customer.eraseType', {name}), {name: 'name', required: true, autofocus: true})}
      <div class="row end"><button type="button" class="quiet" @click=${ui.closeDialog}>${t('hub.cancel')}</button>
      <button class="bad">${t('customer.erase')}</button></div></form>`);
  };

  const write = () => writeDialog(one.value);
  const merge = () => mergeDialog(one.value.id, {session, done: () => Promise.all([one.reload(), card.reload(), entries.reload()])});

  const address = value => html`<li class="row"><span class="badge">${term('address', value.type)}</span>
    <bdi class="grow said">${value.value}</bdi>${value.unlikely_to_be_answered ? ui.badge(t('customer.unlikely'), 'soon') : nothing}</li>`;

  const conversations = list => list?.length ? html`<ul class="items flat">${list.map(value => html`<li>
    <button @click=${() => choose(value.id)} aria-pressed=${pane?.value()?.id === value.id ? 'true' : 'false'}>
      <span class="grow stack tight"><span class="row between"><bdi class="strong clip">${value.subject ?? t('conversation.untitled')}</bdi>
      ${ui.countdown(value.due, {short: true})}</span><span class="row small">${ui.channelBadge(value.channel)}
      ${value.owner ? html`<span class="dim">@${value.owner}</span>` : nothing}</span></span></button></li>`)}</ul>` : html`<p class="dim">${t('customer.nothingOpen')}</p>`;

  const cardPanel = () => ui.show(card, value => html`<div class="stack">
    ${value.promises?.length ? html`<div><h3>${t('customer.promises')}</h3><ul class="plain">${value.promises.map(promise =>
      html`<li class="row between"><span>${ui.moment(promise.due)}</span>${ui.countdown(promise.due)}</li>`)}</ul></div>` : nothing}
    <div><h3>${t('customer.open')}</h3>${conversations(value.open_conversations)}</div>
    <div><h3>${t('customer.addresses')}</h3><ul class="plain">${value.addresses.map(address)}</ul></div>
    ${ui.facts([[t('customer.segment'), ui.badge(term('segment', value.segment), 'accent')], [t('customer.language'), term('language', value.language)],
      [t('customer.town'), one.value?.profile?.town], [t('customer.birth_year'), one.value?.profile?.birth_year],
      [t('customer.since'), one.value?.created_at ? ui.day(one.value.created_at) : nothing],
      [t('customer.call'), value.phone_to_call?.value]])}</div>`, {lines: 6});

  const segmentsPanel = () => {
    const scores = panel('scores', () => ui.loaded(refresh, () => segment.get(`${path}/scores`)));
    const history = panel('history', () => ui.paged(refresh, after => segment.get(`${path}/segment-history`, {'page[after]': after})));
    const offers = panel('offers', () => ui.loaded(refresh, () => segment.get(`${path}/offers`)));
    return html`<div class="stack">
      ${ui.show(scores, value => ui.facts([['RFM', `${value.r} ${value.f} ${value.m}`], [t('customer.group'), value.group],
        [t('customer.recency'), value.recency_days], [t('customer.frequency'), value.frequency],
        [t('customer.monetary'), ui.money(value.monetary, value.currency)]]))}
      <div><h3>${t('customer.offers')}</h3>${ui.show(offers, value => value.data?.length ? html`<ul class="plain">${value.data.map(offer =>
        html`<li><strong>${offer.title ?? offer.offer ?? offer.name}</strong><p class="small dim">${offer.because ?? ''}</p></li>`)}</ul>`
        : html`<p class="dim">${value.hidden_because?.length ? value.hidden_because.join('; ') : t('customer.noOffers')}</p>`)}</div>
      <div><h3>${t('customer.segmentHistory')}</h3>${ui.show(history, value => value.data.length ? html`<ol class="plain">${value.data.map(change =>
        html`<li><span class="row">${ui.badge(term('segment', change.segment), 'accent')}<span class="dim small">${ui.time(change.at)}</span></span>
        <p class="small">${change.because}</p></li>`)}</ol>${ui.more(history)}` : html`<p class="dim">${t('hub.nothing')}</p>`)}</div></div>`;
  };

  const sent = () => {
    const list = panel('sent', () => ui.paged(refresh, after => notification.get('/api/v1/notifications', {customer: ref, 'page[after]': after})));
    return ui.show(list, value => value.data.length ? html`<ul class="plain">${value.data.map(told => html`<li>
      <a href="#/notifications/${told.id}">${told.subject || told.text?.slice(0, 60) || told.kind}</a>
      <span class="row small">${ui.channelBadge(told.channel)}${ui.badge(term('delivery', told.state))}${ui.time(told.created_at)}</span></li>`)}</ul>${ui.more(list)}`
      : html`<p class="dim">${t('hub.nothing')}</p>`);
  };

  const TABS = {
    card: cardPanel, segments: segmentsPanel,
    preferences: () => panel('preferences', () => preferencesPanel(path, refresh)).view(),
    consents: () => panel('consents', () => consentsPanel(path, refresh)).view(),
    sent, merges: () => panel('merges', () => mergesPanel(one.value?.id ?? ref, {refresh, done: () => Promise.all([card.reload(), entries.reload()])})).view(),
  };

  const side = () => html`<aside class="stack" aria-label=${t('customer.card')}>
    ${pane ? pane.view() : nothing}
    <section class="panel"><div class="tabs wrap" role="group" aria-label=${t('customer.card')}>${Object.keys(TABS).map(name =>
      html`<button class="quiet" aria-pressed=${name === tab ? 'true' : 'false'} @click=${() => { tab = name; refresh(); }}>${t(`customer.tab.${name}`)}</button>`)}</div>
    ${TABS[tab]()}</section></aside>`;

  const isAdministrator = session.roles.includes('administrator');
  const actions = () => html`<button class="primary" @click=${write}>${t('customer.write')}</button>
    <button @click=${edit}>${t('customer.edit')}</button><button @click=${merge}>${t('customers.merge')}</button>
    ${isAdministrator ? html`<a class="button" href=${contact.url(`${path}/export`)} download>${t('customer.export')}</a>
      <button class="bad" @click=${erase}>${t('customer.erase')}</button>` : nothing}`;

  return {
    get title() {
      return one.value?.name ?? t('nav.customers');
    },
    ticking: true,
    view: () => one.state === 'failed' && !one.value ? ui.failed(one.failure, one.reload)
      : html`${ui.heading(one.value?.name || t('inbox.unnamed'), one.value ? actions() : nothing, one.value
        ? html`<p class="dim">${[one.value.name_to_use, one.value.profile?.company, one.value.profile?.town].filter(Boolean).join(' · ')}</p>` : nothing)}
      <div class="customer">${timeline()}${side()}</div>`,
    keys: [
      {key: 'r', does: t('conversation.reply'), run: () => pane?.write('reply')},
      {key: 'n', does: t('conversation.note'), run: () => pane?.write('note')},
      {key: 'w', does: t('customer.write'), run: () => one.value && write()},
      {key: 'e', does: t('customer.edit'), run: () => one.value && edit()},
      {key: 'm', does: t('customers.merge'), run: () => one.value && merge()},
      {key: 'b', does: t('customer.back'), run: () => history.back()},
    ],
    close: () => {
      end();
      pane?.close();
    },
  };
}
