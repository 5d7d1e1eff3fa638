// The console: who is signed in, which page is open, and the frame around it.
import {html, nothing, render, repeat} from './lib.js';
import * as api from './api.js';
import {bind, bound, listen} from './keys.js';
import * as ui from './ui.js';
import {learn, preferred, speak, spoken, t} from './words.js';
import words from './words/hub.js';
import {icon} from './icons.js';

/**
 * The pages, in the order of the menu. A page's module has open(context), which answers
 * {title, view, keys?, close?, ticking?}: view renders it anew each time, ticking pages every second.
 * context: {path: parts after the page's name, query, session, refresh, go}.
 */
const PAGES = [
  {name: 'inbox', load: () => import('./pages/inbox.js'), key: 'i'},
  {name: 'customers', load: () => import('./pages/customers.js'), key: 'c'},
  {name: 'board', load: () => import('./pages/board.js'), key: 'd'},
  {name: 'reports', load: () => import('./pages/reports.js'), key: 'r'},
  {name: 'segments', load: () => import('./pages/segments.js'), key: 's'},
  {name: 'templates', load: () => import('./pages/templates.js'), key: 't'},
  {name: 'notifications', load: () => import('./pages/notifications.js'), key: 'n'},
  {name: 'imports', load: () => import('./pages/imports.js'), roles: ['supervisor', 'administrator']},
  {name: 'settings', load: () => import('./pages/settings.js'), roles: ['supervisor', 'administrator']},
  {name: 'health', load: () => import('./pages/health.js'), roles: ['supervisor', 'administrator']},
];

const app = {session: undefined, ended: false, page: undefined, name: undefined, failure: undefined, toasts: [],
  dialog: undefined, busy: false, wrong: '', menu: false};

const mayOpen = page => !page.roles || page.roles.some(role => app.session.roles.includes(role));

let scheduled = false;
function refresh() {
  if (!scheduled) {
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      draw();
    });
  }
}

// Where we are: #/page/part/part?query

const address = () => {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  return {parts: path.split('/').filter(Boolean).map(decodeURIComponent), query: Object.fromEntries(new URLSearchParams(query))};
};

/** Goes to an address such as inbox?owner=me; replacing: without a step to come back to. */
function go(to, {replacing = false} = {}) {
  if (replacing) {
    history.replaceState(null, '', `#/${to}`);
    open();
  } else {
    location.hash = `#/${to}`;
  }
}

let opening = 0;
async function open() {
  const mine = ++opening;
  const {parts, query} = address();
  const wanted = PAGES.find(page => page.name === (parts[0] ?? 'inbox'));
  if (app.dialog) {
    ui.closeDialog();
  }
  app.page?.close?.();
  app.page = undefined;
  app.unbind?.();
  app.unbind = undefined;
  app.failure = undefined;
  app.menu = false;
  app.name = wanted?.name;
  if (!wanted || !mayOpen(wanted)) {
    app.failure = t(wanted ? 'hub.forbidden' : 'hub.notFound');
    return refresh();
  }
  refresh();
  try {
    const module = await wanted.load();
    if (mine !== opening) {
      return;
    }
    app.page = module.open({path: parts.slice(1), query, session: app.session, refresh, go});
    app.unbind = bind(app.page.keys ?? []);
  } catch (failure) {
    app.failure = String(failure);
    console.error(failure);
  }
  refresh();
  document.getElementById('content')?.focus({preventScroll: true});
  scrollTo(0, 0);
  // On a phone not all tabs fit: the open one is brought into view.
  requestAnimationFrame(() => document.querySelector('.tabs [aria-current=page]')?.scrollIntoView({block: 'nearest', inline: 'center'}));
}

// Signing in and out.

async function meet() {
  app.session = await api.contact.get('/api/v1/session');
  api.meet(app.session);
  app.ended = false;
  app.wrong = '';
}

async function signIn(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  app.busy = true;
  refresh();
  try {
    if (await api.signIn(form.get('name'), form.get('password'))) {
      await meet();
      await open();
    } else {
      app.wrong = t('signIn.wrong');
    }
  } catch (failure) {
    app.wrong = failure.status === 403 ? t('hub.forbidden') : t('signIn.away');
  }
  app.busy = false;
  refresh();
}

async function signOut() {
  await ui.attempt(() => api.contact.delete('/api/v1/session'));
  location.reload();
}

api.onSignedOut(() => {
  if (app.session) {
    app.ended = true;
    refresh();
  }
});

// The frame.

const signInForm = () => html`<form class="card" @submit=${signIn}>
  <h1>${t('signIn.title')}</h1>
  ${app.ended ? html`<p class="notice soon" role="status">${t('signIn.ended')}</p>` : nothing}
  ${app.wrong ? html`<p class="notice bad" role="alert">${app.wrong}</p>` : nothing}
  ${ui.field(t('signIn.name'), {name: 'name', required: true, autofocus: true, autocomplete: 'username',
    value: app.ended ? app.session.name : undefined})}
  ${ui.field(t('signIn.password'), {name: 'password', type: 'password', required: true, autocomplete: 'current-password'})}
  <button class="primary wide" ?disabled=${app.busy}>${t('signIn.submit')}</button></form>`;

const signInPage = () => html`<main id="content" class="signing-in" tabindex="-1">
  <p class="brand"><img src="/console/icon.svg" alt="" width="40" height="40"> ${t('hub.name')}</p>${signInForm()}
  <p>${languageButton()}</p></main>`;

const languageButton = () => html`<button class="quiet" @click=${() => {
  speak(spoken() === 'ru' ? 'en' : 'ru');
  if (app.session) {
    open();
  }
  refresh();
}}>${t('hub.language')}</button>`;

function theme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
}

const menu = () => html`<nav class="menu ${app.menu ? 'open' : ''}" aria-label=${t('hub.menu')}>
  <a class="brand" href="#/inbox"><img src="/console/icon.svg" alt="" width="28" height="28"><span>${t('hub.name')}</span></a>
  <ul>${PAGES.filter(mayOpen).map(page => html`<li><a href="#/${page.name}" aria-current=${
    page.name === app.name ? 'page' : 'false'}>${icon(page.name)}<span>${t(`nav.${page.name}`)}</span></a></li>`)}</ul>
  <div class="me"><p><strong>${app.session.name}</strong></p>
    <div class="row">${languageButton()}
    <button class="quiet icon" title=${t('hub.theme')} aria-label=${t('hub.theme')} @click=${theme}>${icon('theme')}</button>
    <button class="quiet icon" title=${t('hub.help')} aria-label=${t('hub.help')} @click=${showKeys}>${icon('keys')}</button>
    <button class="quiet icon" title=${t('hub.signOut')} aria-label=${t('hub.signOut')} @click=${signOut}>${icon('out')}</button>
    </div></div></nav>`;

const search = () => html`<form role="search" class="search" @submit=${event => {
  event.preventDefault();
  go(`customers?q=${encodeURIComponent(event.target.q.value.trim())}`);
}}>${icon('search')}<input id="search" name="q" type="search" aria-label=${t('hub.search')} placeholder=${t('hub.search')}>
  <kbd aria-hidden="true">/</kbd></form>`;

const content = () => {
  if (app.failure) {
    return html`<div class="notice bad" role="alert"><p>${app.failure}</p></div>`;
  }
  return app.page ? app.page.view() : ui.skeleton(6);
};

const frame = () => html`<a class="skip" href="#content" @click=${event => {
  event.preventDefault();
  document.getElementById('content').focus();
}}>${t('hub.skip')}</a>
  ${menu()}
  <div class="main"><header class="top">
    <button class="quiet icon burger" aria-label=${t('hub.menu')} aria-expanded=${app.menu} @click=${() => {
      app.menu = !app.menu;
      refresh();
    }}>${icon('menu')}</button>${search()}</header>
  <main id="content" tabindex="-1" class="page-${app.name}">${content()}</main></div>
  ${app.ended ? html`<div class="veil"><div role="dialog" aria-modal="true" aria-label=${t('signIn.title')}>${signInForm()}</div></div>` : nothing}`;

const overlays = () => html`<dialog id="dialog" class=${app.dialog?.wide ? 'wide' : ''} aria-label=${app.dialog?.title ?? ''}
    @close=${event => event.target.open || app.dialog && ui.closeDialog()}>
  ${app.dialog ? html`<header><h2>${app.dialog.title}</h2>
    <button class="quiet icon" aria-label=${t('hub.close')} @click=${ui.closeDialog}>${icon('close')}</button></header>
    ${app.dialog.view()}` : nothing}</dialog>
  <div class="toasts" role="status" aria-live="polite">${repeat(app.toasts, one => one, one =>
    html`<p class="toast ${one.tone}">${one.text}</p>`)}</div>`;

function draw() {
  document.title = app.page ? `${app.page.title} · ${t('hub.name')}` : t('hub.name');
  render(html`${app.session ? frame() : signInPage()}${overlays()}`, document.getElementById('app'));
}

function showKeys() {
  ui.openDialog(t('hub.help'), () => html`<dl class="keys">${bound().filter(one => one.does).map(one =>
    html`<div><dt>${one.key.split(' ').map(key => html`<kbd>${key}</kbd> `)}</dt><dd>${one.does}</dd></div>`)}</dl>`);
}

// From here on it runs.

learn(words);
speak(preferred());
if (localStorage.getItem('theme')) {
  document.documentElement.dataset.theme = localStorage.getItem('theme');
}
ui.onToasts(toasts => {
  app.toasts = toasts;
  draw();
});
ui.onDialog(dialog => {
  app.dialog = dialog;
  draw();
});
listen();
bind([
  ...PAGES.filter(page => page.key).map(page => ({key: `g ${page.key}`, run: () => go(page.name), get does() {
    return t(`nav.${page.name}`);
  }})),
  {key: '/', get does() { return t('keys.search'); }, run: () => document.getElementById('search')?.focus()},
  {key: '?', get does() { return t('keys.help'); }, run: showKeys},
]);
addEventListener('hashchange', () => app.session && open());
setInterval(() => app.page?.ticking && document.visibilityState === 'visible' && refresh(), 1000);
meet().then(open, () => refresh());
