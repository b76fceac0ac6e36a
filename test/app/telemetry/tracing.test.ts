import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AppProcess, startApp } from '../../support/app-process';
import { seedBank } from '../../support/bank';
import { call, enrol, signIn } from '../../support/caller';
import { Child, runCompiled } from '../../support/child';
import { createDatabase, TestDatabase } from '../../support/database';
import { valkeyUrl } from '../../support/valkey';
import { until } from '../../support/wait';

const KEYS = 'keys-of-the-tracing-test-0123456789abcdef';
const RUT = '12345678-5';
const PHONE = '+56912345678';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly {
    readonly key: string;
    readonly value: { readonly stringValue?: string; readonly intValue?: number };
  }[];
}

describe('spans', () => {
  let database: TestDatabase;
  let receiver: Child;
  let endpoint: string;
  let app: AppProcess;
  let base: string;
  let kiosk: string;
  beforeAll(async () => {
    database = await createDatabase();
    await seedBank(database.url, KEYS, { advisors: 1 });
    receiver = runCompiled(join(__dirname, '../platform/programs/otlp-receiver.ts'));
    endpoint = `http://127.0.0.1:${(await receiver.line(/^OTLP (\d+)$/m))[1]}`;
    app = await startApp({
      databaseUrl: database.url,
      redisUrl: valkeyUrl(),
      keys: KEYS,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, INSTANCE_ID: 'traced' },
    });
    base = app.url;
    const admin = await signIn(base, 'admin-1');
    // The app refuses to send to this machine; the span shows that it tried.
    const { status } = await call(base, 'PUT', `/api/webhooks/${randomUUID()}`, {
      token: admin,
      body: { url: 'https://127.0.0.1:9/', types: ['TicketIssued'] },
    });
    expect(status).toBeLessThan(300);
    kiosk = await enrol(base, 'kiosk-1');
  });
  afterAll(async () => {
    await app?.stop();
    receiver?.process.kill();
    await database?.drop();
  });

  const spans = async () => (await (await fetch(`${endpoint}/spans`)).json()) as readonly Span[];
  /** The spans of a trace, once it has each of these names: they come in any order. */
  const traced = async (traceId: string, ...names: RegExp[]): Promise<readonly Span[]> => {
    let found: readonly Span[] = [];
    await until(async () => {
      found = (await spans()).filter((span) => span.traceId === traceId);
      return names.every((name) => found.some((span) => name.test(span.name)));
    }, `${names.join()} in trace ${traceId}`);
    return found;
  };
  const caller = (sampled: boolean) => {
    const traceId = randomUUID().replaceAll('-', '');
    return {
      traceId,
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-0${sampled ? 1 : 0}` },
    };
  };
  const issue = (headers: Readonly<Record<string, string>>, nationalId?: string) =>
    call(base, 'POST', '/api/branches/1/tickets', {
      token: kiosk,
      headers,
      body: { queue: 'caja', nationalId, phone: nationalId && PHONE },
    });

  it('span the request, operation, database, Redis and the message it caused', async () => {
    const { traceId, headers } = caller(true);
    expect((await issue(headers, RUT)).status).toBe(201);
    const found = await traced(
      traceId,
      /^POST /,
      /^operation issueTicket$/,
      /^database write$/,
      /^database lock$/,
      /^redis /,
      /^relay webhooks$/,
    );
    const one = (name: RegExp) => found.find((span) => name.test(span.name))!;
    const ancestors = (span: Span): readonly string[] => {
      const parent = found.find(({ spanId }) => spanId === span.parentSpanId);
      return parent ? [parent.name, ...ancestors(parent)] : [];
    };
    const root = one(/^POST \/api\/branches\/:branch\/tickets$/);
    expect(root.parentSpanId).toBe('00f067aa0ba902b7');
    expect(
      Object.fromEntries(
        root.attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]),
      ),
    ).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/api/branches/:branch/tickets',
      'http.response.status_code': 201,
    });
    expect(ancestors(one(/^operation issueTicket$/))).toEqual([root.name]);
    expect(ancestors(one(/^database write$/))).toEqual(['operation issueTicket', root.name]);
    expect(ancestors(one(/^database lock$/))).toEqual(['operation issueTicket', root.name]);
    expect(ancestors(one(/^redis /)).at(-1)).toBe(root.name);
    expect(ancestors(one(/^relay webhooks$/)).at(-1)).toBe(root.name);
  });

  it('hold no national id, phone, key or token', async () => {
    const text = JSON.stringify(await spans());
    expect(text).toContain('operation issueTicket');
    for (const secret of [RUT, RUT.replace('-', ''), PHONE, PHONE.slice(1), kiosk, KEYS]) {
      expect(text).not.toContain(secret);
    }
  });

  it('are sampled as the caller decided, and never for health checks', async () => {
    const [kept, dropped] = [caller(true), caller(false)];
    await call(base, 'GET', '/health/ready');
    expect((await issue(dropped.headers)).status).toBe(201);
    expect((await issue(kept.headers)).status).toBe(201);
    await traced(kept.traceId, /^POST /);
    const all = await spans();
    expect(all.some(({ traceId }) => traceId === dropped.traceId)).toBe(false);
    expect(all.some(({ name }) => name.includes('health'))).toBe(false);
  });
});
