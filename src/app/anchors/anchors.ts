import { Objects } from '../objects/objects';

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
}

const keyOf = ({ branch, day }: Pick<Anchor, 'branch' | 'day'>) => `${branch}/${day}.json`;
const textOf = ({ branch, day, seq, hash }: Anchor) =>
  `${JSON.stringify({ branch, day, seq, hash })}\n`;

/** Anchors as objects `<branch>/<day>.json`, one line of JSON each, readable without this app. */
export function anchorsIn(objects: Objects): Anchors {
  const read = async (key: string) => {
    const text = await objects.get(key);
    if (text === undefined) throw new Error(`audit anchor ${key} is listed but cannot be read`);
    return JSON.parse(text) as Anchor;
  };
  const keysOf = async (branch: string) =>
    (await objects.keys(`${branch}/`)).filter((key) => /\/\d{4}-\d\d-\d\d\.json$/.test(key));
  return {
    async keep(anchor) {
      if (await objects.add(keyOf(anchor), textOf(anchor), { contentType: 'application/json' })) {
        return;
      }
      const kept = await read(keyOf(anchor));
      if (kept.seq !== anchor.seq || kept.hash !== anchor.hash) {
        throw new AnchorDiffers(kept, anchor);
      }
    },
    of: async (branch) => Promise.all((await keysOf(branch)).map(read)),
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
