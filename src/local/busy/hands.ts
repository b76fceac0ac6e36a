import { Session } from './session';

/** How many events are read at once. */
const PAGE = 1000;

/**
 * The staff members that real people are signed in as, from the bank's audit trail: from a sign-in
 * that is not the simulation's own until the next sign-out. The simulation leaves them alone.
 */
export class Hands {
  private readonly own = new Map<string, number>();
  private readonly held = new Set<string>();
  private after: number | undefined;

  /** Announces that the simulation itself signs in as `username`. */
  readonly expect = (username: string): void => {
    this.own.set(username, (this.own.get(username) ?? 0) + 1);
  };

  holds(username: string): boolean {
    return this.held.has(username);
  }

  /** Reads the events since the last call; the first call only finds the end of the trail. */
  async look(auditor: Session): Promise<void> {
    const first = this.after === undefined;
    for (let more = true; more;) {
      const { events, next } = await auditor.call('GET /api/branches/:branch/audit', {
        params: { branch: 'bank' },
        query: { after: this.after ?? 0, limit: PAGE },
      });
      if (!first) {
        for (const { fact } of events) {
          if (fact.type === 'BankFact') this.hear(fact.what, fact.subject);
        }
      }
      this.after = events.at(-1)?.seq ?? this.after ?? 0;
      more = next !== null;
    }
  }

  hear(what: string, username: string): void {
    if (what === 'signed-out') this.held.delete(username);
    if (what !== 'signed-in') return;
    const expected = this.own.get(username) ?? 0;
    if (expected > 0) this.own.set(username, expected - 1);
    else this.held.add(username);
  }
}
