// Writing to a customer: the hub decides on the channel and says so before anything is sent.
import {html, nothing} from '../lib.js';
import {notification} from '../api.js';
import * as ui from '../ui.js';
import {spoken, t, term} from '../words.js';
import {categories, decided} from './preferences.js';

const UNSENT = ['failed', 'suppressed', 'expired'];
/** What the hub knows of a customer; for everything else a template would say an example, which nobody must send. */
const KNOWN = ['greeting', 'name', 'name_dative', 'name_genitive', 'signature'];
const GAP = '…';

/** sent is told the notification. */
export function writeDialog(customer, {sent = () => {}} = {}) {
  const letter = {category: 'service', subject: '', text: '', critical: false, send_at: ''};
  const key = crypto.randomUUID();
  let decision;
  let parts;
  let busy = false;

  const sendAt = () => ui.instant(letter.send_at);
  const decide = () => decision = ui.loaded(ui.refreshDialog, async () => {
    const value = await notification.get(`/api/v1/customers/${customer.id}/channel-decision`,
        {category: letter.category, critical: letter.critical || undefined, at: sendAt()});
    count(value);
    return value;
  });

  /** Changes a field; what the channel depends on is decided on anew. */
  const set = (name, again) => value => {
    letter[name] = value;
    if (letter.category !== 'service') {
      letter.critical = false;
    }
    if (again) {
      decide();
    }
    ui.refreshDialog();
  };

  /** In how many parts an SMS would go; a text with braces would be taken for a template. */
  async function count(value = decision.value) {
    const countable = value?.channel === 'sms' && letter.text && !/[{}]/.test(letter.text);
    parts = countable ? (await notification.post('/api/v1/templates/try', {template: letter.text, data: {}, channel: 'sms'}).catch(() => ({}))).segments : undefined;
    ui.refreshDialog();
  }

  const templates = ui.loaded(ui.refreshDialog, async () => (await notification.get('/api/v1/templates', {'page[size]': 200})).data
      .filter(one => one.published && one.language === (customer.language ?? spoken())));

  /** Takes over what a template says to this customer; it can be changed before it is sent. */
  const fill = path => path && ui.attempt(async () => {
    const {name, category, channel, language, placeholders} = templates.value.find(one => one.path === path);
    const gaps = placeholders.filter(one => !KNOWN.includes(one)).map(one => [one, one === 'subject' ? '' : GAP]);
    const said = await notification.post('/api/v1/templates/try',
        {name, category, channel, language, customer: customer.id, data: Object.fromEntries(gaps)});
    Object.assign(letter, {text: said.text, subject: said.subject ?? letter.subject});
    await count();
  });

  async function send(event) {
    event.preventDefault();
    busy = true;
    ui.refreshDialog();
    const isDone = await ui.attempt(async () => {
      const written = await notification.post('/api/v1/notifications', {customer: customer.id, category: letter.category,
        subject: letter.subject || undefined, text: letter.text, critical: letter.critical, send_at: sendAt()}, {key});
      ui.toast([term('delivery', written.state), written.detail ?? written.reason ?? written.because].filter(Boolean).join(': '), UNSENT.includes(written.state) ? 'bad' : 'good');
      sent(written);
    });
    busy = false;
    if (isDone) {
      ui.closeDialog();
    } else {
      ui.refreshDialog();
    }
  }

  decide();
  ui.openDialog(t('write.title', {name: customer.name ?? t('hub.unnamed')}), () => html`<form class="stack" @submit=${send}>
    <div class="fields">${ui.field(t('decision.category'), {name: 'category', type: 'select', value: letter.category,
      options: categories(), on: set('category', true)})}
    ${ui.field(t('write.sendAt'), {name: 'send-at', type: 'datetime-local', value: letter.send_at, on: set('send_at', true)})}
    ${ui.field(t('write.template'), {name: 'template', type: 'select', value: '', on: fill,
      options: [['', '–'], ...(templates.value ?? []).map(one => [one.path, `${one.name} (${term('language', one.language)})`])]})}</div>
    ${letter.category === 'service' ? ui.field(t('write.critical'), {name: 'critical', type: 'check', value: letter.critical, on: set('critical', true)}) : nothing}
    ${decision.state === 'failed' ? ui.failed(decision.failure, decision.reload) : html`<div class="notice">${ui.show(decision, decided, {lines: 2})}</div>`}
    ${ui.field(t('write.subject'), {name: 'subject', value: letter.subject, on: set('subject')})}
    <div @change=${() => count()}>${ui.field(t('conversation.text'), {name: 'text', type: 'area', rows: 8, required: true, value: letter.text, on: set('text'),
      hint: [letter.text.includes(GAP) ? t('write.gaps') : '', parts ? t('write.parts', {n: parts}) : ''].filter(Boolean).join(' ')})}</div>
    ${ui.footer(t(letter.send_at ? 'write.sendLater' : 'write.send'), {disabled: busy || !letter.text.trim()})}</form>`, {wide: true});
}
