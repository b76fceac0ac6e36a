import { accountChanged } from '../../../src/app/domain/model/accounts';
import { createAdminLink } from '../../../src/app/identity/admin-link';
import { Person, SecondFactor } from '../../../src/app/ports';
import { newKeys } from '../../../src/app/vault/keys';
import { hashToken } from '../../../src/app/vault/tokens';
import { createVault } from '../../../src/app/vault/vault';

/** How long an operator's link is valid, and what ends it. */

const MINUTE = 60_000;
function bank() {
  const at = { now: 1_000_000, hash: 'first', role: 'admin' as Person['role'], changes: false };
  const person = (): Person => ({
    ...{ id: 'ana', username: 'ana', firstName: 'Ana', role: at.role, branches: 'all' },
    ...{ active: true, passwordHash: at.hash, second: 'none', required: false },
    ...{ app: false, passkeys: false },
  });
  const seen = new Set<string>();
  const link = createAdminLink({
    store: {
      personById: async () => person(),
      secondFactorOf: async () => undefined as SecondFactor | undefined,
      useChallenge: async (digest) => !seen.has(digest) && Boolean(seen.add(digest)),
    },
    vault: createVault(newKeys()),
    secrets: { hashPassword: async (text) => `h(${text})`, newToken: () => 'nobody', hashToken },
    listStaff: async () => [person()],
    savePassword: async (_, { passwordHash, instead }) => {
      if (at.changes) at.hash = 'set by somebody';
      if (at.hash !== instead) throw accountChanged();
      at.hash = passwordHash;
    },
    clock: () => at.now,
  });
  const by = { change: async () => undefined, record: async () => undefined };
  return { at, link, make: async () => (await link.make('ana', by)).link };
}
const over = { code: 'link_over' };

test('it is valid for fifteen minutes', async () => {
  const { at, link, make } = bank();
  const given = await make();
  at.now += 15 * MINUTE - 1;
  expect(await link.accountOf(given)).toMatchObject({ id: 'ana' });
  at.now += 1;
  await expect(link.accountOf(given)).rejects.toMatchObject(over);
});

test('a new password or another role ends it, and so does using it', async () => {
  const { at, link, make } = bank();
  const given = await make();
  const { hash } = at;
  at.hash = 'set by somebody';
  await expect(link.accountOf(given)).rejects.toMatchObject(over);
  at.hash = hash;
  at.role = 'supervisor';
  await expect(link.accountOf(given)).rejects.toMatchObject(over);
  at.role = 'admin';
  await link.use(given, 'hers');
  expect(at.hash).toBe('h(hers)');
  await expect(link.accountOf(given)).rejects.toMatchObject(over);
  // Two people use it at once: the second is too late, whatever was read before.
  await expect(link.use(given, 'his')).rejects.toMatchObject(over);
  expect(at.hash).toBe('h(hers)');
});

test('a password set while it is used is not overwritten', async () => {
  const { at, link, make } = bank();
  const given = await make();
  at.changes = true;
  await expect(link.use(given, 'hers')).rejects.toMatchObject(over);
  expect(at.hash).toBe('set by somebody');
});
