import { relative } from 'node:path';
import { AppProcess, Standing } from './app-process';
import { Front } from './front';
import { ServerBundle } from './server-bundle';

/** Wait this long after a save, because editors write a file in several steps. */
const SETTLE_MS = 40;

export interface Saves {
  readonly root: string;
  readonly bundle: ServerBundle;
  readonly app: AppProcess;
  readonly print: (line: string) => void;
}

/**
 * Builds and starts the app for the first time. A failure that is not a Problem waits for the next
 * save.
 */
export async function firstApp({ bundle, app, print }: Saves): Promise<Standing> {
  const built = await bundle.build();
  if ('failed' in built) app.fail(built.failed);
  const standing = 'failed' in built ? await app.now() : ((await app.restart()) ?? app.now());
  if ('failed' in standing && !standing.failed.isProblem) print(standing.failed.message);
  return standing;
}

/**
 * Restarts the app when a save changes what it runs. While a save does not compile, the previous
 * app keeps serving.
 */
export function restartOnSaves(saves: Saves, watcher: Front['watcher']): void {
  const { bundle } = saves;
  let isBroken = false;
  let saved: { readonly path: string; readonly at: number } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let building: Promise<void> = Promise.resolve();
  watcher.on('all', (event, path) => {
    if (!['add', 'change', 'unlink'].includes(event) || !(isBroken || bundle.uses(path))) return;
    saved ??= { path, at: performance.now() };
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { path: first, at } = saved!;
      saved = undefined;
      building = building.then(async () => {
        isBroken = await buildAndRestart(saves, relative(saves.root, first), at);
      });
    }, SETTLE_MS);
  });
}

/** @returns whether the build failed */
async function buildAndRestart(
  { bundle, app, print }: Saves,
  path: string,
  savedAt: number,
): Promise<boolean> {
  const built = await bundle.build();
  if ('failed' in built) {
    print(`${built.failed}
The app from before this save keeps running.`);
    return true;
  }
  if (!built.isNew && app.isServing) return false;
  void app.restart().then((standing) => {
    if (standing === undefined) return; // a later save was faster
    if ('failed' in standing) print(standing.failed.message);
    else print(`restarted in ${seconds(performance.now() - savedAt)} after ${path} was saved`);
  });
  return false;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
