import { ProviderPerson } from '../ports';

/** Reads a person from a provider's claims. */

export type Claims = Readonly<Record<string, unknown>>;

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

/** For screens and lists: one line, without invisible characters. */
const line = (value: unknown, most: number): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const plain = value
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...plain].slice(0, most).join('').trim() || undefined;
};

/**
 * A claim by its name or, where there is none of that name, by a path of names:
 * `realm_access.roles`.
 */
function claimOf(claims: Claims, name: string): unknown {
  if (name in claims) return claims[name];
  return name
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        at !== null && typeof at === 'object' && Object.hasOwn(at, key)
          ? (at as Claims)[key]
          : undefined,
      claims,
    );
}

/**
 * Entra ID lists at most 200 groups in a token; with more, it names an address to ask instead of
 * listing them.
 */
const saysTooMany = (claims: Claims, name: string): boolean =>
  claims.hasgroups === true ||
  claims.hasgroups === 'true' ||
  Object.hasOwn((claims._claim_names ?? {}) as object, name);

export function groupsOf(claims: Claims, name: string): ProviderPerson['groups'] {
  const value = claimOf(claims, name);
  if (value !== undefined && value !== null) return texts(value);
  return saysTooMany(claims, name) ? 'too-many' : 'absent';
}

/** @param claims of the ID token, and of the user-info answer where that was asked */
export function personOf(claims: Claims, groupsClaim: string): Omit<ProviderPerson, 'refresh'> {
  const { sub, preferred_username, upn, email, name, given_name, sid, auth_time } = claims;
  const username =
    line(preferred_username, 90) ??
    line(upn, 90) ??
    line(claims['cognito:username'], 90) ??
    line(email, 90) ??
    line(sub, 90)!;
  return {
    subject: String(sub),
    username,
    firstName: line(given_name, 60) ?? line(String(name ?? '').split(' ')[0], 60) ?? username,
    groups: groupsOf(claims, groupsClaim),
    methods: [...texts(claims.amr), ...texts(claims.acr)],
    ...(typeof sid === 'string' && sid ? { sid } : {}),
    ...(typeof auth_time === 'number' ? { authenticatedAt: auth_time * 1000 } : {}),
  };
}
