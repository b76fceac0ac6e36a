import { App } from '../../../../src/app/create-app';
import { hashPassword } from '../../../../src/app/vault/tokens';
import type { Issued } from '../../../../src/app/wire/tickets';
import { DEMO_PASSWORD } from '../../../../src/local/demo/bank';
import { CHEAP_HASH } from '../../../support/bank';
import type { Weekday } from '../routes/weekday';
import type { Answer, Stage } from '../stage';
import { Dice } from './dice';

export const STAFF = ['advisor-1', 'advisor-2', 'advisor-3'] as const;

/** A ticket at a counter, any of the last ones, the last that was ended, or one in these states. */
export type Of = 'own' | 'any' | 'ended' | readonly string[];

/** Commands that can be undone. */
const SLIPS: readonly string[] = ['finish', 'transfer', 'matter'];

/** Three advisors at their counters, a supervisor, a kiosk, and customers with their pages. */
export class Desk {
  /** How often each command succeeded. */
  readonly done: Record<string, number> = {};
  /** The advisor who last had each ticket at the counter. */
  private readonly handled = new Map<string, string>();
  private lastEnded?: string;
  private readonly left = new Set<string>();
  /** Resolves once the office has done what it decided last about its staff. */
  private employed: Promise<void> = Promise.resolve();
  private readonly tokens = new Map<string, string>();
  private readonly issued: { readonly id: string; readonly key: string }[] = [];

  constructor(
    private readonly weekday: Weekday,
    private readonly dice: Dice,
    /** Another instance on the same database: one of the two takes each request. */
    private readonly other?: { readonly app: App; readonly ask: Stage['ask'] },
    /** Called for each customer who is given a link to follow the ticket. */
    private readonly follow?: (number: string, key: string, link: string) => Promise<void>,
  ) {}

  private get taker(): { readonly app: App; readonly ask: Stage['ask'] } {
    return this.other && this.dice.chance(0.5) ? this.other : this.weekday.stage;
  }

  /** Keys of the last customers. */
  get keys(): readonly string[] {
    return this.issued.slice(-60).map(({ key }) => key);
  }

  anyone = (): string => this.dice.of(STAFF);

  after(seconds: number) {
    this.weekday.after(seconds);
  }

  async sweep() {
    await this.taker.app.sweep.step(this.weekday.now);
  }

  async issue(queue: string, more: object) {
    const kiosk = await this.weekday.stage.device('kiosk-1');
    const answer = await this.ask('issue', 'POST', '/tickets', kiosk, { queue, ...more });
    const { ticket, key, links } = answer.body as Partial<Issued>;
    if (!ticket || !key) return;
    this.issued.push({ id: ticket.id, key });
    if (links?.telegram) await this.follow?.(ticket.number, key, links.telegram);
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
    const any = this.lately();
    if (!any) return;
    const as = `Ticket ${any.key}`;
    this.count(what, await this.taker.ask('POST', `/api/my/${what}`, { as, body }));
  }

  /** Mostly by the advisor who has, or had, the ticket in hand. */
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
    const held: string[] = [];
    for (const who of STAFF) {
      const as = await this.token(who);
      const me = await this.weekday.stage.ask('GET', at('/advisors/me'), { as });
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

  /** An administrator changes a setting of the branch. */
  async chooses(who: string, chosen: object) {
    const { version, overrides } = await this.weekday.stage.app.operations.getSettings('1');
    const body = { ...(overrides as object), ...chosen };
    await this.as(who, 'settings', 'PUT', '/settings', body, { 'If-Match': `"${version}"` });
  }

  /** One of the things a branch has several of is changed. */
  async changes(who: string, what: 'queues' | 'counters', id: string, change: object) {
    const { stage } = this.weekday;
    const as = await this.token(who);
    const all = (await stage.ask('GET', at(`/${what}`), { as })).body as unknown as readonly {
      readonly id: string;
    }[];
    const { id: _, ...one } = all.find((each) => each.id === id)!;
    await this.as(who, what, 'PUT', `/${what}/${id}`, { ...one, ...change });
  }

  /** Somebody leaves the bank, or comes back; one at a time, so that `left` is right. */
  employs(whom: string, active: boolean): Promise<void> {
    const done = this.employed.then(() => this.employ(whom, active));
    this.employed = done.catch(() => undefined);
    return done;
  }

  private async employ(whom: string, active: boolean) {
    const { operations } = this.weekday.stage.app;
    const person = (await operations.listStaff()).find(({ id }) => id === whom)!;
    if (active) this.left.delete(whom);
    else this.left.add(whom);
    // A person who comes back gets a password: the old one ended with the account.
    const passwordHash = await hashPassword(DEMO_PASSWORD, CHEAP_HASH);
    const saved = { ...person, active, passwordHash };
    await operations.saveStaff({ kind: 'system', id: 'test' }, saved);
    this.counted(active ? 'employed' : 'left');
  }

  /** Signs in again where a session has ended, but not for people who have left. */
  token = async (who: string): Promise<string> => {
    const { stage } = this.weekday;
    const known = this.tokens.get(who) ?? (await stage.staff(who));
    const { status } = await stage.ask('GET', '/api/sessions', { as: known });
    if (status === 200) return known;
    const decided = this.employed;
    await decided;
    // Too many failed sign-ins would lock them out once they are back.
    if (this.left.has(who)) return known;
    const body = { username: who, password: DEMO_PASSWORD };
    // Each time from another address: one address may not try often.
    const headers = { 'X-Viewer-IP': `198.51.100.${this.dice.below(250)}` };
    const signed = await stage.ask('POST', '/api/sessions', { body, headers });
    // A change in the meantime refuses them, rightly.
    if (signed.status !== 201 && this.employed !== decided) return this.token(who);
    if (signed.status !== 201) throw new Error(`${who} cannot sign in: ${signed.text}`);
    const fresh = `Bearer ${String(signed.body.token)}`;
    this.tokens.set(who, fresh);
    return fresh;
  };

  async as(
    who: string,
    what: string,
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ) {
    return this.ask(what, method, path, await this.token(who), body, headers);
  }

  private async ask(
    what: string,
    method: string,
    path: string,
    as: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ) {
    const full = path.startsWith('/api/') ? path : at(path);
    return this.count(what, await this.taker.ask(method, full, { as, body, headers }));
  }

  private count(what: string, answer: Answer): Answer {
    if (answer.status >= 500) throw new Error(`${what}: ${answer.status} ${answer.text}`);
    if (answer.status < 300) this.counted(what);
    return answer;
  }

  private counted(what: string) {
    this.done[what] = (this.done[what] ?? 0) + 1;
  }
}

const at = (path: string) => `/api/branches/1${path}`;
const counterOf = (who: string) => who.slice(-1);
