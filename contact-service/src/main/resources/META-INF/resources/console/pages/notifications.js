// What we sent, what became of it on each attempt, and what can be done about it.
import {html, nothing} from '../lib.js';
import {notification} from '../api.js';
import {deliveryBadge} from '../parts/delivery.js';
import * as ui from '../ui.js';
import {DELIVERY_STATES, SENT_BY} from '../vocabulary.js';
import {learn, t, term, terms} from '../words.js';
import words from '../words/notifications.js';

learn(words);

const REASONS = ['unknown', 'not-configured', 'gave-up', 'address-unknown', 'rejected', 'opted-out'];

export const open = context => context.path[0] ? onePage(context) : listPage(context);

function listPage({query, refresh, session, go}) {
  const asked = {state: query.state, channel: query.channel, reason: query.reason};
  const list = ui.paged(refresh, after => notification.get('/api/v1/notifications', {...asked, 'page[after]': after}));
  const channels = ui.loaded(refresh, () => notification.get('/api/v1/channels'));
  const maySteer = session.roles.some(role => role !== 'operator');
  const to = other => go(`notifications?${new URLSearchParams(Object.entries({...query, ...other}).filter(([, value]) => value))}`);

  /** All failed ones of what is shown; those of which nobody knows whether they arrived only where they were asked for. */
  const redrive = () => ui.confirm(query.reason === 'unknown' ? t('notifications.againUnknown') : t('notifications.againQuestion'), () => ui.attempt(async () => {
    const answer = await notification.post('/api/v1/notifications/redrive', {channel: query.channel, reason: query.reason});
    ui.toast(t('notifications.redriven', {n: answer.redriven}));
    await list.reload();
  }), t('notifications.again'));

  return {
    title: t('nav.notifications'),
    view: () => html`${ui.heading(t('nav.notifications'), query.state === 'failed' && maySteer ? html`<button @click=${redrive}>${t('notifications.allAgain')}</button>` : nothing)}
      <form class="fields">${ui.field(t('notifications.state'), {name: 'state', type: 'select', value: query.state, on: value => to({state: value}),
          options: [['', t('notifications.any')], ...terms('delivery', DELIVERY_STATES)]})}
        ${ui.field(t('notifications.channel'), {name: 'channel', type: 'select', value: query.channel, on: value => to({channel: value}),
          options: [['', t('notifications.any')], ...terms('channel', SENT_BY)]})}
        ${ui.field(t('notifications.reason'), {name: 'reason', type: 'select', value: query.reason, on: value => to({reason: value}),
          options: [['', t('notifications.any')], ...terms('reason', REASONS)]})}</form>
      ${ui.show(list, value => value.data.length ? html`${ui.table(t('nav.notifications'), [
        {label: t('notifications.what'), cell: row => row.subject || row.text?.slice(0, 70) || row.kind},
        {label: t('notifications.to'), cell: row => html`<bdi>${row.to?.value ?? ''}</bdi>`}, {label: t('notifications.channel'), cell: row => ui.channelBadge(row.channel)},
        {label: t('notifications.state'), cell: row => html`${deliveryBadge(row.state)} <span class="small dim">${row.reason ? term('reason', row.reason) : ''}</span>`},
        {label: t('notifications.when'), cell: row => ui.time(row.created_at)},
      ], value.data, {open: row => `#/notifications/${row.id}`})}${ui.more(list)}` : ui.empty(), {lines: 10})}
      ${ui.panel(t('notifications.channels'), ui.show(channels, page => html`<ul class="plain columns">${page.data.map(one => html`<li class="row">
        ${ui.badge(term('channel', one.channel), one.configured ? 'good' : '')}<span class="small dim">${one.configured ? t('notifications.works') : term('reason', one.because)}</span></li>`)}</ul>`))}`,
  };
}

function onePage({path, refresh}) {
  const address = `/api/v1/notifications/${path[0]}`;
  const one = ui.loaded(refresh, () => notification.get(address));
  const act = (what, done) => ui.attempt(async () => {
    try {
      await notification.post(`${address}/${what}`, {});
    } finally {
      await one.reload();
    }
  }, done);
  const again = value => value.reason === 'unknown' ? ui.confirm(t('notifications.againUnknown'), () => act('redrive', t('notifications.sentAgain')), t('notifications.again'))
    : act('redrive', t('notifications.sentAgain'));
  return {
    title: t('nav.notifications'),
    view: () => ui.show(one, value => html`${ui.heading(value.subject || value.kind, html`${deliveryBadge(value.state)}
        ${['queued', 'held'].includes(value.state) ? html`<button @click=${() => act('cancel', t('notifications.cancelled'))}>${t('notifications.cancel')}</button>` : nothing}
        ${value.state === 'failed' ? html`<button class="primary" @click=${() => again(value)}>${t('notifications.again')}</button>` : nothing}`,
      html`<p class="dim"><a href="#/notifications">${t('nav.notifications')}</a> · <a href="#/customers/${value.customer}">${t('notifications.customer')}</a>${
        value.conversation ? html` · <a href="#/inbox/${value.conversation}">${t('notifications.conversation')}</a>` : nothing}</p>`)}
      <div class="grid"><section class="panel"><h2>${t('notifications.text')}</h2><p class="said">${value.text}</p></section>
      ${ui.panel(t('notifications.outcome'), ui.facts([[t('notifications.channel'), term('channel', value.channel)], [t('notifications.to'), value.to?.value],
        [t('hub.because'), value.because], [t('notifications.decidedBy'), value.decided_by], [t('notifications.category'), term('category', value.category)], [t('notifications.template'), value.template],
        [t('notifications.reason'), value.reason ? term('reason', value.reason) : undefined], [t('notifications.detail'), value.detail],
        [t('notifications.when'), ui.moment(value.created_at)], [t('notifications.next'), value.next_attempt_at ? ui.moment(value.next_attempt_at) : undefined],
        [t('notifications.sentAt'), value.sent_at ? ui.moment(value.sent_at) : undefined]]))}</div>
      ${ui.panel(t('notifications.attempts'), value.deliveries?.length ? html`<ol class="plain">${value.deliveries.map(attempt => html`<li>
        <span class="row">${attempt.number}. ${ui.channelBadge(attempt.channel)}${ui.badge(t(`attempt.${attempt.outcome ?? 'open'}`), attempt.outcome === 'accepted' ? 'good' : attempt.outcome ? 'bad' : '')}
        <span class="dim small">${attempt.provider ?? ''} ${ui.moment(attempt.started_at)}</span></span><p class="small said">${attempt.detail ?? ''}</p></li>`)}</ol>`
        : html`<p class="dim">${t('notifications.noAttempts')}</p>`)}`, {lines: 8}),
  };
}
