import { useEffect, useState } from 'preact/hooks';
import { SETTLES_MS } from './settles';

/**
 * A message of a page: kept as the way to say it, so that it follows when the reader changes the
 * language. Undefined: nothing is said.
 * @param about what it is about, as the page shows it: when that is another, the message goes
 */
export function useSaid<T = string>(
  about = '',
): readonly [T | undefined, (make?: () => T) => void] {
  const [kept, keep] = useState<{ readonly make: () => T; readonly at: number }>();
  useEffect(() => {
    if (kept && performance.now() - kept.at > SETTLES_MS) keep(undefined);
  }, [about]);
  return [kept?.make(), (make) => keep(make && { make, at: performance.now() })];
}
