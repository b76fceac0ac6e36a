import { createOidcPeople, OidcPeopleDeps } from '../../../src/app/identity/oidc-people';
import type { ProviderPerson } from '../../../src/app/ports';

/** What a provider's answer may still change if it was asked before somebody signed in again. */

const ANA: ProviderPerson = {
  ...{ subject: 'ana', username: 'ana', firstName: 'Ana', methods: [] },
  groups: ['heads'],
};
type Staff = Parameters<OidcPeopleDeps['saveStaff']>[0];

function bank() {
  const kept = new Map<string, Staff>();
  const people = createOidcPeople({
    rules: {
      issuer: 'https://login.bank.example',
      groups: [
        { group: 'heads', role: 'supervisor', branches: 'all' },
        { group: 'tellers', role: 'advisor', branches: ['1'] },
      ],
      ...{ strong: [], passwords: 'everybody', button: {} },
    },
    store: {
      personById: async (id) => kept.get(id) as never,
      secondFactorRules: async () => [],
    },
    listBranches: async () => [{ id: '1' }],
    listStaff: async () => [...kept.values()],
    queuesOf: async () => ['caja'],
    saveStaff: async (staff) => void kept.set(staff.id, staff),
  });
  const role = () => kept.get(people.idOf('ana'))?.role;
  return { people, role };
}

test('the answer to a question asked before a demotion gives no rights back', async () => {
  const { people, role } = bank();
  await people.admit(ANA);
  const asked = { kept: await people.keptOf('ana') };
  // while the provider is being asked, she signs in with her present groups
  await people.admit({ ...ANA, groups: ['tellers'] });
  await people.admit(ANA, { proving: false, asked });
  expect(role()).toBe('advisor');
});

test('an answer changes people unchanged since the question, new ones included', async () => {
  const { people, role } = bank();
  await people.admit(ANA, { proving: false, asked: { kept: await people.keptOf('ana') } });
  expect(role()).toBe('supervisor');
  const asked = { kept: await people.keptOf('ana') };
  await people.admit({ ...ANA, groups: ['tellers'] }, { proving: false, asked });
  expect(role()).toBe('advisor');
});
