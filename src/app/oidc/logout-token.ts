import { createRemoteJWKSet, customFetch, errors, jwtVerify, JWTVerifyGetKey } from 'jose';
import { wrongLogoutToken } from '../domain/model/provider-refusals';
import { Log, ProviderAway, ProviderLogout } from '../ports';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** An older token is a repetition: providers send them at once. */
const MOST_SECONDS = 180;
/** No provider sends a claim as long as this. */
const MOST_LETTERS = 500;
/** Signatures by the provider's key; none that a client's secret could make. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** The provider's keys, read again when a token names an unknown one. */
export const keysAt = (
  address: string,
  fetch: (url: string, sent: object) => Promise<Response>,
): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(address), { timeoutDuration: 5_000, [customFetch]: fetch as never });

/**
 * Checks a logout token as OpenID Connect Back-Channel Logout 1.0 (2.6) requires, except for
 * whether it was seen before.
 * @throws Refused `invalid_logout_token`, ProviderAway
 */
export async function readLogoutToken(
  token: string,
  by: {
    readonly keys: JWTVerifyGetKey;
    readonly issuer: string;
    readonly clientId: string;
    readonly skewSeconds: number;
    readonly log: Log;
  },
): Promise<ProviderLogout> {
  const { payload, protectedHeader } = await jwtVerify(token, by.keys, {
    issuer: by.issuer,
    audience: by.clientId,
    algorithms: ALGORITHMS,
    clockTolerance: by.skewSeconds,
    maxTokenAge: MOST_SECONDS,
    requiredClaims: ['iat', 'jti'],
  }).catch((error: unknown) => {
    const { code, message } = error as errors.JOSEError;
    by.log.warn({ error: message, failure: code }, 'a logout token was refused');
    if (error instanceof errors.JOSEError && code !== 'ERR_JWKS_TIMEOUT') {
      if (code !== 'ERR_JOSE_GENERIC') throw wrongLogoutToken(message);
    }
    throw new ProviderAway();
  });
  const { sub, sid, jti, events, nonce, iat, exp } = payload;
  const type = protectedHeader.typ?.toLowerCase();
  if (type !== undefined && type !== 'jwt' && !/^(application\/)?logout\+jwt$/.test(type)) {
    throw wrongLogoutToken('it is a token of another kind');
  }
  if (nonce !== undefined) throw wrongLogoutToken('it has a nonce, as ID tokens have');
  const event = ((events ?? {}) as Readonly<Record<string, unknown>>)[EVENT];
  if (event === null || typeof event !== 'object') {
    throw wrongLogoutToken('it is not about a logout');
  }
  for (const each of [sub, sid, jti]) {
    if (each !== undefined && (typeof each !== 'string' || !each || each.length > MOST_LETTERS)) {
      throw wrongLogoutToken('sub, sid and jti have to be text');
    }
  }
  if (sub === undefined && sid === undefined) {
    throw wrongLogoutToken('it says neither who nor which session');
  }
  const last = Math.min(exp ?? Infinity, iat! + MOST_SECONDS) + by.skewSeconds;
  return {
    ...(sub === undefined ? {} : { subject: sub }),
    ...(sid === undefined ? {} : { sid: sid as string }),
    jti: jti!,
    until: last * 1000,
  };
}
