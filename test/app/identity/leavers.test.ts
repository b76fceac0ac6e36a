import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { codeNow } from '../../support/authenticator';
import { until } from '../../support/wait';
import './leavers/under-way';
import { linkOf, makeLink } from './leavers/operator';
import { add, enter } from './second-factor/passkey-people';
import {
  admin,
  bearer,
  client,
  enrolled,
  hire,
  later,
  openTwo,
  other,
  PASSWORD,
  second,
  send,
  signIn,
  stage,
  stepOf,
} from './second-factor/people';

/**
 * People who have left, or have fewer rights than before, on two instances of one bank: whatever
 * they held, had begun or were sent lets nobody in, not even after their account is opened again.
 */

openTwo();

type Person = Awaited<ReturnType<typeof hire>>;
const NEXT = 'lluvia sobre el lago';

const command = (path: string, as: string, body: object) => stage.ask('PUT', path, { as, body });
/** What an administrator saves about somebody. */
const save = ({ id, ...person }: Person, change: object = {}) =>
  command(`/api/staff/${id}`, admin, { ...person, ...change });
const holds = async (as: string) => (await send('GET', '/api/sessions', as)).status;
const useLink = (link: string) =>
  send(
    'POST',
    '/api/sessions/admin-link',
    undefined,
    { link, password: NEXT },
    {
      'X-Viewer-IP': randomUUID(),
    },
  );

/** A screen at the other instance, and how it was closed. */
async function screen(as: string, view: string, branch = '1', port = other.port) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live?branch=${branch}&view=${view}`, {
    headers: { Authorization: as },
  });
  const state: { closed?: number; frames: number } = { frames: 0 };
  socket.on('close', (code) => (state.closed = code));
  socket.on('message', () => (state.frames += 1));
  await until(() => state.frames > 0, 'the first frame', 10_000);
  return state;
}

/** Everything in the database that lets somebody in, or is sent to them. */
async function kept(staff: string) {
  const { rows } = await client.query(
    `select s.password_hash as password,
            (select count(*)::integer from sessions where staff_id = $1) as sessions,
            (select count(*)::integer from passkeys where staff_id = $1) as passkeys,
            (select count(*)::integer from known_places where staff_id = $1) as places,
            (select count(*)::integer from report_mails where staff_id = $1) as mails,
            (select count(*)::integer from second_factors
              where staff_id = $1 and (cipher is not null or recovery <> '{}')) as factors
       from staff s where id = $1`,
    [staff],
  );
  return rows[0] as Record<string, unknown>;
}
const NOTHING = { password: null, sessions: 0, passkeys: 0, places: 0, mails: 0, factors: 0 };

async function faultsOf(staff: string) {
  const chains = await verifyChains(stage.app.audit, stage.app.vault);
  return chains.flatMap(({ faults }) => faults.filter((each) => each.includes(staff)));
}

/** An administrator with every credential, and with sign-ins that have begun. */
async function everything() {
  const { person, id, as, secret, recovery } = await enrolled('admin');
  const { device } = await add(as);
  const mail = randomUUID();
  await client.query(
    `insert into report_mails
            (id, staff_id, branch_id, period, language, address, state, asked_at, due_at)
     values ($1, $2, '1', 'day', 'es', $3, 'invited', 1, 9e15)`,
    [mail, id, stage.app.vault.encrypt('ana@bank.cl', `report-mail\0${mail}`)],
  );
  const { step } = stepOf(await signIn(id));
  await later();
  return { person, id, as, secret, recovery, device, step };
}
/** For each way in, the answer's code; undefined if it let somebody in. */
async function ways({
  id,
  as,
  secret,
  recovery,
  device,
  step,
}: Awaited<ReturnType<typeof everything>>) {
  return {
    session: await holds(as),
    password: (await signIn(id)).body.code,
    code: (await second(step, codeNow(secret))).body.code,
    recovery: (await second(step, recovery[0])).body.code,
    passkey: (await enter(device)).body.code,
  };
}
const SHUT = {
  session: 401,
  password: 'wrong_credentials',
  code: 'second_step_ended',
  recovery: 'second_step_ended',
  passkey: 'wrong_passkey',
};

test('a closed account has nothing that lets in, nor any of it when opened again', async () => {
  const ana = await everything();
  const elsewhere = await screen(ana.as, 'floor');
  const here = await screen(ana.as, 'floor', '1', stage.app.port);
  expect(await kept(ana.id)).toMatchObject({ passkeys: 1, places: 1, mails: 1, factors: 1 });
  expect((await save(ana.person, { active: false })).status).toBe(200);
  await until(() => elsewhere.closed !== undefined, 'the screen of the other closes', 5_000);
  await until(() => here.closed !== undefined, 'the screen here closes', 5_000);
  expect(await kept(ana.id)).toEqual(NOTHING);
  expect(await ways(ana)).toEqual(SHUT);
  expect((await save(ana.person)).status).toBe(200);
  expect(await kept(ana.id)).toEqual(NOTHING);
  expect(await ways(ana)).toEqual(SHUT);
  // Like a newcomer: with a password set by an administrator, and no second factor yet.
  expect((await save(ana.person, { password: NEXT })).status).toBe(200);
  const opened = await signIn(ana.id, {}, NEXT);
  expect(opened.status).toBe(201);
  expect((await send('GET', '/api/sessions/second-factor', bearer(opened))).body).toMatchObject({
    enrolledAt: null,
    passkeys: 0,
    recoveryCodes: 0,
    endedBecause: 'left',
  });
  expect(await faultsOf(ana.id)).toEqual([]);
});

test('a password set while closing is not kept for later', async () => {
  const eva = await hire();
  expect((await save(eva, { active: false, password: NEXT })).status).toBe(200);
  expect(await kept(eva.id)).toEqual(NOTHING);
  // Nor one set for an account created closed.
  const noa = { ...eva, id: `p-${randomUUID().slice(0, 8)}` };
  const made = await save(noa, { username: noa.id, active: false, password: NEXT });
  expect([made.status, await kept(noa.id)]).toEqual([200, NOTHING]);
  expect([...(await faultsOf(eva.id)), ...(await faultsOf(noa.id))]).toEqual([]);
});

test('an operator’s link from before is no longer valid after closing and opening', async () => {
  const ana = await hire('admin');
  const link = linkOf(await makeLink(ana.id));
  await save(ana, { active: false });
  expect((await useLink(link)).body.code).toBe('link_over');
  await save(ana);
  expect((await useLink(link)).body.code).toBe('link_over');
  // A link made now lets her in, without her password.
  expect((await useLink(linkOf(await makeLink(ana.id)))).status).toBe(201);
  expect(await faultsOf(ana.id)).toEqual([]);
});

test("a leaver's username is free for nobody else, however it is written", async () => {
  const eva = await hire();
  await save(eva, { active: false });
  const mine = { ...eva, username: ` ${eva.username.toUpperCase()} ` };
  const taken = await save({ ...mine, id: `p-${randomUUID().slice(0, 8)}` }, { password: NEXT });
  expect([taken.status, taken.body.code]).toEqual([409, 'username_taken']);
});

test('a closed account is opened for nobody else: it keeps its name until then', async () => {
  const eva = await hire();
  await save(eva, { active: false });
  const named = async (change: object) => {
    const { status, body } = await save(eva, { firstName: 'Otra', ...change });
    return [status, body.code];
  };
  expect(await named({ active: true, password: NEXT })).toEqual([409, 'closed_account_name']);
  expect(await named({ active: false })).toEqual([409, 'closed_account_name']);
  // Somebody else can get its username then: it does not say who did what.
  const freed = `u-${randomUUID().slice(0, 8)}`;
  expect((await save(eva, { active: false, username: freed })).status).toBe(200);
  const next = { ...eva, id: `p-${randomUUID().slice(0, 8)}`, firstName: 'Otra' };
  expect((await save(next, { password: NEXT })).status).toBe(200);
  // The same person, back under another name.
  expect((await save(eva, { username: freed, password: NEXT })).status).toBe(200);
  expect((await save(eva, { username: freed, firstName: 'Evita' })).status).toBe(200);
  expect([...(await faultsOf(eva.id)), ...(await faultsOf(next.id))]).toEqual([]);
});

test('what a leaver set up for the bank goes on: a display, its cookie, its screen', async () => {
  const ana = await hire('admin');
  const as = bearer(await signIn(ana.id));
  const device = `d-${randomUUID().slice(0, 8)}`;
  const made = await command(`/api/devices/${device}`, as, {
    ...{ kind: 'display', branch: '1', label: 'Sala' },
  });
  const code = String(made.body.code);
  const { token } = (await send('POST', '/api/devices/enrol', undefined, { code })).body;
  const wall = await screen(`Bearer ${String(token)}`, 'display');
  const hers = await screen(as, 'display');
  await save(ana, { active: false });
  await until(() => hers.closed !== undefined, 'her own screen closes', 5_000);
  expect((await send('GET', '/api/branches/1/display', `Bearer ${String(token)}`)).status).toBe(
    200,
  );
  expect(wall.closed).toBeUndefined();
});

test('somebody with fewer rights is out of every screen and off the floor', async () => {
  for (const [what, less] of [
    ['another role', { role: 'host', queues: {} }],
    ['another branch', { branches: ['2'], queues: { 2: ['caja'] } }],
    ['closed', { active: false }],
  ] as const) {
    const eva = { ...(await hire()), queues: { 1: ['caja'] } };
    expect((await save(eva)).status).toBe(200);
    const as = bearer(await signIn(eva.id));
    const onDuty = { state: 'available', counter: '3' };
    expect((await command('/api/branches/1/advisors/me', as, onDuty)).body).not.toMatchObject({
      code: expect.anything(),
    });
    const screens = [
      await screen(as, 'advisor'),
      await screen(as, 'display'),
      await screen(as, 'advisor', '1', stage.app.port),
    ];
    expect([what, (await save(eva, less)).status]).toEqual([what, 200]);
    await until(() => screens.every(({ closed }) => closed !== undefined), what, 5_000);
    const there = await fetch(`http://127.0.0.1:${other.port}/api/sessions`, {
      headers: { Authorization: as },
    });
    expect([what, await holds(as), there.status]).toEqual([what, 401, 401]);
    const { rows } = await client.query('select state from advisors where staff_id = $1', [eva.id]);
    expect([what, rows]).toEqual([what, [{ state: 'offline' }]]);
  }
});

test('an account closed by an older release is cleared, and the audit holds', async () => {
  const eva = await hire('supervisor');
  const as = bearer(await signIn(eva.id));
  await add(as);
  // As written by a release that kept the password; the event says so.
  await client.query('update staff set active = false where id = $1', [eva.id]);
  expect((await kept(eva.id)).password).toMatch(/./);
  await stage.app.sweep.step(Date.now());
  expect(await kept(eva.id)).toMatchObject({ password: null, passkeys: 0, factors: 0, places: 0 });
  expect(await faultsOf(eva.id)).toEqual([]);
  expect((await signIn(eva.id, {}, PASSWORD)).status).toBe(401);
});
