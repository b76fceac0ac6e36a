import { advisor, problem, stage, tickets } from './stage';

/** Paths, ids, queries and methods. */

test('a wrong query is answered with the allowed values, each field once', async () => {
  const as = await stage.staff('supervisor-1');
  expect(await problem('GET', `${tickets}?state=foo`, { as })).toMatchObject({
    status: 422,
    body: {
      errors: [
        {
          field: 'state',
          got: 'foo',
          wants: 'waiting, called, serving, held, served, no-show or cancelled',
        },
      ],
    },
  });
  expect(
    (await problem('GET', '/api/branches/1/reports/waits.csv?from=yesterday&to=today', { as }))
      .body,
  ).toMatchObject({ detail: 'The query has errors; correct from, to.' });
});

test('an id that is not a UUID, and one that does not exist', async () => {
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
  ).toMatchObject({
    status: 404,
    body: { code: 'unknown_ticket', errors: [{ field: 'ticket' }] },
  });
  expect(await problem('GET', `${tickets}/%00`, { as })).toMatchObject({
    status: 400,
    body: { code: 'invalid_id' },
  });
  expect(await problem('GET', `${tickets}/%E0%A4%A`, { as })).toMatchObject({ status: 400 });
});

test('unknown paths and methods', async () => {
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
  ['reports/stretches.csv?from=2026-03-01&to=2026-03-01&hour=24', 'hour'],
  ['reports/stretches.csv?from=2026-03-01&to=2026-03-01&weekday=0', 'weekday'],
  ['reports/stretches.csv?from=2026-03-01&to=2026-03-01&of=nothing', 'of'],
])('an impossible query: %s', async (query, field) => {
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
])('something that does not exist: %s', async (path, status) => {
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
