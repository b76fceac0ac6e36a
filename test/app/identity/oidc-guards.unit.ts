import { newKeys } from '../../../src/app/vault/keys';
import { moduleAt, withoutGuard } from '../../support/without-guard';

/**
 * What this app checks itself when somebody comes from the bank's own sign-in, with each check
 * taken out once. `test/app/oidc/guards.test.ts` covers what its libraries check.
 */

type Oidc = typeof import('../../../src/app/identity/oidc');
type Rights = typeof import('../../../src/app/domain/model/provider-rights');
type Vaults = typeof import('../../../src/app/vault/vault');
type Person = import('../../../src/app/ports').ProviderPerson;

const { createVault } = moduleAt<Vaults>('src/app/vault/vault.ts');
const KEYS = newKeys();
const NOW = 1_000_000_000;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: { readonly code?: string }) => error.code ?? String(error),
  );

/** A scripted provider, and this app's side of it. */
function bank() {
  const { createOidc } = moduleAt<Oidc>('src/app/identity/oidc.ts');
  const said: { person: Person } = {
    person: {
      ...{ subject: 'ana', username: 'ana', firstName: 'Ana', groups: [], methods: [] },
      authenticatedAt: NOW,
    },
  };
  const seen = new Set<string>();
  const untils: number[] = [];
  let state = 0;
  const oidc = createOidc({
    provider: {
      newAttempt: () => ({ state: `s${(state += 1)}`, nonce: 'n', verifier: 'v' }),
      address: async () => 'https://login.bank.example/',
      finish: async () => said.person,
      renew: async () => undefined,
      logout: async () => ({ subject: 'ana', sid: 'ended', jti: 'once', until: NOW + 1 }),
    },
    people: {
      idOf: (subject: string) => `oidc-${subject}`,
      admit: async ({ subject }: Person) => ({ id: `oidc-${subject}` }),
    } as never,
    kept: {
      remember: async (key: string, until: number) => {
        untils.push(until);
        return !seen.has(key) && Boolean(seen.add(key));
      },
      knows: async (key: string) => seen.has(key),
      forget: async (key: string) => void seen.delete(key),
      endSessionsOfSid: async () => [],
    } as never,
    store: { endSessionsOf: async () => [] },
    cache: { drop: async () => undefined },
    vault: createVault(KEYS),
    signIn: { open: async () => ({ token: 't', staff: {} as never }) },
    proof: { prove: async () => NOW },
    ways: { limit: async () => undefined },
    record: async () => undefined,
    clock: () => NOW,
  });
  return { oidc, said, untils };
}

test('a used token is remembered an hour past its end: the two clocks may differ', async () => {
  const { oidc, untils } = bank();
  await oidc.logout('token');
  expect(untils[0]).toBe(NOW + 1 + 60 * 60_000);
});

const me = { staff: 'oidc-ana', session: '1' };
type Story = () => () => Promise<string>;

const loggedOutTwice: Story = () => {
  const { oidc } = bank();
  return async () => {
    await oidc.logout('token');
    return codeOf(oidc.logout('token'));
  };
};
/** Begins for one purpose and answers for another. */
const mixedUp =
  (begun: typeof me | undefined, finished: typeof me | undefined): Story =>
  () => {
    const { oidc } = bank();
    return async () => {
      const { cookie } = await oidc.begin(undefined, '10.0.0.1', begun);
      return finished
        ? codeOf(oidc.prove('state=s1', cookie, finished))
        : codeOf(oidc.finish('state=s1', cookie, '10.0.0.1'));
    };
  };
const proving =
  (person: Partial<Person>): Story =>
  () => {
    const { oidc, said } = bank();
    said.person = { ...said.person, ...person };
    return async () => {
      const { cookie } = await oidc.begin(undefined, '10.0.0.1', me);
      return codeOf(oidc.prove('state=s1', cookie, me));
    };
  };
/** Signs in with a provider's session that has just ended there. */
const tooLate: Story = () => {
  const { oidc, said } = bank();
  said.person = { ...said.person, sid: 'ended' };
  return async () => {
    const { cookie } = await oidc.begin(undefined, '10.0.0.1');
    await oidc.logout('token');
    return codeOf(oidc.finish('state=s1', cookie, '10.0.0.1'));
  };
};
const inNoGroup: Story = () => {
  const { rightsOf } = moduleAt<Rights>('src/app/domain/model/provider-rights.ts');
  const rules = { groups: [{ group: 'turnos', role: 'admin', branches: 'all' }] } as const;
  return async () => codeOf(Promise.resolve().then(() => rightsOf(rules, { groups: ['x'] }, [])));
};

const OIDC = 'src/app/identity/oidc.ts';
type Guard = readonly [
  what: string,
  file: string,
  guard: string,
  story: Story,
  refused: string,
  instead?: string,
];
const guards: readonly Guard[] = [
  [
    'a logout token sent again',
    OIDC,
    'if (!(await kept.remember(key, until + CLOCKS_MS, clock()))) throw repeated();',
    loggedOutTwice,
    'repeated_logout_token',
  ],
  [
    'a proof that signs in',
    OIDC,
    '!attempt || staff !== by?.staff || session !== by?.session',
    mixedUp(me, undefined),
    'sign_in_ended',
    '!attempt',
  ],
  [
    'a sign-in that proves',
    OIDC,
    '!attempt || staff !== by?.staff || session !== by?.session',
    mixedUp(undefined, me),
    'sign_in_ended',
    '!attempt',
  ],
  [
    'a proof for another session',
    OIDC,
    ' || session !== by?.session',
    mixedUp(me, { ...me, session: '2' }),
    'sign_in_ended',
  ],
  [
    'a proof of somebody else',
    OIDC,
    'if (people.idOf(person.subject) !== by.staff) throw anotherPerson();',
    proving({ subject: 'eva' }),
    'another_person',
  ],
  [
    'a proof of this morning',
    OIDC,
    'if ((person.authenticatedAt ?? 0) < attempt.begunAt - SKEW_MS) throw tooOld();',
    proving({ authenticatedAt: NOW - 3_600_000 }),
    'proof_too_old',
  ],
  [
    'a proof without a time',
    OIDC,
    'if ((person.authenticatedAt ?? 0) < attempt.begunAt - SKEW_MS) throw tooOld();',
    proving({ authenticatedAt: undefined }),
    'proof_too_old',
  ],
  [
    'a session that was ended on the way',
    OIDC,
    "sid !== undefined && (await kept.knows(digest('sid', sid)))",
    tooLate,
    'sign_in_ended',
    'false',
  ],
  [
    'somebody in no group that works here',
    'src/app/domain/model/provider-rights.ts',
    'rules.filter(({ group }) => groups.includes(group))',
    inNoGroup,
    'no_group',
    'rules',
  ],
];

const byName = guards.map((row) => [row[0], row] as const);
test.each(byName)('%s is refused, and would come in without the check', async (_, row) => {
  const [, file, guard, story, refused, instead = ''] = row;
  expect(await story()()).toBe(refused);
  expect(await withoutGuard(file, guard, instead, story)()).toBe('taken');
});
