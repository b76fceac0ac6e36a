/**
 * Names that both halves use: the constructs that deploy the app, and the app itself. This file and
 * its parts import nothing else, so neither half can pull the other in.
 */
export * from './contract/metrics';
export * from './contract/paths';

/**
 * Names of the environment variables that the container reads. Any other image on the same platform
 * reads the same ones.
 */
export const ENV = {
  PORT: 'PORT',
  TLS: 'TLS',
  DATABASE_URL: 'DATABASE_URL',
  DATABASE_AUTH: 'DATABASE_AUTH',
  DATABASE_CA_FILE: 'DATABASE_CA_FILE',
  DATABASE_REPLICA_URLS: 'DATABASE_REPLICA_URLS',
  /**
   * How many connections an instance may hold to the primary at once, 8 or more. The platform
   * divides what the database has among all tasks of a deploy.
   */
  DATABASE_CONNECTIONS: 'DATABASE_CONNECTIONS',
  /**
   * Only for `migrate`: the database administrator, from the secret that is changed every seven
   * days. Added to `DATABASE_URL` if the URL has no user.
   */
  DATABASE_ADMIN_USERNAME: 'DATABASE_ADMIN_USERNAME',
  DATABASE_ADMIN_PASSWORD: 'DATABASE_ADMIN_PASSWORD',
  /**
   * Only for `migrate`: the role that `serve` signs in as. `migrate` creates it, repairs it and
   * grants it its rights, which do not include DDL.
   */
  DATABASE_APP_ROLE: 'DATABASE_APP_ROLE',
  REDIS_URL: 'REDIS_URL',
  REDIS_USERNAME: 'REDIS_USERNAME',
  REDIS_PASSWORD: 'REDIS_PASSWORD',
  REDIS_CLUSTER: 'REDIS_CLUSTER',
  TELEGRAM_BOT_TOKEN: 'TELEGRAM_BOT_TOKEN',
  TELEGRAM_API_ROOT: 'TELEGRAM_API_ROOT',
  TELEGRAM_WEBHOOK_SECRET: 'TELEGRAM_WEBHOOK_SECRET',
  /**
   * `off`: nothing is sent by Telegram, webhooks or mail. For a copy of a database beside the one
   * it was made from, whose customers and programs must not hear from both.
   */
  MESSAGES: 'MESSAGES',
  PUBLIC_URL: 'PUBLIC_URL',
  DATA_KEYS: 'DATA_KEYS',
  DATA_KEYS_FILE: 'DATA_KEYS_FILE', // instead: a file with the same text, read when it changes
  ADMIN_CODE: 'ADMIN_CODE',
  /**
   * The bank's own sign-in for staff (OpenID Connect), as JSON: `issuer`, `clientId`, `groups`, and
   * what docs/sign-in.md has besides. If unset, staff sign in with passwords.
   */
  OIDC: 'OIDC',
  /** Only with `OIDC`: the secret that the provider gave this client. */
  OIDC_CLIENT_SECRET: 'OIDC_CLIENT_SECRET',
  /**
   * The bank's mail server, for reports by mail: `smtp://host:587` (STARTTLS is demanded) or
   * `smtps://host`. If unset, there are none.
   */
  SMTP_URL: 'SMTP_URL',
  SMTP_USERNAME: 'SMTP_USERNAME',
  SMTP_PASSWORD: 'SMTP_PASSWORD',
  /** The PEM file of the authority that vouches for the mail server, if it is the bank's own. */
  SMTP_CA_FILE: 'SMTP_CA_FILE',
  /** The same as PEM text. */
  SMTP_CA: 'SMTP_CA',
  /** The address that reports come from, such as `Banco <turnos@bank.cl>`. */
  MAIL_FROM: 'MAIL_FROM',
  /** Domains to which reports may be sent, with commas between. If unset, any. */
  MAIL_DOMAINS: 'MAIL_DOMAINS',
  AUDIT_ANCHORS: 'AUDIT_ANCHORS',
  /**
   * Only for `migrate`: the `s3://bucket` to which it uploads the image's hashed assets and the
   * failover page (see `PAGES`). If unset, the app serves them itself.
   */
  PAGE_ASSETS: 'PAGE_ASSETS',
  VIEWER_ADDRESS_HEADER: 'VIEWER_ADDRESS_HEADER',
  /**
   * What an instance is called, different for each. If unset, the app takes the id of its ECS task,
   * and elsewhere a random name.
   */
  INSTANCE_ID: 'INSTANCE_ID',
  /**
   * The deployment's name among those of its account and region: the value of the dimension
   * `METRIC_DIMENSION` of every metric, and the service's name in traces. If unset, metrics have no
   * dimension.
   */
  DEPLOYMENT: 'DEPLOYMENT',
  LOG_LEVEL: 'LOG_LEVEL',
  /**
   * `on`: what `FORESIGHT_METRICS` lists is published as metrics too. If unset or `off`, only lines
   * of the log have it.
   */
  FORESIGHT_METRICS: 'FORESIGHT_METRICS',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'OTEL_EXPORTER_OTLP_ENDPOINT',
} as const;

/** Connections to the primary: what an instance takes if nothing else is said, and its least. */
export const CONNECTIONS = { usual: 24, least: 8 } as const;

/** Port numbers. */
export const PORTS = {
  /** The port of the container if `PORT` is not set. */
  app: 8080,
  /** PostgreSQL in AWS. Not the default port, which scanners try first (AwsSolutions-RDS11). */
  database: 5433,
  /** Valkey in AWS, for the same reason (AwsSolutions-AEC5). */
  cache: 6380,
  /** The OpenTelemetry collector beside the app (OTLP over HTTP). */
  otlp: 4318,
} as const;

/** Ports of `SMTP_URL`'s schemes, and what an address, `MAIL_FROM` and a domain look like. */
export const MAIL = {
  ports: { smtp: 587, smtps: 465 },
  address: '^[^\\s<>@",;:\\\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$',
  from: '^(?:(?<name>[^<>\\r\\n"]{1,100}?)\\s*<(?<in>[^<>]+)>|(?<bare>[^<>\\s]+))$',
  domain: '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]$',
} as const;

/**
 * What the image contains. Paths are absolute, the user is numeric, and the root file system is
 * read-only except for `/tmp`.
 */
export const IMAGE = {
  folder: '/app',
  /** Certificate authorities of RDS, for `sslmode=verify-full`. */
  databaseCertificates: '/app/rds-global-bundle.pem',
  user: '10001:10001',
} as const;

/** Names within the database server. */
export const DATABASE = {
  name: 'ticketero',
  administrator: 'ticketero_admin',
  appRole: 'ticketero_app',
} as const;

/**
 * The header into which the edge writes the viewer's real address, overwriting what the client
 * sent.
 */
export const VIEWER_ADDRESS_HEADER = 'x-viewer-ip';

/** The header with the secret that proves a request came through the edge. */
export const ORIGIN_SECRET_HEADER = 'x-origin-verify';

/** Commands of the app's entry point: `node main.js <command>`. */
export const COMMANDS = {
  serve: 'serve',
  migrate: 'migrate',
  verify: 'verify',
  telegramCheck: 'telegram-check',
  adminLink: 'admin-link',
  rotateKeys: 'keys-rotate',
} as const;

/**
 * How long the app takes to stop after SIGTERM, in seconds. The container's stop timeout must be
 * longer.
 */
export const SHUTDOWN_SECONDS = 25;

/**
 * How long after SIGTERM the app still serves while *ready* says no, in seconds. Whoever asks
 * *ready* at least every 2 s, or was told of the stop itself, has stopped sending by then.
 */
export const NOTICE_SECONDS = 5;
