import { JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  ResponseBodyError,
  TokenEndpointResponse,
  TokenEndpointResponseHelpers,
} from 'openid-client';
import { Log, OidcProvider, ProviderAway, ProviderPerson } from '../ports';
import { Claims, groupsOf, personOf } from './claims';
import { failureOf } from './failures';
import { keysAt, readLogoutToken } from './logout-token';
import { createOutgoing } from './outgoing';
import { OidcSettings } from './settings';

/** Clocks of two servers may differ by this. */
const SKEW_SECONDS = 60;
/** A request that takes longer is given up, because people wait for it. */
const TIMEOUT_SECONDS = 5;
/** How long the provider's metadata is kept; its keys are also read whenever one is unknown. */
const METADATA_MS = 60 * 60_000;
/** How old a proof at the provider may be to count as "just now". */
const AGAIN_SECONDS = 120;
/** How many sign-ins may talk to the provider at once; any more are told to try again. */
const MOST_AT_ONCE = 32;

interface Known {
  readonly client: Configuration;
  readonly keys: JWTVerifyGetKey | undefined;
  readonly until: number;
}
type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

interface ProviderOptions extends OidcSettings {
  /** Where the provider sends browsers back to. */
  readonly redirectUrl: string;
  readonly log: Log;
}

/** How the secret is sent: in the body, if the provider supports that. */
const secretBy =
  (secret: string): ClientAuth =>
  (server, ...rest) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
      ? ClientSecretPost(secret)
      : ClientSecretBasic(secret))(server, ...rest);

/** The provider's metadata, read on demand and kept for an hour. */
function knowing(
  { issuer, clientId, clientSecret, loopback, log }: ProviderOptions,
  fetch: ReturnType<typeof createOutgoing>['fetch'],
): () => Promise<Known> {
  let known: Known | undefined;
  let asking: Promise<Known> | undefined;
  const ask = async (): Promise<Known> => {
    const client = await discovery(
      new URL(issuer),
      clientId,
      { [clockTolerance]: SKEW_SECONDS },
      secretBy(clientSecret),
      {
        [customFetch]: fetch as never,
        timeout: TIMEOUT_SECONDS,
        execute: [enableNonRepudiationChecks, ...(loopback ? [allowInsecureRequests] : [])],
      },
    );
    const { authorization_endpoint: door = '', jwks_uri: keys } = client.serverMetadata();
    if (!/^https:/.test(door) && !(loopback && /^http:/.test(door))) {
      log.error({ issuer }, 'the provider names no https address where people sign in');
      throw new ProviderAway();
    }
    return {
      client,
      keys: keys === undefined ? undefined : keysAt(keys, fetch),
      until: Date.now() + METADATA_MS,
    };
  };
  return async () => {
    if (known && known.until > Date.now()) return known;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    try {
      known = await asking;
    } catch (error) {
      // What was true an hour ago is probably still true.
      if (!known) throw error;
    }
    return known;
  };
}

/** A bank's identity provider, over OpenID Connect: the code flow with PKCE. */
function createProvider(options: ProviderOptions): OidcProvider & { close(): void } {
  const { groupsClaim, scope, redirectUrl, log } = options;
  const outgoing = createOutgoing(options);
  const know = knowing(options, outgoing.fetch);
  let working = 0;
  /** Runs work at the provider, and turns its errors into sentences. */
  const at = async <T>(work: (known: Known) => Promise<T>): Promise<T> => {
    if (working >= MOST_AT_ONCE) throw new ProviderAway(undefined, 5);
    working++;
    try {
      return await work(await know());
    } catch (error) {
      throw failureOf(error, log);
    } finally {
      working--;
    }
  };
  /** Some providers list groups in the token, others in the user-info answer. */
  const personIn = async (client: Configuration, tokens: Tokens): Promise<ProviderPerson> => {
    const told = tokens.claims()! as Claims & { readonly sub: string };
    const asks =
      groupsOf(told, groupsClaim) === 'absent' &&
      client.serverMetadata().userinfo_endpoint !== undefined;
    const more = asks ? await fetchUserInfo(client, tokens.access_token, told.sub) : {};
    return {
      ...personOf({ ...more, ...told }, groupsClaim),
      ...(tokens.refresh_token === undefined ? {} : { refresh: tokens.refresh_token }),
    };
  };

  return {
    newAttempt: () => ({
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
    }),
    address: ({ state, nonce, verifier }, again) =>
      at(async ({ client }) => {
        const address = buildAuthorizationUrl(client, {
          ...{ redirect_uri: redirectUrl, scope, state, nonce },
          code_challenge: await calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ...(again ? { prompt: 'login', max_age: '0' } : {}),
        });
        return address.href;
      }),
    finish: (answer, { state, nonce, verifier }, again) =>
      at(async ({ client }) => {
        const came = new URL(redirectUrl);
        came.search = answer;
        const tokens = await authorizationCodeGrant(client, came, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          ...(again ? { maxAge: AGAIN_SECONDS } : {}),
        });
        return personIn(client, tokens);
      }),
    renew: (refresh, subject) =>
      at(async ({ client }) => {
        const tokens = await refreshTokenGrant(client, refresh).catch((error: unknown) => {
          if (error instanceof ResponseBodyError && error.error === 'invalid_grant') return;
          throw error;
        });
        if (!tokens) return undefined;
        const refreshed = { refresh: tokens.refresh_token };
        const claims = tokens.claims();
        // Without an ID token the only news is that the provider still vouches for them.
        if (!claims) return refreshed;
        if (claims.sub !== subject) return undefined;
        return { ...refreshed, person: await personIn(client, tokens) };
      }),
    logout: (token) =>
      at(async ({ keys, client }) => {
        if (!keys) throw new ProviderAway();
        const { clientId } = options;
        const { issuer } = client.serverMetadata();
        return readLogoutToken(token, { keys, issuer, clientId, skewSeconds: SKEW_SECONDS, log });
      }),
    close: outgoing.close,
  };
}

/** The bank's own sign-in for the app: its rules, and the provider. */
export const providerOf = (settings: OidcSettings, log: Log) => ({
  rules: settings,
  connect: (redirectUrl: string) => createProvider({ ...settings, redirectUrl, log }),
});
