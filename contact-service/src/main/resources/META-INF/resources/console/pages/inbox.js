// The open conversations, the worst deadline first, with the one that is chosen beside them.
import {html, nothing, repeat} from '../lib.js';
import {contact, now} from '../api.js';
import {follow} from '../live.js';
import {conversationPane} from '../parts/conversation.js';
import * as ui from '../ui.js';
import {learn, t, term, terms} from '../words.js';
import words from '../words/inbox.js';
import {CHANNELS} from '../vocabulary.js';
import {icon} from '../icons.js';

learn(words);

const VIEWS = ['all', 'mine', 'queue', 'overdue', 'resolved'];

export function open({path, query, session, refresh, go}) {
  const view = VIEWS.includes(query.view) ? query.view : 'all';
  let state = 'live';
  let further = [];
  let hasMore = false;
  let pane;

  const asked = {
    status: view === 'resolved' ? 'resolved' : 'open', sort: view === 'resolved' ? 'latest' : 'urgent',
    owner: {mine: session.name, queue: 'none'}[view], channel: query.channel,
    due_before: view === 'overdue' ? new Date(now()).toISOString() : undefined,
  };
  const first = ui.loaded(refresh, () => contact.get('/api/v1/conversations', asked));
  const end = follow('/api/v1/conversations', asked, {page: page => first.set(page)}, told => {
    state = told;
    refresh();
  });

  /** The followed page and what was loaded after it, each once. */
  const rows = () => {
    const head = first.value?.data ?? [];
    const known = new Set(head.map(one => one.id));
    return [...head, ...further.filter(one => !known.has(one.id))];
  };

  async function loadMore() {
    const last = further.length ? further.after : first.value.meta.after;
    const page = await contact.get('/api/v1/conversations', {...asked, 'page[after]': last});
    further = Object.assign([...further, ...page.data], {after: page.meta.after});
    hasMore = page.meta.has_more;
    refresh();
  }

  const to = (id, other = {}) => {
    const parameters = new URLSearchParams(Object.entries({view, channel: query.channel, ...other})
        .filter(([, value]) => value && value !== 'all'));
    return `inbox${id ? `/${id}` : ''}${parameters.size ? `?${parameters}` : ''}`;
  };

  let chosen = path[0];

  /** Another conversation beside the list, which stays as it is. */
  function choose(id) {
    chosen = id;
    pane?.close();
    pane = id ? conversationPane(id, {session, refresh, compact: true}) : undefined;
    history.replaceState(null, '', `#/${to(id)}`);
    refresh();
  }

  function step(by) {
    const list = rows();
    const at = list.findIndex(one => one.id === chosen);
    const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
    if (next) {
      choose(next.id);
      requestAnimationFrame(() => requestAnimationFrame(() =>
        document.querySelector('.items [aria-current=true]')?.scrollIntoView({block: 'nearest'})));
    }
  }

  if (chosen) {
    choose(chosen);
  }

  const item = one => html`<li><a href="#/${to(one.id)}" aria-current=${one.id === chosen ? 'true' : 'false'}
    @click=${event => {
      if (!event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        choose(one.id);
      }
    }}>
    ${ui.initials(one.name)}
    <span class="grow stack tight">
      <span class="row between"><strong class="said">${one.name ?? t('hub.unnamed')}</strong>${deadline(one)}</span>
      <span class="clip small">${one.subject ? html`<bdi class="strong">${one.subject}</bdi> ` : nothing}<bdi
        class="dim">${one.summary ?? ''}</bdi></span>
      <span class="row small">${ui.channelBadge(one.channel)}
        ${one.kind === 'question' ? nothing : ui.badge(term('kind', one.kind), one.kind === 'complaint' ? 'bad' : '')}
        ${['high', 'urgent'].includes(one.priority) ? ui.badge(term('priority', one.priority), 'soon') : nothing}
        ${one.owner ? html`<span class="dim">@${one.owner}</span>` : nothing}
        <span class="dim push">${ui.time(one.last_contact_at)}</span></span>
    </span></a></li>`;

  const deadline = one => one.due ? ui.countdown(one.due, {short: true})
    : html`<span class="dim small">${one.status === 'resolved' ? '' : t(one.waiting_for_customer ? 'inbox.waiting' : 'inbox.answered')}</span>`;

  const list = () => ui.show(first, page => {
    const all = rows();
    return all.length === 0 ? ui.empty(t('inbox.empty'), t('inbox.emptyHint'))
      : html`<ul class="items" aria-label=${t('inbox.list')}>${repeat(all, one => one.id, item)}</ul>
        ${(further.length ? hasMore : page.meta.has_more)
          ? html`<button class="quiet wide" @click=${() => ui.attempt(loadMore)}>${t('hub.more')}</button>` : nothing}`;
  }, {lines: 12});

  return {
    title: t('inbox.title'),
    ticking: true,
    view: () => html`<div class="beside inbox ${chosen ? 'opened' : ''}">
      <div class="stack">
        ${ui.heading(t('inbox.title'))}
        ${state === 'lost' ? html`<p class="notice soon" role="status">${t('hub.lost')}</p>` : nothing}
        ${ui.choice(t('inbox.filter'), view, VIEWS.map(one => [one, t(`inbox.${one}`)]), one => go(to(undefined, {view: one})))}
        ${ui.field(t('inbox.channel'), {name: 'channel', type: 'select', value: query.channel ?? '',
          options: [['', t('inbox.anyChannel')], ...terms('channel', CHANNELS)],
          on: channel => go(to(undefined, {channel}))})}
        ${list()}
      </div>
      <div class="stack chosen">${pane
        ? html`<button class="quiet back" @click=${() => choose(undefined)}>${icon('back')} ${t('inbox.back')}</button>${pane.view()}`
        : ui.empty(t('inbox.choose'), t('inbox.chooseHint'))}</div>
    </div>`,
    keys: [
      {key: 'j', does: t('conversation.next'), run: () => step(1)},
      {key: 'k', does: t('conversation.previous'), run: () => step(-1)},
      {key: 'Enter', does: t('inbox.open'), run: event => {
        if (event.target === document.body || event.target.id === 'content') {
          pane?.openCustomer(go);
        } else {
          event.target.click?.();
        }
      }},
      {key: 'r', does: t('conversation.reply'), run: () => pane?.write('reply')},
      {key: 'n', does: t('conversation.note'), run: () => pane?.write('note')},
      {key: 'a', does: t('conversation.take'), run: () => pane?.take()},
      {key: 'z', does: t('conversation.snooze'), run: () => pane?.snooze()},
      {key: 'e', does: t('conversation.resolve'), run: () => pane?.resolve()},
    ],
    close: () => {
      end();
      pane?.close();
    },
  };
}
