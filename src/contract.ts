/**
 * Names that both halves use: the constructs that deploy the app, and the app.
 * This file imports nothing, so neither half can drag the other in.
 */

/**
 * Names of the environment variables the container reads. Another image in the same platform reads
 * the same names.
 */
export const ENV = {
  PORT: 'PORT',
  TLS: 'TLS',
  DATABASE_URL: 'DATABASE_URL',
  DATABASE_AUTH: 'DATABASE_AUTH',
  DATABASE_CA_FILE: 'DATABASE_CA_FILE',
  DATABASE_REPLICA_URLS: 'DATABASE_REPLICA_URLS',
  /**
   * `migrate` only: the database's administrator, from the secret that is changed every seven days.
   * Put into `DATABASE_URL` where the URL has no user.
   */
  DATABASE_ADMIN_USERNAME: 'DATABASE_ADMIN_USERNAME',
  DATABASE_ADMIN_PASSWORD: 'DATABASE_ADMIN_PASSWORD',
  /**
   * `migrate` only: the role that `serve` signs in as; made, repaired and granted by `migrate`,
   * without DDL.
   */
  DATABASE_APP_ROLE: 'DATABASE_APP_ROLE',
  REDIS_URL: 'REDIS_URL',
  REDIS_USERNAME: 'REDIS_USERNAME',
  REDIS_PASSWORD: 'REDIS_PASSWORD',
  REDIS_CLUSTER: 'REDIS_CLUSTER',
  TELEGRAM_BOT_TOKEN: 'TELEGRAM_BOT_TOKEN',
  TELEGRAM_API_ROOT: 'TELEGRAM_API_ROOT',
  TELEGRAM_WEBHOOK_SECRET: 'TELEGRAM_WEBHOOK_SECRET',
  PUBLIC_URL: 'PUBLIC_URL',
  DATA_KEYS: 'DATA_KEYS',
  ADMIN_CODE: 'ADMIN_CODE',
  AUDIT_ANCHORS: 'AUDIT_ANCHORS',
  /**
   * `migrate` only: `s3://bucket` to which the image's hashed assets and the failover page go
   * (section PAGES). Unset: the app serves them itself.
   */
  PAGE_ASSETS: 'PAGE_ASSETS',
  VIEWER_ADDRESS_HEADER: 'VIEWER_ADDRESS_HEADER',
  INSTANCE_ID: 'INSTANCE_ID',
  LOG_LEVEL: 'LOG_LEVEL',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'OTEL_EXPORTER_OTLP_ENDPOINT',
} as const;

/** Ports, each in one place. */
export const PORTS = {
  /** The container listens here when `PORT` is not set. */
  app: 8080,
  /** PostgreSQL in AWS: not the default, which scanners try first (AwsSolutions-RDS11). */
  database: 5433,
  /** Valkey in AWS, for the same reason (AwsSolutions-AEC5). */
  cache: 6380,
  /** The OpenTelemetry collector beside the app (OTLP over HTTP). */
  otlp: 4318,
} as const;

/** Paths that something outside the app depends on. */
export const PATHS = {
  /** Process and event loop only: a database failover must not kill every task. */
  live: '/health/live',
  /** Database reached and migrated: gates start-up and feeds an alarm. */
  ready: '/health/ready',
  /** The WebSocket endpoint. */
  socket: '/live',
  /** Hashed files, immutable for a year. */
  assets: '/assets/',
  /** Telegram's webhook is below this path; the country rule of the firewall spares it. */
  telegram: '/telegram/',
  /**
   * The route a customer's tickets are issued by; the tighter rate rule watches it. Regular
   * expression.
   */
  issue: '^/api/branches/[^/]+/tickets$',
  openapi: '/openapi.json',
} as const;

/**
 * Paths of pages a person opens. Where assets have a bucket of their own, `migrate` uploads its
 * image's assets below `assets/` and the failover page, as text/html, under the key of each of
 * these, so that the edge can answer a page's GET while no task does.
 */
export const PAGES = [
  '/kiosk',
  '/display',
  '/advisor',
  '/supervisor',
  '/admin',
  '/sign-in',
  '/t',
] as const;

/**
 * Pages and sign-in of staff; a bank may close them to the internet. Regular expression over the
 * path.
 */
export const STAFF_PATHS = '^/(advisor|supervisor|admin|sign-in)(/|$)|^/api/sessions$';

/**
 * What the image holds. Paths are absolute, the user is numbered, the root is read-only but for
 * `/tmp`.
 */
export const IMAGE = {
  folder: '/app',
  /** Certificates of RDS, for verify-full. */
  databaseCertificates: '/app/rds-global-bundle.pem',
  user: '10001:10001',
} as const;

/** Names inside the database. */
export const DATABASE = {
  name: 'ticketero',
  administrator: 'ticketero_admin',
  appRole: 'ticketero_app',
} as const;

/**
 * The header in which the edge writes the viewer's real address, overwriting what a client sent.
 */
export const VIEWER_ADDRESS_HEADER = 'x-viewer-ip';

/** The header with the secret that proves a request came through the edge. */
export const ORIGIN_SECRET_HEADER = 'x-origin-verify';

/** CloudWatch namespace of every metric the app emits. */
export const METRIC_NAMESPACE = 'Ticketero';

/**
 * Metrics the app emits in embedded metric format, and alarms or dashboards read. Paid metrics: at
 * most ten.
 */
export const METRICS = {
  /** Tickets issued, count. */
  ticketsIssued: 'TicketsIssued',
  /** Tickets called, count. */
  ticketsCalled: 'TicketsCalled',
  /** Tickets abandoned or not shown up, count. */
  ticketsLost: 'TicketsLost',
  /** From issue to call, seconds. */
  waitSeconds: 'WaitSeconds',
  /** Deliveries that failed for good, count. */
  deliveriesFailed: 'DeliveriesFailed',
  /** Age of the oldest delivery that is due, seconds. */
  deliveryAgeSeconds: 'DeliveryAgeSeconds',
  /** Commands that waited for a branch's lock until it timed out, count. */
  lockTimeouts: 'LockTimeouts',
  /** Sockets open on this instance, count. Hosts and tasks scale on it. */
  openSockets: 'OpenSockets',
  /** Answers with status 500 and above, count. */
  serverErrors: 'ServerErrors',
  /** 1 while a consumer's breaker is open or it has stopped (a refused token), else 0. */
  consumersStopped: 'ConsumersStopped',
} as const;

/** Commands of the app's entry point, `node main.js <command>`. */
export const COMMANDS = {
  serve: 'serve',
  migrate: 'migrate',
  verify: 'verify',
  telegramCheck: 'telegram-check',
} as const;

/** Seconds the app gives itself after SIGTERM; the container's stop timeout must be longer. */
export const SHUTDOWN_SECONDS = 25;
