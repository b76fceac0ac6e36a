import { ENV, PORTS } from '../contract';

/** What the app runs on. One member per concern; secrets are in it, so it is never logged. */
export interface Config {
  readonly port: number;
  /** Serve HTTPS with a certificate made at start; the load balancer does not verify it. */
  readonly tls: boolean;
  readonly database: {
    readonly url: string;
    /** Sign a token for each connection instead of a password. */
    readonly iam: boolean;
    readonly caFile?: string;
    readonly replicaUrls: readonly string[];
    /** `migrate` only. */
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
  /** Where browsers find the app, without a trailing slash; absent = where it listens. */
  readonly publicUrl?: string;
  readonly dataKeys?: string;
  readonly adminCode?: string;
  readonly auditAnchors?: string;
  readonly pageAssets?: string;
  /**
   * The header the edge writes the viewer's address into, lower case; absent = the socket's address
   * counts.
   */
  readonly viewerAddressHeader?: string;
  readonly instance: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly otlpEndpoint?: string;
}

/**
 * Every problem of the environment at once, a sentence each: the variable, what it holds (never a
 * secret) and the way out.
 */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `The environment cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

const url =
  (what: string, ...protocols: readonly string[]) =>
  (value: string) => {
    if (!URL.canParse(value)) return `${what} is not a URL: write ${protocols[0]}//host…`;
    const { protocol } = new URL(value);
    return protocols.includes(protocol)
      ? undefined
      : `${what} has to begin with ${protocols.map((each) => `${each}//`).join(' or ')}, ` +
          `not ${protocol}`;
  };
/** The value itself is told only where it can hold no secret. */
const shown = (value: unknown) => `, not ${JSON.stringify(value)}`;

/**
 * Reads the environment; throws `ConfigError` with all problems together. Empty variables are
 * unset.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const get = (name: string) => env[name]?.trim() || undefined;
  /**
   * A value of that form, or a problem that shows what it is instead. For values that hold no
   * secret.
   */
  const formed = (
    name: string,
    fits: (value: string) => boolean,
    wants: string,
  ): string | undefined => {
    const value = get(name);
    if (value === undefined || fits(value)) return value;
    problems.push(`${name} has to be ${wants}${shown(value)}`);
    return undefined;
  };
  const choice = <T extends string>(name: string, fallback: T, ...values: readonly T[]): T => {
    const value = get(name);
    if (value === undefined) return fallback;
    if (values.includes(value as T)) return value as T;
    problems.push(
      `${name} has to be ${values.map((each) => JSON.stringify(each)).join(', ')} ` +
        `or unset${shown(value)}`,
    );
    return fallback;
  };
  const anUrl = (name: string, ...protocols: readonly string[]) => {
    const value = get(name);
    const problem = value === undefined ? undefined : url(name, ...protocols)(value);
    if (problem) problems.push(problem);
    return problem ? undefined : value;
  };

  const port = Number(
    formed(
      ENV.PORT,
      (value) => /^\d{1,5}$/.test(value) && Number(value) < 65_536,
      'a port from 0 (any free one) to 65535',
    ) ?? PORTS.app,
  );
  const databaseUrl = anUrl(ENV.DATABASE_URL, 'postgresql:', 'postgres:');
  if (!get(ENV.DATABASE_URL))
    problems.push(`${ENV.DATABASE_URL} is not set: write postgresql://user@host:5432/database`);
  const iam = choice(ENV.DATABASE_AUTH, 'password', 'iam', 'password') === 'iam';
  const caFile = get(ENV.DATABASE_CA_FILE);
  if (iam && !caFile)
    problems.push(
      `${ENV.DATABASE_AUTH}=iam sends a token as password, so it needs ${ENV.DATABASE_CA_FILE}: ` +
        'the file with the certificate authority of the database',
    );
  const replicaUrls = (get(ENV.DATABASE_REPLICA_URLS) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  for (const each of replicaUrls) {
    const problem = url(`a URL of ${ENV.DATABASE_REPLICA_URLS}`, 'postgresql:', 'postgres:')(each);
    if (problem) problems.push(problem);
  }
  const adminUsername = get(ENV.DATABASE_ADMIN_USERNAME);
  const adminPassword = get(ENV.DATABASE_ADMIN_PASSWORD);
  if (Boolean(adminUsername) !== Boolean(adminPassword))
    problems.push(
      `${ENV.DATABASE_ADMIN_USERNAME} and ${ENV.DATABASE_ADMIN_PASSWORD} belong together: ` +
        'set both or neither',
    );
  const redisUrl = anUrl(ENV.REDIS_URL, 'redis:', 'rediss:');
  const cluster = choice(ENV.REDIS_CLUSTER, '0', '0', '1') === '1';
  const token = get(ENV.TELEGRAM_BOT_TOKEN);
  if (token && !/^\d+:[\w-]{10,}$/.test(token))
    problems.push(
      `${ENV.TELEGRAM_BOT_TOKEN} is no bot token: ` +
        'BotFather gives one such as 123456:ABC-DEF…; leave it empty to run without Telegram',
    );
  const apiRoot = anUrl(ENV.TELEGRAM_API_ROOT, 'https:', 'http:');
  const webhookSecret = get(ENV.TELEGRAM_WEBHOOK_SECRET);
  if (webhookSecret && !/^[\w-]{16,256}$/.test(webhookSecret))
    problems.push(
      `${ENV.TELEGRAM_WEBHOOK_SECRET} has to be 16 to 256 letters, ` +
        'digits, - or _ (what Telegram takes as secret_token)',
    );
  const publicUrl = anUrl(ENV.PUBLIC_URL, 'https:', 'http:');
  if (publicUrl && new URL(publicUrl).href !== `${new URL(publicUrl).origin}/`)
    problems.push(
      `${ENV.PUBLIC_URL} has to be scheme and host alone, such as https://turnos.bank.cl: ` +
        'pages are at its root',
    );
  const viewerAddressHeader = formed(
    ENV.VIEWER_ADDRESS_HEADER,
    (value) => /^[A-Za-z0-9-]{1,64}$/.test(value),
    'the name of a header',
  )?.toLowerCase();
  const auditAnchors = formed(
    ENV.AUDIT_ANCHORS,
    (value) => /^s3:\/\/[a-z0-9.-]+(\/|$)/.test(value) || !/^\w+:/.test(value),
    'a folder or s3://bucket',
  );
  const pageAssets = formed(
    ENV.PAGE_ASSETS,
    (value) => /^s3:\/\/[a-z0-9.-]+\/?$/.test(value),
    's3://bucket',
  );
  const adminCode = get(ENV.ADMIN_CODE);
  if (adminCode && adminCode.length < 16)
    problems.push(
      `${ENV.ADMIN_CODE} is shorter than 16 characters: ` +
        "anybody could guess the first administrator's code",
    );
  const config: Config = {
    port,
    tls: choice(ENV.TLS, 'off', 'self-signed', 'off') === 'self-signed',
    database: {
      url: databaseUrl ?? '',
      iam,
      caFile,
      replicaUrls,
      admin:
        adminUsername && adminPassword
          ? { username: adminUsername, password: adminPassword }
          : undefined,
      appRole: get(ENV.DATABASE_APP_ROLE),
    },
    redis: redisUrl
      ? {
          url: redisUrl,
          username: get(ENV.REDIS_USERNAME),
          password: get(ENV.REDIS_PASSWORD),
          cluster,
        }
      : undefined,
    telegram: token ? { token, apiRoot: apiRoot?.replace(/\/$/, ''), webhookSecret } : undefined,
    publicUrl: publicUrl && new URL(publicUrl).origin,
    dataKeys: get(ENV.DATA_KEYS),
    adminCode,
    auditAnchors,
    pageAssets,
    viewerAddressHeader,
    instance: get(ENV.INSTANCE_ID) ?? `${process.pid}`,
    logLevel: choice(ENV.LOG_LEVEL, 'info', 'debug', 'info', 'warn', 'error', 'silent'),
    otlpEndpoint: anUrl(ENV.OTEL_EXPORTER_OTLP_ENDPOINT, 'http:', 'https:'),
  };
  if (problems.length) throw new ConfigError(problems);
  return config;
}

/** The environment of this process: the one place in the app that reads it. */
export const readEnvironment = (): Config => readConfig(process.env);
