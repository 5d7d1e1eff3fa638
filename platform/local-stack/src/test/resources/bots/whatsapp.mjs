// An echo bot of whatsapp-api-js: node whatsapp.mjs <modules> <sandbox> <port> <token> <secret> <verify token>
import http from 'node:http';

const [, , modules, sandbox, port, token, secret, verifyToken] = process.argv;
const { WhatsAppAPI } = await import(modules + '/whatsapp-api-js/lib/middleware/node-http.js');
const { Text } = await import(modules + '/whatsapp-api-js/lib/messages/index.js');

const api = new WhatsAppAPI({
  token, appSecret: secret, webhookVerifyToken: verifyToken, v: 'v23.0',
  ponyfill: { fetch: (url, options) => fetch(String(url).replace('https://graph.facebook.com', sandbox), options), subtle: crypto.subtle },
});
api.on.message = async ({ phoneID, from, message }) => {
  const text = message.text.body;
  const answer = await api.sendMessage(phoneID, { phone: text === 'nobody' ? '12' : from }, new Text('echo: ' + text));
  if (answer.error) console.log(`${text} true ${answer.error.code}`);
};
api.on.status = ({ status }) => console.log('status ' + status);
http.createServer(async (request, response) => {
  try {
    if (request.method === 'GET') {
      response.end(api.handle_get(request));
    } else {
      response.statusCode = await api.handle_post(request);
      response.end();
    }
  } catch (error) {
    response.statusCode = 401;
    response.end(String(error));
  }
}).listen(port, '127.0.0.1', () => console.log('ready'));
