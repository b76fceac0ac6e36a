import { useEffect, useState } from 'preact/hooks';
import type { WaysIn } from '../../wire/oidc';
import { call } from '../shared/api/api';

/** By password, if nothing else is known. */
const BY_PASSWORD: WaysIn = {
  passwords: 'everybody',
  provider: null,
  passkeys: false,
  firstAdmin: false,
};
const KEPT = 'ticketero.ways';

export interface Ways {
  /** The same as last time, until the server has answered. */
  readonly ways: WaysIn;
  /** Whether the server has. */
  readonly answered: boolean;
  /** Asks again: somebody else may have changed them. */
  readonly ask: () => Promise<WaysIn>;
}

/** How staff sign in here. */
export function useWays(): Ways {
  const [answered, setAnswered] = useState(false);
  const [ways, setWays] = useState(() => {
    const kept = localStorage.getItem(KEPT);
    return kept ? (JSON.parse(kept) as WaysIn) : BY_PASSWORD;
  });
  const ask = async () => {
    const now = await call('GET /api/sessions/ways');
    localStorage.setItem(KEPT, JSON.stringify(now));
    setWays(now);
    setAnswered(true);
    return now;
  };
  useEffect(() => {
    // The server cannot be reached: what was true the last time applies.
    ask().catch(() => undefined);
  }, []);
  return { ways, answered, ask };
}
