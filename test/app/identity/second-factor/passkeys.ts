import { codeNow } from '../../../support/authenticator';
import { passkeyDevice, Spoilt } from '../../../support/passkey-device';
import { add, answered, enter, given, person, post, there } from './passkey-people';
import {
  admin,
  bearer,
  client,
  hire,
  PASSWORD,
  second,
  send,
  signIn,
  stage,
  stepOf,
} from './people';

/** Passkeys over HTTP, on two instances of one bank: what is let in, and what is not. */

test('a first passkey: after a password, ends other sessions, with recovery codes', async () => {
  const { id } = await hire('supervisor');
  const as = bearer(await signIn(id));
  const elsewhere = bearer(await signIn(id));
  const { device, body, added } = await add(as);
  expect(added.body.recoveryCodes).toHaveLength(10);
  expect((await send('GET', '/api/sessions', elsewhere)).status).toBe(401);
  // An answer counts only once.
  expect((await post('/api/sessions/passkeys', as, body)).body.code).toBe('passkey_ended');
  const asked = await signIn(id);
  expect(stepOf(asked)).toMatchObject({ next: 'code', app: false, passkeys: true });
  const opened = await enter(device, stepOf(asked).step);
  expect(opened).toMatchObject({ status: 201, body: { staff: { id } } });
  expect(opened.text).not.toContain('publicKey');
  expect((await enter(device)).body).toMatchObject({ staff: { id } });
  // Asked by the other instance, answered at this one; a recovery code works once, too.
  const { attempt, publicKey } = given(await there('/api/sessions/passkey/ask', {}));
  const alone = { attempt, credential: device.answer(publicKey) };
  expect((await post('/api/sessions/passkey', undefined, alone)).status).toBe(201);
  const [code] = added.body.recoveryCodes as unknown as string[];
  expect((await second(stepOf(await signIn(id)).step, code)).status).toBe(201);
  expect((await second(stepOf(await signIn(id)).step, code)).status).toBe(403);
  expect((await send('GET', '/api/sessions/second-factor', as)).body).toMatchObject({
    enrolledAt: expect.stringMatching(/^20/),
    app: false,
    passkeys: 1,
    recoveryCodes: 9,
  });
  const [mine] = (await send('GET', '/api/sessions/passkeys', as)).body as unknown as object[];
  expect(mine).toMatchObject({ name: 'Mi teléfono', usedAt: expect.stringMatching(/^20/) });
  // No event has a typed name, a key or its id.
  const { rows } = await client.query('select body from events');
  const told = JSON.stringify(rows) + stage.logged.join();
  for (const text of ['Mi teléfono', device.id]) expect(told).not.toContain(text);
});

test('an answer is valid for its purpose, person and place, and only once', async () => {
  const [ana, eva] = [await person({ counts: false }), await person({ counts: false })];
  const step = async ({ id }: typeof ana) => stepOf(await signIn(id)).step;
  const refused = async (answer: ReturnType<typeof post>) => (await answer).body.code;
  for (const [spoilt, code] of [
    [{ origin: 'https://turnos.evil.example' }, 'wrong_passkey'],
    [{ rpId: 'evil.example' }, 'wrong_passkey'],
    [{ forged: true }, 'wrong_passkey'],
    [{ userHandle: 'c29tZWJvZHk' }, 'wrong_passkey'],
    [{ verifies: false }, 'passkey_unverified'],
  ] as const) {
    expect([spoilt, await refused(enter(ana.device, undefined, spoilt))]).toEqual([spoilt, code]);
  }
  // After a password, a touch is enough.
  expect((await enter(ana.device, await step(ana), { verifies: false })).status).toBe(201);
  // Another person's key, and an answer for another purpose.
  expect(await refused(enter(eva.device, await step(ana)))).toBe('wrong_passkey');
  const toAna = await answered(ana.device, await step(ana));
  for (const errand of [
    { ...toAna, step: undefined },
    { ...toAna, step: await step(eva), credential: { ...toAna.credential, id: eva.device.id } },
  ]) {
    expect(await refused(post('/api/sessions/passkey', undefined, errand))).toBe('passkey_ended');
  }
  const proof = given(await post('/api/sessions/proof/passkey/ask', ana.as));
  const answer = { attempt: proof.attempt, credential: ana.device.answer(proof.publicKey) };
  expect(await refused(post('/api/sessions/passkey', undefined, answer))).toBe('passkey_ended');
  expect(await refused(post('/api/sessions/proof/passkey', eva.as, answer))).toBe('wrong_passkey');
  expect((await post('/api/sessions/proof/passkey', ana.as, answer)).status).toBe(200);
  expect(await refused(post('/api/sessions/proof/passkey', ana.as, answer))).toBe('passkey_ended');
  // A stranger's answer, and none at all.
  const stranger = passkeyDevice(stage.app.url);
  expect(await enter(stranger)).toMatchObject({ status: 403, body: { code: 'wrong_passkey' } });
  const made = given(await post('/api/sessions/passkeys/offer', eva.as));
  const hers = { attempt: made.attempt, name: 'x', credential: ana.device.make(made.publicKey) };
  expect(await refused(post('/api/sessions/passkeys', eva.as, hers))).toBe('passkey_known');
});

describe('twenty send one answer at once, to two instances', () => {
  async function race(): Promise<{ in: number; sessions: number }> {
    const { id, device } = await person({ counts: false });
    const body = await answered(device);
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async (_, n) =>
        n % 2
          ? there('/api/sessions/passkey', body)
          : post('/api/sessions/passkey', undefined, body),
      ),
    );
    const { rows } = await client.query('select id from sessions where staff_id = $1', [id]);
    // One of them is the session that added it.
    return {
      in: statuses.filter(({ status }) => status === 201).length,
      sessions: rows.length - 1,
    };
  }
  test('exactly one is in', async () => {
    expect(await race()).toEqual({ in: 1, sessions: 1 });
  });
  const forgetting = (table: string, when: string, does: string) =>
    client.query(`
      create function forget_${table}() returns trigger language plpgsql as 'begin ${does} end';
      create trigger forget ${when} on ${table} for each row execute function forget_${table}()`);
  const answers = () =>
    forgetting(
      'passkey_challenges',
      'after insert',
      'delete from passkey_challenges; return null;',
    );
  const uses = () => forgetting('passkeys', 'before update', 'new.used_at = null; return new;');
  afterEach(() =>
    client.query(`
      drop function if exists forget_passkey_challenges() cascade;
      drop function if exists forget_passkeys() cascade`),
  );
  test("even if answered challenges are forgotten: the key's row knows", async () => {
    await answers();
    expect(await race()).toEqual({ in: 1, sessions: 1 });
  });
  test('and the test notices if both are forgotten', async () => {
    await answers();
    await uses();
    expect((await race()).in).toBeGreaterThan(1);
  });
});

test('a recorded answer signs nobody in, even if its row is deleted', async () => {
  const { id, as, device } = await person({ counts: false });
  const proof = given(await post('/api/sessions/proof/passkey/ask', as));
  const earlier = { attempt: proof.attempt, credential: device.answer(proof.publicKey) };
  const body = await answered(device);
  expect((await post('/api/sessions/passkey', undefined, body)).status).toBe(201);
  await client.query('delete from passkey_challenges');
  const refused = { status: 409, body: { code: 'passkey_ended' } };
  expect(await post('/api/sessions/passkey', undefined, body)).toMatchObject(refused);
  await client.query('delete from passkey_challenges');
  expect(await there('/api/sessions/passkey', body)).toMatchObject(refused);
  // Nor does a challenge from before the last use, whatever its purpose.
  expect(await post('/api/sessions/proof/passkey', as, earlier)).toMatchObject(refused);
  expect((await enter(device)).status).toBe(201);
  const { rows } = await client.query('select from sessions where staff_id = $1', [id]);
  expect(rows).toHaveLength(3);
});

test('a passkey is renamed; two never share a name, however it is written', async () => {
  const { id, as, device } = await person();
  const list = async () =>
    (await send('GET', '/api/sessions/passkeys', as)).body as unknown as { id: string }[];
  const [{ id: first }] = await list();
  const rename = (passkey: string, name: string, who = as) =>
    send('PUT', `/api/sessions/passkeys/${passkey}`, who, { name });
  const taken = { status: 409, body: { code: 'passkey_named' } };
  expect((await add(as, undefined, ' mi TELÉFONO ')).added).toMatchObject(taken);
  expect((await add(as, undefined, 'Llave')).added.status).toBe(201);
  expect(await rename(first, 'LLAVE')).toMatchObject(taken);
  expect(await rename(first, '  ')).toMatchObject({ status: 422 });
  const others = await person();
  expect(await rename(first, 'Mía', others.as)).toMatchObject({
    body: { code: 'unknown_passkey' },
  });
  expect((await rename(first, 'mi Teléfono')).status).toBe(204);
  expect((await rename(first, 'Celular')).status).toBe(204);
  expect((await rename(first, 'Celular')).status).toBe(204);
  expect(await list()).toMatchObject([{ id: first, name: 'Celular' }, { name: 'Llave' }]);
  expect((await enter(device)).status).toBe(201);
  // Each event has the old and the new name, sealed.
  const { rows } = await client.query(
    `select body from events where body::jsonb #>> '{fact,what}' = 'passkey-renamed'
        and body::jsonb #>> '{fact,subject}' = $1`,
    [id],
  );
  expect(rows).toHaveLength(3);
  expect(JSON.stringify(rows)).not.toMatch(/Celular|tel[ée]fono/i);
});

test('a copy is detected by its count, refused and reported; the owner goes on', async () => {
  const { id, device } = await person();
  expect((await enter(device, undefined, { counter: 40 })).status).toBe(201);
  expect((await enter(device, undefined, { counter: 40 })).body.code).toBe('passkey_copied');
  expect((await enter(device, undefined, { counter: 7 })).body.code).toBe('passkey_copied');
  const { rows } = await client.query(
    `select body::jsonb #>> '{fact,details,copied}' as copied from events
      where body::jsonb #>> '{fact,what}' = 'passkey-refused'
        and body::jsonb #>> '{fact,subject}' = $1`,
    [id],
  );
  expect(rows).toEqual([{ copied: 'true' }, { copied: 'true' }]);
  expect((await enter(device, undefined, { counter: 41 })).status).toBe(201);
});

test('irreversible steps take a passkey as proof, with the password if needed', async () => {
  const { id, as, device } = await person({}, 'admin');
  await client.query('update sessions set expires_at = expires_at - 900000 where staff_id = $1', [
    id,
  ]);
  const rule = () =>
    stage.ask('PUT', '/api/second-factors', { as, body: { role: 'auditor', required: false } });
  expect(await rule()).toMatchObject({
    status: 403,
    body: { code: 'proof_required', proof: { code: true, passkey: true, app: false } },
  });
  const prove = async (spoilt: Spoilt, more = {}) => {
    const { attempt, publicKey } = given(await post('/api/sessions/proof/passkey/ask', as));
    const body = { attempt, credential: device.answer(publicKey, spoilt), ...more };
    return post('/api/sessions/proof/passkey', as, body);
  };
  expect((await prove({ verifies: false })).body.code).toBe('passkey_unverified');
  expect((await prove({ verifies: false }, { password: 'otra' })).body.code).toBe('wrong_password');
  expect((await rule()).status).toBe(403);
  expect((await prove({ verifies: false }, { password: PASSWORD })).status).toBe(200);
  expect((await rule()).status).toBe(200);
  await client.query('update sessions set proved_at = null where staff_id = $1', [id]);
  expect((await rule()).status).toBe(403);
  expect((await prove({})).status).toBe(200);
  expect((await rule()).status).toBe(200);
});

test('where a role requires one, a passkey will do, added at sign-in; the last stays', async () => {
  const require = (required: boolean) =>
    stage.ask('PUT', '/api/second-factors', { as: admin, body: { role: 'auditor', required } });
  const { id } = await hire('auditor');
  await require(true);
  const { step, next } = stepOf(await signIn(id));
  expect(next).toBe('enrol');
  const device = passkeyDevice(stage.app.url);
  const path = '/api/sessions/second-step/passkey';
  const { attempt, publicKey } = given(await post(`${path}/offer`, undefined, { step }));
  const credential = device.make(publicKey);
  const opened = await post(path, undefined, { step, attempt, name: 'Llave', credential });
  expect(opened).toMatchObject({ status: 201, body: { staff: { id } } });
  expect(opened.body.recoveryCodes).toHaveLength(10);
  // The password's step enrols nothing more, neither an app nor a passkey.
  for (const way of ['/api/sessions/second-step/offer', `${path}/offer`]) {
    expect((await post(way, undefined, { step })).body.code).toBe('second_step_ended');
  }
  const as = bearer(opened);
  const mine = async () =>
    (await send('GET', '/api/sessions/passkeys', as)).body as unknown as { id: string }[];
  const remove = (passkey: string) => send('DELETE', `/api/sessions/passkeys/${passkey}`, as);
  const [first] = await mine();
  expect((await remove(first.id)).body.code).toBe('second_factor_required');
  expect(await mine()).toHaveLength(1);
  // A second one is added, with the same codes; then either may be removed, but not both.
  expect((await add(as)).added.body).toEqual({ recoveryCodes: null });
  expect((await remove(first.id)).status).toBe(204);
  expect((await remove(first.id)).body.code).toBe('unknown_passkey');
  const offer = (await post('/api/sessions/second-factor/offer', as)).body as never as {
    offer: string;
    secret: string;
  };
  const code = codeNow(offer.secret);
  await send('PUT', '/api/sessions/second-factor', as, { offer: offer.offer, code });
  const [last] = await mine();
  expect((await remove(last.id)).status).toBe(204);
  expect((await send('DELETE', '/api/sessions/second-factor', as)).body.code).toBe(
    'second_factor_required',
  );
  await require(false);
  expect((await send('DELETE', '/api/sessions/second-factor', as)).status).toBe(204);
  expect((await signIn(id)).status).toBe(201);
});
