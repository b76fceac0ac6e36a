import { Event, Fact } from '../../../src/app/domain/model/events';
import { createMetrics, MetricsOptions } from '../../../src/app/plugins/metrics';
import { METRICS } from '../../../src/contract';

const at = Date.UTC(2025, 0, 2);
const ticket = '2d8b2c9e-0f3d-4b54-9a2b-7f6f0f0b1a11';
const called = (waitMs: number): Fact => ({
  type: 'TicketCalled',
  ticket,
  queue: 'caja',
  lane: 'general',
  number: 'C01',
  advisor: 'a',
  counter: '1',
  serves: ['caja'],
  waitMs,
  inTarget: true,
  why: { rule: 'due', due: at, waited: 1, overtook: 0, assignment: 'on-demand' },
});
const missed: Fact = {
  type: 'TicketMissed',
  ticket,
  queue: 'caja',
  advisor: 'a',
  counter: '1',
  automatic: true,
};
const cancelled = (because: 'customer' | 'staff' | 'closing'): Fact => ({
  type: 'TicketCancelled',
  ticket,
  queue: 'caja',
  lane: 'general',
  was: 'waiting',
  deferred: false,
  because,
});
const ended = (outcome: 'sent' | 'failed'): Fact => ({
  type: 'DeliveryEnded',
  delivery: '1',
  consumer: 'webhooks',
  about: 'TicketCalled',
  outcome,
  attempts: 1,
});

function setUp(gauges: MetricsOptions['gauges'] = {}) {
  const lines: string[] = [];
  const metrics = createMetrics({ write: (line) => lines.push(line), clock: () => at, gauges });
  const hear = (...facts: Fact[]) =>
    facts.forEach((fact) =>
      metrics.here!.hear({
        branch: '1',
        seq: 1,
        at,
        actor: { kind: 'system', id: 'sweep' },
        fact,
      } as Event),
    );
  return {
    metrics,
    hear,
    parsed: () =>
      lines
        .join('')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

test('what was counted is written although a gauge cannot be read', async () => {
  const { metrics, parsed } = setUp({
    deliveryAgeSeconds: async () => {
      throw new Error('the database is away');
    },
    openSockets: () => 7,
  });
  metrics.count('serverErrors');
  await metrics.stop!();
  expect(parsed()).toMatchObject([{ ServerErrors: 1, OpenSockets: 7 }]);
  expect(parsed()[0]).not.toHaveProperty('DeliveryAgeSeconds');
});

test('one line per flush, as CloudWatch reads it: every listed name is a member', async () => {
  const { metrics, hear, parsed } = setUp({
    openSockets: () => 7,
    deliveryAgeSeconds: async () => 1.5,
    consumersStopped: () => undefined,
  });
  hear(
    called(90_000),
    called(30_500),
    missed,
    cancelled('customer'),
    cancelled('closing'),
    cancelled('staff'),
    ended('failed'),
    ended('sent'),
  );
  metrics.count('serverErrors');
  metrics.count('lockTimeouts', 2);
  await metrics.flush();
  expect(parsed()).toHaveLength(1);
  const [{ _aws, ...values }] = parsed();
  expect(values).toEqual({
    TicketsIssued: 0,
    TicketsCalled: 2,
    TicketsLost: 3,
    WaitSeconds: [90, 30.5],
    DeliveriesFailed: 1,
    LockTimeouts: 2,
    ServerErrors: 1,
    OpenSockets: 7,
    DeliveryAgeSeconds: 1.5,
  });
  expect(_aws.Timestamp).toBe(at);
  expect(_aws.CloudWatchMetrics).toEqual([
    { Namespace: 'Ticketero', Dimensions: [[]], Metrics: expect.any(Array) },
  ]);
  expect(
    _aws.CloudWatchMetrics[0].Metrics.map((metric: { Name: string }) => metric.Name).sort(),
  ).toEqual(Object.keys(values).sort());
});

test('a flush resets the counts, and zero is written', async () => {
  const { metrics, hear, parsed } = setUp();
  hear(called(1_000));
  await metrics.flush();
  await metrics.flush();
  expect(parsed()[1]).toMatchObject({ TicketsCalled: 0, TicketsIssued: 0 });
  expect(parsed()[1]).not.toHaveProperty('WaitSeconds');
});

test('more than a hundred waits continue on further lines: none is lost', async () => {
  const { metrics, hear, parsed } = setUp();
  for (let i = 0; i < 250; i++) hear(called(i * 1000));
  await metrics.flush();
  expect(parsed().map((line) => line.WaitSeconds.length)).toEqual([100, 100, 50]);
  expect(parsed().flatMap((line) => line.WaitSeconds)).toEqual(
    Array.from({ length: 250 }, (_, i) => i),
  );
  expect(
    parsed()
      .slice(1)
      .every((line) => !('TicketsCalled' in line)),
  ).toBe(true);
});

test('names are those of the contract', async () => {
  const everything = Object.fromEntries(Object.keys(METRICS).map((name) => [name, () => 1]));
  const { metrics, parsed } = setUp(everything);
  await metrics.flush();
  expect(
    Object.keys(parsed()[0])
      .filter((name) => name !== '_aws')
      .sort(),
  ).toEqual(Object.values(METRICS).sort());
});
