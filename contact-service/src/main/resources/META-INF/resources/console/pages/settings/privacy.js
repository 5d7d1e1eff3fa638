// How long the hub keeps customers it no longer hears of.
import {html, nothing} from '../../lib.js';
import {contact} from '../../api.js';
import * as ui from '../../ui.js';
import {t} from '../../words.js';

export function privacy({refresh}) {
  let age = 'P5Y';
  let tried;
  let run;
  let timer;

  const look = event => {
    event.preventDefault();
    tried = ui.loaded(refresh, () => contact.post('/api/v1/retention/try', {older_than: age}));
    refresh();
  };

  const begin = () => ui.confirm(t('privacy.question', {age}), () => ui.attempt(async () => {
    const begun = await contact.post('/api/v1/retention', {older_than: age});
    run = ui.loaded(refresh, () => contact.get(`/api/v1/retention/${begun.id}`));
    clearInterval(timer);
    timer = setInterval(() => run.value?.state === 'running' ? run.reload() : clearInterval(timer), 1500);
  }), t('privacy.begin'));

  return {
    view: () => ui.panel(t('privacy.retention'), html`<form class="row" @submit=${look}><div class="grow">${ui.field(t('privacy.age'), {name: 'age', value: age, required: true, on: value => age = value, hint: t('privacy.ageHint')})}</div>
      <button class="primary">${t('hub.try')}</button></form>
      ${tried ? ui.show(tried, value => html`<div class="notice" role="status"><p>${t('privacy.would', {time: ui.moment(value.before)})}</p>
        ${ui.facts(Object.entries(value.rows).map(([what, count]) => [what, ui.number(count)]))}<div class="row end"><button class="bad" @click=${begin}>${t('privacy.begin')}</button></div></div>`) : nothing}
      ${run ? ui.show(run, value => html`<div class="notice" role="status">${ui.facts(Object.entries(value).filter(([, one]) => typeof one !== 'object').map(([name, one]) => [name, String(one)]))}</div>`) : nothing}`),
    close: () => clearInterval(timer),
  };
}
