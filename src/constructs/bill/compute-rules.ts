import { at, Context, numberAt, referred, Rule, share, TemplateResource } from './charge';
import { hostPrice } from './instance-prices';
import { HOURS, prices } from './prices';

/** How many metrics one-minute monitoring publishes per host. */
const DETAILED_METRICS = 7;

/** Average number of hosts in a group: the workload's figure, kept within the group's bounds. */
function averageSize(
  group: TemplateResource,
  { workload }: Context,
): { least: number; average: number } {
  const least = numberAt(group, 1, 'MinSize');
  const most = numberAt(group, least, 'MaxSize');
  return { least, average: Math.min(most, Math.max(least, workload.averageHosts ?? least)) };
}

const group: Rule = (resource, context) => {
  const template = referred(at(resource, 'LaunchTemplate'), 'AWS::EC2::LaunchTemplate', context);
  if (!template) {
    throw new Error(
      'an Auto Scaling group has no launch template in the stack; ' +
        'the bill cannot know its instance type',
    );
  }
  const type = String(at(template, 'LaunchTemplateData', 'InstanceType'));
  const nat = type.endsWith('.nano');
  const of = nat ? 'network' : 'ECS';
  const who = nat ? 'NAT instance' : 'hosts';
  const { least, average } = averageSize(resource, context);
  const disks =
    (at(template, 'LaunchTemplateData', 'BlockDeviceMappings') as unknown[] | undefined) ?? [];
  const gigabytes = disks.reduce<number>(
    (sum, _, index) =>
      sum +
      numberAt(
        template,
        0,
        'LaunchTemplateData',
        'BlockDeviceMappings',
        index,
        'Ebs',
        'VolumeSize',
      ),
    0,
  );
  const monitored = at(template, 'LaunchTemplateData', 'Monitoring', 'Enabled') === true;
  return [
    {
      group: of,
      what: `${who}: ${type}`,
      price: hostPrice(type),
      quantity: average * HOURS,
      underTerms: least * HOURS,
    },
    { group: of, what: `${who}: disks`, price: prices.ebsGp3, quantity: average * gigabytes },
    ...(monitored
      ? [
          {
            group: 'watching' as const,
            what: 'metrics',
            price: prices.metric,
            quantity: average * DETAILED_METRICS,
          },
        ]
      : []),
  ];
};

/** Target tracking creates two alarms for each policy. */
const tracking: Rule = () => [
  { group: 'watching', what: 'alarms', price: prices.alarm, quantity: 2 },
];

const capacityProvider: Rule = (resource) =>
  at(resource, 'AutoScalingGroupProvider', 'ManagedScaling', 'Status') === 'ENABLED'
    ? [{ group: 'watching', what: 'alarms', price: prices.alarm, quantity: 2 }]
    : [];

/** Logs, traces, metrics and images of the app. */
const task: Rule = (resource, context) => {
  const { workload } = context;
  const part = share(resource, context);
  return [
    {
      group: 'watching',
      what: 'metrics',
      price: prices.metric,
      quantity: workload.metrics.length * part,
    },
    {
      group: 'watching',
      what: 'traces',
      price: prices.traces,
      quantity: (workload.traces / 1e6) * part,
    },
    {
      group: 'storage and backups',
      what: 'images of the app',
      price: prices.imageGb,
      quantity: workload.imageGb * part,
    },
  ];
};

const cluster: Rule = (resource) => {
  const settings =
    (at(resource, 'ClusterSettings') as { Name?: string; Value?: string }[] | undefined) ?? [];
  const insights = settings.find(({ Name }) => Name === 'containerInsights')?.Value ?? 'disabled';
  if (insights !== 'disabled') {
    throw new Error(
      `Container Insights is ${insights}; its metrics depend on tasks and have no price rule: ` +
        'switch it off, or price it in compute-rules.ts',
    );
  }
  return [];
};

/** Hosts and what runs on them. */
export const computeRules: Readonly<Record<string, Rule>> = {
  'AWS::AutoScaling::AutoScalingGroup': group,
  'AWS::ApplicationAutoScaling::ScalingPolicy': tracking,
  'AWS::ECS::CapacityProvider': capacityProvider,
  'AWS::ECS::Cluster': cluster,
  'AWS::ECS::TaskDefinition': task,
};
