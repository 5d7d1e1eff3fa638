// The history of a customer: the newest first, by day, live; long runs of facts fold, what was said never does.
import {html, nothing, repeat} from '../lib.js';
import {contact} from '../api.js';
import {follow} from '../live.js';
import * as ui from '../ui.js';
import {CHANNELS} from '../vocabulary.js';
import {t, terms} from '../words.js';
import {entryView, isBad, isSaid} from './entry.js';

const SERVICES = ['contact-service', 'segment-service', 'notification-service'];
const FEW = 3;

/** path: of the customer; added is told of each new or changed entry. */
export function timeline(path, {refresh, added}) {
  const unfolded = new Set();
  const asked = {direction: '', channel: '', service: '', q: ''};
  let state = 'live';
  let entries;
  let reading = false;
  let waiting = [];
  let end = () => {};

  function read() {
    end();
    const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
    waiting = [];
    entries = ui.paged(refresh, after => page(query, after));
    end = follow(`${path}/timeline`, query, {entry: take}, told => {
      state = told;
      refresh();
    });
  }

  /** What comes while the newest page is read would be lost with it: it waits until that page is there. */
  async function page(query, after) {
    reading ||= !after;
    try {
      return await contact.get(`${path}/timeline`, {...query, 'page[after]': after});
    } finally {
      if (!after) {
        setTimeout(() => {
          reading = false;
          waiting.splice(0).forEach(take);
        });
      }
    }
  }

  /** A new or changed entry finds its place. */
  function take(entry) {
    if (reading) {
      waiting.push(entry);
    } else if (entries.value) {
      const others = entries.value.data.filter(other => other.id !== entry.id);
      const at = others.findIndex(other => other.occurred_at <= entry.occurred_at);
      others.splice(at < 0 ? others.length : at, 0, entry);
      entries.set({...entries.value, data: others});
      added();
    }
  }

  const ask = name => value => {
    asked[name] = value;
    read();
    refresh();
  };

  /** The entries with what divides them: a day before its first, and one fold for further facts in a row. */
  function lines(list) {
    const all = [];
    let day;
    let run = [];
    const close = () => {
      const hidden = run.length > FEW + 1 && !unfolded.has(run[0].id) ? run.slice(FEW).filter(entry => !isBad(entry)) : [];
      run.filter(entry => !hidden.includes(entry)).forEach(entry => all.push({key: entry.id, entry}));
      if (hidden.length) {
        all.push({key: `fold-${run[0].id}`, fold: run[0].id, n: hidden.length});
      }
      run = [];
    };
    for (const entry of list) {
      const name = ui.dayName(entry.occurred_at);
      if (name !== day || isSaid(entry)) {
        close();
      }
      if (name !== day) {
        all.push({key: name, day: day = name});
      }
      if (isSaid(entry)) {
        all.push({key: entry.id, entry});
      } else {
        run.push(entry);
      }
    }
    close();
    return all;
  }

  const line = one => one.day ? html`<li class="dayline">${one.day}</li>`
    : one.fold ? html`<li class="entry fact"><button class="quiet link small" @click=${() => {
      unfolded.add(one.fold);
      refresh();
    }}>${t('customer.further', {n: one.n})}</button></li>` : entryView(one.entry, refresh);

  const select = (name, value, options, on) => html`<select aria-label=${t(`customer.${name}`)} @change=${event => on(event.target.value)}>
    <option value="">${t(`customer.${name}.all`)}</option>${options.map(([one, text]) => html`<option value=${one} ?selected=${one === value}>${text}</option>`)}</select>`;

  const filters = () => html`<div class="filters">
    ${ui.choice(t('customer.show'), asked.direction, ['', 'in', 'out', 'internal'].map(one => [one, t(`customer.show.${one || 'all'}`)]), ask('direction'))}
    ${select('channel', asked.channel, terms('channel', CHANNELS), ask('channel'))}
    ${select('service', asked.service, SERVICES.map(one => [one, t(`customer.service.${one}`)]), ask('service'))}
    <input type="search" aria-label=${t('customer.words')} placeholder=${t('customer.words')} .value=${asked.q}
      @change=${event => ask('q')(event.target.value.trim())}></div>`;

  read();
  return {
    reload: () => entries.reload(),
    close: () => end(),
    /** Moves the focus to the next or previous thing that was said. */
    step: by => {
      const said = [...document.querySelectorAll('.timeline > .entry:not(.fact)')];
      const at = said.indexOf(document.activeElement);
      said[Math.max(0, Math.min(said.length - 1, at + by))]?.focus();
    },
    view: () => html`<section class="stack" aria-label=${t('customer.timeline')}><h2 class="unseen">${t('customer.timeline')}</h2>
      ${filters()}${state === 'lost' ? html`<p class="notice soon" role="status">${t('hub.lost')}</p>` : nothing}
      ${ui.show(entries, list => html`${list.data.length ? html`<ol class="timeline">${repeat(lines(list.data), one => one.key, line)}</ol>`
        : ui.empty(t('customer.noEntries'))}${ui.more(entries)}`, {lines: 10})}</section>`,
  };
}
