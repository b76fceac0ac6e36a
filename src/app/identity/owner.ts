import { Instant, MINUTE_MS } from '../domain/model/instant';
import { Cache, Device, IdentityStore, Log, Staff, Viewer } from '../ports';
import { cacheKey } from './cache-key';
import { DeviceKeys } from './device-keys';
import { Endings } from './endings';
import { Secrets } from './secrets';

/** A session ends this long after sign-in: a working day and its overtime. */
export const SESSION_MS = 12 * 60 * MINUTE_MS;
/** A session unused for this long ends. An open page uses it once a minute. */
export const IDLE_MS = 60 * MINUTE_MS;
/** Record activity at most this often, so a busy console costs one small update per interval. */
const TOUCH_MS = 5 * MINUTE_MS;
/**
 * How long a cached owner is trusted, in seconds. What ends here is dropped at once; what ends on
 * another instance is known within seconds (`endings.ts`).
 */
const CACHED_SECONDS = 15;

/** Who a token belongs to. */
export type Owner =
  | {
      readonly kind: 'staff';
      readonly session: string;
      readonly staff: Staff;
      readonly expiresAt: Instant;
      readonly idleUntil: Instant;
    }
  | { readonly kind: 'device'; readonly device: Device };

export interface OwnerDeps {
  /** Whose rights ended on other instances; absent: unknown. */
  readonly endings?: Pick<Endings, 'isDoubtful'>;
  readonly store: Pick<IdentityStore, 'sessionByToken' | 'touchSession'>;
  readonly keys: Pick<DeviceKeys, 'owner'>;
  readonly cache: Cache;
  readonly secrets: Pick<Secrets, 'hashToken'>;
  readonly clock: () => Instant;
  readonly log: Log;
}

/** The cached form; an older release leaves out the time. */
type Cached = Owner & { readonly cachedAt?: Instant };
/** What is cached may be damaged, or not ours: then it is read anew. */
function cachedOwner(text: string): Cached | undefined {
  try {
    const found = JSON.parse(text) as Partial<Cached> | null;
    const who = found?.kind === 'staff' ? found.staff : found?.kind === 'device' && found.device;
    return who && typeof who.id === 'string' ? (found as Cached) : undefined;
  } catch {
    return undefined;
  }
}
const idOf = (owner: Owner) => (owner.kind === 'staff' ? owner.staff.id : owner.device.id);

/**
 * Finds a token's owner, through the cache; PostgreSQL has the truth. One look-up per request,
 * whatever the kind of token.
 */
export function createOwners({ store, keys, cache, secrets, clock, log, endings }: OwnerDeps) {
  async function read(hash: string, now: Instant, again: boolean): Promise<Owner | undefined> {
    const session = await store.sessionByToken(hash, now);
    const device = session ? undefined : await keys.owner(hash, now, again);
    const owner: Owner | undefined = session
      ? {
          kind: 'staff',
          session: session.id,
          staff: session.staff,
          expiresAt: session.expiresAt,
          idleUntil: session.idleUntil,
        }
      : device && { kind: 'device', device };
    if (owner) {
      const cached: Cached = { ...owner, cachedAt: now };
      await cache.set(cacheKey(hash), JSON.stringify(cached), CACHED_SECONDS);
    }
    return owner;
  }

  /**
   * Records that a session is in use; nobody waits for it. The cached copy is dropped, not
   * replaced: it may have been signed out in the meantime.
   */
  function touch(hash: string, owner: Extract<Owner, { kind: 'staff' }>, now: Instant) {
    const idleUntil = now + IDLE_MS;
    if (idleUntil - owner.idleUntil < TOUCH_MS) return;
    store
      .touchSession(hash, idleUntil)
      .then(() => cache.drop(cacheKey(hash)))
      .catch((error: Error) =>
        log.warn({ error: error.message }, 'could not record the use of a session'),
      );
  }

  /** @param again an open socket shows the key that it came with once more */
  return async (token: string, again = false): Promise<Owner | undefined> => {
    const hash = secrets.hashToken(token);
    const now = clock();
    const cached = await cache.get(cacheKey(hash));
    const found = cached === undefined ? undefined : cachedOwner(cached);
    const held = found && endings?.isDoubtful(idOf(found), found.cachedAt ?? 0) ? undefined : found;
    let owner: Owner | undefined = held ?? (await read(hash, now, again));
    if (owner?.kind !== 'staff') return owner;
    // Another instance may have recorded its use since it was cached here.
    if (owner.idleUntil <= now && held !== undefined) owner = await read(hash, now, again);
    if (owner?.kind !== 'staff' || owner.expiresAt <= now || owner.idleUntil <= now) {
      return undefined;
    }
    touch(hash, owner, now);
    return owner;
  };
}

export const viewerOf = (owner: Owner): Viewer =>
  owner.kind === 'staff'
    ? {
        kind: 'staff',
        staff: owner.staff.id,
        role: owner.staff.role,
        branches: owner.staff.branches,
        session: owner.session,
      }
    : {
        kind: 'device',
        device: owner.device.id,
        deviceKind: owner.device.kind,
        branch: owner.device.branch,
      };
