// What a customer likes and what it allows, with the decision that follows from both.
import {html, nothing} from '../lib.js';
import {notification} from '../api.js';
import * as ui from '../ui.js';
import {CATEGORIES, LANGUAGES, MESSENGERS, WANTED} from '../vocabulary.js';
import {t, term, terms} from '../words.js';
import * as hours from './hours.js';

const WINDOW = '\\s*\\d\\d:\\d\\d\\s*-\\s*\\d\\d:\\d\\d\\s*(,\\s*\\d\\d:\\d\\d\\s*-\\s*\\d\\d:\\d\\d\\s*)*';

export const categories = () => terms('category', CATEGORIES);
const channels = list => list.map(one => term('channel', one)).join(' → ');

/** The decision of the hub in words: where to, who decided, until when it waits, and why nothing else. */
export const decided = value => html`<div class="stack tight" aria-live="polite">
  <p class="row">${value.channel ? ui.badge(term('channel', value.channel), 'good') : ui.badge(t('decision.none'), 'bad')}
    ${value.to ? html`<bdi class="said">${value.to.value}</bdi>` : nothing}
    <span class="dim small">${t('decision.by', {level: term('level', value.decided_by)})}</span></p>
  ${value.because ? html`<p class="small">${value.because}</p>` : nothing}
  ${value.not_before ? html`<p class="notice soon">${t('decision.notBefore', {time: ui.moment(value.not_before)})}</p>` : nothing}
  ${value.rejected?.length ? html`<details class="small"><summary>${t('decision.others')}</summary><ul class="plain">${value.rejected.map(one =>
    html`<li><strong>${term('channel', one.channel)}</strong>: ${one.because}</li>`)}</ul></details>` : nothing}</div>`;

/** Which channel would be taken for a category, and why not the others. */
function decisionPanel(path, refresh) {
  let category = 'service';
  let decision;
  const ask = () => decision = ui.loaded(refresh, () => notification.get(`${path}/channel-decision`, {category}));
  ask();
  return {
    reload: () => decision.reload(),
    view: () => html`<div class="stack tight"><h3>${t('decision.title')}</h3>
      ${ui.field(t('decision.category'), {name: 'decision-category', type: 'select', value: category, options: categories(), on: value => {
        category = value;
        ask();
      }})}${ui.show(decision, decided)}</div>`,
  };
}

// Quiet hours: {mon: [["22:00", "08:00"]], …} of the interface, 22:00-08:00 of a person.

/** The same words for each day where they are the same, else nothing. */
const everyDay = week => week && hours.DAYS.every(day => hours.written(week[day]) === hours.written(week.mon)) ? hours.written(week.mon) : '';

/** The week that a form says; null where nobody is to be left in peace. */
function week(form) {
  const days = hours.DAYS.map(day => [day, hours.read(form.get(`quiet-${day}`) || form.get('quiet'))]).filter(([, list]) => list.length);
  return days.length ? Object.fromEntries(days) : null;
}

const inWeek = value => value ? hours.DAYS.filter(day => value[day]?.length).map(day => `${hours.dayName(day, 'short')} ${hours.written(value[day])}`).join('; ') : '';

const shownWish = {
  quiet_hours: value => everyDay(value) || inWeek(value), channels, form_of_address: value => term('preference', value),
  language: value => term('language', value), messenger: value => term('channel', value),
};
const wish = (name, value) => shownWish[name]?.(value) ?? value;

/** Order of channels and other wishes; what was learned from habits waits for a yes. */
export function preferencesPanel(path, refresh) {
  let version;
  let about = '';
  const wishes = ui.loaded(refresh, async () => {
    const answer = await notification.getVersioned(`${path}/preferences`);
    version = answer.version;
    return answer.value;
  });
  const proposals = ui.loaded(refresh, () => notification.get(`${path}/preferences/proposals`));
  const decision = decisionPanel(path, refresh);

  const change = patch => ui.attempt(async () => {
    try {
      await notification.patch(`${path}/preferences`, patch, {version});
    } finally {
      await Promise.all([wishes.reload(), decision.reload()]);
    }
  }, t('hub.changed'));

  const reorder = list => change(about ? {categories: {[about]: list}} : {channels: list});

  const move = (list, at, by) => {
    const next = [...list];
    [next[at], next[at + by]] = [next[at + by], next[at]];
    return reorder(next);
  };

  const small = (label, sign, click, disabled = false) => html`<button type="button" class="quiet icon" aria-label=${label} title=${label}
    ?disabled=${disabled} @click=${click}>${sign}</button>`;

  const order = list => html`${list.length ? html`<ol class="plain order">${list.map((channel, i) => {
    const named = {channel: term('channel', channel)};
    return html`<li class="row between"><span><span class="dim">${i + 1}.</span> ${named.channel}</span><span class="row">
      ${small(t('preference.up', named), '↑', () => move(list, i, -1), i === 0)}
      ${small(t('preference.down', named), '↓', () => move(list, i, 1), i === list.length - 1)}
      ${small(t('preference.remove', named), '✕', () => reorder(list.filter(one => one !== channel)))}</span></li>`;
  })}</ol>` : html`<p class="dim">${t(about ? 'preference.asGeneral' : 'preference.noOrder')}</p>`}
    <div class="row">${WANTED.filter(channel => !list.includes(channel)).map(channel =>
      html`<button class="quiet small" @click=${() => reorder([...list, channel])}>+ ${term('channel', channel)}</button>`)}</div>`;

  const orders = value => html`<div class="stack tight"><h3>${t('preference.order')}</h3>
    ${ui.field(t('decision.category'), {name: 'order-category', type: 'select', value: about, options: [['', t('preference.general')],
      ...categories().map(([one, text]) => [one, value.categories?.[one] ? `${text} •` : text])], on: category => {
      about = category;
      refresh();
    }})}${order((about ? value.categories?.[about] : value.channels) ?? [])}</div>`;

  const answer = (one, what) => ui.attempt(async () => {
    await notification.post(`${path}/preferences/proposals/${one.wish}/${what}`);
    await Promise.all([proposals.reload(), wishes.reload(), decision.reload()]);
  }, t(what === 'confirm' ? 'hub.changed' : 'preference.declined'));

  const proposed = page => page.data.length ? html`<div class="notice"><h3>${t('preference.proposed')}</h3><ul class="plain">${page.data.map(one => html`<li>
    <p><strong>${t(`preference.${one.wish}`)}: ${Object.entries(one.patch).map(([name, value]) => wish(name, value)).join('; ')}</strong>
      <span class="small dim">${one.because}</span></p>
    <div class="row"><button @click=${() => answer(one, 'confirm')}>${t('preference.confirm')}</button>
    <button class="quiet" @click=${() => answer(one, 'decline')}>${t('preference.decline')}</button></div></li>`)}</ul></div>` : nothing;

  const WISHES = ['language', 'form_of_address', 'messenger', 'phone', 'zone'];

  const save = (event, value) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const quiet = week(form);
    const patch = Object.fromEntries(WISHES.map(name => [name, form.get(name).trim() || null])
        .filter(([name, text]) => text !== (value[name] ?? null)));
    change(JSON.stringify(quiet) === JSON.stringify(value.quiet_hours ?? null) ? patch : {...patch, quiet_hours: quiet});
  };

  const some = (name, value, options) => ui.field(t(`preference.${name}`), {name, type: 'select', value: value[name], options: [['', '–'], ...options]});
  const quiet = (name, label, value, hint) => html`<div class="field"><label for="field-${name}">${label}</label>
    <input id="field-${name}" name=${name} .defaultValue=${value} pattern=${WINDOW} placeholder="22:00-08:00" title=${t('preference.quietHint')}>
    ${hint ? html`<p class="dim">${hint}</p>` : nothing}</div>`;

  const form = value => html`<form class="stack" @submit=${event => save(event, value)}><h3>${t('preference.wishes')}</h3><div class="fields">
    ${some('language', value, terms('language', LANGUAGES))}
    ${some('form_of_address', value, ['formal', 'informal'].map(one => [one, t(`preference.${one}`)]))}
    ${some('messenger', value, terms('channel', MESSENGERS))}
    ${ui.field(t('preference.phone'), {name: 'phone', value: value.phone, placeholder: '+79161234567'})}
    ${ui.field(t('preference.zone'), {name: 'zone', value: value.zone, placeholder: 'Europe/Moscow'})}
    ${quiet('quiet', t('preference.quiet_hours'), everyDay(value.quiet_hours), t('preference.quietHint'))}</div>
    <details ?open=${!!value.quiet_hours && !everyDay(value.quiet_hours)}><summary>${t('preference.byDay')}</summary><div class="fields">${hours.DAYS.map(day =>
      quiet(`quiet-${day}`, hours.dayName(day, 'short'), everyDay(value.quiet_hours) ? '' : hours.written(value.quiet_hours?.[day])))}</div></details>
    <div class="row end"><button class="primary">${t('hub.save')}</button></div></form>`;

  return {
    view: () => ui.showAll([wishes, proposals], () => html`<div class="stack">${ui.show(proposals, proposed, {lines: 1})}${decision.view()}
      ${ui.show(wishes, value => html`${orders(value)}${form(value)}`, {lines: 6})}</div>`),
  };
}

/** What is allowed now, by the newest word on each purpose and channel; the ledger; and a form for the next word. */
export function consentsPanel(path, refresh) {
  const ledger = ui.paged(refresh, after => notification.get(`${path}/consents`, {'page[after]': after, 'page[size]': 100}));

  const record = event => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    ui.attempt(async () => {
      await notification.post(`${path}/consents`, {...given, status: event.submitter.value});
      event.target.reset();
      await ledger.reload();
    }, t('hub.changed'));
  };

  const line = one => html`<li class="stack tight"><span class="row">${ui.badge(t(`consent.${one.status}`), one.status === 'granted' ? 'good' : 'bad')}
    <strong>${term('category', one.purpose)}</strong>${ui.channelBadge(one.channel)}<span class="push dim small">${ui.time(one.at)}</span></span>
    <span class="small dim said">${[one.source, one.wording, one.operator].filter(Boolean).join(' · ')}</span></li>`;

  const current = list => {
    const newest = new Map();
    list.forEach(one => newest.has(one.purpose + one.channel) || newest.set(one.purpose + one.channel, one));
    return [...newest.values()].filter(one => one.status === 'granted');
  };

  return {
    view: () => html`<div class="stack">${ui.show(ledger, value => html`
      <div><h3>${t('consent.allowed')}</h3><p class="row">${current(value.data).map(one =>
        ui.badge(`${term('category', one.purpose)}: ${term('channel', one.channel)}`, 'good'))}
        ${current(value.data).length ? nothing : html`<span class="dim">${t('consent.none')}</span>`}</p></div>
      ${value.data.length ? html`<div><h3>${t('consent.ledger')}</h3><ol class="plain">${value.data.map(line)}</ol>${ui.more(ledger)}</div>` : nothing}`)}
      <details><summary>${t('consent.add')}</summary><form class="fields" @submit=${record}>
      ${ui.field(t('consent.purpose'), {name: 'purpose', type: 'select', value: 'offer', options: categories()})}
      ${ui.field(t('consent.channel'), {name: 'channel', type: 'select', value: 'email', options: terms('channel', WANTED)})}
      ${ui.field(t('consent.wording'), {name: 'wording', required: true, hint: t('consent.wordingHint')})}
      ${ui.field(t('consent.source'), {name: 'source', required: true, hint: t('consent.sourceHint')})}
      <div class="row"><button class="primary" value="granted">${t('consent.grant')}</button><button value="withdrawn">${t('consent.withdraw')}</button></div></form></details></div>`,
  };
}
