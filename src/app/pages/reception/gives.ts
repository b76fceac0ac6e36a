import { useEffect, useState } from 'preact/hooks';
import { ApiProblem } from '../shared/api/api';
import { readBranch } from '../shared/api/branch';
import { serverNow } from '../shared/api/server-time';
import { asStaff } from '../shared/api/session';

const LOOK_MS = 15_000;
/** How long after the branch's opening to look. */
const AFTER_MS = 50;

export type None = 'branch_closed' | 'last_ticket_given';

/**
 * Why the branch issues no tickets, as a code of the API; undefined while it issues them, or if
 * that is unknown. Read when it opens, whenever it is configured, and regularly.
 */
export function useGivesNone(branch: string, configured: number | undefined): None | undefined {
  const [none, setNone] = useState<None>();
  useEffect(() => {
    let stopped = false;
    let timer = 0;
    const look = async () => {
      let wait = LOOK_MS;
      try {
        const { open, lastTicketGiven, opensAt } = await asStaff(() => readBranch(branch));
        if (stopped) return;
        setNone(open ? undefined : lastTicketGiven ? 'last_ticket_given' : 'branch_closed');
        const opens = open || opensAt === null ? Infinity : Date.parse(opensAt) - serverNow();
        wait = Math.max(500, Math.min(LOOK_MS, opens + AFTER_MS));
      } catch (error) {
        // Not reached or busy: what was read stays, and the top bar shows the lost connection.
        if (!(error instanceof ApiProblem)) throw error;
      }
      if (!stopped) timer = window.setTimeout(() => void look(), wait);
    };
    void look();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [branch, configured]);
  return none;
}
