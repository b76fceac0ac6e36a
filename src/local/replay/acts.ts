import { Bank, Seat } from './bank';
import { Client } from './client';
import { Visit } from './visit';

/**
 * What customers and advisors of the file can do, each through the route that a person's page
 * calls.
 */
export class ReplayActions {
  /** The ticket that a line of the file became. */
  readonly ids = new Map<number, string>();
  private readonly keys = new Map<number, string>();

  constructor(
    private readonly client: Client,
    private readonly bank: Bank,
  ) {}

  private seat(advisor: string): Seat {
    const seat = this.bank.seats.get(advisor);
    if (!seat) throw new Error(`there is no counter for ${advisor}`);
    return seat;
  }

  private id(visit: Visit): string {
    const id = this.ids.get(visit.line);
    if (!id) throw new Error(`line ${visit.line} has no ticket yet`);
    return id;
  }

  async issue({ line, joins, lane }: Visit): Promise<void> {
    const { ticket, key } = await this.client.call('POST /api/branches/:branch/tickets', {
      params: { branch: this.bank.branch },
      body: { queue: joins, lane },
      authorization: this.bank.kiosk,
    });
    this.ids.set(line, ticket.id);
    this.keys.set(line, key);
  }

  /** Cancels as the customer, with the ticket's key. */
  async cancel(visit: Visit): Promise<void> {
    const authorization = `Ticket ${this.keys.get(visit.line)}`;
    await this.client.call('POST /api/my/cancel', { authorization });
    this.keys.delete(visit.line);
  }

  /** Calls this ticket even if it is not its turn, and starts its service at once. */
  async callOut(visit: Visit, advisor: string): Promise<void> {
    const { authorization, counter } = this.seat(advisor);
    await this.client.call('POST /api/branches/:branch/counters/:counter/call', {
      params: { branch: this.bank.branch, counter },
      body: { ticket: this.id(visit), reason: 'other' },
      authorization,
    });
    await this.start(this.id(visit), advisor);
  }

  /**
   * Calls the customer who is next according to the app, and starts the service at once; undefined
   * if nobody is waiting.
   */
  async callNext(advisor: string): Promise<string | undefined> {
    const { authorization, counter } = this.seat(advisor);
    const answer = await this.client.call(
      'POST /api/branches/:branch/counters/:counter/call-next',
      { params: { branch: this.bank.branch, counter }, authorization },
    );
    const called = answer?.ticket.id;
    if (called) await this.start(called, advisor);
    return called;
  }

  private async start(ticket: string, advisor: string): Promise<void> {
    await this.client.call('POST /api/branches/:branch/tickets/:ticket/start', {
      params: { branch: this.bank.branch, ticket },
      authorization: this.seat(advisor).authorization,
    });
  }

  async finish(visit: Visit, advisor: string): Promise<void> {
    await this.client.call('POST /api/branches/:branch/tickets/:ticket/finish', {
      params: { branch: this.bank.branch, ticket: this.id(visit) },
      authorization: this.seat(advisor).authorization,
    });
    this.keys.delete(visit.line);
  }

  async setState(advisor: string, state: 'available' | 'offline'): Promise<void> {
    const { authorization, counter } = this.seat(advisor);
    await this.client.call('PUT /api/branches/:branch/advisors/me', {
      params: { branch: this.bank.branch },
      body: state === 'available' ? { state, counter } : { state },
      authorization,
    });
  }
}
