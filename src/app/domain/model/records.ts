/** Small helpers over immutable records. */

export const put = <T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
): Readonly<Record<string, T>> => ({ ...record, [key]: value });

/**
 * Without these keys: absent, not `undefined`, so that a fold equals what a row or JSON reads as.
 */
export function without<T extends object, K extends keyof T>(
  whole: T,
  ...keys: readonly K[]
): Omit<T, K> {
  const copy: Partial<T> = { ...whole };
  for (const key of keys) delete copy[key];
  return copy as Omit<T, K>;
}

/** `{[key]: value}`, or nothing when the value is undefined: an optional member of a fact. */
export function optional<K extends string, V>(
  key: K,
  value: V | undefined,
): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
