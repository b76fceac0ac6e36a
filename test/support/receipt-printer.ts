import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Child, runCompiled } from './child';
import { testFolder } from './test-folder';

export interface ReceiptPrinter extends Child {
  readonly folder: string;
  /** Flips one of its switches and waits for the effect; after `on`, until it has polled. */
  turn(
    what:
      'paper out' | 'paper in' | 'cover open' | 'cover closed' | 'off' | 'on' | 'lose confirmation',
  ): Promise<void>;
  /** Text of each slip so far, oldest first, with the contents of its QR codes. */
  papers(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export interface PrinterSettings {
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  /** Seconds. */
  readonly every?: number;
  readonly print?: number;
  readonly media?: string;
}

/** The test printer as a separate, polling process. */
export async function startPrinter({
  url,
  user = 'printer-1',
  password = 'printer-1',
  every = 0.2,
  print = 0.1,
  media,
}: PrinterSettings): Promise<ReceiptPrinter> {
  const folder = await testFolder('printer');
  const child = runCompiled(
    'src/local/printer/main.ts',
    [
      '--url',
      `${url}/api/cloudprnt`,
      '--user',
      user,
      '--password',
      password,
      '--every',
      String(every),
      '--print',
      String(print),
      '--folder',
      folder,
      ...(media ? ['--media', media] : []),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  await child.line(/^POLLING /m);
  let turns = 0;
  return {
    ...child,
    folder,
    async turn(what) {
      turns += 1;
      child.process.stdin!.write(`${what}\n`);
      await child.line(
        new RegExp(`(?:SWITCHED [^]*){${turns}}${what === 'on' ? 'CONNECTED' : ''}`),
      );
    },
    async papers() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
      return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    },
    async stop() {
      if (child.process.exitCode !== null || child.process.signalCode !== null) return;
      child.process.kill('SIGTERM');
      await once(child.process, 'exit');
    },
  };
}
