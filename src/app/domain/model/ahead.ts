/** How far ahead a queue is looked at: customers in line, and those who come within this long. */
export const AHEAD_MINUTES = 20;

/** What one request can do for a queue, with the shares called in time then and as it stands. */
export type Mend = {
  readonly advisor: string;
  readonly within: number;
  readonly instead: number;
} & ({ readonly do: 'open-queue'; readonly queue: string } | { readonly do: 'call-back' });

/** How a queue's customers of the next minutes will fare with those who are on duty. */
export interface Ahead {
  /** Customers who can still be called in time: in line, or still to come. */
  readonly came: number;
  /** Share of those served who will be called in time. */
  readonly within: number;
  /** Of the possible courses, the share in which too few will be. */
  readonly short: number;
  /** The change that helps most, if one does. */
  readonly mend?: Mend;
}
