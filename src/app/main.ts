import { dirname, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { COMMANDS, CONNECTIONS, NOTICE_SECONDS, PORTS, SHUTDOWN_SECONDS } from '../contract';
import { keptOutside } from './anchors/kept-outside';
import { makeAdminLink, NoLink } from './assemble/admin-link';
import { faceOfBank } from './assemble/bank-face';
import { proveAll, VERIFIED, Verified, verifyBranch } from './assemble/proof';
import { certificatesIn } from './certificates';
import { Config, ConfigError, readEnvironment } from './config';
import { App, AppOptions, createApp } from './create-app';
import { iamTokens } from './db/connect/iam-auth';
import { migrate } from './db/connect/migrate';
import { Connection, poolSizes, whereTo } from './db/connect/pools';
import { Database, openDatabase } from './db/open-database';
import { Face } from './domain/model/face';
import { createLog } from './log';
import { openObjects } from './objects/open';
import { uploadPageAssets } from './page-assets/upload';
import { Plugin } from './plugin';
import { createMetrics } from './plugins/metrics';
import { checkTelegram as findingsOf } from './plugins/telegram/check';
import { createTelegram } from './plugins/telegram/telegram';
import { createWebhooks } from './plugins/webhooks/webhooks';
import { namedAfterTask } from './task-name';
import { selfSignedCertificate } from './tls';
import { createVault } from './vault/vault';

export { NoLink, VERIFIED, type Verified, verifyBranch };

/** What `npm start`, the replay and tests add to a configuration. */
export interface Extra extends Pick<
  Partial<AppOptions>,
  'demo' | 'pagesFolder' | 'host' | 'sweepEveryMs' | 'clock' | 'log' | 'poolSizes' | 'publicUrl'
> {
  /** Webhooks may call this machine: for demos and tests only. */
  readonly local?: boolean;
  readonly plugins?: readonly Plugin[];
  /** Where links to the bot lead instead of https://t.me. */
  readonly telegramLinks?: string;
  /** Where metric lines go; by default standard output. */
  readonly writeMetrics?: (line: string) => void;
}

/**
 * The database as `serve` and `verify` reach it: encrypted and verified if there is a CA file, with
 * a token per connection if IAM is used.
 */
async function connectionOf({ database }: Config, url = database.url): Promise<Connection> {
  return {
    url,
    ...(database.caFile ? { ssl: { ca: await certificatesIn(database.caFile) } } : {}),
    ...(database.iam ? { password: iamTokens(url) } : {}),
  };
}

/** Loaded only where the bank has a mail server. A copy (`MESSAGES=off`) sends nothing. */
async function mailOf({ mail, messages }: Config): Promise<Partial<AppOptions>> {
  if (!mail || !messages) return {};
  const { smtpMailer } = await import('./mail/smtp');
  const ca = mail.caFile && (await certificatesIn(mail.caFile, 'SMTP_CA_FILE', 'mail server'));
  return { mailer: smtpMailer(mail, ca ?? mail.ca), mailDomains: mail.domains };
}

/** Loaded only when spans have somewhere to go. */
const tracingOf = async (endpoint: string, { instance, deployment }: Config) =>
  (await import('./telemetry/start')).startTracing({ endpoint, instance, deployment });

/** The bundle of pages is next to the program. */
const imagePages = () => join(dirname(process.argv[1]), 'pages');

const keysOf = ({ dataKeys }: Config): string => {
  if (!dataKeys) {
    throw new ConfigError([
      'DATA_KEYS is not set: set it to the key that customers are encrypted with, ' +
        'any text of 32 characters or more. Whoever loses it loses the data.',
    ]);
  }
  return dataKeys;
};

/** Runs the app as configured, with its plugins. */
export async function serve(config: Config, extra: Extra = {}): Promise<App> {
  const log = extra.log ?? createLog(config.logLevel, config.instance);
  const dataKeys = keysOf(config);
  let app: App | undefined;
  const gauge = (name: keyof App['gauges']) => async () => app?.gauges[name]();
  const metrics = createMetrics({
    write: extra.writeMetrics ?? ((line) => void process.stdout.write(line)),
    clock: Date.now,
    deployment: config.deployment,
    foresight: config.foresightMetrics,
    gauges: {
      openSockets: gauge('openSockets'),
      deliveryAgeSeconds: gauge('deliveryAgeSeconds'),
      consumersStopped: gauge('consumersStopped'),
      branchesMisled: gauge('branchesMisled'),
      learningBehindDays: gauge('learningBehindDays'),
    },
  });
  const { telegram, messages } = config;
  if (!messages) {
    log.warn({ variable: 'MESSAGES' }, 'nothing is sent: MESSAGES is off, as for a copy');
  } else if (!telegram) {
    log.info({ variable: 'TELEGRAM_BOT_TOKEN' }, 'Telegram is off: no bot token is set');
  }
  const { replicaUrls, connections } = config.database;
  app = await createApp({
    database: await connectionOf(config),
    poolSizes: poolSizes(connections),
    standbys: await Promise.all(replicaUrls.map((url) => connectionOf(config, url))),
    redis: config.redis,
    dataKeys,
    port: config.port,
    ...(config.tls ? { tls: await selfSignedCertificate() } : {}),
    publicUrl: config.publicUrl,
    instance: config.instance,
    viewerAddressHeader: config.viewerAddressHeader,
    adminCode: config.adminCode,
    oidc: config.oidc && (await import('./oidc/provider')).providerOf(config.oidc, log),
    ...(await mailOf(config)),
    ...keptOutside(config.auditAnchors),
    answered: (status) => {
      if (status >= 500) metrics.count('serverErrors');
    },
    lockTimedOut: () => metrics.count('lockTimeouts'),
    sweepStuck: () => metrics.count('serverErrors'),
    tracing:
      config.otlpEndpoint === undefined ? undefined : await tracingOf(config.otlpEndpoint, config),
    log,
    ...('pagesFolder' in extra ? {} : { pagesFolder: imagePages() }),
    ...extra,
    plugins: [
      metrics,
      ...(messages ? [createWebhooks({ loopback: extra.local })] : []),
      ...(messages && telegram
        ? [createTelegram({ ...telegram, linkBase: extra.telegramLinks })]
        : []),
      ...(extra.plugins ?? []),
    ],
  });
  return app;
}

/**
 * Migrates the schema to this release, as the administrator if one is given, and repairs the app's
 * role if one is named.
 * @returns the names of the migrations that ran
 */
export async function migrateDatabase(
  config: Config,
  log = createLog(config.logLevel, config.instance),
): Promise<readonly string[]> {
  return migrate(
    whereTo(await connectionOf(config, administratorsUrl(config))) as Parameters<typeof migrate>[0],
    config.database.appRole,
    log,
  );
}

function administratorsUrl({ database: { url: given, admin } }: Config): string {
  const url = new URL(given);
  if (admin && !url.username) {
    url.username = encodeURIComponent(admin.username);
    url.password = encodeURIComponent(admin.password);
  }
  return url.href;
}

/** Work on the database beside the tasks that serve. */
async function onDatabase<T>(
  config: Config,
  url: string,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const log = createLog(config.logLevel, config.instance);
  const sizes = poolSizes(CONNECTIONS.least);
  const database = openDatabase(await connectionOf(config, url), 'verify', log, { sizes });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** How the bank shows itself, for the pages that stand where no app answers. */
export const bankFace = (config: Config): Promise<Face> =>
  onDatabase(config, administratorsUrl(config), faceOfBank);

/** Proves every chain and the rows that follow; the exit status. */
export const proof = (config: Config, print: (line: string) => void): Promise<Verified> =>
  onDatabase(config, config.database.url, (database) =>
    proveAll(
      database,
      createVault(keysOf(config)),
      keptOutside(config.auditAnchors).anchors,
      print,
    ),
  );

/** Proves every chain; true if nothing is wrong as far as can be told. */
export const verify = async (config: Config, print: (line: string) => void): Promise<boolean> =>
  (await proof(config, print)) !== VERIFIED.broken;

/** Lets an administrator in again; lines for the operator, the link first. @throws NoLink */
export const adminLink = async (config: Config, name?: string): Promise<readonly string[]> =>
  makeAdminLink(
    {
      ...{ database: await connectionOf(config), poolSizes: poolSizes(CONNECTIONS.least) },
      ...{ redis: config.redis, dataKeys: keysOf(config), instance: 'admin-link' },
      log: createLog('error', config.instance),
    },
    name,
    config.publicUrl ?? `http://localhost:${config.port}`,
  );

/** Checks token, webhook, secret and reachability, and prints a line for each with what to do. */
export async function checkTelegram(
  { telegram, publicUrl, port }: Config,
  print: (line: string) => void,
): Promise<boolean> {
  if (!telegram) {
    print(
      'wrong  token: TELEGRAM_BOT_TOKEN is empty, so Telegram is off. ' +
        'In Telegram, open @BotFather, send /newbot, and set the variable to the token you get.',
    );
    return false;
  }
  const findings = await findingsOf(telegram, publicUrl ?? `http://localhost:${port}`);
  for (const { ok, text } of findings) print(`${ok ? 'right' : 'wrong'}  ${text}`);
  return findings.every(({ ok }) => ok);
}

async function main(command: string): Promise<void> {
  const config = await namedAfterTask(readEnvironment());
  if (command === COMMANDS.migrate) {
    const ran = await migrateDatabase(config);
    process.stdout.write(ran.length ? `migrated: ${ran.join(', ')}\n` : 'nothing to migrate\n');
    if (config.pageAssets) {
      process.stdout.write(
        'page assets: ' +
          `${await uploadPageAssets(
            openObjects(config.pageAssets),
            imagePages(),
            await bankFace(config),
          )} new\n`,
      );
    }
  } else if (command === COMMANDS.verify) {
    process.exitCode = await proof(config, (line) => process.stdout.write(`${line}\n`)).catch(
      (error: unknown) => {
        process.stderr.write(`could not verify: ${(error as Error).message}\n`);
        return VERIFIED.failed;
      },
    );
  } else if (command === COMMANDS.adminLink) {
    process.stdout.write(`${(await adminLink(config, process.argv[3])).join('\n')}\n`);
  } else if (command === COMMANDS.telegramCheck) {
    process.exitCode = (await checkTelegram(config, (line) => process.stdout.write(`${line}\n`)))
      ? 0
      : 1;
  } else if (command === COMMANDS.serve) {
    const log = createLog(config.logLevel, config.instance);
    // Whoever read our lines is gone: tickets matter more than lines.
    for (const lines of [process.stdout, process.stderr]) lines.on('error', () => undefined);
    const failed = (what: string) => (error: unknown) => {
      if (error instanceof ConfigError) throw error; // written for whoever configures it
      log.error({ err: error }, what);
      process.exit(1);
    };
    const app = await serve(config, { log }).catch(failed('the app could not start'));
    const stop = () => {
      setTimeout(() => process.exit(1), (SHUTDOWN_SECONDS - NOTICE_SECONDS) * 1000).unref();
      void app.close().then(() => process.exit(0), failed('the app did not stop cleanly'));
    };
    process.once('SIGTERM', () => {
      app.retire();
      setTimeout(stop, NOTICE_SECONDS * 1000);
    });
    // From a terminal: nobody balances, and somebody waits.
    process.once('SIGINT', stop);
    // after the handlers are in place: whoever reads it may send a signal at once
    process.stdout.write(`LISTENING ${app.port}\nREADY ${app.url}\n`);
  } else {
    throw new ConfigError([
      `${command} is not a command: use serve (on port ${PORTS.app} unless PORT is set), ` +
        'migrate, verify, admin-link or telegram-check',
    ]);
  }
}

// Started as a program (`node main.js serve`), not imported by `npm start` or a test; the
// thread that simulates loads the same file.
if (require.main === module && isMainThread) {
  main(process.argv[2] ?? COMMANDS.serve).catch((error: unknown) => {
    const isTold = error instanceof ConfigError || error instanceof NoLink;
    process.stderr.write(`${isTold ? error.message : (error as Error).stack}
`);
    process.exit(1);
  });
}
