import { Client } from 'pg';
import { openStage, Stage } from '../stage';

let stage: Stage;
let admin: string;
let supervisor: string;
beforeAll(async () => {
  stage = await openStage();
  [admin, supervisor] = [await stage.staff('admin-1'), await stage.staff('supervisor-1')];
});
afterAll(() => stage.close());

const me = (branch: string, as: string, body: object) =>
  stage.ask('PUT', `/api/branches/${branch}/advisors/me`, { as, body });
const advisors = async () =>
  (
    await stage.call('GET /api/branches/:branch/floor', {
      params: { branch: '1' },
      as: supervisor,
    })
  ).floor.advisors;
const person = {
  username: 'advisor-1',
  firstName: 'Camila',
  role: 'advisor',
  branches: ['1', '2'],
  queues: { 1: ['caja'], 2: ['caja'] },
};
const save = (body: object) => stage.ask('PUT', '/api/staff/advisor-1', { as: admin, body });
/** A closed account has no password: opening it needs one. */
const PASSWORD = 'otra-clave-larga-9';
/** A change of rights ends the session. */
const signIn = async (password = 'demo') => {
  const body = { username: 'advisor-1', password };
  return `Bearer ${(await stage.call('POST /api/sessions', { body })).token}`;
};

/** Their console was last heard an hour ago. */
async function silence(advisor: string) {
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  await client.query('update advisors set seen_at = seen_at - 3600000 where staff_id = $1', [
    advisor,
  ]);
  await client.end();
}

test('an advisor is on duty at one branch, even when both ask at once', async () => {
  expect((await save(person)).status).toBe(200);
  const as = await signIn();
  for (let n = 0; n < 5; n += 1) {
    const answers = await Promise.all([
      me('1', as, { state: 'available', counter: '1' }),
      me('2', as, { state: 'available', counter: '1' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [there, here] = answers[0].status === 200 ? ['1', '2'] : ['2', '1'];
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body).toMatchObject({ code: 'on_duty_elsewhere', branch: there });
    expect((await me(there, as, { state: 'offline' })).status).toBe(200);
    expect((await me(here, as, { state: 'available', counter: '1' })).status).toBe(200);
    expect((await me(here, as, { state: 'offline' })).status).toBe(200);
  }
});

test('an advisor deactivated while serving leaves the floor, and the counter is free', async () => {
  const as = await signIn();
  await me('1', as, { state: 'available', counter: '1' });
  const ticket = await stage.ticket({ queue: 'caja' });
  await stage.ask('POST', '/api/branches/1/counters/1/call-next', { as });
  await stage.ask('POST', `/api/branches/1/tickets/${ticket.id}/start`, { as });
  expect((await advisors())['advisor-1'].state).toBe('busy');
  expect((await save({ ...person, active: false })).status).toBe(200);
  const gone = (await advisors())['advisor-1'];
  expect(gone).toMatchObject({ state: 'offline', reason: 'dismissed' });
  expect(gone.counter).toBeUndefined();
  const other = await stage.staff('advisor-2');
  await me('1', other, { state: 'available', counter: '1' });
  const next = await stage.ask('POST', '/api/branches/1/counters/1/call-next', { as: other });
  expect(next.body).toMatchObject({ ticket: { id: ticket.id } });
  await stage.ask('POST', `/api/branches/1/tickets/${ticket.id}/no-show`, { as: other });
});

test('deactivated in another matter: the customer waits in its queue from then', async () => {
  const queues = { 1: ['caja', 'empresas'] };
  expect((await save({ ...person, queues, active: true, password: PASSWORD })).status).toBe(200);
  const as = await signIn(PASSWORD);
  await me('1', as, { state: 'available', counter: '2' });
  const { id } = await stage.ticket({ queue: 'caja' });
  const post = async (path: string, body?: object, who = as) => {
    const answer = await stage.ask('POST', `/api/branches/1/${path}`, { as: who, body });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.body;
  };
  await post('counters/2/call-next');
  await post(`tickets/${id}/start`);
  await post(`tickets/${id}/matter`, { queue: 'empresas' });
  expect((await save({ ...person, queues, active: false })).status).toBe(200);
  const client = new Client({ connectionString: stage.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `select e.body::json->'fact' as fact, (e.body::json->>'at')::bigint::text as at
       from events e where e.ticket_id = $1 order by e.seq desc limit 1`,
    [id],
  );
  const { rows: tickets } = await client.query(
    'select queue, state, due::text, due_from::text from tickets where id = $1',
    [id],
  );
  await client.end();
  const [{ fact, at }] = rows;
  expect(fact).toMatchObject({ type: 'TicketReturned', because: 'advisor-gone', was: 'serving' });
  expect(tickets).toEqual([
    { queue: 'empresas', state: 'waiting', due: String(fact.due), due_from: at },
  ]);
  expect(fact.due).toBeGreaterThan(Number(at));
  await post(`tickets/${id}/cancel`, undefined, supervisor);
});

test('an advisor who no longer works at a branch leaves its floor', async () => {
  expect((await save({ ...person, active: true, password: PASSWORD })).status).toBe(200);
  const as = await signIn(PASSWORD);
  expect((await me('1', as, { state: 'available', counter: '2' })).status).toBe(200);
  expect((await save({ ...person, branches: ['2'], queues: { 2: ['caja'] } })).status).toBe(200);
  expect((await advisors())['advisor-1'].state).toBe('offline');
});

test('a silent console: not made available, but asked back, which changes no state', async () => {
  const as = await stage.staff('advisor-3');
  const path = '/api/branches/1/advisors/advisor-3';
  await me('1', as, { state: 'available', counter: '3' });
  await me('1', as, { state: 'paused', reason: 'break' });
  const put = () =>
    stage.ask('PUT', path, { as: supervisor, body: { state: 'available', counter: '3' } });
  expect((await put()).status).toBe(200); // their own command was just heard
  expect((await stage.ask('PUT', path, { as: supervisor, body: { state: 'paused' } })).status).toBe(
    200,
  );
  await silence('advisor-3');
  expect(await put()).toMatchObject({ status: 409, body: { code: 'console_silent' } });
  const asked = await stage.ask('POST', `${path}/ask`, {
    as: supervisor,
    body: { what: 'come-back' },
  });
  expect(asked).toMatchObject({ status: 200, body: { advisor: { state: 'paused' } } });
  const view = await stage.call('GET /api/branches/:branch/advisors/me', {
    params: { branch: '1' },
    as,
  });
  expect(view.me.asked).toMatchObject({ what: 'come-back', by: 'supervisor-1' });
});

test('no two counters of a branch are called the same', async () => {
  const as = await stage.staff('admin-1');
  const named = async (counter: string, label: string, branch = '1') => {
    const path = `/api/branches/${branch}/counters/${counter}`;
    const { status, body } = await stage.ask('PUT', path, { as, body: { label } });
    return status === 200 ? 'saved' : body.code;
  };
  expect(await named('20', 'Caja Nueve')).toBe('saved');
  for (const same of ['Caja Nueve', ' CAJA  nueve', 'Caja\u00a0Nueve']) {
    expect(await named('21', same)).toBe('label_taken');
  }
  // Its own name, and one of another branch.
  expect(await named('20', 'Caja nueve')).toBe('saved');
  expect(await named('21', 'Caja nueve', '2')).toBe('saved');
  const both = await Promise.all([named('22', 'Sala'), named('23', 'sala')]);
  expect(both.sort()).toEqual(['label_taken', 'saved']);
});

test('an advisor on pause keeps the counter, and the seats show it beforehand', async () => {
  const as = await stage.staff('advisor-2');
  const be = (body: object) => stage.ask('PUT', '/api/branches/1/advisors/me', { as, body });
  expect((await be({ state: 'available', counter: '2' })).status).toBe(200);
  expect((await be({ state: 'paused', reason: 'break' })).status).toBe(200);
  const seats = await stage.call('GET /api/branches/:branch/seats', {
    params: { branch: '1' },
    as,
  });
  expect(seats.filter(({ counter }) => counter === '2')).toMatchObject([
    { advisor: 'advisor-2', state: 'paused' },
  ]);
});

test('counters, devices and staff are sorted as people expect: 2 before 10', async () => {
  for (const counter of ['w10', 'w9']) {
    const path = `/api/branches/2/counters/${counter}`;
    const answer = await stage.ask('PUT', path, { as: admin, body: { label: counter } });
    expect(answer.status).toBe(200);
  }
  for (const device of ['w10', 'w9']) {
    const body = { kind: 'display', branch: '2', label: device };
    const answer = await stage.ask('PUT', `/api/devices/${device}`, { as: admin, body });
    expect(answer.status).toBeLessThan(300);
  }
  const ofW = (list: readonly { readonly id: string }[]) =>
    list.map(({ id }) => id).filter((id) => id.startsWith('w'));
  const params = { branch: '2' };
  expect(
    ofW(await stage.call('GET /api/branches/:branch/counters', { params, as: admin })),
  ).toEqual(['w9', 'w10']);
  expect(ofW(await stage.call('GET /api/devices', { as: admin }))).toEqual(['w9', 'w10']);
});
