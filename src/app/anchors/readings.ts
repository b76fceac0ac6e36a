import { JSON_TYPE, Objects } from '../objects/objects';
import { KeptReading, ReadingsKept } from '../ports';

/** No chain has such an id. */
const READINGS = '_readings/';
const KEPT = '.json';
const RECORDED = '.recorded';

const nameOf = ({ branch, at, id }: KeptReading) =>
  `${READINGS}${branch}/${new Date(at).toISOString().replaceAll(':', '-')}.${id}`;

/** One chain's readings, as kept outside. */
export interface KeptMark {
  readonly id: string;
  /** RFC 3339. */
  readonly at: string;
  /** It was marked as being in the chain. */
  readonly recorded: boolean;
}

/**
 * Readings as objects `_readings/<branch>/<instant>.<id>.json`, one line of JSON each, beside the
 * anchors. Nothing there can be taken away, so an object `….recorded` beside it says that the chain
 * has it.
 */
export function readingsIn(objects: Objects): ReadingsKept {
  return {
    async keep(reading) {
      await objects.add(`${nameOf(reading)}${KEPT}`, `${JSON.stringify(reading)}\n`, JSON_TYPE);
    },
    async waiting() {
      const keys = new Set(await objects.keys(READINGS));
      const found: KeptReading[] = [];
      for (const key of keys) {
        if (!key.endsWith(KEPT) || keys.has(key.slice(0, -KEPT.length) + RECORDED)) continue;
        const text = await objects.get(key);
        if (text !== undefined) found.push(JSON.parse(text) as KeptReading);
      }
      return found.sort((a, b) => a.at - b.at);
    },
    async recorded(reading) {
      await objects.add(`${nameOf(reading)}${RECORDED}`, '{}\n', JSON_TYPE);
    },
  };
}

/** One chain's readings, for the proof of the chain. */
export async function readingsKeptOf(
  objects: Objects,
  branch: string,
): Promise<readonly KeptMark[]> {
  const keys = await objects.keys(`${READINGS}${branch}/`);
  const recorded = new Set(keys.filter((key) => key.endsWith(RECORDED)));
  return keys.flatMap((key) => {
    const [, day, time, id] =
      /\/(\d{4}-\d\d-\d\d)T(\d\d-\d\d-\d\d\.\d{3}Z)\.([\w-]+)\.json$/.exec(key) ?? [];
    if (id === undefined) return [];
    return [
      {
        id,
        at: `${day}T${time.replaceAll('-', ':')}`,
        recorded: recorded.has(key.slice(0, -KEPT.length) + RECORDED),
      },
    ];
  });
}
