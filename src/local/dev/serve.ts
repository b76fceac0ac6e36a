import { close, open } from 'node:inspector';
import { isMainThread } from 'node:worker_threads';
import { RunningApp, serveApp, ServeOptions } from '../app';
import { Problem } from '../machine/problem';
import { messageOf } from '../machine/processes';

/**
 * What `npm run dev` sends to start the app, once its predecessor has released port and inspector.
 */
export interface DevOptions extends ServeOptions {
  readonly inspectorPort: number;
}

/** What the app's process answers. */
export type Answered =
  | { readonly serves: { readonly demo: boolean } }
  | { readonly failed: { readonly message: string; readonly isProblem: boolean } };

/** The app under `npm run dev`: a separate process that every save of a server file replaces. */
function main(): void {
  let starting: Promise<RunningApp | undefined> = Promise.resolve(undefined);
  const end = async () => {
    await (await starting)?.stop();
    close(); // an attached debugger would keep the process alive
    process.exit(0);
  };
  process.once('message', (options: DevOptions) => {
    open(options.inspectorPort, '127.0.0.1');
    starting = serve(options);
  });
  process.once('SIGTERM', () => void end());
  process.once('disconnect', () => void end()); // the parent process is gone
}

async function serve(options: DevOptions): Promise<RunningApp | undefined> {
  try {
    const app = await serveApp(options);
    answer({ serves: { demo: app.demo } });
    return app;
  } catch (error) {
    const isProblem = error instanceof Problem;
    const message = isProblem ? error.message : ((error as Error).stack ?? messageOf(error));
    answer({ failed: { message, isProblem } });
    return undefined;
  }
}

const answer = (what: Answered) => process.send?.(what);

// The thread that simulates loads the same bundle.
if (isMainThread) main();
