/** For every answer that is not a page: a browser may only treat it as data. */
export const dataHeaders = (secure: boolean): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
});

/**
 * For pages, which run only scripts and styles from our own files. Safari before 15.4 does not
 * count a socket as 'self', so its address is named. The referrer goes to our own pages only: with
 * `no-referrer` browsers would send `Origin: null` from forms, and no page address holds a secret
 * (a ticket's key stands after #, which no referrer carries).
 */
export const pageHeaders = (
  publicUrl: string,
  secure: boolean,
): Readonly<Record<string, string>> => ({
  ...dataHeaders(secure),
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${publicUrl.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(self), serial=(self)',
});
