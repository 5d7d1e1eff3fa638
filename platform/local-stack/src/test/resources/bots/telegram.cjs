// An echo bot of grammY: node telegram.cjs <modules> <sandbox> <port> <token>
const [, , modules, sandbox, , token] = process.argv;
const { Bot, GrammyError } = require(modules + '/grammy');

const bot = new Bot(token, { client: { apiRoot: sandbox } });
bot.on('message:text', async (context) => {
  const text = context.message.text;
  try {
    await context.reply(text === 'long' ? 'x'.repeat(5000) : 'echo: ' + text);
  } catch (error) {
    console.log(`${text} ${error instanceof GrammyError} ${error.error_code} ${error.parameters.retry_after ?? ''}`.trim());
  }
});
bot.start({ onStart: () => console.log('ready') });
