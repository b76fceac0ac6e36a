import { randomUUID } from 'node:crypto';
import { codeNow } from '../../../support/authenticator';
import { passkeyDevice } from '../../../support/passkey-device';
import { Answer } from '../../http/stage';
import { add, given, post } from '../second-factor/passkey-people';
import {
  admin,
  bearer,
  client,
  enrolled,
  hire,
  later,
  PASSWORD,
  second,
  send,
  signIn,
  stage,
  stepOf,
} from '../second-factor/people';
import { beforeItsCommit, CLOSE, SIGN_OUT, writing } from './meanwhile';
import { linkOf, makeLink } from './operator';

/** A request is under way while the account is closed: let in, but not yet written. */

const NEXT = 'lluvia sobre el lago';

const meanwhile = (ask: () => Promise<Answer>, staff: string, writes?: readonly string[]) =>
  beforeItsCommit(stage.databaseUrl, ask, writing(staff, writes));
const stands = async (staff: string) =>
  (
    await client.query(
      `select active, password_hash is not null as password,
              exists (select from sessions where staff_id = $1) as session,
              exists (select from passkeys where staff_id = $1) as passkey,
              exists (select from second_factors
                       where staff_id = $1 and (cipher is not null or recovery <> '{}')) as factor
         from staff where id = $1`,
      [staff],
    )
  ).rows[0] as object;
const CLOSED = { active: false, password: false, session: false, passkey: false, factor: false };

test('a new password does not reopen an account that is closed meanwhile', async () => {
  const { id } = await hire('admin');
  const as = bearer(await signIn(id));
  const body = { current: PASSWORD, password: NEXT };
  const answer = await meanwhile(() => send('PUT', '/api/sessions/password', as, body), id);
  expect([answer.status, answer.body.code]).toEqual([409, 'account_changed']);
  expect(await stands(id)).toEqual(CLOSED);
});

test('nor does it give back a role that was removed meanwhile', async () => {
  const { id } = await hire('admin');
  const as = bearer(await signIn(id));
  const body = { current: PASSWORD, password: NEXT };
  const less = "update staff set role = 'auditor', branches = '{1}' where id = $1";
  const answer = await meanwhile(() => send('PUT', '/api/sessions/password', as, body), id, [less]);
  expect([answer.status, answer.body]).toMatchObject([200, { staff: { role: 'auditor' } }]);
  const { rows } = await client.query('select role, branches from staff where id = $1', [id]);
  expect(rows).toEqual([{ role: 'auditor', branches: ['1'] }]);
});

test('nor overwrite the password that an administrator sets meanwhile', async () => {
  const { id } = await hire();
  const as = bearer(await signIn(id));
  const body = { current: PASSWORD, password: NEXT };
  const theirs = "update staff set password_hash = 'of the administrator' where id = $1";
  const answer = await meanwhile(() => send('PUT', '/api/sessions/password', as, body), id, [
    theirs,
  ]);
  expect([answer.status, answer.body.code]).toEqual([409, 'account_changed']);
  const { rows } = await client.query('select password_hash from staff where id = $1', [id]);
  expect(rows).toEqual([{ password_hash: 'of the administrator' }]);
});

test('an operator’s link used while the account is closed opens nothing', async () => {
  const { id } = await hire('admin');
  const link = linkOf(await makeLink(id));
  const body = { link, password: NEXT };
  const headers = { 'X-Viewer-IP': randomUUID() };
  const use = () => send('POST', '/api/sessions/admin-link', undefined, body, headers);
  expect((await meanwhile(use, id)).body.code).toBe('link_over');
  expect(await stands(id)).toEqual(CLOSED);
});

test('a sign-in under way leaves no session for when the account is open again', async () => {
  const { id } = await hire();
  const answer = await meanwhile(() => signIn(id), id);
  expect([answer.status, answer.body.code]).toEqual([401, 'wrong_credentials']);
  expect(await stands(id)).toEqual(CLOSED);
  const { secret, ...eva } = await enrolled('supervisor');
  await later();
  const { step } = stepOf(await signIn(eva.id));
  const gone = "update second_factors set cipher = null, recovery = '{}' where staff_id = $1";
  const code = codeNow(secret);
  const late = await meanwhile(() => second(step, code), eva.id, [CLOSE, SIGN_OUT, gone]);
  expect(late.status).toBeGreaterThanOrEqual(400);
  expect(await stands(eva.id)).toEqual(CLOSED);
});

test('a passkey or an app added meanwhile does not count', async () => {
  for (const what of ['passkey', 'app'] as const) {
    const { id } = await hire('supervisor');
    const as = bearer(await signIn(id));
    const ask = what === 'passkey' ? await addingPasskey(as) : await addingApp(as);
    const answer = await meanwhile(ask, id);
    expect([what, answer.status, answer.body.code]).toEqual([what, 409, 'account_changed']);
    expect(await stands(id)).toEqual(CLOSED);
  }
});

test('nor if only the sessions were ended, because somebody else was signed in', async () => {
  for (const what of ['passkey', 'app'] as const) {
    const { id } = await hire('supervisor');
    const as = bearer(await signIn(id));
    const ask = what === 'passkey' ? await addingPasskey(as) : await addingApp(as);
    const answer = await meanwhile(ask, id, [SIGN_OUT]);
    expect([what, answer.body.code]).toEqual([what, 'account_changed']);
    expect(await stands(id)).toMatchObject({ passkey: false, factor: false });
  }
});

async function addingPasskey(as: string) {
  const device = passkeyDevice(stage.app.url);
  const { attempt, publicKey } = given(await post('/api/sessions/passkeys/offer', as));
  const body = { attempt, name: 'Mi teléfono', credential: device.make(publicKey) };
  return () => post('/api/sessions/passkeys', as, body);
}
async function addingApp(as: string) {
  const offered = (await post('/api/sessions/second-factor/offer', as)).body;
  const { offer, secret } = offered as unknown as { offer: string; secret: string };
  const body = { offer, code: codeNow(secret) };
  return () => send('PUT', '/api/sessions/second-factor', as, body);
}

test('an administrator closed meanwhile creates nobody, and reopens nobody', async () => {
  const boss = await hire('admin');
  const as = bearer(await signIn(boss.id));
  const own = { username: `p-${randomUUID().slice(0, 8)}`, firstName: 'Otra', role: 'admin' };
  const body = { ...own, branches: 'all', password: NEXT };
  const answer = await meanwhile(
    () => stage.ask('PUT', `/api/staff/${own.username}`, { as, body }),
    boss.id,
  );
  expect([answer.status, answer.body.code]).toEqual([403, 'rights_ended']);
  const made = await client.query('select from staff where id = $1', [own.username]);
  expect(made.rowCount).toBe(0);
  expect((await send('GET', '/api/sessions', admin)).status).toBe(200);
});

/** What administrators do that is written to the bank's chain, or a branch's. */
const DOINGS: Readonly<Record<string, readonly [string, string, object, string?]>> = {
  'a device': ['PUT', '/api/devices/new-one', { kind: 'kiosk', branch: '1', label: 'Nuevo' }],
  'an endpoint': [
    'PUT',
    '/api/webhooks/0b8f0a4e-6f0e-4b0e-9d3a-0d1f6a4f2b11',
    { url: 'https://example.com/hook', types: ['TicketIssued'] },
  ],
  'settings of the bank': ['PUT', '/api/branches/bank/settings', { ticketsPerKiosk: 700 }],
  'a rule for roles': ['PUT', '/api/second-factors', { role: 'auditor', required: false }],
  'somebody erased': ['POST', '/api/customers/erase', { nationalId: '11111111-1' }],
  'settings of a branch': ['PUT', '/api/branches/1/settings', { ticketsPerKiosk: 700 }, '1'],
  'a counter': ['PUT', '/api/branches/1/counters/99', { label: 'Nuevo' }, '1'],
};
test.each(Object.entries(DOINGS))(
  'an administrator closed or demoted meanwhile changes nothing: %s',
  async (_, [method, path, body, head = 'bank']) => {
    const less = "update staff set role = 'auditor' where id = $1";
    for (const writes of [
      [CLOSE, SIGN_OUT],
      [less, SIGN_OUT],
    ]) {
      const boss = await hire('admin');
      const as = bearer(await signIn(boss.id));
      const chain = () => client.query('select seq from branch_heads where branch_id = $1', [head]);
      const etag = path.endsWith('/settings')
        ? (await stage.ask('GET', path, { as })).headers.get('etag')!
        : undefined;
      let before: unknown;
      const answer = await beforeItsCommit(
        stage.databaseUrl,
        () => stage.ask(method, path, { as, body, headers: etag ? { 'If-Match': etag } : {} }),
        async (holder) => {
          before = (await chain()).rows;
          await writing(boss.id, writes)(holder);
        },
        head,
      );
      expect([answer.status, answer.body.code]).toEqual([409, 'account_changed']);
      expect((await chain()).rows).toEqual(before);
    }
  },
);

test.each([
  ['closed', CLOSE],
  ['moved', "update staff set branches = '{2}' where id = $1"],
  ['a host', "update staff set role = 'host' where id = $1"],
])('an advisor who is %s meanwhile does not come on duty', async (_, less) => {
  const { id } = await hire('advisor', { 1: ['caja'] });
  const as = bearer(await signIn(id));
  const body = { state: 'available', counter: '1' };
  const answer = await beforeItsCommit(
    stage.databaseUrl,
    () => stage.ask('PUT', '/api/branches/1/advisors/me', { as, body }),
    writing(id, [less, SIGN_OUT]),
    '1',
  );
  expect([answer.status, answer.body.code]).toEqual([409, 'account_changed']);
  const { rowCount } = await client.query('select from advisors where staff_id = $1', [id]);
  expect(rowCount).toBe(0);
});

test("nor removes another person's second factor", async () => {
  const eva = await enrolled('supervisor');
  expect((await add(eva.as)).added.status).toBe(201);
  const of = `/api/staff/${eva.id}`;
  const [{ id }] = (await send('GET', `${of}/passkeys`, admin)).body as unknown as { id: string }[];
  for (const path of [`${of}/second-factor`, `${of}/passkeys/${id}`]) {
    const boss = await hire('admin');
    const by = bearer(await signIn(boss.id));
    const answer = await meanwhile(() => send('DELETE', path, by), boss.id);
    expect([path, answer.status, answer.body.code]).toEqual([path, 409, 'account_changed']);
    expect(await stands(eva.id)).toMatchObject({ passkey: true, factor: true });
    expect((await send('GET', '/api/sessions', eva.as)).status).toBe(200);
  }
});

test('nor signs out anybody whom they were closing or giving a password', async () => {
  const { queues: _, ...eva } = await hire('supervisor');
  const theirs = bearer(await signIn(eva.id));
  for (const change of [{ active: false }, { role: 'host' }, { password: NEXT }]) {
    const boss = await hire('admin');
    const by = bearer(await signIn(boss.id));
    const body = { ...eva, id: undefined, ...change };
    const answer = await meanwhile(
      () => stage.ask('PUT', `/api/staff/${eva.id}`, { as: by, body }),
      boss.id,
    );
    expect([change, answer.status]).toEqual([change, 403]);
    expect((await send('GET', '/api/sessions', theirs)).status).toBe(200);
  }
  // With the right they end at once.
  const body = { ...eva, id: undefined, password: NEXT };
  expect((await stage.ask('PUT', `/api/staff/${eva.id}`, { as: admin, body })).status).toBe(200);
  expect((await send('GET', '/api/sessions', theirs)).status).toBe(401);
});
