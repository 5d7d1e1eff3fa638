// Who may sign in, and which programs may post.
import {html, nothing} from '../../lib.js';
import {contact} from '../../api.js';
import * as ui from '../../ui.js';
import {ROLES} from '../../vocabulary.js';
import {t, term} from '../../words.js';


export function accounts({refresh, session}) {
  const users = ui.loaded(refresh, () => contact.get('/api/v1/users'));
  const keys = ui.loaded(refresh, () => contact.get('/api/v1/keys'));
  let made;

  const addUser = event => {
    event.preventDefault();
    const given = new FormData(event.target);
    ui.attempt(async () => {
      await contact.post('/api/v1/users', {name: given.get('user'), password: given.get('new-password'), roles: ROLES.filter(role => given.get(`role-${role}`))});
      event.target.reset();
      await users.reload();
    }, t('hub.changed'));
  };

  const password = user => ui.openDialog(t('settings.passwordOf', {name: user.name}), () => html`<form class="stack" @submit=${event => {
    event.preventDefault();
    const given = new FormData(event.target).get('password-again');
    ui.attempt(() => contact.put(`/api/v1/users/${encodeURIComponent(user.name)}/password`, {password: given}), t('hub.changed')).then(done => done && ui.closeDialog());
  }}>${ui.field(t('settings.newPassword'), {name: 'password-again', type: 'password', required: true, autocomplete: 'new-password', hint: t('settings.passwordHint')})}
    <div class="row end"><button class="primary">${t('hub.save')}</button></div></form>`);

  const disable = (kind, one, list) => ui.confirm(t('settings.disableQuestion', {name: one.name}), () => ui.attempt(async () => {
    await contact.delete(`/api/v1/${kind}/${encodeURIComponent(one.name)}`);
    await list.reload();
  }, t('settings.disabled')));

  const addKey = event => {
    event.preventDefault();
    ui.attempt(async () => {
      made = await contact.post('/api/v1/keys', {name: new FormData(event.target).get('key')});
      event.target.reset();
      await keys.reload();
    });
  };

  return {
    view: () => html`<div class="grid">${ui.panel(t('settings.users'), html`${ui.show(users, page => html`<ul class="plain">${page.data.map(one => html`<li class="row between">
        <span><strong>${one.name}</strong> <span class="dim small">${one.roles.map(role => term('role', role)).join(', ')}</span> ${one.disabled ? ui.badge(t('settings.disabled'), 'bad') : nothing}</span>
        ${one.disabled ? nothing : html`<span class="row"><button class="quiet" @click=${() => password(one)}>${t('settings.changePassword')}</button>
        ${one.name === session.name ? nothing : html`<button class="quiet" @click=${() => disable('users', one, users)}>${t('settings.disable')}</button>`}</span>`}</li>`)}</ul>`)}
      <form class="stack" @submit=${addUser}><h3>${t('settings.addUser')}</h3><div class="fields">${ui.field(t('signIn.name'), {name: 'user', required: true, autocomplete: 'off'})}
        ${ui.field(t('signIn.password'), {name: 'new-password', type: 'password', required: true, autocomplete: 'new-password', hint: t('settings.passwordHint')})}</div>
        <div class="row">${ROLES.map(role => ui.field(term('role', role), {name: `role-${role}`, type: 'check', value: role === 'operator'}))}</div>
        <div class="row end"><button class="primary">${t('settings.addUser')}</button></div></form>`)}
      ${ui.panel(t('settings.keys'), html`${ui.show(keys, page => html`<ul class="plain">${page.data.map(one => html`<li class="row between"><strong>${one.name}</strong>
        ${one.disabled ? ui.badge(t('settings.disabled'), 'bad') : html`<button class="quiet" @click=${() => disable('keys', one, keys)}>${t('settings.disable')}</button>`}</li>`)}</ul>`)}
      ${made ? html`<div class="notice good" role="status"><p>${t('settings.keyOnce')}</p><code class="mono said">${made.key}</code></div>` : nothing}
      <form class="row" @submit=${addKey}><div class="grow">${ui.field(t('settings.keyName'), {name: 'key', required: true})}</div><button class="primary">${t('settings.addKey')}</button></form>`)}</div>`,
  };
}
