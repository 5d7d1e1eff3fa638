// Posts one event in each mode with the CloudEvents SDK for JavaScript: node post.cjs <sdk folder> <url> <source>
const { CloudEvent, HTTP, Mode, emitterFor, httpTransport } = require(process.argv[2]);
const [url, source] = process.argv.slice(3);
const headers = { authorization: process.env.HUB_AUTHORIZATION };
const event = (id) => new CloudEvent({
  id, source, type: 'com.example.parcel.sent', subject: 'parcel 7', time: '2026-03-02T09:15:00.000Z',
  datacontenttype: 'application/json', extstring: 'greetings', data: { summary: 'Посылка 📦', mode: id },
});

async function main() {
  for (const mode of [Mode.BINARY, Mode.STRUCTURED]) {
    await emitterFor(httpTransport(url), { mode })(event(mode), { headers });
  }
  const bodies = ['batch-0', 'batch-1'].map((id) => HTTP.structured(event(id)).body);
  await httpTransport(url)({
    headers: { 'content-type': 'application/cloudevents-batch+json' }, body: `[${bodies.join(',')}]`,
  }, { headers });
}

main().catch((failure) => { console.error(failure); process.exit(1); });
