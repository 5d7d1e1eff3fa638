// What a customer likes and what it allows, with the decision that follows from both.
import {html, nothing} from '../lib.js';
import {notification} from '../api.js';
import * as ui from '../ui.js';
import {t, term} from '../words.js';

export const CATEGORIES = ['service', 'complaint', 'reminder', 'offer', 'event_invitation'];
export const CHANNELS = ['sms', 'call', 'messenger', 'paper', 'email', 'chat'];
const MESSENGERS = ['telegram', 'vk', 'whatsapp', 'viber', 'facebook', 'instagram', 'slack', 'line'];

const categories = () => CATEGORIES.map(one => [one, term('category', one)]);

/** Which channel would be taken for a category, and why not the others. */
export function decisionPanel(path, refresh) {
  let category = 'service';
  let decision;
  const ask = () => decision = ui.loaded(refresh, () => notification.get(`${path}/channel-decision`, {category}));
  ask();
  return {
    reload: () => decision.reload(),
    view: () => html`<div class="stack">
      ${ui.field(t('decision.category'), {name: 'decision-category', type: 'select', value: category, options: categories(), on: value => {
        category = value;
        ask();
        refresh();
      }})}
      ${ui.show(decision, value => html`<div class="stack tight" aria-live="polite">
        <p class="row">${value.channel ? ui.badge(term('channel', value.channel), 'good') : ui.badge(t('decision.none'), 'bad')}
          <span class="dim">${t('decision.by', {level: value.decided_by})}</span></p>
        <p>${value.because}</p>
        ${value.not_before ? html`<p class="notice soon">${t('decision.notBefore', {time: ui.moment(value.not_before)})}</p>` : nothing}
        <ul class="plain small">${(value.rejected ?? []).map(one => html`<li><strong>${term('channel', one.channel)}</strong>: ${one.because}</li>`)}</ul></div>`)}</div>`,
  };
}

/** Order of channels and other wishes; what was learned from habits waits for a yes. */
export function preferencesPanel(path, refresh) {
  let version;
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

  const move = (channels, at, by) => {
    const next = [...channels];
    [next[at], next[at + by]] = [next[at + by], next[at]];
    return change({channels: next});
  };

  const order = channels => html`<ol class="plain">${channels.map((channel, i) => html`<li class="row between"><span>${i + 1}. ${term('channel', channel)}</span>
    <span class="row"><button class="quiet" ?disabled=${i === 0} aria-label=${t('preference.up', {channel: term('channel', channel)})} @click=${() => move(channels, i, -1)}>↑</button>
    <button class="quiet" ?disabled=${i === channels.length - 1} aria-label=${t('preference.down', {channel: term('channel', channel)})} @click=${() => move(channels, i, 1)}>↓</button>
    <button class="quiet" aria-label=${t('preference.remove', {channel: term('channel', channel)})} @click=${() => change({channels: channels.filter(one => one !== channel)})}>✕</button></span></li>`)}</ol>
    ${channels.length ? nothing : html`<p class="dim">${t('preference.noOrder')}</p>`}
    <div class="row">${CHANNELS.filter(channel => !channels.includes(channel)).map(channel =>
      html`<button class="quiet" @click=${() => change({channels: [...channels, channel]})}>+ ${term('channel', channel)}</button>`)}</div>`;

  const answer = (wish, what) => ui.attempt(async () => {
    await notification.post(`${path}/preferences/proposals/${wish}/${what}`, {});
    await Promise.all([proposals.reload(), wishes.reload()]);
  }, t('hub.changed'));

  const proposed = page => page.data.length ? html`<div class="notice"><h3>${t('preference.proposed')}</h3><ul class="plain">${page.data.map(one => html`<li>
    <p><strong>${t(`preference.${one.wish}`)}: ${one.value}</strong> <span class="small">${one.because}</span></p>
    <div class="row"><button @click=${() => answer(one.wish, 'confirm')}>${t('preference.confirm')}</button>
    <button class="quiet" @click=${() => answer(one.wish, 'decline')}>${t('preference.decline')}</button></div></li>`)}</ul></div>` : nothing;

  const form = value => html`<form class="stack" @submit=${event => {
    event.preventDefault();
    const given = new FormData(event.target);
    const patch = {};
    for (const [name, text] of given) {
      if ((text || null) !== (value[name] ?? null)) {
        patch[name] = text || null;
      }
    }
    change(patch);
  }}><div class="fields">
    ${ui.field(t('preference.language'), {name: 'language', type: 'select', value: value.language, options: [['', '–'], ['ru', term('language', 'ru')], ['en', term('language', 'en')]]})}
    ${ui.field(t('preference.form_of_address'), {name: 'form_of_address', type: 'select', value: value.form_of_address,
      options: [['', '–'], ['formal', t('preference.formal')], ['informal', t('preference.informal')]]})}
    ${ui.field(t('preference.messenger'), {name: 'messenger', type: 'select', value: value.messenger, options: [['', '–'], ...MESSENGERS.map(one => [one, term('channel', one)])]})}
    ${ui.field(t('preference.phone'), {name: 'phone', value: value.phone, placeholder: '+79161234567'})}
    ${ui.field(t('preference.zone'), {name: 'zone', value: value.zone, placeholder: 'Europe/Moscow'})}
    ${ui.field(t('preference.quiet_hours'), {name: 'quiet_hours', value: value.quiet_hours, placeholder: '22:00-08:00'})}</div>
    <div class="row end"><button class="primary">${t('hub.save')}</button></div></form>`;

  return {
    view: () => html`<div class="stack">${ui.show(proposals, proposed, {lines: 1})}
      ${ui.show(wishes, value => html`<div><h3>${t('preference.order')}</h3>${order(value.channels ?? [])}</div>${form(value)}`)}
      <div><h3>${t('decision.title')}</h3>${decision.view()}</div></div>`,
  };
}

/** Everything the customer ever allowed or took back, and a form for the next word. */
export function consentsPanel(path, refresh) {
  const ledger = ui.paged(refresh, after => notification.get(`${path}/consents`, {'page[after]': after}));
  const record = event => {
    event.preventDefault();
    const form = new FormData(event.target);
    ui.attempt(async () => {
      await notification.post(`${path}/consents`, {purpose: form.get('purpose'), channel: form.get('channel'),
        status: event.submitter.value, wording: form.get('wording'), source: form.get('source')});
      await ledger.reload();
    }, t('hub.changed'));
  };
  return {
    view: () => html`<div class="stack"><form class="fields" @submit=${record}>
      ${ui.field(t('consent.purpose'), {name: 'purpose', type: 'select', value: 'offer', options: categories()})}
      ${ui.field(t('consent.channel'), {name: 'channel', type: 'select', value: 'email', options: CHANNELS.map(one => [one, term('channel', one)])})}
      ${ui.field(t('consent.wording'), {name: 'wording', required: true, hint: t('consent.wordingHint')})}
      ${ui.field(t('consent.source'), {name: 'source', required: true, hint: t('consent.sourceHint')})}
      <div class="row"><button class="primary" value="granted">${t('consent.grant')}</button><button value="withdrawn">${t('consent.withdraw')}</button></div></form>
      ${ui.show(ledger, value => value.data.length ? html`<ol class="plain">${value.data.map(one => html`<li>
        <span class="row">${ui.badge(t(`consent.${one.status}`), one.status === 'granted' ? 'good' : 'bad')}
        <strong>${term('category', one.purpose)}</strong>${term('channel', one.channel)}<span class="push dim small">${ui.time(one.at)}</span></span>
        <span class="small dim said">${[one.source, one.wording, one.operator].filter(Boolean).join(' · ')}</span></li>`)}</ol>${ui.more(ledger)}`
        : ui.empty(t('consent.none')))}</div>`,
  };
}
