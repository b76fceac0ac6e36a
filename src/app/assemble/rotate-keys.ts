import { CipherPool, otherCiphers, renewCiphers } from '../db/stores/ciphers';
import { renewRecordedCiphers } from '../operations/commands/rotate-keys';
import {
  CipherPlace,
  CIPHERS,
  RecordedCiphers,
  RenewedCipher,
  Run,
  Unreadable,
  Vault,
} from '../ports';
import { Kind, kindsOfCipher, purposeOf } from '../vault/kinds';
import { openStorage, StorageOptions } from './storage';
import { joinWriting } from './writing';

export interface RotateDeps {
  readonly pool: CipherPool;
  readonly vault: Pick<Vault, 'encrypt' | 'decrypt' | 'dataKeys'>;
  readonly runInBackground: Run;
}

/** Rows looked at, and rows changed, by one statement. */
const PAGE = 2_000;
const AT_ONCE = 200;
/** Rows changed at a time where each change is recorded as an event. */
const AN_EVENT = 20;
/**
 * An instance that still writes under an older key after this many rounds does not know the new
 * one.
 */
const ROUNDS = 5;

interface Round {
  readonly renewed: number;
  /** Rows that were locked or changed meanwhile: to be looked at again. */
  readonly missed: number;
  /** What cannot be read: the row, and why. */
  readonly unreadable: readonly string[];
}

/** Once through a column, in the order of its keys. */
async function round(deps: RotateDeps, kind: Kind): Promise<Round> {
  const { pool, vault } = deps;
  const place: CipherPlace = CIPHERS[kind];
  const atOnce = place.recorded ? AN_EVENT : AT_ONCE;
  const { begin, inUse } = vault.dataKeys();
  let renewed = 0;
  let missed = 0;
  const unreadable: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await otherCiphers(pool, place, begin, after, PAGE);
    const ready: RenewedCipher[] = [];
    for (const { key, cipher: was } of page) {
      if (was === null) continue;
      const purpose = purposeOf(kind, key);
      try {
        ready.push({ key, was, cipher: vault.encrypt(vault.decrypt(was, purpose), purpose) });
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        unreadable.push(`${place.table} ${key}: ${error.because}`);
      }
    }
    for (let from = 0; from < ready.length; from += atOnce) {
      const some = ready.slice(from, from + atOnce);
      const done = await (place.recorded
        ? renewRecordedCiphers(deps)(kind as RecordedCiphers, inUse, some)
        : renewCiphers(pool, place, some));
      renewed += done;
      missed += some.length - done;
    }
    if (page.length < PAGE) return { renewed, missed, unreadable };
    after = page.at(-1)!.key;
  }
}

/**
 * Re-encrypts every cipher that is not under the data key in use, while instances serve. Each row
 * is done for good, so an interrupted run can be started again, and two at once do no harm.
 * @returns whether everything is under that key when it ends
 */
export async function rotateAll(deps: RotateDeps, print: (line: string) => void): Promise<boolean> {
  const { inUse, known } = deps.vault.dataKeys();
  const others = known.filter((id) => id !== inUse);
  const plural = others.length > 1 ? 's' : '';
  print(
    `data key ${inUse} is in use` +
      (others.length ? `; known besides: ${others.join(', ')}` : ', and no other is known'),
  );
  let ready = true;
  let behind = false;
  for (const kind of kindsOfCipher) {
    const { table, column } = CIPHERS[kind];
    let renewed = 0;
    let last: Round | undefined;
    for (let each = 0; each < ROUNDS; each += 1) {
      last = await round(deps, kind);
      renewed += last.renewed;
      if (last.renewed + last.missed === 0) break;
    }
    print(`${table}.${column}: ${renewed} re-encrypted`);
    for (const line of last!.unreadable) print(`cannot be read: ${line}`);
    ready &&= last!.unreadable.length === 0;
    behind ||= last!.renewed + last!.missed > 0;
  }
  if (behind) {
    print(
      `rows came under another key while this ran: an instance does not use key ${inUse} yet. ` +
        'Give it the keys as they are now, and run this again',
    );
  } else if (!ready) {
    print('what cannot be read stays as it is; no key may be taken out before it can');
  } else if (others.length) {
    print(
      `everything is under key ${inUse}. Once every instance uses it, run this again; if it then ` +
        `re-encrypts nothing, key${plural} ${others.join(', ')} can be taken out of "data"`,
    );
  } else {
    print(`everything is under key ${inUse}`);
  }
  return ready && !behind;
}

/** Runs it beside the instances that serve. */
export async function rotateBeside(
  options: StorageOptions,
  print: (line: string) => void,
): Promise<boolean> {
  await using stack = new AsyncDisposableStack();
  const storage = await openStorage(options, stack);
  const { deps } = joinWriting(options, storage, stack);
  // awaited here, because its connections are closed when this returns
  return await rotateAll(
    {
      pool: storage.database.pools.sweep,
      vault: storage.vault,
      runInBackground: deps.runInBackground,
    },
    print,
  );
}
