import { Weekday } from '../routes/weekday';

/**
 * A customer of caja continues with another matter: one press, two services, figures that add up.
 */
export async function severalMatters({ stage, after, report, floor }: VisitSteps): Promise<void> {
  const ask = askOf(stage);
  const before = {
    waits: await report('waits'),
    services: await report('services'),
    accuracy: await report('accuracy'),
  };
  const { id, as } = await stage.ticket({ queue: 'caja' });
  after(60);
  for (const path of ['counters/1/call-next', `tickets/${id}/start`]) {
    expect((await ask(path, 'advisor-1')).status).toBe(200);
  }
  after(120);
  const path = `tickets/${id}/matter`;
  const wrong = await ask(path, 'advisor-1', { body: {} });
  expect([wrong.status, wrong.body.errors]).toMatchObject([422, [{ field: 'queue' }]]);
  for (const [body, code] of [
    [{ queue: 'no-such' }, 'unknown_queue'],
    [{ queue: 'gerencia' }, 'queue_not_served'],
    [{ queue: 'caja' }, 'same_queue'],
  ] as const) {
    expect((await ask(path, 'advisor-1', { body })).body.code).toBe(code);
  }
  // a slip: once undone it never happened, and the service goes on whole
  const slip = await ask(path, 'advisor-1', {
    body: { queue: 'personal-banker', outcome: 'open' },
  });
  expect(slip.status).toBe(200);
  after(20);
  expect((await ask(`tickets/${id}/undo`, 'advisor-1')).body).toMatchObject({
    ticket: { id, state: 'serving', queue: 'caja', counter: '1' },
  });
  expect((await ask(`tickets/${id}/undo`, 'advisor-1')).status).toBe(409);
  after(40);
  const pressed = {
    body: { queue: 'personal-banker', outcome: 'solved' },
    key: 'another-matter-1',
  };
  const answers = [await ask(path, 'advisor-1', pressed), await ask(path, 'advisor-1', pressed)];
  for (const { status, body } of answers) {
    expect([status, body]).toMatchObject([
      200,
      { ticket: { id, state: 'serving', queue: 'personal-banker', counter: '1' } },
    ]);
  }
  expect((await stage.ask('GET', '/api/my', { as })).body).toMatchObject({
    ticket: { state: 'serving', queue: 'personal-banker', matters: 2 },
    queue: { id: 'personal-banker' },
  });
  expect((await floor()).floor.tickets[id]).toMatchObject({ queue: 'personal-banker', matters: 2 });
  after(180);
  expect((await ask(`tickets/${id}/finish`, 'advisor-1')).status).toBe(200);
  const grew = async (name: keyof typeof before, queue: string, column: string) => {
    const sum = (rows: readonly Readonly<Record<string, unknown>>[]) =>
      rows.filter((row) => row.queue === queue).reduce((all, row) => all + Number(row[column]), 0);
    return sum(await report(name)) - sum(before[name]);
  };
  expect([
    await grew('services', 'caja', 'served'),
    await grew('services', 'personal-banker', 'served'),
    await grew('waits', 'caja', 'issued'),
    await grew('waits', 'personal-banker', 'handed_in'),
    await grew('waits', 'personal-banker', 'called'),
    // the promise is judged in the queue where they waited
    await grew('accuracy', 'caja', 'waited'),
    await grew('accuracy', 'personal-banker', 'waited'),
  ]).toEqual([1, 1, 1, 1, 0, 1, 0]);
  await listsBoth(report);
  await returnedFromAnother(ask, { stage, after, report });
}

const askOf =
  (stage: Weekday['stage']) =>
  async (path: string, who: string, more: object = {}) =>
    stage.ask('POST', `/api/branches/1/${path}`, { as: await stage.staff(who), ...more });
type Ask = ReturnType<typeof askOf>;

/** Returned from another matter: the wait in its queue begins there, in every figure. */
async function returnedFromAnother(
  ask: Ask,
  { stage, after, report }: Omit<VisitSteps, 'floor'>,
): Promise<void> {
  const of = async (queue: string) => {
    const rows = (await report('waits')).filter((row) => row.queue === queue);
    const sum = (value: (row: (typeof rows)[number]) => number) =>
      rows.reduce((all, row) => all + value(row), 0);
    return {
      called: sum(({ called }) => Number(called)),
      inTarget: sum(({ called_by_due: inTarget }) => Number(inTarget)),
      minutes: sum(({ called, mean_wait_minutes: mean }) => Number(called) * Number(mean)),
    };
  };
  const [caja, banker] = [await of('caja'), await of('personal-banker')];
  const { id } = await stage.ticket({ queue: 'caja' });
  const press = async (what: string, body?: object) => {
    const { status, text } = await ask(what, 'advisor-1', body && { body });
    if (status >= 300) throw new Error(`${what}: ${status} ${text}`);
  };
  await press('counters/1/call-next');
  await press(`tickets/${id}/start`);
  after(120);
  await press(`tickets/${id}/matter`, { queue: 'personal-banker', outcome: 'solved' });
  after(60);
  await press(`tickets/${id}/return`);
  after(240);
  await press('counters/1/call-next');
  await press(`tickets/${id}/start`);
  after(60);
  await press(`tickets/${id}/finish`);
  expect((await of('caja')).called - caja.called).toBe(1);
  const now = await of('personal-banker');
  expect([now.called - banker.called, now.inTarget - banker.inTarget]).toEqual([1, 1]);
  expect(now.minutes - banker.minutes).toBeCloseTo(4, 1);
}

/** One row per ticket, with everything the visit led to. */
async function listsBoth(report: VisitSteps['report']) {
  const tickets = await report('tickets');
  expect(tickets.find(({ queue, outcome }) => queue !== 'caja' && outcome)).toMatchObject({
    queue: 'personal-banker',
    service_minutes: 6,
    outcome: 'caja solved',
  });
}

type VisitSteps = Pick<Weekday, 'stage' | 'after' | 'report' | 'floor'>;
