/** One value that differs between two versions of a resource. */
export interface PropertyChange {
  /** Names joined by dots; an element of a list goes by what names it, such as its `Name`. */
  readonly path: string;
  readonly old: unknown;
  readonly now: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Ref, Fn::GetAtt and the like are values, not holders of values. */
const isIntrinsic = (value: unknown) =>
  isObject(value) &&
  Object.keys(value).length === 1 &&
  /^(Ref|Condition|Fn::\w+)$/.test(Object.keys(value)[0]);

/** What names an element of a list; the first that it has. */
const NAMES = [
  'Name',
  'Key',
  'Sid',
  'Id',
  'RuleName',
  'PathPattern',
  'HeaderName',
  'ContainerPath',
  'Field',
];

/** What an element of a list is called, so that it is found again when its place changes. */
function nameOf(element: unknown): string {
  if (!isObject(element)) return JSON.stringify(element);
  const name = NAMES.find((each) => typeof element[each] === 'string');
  if (name) return String(element[name]);
  // a kind, such as GeoMatchStatement in NotStatement, and what it has
  const [kind, ...others] = Object.keys(element);
  return others.length === 0 && isObject(element[kind]) && !isIntrinsic(element)
    ? kind
    : JSON.stringify(element);
}

function* inside(
  path: string,
  old: Record<string, unknown>,
  now: Record<string, unknown>,
): Generator<PropertyChange> {
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    yield* changesOf(path === '' ? name : `${path}.${name}`, old[name], now[name]);
  }
}

/** A list as an object by the names of its elements; equal names are numbered. */
function named(list: readonly unknown[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const element of list) {
    const name = nameOf(element);
    let free = name;
    for (let next = 2; free in found; next++) free = `${name}~${next}`;
    found[free] = element;
  }
  return found;
}

/** Every value that differs, as deep as it can be named. */
export function* changesOf(path: string, old: unknown, now: unknown): Generator<PropertyChange> {
  if (JSON.stringify(old) === JSON.stringify(now)) return;
  if (Array.isArray(old) && Array.isArray(now)) {
    yield* inside(path, named(old), named(now));
  } else if (isObject(old) && isObject(now) && !isIntrinsic(old) && !isIntrinsic(now)) {
    yield* inside(path, old, now);
  } else {
    yield { path, old, now };
  }
}
