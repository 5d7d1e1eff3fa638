// Keys: pages say what theirs do, and ? shows them all. Nothing is a key while somebody writes.

let groups = [];
let pending = '';

/** keys: [{key, does, run}]; a key is its name (j, Enter, ?), or two in a row (g i). Answers a function that forgets them. */
export function bind(keys) {
  groups = [...groups, keys];
  return () => groups = groups.filter(group => group !== keys);
}

/** All that are bound, the page's own first. */
export const bound = () => groups.toReversed().flat();

const isWriting = element => element.closest?.('input, textarea, select, [contenteditable], dialog[open]');

const SIGNS = {BracketLeft: '[', BracketRight: ']', Slash: '/'};

/** What the pressed key is on an English keyboard, for those who have another one switched on. */
const english = ({code = '', shiftKey}) => {
  const sign = SIGNS[code] ?? (code.startsWith('Key') ? code.slice(3).toLowerCase() : '');
  return sign === '/' && shiftKey ? '?' : sign;
};

export function listen() {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) {
      return;
    }
    const keys = bound();
    const names = /^[a-z?/]/i.test(event.key) ? [event.key] : [event.key, english(event)];
    const found = names.map(name => keys.find(one => one.key === `${pending} ${name}`.trim())).find(Boolean);
    if (found) {
      event.preventDefault();
      pending = '';
      found.run(event);
    } else {
      pending = names.find(name => name && keys.some(one => one.key.startsWith(`${name} `))) ?? '';
    }
  });
}
