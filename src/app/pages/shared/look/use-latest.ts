import { useRef } from 'preact/hooks';

/**
 * Drops outdated answers, which may come in any order.
 * @returns a function to call before asking; its result says whether nothing was asked since
 */
export function useLatest(): () => () => boolean {
  const asked = useRef(0);
  return () => {
    const mine = (asked.current += 1);
    return () => asked.current === mine;
  };
}
