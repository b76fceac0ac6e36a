import { Ask, openStage, Stage } from '../../http/stage';

/** Prints requested under idempotency keys, with a printer polled by hand. */

let stage: Stage;
let kiosk: string;
beforeAll(async () => {
  stage = await openStage();
  kiosk = await stage.device('kiosk-1');
  await poll();
});
afterAll(() => stage.close());

const PATH = '/api/cloudprnt';
const printer = `Basic ${Buffer.from('printer-1:printer-1').toString('base64')}`;
const poll = () =>
  stage.ask('POST', PATH, { as: printer, key: null, body: { statusCode: '200%20OK' } });

const print = async (ticket: string, more: Ask = {}) => {
  const path = `/api/branches/1/tickets/${ticket}/print`;
  const answer = await stage.ask('POST', path, { as: kiosk, body: {}, ...more });
  const { job } = answer.body as { readonly job?: { readonly id: string; readonly state: string } };
  return { status: answer.status, code: answer.body.code, id: job?.id, state: job?.state };
};

/** The printer fetches the job it is offered, and confirms that it was printed. */
async function printed(): Promise<void> {
  const token = String((await poll()).body.jobToken);
  await stage.ask('GET', `${PATH}?token=${token}&type=text%2Fplain`, { as: printer });
  const path = `${PATH}?token=${token}&code=${encodeURIComponent('200 OK')}`;
  await stage.ask('DELETE', path, { as: printer, key: null });
}

test("a key answered with another key's slip keeps that answer after it is printed", async () => {
  const { id } = await stage.ticket();
  const first = await print(id);
  const keys = ['second', 'third'];
  for (const key of keys) expect(await print(id, { key })).toEqual(first);
  await printed();
  for (const key of [...keys, ...keys]) {
    expect(await print(id, { key })).toMatchObject({ id: first.id, state: 'printed' });
  }
  expect((await poll()).body.jobReady).toBe(false);
  const other = await print(id, { key: 'second', body: { language: 'en' } });
  expect(other).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
});

test('a new key gets a new slip once the first is printed', async () => {
  const { id } = await stage.ticket();
  const first = await print(id, { key: 'one' });
  await printed();
  const second = await print(id, { key: 'two' });
  expect([second.state, second.id === first.id]).toEqual(['queued', false]);
  await printed();
  expect(await print(id, { key: 'one' })).toMatchObject({ id: first.id, state: 'printed' });
  expect(await print(id, { key: 'two' })).toMatchObject({ id: second.id, state: 'printed' });
});
