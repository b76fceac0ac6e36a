import { beforeItsCommit, CLOSE, writing } from '../leavers/meanwhile';
import { client, hire, idOf, person, provider, signIn, staffRow, stage } from './bank';

/** Somebody is signing in through the provider, and something ends meanwhile. */

test('a sign-in with other groups while the account is closed does not open it', async () => {
  const named = { preferred_username: 'llega' };
  await hire('sub-meanwhile', person(['turnos-1'], named));
  const id = idOf(await signIn('sub-meanwhile'));
  await hire('sub-meanwhile', person(['turnos-2'], named));
  const come = () => signIn('sub-meanwhile');
  const answer = await beforeItsCommit(stage.databaseUrl, come, writing(id));
  expect([answer.status, answer.body.code]).toEqual([403, 'closed_account']);
  expect(await staffRow(id)).toMatchObject({ active: false, branches: ['1'] });
  // Recorded now, so that the chain has what this test wrote by hand.
  const who = { ...{ id, username: 'llega', firstName: 'Ana' }, role: 'advisor' as const };
  await stage.app.operations.saveStaff(
    { kind: 'system', id: 'test' },
    { ...who, branches: ['1'], queues: {}, active: false },
  );
});

test('changed groups that could not be saved sign nobody out', async () => {
  const named = { preferred_username: 'remanente' };
  await hire('sub-remains', person(['turnos-1'], named));
  const id = idOf(await signIn('sub-remains'));
  await hire('sub-remains', person(['turnos-2'], named));
  const come = () => signIn('sub-remains');
  const answer = await beforeItsCommit(stage.databaseUrl, come, writing(id, [CLOSE]));
  expect([answer.status, answer.body.code]).toEqual([403, 'closed_account']);
  const { rows } = await client.query('select from sessions where staff_id = $1', [id]);
  expect(rows).toHaveLength(1);
  const who = { ...{ id, username: 'remanente', firstName: 'Ana' }, role: 'advisor' as const };
  await stage.app.operations.saveStaff(
    { kind: 'system', id: 'test' },
    { ...who, branches: ['1'], queues: {}, active: false },
  );
});

test('a person signed out there while being let in here is not signed in', async () => {
  await hire('sub-just', person(['turnos-1'], { preferred_username: 'justo' }));
  // Known here already, so that only the session itself is waiting.
  const before = await signIn('sub-just');
  await provider.control({ state: { spoil: { sid: 'just-ended' } } });
  const answer = await beforeItsCommit(
    stage.databaseUrl,
    () => signIn('sub-just'),
    async () => {
      const sent = await provider.control({ logout: { sub: 'sub-just', sid: 'just-ended' } });
      expect(sent.failed).toBeNull();
    },
  );
  await provider.control({ state: { spoil: null } });
  expect([answer.status, answer.body.code]).toEqual([401, 'sign_in_ended']);
  const { rows } = await client.query('select from sessions where staff_id = $1', [idOf(before)]);
  expect(rows).toHaveLength(1);
});
