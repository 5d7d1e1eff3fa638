// Server-sent events that come back by themselves: after a lost line the browser's own way, after a refusal ours.
import {contact} from './api.js';

/**
 * Follows a stream; on is a map of event names to handlers of the parsed data. Answers a function that ends it.
 * state is told 'live' or 'lost', so that a page can say that it is not up to date.
 */
export function follow(path, query, on, state = () => {}) {
  let source;
  let ended = false;
  let pause = 1000;
  const open = () => {
    source = new EventSource(contact.url(path, query), {withCredentials: true});
    source.onopen = () => {
      pause = 1000;
      state('live');
    };
    source.onerror = () => {
      state('lost');
      if (source.readyState === EventSource.CLOSED && !ended) {
        // A refusal: perhaps the session is over, which this call finds out.
        contact.get('/api/v1/session').catch(() => {});
        setTimeout(() => ended || open(), pause = Math.min(pause * 2, 30_000));
      }
    };
    for (const [name, handler] of Object.entries(on)) {
      source.addEventListener(name, event => handler(JSON.parse(event.data)));
    }
  };
  open();
  return () => {
    ended = true;
    source.close();
  };
}
