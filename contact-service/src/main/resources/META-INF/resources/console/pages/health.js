// Whether everything works, and what could not be taken: clocks, letters, records.
import {html, nothing} from '../lib.js';
import * as api from '../api.js';
import * as ui from '../ui.js';
import {learn, t} from '../words.js';
import words from '../words/health.js';

learn(words);

const SERVICES = {contact: api.contact, segment: api.segment, notification: api.notification};

/** Health answers 503 with the same body where something is down. */
async function health(name) {
  let answer;
  try {
    answer = await fetch(SERVICES[name].url('/q/health/ready'), {credentials: 'omit'});
  } catch {
    throw new api.Failure(name, 0);
  }
  return answer.json();
}

export function open({refresh, session}) {
  const ready = Object.fromEntries(Object.keys(SERVICES).map(name => [name, ui.loaded(refresh, () => health(name))]));
  const dead = Object.fromEntries(Object.keys(SERVICES).map(name => [name, ui.loaded(refresh, () => SERVICES[name].get('/api/v1/dead-letters'))]));
  const faults = ui.loaded(refresh, () => api.contact.get('/api/v1/clocks/faults'));
  const letters = ui.loaded(refresh, () => api.contact.get('/api/v1/refused-letters'));
  const failed = ui.loaded(refresh, () => api.notification.get('/api/v1/notifications', {state: 'failed', 'page[size]': 1}));
  const timer = setInterval(() => Object.values(ready).forEach(one => one.reload()), 5000);
  const isAdministrator = session.roles.includes('administrator');

  const redrive = (name, letter) => ui.confirm(t('health.redriveQuestion'), () => ui.attempt(async () => {
    await SERVICES[name].post(`/api/v1/dead-letters/${letter.id}/redrive`, {});
    await dead[name].reload();
  }, t('health.redriven')), t('health.redrive'));

  const look = letter => ui.openDialog(letter.type ?? letter.id, () => html`<div class="stack">
    ${ui.facts([[t('health.topic'), `${letter.topic} ${letter.partition}@${letter.offset}`], [t('health.when'), ui.moment(letter.at)], [t('hub.because'), letter.reason],
      [t('health.redriven'), letter.redriven_at ? `${ui.moment(letter.redriven_at)}, ${letter.redriven_by}` : undefined]])}
    <pre class="said mono">${letter.text ?? t('health.tooLarge')}</pre></div>`, {wide: true});

  const retry = letter => ui.attempt(async () => {
    await api.contact.post(`/api/v1/refused-letters/${letter.id}/retry`, {});
    await letters.reload();
  }, t('health.retried'));

  const service = name => ui.plate(html`<div class="row between"><h2>${t(`hub.service.${name}`)}</h2>${ready[name].state === 'ready'
    ? ui.badge(t(ready[name].value.status === 'UP' ? 'health.up' : 'health.down'), ready[name].value.status === 'UP' ? 'good' : 'bad') : ready[name].state === 'failed' ? ui.badge(t('health.down'), 'bad') : nothing}</div>
    ${ready[name].state === 'failed' ? ui.failed(ready[name].failure, ready[name].reload) : ui.show(ready[name], value => ui.facts(value.checks.flatMap(check =>
      Object.entries(check.data ?? {}).map(([what, how]) => [t(`health.${what}`), t(`health.${how}`) === `health.${how}` ? String(how) : t(`health.${how}`)]))))}`);

  const graves = name => ui.show(dead[name], page => page.data.length ? ui.table(`${t('health.dead')}: ${t(`hub.service.${name}`)}`, [
    {label: t('health.record'), cell: row => html`<button class="quiet" @click=${() => look(row)}>${row.type ?? row.id}</button>`},
    {label: t('health.when'), cell: row => ui.time(row.at)}, {label: t('hub.because'), cell: row => html`<span class="clip small said">${row.reason}</span>`},
    {label: '', cell: row => row.redriven_at ? ui.badge(t('health.redriven')) : isAdministrator && row.text ? html`<button @click=${() => redrive(name, row)}>${t('health.redrive')}</button>` : nothing},
  ], page.data) : html`<p class="dim">${t(`hub.service.${name}`)}: ${t('health.noDead')}</p>`);

  return {
    title: t('nav.health'),
    view: () => html`${ui.heading(t('nav.health'))}<div class="grid">${Object.keys(SERVICES).map(service)}</div>
      ${ui.panel(t('health.dead'), html`<p class="dim">${t('health.deadHint')}</p>${Object.keys(SERVICES).map(graves)}`)}
      <div class="grid">${ui.panel(t('health.failed'), ui.show(failed, page => page.data.length ? html`<p><a href="#/notifications?state=failed">${t('health.someFailed')}</a></p>` : html`<p class="dim">${t('health.none')}</p>`))}
      ${ui.panel(t('health.faults'), ui.show(faults, page => page.data.length ? html`<ul class="plain">${page.data.map(fault => html`<li>
        <a href="#/inbox/${fault.conversation}">${fault.fault}</a><span class="dim small">${t('health.again', {time: ui.moment(fault.retry_at)})}</span></li>`)}</ul>` : html`<p class="dim">${t('health.none')}</p>`))}
      ${ui.panel(t('health.letters'), ui.show(letters, page => page.data.length ? html`<ul class="plain">${page.data.map(letter => html`<li class="row between">
        <span class="said">${letter.subject ?? letter.letter}: ${letter.reason}</span><button @click=${() => retry(letter)}>${t('hub.retry')}</button></li>`)}</ul>` : html`<p class="dim">${t('health.none')}</p>`))}</div>`,
    close: () => clearInterval(timer),
  };
}
