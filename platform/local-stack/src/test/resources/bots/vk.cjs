// An echo bot of vk-io: node vk.cjs <modules> <sandbox> <port> <token> <secret> <confirmation>
const [, , modules, sandbox, port, token, secret, confirmation] = process.argv;
const { VK, APIError } = require(modules + '/vk-io');

const vk = new VK({
  token, apiBaseUrl: sandbox + '/method', apiRetryLimit: 0, agent: new (require('http').Agent)(),
  webhookSecret: secret, webhookConfirmation: confirmation,
});
vk.updates.on('message_new', async (context) => {
  const text = context.text;
  try {
    await context.send(text === 'long' ? 'x'.repeat(10000) : 'echo: ' + text);
  } catch (error) {
    console.log(`${text} ${error instanceof APIError} ${error.code}`);
  }
});
require('http').createServer(vk.updates.getWebhookCallback('/')).listen(port, '127.0.0.1', () => console.log('ready'));
