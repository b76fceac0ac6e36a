import { setTimeout as pause } from 'node:timers/promises';
import type { InputOf } from '../../app/wire/routes';
import type { AdvisorView } from '../../app/wire/views';
import { Chance } from './chance';
import { Client } from './client';
import { Console } from './console';
import { Fate, guestFate } from './fate';
import { Hands } from './hands';
import { QUEUE_SHARES } from './plan';
import { Recent } from './recent';
import { Session } from './session';
import { nextStep, Step } from './step';
import { Troubles } from './troubles';

/** Interval between looks at the console, ms. */
const LOOK_MS = 250;
/** Pause after an error, and after there was nobody to call, ms. */
const REST_MS = 2000;
/**
 * How long a step may take to show on the console, ms. Acting on an outdated view would repeat the
 * step.
 */
const SHOWN_MS = 2000;

export interface AdvisorParts {
  readonly client: Client;
  readonly hands: Hands;
  readonly troubles: Troubles;
  readonly clock: () => number;
  readonly chance: Chance;
  /** Tickets that the simulation itself took, and what will become of them. */
  readonly own: Recent<Fate>;
  readonly signal: AbortSignal;
}

/** A simulated advisor at a counter. */
export class SimulatedAdvisor {
  private readonly session: Session;
  private readonly console: Console;
  /** Services since the last pause. */
  servedSince: number;
  /** Whether the advisor has come on duty yet. */
  began = false;

  constructor(
    private readonly parts: AdvisorParts,
    private readonly who: {
      readonly username: string;
      readonly branch: string;
      readonly counter: string;
      readonly servedSince: number;
    },
  ) {
    this.servedSince = who.servedSince;
    this.session = new Session(parts.client, who.username, parts.hands.expect);
    this.console = new Console(
      this.session,
      { origin: parts.client.origin, branch: who.branch },
      (error) => parts.troubles.met(error),
    );
  }

  /** Serves until the day is ended from outside. */
  async serve(): Promise<void> {
    const { hands, troubles, signal } = this.parts;
    while (!signal.aborted) {
      if (hands.holds(this.who.username)) {
        this.console.close();
      } else {
        this.console.open();
        await this.step().catch(async (error: unknown) => {
          troubles.met(error);
          await this.rest(REST_MS);
        });
      }
      await this.rest(LOOK_MS);
    }
  }

  /** Goes home: finishes the ticket in service, or returns a called one to the line. */
  async goHome(): Promise<void> {
    const { view } = this.console;
    this.console.close();
    if (this.parts.hands.holds(this.who.username)) return;
    if (view?.current?.state === 'serving') await this.finish(view.current.id, false);
    if (view && view.me.state !== 'offline') await this.setState({ state: 'offline' });
  }

  endSession(): Promise<void> {
    return this.session.end();
  }

  private async step(): Promise<void> {
    const { view } = this.console;
    if (view === undefined) return;
    const step = nextStep(
      view,
      (ticket) => this.parts.own.get(ticket) ?? guestFate,
      this,
      this.parts.clock(),
    );
    if (step.do === 'wait') return;
    await this.take(step, view);
    await this.console.changed(SHOWN_MS);
  }

  private async take(
    step: Exclude<Step, { readonly do: 'wait' }>,
    view: AdvisorView | null,
  ): Promise<void> {
    switch (step.do) {
      case 'come':
        this.began = true;
        return this.setState({ state: 'available', counter: view?.me.counter ?? this.who.counter });
      case 'pause':
        this.servedSince = 0;
        return this.setState({
          state: 'paused',
          reason: this.parts.chance.among({ break: 2, paperwork: 3, meeting: 1 }),
        });
      case 'call':
        await this.session.call('POST /api/branches/:branch/counters/:counter/call-next', {
          params: { branch: this.who.branch, counter: view?.me.counter ?? this.who.counter },
        });
        return;
      case 'finish':
        this.servedSince += 1;
        return this.finish(step.ticket, step.next);
      case 'transfer':
        this.keepThere(step.ticket);
        await this.session.call('POST /api/branches/:branch/tickets/:ticket/transfer', {
          params: { branch: this.who.branch, ticket: step.ticket },
          body: { queue: this.otherQueue(view!), reason: 'another-matter' },
        });
        return;
      default:
        await this.session.call(`POST /api/branches/:branch/tickets/:ticket/${step.do}`, {
          params: { branch: this.who.branch, ticket: step.ticket },
        });
        return;
    }
  }

  /** Records that the next advisor keeps the ticket. */
  private keepThere(ticket: string): void {
    const fate = this.parts.own.get(ticket);
    if (fate) this.parts.own.put(ticket, { ...fate, transferred: false });
  }

  private otherQueue({ me, current }: AdvisorView): string {
    const shares = Object.fromEntries(
      me.queues
        .filter((queue) => queue !== current?.queue)
        .map((queue) => [queue, QUEUE_SHARES[queue] ?? 1]),
    );
    return this.parts.chance.among(shares);
  }

  private async setState(
    body: InputOf<'PUT /api/branches/:branch/advisors/me'>['body'],
  ): Promise<void> {
    const params = { branch: this.who.branch };
    await this.session.call('PUT /api/branches/:branch/advisors/me', { params, body });
  }

  private async finish(ticket: string, next: boolean): Promise<void> {
    await this.session.call('POST /api/branches/:branch/tickets/:ticket/finish', {
      params: { branch: this.who.branch, ticket },
      body: { next },
    });
  }

  private rest(ms: number): Promise<unknown> {
    return pause(ms, undefined, { signal: this.parts.signal }).catch(() => undefined);
  }
}
