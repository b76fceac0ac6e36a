import { Role } from '../domain/model/actor';
import { GroupRule } from '../domain/model/provider-rights';
import { AddressRule, isNetwork } from '../outside/addresses';
import { OidcRules } from '../ports';

/** How to reach the bank's identity provider, and how to read its answers. */
export interface OidcSettings extends OidcRules, AddressRule {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Which claim lists a person's groups: a name, or a path of names with points between. */
  readonly groupsClaim: string;
  /** The scopes to ask the provider for, separated by blanks. */
  readonly scope: string;
}

const ROLES: readonly Role[] = ['host', 'advisor', 'supervisor', 'admin', 'auditor'];
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/**
 * Entra ID's addresses for accounts of any tenant: anybody who created a tenant would be let in.
 */
const ANYBODY = /^\/(common|organizations|consumers)(\/|$)/;
const FIELDS = [
  ...['issuer', 'clientId', 'groups', 'groupsClaim', 'scope', 'strong', 'passwords'],
  ...['button', 'networks'],
];
const EXAMPLE = '{"group": "turnos-supervisors", "role": "supervisor", "branches": ["1"]}';

type RawSettings = Readonly<Record<string, unknown>>;
/** Reports a wrong field: its name, what it has to be, what it was. */
type Wrong = (field: string, wants: string, got: unknown) => undefined;

const isText = (value: unknown, most = 500): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most;
const isObject = (value: unknown): value is RawSettings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the bank's own sign-in from its variable.
 * @param text JSON, as docs/sign-in.md has it
 * @param problems gets a sentence for each field that cannot be used
 */
export function readOidc(
  text: string,
  clientSecret: string | undefined,
  problems: string[],
): OidcSettings | undefined {
  const before = problems.length;
  const wrong: Wrong = (field, wants, got) => {
    const shown = got === undefined ? 'missing' : JSON.stringify(got).slice(0, 120);
    problems.push(`OIDC${field && `.${field}`} must be ${wants}, not ${shown}`);
    return undefined;
  };
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    problems.push(
      'OIDC is not JSON: write {"issuer": "https://…", "clientId": "…", ' +
        `"groups": [${EXAMPLE}]}, or leave it empty to sign in with passwords only`,
    );
    return undefined;
  }
  if (Array.isArray(given) && given.length > 1) {
    problems.push(
      `OIDC is a list of ${given.length} providers, and staff sign in at one: write that one ` +
        'alone, as {"issuer": …}. Several are joined by the provider itself, which sends people ' +
        'on to the others (identity brokering, federation); docs/sign-in.md says how',
    );
    return undefined;
  }
  if (!isObject(given)) return wrong('', 'a JSON object with issuer, clientId and groups', given);
  for (const name of Object.keys(given)) {
    if (!FIELDS.includes(name)) {
      problems.push(`OIDC.${name} is not known: the fields are ${FIELDS.join(', ')}`);
    }
  }
  if (!clientSecret) {
    problems.push(
      'OIDC_CLIENT_SECRET is not set, and OIDC needs it: set it to the secret that the provider ' +
        'gave this client, or leave OIDC empty to sign in with passwords only',
    );
  }
  const issuer = issuerIn(given, wrong);
  const settings = {
    issuer: issuer?.text ?? '',
    loopback: issuer?.loopback ?? false,
    clientSecret: clientSecret ?? '',
    clientId: isText(given.clientId)
      ? given.clientId
      : (wrong('clientId', "the client's id at the provider", given.clientId) ?? ''),
    groups: groupsIn(given.groups, wrong),
    ...choicesIn(given, wrong),
  };
  return problems.length === before ? settings : undefined;
}

function issuerIn({ issuer }: RawSettings, wrong: Wrong) {
  const wants =
    "the https address that the provider's metadata has as issuer, without query, such as " +
    'https://login.example.cl/realms/bank';
  if (!isText(issuer) || !URL.canParse(issuer)) return wrong('issuer', wants, issuer);
  const { protocol, hostname, search, hash, username, password, pathname } = new URL(issuer);
  const loopback = LOOPBACK.test(hostname);
  if (search || hash || username || password) return wrong('issuer', wants, issuer);
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback)) {
    return wrong('issuer', `${wants} (plain http only on this machine)`, issuer);
  }
  if (hostname === 'login.microsoftonline.com' && ANYBODY.test(pathname)) {
    return wrong(
      'issuer',
      "your own tenant's, https://login.microsoftonline.com/<tenant id>/v2.0, since this one is " +
        'for accounts of any company',
      issuer,
    );
  }
  return { text: issuer, loopback };
}

function groupsIn(groups: unknown, wrong: Wrong): readonly GroupRule[] {
  if (!Array.isArray(groups) || groups.length === 0 || groups.length > 1000) {
    wrong('groups', `a list of 1 to 1000 such as ${EXAMPLE}`, groups);
    return [];
  }
  return groups.flatMap((each: unknown, at) => {
    const field = `groups[${at}]`;
    if (!isObject(each)) return wrong(field, `an object such as ${EXAMPLE}`, each) ?? [];
    const { group, role, branches, ...rest } = each;
    const [unknown] = Object.keys(rest);
    if (unknown) wrong(`${field}.${unknown}`, 'left out: group, role, branches are known', '…');
    if (!isText(group)) wrong(`${field}.group`, 'what the provider calls the group', group);
    if (!ROLES.includes(role as Role)) wrong(`${field}.role`, `one of ${ROLES.join(', ')}`, role);
    const ids = Array.isArray(branches) ? (branches as unknown[]) : undefined;
    const fits = ids?.length && ids.every((id) => /^[a-z0-9-]{1,40}$/.test(String(id)));
    if (branches !== 'all' && !(fits && ids.every((id) => typeof id === 'string'))) {
      wrong(`${field}.branches`, '"all", or a list of ids of branches such as ["1"]', branches);
    }
    return [{ group, role, branches } as GroupRule];
  });
}

/** Fields with a default. */
function choicesIn(raw: RawSettings, wrong: Wrong) {
  const { groupsClaim = 'groups', scope = 'openid profile', strong = [], networks = [] } = raw;
  const { passwords = 'everybody', button = {} } = raw;
  if (!isText(groupsClaim)) wrong('groupsClaim', 'the name of a claim', groupsClaim);
  if (!isText(scope) || !scope.split(' ').includes('openid')) {
    wrong('scope', 'names with a blank between, openid among them', scope);
  }
  const isTexts = Array.isArray(strong) && strong.every((each) => isText(each, 200));
  if (!isTexts) wrong('strong', 'a list of values of amr or acr, such as ["mfa"]', strong);
  if (passwords !== 'everybody' && passwords !== 'administrators') {
    wrong('passwords', '"everybody" or "administrators"', passwords);
  }
  if (
    !isObject(button) ||
    Object.entries(button).some(([name, words]) => !/^(es|en)$/.test(name) || !isText(words, 60))
  ) {
    wrong('button', 'words of at most 60 letters by language, {"es": "…", "en": "…"}', button);
  }
  const areNetworks = Array.isArray(networks) && networks.every(isNetwork);
  if (!areNetworks) wrong('networks', 'a list of networks such as ["10.20.0.0/16"]', networks);
  return {
    groupsClaim: groupsClaim as string,
    scope: scope as string,
    strong: isTexts ? (strong as readonly string[]) : [],
    passwords: passwords as OidcRules['passwords'],
    button: button as OidcRules['button'],
    networks: areNetworks ? (networks as readonly string[]) : [],
  };
}
