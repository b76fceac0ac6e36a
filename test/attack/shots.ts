import { Chance } from '../../src/local/busy/chance';
import { Contract, DocumentedRoute } from '../app/http/contract';
import { accepted, nasty } from '../app/http/fuzz-input';
import { Target } from './target';

/** One hostile request, before it is sent. */
export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Routes that would end the attacker's own access. */
const SPARED =
  /^(DELETE \/api\/sessions|PUT \/api\/sessions\/password|DELETE \/api\/staff|POST .*sign-out)/;
/** Each costs the instance a password hash, and is limited early: a few are enough. */
const COSTLY = /^(POST \/api\/sessions|PUT \/api\/staff)/;

const odd = [
  '1',
  'bank',
  'no-such',
  'constructor',
  '__proto__',
  '%00',
  '%E0%A4%A',
  '..%2f..%2fetc%2fpasswd',
  'C01',
  'waits.csv',
  'waits.xlsx',
  '٣',
  "'%20or%201=1--",
  'x'.repeat(2_000),
  '0'.repeat(60),
];
const usual: Readonly<Record<string, string>> = {
  branch: '1',
  number: 'C01',
  counter: '1',
  advisor: 'advisor-1',
  queue: 'caja',
  alert: 'a',
  report: 'waits.csv',
  staff: 'x',
  device: 'x',
  year: '2026',
  from: '2026-01-01',
};

/** Makes hostile requests from the document that the target itself publishes. */
export class Shots {
  private readonly routes: readonly DocumentedRoute[];

  constructor(
    private readonly target: Target,
    contract: Contract,
    private readonly chance: Chance,
  ) {
    this.routes = contract.routes.filter(
      ({ method, path }) => !SPARED.test(`${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
  }

  private one<T>(list: readonly T[]): T {
    return list[this.chance.whole(0, list.length - 1)];
  }

  next(): Shot {
    const kind = this.chance.among({ route: 88, telegram: 6, printer: 4, nowhere: 2 });
    if (kind === 'telegram' || !this.routes.length) return this.update();
    if (kind === 'printer') return this.poll();
    if (kind === 'nowhere') return { method: this.one(['GET', 'PUT', 'BREW']), ...this.nowhere() };
    const route = this.one(this.routes);
    const costly = COSTLY.test(`${route.method} ${route.path}`) && !this.chance.happens(0.05);
    return costly ? this.next() : this.at(route);
  }

  private at(route: DocumentedRoute): Shot {
    const { chance } = this;
    const fill = (name: string) =>
      chance.happens(0.7)
        ? (usual[name] ?? this.target.ticket)
        : this.one([...odd, this.target.ticket]);
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => fill(name));
    const asked = (route.operation.parameters ?? []).filter((each) => each.in === 'query');
    const query = asked
      .filter(() => chance.happens(0.6))
      .map(({ name }) => `${name}=${chance.happens(0.4) ? '2026-01-01' : this.one(odd)}`)
      .join('&');
    const method = chance.happens(0.03) ? this.one(['GET', 'PUT', 'DELETE', 'POST']) : route.method;
    return {
      method,
      path: path + (query && `?${query}`),
      headers: this.headers(),
      ...(method === 'GET' ? {} : { body: this.body(route) }),
    };
  }

  private headers(): Record<string, string> {
    const { chance } = this;
    const who = this.one([...Object.keys(this.target.holders), 'nobody']);
    const as = this.target.holders[who];
    return {
      'Content-Type': chance.happens(0.95)
        ? 'application/json'
        : this.one(['text/plain', 'application/json; charset=utf-16', 'multipart/form-data']),
      ...(as ? { Authorization: chance.happens(0.03) ? `${as}x` : as } : {}),
      ...(chance.happens(0.9)
        ? { 'Idempotency-Key': chance.happens(0.95) ? crypto.randomUUID() : 'x'.repeat(500) }
        : {}),
      ...(chance.happens(0.1)
        ? { 'If-Match': this.one(['"1"', '*', 'W/"x"', '"99999999999999999999"']) }
        : {}),
      ...(chance.happens(0.05) ? { Origin: 'https://elsewhere.example' } : {}),
      ...(chance.happens(0.05) ? { Cookie: 'ticketero_session=%00; ticketero_device=....' } : {}),
    };
  }

  /** An accepted body with one bad value in it; sometimes no body at all. */
  private body(route: DocumentedRoute): string | Uint8Array {
    const { chance } = this;
    const make = accepted[`${route.method} ${route.path}`];
    if (chance.happens(0.04)) return this.one(['', '{', '[[[[', 'null', '"\\ud800"', '{"a":1}{']);
    if (chance.happens(0.01)) return `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    if (chance.happens(0.01)) return Uint8Array.from({ length: 200 }, () => chance.whole(0, 255));
    if (chance.happens(0.005)) return JSON.stringify({ a: 'x'.repeat(300_000) });
    const body = make?.(this.target.ticket) ?? {};
    const names = Object.keys(body);
    if (chance.happens(0.1)) return JSON.stringify(body);
    if (!names.length || chance.happens(0.1)) return JSON.stringify(this.one(nasty));
    const name = this.one(names);
    if (chance.happens(0.15)) return JSON.stringify({ ...body, [name]: undefined });
    if (chance.happens(0.1)) return JSON.stringify({ ...body, extra: this.one(nasty) });
    return JSON.stringify({ ...body, [name]: this.one(nasty) });
  }

  /** What Telegram might send, and what an impostor would. */
  private update(): Shot {
    const { path, token } = this.target.telegram;
    const from = { id: this.chance.whole(1, 50), first_name: this.one(['A', '<b>', '']) };
    const text = this.one(['/start', '/start AAAAAAAAAAAAAAAAAAAAAA', '\u0000', 'x'.repeat(5000)]);
    const update = this.one<unknown>([
      {
        update_id: this.chance.whole(0, 1e9),
        message: { chat: { ...from, type: 'private' }, text },
      },
      { update_id: 1, callback_query: { id: '1', from, data: this.one(odd) } },
      { update_id: this.one(nasty), message: this.one(nasty) },
      this.one(nasty),
    ]);
    return {
      method: 'POST',
      path: this.chance.happens(0.8) ? path : '/telegram/guessed',
      headers: {
        'Content-Type': 'application/json',
        'X-Telegram-Bot-Api-Secret-Token': this.chance.happens(0.8) ? token : 'wrong',
      },
      body: JSON.stringify(update),
    };
  }

  private poll(): Shot {
    const { chance } = this;
    const as = chance.happens(0.8) ? this.target.holders.printer : 'Basic YTpi';
    const headers = { Authorization: as, 'Content-Type': 'application/json' };
    const query = `?token=${this.one(odd)}&code=${this.one(odd)}&type=${this.one(odd)}`;
    return chance.happens(0.5)
      ? {
          method: 'POST',
          path: '/api/cloudprnt',
          headers,
          body: JSON.stringify({ statusCode: this.one(nasty), clientAction: this.one(nasty) }),
        }
      : { method: this.one(['GET', 'DELETE']), path: `/api/cloudprnt${query}`, headers };
  }

  private nowhere(): Pick<Shot, 'path' | 'headers'> {
    return { path: `/${this.one(odd)}/${this.one(odd)}`, headers: this.headers() };
  }
}
