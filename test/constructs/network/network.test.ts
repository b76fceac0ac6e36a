import { spawnSync } from 'node:child_process';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Egress } from '../../../src/constructs/network/egress';
import { TicketNetwork } from '../../../src/constructs/network/ticket-network';
import { phaseTemplate, resources } from '../synthesized';

const template = (egress?: Egress) => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Net', {
    env: { region: 'us-east-1' },
  });
  new TicketNetwork(stack, 'Network', { egress });
  return Template.fromStack(stack);
};

const routesTo = (made: Template, property: string) =>
  Object.entries(resources(made, 'AWS::EC2::Route')).filter(
    ([, route]) => property in route.Properties,
  );

test('zones, subnets and their addresses are the same in every phase', () => {
  const subnets = (phase: string) =>
    Object.fromEntries(
      Object.entries(resources(phaseTemplate(phase), 'AWS::EC2::Subnet')).map(([id, subnet]) => [
        id,
        [subnet.Properties.CidrBlock, subnet.Properties.AvailabilityZone],
      ]),
    );
  expect(Object.keys(subnets('pilot'))).toHaveLength(9);
  expect(subnets('expansion')).toEqual(subnets('pilot'));
  expect(subnets('national')).toEqual(subnets('pilot'));
});

test('instance or gateway, the routes of private subnets keep their ids', () => {
  const byInstance = routesTo(template(Egress.natInstance()), 'NetworkInterfaceId').map(
    ([id]) => id,
  );
  const byGateway = routesTo(template(Egress.natGateway()), 'NatGatewayId').map(([id]) => id);
  expect(byInstance).toHaveLength(3);
  expect(byGateway).toEqual(byInstance);
});

test('with two NAT instances, each zone that has one uses it', () => {
  const targets = routesTo(template(Egress.natInstance({ count: 2 })), 'NetworkInterfaceId').map(
    ([, route]) => JSON.stringify(route.Properties.NetworkInterfaceId),
  );
  expect(new Set(targets).size).toBe(2);
  expect(targets[0]).not.toBe(targets[1]);
});

test('a gateway per zone', () => {
  const made = template(Egress.natGateway({ count: 3 }));
  made.resourceCountIs('AWS::EC2::NatGateway', 3);
  expect(
    new Set(
      routesTo(made, 'NatGatewayId').map(([, route]) =>
        JSON.stringify(route.Properties.NatGatewayId),
      ),
    ).size,
  ).toBe(3);
});

test('a NAT instance reattaches lasting resources, touches nothing else, forwards at boot', () => {
  const made = template();
  made.hasResourceProperties('AWS::EC2::NetworkInterface', { SourceDestCheck: false });
  made.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', { MinSize: '1', MaxSize: '1' });
  const [launch] = Object.values(resources(made, 'AWS::EC2::LaunchTemplate'));
  const script = JSON.stringify(launch.Properties);
  for (const part of [
    'attach-network-interface',
    'associate-address',
    'per-boot/nat.sh',
    'net.ipv4.ip_forward=1',
    'masquerade',
    'shutdown -h now',
  ]) {
    expect(script).toContain(part);
  }
  const [policy] = Object.values(resources(made, 'AWS::IAM::ManagedPolicy'));
  const { Statement } = policy.Properties.PolicyDocument as {
    Statement: { Action: string | string[]; Condition?: object; Resource: unknown }[];
  };
  expect([...new Set(Statement.flatMap(({ Action }) => Action))].sort()).toEqual([
    'cloudformation:SignalResource',
    'ec2:AssociateAddress',
    'ec2:AttachNetworkInterface',
  ]);
  for (const { Condition, Resource } of Statement.filter(({ Resource: resource }) =>
    JSON.stringify(resource).includes('/*'),
  )) {
    expect([Condition, Resource]).toEqual([expect.anything(), expect.anything()]);
  }
});

test('the data tier reaches the network and nothing else', () => {
  const made = template();
  const dataAcl = Object.keys(resources(made, 'AWS::EC2::NetworkAcl')).find((id) =>
    id.includes('DataAcl'),
  )!;
  const entries = Object.values(resources(made, 'AWS::EC2::NetworkAclEntry')).filter((entry) =>
    JSON.stringify(entry.Properties.NetworkAclId).includes(dataAcl),
  );
  expect(entries).toHaveLength(2);
  for (const entry of entries) {
    expect(entry.Properties.CidrBlock).toEqual({
      'Fn::GetAtt': [expect.stringContaining('Vpc'), 'CidrBlock'],
    });
  }
  const dataTables = Object.keys(resources(made, 'AWS::EC2::RouteTable')).filter((id) =>
    id.includes('dataSubnet'),
  );
  for (const [, route] of Object.entries(resources(made, 'AWS::EC2::Route'))) {
    expect(
      dataTables.some((table) => JSON.stringify(route.Properties.RouteTableId).includes(table)),
    ).toBe(false);
  }
});

test("no security group admits the internet; only CloudFront's list and other tiers", () => {
  const whole = phaseTemplate('national');
  const ingress = Object.values(resources(whole, 'AWS::EC2::SecurityGroupIngress')).map(
    ({ Properties }) => Properties,
  );
  expect(ingress.filter((rule) => 'CidrIp' in rule || 'CidrIpv6' in rule)).toEqual([]);
  expect(ingress.filter((rule) => 'SourcePrefixListId' in rule)).toEqual([
    expect.objectContaining({ SourcePrefixListId: 'pl-3b927c52', FromPort: 443, ToPort: 443 }),
  ]);
  for (const group of Object.values(resources(whole, 'AWS::EC2::SecurityGroup'))) {
    expect(group.Properties.SecurityGroupIngress ?? []).toEqual([]);
  }
});

test('a NAT instance runs a script, with a route by networkd and room to install', () => {
  const data = Object.values(resources(phaseTemplate('pilot'), 'AWS::EC2::LaunchTemplate'))
    .map(({ Properties }) => JSON.stringify(Properties))
    .find((text) => text.includes('nft'))!;
  const { LaunchTemplateData } = JSON.parse(data) as {
    LaunchTemplateData: { UserData: { 'Fn::Base64': { 'Fn::Join': [string, unknown[]] } } };
  };
  const script = LaunchTemplateData.UserData['Fn::Base64']['Fn::Join'][1]
    .map((part) => (typeof part === 'string' ? part : 'id'))
    .join('');
  const boot = /<<'SCRIPT'\n([^]*?)\nSCRIPT\n/.exec(script)![1];
  for (const each of [script, boot]) {
    expect(spawnSync('bash', ['-n'], { input: each, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  }
  expect(boot).toMatch(/70-\$inside\.network\.d[^]*\[Route\]\nDestination=10\.20\.0\.0\/16/);
  expect(script).toMatch(/mkswap[^]*for attempt in[^]*dnf install/);
});

test('private subnets use a NAT instance once it forwards; the stack waits for that', () => {
  const two = phaseTemplate('expansion');
  const nats = Object.entries(resources(two, 'AWS::AutoScaling::AutoScalingGroup')).filter(([id]) =>
    /Nat\d/.test(id),
  );
  expect(nats).toHaveLength(2);
  const ids = nats.map(([id]) => id);
  const routes = Object.values(resources(two, 'AWS::EC2::Route')).filter(
    ({ Properties }) => Properties.NetworkInterfaceId !== undefined,
  );
  expect(routes).toHaveLength(3);
  for (const { DependsOn } of routes as unknown as { DependsOn: string[] }[]) {
    expect(DependsOn.filter((each) => ids.includes(each))).toHaveLength(1);
  }
  for (const [id, { CreationPolicy, UpdatePolicy }] of nats) {
    expect(CreationPolicy).toEqual({ ResourceSignal: { Count: 1, Timeout: 'PT15M' } });
    expect(UpdatePolicy).toMatchObject({
      AutoScalingRollingUpdate: { WaitOnResourceSignals: true },
    });
    // the last step of its instance, once it forwards
    const script = Object.values(resources(two, 'AWS::EC2::LaunchTemplate'))
      .map(({ Properties }) => JSON.stringify(Properties))
      .find((text) => text.includes(`--logical-resource-id ${id} `))!;
    expect(script.indexOf('signal-resource')).toBeGreaterThan(script.indexOf('nft -f -'));
    expect(script).toContain('nat.sh\\naws cloudformation signal-resource');
  }
  const allowed = Object.values(resources(two, 'AWS::IAM::ManagedPolicy')).filter((each) =>
    JSON.stringify(each).includes('cloudformation:SignalResource'),
  );
  expect(allowed).toHaveLength(2);
});
