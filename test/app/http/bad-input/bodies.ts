import { request } from 'node:http';
import { changesNothing, kiosk, problem, stage, tickets } from './stage';

/** Bodies that cannot be read, or that the route does not accept. */

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
])('text that the database cannot store: %s', async (_, raw) => {
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
])('a body that is not an object: %s', async (raw, got) => {
  expect(await problem('POST', tickets, { as: await kiosk(), raw })).toMatchObject({
    status: 422,
    body: { code: 'invalid_body', errors: [{ field: 'body', got, wants: 'a JSON object' }] },
  });
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
  'a body of 10 MB, with its length %s, is refused without being read',
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
            // The connection may be cut after the answer; a cut before it is a failure.
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
])('a body that the route does not accept: %j', async (body, field) => {
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
