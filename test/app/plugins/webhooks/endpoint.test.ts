import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { App, createApp } from '../../../../src/app/create-app';
import { createLog } from '../../../../src/app/log';
import { createWebhooks } from '../../../../src/app/plugins/webhooks/webhooks';
import { newKeys } from '../../../../src/app/vault/keys';
import { seedBank } from '../../../support/bank';
import { call, enrol, signIn } from '../../../support/caller';
import { createDatabase, TestDatabase } from '../../../support/database';
import { until } from '../../../support/wait';

/**
 * An endpoint registered by an administrator gets what happens at the branch: over HTTP, with the
 * real database and a real receiver.
 */

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
  readonly text: string;
}

let database: TestDatabase;
let app: App;
let receiver: Server;
let url: string;
let admin: string;
let kiosk: string;
let got: Got[] = [];
let answer: (path: string) => number = () => 204;

beforeAll(async () => {
  database = await createDatabase();
  const keys = newKeys();
  await seedBank(database.url, keys, {});
  receiver = createServer((request, response) => {
    let text = '';
    request
      .on('data', (chunk: Buffer) => {
        text += chunk.toString();
      })
      .on('end', () => {
        got.push({ headers: request.headers, body: JSON.parse(text), text });
        response.writeHead(answer(request.url!)).end();
      });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  app = await createApp({
    database: { url: database.url },
    dataKeys: keys,
    port: 0,
    host: '127.0.0.1',
    instance: 'webhooks',
    plugins: [createWebhooks({ loopback: true })],
    sweepEveryMs: false,
    log: createLog('silent', 'webhooks'),
  });
  admin = await signIn(app.url, 'admin-1');
  kiosk = await enrol(app.url, 'kiosk-1');
});

afterAll(async () => {
  await app?.close();
  receiver?.close();
  receiver?.closeAllConnections();
  await database?.drop();
});

beforeEach(() => {
  got = [];
  answer = () => 204;
});

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const register = (path: string, types: readonly string[], more: object = {}, id = randomUUID()) =>
  call(app.url, 'PUT', `/api/webhooks/${id}`, {
    token: admin,
    body: { url: url + path, types, secret, ...more },
  }).then((reply) => ({ ...reply, id }));
const issue = async () =>
  (
    await call(app.url, 'POST', '/api/branches/1/tickets', {
      token: kiosk,
      body: { queue: 'caja', nationalId: '12345678-5', phone: '+56912345678' },
    })
  ).body.ticket!;
const cancel = (id: string) =>
  app.operations.cancel(
    { branch: '1', actor: { kind: 'staff', id: 'supervisor-1' } },
    { ticket: id, because: 'staff' },
  );
const outcomes = async () =>
  (await app.operations.readAudit('1', 0, 10_000)).events
    .map((event) => event.fact)
    .filter((fact) => fact.type === 'DeliveryEnded');

test('events arrive signed, with ids and facts only, in order, each once', async () => {
  const { status, id: endpoint } = await register('/a', ['TicketIssued', 'TicketCancelled'], {
    branch: '1',
  });
  expect(status).toBe(200);
  const { id, number } = await issue();
  await cancel(id);
  await until(() => got.length === 2, 'two calls');
  expect(got.map(({ body }) => [body.type, body.data.ticket])).toEqual([
    ['TicketIssued', id],
    ['TicketCancelled', id],
  ]);
  expect(got[0].body.data).toMatchObject({ branch: '1', number, queue: 'caja' });
  for (const { headers, text } of got) {
    const signed = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`)
      .digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signed}`);
    expect(text).not.toMatch(/12345678|56912345678/);
  }
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  await until(
    async () => (await outcomes()).filter((fact) => fact.outcome === 'sent').length === 2,
    'outcomes on the chain',
  );
  await register('/a', ['TicketIssued'], { active: false }, endpoint);
});

test('delivery outcomes cannot be subscribed to', async () => {
  const { status, body } = await register('/x', ['DeliveryEnded']);
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'outcome_event' });
});

test('a refusing, a missing and a healthy endpoint do not affect each other', async () => {
  answer = (path) => ({ '/refuses': 400, '/gone': 410 })[path] ?? 204;
  const endpoints = await Promise.all(
    ['/refuses', '/gone', '/well'].map((path) => register(path, ['TicketIssued'], { branch: '1' })),
  );
  const first = await issue();
  await until(() => got.length === 3, 'three calls');
  await until(
    async () =>
      !(await app.operations.listWebhooks()).find(({ id }) => id === endpoints[1].id)!.active,
    'the gone one inactive',
  );
  await cancel(first.id);
  const second = await issue();
  await until(() => got.length === 5, 'two more');
  await cancel(second.id);
  const failed = async () =>
    (await outcomes()).filter((fact) => fact.outcome === 'failed').map((fact) => fact.reason);
  await until(async () => (await failed()).length >= 3, 'three failures on record');
  expect((await failed()).sort()).toEqual([
    'endpoint answered 400',
    'endpoint answered 400',
    'endpoint answered 410',
  ]);
});
