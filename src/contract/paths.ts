/** Paths that something outside the app relies on. */
export const PATHS = {
  /**
   * Liveness of the process and its event loop only: a database failover must not kill every task.
   */
  live: '/health/live',
  /** Readiness: the database is reachable and migrated. Gates start-up and feeds an alarm. */
  ready: '/health/ready',
  /** The WebSocket endpoint. */
  socket: '/live',
  /** Hashed files, cacheable for a year. */
  assets: '/assets/',
  /** Telegram's webhook is below this path; the firewall's country rule exempts it. */
  telegram: '/telegram/',
  /** Links of reports by mail, as a regular expression: mail programs press them from abroad. */
  mailLinks: '^/api/report-mails(/[^/]+){3}$',
  /**
   * The route that issues tickets, as a regular expression. The stricter rate limit applies to it.
   */
  issue: '^/api/branches/[^/]+/tickets$',
  openapi: '/openapi.json',
} as const;

/**
 * Paths of pages that people open. If assets have a bucket of their own, `migrate` uploads the
 * image's assets below `assets/`, and the failover page, as text/html, under the key of each of
 * these paths. The edge can then answer a page's GET while no task does.
 */
export const PAGES = [
  '/kiosk',
  '/display',
  '/reception',
  '/advisor',
  '/supervisor',
  '/admin',
  '/sign-in',
  '/t',
] as const;

/**
 * How a path is spelled, as a regular expression: the root, or segments of unreserved characters
 * after one slash each, which are not only dots. The app answers no other spelling, in the case in
 * which `PAGES` and the routes are written: nothing encoded, no double or last slash, no matrix
 * parameter. So the firewall's expressions below see every path that is answered. Ids of alerts
 * have colons, which clients may encode; no expression looks at those.
 */
export const CANONICAL_PATH = '^/$|^(/(?!\\.\\.?(/|$))([A-Za-z0-9._~:-]|%3A)+)+$';

/**
 * What only staff may open. A bank may close it to the internet; the app refuses strangers anyway.
 * What a kiosk, a screen, a printer or a customer may call is left open, since nobody knows their
 * networks. Regular expressions over the canonical path.
 */
export const STAFF = {
  /** Pages and sign-in. */
  pages: '^/(reception|advisor|supervisor|admin|sign-in)(/|$)',
  /**
   * Everything below this is the staff's but what the next two list, and POST to `PATHS.issue`: new
   * routes begin closed.
   */
  api: '/api/',
  /** What others than staff call, by any method. */
  openApi:
    '^/api/(my(/[a-z-]+)?|cloudprnt|devices/enrol|sessions/oidc/logout|face/[^/]+|' +
    // the links of a report by mail, which is read anywhere
    'report-mails(/[^/]+){3}|branches/[^/]+/(display|kiosk|' +
    'directory|help|devices/me|tickets/[^/]+/(print|printed|reprint)))$',
  /** A ticket by its number: GET is open, as kiosks look tickets up. */
  openRead: '^/api/branches/[^/]+/tickets/[^/]+$',
  /** Views of the socket, as an expression over its query: the export of a floor, live. */
  views: '(^|&)view=(floor|advisor)(&|$)',
} as const;
