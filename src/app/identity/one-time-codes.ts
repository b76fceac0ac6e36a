import { Secret, TOTP } from 'otpauth';
import { Instant } from '../domain/model/instant';

/** RFC 6238 as every authenticator app knows it: SHA-1, six digits, thirty seconds. */
const KIND = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const STEP_MS = KIND.period * 1000;
/** Steps by which the clock of a phone may be off, either way. */
const WINDOW = 1;

/** 160 random bits in base 32, as a person may type them. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What a QR code says to an authenticator app. */
export const uriOf = (secret: string, issuer: string, username: string): string =>
  new TOTP({ ...KIND, issuer, label: username, secret: Secret.fromBase32(secret) }).toString();

/**
 * The step of thirty seconds since 1970 that a code belongs to; undefined if there is none near
 * `now`. In constant time.
 */
export function stepOf(secret: string, code: string, now: Instant): number | undefined {
  // The library throws for six characters that take more than six bytes.
  if (!isOfApp(code)) return undefined;
  const delta = TOTP.validate({
    ...KIND,
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp: now,
    window: WINDOW,
  });
  return delta === null ? undefined : Math.floor(now / STEP_MS) + delta;
}

/** A code in the form in which it is compared: people type blanks and hyphens as they like. */
export const typed = (code: string): string => code.replace(/[\s-]/gu, '').toLowerCase();
/** Whether it is an app's code rather than a recovery code. */
export const isOfApp = (code: string): boolean => /^\d{6}$/.test(code);
