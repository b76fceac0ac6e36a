import { Role } from './actor';
import { Refused } from './errors';

/** What the bank has decided about people who come by its own sign-in, or could. */

/** Members of this group at the provider have this role at these branches. */
export interface GroupRule {
  readonly group: string;
  readonly role: Role;
  readonly branches: readonly string[] | 'all';
}

/** The groups that a provider lists, or why it lists none: no claim, or too many groups. */
export type ProviderGroups = readonly string[] | 'absent' | 'too-many';

export type Rights = Pick<GroupRule, 'role' | 'branches'>;

/**
 * A person's rights by their groups: the role of the first rule that fits, at the branches of all
 * fitting rules with that role.
 * @param existing ids of the bank's branches; a rule may name one that does not exist yet
 * @throws Refused `no_group`, `too_many_groups`, `no_branch`
 */
export function rightsOf(
  { groups: rules }: { readonly groups: readonly GroupRule[] },
  { groups }: { readonly groups: ProviderGroups },
  existing: readonly string[],
): Rights {
  if (groups === 'too-many') throw tooManyGroups();
  const fit = groups === 'absent' ? [] : rules.filter(({ group }) => groups.includes(group));
  const role = fit[0]?.role;
  if (role === undefined) throw noGroup(groups === 'absent');
  const same = fit.filter((each) => each.role === role);
  if (same.some(({ branches }) => branches === 'all')) return { role, branches: 'all' };
  const named = new Set(same.flatMap(({ branches }) => branches));
  const branches = existing.filter((id) => named.has(id));
  if (branches.length) return { role, branches: [...branches].sort() };
  throw noBranch([...named]);
}

/**
 * Whether a provider's word is enough for a role.
 * @param methods how the person proved who they are, as the provider says
 * @param strong values that stand for a second factor
 * @param required roles of which the bank requires one
 * @throws Refused `provider_second_factor`
 */
export function refuseWeakProof(
  role: Role,
  methods: readonly string[],
  { strong, required }: { readonly strong: readonly string[]; readonly required: readonly Role[] },
): void {
  if (methods.some((each) => strong.includes(each))) return;
  if (!required.includes(role)) return;
  throw new Refused(
    'forbidden',
    'provider_second_factor',
    'The bank requires a second factor of your role, and its sign-in did not say that you used ' +
      'one. Sign in there with your second factor; if you did, an operator lists what it says ' +
      'in "strong" of OIDC.',
    [
      {
        field: 'amr',
        got: methods.slice(0, 5),
        wants: strong.join(', ') || 'values of "strong"',
      },
    ],
  );
}

/**
 * Who may sign in without the bank's own sign-in, where the bank has one.
 * @param passwords undefined: the bank has none
 * @throws Refused `password_closed`
 */
export function refuseWithoutProvider(
  role: Role,
  passwords: 'everybody' | 'administrators' | undefined,
): void {
  if (passwords !== 'administrators' || role === 'admin') return;
  throw new Refused(
    'forbidden',
    'password_closed',
    'Name and password are right, but this bank signs in with its own accounts: use that button. ' +
      'Passwords are left to administrators, for when it does not answer.',
  );
}

const tooManyGroups = () =>
  new Refused(
    'forbidden',
    'too_many_groups',
    'You are in so many groups that the bank’s sign-in does not list them. Whoever looks ' +
      'after the accounts of your bank limits the list to the groups of this application.',
  );

const noGroup = (isAbsent: boolean) =>
  new Refused(
    'forbidden',
    'no_group',
    'The bank’s sign-in knows you, but you are in no group that works here. Ask whoever looks ' +
      'after the accounts of your bank for the group of your role and branch.' +
      (isAbsent ? ' (It sent no list of groups at all.)' : ''),
  );

const noBranch = (named: readonly string[]) =>
  new Refused(
    'forbidden',
    'no_branch',
    'Your groups are for branches that do not exist here yet. An administrator makes the branch, ' +
      'or an operator corrects its id in "groups" of OIDC.',
    [{ field: 'groups', got: named.slice(0, 5), wants: 'ids of branches of this bank' }],
  );
