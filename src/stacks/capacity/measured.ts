/** Of burstable classes, per processor (AWS, EC2 user guide: t3 and t4g). */
const BASELINE: Readonly<Record<string, number>> = {
  micro: 0.1,
  small: 0.2,
  medium: 0.2,
  large: 0.3,
};

/**
 * Costs of one machine with two processors, on which load, app, PostgreSQL and other work ran
 * together, and what is assumed where nothing was measured; `docs/capacity.md` says which is which.
 * That a Graviton processor of a burstable class is of the same order is assumed too.
 */
export const MEASURED = {
  workload: {
    /** The same as in the bill. */
    ticketsPerBranchDay: 300,
    daysPerYear: 26 * 12,
    requestsPerTicket: 40,
    screensPerBranch: 12,
    /** Customers' pages that are open at once. */
    customersPerBranch: 20,
    /** Issued, called, started, finished, and two more: deferred, moved, undone, rated. */
    commandsPerTicket: 6,
    /** Share of a day's customers who come in its busiest hour: assumed. */
    busiestHour: 1 / 7,
    /** How much busier the busiest seconds are than the mean of that hour: assumed. */
    burst: 3,
  },
  cost: {
    /** Milliseconds of processor. Of a command measured, of another request assumed. */
    commandAppMs: 1.2,
    commandDatabaseMs: 1.2,
    requestAppMs: 0.3,
    requestDatabaseMs: 0.15,
    /** One frame to one screen. */
    frameMs: 0.015,
    /** A ticket with its events, stretches, deliveries and indexes. */
    ticketKb: 10,
  },
  /** Processors should be busy, and storage full, up to this share at most. */
  spare: 0.6,
  /**
   * Connections that keep one processor of the database busy, assumed: a command waits twice for
   * the network and once for the disk, which takes some five times as long as it computes.
   */
  connectionsPerCore: 6,
  /**
   * Processors of an instance class: two up to `large`, as AWS has them; of a burstable class the
   * share that it may use all day (its baseline).
   */
  cores: (type: string): number => {
    const [family = '', size = ''] = type.split('.');
    const times = /^(\d*)xlarge$/.exec(size);
    const all = times ? 4 * Number(times[1] || 1) : 2;
    return family.startsWith('t') ? all * (BASELINE[size] ?? 0.4) : all;
  },
} as const;
