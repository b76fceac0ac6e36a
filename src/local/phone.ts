import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ENV } from '../contract';
import { LocalEnvironment } from './machine/environment';

/** A local Bot API with a page of phones, in place of Telegram. */
export interface Phone {
  readonly url: string;
  /** Environment variables that make the app use it. */
  readonly variables: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** A token of the right form, which only the local Bot API accepts. */
const TOKEN = '1000000:local-bot-api-token-for-this-machine';

/**
 * Starts the local Bot API as a separate process. It ends when its standard input closes, so it
 * never outlives us, even after `kill -9`.
 * @throws Error with its output if it does not start within 30 s
 */
export async function startPhone(environment: LocalEnvironment): Promise<Phone> {
  const args = [
    '--import',
    'tsx',
    join(__dirname, 'bot-api/main.ts'),
    '--with-parent',
    '--token',
    TOKEN,
  ];
  const child = spawn(process.execPath, args, {
    cwd: join(__dirname, '../..'),
    stdio: ['pipe', 'pipe', 'inherit'],
    env: environment.all,
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve()).once('error', () => resolve());
  });
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    const timer = setTimeout(
      () => reject(new Error(`the local Bot API did not start within 30 s: ${output}`)),
      30_000,
    );
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      const found = /^READY (\S+)$/m.exec(output)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`the local Bot API ended at once: ${output}`)));
    void ended.finally(() => clearTimeout(timer));
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    variables: { [ENV.TELEGRAM_BOT_TOKEN]: TOKEN, [ENV.TELEGRAM_API_ROOT]: url },
    stop,
  };
}
