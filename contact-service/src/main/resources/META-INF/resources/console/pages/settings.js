// Settings, each section a module of its own.
import {html, nothing} from '../lib.js';
import * as ui from '../ui.js';
import {learn, t} from '../words.js';
import words from '../words/settings.js';
import {accounts} from './settings/accounts.js';
import {calendars} from './settings/calendars.js';
import {people} from './settings/people.js';
import {policies} from './settings/policies.js';
import {privacy} from './settings/privacy.js';
import {trials} from './settings/trials.js';

learn(words);

const SECTIONS = {policies, calendars, people, trials, accounts, privacy};
const FOR_ADMINISTRATORS = ['accounts', 'privacy'];

export function open(context) {
  const isAdministrator = context.session.roles.includes('administrator');
  const mine = Object.keys(SECTIONS).filter(name => isAdministrator || !FOR_ADMINISTRATORS.includes(name));
  const name = mine.includes(context.path[0]) ? context.path[0] : 'policies';
  const section = SECTIONS[name](context);
  return {
    title: t(`settings.${name}`),
    ticking: section.ticking,
    view: () => html`${ui.heading(t('nav.settings'), section.actions?.() ?? nothing)}
      ${ui.tabs(t('nav.settings'), mine.map(one => [`#/settings/${one}`, t(`settings.${one}`), one === name]))}
      <p class="dim">${t(`settings.${name}.hint`)}</p>${section.view()}`,
    close: section.close,
  };
}
