/** The rows of one commit, by what they are for. */
export interface Rows {
  readonly events: readonly object[];
  readonly issued: readonly object[];
  /** Tickets that no advisor has in hand any more, or never had. */
  readonly freed: readonly { readonly id: string }[];
  /** Tickets that an advisor calls or serves. */
  readonly inHand: readonly { readonly id: string }[];
  readonly counts: readonly object[];
  readonly numbers: readonly object[];
  readonly advisors: readonly object[];
  readonly alerts: readonly object[];
  readonly answers: readonly object[];
  readonly remarks: readonly object[];
  /** Notes of staff on a visit; and ids of removed ones. */
  readonly notes: readonly object[];
  readonly notesGone: readonly string[];
  readonly begun: readonly object[];
  readonly ended: readonly { readonly subject: string; readonly endedSeq: number }[];
}

/** Adds a value to the statement and gives its name there. */
export type Value = (value: unknown) => string;

export const json = (rows: readonly object[]) => JSON.stringify(rows);
