import { Client } from 'pg';
import { foldStretches } from '../../../../src/app/domain/fold/fold-stretches';
import { Event } from '../../../../src/app/domain/model/events';
import { Stage } from '../stage';
import { Weekday } from './weekday';

/** What a counter needs besides calling and finishing; its figures agree everywhere. */

let weekday: Weekday;
let stage: Stage;
let supervisor: string;
beforeAll(async () => {
  weekday = await Weekday.open();
  ({ stage, supervisor } = weekday);
});
afterAll(() => stage.close());

const after = (seconds: number) => weekday.after(seconds);
const report = (name: string, branch?: string) => weekday.report(name, branch);
const counts = async (branch = '1') => (await weekday.floor(branch)).queues;

const post = async (path: string, who: string, body?: object, branch = '1') =>
  stage.ask('POST', `/api/branches/${branch}/${path}`, { as: await stage.staff(who), body });
async function done(path: string, who: string, body?: object) {
  const answer = await post(path, who, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body as unknown as Readonly<Record<string, { readonly id: string }>>;
}
const onDuty = async (who: string, counter: string, queues: readonly string[]) => {
  const as = await stage.staff(who);
  const body = { state: 'available', counter };
  expect((await stage.ask('PUT', '/api/branches/1/advisors/me', { as, body })).status).toBe(200);
  const path = `/api/branches/1/advisors/${who}/queues`;
  await stage.ask('PUT', path, { as: supervisor, body: { queues } });
};
/** Somebody comes to caja and is served by advisor-1 for this long. */
async function served(seconds: number): Promise<string> {
  const { id } = await stage.ticket({ queue: 'caja' });
  await done('counters/1/call-next', 'advisor-1');
  await done(`tickets/${id}/start`, 'advisor-1');
  after(seconds);
  return id;
}
const mean = ({ serviceMs, services }: { serviceMs: number; services: number }) =>
  Math.round((serviceMs / services / 60_000) * 100) / 100;
async function inDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('a finish and a transfer are undone; each real one is counted once', async () => {
  await onDuty('advisor-1', '1', ['caja']);
  await onDuty('advisor-2', '2', ['personal-banker']);
  const id = await served(60);
  await done(`tickets/${id}/finish`, 'advisor-1');
  after(30);
  expect((await done(`tickets/${id}/undo`, 'advisor-1')).ticket).toMatchObject({
    id,
    state: 'serving',
    counter: '1',
  });
  after(30);
  await done(`tickets/${id}/transfer`, 'advisor-1', { queue: 'personal-banker' });
  after(60);
  await done(`tickets/${id}/undo`, 'supervisor-1');
  after(60);
  await done(`tickets/${id}/finish`, 'advisor-1');
  expect(await counts()).toMatchObject([
    { id: 'caja', issued: 1, served: 1, handedOn: 0, services: 1, serviceMs: 240_000 },
    { id: 'personal-banker', general: 0, served: 0, calls: 0 },
    {},
    {},
  ]);
  expect(await report('services')).toMatchObject([
    { queue: 'caja', served: 1, handed_on: 0, mean_service_minutes: 4, p90_service_minutes: 4 },
  ]);
  expect(await report('waits')).toMatchObject([
    { queue: 'caja', issued: 1, handed_in: 0, called: 1 },
    { queue: 'personal-banker', issued: 0, handed_in: 0, called: 0, mean_wait_minutes: null },
  ]);
  expect((await report('advisors')).find((each) => each.advisor === 'advisor-1')).toMatchObject({
    served: 1,
    handed_on: 0,
    serving_minutes: 2.5,
    idle_minutes: 1.5,
    mean_service_minutes: 4,
  });
  expect((await report('tickets'))[0]).toMatchObject({ state: 'served', service_minutes: 4 });
});

test('of twenty undos at once one succeeds, and nothing that has moved on is undone', async () => {
  const id = await served(20);
  await done(`tickets/${id}/transfer`, 'advisor-1', { queue: 'personal-banker' });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      post(`tickets/${id}/undo`, n % 2 ? 'advisor-1' : 'supervisor-1'),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const { status, body } of answers) {
    if (status !== 200) expect([status, body.code]).toEqual([409, 'nothing_to_undo']);
  }
  await done(`tickets/${id}/transfer`, 'advisor-1', { queue: 'personal-banker' });
  // One undoes while the other calls: exactly one of them gets the customer.
  const [undone, called] = await Promise.all([
    post(`tickets/${id}/undo`, 'advisor-1'),
    post('counters/2/call-next', 'advisor-2'),
  ]);
  expect([undone.status, called.status]).toEqual(undone.status === 200 ? [200, 204] : [409, 200]);
  await inDatabase(async (client) => {
    const { rows } = await client.query(
      "select count(*)::integer as n from tickets where id = $1 and state in ('called', 'serving')",
      [id],
    );
    expect(rows[0].n).toBe(1);
  });
  if (undone.status === 200) await done(`tickets/${id}/finish`, 'advisor-1');
  else await done(`tickets/${id}/no-show`, 'advisor-2');
});

test('a customer is held while the next is served, then resumed; a hold adds none', async () => {
  const id = await served(60);
  await done(`tickets/${id}/hold`, 'advisor-1', { reason: 'documents' });
  after(120);
  const other = await served(60);
  expect(await counts()).toMatchObject([{ id: 'caja', held: 1, serving: 1 }, {}, {}, {}]);
  expect((await post(`tickets/${id}/resume`, 'advisor-1')).body.code).toBe('advisor_busy');
  await done(`tickets/${other}/finish`, 'advisor-1');
  const view = await stage.call('GET /api/branches/:branch/advisors/me', {
    params: { branch: '1' },
    as: await stage.staff('advisor-1'),
  });
  expect(view.held).toMatchObject([{ id, state: 'held', hold: 'documents', counter: '1' }]);
  const before = await counts();
  const all = await Promise.all(
    Array.from({ length: 20 }, () => post(`tickets/${id}/resume`, 'advisor-1')),
  );
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  after(30);
  await done(`tickets/${id}/finish`, 'advisor-1');
  const [caja] = await counts();
  expect(caja).toMatchObject({
    held: 0,
    serving: 0,
    served: before[0].served + 1,
    serviceMs: before[0].serviceMs + 90_000,
  });
  expect(await report('services')).toMatchObject([
    { queue: 'caja', served: caja.served, mean_service_minutes: mean(caja) },
  ]);
  expect((await report('advisors')).find((each) => each.advisor === 'advisor-1')).toMatchObject({
    held: 1,
    held_minutes: 3,
    mean_service_minutes: mean(caja),
  });
  const tickets = await report('tickets');
  expect(tickets.find(({ number }) => number === view.held![0].number)).toMatchObject({
    service_minutes: 1.5,
  });
});

test('an advisor holds at most the allowed number, even with all holds at once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    ids.push(await served(10));
    await done(`tickets/${ids[n]}/hold`, 'advisor-1', { reason: 'form' });
  }
  const fourth = await served(10);
  expect(
    (await post(`tickets/${fourth}/hold`, 'advisor-1', { reason: 'form' })).body,
  ).toMatchObject({ code: 'too_many_held', max: 3, held: 3 });
  await done(`tickets/${fourth}/finish`, 'advisor-1');
  // Finished without coming back, returned to the line or cancelled: nobody is left on hold.
  await done(`tickets/${ids[0]}/finish`, 'advisor-1');
  await done(`tickets/${ids[1]}/return`, 'supervisor-1');
  await done(`tickets/${ids[2]}/cancel`, 'advisor-1');
  expect(await counts()).toMatchObject([{ held: 0, general: 1, cancelled: 1 }, {}, {}, {}]);
  await done(`tickets/${ids[1]}/cancel`, 'advisor-1');
});

test('stretches with undone steps are rebuilt the same, from any event on', async () => {
  const read = () =>
    inDatabase(async (client) => {
      const { rows } = await client.query(
        `select subject, kind, began, how, service_ms from stretches where branch_id = '1'
          order by began_seq, subject`,
      );
      return rows;
    });
  const written = await read();
  expect(written.some(({ how }) => how === 'undone')).toBe(true);
  const events = await inDatabase(async (client) => {
    const { rows } = await client.query(
      "select body from events where branch_id = '1' order by seq",
    );
    return rows.map(({ body }) => JSON.parse(body as string) as Event);
  });
  const { begun } = foldStretches([], '', events);
  expect(
    begun.map(({ subject, how, serviceMs }) => `${subject} ${how} ${serviceMs}`).sort(),
  ).toEqual(
    written
      .map(
        ({ subject, how, service_ms: ms }) => `${subject} ${how ?? undefined} ${ms ?? undefined}`,
      )
      .sort(),
  );
  const slip = events.find(({ fact }) => fact.type === 'TicketUndone')!.seq;
  await inDatabase(async (client) => {
    await client.query("update branch_heads set stretched_seq = $1 where branch_id = '1'", [
      slip - 1,
    ]);
    await client.query("delete from stretches where branch_id = '1' and began_seq >= $1", [slip]);
    await client.query(
      `update stretches s set ended_at = null, how = null, service_ms = null
        where branch_id = '1' and ended_at > (select at from events
                                               where branch_id = '1' and seq = $1)`,
      [slip - 1],
    );
    await client.query(
      `update stretches set how = 'finished', service_ms = 60000
        where branch_id = '1' and how = 'undone' and kind = 'serving' and began_seq < $1`,
      [slip],
    );
  });
  await stage.app.sweep.step(weekday.now);
  expect(await read()).toEqual(written);
});

test('only the serving advisor sees who it is; showing the whole number is audited', async () => {
  const kiosk = await stage.device('kiosk-1');
  const take = async (body: object) =>
    (
      await stage.ask('POST', '/api/branches/1/tickets', {
        as: kiosk,
        body: { queue: 'caja', ...body },
      })
    ).body.ticket as unknown as { readonly id: string; readonly number: string };
  const look = async (id: string, who: string) =>
    stage.ask('GET', `/api/branches/1/tickets/${id}/person`, { as: await stage.staff(who) });
  const show = (id: string, who: string) => post(`tickets/${id}/person/show`, who);
  await onDuty('advisor-1', '1', ['caja']);
  const earlier = await take({ nationalId: '7.654.321-6' });
  await done(`tickets/${earlier.id}/cancel`, 'advisor-1');
  const { id } = await take({ nationalId: '7.654.321-6' });
  // no advisor has the customer in hand yet
  expect((await look(id, 'advisor-1')).body.code).toBe('wrong_state');
  expect((await show(id, 'advisor-1')).body.code).toBe('wrong_state');
  await done('counters/1/call-next', 'advisor-1');
  const seen = await look(id, 'advisor-1');
  expect(seen.headers.get('cache-control')).toBe('no-store');
  expect(seen.body).toEqual({
    ...{ nationalId: '•.•••.321-6', notes: [], proven: true },
    visits: [
      {
        number: earlier.number,
        queue: 'caja',
        state: 'cancelled',
        issuedAt: expect.any(String),
        endedAt: expect.any(String),
      },
    ],
  });
  for (const answer of [await look(id, 'advisor-2'), await show(id, 'advisor-2')]) {
    expect([answer.status, answer.body.code]).toEqual([403, 'not_your_ticket']);
  }
  const whole = await show(id, 'advisor-1');
  expect([whole.status, whole.body]).toEqual([200, { nationalId: '7654321-6' }]);
  expect((await show(id, 'supervisor-1')).body).toEqual({ nationalId: '7654321-6' });
  await inDatabase(async (client) => {
    const { rows } = await client.query(
      "select actor from events where type = 'PersonalDataShown' and ticket_id = $1 order by seq",
      [id],
    );
    expect(rows.map(({ actor }) => String(actor))).toEqual([
      expect.stringContaining('advisor-1'),
      expect.stringContaining('supervisor-1'),
    ]);
    // neither the audit nor the stored answers have it
    for (const table of ['events', 'idempotency_keys']) {
      const found = await client.query(`select 1 from ${table} x where x::text like '%7654321%'`);
      expect(found.rowCount).toBe(0);
    }
  });
  await done(`tickets/${id}/start`, 'advisor-1');
  await done(`tickets/${id}/finish`, 'advisor-1');
  expect((await look(id, 'advisor-1')).status).toBe(404);
  expect((await show(id, 'advisor-1')).body.code).toBe('wrong_state');
  const anonymous = await take({});
  await done('counters/1/call-next', 'advisor-1');
  expect((await look(anonymous.id, 'advisor-1')).body).toMatchObject({ nationalId: null });
  expect((await show(anonymous.id, 'advisor-1')).body.code).toBe('anonymous_ticket');
  await done(`tickets/${anonymous.id}/no-show`, 'advisor-1');
});
