import { useEffect, useState } from 'preact/hooks';

/** After how long (ms) nobody believes any more that something is just about to come. */
const LATE_MS = 8000;

/** True once the component has been on screen so long that what it waits for is late. */
export function useLate(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return late;
}
