import { resources } from '../../constructs/synthesized';
import { Components, count, each } from './check';

/** Subnets, traffic between them, and the way out. */
export const network: Components = {
  'public, app and data subnets in three zones': count('AWS::EC2::Subnet', [9, 9, 9]),
  'a network ACL per tier': count('AWS::EC2::NetworkAcl', [3, 3, 3]),
  'no subnet gives public addresses': (template) =>
    template.allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false }),
  'a security group per tier': (template) => {
    const names = Object.values(resources(template, 'AWS::EC2::SecurityGroup')).map(
      (group) => String(group.Properties.GroupDescription).split(':')[0],
    );
    expect(names).toEqual(
      expect.arrayContaining([
        'Ticketero load balancer',
        'Ticketero hosts',
        'Ticketero tasks',
        'Ticketero database',
        'Ticketero cache',
      ]),
    );
  },
  'the default security group has no rules': count('Custom::VpcRestrictDefaultSG', [1, 1, 1]),
  'flow logs': count('AWS::EC2::FlowLog', [1, 1, 1]),
  'NAT instances that replace themselves, then a gateway': each(
    { pilot: [1, 0], expansion: [2, 0], national: [0, 1] },
    (template, [instances, gateways]) => {
      template.resourceCountIs('AWS::EC2::NetworkInterface', instances);
      template.resourceCountIs('AWS::EC2::NatGateway', gateways);
      template.resourceCountIs('AWS::EC2::EIP', instances + gateways);
      template.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 1 + instances);
    },
  ),
};
