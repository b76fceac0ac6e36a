import { lastAtBranches, lastProofs } from '../db/reads/proofs';
import { BANK } from '../domain/model/bank';
import { NightlyProof, Proof, PROOF_LEASE_SECONDS } from '../operations/time/nightly-proof';
import { AppOptions } from './app';
import { prove } from './proof';
import { Core } from './writing';

const LEASE = 'audit-proof';

/** Proves the record once a night with what this instance has, as `audit:verify` does. */
export function joinNightlyProof(
  {
    anchorsAtNight,
    appRole,
    log,
    recordAmiss,
  }: Pick<AppOptions, 'anchorsAtNight' | 'appRole' | 'log' | 'recordAmiss'>,
  { storage: { database, vault }, writing: { deps } }: Core,
) {
  const { sweep } = database.pools;
  return new NightlyProof({
    mine: () => deps.store.takeLease(LEASE, PROOF_LEASE_SECONDS),
    release: () => deps.store.dropLease(LEASE),
    last: lastProofs(sweep),
    lastEvent: () => lastAtBranches(sweep),
    prove: async (watch) =>
      proofOf(await prove({ database, vault, kept: anchorsAtNight?.(), appRole }, watch)),
    runInBackground: deps.runInBackground,
    clock: deps.clock,
    log,
    ring: recordAmiss,
  });
}

/** The outcome of the reports. Faults of the schema count for the bank's own chain. */
function proofOf({ reports, guards }: Awaited<ReturnType<typeof prove>>): Proof {
  const faults: Record<string, readonly string[]> = {};
  for (const report of reports) {
    const wrong = [...report.faults, ...(report.branch === BANK ? guards.wrong : [])];
    if (wrong.length) faults[report.branch] = wrong;
  }
  return {
    chains: reports.length,
    events: reports.reduce((sum, { events }) => sum + events, 0),
    faults,
    unproven: [...reports.flatMap(({ unproven }) => unproven), ...guards.untold],
  };
}
