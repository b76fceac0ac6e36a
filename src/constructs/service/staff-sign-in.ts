import { Token } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { ENV } from '../../contract';

/** A group at the bank's identity provider, and what whoever is in it may do. */
export interface SignInGroup {
  /** What the provider calls it in its tokens: a name, or an id where it sends ids. */
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
  /** The provider's issuer: an https address, as its metadata has it. */
  readonly issuer: string;

  /** What the provider calls this app. */
  readonly clientId: string;

  /** The secret that the provider gave this app, as plain text, in the stack's region. */
  readonly clientSecret: ISecret;

  /**
   * Groups, roles and branches. The first group that fits gives the role; all that fit and have
   * that role give branches. Whoever is in none is not let in.
   */
  readonly groups: SignInGroup[];

  /**
   * The claim that lists a person's groups: a name, or names with points between.
   *
   * @default 'groups'
   */
  readonly groupsClaim?: string;

  /**
   * What the provider is asked for, with blanks between. Some give tokens to ask again by only for
   * `offline_access`.
   *
   * @default 'openid profile'
   */
  readonly scope?: string;

  /**
   * Values of `amr` or `acr` by which the provider says that a second factor was used.
   *
   * @default none: nobody gets in whose role needs a second factor
   */
  readonly strong?: string[];

  /**
   * Whether only administrators of their own may still sign in by a password, for when the provider
   * does not answer.
   *
   * @default false: passwords stay beside it
   */
  readonly passwordsForAdministratorsOnly?: boolean;

  /**
   * Words on the button, by language: `es` and `en`.
   *
   * @default words of Ticketero's own
   */
  readonly button?: { [language: string]: string };

  /**
   * Networks of the bank that the provider may be in, as CIDR. Closed ones are refused otherwise.
   *
   * @default none: it has a public address
   */
  readonly networks?: string[];
}

const ROLES = ['host', 'advisor', 'supervisor', 'admin', 'auditor'];

/** What is wrong with it: a sentence a problem, with the way out. */
export function signInProblems(given: StaffSignIn | undefined, hasEgress: boolean): string[] {
  if (!given) return [];
  const { issuer, clientId, groups } = given;
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

/** As the app reads it. */
export const signInVariable = (given: StaffSignIn | undefined): Record<string, string> => {
  if (!given) return {};
  const { clientSecret: _, groups, passwordsForAdministratorsOnly, ...rest } = given;
  return {
    [ENV.OIDC]: JSON.stringify({
      ...rest,
      groups: groups.map(({ branches, ...each }) => ({ ...each, branches: branches ?? 'all' })),
      ...(passwordsForAdministratorsOnly ? { passwords: 'administrators' } : {}),
    }),
  };
};
