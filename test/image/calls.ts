import { createHash } from 'node:crypto';
import { Agent, request } from 'node:https';
import { Client } from 'pg';
import { noPlan } from '../../src/app/domain/plan/learn-plan';
import { DATABASE } from '../../src/contract';
import { Postgres } from '../../src/local/postgres/postgres';
import { exponential, prompt } from '../app/domain/predict/lines';

export const ADMINISTRATOR = 'the-password-that-rds-made/+%@:';
export const ADMIN_CODE = 'code-of-the-first-admin';

interface CallOptions {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Reply {
  readonly status: number;
  readonly body: Record<string, never> & {
    token?: string;
    code?: string;
    key?: string;
    ticket?: { number: string };
  };
}

/** One request to the app, as the load balancer sends it. */
export function ask(port: number, method: string, path: string, options: CallOptions = {}) {
  return new Promise<Reply>((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        agent: new Agent({ rejectUnauthorized: false }),
        headers: {
          'x-viewer-ip': '203.0.113.7',
          'content-type': 'application/json',
          ...(method === 'GET'
            ? {}
            : {
                'idempotency-key': createHash('sha256')
                  .update(`${method}${path}${Math.random()}`)
                  .digest('hex')
                  .slice(0, 32),
              }),
          ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
          ...options.headers,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response
          .on('data', (part: Buffer) => parts.push(part))
          .on('end', () => {
            const text = Buffer.concat(parts).toString();
            resolve({
              status: response.statusCode!,
              body: text.startsWith('{') ? JSON.parse(text) : { text },
            });
          });
      },
    );
    outgoing
      .on('error', reject)
      .end(options.body === undefined ? undefined : JSON.stringify(options.body));
  });
}

/**
 * Sets up the bank from nothing, as after the first deploy: first administrator, branch, queue,
 * kiosk, ticket.
 */
export async function serveTicket(port: number): Promise<void> {
  const admin = await ask(port, 'POST', '/api/sessions/first-admin', {
    body: { code: ADMIN_CODE, username: 'ada', password: 'a long enough password' },
  });
  expect(admin).toMatchObject({ status: 201 });
  const { token } = admin.body;
  const put = async (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => {
    const answer = await ask(port, 'PUT', path, { body, token, headers });
    if (answer.status >= 300) {
      throw new Error(`PUT ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  await put('/api/branches/1', { name: 'Centro' });
  await put('/api/branches/1/settings', { hours: 'always' }, { 'if-match': '"0"' });
  await put('/api/branches/1/queues/caja', {
    prefix: 'C',
    names: { es: 'Caja', en: 'Cash desk' },
    targetMinutes: 20,
    averageMinutes: 5,
  });
  const { code } = await put('/api/devices/kiosk-1', {
    kind: 'kiosk',
    branch: '1',
    label: 'Entrada',
  });
  const kiosk = await ask(port, 'POST', '/api/devices/enrol', { body: { code } });
  const issued = await ask(port, 'POST', '/api/branches/1/tickets', {
    body: { queue: 'caja', nationalId: '12345678-5' },
    token: kiosk.body.token,
  });
  expect(issued).toMatchObject({ status: 201, body: { ticket: { number: 'C01' } } });
  expect(
    (
      await ask(port, 'POST', '/api/sessions/first-admin', {
        body: { code: ADMIN_CODE, username: 'eve', password: 'a long enough password' },
      })
    ).status,
  ).toBe(403);
}

/** A day simulated by the bundle's own thread, from data the branch supposedly learned. */
export async function simulatesOnItsThread(port: number, postgres: Postgres): Promise<void> {
  const learned = prompt(exponential(300));
  const quarters = { 'caja general': Array.from({ length: 100 }, () => 3) };
  const kinds = ['weekday', 'saturday', 'sunday'].map((kind) => [kind, { days: 1, quarters }]);
  const plan = {
    ...noPlan(),
    days: 6,
    gaps: [learned.gaps, learned.gaps],
    comers: Object.fromEntries(kinds),
  };
  const client = new Client({ connectionString: postgres.url(DATABASE.name) });
  await client.connect();
  await client.query(
    "insert into learned (branch_id, day, seq, body, plan) values ('1', '2026-01-01', 0, $1, $2)",
    [JSON.stringify(learned), JSON.stringify(plan)],
  );
  await client.end();
  const { body: session } = await ask(port, 'POST', '/api/sessions', {
    body: { username: 'ada', password: 'a long enough password' },
  });
  const told = await ask(port, 'POST', '/api/branches/1/simulations', {
    body: { plans: [Array.from({ length: 48 }, () => 2)] },
    token: session.token,
  });
  expect(told).toMatchObject({ status: 200, body: { enough: true } });
  const { plans } = told.body as unknown as { plans: { came: { mean: number } }[] };
  expect(plans[0].came.mean).toBeGreaterThan(200);
}
