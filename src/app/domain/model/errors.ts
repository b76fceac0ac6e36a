/**
 * A rule refuses a command, and says what can be done instead. `kind` becomes the HTTP status:
 * invalid 422, missing 404, conflict 409, forbidden 403.
 */
export class Refused extends Error {
  constructor(
    readonly kind: 'invalid' | 'missing' | 'conflict' | 'forbidden',
    /** For programs, in snake case: `wrong_state`, `active_ticket_exists`. */
    readonly code: string,
    /** One sentence: what is wrong and the way out. Never personal data. */
    message: string,
    /** Each field, what it got and what it wants. */
    readonly fields: readonly {
      readonly field: string;
      readonly got: unknown;
      readonly wants: string;
    }[] = [],
    /** More members of the problem: ids and numbers only. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Refused';
  }
}

/** A past day still has open tickets, which do not belong to the next one. */
export class DayToClose extends Error {
  constructor(readonly day: string) {
    super(`business day ${day} is to be closed first`);
  }
}
