import { repeating } from '../db/connect/repeating';
import { boundSince, CipherPool, hasCiphers, someCiphers } from '../db/stores/ciphers';
import { CipherPlace, CIPHERS } from '../ports';
import { checkKeys } from '../vault/check-keys';
import { kindsOfCipher, purposeOf } from '../vault/kinds';
import { createVault, RenewableVault } from '../vault/vault';
import { AppOptions } from './app';

/** How often keys in a file are looked at, ms. */
const LOOK_MS = 2_000;

/** @throws if they do not decrypt what this database holds: some of each kind are tried */
async function tryKeys(vault: RenewableVault, pool: CipherPool): Promise<void> {
  for (const kind of kindsOfCipher) {
    const kept = await someCiphers(pool, CIPHERS[kind]);
    checkKeys(
      vault,
      kept.map(({ key, cipher }) => ({ cipher, purpose: purposeOf(kind, key) })),
    );
  }
}

/** @throws if a key would go under which something is still encrypted */
async function nothingLost(before: RenewableVault, after: RenewableVault, pool: CipherPool) {
  const stay = after.dataKeys().known;
  for (const { id, begins } of before.dataKeys().keys) {
    if (stay.includes(id)) continue;
    for (const kind of kindsOfCipher) {
      const place: CipherPlace = CIPHERS[kind];
      if (!(await hasCiphers(pool, place, begins))) continue;
      throw new Error(
        `DATA_KEYS: key ${id} of "data" is gone, and ${place.table}.${place.column} has rows ` +
          'under it: put it back after the new one, run npm run keys:rotate, then take it out',
      );
    }
  }
}

/**
 * Tries the keys on what the database holds. Keys in a file are read again when they change; if new
 * ones would leave something unreadable, that is logged and the former stay.
 * @throws if the keys are wrong at the start
 */
export async function watchKeys(
  { dataKeys, log }: Pick<AppOptions, 'dataKeys' | 'log'>,
  vault: RenewableVault,
  pool: CipherPool,
): Promise<AsyncDisposable> {
  vault.bindFrom(await boundSince(pool));
  await tryKeys(vault, pool);
  if (typeof dataKeys === 'string') return { [Symbol.asyncDispose]: async () => undefined };
  let seen: string | undefined;
  let told: string | undefined;
  const look = repeating(async () => {
    try {
      const text = dataKeys();
      if (text === seen) return;
      const next = createVault(text);
      await tryKeys(next, pool);
      await nothingLost(vault, next, pool);
      const changed = vault.renew(text);
      seen = text;
      told = undefined;
      const { known, inUse } = vault.dataKeys();
      if (changed) log.info({ known, inUse }, 'the data keys have changed');
    } catch (error) {
      const { message } = error as Error;
      if (message === told) return;
      told = message;
      log.error({ err: error }, 'the data keys were not taken: the former are in use');
    }
  }, LOOK_MS);
  look.start(LOOK_MS);
  return { [Symbol.asyncDispose]: () => look.stop() };
}
