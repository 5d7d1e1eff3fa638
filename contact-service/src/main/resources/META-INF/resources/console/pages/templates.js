// What we write, in versions: a draft beside its preview, nothing is sent before it is published.
import {html, nothing} from '../lib.js';
import {notification} from '../api.js';
import * as ui from '../ui.js';
import {CATEGORIES, LANGUAGES, SENT_BY} from '../vocabulary.js';
import {learn, t, term, terms} from '../words.js';
import words from '../words/templates.js';

learn(words);

const EXAMPLE = {name: 'Anna', subject: 'Order 48213', promised: '24.11.2026 09:30', text: '…', signature: 'Maria', greeting: 'Dear Anna',
  name_dative: 'Анне', name_genitive: 'Анны'};

export function open(context) {
  return context.path.length >= 4 ? onePage(context) : listPage(context);
}

const channelName = channel => channel === 'any' ? t('templates.any') : term('channel', channel);
const categoryName = category => category === 'any' ? t('templates.any') : term('category', category);

const stateOf = one => one.published ? ui.badge(t('templates.published', {n: one.published.version}), 'good')
  : one.draft ? ui.badge(t('templates.draft'), 'soon') : ui.badge(t('templates.withdrawn'));

function listPage({refresh, session, go}) {
  const list = ui.paged(refresh, after => notification.get('/api/v1/templates', {'page[after]': after, 'page[size]': 100}));
  const maySteer = session.roles.some(role => role !== 'operator');
  const add = () => ui.openDialog(t('templates.new'), () => html`<form class="stack" @submit=${event => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    ui.attempt(async () => {
      await notification.post('/api/v1/templates', {...given, subject: given.subject || undefined});
      ui.closeDialog();
      go(`templates/${given.name}/${given.category}/${given.channel}/${given.language}`);
    });
  }}><div class="fields">${ui.field(t('templates.name'), {name: 'name', required: true, autofocus: true})}
    ${ui.field(t('templates.category'), {name: 'category', type: 'select', value: 'any', options: ['any', ...CATEGORIES].map(one => [one, categoryName(one)])})}
    ${ui.field(t('templates.channel'), {name: 'channel', type: 'select', value: 'any', options: ['any', ...SENT_BY].map(one => [one, channelName(one)])})}
    ${ui.field(t('templates.language'), {name: 'language', type: 'select', value: 'ru', options: terms('language', LANGUAGES)})}</div>
    ${ui.field(t('templates.subject'), {name: 'subject'})}${ui.field(t('templates.text'), {name: 'text', type: 'area', required: true, rows: 6})}
    ${ui.footer(t('templates.add'))}</form>`, {wide: true});
  return {
    title: t('nav.templates'),
    view: () => html`${ui.heading(t('nav.templates'), maySteer ? html`<button @click=${add}>${t('templates.new')}</button>` : nothing)}
      <p class="dim">${t('templates.hint')}</p>
      ${ui.show(list, value => html`${ui.table(t('nav.templates'), [
        {label: t('templates.name'), cell: row => t(`template.${row.name}`) === `template.${row.name}` ? row.name : t(`template.${row.name}`)},
        {label: t('templates.category'), cell: row => categoryName(row.category)}, {label: t('templates.channel'), cell: row => channelName(row.channel)},
        {label: t('templates.language'), cell: row => term('language', row.language)}, {label: t('templates.state'), cell: stateOf},
        {label: t('templates.text'), cell: row => html`<span class="clip small dim said">${(row.draft ?? row.published)?.text}</span>`},
      ], value.data, {open: row => `#/templates/${row.path}`, key: row => row.path})}${ui.more(list)}`, {lines: 8})}`,
  };
}

function onePage({path, refresh, session}) {
  const address = `/api/v1/templates/${path.map(encodeURIComponent).join('/')}`;
  const maySteer = session.roles.some(role => role !== 'operator');
  let version;
  let form = {subject: '', text: ''};
  let data = JSON.stringify(EXAMPLE, null, 2);
  let tried;
  let timer;
  const one = ui.loaded(refresh, async () => {
    const answer = await notification.getVersioned(address);
    version = answer.version;
    const said = answer.value.draft ?? answer.value.published;
    form = {subject: said?.subject ?? '', text: said?.text ?? ''};
    tryOut();
    return answer.value;
  });
  const versions = ui.loaded(refresh, () => notification.get(`${address}/versions`));
  const uses = ui.loaded(refresh, () => notification.get(`${address}/uses`));

  function tryOut() {
    tried = ui.loaded(refresh, () => notification.post('/api/v1/templates/try', {template: form.text, data: JSON.parse(data),
      channel: path[2] === 'sms' ? 'sms' : undefined}));
  }

  const write = name => text => {
    form[name] = text;
    clearTimeout(timer);
    timer = setTimeout(tryOut, 350);
  };

  const act = (action, done) => ui.attempt(async () => {
    try {
      await action();
    } finally {
      await Promise.all([one.reload(), versions.reload()]);
    }
  }, done);

  const keep = () => notification.put(`${address}/draft`, {subject: form.subject || undefined, text: form.text}, {version});
  const save = () => act(keep, t('templates.saved'));
  const publish = () => act(async () => {
    await keep();
    version = (await notification.getVersioned(address)).version;
    await notification.post(`${address}/publish`, {}, {version});
  }, t('templates.out'));
  const republish = number => act(() => notification.post(`${address}/publish`, {version: number}, {version}), t('templates.out'));
  const withdraw = () => ui.confirm(t('templates.withdrawQuestion'), () => act(() => notification.post(`${address}/withdraw`, {}, {version}), t('templates.withdrawn')));

  /** Lines that are only in one of two texts. */
  const compare = (before, after) => html`<pre class="difference">${after.split('\n').map(line =>
    html`<span class=${before.split('\n').includes(line) ? '' : 'added'}>${line}\n</span>`)}${before.split('\n').filter(line => !after.split('\n').includes(line))
      .map(line => html`<span class="removed">${line}\n</span>`)}</pre>`;

  const preview = () => tried ? tried.state === 'failed' && tried.failure.status === 400
    ? html`<div class="notice bad" role="status">${ui.sentence(tried.failure)}</div>`
    : ui.show(tried, value => html`<div class="entry ours"><p class="said">${value.text}</p></div>
      ${value.segments ? html`<p class="dim small">${t('templates.parts', {n: value.segments.count ?? value.segments})}</p>` : nothing}`) : nothing;

  return {
    title: path.join(' / '),
    view: () => ui.show(one, value => html`${ui.heading(value.name, html`${stateOf(value)}${maySteer ? html`
        <button @click=${save}>${t('templates.save')}</button><button class="primary" @click=${publish}>${t('templates.publish')}</button>
        ${value.published?.version ? html`<button class="bad" @click=${withdraw}>${t('templates.withdraw')}</button>` : nothing}` : nothing}`,
      html`<p class="dim"><a href="#/templates">${t('nav.templates')}</a> · ${categoryName(value.category)} · ${channelName(value.channel)} · ${term('language', value.language)}</p>`)}
      <div class="grid"><section class="panel"><h2>${t('templates.text')}</h2>
        ${ui.field(t('templates.subject'), {name: 'subject', value: form.subject, on: write('subject'), disabled: !maySteer})}
        ${ui.field(t('templates.text'), {name: 'text', type: 'area', rows: 12, value: form.text, on: write('text'), disabled: !maySteer})}
        <p class="small dim">${t('templates.placeholders')}: ${value.placeholders?.map(name => html`<code>{${name}}</code> `)}</p></section>
      <section class="panel"><h2>${t('templates.preview')}</h2><div aria-live="polite">${preview()}</div>
        <details><summary>${t('templates.data')}</summary>${ui.field(t('templates.data'), {name: 'data', type: 'area', mono: true, rows: 8, value: data, on: text => {
          data = text;
          clearTimeout(timer);
          timer = setTimeout(tryOut, 350);
        }})}</details></section></div>
      <div class="grid">${ui.panel(t('templates.versions'), ui.show(versions, page => html`<ol class="plain">${page.data.map((shown, i) => html`<li>
        <span class="row between"><span>${t('templates.version', {n: shown.version})} <span class="dim small">${[shown.operator, shown.written_at ? ui.moment(shown.written_at) : ''].filter(Boolean).join(', ')}</span></span>
        ${maySteer && shown.version !== value.published?.version && shown.version > 0 ? html`<button @click=${() => republish(shown.version)}>${t('templates.again')}</button>` : nothing}</span>
        <details><summary>${t('templates.difference')}</summary>${compare(page.data[i + 1]?.text ?? '', shown.text)}</details></li>`)}</ol>`))}
      ${ui.panel(t('templates.uses'), ui.show(uses, page => page.data.length ? html`<ul class="plain">${page.data.map(use => html`<li class="row between"><span>${use.version === undefined || use.version === null ? t('templates.withdrawn') : t('templates.version', {n: use.version})}</span><span class="dim small">${t('templates.since', {time: ui.moment(use.since)})} ${use.operator ?? ''}</span></li>`)}</ul>` : html`<p class="dim">${t('templates.noUses')}</p>`))}</div>`, {lines: 8}),
    close: () => clearTimeout(timer),
  };
}
