// One entry of a timeline: what was said as a bubble, what happened as a quiet line.
import {html, nothing} from '../lib.js';
import {contact} from '../api.js';
import * as ui from '../ui.js';
import {learn, t, term} from '../words.js';
import words from '../words/entry.js';
import {deliveryBadge} from './delivery.js';

learn(words);

const SAID = /\.(contact\.(received|sent)|notification\.requested|(note|call|review)\.recorded)\.v\d+$/;
const LONG = 900;
const BAD = /\.(clock\.(breached|escalated)|promise\.broken|contact\.returned)\./;
const unfolded = new Set();

export const isSaid = entry => SAID.test(entry.type);

/** Whether it is something that went wrong. */
export const isBad = entry => BAD.test(entry.type);

const side = entry => entry.type.includes('.note.') ? 'note' : entry.direction === 'out' ? 'ours' : 'theirs';

/** What became of it: a word, and why on request. */
export const delivery = entry => entry.delivery ? html`<span title=${entry.delivery.detail ?? entry.delivery.reason ?? ''}>${
  deliveryBadge(entry.delivery.status)}</span>` : nothing;

/** Its text: what is very long is folded until asked for. */
function text(entry, refresh) {
  const whole = entry.detail?.text ?? entry.summary ?? '';
  const folds = whole.length > LONG && !unfolded.has(entry.id);
  return html`<div class="long">${ui.said(folds ? `${whole.slice(0, LONG)}…` : whole)}</div>
    ${folds ? html`<button class="quiet" @click=${() => {
      unfolded.add(entry.id);
      refresh();
    }}>${t('entry.showAll')}</button>` : nothing}`;
}

const files = entry => entry.links?.attachments?.length ? html`<p class="row small">${entry.links.attachments.map((link, i) =>
  html`<a href=${contact.url(link)} download>${entry.detail?.attachments?.[i]?.name ?? t('entry.attachment')}</a>`)}</p>` : nothing;

/** Who said it: one of ours, the hub by itself, or the customer. */
function speaker({type, operator, detail}) {
  if (operator) {
    return t('entry.by', {name: operator});
  }
  return type.includes('.notification.') ? t('entry.automatic') : detail?.from?.name ?? detail?.from?.value ?? detail?.author?.name ?? '';
}

const rating = entry => entry.detail?.rating ? html`<span class="strong" role="img" aria-label=${t('entry.rating', {n: entry.detail.rating})}>${
  '★'.repeat(entry.detail.rating)}</span>` : nothing;

/** A message, call, review or note. */
export const bubble = (entry, refresh) => html`<li class="entry ${side(entry)}" data-entry=${entry.id} tabindex="-1">
  <header>${side(entry) === 'note' ? ui.badge(t('entry.note'), 'soon') : ui.channelBadge(entry.channel)}
    <bdi>${speaker(entry)}</bdi>${rating(entry)}${delivery(entry)}<span class="push">${ui.time(entry.occurred_at)}</span></header>
  ${entry.detail?.subject ? html`<p class="strong">${ui.said(entry.detail.subject)}</p>` : nothing}
  ${text(entry, refresh)}${files(entry)}</li>`;

/** What happened as a sentence in the reader's language; as the hub put it where we have no words for it. */
function sentence({type, detail = {}, operator, summary}) {
  const key = `fact.${type.replace(/^contacthub\./, '').replace(/\.v\d+$/, '')}`;
  const at = name => detail[name] ? ui.moment(detail[name]) : '';
  const text = t(key, {...detail, kind: term('clock', detail.kind), due: at('due'), promised: at('promised'),
    until: at('until'), by: operator ?? detail.operator ?? '', operator: detail.operator ?? '',
    channel: term('channel', detail.channel), purpose: term('category', detail.purpose), segment: term('segment', detail.segment),
    amount: detail.amount === undefined ? '' : ui.money(detail.amount, detail.currency), priority: term('priority', detail.priority)});
  return text === key ? summary : text;
}

/** Anything else that happened. */
export const line = entry => html`<li class="entry fact ${isBad(entry) ? 'bad' : ''}" data-entry=${entry.id}><header title=${entry.summary ?? ''}>
  <bdi class="grow">${sentence(entry)}</bdi>${delivery(entry)}${ui.time(entry.occurred_at)}</header></li>`;

export const entryView = (entry, refresh) => isSaid(entry) ? bubble(entry, refresh) : line(entry);
