import { useEffect, useState } from 'preact/hooks';
import { SETTLES_MS } from './settles';

/**
 * A page's message, kept as a function that words it, so that it follows a change of language.
 * Undefined: no message.
 * @param about what it is about, as the page shows it: when that changes, the message goes
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
