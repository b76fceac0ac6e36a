import './node-version';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { announcement } from './announce';
import { RunningApp, serveApp } from './app';
import { buildApp } from './build/build';
import { BusyDay, startBusyDay } from './busy/busy';
import { Ending } from './ending';
import { LocalEnvironment, localEnvironment } from './machine/environment';
import { lockFolder } from './machine/folder-lock';
import { keysIn } from './keys';
import { StartOptions, startOptions, USAGE } from './options';
import { Problem } from './machine/problem';
import { freePort, isErrno } from './machine/processes';
import { ENV_FILE, forget, hasData, Servers, startServers } from './servers';
import { ConfigError } from '../app/config';

/** `npm start`: a bank branch on embedded defaults, from nothing to `READY <url>`. */
async function start(
  options: StartOptions,
  environment: LocalEnvironment,
  ending: Ending,
): Promise<void> {
  const port = await portToUse(options.port);
  await makeFolder(options.folder);
  const own = !environment.databaseUrl;
  if (own) await takeFolder(options, ending, port);
  if (options.fresh) await forget(options.folder);
  const keys =
    environment.dataKeys ?? (await keysIn(options.folder, own && (await hasData(options.folder))));

  const [built, servers] = await both(
    buildApp({ parts: ['pages'] }),
    begin(startServers(options.folder, environment), ending),
  );
  if (built.length) process.stdout.write(`built ${built.join(' and ')}\n`);
  for (const warning of servers.warnings) process.stdout.write(`warning: ${warning}\n`);
  if (ending.hasBegun) return;

  const app = await begin(serveApp({ environment, servers, keys, port }), ending);
  if (own) await noteServers(options.folder, servers, ending);
  process.stdout.write(
    announcement(app, { folder: options.folder, own, phoneUrl: servers.phoneUrl }),
  );
  if (!options.busy) return;
  if (!app.demo)
    throw new Problem(
      '--busy keeps a day going in the demo bank, and this database holds another bank. ' +
        'Unset DATABASE_URL, or start without --busy.',
    );
  const print = (line: string) => {
    process.stdout.write(line);
  };
  const day = await begin(
    Promise.resolve(startBusyDay({ url: app.url, phoneUrl: servers.phoneUrl, print })),
    ending,
  );
  process.stdout.write(day.notice);
}

/**
 * Waits for both even when one fails: what is still starting must be known before it can be ended.
 */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** Whatever has been started is ended, even if what comes after it fails. */
async function begin<T extends Servers | RunningApp | BusyDay>(
  starting: Promise<T>,
  ending: Ending,
): Promise<T> {
  const started = await starting;
  ending.add(() => started.stop());
  return started;
}

/** Found out before anything is started: the commonest mistake gets the quickest answer. */
async function portToUse(port: number): Promise<number> {
  if (port === 0) return freePort();
  await new Promise<void>((free, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(port, '127.0.0.1', () => probe.close(() => free()));
  }).catch((error: unknown) => {
    if (isErrno(error, 'EADDRINUSE'))
      throw new Problem(
        `Port ${port} is in use. End what uses it, or choose another: ` +
          `PORT=${port === 65535 ? 8080 : port + 1} npm start (PORT=0 takes any free one).`,
      );
    if (isErrno(error, 'EACCES'))
      throw new Problem(
        `Port ${port} is reserved for the system. Choose one from 1024: PORT=8080 npm start.`,
      );
    throw error;
  });
  return port;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST'))
      throw new Problem(
        `${folder} cannot be made (${error.code}). ` +
          'Give a folder you may write to: npm start -- --folder PATH.',
      );
    if (isErrno(error, 'ENOSPC'))
      throw new Problem(
        `The disk is full: ${folder} cannot be made. Free some space and start again.`,
      );
    throw error;
  }
}

async function takeFolder({ folder }: StartOptions, ending: Ending, port: number): Promise<void> {
  const taken = await lockFolder(folder, 'start');
  if ('holder' in taken) {
    const { pid, url } = taken.holder;
    throw new Problem(
      `npm start runs already in ${folder}${url ? ` at ${url as string}` : ''} ` +
        `(process ${pid ?? 'unknown'}). ` +
        'End it with Ctrl-C there, or start a second instance beside it: ' +
        `( . ${join(folder, ENV_FILE)} && PORT=0 npm start ).`,
    );
  }
  taken.lock.tell({ url: `http://localhost:${port}` });
  ending.add(() => taken.lock.release());
}

/**
 * For a second instance, and for psql: the addresses of our servers, with their passwords, for the
 * owner's eyes only.
 */
async function noteServers(folder: string, servers: Servers, ending: Ending): Promise<void> {
  const file = join(folder, ENV_FILE);
  const lines = Object.entries(servers.variables).map(
    ([name, value]) => `export ${name}='${value}'`,
  );
  await rm(file, { force: true });
  await writeFile(file, lines.join('\n') + '\n', { mode: 0o600 });
  ending.add(() => rm(file, { force: true }));
}

async function main(): Promise<void> {
  const environment = localEnvironment();
  const ending = new Ending();
  let starting: Promise<void> = Promise.resolve();
  try {
    const options = startOptions(process.argv.slice(2), environment);
    if (options.help) {
      process.stdout.write(USAGE);
      return;
    }
    starting = start(options, environment, ending);
    ending.listen(starting, environment);
    await starting;
  } catch (error) {
    if (ending.hasBegun) return;
    console.error(
      error instanceof Problem || error instanceof ConfigError ? `\n${error.message}` : error,
    );
    await ending.end(starting, 1);
  }
}

void main();
