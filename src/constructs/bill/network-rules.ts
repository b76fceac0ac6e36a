import { at, Rule, share } from './charge';
import { HOURS, prices } from './prices';

const gateway: Rule = (resource, context) => [
  { group: 'network', what: 'NAT gateway', price: prices.natGatewayHour, quantity: HOURS },
  {
    group: 'network',
    what: 'NAT gateway: data',
    price: prices.natGatewayGb,
    quantity: context.workload.egressGb * share(resource, context),
  },
];

const address: Rule = () => [
  { group: 'network', what: 'public addresses', price: prices.publicAddress, quantity: HOURS },
];

const network: Rule = (resource, context) => [
  {
    group: 'network',
    what: 'traffic between zones',
    price: prices.crossZoneGb,
    quantity: context.workload.crossZoneGb * share(resource, context),
  },
  {
    group: 'network',
    what: 'traffic to the internet',
    price: prices.internetGb,
    quantity: context.workload.egressGb * share(resource, context),
  },
];

const endpoint: Rule = (resource) => {
  if (at(resource, 'VpcEndpointType') === 'Gateway') return [];
  const zones = ((at(resource, 'SubnetIds') as unknown[] | undefined) ?? []).length;
  return [
    {
      group: 'network',
      what: 'interface endpoints',
      price: prices.endpointHour,
      quantity: zones * HOURS,
    },
  ];
};

const flows: Rule = (resource, context) => [
  {
    group: 'watching',
    what: 'refused flows',
    price: prices.flowGb,
    quantity: context.workload.flowGb * share(resource, context),
  },
];

/** Traffic within the network and out of it. */
export const networkRules: Readonly<Record<string, Rule>> = {
  'AWS::EC2::NatGateway': gateway,
  'AWS::EC2::EIP': address,
  'AWS::EC2::VPC': network,
  'AWS::EC2::VPCEndpoint': endpoint,
  'AWS::EC2::FlowLog': flows,
};
