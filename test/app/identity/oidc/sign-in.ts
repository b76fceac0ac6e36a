import { DEMO_PASSWORD } from '../../../../src/local/demo/bank';
import {
  bearer,
  client,
  come,
  hire,
  idOf,
  person,
  post,
  provider,
  signIn,
  staffRow,
  stage,
  who,
} from './bank';

/** Signing in with the bank's own sign-in: who gets in, as whom, and who does not. */

const refused = async (sub: string) => {
  const { status, body } = await signIn(sub);
  return [status, body.code];
};

test('a member of a group gets its role and branches, and can work', async () => {
  await hire('sub-ana', person(['turnos-1', 'turnos-2', 'something else']));
  const answer = await signIn('sub-ana');
  expect(answer.status).toBe(201);
  expect(answer.body.staff).toMatchObject({
    username: 'ana.soto',
    firstName: 'Ana',
    role: 'advisor',
  });
  expect((answer.body.branches as unknown as { id: string }[]).map(({ id }) => id)).toEqual([
    '1',
    '2',
  ]);
  const cookies = answer.headers.getSetCookie();
  expect(cookies.join('\n')).toMatch(/__Host-ticketero_session=[^;]+; Path=\/; HttpOnly; Same/);
  expect(cookies.some((each) => /__Host-ticketero_oidc=; .*Max-Age=0/.test(each))).toBe(true);
  const duty = await stage.ask('PUT', '/api/branches/1/advisors/me', {
    as: bearer(answer),
    body: { state: 'available', counter: '4' },
  });
  expect(duty.status).toBe(200);
  expect((await staffRow(idOf(answer))).password_hash).toBeNull();
});

test('the subject identifies them: a new name is nobody new, a reused one another', async () => {
  await hire('sub-eva', person(['turnos-1'], { preferred_username: 'eva.rojas' }));
  const before = await signIn('sub-eva');
  await hire('sub-eva', person(['turnos-1'], { preferred_username: 'eva.rojas.diaz' }));
  const renamed = await signIn('sub-eva');
  expect(idOf(renamed)).toBe(idOf(before));
  expect((await staffRow(idOf(before))).username).toBe('eva.rojas.diaz');
  await hire('sub-eva-2', person(['turnos-2'], { preferred_username: 'eva.rojas.diaz' }));
  const another = await signIn('sub-eva-2');
  expect(another.status).toBe(201);
  expect(idOf(another)).not.toBe(idOf(before));
  expect(await staffRow(idOf(another))).toMatchObject({
    username: expect.stringMatching(/^eva\.rojas\.diaz \([0-9a-f]{6}\)$/),
    branches: ['2'],
  });
});

test('a local account of the same name keeps its owner', async () => {
  const before = await staffRow('admin-1');
  await hire('sub-thief', person(['turnos-1'], { preferred_username: 'ADMIN-1' }));
  const answer = await signIn('sub-thief');
  expect(answer.body.staff).toMatchObject({ role: 'advisor' });
  expect(idOf(answer)).not.toBe('admin-1');
  expect(await staffRow('admin-1')).toEqual(before);
  const local = await post('/api/sessions', { username: 'admin-1', password: DEMO_PASSWORD });
  expect(local.body.staff).toMatchObject({ id: 'admin-1', role: 'admin' });
});

test('without a group that works here nobody is signed in, and the page says why', async () => {
  await hire('sub-none', person(['something else']));
  await hire('sub-silent', person(undefined));
  await hire('sub-many', person(undefined, { hasgroups: true }));
  await hire('sub-nowhere', person(['turnos-99']));
  expect(await refused('sub-none')).toEqual([403, 'no_group']);
  expect(await refused('sub-silent')).toEqual([403, 'no_group']);
  expect(await refused('sub-many')).toEqual([403, 'too_many_groups']);
  expect(await refused('sub-nowhere')).toEqual([403, 'no_branch']);
  expect((await signIn('nobody')).body).toMatchObject({ code: 'provider_refused', status: 403 });
  const { rows } = await client.query('select count(*)::integer as n from staff where id like $1', [
    'oidc-%',
  ]);
  for (const sub of ['sub-none', 'sub-silent', 'sub-many', 'sub-nowhere']) await refused(sub);
  const after = await client.query('select count(*)::integer as n from staff where id like $1', [
    'oidc-%',
  ]);
  expect(after.rows).toEqual(rows);
});

test('an answer counts once, in the browser that asked, for the same purpose', async () => {
  await hire('sub-ana', person(['turnos-1']));
  const { answer, cookie } = await come('sub-ana');
  const finish = (given: string, from: string) =>
    post('/api/sessions/oidc', { answer: given }, { cookie: from });
  const elsewhere = await come('sub-ana');
  expect((await finish(answer, elsewhere.cookie)).body.code).toBe('sign_in_ended');
  expect((await finish(answer, '')).body.code).toBe('sign_in_ended');
  expect((await finish('', cookie)).status).toBe(422);
  const mixed = new URLSearchParams(answer);
  mixed.set('iss', 'https://evil.example');
  expect((await finish(mixed.toString(), cookie)).body.code).toBe('provider_answer');
  mixed.delete('iss');
  expect((await finish(mixed.toString(), cookie)).body.code).toBe('provider_answer');
  const twice = await finish(`${answer}&state=x`, cookie);
  expect(twice.status).toBe(403);
  expect((await finish(answer, cookie)).status).toBe(201);
  expect((await finish(answer, cookie)).status).toBe(403);
  // Two tabs of one browser: each finishes what it began.
  const first = await come('sub-ana');
  const second = await come('sub-ana', first.at, first.cookie);
  expect((await finish(first.answer, second.cookie)).status).toBe(201);
  expect((await finish(second.answer, second.cookie)).status).toBe(201);
});

test('only our own pages may begin and finish', async () => {
  for (const headers of [
    { Origin: 'https://evil.example' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ]) {
    for (const path of ['/api/sessions/oidc/begin', '/api/sessions/oidc']) {
      const answer = await post(path, { answer: 'code=1&state=2' }, headers);
      expect([path, answer.body.code]).toEqual([path, 'wrong_origin']);
    }
  }
  const begun = await post('/api/sessions/oidc/begin', undefined, { 'X-Forwarded-Host': 'evil' });
  const address = new URL(String(begun.body.address));
  expect(address.searchParams.get('redirect_uri')).toBe('https://turnos.bank.example/sign-in');
  expect(address.searchParams.get('code_challenge_method')).toBe('S256');
  expect(begun.headers.getSetCookie()[0]).toMatch(
    /^__Host-ticketero_oidc=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=900; Secure$/,
  );
  expect(begun.headers.getSetCookie()[0]).not.toContain(address.searchParams.get('state'));
});

test('a token not for us, expired, unsigned or from elsewhere lets nobody in', async () => {
  await hire('sub-ana', person(['turnos-1']));
  const now = Math.floor(Date.now() / 1000);
  const spoils: readonly Record<string, unknown>[] = [
    { nonce: 'another' },
    { drop: ['nonce'] },
    { iss: 'https://evil.example' },
    { aud: 'another-client' },
    { exp: now - 120 },
    { iat: now + 600, nbf: now + 600 },
    { by: 'stranger' },
    { sub: 7 },
  ];
  for (const spoil of spoils) {
    await provider.control({ state: { spoil } });
    const { status, body } = await signIn('sub-ana');
    expect([spoil, status, body.code]).toEqual([spoil, 403, 'provider_answer']);
  }
  // Clocks may differ by less than a minute.
  await provider.control({ state: { spoil: { exp: now - 5, iat: now + 20 } } });
  expect((await signIn('sub-ana')).status).toBe(201);
  await provider.control({ state: { spoil: null } });
});

test('while the provider is down the page says so, and the local way stays', async () => {
  await hire('sub-ana', person(['turnos-1']));
  const { answer, cookie } = await come('sub-ana');
  await provider.control({ state: { away: true } });
  const away = await post('/api/sessions/oidc', { answer }, { cookie });
  expect([away.status, away.body.code]).toEqual([503, 'provider_away']);
  expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
  const local = await post('/api/sessions', { username: 'admin-1', password: DEMO_PASSWORD });
  expect(local.status).toBe(201);
  await provider.control({ state: { away: false } });
  expect((await signIn('sub-ana')).status).toBe(201);
});

test("a new sign-in ends that browser's session; the list has all sessions", async () => {
  await hire('sub-list', person(['turnos-1'], { preferred_username: 'lista' }));
  const first = await signIn('sub-list');
  const session = first.headers.getSetCookie().find((each) => each.includes('_session='))!;
  const { answer, cookie } = await come('sub-list');
  const both = `${cookie}; ${session.split(';')[0]}`;
  const second = await post('/api/sessions/oidc', { answer }, { cookie: both });
  expect(second.status).toBe(201);
  expect((await who(bearer(first))).status).toBe(401);
  const mine = await stage.ask('GET', '/api/sessions/mine', { as: bearer(second) });
  expect(mine.body).toHaveLength(1);
  const admin = await stage.staff('admin-1');
  const path = `/api/staff/${idOf(second)}/sessions`;
  expect((await stage.ask('GET', path, { as: admin })).body).toHaveLength(1);
  await stage.ask('DELETE', path, { as: admin, key: null });
  expect((await who(bearer(second))).status).toBe(401);
});

test('other groups give other rights at the next sign-in, and end what was before', async () => {
  await hire('sub-moves', person(['turnos-1'], { preferred_username: 'mueve' }));
  const before = await signIn('sub-moves');
  await hire('sub-moves', person(['turnos-2'], { preferred_username: 'mueve' }));
  const after = await signIn('sub-moves');
  expect((await who(bearer(before))).status).toBe(401);
  expect((await staffRow(idOf(after))).branches).toEqual(['2']);
});

test('what the provider decides cannot be changed here; queues and closing can', async () => {
  await hire('sub-kept', person(['turnos-1'], { preferred_username: 'fija' }));
  const id = idOf(await signIn('sub-kept'));
  const admin = await stage.staff('admin-1');
  const listed = (await stage.ask('GET', '/api/staff', { as: admin })).body as unknown as {
    id: string;
  }[];
  const { id: _, ...mine } = listed.find((each) => each.id === id)!;
  const put = (body: object, path = id) =>
    stage.ask('PUT', `/api/staff/${path}`, { as: admin, body });
  for (const change of [
    { role: 'admin' },
    { branches: 'all' },
    { username: 'otra' },
    { password: 'una clave bien larga' },
  ]) {
    expect((await put({ ...mine, ...change })).body.code).toBe('from_provider');
  }
  expect((await put({ ...mine, username: 'nueva' }, 'oidc-made-up')).body.code).toBe(
    'provider_account',
  );
  expect((await put({ ...mine, queues: { 1: ['caja'] } })).status).toBe(200);
  const again = await signIn('sub-kept');
  expect(again.status).toBe(201);
  const { rows } = await client.query('select queues from staff_queues where staff_id = $1', [id]);
  expect(rows).toEqual([{ queues: ['caja'] }]);
  const own = { current: 'nada', password: 'una clave bien larga' };
  const changed = await stage.ask('PUT', '/api/sessions/password', {
    as: bearer(again),
    body: own,
    key: null,
  });
  expect(changed.body.code).toBe('from_provider');
  expect((await put({ ...mine, queues: { 1: ['caja'] }, active: false })).status).toBe(200);
  expect(await refused('sub-kept')).toEqual([403, 'closed_account']);
});
