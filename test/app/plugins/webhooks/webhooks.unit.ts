import { createHmac } from 'node:crypto';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { Event } from '../../../../src/app/domain/model/events';
import { addressCheck } from '../../../../src/app/outside/addresses';
import { PluginHost } from '../../../../src/app/plugin';
import { webhookId } from '../../../../src/app/plugins/webhooks/signature';
import {
  createWebhooks,
  payloadOf,
  WebhooksOptions,
} from '../../../../src/app/plugins/webhooks/webhooks';
import { Delivery } from '../../../../src/app/ports';

const secretBytes = Buffer.alloc(32, 7);
const secret = `whsec_${secretBytes.toString('base64')}`;
const event: Event = {
  branch: '1',
  seq: 12,
  at: Date.UTC(2025, 0, 2, 3, 4, 5, 678),
  actor: { kind: 'staff', id: 'advisor-1' },
  fact: {
    type: 'ServiceStarted',
    ticket: '2d8b2c9e-0f3d-4b54-9a2b-7f6f0f0b1a11',
    queue: 'caja',
    advisor: 'advisor-1',
    counter: '3',
  },
};
const delivery: Delivery = {
  id: '1',
  consumer: 'webhooks',
  thread: 'e',
  subscription: 'e',
  event,
  attempts: 0,
  lease: 'l',
  about: 'ServiceStarted',
};

interface Got {
  headers: IncomingMessage['headers'];
  body: string;
}

/** A real endpoint on loopback that answers as the test says. */
async function endpoint(answer: (request: Got, response: ServerResponse) => void) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const one = { headers: request.headers, body: Buffer.concat(chunks).toString() };
        got.push(one);
        answer(one, response);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    got,
    url: `http://127.0.0.1:${port}/hook`,
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends one delivery to `url`, with only the parts of the host that webhooks use. */
async function sendTo(
  url: string | undefined,
  options: WebhooksOptions = { loopback: true },
  signal = new AbortController().signal,
  given = secret,
) {
  const webhooks = createWebhooks(options);
  const host: Pick<PluginHost, 'endpoint' | 'clock'> = {
    endpoint: async () => (url ? { url, secret: given } : undefined),
    clock: () => Date.UTC(2025, 0, 2, 3, 4, 10),
  };
  await webhooks.start!(host as PluginHost);
  const result = await webhooks.once!.send(delivery, signal);
  await webhooks.stop!();
  return result;
}

const answering = async (status: number, headers: Readonly<Record<string, string>> = {}) => {
  const there = await endpoint((_, response) => response.writeHead(status, headers).end());
  const result = await sendTo(there.url);
  await there.close();
  return result;
};

test('the endpoint can verify id, time and signature, and gets ids and facts', async () => {
  const there = await endpoint((_, response) => response.writeHead(204).end());
  expect(await sendTo(there.url)).toEqual({ outcome: 'sent' });
  await there.close();
  const { headers, body } = there.got[0];
  const signed = createHmac('sha256', secretBytes)
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${signed}`);
  expect(headers['webhook-timestamp']).toBe(String(Date.UTC(2025, 0, 2, 3, 4, 10) / 1000));
  expect(JSON.parse(body)).toEqual({
    type: 'ServiceStarted',
    timestamp: '2025-01-02T03:04:05.678Z',
    data: {
      branch: '1',
      seq: 12,
      ticket: '2d8b2c9e-0f3d-4b54-9a2b-7f6f0f0b1a11',
      queue: 'caja',
      advisor: 'advisor-1',
      counter: '3',
    },
  });
});

test('the id is the same for every attempt and unique per event and endpoint', () => {
  const id = webhookId(delivery);
  expect(id).toMatch(/^msg_[\w-]{27}$/);
  expect(webhookId({ ...delivery, attempts: 3, lease: 'x' })).toBe(id);
  expect(webhookId({ ...delivery, subscription: 'f' })).not.toBe(id);
  expect(webhookId({ ...delivery, event: { ...event, seq: 13 } })).not.toBe(id);
  expect(webhookId({ ...delivery, event: { ...event, at: event.at + 1 } })).not.toBe(id);
});

test('the signature depends on body, id and time', () => {
  expect(payloadOf(delivery)).not.toBe(payloadOf({ ...delivery, event: { ...event, seq: 13 } }));
});

test.each([400, 401, 403, 404, 422])('%d fails at once', async (status) => {
  expect(await answering(status)).toEqual({
    outcome: 'failed',
    reason: `endpoint answered ${status}`,
  });
});

test('410 ends the subscription', async () => {
  expect(await answering(410)).toEqual({
    outcome: 'failed',
    reason: 'endpoint answered 410',
    unlink: true,
  });
});

test.each([500, 502, 503, 408])('%d is retried', async (status) => {
  expect(await answering(status)).toEqual({
    outcome: 'retry',
    reason: `endpoint answered ${status}`,
  });
});

test('a redirect is not followed', async () => {
  const other = await endpoint((_, response) => response.writeHead(204).end());
  expect(await answering(307, { location: other.url })).toEqual({
    outcome: 'failed',
    reason: 'endpoint answered 307; redirects are not followed',
  });
  expect(other.got).toEqual([]);
  await other.close();
});

test.each([
  [{ 'retry-after': '42' }, 42],
  [{ 'retry-after': new Date(Date.UTC(2025, 0, 2, 3, 5, 10)).toUTCString() }, 60],
  [{ 'retry-after': 'soon' }, 30],
  [{ 'retry-after': '999999999' }, 3_600],
  [{}, 30],
])('429 with %j pauses for %d s', async (headers, retryAfterSeconds) => {
  expect(await answering(429, headers as Record<string, string>)).toEqual({
    outcome: 'slow-down',
    retryAfterSeconds,
  });
});

test('an endpoint that is not listening or not answering is retried', async () => {
  const there = await endpoint(() => undefined);
  expect(await sendTo(there.url, { loopback: true }, AbortSignal.timeout(100))).toMatchObject({
    outcome: 'retry',
  });
  await there.close();
  expect(await sendTo(there.url)).toEqual({ outcome: 'retry', reason: 'ECONNREFUSED' });
});

test('an endless response body does not hold up the send', async () => {
  const there = await endpoint((_, response) => {
    response.writeHead(200).write('x');
  });
  expect(await sendTo(there.url)).toEqual({ outcome: 'sent' });
  await there.close();
});

test('outside the demo, loopback and plain http are refused, by address and by name', async () => {
  const there = await endpoint((_, response) => response.writeHead(204).end());
  for (const url of [
    there.url,
    `https://127.0.0.1:${there.port}/`,
    `https://localhost:${there.port}/`,
    `https://[::1]:${there.port}/`,
    `https://[::ffff:127.0.0.1]:${there.port}/`,
  ]) {
    expect(await sendTo(url, {})).toEqual({
      outcome: 'failed',
      reason: 'the address is in a network that this app may not call',
    });
  }
  expect(there.got).toEqual([]);
  await there.close();
});

test.each([
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  'not an address',
])('%s is closed', (address) => {
  expect(addressCheck({})(address)).toBe(false);
});

test.each(['8.8.8.8', '200.1.2.3', '172.32.0.1', '2600:1f18::1', '::ffff:8.8.8.8'])(
  '%s is open',
  (address) => {
    expect(addressCheck({})(address)).toBe(true);
  },
);

test('the bank may open its own networks, and nothing else', () => {
  const check = addressCheck({ networks: ['10.20.0.0/16'] });
  expect(check('10.20.3.4')).toBe(true);
  expect(check('10.21.3.4')).toBe(false);
  expect(() => addressCheck({ networks: ['10.20.0.0'] })).toThrow('CIDR');
});

test('a removed endpoint supersedes the delivery; a malformed secret fails it', async () => {
  expect(await sendTo(undefined)).toEqual({
    outcome: 'superseded',
    reason: 'the endpoint was removed',
  });
  expect(
    await sendTo('http://127.0.0.1:9/', { loopback: true }, undefined, 'secret'),
  ).toMatchObject({ outcome: 'failed' });
});
