// Writing to a customer: the hub decides on the channel and says so before anything is sent.
import {html, nothing} from '../lib.js';
import {notification} from '../api.js';
import * as ui from '../ui.js';
import {t, term} from '../words.js';
import {CATEGORIES} from './preferences.js';

export function writeDialog(customer) {
  const letter = {category: 'service', subject: '', text: '', critical: false, send_at: ''};
  let decision;
  let preview;
  let busy = false;
  const key = crypto.randomUUID();
  const decide = () => decision = ui.loaded(ui.refreshDialog, () => notification.get(`/api/v1/customers/${customer.id}/channel-decision`,
      {category: letter.category, critical: letter.critical || undefined, at: instant()}));
  const instant = () => letter.send_at ? new Date(letter.send_at).toISOString() : undefined;
  const set = (name, again) => value => {
    letter[name] = value;
    if (again) {
      decide();
    }
    ui.refreshDialog();
  };
  decide();

  /** The text as a template of its own: names are declined, and an SMS shows its parts. */
  const look = () => {
    preview = ui.loaded(ui.refreshDialog, () => notification.post('/api/v1/templates/try',
        {template: letter.text, data: {name: customer.name_to_use ?? ''}, channel: decision.value?.channel === 'sms' ? 'sms' : undefined}));
    ui.refreshDialog();
  };

  async function send(event) {
    event.preventDefault();
    busy = true;
    const done = await ui.attempt(async () => {
      const {subject, send_at: _, ...rest} = letter;
      const written = await notification.post('/api/v1/notifications',
          {...rest, customer: customer.id, subject: subject || undefined, send_at: instant()}, {key});
      ui.toast(`${term('delivery', written.state)}${written.detail ? `: ${written.detail}` : ''}`, written.state === 'failed' || written.state === 'suppressed' ? 'bad' : 'good');
    });
    busy = false;
    if (done) {
      ui.closeDialog();
    }
  }

  const decided = value => html`<div class="notice ${value.channel ? '' : 'bad'}" aria-live="polite">
    <p>${value.channel ? t('write.goesBy', {channel: term('channel', value.channel)}) : t('decision.none')}: ${value.because}</p>
    ${value.not_before ? html`<p>${t('decision.notBefore', {time: ui.moment(value.not_before)})}</p>` : nothing}
    ${value.rejected?.length ? html`<details><summary>${t('write.others')}</summary><ul class="plain small">${value.rejected.map(one =>
      html`<li>${term('channel', one.channel)}: ${one.because}</li>`)}</ul></details>` : nothing}</div>`;

  ui.openDialog(t('write.title', {name: customer.name ?? ''}), () => html`<form class="stack" @submit=${send}>
    <div class="fields">${ui.field(t('decision.category'), {name: 'category', type: 'select', value: letter.category,
      options: CATEGORIES.map(one => [one, term('category', one)]), on: set('category', true)})}
    ${ui.field(t('write.sendAt'), {name: 'send-at', type: 'datetime-local', value: letter.send_at, on: set('send_at', true)})}
    ${ui.field(t('write.critical'), {name: 'critical', type: 'check', value: letter.critical, on: set('critical', true)})}</div>
    ${ui.show(decision, decided, {lines: 2})}
    ${ui.field(t('write.subject'), {name: 'subject', value: letter.subject, on: set('subject')})}
    ${ui.field(t('conversation.text'), {name: 'text', type: 'area', rows: 6, required: true, value: letter.text, on: set('text')})}
    ${preview ? ui.show(preview, value => html`<div class="notice"><p class="said">${value.text}</p>
      ${value.segments ? html`<p class="small dim">${t('write.parts', {n: value.segments.count ?? value.segments})}</p>` : nothing}</div>`, {lines: 2}) : nothing}
    <div class="row end"><button type="button" class="quiet" ?disabled=${!letter.text} @click=${look}>${t('write.preview')}</button>
      <button class="primary" ?disabled=${busy || !letter.text.trim()}>${t('write.send')}</button></div></form>`, {wide: true});
}
