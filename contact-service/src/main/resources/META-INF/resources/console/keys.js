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

export function listen() {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) {
      return;
    }
    const keys = bound();
    const found = keys.find(one => one.key === `${pending} ${event.key}`.trim());
    if (found) {
      event.preventDefault();
      pending = '';
      found.run(event);
    } else {
      pending = keys.some(one => one.key.startsWith(`${event.key} `)) ? event.key : '';
    }
  });
}
