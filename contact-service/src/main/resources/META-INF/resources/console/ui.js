// The parts pages are made of. No style attributes: the policy of the page refuses them.
import {html, nothing, live, ifDefined} from './lib.js';
import {now} from './api.js';
import {spoken, t, term} from './words.js';

// What is loaded, and how it stands.

/**
 * Something that is loaded: state loading, ready or failed; while it is loaded again, the old value stays.
 * refresh: renders the page anew.
 */
export function loaded(refresh, load) {
  const one = {state: 'loading', value: undefined, failure: undefined};
  let latest = 0;
  one.reload = async () => {
    const mine = ++latest;
    try {
      const value = await load();
      if (mine === latest) {
        Object.assign(one, {state: 'ready', value, failure: undefined});
      }
    } catch (failure) {
      if (mine === latest) {
        Object.assign(one, {state: 'failed', failure});
      }
    }
    refresh();
  };
  one.set = value => {
    latest++;
    Object.assign(one, {state: 'ready', value, failure: undefined});
    refresh();
  };
  /** Fulfilled when the first answer is there, whatever it is. */
  one.first = one.reload();
  return one;
}

/** A list that grows page by page. read: page[after] → a Page of the API; with value.data and hasMore. */
export function paged(refresh, read) {
  const list = loaded(refresh, async () => {
    const page = await read(undefined);
    return {data: page.data, after: page.meta.after, hasMore: page.meta.has_more};
  });
  list.more = async () => {
    const page = await read(list.value.after);
    list.set({data: [...list.value.data, ...page.data], after: page.meta.after, hasMore: page.meta.has_more});
  };
  return list;
}

/** Shows what is loaded; meanwhile grey lines, and what failed with a way to try again. */
export function show(one, view, {lines = 3} = {}) {
  if (one.state === 'failed' && (one.value === undefined || one.failure.status === 0)) {
    return failed(one.failure, one.reload);
  }
  return one.value === undefined ? skeleton(lines) : view(one.value);
}

/** Several things of one service: where none could be loaded at all, that is said once and all are tried again. */
export const showAll = (parts, view) => parts.every(one => one.state === 'failed' && one.value === undefined)
  ? failed(parts[0].failure, () => parts.forEach(one => one.reload())) : view();

export const skeleton = (lines = 3) => html`<div class="skeleton" role="status" aria-label=${t('hub.loading')}>
  ${Array.from({length: lines}, () => html`<span></span>`)}</div>`;

/** What to say of a failure. */
export function sentence(failure) {
  if (failure.status === 0 || failure.status >= 502) {
    return t('hub.down', {service: t(`hub.service.${failure.service}`)});
  }
  if (failure.status === 403) {
    return t('hub.forbidden');
  }
  const errors = failure.problem?.errors?.map(error => `${error.field}: ${error.reason}`) ?? [];
  return errors.length ? errors.join('; ') : failure.message;
}

export const failed = (failure, again) => html`<div class="notice bad" role="alert"><p>${sentence(failure)}</p>
  ${again ? html`<button class="quiet" @click=${again}>${t('hub.retry')}</button>` : nothing}</div>`;

export const empty = (text = t('hub.nothing'), hint = nothing) =>
  html`<div class="empty"><p>${text}</p>${hint ? html`<p class="dim">${hint}</p>` : nothing}</div>`;

export const more = list => list.value?.hasMore
  ? html`<button class="quiet wide" @click=${list.more}>${t('hub.more')}</button>` : nothing;

// Messages that come and go.

let toasts = [];
let showToasts = () => {};
export const onToasts = handler => showToasts = () => handler(toasts);

export function toast(text, tone = 'good') {
  const one = {text, tone};
  toasts = [...toasts, one];
  showToasts();
  setTimeout(() => {
    toasts = toasts.filter(other => other !== one);
    showToasts();
  }, tone === 'bad' ? 8000 : 4000);
}

/** Does something a person asked for: says what went wrong; answers whether it was done. */
export async function attempt(action, done) {
  try {
    await action();
    if (done) {
      toast(done);
    }
    return true;
  } catch (failure) {
    toast(failure.status === undefined ? String(failure) : sentence(failure), 'bad');
    return false;
  }
}

// Dialogs: the browser's own, which keeps the focus inside and closes by Escape.

let dialog;
let showDialog = () => {};
export const onDialog = handler => showDialog = () => handler(dialog);

/** Opens a dialog; view: () → template, shown anew by refreshDialog. */
export function openDialog(title, view, {wide = false, closed = () => {}} = {}) {
  dialog = {title, view, wide, closed};
  showDialog();
  document.querySelector('dialog#dialog')?.showModal();
}

export const refreshDialog = () => showDialog();

export function closeDialog() {
  const was = dialog;
  dialog = undefined;
  document.querySelector('dialog#dialog')?.close();
  was?.closed();
  showDialog();
}

/** The end of a dialog's form: leave it, or do it. */
export const footer = (label, {tone = 'primary', disabled = false} = {}) => html`<div class="row end">
  <button type="button" class="quiet" @click=${closeDialog}>${t('hub.cancel')}</button>
  <button class=${tone} ?disabled=${disabled}>${label}</button></div>`;

/** Asks before something that cannot be undone. */
export function confirm(question, action, label = t('hub.yes')) {
  openDialog(question, () => html`<div class="row end">
    <button class="quiet" @click=${closeDialog}>${t('hub.cancel')}</button>
    <button class="primary" @click=${() => { closeDialog(); action(); }}>${label}</button></div>`);
}

// Time.

const formats = new Map();
function format(name, options) {
  const key = spoken() + name;
  if (!formats.has(key)) {
    // Days before months and 24 hours: the English of most who do not speak it at home.
    formats.set(key, new Intl.DateTimeFormat(spoken() === 'en' ? 'en-GB' : spoken(), options));
  }
  return formats.get(key);
}

export const clockTime = at => format('time', {hour: '2-digit', minute: '2-digit'}).format(new Date(at));
export const day = at => format('day', {day: 'numeric', month: 'long', year: 'numeric'}).format(new Date(at));
export const moment = at => format('moment',
    {day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit'}).format(new Date(at));

/** The day as one would say it: today, yesterday, else the date. */
export function dayName(at) {
  const days = Math.round((new Date(now()).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  return days === 0 ? t('time.today') : days === 1 ? t('time.yesterday') : day(at);
}

/** A length of time in its two largest parts. */
export function span(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const parts = [['d', Math.floor(seconds / 86_400)], ['h', Math.floor(seconds / 3600) % 24],
    ['m', Math.floor(seconds / 60) % 60], ['s', seconds % 60]];
  const first = parts.findIndex(([, n]) => n > 0);
  if (first < 0) {
    return t('time.s', {n: 0});
  }
  return parts.slice(first, first + (first === 0 ? 2 : first === 3 ? 1 : 2)).filter(([, n], i) => i === 0 || n > 0)
      .map(([unit, n]) => t(`time.${unit}`, {n})).join(' ');
}

/** How long ago, short. */
export const ago = at => {
  const past = now() - Date.parse(at);
  return past < 60_000 ? t('time.now') : span(past < 3_600_000 ? past - past % 60_000 : past - past % 3_600_000);
};

export const time = at => at
  ? html`<time datetime=${at} title=${moment(at)}>${ago(at)}</time>` : nothing;

/**
 * A deadline that counts down; it turns at the due moment. Pages with one are rendered every second.
 * short: only the time, negative when it has passed, where there is no room for words.
 */
export function countdown(due, {soon = 15 * 60_000, short = false} = {}) {
  if (!due) {
    return nothing;
  }
  const left = Date.parse(due) - now();
  const words = t(left <= 0 ? 'time.overdue' : 'time.left', {time: span(left)});
  return html`<span class="countdown ${left <= 0 ? 'over' : left < soon ? 'soon' : 'calm'}" title="${words}, ${moment(due)}">${
    short ? html`<span aria-hidden="true">${left <= 0 ? '−' : ''}${span(left)}</span><span class="unseen">${words}</span>` : words}</span>`;
}

/** What a datetime-local field says, as the interface takes it; undefined where it is empty. */
export const instant = text => text ? new Date(text).toISOString() : undefined;

// Small things.

export const number = (value, options) => value === undefined || value === null ? ''
  : new Intl.NumberFormat(spoken(), options).format(value);
export const percent = value => number(value, {style: 'percent', maximumFractionDigits: 1});
export const money = (value, currency) => currency
  ? number(value, {style: 'currency', currency, maximumFractionDigits: 2}) : number(value, {maximumFractionDigits: 2});

export const badge = (text, tone = '') => text ? html`<span class="badge ${tone}">${text}</span>` : nothing;
export const channelBadge = channel => channel
  ? html`<span class="badge channel" data-channel=${channel}>${term('channel', channel)}</span>` : nothing;

/** First letters of a name in a circle; only to look at. */
export const initials = name => html`<span class="initials" aria-hidden="true">${
  (name || '?').split(/\s+/).filter(Boolean).slice(0, 2).map(part => [...part][0]).join('').toUpperCase()}</span>`;

/**
 * A field with its label. type: text, password, number, date, datetime-local, select, area, check.
 * on: gets the value, and has to answer it as value from then on; options of select: [value, label] pairs.
 */
export function field(label, {name, type = 'text', value, on, options = [], required, hint, error, rows = 4,
  placeholder, min, max, autofocus, autocomplete, disabled, mono}) {
  const id = `field-${name}`;
  const input = event => on?.(type === 'check' ? event.target.checked : event.target.value);
  // Without a listener the page does not know what was typed since, and must not put the old value over it.
  const kept = one => on ? live(one) : one;
  const control = () => {
    if (type === 'select') {
      return html`<select id=${id} name=${name} @change=${input} ?disabled=${disabled}>${options.map(([one, text]) =>
        html`<option value=${one} ?selected=${String(one) === String(value ?? '')}>${text}</option>`)}</select>`;
    }
    if (type === 'area') {
      return html`<textarea id=${id} name=${name} rows=${rows} class=${mono ? 'mono' : ''} .value=${kept(value ?? '')}
        @input=${input} ?required=${required} ?disabled=${disabled} placeholder=${ifDefined(placeholder)}
        aria-describedby=${ifDefined(hint ? `${id}-hint` : undefined)}></textarea>`;
    }
    if (type === 'check') {
      return html`<input id=${id} name=${name} type="checkbox" .checked=${kept(!!value)} @change=${input}
        ?disabled=${disabled}>`;
    }
    return html`<input id=${id} name=${name} type=${type} class=${mono ? 'mono' : ''} .value=${kept(value ?? '')}
      @input=${input} ?required=${required} ?autofocus=${autofocus} ?disabled=${disabled}
      placeholder=${ifDefined(placeholder)} min=${ifDefined(min)} max=${ifDefined(max)}
      autocomplete=${ifDefined(autocomplete)} aria-invalid=${error ? 'true' : 'false'}
      aria-describedby=${ifDefined(hint || error ? `${id}-hint` : undefined)}>`;
  };
  return html`<div class="field ${type}"><label for=${id}>${label}</label>${control()}
    ${hint || error ? html`<p id="${id}-hint" class=${error ? 'wrong' : 'dim'}>${error || hint}</p>` : nothing}</div>`;
}

/** A choice of few, as one group of buttons; choices: [value, label]. */
export const choice = (label, value, choices, on) => html`<div class="choice" role="group" aria-label=${label}>
  ${choices.map(([one, text]) => html`<button type="button" aria-pressed=${one === value ? 'true' : 'false'}
    @click=${() => on(one)}>${text}</button>`)}</div>`;

/**
 * A table that becomes cards on a phone. columns: {label, cell: row → template, class}; open: row → address.
 */
export function table(caption, columns, rows, {open, key = row => row.id} = {}) {
  if (!rows.length) {
    return empty();
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
    <caption class="unseen">${caption}</caption>
    <thead><tr>${columns.map(column => html`<th scope="col" class=${column.class ?? ''}>${column.label}</th>`)}</tr></thead>
    <tbody>${rows.map(row => html`<tr data-key=${ifDefined(key(row))}>${columns.map((column, i) =>
      html`<td class=${column.class ?? ''} data-label=${column.label}><div class="cell">${i === 0 && open
        ? html`<a href=${open(row)}>${column.cell(row)}</a>` : column.cell(row)}</div></td>`)}</tr>`)}</tbody></table></div>`;
}

/** Earlier versions, folded; line: version → template. */
export const versions = (list, line) => html`<details><summary>${t('hub.versions', {n: list.length})}</summary>
  <ol class="plain">${list.map(one => html`<li><span class="dim small">${one.version} · ${moment(one.changed_at)} · ${one.changed_by}</span><br>${line(one)}</li>`)}</ol></details>`;

/** A page's own heading with what can be done on it. */
export const heading = (title, actions = nothing, under = nothing) => html`<header class="heading">
  <div><h1>${title}</h1>${under}</div><div class="row">${actions}</div></header>`;

/** Tabs within a page; tabs: [address, label, isOpen]. */
export const tabs = (label, list) => html`<nav class="tabs" aria-label=${label}>${list.map(([address, text, isOpen]) =>
  html`<a href=${address} aria-current=${isOpen ? 'page' : 'false'}>${text}</a>`)}</nav>`;

/** A section with a heading of its own. */
export const panel = (title, content, actions = nothing) => html`<section class="panel">
  <header><h2>${title}</h2><div class="row">${actions}</div></header>${content}</section>`;

/** A section whose content has a heading of its own. */
export const plate = content => html`<section class="panel">${content}</section>`;

/** Names and values. */
export const facts = pairs => html`<dl class="facts">${pairs.filter(([, value]) =>
  value !== undefined && value !== null && value !== '' && value !== nothing)
  .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/** Gives a file to the person. */
export function download(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Texts of others: shown as written, in their own direction, so that no character of theirs turns our page around. */
export const said = text => html`<bdi class="said" dir="auto">${text}</bdi>`;
