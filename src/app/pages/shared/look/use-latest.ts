import { useRef } from 'preact/hooks';

/**
 * Whoever asks for something else meanwhile must not be shown what they asked for before: answers
 * come in any order.
 * @returns what to call before asking; its answer says whether nothing was asked since
 */
export function useLatest(): () => () => boolean {
  const asked = useRef(0);
  return () => {
    const mine = (asked.current += 1);
    return () => asked.current === mine;
  };
}
