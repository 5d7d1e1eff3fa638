// Making two customers one: a preview first, and an undo afterwards.
import {html, nothing} from '../lib.js';
import {contact} from '../api.js';
import * as ui from '../ui.js';
import {t} from '../words.js';

const name = one => one.name || t('inbox.unnamed');

/** Asks for the other customer, shows what would become of both, and does it. */
export function mergeDialog(master, {other, done = () => {}}) {
  let found;
  let preview = other ? preview_(other) : undefined;
  let because = '';

  function preview_(id) {
    return ui.loaded(ui.refreshDialog, () => contact.post('/api/v1/merges', {customers: [master, id], master, preview: true}));
  }

  const search = event => {
    event.preventDefault();
    const q = event.target.q.value.trim();
    found = q ? ui.loaded(ui.refreshDialog, () => contact.get('/api/v1/customers', {q})) : undefined;
    ui.refreshDialog();
  };

  const choose = id => {
    other = id;
    preview = preview_(id);
    ui.refreshDialog();
  };

  const likely = ui.loaded(ui.refreshDialog, () => contact.get(`/api/v1/customers/${master}/look-alikes`));

  const merge = () => ui.attempt(async () => {
    await contact.post('/api/v1/merges', {customers: [master, other], master, because: because || undefined});
    ui.closeDialog();
    await done();
  }, t('merge.done'));

  const candidates = list => html`<ul class="items">${list.filter(one => one.id !== master).map(one => html`<li><button @click=${() => choose(one.id)}>
    ${ui.initials(one.name)}<span class="grow stack tight"><strong>${name(one)}</strong>
    <span class="small dim said">${one.addresses.map(address => address.value).slice(0, 3).join(' · ')}</span></span></button></li>`)}</ul>`;

  const chooser = () => html`<form @submit=${search}>${ui.field(t('merge.other'), {name: 'q', type: 'search', autofocus: true, hint: t('merge.otherHint')})}</form>
    ${found ? ui.show(found, page => page.data.length ? candidates(page.data) : ui.empty())
      : ui.show(likely, list => list.length ? html`<h3>${t('merge.alike')}</h3><ul class="plain">${list.slice(0, 5).map(one =>
        html`<li class="row between"><span class="small grow">${one.score}: ${one.reasons.join(', ')}</span>
        <button @click=${() => choose(one.customer)}>${t('merge.look')}</button></li>`)}</ul>` : html`<p class="dim">${t('merge.nobody')}</p>`)}`;

  const shown = ({customer, merge: made}) => html`
    ${ui.facts([[t('customer.name'), customer.name], [t('customer.name_to_use'), customer.name_to_use],
      ...['company', 'town', 'birth_year'].map(field => [t(`customer.${field}`), customer.profile?.[field]])])}
    <div><h3>${t('merge.brought')}</h3><p class="said">${made.addresses.map(address => address.value).join(' · ')}</p></div>
    ${Object.keys(made.fields).length ? html`<div><h3>${t('merge.fields')}</h3>${ui.facts(Object.entries(made.fields).map(([field, change]) =>
      [t(`customer.${field}`), `${change.before ?? '–'} → ${change.after ?? '–'}`]))}</div>` : nothing}`;

  ui.openDialog(t('merge.title'), () => preview ? html`<div class="stack">${ui.show(preview, result => html`
      <p class="notice">${t('merge.preview')}</p>${shown(result)}
      ${ui.field(t('merge.because'), {name: 'because', value: because, on: text => because = text})}
      <div class="row end"><button class="quiet" @click=${() => { preview = undefined; ui.refreshDialog(); }}>${t('merge.another')}</button>
      <button class="primary" @click=${merge}>${t('merge.do')}</button></div>`)}</div>` : html`<div class="stack">${chooser()}</div>`, {wide: true});
}

/** The merges a customer had part in, each with its undo. */
export function mergesPanel(id, {refresh, done}) {
  const list = ui.loaded(refresh, () => contact.get(`/api/v1/customers/${id}/merges`));
  let stayed;
  const undo = merge => ui.confirm(t('merge.undoQuestion'), () => ui.attempt(async () => {
    stayed = await contact.post(`/api/v1/merges/${merge.id}/undo`, {});
    await Promise.all([list.reload(), done()]);
  }, t('merge.undone')), t('merge.undo'));
  return {
    view: () => ui.show(list, page => page.data.length ? html`<ul class="plain">${page.data.map(merge => html`<li class="stack tight">
      <span class="row between"><span>${ui.moment(merge.at)}</span>
      ${merge.undone_at ? ui.badge(t('merge.undone')) : html`<button @click=${() => undo(merge)}>${t('merge.undo')}</button>`}</span>
      <span class="small dim">${[merge.operator ?? t('merge.byHub'), merge.because].filter(Boolean).join(': ')}</span></li>`)}</ul>
      ${stayed?.kept?.length ? html`<p class="notice soon">${t('merge.stayed')}: ${stayed.kept.map(one => one.because).join('; ')}</p>` : nothing}`
      : html`<p class="dim">${t('merge.none')}</p>`),
  };
}
