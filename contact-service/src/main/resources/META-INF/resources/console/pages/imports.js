// Whole files: handed over, followed while they are taken in, and what of them was refused.
import {html, nothing} from '../lib.js';
import {contact, notification} from '../api.js';
import * as ui from '../ui.js';
import {learn, t} from '../words.js';
import words from '../words/imports.js';

learn(words);

const TYPES = ['contact.received', 'contact.sent', 'call.recorded', 'purchase.recorded', 'visit.recorded', 'review.recorded', 'survey.answered'];
const RUNNING = ['receiving', 'running'];

export function open({path, refresh}) {
  const list = ui.paged(refresh, after => contact.get('/api/v1/imports', {'page[after]': after}));
  const errors = path[0] ? ui.paged(refresh, after => contact.get(`/api/v1/imports/${path[0]}/errors`, {'page[after]': after})) : undefined;
  const timer = setInterval(() => list.value?.data.some(one => RUNNING.includes(one.state)) && list.reload(), 1500);
  let sent;
  let taken;

  /** XMLHttpRequest, since fetch does not tell how far an upload has come. */
  function upload(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const file = form.get('file');
    if (!file?.size) {
      return;
    }
    const request = new XMLHttpRequest();
    request.open('POST', contact.url('/api/v1/imports', {type: `contacthub.${form.get('type')}.v1`, source: form.get('source')}));
    request.setRequestHeader('Content-Type', file.name.endsWith('.csv') ? 'text/csv' : 'application/x-ndjson');
    request.setRequestHeader('X-Requested-With', 'console');
    request.upload.onprogress = progress => {
      sent = progress.loaded / progress.total;
      refresh();
    };
    request.onloadend = () => {
      sent = undefined;
      if (request.status === 202) {
        ui.toast(t('imports.handed'));
        event.target.reset();
      } else {
        let problem;
        try {
          problem = JSON.parse(request.responseText);
        } catch {
          problem = undefined;
        }
        ui.toast(problem?.detail ?? t('hub.failed'), 'bad');
      }
      list.reload();
    };
    request.send(file);
  }

  const questionnaire = event => {
    event.preventDefault();
    const file = new FormData(event.target).get('answers');
    ui.attempt(async () => {
      taken = await notification.post('/api/v1/questionnaires', await file.text(), {type: 'text/csv'});
      refresh();
    });
  };

  const cancel = one => ui.attempt(async () => {
    await contact.post(`/api/v1/imports/${one.id}/cancel`, {});
    await list.reload();
  });

  return {
    title: t('nav.imports'),
    view: () => html`${ui.heading(t('nav.imports'))}
      <div class="grid">${ui.panel(t('imports.new'), html`<p class="dim">${t('imports.hint')}</p><form class="stack" @submit=${upload}>
        ${ui.field(t('imports.file'), {name: 'file', type: 'file', required: true})}
        <div class="fields">${ui.field(t('imports.type'), {name: 'type', type: 'select', options: TYPES.map(one => [one, t(`imports.type.${one}`)])})}
        ${ui.field(t('imports.source'), {name: 'source', value: '/console', required: true, hint: t('imports.sourceHint')})}</div>
        ${sent === undefined ? nothing : html`<progress max="1" value=${sent} aria-label=${t('imports.sending')}></progress>`}
        <div class="row end"><button class="primary" ?disabled=${sent !== undefined}>${t('imports.send')}</button></div></form>`)}
      ${ui.panel(t('imports.questionnaire'), html`<p class="dim">${t('imports.questionnaireHint')}</p><form class="stack" @submit=${questionnaire}>
        ${ui.field(t('imports.file'), {name: 'answers', type: 'file', required: true})}
        <div class="row end"><button class="primary">${t('imports.take')}</button></div></form>
        ${taken ? html`<div class="notice" role="status"><p>${t('imports.taken', {n: taken.accepted})}</p>
          ${taken.refused.slice(0, 20).map(error => html`<p class="small">${t('imports.line', {n: error.line})}: ${error.field} ${error.reason}</p>`)}</div>` : nothing}`)}</div>
      ${errors ? ui.panel(t('imports.errors'), ui.show(errors, value => html`${ui.table(t('imports.errors'), [
        {label: t('imports.lineNumber'), class: 'right', cell: row => row.line}, {label: t('imports.field'), cell: row => row.field},
        {label: t('hub.because'), cell: row => row.reason}], value.data, {key: row => row.line})}${ui.more(errors)}`)) : nothing}
      ${ui.show(list, value => value.data.length ? html`${ui.table(t('nav.imports'), [
        {label: t('imports.when'), cell: row => ui.moment(row.created_at)}, {label: t('imports.source'), cell: row => html`<bdi>${row.source}</bdi>`},
        {label: t('imports.state'), cell: row => html`${ui.badge(t(`imports.state.${row.state}`), row.state === 'finished' ? 'good' : '')}
          ${RUNNING.includes(row.state) && row.bytes ? html`<progress max=${row.bytes} value=${row.bytes_read} aria-label=${t('imports.progress')}></progress>` : nothing}`},
        {label: t('imports.accepted'), class: 'right', cell: row => ui.number(row.accepted)},
        {label: t('imports.refused'), class: 'right', cell: row => row.refused ? html`<a href="#/imports/${row.id}">${ui.number(row.refused)}</a>` : '0'},
        {label: t('imports.rate'), class: 'right', cell: row => ui.number(row.lines_per_second, {maximumFractionDigits: 0})},
        {label: '', cell: row => RUNNING.includes(row.state) ? html`<button @click=${() => cancel(row)}>${t('hub.cancel')}</button>` : nothing},
      ], value.data)}${ui.more(list)}` : ui.empty(t('imports.none')))}`,
    close: () => clearInterval(timer),
  };
}
