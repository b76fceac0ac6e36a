import '../machine/node-version';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ENV } from '../../contract';
import { announcement } from '../announce';
import { signInLinks } from '../app';
import { ROOT } from '../build/inputs';
import { keepBusy } from '../busy/keep-busy';
import { begin, both, noteServers, takeGround } from '../ground';
import { Ending } from '../machine/ending';
import { LocalEnvironment } from '../machine/environment';
import { Problem } from '../machine/problem';
import { freePort } from '../machine/processes';
import { StartOptions } from '../options';
import { runProgram } from '../program';
import { startServers } from '../servers';
import { INSPECTOR_PORT } from './addresses';
import { AppProcess } from './app-process';
import { startFront } from './front';
import { firstApp, restartOnSaves } from './saves';
import { openServerBundle } from './server-bundle';

const print = (line: string) => {
  process.stdout.write(`${line}\n`);
};

/**
 * `npm run dev`: like `npm start`, for sources that are being edited. Saved pages reload, and a
 * saved server file restarts the app; PostgreSQL, Valkey and the local Telegram keep running.
 */
async function dev(
  options: StartOptions,
  environment: LocalEnvironment,
  ending: Ending,
): Promise<void> {
  const { folder } = options;
  const { port, keys, own } = await takeGround(options, environment, ending);
  const workFolder = join(ROOT, '.ticketero/dev');
  const [bundle, servers] = await both(
    openServerBundle(ROOT, workFolder),
    begin(startServers(folder, environment), ending),
  );
  ending.add(() => bundle.close());
  for (const warning of servers.warnings) print(`warning: ${warning}`);
  if (ending.hasBegun) return;

  const url = environment.all[ENV.PUBLIC_URL] || `http://localhost:${port}`;
  const demoToken = randomBytes(24).toString('base64url');
  const appPort = await freePort();
  const inspectorPort = await freePort(INSPECTOR_PORT);
  const app = new AppProcess(
    bundle.file,
    { environment, servers, keys, port: appPort, publicUrl: url, demoToken, inspectorPort },
    (message) => print(`${message}; it starts again when a file is saved`),
  );
  const cacheFolder = join(workFolder, 'vite');
  const front = await begin(
    startFront({ root: ROOT, cacheFolder, port, appPort, app: () => app.now() }),
    ending,
  );
  ending.add(() => app.stop());
  const saves = { root: ROOT, bundle, app, print };
  const standing = await firstApp(saves);
  if ('failed' in standing && standing.failed.isProblem) throw new Problem(standing.failed.message);
  restartOnSaves(saves, front.watcher);
  if (own) await noteServers(folder, servers, ending);

  const demo = 'serves' in standing && standing.serves.demo;
  const shown = { url, demo, signInLink: signInLinks(url, demoToken) };
  print(announcement(shown, { ...options, own, ...servers }).trimEnd());
  print(loop(inspectorPort));
  if (options.busy) {
    print((await begin(keepBusy(shown, servers.phoneUrl), ending)).notice);
  }
}

const loop = (inspectorPort: number) => `
Saved pages reload; a saved server file restarts the app, and the servers keep running.
  inspector              127.0.0.1:${inspectorPort}   (chrome://inspect, or "attach" in an editor)
`;

void runProgram('npm run dev', dev);
