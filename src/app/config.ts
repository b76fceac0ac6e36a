import { CONNECTIONS, ENV, PORTS } from '../contract';
import { createReader, Reader, urlProblem } from './config-reader';
import { MailSettings, readMail } from './mail/settings';
import { OidcSettings, readOidc } from './oidc/settings';

/** The app's configuration. It holds secrets, so it is never logged. */
export interface Config {
  readonly port: number;
  /** Serve HTTPS with a certificate made at start, which the load balancer does not verify. */
  readonly tls: boolean;
  readonly database: {
    readonly url: string;
    /** Sign in with a token per connection instead of a password. */
    readonly iam: boolean;
    readonly caFile?: string;
    readonly replicaUrls: readonly string[];
    /** How many connections to the primary it may hold. */
    readonly connections: number;
    /** For `migrate` only. */
    readonly admin?: { readonly username: string; readonly password: string };
    readonly appRole?: string;
  };
  readonly redis?: {
    readonly url: string;
    readonly username?: string;
    readonly password?: string;
    readonly cluster: boolean;
  };
  readonly telegram?: {
    readonly token: string;
    readonly apiRoot?: string;
    readonly webhookSecret?: string;
  };
  /** Whether anything is sent by Telegram, webhooks and mail. */
  readonly messages: boolean;
  /** Where browsers find the app, without a trailing slash; by default where it listens. */
  readonly publicUrl?: string;
  readonly dataKeys?: string;
  /** A file that holds them instead, and is read again when it changes. */
  readonly dataKeysFile?: string;
  readonly adminCode?: string;
  /** The bank's own sign-in; absent: passwords. */
  readonly oidc?: OidcSettings;
  /** The bank's mail server; absent: no reports by mail. */
  readonly mail?: MailSettings;
  readonly auditAnchors?: string;
  readonly pageAssets?: string;
  /**
   * Header, in lower case, in which the edge passes the viewer's address; without it the socket's
   * address is used.
   */
  readonly viewerAddressHeader?: string;
  /**
   * This process's name among all that share database and Redis, used in leases, hints and log
   * lines. Two instances with one name would take each other's leases and hints for their own.
   */
  readonly instance: string;
  /** Where the ECS agent says which task this is; undefined outside ECS, or if a name is given. */
  readonly taskMetadata?: string;
  /** Name of the deployment, for metrics and traces. */
  readonly deployment?: string;
  /** Whether the accuracy of foretold waits is published as metrics. */
  readonly foresightMetrics: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly otlpEndpoint?: string;
}

/**
 * All problems of the environment at once, one sentence each: the variable, its value (never a
 * secret) and how to fix it.
 */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/** Set in every container by the ECS agent: the container's own metadata, version 4. */
const ECS_METADATA = 'ECS_CONTAINER_METADATA_URI_V4';

const postgres = ['postgresql:', 'postgres:'] as const;

function readConnections({ formed, refuse }: Reader): number {
  const wants = `a number of ${CONNECTIONS.least} to 999`;
  const text = formed(ENV.DATABASE_CONNECTIONS, /^\d{1,3}$/, wants) ?? `${CONNECTIONS.usual}`;
  refuse(
    Number(text) < CONNECTIONS.least,
    `${ENV.DATABASE_CONNECTIONS} must be ${wants}, not "${text}"`,
  );
  return Number(text);
}

function readDatabase(reader: Reader): Config['database'] {
  const { get, url, choice, refuse } = reader;
  const address = url(ENV.DATABASE_URL, ...postgres);
  refuse(
    !get(ENV.DATABASE_URL),
    `${ENV.DATABASE_URL} is not set: write postgresql://user@host:5432/database`,
  );
  const iam = choice(ENV.DATABASE_AUTH, 'password', 'iam', 'password') === 'iam';
  const caFile = get(ENV.DATABASE_CA_FILE);
  refuse(
    iam && !caFile,
    `${ENV.DATABASE_AUTH}=iam sends a token as the password, ` +
      `so it needs ${ENV.DATABASE_CA_FILE}: the file with the database's certificate authority`,
  );
  const replicaUrls = (get(ENV.DATABASE_REPLICA_URLS) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  for (const each of replicaUrls) {
    const problem = urlProblem(`a URL of ${ENV.DATABASE_REPLICA_URLS}`, each, postgres);
    if (problem) refuse(true, problem);
  }
  const username = get(ENV.DATABASE_ADMIN_USERNAME);
  const password = get(ENV.DATABASE_ADMIN_PASSWORD);
  refuse(
    Boolean(username) !== Boolean(password),
    `${ENV.DATABASE_ADMIN_USERNAME} and ${ENV.DATABASE_ADMIN_PASSWORD} belong together: ` +
      'set both or neither',
  );
  return {
    url: address ?? '',
    iam,
    caFile,
    replicaUrls,
    connections: readConnections(reader),
    admin: username && password ? { username, password } : undefined,
    appRole: get(ENV.DATABASE_APP_ROLE),
  };
}

function readRedis({ get, url, choice }: Reader): Config['redis'] {
  const address = url(ENV.REDIS_URL, 'redis:', 'rediss:');
  const cluster = choice(ENV.REDIS_CLUSTER, '0', '0', '1') === '1';
  if (!address) return undefined;
  const [username, password] = [get(ENV.REDIS_USERNAME), get(ENV.REDIS_PASSWORD)];
  return { url: address, username, password, cluster };
}

function readTelegram({ get, url, refuse }: Reader): Config['telegram'] {
  const token = get(ENV.TELEGRAM_BOT_TOKEN);
  refuse(
    token && !/^\d+:[\w-]{10,}$/.test(token),
    `${ENV.TELEGRAM_BOT_TOKEN} is not a bot token: ` +
      'BotFather gives you one such as 123456:ABC-DEF…; leave it empty to run without Telegram',
  );
  const apiRoot = url(ENV.TELEGRAM_API_ROOT, 'https:', 'http:');
  const webhookSecret = get(ENV.TELEGRAM_WEBHOOK_SECRET);
  refuse(
    webhookSecret && !/^[\w-]{16,256}$/.test(webhookSecret),
    `${ENV.TELEGRAM_WEBHOOK_SECRET} must be 16 to 256 letters, ` +
      'digits, - or _ (what Telegram accepts as secret_token)',
  );
  return token ? { token, apiRoot: apiRoot?.replace(/\/$/, ''), webhookSecret } : undefined;
}

function readPublicUrl({ url, refuse }: Reader): string | undefined {
  const address = url(ENV.PUBLIC_URL, 'https:', 'http:');
  if (!address) return undefined;
  const { href, origin } = new URL(address);
  refuse(
    href !== `${origin}/`,
    `${ENV.PUBLIC_URL} must be scheme and host only, such as https://turnos.bank.cl: ` +
      'the pages are at its root',
  );
  return origin;
}

function readPort({ formed, refuse }: Reader): number {
  const wants = 'a port from 0 (any free one) to 65535';
  const text = formed(ENV.PORT, /^\d{1,5}$/, wants) ?? `${PORTS.app}`;
  refuse(Number(text) > 65_535, `${ENV.PORT} must be ${wants}, not "${text}"`);
  return Number(text);
}

function readSignIn({ get, problems }: Reader): OidcSettings | undefined {
  const text = get(ENV.OIDC);
  return text === undefined ? undefined : readOidc(text, get(ENV.OIDC_CLIENT_SECRET), problems);
}

const readMailServer = ({ get, problems }: Reader): MailSettings | undefined =>
  readMail(
    {
      url: get(ENV.SMTP_URL),
      from: get(ENV.MAIL_FROM),
      username: get(ENV.SMTP_USERNAME),
      password: get(ENV.SMTP_PASSWORD),
      caFile: get(ENV.SMTP_CA_FILE),
      ca: get(ENV.SMTP_CA),
      domains: get(ENV.MAIL_DOMAINS),
    },
    problems,
  );

/** Reads the environment. Throws `ConfigError` with all problems at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const reader = createReader(env);
  const { get, formed, choice } = reader;
  const bucketOrFolder = /^s3:\/\/[a-z0-9.-]+(\/|$)|^(?!\w+:)/;
  const config: Config = {
    port: readPort(reader),
    database: readDatabase(reader),
    redis: readRedis(reader),
    telegram: readTelegram(reader),
    messages: choice(ENV.MESSAGES, 'on', 'on', 'off') === 'on',
    publicUrl: readPublicUrl(reader),
    viewerAddressHeader: formed(
      ENV.VIEWER_ADDRESS_HEADER,
      /^[A-Za-z0-9-]{1,64}$/,
      'the name of a header',
    )?.toLowerCase(),
    auditAnchors: formed(ENV.AUDIT_ANCHORS, bucketOrFolder, 'a folder or s3://bucket'),
    pageAssets: formed(ENV.PAGE_ASSETS, /^s3:\/\/[a-z0-9.-]+\/?$/, 's3://bucket'),
    dataKeys: get(ENV.DATA_KEYS),
    dataKeysFile: get(ENV.DATA_KEYS_FILE),
    adminCode: get(ENV.ADMIN_CODE),
    oidc: readSignIn(reader),
    mail: readMailServer(reader),
    tls: choice(ENV.TLS, 'off', 'self-signed', 'off') === 'self-signed',
    // Neither process id nor host name tells containers apart: with an init process, every app has
    // the same small process id. A space would end the name within a hint.
    instance:
      formed(ENV.INSTANCE_ID, /^[\w.:-]{1,64}$/, 'at most 64 letters, digits, _ . : or -') ??
      crypto.randomUUID(),
    taskMetadata: get(ENV.INSTANCE_ID) ? undefined : get(ECS_METADATA),
    deployment: formed(
      ENV.DEPLOYMENT,
      /^[\w.-]{1,128}$/,
      'at most 128 letters, digits, _ . or -, such as Ticketero',
    ),
    foresightMetrics: choice(ENV.FORESIGHT_METRICS, 'off', 'on', 'off') === 'on',
    logLevel: choice(ENV.LOG_LEVEL, 'info', 'debug', 'info', 'warn', 'error', 'silent'),
    otlpEndpoint: reader.url(ENV.OTEL_EXPORTER_OTLP_ENDPOINT, 'http:', 'https:'),
  };
  reader.refuse(
    config.dataKeys && config.dataKeysFile,
    `${ENV.DATA_KEYS} and ${ENV.DATA_KEYS_FILE} are both set: set one of them`,
  );
  reader.refuse(
    config.adminCode && config.adminCode.length < 16,
    `${ENV.ADMIN_CODE} is shorter than 16 characters: ` +
      "anybody could guess the first administrator's code",
  );
  if (reader.problems.length) throw new ConfigError(reader.problems);
  return config;
}

/**
 * Reads this process's environment; nothing else in the app does. The administrator's code is
 * removed from it, so that no crash report and no program started from here has it.
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Config {
  const config = readConfig(env);
  delete env[ENV.ADMIN_CODE];
  return config;
}
