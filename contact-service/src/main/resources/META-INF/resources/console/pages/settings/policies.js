// Response-time policies in their order, an editor, and which one would govern a conversation.
import {html, nothing} from '../../lib.js';
import {contact} from '../../api.js';
import * as ui from '../../ui.js';
import {POLICY_CLOCKS} from '../../vocabulary.js';
import {t, term} from '../../words.js';

const FIELDS = ['segment', 'channel', 'kind', 'priority'];

const list = text => text.split(',').map(word => word.trim()).filter(Boolean);

export function policies({refresh, path}) {
  const all = ui.loaded(refresh, () => contact.get('/api/v1/sla-policies'));
  const calendars = ui.loaded(refresh, async () => (await contact.get('/api/v1/calendars')).data.map(one => one.name));
  const chosen = path[1] ? contactPolicy(path[1]) : undefined;
  let asked = {};
  let tried;

  function contactPolicy(name) {
    return ui.loaded(refresh, async () => {
      const answer = await contact.getVersioned(`/api/v1/sla-policies/${encodeURIComponent(name)}`);
      return {...answer.value, version: answer.version};
    });
  }

  const versions = path[1] ? ui.loaded(refresh, () => contact.get(`/api/v1/sla-policies/${encodeURIComponent(path[1])}/versions`)) : undefined;

  /** The fields of a form as the interface takes them; ladder and customer fields stay as they were. */
  function form(given) {
    const targets = Object.fromEntries(POLICY_CLOCKS.filter(clock => given.get(`${clock}-minutes`)).map(clock => [clock,
      {minutes: Number(given.get(`${clock}-minutes`)), ...(given.get(`${clock}-calendar`) ? {calendar: given.get(`${clock}-calendar`)} : {})}]));
    const match = Object.fromEntries(FIELDS.map(name => [name, list(given.get(name))]).filter(([, values]) => values.length));
    return {position: Number(given.get('position')), match, targets, warn_percent: list(given.get('warn')).map(Number),
      apply_to: given.get('apply') === 'on' ? 'open' : 'new'};
  }

  const save = value => event => {
    event.preventDefault();
    const given = new FormData(event.target);
    ui.attempt(async () => {
      if (value.name) {
        const patch = form(given);
        const gone = Object.fromEntries(Object.keys(value.targets ?? {}).filter(clock => !(clock in patch.targets)).map(clock => [clock, null]));
        const without = Object.fromEntries(Object.keys(value.match ?? {}).filter(name => FIELDS.includes(name) && !(name in patch.match)).map(name => [name, null]));
        await contact.patch(`/api/v1/sla-policies/${encodeURIComponent(value.name)}`, {...patch, targets: {...patch.targets, ...gone}, match: {...patch.match, ...without}}, {version: value.version});
        await Promise.all([chosen.reload(), versions.reload()]);
      } else {
        await contact.post('/api/v1/sla-policies', {name: given.get('name'), ...form(given)});
        ui.closeDialog();
      }
      await all.reload();
    }, t('hub.changed'));
  };

  const remove = value => ui.confirm(t('settings.removeQuestion', {name: value.name}), () => ui.attempt(async () => {
    await contact.delete(`/api/v1/sla-policies/${encodeURIComponent(value.name)}`, {version: value.version});
    location.hash = '#/settings/policies';
  }, t('settings.removed')));

  const editor = value => html`<form class="stack" @submit=${save(value)}>
    <div class="fields">${value.name ? nothing : ui.field(t('settings.name'), {name: 'name', required: true, autofocus: true})}
      ${ui.field(t('settings.position'), {name: 'position', type: 'number', value: value.position ?? 500, required: true, hint: t('settings.positionHint')})}
      ${FIELDS.map(name => ui.field(t(`settings.match.${name}`), {name, value: [value.match?.[name] ?? []].flat().join(', '), hint: t('settings.anyHint')}))}
      ${ui.field(t('settings.warn'), {name: 'warn', value: (value.warn_percent ?? [50, 75, 90]).join(', ')})}</div>
    <fieldset><legend>${t('settings.targets')}</legend>${POLICY_CLOCKS.map(clock => html`<div class="fields">
      ${ui.field(`${term('clock', clock)}, ${t('settings.minutes')}`, {name: `${clock}-minutes`, type: 'number', min: 1, value: value.targets?.[clock]?.minutes})}
      ${ui.field(t('settings.calendar'), {name: `${clock}-calendar`, type: 'select', value: value.targets?.[clock]?.calendar ?? '',
        options: [['', t('settings.always')], ...(calendars.value ?? []).map(one => [one, one])]})}</div>`)}</fieldset>
    ${ui.field(t('settings.apply'), {name: 'apply', type: 'check'})}
    <div class="row end">${value.name ? html`<button type="button" class="bad" @click=${() => remove(value)}>${t('settings.remove')}</button>` : nothing}<button class="primary">${t('hub.save')}</button></div></form>`;

  const ask = event => {
    event.preventDefault();
    asked = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value));
    tried = ui.loaded(refresh, () => contact.post('/api/v1/sla-policies/try', asked));
    refresh();
  };

  const targets = row => Object.entries(row.targets ?? {}).map(([clock, goal]) => html`<div>${term('clock', clock)}: ${goal.minutes} ${t('settings.min')}${goal.calendar ? ` (${goal.calendar})` : ''}</div>`);

  return {
    actions: () => html`<button @click=${() => ui.openDialog(t('settings.newPolicy'), () => editor({}), {wide: true})}>${t('settings.newPolicy')}</button>`,
    view: () => html`${chosen ? ui.panel(path[1], html`${ui.show(chosen, editor, {lines: 6})}${ui.show(versions, page => ui.versions(page.data, targets), {lines: 1})}`) : nothing}
      ${ui.show(all, page => ui.table(t('settings.policies'), [
        {label: t('settings.name'), cell: row => row.name}, {label: t('settings.position'), class: 'right', cell: row => row.position},
        {label: t('settings.match'), cell: row => Object.entries(row.match ?? {}).map(([name, values]) => html`<div>${t(`settings.match.${name}`)}: ${[values].flat().join(', ')}</div>`)},
        {label: t('settings.targets'), cell: targets},
      ], page.data, {open: row => `#/settings/policies/${encodeURIComponent(row.name)}`, key: row => row.name}))}
      ${ui.panel(t('settings.tryPolicy'), html`<form class="fields" @submit=${ask}>${FIELDS.map(name => ui.field(t(`settings.match.${name}`), {name, value: asked[name]}))}
        <button class="primary">${t('hub.try')}</button></form>${tried ? ui.show(tried, value => html`<div class="notice" role="status"><p><strong>${value.policy}</strong>: ${value.because}</p>
        ${targets(value)}</div>`, {lines: 1}) : nothing}`)}`,
  };
}
