import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { COMMANDS, PORTS, SHUTDOWN_SECONDS } from '../contract';
import { anchorsIn } from './anchors/anchors';
import { auditQueries } from './assemble/queries';
import { Config, ConfigError, readEnvironment } from './config';
import { App, AppOptions, createApp } from './create-app';
import { iamTokens } from './db/connect/iam-auth';
import { migrate } from './db/connect/migrate';
import { Connection, whereTo } from './db/connect/pools';
import { openDatabase } from './db/open-database';
import { createLog } from './log';
import { openObjects } from './objects/open';
import { compareRows, verifyChain, verifyChains } from './operations/reads/verify';
import { uploadPageAssets } from './page-assets/upload';
import { Plugin } from './plugin';
import { createMetrics } from './plugins/metrics';
import { checkTelegram as findingsOf } from './plugins/telegram/check';
import { createTelegram } from './plugins/telegram/telegram';
import { createWebhooks } from './plugins/webhooks/webhooks';
import { selfSignedCertificate } from './tls';
import { createVault } from './vault/vault';

/** What `npm start`, the replay and tests add to a configuration. */
export interface Extra extends Pick<
  Partial<AppOptions>,
  'demo' | 'pagesFolder' | 'host' | 'sweepEveryMs' | 'clock' | 'log' | 'poolSizes' | 'publicUrl'
> {
  /** Webhooks may go to this machine: never outside of demos and tests. */
  readonly local?: boolean;
  readonly plugins?: readonly Plugin[];
  /** Where links to the bot lead, in place of https://t.me. */
  readonly telegramLinks?: string;
  /** Where metric lines go; standard output unless told. */
  readonly writeMetrics?: (line: string) => void;
}

/**
 * The database as `serve` and `verify` reach it: encrypted and verified where there is a CA file,
 * signed in by a token per connection where that is asked for.
 */
async function connectionOf({ database }: Config, url = database.url): Promise<Connection> {
  return {
    url,
    ...(database.caFile ? { ssl: { ca: await certificatesIn(database.caFile) } } : {}),
    ...(database.iam ? { password: iamTokens(url) } : {}),
  };
}

const certificatesIn = (file: string) =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError([
      `DATABASE_CA_FILE names ${file}, which cannot be read (${error.code}): ` +
        "give the PEM file of the database's certificate authority",
    ]);
  });

/** Loaded where there is somewhere to send spans. */
const tracingOf = async (endpoint: string, instance: string) =>
  (await import('./telemetry/start')).startTracing({ endpoint, instance });

/** The pages' bundle lies beside the program. */
const imagePages = () => join(dirname(process.argv[1]), 'pages');

const keysOf = ({ dataKeys }: Config): string => {
  if (!dataKeys) {
    throw new ConfigError([
      'DATA_KEYS is not set: give the keys customers are encrypted with, ' +
        'any text of 32 characters or more; losing it loses what it encrypted',
    ]);
  }
  return dataKeys;
};

/** Runs the app as configured, with its plugins. */
export async function serve(config: Config, extra: Extra = {}): Promise<App> {
  const log = extra.log ?? createLog(config.logLevel, config.instance);
  const dataKeys = keysOf(config);
  let app: App | undefined;
  const gauge = (name: keyof Awaited<ReturnType<App['gauges']>>) => async () =>
    app ? (await app.gauges())[name] : undefined;
  const metrics = createMetrics({
    write:
      extra.writeMetrics ??
      ((line) => {
        process.stdout.write(line);
      }),
    clock: Date.now,
    gauges: {
      openSockets: gauge('openSockets'),
      deliveryAgeSeconds: gauge('deliveryAgeSeconds'),
      consumersStopped: gauge('consumersStopped'),
    },
  });
  const { telegram } = config;
  if (!telegram) {
    log.info({ variable: 'TELEGRAM_BOT_TOKEN' }, 'Telegram is off: no bot token is set');
  }
  app = await createApp({
    database: await connectionOf(config),
    standbys: await Promise.all(
      config.database.replicaUrls.map((url) => connectionOf(config, url)),
    ),
    redis: config.redis,
    dataKeys,
    port: config.port,
    ...(config.tls ? { tls: await selfSignedCertificate() } : {}),
    publicUrl: config.publicUrl,
    instance: config.instance,
    viewerAddressHeader: config.viewerAddressHeader,
    adminCode: config.adminCode,
    anchors:
      config.auditAnchors === undefined ? undefined : anchorsIn(openObjects(config.auditAnchors)),
    answered: (status) => {
      if (status >= 500) metrics.count('serverErrors');
    },
    lockTimedOut: () => metrics.count('lockTimeouts'),
    tracing:
      config.otlpEndpoint === undefined
        ? undefined
        : await tracingOf(config.otlpEndpoint, config.instance),
    log,
    ...('pagesFolder' in extra ? {} : { pagesFolder: imagePages() }),
    ...extra,
    plugins: [
      metrics,
      createWebhooks({ loopback: extra.local }),
      ...(telegram ? [createTelegram({ ...telegram, linkBase: extra.telegramLinks })] : []),
      ...(extra.plugins ?? []),
    ],
  });
  return app;
}

/**
 * Brings the schema to this release, as the administrator where one is given, and the app's role to
 * what it may do where one is named.
 * @returns the names of the migrations that ran
 */
export async function migrateDatabase(
  config: Config,
  log = createLog(config.logLevel, config.instance),
): Promise<readonly string[]> {
  const { admin, appRole } = config.database;
  const url = new URL(config.database.url);
  if (admin && !url.username) {
    url.username = encodeURIComponent(admin.username);
    url.password = encodeURIComponent(admin.password);
  }
  return migrate(
    whereTo(await connectionOf(config, url.href)) as Parameters<typeof migrate>[0],
    appRole,
    log,
  );
}

/** Walks every chain; true when all hold. Prints a line for each. */
export async function verify(config: Config, print: (line: string) => void): Promise<boolean> {
  const database = openDatabase(
    await connectionOf(config),
    'verify',
    createLog(config.logLevel, config.instance),
  );
  try {
    const kept =
      config.auditAnchors === undefined ? undefined : anchorsIn(openObjects(config.auditAnchors));
    const reports = await verifyChains(
      auditQueries(database),
      createVault(keysOf(config)),
      kept?.of,
    );
    for (const { branch, events, anchors, since, faults } of reports) {
      const where = since ? ` after ${since}, whose anchor it begins with` : '';
      print(
        faults.length
          ? faults.join('\n')
          : `chain ${branch}: ${events} events${where}, ` +
              `unbroken${kept ? `, ${anchors} closed days as anchored` : ''}`,
      );
    }
    return reports.every(({ faults }) => !faults.length);
  } finally {
    await database.close();
  }
}

/** Whether token, webhook, secret and reachability are right; a line for each, with what to do. */
export async function checkTelegram(
  { telegram, publicUrl, port }: Config,
  print: (line: string) => void,
): Promise<boolean> {
  if (!telegram) {
    print(
      'wrong  token: TELEGRAM_BOT_TOKEN is empty, so Telegram is off. ' +
        'In Telegram, talk to @BotFather, send /newbot, and put the token it gives there.',
    );
    return false;
  }
  const findings = await findingsOf(telegram, publicUrl ?? `http://localhost:${port}`);
  for (const { ok, text } of findings) print(`${ok ? 'right' : 'wrong'}  ${text}`);
  return findings.every(({ ok }) => ok);
}

/**
 * One branch of a running app, as sentences of what is wrong: with its chain, and where its rows
 * are not what its events fold to. None = all is well.
 */
export async function verifyBranch(
  { audit, vault }: Pick<App, 'audit' | 'vault'>,
  branch: string,
): Promise<{ readonly chain: readonly string[]; readonly rows: readonly string[] }> {
  const head = (await audit.chains()).find((chain) => chain.branch === branch);
  if (!head) return { chain: [`branch ${branch} has no chain`], rows: [] };
  return {
    chain: (await verifyChain(audit, vault, head)).faults,
    rows: await compareRows(audit, branch),
  };
}

async function main(command: string): Promise<void> {
  const config = readEnvironment();
  if (command === COMMANDS.migrate) {
    const ran = await migrateDatabase(config);
    process.stdout.write(ran.length ? `migrated: ${ran.join(', ')}\n` : 'nothing to migrate\n');
    if (config.pageAssets) {
      process.stdout.write(
        'page assets: ' +
          `${await uploadPageAssets(openObjects(config.pageAssets), imagePages())} new\n`,
      );
    }
  } else if (command === COMMANDS.verify) {
    process.exitCode = (await verify(config, (line) => process.stdout.write(`${line}\n`))) ? 0 : 1;
  } else if (command === COMMANDS.telegramCheck) {
    process.exitCode = (await checkTelegram(config, (line) => process.stdout.write(`${line}\n`)))
      ? 0
      : 1;
  } else if (command === COMMANDS.serve) {
    const log = createLog(config.logLevel, config.instance);
    const failed = (what: string) => (error: unknown) => {
      if (error instanceof ConfigError) throw error; // sentences for who configures it
      log.error({ err: error }, what);
      process.exit(1);
    };
    const app = await serve(config, { log }).catch(failed('the app could not start'));
    const stop = () => {
      setTimeout(() => process.exit(1), SHUTDOWN_SECONDS * 1000).unref();
      void app.close().then(() => process.exit(0), failed('the app could not end as it should'));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    // whoever reads it may send a signal at once
    process.stdout.write(`LISTENING ${app.port}\nREADY ${app.url}\n`);
  } else {
    throw new ConfigError([
      `${command} is no command: ` +
        `use serve (port ${PORTS.app} unless PORT is set), migrate, verify or telegram-check`,
    ]);
  }
}

// Started as a program (`node main.js serve`), not imported by `npm start` or a test.
if (require.main === module) {
  main(process.argv[2] ?? COMMANDS.serve).catch((error: unknown) => {
    process.stderr.write(
      `${error instanceof ConfigError ? error.message : (error as Error).stack}\n`,
    );
    process.exit(1);
  });
}
