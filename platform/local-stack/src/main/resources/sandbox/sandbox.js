'use strict';

const one = (id) => document.getElementById(id);
const words = {
  en: { block: 'Block the bot', unblock: 'Unblock the bot', gone: 'The sandbox does not answer.' },
  ru: { block: 'Заблокировать бота', unblock: 'Разблокировать бота', gone: 'Песочница не отвечает.' },
};
let language = 'en';
let blocked = false;
let shown = '';

const place = (what = '') => `/play/${one('messenger').value}/${encodeURIComponent(one('customer').value)}${what}`;

async function ask(path, body) {
  try {
    const answer = await fetch(path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
    one('note').textContent = '';
    return await answer.json();
  } catch {
    one('note').textContent = words[language].gone;
    return null;
  }
}

function show(chat) {
  if (!chat || !chat.lines) return;
  blocked = chat.blocked;
  one('block').textContent = words[language][blocked ? 'unblock' : 'block'];
  const key = one('messenger').value + JSON.stringify(chat);
  if (key === shown) return;
  shown = key;
  one('lines').replaceChildren(...chat.lines.map((line) => {
    const item = document.createElement('li');
    item.className = line.mine ? 'mine' : 'theirs';
    item.textContent = line.text;
    return item;
  }));
  if (chat.lines.some((line) => !line.mine)) ask(place('/seen'), {});
}

const look = async () => { if (one('customer').checkValidity()) show(await ask(place())); };

one('write').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = one('text').value;
  one('text').value = '';
  show(await ask(place('/write'), { text }));
});
one('block').addEventListener('click', async () => show(await ask(place(blocked ? '/unblock' : '/block'), {})));
one('busy').addEventListener('click', () => ask(`/play/${one('messenger').value}/busy`, { seconds: 30 }));
one('who').addEventListener('submit', (event) => event.preventDefault());
one('language').addEventListener('click', () => {
  language = language === 'en' ? 'ru' : 'en';
  document.documentElement.lang = language;
  document.querySelectorAll('[data-ru]').forEach((item) => {
    item.dataset.en ??= item.textContent;
    item.textContent = item.dataset[language];
  });
  one('language').textContent = language === 'en' ? 'Русский' : 'English';
  one('language').lang = language === 'en' ? 'ru' : 'en';
  shown = '';
  look();
});
setInterval(look, 1000);
look();
