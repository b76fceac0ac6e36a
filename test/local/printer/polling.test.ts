import { startApp } from '../../support/app-process';
import { call, enrol } from '../../support/caller';
import {
  by,
  database,
  issuing,
  jobIn,
  keys,
  kiosk,
  openPrinters,
  outcome,
  polled,
  print,
  printer,
  recorded,
  ticket,
} from './stage';

/**
 * Two instances on one database, and a printer in its own process: the kiosk asks one, the printer
 * polls the other.
 */

openPrinters();

test('without a printer that has ever polled there is no print job', async () => {
  const { id } = await ticket();
  expect(await print(id)).toBeNull();
  expect(
    jobIn(
      (await call(issuing.url, 'GET', `/api/branches/1/tickets/${id}/print`, { token: kiosk }))
        .body,
    ),
  ).toBeNull();
});

test('requested at one instance, fetched from the other: one slip, recorded', async () => {
  const one = await printer();
  const { id, number, key } = await ticket();
  const job = await print(id);
  expect(job).toMatchObject({
    printer: 'printer-1',
    state: expect.stringMatching(/queued|printing/),
  });
  expect(await outcome(id)).toMatchObject({ id: job!.id, state: 'printed', reason: null });
  const [paper, ...more] = await one.papers();
  expect(more).toEqual([]);
  expect(paper.split('\n').filter((line) => line === number)).toHaveLength(1);
  expect(paper).toContain(`[QR] http://localhost/t#${key}`);
  expect(paper).toContain('Le llamaremos por la pantalla y por voz.');
  expect(await recorded(id, 1)).toEqual([
    { ok: true, reprint: false, reason: undefined, actor: by },
  ]);
});

test('two presses or a repeated request are one slip; a reprint says so', async () => {
  const one = await printer({ print: 0.5 });
  const { id } = await ticket();
  const jobs = await Promise.all([
    print(id, {}, `key-${id}`),
    print(id, {}, `key-${id}`),
    print(id),
    print(id),
  ]);
  expect(new Set(jobs.map((job) => job!.id)).size).toBe(1);
  await outcome(id);
  expect((await print(id, {}, `key-${id}`))!.state).toBe('printed');
  const mismatch = await call(issuing.url, 'POST', `/api/branches/1/tickets/${id}/print`, {
    token: kiosk,
    body: { language: 'en' },
    key: `key-${id}`,
  });
  expect([mismatch.status, mismatch.body.code]).toEqual([422, 'idempotency_mismatch']);
  expect(await one.papers()).toHaveLength(1);
  await print(id, { again: true });
  expect(await outcome(id)).toMatchObject({ state: 'printed' });
  expect(await one.papers()).toHaveLength(2);
  expect((await recorded(id, 2)).map(({ ok, reprint }) => [ok, reprint])).toEqual([
    [true, false],
    [true, true],
  ]);
});

test.each([
  ['paper out', 'paper in', 'no-paper'],
  ['cover open', 'cover closed', 'cover-open'],
] as const)(
  '%s: the kiosk learns of it, nothing prints later by itself, asking again does',
  async (trouble, mended, reason) => {
    const one = await printer();
    await one.turn(trouble);
    const { id } = await ticket();
    await print(id);
    expect(await outcome(id)).toMatchObject({ state: 'failed', reason });
    await one.turn(mended);
    const other = await ticket();
    await print(other.id);
    await outcome(other.id); // it has polled since then, and was offered only the other branch's
    const papers = await one.papers();
    expect(papers).toHaveLength(1);
    expect(papers[0]).toContain(other.number);
    await print(id, { again: true });
    expect(await outcome(id)).toMatchObject({ state: 'printed' });
    expect(await recorded(id, 2)).toEqual([
      { ok: false, reprint: false, reason, actor: by },
      { ok: true, reprint: true, reason: undefined, actor: by },
    ]);
  },
);

test('paper ends mid-slip: the job fails and is not reprinted by itself', async () => {
  const one = await printer({ print: 2 });
  const { id } = await ticket();
  await print(id);
  await one.line(/^FETCHED /m);
  await one.turn('paper out');
  expect(await outcome(id)).toMatchObject({ state: 'failed', reason: 'no-paper' });
  await one.turn('paper in');
  const other = await ticket();
  await print(other.id);
  await outcome(other.id);
  expect((await one.papers()).join('')).toContain(other.number);
  expect(await one.papers()).toHaveLength(1);
});

test('a lost confirmation prints no second slip: the customer is asked', async () => {
  const one = await printer();
  await one.turn('lose confirmation');
  const { id } = await ticket();
  await print(id);
  await one.line(/^CONFIRMATION LOST/m);
  expect(await outcome(id)).toMatchObject({ state: 'unconfirmed', reason: null });
  const other = await ticket();
  await print(other.id);
  expect(await outcome(other.id)).toMatchObject({ state: 'printed' });
  expect(await one.papers()).toHaveLength(2);
  expect(await recorded(id, 0)).toEqual([]);
});

test('would be noticed: offering a fetched job again prints a second slip', async () => {
  const careless = await startApp({ databaseUrl: database.url, keys, broken: ['print-again'] });
  try {
    const one = await printer({ url: careless.url });
    await one.turn('lose confirmation');
    const { id, number } = await ticket();
    await print(id);
    await one.line(/^CONFIRMATION LOST/m);
    expect(await outcome(id)).toMatchObject({ state: 'printed' });
    expect((await one.papers()).filter((paper) => paper.includes(`\n${number}\n`))).toHaveLength(2);
  } finally {
    await careless.stop();
  }
});

test('killed before fetching: offline; after: unconfirmed; nothing old prints later', async () => {
  const one = await printer({ print: 60 });
  const held = await ticket();
  await print(held.id);
  await one.line(/^FETCHED /m);
  one.process.kill('SIGKILL');
  const waiting = await ticket();
  await print(waiting.id);
  expect(await outcome(waiting.id)).toMatchObject({ state: 'failed', reason: 'offline' });
  expect(await outcome(held.id)).toMatchObject({ state: 'unconfirmed' });
  const late = await ticket();
  // by now this is known at once
  expect(await print(late.id)).toMatchObject({ state: 'failed', reason: 'offline' });
  const back = await printer();
  const fresh = await ticket();
  await print(fresh.id);
  expect(await outcome(fresh.id)).toMatchObject({ state: 'printed' });
  expect(
    (await back.papers()).map(
      (paper) =>
        [held, waiting, late, fresh].find(({ number }) => paper.includes(`\n${number}\n`))!.number,
    ),
  ).toEqual([fresh.number]);
  expect((await recorded(waiting.id, 1)).map(({ ok, reason }) => [ok, reason])).toEqual([
    [false, 'offline'],
  ]);
});

test("another branch's printer and kiosk never get this branch's job", async () => {
  const [own, other] = [
    await printer(),
    await printer({ user: 'printer-2', password: 'printer-2' }),
  ];
  const { id } = await ticket();
  await print(id);
  await outcome(id);
  const elsewhere = await enrol(issuing.url, 'kiosk-2');
  const job = jobIn(
    (await call(issuing.url, 'GET', `/api/branches/1/tickets/${id}/print`, { token: kiosk })).body,
  )!;
  expect(
    (
      await call(issuing.url, 'POST', `/api/branches/1/tickets/${id}/print`, {
        token: elsewhere,
        body: {},
      })
    ).status,
  ).toBe(403);
  expect(
    (
      await call(issuing.url, 'POST', `/api/branches/2/tickets/${id}/print`, {
        token: elsewhere,
        body: {},
      })
    ).status,
  ).toBe(404);
  const basic = `Basic ${Buffer.from('printer-2:printer-2').toString('base64')}`;
  await own.turn('off');
  await print(id, { again: true });
  const again = jobIn(
    (await call(issuing.url, 'GET', `/api/branches/1/tickets/${id}/print`, { token: kiosk })).body,
  )!;
  expect(again.id).not.toBe(job.id);
  expect(
    await call(polled.url, 'GET', `/api/cloudprnt?token=${again.id}`, { token: basic }),
  ).toMatchObject({ status: 404 });
  expect(
    await call(polled.url, 'DELETE', `/api/cloudprnt?token=${again.id}&code=200%20OK`, {
      token: basic,
    }),
  ).toMatchObject({ status: 200 });
  expect(
    jobIn(
      (await call(issuing.url, 'GET', `/api/branches/1/tickets/${id}/print`, { token: kiosk }))
        .body,
    ),
  ).toMatchObject({ id: again.id, state: 'queued' });
  await own.turn('on');
  await outcome(id);
  expect([(await own.papers()).length, (await other.papers()).length]).toEqual([2, 0]);
});

test('a wrong key is refused, nothing prints, and no key or link is in any log', async () => {
  const wrong = await printer({ password: 'not-the-key' });
  await wrong.line(/^REFUSED 401/m);
  const nobody = await printer({ user: 'printer-9' });
  await nobody.line(/^REFUSED 401/m);
  const one = await printer();
  const { id, key } = await ticket();
  await print(id);
  await outcome(id);
  expect([(await wrong.papers()).length, (await one.papers()).length]).toEqual([0, 1]);
  const logged = [...issuing.lines, ...polled.lines].join('\n');
  expect(logged).toContain('/api/cloudprnt');
  for (const secret of [
    'not-the-key',
    key,
    Buffer.from('printer-1:printer-1').toString('base64'),
  ]) {
    expect(logged).not.toContain(secret);
  }
});

test("text/plain for a printer that takes nothing else, in the customer's language", async () => {
  const one = await printer({ media: 'text/plain' });
  const { id, number, key } = await ticket();
  await print(id, { language: 'en' });
  expect(await outcome(id)).toMatchObject({ state: 'printed' });
  const [paper] = await one.papers();
  expect(paper).toContain(`Your number is\n\n${number}\n`);
  expect(paper.replace(/\n/g, '')).toContain(`/t#${key}`);
  expect(one.output()).toMatch(/FETCHED \S+ text\/plain \d+/);
});
