import { admin, branch, idOf, stage, walk } from './stage';

/** What a branch decides for itself. */

test('settings: read with a version, changed under it, refused without or if stale', async () => {
  const read = await walk('GET', '/api/branches/2/settings', { as: admin });
  const etag = read.headers.get('etag')!;
  const body = {
    ...(read.body.overrides as object),
    outOfTurnAllowed: true,
    customerIssueAllowed: true,
    recalls: { times: 3 },
  };
  const put = (headers: Record<string, string>) =>
    stage.ask('PUT', '/api/branches/2/settings', { as: admin, body, headers });
  expect(await put({})).toMatchObject({
    status: 428,
    body: { code: 'if_match_required', errors: [{ field: 'If-Match', got: null }] },
  });
  expect(await put({ 'If-Match': '"999"' })).toMatchObject({
    status: 412,
    body: { code: 'version_mismatch' },
  });
  expect(await put({ 'If-Match': 'three' })).toMatchObject({
    status: 400,
    body: { code: 'if_match_invalid' },
  });
  const saved = await walk('PUT', '/api/branches/2/settings', {
    as: admin,
    body,
    headers: { 'If-Match': etag },
  });
  expect(saved.body).toMatchObject({
    settings: { outOfTurnAllowed: true, recalls: { times: 3, everySeconds: 60 } },
  });
  expect(saved.headers.get('etag')).not.toBe(etag);
  expect((await put({ 'If-Match': etag })).status).toBe(412);
  expect((await stage.ask('GET', '/api/branches/bank/settings', { as: admin })).status).toBe(200);
});

test('directions come with the ticket, empty parts included; a map is an https link', async () => {
  const mine = await stage.ticket();
  const inForce = (await walk('GET', '/api/branches/1/settings', { as: admin })).body.settings as {
    directions: { address: string };
  };
  expect((await walk('GET', '/api/my', { as: mine.as })).body).toMatchObject({
    branch: {
      id: '1',
      directions: {
        address: inForce.directions.address,
        mapUrl: expect.stringMatching(/^https:/),
      },
    },
  });
  const two = await walk(
    'POST',
    '/api/branches/2/tickets',
    { as: await stage.device('kiosk-2'), body: { queue: 'caja' } },
    201,
  );
  const my = async () =>
    (await walk('GET', '/api/my', { as: `Ticket ${String(two.body.key)}` })).body.branch as {
      directions: object | null;
    };
  expect(await my()).toMatchObject({ directions: null });
  const put = async (directions: object) => {
    const read = await walk('GET', '/api/branches/2/settings', { as: admin });
    return stage.ask('PUT', '/api/branches/2/settings', {
      as: admin,
      body: { ...(read.body.overrides as object), directions },
      headers: { 'If-Match': read.headers.get('etag')! },
    });
  };
  for (const mapUrl of [
    'http://maps.example.com/',
    'javascript:alert(1)',
    'maps.example.com',
    `https://maps.example.com/${'a'.repeat(1000)}`,
  ]) {
    expect(await put({ mapUrl })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'directions.mapUrl' }] },
    });
  }
  expect((await put({ es: 'Por el pasaje 🚪', mapUrl: '' })).status).toBe(200);
  expect(await my()).toMatchObject({
    directions: { address: '', es: 'Por el pasaje 🚪', en: '', mapUrl: '' },
  });
});

test('calls out of turn and tickets from the page, where the branch allows them', async () => {
  const as = await stage.staff('advisor-4');
  const mine = await walk('POST', '/api/branches/2/tickets', { body: { queue: 'caja' } }, 201);
  const called = await walk('POST', '/api/branches/2/counters/1/call', {
    as,
    body: { ticket: idOf(mine), reason: 'unwell' },
  });
  expect(called.body).toMatchObject({
    ticket: { id: idOf(mine) },
    why: { rule: 'out-of-turn', reason: 'unwell' },
  });
  expect(await stage.ask('POST', `${branch}/tickets`, { body: { queue: 'caja' } })).toMatchObject({
    status: 401,
    body: { code: 'sign_in_required' },
  });
});

test('a bank without a face has an empty sheet, which anybody may read', async () => {
  expect((await walk('GET', '/api/face/2.css', {})).text).toBe('');
});
