import { at, Rule, share } from './charge';
import { HOURS, prices } from './prices';

/** Managed rule groups that cost more than the dollar of an ordinary rule. */
const PAID_GROUPS = /BotControl|AccountTakeover|ATPRule|ACFPRule|AntiDDoS/;

const balancer: Rule = (resource, { workload }) => {
  const subnets = (at(resource, 'Subnets') as unknown[] | undefined) ?? [];
  return [
    { group: 'ALB', what: 'load balancer', price: prices.balancerHour, quantity: HOURS },
    {
      group: 'ALB',
      what: 'load balancer: capacity',
      price: prices.balancerLcu,
      quantity: workload.averageLcu * HOURS,
    },
    ...(at(resource, 'Scheme') === 'internet-facing'
      ? [
          {
            group: 'ALB' as const,
            what: 'load balancer: public addresses',
            price: prices.publicAddress,
            quantity: subnets.length * HOURS,
          },
        ]
      : []),
  ];
};

const firewall: Rule = (resource, { workload }) => {
  const rules = (at(resource, 'Rules') as unknown[] | undefined) ?? [];
  const paid = PAID_GROUPS.exec(JSON.stringify(rules));
  if (paid) {
    throw new Error(
      `the managed rule group ${paid[0]} is charged on top of its rule, ` +
        'and there is no price rule for it',
    );
  }
  const where =
    at(resource, 'Scope') === 'CLOUDFRONT'
      ? 'firewall at the edge'
      : 'firewall at the load balancer';
  return [
    { group: 'edge', what: where, price: prices.firewall, quantity: 1 },
    { group: 'edge', what: `${where}: rules`, price: prices.firewallRule, quantity: rules.length },
    {
      group: 'edge',
      what: `${where}: requests`,
      price: prices.firewallRequests,
      quantity: workload.requests / 1e6,
    },
  ];
};

/**
 * Viewers in Chile are served from South American edges, at their prices, unless the distribution
 * is limited to North America and Europe.
 */
const distribution: Rule = (resource, { workload }) => {
  const far = at(resource, 'DistributionConfig', 'PriceClass') === 'PriceClass_100';
  return [
    {
      group: 'edge',
      what: 'CloudFront requests',
      price: far ? prices.edgeRequests : prices.edgeRequestsSouthAmerica,
      quantity: workload.requests / 1e4,
    },
    {
      group: 'edge',
      what: 'CloudFront transfer',
      price: far ? prices.edgeGb : prices.edgeGbSouthAmerica,
      quantity: workload.gigabytes,
    },
  ];
};

const viewerFunction: Rule = (resource, context) => [
  {
    group: 'edge',
    what: 'CloudFront function',
    price: prices.edgeFunction,
    quantity: (context.workload.requests / 1e6) * share(resource, context),
  },
];

/** The zone of the records is charged, whether it is created here or not. */
const record: Rule = (resource, context) =>
  Object.values(context.resources).some(({ Type }) => Type === 'AWS::Route53::HostedZone')
    ? []
    : [
        {
          group: 'edge',
          what: 'hosted zone',
          price: prices.zone,
          quantity: share(resource, context),
        },
      ];

const zone: Rule = () => [{ group: 'edge', what: 'hosted zone', price: prices.zone, quantity: 1 }];

/** Everything between viewers and the hosts. */
export const edgeRules: Readonly<Record<string, Rule>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': balancer,
  'AWS::WAFv2::WebACL': firewall,
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::Function': viewerFunction,
  'AWS::Route53::HostedZone': zone,
  'AWS::Route53::RecordSet': record,
};
