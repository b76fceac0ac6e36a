import { dirname, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { COMMANDS, NOTICE_SECONDS, PATHS, PORTS, SHUTDOWN_SECONDS } from '../contract';
import { keptOutside } from './anchors/kept-outside';
import { VERIFIED, type Verified, verifyBranch } from './assemble/proof';
import { certificatesIn } from './certificates';
import { Config, ConfigError, readEnvironment } from './config';
import { administratorsUrl, connectionOf } from './connection';
import { App, AppOptions, createApp } from './create-app';
import { keysOf } from './data-keys';
import { migrate } from './db/connect/migrate';
import { poolSizes, whereTo } from './db/connect/pools';
import { createLog } from './log';
import { openObjects } from './objects/open';
import { adminLink, bankFace, checkTelegram, NoLink, proof, rotateKeys, verify } from './operator';
import { uploadPageAssets } from './page-assets/upload';
import { Plugin } from './plugin';
import { createMetrics } from './plugins/metrics';
import { createWebhooks } from './plugins/webhooks/webhooks';
import { namedAfterTask } from './task-name';

export {
  adminLink,
  checkTelegram,
  NoLink,
  proof,
  rotateKeys,
  VERIFIED,
  type Verified,
  verify,
  verifyBranch,
};

/** What `npm start`, the replay and tests add to a configuration. */
export interface Extra extends Pick<
  Partial<AppOptions>,
  'demo' | 'pagesFolder' | 'host' | 'sweepEveryMs' | 'clock' | 'log' | 'poolSizes' | 'publicUrl'
> {
  /** Whether webhooks may call this machine: for demos and tests only. */
  readonly local?: boolean;
  readonly plugins?: readonly Plugin[];
  /** Where links to the bot lead instead of https://t.me. */
  readonly telegramLinks?: string;
  /** Where metric lines go; by default standard output. */
  readonly writeMetrics?: (line: string) => void;
}

/** Loaded only where the bank has a mail server. A copy (`MESSAGES=off`) sends nothing. */
async function mailOf({ mail, messages }: Config): Promise<Partial<AppOptions>> {
  if (!mail || !messages) return {};
  const { smtpMailer } = await import('./mail/smtp');
  const ca = mail.caFile && (await certificatesIn(mail.caFile, 'SMTP_CA_FILE', 'mail server'));
  return { mailer: smtpMailer(mail, ca ?? mail.ca), mailDomains: mail.domains };
}

/** Loaded only where the bank has a bot. */
async function telegramOf({ telegram, messages }: Config, extra: Extra): Promise<Plugin[]> {
  if (!telegram || !messages) return [];
  const { createTelegram } = await import('./plugins/telegram/telegram');
  return [createTelegram({ ...telegram, linkBase: extra.telegramLinks })];
}

/** Loaded only when spans have somewhere to go. */
const tracingOf = async (endpoint: string, { instance, deployment }: Config) =>
  (await import('./telemetry/start')).startTracing({ endpoint, instance, deployment });

/**
 * Frees memory that only starting needed, which an idle app would keep for hours. It takes a tenth
 * of a second, so it runs before anybody is served. The image allows it (decision 0241).
 */
const forgetStarting = () =>
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });

/** This many errors at once ring: the alarm is on more than ten in five minutes. */
const RINGING = 11;

/** The bundle of pages is next to the program. */
const imagePages = () => join(dirname(process.argv[1]), 'pages');

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
  const { replicaUrls, connections, appRole } = config.database;
  app = await createApp({
    database: await connectionOf(config),
    poolSizes: poolSizes(connections),
    appRole,
    standbys: await Promise.all(replicaUrls.map((url) => connectionOf(config, url))),
    redis: config.redis,
    dataKeys,
    port: config.port,
    ...(config.tls ? { tls: await (await import('./tls')).selfSignedCertificate() } : {}),
    publicUrl: config.publicUrl,
    instance: config.instance,
    viewerAddressHeader: config.viewerAddressHeader,
    adminCode: config.adminCode,
    oidc: config.oidc && (await import('./oidc/provider')).providerOf(config.oidc, log),
    ...(await mailOf(config)),
    ...keptOutside(config.auditAnchors),
    answered: (status, route) => {
      // a balancer that is told "not ready" is no user who met an error
      if (status >= 500 && route !== PATHS.ready) metrics.count('serverErrors');
    },
    beforeServing: forgetStarting,
    lockTimedOut: () => metrics.count('lockTimeouts'),
    sweepStuck: () => metrics.count('serverErrors'),
    recordAmiss: () => metrics.count('serverErrors', RINGING),
    tracing:
      config.otlpEndpoint === undefined ? undefined : await tracingOf(config.otlpEndpoint, config),
    log,
    ...('pagesFolder' in extra ? {} : { pagesFolder: imagePages() }),
    ...extra,
    plugins: [
      metrics,
      ...(messages ? [createWebhooks({ loopback: extra.local })] : []),
      ...(await telegramOf(config, extra)),
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
  } else if (command === COMMANDS.rotateKeys || command === COMMANDS.telegramCheck) {
    const work = command === COMMANDS.rotateKeys ? rotateKeys : checkTelegram;
    process.exitCode = (await work(config, (line) => process.stdout.write(`${line}\n`))) ? 0 : 1;
  } else if (command === COMMANDS.serve) {
    const log = createLog(config.logLevel, config.instance);
    // Nobody reads our output any more: tickets matter more than lines.
    for (const lines of [process.stdout, process.stderr]) lines.on('error', () => undefined);
    const failed = (what: string) => (error: unknown) => {
      if (error instanceof ConfigError) throw error; // the message is written for operators
      log.error({ err: error }, what);
      process.exit(1);
    };
    const app = await serve(config, { log }).catch(failed('the app could not start'));
    const stop = () => {
      setTimeout(() => process.exit(1), (SHUTDOWN_SECONDS - NOTICE_SECONDS) * 1000).unref();
      void app.close().then(() => process.exit(0), failed('the app did not stop cleanly'));
    };
    let isTold = false;
    // `on`: without a handler a second one would end it in the middle of what it has in hand
    process.on('SIGTERM', () => {
      if (isTold) return;
      isTold = true;
      app.retire();
      setTimeout(stop, NOTICE_SECONDS * 1000);
    });
    // From a terminal: there is no load balancer, and somebody waits.
    process.once('SIGINT', stop);
    // after the handlers are in place: a reader of this line may send a signal at once
    process.stdout.write(`LISTENING ${app.port}\nREADY ${app.url}\n`);
  } else {
    throw new ConfigError([
      `${command} is not a command: use serve (on port ${PORTS.app} unless PORT is set), ` +
        'migrate, verify, admin-link, keys-rotate or telegram-check',
    ]);
  }
}

// Only when started as a program (`node main.js serve`), not when imported by `npm start`, a test
// or the simulations' thread.
if (require.main === module && isMainThread) {
  main(process.argv[2] ?? COMMANDS.serve).catch((error: unknown) => {
    const isTold = error instanceof ConfigError || error instanceof NoLink;
    process.stderr.write(`${isTold ? error.message : (error as Error).stack}
`);
    process.exit(1);
  });
}
