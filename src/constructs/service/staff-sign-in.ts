import { Token } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { ENV } from '../../contract';

/** A group at the bank's identity provider, and what its members may do. */
export interface SignInGroup {
  /** The group as the provider's tokens name it: a name, or an id where it sends ids. */
  readonly group: string;

  /** `host`, `advisor`, `supervisor`, `admin` or `auditor`. */
  readonly role: string;

  /**
   * Ids of the branches where they work.
   *
   * @default all branches
   */
  readonly branches?: string[];
}

/** The bank's own sign-in for staff, over OpenID Connect. */
export interface StaffSignIn {
  /** The provider's issuer: an https address, exactly as in its metadata. */
  readonly issuer: string;

  /** This app's client id at the provider. */
  readonly clientId: string;

  /** The secret that the provider gave this app, as plain text, in the stack's region. */
  readonly clientSecret: ISecret;

  /**
   * Groups, roles and branches. The first matching group gives the role; all matching groups with
   * that role give branches. A person in none of them is not let in.
   */
  readonly groups: SignInGroup[];

  /**
   * The claim that lists a person's groups: a name, or names with points between.
   *
   * @default 'groups'
   */
  readonly groupsClaim?: string;

  /**
   * The scopes to ask the provider for, separated by spaces. Some providers give refresh tokens
   * only for `offline_access`.
   *
   * @default 'openid profile'
   */
  readonly scope?: string;

  /**
   * Values of `amr` or `acr` with which the provider says that a second factor was used.
   *
   * @default none: nobody gets in whose role needs a second factor
   */
  readonly strong?: string[];

  /**
   * Whether only administrators with an account of Ticketero's own may still sign in with a
   * password, for when the provider does not answer.
   *
   * @default false: passwords stay beside it
   */
  readonly passwordsForAdministratorsOnly?: boolean;

  /**
   * The button's label, by language: `es` and `en`.
   *
   * @default Ticketero's own label
   */
  readonly button?: { [language: string]: string };

  /**
   * Private networks of the bank that the provider may be in, as CIDRs. Otherwise private addresses
   * are refused.
   *
   * @default none: it has a public address
   */
  readonly networks?: string[];
}

const ROLES = ['host', 'advisor', 'supervisor', 'admin', 'auditor'];

/** What is wrong with it: one sentence per problem, with the way out. */
export function signInProblems(signIn: StaffSignIn | undefined, hasEgress: boolean): string[] {
  if (!signIn) return [];
  const { issuer, clientId, groups } = signIn;
  const said = (value: string) => !Token.isUnresolved(value);
  return [
    ...(hasEgress
      ? []
      : [
          'staffSignIn is given and egress is none, so the provider cannot be reached; ' +
            'give an egress to the internet, or leave staffSignIn out',
        ]),
    ...(said(issuer) && !/^https:\/\/[^\s?#@]+$/.test(issuer)
      ? [
          `staffSignIn.issuer is "${issuer}"; give the https address that the provider's ` +
            'metadata has as issuer',
        ]
      : []),
    ...(said(clientId) && clientId.trim() === ''
      ? ["staffSignIn.clientId is empty; give the provider's id for this app"]
      : []),
    ...(groups.length ? [] : ['staffSignIn.groups is empty, so nobody could sign in; list some']),
    ...groups.flatMap(({ role, group, branches }, at) => [
      ...(said(role) && !ROLES.includes(role)
        ? [`staffSignIn.groups[${at}].role is "${role}"; give ${ROLES.join(', ')}`]
        : []),
      ...(said(group) && group.trim() === ''
        ? [`staffSignIn.groups[${at}].group is empty; give what the provider calls it`]
        : []),
      ...(branches?.length === 0
        ? [`staffSignIn.groups[${at}].branches is empty; list ids, or leave it out for all`]
        : []),
    ]),
  ];
}

/** The settings in the form the app reads. */
export const signInVariable = (signIn: StaffSignIn | undefined): Record<string, string> => {
  if (!signIn) return {};
  const { clientSecret: _, groups, passwordsForAdministratorsOnly, ...rest } = signIn;
  return {
    [ENV.OIDC]: JSON.stringify({
      ...rest,
      groups: groups.map(({ branches, ...each }) => ({ ...each, branches: branches ?? 'all' })),
      ...(passwordsForAdministratorsOnly ? { passwords: 'administrators' } : {}),
    }),
  };
};
