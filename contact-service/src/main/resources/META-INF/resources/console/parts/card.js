// Who a customer is, at a glance; and what can be done with the card as a whole: correct it, hand it out, erase it.
import {html, nothing} from '../lib.js';
import {contact, notification, segment} from '../api.js';
import * as ui from '../ui.js';
import {t, term} from '../words.js';

const TEXTS = ['last', 'first', 'patronymic', 'company', 'town'];
const SERVICES = {contact, segment, notification};

const address = value => html`<li class="row"><span class="dim small kind">${term('address', value.type)}</span>
  <bdi class="grow said">${value.value}</bdi>${value.unlikely_to_be_answered ? ui.badge(t('customer.unlikely'), 'soon') : nothing}</li>`;

/** One line of an open conversation, which choose opens. */
const conversation = (value, chosen, choose) => html`<li><button @click=${() => choose(value.id)} aria-pressed=${value.id === chosen ? 'true' : 'false'}>
  <span class="grow stack tight"><span class="row between"><bdi class="strong clip">${value.subject ?? term('kind', value.kind)}</bdi>
  ${value.due ? ui.countdown(value.due, {short: true}) : html`<span class="dim small">${ui.time(value.last_contact_at)}</span>`}</span>
  <span class="row small">${ui.channelBadge(value.channel)}
  <span class="dim">${[value.owner ? `@${value.owner}` : '', value.waiting_for_customer ? t('conversation.waiting') : ''].filter(Boolean).join(' · ')}</span></span></span></button></li>`;

const promise = one => html`<li class="row between"><span>${ui.moment(one.due)}</span>${ui.countdown(one.due)}</li>`;

const hint = (label, one, text) => one ? html`<div class="hint"><span class="dim small">${label}</span>
  <strong class="said">${text}</strong><span class="dim small">${one.because}</span></div>` : nothing;

/** The card; customer has what the card has not: profile and since when. */
export const cardView = (card, customer, chosen, choose) => html`<div class="stack">
  ${card.promises?.length ? html`<div class="notice soon"><h3>${t('customer.promises')}</h3><ul class="plain">${card.promises.map(promise)}</ul></div>` : nothing}
  <div class="stack tight"><h3>${t('customer.open')}</h3>${card.open_conversations?.length
    ? html`<ul class="items flat">${card.open_conversations.map(one => conversation(one, chosen, choose))}</ul>`
    : html`<p class="dim">${t('customer.nothingOpen')}</p>`}</div>
  ${hint(t('customer.call'), card.phone_to_call, card.phone_to_call?.value)}
  ${hint(t('customer.bestChannel'), card.reach?.channel, term('channel', card.reach?.channel?.name))}
  ${hint(t('customer.bestTime'), card.reach?.time, `${card.reach?.time?.from}–${card.reach?.time?.to} ${card.reach?.time?.zone}`)}
  <div class="stack tight"><h3>${t('customer.addresses')}</h3><ul class="plain">${card.addresses.map(address)}</ul></div>
  ${ui.facts([[t('customer.segment'), card.segment ? ui.badge(term('segment', card.segment), 'accent') : nothing],
    ['RFM', card.score?.r ? `${card.score.r} ${card.score.f} ${card.score.m}` : nothing],
    [t('customer.language'), term('language', card.language)], [t('customer.company'), customer?.profile?.company],
    [t('customer.town'), customer?.profile?.town], [t('customer.birth_year'), customer?.profile?.birth_year],
    [t('customer.since'), customer?.created_at ? ui.day(customer.created_at) : nothing]])}</div>`;

/** A form to correct the card; on top of the version that was read. done is told afterwards, whoever changed it. */
export function editDialog(customer, version, done) {
  const {profile = {}} = customer;
  const save = event => {
    event.preventDefault();
    const form = new FormData(event.target);
    const text = name => form.get(name).trim() || null;
    const wanted = {...Object.fromEntries(TEXTS.map(name => [name, text(name)])), birth_year: Number(text('birth_year')) || null};
    const changed = Object.entries(wanted).filter(([name, value]) => value !== (profile[name] ?? null));
    const patch = {...changed.length ? {profile: Object.fromEntries(changed)} : {},
      ...text('name_to_use') === (customer.name_to_use ?? null) ? {} : {name_to_use: text('name_to_use')}};
    ui.closeDialog();
    if (Object.keys(patch).length) {
      ui.attempt(async () => {
        try {
          await contact.patch(`/api/v1/customers/${customer.id}`, patch, {version});
        } finally {
          await done();
        }
      }, t('hub.changed'));
    }
  };
  ui.openDialog(t('customer.edit'), () => html`<form class="stack" @submit=${save}><div class="fields">
    ${TEXTS.map((name, i) => ui.field(t(`customer.${name}`), {name, value: profile[name], autofocus: i === 0}))}
    ${ui.field(t('customer.birth_year'), {name: 'birth_year', type: 'number', value: profile.birth_year, min: 1900, max: new Date().getFullYear()})}
    ${ui.field(t('customer.name_to_use'), {name: 'name_to_use', value: customer.name_to_use, hint: t('customer.nameHint')})}</div>
    ${ui.footer(t('hub.save'))}</form>`);
}

/** Everything the three services keep of a person, in one file; says which of them did not answer. */
export const exportPerson = customer => ui.attempt(async () => {
  const names = Object.keys(SERVICES);
  const parts = await Promise.allSettled(names.map(name => SERVICES[name].get(`/api/v1/customers/${customer.id}/export`)));
  parts.forEach(part => part.reason && ui.toast(ui.sentence(part.reason), 'bad'));
  const file = Object.fromEntries(parts.flatMap((part, i) => part.value ? [[`${names[i]}-service`, part.value]] : []));
  ui.download(`${customer.id}.json`, new Blob([JSON.stringify(file, null, 2)], {type: 'application/json'}));
});

/** Erasing asks for the name, so that nobody does it by a slip. */
export function eraseDialog(customer, done) {
  const name = customer.name || customer.id;
  let typed = '';
  const erase = async event => {
    event.preventDefault();
    ui.closeDialog();
    if (await ui.attempt(() => contact.delete(`/api/v1/customers/${customer.id}`), t('customer.erased'))) {
      done();
    }
  };
  ui.openDialog(t('customer.erase'), () => html`<form class="stack" @submit=${erase}><p>${t('customer.eraseHint')}</p>
    ${ui.field(t('customer.eraseType', {name}), {name: 'name', autofocus: true, autocomplete: 'off', value: typed, on: text => {
      typed = text;
      ui.refreshDialog();
    }})}${ui.footer(t('customer.eraseDo'), {tone: 'bad', disabled: typed.trim() !== name})}</form>`);
}
