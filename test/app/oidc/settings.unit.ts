import { groupsOf, personOf } from '../../../src/app/oidc/claims';
import { readOidc } from '../../../src/app/oidc/settings';

/** The bank's own sign-in as an operator configures it, and how claims describe a person. */

const GOOD = {
  issuer: 'https://login.example.cl/realms/bank',
  clientId: 'ticketero',
  groups: [{ group: 'turnos', role: 'advisor', branches: ['1'] }],
};
const read = (value: unknown, secret: string | undefined = 'a secret') => {
  const problems: string[] = [];
  const settings = readOidc(
    typeof value === 'string' ? value : JSON.stringify(value),
    secret,
    problems,
  );
  return { settings, problems };
};
const problemsOf = (more: object) => read({ ...GOOD, ...more }).problems;

test('omitted settings have defaults', () => {
  expect(read(GOOD)).toEqual({
    problems: [],
    settings: {
      ...GOOD,
      clientSecret: 'a secret',
      loopback: false,
      groupsClaim: 'groups',
      scope: 'openid profile',
      strong: [],
      passwords: 'everybody',
      button: {},
      networks: [],
    },
  });
});

test.each<readonly [object, RegExp]>([
  [{ issuer: undefined }, /^OIDC\.issuer must be the https address .* not missing$/],
  [{ issuer: 'http://login.example.cl' }, /plain http only on this machine.*login\.example\.cl/],
  [{ issuer: 'https://login.example.cl/?tenant=1' }, /^OIDC\.issuer .* without query/],
  [{ issuer: 'https://a:b@login.example.cl' }, /^OIDC\.issuer/],
  [{ issuer: 'https://login.microsoftonline.com/common/v2.0' }, /your own tenant's/],
  [{ clientId: '' }, /^OIDC\.clientId must be the client's id at the provider, not ""$/],
  [{ groups: [] }, /^OIDC\.groups must be a list of 1 to 1000/],
  [{ groups: [{ group: 'a', role: 'boss', branches: 'all' }] }, /groups\[0\]\.role.*"boss"/],
  [{ groups: [{ group: 'a', role: 'admin', branches: [] }] }, /groups\[0\]\.branches.*not \[\]/],
  [{ groups: [{ group: 'a', role: 'admin', branches: ['Á'] }] }, /groups\[0\]\.branches/],
  [{ groups: [{ group: '', role: 'admin', branches: 'all' }] }, /groups\[0\]\.group/],
  [{ groups: [{ group: 'a', role: 'admin', branches: 'all', x: 1 }] }, /groups\[0\]\.x/],
  [{ groupsClaim: 7 }, /^OIDC\.groupsClaim must be the name of a claim, not 7$/],
  [{ scope: 'profile' }, /^OIDC\.scope .* openid among them, not "profile"$/],
  [{ strong: 'mfa' }, /^OIDC\.strong must be a list/],
  [{ passwords: 'nobody' }, /^OIDC\.passwords must be "everybody" or "administrators"/],
  [{ button: { de: 'Anmelden' } }, /^OIDC\.button/],
  [{ networks: ['10.20.0.0/40'] }, /^OIDC\.networks must be a list of networks/],
  [{ isuer: 'x' }, /^OIDC\.isuer is not known: the fields are issuer/],
])('%j is refused: field, value, what to do', (more, sentence) => {
  const problems = problemsOf(more);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(sentence);
});

test('a value that is not an object, and a missing secret, are reported', () => {
  expect(read('{"issuer":').problems[0]).toMatch(/^OIDC is not JSON: write/);
  expect(read('[]').problems[0]).toMatch(/^OIDC must be a JSON object/);
  expect(read(GOOD, '').problems).toEqual([
    expect.stringMatching(/^OIDC_CLIENT_SECRET is not set/),
  ]);
});

test('groups are found by name and by path, and reported if too many', () => {
  expect(groupsOf({ 'cognito:groups': ['a', 7] }, 'cognito:groups')).toEqual(['a']);
  expect(groupsOf({ realm_access: { roles: ['b'] } }, 'realm_access.roles')).toEqual(['b']);
  expect(groupsOf({ 'https://bank.cl/groups': 'c' }, 'https://bank.cl/groups')).toEqual(['c']);
  expect(groupsOf({ _claim_names: { groups: 'src1' } }, 'groups')).toBe('too-many');
  expect(groupsOf({ groups: [] }, 'groups')).toEqual([]);
  expect(groupsOf({}, 'groups')).toBe('absent');
  expect(groupsOf({ a: 'text' }, 'a.constructor')).toBe('absent');
});

test('names become one visible line, whatever the provider sends', () => {
  const claims = { sub: '1', preferred_username: ' ana\u202e\n soto ', name: 'Ana María Soto' };
  expect(personOf(claims, 'groups')).toMatchObject({ username: 'ana soto', firstName: 'Ana' });
  expect(personOf({ sub: 'only' }, 'groups')).toMatchObject({
    username: 'only',
    firstName: 'only',
    groups: 'absent',
  });
  expect(personOf({ sub: '1', name: 'x'.repeat(500) }, 'g').firstName).toHaveLength(60);
});

test('two providers are refused, with advice on where to join them', () => {
  const { problems, settings } = read([GOOD, { ...GOOD, issuer: 'https://other.example.cl' }]);
  expect(settings).toBeUndefined();
  expect(problems).toEqual([expect.stringMatching(/^OIDC is a list of 2 providers, .*brokering/)]);
  expect(read([GOOD]).problems).toEqual([expect.stringContaining('OIDC must be a JSON object')]);
});
