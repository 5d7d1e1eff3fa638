// An echo bot of viber-bot: node viber.cjs <modules> <sandbox> <port> <token>
const [, , modules, sandbox, port, token] = process.argv;
const { Bot, Message, Events } = require(modules + '/viber-bot');

const bot = new Bot({ authToken: token, name: 'Echo', avatar: 'https://example.org/a.png' });
bot._client._url = sandbox + '/pa';
bot.on(Events.MESSAGE_RECEIVED, (message, response) => {
  const text = message.text;
  response.send(new Message.Text(text === 'long' ? 'x'.repeat(8000) : 'echo: ' + text))
    .catch((error) => console.log(`${text} true ${error.status}`));
});
require('http').createServer(bot.middleware()).listen(port, '127.0.0.1', async () => {
  await bot.setWebhook('http://127.0.0.1:' + port);
  console.log('ready');
});
