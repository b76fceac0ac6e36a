import { randomUUID } from 'node:crypto';
import { App, AppOptions, createApp } from '../../../src/app/create-app';
import { createLog } from '../../../src/app/log';
import { newKeys } from '../../../src/app/vault/keys';
import { DEMO_PASSWORD } from '../../../src/local/demo/bank';
import { seedDemoBank } from '../../../src/local/demo/seed';
import { createDatabase } from '../../support/database';
import { Contract, Document } from './contract';

/** The machine may be busy with other test files: what hangs is told from what is slow. */
jest.setTimeout(60_000);

/** An answer of the app; `body` is undefined where there is none, or it is no JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly type: string;
  readonly text: string;
  // A test says what it expects of it.
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
  /** The body as it is. */
  readonly raw?: string | Uint8Array;
  /** Null leaves the key out; a command gets a fresh one unless told. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Stage {
  readonly app: App;
  readonly databaseUrl: string;
  /** Every answer is held against it. */
  readonly contract: Contract;
  /** Lines logged so far. */
  readonly logged: readonly string[];
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  /** A session's token, as `Authorization`. One per person. */
  staff(username: string): Promise<string>;
  device(code: string): Promise<string>;
  /** A ticket issued by kiosk 1: its id, number and `Authorization`. */
  ticket(body?: object): Promise<{
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

/** Requests to an app; each answer is held against its contract. */
const askAt =
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
 * The real app with the demo bank, on a database of its own. The sweep does not step.
 * @param via from the database's address to the one the app gets: a test may put itself in between
 */
export async function openStage(
  options: Partial<AppOptions> = {},
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
  await seedDemoBank(app.operations);
  /** Past whatever stands in front of it. */
  const base = `http://127.0.0.1:${app.port}`;
  const contract = new Contract((await (await fetch(`${base}/openapi.json`)).json()) as Document);
  const tokens = new Map<string, Promise<string>>();
  const once = (name: string, get: () => Promise<string>) => {
    if (!tokens.has(name)) tokens.set(name, get());
    return tokens.get(name)!;
  };

  const ask = askAt(base, contract);
  const must = async (answer: Promise<Answer>, status: number) => {
    const got = await answer;
    if (got.status !== status) {
      throw new Error(`expected ${status}, got ${got.status}: ${got.text}`);
    }
    return got.body as unknown as Record<string, unknown>;
  };
  const bearer = async (path: string, body: unknown) =>
    `Bearer ${String((await must(ask('POST', path, { body }), 201)).token)}`;

  const stage: Stage = {
    app,
    contract,
    databaseUrl: database.url,
    logged,
    ask,
    staff: (username) =>
      once(username, () => bearer('/api/sessions', { username, password: DEMO_PASSWORD })),
    device: (code) => once(code, () => bearer('/api/devices/enrol', { code })),
    async ticket(body = { queue: 'caja' }) {
      const issued = await must(
        ask('POST', '/api/branches/1/tickets', { as: await stage.device('kiosk-1'), body }),
        201,
      );
      const { id, number } = issued.ticket as { id: string; number: string };
      return { id, number, key: String(issued.key), as: `Ticket ${String(issued.key)}` };
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
  return stage;
}
