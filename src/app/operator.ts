import { CONNECTIONS } from '../contract';
import { keptOutside } from './anchors/kept-outside';
import { makeAdminLink, NoLink } from './assemble/admin-link';
import { faceOfBank } from './assemble/bank-face';
import { proveAll, VERIFIED, Verified } from './assemble/proof';
import { rotateBeside } from './assemble/rotate-keys';
import { StorageOptions } from './assemble/storage';
import { Config } from './config';
import { administratorsUrl, connectionOf } from './connection';
import { keysOf } from './data-keys';
import { poolSizes } from './db/connect/pools';
import { Database, openDatabase } from './db/open-database';
import { Face } from './domain/model/face';
import { createLog } from './log';
import { createVault } from './vault/vault';

/** An operator's commands, run beside the tasks that serve. */

export { NoLink };

/** Work on the database beside the tasks that serve. */
async function onDatabase<T>(
  config: Config,
  url: string,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const log = createLog(config.logLevel, config.instance);
  const sizes = poolSizes(CONNECTIONS.least);
  const database = openDatabase(await connectionOf(config, url), 'verify', log, { sizes });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The bank's face, for the page that is shown while no app answers. */
export const bankFace = (config: Config): Promise<Face> =>
  onDatabase(config, administratorsUrl(config), faceOfBank);

/** Proves every chain and the rows that follow; the exit status. */
export const proof = (config: Config, print: (line: string) => void): Promise<Verified> =>
  onDatabase(config, config.database.url, (database) =>
    proveAll(
      {
        database,
        vault: createVault(keysOf(config)),
        kept: keptOutside(config.auditAnchors).anchors,
        appRole: config.database.appRole,
      },
      print,
    ),
  );

/** Proves every chain; true if nothing is wrong as far as is known. */
export const verify = async (config: Config, print: (line: string) => void): Promise<boolean> =>
  (await proof(config, print)) !== VERIFIED.broken;

/** An instance that runs one command and serves nobody. */
const besideOthers = async (config: Config, instance: string): Promise<StorageOptions> => ({
  database: await connectionOf(config),
  poolSizes: poolSizes(CONNECTIONS.least),
  redis: config.redis,
  dataKeys: keysOf(config),
  instance,
  log: createLog('error', config.instance),
});

/** Lets an administrator in again; lines for the operator, the link first. @throws NoLink */
export const adminLink = async (config: Config, name?: string): Promise<readonly string[]> =>
  makeAdminLink(
    await besideOthers(config, 'admin-link'),
    name,
    config.publicUrl ?? `http://localhost:${config.port}`,
  );

/**
 * Re-encrypts, under the data key in use, what is encrypted under others, while instances serve.
 * @returns whether everything is under it now
 */
export const rotateKeys = async (config: Config, print: (line: string) => void): Promise<boolean> =>
  rotateBeside(await besideOthers(config, 'keys-rotate'), print);

/** Checks token, webhook, secret and reachability, and prints a line for each with what to do. */
export async function checkTelegram(
  { telegram, publicUrl, port }: Config,
  print: (line: string) => void,
): Promise<boolean> {
  if (!telegram) {
    print(
      'wrong  token: TELEGRAM_BOT_TOKEN is empty, so Telegram is off. ' +
        'In Telegram, open @BotFather, send /newbot, and set the variable to the token you get.',
    );
    return false;
  }
  const { checkTelegram: findingsOf } = await import('./plugins/telegram/check');
  const findings = await findingsOf(telegram, publicUrl ?? `http://localhost:${port}`);
  for (const { ok, text } of findings) print(`${ok ? 'right' : 'wrong'}  ${text}`);
  return findings.every(({ ok }) => ok);
}
