/**
 * Whether two values have the same JSON text, in any order of members; cheaper than making two
 * texts. Undefined members count as absent. For values that are not JSON, false does not prove a
 * difference: compare the texts then.
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
