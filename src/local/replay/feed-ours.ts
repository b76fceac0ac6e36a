import { ReplayActions } from './acts';
import { Agenda } from './agenda';
import { Arrival, Arrivals, Shift } from './arrivals';
import { Stopped } from './feed';
import { NightWatch } from './night-watch';
import { Plan } from './plan';
import { Progress } from './progress';
import { QueueId } from './visit';

type Moment =
  | { readonly what: 'finish'; readonly arrival: Arrival; readonly advisor: string }
  | { readonly what: 'cancel' | 'issue'; readonly arrival: Arrival }
  | { readonly what: 'come' | 'go'; readonly advisor: string };

const RANK: Readonly<Record<Moment['what'], number>> = {
  finish: 0,
  cancel: 1,
  issue: 2,
  come: 3,
  go: 4,
};

/**
 * Feeds the month's customers and lets the app decide who is next: free advisors, longest free
 * first, press *next* while somebody is waiting for them.
 */
export async function feedOurs(
  plan: Plan,
  month: Arrivals,
  actions: ReplayActions,
  watch: NightWatch,
  progress: Progress,
): Promise<void> {
  await new OurMonth(plan, month, actions, watch).run(progress);
  await watch.close();
}

class OurMonth {
  private readonly agenda = new Agenda<Moment>();
  private readonly queuesOf: ReadonlyMap<string, readonly QueueId[]>;
  private readonly waiting: Record<QueueId, Set<Arrival>> = { in: new Set(), rest: new Set() };
  private readonly byTicket = new Map<string, Arrival>();
  /** Free advisors on duty, longest free first. */
  private readonly free = new Set<string>();
  private readonly busy = new Set<string>();
  private readonly goHome = new Set<string>();
  private cleared = -Infinity;

  constructor(
    plan: Plan,
    { arrivals, shifts }: Arrivals,
    private readonly actions: ReplayActions,
    private readonly watch: NightWatch,
  ) {
    this.queuesOf = new Map(plan.advisors.map(({ name, queues }) => [name, queues]));
    for (const arrival of arrivals) this.put(arrival.visit.issuedAt, { what: 'issue', arrival });
    shifts.forEach(({ advisor, from, until }: Shift) => {
      this.put(from, { what: 'come', advisor });
      this.put(until, { what: 'go', advisor });
    });
  }

  async run(progress: Progress): Promise<void> {
    let done = 0;
    for (let at = this.agenda.next; at !== undefined; at = this.agenda.next) {
      await this.watch.until(at);
      this.forgetClosed();
      while (this.agenda.next === at) {
        const moment = this.agenda.take()!;
        await this.live(at, moment);
        if (moment.what === 'issue') done += 1;
      }
      await this.callAll(at);
      progress.tell(done, at);
    }
  }

  private put(at: number, moment: Moment): void {
    this.agenda.put(at, RANK[moment.what], moment);
  }

  private async live(at: number, moment: Moment): Promise<void> {
    const line = 'arrival' in moment ? moment.arrival.visit.line : 0;
    await this.act(at, moment).catch((error: Error) => {
      throw new Stopped(line, moment.what, at, error);
    });
  }

  private async act(at: number, moment: Moment): Promise<void> {
    switch (moment.what) {
      case 'issue': {
        const { visit, patience } = moment.arrival;
        await this.actions.issue(visit);
        this.byTicket.set(this.actions.ids.get(visit.line)!, moment.arrival);
        this.waiting[visit.queue].add(moment.arrival);
        if (patience !== undefined) {
          this.put(at + patience, { what: 'cancel', arrival: moment.arrival });
        }
        return;
      }
      case 'cancel':
        if (this.waiting[moment.arrival.visit.queue].delete(moment.arrival)) {
          await this.actions.cancel(moment.arrival.visit);
        }
        return;
      case 'finish':
        await this.actions.finish(moment.arrival.visit, moment.advisor);
        this.watch.left(at - moment.arrival.service);
        this.busy.delete(moment.advisor);
        if (this.goHome.delete(moment.advisor)) {
          await this.actions.setState(moment.advisor, 'offline');
        } else {
          this.free.add(moment.advisor);
        }
        return;
      case 'come':
        // still serving a customer of the previous day
        if (this.goHome.delete(moment.advisor) || this.busy.has(moment.advisor)) return;
        await this.actions.setState(moment.advisor, 'available');
        this.free.add(moment.advisor);
        return;
      case 'go':
        if (this.free.delete(moment.advisor)) {
          await this.actions.setState(moment.advisor, 'offline');
        } else {
          this.goHome.add(moment.advisor);
        }
    }
  }

  /** Calls until no free advisor has anybody waiting. */
  private async callAll(at: number): Promise<void> {
    for (const advisor of [...this.free]) {
      if (!this.queuesOf.get(advisor)!.some((queue) => this.waiting[queue].size)) continue;
      const ticket = await this.actions.callNext(advisor).catch((error: Error) => {
        throw new Stopped(0, `next of ${advisor}`, at, error);
      });
      const arrival = this.byTicket.get(ticket ?? '');
      if (!arrival || !this.waiting[arrival.visit.queue].delete(arrival)) {
        throw new Stopped(
          arrival?.visit.line ?? 0,
          `next of ${advisor}`,
          at,
          new Error(
            ticket
              ? `the app called ${ticket}, which is not waiting`
              : 'the app says that nobody is waiting',
          ),
        );
      }
      this.free.delete(advisor);
      this.busy.add(advisor);
      this.watch.came(at);
      this.put(at + arrival.service, { what: 'finish', arrival, advisor });
    }
  }

  /** Removes customers who were in line when the day was closed. */
  private forgetClosed(): void {
    if (this.watch.closedUntil <= this.cleared) return;
    this.cleared = this.watch.closedUntil;
    for (const line of Object.values(this.waiting)) {
      for (const arrival of line) if (arrival.visit.issuedAt < this.cleared) line.delete(arrival);
    }
  }
}
