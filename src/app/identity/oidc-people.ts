import { accountClosed } from '../domain/model/accounts';
import { refuseWeakProof, Rights, rightsOf } from '../domain/model/provider-rights';
import { usernameKey } from '../domain/model/username';
import { IdentityStore, OidcRules, Person, ProviderPerson, Staff } from '../ports';
import { providerStaffId } from './provider-staff-id';

type StoredStaff = Staff & { readonly queues: Readonly<Record<string, readonly string[]>> };

export interface OidcPeopleDeps {
  readonly rules: OidcRules;
  readonly store: Pick<IdentityStore, 'personById' | 'secondFactorRules'>;
  readonly listBranches: () => Promise<readonly { readonly id: string }[]>;
  readonly listStaff: () => Promise<readonly StoredStaff[]>;
  /** Ids of a branch's queues. */
  readonly queuesOf: (branch: string) => Promise<readonly string[]>;
  /** Other rights end the person's sessions in the same commit, sockets included. */
  readonly saveStaff: (staff: StoredStaff) => Promise<void>;
}

/** How somebody is let in. */
interface Admitting {
  /** Whether the provider must confirm a second factor where the bank requires one. */
  readonly proving?: boolean;
  /** Their record when the provider was asked, if that was earlier. */
  readonly asked?: { readonly kept: StoredStaff | undefined };
}

/** People of the provider as members of staff here. */
export function createOidcPeople(deps: OidcPeopleDeps) {
  const { rules, store } = deps;

  /** A username that somebody else has here stays theirs: this person's gets a suffix. */
  const named = (staff: readonly StoredStaff[], id: string, username: string) => {
    const taken = staff.some(
      (each) => each.id !== id && usernameKey(each.username) === usernameKey(username),
    );
    return taken ? `${username} (${id.slice(-6)})` : username;
  };

  /**
   * What an administrator chose stays. At a branch that is new to them, an advisor begins with all
   * its queues: otherwise nobody could work on their first day.
   */
  const queuesAt = async (
    before: StoredStaff | undefined,
    rights: Rights,
    existing: readonly string[],
  ) => {
    // Other roles have none.
    if (rights.role !== 'advisor') return {};
    const isTheirs = (branch: string) =>
      rights.branches === 'all' || rights.branches.includes(branch);
    const queues: [string, readonly string[]][] = Object.entries(before?.queues ?? {}).filter(
      ([branch]) => isTheirs(branch),
    );
    const had = (branch: string) =>
      before?.role === rights.role &&
      (before.branches === 'all' || before.branches.includes(branch));
    const fresh = existing.filter(
      (branch) => isTheirs(branch) && !had(branch) && !before?.queues[branch],
    );
    for (const branch of fresh) queues.push([branch, await deps.queuesOf(branch)]);
    return Object.fromEntries(queues);
  };

  return {
    idOf: (subject: string) => providerStaffId(rules.issuer, subject),
    /** As they are kept now; undefined for somebody new. */
    async keptOf(subject: string): Promise<StoredStaff | undefined> {
      const id = providerStaffId(rules.issuer, subject);
      return (await deps.listStaff()).find((each) => each.id === id);
    },
    /**
     * Brings the member of staff up to date with the provider, and refuses people who have no place
     * here.
     * @throws Refused `no_group`, `too_many_groups`, `no_branch`, `closed_account`,
     *   `provider_second_factor`
     */
    async admit(
      person: ProviderPerson,
      { proving = true, asked }: Admitting = {},
    ): Promise<Person> {
      const id = providerStaffId(rules.issuer, person.subject);
      const all = await deps.listStaff();
      const before = all.find((each) => each.id === id);
      const branches = (await deps.listBranches()).map((branch) => branch.id);
      if (before?.active === false) throw accountClosed();
      const rights = rightsOf(rules, person, branches);
      const next: StoredStaff = {
        ...{ id, username: named(all, id, person.username), firstName: person.firstName },
        ...{ ...rights, active: true, queues: await queuesAt(before, rights, branches) },
      };
      if (proving) {
        refuseWeakProof(next.role, person.methods, {
          strong: rules.strong,
          required: await store.secondFactorRules(),
        });
      }
      // A change made after the provider was asked is newer than its answer.
      const isNewer = asked !== undefined && !isSame(asked.kept, before);
      if (!isNewer && !isSame(before, next)) await deps.saveStaff(next);
      const found = await store.personById(id);
      if (!found) throw accountClosed();
      return found;
    },
  };
}
export type OidcPeople = ReturnType<typeof createOidcPeople>;

/** The members of a record that the provider may change; undefined for nobody. */
const traits = (one: StoredStaff | undefined) =>
  one &&
  JSON.stringify([
    one.username,
    one.firstName,
    one.role,
    one.branches,
    Object.keys(one.queues).sort(),
  ]);
const isSame = (a: StoredStaff | undefined, b: StoredStaff | undefined) => traits(a) === traits(b);
