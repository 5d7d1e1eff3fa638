// One conversation: its deadlines and why, what was said, and everything an operator does with it.
import {html, nothing, repeat} from '../lib.js';
import {contact} from '../api.js';
import {follow} from '../live.js';
import * as ui from '../ui.js';
import {PRIORITIES} from '../vocabulary.js';
import {learn, t, term} from '../words.js';
import words from '../words/conversation.js';
import {isOwed, whyDialog} from './clock.js';
import {entryView, isSaid} from './entry.js';

learn(words);

const TONES = {met: 'good', breached: 'bad', running: 'accent', paused: 'soon'};
const DRAFTS = 'draft.';

/**
 * A pane for a conversation. compact: with its last words and a way to the customer, as beside the inbox; without, only
 * its deadlines, actions and the box to write in. changed is told after each action.
 */
export function conversationPane(id, {session, refresh, compact = false, changed = () => {}}) {
  let version;
  let end = () => {};
  let closed = false;
  let mode;
  let busy = false;
  let waitAfter = false;
  let key = crypto.randomUUID();
  let draft = sessionStorage.getItem(DRAFTS + id) ?? '';
  const path = `/api/v1/conversations/${id}`;
  const one = ui.loaded(refresh, async () => {
    const answer = await contact.getVersioned(path);
    version = answer.version;
    return answer.value;
  });
  const entries = compact ? ui.loaded(refresh, readEntries) : undefined;

  /** The newest words of this conversation, in the order they were said; then every further one as it comes. */
  async function readEntries() {
    const {customer} = await contact.get(path);
    const timeline = `/api/v1/customers/${customer}/timeline`;
    const page = await contact.get(timeline, {conversation: id, 'page[size]': 60});
    end();
    if (!closed) {
      end = follow(timeline, {conversation: id}, {entry: take});
    }
    return page.data.reverse();
  }

  function take(entry) {
    const others = (entries.value ?? []).filter(other => other.id !== entry.id);
    entries.set([...others, entry].sort((a, b) => Date.parse(a.occurred_at) - Date.parse(b.occurred_at)));
    one.reload();
  }

  /** An operator's change; on top of the version that is shown, unless it is only added to. */
  async function act(what, body, done, {guarded = true} = {}) {
    busy = true;
    refresh();
    const isDone = await ui.attempt(() => contact.post(`${path}/${what}`, body, guarded ? {version, key} : {key}), done);
    key = crypto.randomUUID();
    busy = false;
    await one.reload();
    changed();
    return isDone;
  }

  async function send() {
    const reply = mode === 'reply';
    if (!draft.trim() || busy) {
      return;
    }
    const isDone = await act(reply ? 'replies' : 'notes', reply ? {text: draft, waiting_for_customer: waitAfter} : {text: draft},
        t(reply ? 'conversation.sent' : 'conversation.noted'), {guarded: false});
    if (isDone) {
      keep('');
      mode = undefined;
      document.getElementById('content')?.focus({preventScroll: true});
      refresh();
    }
  }

  /** What is half written survives a reload and an ended session. */
  function keep(text) {
    draft = text;
    if (text) {
      sessionStorage.setItem(DRAFTS + id, text);
    } else {
      sessionStorage.removeItem(DRAFTS + id);
    }
  }

  function write(what) {
    mode = what;
    refresh();
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(`field-${what}`)?.focus()));
  }

  const takeIt = () => act('assign', {operator: session.name}, t('conversation.taken'));

  function assign(name) {
    return act('assign', name ? {operator: name} : {},
        name ? t('conversation.assigned', {name}) : t('conversation.unassigned'));
  }

  /** A dialog with a form whose fields become the body. */
  function ask(title, fields, submit, label) {
    ui.openDialog(title, () => html`<form class="stack" @submit=${event => {
      event.preventDefault();
      const form = new FormData(event.target);
      ui.closeDialog();
      submit(form);
    }}>${fields()}${ui.footer(label)}</form>`);
  }

  const snooze = () => ask(t('conversation.snooze'), () => ui.field(t('conversation.snoozeUntil'),
      {name: 'until', type: 'datetime-local', autofocus: true}),
  form => act('snooze', {until: ui.instant(form.get('until'))}, t('conversation.snoozed')), t('conversation.snooze'));

  const resolve = () => ask(t('conversation.resolve'), () => ui.field(t('conversation.ask'),
      {name: 'ask', type: 'check', value: true}),
  form => act('resolve', {ask: form.get('ask') === 'on'}, t('conversation.resolved')), t('conversation.resolve'));

  const reopen = () => ask(t('conversation.reopen'), () => ui.field(t('conversation.reopenWhy'),
      {name: 'because', type: 'area', autofocus: true}),
  form => act('reopen', {because: form.get('because') || undefined}, t('conversation.reopened')), t('conversation.reopen'));

  const promise = () => ask(t('conversation.promise'), () => [
    ui.field(t('conversation.promiseBy'), {name: 'by', type: 'datetime-local', required: true, autofocus: true}),
    ui.field(t('conversation.promiseTold'), {name: 'told', type: 'check'}),
    ui.field(t('conversation.promiseWhy'), {name: 'because'}),
  ], form => act('promises', {by: ui.instant(form.get('by')), told: form.get('told') === 'on',
    because: form.get('because') || undefined}, t('conversation.promised')), t('conversation.promise'));

  const prioritise = priority => act('priority', {priority}, t('conversation.prioritised'));

  const clocks = list => html`<ul class="clocks" aria-label=${t('conversation.clocks')}>${list.map(clock => html`<li>
    <button class="quiet" @click=${() => whyDialog(clock)} title=${t('conversation.why')}>${term('clock', clock.kind)}</button>
    ${isOwed(clock) ? ui.countdown(clock.due)
      : html`${ui.badge(term('state', clock.state), TONES[clock.state])}<span class="dim small">${ui.moment(clock.due)}</span>`}
  </li>`)}</ul>`;

  const owner = value => html`<label class="inline">${t('conversation.assign')}
    <select @change=${event => assign(event.target.value)}>${[...new Set([value.owner ?? '', '', session.name, ...(known.value ?? [])])].map(name =>
      html`<option value=${name} ?selected=${name === (value.owner ?? '')}>${name || t('conversation.nobody')}</option>`)}</select></label>`;

  const known = ui.loaded(refresh, async () => (await contact.get('/api/v1/operators')).data.map(operator => operator.name));

  const priority = value => html`<label class="inline">${t('conversation.priority')}
    <select @change=${event => prioritise(event.target.value)}>${PRIORITIES.map(name =>
      html`<option value=${name} ?selected=${name === value.priority}>${term('priority', name)}</option>`)}</select></label>`;

  const actions = value => html`<div class="row actions">${owner(value)}${value.status === 'open' ? html`
    ${value.owner === session.name ? nothing : html`<button ?disabled=${busy} @click=${takeIt}>${t('conversation.take')}</button>`}
    ${priority(value)}
    <button ?disabled=${busy} @click=${snooze}>${t('conversation.snooze')}</button>
    <button ?disabled=${busy} @click=${promise}>${t('conversation.promise')}</button>
    <button ?disabled=${busy} @click=${resolve}>${t('conversation.resolve')}</button>`
    : html`<button ?disabled=${busy} @click=${reopen}>${t('conversation.reopen')}</button>`}</div>`;

  const composer = value => mode ? html`<form class="composer" @submit=${event => {
    event.preventDefault();
    send();
  }} @keydown=${event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      mode = undefined;
      refresh();
      document.getElementById('content')?.focus({preventScroll: true});
    }
  }}>
    ${ui.field(mode === 'reply' ? t('conversation.answering', {channel: term('channel', value.channel)}) : t('conversation.note'),
        {name: mode, type: 'area', value: draft, rows: 5, on: keep,
          hint: t(mode === 'reply' ? 'conversation.sendHint' : 'conversation.noteHint')})}
    <div class="row between">${mode === 'reply' ? ui.field(t('conversation.waitAfter'),
        {name: 'wait-after', type: 'check', value: waitAfter, on: checked => waitAfter = checked}) : html`<span></span>`}
      <div class="row"><button type="button" class="quiet" @click=${() => { mode = undefined; refresh(); }}>${t('hub.cancel')}</button>
      <button class="primary" ?disabled=${busy}>${t(mode === 'reply' ? 'conversation.send' : 'conversation.leave')}</button></div></div></form>`
    : html`<div class="row"><button class="primary" @click=${() => write('reply')}>${t('conversation.reply')} <kbd>r</kbd></button>
      <button @click=${() => write('note')}>${t('conversation.note')} <kbd>n</kbd></button></div>`;

  const head = value => html`<header class="stack tight"><div class="row between">
    <h2>${value.subject ? ui.said(value.subject) : t('conversation.untitled')}</h2>
    <div class="row">${ui.channelBadge(value.channel)}${ui.badge(term('kind', value.kind), value.kind === 'complaint' ? 'bad' : '')}
    ${ui.badge(term('status', value.status), value.status === 'open' ? 'accent' : 'good')}</div></div>
    ${value.waiting_for_customer ? html`<p class="dim">${value.waiting_until
      ? t('conversation.waitingUntil', {time: ui.moment(value.waiting_until)}) : t('conversation.waiting')}</p>` : nothing}
    ${value.clocks?.length ? clocks(value.clocks) : nothing}</header>`;

  return {
    value: () => one.value,
    write, resolve, snooze,
    take: takeIt,
    openCustomer: go => one.value && go(`customers/${one.value.customer}?conversation=${id}`),
    close: () => {
      closed = true;
      end();
    },
    view: () => ui.show(one, value => html`<section class="card conversation" aria-label=${value.subject ?? t('conversation.untitled')}>
      ${head(value)}${actions(value)}
      ${compact ? html`<p><a href="#/customers/${value.customer}?conversation=${id}">${t('conversation.customer')} →</a></p>
        <h3 class="unseen">${t('conversation.entries')}</h3>
        ${ui.show(entries, list => html`<ol class="timeline">${repeat(list.filter(entry => isSaid(entry) || entry.delivery), entry => entry.id,
          entry => entryView(entry, refresh))}</ol>`, {lines: 5})}` : nothing}
      <div class="writing">${composer(value)}</div></section>`, {lines: 6}),
  };
}
