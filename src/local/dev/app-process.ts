import { ChildProcess, fork } from 'node:child_process';
import { Answered, Asked } from './serve';

/** Longer than the app needs to close where nothing hangs; killing it harms nobody's data. */
const PATIENCE_MS = 1_500;

/** How the app stands: it serves, or it does not and says why. */
export type Standing =
  | { readonly serves: { readonly demo: boolean } }
  | { readonly failed: { readonly message: string; readonly isProblem: boolean } };

/** The app's one process, replaced by a new one at every restart. */
export class AppProcess {
  private child: ChildProcess | undefined;
  private standing = Promise.withResolvers<Standing>();
  private isSettled = false;
  private serving = false;

  constructor(
    /** The bundle to run. */
    private readonly file: string,
    private readonly asked: Asked,
    /** Told when an app that served has ended by itself. */
    private readonly fell: (message: string) => void,
  ) {}

  /** Settles when the app of the newest restart serves or has failed: requests wait for it. */
  now(): Promise<Standing> {
    return this.standing.promise;
  }

  get isServing(): boolean {
    return this.serving;
  }

  /** While an app cannot be built: why. */
  fail(message: string): void {
    this.settle({ failed: { message, isProblem: false } });
  }

  /**
   * Replaces the process. The new one loads while the old one ends.
   * @returns undefined when a later restart came first
   */
  async restart(): Promise<Standing | undefined> {
    if (this.isSettled) {
      this.standing = Promise.withResolvers();
      this.isSettled = false;
    }
    this.serving = false;
    const old = this.child;
    const child = fork(this.file, [], {
      execArgv: ['--enable-source-maps', '--inspect-publish-uid=http'],
      // Packages are compiled once for all restarts: a fifth of the time to load.
      env: { ...this.asked.environment.all, NODE_COMPILE_CACHE: `${this.file}.cache` },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true, // Ctrl-C reaches us alone, and we end it
    });
    this.child = child;
    const answered = new Promise<Standing>((resolve) => {
      child.once('message', (answer: Answered) => resolve(answer));
      child.once('exit', (code, signal) =>
        resolve({
          failed: { message: `the app ended with ${signal ?? `code ${code}`}`, isProblem: false },
        }),
      );
    });
    await ended(old);
    if (this.child !== child) return undefined;
    child.send(this.asked);
    const standing = await answered;
    if (this.child !== child) return undefined;
    this.settle(standing);
    if ('serves' in standing) this.watchOver(child);
    return standing;
  }

  async stop(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    await ended(child);
  }

  private settle(standing: Standing): void {
    if (this.isSettled) this.standing = Promise.withResolvers();
    this.isSettled = true;
    this.serving = 'serves' in standing;
    this.standing.resolve(standing);
  }

  private watchOver(child: ChildProcess): void {
    child.once('exit', (code, signal) => {
      if (this.child !== child) return;
      const message = `the app ended with ${signal ?? `code ${code}`}`;
      this.fail(message);
      this.fell(message);
    });
  }
}

/** SIGTERM, and SIGKILL for one that does not end in time. */
async function ended(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await exit;
  clearTimeout(impatience);
}
