import { request } from 'node:http';
import { openStage, Stage } from './stage';

/**
 * Whatever comes in, the answer is a problem with the field, the value and the way out; never a
 * 500, never half a change.
 */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage.close());

const kiosk = () => stage.device('kiosk-1');
const advisor = () => stage.staff('advisor-1');
const seqOf = async () => (await stage.app.operations.readFloor('1')).seq;

/** The first event of the branch that a request appended would be seen here. */
async function changesNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await seqOf();
  const answer = await work();
  expect(await seqOf()).toBe(before);
  return answer;
}

const problem = async (method: string, path: string, ask: Parameters<Stage['ask']>[2]) => {
  const answer = await changesNothing(() => stage.ask(method, path, ask));
  expect(answer.type).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status: answer.status,
    detail: expect.stringMatching(/\w.+/),
    code: expect.stringMatching(/^[a-z_]+$/),
  });
  return answer;
};
const tickets = '/api/branches/1/tickets';

test('a RUT with a wrong check digit: told, and never repeated', async () => {
  const answer = await problem('POST', tickets, {
    as: await kiosk(),
    body: { queue: 'caja', nationalId: '12345678-9' },
  });
  expect(answer).toMatchObject({
    status: 422,
    body: {
      code: 'invalid_national_id',
      errors: [
        {
          field: 'nationalId',
          got: 'a RUT whose check digit does not fit',
          wants: 'a RUT with its check digit, such as 12345678-5',
        },
      ],
    },
  });
  expect(answer.text).not.toContain('12345678-9');
});

test('an unknown queue', async () => {
  const answer = await problem('POST', tickets, { as: await kiosk(), body: { queue: 'cajas' } });
  expect(answer).toMatchObject({
    status: 422,
    body: {
      code: 'unknown_queue',
      errors: [
        { field: 'queue', got: 'cajas', wants: 'one of caja, personal-banker, empresas, gerencia' },
      ],
    },
  });
});

test('an unknown branch, whoever asks', async () => {
  for (const as of [await kiosk(), await stage.staff('supervisor-1')]) {
    const answer = await problem('POST', '/api/branches/99/tickets', {
      as,
      body: { queue: 'caja' },
    });
    expect(answer).toMatchObject({
      status: 404,
      body: {
        code: 'unknown_branch',
        errors: [{ field: 'branch', got: '99', wants: 'the id of a branch' }],
      },
    });
  }
  expect(
    await problem('GET', '/api/branches/99/floor', { as: await stage.staff('supervisor-1') }),
  ).toMatchObject({ status: 404, body: { code: 'unknown_branch' } });
  expect(
    await problem('GET', '/api/branches/99/advisors/me', { as: await advisor() }),
  ).toMatchObject({ status: 404, body: { code: 'unknown_branch' } });
});

test('a closed branch says when it opens', async () => {
  const asked = { branch: '2', actor: { kind: 'system', id: 'test' } as const };
  const { version } = await stage.app.operations.getSettings('2');
  const today = new Date().getUTCDay() || 7;
  // Open for an hour in the middle of the week, on a day that is not today anywhere on Earth.
  await stage.app.operations.putSettings(asked, {
    ifVersion: version,
    overrides: { hours: { [((today + 2) % 7) + 1]: [{ from: '12:00', to: '13:00' }] } },
  });
  const answer = await problem('POST', '/api/branches/2/tickets', {
    as: await stage.device('kiosk-2'),
    body: { queue: 'caja' },
  });
  expect(answer).toMatchObject({
    status: 409,
    body: {
      code: 'branch_closed',
      opensAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/),
    },
  });
});

test.each([
  ['{"queue":"caja"', 'breaks off', 15],
  ['{"queue":caja}', 'cannot stand there', 9],
  ['queue=caja', 'cannot stand there', 0],
  ['{"nationalId":"7654321-6",}', 'cannot stand there', 26],
])('malformed JSON: %s', async (raw, says, position) => {
  const answer = await problem('POST', tickets, { as: await kiosk(), raw });
  expect(answer).toMatchObject({
    status: 400,
    body: {
      code: 'malformed_json',
      detail: expect.stringContaining(says),
      errors: [{ field: 'body', got: expect.stringContaining(`position ${position}`) }],
    },
  });
  expect(answer.text).not.toContain('7654321');
});

test.each<[string, string | Uint8Array]>([
  ['bytes that are no UTF-8', Uint8Array.from([0x22, 0xff, 0x22])],
  ['a zero character', '{"queue":"caja\\u0000"}'],
  ['half of a pair', '{"queue":"\\ud800"}'],
  [
    'a zero character in a name, deep down',
    `${'{"a":'.repeat(5000)}{"\\u0000":1}${'}'.repeat(5000)}`,
  ],
])('text that no database keeps: %s', async (_, raw) => {
  expect(await problem('POST', tickets, { as: await kiosk(), raw })).toMatchObject({
    status: 400,
    body: { code: 'malformed_json' },
  });
});

test.each([
  ['[]', 'a list of 0'],
  ['null', null],
  ['', null],
  ['7', 7],
])('a body that is no object: %s', async (raw, got) => {
  expect(await problem('POST', tickets, { as: await kiosk(), raw })).toMatchObject({
    status: 422,
    body: { code: 'invalid_body', errors: [{ field: 'body', got, wants: 'a JSON object' }] },
  });
});

test('a query that is wrong says what it may be, each field once', async () => {
  const as = await stage.staff('supervisor-1');
  expect(await problem('GET', `${tickets}?state=foo`, { as })).toMatchObject({
    status: 422,
    body: {
      errors: [
        {
          field: 'state',
          got: 'foo',
          wants: 'waiting, called, serving, served, no-show or cancelled',
        },
      ],
    },
  });
  expect(
    (await problem('GET', '/api/branches/1/reports/waits.csv?from=yesterday&to=today', { as }))
      .body,
  ).toMatchObject({ detail: 'The query is not what this takes; correct from, to.' });
});

test('a body nested deeper than any stack', async () => {
  expect(
    await problem('POST', tickets, {
      as: await kiosk(),
      raw: '['.repeat(30_000) + ']'.repeat(30_000),
    }),
  ).toMatchObject({ status: 422 });
});

test('another content type, and a compressed body', async () => {
  expect(
    await problem('POST', tickets, {
      as: await kiosk(),
      raw: 'queue=caja',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    }),
  ).toMatchObject({
    status: 415,
    body: {
      code: 'unsupported_media_type',
      errors: [
        {
          field: 'Content-Type',
          got: 'application/x-www-form-urlencoded',
          wants: 'application/json',
        },
      ],
    },
  });
  expect(
    await problem('POST', tickets, {
      as: await kiosk(),
      body: { queue: 'caja' },
      headers: { 'Content-Encoding': 'gzip' },
    }),
  ).toMatchObject({ status: 415, body: { code: 'unsupported_encoding' } });
});

test.each(['announced', 'not announced'])(
  'a body of 10 MB, its length %s: refused without being read',
  async (announced) => {
    const token = await kiosk();
    const size = 10 * 1024 * 1024;
    const answer = await changesNothing(
      () =>
        new Promise<{ status?: number; text: string; sent: number; cut: boolean }>(
          (resolve, reject) => {
            const asked = request(stage.app.url + tickets, {
              method: 'POST',
              headers: {
                Authorization: token,
                'Content-Type': 'application/json',
                'Idempotency-Key': 'ten-megabytes',
                ...(announced === 'announced'
                  ? { 'Content-Length': size }
                  : { 'Transfer-Encoding': 'chunked' }),
              },
            });
            let text = '';
            let sent = 0;
            let status: number | undefined;
            // The cut comes after the answer, which is what counts; before it, it is a failure.
            asked.on('error', (error) => {
              if (status === undefined) reject(error);
            });
            asked.on('response', (response) => {
              status = response.statusCode;
              response.setEncoding('utf8').on('data', (part: string) => {
                text += part;
              });
              response.on('error', () => undefined);
            });
            asked.on('close', () => resolve({ status, text, sent, cut: sent < size }));
            const piece = Buffer.alloc(64 * 1024, 0x20);
            const more = () => {
              if (status !== undefined || sent >= size) return;
              sent += piece.length;
              if (asked.write(piece)) setImmediate(more);
              else asked.once('drain', more);
            };
            more();
          },
        ),
    );
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'body_too_large',
      errors: [{ field: 'body', wants: '65536 bytes at most' }],
    });
    expect(answer.cut).toBe(true);
  },
);

test('a deferral of -5 minutes, of 7, and of words', async () => {
  const mine = await stage.ticket();
  expect(
    await problem('POST', '/api/my/defer', { as: mine.as, body: { minutes: -5 } }),
  ).toMatchObject({
    status: 422,
    body: {
      errors: [{ field: 'minutes', got: -5, wants: expect.stringContaining('5, 10 or 15') }],
    },
  });
  expect(
    await problem('POST', '/api/my/defer', { as: mine.as, body: { minutes: 7 } }),
  ).toMatchObject({
    status: 422,
    body: { code: 'invalid_minutes', errors: [{ field: 'minutes', got: 7 }] },
  });
  expect(
    await problem('POST', '/api/my/defer', { as: mine.as, body: { minutes: 'ten' } }),
  ).toMatchObject({ status: 422, body: { errors: [{ field: 'minutes', got: 'ten' }] } });
});

test('a transfer to the same queue, and finish before start', async () => {
  const as = await advisor();
  await stage.ticket();
  await stage.ask('PUT', '/api/branches/1/advisors/me', {
    as,
    body: { state: 'available', counter: '1' },
  });
  const called = await stage.ask('POST', '/api/branches/1/counters/1/call-next', { as });
  expect(called.status).toBe(200);
  const { id } = called.body.ticket as { id: string };
  expect(
    await problem('POST', `${tickets}/${id}/transfer`, { as, body: { queue: 'caja' } }),
  ).toMatchObject({
    status: 422,
    body: { code: 'same_queue', errors: [{ field: 'queue', got: 'caja' }] },
  });
  expect(await problem('POST', `${tickets}/${id}/finish`, { as })).toMatchObject({
    status: 409,
    body: {
      code: 'wrong_state',
      state: 'called',
      errors: [{ field: 'state', got: 'called', wants: 'serving' }],
    },
  });
  expect((await stage.ask('POST', `${tickets}/${id}/cancel`, { as })).status).toBe(200);
});

test("an id that is no UUID, and one that is nobody's", async () => {
  const as = await advisor();
  expect(await problem('POST', `${tickets}/C01/start`, { as })).toMatchObject({
    status: 400,
    body: {
      code: 'invalid_id',
      errors: [{ field: 'ticket', got: 'C01', wants: expect.stringContaining('a UUID') }],
    },
  });
  expect(
    await problem('POST', `${tickets}/0b5c2c1e-0d6f-4a53-9f0c-6a7f5b6f5a11/start`, { as }),
  ).toMatchObject({ status: 404, body: { code: 'unknown_ticket', errors: [{ field: 'ticket' }] } });
  expect(await problem('GET', `${tickets}/%00`, { as })).toMatchObject({
    status: 400,
    body: { code: 'invalid_id' },
  });
  expect(await problem('GET', `${tickets}/%E0%A4%A`, { as })).toMatchObject({ status: 400 });
});

test('no idempotency key, a wrong one, one used for something else', async () => {
  const as = await kiosk();
  expect(await problem('POST', tickets, { as, key: null, body: { queue: 'caja' } })).toMatchObject({
    status: 400,
    body: { code: 'idempotency_key_required', errors: [{ field: 'Idempotency-Key', got: null }] },
  });
  expect(
    await problem('POST', tickets, { as, key: 'a key with spaces', body: { queue: 'caja' } }),
  ).toMatchObject({
    status: 400,
    body: {
      code: 'idempotency_key_invalid',
      errors: [{ field: 'Idempotency-Key', got: 'a key with spaces' }],
    },
  });
  expect(
    (await stage.ask('POST', tickets, { as, key: 'used-once', body: { queue: 'caja' } })).status,
  ).toBe(201);
  expect(
    await problem('POST', tickets, { as, key: 'used-once', body: { queue: 'empresas' } }),
  ).toMatchObject({
    status: 422,
    body: {
      code: 'idempotency_mismatch',
      errors: [{ field: 'Idempotency-Key', got: 'used-once' }],
    },
  });
});

test.each([
  [{}, 'queue'],
  [{ queue: 5 }, 'queue'],
  [{ queue: 'caja', lane: 'vip' }, 'lane'],
  [{ queue: 'caja', phone: '976543210' }, 'phone'],
  [{ queue: 'caja', language: 'xx' }, 'language'],
  [{ queue: 'caja', nationalId: 7654321 }, 'nationalId'],
  [{ queue: 'caja', nationalid: '7654321-6' }, 'nationalid'],
  [[], 'body'],
  ['caja', 'body'],
  [null, 'body'],
  [7, 'body'],
])('a body that is not what the route takes: %j', async (body, field) => {
  const answer = await problem('POST', tickets, { as: await kiosk(), raw: JSON.stringify(body) });
  expect(answer).toMatchObject({
    status: 422,
    body: {
      code: 'invalid_body',
      errors: expect.arrayContaining([
        expect.objectContaining({ field, wants: expect.stringMatching(/\w/) }),
      ]),
    },
  });
  expect(answer.text).not.toMatch(/7654321|976543210/);
});

test('paths and methods there are none of', async () => {
  const as = await advisor();
  expect(await problem('GET', '/api/nothing', { as })).toMatchObject({
    status: 404,
    body: { code: 'not_found', errors: [{ field: 'path', got: '/api/nothing' }] },
  });
  const wrong = await problem('PUT', tickets, { as });
  expect(wrong).toMatchObject({
    status: 405,
    body: { code: 'method_not_allowed', errors: [{ field: 'method', got: 'PUT' }] },
  });
  expect(wrong.headers.get('allow')).toMatch(/GET.*POST|POST.*GET/);
  expect((await problem('OPTIONS', tickets, { as })).status).toBe(405);
  expect((await problem('GET', '/../../etc/passwd', { as })).status).toBe(404);
  expect((await problem('GET', '/assets/..%2f..%2fmain.js', { as })).status).toBe(404);
});

test.each([
  ['tickets?limit=0', 'limit'],
  ['tickets?limit=abc', 'limit'],
  ['tickets?state=gone', 'state'],
  ['tickets?queue=a%00b', 'queue'],
  ['tickets?number=%00', 'number'],
  ['tickets?page=2', 'page'],
  ['tickets?limit=1&limit=2', 'limit'],
  ['audit?after=-1', 'after'],
  ['audit?limit=100000', 'limit'],
  ['audit?after=1e99', 'after'],
  ['alerts?open=maybe', 'open'],
  ['reports/waits.csv', 'from'],
  ['reports/waits.csv?from=2026-02-30&to=2026-03-01', 'from'],
  ['reports/waits.json?from=2026-03-02&to=2026-03-01', 'from'],
  ['reports/waits.csv?from=2020-01-01&to=2026-03-01', 'to'],
])('a query that cannot be: %s', async (query, field) => {
  const answer = await problem('GET', `/api/branches/1/${query}`, {
    as: await stage.staff('supervisor-1'),
  });
  expect(answer).toMatchObject({
    status: 422,
    body: {
      code: 'invalid_query',
      errors: expect.arrayContaining([expect.objectContaining({ field })]),
    },
  });
});

test.each([
  ['reports/nothing.csv', 404],
  ['reports/waits', 404],
  ['reports/waits.xml', 404],
  ['tickets/Z99', 404],
  ['tickets/none', 400],
])('what there is none of: %s', async (path, status) => {
  const answer = await problem(
    'GET',
    `/api/branches/1/${path}${path.startsWith('reports') ? '?from=2026-01-01&to=2026-01-02' : ''}`,
    { as: await stage.staff('supervisor-1') },
  );
  expect(answer).toMatchObject({
    status,
    body: { errors: [expect.objectContaining({ wants: expect.any(String) })] },
  });
});

test('a second ticket for one RUT: number, position and estimate, and no more', async () => {
  const as = await kiosk();
  const first = await stage.ask('POST', tickets, {
    as,
    body: { queue: 'caja', nationalId: '11.111.111-1' },
  });
  expect(first.status).toBe(201);
  const answer = await problem('POST', tickets, {
    as,
    body: { queue: 'empresas', nationalId: '111111111' },
  });
  expect(answer.status).toBe(409);
  expect(answer.body).toEqual({
    type: expect.any(String),
    title: 'Conflict',
    status: 409,
    code: 'active_ticket_exists',
    detail: expect.any(String),
    number: (first.body.ticket as { number: string }).number,
    position: expect.any(Number),
    estimate: { minutes: expect.any(Number), low: expect.any(Number), high: expect.any(Number) },
  });
});

test('the log names routes, who asked and what went wrong, and nothing of what was sent', () => {
  const log = stage.logged.join('');
  expect(log).toContain('"problem":"invalid_national_id"');
  expect(log).toContain('"route":"POST /api/branches/:branch/tickets"');
  expect(log).not.toMatch(
    /1234567|7654321|11\.?111\.?111|976543210|Bearer|Ticket [\w-]{20}|127\.0\.0\.1/,
  );
  expect(log).not.toContain('unexpected');
});
