import { DAY_MS, Instant } from '../domain/model/instant';
import { JSON_TYPE, Objects } from '../objects/objects';
import { KeptMark, readingsKeptOf } from './readings';

/**
 * Where a chain stood when a day was closed: `hash` is the hash of event `seq`. Kept outside the
 * database, where it cannot be overwritten.
 */
export interface Anchor {
  readonly branch: string;
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
}

/** The store of all anchors. */
export interface Anchors {
  /**
   * Stores an anchor; storing the same one again is fine.
   * @throws when a different one is stored for that day: the chain was changed after the day was
   * closed
   */
  keep(anchor: Anchor): Promise<void>;
  /** A chain's anchors, oldest first. */
  of(branch: string): Promise<readonly Anchor[]>;
  /** A chain's newest anchor. */
  last(branch: string): Promise<Anchor | undefined>;
  /** Notes where chains stand now, while their days are open. */
  note(at: Instant, heads: readonly NotedHead[]): Promise<void>;
  /** Recent notes of where a chain stood, oldest first; read once from the store. */
  noted(branch: string): Promise<readonly NotedHead[]>;
  /** Readings of a chain that waited here while the database took no writes. */
  readings(branch: string): Promise<readonly KeptMark[]>;
  /** Every chain with an anchor. */
  branches(): Promise<readonly string[]>;
}

/** Where a chain stood at some instant of an open day. */
interface NotedHead {
  readonly branch: string;
  readonly seq: number;
  readonly hash: string;
}

/** Older notes are not read: one a minute is half a million a year. */
const NOTED_DAYS = 40;
/** Notes read at a time. */
const AT_ONCE = 16;
/** No chain has such an id. */
const NOTES = '_noted/';

const keyOf = ({ branch, day }: Pick<Anchor, 'branch' | 'day'>) => `${branch}/${day}.json`;
const textOf = ({ branch, day, seq, hash }: Anchor) =>
  `${JSON.stringify({ branch, day, seq, hash })}\n`;

/**
 * Anchors as objects `<branch>/<day>.json`, one line of JSON each, readable without this app.
 * @param notedDays notes of longer ago are not read
 */
export function anchorsIn(objects: Objects, notedDays = NOTED_DAYS): Anchors {
  const read = async (key: string) => {
    const text = await objects.get(key);
    if (text === undefined) throw new Error(`audit anchor ${key} is listed but cannot be read`);
    const anchor = parsed(key, text) as Partial<Anchor> | null;
    if (
      !anchor ||
      keyOf(anchor as Anchor) !== key ||
      !Number.isSafeInteger(anchor.seq) ||
      typeof anchor.hash !== 'string'
    ) {
      throw new AnchorBroken(key);
    }
    return anchor as Anchor;
  };
  /** Read once: all chains are verified from the same notes. */
  let notes: Promise<readonly NotedHead[]> | undefined;
  const keysOf = async (branch: string) =>
    (await objects.keys(`${branch}/`)).filter((key) => /\/\d{4}-\d\d-\d\d\.json$/.test(key));
  return {
    async keep(anchor) {
      if (await objects.add(keyOf(anchor), textOf(anchor), JSON_TYPE)) {
        return;
      }
      const kept = await read(keyOf(anchor));
      if (kept.seq !== anchor.seq || kept.hash !== anchor.hash) {
        throw new AnchorDiffers(kept, anchor);
      }
    },
    of: async (branch) => Promise.all((await keysOf(branch)).map(read)),
    async note(at, heads) {
      const key = `${NOTES}${new Date(at).toISOString().replaceAll(':', '-')}.json`;
      const noted = heads.map(({ branch, seq, hash }) => ({ branch, seq, hash }));
      const text = `${JSON.stringify(noted)}\n`;
      await objects.add(key, text, JSON_TYPE);
    },
    async noted(branch) {
      notes ??= readNotes(objects, notedDays);
      return (await notes).filter((each) => each.branch === branch);
    },
    readings: (branch) => readingsKeptOf(objects, branch),
    async branches() {
      const keys = await objects.keys('');
      return [
        ...new Set(
          keys.flatMap((key) => /^([a-z0-9-]+)\/\d{4}-\d\d-\d\d\.json$/.exec(key)?.[1] ?? []),
        ),
      ];
    },
    async last(branch) {
      const key = (await keysOf(branch)).at(-1);
      return key === undefined ? undefined : read(key);
    },
  };
}

/** A closed day in the chain no longer matches its anchor. */
export class AnchorDiffers extends Error {
  constructor(kept: Anchor, found: Anchor) {
    super(
      `branch ${found.branch}: day ${found.day} was closed at event ${kept.seq}, ` +
        `but now ends at event ${found.seq} or with another hash: ` +
        'its events were changed after that',
    );
    this.name = 'AnchorDiffers';
  }
}

/** The object in an anchor's place is not one that the app wrote. */
class AnchorBroken extends Error {
  constructor(key: string) {
    super(`audit anchor ${key} is not one that the app wrote: it was changed or cut short`);
    this.name = 'AnchorBroken';
  }
}

function parsed(key: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AnchorBroken(key);
  }
}

async function readNotes(objects: Objects, days: number): Promise<readonly NotedHead[]> {
  const since = new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
  const keys = (await objects.keys(NOTES)).filter((key) => key >= `${NOTES}${since}`);
  const found: NotedHead[] = [];
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const texts = await Promise.all(
      keys.slice(from, from + AT_ONCE).map(async (key) => [key, await objects.get(key)] as const),
    );
    for (const [key, text] of texts) {
      const heads = text === undefined ? null : parsed(key, text);
      if (!Array.isArray(heads)) throw new AnchorBroken(key);
      found.push(...(heads as NotedHead[]));
    }
  }
  return found;
}
