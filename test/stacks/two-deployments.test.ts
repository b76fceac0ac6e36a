import { readConfig } from '../../src/app/config';
import { createMetrics } from '../../src/app/plugins/metrics';
import { METRICS } from '../../src/contract';
import { exampleDomain, only, phaseTemplate, resources } from '../constructs/synthesized';
import { container } from './components/check';
import { resolved } from './resolved';

/** Namespace, name and dimensions of a metric: what CloudWatch tells metrics apart by. */
type Metric = string;
const metric = (name: string, dimensions: Record<string, string>): Metric =>
  JSON.stringify(['Ticketero', name, dimensions]);

const templateOf = (stackName: string) =>
  phaseTemplate('expansion', { ...exampleDomain, stackName });

/** The app's metrics that alarms, scaling and the dashboard of a stack read. */
function readBy(stackName: string): Set<Metric> {
  const template = templateOf(stackName);
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
async function writtenBy(stackName: string): Promise<Set<Metric>> {
  const { Environment } = container(templateOf(stackName), 'app');
  const env = Object.fromEntries(
    Environment.filter(({ Value }) => typeof Value === 'string').map(({ Name, Value }) => [
      Name,
      Value as string,
    ]),
  );
  const { deployment } = readConfig({
    DATABASE_URL: 'postgresql://app@db/t',
    DEPLOYMENT: env.DEPLOYMENT,
  });
  const lines: string[] = [];
  const metrics = createMetrics({
    write: (line) => lines.push(line),
    clock: Date.now,
    deployment,
    gauges: {
      openSockets: () => 1,
      deliveryAgeSeconds: () => 1,
      consumersStopped: () => 0,
      waitSeconds: () => 1,
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

test('alarms, scaling and dashboard read the metrics that their own app writes', async () => {
  const [read, written] = [readBy('Ticketero'), await writtenBy('Ticketero')];
  expect([...read].filter((each) => !written.has(each))).toEqual([]);
  expect(read.size).toBe(Object.keys(METRICS).length);
});

test('a drill beside production writes nothing that production reads', async () => {
  const read = readBy('Ticketero');
  expect([...(await writtenBy('Drill'))].filter((each) => read.has(each))).toEqual([]);
});

test('a deployment pays for ten metrics, as the contract lists them', async () => {
  expect((await writtenBy('Ticketero')).size).toBe(Object.keys(METRICS).length);
});
