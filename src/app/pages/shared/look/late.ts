import { useEffect, useState } from 'preact/hooks';

/** After how long (ms) nobody believes any more that something is just about to come. */
const LATE_MS = 8000;

/** True once the component has been on screen long enough for what it waits for to be late. */
export function useLate(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return late;
}
