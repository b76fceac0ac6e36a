/**
 * RFC 8785 (JSON Canonicalization Scheme): one text for one value. Keys are sorted by UTF-16 code
 * units, there is no white space, numbers and strings are as ECMAScript writes them, undefined
 * members are left out. Throws for values without JSON text (NaN, functions).
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`no canonical text for the number ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each ?? null)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`no canonical text for a ${typeof value}`);
}
