import { Client } from 'pg';
import { readStar } from '../../../../src/local/printer/star-paper';
import { until } from '../../../support/wait';
import { openStage, Stage } from '../stage';

/**
 * Star CloudPRNT over HTTP, to the letter: what a printer sends, what it gets, and how it
 * authenticates.
 */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const PATH = '/api/cloudprnt';
const basic = (user: string, key: string) =>
  `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`;
const printer = basic('printer-1', 'printer-1');
const poll = (more: object = {}, as = printer) =>
  stage.ask('POST', PATH, {
    as,
    key: null,
    body: { printerMAC: '00:11:62:1d:9a:b7', statusCode: '200%20OK', ...more },
  });
const fetchJob = (token: unknown, more = '', headers: Readonly<Record<string, string>> = {}) =>
  stage.ask('GET', `${PATH}?mac=00%3A11%3A62%3A1d%3A9a%3Ab7&token=${String(token)}${more}`, {
    as: printer,
    headers,
  });
const confirm = (token: unknown, code: string) =>
  stage.ask(
    'DELETE',
    `${PATH}?mac=00%3A11&token=${String(token)}&code=${encodeURIComponent(code)}`,
    { as: printer, key: null },
  );

/** A ticket whose print job has been requested and offered. */
async function offered(): Promise<{
  readonly id: string;
  readonly number: string;
  readonly key: string;
  readonly token: string;
}> {
  const mine = await stage.ticket();
  await stage.ask('POST', `/api/branches/1/tickets/${mine.id}/print`, {
    as: await stage.device('kiosk-1'),
    body: {},
  });
  return { ...mine, token: String((await poll()).body.jobToken) };
}
const stateOf = async (id: string) => {
  const { job } = await stage.call('GET /api/branches/:branch/tickets/:ticket/print', {
    params: { branch: '1', ticket: id },
    as: await stage.device('kiosk-1'),
  });
  return job!;
};

test('a poll is asked for its interval until known; unknown members are accepted', async () => {
  expect(
    (
      await poll({
        status: '23 6 0 0 0 0 0 0 0 ',
        uniqueID: null,
        clientAction: null,
        printingInProgress: null,
        barcodeReader: [],
        futureField: 1,
      })
    ).body,
  ).toEqual({ jobReady: false, clientAction: [{ request: 'GetPollInterval', options: '' }] });
  expect(
    (
      await poll({
        clientAction: [
          { request: 'ClientType', result: 'x' },
          { request: 'GetPollInterval', result: 'soon' },
        ],
      })
    ).body.clientAction,
  ).toBeDefined();
  expect(
    (await poll({ clientAction: [{ request: 'GetPollInterval', result: '5' }] })).body,
  ).toEqual({ jobReady: false });
  expect((await poll({ statusCode: '200 OK' })).body).toEqual({ jobReady: false });
  // a bad encoding has its own error
  expect((await poll({ statusCode: '%E0%A4%A' })).body).toEqual({ jobReady: false });
  expect((await poll({ statusCode: undefined })).status).toBe(422);
});

test('offer, fetch, confirm: in the media type asked for, the same until confirmed', async () => {
  const { id, number, key, token } = await offered();
  const ready = (await poll()).body;
  expect(ready).toEqual({
    jobReady: true,
    mediaTypes: [
      'application/vnd.star.starprnt',
      'application/vnd.star.line',
      'application/vnd.star.starprntcore',
      'text/plain',
    ],
    jobToken: token,
  });
  for (const type of [
    'application/vnd.star.starprnt',
    'application/vnd.star.line',
    'application/vnd.star.starprntcore',
    'text/plain',
  ]) {
    const { status, type: given, headers } = await fetchJob(token, `&type=${type}`);
    expect([status, given, headers.get('cache-control')]).toEqual([200, type, 'no-store']);
  }
  const text = (
    await fetchJob(token, '&type=text%2Fplain', {
      'X-Star-Accept-Codepages': 'utf-8,us-ascii',
      'X-Star-Print-Width': '48.0',
    })
  ).text;
  expect(text).toContain(`Su número es\n\n${number}\n`);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(32);
  const twice = await Promise.all(
    [1, 2].map(async () =>
      Buffer.from(
        await (
          await fetch(`http://127.0.0.1:${stage.app.port}${PATH}?token=${token}`, {
            headers: { Authorization: printer },
          })
        ).arrayBuffer(),
      ),
    ),
  );
  expect(twice[0]).toEqual(twice[1]);
  expect(readStar(twice[0])).toMatchObject({
    codes: [expect.stringContaining(`/t#${key}`)],
    cuts: 1,
  });
  expect((await fetchJob(token, '&type=image%2Fpng')).status).toBe(415);
  // the printer has it
  expect((await poll({ printingInProgress: true })).body).toEqual({ jobReady: false });
  expect(await stateOf(id)).toMatchObject({ state: 'printing' });
  expect((await confirm(token, '200 OK')).status).toBe(200);
  expect(await stateOf(id)).toMatchObject({ state: 'printed' });
  expect((await fetchJob(token)).status).toBe(404);
  expect((await confirm(token, '410 Out of paper')).status).toBe(200); // a final state stays
  expect(await stateOf(id)).toMatchObject({ state: 'printed' });
});

test('older firmware returns no token: it means its only job', async () => {
  const { id, number } = await offered();
  const next = await offered();
  const paper = await stage.ask('GET', `${PATH}?mac=00&type=text/plain`, { as: printer });
  expect(paper.text).toContain(`\n${number}\n`);
  expect((await poll()).body).toEqual({ jobReady: false }); // one at a time
  await stage.ask('DELETE', `${PATH}?mac=00&code=OK`, { as: printer, key: null });
  expect([(await stateOf(id)).state, (await stateOf(next.id)).state]).toEqual([
    'printed',
    'queued',
  ]);
  await confirm((await poll()).body.jobToken, '200 OK');
});

test('a job it cannot print has failed; one it could not download is offered again', async () => {
  const one = await offered();
  await fetchJob(one.token);
  await confirm(one.token, '520 Download timeout');
  expect((await poll()).body.jobToken).toBe(one.token);
  await confirm(one.token, '511 Media decoding error');
  expect(await stateOf(one.id)).toMatchObject({ state: 'failed', reason: 'not-understood' });
  expect((await poll()).body).toEqual({ jobReady: false });
  for (const token of ['none', '11111111-1111-4111-8111-111111111111']) {
    expect([(await fetchJob(token)).status, (await confirm(token, '200 OK')).status]).toEqual([
      404, 200,
    ]);
  }
});

test('there is no MQTT here: 404 for its settings', async () => {
  expect(
    (
      await stage.ask('GET', '/api/cloudprnt-setting.json?mac=00&replaced_path=cloudprnt', {
        as: printer,
      })
    ).status,
  ).toBe(404);
});

test('no paper is printed for a ticket that has ended', async () => {
  const { id } = await stage.ticket();
  await stage.ask('POST', `/api/branches/1/tickets/${id}/cancel`, {
    as: await stage.staff('advisor-1'),
  });
  expect(
    await stage.ask('POST', `/api/branches/1/tickets/${id}/print`, {
      as: await stage.device('kiosk-1'),
      body: {},
    }),
  ).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
});

const save = async (
  body: { readonly revoked?: boolean; readonly newCode?: boolean },
  id = 'printer-7',
) => {
  const { code } = await stage.call('PUT /api/devices/:device', {
    params: { device: id },
    body: { kind: 'printer', branch: '1', label: 'Meson', ...body },
    as: await stage.staff('admin-1'),
  });
  return { code: code! };
};

test('a 26-letter key is shown once, works from the first poll, ends when replaced', async () => {
  const first = (await save({})).code;
  expect(first).toMatch(/^[a-z0-9]{26}$/);
  expect((await poll({}, basic('printer-1', first))).status).toBe(401); // another printer's key
  expect((await poll({}, basic('printer-7', first))).status).toBe(200);
  expect((await poll({}, basic('printer-7', first))).status).toBe(200);
  const second = (await save({})).code;
  // valid until the new one is used
  expect((await poll({}, basic('printer-7', first))).status).toBe(200);
  expect((await poll({}, basic('printer-7', second))).status).toBe(200);
  await save({ revoked: true, newCode: false });
  // An instance caches a token's owner for some seconds.
  for (const key of [first, second]) {
    const refused = async () => (await poll({}, basic('printer-7', key))).status === 401;
    await until(refused, 'the end of the key');
  }
});

test('callers other than printers are refused, and told how to authenticate', async () => {
  const kiosk = (await stage.device('kiosk-1')).slice('Bearer '.length);
  for (const as of [
    undefined,
    `Bearer ${kiosk}`,
    basic('kiosk-1', kiosk),
    basic('kiosk-1', 'kiosk-1'),
    basic('kiosk-2', 'kiosk-2'),
    basic('printer-1', ''),
    basic('', 'printer-1'),
    'Basic !',
    basic('printer-1', 'x'.repeat(300)),
  ]) {
    const answer = await stage.ask('POST', PATH, { as, key: null, body: { statusCode: '200' } });
    expect([as, answer.status, answer.headers.get('www-authenticate')]).toEqual([
      as,
      401,
      'Basic realm="Ticketero", charset="UTF-8"',
    ]);
  }
  // A printer's key in Basic opens nothing else.
  expect((await stage.ask('GET', '/api/branches/1/kiosk', { as: printer })).status).toBe(401);
});

test('a stored print job holds ids and numbers: no key, no RUT, no printed text', async () => {
  const mine = await stage.ticket({ queue: 'caja', nationalId: '12.345.678-5' });
  await stage.ask('POST', `/api/branches/1/tickets/${mine.id}/print`, {
    as: await stage.device('kiosk-1'),
    body: {},
  });
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  const rows =
    JSON.stringify(
      (await client.query('select j.*, p.* from print_jobs j join printers p using (device_id)'))
        .rows,
    ) + JSON.stringify((await client.query('select * from device_tokens')).rows);
  await client.end();
  expect(rows).toContain(mine.id);
  for (const secret of [mine.key, '12345678', '12.345.678', mine.number]) {
    expect(rows).not.toContain(secret);
  }
});

test("polls are logged at debug only, with the printer's id and nothing it sent", () => {
  const polls = stage.logged
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ route, status }) => route === `POST ${PATH}` && status === 200);
  expect(polls.length).toBeGreaterThan(5);
  for (const line of polls) {
    expect(line).toMatchObject({
      level: 'debug',
      who: expect.stringMatching(/^printer:printer-\d$/),
    });
  }
  expect(stage.logged.join('\n')).not.toContain('00:11:62');
  expect(stage.logged.filter((line) => line.includes('nobody foresaw'))).toEqual([]);
});
