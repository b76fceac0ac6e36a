import { useState } from 'preact/hooks';

/**
 * A message of a page: kept as the way to say it, so that it follows when the reader changes the
 * language. Undefined: nothing is said.
 */
export function useSaid<T = string>(): readonly [T | undefined, (make?: () => T) => void] {
  const [kept, keep] = useState<{ readonly make: () => T }>();
  return [kept?.make(), (make) => keep(make && { make })];
}
