import { createHash } from 'node:crypto';
import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, JWTPayload, SignJWT } from 'jose';
import * as client from 'openid-client';
import { createLog } from '../../../src/app/log';
import { providerOf } from '../../../src/app/oidc/provider';
import { OidcProvider } from '../../../src/app/ports';

/**
 * Each guard of the bank's own sign-in: what it keeps out, and what would get in without it. The
 * provider is hostile: its tokens say whatever a row of the tables wants. Guards are taken out of
 * the libraries that hold them.
 */

const ID = 'ticketero';
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const REDIRECT = 'https://turnos.bank.example/sign-in';

/** The guard that is taken out. */
let mockOut: string | undefined;

type Config = client.Configuration;
type Checks = client.AuthorizationCodeGrantChecks;

/**
 * The same client with one check disabled: it accepts another issuer or id, other clocks, no keys.
 */
function mockOtherwise(config: Config, real: typeof client): Config {
  const server = { ...config.serverMetadata() };
  if (mockOut === 'issuer') server.issuer = 'https://evil.example';
  const other = new real.Configuration(server, mockOut === 'audience' ? 'another' : ID, {
    [real.clockTolerance]: mockOut === 'expiry' ? 1e6 : 60,
  });
  other[real.customFetch] = config[real.customFetch]!;
  real.allowInsecureRequests(other);
  if (mockOut !== 'signature') real.enableNonRepudiationChecks(other);
  return other;
}

jest.mock('openid-client', () => {
  const real = jest.requireActual<typeof client>('openid-client');
  return {
    ...real,
    buildAuthorizationUrl(config: Config, asked: Record<string, string>) {
      const { code_challenge: _, code_challenge_method: __, ...others } = asked;
      return real.buildAuthorizationUrl(config, mockOut === 'PKCE' ? others : asked);
    },
    authorizationCodeGrant(config: Config, came: URL, checks: Checks) {
      const { maxAge, ...less } = checks;
      const held: Checks = {
        ...less,
        ...(maxAge === undefined || mockOut === 'auth_time' ? {} : { maxAge }),
        ...(mockOut === 'state' ? { expectedState: came.searchParams.get('state')! } : {}),
        ...(mockOut === 'nonce' ? { expectedNonce: 'another' } : {}),
      };
      const seen = ['issuer', 'audience', 'expiry', 'signature'].includes(mockOut ?? '');
      return real.authorizationCodeGrant(seen ? mockOtherwise(config, real) : config, came, held);
    },
    fetchUserInfo: (config: Config, token: string, subject: string) =>
      real.fetchUserInfo(config, token, mockOut === 'subject' ? real.skipSubjectCheck : subject),
  };
});

let mockStranger: CryptoKeyPair;
jest.mock('jose', () => {
  const real = jest.requireActual<typeof import('jose')>('jose');
  const without: Record<string, string> = {
    'logout issuer': 'issuer',
    'logout audience': 'audience',
    'logout age': 'maxTokenAge',
  };
  return {
    ...real,
    async jwtVerify(token: string, keys: never, options: Record<string, unknown>) {
      const less = { ...options };
      delete less[without[mockOut ?? ''] ?? ''];
      if (mockOut === 'logout expiry') less.clockTolerance = 1e6;
      if (mockOut === 'logout jti') delete less.requiredClaims;
      const by = mockOut === 'logout signature' ? mockStranger.publicKey : keys;
      const { payload, protectedHeader } = await real.jwtVerify(token, by, less);
      if (mockOut === 'logout event') payload.events = { [EVENT]: {} };
      if (mockOut === 'logout nonce') delete payload.nonce;
      if (mockOut === 'logout kind') delete protectedHeader.typ;
      if (mockOut === 'logout whose') payload.sub = 'ana';
      if (mockOut === 'logout jti') payload.jti = 'x';
      return { payload, protectedHeader };
    },
  };
});

const now = () => Math.floor(Date.now() / 1000);
let keys: CryptoKeyPair;
let issuer: string;
let provider: OidcProvider & { close(): void };
const server = createServer((request, response) => {
  void answerOf(request).then(([status, body]) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
});
/** What differs in the next token, who signs it, and what a code was begun with. */
const hostile = { claims: {} as JWTPayload, drop: [] as string[], forged: false, user: {} };
const codes = new Map<string, { nonce: string; challenge: string | null }>();

const sign = (payload: JWTPayload, forged = false, typ = 'JWT') =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', kid: 'bank', typ })
    .sign((forged ? mockStranger : keys).privateKey);

async function answerOf(request: IncomingMessage): Promise<[number, object]> {
  let text = '';
  for await (const part of request) text += String(part);
  switch (new URL(request.url!, issuer).pathname) {
    case '/.well-known/openid-configuration':
      return [
        200,
        {
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/me`,
          jwks_uri: `${issuer}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
          token_endpoint_auth_methods_supported: ['client_secret_post'],
        },
      ];
    case '/keys':
      return [
        200,
        { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'bank', alg: 'RS256', use: 'sig' }] },
      ];
    case '/me':
      return [200, { sub: 'ana', groups: ['turnos-1'], ...hostile.user }];
  }
  const sent = new URLSearchParams(text);
  const begun = codes.get(sent.get('code')!)!;
  const proved = createHash('sha256').update(sent.get('code_verifier')!).digest('base64url');
  if (begun.challenge !== null && proved !== begun.challenge) {
    return [400, { error: 'invalid_grant' }];
  }
  const claims: JWTPayload = {
    ...{ iss: issuer, aud: ID, sub: 'ana', nonce: begun.nonce },
    ...{ iat: now(), exp: now() + 300, auth_time: now() },
    ...hostile.claims,
  };
  for (const each of hostile.drop) delete claims[each];
  const id_token = await sign(claims, hostile.forged);
  return [200, { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token }];
}

beforeAll(async () => {
  const pair = () => generateKeyPair('RS256', { extractable: true });
  [keys, mockStranger] = [await pair(), await pair()];
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const settings = {
    ...{ issuer, clientId: ID, clientSecret: 'secret', loopback: true, groups: [], strong: [] },
    ...{ groupsClaim: 'groups', scope: 'openid', passwords: 'everybody' as const, button: {} },
  };
  provider = providerOf(settings, createLog('silent', 'oidc')).connect(REDIRECT);
});
afterAll(() => {
  provider.close();
  server.close();
});
beforeEach(() => {
  Object.assign(hostile, { claims: {}, drop: [], forged: false, user: {} });
  mockOut = undefined;
});

interface Attack {
  readonly token?: JWTPayload;
  readonly drop?: string[];
  readonly forged?: boolean;
  readonly user?: object;
  readonly again?: boolean;
  /** The answer has another state than the request. */
  readonly state?: boolean;
  /** The code was begun by somebody else, and stolen from them. */
  readonly stolen?: boolean;
}

/**
 * Begins, and comes back with the hostile provider's answer.
 * @returns who is signed in, or why nobody is
 */
async function comes({ token = {}, drop = [], forged = false, user = {}, ...how }: Attack) {
  Object.assign(hostile, { claims: token, drop, forged, user });
  const mine = provider.newAttempt();
  const asked = how.stolen ? provider.newAttempt() : mine;
  const address = new URL(await provider.address(asked, how.again ?? false));
  codes.set('c', { nonce: mine.nonce, challenge: address.searchParams.get('code_challenge') });
  const answer = new URLSearchParams({ code: 'c', state: how.state ? 'another' : mine.state });
  return provider.finish(answer.toString(), mine, how.again ?? false).then(
    ({ subject }) => subject,
    (error: { readonly code?: string }) => error.code,
  );
}

const GUARDS: readonly (readonly [string, Attack])[] = [
  ['state', { state: true }],
  ['nonce', { token: { nonce: 'another' } }],
  ['PKCE', { stolen: true }],
  ['issuer', { token: { iss: 'https://evil.example' } }],
  ['audience', { token: { aud: 'another' } }],
  ['signature', { forged: true }],
  ['expiry', { token: { exp: now() - 3_600, iat: now() - 3_900 } }],
  ['auth_time', { again: true, token: { auth_time: now() - 3_600 } }],
  ['auth_time', { again: true, drop: ['auth_time'] }],
  ['subject', { user: { sub: 'eva' } }],
];

test('an honest answer is accepted, for signing in and for proving again', async () => {
  expect(await comes({})).toBe('ana');
  expect(await comes({ again: true })).toBe('ana');
});

test.each(GUARDS)('without its guard of the %s it would let somebody in', async (guard, attack) => {
  expect(await comes(attack)).toMatch(/^provider_(answer|refused)$/);
  mockOut = guard;
  expect(await comes(attack)).toBe('ana');
});

type Logout = readonly [
  guard: string,
  claims: JWTPayload,
  how?: { forged?: boolean; typ?: string },
];
const logouts: readonly Logout[] = [
  ['logout issuer', { iss: 'https://evil.example' }],
  ['logout audience', { aud: 'another' }],
  ['logout signature', {}, { forged: true }],
  ['logout age', { iat: now() - 3_600 }],
  ['logout expiry', { exp: now() - 3_600 }],
  ['logout event', { events: {} }],
  ['logout nonce', { nonce: 'of an ID token' }],
  ['logout kind', {}, { typ: 'at+jwt' }],
  ['logout whose', { sub: undefined }],
  ['logout jti', { jti: undefined }],
];
const logsOut = async ([, claims, { forged, typ } = {}]: Logout) => {
  const token = await sign(
    {
      ...{ iss: issuer, aud: ID, sub: 'ana', jti: 'once', iat: now(), exp: now() + 60 },
      ...{ events: { [EVENT]: {} } },
      ...claims,
    },
    forged,
    typ ?? 'logout+jwt',
  );
  return provider.logout(token).then(
    ({ subject }) => subject,
    (error: { readonly code?: string }) => error.code,
  );
};

test('an honest logout token is accepted', async () => {
  expect(await logsOut(['', {}])).toBe('ana');
});

const byName = logouts.map((row) => [row[0], row] as const);
test.each(byName)('without its guard, the %s, a token would sign somebody out', async (_, row) => {
  expect(await logsOut(row)).toBe('invalid_logout_token');
  [mockOut] = row;
  expect(await logsOut(row)).toBe('ana');
});
