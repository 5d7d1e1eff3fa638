// The three services' REST interfaces, as the signed-in person. Every failure is a Failure that says what to tell.

export class Failure extends Error {
  /** status 0: the service could not be reached; problem: the answer of RFC 9457 where there is one. */
  constructor(service, status, problem) {
    super(problem?.detail || problem?.title || `${service} ${status}`);
    this.service = service;
    this.status = status;
    this.problem = problem;
  }
}

const bases = {contact: ''};
let signedOut = () => {};
let skew = 0;

/** What the session says: where the other services are, and their time. */
export function meet(session) {
  Object.assign(bases, session.services);
  skew = Date.parse(session.now) - Date.now();
}

/** What happens when a session has ended. */
export function onSignedOut(handler) {
  signedOut = handler;
}

/** The servers' time in milliseconds; deadlines are theirs, whatever this machine's clock says. */
export const now = () => Date.now() + skew;

export const base = service => bases[service];

function url(service, path, query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const parameters = new URLSearchParams(given);
  return bases[service] + path + (given.length ? (path.includes('?') ? '&' : '?') + parameters : '');
}

async function call(service, method, path, {query, body, type, version, key} = {}) {
  const headers = {Accept: 'application/json', 'X-Requested-With': 'console'};
  if (body !== undefined) {
    headers['Content-Type'] = type ?? 'application/json';
  }
  if (version !== undefined) {
    headers['If-Match'] = `"${version}"`;
  }
  if (method !== 'GET') {
    headers['Idempotency-Key'] = key ?? crypto.randomUUID();
  }
  let response;
  try {
    response = await fetch(url(service, path, query), {
      method, headers, credentials: 'include',
      body: body === undefined || typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
    });
  } catch {
    throw new Failure(service, 0);
  }
  const text = await response.text();
  const json = response.headers.get('Content-Type')?.includes('json') && text ? JSON.parse(text) : undefined;
  if (response.ok) {
    return {value: json ?? text, version: response.headers.get('ETag')?.replaceAll('"', '').replace('W/', '')};
  }
  if (response.status === 401) {
    signedOut();
  }
  throw new Failure(service, response.status, json);
}

/** The calls of one service: paths begin with /; options: query, body, type, version (If-Match), key (idempotency). */
function service(name) {
  const value = method => (path, options) => call(name, method, path, options).then(answer => answer.value);
  return {
    get: (path, query) => call(name, 'GET', path, {query}).then(answer => answer.value),
    /** With the version to send back as If-Match. */
    getVersioned: (path, query) => call(name, 'GET', path, {query}),
    post: (path, body, options) => value('POST')(path, {body: body ?? {}, ...options}),
    put: (path, body, options) => value('PUT')(path, {body, ...options}),
    patch: (path, body, options) => value('PATCH')(path, {body, type: 'application/merge-patch+json', ...options}),
    delete: (path, options) => value('DELETE')(path, options),
    /** For EventSource. */
    url: (path, query) => url(name, path, query),
  };
}

export const contact = service('contact');
export const segment = service('segment');
export const notification = service('notification');

/** Signs in; answers whether name and password are right. */
export async function signIn(name, password) {
  const answer = await fetch('/sign-in', {
    method: 'POST', credentials: 'same-origin', redirect: 'manual',
    headers: {'Content-Type': 'application/x-www-form-urlencoded', 'X-Requested-With': 'console'},
    body: new URLSearchParams({j_username: name, j_password: password}),
  });
  if (answer.status >= 500) {
    throw new Failure('contact', answer.status);
  }
  return answer.ok;
}
