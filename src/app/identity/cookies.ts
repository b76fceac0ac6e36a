export const SESSION_COOKIE = 'ticketero_session';
export const DEVICE_COOKIE = 'ticketero_device';
/** Marks of people who have signed in with this browser; they open nothing. */
export const KNOWN_COOKIE = 'ticketero_known';

/** What a browser keeps, sealed, while somebody is at the bank's own sign-in. */
export const OIDC_COOKIE = 'ticketero_oidc';

/** Browsers keep a device's permission for this long after its last use. */
export const DEVICE_SECONDS = 365 * 86_400;

/**
 * One browser may be a kiosk and a display at once (a demo on one machine): their tokens share one
 * cookie, newest first.
 */
const BETWEEN = '.';
const MOST_DEVICES = 4;

export function cookiesOf(header: string | undefined): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim();
    if (name) found[name] ??= part.slice(at + 1).trim();
  }
  return found;
}

/** Tokens of the devices this browser is enrolled as, from the cookie's value. */
export const deviceTokens = (value: string | undefined): readonly string[] =>
  (value ?? '').split(BETWEEN).filter(Boolean).slice(0, MOST_DEVICES);
export const deviceCookieValue = (tokens: readonly string[]): string =>
  tokens.slice(0, MOST_DEVICES).join(BETWEEN);

/** A browser at a counter is shared by a shift, and by the next one. */
const MOST_MARKS = 12;
export const marksIn = (value: string | undefined): readonly string[] =>
  (value ?? '').split(BETWEEN).filter(Boolean).slice(0, MOST_MARKS);
export const marksCookieValue = (marks: readonly string[]): string =>
  marks.slice(0, MOST_MARKS).join(BETWEEN);

/**
 * A cookie's name in the browser. Browsers accept `__Host-` only over HTTPS and only from this very
 * host, so no other host of the bank's domain can plant one.
 */
export const cookieName = (name: string, secure: boolean) => `${secure ? '__Host-' : ''}${name}`;

/** A cookie of ours from a request's header; those that the previous release set count too. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const cookies = cookiesOf(header);
  return cookies[cookieName(name, true)] ?? cookies[name];
}

const written = (name: string, value: string, seconds: number, secure: boolean) =>
  `${name}=${value}; ` +
  `Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure ? '; Secure' : ''}`;

export const setCookie = (name: string, value: string, seconds: number, secure: boolean) =>
  written(cookieName(name, secure), value, seconds, secure);

/** Deletes a cookie under each name it may have. */
export const endCookie = (name: string, secure: boolean): readonly string[] =>
  [...new Set([cookieName(name, secure), name])].map((each) => written(each, '', 0, secure));
