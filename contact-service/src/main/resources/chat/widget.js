/* Contact Hub's chat: <script src="https://hub/widget.js" data-account="shop" async></script> */
(function () {
  'use strict';

  var script = document.currentScript;
  var account = script && script.getAttribute('data-account');
  if (!account || !window.WebSocket || !document.documentElement.attachShadow) return;
  var name = 'contacthub-chat-' + account;
  if (document.getElementById(name)) return;

  var language = script.getAttribute('data-language') || document.documentElement.lang || navigator.language || 'en';
  try {
    Intl.getCanonicalLocales(language);
  } catch (e) {
    language = 'en';
  }
  var words = /^ru\b/i.test(language) ? {
    title: 'Напишите нам', greeting: 'Здравствуйте! Чем помочь?', open: 'Открыть чат', close: 'Закрыть чат',
    text: 'Сообщение', send: 'Отправить', who: 'Как с вами связаться (по желанию)', name: 'Имя', email: 'E-mail',
    phone: 'Телефон', sending: 'отправляется…', sent: 'отправлено', failed: 'не отправлено', away: 'Нет связи, пробуем снова…',
    promise: 'Мы получили сообщение и ответим до ', sorry: 'Простите за задержку. Ответим до ',
    you: 'Вы', us: 'Ответ', unread: 'Новых сообщений: '
  } : {
    title: 'Write to us', greeting: 'Hello! How can we help?', open: 'Open chat', close: 'Close chat',
    text: 'Message', send: 'Send', who: 'How to reach you (optional)', name: 'Name', email: 'E-mail',
    phone: 'Phone', sending: 'sending…', sent: 'sent', failed: 'not sent', away: 'No connection, trying again…',
    promise: 'We have your message and will answer by ', sorry: 'Sorry for the delay. We will answer by ',
    you: 'You', us: 'Answer', unread: 'New messages: '
  };
  var MOST = 200, LONGEST = 4000, PING = 25000, PATIENCE = 15000, SLOW = 30000;

  /* ---- what is remembered: who the visitor is, and what was said. Shared by all tabs of the site. ---- */

  var memory = null;

  function load() {
    var state = null;
    try {
      state = JSON.parse(localStorage.getItem(name));
    } catch (e) { /* storage is closed to us, or holds what is not ours: this page remembers by itself */ }
    state = state && Array.isArray(state.log) ? state : memory || { log: [], who: {} };
    state.who = state.who || {};
    return state;
  }

  function change(how) {
    var state = load();
    how(state);
    while (state.log.length > MOST) state.log.shift();
    memory = state;
    try {
      localStorage.setItem(name, JSON.stringify(state));
    } catch (e) { /* as above */ }
    show();
  }

  function entry(state, id) {
    return state.log.filter(function (one) { return one.id === id; })[0];
  }

  function newId() {
    var id = '';
    crypto.getRandomValues(new Uint8Array(16)).forEach(function (byte) {
      id += (byte + 256).toString(16).slice(1);
    });
    return id;
  }

  /* ---- the connection: tries again for ever, ever more patiently, and sends one message at a time ---- */

  var socket = null, ready = false, used = null, attempt = 0, retryAt = null, underway = null, watch = null, quiet = null;

  function connect() {
    clearTimeout(retryAt);
    retryAt = null;
    if (socket) return;
    var own = socket = new WebSocket(new URL(script.src).origin.replace(/^http/, 'ws') + '/widget/'
      + encodeURIComponent(account) + '/socket');
    expect();
    own.onopen = function () {
      var state = load();
      used = state.token;
      say({ type: 'hello', token: used, seen: state.seen, language: language });
    };
    own.onmessage = function (event) {
      if (own === socket) {
        clearTimeout(watch);
        hear(JSON.parse(event.data));
      }
    };
    own.onclose = function (event) {
      if (own === socket) lost(event.code);
    };
  }

  function lost(code) {
    var before = socket;
    socket = null;
    ready = false;
    underway = null;
    clearTimeout(watch);
    clearInterval(quiet);
    if (before) before.close();
    if (code === 4401 && used) change(function (state) { if (state.token === used) delete state.token; });
    var wait = Math.min(SLOW, 1000 * Math.pow(2, attempt++));
    retryAt = setTimeout(connect, (code === 4429 ? 2 * SLOW : wait) * (0.5 + Math.random() / 2));
    show();
  }

  /* Without an answer in time there is no connection, whatever the browser believes. */
  function expect() {
    clearTimeout(watch);
    watch = setTimeout(lost, PATIENCE);
  }

  function say(frame) {
    if (socket && socket.readyState === 1) {
      socket.send(JSON.stringify(frame));
      if (frame.type !== 'seen') expect();
    }
  }

  function ping() {
    if (ready) say({ type: 'ping' });
    else if (retryAt) connect();
  }

  function hear(frame) {
    if (frame.type === 'welcome') welcome(frame);
    else if (frame.type === 'ack') settle(frame.id, 'sent');
    else if (frame.type === 'failed' && !frame.retry) settle(frame.id, 'failed');
    else if (frame.type === 'failed') setTimeout(function () { settle(frame.id, 'sending'); }, 3000);
    else if (frame.type === 'reply' || frame.type === 'promise') answered(frame);
  }

  function welcome(frame) {
    var stored = load().token;
    if (stored && stored !== used) { /* another tab was first: be the same visitor */
      attempt = 0;
      return lost();
    }
    attempt = 0;
    ready = true;
    quiet = setInterval(ping, PING);
    title.textContent = frame.title || words.title;
    greeting.textContent = frame.greeting || words.greeting;
    change(function (state) { state.token = frame.token; });
    pump();
  }

  function pump() {
    var state = load();
    var next = state.log.filter(function (one) { return one.state === 'sending'; })[0];
    if (ready && !underway && next) {
      underway = next.id;
      say({ type: 'message', id: next.id, text: next.text, name: state.who.name, email: state.who.email,
        phone: state.who.phone, page: location.origin + location.pathname });
    }
  }

  function settle(id, outcome) {
    underway = null;
    change(function (state) { if (entry(state, id)) entry(state, id).state = outcome; });
    pump();
  }

  function answered(frame) {
    change(function (state) {
      if (!entry(state, frame.id)) {
        state.log.push({ id: frame.id, text: frame.text, due: frame.due, renewed: frame.renewed, at: frame.at });
        state.unread = panel.hidden ? (state.unread || 0) + 1 : 0;
      }
      if (!state.seen || frame.id > state.seen) state.seen = frame.id;
    });
    say({ type: 'seen', ids: [frame.id] });
  }

  /* ---- what is seen: in a shadow tree, so that the page's styles and ours leave each other alone ---- */

  var host = document.createElement('contact-hub-chat');
  host.id = name;
  host.style.cssText = 'all:initial!important';
  var root = host.attachShadow({ mode: 'open' });
  var css = '*{box-sizing:border-box;font:16px/1.4 system-ui,sans-serif;color:var(--ink)}'
    + '.all{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#eef1f4;--mark:#0b57d0;--on:#fff;position:fixed;z-index:2147483000;'
    + 'right:16px;bottom:16px}[hidden]{display:none!important}'
    + 'button{cursor:pointer;border:0;border-radius:8px;padding:8px 14px;min-height:44px;background:var(--mark);color:var(--on)}'
    + ':focus-visible{outline:3px solid #f5a623;outline-offset:2px}'
    + '.launch{width:60px;height:60px;border-radius:30px;padding:0;position:relative;box-shadow:0 2px 10px #0006}'
    + '.launch svg{width:28px;height:28px;fill:var(--on);vertical-align:middle}'
    + '.badge{position:absolute;top:-4px;right:-4px;min-width:22px;border-radius:11px;background:#b3261e;color:#fff;font-size:14px}'
    + '.panel{display:flex;flex-direction:column;width:360px;height:520px;max-height:calc(100vh - 32px);overflow:hidden;'
    + 'background:var(--paper);border-radius:12px;box-shadow:0 4px 24px #0006}'
    + 'header{display:flex;align-items:center;background:var(--mark);padding:6px 6px 6px 16px}'
    + 'h2{flex:1;margin:0;font-weight:600;color:var(--on)}header button{font-size:22px;width:44px;padding:0}'
    + '.away{margin:0;padding:6px 16px;background:#fdecc8;color:#3b2a00;font-size:14px}'
    + '.log{flex:1;overflow-y:auto;padding:12px;overscroll-behavior:contain}'
    + '.line{margin:0 0 10px;max-width:85%;width:fit-content;padding:8px 12px;border-radius:12px;background:var(--soft);'
    + 'white-space:pre-wrap;overflow-wrap:anywhere}.me{margin-left:auto;background:var(--mark)}.me *{color:var(--on)}'
    + 'small{display:block;font-size:12px}.who{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}'
    + 'details{padding:0 12px}summary{padding:8px 0;font-size:14px;cursor:pointer}'
    + 'label{display:block;font-size:14px}input,textarea{width:100%;padding:8px;border:1px solid #7c8591;border-radius:8px;'
    + 'background:var(--paper);margin:0 0 6px}form{display:flex;gap:8px;padding:8px 12px 12px;align-items:flex-end}'
    + 'form label{flex:1}textarea{resize:none;height:60px;margin:0;display:block}'
    + '@media(max-width:480px){.open{inset:0}.open .panel{width:100%;height:100vh;height:100dvh;max-height:none;border-radius:0;'
    + 'padding-bottom:env(safe-area-inset-bottom)}}'
    + '@media(prefers-color-scheme:dark){.all{--paper:#15181c;--ink:#e8eaed;--soft:#2a2f36;--mark:#2a6ad4}}';
  if (root.adoptedStyleSheets && window.CSSStyleSheet && CSSStyleSheet.prototype.replaceSync) {
    var sheet = new CSSStyleSheet(); /* which a strict Content-Security-Policy allows */
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } else {
    make('style', root, { textContent: css });
  }

  function make(tag, parent, properties, attributes) {
    var element = Object.assign(document.createElement(tag), properties);
    Object.keys(attributes || {}).forEach(function (one) { element.setAttribute(one, attributes[one]); });
    parent.appendChild(element);
    return element;
  }

  function drawing(parent, path) {
    var svg = parent.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.appendChild(document.createElementNS(svg.namespaceURI, 'path')).setAttribute('d', path);
  }

  var all = make('div', root, { className: 'all', lang: language });
  var launch = make('button', all, { className: 'launch', type: 'button' }, { 'aria-expanded': 'false' });
  drawing(launch, 'M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H8l-5 4V5a2 2 0 0 1 1-2z');
  var badge = make('span', launch, { className: 'badge', hidden: true });
  var panel = make('section', all, { className: 'panel', hidden: true }, { role: 'dialog', 'aria-label': words.title });
  var header = make('header', panel);
  var title = make('h2', header, { textContent: words.title });
  var leave = make('button', header, { type: 'button', textContent: '×' }, { 'aria-label': words.close });
  var away = make('p', panel, { className: 'away', hidden: true, textContent: words.away }, { role: 'status' });
  var log = make('div', panel, { className: 'log', tabIndex: 0 }, { role: 'log', 'aria-live': 'polite', 'aria-label': words.title });
  var greeting = make('p', log, { className: 'line', textContent: words.greeting });
  var details = make('details', panel);
  make('summary', details, { textContent: words.who });
  field('name', 'text', 'name', 200);
  field('email', 'email', 'email', 254);
  field('phone', 'tel', 'tel', 40);
  var form = make('form', panel);
  var label = make('label', form);
  make('span', label, { className: 'who', textContent: words.text });
  var text = make('textarea', label, { maxLength: LONGEST, placeholder: words.text, enterKeyHint: 'send' });
  make('button', form, { type: 'submit', textContent: words.send });
  var lines = {};

  function field(key, type, fill, longest) {
    var input = make('input', make('label', details, { textContent: words[key] }),
      { type: type, autocomplete: fill, maxLength: longest, value: load().who[key] || '' });
    input.addEventListener('change', function () {
      change(function (state) { state.who[key] = input.value.trim(); });
    });
  }

  function said(one) {
    return one.due ? (one.renewed ? words.sorry : words.promise) + new Date(one.due).toLocaleString(language, { day: 'numeric', month: 'long',
      hour: '2-digit', minute: '2-digit' }) : one.text;
  }

  /* Lines are added and marked, never made anew: a screen reader then says only what is new. */
  function show() {
    var state = load();
    state.log.forEach(function (one) {
      var line = lines[one.id];
      if (!line) {
        line = lines[one.id] = make('p', log, { className: one.state ? 'line me' : 'line' });
        make('span', line, { className: 'who', textContent: (one.state ? words.you : words.us) + ': ' });
        make('span', line, { textContent: said(one) });
        line.mark = make('small', line);
        log.scrollTop = log.scrollHeight;
      }
      line.mark.textContent = one.state ? words[one.state] : new Date(one.at).toLocaleTimeString(language,
        { hour: '2-digit', minute: '2-digit' });
    });
    badge.textContent = state.unread || '';
    badge.hidden = !state.unread;
    launch.setAttribute('aria-label', words.open + (state.unread ? '. ' + words.unread + state.unread : ''));
    away.hidden = ready || !attempt;
  }

  function open(is) {
    panel.hidden = !is;
    launch.hidden = is;
    all.className = is ? 'all open' : 'all';
    launch.setAttribute('aria-expanded', is);
    if (is) {
      connect();
      change(function (state) { state.unread = 0; });
      log.scrollTop = log.scrollHeight;
    }
    (is ? text : launch).focus();
  }

  function send(event) {
    event.preventDefault();
    var written = text.value.trim();
    if (!written) return;
    text.value = '';
    change(function (state) { state.log.push({ id: newId(), text: written, state: 'sending' }); });
    connect();
    pump();
  }

  launch.addEventListener('click', function () { open(true); });
  leave.addEventListener('click', function () { open(false); });
  form.addEventListener('submit', send);
  panel.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') open(false);
  });
  text.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
  });
  window.addEventListener('storage', function (event) { if (event.key === name) show(); });
  window.addEventListener('online', ping);
  document.addEventListener('visibilitychange', function () { if (!document.hidden) ping(); });

  function begin() {
    document.body.appendChild(host);
    show();
    if (load().token || load().log.length) connect(); /* who has written before gets the answers at once */
  }
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin);
})();
