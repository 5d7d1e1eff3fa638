// An SMSC on the npm package smpp, told over HTTP what to deliver and asked what it took.
// node smsc.cjs <path of the package>; prints its two ports as JSON.
const smpp = require(process.argv[2]);
const http = require('http');

const OK = 0, INVALID_DESTINATION = 0x0b, BIND_FAILED = 0x0d, THROTTLED = 0x58;
const taken = [];
const refusedOnce = new Set();
let bound = null;
let server = null;
let port = 0;
let lastId = 1000;

function place(udh) {
  if (!udh) return null;
  for (const element of Array.isArray(udh) ? udh : [udh]) {
    if (element[0] === 0) return { reference: element[2], total: element[3], number: element[4] };
    if (element[0] === 8) return { reference: element.readUInt16BE(2), total: element[4], number: element[5] };
  }
  return null;
}

function once(key) {
  if (refusedOnce.has(key)) return false;
  refusedOnce.add(key);
  return true;
}

function refusal(to, number) {
  if (to.startsWith('7902') && once(to)) return THROTTLED;
  if (to.startsWith('7903')) return INVALID_DESTINATION;
  if (to.startsWith('7904') && number === 2 && once(to)) return THROTTLED;
  return OK;
}

function receipt(session, submit, stat, err, form, then) {
  const text = `id:${submit.id} sub:001 dlvrd:001 submit date:2601010900 done date:2601010901 stat:${stat} err:${err} text:x`;
  const states = { DELIVRD: 2, EXPIRED: 3, UNDELIV: 5, REJECTD: 8, ENROUTE: 1 };
  const parameters = form === 'parameters'
    ? { receipted_message_id: submit.id, message_state: states[stat], short_message: '' } : { short_message: text };
  session.deliver_sm(Object.assign({ esm_class: 4, data_coding: 0, source_addr: submit.to, source_addr_ton: 1,
    destination_addr: submit.from }, parameters), then);
}

function onSubmit(session, pdu) {
  const to = pdu.destination_addr;
  const at = place(pdu.short_message.udh);
  if (to.startsWith('7905')) {
    taken.push({ to, lost: true });
    session.destroy();
    return;
  }
  const status = refusal(to, at ? at.number : 1);
  const submit = { to, from: pdu.source_addr, fromTon: pdu.source_addr_ton, coding: pdu.data_coding, place: at,
    text: pdu.short_message.message, registered: pdu.registered_delivery, status, id: String(++lastId) };
  taken.push(submit);
  const answer = () => session.send(pdu.response({ command_status: status, message_id: status ? '' : submit.id }));
  if (to.startsWith('7901')) {
    receipt(session, submit, 'DELIVRD', '000', 'text', answer);
  } else {
    answer();
    if (to.startsWith('7908')) setTimeout(() => receipt(session, submit, 'DELIVRD', '000', 'text'), 100);
    if (to.startsWith('7909')) setTimeout(() => receipt(session, submit, 'UNDELIV', '001', 'text'), 100);
  }
}

function listen(then) {
  server = smpp.createServer({}, session => {
    session.on('bind_transceiver', pdu => {
      if (pdu.password !== 'secret') {
        session.send(pdu.response({ command_status: BIND_FAILED }));
        session.close();
        return;
      }
      session.send(pdu.response({ system_id: 'smsc' }));
      bound = session;
    });
    session.on('submit_sm', pdu => onSubmit(session, pdu));
    session.on('enquire_link', pdu => session.send(pdu.response()));
    session.on('unbind', pdu => { session.send(pdu.response()); session.close(); });
    session.on('close', () => { if (bound === session) bound = null; });
    session.on('error', () => session.destroy());
  });
  server.listen(port, '127.0.0.1', () => { port = server.address().port; then(); });
}

/** Whole texts to a number, put together from what was taken, once all parts of one are there. */
function texts(to) {
  const messages = new Map();
  taken.filter(one => one.to === to && one.status === OK).forEach((one, index) => {
    const key = one.place ? `part ${one.place.reference}/${one.place.total}` : `whole ${index}`;
    if (!messages.has(key)) messages.set(key, []);
    messages.get(key).push(one);
  });
  return [...messages.values()].filter(parts => parts.length === (parts[0].place ? parts[0].place.total : 1))
    .map(parts => parts.sort((a, b) => a.place ? a.place.number - b.place.number : 0).map(one => one.text).join(''));
}

const actions = {
  taken: (query, body, answer) => answer(taken.filter(one => one.to === query.get('to'))),
  texts: (query, body, answer) => answer(texts(query.get('to'))),
  deliver: (query, body, answer) => {
    if (!bound) return answer({ status: -1 });
    bound.deliver_sm({ source_addr: body.from, source_addr_ton: 1, destination_addr: body.to, esm_class: body.esm_class,
      data_coding: body.coding, short_message: Buffer.from(body.hex, 'hex') }, pdu => answer({ status: pdu.command_status }));
  },
  receipt: (query, body, answer) => {
    if (!bound) return answer({ status: -1 });
    receipt(bound, body, body.stat, body.err, body.form, pdu => answer({ status: pdu.command_status }));
  },
  restart: (query, body, answer) => {
    const sessions = [...server.sessions];
    server.close(() => listen(() => answer({ port })));
    sessions.forEach(session => session.destroy());
  },
};

listen(() => {
  const control = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    let text = '';
    request.on('data', chunk => text += chunk);
    request.on('end', () => actions[url.pathname.slice(1)](url.searchParams, text ? JSON.parse(text) : {}, body => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(body));
    }));
  });
  control.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ smpp: port, control: control.address().port })));
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
