/** How far ahead to look at a queue: customers in line, and those who come within this time. */
export const AHEAD_MINUTES = 20;

/** What one request can do for a queue, with the shares called in time with and without it. */
export type Remedy = {
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
  /** The share of simulated courses in which too few will be. */
  readonly short: number;
  /** The change that helps most, if any does. */
  readonly mend?: Remedy;
}
