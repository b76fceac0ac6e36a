import type { Weekday } from '../routes/weekday';
import type { Answer } from '../stage';
import { Dice } from './dice';

export const STAFF = ['advisor-1', 'advisor-2', 'advisor-3'] as const;

/** A ticket at a counter, any of the last ones, the last that was ended, or one in these states. */
export type Of = 'own' | 'any' | 'ended' | readonly string[];

/** What can be taken back. */
const SLIPS: readonly string[] = ['finish', 'transfer', 'matter'];

/** Three advisors at their counters, a supervisor, a kiosk, and customers with their pages. */
export class Desk {
  /** What was done, and how often it succeeded. */
  readonly done: Record<string, number> = {};
  /** Who had a ticket last at the counter. */
  private readonly handled = new Map<string, string>();
  private lastEnded?: string;
  private readonly issued: { readonly id: string; readonly key: string }[] = [];

  constructor(
    private readonly weekday: Weekday,
    private readonly dice: Dice,
  ) {}

  anyone = (): string => this.dice.of(STAFF);

  after(seconds: number) {
    this.weekday.after(seconds);
  }

  async sweep() {
    await this.weekday.stage.app.sweep.step(this.weekday.now);
  }

  async issue(queue: string, more: object) {
    const kiosk = await this.weekday.stage.device('kiosk-1');
    const answer = await this.ask('issue', 'POST', '/tickets', kiosk, { queue, ...more });
    const { ticket, key } = answer.body as { ticket?: { id: string }; key?: string };
    if (ticket && key) this.issued.push({ id: ticket.id, key });
  }

  async be(state: string, more: object = {}) {
    const who = this.anyone();
    const counter = state === 'available' ? { counter: counterOf(who) } : {};
    await this.as(who, state, 'PUT', '/advisors/me', { state, ...counter, ...more });
  }

  async next() {
    const who = this.anyone();
    await this.as(who, 'next', 'POST', `/counters/${counterOf(who)}/call-next`);
  }

  async call() {
    const [who, any] = [this.anyone(), this.lately()];
    const body = { ticket: any?.id, reason: 'unwell' };
    if (any) await this.as(who, 'call', 'POST', `/counters/${counterOf(who)}/call`, body);
  }

  async told(state: string) {
    const path = `/advisors/${this.anyone()}`;
    await this.as('supervisor-1', 'told', 'PUT', path, { state, reason: 'break' });
  }

  async serves(queues: readonly string[]) {
    const path = `/advisors/${this.anyone()}/queues`;
    await this.as('supervisor-1', 'queues', 'PUT', path, { queues });
  }

  async customer(what: string, body?: object) {
    const { stage } = this.weekday;
    const any = this.lately();
    if (!any) return;
    const as = `Ticket ${any.key}`;
    this.count(what, await stage.ask('POST', `/api/my/${what}`, { as, body }));
  }

  /** Mostly by whoever has, or had, the ticket in hand. */
  async press(verb: string, of: Of, body?: object) {
    const ticket = await this.oneOf(of);
    if (!ticket) return;
    const whose = this.handled.get(ticket) ?? this.anyone();
    const presser = this.dice.chance(0.85) ? whose : this.dice.of([this.anyone(), 'supervisor-1']);
    const answer = await this.as(presser, verb, 'POST', `/tickets/${ticket}/${verb}`, body);
    if (answer.status < 300 && SLIPS.includes(verb)) this.lastEnded = ticket;
  }

  /** A ticket at one of the counters. */
  private async inHand(): Promise<string | undefined> {
    const { stage } = this.weekday;
    const held: string[] = [];
    for (const who of STAFF) {
      const me = await stage.ask('GET', at('/advisors/me'), { as: await stage.staff(who) });
      const { current } = me.body as { current?: { id: string } };
      if (!current) continue;
      held.push(current.id);
      this.handled.set(current.id, who);
    }
    return held.length ? this.dice.of(held) : undefined;
  }

  private async oneOf(of: Of): Promise<string | undefined> {
    const { stage, supervisor: as } = this.weekday;
    if (of === 'own') return this.inHand();
    if (of === 'any') return this.lately()?.id;
    if (of === 'ended') return this.lastEnded;
    const list = await stage.call('GET /api/branches/:branch/tickets', {
      params: { branch: '1' },
      as,
    });
    const some = list.filter(({ state }) => of.includes(state));
    return some.length ? this.dice.of(some).id : undefined;
  }

  private lately = () => {
    const some = this.issued.slice(-15);
    return some.length ? this.dice.of(some) : undefined;
  };

  private async as(who: string, what: string, method: string, path: string, body?: object) {
    return this.ask(what, method, path, await this.weekday.stage.staff(who), body);
  }

  private async ask(what: string, method: string, path: string, as: string, body?: object) {
    return this.count(what, await this.weekday.stage.ask(method, at(path), { as, body }));
  }

  private count(what: string, answer: Answer): Answer {
    if (answer.status >= 500) throw new Error(`${what}: ${answer.status} ${answer.text}`);
    if (answer.status < 300) this.done[what] = (this.done[what] ?? 0) + 1;
    return answer;
  }
}

const at = (path: string) => `/api/branches/1${path}`;
const counterOf = (who: string) => who.slice(-1);
