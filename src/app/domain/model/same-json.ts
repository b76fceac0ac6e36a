/**
 * Whether two values have the same JSON text, whatever the order of their members: cheaper than two
 * texts. Members that are undefined are not there. False does not say that they differ, for what is
 * no JSON: compare the texts then, to say what they are.
 */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((each, at) => sameJson(each, b[at]));
  }
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  let members = 0;
  for (const key of Object.keys(left)) {
    if (left[key] === undefined) continue;
    members += 1;
    // not `in`: a member may have the name of one that every object has
    if (left[key] !== right[key] || !Object.hasOwn(right, key)) {
      if (!Object.hasOwn(right, key) || !sameJson(left[key], right[key])) return false;
    }
  }
  for (const key of Object.keys(right)) if (right[key] !== undefined) members -= 1;
  return members === 0;
}
