// Working calendars: the week, days off, and what a calendar answers before anything depends on it.
import {html, nothing} from '../../lib.js';
import {contact} from '../../api.js';
import * as hours from '../../parts/hours.js';
import * as ui from '../../ui.js';
import {t} from '../../words.js';

const byDate = text => Object.fromEntries(text.split('\n').map(line => line.trim()).filter(Boolean).map(line => {
  const at = line.indexOf(' ');
  return at < 0 ? [line, []] : [line.slice(0, at), hours.read(line.slice(at))];
}));
const dates = map => Object.entries(map ?? {}).map(([date, list]) => `${date} ${hours.written(list)}`.trim()).join('\n');
const EMPTY = {zone: 'Europe/Moscow', week: {mon: [['09:00', '18:00']], tue: [['09:00', '18:00']], wed: [['09:00', '18:00']], thu: [['09:00', '18:00']], fri: [['09:00', '18:00']]}};

export function calendars({path, refresh, go}) {
  const all = ui.loaded(refresh, () => contact.get('/api/v1/calendars'));
  let version;
  let draft = path[1] === 'new' ? {...EMPTY} : undefined;
  let tried;
  let ask = {op: 'add', start: '', end: '', seconds: 3600};
  const stored = path[1] && path[1] !== 'new' ? ui.loaded(refresh, async () => {
    const answer = await contact.getVersioned(`/api/v1/calendars/${encodeURIComponent(path[1])}`);
    version = answer.version;
    const {name: _, version: __, changed_at: ___, changed_by: ____, closures: _____, ...form} = answer.value;
    draft = form;
    return answer.value;
  }) : undefined;

  const set = (name, value) => {
    draft = {...draft, [name]: value};
    refresh();
  };

  /** Only what says something; what was taken away goes as null on a change. */
  const body = () => ({zone: draft.zone, week: draft.week, holidays: draft.holidays ?? [], special_days: draft.special_days ?? {},
    breaks: draft.breaks ?? {}, country: draft.country || null, feed: draft.feed || null});

  /** A merge patch keeps what it does not name: days that are gone are named with null. */
  const patch = () => {
    const gone = field => Object.fromEntries(Object.keys(stored.value[field] ?? {}).map(key => [key, null]));
    const all_ = body();
    return {...all_, week: {...gone('week'), ...all_.week}, special_days: {...gone('special_days'), ...all_.special_days}, breaks: {...gone('breaks'), ...all_.breaks}};
  };

  const save = event => {
    event.preventDefault();
    const name = new FormData(event.target).get('name');
    ui.attempt(async () => {
      if (stored) {
        await contact.patch(`/api/v1/calendars/${encodeURIComponent(path[1])}`, patch(), {version});
        await stored.reload();
      } else {
        await contact.post('/api/v1/calendars', {name, ...Object.fromEntries(Object.entries(body()).filter(([, value]) => value !== null))});
        go(`settings/calendars/${encodeURIComponent(name)}`);
      }
      await all.reload();
    }, t('hub.changed'));
  };

  const remove = () => ui.confirm(t('settings.removeQuestion', {name: path[1]}), () => ui.attempt(async () => {
    await contact.delete(`/api/v1/calendars/${encodeURIComponent(path[1])}`, {version});
    go('settings/calendars');
  }, t('settings.removed')));

  const tryOut = event => {
    event.preventDefault();
    const calendar = Object.fromEntries(Object.entries(body()).filter(([name, value]) => value !== null && name !== 'feed'));
    tried = ui.loaded(refresh, () => contact.post('/api/v1/calendars/try', {calendar, op: ask.op, start: ui.instant(ask.start) ?? new Date().toISOString(),
      end: ask.op === 'between' ? ui.instant(ask.end) : undefined, seconds: ask.op === 'add' ? Number(ask.seconds) : undefined}));
    refresh();
  };

  const answer = value => {
    const result = value.result;
    return html`<div class="notice good" role="status"><strong>${typeof result === 'boolean' ? t(result ? 'hub.yes' : 'hub.no')
      : typeof result === 'number' ? ui.span(result * 1000) : ui.moment(result)}</strong></div>`;
  };

  const editor = () => html`<div class="grid"><section class="panel"><h2>${path[1] === 'new' ? t('settings.newCalendar') : path[1]}</h2><form class="stack" @submit=${save}>
    <div class="fields">${stored ? nothing : ui.field(t('settings.name'), {name: 'name', required: true, autofocus: true})}
      ${ui.field(t('settings.zone'), {name: 'zone', value: draft.zone, required: true, on: value => set('zone', value)})}
      ${ui.field(t('settings.country'), {name: 'country', value: draft.country, placeholder: 'RU', on: value => set('country', value)})}</div>
    <fieldset><legend>${t('settings.week')}</legend><div class="fields">${hours.DAYS.map(day => ui.field(hours.dayName(day), {name: `day-${day}`, value: draft.typed?.[day] ?? hours.written(draft.week?.[day]), placeholder: t('settings.dayOff'),
      on: text => draft = {...draft, typed: {...draft.typed, [day]: text}, week: weekWith(day, text)}}))}</div><p class="dim small">${t('settings.weekHint')}</p></fieldset>
    ${ui.field(t('settings.holidays'), {name: 'holidays', type: 'area', rows: 3, value: draft.typed?.holidays ?? (draft.holidays ?? []).join('\n'), hint: t('settings.holidaysHint'),
      on: text => draft = {...draft, typed: {...draft.typed, holidays: text}, holidays: text.split('\n').map(line => line.trim()).filter(Boolean)}})}
    ${['special_days', 'breaks'].map(name => ui.field(t(`settings.${name}`), {name, type: 'area', rows: 2, value: draft.typed?.[name] ?? dates(draft[name]), hint: t('settings.datesHint'),
      on: text => draft = {...draft, typed: {...draft.typed, [name]: text}, [name]: byDate(text)}}))}
    ${ui.field(t('settings.feed'), {name: 'feed', value: draft.feed, placeholder: 'https://…/holidays.ics', on: value => draft = {...draft, feed: value}})}
    <div class="row end">${stored ? html`<button type="button" class="bad" @click=${remove}>${t('settings.remove')}</button>` : nothing}<button class="primary">${t('hub.save')}</button></div></form></section>
    <section class="panel"><h2>${t('settings.tryCalendar')}</h2><p class="dim">${t('settings.tryCalendarHint')}</p><form class="stack" @submit=${tryOut}>
      ${ui.field(t('settings.question'), {name: 'op', type: 'select', value: ask.op, options: ['add', 'between', 'is_open', 'next_open'].map(op => [op, t(`settings.op.${op}`)]), on: op => {
        ask.op = op;
        refresh();
      }})}
      ${ui.field(t('settings.start'), {name: 'start', type: 'datetime-local', value: ask.start, on: value => ask.start = value, hint: t('settings.startHint')})}
      ${ask.op === 'between' ? ui.field(t('settings.end'), {name: 'end', type: 'datetime-local', value: ask.end, required: true, on: value => ask.end = value}) : nothing}
      ${ask.op === 'add' ? ui.field(t('settings.seconds'), {name: 'seconds', type: 'number', min: 0, value: ask.seconds, on: value => ask.seconds = value}) : nothing}
      <div class="row end"><button class="primary">${t('hub.try')}</button></div></form>${tried ? ui.show(tried, answer, {lines: 1}) : nothing}</section></div>`;

  function weekWith(day, text) {
    const week = {...draft.week, [day]: hours.read(text)};
    if (!week[day].length) {
      delete week[day];
    }
    return week;
  }

  return {
    actions: () => html`<a class="button" href="#/settings/calendars/new">${t('settings.newCalendar')}</a>`,
    view: () => html`${stored && !draft ? ui.show(stored, () => nothing) : draft ? editor() : nothing}
      ${ui.show(all, page => ui.table(t('settings.calendars'), [
        {label: t('settings.name'), cell: row => row.name}, {label: t('settings.zone'), cell: row => row.zone},
        {label: t('settings.week'), cell: row => hours.DAYS.filter(day => row.week?.[day]).map(day => html`<span class="badge" title=${hours.written(row.week[day])}>${hours.dayName(day, 'short')}</span> `)},
        {label: t('settings.changed'), cell: row => html`${ui.time(row.changed_at)} ${row.changed_by}`},
      ], page.data, {open: row => `#/settings/calendars/${encodeURIComponent(row.name)}`, key: row => row.name}))}`,
  };
}
