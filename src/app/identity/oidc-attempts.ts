import { Instant } from '../domain/model/instant';
import { OidcAttempt, Vault } from '../ports';

/** Long enough to reset a forgotten password and find a phone. */
export const ATTEMPT_SECONDS = 15 * 60;
/** How many tabs of one browser may be signing in at once. */
const MOST = 4;
const BETWEEN = '~';
const PURPOSE = 'oidc-attempt';

/** What a browser keeps of a sign-in that it has begun. */
export interface BegunSignIn extends OidcAttempt {
  readonly begunAt: Instant;
  /** Who proves themselves, and in which session; absent: somebody signs in. */
  readonly proof?: { readonly staff: string; readonly session: string };
}

type Sealing = Pick<Vault, 'encrypt' | 'decrypt'>;

/** Those in a cookie that are ours and not over, the newest first. */
function begun(vault: Sealing, cookie: string | undefined, now: Instant) {
  const sealed = (cookie ?? '').split(BETWEEN).filter(Boolean).slice(0, MOST);
  return sealed.flatMap((text) => {
    try {
      const attempt = JSON.parse(vault.decrypt(text, PURPOSE)) as BegunSignIn;
      return attempt.begunAt > now - ATTEMPT_SECONDS * 1000 ? [{ text, held: attempt }] : [];
    } catch {
      // Not one of ours, or under a key that is gone: treated like one that is over.
      return [];
    }
  });
}

/** The cookie's value with one more. */
export const withAttempt = (
  vault: Sealing,
  cookie: string | undefined,
  attempt: BegunSignIn,
): string =>
  [
    vault.encrypt(JSON.stringify(attempt), PURPOSE),
    ...begun(vault, cookie, attempt.begunAt).map(({ text }) => text),
  ]
    .slice(0, MOST)
    .join(BETWEEN);

/** The attempt that an answer belongs to, and the cookie's value without it. */
export function attemptOf(
  vault: Sealing,
  cookie: string | undefined,
  answer: string,
  now: Instant,
): { readonly attempt?: BegunSignIn; readonly rest: string } {
  const state = new URLSearchParams(answer).get('state');
  const all = begun(vault, cookie, now);
  const found = all.find(({ held }) => held.state === state);
  const rest = all.filter((each) => each !== found).map(({ text }) => text);
  return { attempt: found?.held, rest: rest.join(BETWEEN) };
}
