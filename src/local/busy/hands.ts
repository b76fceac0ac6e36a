import { Session } from './session';

/** Read at once. */
const PAGE = 1000;

/**
 * Which staff a person has signed in as: from a sign-in that is not the simulation's own to the
 * next sign-out, by the bank's audit trail. Whom a person is, the simulation leaves alone.
 */
export class Hands {
  private readonly own = new Map<string, number>();
  private readonly held = new Set<string>();
  private after: number | undefined;

  /** The simulation signs in as `username`: that sign-in is its own. */
  readonly expect = (username: string): void => {
    this.own.set(username, (this.own.get(username) ?? 0) + 1);
  };

  holds(username: string): boolean {
    return this.held.has(username);
  }

  /** Reads on from where it was; the first time, only where the trail ends. */
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
