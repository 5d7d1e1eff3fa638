// Everything the console says, in Russian and English. Each module that says something learns its words.

const LANGUAGES = ['en', 'ru'];
const all = {en: {}, ru: {}};
let language = 'en';
let plurals;

/** Adds words: {en: {key: text}, ru: {key: text}}; a text may be {one, few, many, other} of its parameter n. */
export function learn(words) {
  for (const one of LANGUAGES) {
    Object.assign(all[one], words[one]);
  }
}

/** The language as chosen before, else the browser's, else English. */
export function preferred() {
  const kept = localStorage.getItem('language');
  return LANGUAGES.includes(kept) ? kept : LANGUAGES.find(one => navigator.language.startsWith(one)) ?? 'en';
}

export function speak(chosen) {
  language = chosen;
  plurals = new Intl.PluralRules(chosen);
  localStorage.setItem('language', chosen);
  document.documentElement.lang = chosen;
}

export const spoken = () => language;

/** The text of a key with its {parameters}; the key itself where nobody wrote one, which a test looks for. */
export function t(key, values = {}) {
  const text = all[language][key];
  if (text === undefined) {
    return key;
  }
  const form = typeof text === 'string' ? text : text[plurals.select(values.n)] ?? text.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** The text of a value the services have words for (a channel, a state), as it is where we have none. */
export const term = (kind, value) => all[language][`${kind}.${value}`] ?? value ?? '';

/** Values with their texts, as a select takes them. */
export const terms = (kind, values) => values.map(value => [value, term(kind, value)]);

/** For tests: keys that one language has and the other has not. */
export const missing = () => LANGUAGES.flatMap(one =>
    LANGUAGES.filter(other => other !== one).flatMap(other =>
        Object.keys(all[one]).filter(key => !(key in all[other])).map(key => `${other}: ${key}`)));
