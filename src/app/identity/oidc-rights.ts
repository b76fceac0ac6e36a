import { createHash } from 'node:crypto';
import { Refused } from '../domain/model/errors';
import { PROVIDER_STAFF } from '../domain/model/provider-staff';
import { OidcRules, ProviderPerson, Staff } from '../ports';

/** Hexadecimal digits of an id: 112 bits. */
const DIGITS = 28;

/** The same for the same person of the same provider, whatever they are called. */
export const providerStaffId = (issuer: string, subject: string): string =>
  PROVIDER_STAFF +
  createHash('sha256').update(`${issuer}\0${subject}`).digest('hex').slice(0, DIGITS);

export type Rights = Pick<Staff, 'role' | 'branches'>;

/**
 * What somebody may do here by their groups: the role of the first rule that fits, at the branches
 * of all rules of that role that fit.
 * @param existing ids of the bank's branches; a rule may name one that is not there yet
 * @throws Refused `no_group`, `too_many_groups`, `no_branch`
 */
export function rightsOf(
  { groups: rules }: Pick<OidcRules, 'groups'>,
  { groups }: Pick<ProviderPerson, 'groups'>,
  existing: readonly string[],
): Rights {
  if (groups === 'too-many') {
    throw new Refused(
      'forbidden',
      'too_many_groups',
      'You are in so many groups that the bank’s sign-in does not list them. Whoever looks ' +
        'after the accounts of your bank limits the list to the groups of this application.',
    );
  }
  const fit = groups === 'absent' ? [] : rules.filter(({ group }) => groups.includes(group));
  const role = fit[0]?.role;
  if (role === undefined) {
    throw new Refused(
      'forbidden',
      'no_group',
      'The bank’s sign-in knows you, but you are in no group that works here. Ask whoever looks ' +
        'after the accounts of your bank for the group of your role and branch.' +
        (groups === 'absent' ? ' (It sent no list of groups at all.)' : ''),
    );
  }
  const same = fit.filter((each) => each.role === role);
  if (same.some(({ branches }) => branches === 'all')) return { role, branches: 'all' };
  const named = new Set(same.flatMap(({ branches }) => branches));
  const branches = existing.filter((id) => named.has(id));
  if (branches.length) return { role, branches: [...branches].sort() };
  throw new Refused(
    'forbidden',
    'no_branch',
    'Your groups are for branches that are not here yet. An administrator makes the branch, or ' +
      'an operator corrects its id in "groups" of OIDC.',
    [{ field: 'groups', got: [...named].slice(0, 5), wants: 'ids of branches of this bank' }],
  );
}
