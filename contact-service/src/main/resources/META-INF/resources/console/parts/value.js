// What kind of customer this is and what it is worth, as segment-service tells it.
import {html, nothing} from '../lib.js';
import {segment} from '../api.js';
import * as ui from '../ui.js';
import {t, term} from '../words.js';

const RFM = ['r', 'f', 'm'];

export function valuePanel(customer, path, refresh) {
  // Who has bought nothing has no scores.
  const scores = ui.loaded(refresh, () => segment.get(`${path}/scores`).catch(failure => {
    if (failure.status !== 404) {
      throw failure;
    }
    return {};
  }));
  const member = ui.loaded(refresh, () => segment.get(`${path}/segments`));
  const history = ui.paged(refresh, after => segment.get(`${path}/segment-history`, {'page[after]': after}));
  const offers = ui.loaded(refresh, () => segment.get(`${path}/offers`));
  const relationship = ui.loaded(refresh, () => segment.get(`${path}/relationship`));
  const loyalty = ui.loaded(refresh, () => segment.get(`${path}/loyalty`));

  const answer = (offer, outcome, label) => ui.attempt(async () => {
    ui.closeDialog();
    await segment.post(`/api/v1/offers/${encodeURIComponent(offer.offer)}/feedback`, {customer, outcome, label});
    await offers.reload();
  }, t('hub.changed'));

  /** What the customer said to an offer; with its reasons to choose from, where the offer has some. */
  const told = (offer, outcome) => {
    const labels = (outcome === 'accepted' ? offer.acceptance_labels : offer.refusal_labels) ?? [];
    if (!labels.length) {
      return answer(offer, outcome);
    }
    return ui.openDialog(t(`value.${outcome}`), () => html`<div class="stack tight">${labels.map(label =>
      html`<button @click=${() => answer(offer, outcome, label)}>${label}</button>`)}
      <button class="quiet" @click=${() => answer(offer, outcome)}>${t('value.noReason')}</button></div>`);
  };

  const score = value => value.r === undefined ? html`<p class="dim">${t('value.noPurchase')}</p>` : html`
    <div class="rfm" role="img" aria-label="RFM ${RFM.map(one => value[one]).join(' ')}">${RFM.map(one =>
      html`<span><strong>${value[one]}</strong><span class="dim small">${t(`value.${one}`)}</span></span>`)}</div>
    ${ui.facts([[t('customer.monetary'), ui.money(value.lifetime ?? value.monetary, value.currency)],
      [t('customer.frequency'), ui.number(value.frequency)], [t('customer.recency'), ui.number(value.recency_days)],
      [t('value.first'), value.first_purchase ? ui.day(value.first_purchase) : nothing],
      [t('value.changes'), value.changes_at ? ui.day(value.changes_at) : nothing]])}`;

  const offered = value => html`${value.hidden_because?.length ? html`<p class="notice soon">${t('value.hidden')} ${value.hidden_because.join('; ')}</p>` : nothing}
    ${value.data.length ? html`<ul class="plain">${value.data.map(offer => html`<li class="stack tight"><span class="row between"><strong>${offer.title}</strong>
      <span class="dim small">${t('value.chance', {percent: ui.percent(offer.chance)})}</span></span>
      <span class="small dim">${offer.because.join('; ')}</span>
      <span class="row"><button @click=${() => told(offer, 'accepted')}>${t('value.accepted')}</button>
      <button class="quiet" @click=${() => told(offer, 'declined')}>${t('value.declined')}</button></span></li>`)}</ul>`
      : value.hidden_because?.length ? nothing : html`<p class="dim">${t('customer.noOffers')}</p>`}
    ${value.resting?.length ? html`<p class="small dim">${t('value.resting')} ${value.resting.map(one => `${one.offer} (${ui.day(one.until)})`).join(', ')}</p>` : nothing}`;

  const why = change => html`<li class="stack tight"><span class="row">${ui.badge(term('segment', change.segment), change.left ? '' : 'accent')}
    <span class="push dim small">${ui.time(change.at)}</span></span><span class="small dim">${change.because}</span></li>`;

  const section = (title, one, view) => html`<div class="stack tight"><h3>${title}</h3>${ui.show(one, view)}</div>`;

  return {
    view: () => ui.showAll([scores, member, history, offers, relationship, loyalty], () => html`<div class="stack">
      ${section(t('value.scores'), scores, score)}
      ${section(t('value.now'), member, page => page.data.length ? html`<ul class="plain">${page.data.map(why)}</ul>`
        : html`<p class="dim">${t('value.noSegments')}</p>`)}
      ${section(t('customer.offers'), offers, offered)}
      ${section(t('value.relationship'), relationship, value => html`<p>${ui.badge(term('relationship', value.type), 'accent')}</p>
        <ul class="small dim">${(value.computed?.because ?? []).map(reason => html`<li>${reason}</li>`)}</ul>`)}
      ${section(t('value.loyalty'), loyalty, value => html`<p class="row">${value.tier ? ui.badge(value.tier, 'accent') : html`<span class="dim">${t('value.noTier')}</span>`}
        ${Object.entries(value.balances ?? {}).map(([name, balance]) => ui.badge(`${name}: ${ui.number(balance)}`))}</p><p class="small dim">${value.because}</p>`)}
      ${section(t('customer.segmentHistory'), history, page => page.data.length
        ? html`<ol class="plain">${page.data.map(why)}</ol>${ui.more(history)}` : html`<p class="dim">${t('hub.nothing')}</p>`)}</div>`),
  };
}
