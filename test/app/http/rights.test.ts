import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { rutOf } from '../../support/rut';
import { openStage, Stage } from './stage';

/** What persons ask under their rights over their data, who answers, and what is done about it. */

const DAY_MS = 86_400_000;
let later = 0;
let stage: Stage;
let admin: string;
let kiosk: string;
beforeAll(async () => {
  stage = await openStage({ clock: () => Date.now() + later });
  admin = await stage.staff('admin-1');
  kiosk = await stage.device('kiosk-1');
});
afterAll(() => stage.close());

async function takes(body: { readonly nationalId?: string; readonly phone?: string }) {
  const { ticket, key } = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '1' },
    as: kiosk,
    body: { queue: 'caja', ...body },
  });
  return { id: ticket.id, as: `Ticket ${key}` };
}
async function sql(text: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  return (await client.query(text, [...values]).finally(() => client.end())).rows;
}
const asks = (as: string, body: object) => stage.ask('POST', '/api/my/requests', { as, body });
const open = () =>
  stage.call('GET /api/customers/requests', { as: admin, query: { state: 'open' } });
const facts = async (what: string) => {
  const { found } = await stage.call('GET /api/branches/:branch/audit/search', {
    params: { branch: 'bank' },
    query: { type: 'BankFact', limit: 500 },
    as: await stage.staff('auditor-1'),
  });
  return found.flatMap(({ event: { fact, actor } }) =>
    fact.type === 'BankFact' && fact.what === what ? [{ ...fact, by: actor.id }] : [],
  );
};
const exported = (body: object) => stage.ask('POST', '/api/customers/export', { as: admin, body });

test("a ticket's page sends a request; the bank sees the due day, and answers once", async () => {
  const nationalId = rutOf(8_100_001);
  const { id, as } = await takes({ nationalId });
  const asked = await asks(as, {
    right: 'rectification',
    words: 'My phone is another: +56911112222',
    reach: 'ana@example.com',
  });
  expect(asked.status).toBe(201);
  const { askedAt, dueAt } = asked.body as unknown as Record<string, string>;
  expect(Date.parse(dueAt) - Date.parse(askedAt)).toBe(30 * DAY_MS);
  expect(await asks(as, { right: 'rectification' })).toMatchObject({
    status: 409,
    body: { code: 'already_asked' },
  });
  const [listed] = await open();
  expect(listed).toMatchObject({
    right: 'rectification',
    branch: '1',
    person: expect.stringMatching(/•.*-.$/),
    words: 'My phone is another: +56911112222',
    reach: 'ana@example.com',
  });
  expect(JSON.stringify(listed)).not.toContain(nationalId);
  const answer = (state: object) =>
    stage.ask('POST', `/api/customers/requests/${listed.id}/answer`, { as: admin, body: state });
  expect((await answer({ state: 'refused' })).status).toBe(422);
  expect((await answer({ state: 'refused', reason: 'not-proven' })).status).toBe(200);
  expect((await answer({ state: 'granted' })).body.code).toBe('already_answered');
  expect(await stage.call('GET /api/my/requests', { as })).toMatchObject([
    { state: 'refused', reason: 'not-proven', right: 'rectification' },
  ]);
  expect(await facts('person-asked')).toMatchObject([
    { by: id, details: { asked: 'rectification', ticket: id } },
  ]);
  expect(await facts('person-answered')).toMatchObject([
    { by: 'admin-1', subject: listed.id, details: { state: 'refused', reason: 'not-proven' } },
  ]);
  const rows = await sql('select cipher from person_requests');
  expect(rows).toEqual([{ cipher: null }]);
});

test('the bank takes 30 days more, once and in time, and tells the person why', async () => {
  const { as } = await takes({ nationalId: rutOf(8_100_020) });
  await asks(as, { right: 'portability' });
  const asked = (await open()).find(({ right }) => right === 'portability')!;
  const extend = (body: object, request = asked.id) =>
    stage.ask('POST', `/api/customers/requests/${request}/extend`, { as: admin, body });
  expect((await extend({ reason: 'because' })).status).toBe(422);
  expect((await extend({ reason: 'many' }, randomUUID())).status).toBe(404);
  const answers = await Promise.all([1, 2, 3].map(() => extend({ reason: 'complex' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const dueAt = new Date(Date.parse(asked.dueAt) + 30 * DAY_MS);
  expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({ id: asked.id });
  const [own] = await stage.call('GET /api/my/requests', { as });
  expect(own).toMatchObject({ state: 'open', extended: 'complex' });
  expect(Date.parse(own.dueAt)).toBe(dueAt.getTime());
  expect(await facts('person-extended')).toMatchObject([
    { by: 'admin-1', subject: asked.id, details: { reason: 'complex', due: dueAt.getTime() } },
  ]);
  const reports = await verifyChains(stage.app.audit, stage.app.vault, undefined);
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  // a due day changed behind the app's back is detected
  const tampered = async (set: string) => {
    await sql(`update person_requests set ${set} where id = $1`, [asked.id]);
    const seen = await verifyChains(stage.app.audit, stage.app.vault, undefined);
    return seen.flatMap(({ faults }) => faults).join();
  };
  expect(await tampered('due_at = due_at + 1')).toContain(`request ${asked.id} is not as events`);
  expect(await tampered("due_at = due_at - 1, extended = 'many'")).toContain(
    'is not as events say',
  );
  expect(await tampered("extended = 'complex'")).toBe('');
  await stage.ask('POST', `/api/customers/requests/${asked.id}/answer`, {
    as: admin,
    body: { state: 'granted' },
  });
  expect((await extend({ reason: 'many' })).body.code).toBe('already_answered');
});

test('administrators are reminded that requests are due, without naming anybody', async () => {
  const { as } = await takes({ nationalId: rutOf(8_100_021) });
  const due = () => stage.ask('GET', '/api/customers/requests/due', { as: admin });
  const before = (await due()).body as unknown as Record<string, number>;
  await asks(as, { right: 'erasure' });
  expect((await due()).body).toEqual({ ...before, open: before.open + 1 });
  const request = (await open()).find(({ right }) => right === 'erasure')!.id;
  const dueIn = (days: number) =>
    sql('update person_requests set due_at = due_at + $2 where id = $1', [request, days * DAY_MS]);
  await dueIn(-24);
  expect((await due()).body).toEqual({ ...before, open: before.open + 1, soon: before.soon + 1 });
  await dueIn(-7);
  expect((await due()).body).toEqual({ ...before, open: before.open + 1, late: before.late + 1 });
  await dueIn(31);
  await stage.ask('POST', `/api/customers/requests/${request}/answer`, {
    as: admin,
    body: { state: 'granted' },
  });
  expect((await due()).body).toEqual(before);
});

test('a key asks for its own ticket only: two people with one phone stay separate', async () => {
  const phone = '+56987650001';
  const [one, other] = [await takes({ phone }), await takes({ phone })];
  expect((await asks(one.as, { right: 'access' })).status).toBe(201);
  expect(await stage.call('GET /api/my/requests', { as: other.as })).toEqual([]);
  const request = (await open()).find(({ right }) => right === 'access')!.id;
  const kept = await exported({ request });
  expect(kept.body).toMatchObject({
    phone,
    tickets: [{ id: one.id }],
    requests: [{ right: 'access', state: 'open' }],
  });
  const rectify = (person: object, correct: object) =>
    stage.ask('POST', '/api/customers/rectify', { as: admin, body: { person, correct } });
  // The phone does not tell whose record it is.
  expect(await rectify({ phone }, { phone: '+56987650002' })).toMatchObject({
    status: 409,
    body: { code: 'several_persons' },
  });
  expect((await rectify({ request }, { phone: '+56987650002' })).body).toEqual({ rectified: true });
  expect((await exported({ phone: '+56987650002' })).body).toMatchObject({
    tickets: [{ id: one.id }],
  });
  expect((await exported({ phone })).body).toMatchObject({ tickets: [{ id: other.id }] });
  expect((await stage.ask('GET', '/api/my/requests', { as: kiosk })).status).toBe(403);
});

test('a national ID is corrected, and never becomes another person’s', async () => {
  const [wrong, right, taken] = [8_100_002, 8_100_003, 8_100_004].map(rutOf);
  const { id } = await takes({ nationalId: wrong });
  await takes({ nationalId: taken });
  const rectify = (nationalId: string) =>
    stage.ask('POST', '/api/customers/rectify', {
      as: admin,
      body: { person: { nationalId: wrong }, correct: { nationalId } },
    });
  expect((await rectify(taken)).body.code).toBe('person_exists');
  expect((await rectify(`CL ${right}`)).body).toEqual({ rectified: true });
  expect((await exported({ nationalId: right })).body).toMatchObject({ tickets: [{ id }] });
  expect((await exported({ nationalId: wrong })).status).toBe(404);
  expect((await rectify(right)).body).toEqual({ rectified: false });
  expect(await facts('person-not-found')).toContainEqual(
    expect.objectContaining({ details: { asked: 'rectify', by: 'national-id' } }),
  );
  expect(JSON.stringify(await facts('customer-rectified'))).not.toContain(right.slice(0, 7));
});

test('a person who opposes gets no more messages, and is not asked for feedback', async () => {
  const nationalId = rutOf(8_100_005);
  const { as } = await takes({ nationalId });
  const oppose = (person: object) =>
    stage.call('POST /api/customers/oppose', {
      as: admin,
      body: { person: person as never, to: ['messages', 'feedback'] },
    });
  expect((await stage.call('GET /api/my', { as })).asksFeedback).toBeUndefined();
  expect(await oppose({ nationalId })).toEqual({ opposed: true, ended: 0 });
  expect((await stage.call('GET /api/my', { as })).asksFeedback).toBe(false);
  expect(await oppose({ nationalId: rutOf(8_100_006) })).toEqual({ opposed: false, ended: 0 });
});

test('the desk records what somebody asks, even if nobody is found', async () => {
  const asked = await stage.ask('POST', '/api/branches/1/requests', {
    as: await stage.staff('host-1'),
    body: { person: { nationalId: rutOf(8_100_007) }, right: 'erasure' },
  });
  expect(asked.status).toBe(201);
  expect(await facts('person-asked')).toContainEqual(
    expect.objectContaining({ subject: 'nobody', by: 'host-1' }),
  );
  const listed = (await open()).find(({ right }) => right === 'erasure')!;
  expect(listed).toMatchObject({ person: null, branch: '1', number: null });
  const host = await stage.ask('GET', '/api/customers/requests', {
    as: await stage.staff('host-1'),
  });
  expect(host.status).toBe(403);
});

test('a person who asks for erasure gets the answer: the address is kept until then', async () => {
  const { id, as } = await takes({ nationalId: rutOf(8_100_009) });
  await asks(as, { right: 'erasure', reach: 'ana@example.com' });
  await stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', {
    params: { branch: '1', ticket: id },
    as: await stage.staff('supervisor-1'),
  });
  const theirs = async () => (await open()).find(({ reach }) => reach === 'ana@example.com');
  const { id: request } = (await theirs())!;
  const erased = async () =>
    (await stage.ask('POST', '/api/customers/erase', { as: admin, body: { request } })).body;
  expect(await erased()).toEqual({ erased: true, tickets: 1 });
  // Their request finds nobody any more, and nothing is erased twice.
  expect((await exported({ request })).body.code).toBe('unknown_customer');
  expect(await erased()).toEqual({ erased: false, tickets: 0 });
  expect(await theirs()).toMatchObject({ person: null, right: 'erasure' });
  await stage.ask('POST', `/api/customers/requests/${request}/answer`, {
    as: admin,
    body: { state: 'granted' },
  });
  const answered = await stage.call('GET /api/customers/requests', {
    as: admin,
    query: { state: 'answered' },
  });
  expect(answered.find((each) => each.id === request)).toMatchObject({ reach: null });
});

test('a request at the desk applies to every record of the person', async () => {
  const host = await stage.staff('host-1');
  const phone = '+56987650009';
  const request = async (person: object) => {
    const body = { person, right: 'erasure' };
    const asked = await stage.ask('POST', '/api/branches/1/requests', { as: host, body });
    return { request: String(asked.body.id) };
  };
  for (const { id } of [await takes({ phone }), await takes({ phone })]) {
    await stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', {
      params: { branch: '1', ticket: id },
      as: await stage.staff('supervisor-1'),
    });
  }
  const theirs = await request({ phone });
  expect((await exported(theirs)).body.tickets).toHaveLength(2);
  const erased = await stage.ask('POST', '/api/customers/erase', { as: admin, body: theirs });
  expect(erased.body).toEqual({ erased: true, tickets: 2 });
  expect((await exported({ phone })).body.code).toBe('unknown_customer');
});

test('the requester is kept until the answer; a request never answered is emptied', async () => {
  const nationalId = rutOf(8_100_008);
  const { id, as } = await takes({ nationalId });
  await asks(as, { right: 'access', words: 'All of it' });
  await stage.call('POST /api/branches/:branch/tickets/:ticket/cancel', {
    params: { branch: '1', ticket: id },
    as: await stage.staff('supervisor-1'),
  });
  later += 40 * DAY_MS;
  await stage.app.sweep.step(Date.now() + later);
  admin = await (async () => {
    const body = { username: 'admin-1', password: 'demo' };
    return `Bearer ${(await stage.call('POST /api/sessions', { body })).token}`;
  })();
  expect((await exported({ nationalId })).status).toBe(200);
  later += 60 * DAY_MS;
  await stage.app.sweep.step(Date.now() + later);
  const rows = await sql(
    `select r.cipher, c.cipher as person
       from person_requests r left join customers c on c.id = r.customer_id
      where r.state = 'open' and r.ticket_id = $1`,
    [id],
  );
  expect(rows).toEqual([{ cipher: null, person: null }]);
});
