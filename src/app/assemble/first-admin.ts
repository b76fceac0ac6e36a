import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { countAdmins } from '../db/reads/read-configured';
import { dropLease, takeLease } from '../db/stores/leases';
import { firstAdmin, FirstAdmin } from '../identity/first-admin';
import { same } from '../vault/vault';
import { Storage } from './storage';

const LEASE = 'first-admin';
/** An instance that dies while it makes somebody keeps others out no longer, s. */
const LEASE_SECONDS = 30;
/** How long somebody else's turn is given before it is asked for again, ms. */
const PAUSE_MS = 200;

/** The first administrator: one at a time over all instances, by a lease. */
export const joinFirstAdmin = (
  { models, pools: { sweep } }: Storage['database'],
  adminCode: string | undefined,
): FirstAdmin =>
  firstAdmin({
    adminCode,
    sameText: same,
    countAdmins: () => countAdmins(models),
    async takeTurn() {
      const holder = randomUUID();
      const taken = await takeLease(sweep, LEASE, holder, LEASE_SECONDS);
      return taken ? () => dropLease(sweep, LEASE, holder) : undefined;
    },
    pause: () => setTimeout(PAUSE_MS),
  });
