import './machine/node-version';
import { join } from 'node:path';
import { announcement } from './announce';
import { serveApp } from './app';
import { APP_ASSETS, buildApp } from './build/build';
import { keepBusy } from './busy/keep-busy';
import { begin, both, noteServers, takeGround } from './ground';
import { Ending } from './machine/ending';
import { LocalEnvironment } from './machine/environment';
import { StartOptions } from './options';
import { runProgram } from './program';
import { startServers } from './servers';

/** `npm start`: runs a demo bank with embedded servers, from an empty folder to `READY <url>`. */
async function start(
  options: StartOptions,
  environment: LocalEnvironment,
  ending: Ending,
): Promise<void> {
  const { folder } = options;
  const { port, keys, own } = await takeGround(options, environment, ending);
  const [built, servers] = await both(
    buildApp({ parts: ['pages'] }),
    begin(startServers(folder, environment), ending),
  );
  if (built.length) process.stdout.write(`built ${built.join(' and ')}\n`);
  for (const warning of servers.warnings) process.stdout.write(`warning: ${warning}\n`);
  if (ending.hasBegun) return;

  const app = await begin(
    serveApp({ environment, servers, keys, port, pagesFolder: join(APP_ASSETS, 'pages') }),
    ending,
  );
  if (own) await noteServers(folder, servers, ending);
  process.stdout.write(announcement(app, { ...options, own, ...servers }));
  if (!options.busy) return;
  const day = await begin(keepBusy(app, servers.phoneUrl), ending);
  process.stdout.write(day.notice);
}

void runProgram('npm start', start);
