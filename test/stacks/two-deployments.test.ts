import { readConfig } from '../../src/app/config';
import { createMetrics } from '../../src/app/plugins/metrics';
import { FORESIGHT_METRICS, METRICS } from '../../src/contract';
import { exampleDomain, only, phaseTemplate, resources } from '../constructs/synthesized';
import { container } from './components/check';
import { resolved } from './resolved';

/** A metric's namespace, name and dimensions: what CloudWatch distinguishes metrics by. */
type Metric = string;
const metric = (name: string, dimensions: Record<string, string>): Metric =>
  JSON.stringify(['Ticketero', name, dimensions]);

const templateOf = (stackName: string, phase = 'expansion') =>
  phaseTemplate(phase, { ...exampleDomain, stackName });

/** The app's metrics read by a stack's alarms, scaling and dashboard. */
function readBy(stackName: string, phase?: string): Set<Metric> {
  const template = templateOf(stackName, phase);
  const read = new Set<Metric>();
  interface Listed {
    readonly Namespace?: string;
    readonly MetricName: string;
    readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
  }
  const add = ({ Namespace, MetricName, Dimensions = [] }: Listed) => {
    if (Namespace !== 'Ticketero') return;
    const dimensions = Dimensions.map(({ Name, Value }) => [Name, Value]);
    read.add(metric(MetricName, Object.fromEntries(dimensions) as Record<string, string>));
  };
  for (const { Properties } of Object.values(resources(template, 'AWS::CloudWatch::Alarm'))) {
    add(Properties as never);
  }
  const policies = resources(template, 'AWS::ApplicationAutoScaling::ScalingPolicy');
  for (const { Properties } of Object.values(policies)) {
    const { TargetTrackingScalingPolicyConfiguration: tracking } = Properties as never as {
      TargetTrackingScalingPolicyConfiguration: { CustomizedMetricSpecification?: Listed };
    };
    if (tracking.CustomizedMetricSpecification) add(tracking.CustomizedMetricSpecification);
  }
  const { DashboardBody } = only(template, 'AWS::CloudWatch::Dashboard') as never as {
    DashboardBody: { 'Fn::Join': [string, unknown[]] };
  };
  const body = JSON.parse(
    DashboardBody['Fn::Join'][1]
      .map((part) => resolved(part, stackName, 'us-east-1'))
      .map((part) => (typeof part === 'string' ? part : 'x'))
      .join(''),
  ) as { widgets: { properties: { metrics?: unknown[][] } }[] };
  for (const [namespace, name, ...rest] of body.widgets.flatMap(
    ({ properties }) => properties.metrics ?? [],
  )) {
    if (namespace !== 'Ticketero') continue;
    const pairs = rest.filter((part) => typeof part === 'string') as string[];
    read.add(metric(name as string, pairs.length > 0 ? { [pairs[0]]: pairs[1] } : {}));
  }
  return read;
}

/** The metrics that the app writes with the environment of a stack's container. */
async function writtenBy(stackName: string, phase?: string): Promise<Set<Metric>> {
  const { Environment } = container(templateOf(stackName, phase), 'app');
  const env = Object.fromEntries(
    Environment.filter(({ Value }) => typeof Value === 'string').map(({ Name, Value }) => [
      Name,
      Value as string,
    ]),
  );
  const { deployment, foresightMetrics } = readConfig({
    DATABASE_URL: 'postgresql://app@db/t',
    DEPLOYMENT: env.DEPLOYMENT,
    FORESIGHT_METRICS: env.FORESIGHT_METRICS,
  });
  const lines: string[] = [];
  const metrics = createMetrics({
    write: (line) => lines.push(line),
    clock: Date.now,
    deployment,
    foresight: foresightMetrics,
    gauges: {
      openSockets: () => 1,
      deliveryAgeSeconds: () => 1,
      consumersStopped: () => 0,
      branchesMisled: () => 0,
      waitSeconds: () => 1,
      ...(foresightMetrics
        ? Object.fromEntries(Object.keys(FORESIGHT_METRICS).map((name) => [name, () => 1]))
        : {}),
    },
  });
  await metrics.flush();
  const line = JSON.parse(lines[0]) as Record<string, string> & {
    _aws: { CloudWatchMetrics: { Dimensions: string[][]; Metrics: { Name: string }[] }[] };
  };
  return new Set(
    line._aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) =>
      Dimensions.flatMap((names) =>
        Metrics.map(({ Name }) =>
          metric(Name, Object.fromEntries(names.map((name) => [name, line[name]]))),
        ),
      ),
    ),
  );
}

const TEN = Object.keys(METRICS).length;
const FOUR = Object.keys(FORESIGHT_METRICS).length;

test.each([
  ['expansion', TEN + FOUR],
  ['pilot', TEN],
])(
  'alarms, scaling and dashboard of %s read the %i metrics that their own app writes',
  async (phase, metrics) => {
    const [read, written] = [readBy('Ticketero', phase), await writtenBy('Ticketero', phase)];
    expect([...read].filter((each) => !written.has(each))).toEqual([]);
    expect(read.size).toBe(metrics);
    expect(written.size).toBe(metrics);
  },
);

test('a drill beside production writes nothing that production reads', async () => {
  const read = readBy('Ticketero');
  expect([...(await writtenBy('Drill'))].filter((each) => read.has(each))).toEqual([]);
});

test('ten metrics are free on AWS, and a pilot has no more', () => expect(TEN).toBe(10));
