import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { Refused } from '../domain/model/errors';
import { providerRefused, wrongAnswer } from '../domain/model/provider-refusals';
import { AddressRefused } from '../outside/addresses';
import { Log, ProviderAway } from '../ports';

/** Errors of a provider that cannot answer just now. */
const LATER = ['temporarily_unavailable', 'server_error', 'slow_down'];
/** Errors that an operator has to mend: the provider does not accept this client. */
const OURS = ['invalid_client', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope'];

/** Checks that its token failed. */
const ANSWERED = [
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
  'OAUTH_MISSING_SERVER_METADATA',
];

const notTaken = (error: string) =>
  new ProviderAway(
    `The bank's sign-in does not take this app for the one it knows (${error}). An operator ` +
      'checks the client id, its secret and scopes at the provider; an administrator with a ' +
      'password of their own can still sign in here.',
    60,
  );

/** What went wrong at the provider, in words for the person who waits; the log has the rest. */
export function failureOf(error: unknown, log: Log): Error {
  if (error instanceof Refused || error instanceof ProviderAway) return error;
  const { message, code, cause } = error as Error & { readonly code?: string };
  const inner = cause instanceof Error ? cause.message : undefined;
  const said =
    error instanceof AuthorizationResponseError || error instanceof ResponseBodyError
      ? error.error
      : undefined;
  log.warn({ error: message, failure: code, cause: inner, said }, "the bank's sign-in failed");
  if (said !== undefined) {
    if (LATER.includes(said)) return new ProviderAway();
    if (OURS.includes(said)) return notTaken(said);
    return providerRefused(said);
  }
  if (cause instanceof AddressRefused) {
    return new ProviderAway(
      "The bank's sign-in is at an address in a closed network. An operator lists that network " +
        'in "networks" of OIDC; an administrator with a password of their own can still sign in.',
      60,
    );
  }
  if (error instanceof ClientError && code !== undefined && ANSWERED.includes(code)) {
    return wrongAnswer();
  }
  return new ProviderAway();
}
