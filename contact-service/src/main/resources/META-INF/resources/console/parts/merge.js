// Making two customers one: both side by side with what would become of them first, and an undo afterwards.
import {html, nothing} from '../lib.js';
import {contact} from '../api.js';
import * as ui from '../ui.js';
import {t, term} from '../words.js';

/** The fields of a card by the names merges give them, and where a customer has them. */
const FIELDS = {
  last_name: one => one.profile?.last, first_name: one => one.profile?.first, patronymic: one => one.profile?.patronymic,
  name_to_use: one => one.name_to_use, birth_year: one => one.profile?.birth_year, company: one => one.profile?.company,
  town: one => one.profile?.town, language: one => term('language', one.language),
};
/** What says more of each, though a merge does not choose it. */
const MORE = {since: one => ui.day(one.created_at)};

const name = one => one.name || t('hub.unnamed');
const addresses = one => one.addresses.map(address => address.value);

/** The reasons of a likeness in the reader's words, each with its points. */
export const reasons = list => html`<ul class="row plain grow">${list.map(reason => {
  const [, what, points] = reason.match(/^(.*?) ([+-]\d+)$/) ?? [undefined, reason, ''];
  return html`<li>${ui.badge(`${term('likeness', what)} ${points.replace('-', '−')}`, points.startsWith('-') ? '' : 'good')}</li>`;
})}</ul>`;

/** Those of a merge candidate, whose reason is a sentence. */
export const candidateReasons = one => {
  const list = one.because?.match(/^Look alike with \d+ points: (.*)\.$/)?.[1];
  return list ? reasons(list.split(', ')) : html`<p>${one.because}</p>`;
};

/** Asks for the other customer, shows what would become of both, and does it; done gets the one that stays. */
export function mergeDialog(mine, {other, done = () => {}}) {
  let found;
  let pair;
  let preview;
  let master = mine;
  let fields = {};
  let because = '';

  const asked = () => ({customers: [mine, other], master, fields, because: because || undefined});

  /** What would become of them, kept in view while it is asked anew. */
  const look = () => {
    const before = preview?.value;
    preview = ui.loaded(ui.refreshDialog, () => contact.post('/api/v1/merges', {...asked(), preview: true}));
    preview.value = before;
    ui.refreshDialog();
  };

  const choose = id => {
    other = id;
    fields = {};
    preview = undefined;
    pair = ui.loaded(ui.refreshDialog, () => Promise.all([mine, other].map(one => contact.getVersioned(`/api/v1/customers/${one}`))));
    look();
  };

  const search = event => {
    event.preventDefault();
    const q = event.target.q.value.trim();
    found = q ? ui.loaded(ui.refreshDialog, () => contact.get('/api/v1/customers', {q})) : undefined;
    ui.refreshDialog();
  };

  const alike = ui.loaded(ui.refreshDialog, async () => {
    const list = (await contact.get(`/api/v1/customers/${mine}/look-alikes`)).slice(0, 4);
    return Promise.all(list.map(async one => ({...one, customer: await contact.get(`/api/v1/customers/${one.customer}`)})));
  });

  const merge = () => ui.attempt(async () => {
    const version = pair.value[master === mine ? 0 : 1].version;
    await contact.post('/api/v1/merges', asked(), {version});
    ui.closeDialog();
    await done(master);
  }, t('merge.done'));

  const row = (one, more) => html`<li><button @click=${() => choose(one.id)}>${ui.initials(one.name)}
    <span class="grow stack tight"><strong class="said">${name(one)}</strong>
    <span class="small dim said">${addresses(one).slice(0, 3).join(' · ')}</span>${more}</span></button></li>`;

  const chooser = () => html`<div class="stack">
    <form @submit=${search}>${ui.field(t('merge.other'), {name: 'q', type: 'search', autofocus: true, hint: t('merge.otherHint')})}</form>
    ${found ? ui.show(found, page => page.data.some(one => one.id !== mine)
      ? html`<ul class="items">${page.data.filter(one => one.id !== mine).map(one => row(one, nothing))}</ul>` : ui.empty())
      : ui.show(alike, list => list.length ? html`<h3>${t('merge.alike')}</h3><ul class="items">${list.map(one =>
        row(one.customer, reasons(one.reasons)))}</ul>` : html`<p class="dim">${t('merge.nobody')}</p>`)}</div>`;

  const keep = (field, id) => {
    fields = {...fields, [field]: id};
    look();
  };

  /** One value of a field that both have: pressed is the one that would be kept. */
  const value = (field, one, result) => {
    if (MORE[field]) {
      return MORE[field](one);
    }
    const text = FIELDS[field](one);
    return text && text === FIELDS[field](result) ? html`<strong class="said">✓ ${text}</strong>`
      : text ? html`<button class="quiet link said" title=${t('merge.keep')} @click=${() => keep(field, one.id)}>${text}</button>` : '–';
  };

  const comparison = (both, result) => ui.table(t('merge.title'), [
    {label: t('merge.field'), cell: field => html`<span class="dim">${t(`customer.${field}`)}</span>`},
    ...both.map((one, i) => ({label: `${i + 1}. ${name(one)}${one.id === master ? ` (${t('merge.stays')})` : ''}`,
      cell: field => value(field, one, result)})),
  ], [...Object.keys(FIELDS).filter(field => both.some(FIELDS[field])), ...Object.keys(MORE)], {key: field => field});

  const shown = both => ui.show(preview, result => html`
    <p class="notice">${t('merge.preview')}</p>
    <div class="row"><span>${t('merge.whoStays')}</span>${ui.choice(t('merge.whoStays'), master, both.map((one, i) =>
      [one.id, `${i + 1}. ${name(one)}`]), id => {
        master = id;
        look();
      })}</div>
    ${comparison(both, result.customer)}
    <div><h3>${t('merge.result')}</h3><p class="strong said">${name(result.customer)}</p>
      <p class="small said">${addresses(result.customer).join(' · ')}</p></div>`, {lines: 6});

  const decide = () => html`<div class="stack">${ui.show(pair, both => shown(both.map(one => one.value)), {lines: 8})}
    ${ui.field(t('merge.because'), {name: 'because', value: because, on: text => because = text})}
    <div class="row end"><button class="quiet" @click=${() => { other = undefined; ui.refreshDialog(); }}>${t('merge.another')}</button>
    <button class="primary" ?disabled=${preview.state !== 'ready'} @click=${merge}>${t('merge.do')}</button></div></div>`;

  if (other) {
    choose(other);
  }
  ui.openDialog(t('merge.title'), () => other ? decide() : chooser(), {wide: true});
}

/** The merges a customer had part in, each with its undo; what an undo had to leave is told with its reason. */
export function mergesPanel(id, {refresh, done}) {
  const list = ui.loaded(refresh, () => contact.get(`/api/v1/customers/${id}/merges`));
  const undo = merge => ui.confirm(t('merge.undoQuestion'), () => ui.attempt(async () => {
    await contact.post(`/api/v1/merges/${merge.id}/undo`);
    await Promise.all([list.reload(), done()]);
  }, t('merge.undone')), t('merge.undo'));
  const one = merge => html`<li class="stack tight">
    <span class="row between"><strong>${ui.moment(merge.at)}</strong>
    ${merge.undone_at ? html`<span title=${ui.moment(merge.undone_at)}>${ui.badge(t('merge.undone'))}</span>`
      : html`<button @click=${() => undo(merge)}>${t('merge.undo')}</button>`}</span>
    <span class="small dim">${merge.operator ?? t('merge.byHub')}${merge.because ? `: ${merge.because}` : ''}</span>
    <span class="small said">${t('merge.brought')}: ${merge.addresses.map(address => address.value).join(' · ')}</span>
    ${merge.stayed?.length ? html`<div class="notice soon small">${t('merge.stayed')}<ul>${merge.stayed.map(left =>
      html`<li>${left.what}: ${left.because}</li>`)}</ul></div>` : nothing}</li>`;
  return {
    reload: list.reload,
    view: () => ui.show(list, page => page.data.length ? html`<ul class="plain">${page.data.map(one)}</ul>`
      : html`<p class="dim">${t('merge.none')}</p>`),
  };
}
