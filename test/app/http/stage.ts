import { randomUUID } from 'node:crypto';
import { Client, createClient } from '../../../src/app/client/client';
import { App, AppOptions, createApp } from '../../../src/app/create-app';
import { createLog } from '../../../src/app/log';
import { newKeys } from '../../../src/app/vault/keys';
import { IssueBody } from '../../../src/app/wire/tickets';
import { DEMO_PASSWORD } from '../../../src/local/demo/bank';
import { seedDemoBank } from '../../../src/local/demo/seed';
import { CHEAP_HASH } from '../../support/bank';
import { createDatabase } from '../../support/database';
import { Contract, Document } from './contract';

/** An answer of the app; `body` is undefined where there is none or it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly type: string;
  readonly text: string;
  // Untyped, because each test states what it expects.
  readonly body: Record<string, never> & {
    readonly code?: string;
    readonly errors?: readonly {
      readonly field: string;
      readonly got: unknown;
      readonly wants: string;
    }[];
  };
}

export interface Ask {
  /** `Bearer …` or `Ticket …`. */
  readonly as?: string;
  readonly body?: unknown;
  /** The body, sent as it is. */
  readonly raw?: string | Uint8Array;
  /** Null leaves the key out; commands get a fresh one by default. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Stage {
  readonly app: App;
  readonly databaseUrl: string;
  /** Every answer is checked against it. */
  readonly contract: Contract;
  /** Lines logged so far. */
  readonly logged: readonly string[];
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  /** A request that must succeed, by the route's name: throws for any status but 2xx. */
  readonly call: Client<Pick<Ask, 'as' | 'key'>>['call'];
  /** A session's token, as `Authorization`. One per person. */
  staff(username: string): Promise<string>;
  /** The token of an advisor of branch 1, available at a counter. */
  onDuty(advisor: string, counter: string): Promise<string>;
  device(code: string): Promise<string>;
  /** A ticket issued by kiosk 1: its id, number and `Authorization`. */
  ticket(body?: IssueBody): Promise<{
    readonly id: string;
    readonly number: string;
    readonly as: string;
    readonly key: string;
  }>;
  close(): Promise<void>;
}

/** The cookies that an answer sets, as a browser sends them back. */
export const cookieOf = (answer: { readonly headers: Headers }) =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

/** Requests to an app; each answer is checked against its contract. */
export const askAt =
  (base: string, contract: Contract): Stage['ask'] =>
  async (
    method: string,
    path: string,
    { as, body, raw, key, headers }: Ask = {},
  ): Promise<Answer> => {
    const given = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(base + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(as ? { Authorization: as } : {}),
        ...(given === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method === 'GET' || key === null ? {} : { 'Idempotency-Key': key ?? randomUUID() }),
        ...headers,
      },
      body: given as string | undefined,
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const json = /json/.test(type) ? (JSON.parse(text) as Answer['body']) : undefined;
    contract.check(method, path, response.status, type, json);
    return { status: response.status, headers: response.headers, type, text, body: json! };
  };

/**
 * Requests that must succeed, by the name of a route. On failure the error includes the app's log,
 * which says more than the answer: it may never happen again.
 */
const callerOf = (ask: Stage['ask'], logged: readonly string[]): Stage['call'] =>
  createClient<Pick<Ask, 'as' | 'key'>>(async ({ method, path, body }, { as, key }) => {
    const answer = await ask(method, path, { as, key, body });
    if (answer.status < 300) return answer.body;
    const { requestId } = (answer.body ?? {}) as { readonly requestId?: string };
    const why = requestId === undefined ? [] : logged.filter((line) => line.includes(requestId));
    throw new Error(
      [`${method} ${path} answered ${answer.status}: ${answer.text}`, ...why].join('\n'),
    );
  }).call;

/**
 * Consoles report every fifteen seconds of wall-clock time; a clock moved by a test may be hours
 * ahead of their last report.
 */
async function nobodyIsPaused({ operations }: App): Promise<void> {
  const asked = { branch: 'bank', actor: { kind: 'system', id: 'test' } } as const;
  const { version, overrides } = await operations.getSettings('bank');
  await operations.putSettings(asked, {
    ifVersion: version,
    overrides: { ...(overrides as object), pauseAbsent: false },
  });
}

/**
 * The real app with the demo bank, on a database of its own. The sweep does not step. With the
 * test's own clock nobody is paused for a silent console.
 * @param options those of the app; `hashCost` is for tests of how long passwords take
 * @param via maps the database's address to the one the app gets: a test can put itself in between
 */
export async function openStage(
  { hashCost = CHEAP_HASH, ...options }: Partial<AppOptions> & { readonly hashCost?: number } = {},
  via: (databaseUrl: string) => Promise<string> = async (url) => url,
): Promise<Stage> {
  const database = await createDatabase();
  const logged: string[] = [];
  const app = await createApp({
    database: { url: await via(database.url) },
    dataKeys: newKeys(),
    port: 0,
    host: '127.0.0.1',
    instance: 'test',
    plugins: [],
    sweepEveryMs: false,
    log: createLog('debug', 'test', {
      write: (line) => {
        logged.push(line);
      },
    }),
    ...options,
  });
  await seedDemoBank(app.operations, hashCost);
  if (options.clock) await nobodyIsPaused(app);
  /** Bypasses any proxy in front of it. */
  const base = `http://127.0.0.1:${app.port}`;
  const contract = new Contract((await (await fetch(`${base}/openapi.json`)).json()) as Document);
  const tokens = new Map<string, Promise<string>>();
  const once = (name: string, get: () => Promise<string>) => {
    if (!tokens.has(name)) tokens.set(name, get());
    return tokens.get(name)!;
  };

  const ask = askAt(base, contract);
  const call = callerOf(ask, logged);
  const stage: Stage = {
    app,
    contract,
    databaseUrl: database.url,
    logged,
    ask,
    call,
    staff: (username) =>
      once(username, async () => {
        const body = { username, password: DEMO_PASSWORD };
        return `Bearer ${(await call('POST /api/sessions', { body })).token}`;
      }),
    onDuty: (advisor, counter) => onDuty(stage, advisor, counter),
    device: (code) =>
      once(code, async () => {
        const { token } = await call('POST /api/devices/enrol', { body: { code } });
        return `Bearer ${token}`;
      }),
    async ticket(body = { queue: 'caja' }) {
      const { ticket, key } = await call('POST /api/branches/:branch/tickets', {
        params: { branch: '1' },
        body,
        as: await stage.device('kiosk-1'),
      });
      return { id: ticket.id, number: ticket.number, key, as: `Ticket ${key}` };
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
  return stage;
}

async function onDuty({ staff, call }: Stage, advisor: string, counter: string): Promise<string> {
  const as = await staff(advisor);
  await call('PUT /api/branches/:branch/advisors/me', {
    params: { branch: '1' },
    as,
    body: { state: 'available', counter },
  });
  return as;
}
