import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { quietFor, until } from '../../../support/wait';
import { cookieOf } from '../../http/stage';
import {
  bearer,
  client,
  hire,
  idOf,
  other,
  person,
  post,
  provider,
  signIn,
  stage,
  who,
} from './bank';

/** After signing in: signed out by the provider, asked about again, gone, proved again. */

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const sidOf = async (sub: string) => {
  // The provider's own session, as named in its ID token.
  const at = provider.browser();
  const answer = await signIn(sub, at);
  return { answer, at };
};
const send = (token: string, port = stage.app.port) =>
  fetch(`http://127.0.0.1:${port}/api/sessions/oidc/logout`, {
    method: 'POST',
    headers: { host: 'turnos.bank.example' },
    body: new URLSearchParams({ logout_token: token }),
  });
const now = () => Math.floor(Date.now() / 1000);
const claims = (more: object = {}) => ({
  iss: provider.issuer,
  aud: 'ticketero',
  iat: now(),
  exp: now() + 120,
  jti: randomUUID(),
  events: { [EVENT]: {} },
  ...more,
});
const signed = async (payload: object, header = {}, by: 'bank' | 'stranger' = 'bank') =>
  (await provider.control({ sign: { payload: payload as never, header, by } })).token;

/** An advisor's screen on the other instance. */
async function screen(as: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${other.port}/live?branch=1&view=advisor`, {
    headers: { authorization: as },
  });
  const state = { closed: false };
  socket.on('close', () => (state.closed = true));
  socket.on('error', () => (state.closed = true));
  await new Promise((opened, failed) => socket.once('open', opened).once('error', failed));
  return { state, close: () => socket.terminate() };
}

test('a logout there ends sessions and screens on every instance within seconds', async () => {
  await hire('sub-out', person(['turnos-1'], { preferred_username: 'sale' }));
  const { answer } = await sidOf('sub-out');
  const stays = await signIn('sub-out');
  const open = await screen(bearer(answer));
  const { rows } = await client.query(
    'select oidc_sid from sessions where staff_id = $1 and oidc_sid is not null',
    [idOf(answer)],
  );
  expect(rows).toHaveLength(2);
  const told = await provider.control({ logout: { sub: 'sub-out', sid: 'not-this-one' } });
  expect(told.failed).toBeNull();
  expect((await who(bearer(answer))).status).toBe(200);
  const all = await send(await signed(claims({ sub: 'sub-out' })));
  expect([all.status, all.headers.get('cache-control')]).toEqual([200, 'no-store']);
  await until(() => open.state.closed, 'the screen closes');
  for (const as of [bearer(answer), bearer(stays)]) {
    expect((await who(as)).status).toBe(401);
    const there = () =>
      fetch(`http://127.0.0.1:${other.port}/api/sessions`, { headers: { authorization: as } });
    await until(async () => (await there()).status === 401, 'the end on the other instance');
  }
  open.close();
});

test('a sid ends its one session, and a sign-in under way with it stays out', async () => {
  await hire('sub-sid', person(['turnos-1'], { preferred_username: 'sesion' }));
  const here = await signIn('sub-sid');
  const there = await signIn('sub-sid');
  const stored = async () =>
    (await client.query('select id from sessions where staff_id = $1', [idOf(here)])).rows.length;
  expect(await stored()).toBe(2);
  // Only the provider knows its sid: overwritten, so that the test knows it too.
  await provider.control({ state: { spoil: { sid: 'known-sid' } } });
  const known = await signIn('sub-sid');
  expect((await provider.control({ logout: { sub: 'sub-sid', sid: 'known-sid' } })).failed).toBe(
    null,
  );
  expect((await who(bearer(known))).status).toBe(401);
  expect((await who(bearer(here))).status).toBe(200);
  expect((await who(bearer(there))).status).toBe(200);
  expect((await signIn('sub-sid')).body.code).toBe('sign_in_ended');
  await provider.control({ state: { spoil: null } });
});

test('a logout token that is wrong, old, repeated or from elsewhere ends nothing', async () => {
  await hire('sub-in', person(['turnos-1'], { preferred_username: 'queda' }));
  const answer = await signIn('sub-in');
  const sub = 'sub-in';
  const wrong: readonly [string, Promise<string> | string][] = [
    ['another issuer', signed(claims({ sub, iss: 'https://evil.example' }))],
    ['another client', signed(claims({ sub, aud: 'another' }))],
    ['a stranger’s key', signed(claims({ sub }), {}, 'stranger')],
    ['an unknown key', signed(claims({ sub }), { kid: 'nobody' })],
    ['an ID token', signed(claims({ sub, nonce: 'x' }))],
    ['another kind', signed(claims({ sub }), { typ: 'at+jwt' })],
    ['no event', signed(claims({ sub, events: {} }))],
    ['no one', signed(claims())],
    ['no jti', signed({ ...claims({ sub }), jti: undefined })],
    ['no time', signed({ ...claims({ sub }), iat: undefined })],
    ['yesterday', signed(claims({ sub, iat: now() - 86_400, exp: now() + 60 }))],
    ['over', signed(claims({ sub, exp: now() - 120 }))],
    ['no token', 'nothing'],
    ['unsigned', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
  ];
  for (const [why, token] of wrong) {
    const refused = await send(await token);
    expect([why, refused.status]).toEqual([why, 422]);
    expect((await refused.json()) as object).toMatchObject({ code: 'invalid_logout_token' });
  }
  expect((await send('')).status).toBe(422);
  const json = await post('/api/sessions/oidc/logout', { logout_token: 'x' });
  expect([json.status, json.body.code]).toEqual([422, 'invalid_logout_token']);
  const twice = await fetch(`http://127.0.0.1:${stage.app.port}/api/sessions/oidc/logout`, {
    method: 'POST',
    body: new URLSearchParams([
      ['logout_token', 'x'],
      ['logout_token', 'y'],
    ]),
  });
  expect(twice.status).toBe(400);
  expect((await who(bearer(answer))).status).toBe(200);
  const once = await signed(claims({ sub }));
  expect((await send(once)).status).toBe(200);
  expect((await who(bearer(answer))).status).toBe(401);
  const again = await signIn('sub-in');
  for (const port of [stage.app.port, other.port]) {
    const repeated = await send(once, port);
    expect(((await repeated.json()) as { code: string }).code).toBe('repeated_logout_token');
  }
  expect((await who(bearer(again))).status).toBe(200);
});

const due = (id: string) =>
  client.query('update sessions set oidc_asked_at = oidc_asked_at - 700000 where staff_id = $1', [
    id,
  ]);

test('a person who left, or lost the group, is out when the provider is asked again', async () => {
  await hire('sub-stays', person(['turnos-1'], { preferred_username: 'sigue' }));
  await hire('sub-leaves', person(['turnos-1'], { preferred_username: 'parte' }));
  await hire('sub-loses', person(['turnos-1'], { preferred_username: 'pierde' }));
  const people = ['sub-stays', 'sub-leaves', 'sub-loses'];
  const answers = [];
  for (const each of people) answers.push(await signIn(each));
  const [stays, leaves, loses] = answers;
  const open = await screen(bearer(leaves));
  await hire('sub-leaves', { ...person(['turnos-1']), left: true });
  await hire('sub-loses', person(['something else'], { preferred_username: 'pierde' }));
  for (const each of answers) await due(idOf(each));
  await until(async () => (await who(bearer(leaves))).status === 401, 'the leaver is out');
  await until(async () => (await who(bearer(loses))).status === 401, 'the other is out');
  await until(() => open.state.closed, 'the screen closes');
  expect((await who(bearer(stays))).status).toBe(200);
  // Its refresh token was replaced, and the new one works too.
  await due(idOf(stays));
  const { refreshes } = await provider.control({});
  const asked = async () => (await provider.control({})).refreshes > refreshes;
  await until(asked, 'it is asked about again');
  await quietFor(300);
  expect((await who(bearer(stays))).status).toBe(200);
  expect((await signIn('sub-loses')).body.code).toBe('no_group');
});

test('while the provider is down nobody is signed out, and it is asked again', async () => {
  await hire('sub-away', person(['turnos-1'], { preferred_username: 'espera' }));
  const answer = await signIn('sub-away');
  const asked = async () =>
    Number(
      (
        await client.query('select oidc_asked_at as at from sessions where staff_id = $1', [
          idOf(answer),
        ])
      ).rows[0]?.at,
    );
  await provider.control({ state: { away: true } });
  await due(idOf(answer));
  // Again in a minute, not in ten.
  const again = async () => {
    const at = await asked();
    return at > Date.now() - 600_000 && at < Date.now() - 480_000;
  };
  await until(again, 'it was tried');
  await provider.control({ state: { away: false } });
  expect((await who(bearer(answer))).status).toBe(200);
});

test('before something irreversible the same person proves it there, just now', async () => {
  await hire('sub-admin', person(['turnos-admin'], { preferred_username: 'jefa' }, ['mfa']));
  await hire('sub-twin', person(['turnos-admin'], { preferred_username: 'otra' }, ['mfa']));
  const { answer, at } = await sidOf('sub-admin');
  const as = bearer(answer);
  const tries = () =>
    stage.ask('PUT', '/api/second-factors', { as, body: { role: 'auditor', required: false } });
  const refused = await tries();
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({
    code: 'proof_required',
    proof: { code: false, provider: true },
  });
  expect((await post('/api/sessions/proof', { password: 'x' }, {}, as)).body.code).toBe(
    'proof_required',
  );
  const prove = async (sub: string, browser = at) => {
    const begun = await post('/api/sessions/oidc/proof', undefined, {}, as);
    const address = new URL(String(begun.body.address));
    expect([address.searchParams.get('prompt'), address.searchParams.get('max_age')]).toEqual([
      'login',
      '0',
    ]);
    const given = await browser.go(address.href, sub);
    return { answer: given, cookie: cookieOf(begun) };
  };
  const finish = ({ answer: given, cookie }: { answer: string; cookie: string }) =>
    post('/api/sessions/oidc/proved', { answer: given }, { cookie }, as);
  expect((await finish(await prove('sub-twin', provider.browser()))).body.code).toBe(
    'another_person',
  );
  // An attempt begun to sign in proves nothing, and a proof signs nobody in.
  const begun = await post('/api/sessions/oidc/begin');
  const signing = await at.go(String(begun.body.address), 'sub-admin');
  expect((await finish({ answer: signing, cookie: cookieOf(begun) })).body.code).toBe(
    'sign_in_ended',
  );
  const proof = await prove('sub-admin');
  const signedIn = await post('/api/sessions/oidc', { answer: proof.answer }, proof);
  expect(signedIn.body.code).toBe('sign_in_ended');
  // A provider that answers without asking the person.
  for (const spoil of [{ auth_time: now() - 3600 }, { drop: ['auth_time'] }]) {
    await provider.control({ state: { spoil } });
    expect((await finish(await prove('sub-admin'))).status).toBe(403);
  }
  await provider.control({ state: { spoil: null } });
  expect((await tries()).body.code).toBe('proof_required');
  const good = await finish(await prove('sub-admin'));
  expect(good.status).toBe(200);
  expect((await tries()).status).toBe(200);
  const local = await post('/api/sessions/oidc/proof', undefined, {}, await stage.staff('admin-1'));
  expect(local.body.code).toBe('local_account');
});
