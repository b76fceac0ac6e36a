import { randomUUID } from 'node:crypto';
import { proofs } from '../../../../src/app/http/guard/proof';
import { verifyChains } from '../../../../src/app/operations/reads/verify';
import { RouteName } from '../../../../src/app/wire/routes';
import { codeNow, wrongCode } from '../../../support/authenticator';
import { accepted } from '../../http/fuzz-input';
import {
  bearer,
  client,
  enrolled,
  hire,
  openTwo,
  other,
  PASSWORD,
  send,
  signIn,
  stage,
} from './people';

/** Before something irreversible, a signed-in person proves again who they are. */

openTwo();

const MINUTE = 60_000;
/** Moves the opening of a person's sessions this far back; they also end that much earlier. */
const opened = (id: string, minutes: number) =>
  client.query('update sessions set expires_at = expires_at - $2 where staff_id = $1', [
    id,
    minutes * MINUTE,
  ]);
const prove = (as: string, body: object) => send('POST', '/api/sessions/proof', as, body);
const command = (route: string, path: string, as: string, body?: unknown, headers = {}) =>
  stage.ask(route.split(' ')[0], path, { as, body, headers });

/** A person with this role whose only session was opened a quarter of an hour ago. */
async function longAgo(role: 'admin' | 'supervisor' = 'admin') {
  const { id } = await hire(role);
  const as = bearer(await signIn(id));
  await opened(id, 15);
  return { id, as };
}

/** For each route of the table, a request that needs a proof. */
const asked: Readonly<Record<string, readonly [path: string, body?: unknown]>> = {
  'POST /api/customers/erase': ['/api/customers/erase', { nationalId: '12345678-5' }],
  'POST /api/customers/export': ['/api/customers/export', { nationalId: '12345678-5' }],
  'PUT /api/staff/:staff': [
    '/api/staff/nuevo',
    { username: 'nuevo', firstName: 'N', role: 'admin', branches: 'all', active: true },
  ],
  'DELETE /api/staff/:staff/second-factor': ['/api/staff/advisor-1/second-factor'],
  'PUT /api/second-factors': ['/api/second-factors', { role: 'auditor', required: false }],
  'PUT /api/branches/:branch/settings': ['/api/branches/1/settings', { retentionDays: 1 }],
  'PUT /api/devices/:device': [
    '/api/devices/kiosk-2',
    { ...accepted['PUT /api/devices/{device}'](''), branch: '2', revoked: true },
  ],
  'POST /api/branches/:branch/devices/:device/sign-out': [
    '/api/branches/1/devices/kiosk-1/sign-out',
  ],
  'PUT /api/webhooks/:webhook': [
    '/api/webhooks/6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    accepted['PUT /api/webhooks/{webhook}'](''),
  ],
  'POST /api/sessions/second-factor/offer': ['/api/sessions/second-factor/offer'],
  'POST /api/sessions/second-factor/recovery': ['/api/sessions/second-factor/recovery'],
  'DELETE /api/sessions/second-factor': ['/api/sessions/second-factor'],
  'POST /api/sessions/passkeys/offer': ['/api/sessions/passkeys/offer'],
  'DELETE /api/sessions/passkeys/:passkey': [`/api/sessions/passkeys/${randomUUID()}`],
  'DELETE /api/staff/:staff/passkeys/:passkey': [`/api/staff/advisor-1/passkeys/${randomUUID()}`],
};

test('each route of the table asks for a proof after a while, and then goes on', async () => {
  expect(Object.keys(asked).sort()).toEqual(Object.keys(proofs).sort());
  const admin = await longAgo();
  const supervisor = await longAgo('supervisor');
  const before = await client.query('select count(*)::integer as n from events');
  const ask = ([route, [path, body]]: [string, (typeof asked)[string]], who: { as: string }) => {
    const headers = path.endsWith('/settings') ? { 'If-Match': '"0"' } : {};
    return command(route, path, who.as, body, headers);
  };
  const whoOf = (route: string) => (route.includes('sign-out') ? supervisor : admin);
  for (const each of Object.entries(asked)) {
    const refused = await ask(each, whoOf(each[0]));
    expect([each[0], refused.status, refused.body.code]).toEqual([each[0], 403, 'proof_required']);
    expect(refused.body.proof).toEqual({ code: false });
    expect(refused.text).toContain('/api/sessions/proof');
  }
  const after = await client.query('select count(*)::integer as n from events');
  expect(after.rows).toEqual(before.rows);
  for (const { as } of [admin, supervisor]) {
    const given = await prove(as, { password: PASSWORD });
    expect(given.status).toBe(200);
    const left = Date.parse(String(given.body.until)) - Date.now();
    expect(left).toBeGreaterThan(8 * MINUTE);
    expect(left).toBeLessThan(12 * MINUTE);
  }
  for (const each of Object.entries(asked)) {
    const answer = await ask(each, whoOf(each[0]));
    expect([each[0], answer.body?.code]).not.toEqual([each[0], 'proof_required']);
    expect([each[0], answer.status < 500]).toEqual([each[0], true]);
  }
});

test('reversible changes need no proof', async () => {
  const { as } = await longAgo();
  const mine = await send('GET', '/api/staff', as);
  const found = (mine.body as unknown as { id: string }[]).find((each) => each.id === 'host-1')!;
  const { id: _, ...body } = found as Record<string, unknown>;
  const renamed = { ...body, firstName: 'Otra' };
  expect((await command('PUT', '/api/staff/host-1', as, renamed)).status).toBe(200);
  const device = { ...accepted['PUT /api/devices/{device}'](''), newCode: false };
  expect((await command('PUT', '/api/devices/kiosk-9', as, device)).status).toBe(200);
  const { body: read, headers } = await send('GET', '/api/branches/2/settings', as);
  const longer = { ...(read.overrides as object), retentionDays: 90 };
  const put = (days: object) =>
    command('PUT', '/api/branches/2/settings', as, days, { 'If-Match': headers.get('etag')! });
  expect((await put(longer)).status).toBe(200);
  // Back to the bank's thirty is less than ninety, even if it is just left out.
  expect((await put({ ...(read.overrides as object) })).body.code).toBe('proof_required');
  expect((await send('GET', '/api/sessions', as)).status).toBe(200);
});

test('a proof belongs to one session, for ten minutes, on every instance', async () => {
  const { id } = await hire('admin');
  const [as, elsewhere] = [bearer(await signIn(id)), bearer(await signIn(id))];
  const tries = async (token: string) =>
    (await command('PUT', '/api/second-factors', token, { role: 'auditor', required: false }))
      .status;
  expect(await tries(as)).toBe(200);
  await opened(id, 11);
  expect(await tries(as)).toBe(403);
  expect((await prove(as, { password: PASSWORD })).status).toBe(200);
  expect(await tries(as)).toBe(200);
  expect(await tries(elsewhere)).toBe(403);
  const answer = await fetch(`http://127.0.0.1:${other.port}/api/second-factors`, {
    method: 'PUT',
    headers: {
      Authorization: as,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
    },
    body: JSON.stringify({ role: 'auditor', required: false }),
  });
  expect(answer.status).toBe(200);
  const shift = 'update sessions set proved_at = proved_at - $2 where staff_id = $1';
  await client.query(shift, [id, 11 * MINUTE]);
  expect(await tries(as)).toBe(403);
});

test('it takes the right password and, for people with a second factor, a code, once', async () => {
  const { id, as, secret, code: used } = await enrolled('admin');
  await opened(id, 15);
  const path = '/api/sessions/second-factor/recovery';
  expect((await send('POST', path, as)).body.proof).toEqual({ code: true });
  for (const [body, code] of [
    [{ password: 'otra' }, 'wrong_password'],
    [{ password: PASSWORD }, 'code_required'],
    [{ password: PASSWORD, code: wrongCode(secret) }, 'wrong_code'],
    [{ password: PASSWORD, code: used }, 'wrong_code'],
  ] as const) {
    expect(await prove(as, body)).toMatchObject({ status: 403, body: { code } });
    expect((await send('POST', path, as)).body.code).toBe('proof_required');
  }
  const code = codeNow(secret, 1);
  expect((await prove(as, { password: PASSWORD, code })).status).toBe(200);
  expect((await send('POST', path, as)).status).toBe(200);
  expect((await prove(as, { password: PASSWORD, code })).body.code).toBe('wrong_code');
  const display = await stage.device('display-1');
  expect((await prove(display, { password: PASSWORD })).status).toBe(403);
});

test('without the table nobody is asked: the table is the guard', async () => {
  const { as } = await longAgo();
  const route = 'PUT /api/second-factors' as RouteName;
  const rule = proofs[route];
  const ask = () => command('PUT', '/api/second-factors', as, { role: 'auditor', required: false });
  expect((await ask()).status).toBe(403);
  (proofs as Record<string, unknown>)[route] = undefined;
  try {
    expect((await ask()).status).toBe(200);
  } finally {
    (proofs as Record<string, unknown>)[route] = rule;
  }
  expect((await ask()).status).toBe(403);
});

test('a proof is an event, and audit:verify finds a made-up one', async () => {
  const { id } = await hire('admin');
  const as = bearer(await signIn(id));
  expect((await prove(as, { password: PASSWORD })).status).toBe(200);
  const faults = async () =>
    (await verifyChains(stage.app.audit, stage.app.vault)).flatMap((each) =>
      each.faults.filter((sentence) => sentence.includes(id)),
    );
  expect(await faults()).toEqual([]);
  await client.query('update sessions set proved_at = proved_at + 1 where staff_id = $1', [id]);
  expect(await faults()).toEqual([expect.stringContaining('was not proved again')]);
});
