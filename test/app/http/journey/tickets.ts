import { admin, advisor, branch, idOf, kiosk, stage, walk } from './stage';

/** A kiosk and an advisor: a ticket, its paper and everything that happens to it. */

test('a kiosk: its first read, a ticket, its paper', async () => {
  const begins = await walk('GET', `${branch}/kiosk`, { as: kiosk });
  expect(begins.body).toMatchObject({
    branch: { id: '1', timeZone: 'America/Santiago' },
    open: true,
    settings: { anonymousAllowed: true },
  });
  expect(begins.body.queues).toHaveLength(4);
  await walk('GET', `${branch}/display`, { as: kiosk });
  const names = await walk('GET', `${branch}/directory`, { as: kiosk });
  expect(names.body.staff).toBeUndefined();

  const issued = await walk(
    'POST',
    `${branch}/tickets`,
    {
      as: kiosk,
      body: {
        queue: 'caja',
        lane: 'preferential',
        language: 'en',
        nationalId: '7.654.321-6',
        phone: '+56976543210',
      },
    },
    201,
  );
  expect(issued.body).toEqual({
    ticket: {
      id: expect.any(String),
      number: 'C01',
      queue: 'caja',
      lane: 'preferential',
      state: 'waiting',
      position: 1,
      // Nobody serves the queue, so no time can be given.
      estimate: null,
      said: { as: 'unattended' },
      closing: null,
      issuedAt: expect.any(String),
      due: expect.any(String),
      counter: null,
      warning: 'queue_unattended',
    },
    key: expect.stringMatching(/^1[\w-]{22}$/),
    acts: true,
    links: { page: `${stage.app.url}/t#${String(issued.body.key)}` },
  });
  expect(issued.headers.get('cache-control')).toBe('no-store');
  const id = idOf(issued);
  expect((await walk('GET', `${branch}/tickets/c1`, { as: kiosk })).body).toEqual({
    number: 'C01',
    queue: 'caja',
    state: 'waiting',
    position: 1,
    counter: null,
    deferredUntil: null,
  });
  await walk('POST', `${branch}/tickets/${id}/printed`, {
    as: kiosk,
    body: { ok: false, reason: 'no-paper' },
  });
  const again = await walk('POST', `${branch}/tickets/${id}/reprint`, { as: kiosk });
  expect(again.body).toMatchObject({
    ticket: { id, number: 'C01', position: 1 },
    key: issued.body.key,
    links: issued.body.links,
  });
});

test("paper by the branch's printer, which polls, fetches and confirms", async () => {
  const { id } = await stage.ticket();
  const printer = `Basic ${Buffer.from('printer-1:printer-1').toString('base64')}`;
  const poll = () =>
    walk('POST', '/api/cloudprnt', { as: printer, body: { statusCode: '200%20OK' } });
  await poll();
  const asked = await walk('POST', `${branch}/tickets/${id}/print`, { as: kiosk, body: {} });
  expect(asked.body).toMatchObject({
    job: { printer: 'printer-1', state: 'queued', reason: null },
  });
  const token = String((await poll()).body.jobToken);
  await walk('GET', `/api/cloudprnt?token=${token}&type=text/plain`, { as: printer });
  await walk('DELETE', `/api/cloudprnt?token=${token}&code=200%20OK`, { as: printer });
  expect((await walk('GET', `${branch}/tickets/${id}/print`, { as: kiosk })).body).toMatchObject({
    job: { state: 'printed' },
  });
  await stage.ask('POST', `${branch}/tickets/${id}/cancel`, { as: advisor });
});

test('an advisor: on duty, then every move of a ticket from call to cancel', async () => {
  const [first, second, third] = [
    await stage.ticket(),
    await stage.ticket(),
    await stage.ticket({ queue: 'empresas' }),
  ];
  await walk('PUT', `${branch}/advisors/me`, {
    as: advisor,
    body: { state: 'available', counter: '1' },
  });
  const called = await walk('POST', `${branch}/counters/1/call-next`, { as: advisor });
  expect(called.body).toMatchObject({
    ticket: { state: 'called', counter: '1', advisor: 'advisor-1', lane: 'preferential' },
    why: { rule: 'preferential' },
  });
  expect(await stage.ask('POST', `${branch}/counters/1/call-next`, { as: advisor })).toMatchObject({
    status: 409,
    body: { code: 'advisor_busy' },
  });
  const of = (verb: string, id: string, body?: object) =>
    walk('POST', `${branch}/tickets/${id}/${verb}`, { as: advisor, body });
  const id = idOf(called);
  await of('recall', id);
  expect((await of('start', id)).body).toMatchObject({ ticket: { state: 'serving' } });
  await of('hold', id, { reason: 'documents' });
  expect((await of('resume', id)).body).toMatchObject({ ticket: { id, state: 'serving' } });
  const whose = await walk('GET', `${branch}/tickets/${id}/person`, { as: advisor });
  expect(whose.body).toHaveProperty('nationalId');
  await notes(id);
  expect((await of('person/show', id)).body).toHaveProperty('nationalId');
  await of('matter', id, { queue: 'empresas' });
  await of('finish', id);
  expect((await of('undo', id)).body).toMatchObject({ ticket: { id, state: 'serving' } });
  const finished = await of('finish', id, { next: true });
  expect(finished.body).toMatchObject({
    finished: { id, state: 'served' },
    next: { state: 'called' },
    why: { rule: 'due' },
  });
  const next = idOf(finished, 'next');
  expect((await of('no-show', next)).body).toMatchObject({ ticket: { state: 'no-show' } });
  expect((await of('reopen', next)).body).toMatchObject({ ticket: { state: 'waiting' } });
  const again = idOf(await walk('POST', `${branch}/counters/1/call-next`, { as: advisor }));
  expect((await of('return', again)).body).toMatchObject({ ticket: { state: 'waiting' } });
  const moved = idOf(await walk('POST', `${branch}/counters/1/call-next`, { as: advisor }));
  const transferred = await of('transfer', moved, {
    queue: 'gerencia',
    reason: 'another-matter',
  });
  expect(transferred.body).toMatchObject({ ticket: { state: 'waiting', queue: 'gerencia' } });
  // It keeps its number, which finds it in its present queue.
  const { number } = transferred.body.ticket as { number: string };
  expect(number).not.toMatch(/^G/);
  expect((await stage.ask('GET', `${branch}/tickets/${number}`, { as: kiosk })).body).toMatchObject(
    { number, queue: 'gerencia' },
  );
  expect((await stage.ticket({ queue: 'gerencia' })).number).toBe('G01');
  const left = [first, second, third].find((each) => each.id !== moved)!;
  expect((await of('cancel', left.id)).body).toMatchObject({ ticket: { state: 'cancelled' } });
  expect((await walk('GET', `${branch}/seats`, { as: advisor })).body).toMatchObject([
    { counter: '1', advisor: 'advisor-1', firstName: 'Camila', state: 'available' },
  ]);
  const console_ = await walk('GET', `${branch}/advisors/me`, { as: advisor });
  expect(console_.body).toMatchObject({
    me: { id: 'advisor-1', state: 'available', served: 2 },
  });
  const own = await walk('GET', `${branch}/advisors/me/day`, { as: advisor });
  expect(own.body.queues).toContainEqual(expect.objectContaining({ served: 1 }));
});

test('nobody waits: 204 with an empty body', async () => {
  const as = await stage.staff('advisor-4');
  await stage.ask('PUT', '/api/branches/2/advisors/me', {
    as,
    body: { state: 'available', counter: '1' },
  });
  const none = await walk('POST', '/api/branches/2/counters/1/call-next', { as }, 204);
  expect(none.text).toBe('');
  const answer = await stage.ask('POST', '/api/branches/2/tickets', {
    as: await stage.device('kiosk-2'),
    body: { queue: 'caja' },
  });
  expect(
    await stage.ask('POST', '/api/branches/2/counters/1/call', {
      as,
      body: { ticket: idOf(answer), reason: 'unwell' },
    }),
  ).toMatchObject({ status: 403, body: { code: 'out_of_turn_not_allowed' } });

  // The first ticket of a queue moves to another queue, which then issues its own first: both are
  // number one, told apart by prefix.
  expect(answer.body).toMatchObject({ ticket: { number: 'C01' } });
  await stage.ask('POST', '/api/branches/2/counters/1/call-next', { as });
  await stage.ask('POST', `/api/branches/2/tickets/${idOf(answer)}/transfer`, {
    as,
    body: { queue: 'gerencia' },
  });
  expect(
    (
      await stage.ask('POST', '/api/branches/2/tickets', {
        as: await stage.device('kiosk-2'),
        body: { queue: 'gerencia' },
      })
    ).body,
  ).toMatchObject({ ticket: { number: 'G01' } });
  const renamed = {
    prefix: 'G',
    names: { es: 'Caja', en: 'Teller' },
    targetMinutes: 20,
    averageMinutes: 5,
  };
  await stage.ask('PUT', '/api/branches/2/queues/gerencia', {
    as: admin,
    body: { ...renamed, prefix: 'M' },
  });
  expect(
    await stage.ask('PUT', '/api/branches/2/queues/caja', { as: admin, body: renamed }),
  ).toMatchObject({
    status: 409,
    body: { code: 'prefix_used_today', errors: [{ field: 'prefix', got: 'G' }] },
  });
});

/** A note is written, read and deleted again. */
async function notes(id: string): Promise<void> {
  const noted = await walk(
    'POST',
    `${branch}/tickets/${id}/notes`,
    { as: advisor, body: { note: ' Falta su cédula ' } },
    201,
  );
  expect(
    (await stage.ask('GET', `${branch}/tickets/${id}/person`, { as: advisor })).body.notes,
  ).toEqual([
    {
      id: noted.body.note,
      at: expect.any(String),
      by: 'advisor-1',
      yours: true,
      text: 'Falta su cédula',
    },
  ]);
  const note = `${branch}/tickets/${id}/notes/${String(noted.body.note)}`;
  expect((await walk('DELETE', note, { as: advisor })).body).toEqual(noted.body);
}
