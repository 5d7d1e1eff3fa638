// One customer: the timeline is the page, who it is stands beside it.
import {html, nothing} from '../lib.js';
import {contact, notification} from '../api.js';
import * as ui from '../ui.js';
import {t, term} from '../words.js';
import {isOwed} from './clock.js';
import {cardView, editDialog, eraseDialog, exportPerson} from './card.js';
import {conversationPane} from './conversation.js';
import {deliveryBadge} from './delivery.js';
import {mergeDialog, mergesPanel} from './merge.js';
import {consentsPanel, preferencesPanel} from './preferences.js';
import {timeline} from './timeline.js';
import {valuePanel} from './value.js';
import {writeDialog} from './write.js';

const REMEMBERED = 8;
const opened = new Map();

/** The customers opened since the console was loaded, the latest first. */
export const lately = () => [...opened.values()].reverse().slice(0, REMEMBERED);

export function customerPage(ref, {query, session, refresh, go}) {
  const path = `/api/v1/customers/${encodeURIComponent(ref)}`;
  const isAdministrator = session.roles.includes('administrator');
  let version;
  let pane;
  let chosen;
  let tab = 'card';
  // Where there is no room beside the timeline, what stands there folds above it.
  const narrow = matchMedia('(max-width: 1000px)');
  const unfolded = {conversation: Boolean(query.conversation), card: false};
  narrow.addEventListener('change', refresh);

  const card = ui.loaded(refresh, () => contact.get(`${path}/card`));
  const one = ui.loaded(refresh, async () => {
    const answer = await contact.getVersioned(path);
    version = answer.version;
    opened.delete(answer.value.id);
    opened.set(answer.value.id, answer.value);
    return answer.value;
  });
  const reload = () => Promise.all([one.reload(), card.reload()]);
  const line = timeline(path, {refresh, added: card.reload});

  /** The conversation to answer in, beside the timeline. */
  function choose(id) {
    pane?.close();
    chosen = id;
    pane = id ? conversationPane(id, {session, refresh, changed: card.reload}) : undefined;
    refresh();
  }

  function step(by) {
    const ids = (card.value?.open_conversations ?? []).map(open => open.id);
    if (ids.length) {
      choose(ids[(ids.indexOf(chosen) + by + ids.length) % ids.length]);
    }
  }

  /** Without one asked for, the most urgent open one. */
  function chooseFirst() {
    const list = card.value?.open_conversations ?? [];
    const urgent = list.toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))[0];
    if (urgent && !chosen) {
      choose(urgent.id);
    }
  }

  if (query.conversation) {
    choose(query.conversation);
  } else {
    card.first.then(chooseFirst);
  }

  const edit = () => editDialog(one.value, version, reload);
  const write = () => writeDialog(one.value, {sent: () => panels.sent?.reload()});
  const merge = () => mergeDialog(one.value.id, {done: id => id === one.value.id ? Promise.all([reload(), line.reload(), panels.merges?.reload()]) : go(`customers/${id}`)});

  function sentPanel() {
    const list = ui.paged(refresh, after => notification.get('/api/v1/notifications', {customer: ref, 'page[after]': after}));
    const told = value => html`<li class="stack tight"><span class="row between"><a class="said" href="#/notifications/${value.id}">${
      value.subject || value.text?.slice(0, 80) || term('category', value.category)}</a><span class="dim small">${ui.time(value.created_at)}</span></span>
      <span class="row small">${ui.channelBadge(value.channel)}${deliveryBadge(value.state)}
      <span class="dim">${value.detail ?? ''}</span></span></li>`;
    return {
      reload: list.reload,
      view: () => ui.show(list, value => value.data.length ? html`<ul class="plain">${value.data.map(told)}</ul>${ui.more(list)}`
        : html`<p class="dim">${t('customer.nothingSent')}</p>`),
    };
  }

  const MAKE = {
    value: () => valuePanel(one.value?.id ?? ref, path, refresh),
    preferences: () => preferencesPanel(path, refresh),
    consents: () => consentsPanel(path, refresh),
    sent: sentPanel,
    merges: () => mergesPanel(one.value?.id ?? ref, {refresh, done: () => Promise.all([reload(), line.reload()])}),
  };
  const panels = {};
  /** What another service knows is asked for when it is first looked at. */
  const panel = name => (panels[name] ??= MAKE[name]()).view();
  const cardPanel = () => ui.show(card, value => cardView(value, one.value, chosen, choose), {lines: 6});

  const fold = (name, summary, content) => narrow.matches ? html`<details class="fold" ?open=${unfolded[name]}
    @toggle=${event => unfolded[name] = event.target.open}><summary>${summary}</summary>${content}</details>` : content;

  const answering = () => {
    const {kind, channel, clocks = []} = pane.value() ?? {};
    const due = clocks.filter(isOwed).map(clock => clock.due).sort()[0];
    return html`${term('kind', kind) || t('conversation.untitled')} ${ui.channelBadge(channel)} ${ui.countdown(due)}`;
  };

  function writeIn(what) {
    unfolded.conversation = true;
    pane?.write(what);
  }

  const side = () => html`<aside class="stack" aria-label=${t('customer.card')}>
    ${pane ? fold('conversation', answering(), pane.view()) : nothing}
    ${fold('card', t('customer.card'), cardAndPanels())}</aside>`;

  const cardAndPanels = () => html`<section class="panel"><h2 class="unseen">${t('customer.card')}</h2>
    <div class="tabs wrap" role="group" aria-label=${t('customer.card')}>${['card', ...Object.keys(MAKE)].map(name =>
      html`<button class="quiet" aria-pressed=${name === tab ? 'true' : 'false'} @click=${() => {
        tab = name;
        refresh();
      }}>${t(`customer.tab.${name}`)}</button>`)}</div>
    ${tab === 'card' ? cardPanel() : panel(tab)}</section>`;

  const more = () => html`<details class="menu-of" @click=${event => event.target.closest('button') && event.currentTarget.removeAttribute('open')}
      @focusout=${event => event.currentTarget.contains(event.relatedTarget) || event.currentTarget.removeAttribute('open')}>
    <summary class="button" aria-label=${t('conversation.more')}>⋯</summary><div>
    <button class="quiet" @click=${() => exportPerson(one.value)}>${t('customer.export')}</button>
    ${isAdministrator ? html`<button class="quiet danger" @click=${() => eraseDialog(one.value, () => {
      opened.delete(one.value.id);
      go('customers');
    })}>${t('customer.erase')}</button>` : nothing}</div></details>`;

  const actions = () => html`<button class="primary" @click=${write}>${t('customer.write')}</button>
    <button @click=${edit}>${t('customer.edit')}</button><button @click=${merge}>${t('customers.merge')}</button>
    ${isAdministrator || session.roles.includes('supervisor') ? more() : nothing}`;

  const under = () => html`<p class="row dim">${[...new Set([one.value.name_to_use, one.value.profile?.company, one.value.profile?.town])]
    .filter(text => text && text !== one.value.name).join(' · ')}
    ${one.value.segment ? ui.badge(term('segment', one.value.segment), 'accent') : nothing}</p>`;

  const whenKnown = action => () => one.value && action();

  return {
    get title() {
      return one.value?.name ?? t('nav.customers');
    },
    ticking: true,
    view: () => one.state === 'failed' && !one.value ? ui.failed(one.failure, one.reload)
      : html`${ui.heading(one.value ? ui.said(one.value.name || t('hub.unnamed')) : t('nav.customers'), one.value ? actions() : nothing, one.value ? under() : nothing)}
      <div class="customer">${side()}${line.view()}</div>`,
    keys: [
      {key: 'j', does: t('customer.older'), run: () => line.step(1)},
      {key: 'k', does: t('customer.newer'), run: () => line.step(-1)},
      {key: 'r', does: t('conversation.reply'), run: () => writeIn('reply')},
      {key: 'n', does: t('conversation.note'), run: () => writeIn('note')},
      {key: ']', does: t('conversation.next'), run: () => step(1)},
      {key: '[', does: t('conversation.previous'), run: () => step(-1)},
      {key: 'w', does: t('customer.write'), run: whenKnown(write)},
      {key: 'e', does: t('customer.edit'), run: whenKnown(edit)},
      {key: 'm', does: t('customers.merge'), run: whenKnown(merge)},
      {key: 'b', does: t('customer.back'), run: () => history.back()},
    ],
    close: () => {
      narrow.removeEventListener('change', refresh);
      line.close();
      pane?.close();
    },
  };
}
