import { Client } from 'pg';
import { hashPassword } from '../../../../src/app/vault/tokens';
import { codeNow, wrongCode } from '../../../support/authenticator';
import { cookieOf } from '../../http/stage';
import './passkeys';
import './passkeys-kept';
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
} from './people';

/** Enrolling a second factor and signing in with it, on two instances of one bank. */

openTwo();

test('enrolling: confirmed by a code, recovery codes once, other sessions ended', async () => {
  const { id } = await hire();
  const as = bearer(await signIn(id));
  const elsewhere = bearer(await signIn(id));
  const { body } = await send('POST', '/api/sessions/second-factor/offer', as);
  const { offer, secret, uri } = body as unknown as Record<'offer' | 'secret' | 'uri', string>;
  expect(new URL(uri).searchParams.get('secret')).toBe(secret);
  // Nothing has changed until a code confirms it.
  expect((await signIn(id)).status).toBe(201);
  expect(
    await send('PUT', '/api/sessions/second-factor', as, { offer, code: wrongCode(secret) }),
  ).toMatchObject({ status: 403, body: { code: 'wrong_code', errors: [{ field: 'code' }] } });
  const shown = codeNow(secret);
  const code = ` ${shown.slice(0, 3)} ${shown.slice(3)}`;
  const done = await send('PUT', '/api/sessions/second-factor', as, { offer, code });
  expect(done.status).toBe(200);
  const codes = done.body.recoveryCodes as unknown as string[];
  expect(codes).toHaveLength(10);
  expect(new Set(codes).size).toBe(10);
  expect((await send('GET', '/api/sessions/second-factor', as)).body).toMatchObject({
    enrolledAt: expect.stringMatching(/^20/),
    recoveryCodes: 10,
    required: false,
    endedAt: null,
  });
  expect((await send('GET', '/api/sessions', elsewhere)).status).toBe(401);
  // Only she has the secret and the codes.
  const { rows } = await client.query('select to_json(x) as all from second_factors x');
  const kept = JSON.stringify(rows) + stage.logged.join('\n');
  const events = await client.query('select body from events');
  for (const text of [secret, ...codes, ...codes.map((each) => each.replace(/-/g, ''))]) {
    expect(kept).not.toContain(text);
    expect(JSON.stringify(events.rows)).not.toContain(text);
  }
});

test('the right password opens the second step, and nothing else', async () => {
  const { id, secret, code: older } = await enrolled('supervisor');
  const asked = await signIn(id);
  expect(asked).toMatchObject({ status: 401, body: { code: 'second_step_needed' } });
  expect(asked.headers.getSetCookie()).toEqual([]);
  const { next, step } = stepOf(asked);
  expect(next).toBe('code');
  expect(asked.text).not.toContain(id);
  for (const [method, path] of [
    ['GET', '/api/sessions'],
    ['GET', '/api/branches/1/floor'],
    ['GET', '/api/sessions/second-factor'],
    ['POST', '/api/sessions/second-factor/offer'],
  ]) {
    expect([path, (await send(method, path, `Bearer ${step}`)).status]).toEqual([path, 401]);
    const cookie = { Cookie: `ticketero_session=${step}`, Origin: stage.app.url };
    expect([path, (await send(method, path, undefined, undefined, cookie)).status]).toEqual([
      path,
      401,
    ]);
  }
  // Nor does it enrol another phone in place of hers.
  expect(await send('POST', '/api/sessions/second-step/offer', undefined, { step })).toMatchObject({
    status: 401,
    body: { code: 'second_step_ended' },
  });
  expect(await second(step, wrongCode(secret))).toMatchObject({
    status: 403,
    body: { code: 'wrong_code' },
  });
  const used = codeNow(secret, 1);
  const opened = await second(step, used);
  expect(opened).toMatchObject({ status: 201, body: { staff: { id } } });
  expect((await send('GET', '/api/branches/1/floor', bearer(opened))).status).toBe(200);
  // A used code is used up, at sign-in and everywhere else; older ones no longer count.
  for (const code of [used, older]) {
    expect(await second(stepOf(await signIn(id)).step, code)).toMatchObject({
      status: 403,
      body: { code: 'wrong_code' },
    });
  }
});

test('a stranger learns nothing: a wrong password gets the answer of an unknown name', async () => {
  const { id } = await enrolled();
  const nobody = await signIn(`nobody-${id}`);
  expect(nobody.status).toBe(401);
  const { queues: _, ...blocked } = await hire();
  const body = { ...blocked, id: undefined, active: false };
  await stage.ask('PUT', `/api/staff/${blocked.id}`, { as: admin, body });
  const shown = ({ status, text, headers }: typeof nobody) => ({
    ...{ status, text: text.replace(/[0-9a-f-]{36}/g, '') },
    headers: [...headers.keys()].sort(),
  });
  for (const [who, username] of [
    ['with a second factor', id],
    ['without one', (await hire()).id],
    ['blocked, whose password it was', blocked.id],
  ]) {
    const password = username === blocked.id ? PASSWORD : 'siete tazones';
    expect([who, shown(await signIn(username, {}, password))]).toEqual([who, shown(nobody)]);
  }
  for (const step of ['x', 'a.b.c', `1.1.${'A'.repeat(80)}`]) {
    expect(await second(step, '123456')).toMatchObject({
      status: 401,
      body: { code: 'second_step_ended' },
    });
  }
});

test('a step ends with the password that opened it, and a code works for one person', async () => {
  const [ana, eva] = [await enrolled(), await enrolled()];
  const { step } = stepOf(await signIn(ana.id));
  expect((await second(step, codeNow(eva.secret, 1))).status).toBe(403);
  // An offer to one person enrols nobody else.
  const stranger = bearer(await signIn((await hire()).id));
  expect(
    await send('PUT', '/api/sessions/second-factor', stranger, {
      offer: ana.offer,
      code: codeNow(ana.secret, 1),
    }),
  ).toMatchObject({ status: 409, body: { code: 'offer_ended' } });
  const passwordHash = await hashPassword('otra clave mía', 4, 1);
  await stage.app.operations.saveStaff(
    { kind: 'system', id: 'test' },
    { ...ana.person, passwordHash },
  );
  expect(await second(step, codeNow(ana.secret, 1))).toMatchObject({
    status: 401,
    body: { code: 'second_step_ended' },
  });
  // One person's secret in another's row opens nothing.
  await client.query(
    `update second_factors set cipher = (select cipher from second_factors where staff_id = $1)
      where staff_id = $2`,
    [ana.id, eva.id],
  );
  const held = await second(stepOf(await signIn(eva.id)).step, codeNow(ana.secret, 1));
  expect(held.status).not.toBe(201);
  await client.query('delete from second_factors where staff_id = $1', [eva.id]);
});

test('an offer enrols once: taken again it would revive used codes', async () => {
  const { id, as, secret, offer } = await enrolled();
  const used = codeNow(secret, 1);
  expect((await second(stepOf(await signIn(id)).step, used)).status).toBe(201);
  const again = (code: string) => send('PUT', '/api/sessions/second-factor', as, { offer, code });
  for (const code of [codeNow(secret), used]) {
    expect(await again(code)).toMatchObject({ status: 409, body: { code: 'offer_ended' } });
  }
  expect((await second(stepOf(await signIn(id)).step, used)).body.code).toBe('wrong_code');
  // Nor does an offer made before the one that was taken.
  const make = async () =>
    (await send('POST', '/api/sessions/second-factor/offer', as)).body as unknown as {
      readonly offer: string;
      readonly secret: string;
    };
  const [older, newer] = [await make(), await make()];
  const take = (each: typeof older) =>
    send('PUT', '/api/sessions/second-factor', as, {
      offer: each.offer,
      code: codeNow(each.secret),
    });
  const both = await Promise.all([take(older), take(newer)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await take(older)).status).toBe(409);
});

test('a recovery code signs in once; new codes end the old ones', async () => {
  const { id, recovery } = await enrolled();
  const [first, , third] = recovery;
  const once = async (code: string) => second(stepOf(await signIn(id)).step, code);
  const opened = await once(first.toUpperCase().replace(/-/g, ' '));
  expect(opened.status).toBe(201);
  expect((await once(first)).status).toBe(403);
  const as = bearer(opened);
  expect((await send('GET', '/api/sessions/second-factor', as)).body.recoveryCodes).toBe(9);
  const { body } = await send('POST', '/api/sessions/second-factor/recovery', as);
  const fresh = body.recoveryCodes as unknown as string[];
  expect(fresh).toHaveLength(10);
  expect((await once(third)).status).toBe(403);
  expect((await once(fresh[9])).status).toBe(201);
});

describe('twenty use one code at once, at two instances', () => {
  const at = async (url: string, step: string, code: string) =>
    (
      await fetch(`${url}/api/sessions/second-step`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ step, code }),
      })
    ).status;
  async function race(choose: (of: Awaited<ReturnType<typeof enrolled>>) => string) {
    const person = await enrolled();
    const { step } = stepOf(await signIn(person.id));
    const code = choose(person);
    const statuses = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        at(`http://127.0.0.1:${[stage.app, other][n % 2].port}`, step, code),
      ),
    );
    const { rows } = await client.query('select id from sessions where staff_id = $1', [person.id]);
    const tally = (status: number) => statuses.filter((each) => each === status).length;
    // One of them is the session that enrolled.
    return { in: tally(201), refused: tally(403), sessions: rows.length - 1 };
  }

  test('exactly one gets in', async () => {
    expect(await race(({ secret }) => codeNow(secret, 1))).toEqual({
      in: 1,
      refused: 19,
      sessions: 1,
    });
    expect(await race(({ recovery }) => recovery[0])).toEqual({ in: 1, refused: 19, sessions: 1 });
  });

  test('and the test notices if the row lets everybody through', async () => {
    const original = Client.prototype.query as (...given: unknown[]) => unknown;
    const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (
      this: Client,
      ...given: unknown[]
    ) {
      const [query, ...rest] = given as [{ name?: string; text: string }, ...unknown[]];
      if (query?.name !== 'second-factor-code') return original.apply(this, given);
      const text = query.text.replace('and used_step < $2', '');
      expect(text).not.toBe(query.text);
      return original.call(this, { ...query, name: 'second-factor-broken', text }, ...rest);
    } as never);
    try {
      expect((await race(({ secret }) => codeNow(secret, 1))).in).toBeGreaterThan(1);
    } finally {
      spy.mockRestore();
    }
  });
});

test('guessing codes locks neither her own browser nor her recovery codes', async () => {
  const { id, secret, recovery } = await enrolled();
  const home = { 'X-Viewer-IP': `home-${id}` };
  const away = { 'X-Viewer-IP': `away-${id}` };
  const mine = await second(stepOf(await signIn(id, home)).step, codeNow(secret, 1), home);
  expect(mine.status).toBe(201);
  const cookie = { Cookie: cookieOf(mine).replace(/ticketero_session=[^;]*;?/, '') };
  const { step } = stepOf(await signIn(id, away));
  const wrong = wrongCode(secret);
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await second(step, wrong, away)).status);
  expect(statuses.slice(0, 10)).toEqual(Array<number>(10).fill(403));
  expect(statuses.slice(10)).toEqual([429, 429]);
  const further = { 'X-Viewer-IP': `further-${id}` };
  for (let n = 0; n < 12; n += 1) await second(step, wrong, further);
  const closed = await second(step, wrong, { 'X-Viewer-IP': `yet-another-${id}` });
  expect(closed.status).toBe(429);
  expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(0);
  // She gets in from her browser, from her address, and from anywhere with a recovery code.
  await later();
  const hers = { ...cookie, 'X-Viewer-IP': `train-${id}` };
  expect((await second(step, codeNow(secret), hers)).status).toBe(201);
  expect((await second(step, codeNow(secret, 1), home)).status).toBe(201);
  expect((await second(step, recovery[0], away)).status).toBe(201);
  const { rows } = await client.query(
    `select count(*)::integer as n from events
      where body::jsonb #>> '{fact,what}' = 'second-step-failed'
        and body::jsonb #>> '{fact,subject}' = $1`,
    [id],
  );
  // Twenty tries from unknown places, of which the first was her own.
  expect(rows[0].n).toBe(19);
});
