// Who works when, and who is away.
import {html} from '../../lib.js';
import {contact} from '../../api.js';
import * as ui from '../../ui.js';
import {t, term} from '../../words.js';

export function people({refresh}) {
  const operators = ui.loaded(refresh, () => contact.get('/api/v1/operators'));
  const absences = ui.loaded(refresh, () => contact.get('/api/v1/absences'));
  const calendars = ui.loaded(refresh, async () => (await contact.get('/api/v1/calendars')).data.map(one => one.name));

  const hours = (operator, calendar) => ui.attempt(async () => {
    await contact.put(`/api/v1/operators/${encodeURIComponent(operator.name)}/hours`, {calendar});
    await operators.reload();
  }, t('hub.changed'));

  const add = event => {
    event.preventDefault();
    const given = new FormData(event.target);
    ui.attempt(async () => {
      await contact.post('/api/v1/absences', {operator: given.get('operator'), from: ui.instant(given.get('from')), until: ui.instant(given.get('until')), because: given.get('because') || undefined});
      event.target.reset();
      await absences.reload();
    }, t('hub.changed'));
  };

  const end = absence => ui.attempt(async () => {
    await contact.delete(`/api/v1/absences/${absence.id}`);
    await absences.reload();
  }, t('hub.changed'));

  return {
    view: () => html`${ui.show(operators, page => ui.table(t('settings.operators'), [
      {label: t('signIn.name'), cell: row => row.name}, {label: t('settings.roles'), cell: row => row.roles.map(role => term('role', role)).join(', ')},
      {label: t('settings.hours'), cell: row => html`<select aria-label="${t('settings.hours')}: ${row.name}" @change=${event => hours(row, event.target.value)}>${(calendars.value ?? [row.calendar]).map(one =>
        html`<option ?selected=${one === row.calendar} value=${one}>${one}</option>`)}</select>`},
      {label: t('settings.open'), class: 'right', cell: row => ui.number(row.open_conversations)},
    ], page.data, {key: row => row.name}))}
    ${ui.panel(t('settings.absences'), html`<form class="fields" @submit=${add}>
      ${ui.field(t('settings.operator'), {name: 'operator', type: 'select', options: (operators.value?.data ?? []).map(one => [one.name, one.name])})}
      ${ui.field(t('settings.from'), {name: 'from', type: 'datetime-local'})}${ui.field(t('settings.until'), {name: 'until', type: 'datetime-local'})}
      ${ui.field(t('hub.because'), {name: 'because'})}<button class="primary">${t('settings.addAbsence')}</button></form>
      ${ui.show(absences, page => page.data.length ? html`<ul class="plain">${page.data.map(one => html`<li class="row between"><span><strong>${one.operator}</strong>
        ${ui.moment(one.from)} – ${one.until ? ui.moment(one.until) : '…'} <span class="dim">${one.because ?? ''}</span></span>
        <button class="quiet" @click=${() => end(one)}>${t('settings.endAbsence')}</button></li>`)}</ul>` : html`<p class="dim">${t('settings.nobodyAway')}</p>`)}`)}`,
  };
}
