import { verifyChains } from '../../../../src/app/operations/reads/verify';
import { DEMO_PASSWORD } from '../../../../src/local/demo/bank';
import { client, hire, idOf, person, post, signIn, stage, URL_OF_BANK, who } from './bank';

/** What the bank has decided about its own sign-in, and what is recorded of it. */

test('where the bank requires a second factor, the provider must have asked for it', async () => {
  await hire('sub-weak', person(['turnos-jefes-1'], { preferred_username: 'debil' }, ['pwd']));
  expect((await signIn('sub-weak')).status).toBe(201);
  await client.query(
    `insert into second_factor_rules (role, required) values ('supervisor', true)
     on conflict (role) do update set required = true`,
  );
  expect((await signIn('sub-weak')).body.code).toBe('provider_second_factor');
  await hire(
    'sub-weak',
    person(['turnos-jefes-1'], { preferred_username: 'debil' }, ['pwd', 'mfa']),
  );
  expect((await signIn('sub-weak')).status).toBe(201);
  await client.query('delete from second_factor_rules');
});

test('only administrators keep passwords where the bank says so', async () => {
  const password = (username: string, given = 'ticketero-demo') =>
    post('/api/sessions', { username, password: given });
  const admin = await stage.staff('admin-1');
  expect((await who(admin)).status).toBe(200);
  const ways = await stage.ask('GET', '/api/sessions/ways');
  expect(ways.body).toEqual({
    passwords: 'administrators',
    passkeys: true,
    provider: { button: {} },
    firstAdmin: false,
  });
  expect((await password('advisor-1', 'wrong')).status).toBe(401);
  // Only the right password gets another answer, and it opens nothing.
  for (const username of ['advisor-1', 'supervisor-1', 'auditor-1', 'host-1']) {
    const closed = await password(username, DEMO_PASSWORD);
    expect([username, closed.status, closed.body.code]).toEqual([username, 403, 'password_closed']);
    expect(closed.headers.getSetCookie()).toEqual([]);
  }
  expect((await password('admin-1', DEMO_PASSWORD)).status).toBe(201);
});

test('the chain proves what happened, without any name, subject or token', async () => {
  const chains = await verifyChains(stage.app.audit, stage.app.vault);
  const faults = chains.flatMap((each) => each.faults).filter((each) => /oidc-|session/.test(each));
  // Not counting rows that this test changed by hand.
  expect(faults).toEqual([]);
  // Somebody kept signed in behind the provider's back is detected.
  await hire('sub-kept-in', person(['turnos-1'], { preferred_username: 'oculta' }));
  const id = idOf(await signIn('sub-kept-in'));
  const seen = async () =>
    (await verifyChains(stage.app.audit, stage.app.vault)).flatMap((each) =>
      each.faults.filter((sentence) => sentence.includes(id)),
    );
  expect(await seen()).toEqual([]);
  for (const change of ["oidc_sid = 'another'", 'oidc_asked_at = null', 'oidc_asked_at = 9e15']) {
    await client.query(`update sessions set ${change} where staff_id = $1`, [id]);
    expect([change, await seen()]).toEqual([change, [expect.stringContaining('is not asked')]]);
    await client.query('delete from sessions where staff_id = $1', [id]);
    await signIn('sub-kept-in');
  }
  const { rows } = await client.query("select string_agg(body, ' ') as all from events");
  const all = (rows as { all: string }[])[0].all;
  for (const word of ['sub-out', 'sub-admin', 'parte', 'espera', 'known-sid']) {
    expect([word, all.includes(word)]).toEqual([word, false]);
  }
  const kept = await client.query('select oidc_sid, oidc_refresh from sessions');
  expect(JSON.stringify(kept.rows)).not.toContain('known-sid');
  expect(URL_OF_BANK).toMatch(/^https/);
});
