import { StaffSignIn } from '../constructs/service/staff-sign-in';
import { Setting } from './settings-readers';

type SignIn = Omit<StaffSignIn, 'clientSecret'>;

const TEXTS = ['issuer', 'clientId', 'groupsClaim', 'scope'];
const LISTS = ['strong', 'networks'];
const OTHERS = ['groups', 'passwords', 'button'];
const EXAMPLE =
  '{"issuer": "https://…", "clientId": "…", ' +
  '"groups": [{"group": "…", "role": "advisor", "branches": ["1"]}]}';

const isTexts = (value: unknown) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** A sentence on the first field that cannot be read. */
function problemOf(read: Readonly<Record<string, unknown>>): string | undefined {
  const known = [...TEXTS, ...LISTS, ...OTHERS];
  const unknown = Object.keys(read).find((name) => !known.includes(name));
  if (unknown !== undefined) return `${unknown} is not known; the fields are ${known.join(', ')}`;
  const wrongText = TEXTS.find((name) => !['string', 'undefined'].includes(typeof read[name]));
  if (wrongText !== undefined) return `${wrongText} has to be text`;
  for (const name of ['issuer', 'clientId']) if (!read[name]) return `${name} is missing`;
  const wrongList = LISTS.find((name) => read[name] !== undefined && !isTexts(read[name]));
  if (wrongList !== undefined) return `${wrongList} has to be a list of texts`;
  if (![undefined, 'everybody', 'administrators'].includes(read.passwords as string)) {
    return 'passwords has to be everybody or administrators';
  }
  const groups = Array.isArray(read.groups) ? (read.groups as Record<string, unknown>[]) : [];
  const fits = ({ group, role, branches }: Record<string, unknown>) =>
    typeof group === 'string' &&
    typeof role === 'string' &&
    (branches === undefined || branches === 'all' || isTexts(branches));
  return groups.length && groups.every(fits)
    ? undefined
    : 'groups has to be a list of group, role and branches ("all", or a list of ids)';
}

/** The bank's own sign-in, as the app's variable `OIDC` has it, docs/sign-in.md. */
export const signIn: Setting<SignIn> = {
  help:
    "the bank's own sign-in for staff as JSON (docs/sign-in.md), or an object in cdk.json; " +
    'needs oidcSecret (none: passwords)',
  read: (value) => {
    let read: unknown;
    try {
      read = JSON.parse(value);
    } catch {
      read = undefined;
    }
    if (typeof read !== 'object' || read === null || Array.isArray(read)) {
      throw new Error(`give an object such as ${EXAMPLE}`);
    }
    const problem = problemOf(read as Readonly<Record<string, unknown>>);
    if (problem !== undefined) throw new Error(`${problem}; give an object such as ${EXAMPLE}`);
    const { passwords, groups, ...rest } = read as SignIn & { readonly passwords?: string };
    return {
      ...rest,
      groups: groups.map(({ branches, ...each }) => ({
        ...each,
        ...((branches as unknown) === 'all' ? {} : { branches }),
      })),
      ...(passwords === 'administrators' ? { passwordsForAdministratorsOnly: true } : {}),
    };
  },
};
