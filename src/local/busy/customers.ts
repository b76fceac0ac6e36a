import { Chance } from './chance';
import { Client, Refusal } from './client';
import { Fate } from './fate';
import { Phones } from './phones';
import { drawPlan, drawRut, Plan } from './plan';
import { Recent } from './recent';
import { Followed, follows, wishOf } from './wish';

/** If more customers than this are in line, newcomers leave again. */
const CROWD = 14;
/** At most this many simulated tickets of a branch are open at once. */
const MOST_OPEN = 80;
/** Nobody follows a ticket for longer than this, ms. */
const LONGEST_MS = 45 * 60_000;

/** A ticket whose customer may still want something. */
export interface Visit {
  readonly ticket: string;
  readonly key: string;
  readonly plan: Plan;
  readonly since: number;
  readonly phone?: string;
  moreTime: boolean;
}

export interface CustomerParts {
  readonly client: Client;
  readonly chance: Chance;
  readonly clock: () => number;
  readonly phones: Phones | undefined;
  /** The simulation's own tickets, and what will become of them. */
  readonly own: Recent<Fate>;
}

/** The simulated customers of one branch, who use its kiosk. */
export class Customers {
  private token: string | undefined;
  private came = 0;
  /** Keys of the latest tickets, which include all that are still in line. */
  private readonly keys: string[] = [];

  constructor(
    private readonly parts: CustomerParts,
    readonly branch: string,
  ) {}

  /** A customer comes in. @returns the visit if the customer follows the ticket */
  async arrive(): Promise<Visit | undefined> {
    const kiosk = `Bearer ${(this.token ??= await this.enrol())}`;
    try {
      return await this.takeTicket(kiosk);
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.token = undefined;
      throw error;
    }
  }

  private async takeTicket(kiosk: string): Promise<Visit | undefined> {
    const { chance, own } = this.parts;
    const { open, settings, queues } = await this.parts.client.call(
      'GET /api/branches/:branch/kiosk',
      { params: { branch: this.branch }, authorization: kiosk },
    );
    const offered = queues.filter((queue) => queue.open);
    if (
      !open ||
      offered.length === 0 ||
      queues.reduce((sum, { waiting }) => sum + waiting, 0) > CROWD
    ) {
      return undefined;
    }
    const plan = drawPlan(chance, (this.came += 1));
    const queue = offered.find(({ id }) => id === plan.queue) ?? offered[0];
    const nationalId = plan.nationalId ?? (settings.anonymousAllowed ? undefined : drawRut(chance));
    const { ticket, key, links } = await this.parts.client.call(
      'POST /api/branches/:branch/tickets',
      {
        params: { branch: this.branch },
        body: { queue: queue.id, nationalId, lane: plan.lane, language: plan.language },
        authorization: kiosk,
      },
    );
    own.put(ticket.id, plan.fate);
    if (this.keys.push(key) > MOST_OPEN) this.keys.shift();
    await this.print(kiosk, ticket.id, plan.paperComesOut);
    if (!follows(plan)) return undefined;
    const phone =
      plan.phone && links.telegram
        ? await this.parts.phones?.follow(links.telegram, plan.language)
        : undefined;
    return {
      ticket: ticket.id,
      key,
      plan,
      since: this.parts.clock(),
      ...(phone === undefined ? {} : { phone }),
      moreTime: false,
    };
  }

  /**
   * Looks at the ticket on a phone and does what the customer wants. @returns whether to look again
   */
  async look(visit: Visit): Promise<boolean> {
    const { client, clock } = this.parts;
    const mine = { authorization: `Ticket ${visit.key}` };
    const { ticket } = await client.call('GET /api/my', mine);
    const followed: Followed = {
      state: ticket.state,
      issuedAt: Date.parse(ticket.issuedAt),
      deferred: ticket.deferredUntil !== null,
      defersLeft: ticket.defersLeft,
    };
    switch (wishOf(visit.plan, followed, visit, clock())) {
      case 'cancel':
        await client.call('POST /api/my/cancel', mine);
        return this.over(visit);
      case 'more-time':
        visit.moreTime = true;
        await client.call('POST /api/my/defer', {
          ...mine,
          body: { minutes: Math.min(...ticket.deferMinutes) },
        });
        return true;
      case 'score':
        await client.call('POST /api/my/feedback', {
          ...mine,
          body: { score: visit.plan.score! },
        });
        return this.over(visit);
      case 'over':
        return this.over(visit);
      default:
        return clock() - visit.since < LONGEST_MS || this.over(visit);
    }
  }

  /** Cancels every simulated ticket that is still waiting. */
  async giveUp(): Promise<void> {
    await Promise.allSettled(
      this.keys
        .splice(0)
        .map((key) =>
          this.parts.client.call('POST /api/my/cancel', { authorization: `Ticket ${key}` }),
        ),
    ); // most have been served, so cancelling is refused
  }

  private over(visit: Visit): false {
    if (visit.phone !== undefined) this.parts.phones?.giveBack(visit.phone);
    return false;
  }

  private async print(kiosk: string, ticket: string, comesOut: boolean): Promise<void> {
    const { client } = this.parts;
    const given = { params: { branch: this.branch, ticket }, authorization: kiosk };
    if (comesOut) {
      await client.call('POST /api/branches/:branch/tickets/:ticket/printed', given);
      return;
    }
    await client.call('POST /api/branches/:branch/tickets/:ticket/printed', {
      ...given,
      body: { ok: false, reason: 'no-paper' },
    });
    await client.call('POST /api/branches/:branch/tickets/:ticket/reprint', given);
  }

  private async enrol(): Promise<string> {
    const { token } = await this.parts.client.call('POST /api/devices/enrol', {
      body: { code: `kiosk-${this.branch}` },
    });
    return token;
  }
}
