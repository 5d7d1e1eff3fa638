// One deadline: whether it is still owed, and why it is what it is.
import {html} from '../lib.js';
import {contact} from '../api.js';
import * as ui from '../ui.js';
import {t, term} from '../words.js';

/** Whether the answer is still due, in time or late. */
export const isOwed = clock => clock.state === 'running' || clock.state === 'breached' && !clock.stopped;

export function whyDialog(clock) {
  const told = ui.loaded(ui.refreshDialog, () => contact.get(`/api/v1/clocks/${clock.id}`));
  ui.openDialog(`${term('clock', clock.kind)}: ${t('hub.because')}`, () => ui.show(told, value => html`
    <ul>${(value.why ?? [value.because]).map(sentence => html`<li>${sentence}</li>`)}</ul>`));
}
