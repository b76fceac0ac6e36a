import { BANK } from '../domain/model/bank';
import { BankFactName } from '../domain/model/branch-facts';
import { Instant } from '../domain/model/instant';
import { deviceText } from '../domain/model/keys-given';
import { Cache, Device, DeviceKeyStore, Log, RecordFact } from '../ports';
import { cacheKey } from './cache-key';
import { Secrets } from './secrets';

/** A key in use is followed by another after this long, ms. */
const KEY_MS = 24 * 3_600_000;
/**
 * A key that was replaced is good for this long (ms): for requests under way, for an answer that
 * was lost or overtaken by an older one, and for a browser whose power went before it wrote the new
 * one to its disk.
 */
const GRACE_MS = 10 * 60_000;
/** A page asks every ten seconds; whether its key is due is checked at most this often, ms. */
const LOOK_MS = 60_000;
const MOST = 5_000;

export interface DeviceKeysDeps {
  readonly store: DeviceKeyStore;
  readonly cache: Cache;
  readonly secrets: Pick<Secrets, 'newToken' | 'hashToken' | 'digest'>;
  readonly record: RecordFact;
  readonly clock: () => Instant;
  readonly log: Log;
}

/**
 * Keys of kiosks and displays are replaced while they are used, so a copied cookie is good for a
 * day at most. If a key is shown after it was replaced, either the one who shows it or the one who
 * replaced it has a copy. Which of the two is unknown, so both keys end.
 */
export function createDeviceKeys({ store, cache, secrets, record, clock, log }: DeviceKeysDeps) {
  const lookAgainAt = new Map<string, Instant>();
  const tell = (device: Device, what: BankFactName, details: Readonly<Record<string, string>>) =>
    record(BANK, { kind: device.kind, id: device.id }, [
      {
        type: 'BankFact',
        what,
        subject: device.id,
        details: { branch: device.branch, ...details },
      },
    ]);
  const digestOf = (device: Device, hash: string) => secrets.digest(deviceText(device.id, hash));

  async function used(device: Device, line: string, hash: string, now: Instant) {
    try {
      const othersEndAt = now + GRACE_MS;
      if (!(await store.keyUsed(hash, { device: device.id, line, now, othersEndAt }))) return;
      await tell(device, 'device-key-taken', { key: digestOf(device, hash) });
    } catch (error) {
      // The key works anyway; the next check tries to note it again.
      log.warn({ error: (error as Error).message }, 'could not note the first use of a key');
    }
  }

  async function reused(device: Device, line: string) {
    const ended = await store.endLine(device.id, line);
    await Promise.all(ended.map((each) => cache.drop(cacheKey(each))));
    if (!ended.length) return;
    log.warn({ device: device.id }, 'a key of a device came after it was replaced: both ended');
    await tell(device, 'device-key-reused', {
      ended: ended.map((each) => digestOf(device, each)).join(' '),
    });
  }

  return {
    /**
     * Whose key it is.
     * @param again an open socket shows the key that it came with once more, which may have been
     *   replaced since
     */
    async owner(hash: string, now: Instant, again: boolean): Promise<Device | undefined> {
      const found = await store.deviceByToken(hash);
      if (!found) return undefined;
      const { device, key } = found;
      if (key.endsAt !== null && key.endsAt <= now) {
        if (!again) await reused(device, key.line);
        return undefined;
      }
      if (key.follows !== null && key.usedAt === null) await used(device, key.line, hash, now);
      return device;
    },
    /** Whether a socket's key has merely been replaced: it may come back with the new one. */
    replaced: (token: string) => store.lineLives(secrets.hashToken(token), clock()),
    /**
     * The next key, where one is due; its first use ends this one.
     * @param device whose key it has to be
     */
    async successor(token: string, device: string): Promise<string | undefined> {
      const now = clock();
      const hash = secrets.hashToken(token);
      if ((lookAgainAt.get(hash) ?? 0) > now) return undefined;
      lookAgainAt.delete(hash);
      lookAgainAt.set(hash, now + LOOK_MS);
      if (lookAgainAt.size > MOST) lookAgainAt.delete(lookAgainAt.keys().next().value!);
      const found = await store.deviceByToken(hash);
      if (found?.device.id !== device) return undefined;
      const { line, givenAt, endsAt } = found.key;
      const due = endsAt === null ? (givenAt ?? 0) + KEY_MS <= now : endsAt > now;
      if (!due || !(await store.mayFollow(line, device, now))) return undefined;
      const next = secrets.newToken();
      const tokenHash = secrets.hashToken(next);
      // The event comes first: a key without an event was not given here.
      await tell(found.device, 'device-key-renewed', {
        key: digestOf(found.device, tokenHash),
        follows: digestOf(found.device, hash),
      });
      await store.giveSuccessor({ tokenHash, follows: hash, device, line, now });
      return next;
    },
  };
}
export type DeviceKeys = ReturnType<typeof createDeviceKeys>;
