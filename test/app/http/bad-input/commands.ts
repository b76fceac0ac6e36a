import { advisor, kiosk, problem, stage, tickets } from './stage';

/** Well-formed commands that the branch has to refuse. */

test('a RUT with a wrong check digit: reported, and never repeated', async () => {
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
          got: 'a RUT with a wrong check digit',
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
        {
          field: 'queue',
          got: 'cajas',
          wants: 'one of caja, personal-banker, empresas, gerencia',
        },
      ],
    },
  });
});

test('an unknown branch, for any caller', async () => {
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
  // Opens for an hour in the middle of the week, on a day that is today nowhere on Earth.
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

test('a deferral of -5 minutes, of 7, and of a word', async () => {
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
      errors: [{ field: 'state', got: 'called', wants: 'serving or held' }],
    },
  });
  expect((await stage.ask('POST', `${tickets}/${id}/cancel`, { as })).status).toBe(200);
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
    state: 'waiting',
    position: expect.any(Number),
    // too few calls are known today to estimate a wait
    estimate: null,
    said: { as: 'unknown' },
  });
});
