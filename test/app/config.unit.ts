import { ConfigError, readConfig, readEnvironment } from '../../src/app/config';
import { ENV, PORTS } from '../../src/contract';

const least = { DATABASE_URL: 'postgresql://app:hunter2@db.internal:5433/ticketero' };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('only a database is required; everything else has a default or is off', () => {
  expect(readConfig(least)).toMatchObject({
    port: PORTS.app,
    tls: false,
    database: { url: least.DATABASE_URL, iam: false, replicaUrls: [] },
    logLevel: 'info',
    instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
    taskMetadata: undefined,
    redis: undefined,
    telegram: undefined,
    publicUrl: undefined,
    dataKeys: undefined,
    adminCode: undefined,
    viewerAddressHeader: undefined,
    otlpEndpoint: undefined,
  });
});

test('every variable of the contract is read', () => {
  const read = new Set<string>();
  const noting: ProxyHandler<Record<string, string>> = {
    get: (env, name) => (read.add(String(name)), env[String(name)]),
  };
  // some are read only together with another
  const env = { ...least, REDIS_URL: 'redis://cache', OIDC: '{}' };
  expect(() => readConfig(new Proxy(env, noting))).toThrow(ENV.OIDC);
  expect(Object.values(ENV).filter((name) => !read.has(name))).toEqual([]);
});

test('what variables say', () => {
  const config = readConfig({
    PORT: '0',
    TLS: 'self-signed',
    DATABASE_URL: 'postgresql://app@db/t',
    DATABASE_AUTH: 'iam',
    DATABASE_CA_FILE: '/app/ca.pem',
    DATABASE_REPLICA_URLS: 'postgresql://r1/t, postgresql://r2/t',
    DATABASE_ADMIN_USERNAME: 'root',
    DATABASE_ADMIN_PASSWORD: 'pw',
    DATABASE_APP_ROLE: 'ticketero_app',
    DATABASE_CONNECTIONS: '18',
    REDIS_URL: 'rediss://cache:6380',
    REDIS_USERNAME: 'app',
    REDIS_PASSWORD: 'pw',
    REDIS_CLUSTER: '1',
    TELEGRAM_BOT_TOKEN: '123456:ABC-DEF1234ghIkl',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
    TELEGRAM_WEBHOOK_SECRET: 'webhook-secret-0001',
    PUBLIC_URL: 'https://turnos.bank.cl/',
    MESSAGES: 'off',
    DATA_KEYS_FILE: '/run/keys.json',
    ADMIN_CODE: 'a-code-of-16-chars',
    AUDIT_ANCHORS: 's3://anchors',
    PAGE_ASSETS: 's3://assets',
    VIEWER_ADDRESS_HEADER: 'X-Viewer-IP',
    INSTANCE_ID: 'task-7',
    DEPLOYMENT: 'Ticketero',
    FORESIGHT_METRICS: 'on',
    LOG_LEVEL: 'warn',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
  });
  expect(config).toEqual({
    port: 0,
    tls: true,
    database: {
      url: 'postgresql://app@db/t',
      iam: true,
      caFile: '/app/ca.pem',
      replicaUrls: ['postgresql://r1/t', 'postgresql://r2/t'],
      connections: 18,
      admin: { username: 'root', password: 'pw' },
      appRole: 'ticketero_app',
    },
    redis: { url: 'rediss://cache:6380', username: 'app', password: 'pw', cluster: true },
    telegram: {
      token: '123456:ABC-DEF1234ghIkl',
      apiRoot: 'http://127.0.0.1:8081',
      webhookSecret: 'webhook-secret-0001',
    },
    messages: false,
    publicUrl: 'https://turnos.bank.cl',
    dataKeysFile: '/run/keys.json',
    adminCode: 'a-code-of-16-chars',
    auditAnchors: 's3://anchors',
    pageAssets: 's3://assets',
    viewerAddressHeader: 'x-viewer-ip',
    instance: 'task-7',
    deployment: 'Ticketero',
    foresightMetrics: true,
    logLevel: 'warn',
    otlpEndpoint: 'http://127.0.0.1:4318',
  });
});

test('empty variables count as unset: an empty Telegram secret turns Telegram off', () => {
  const empty = Object.fromEntries(Object.keys(ENV).map((name) => [name, '']));
  expect(readConfig({ ...empty, ...least })).toEqual({
    ...readConfig(least),
    instance: expect.any(String),
  });
});

test('all problems at once, each with its variable, value unless secret, and what to do', () => {
  const problems = problemsOf({
    PORT: '99999',
    TLS: 'yes',
    DATABASE_URL: 'mysql://app:hunter2@db/t',
    DATABASE_AUTH: 'iam',
    DATABASE_ADMIN_USERNAME: 'root',
    DATABASE_REPLICA_URLS: 'db-2',
    DATABASE_CONNECTIONS: '7',
    REDIS_URL: 'cache:6379',
    REDIS_CLUSTER: 'true',
    TELEGRAM_BOT_TOKEN: 'hunter2',
    TELEGRAM_API_ROOT: 'ftp://x',
    TELEGRAM_WEBHOOK_SECRET: 'hunter2',
    PUBLIC_URL: 'https://bank.cl/turnos',
    ADMIN_CODE: 'hunter2',
    AUDIT_ANCHORS: 'gs://x',
    PAGE_ASSETS: '/tmp',
    VIEWER_ADDRESS_HEADER: 'x viewer',
    INSTANCE_ID: 'task 7',
    DEPLOYMENT: 'the drill',
    FORESIGHT_METRICS: 'yes',
    LOG_LEVEL: 'loud',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost',
  });
  const named = (name: string) => problems.filter((each) => each.includes(name));
  for (const name of [
    'PORT',
    'TLS',
    'DATABASE_URL',
    'DATABASE_AUTH',
    'DATABASE_ADMIN_USERNAME',
    'DATABASE_REPLICA_URLS',
    'DATABASE_CONNECTIONS',
    'REDIS_URL',
    'REDIS_CLUSTER',
    'TELEGRAM_BOT_TOKEN',
    'TELEGRAM_API_ROOT',
    'TELEGRAM_WEBHOOK_SECRET',
    'PUBLIC_URL',
    'ADMIN_CODE',
    'AUDIT_ANCHORS',
    'PAGE_ASSETS',
    'VIEWER_ADDRESS_HEADER',
    'INSTANCE_ID',
    'DEPLOYMENT',
    'FORESIGHT_METRICS',
    'LOG_LEVEL',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ]) {
    expect(named(name).length).toBeGreaterThanOrEqual(1);
  }
  expect(problems).toContain('PORT must be a port from 0 (any free one) to 65535, not "99999"');
  expect(problems).toContain(
    'LOG_LEVEL must be "debug", "info", "warn", "error", "silent" or unset, not "loud"',
  );
  expect(problems.join('\n')).not.toContain('hunter2');
});

test('an invalid address is not shown, since it may hold a password', () => {
  const broken = 'postgresql://app:hunter2@db:port/t';
  const problems = problemsOf({
    DATABASE_URL: broken,
    DATABASE_REPLICA_URLS: broken,
    REDIS_URL: 'redis://:hunter2@cache:port',
    SMTP_URL: 'smtp://u:hunter2@mail:port',
    MAIL_FROM: 'turnos@bank.cl',
  });
  expect(problems).toHaveLength(4);
  expect(problems.filter((each) => / is not a URL/.test(each))).toHaveLength(4);
  expect(problems.join('\n')).not.toContain('hunter2');
});

test('keys both in a variable and in a file are refused, not chosen between by chance', () => {
  const both = { ...least, DATA_KEYS: 'hunter2'.repeat(6), DATA_KEYS_FILE: '/run/keys.json' };
  expect(problemsOf(both)).toEqual(['DATA_KEYS and DATA_KEYS_FILE are both set: set one of them']);
});

test('a password with an unescaped % is reported before anything connects', () => {
  expect(
    problemsOf({
      DATABASE_URL: 'postgresql://app:100%hunter2@db/t',
      DATABASE_REPLICA_URLS: 'postgresql://app:100%25hunter2@r1/t,postgresql://r2/%zz',
      REDIS_URL: 'redis://:hunter2%@cache',
      SMTP_URL: 'smtp://u:hunter2%zz@mail.bank.cl',
      MAIL_FROM: 'turnos@bank.cl',
    }),
  ).toEqual(
    ['DATABASE_URL', 'a URL of DATABASE_REPLICA_URLS', 'REDIS_URL', 'SMTP_URL'].map(
      (what) =>
        `${what} has a % that stands for itself, in user, password or path: write it as %25`,
    ),
  );
});

test('no database: the error says what to write', () => {
  expect(problemsOf({})).toEqual([
    'DATABASE_URL is not set: write postgresql://user@host:5432/database',
  ]);
  expect(() => readConfig({})).toThrow(
    'The environment is not usable:\n  - DATABASE_URL is not set',
  );
});

test("the administrator's code is taken out of the environment once it is read", () => {
  const env: NodeJS.ProcessEnv = { ...least, ADMIN_CODE: 'a-code-of-16-chars' };
  expect(readEnvironment(env).adminCode).toBe('a-code-of-16-chars');
  expect(env).toEqual(least);
});
