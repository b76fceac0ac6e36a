import { Event, Fact } from '../../../src/app/domain/model/events';
import { Promised } from '../../../src/app/domain/model/foretold';
import { createMetrics, MetricsOptions } from '../../../src/app/plugins/metrics';
import { FORESIGHT_METRICS, METRICS } from '../../../src/contract';

const at = Date.UTC(2025, 0, 2);
const ticket = '2d8b2c9e-0f3d-4b54-9a2b-7f6f0f0b1a11';
const called = (waitMs: number, foretold?: Partial<Promised>): Fact => ({
  ...(foretold ? { foretold: foretold as Promised } : {}),
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

function setUp(gauges: MetricsOptions['gauges'] = {}, foresight = false) {
  const lines: string[] = [];
  const metrics = createMetrics({
    write: (line) => lines.push(line),
    clock: () => at,
    gauges,
    foresight,
  });
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

test('counts are written even if a gauge cannot be read', async () => {
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
  expect(parsed()[1]).toMatchObject({ TicketsLost: 0, TicketsIssued: 0 });
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
      .every((line) => !('TicketsIssued' in line)),
  ).toBe(true);
});

test.each([
  [true, { ...METRICS, ...FORESIGHT_METRICS }],
  [false, METRICS],
])('names are those of the contract, with foresight: %s', async (foresight, names) => {
  const everything = Object.fromEntries(Object.keys(names).map((name) => [name, () => 1]));
  const { metrics, parsed } = setUp(everything, foresight);
  await metrics.flush();
  expect(declared(parsed()[0])).toEqual(Object.values(names).sort());
});

const declared = (line: { _aws: { CloudWatchMetrics: { Metrics: { Name: string }[] }[] } }) =>
  line._aws.CloudWatchMetrics[0].Metrics.map(({ Name }) => Name).sort();

const promise = { seconds: 60, lowSeconds: 30, highSeconds: 100 };

test('predictions are scored: error, bias, and whether the range held', async () => {
  const { metrics, hear, parsed } = setUp({ learningBehindDays: () => 2 }, true);
  hear(called(90_000, promise), called(20_000, promise), called(0, promise), called(50_000));
  await metrics.flush();
  expect(parsed()[0]).toMatchObject({
    WaitSeconds: [90, 20, 0, 50],
    PromiseErrorSeconds: [30, 40],
    PromiseBiasSeconds: [-30, 40],
    PromisesKept: [1, 0],
    LearningBehindDays: 2,
  });
  await metrics.flush();
  expect(declared(parsed()[1])).not.toContain('PromisesKept'); // nothing was put to the test
});

test('where they are not paid for, the line has the sums but declares no metrics', async () => {
  const { metrics, hear, parsed } = setUp({ learningBehindDays: () => 1 });
  hear(called(90_000, promise), called(20_000, promise));
  await metrics.flush();
  expect(declared(parsed()[0])).toEqual(expect.not.arrayContaining(['PromisesKept']));
  expect(declared(parsed()[0])).not.toContain('LearningBehindDays');
  expect(parsed()[0].Promises).toEqual({
    called: 2,
    kept: 1,
    errorSeconds: 70,
    biasSeconds: 10,
    learningBehindDays: 1,
  });
});

test('a gauge that cannot be read does not affect the others', async () => {
  const { metrics, parsed } = setUp({
    openSockets: () => 7,
    branchesMisled: () => Promise.reject(new Error('the database is away')),
  });
  await metrics.flush();
  expect(parsed()[0]).toMatchObject({ OpenSockets: 7 });
  expect(parsed()[0]).not.toHaveProperty('BranchesMisled');
});
