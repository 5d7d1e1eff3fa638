// What kind of customers there are, why, and the rules that say so.
import {html, nothing} from '../lib.js';
import {segment} from '../api.js';
import * as ui from '../ui.js';
import {learn, t, term} from '../words.js';
import words from '../words/segments.js';

learn(words);

const TABS = ['matrix', 'list', 'scores', 'offers', 'loyalty', 'recalculations'];

export function open({path, session, refresh, go}) {
  const tab = TABS.includes(path[0]) ? path[0] : 'matrix';
  const maySteer = session.roles.some(role => role !== 'operator');
  const page = SECTIONS[tab]({path, refresh, go, maySteer, isAdministrator: session.roles.includes('administrator')});
  return {
    title: t('nav.segments'),
    view: () => html`${ui.heading(t('nav.segments'), page.actions?.() ?? nothing)}
      ${ui.tabs(t('nav.segments'), TABS.map(name => [`#/segments/${name}`, t(`segments.${name}`), name === tab]))}
      <p class="dim">${t(`segments.${tab}.hint`)}</p>${page.view()}`,
    keys: page.keys,
    close: page.close,
  };
}

const SECTIONS = {
  matrix({refresh}) {
    const matrix = ui.loaded(refresh, () => segment.get('/api/v1/reports/activity-matrix'));
    const rfm = ui.loaded(refresh, () => segment.get('/api/v1/reports/rfm'));
    const range = (from, below) => below === undefined ? t('segments.andMore', {n: from}) : below - 1 === from ? String(from) : `${from}–${below - 1}`;
    const heat = (n, most) => `heat-${n === 0 ? 0 : Math.min(5, 1 + Math.floor(5 * n / (most + 1)))}`;
    const grid = value => {
      const columns = [...new Set(value.cells.map(cell => cell.recency_from))];
      const rows = [...new Set(value.cells.map(cell => cell.purchases_from))].reverse();
      const most = Math.max(...value.cells.map(cell => cell.customers));
      const find = (r, p) => value.cells.find(cell => cell.recency_from === r && cell.purchases_from === p);
      return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('segments.matrix')}><table class="matrix"><caption class="unseen">${t('segments.matrix')}</caption>
        <thead><tr><th scope="col">${t('segments.purchases')} ↓ · ${t('segments.daysAgo')} →</th>${columns.map(r => {
          const cell = value.cells.find(one => one.recency_from === r);
          return html`<th scope="col">${range(r, cell.recency_below)}</th>`;
        })}</tr></thead><tbody>${rows.map(p => html`<tr><th scope="row">${range(p, value.cells.find(one => one.purchases_from === p).purchases_below)}</th>
        ${columns.map(r => {
          const cell = find(r, p);
          return cell ? html`<td class=${heat(cell.customers, most)} data-label=${range(r, cell.recency_below)}><strong>${term('segment', `activity.${cell.group}`)}</strong><br>
            <span class="large">${ui.number(cell.customers)}</span> <span class="small">${cell.money.map(one => html`<div>${ui.money(one.revenue, one.currency)}</div>`)}</span></td>` : html`<td></td>`;
        })}</tr>`)}</tbody></table></div><p class="dim small">${t('segments.asOf', {time: ui.moment(value.as_of), rule: value.rule_version, n: value.customers})}</p>`;
    };
    const groups = value => {
      const most = Math.max(...value.cells.map(cell => cell.customers));
      const sum = (r, f) => value.cells.filter(cell => cell.r === r && cell.f === f).reduce((all, cell) => all + cell.customers, 0);
      return html`<div class="scroll" tabindex="0" role="region" aria-label="RFM"><table class="matrix"><caption class="unseen">RFM</caption><thead><tr><th scope="col">F ↓ · R →</th>
        ${[1, 2, 3, 4, 5].map(r => html`<th scope="col">${r}</th>`)}</tr></thead><tbody>${[5, 4, 3, 2, 1].map(f => html`<tr><th scope="row">${f}</th>
        ${[1, 2, 3, 4, 5].map(r => html`<td class=${heat(sum(r, f), most)} data-label="R ${r}"><span class="large">${ui.number(sum(r, f))}</span></td>`)}</tr>`)}</tbody></table></div>`;
    };
    return {view: () => html`${ui.show(matrix, grid, {lines: 8})}${ui.panel(t('segments.rfm'), ui.show(rfm, groups))}`};
  },

  list({path, refresh, go, maySteer}) {
    const list = ui.loaded(refresh, () => segment.get('/api/v1/segments'));
    const chosen = path[1] ? editor(path[1] === 'new' ? undefined : path[1], {refresh, go, maySteer}) : undefined;
    return {
      actions: () => maySteer ? html`<a class="button" href="#/segments/list/new">${t('segments.new')}</a>` : nothing,
      view: () => html`${chosen ? chosen.view() : nothing}${ui.show(list, page => ui.table(t('segments.list'), [
        {label: t('segments.name'), cell: row => row.name.startsWith('custom.') ? html`<a href="#/segments/list/${row.name}">${row.name}</a>` : term('segment', row.name)},
        {label: t('segments.family'), cell: row => row.family},
        {label: t('segments.size'), class: 'right', cell: row => ui.number(row.size)},
        {label: t('segments.rule'), cell: row => html`<code class="mono said">${row.expression ?? ''}</code>`},
      ], page.data, {key: row => row.name}), {lines: 8})}`,
      close: () => chosen?.close(),
    };
  },

  scores({refresh}) {
    const rules = ui.loaded(refresh, () => segment.get('/api/v1/scoring-rules'));
    return {
      view: () => ui.show(rules, page => html`${page.data.map(rule => ui.panel(rule.version, html`${ui.facts([
        [t('hub.because'), rule.because], [t('segments.made'), `${ui.moment(rule.made_at)}, ${rule.made_by}`], [t('segments.quarters'), rule.quarters],
        [t('segments.method'), rule.method], ['R', rule.recency_days?.join(' · ')], ['F', rule.frequency?.join(' · ')],
        ['M', Object.entries(rule.monetary ?? {}).map(([currency, values]) => `${currency}: ${values.join(' · ')}`).join('; ')]])}`))}`),
    };
  },

  offers({refresh, maySteer}) {
    const list = ui.loaded(refresh, () => segment.get('/api/v1/offers'));
    const form = (offer = {}) => ui.openDialog(t('segments.offer'), () => html`<form class="stack" @submit=${event => {
      event.preventDefault();
      const given = new FormData(event.target);
      const number = name => given.get(name) ? Number(given.get(name)) : undefined;
      const words = name => given.get(name).split(',').map(word => word.trim()).filter(Boolean);
      ui.attempt(async () => {
        await segment.put(`/api/v1/offers/${encodeURIComponent(given.get('name'))}`, {title: given.get('title'), segments: words('segments'),
          r_from: number('r'), f_from: number('f'), m_from: number('m'), cool_down_days: number('cool') ?? 30,
          acceptance_labels: words('accepted'), refusal_labels: words('declined')}, offer.version === undefined ? {} : {version: offer.version});
        ui.closeDialog();
        await list.reload();
      }, t('hub.changed'));
    }}><div class="fields">${ui.field(t('segments.name'), {name: 'name', value: offer.name, required: true, disabled: false})}
      ${ui.field(t('segments.offerTitle'), {name: 'title', value: offer.title, required: true})}
      ${ui.field(t('segments.offerSegments'), {name: 'segments', value: offer.segments?.join(', '), hint: t('segments.commas')})}
      ${['r', 'f', 'm'].map(one => ui.field(`${one.toUpperCase()} ≥`, {name: one, type: 'number', min: 1, max: 5, value: offer[`${one}_from`]}))}
      ${ui.field(t('segments.cool'), {name: 'cool', type: 'number', min: 0, value: offer.cool_down_days ?? 30})}
      ${ui.field(t('segments.acceptedWhy'), {name: 'accepted', value: offer.acceptance_labels?.join(', ')})}
      ${ui.field(t('segments.declinedWhy'), {name: 'declined', value: offer.refusal_labels?.join(', ')})}</div>
      ${ui.footer(t('hub.save'))}</form>`, {wide: true});
    return {
      actions: () => maySteer ? html`<button @click=${() => form()}>${t('segments.newOffer')}</button>` : nothing,
      view: () => ui.show(list, page => page.data.length ? ui.table(t('segments.offers'), [
        {label: t('segments.name'), cell: row => maySteer ? html`<button class="quiet" @click=${() => form(row)}>${row.name}</button>` : row.name},
        {label: t('segments.offerTitle'), cell: row => row.title}, {label: t('segments.offerSegments'), cell: row => row.segments?.map(one => term('segment', one)).join(', ')},
        {label: t('segments.cool'), class: 'right', cell: row => row.cool_down_days}], page.data, {key: row => row.name}) : ui.empty(t('segments.noOffers'))),
    };
  },

  loyalty({refresh, isAdministrator}) {
    let text = '';
    let version;
    const programme = ui.loaded(refresh, async () => {
      const answer = await segment.getVersioned('/api/v1/loyalty-programme');
      version = answer.version;
      const {version: _, because: __, changed_at: ___, changed_by: ____, ...form} = answer.value;
      text = JSON.stringify(form, null, 2);
      return answer.value;
    });
    const save = event => {
      event.preventDefault();
      ui.attempt(async () => {
        await segment.put('/api/v1/loyalty-programme', JSON.parse(text), version === undefined ? {} : {version});
        await programme.reload();
      }, t('hub.changed'));
    };
    return {
      view: () => ui.show(programme, value => html`${value.tiers?.length ? ui.table(t('segments.loyalty'), Object.keys(value.tiers[0]).map(name =>
        ({label: name, cell: row => String(row[name])})), value.tiers, {key: row => row.name}) : ui.empty(t('segments.noProgramme'))}
        ${isAdministrator ? ui.panel(t('segments.programme'), html`<form class="stack" @submit=${save}>${ui.field(t('segments.programmeForm'),
          {name: 'programme', type: 'area', rows: 12, mono: true, value: text, on: given => text = given})}
          <div class="row end"><button class="primary">${t('hub.save')}</button></div></form>`) : nothing}`),
    };
  },

  recalculations({refresh, maySteer}) {
    const list = ui.loaded(refresh, () => segment.get('/api/v1/recalculations'));
    const timer = setInterval(() => list.value?.data.some(one => ['waiting', 'running'].includes(one.state)) && list.reload(), 1500);
    const start = () => ui.attempt(async () => {
      await segment.post('/api/v1/recalculations', {});
      await list.reload();
    });
    const cancel = one => ui.attempt(async () => {
      await segment.post(`/api/v1/recalculations/${one.id}/cancel`, {});
      await list.reload();
    });
    return {
      actions: () => maySteer ? html`<button @click=${start}>${t('segments.recalculate')}</button>` : nothing,
      view: () => ui.show(list, page => page.data.length ? ui.table(t('segments.recalculations'), [
        {label: t('segments.asked'), cell: row => ui.moment(row.asked_at)}, {label: t('hub.because'), cell: row => [row.because, row.asked_by].filter(Boolean).join(', ')},
        {label: t('segments.state'), cell: row => ui.badge(t(`segments.state.${row.state}`), row.state === 'done' ? 'good' : '')},
        {label: t('segments.progress'), cell: row => html`<progress max="100" value=${row.percent ?? 0} aria-label=${t('segments.progress')}></progress> ${row.percent ?? 0} %`},
        {label: t('segments.changed'), class: 'right', cell: row => ui.number(row.changed)},
        {label: '', cell: row => maySteer && ['waiting', 'running'].includes(row.state) ? html`<button @click=${() => cancel(row)}>${t('hub.cancel')}</button>` : nothing},
      ], page.data) : ui.empty(t('segments.noRecalculations'))),
      close: () => clearInterval(timer),
    };
  },
};

/** A segment's rule: whom it would take is shown while it is written, nothing is kept before it is saved. */
function editor(name, {refresh, go, maySteer}) {
  let version;
  const form = {name: name ?? 'custom.', expression: '', description: ''};
  let tried;
  let timer;
  const stored = name ? ui.loaded(refresh, async () => {
    const answer = await segment.getVersioned(`/api/v1/segments/${name}`);
    version = answer.version;
    Object.assign(form, {expression: answer.value.expression, description: answer.value.description ?? ''});
    tryOut();
    return answer.value;
  }) : undefined;
  const versions = name ? ui.loaded(refresh, () => segment.get(`/api/v1/segments/${name}/versions`)) : undefined;

  function tryOut() {
    if (form.expression.trim()) {
      tried = ui.loaded(refresh, () => segment.post('/api/v1/segments/try', {expression: form.expression}));
    }
  }

  const write = expression => {
    form.expression = expression;
    clearTimeout(timer);
    timer = setTimeout(tryOut, 400);
  };

  const save = event => {
    event.preventDefault();
    ui.attempt(async () => {
      if (name) {
        await segment.patch(`/api/v1/segments/${name}`, {expression: form.expression, description: form.description || null}, {version});
        await Promise.all([stored.reload(), versions.reload()]);
      } else {
        await segment.post('/api/v1/segments', {...form, description: form.description || undefined});
        go(`segments/list/${form.name}`);
      }
    }, t('hub.changed'));
  };

  const remove = () => ui.confirm(t('segments.removeQuestion', {name}), () => ui.attempt(async () => {
    await segment.delete(`/api/v1/segments/${name}`, {version});
    go('segments/list');
  }, t('segments.removed')));

  const outcome = value => value.errors.length ? html`<div class="notice bad" role="status">${value.errors.map(error =>
      html`<p>${t('segments.place', {n: error.position})}: ${error.message}</p>`)}</div>`
    : html`<div class="notice good" role="status"><p><strong data-size=${value.size}>${t('segments.would', {n: value.size})}</strong> ${t('segments.of', {n: value.customers})}</p>
      ${value.sample.length ? html`<p class="small row">${value.sample.slice(0, 8).map((id, i) => html`<a href="#/customers/${id}">${t('segments.example', {n: i + 1})}</a>`)}</p>` : nothing}</div>`;

  return {
    close: () => clearTimeout(timer),
    view: () => ui.panel(name ?? t('segments.new'), html`${stored ? ui.show(stored, () => nothing, {lines: 1}) : nothing}<form class="stack" @submit=${save}>
      ${name ? nothing : ui.field(t('segments.name'), {name: 'name', value: form.name, required: true, on: text => form.name = text, hint: 'custom.quiet'})}
      ${ui.field(t('segments.rule'), {name: 'expression', type: 'area', mono: true, rows: 3, value: form.expression, required: true, on: write, hint: t('segments.ruleHint'), disabled: !maySteer})}
      ${ui.field(t('segments.description'), {name: 'description', value: form.description, on: text => form.description = text, disabled: !maySteer})}
      ${tried ? ui.show(tried, outcome, {lines: 1}) : nothing}
      ${maySteer ? html`<div class="row end">${name ? html`<button type="button" class="bad" @click=${remove}>${t('segments.remove')}</button>` : nothing}
        <button type="button" @click=${tryOut}>${t('hub.try')}</button><button class="primary">${t('hub.save')}</button></div>` : nothing}</form>
      ${versions ? ui.show(versions, page => ui.versions(page.data, one => html`<code class="mono said">${one.expression}</code>`), {lines: 1}) : nothing}`),
  };
}
