// Rules tried without effect: addresses, names, identities and clocks.
import {html} from '../../lib.js';
import {contact} from '../../api.js';
import * as ui from '../../ui.js';
import {t} from '../../words.js';

const TYPES = ['phone', 'email', 'telegram', 'vk', 'whatsapp', 'viber', 'web', 'external'];

const plain = value => Array.isArray(value) ? value.map(plain).join(', ') : value === null || value === undefined ? '' : typeof value === 'object'
  ? Object.entries(value).map(([name, one]) => `${name}: ${plain(one)}`).join('; ') : String(value);

export function trials({refresh}) {
  const tried = {};
  const ask = (name, path, body) => event => {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value));
    tried[name] = ui.loaded(refresh, () => contact.post(path, body(given)));
    refresh();
  };
  const answer = name => tried[name] ? ui.show(tried[name], value => html`<div class="notice" role="status">${ui.facts(Object.entries(value).map(([field, one]) => [field, plain(one)]))}</div>`, {lines: 2}) : '';
  const button = html`<button class="primary">${t('hub.try')}</button>`;
  return {
    view: () => html`<div class="grid">
      ${ui.panel(t('trials.address'), html`<form class="fields" @submit=${ask('address', '/api/v1/addresses/try', given => given)}>
        ${ui.field(t('trials.type'), {name: 'type', type: 'select', options: TYPES.map(one => [one, one])})}${ui.field(t('trials.value'), {name: 'value', required: true, placeholder: '8 (916) 123-45-67'})}
        ${ui.field(t('trials.region'), {name: 'region', placeholder: 'RU'})}${button}</form>${answer('address')}`)}
      ${ui.panel(t('trials.name'), html`<form class="fields" @submit=${ask('name', '/api/v1/names/try', given => given)}>
        ${ui.field(t('trials.text'), {name: 'text', required: true, placeholder: 'Гусев Павел Викторович'})}${button}</form>${answer('name')}`)}
      ${ui.panel(t('trials.identity'), html`<form class="fields" @submit=${ask('identity', '/api/v1/identities/try', given => ({addresses: given.addresses.split(/[\s,]+/).filter(Boolean).map(one => {
        const at = one.indexOf(':');
        return {type: one.slice(0, at), value: one.slice(at + 1)};
      })}))}>${ui.field(t('trials.addresses'), {name: 'addresses', required: true, placeholder: 'email:anna@customer.example', hint: t('trials.addressesHint')})}${button}</form>${answer('identity')}`)}
      ${ui.panel(t('trials.clock'), html`<form class="fields" @submit=${ask('clock', '/api/v1/clocks/try', given => ({calendar: given.calendar, start: ui.instant(given.start), target_minutes: Number(given.minutes)}))}>
        ${ui.field(t('settings.calendar'), {name: 'calendar', value: 'office', required: true})}${ui.field(t('settings.start'), {name: 'start', type: 'datetime-local', required: true})}
        ${ui.field(t('settings.minutes'), {name: 'minutes', type: 'number', min: 1, value: 60, required: true})}${button}</form>${answer('clock')}`)}</div>`,
  };
}
