import { evolveFloors } from '../domain/fold/floor';
import { floorJson, openedFor } from '../domain/views/json-once';
import { BranchReads, Cache, FloorRead, Log } from '../ports';
import { inTurns } from './in-turns';

/**
 * A cached floor at most this many events old is brought up to date; an older one is read again.
 */
const NEAR = 200;
/** One more events old than this is also stored again, so that the next reader folds less. */
const WORTH_KEEPING = 20;
const SECONDS = 600;
/**
 * Floors are kept as they were last read, which saves a parse: at most this many characters in all,
 * which take about three times as much memory. A line of thousands is a million characters.
 */
const MOST_KEPT = 8_000_000;

/**
 * Branch reads with a cache of floors in front, for the moment when every instance opens every
 * branch at once. Never wrong: the primary's head says which epoch and seq are current, and events
 * the cached floor lacks are read and folded. Without Redis it costs one extra read.
 */
export function cachedReads(deps: {
  readonly reads: BranchReads;
  readonly cache: Cache;
  readonly log: Log;
}): BranchReads {
  const { reads, cache, log } = deps;
  const { keep, parsed } = lastRead();

  const store = async (branch: string, floor: FloorRead) => {
    const { floor: line, ...about } = floor;
    const text = `${openedFor(JSON.stringify(about), 'floor')}${floorJson(line)}}`;
    keep(branch, text, floor);
    await cache.set(key(branch), text, SECONDS);
  };

  const cached = async (branch: string): Promise<FloorRead | undefined> => {
    const text = await cache.get(key(branch));
    if (text === undefined) return undefined;
    const [head] = await reads.readHeads([branch]);
    const found = parsed(branch, text);
    if (
      !head ||
      found.epoch !== head.epoch ||
      found.seq > head.seq ||
      head.seq - found.seq > NEAR
    ) {
      return undefined;
    }
    if (found.seq === head.seq) return found;
    const events = await reads.readEventsOf(branch, found.epoch, found.seq, NEAR * 2);
    if (!events) return undefined;
    const whole = events.length > 0 && events.length < NEAR * 2 && events[0].seq === found.seq + 1;
    // Events do not carry the configuration; only a read has it.
    if (!whole || events.some((event) => event.fact.type === 'BranchConfigured')) return undefined;
    const last = events.at(-1)!;
    const now = {
      ...found,
      seq: last.seq,
      at: last.at,
      floor: evolveFloors(found.floor, events),
    };
    if (events.length > WORTH_KEEPING) await store(branch, now);
    return now;
  };

  const readFloor = inTurns(async (branch: string): Promise<FloorRead> => {
    try {
      const found = await cached(branch);
      if (found) return found;
    } catch (error) {
      log.warn(
        { branch, error: (error as Error).message },
        'could not use a cached floor: reading it instead',
      );
    }
    const found = await reads.readFloor(branch);
    await store(branch, found);
    return found;
  });

  return {
    readEvents: (branch, after, limit) => reads.readEvents(branch, after, limit),
    readEventsOf: (branch, epoch, after, limit) => reads.readEventsOf(branch, epoch, after, limit),
    readHeads: (branches) => reads.readHeads(branches),
    readFloor,
  };
}

/** Floors as they were last read, each with its text. */
function lastRead() {
  const read = new Map<string, { readonly text: string; readonly floor: FloorRead }>();
  let kept = 0;

  const drop = (branch: string) => {
    kept -= read.get(branch)?.text.length ?? 0;
    read.delete(branch);
  };

  const keep = (branch: string, text: string, floor: FloorRead) => {
    drop(branch);
    read.set(branch, { text, floor });
    kept += text.length;
    while (kept > MOST_KEPT) drop(read.keys().next().value!);
    return floor;
  };

  const parsed = (branch: string, text: string): FloorRead => {
    const known = read.get(branch);
    return known?.text === text ? known.floor : keep(branch, text, JSON.parse(text));
  };

  return { keep, parsed };
}

/**
 * The number is the version of the shape, so two releases on one Redis never read each other's
 * floors.
 */
const key = (branch: string) => `floor-3:{b:${branch}}`;
