import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { InstanceArchitecture, InstanceType, Vpc, VpcAttributes } from 'aws-cdk-lib/aws-ec2';
import { DomainName } from '../../src/constructs/edge/domain-name';
import { EdgeGuard } from '../../src/constructs/edge/edge-guard';
import { TicketApp } from '../../src/constructs/image/ticket-app';
import { Egress } from '../../src/constructs/network/egress';
import { Phase } from '../../src/constructs/phase/phase';
import { Ticketero } from '../../src/constructs/ticketero';
import { TicketeroProps } from '../../src/constructs/ticketero-props';
import { PORTS } from '../../src/contract';
import { pattern } from '../support/pattern';
import { anyApp, deployment, refusal } from './synthesized';

describe('misuse is reported at synth, with the value and what to do', () => {
  const refused = (props: Partial<TicketeroProps> & { region?: string }) =>
    refusal(deployment(props).app);

  test('a replica without Multi-AZ', () => {
    expect(
      refused({ phase: Phase.custom({ databaseReplicas: 1, databaseMultiAz: false }) }),
    ).toMatch(
      pattern(
        /databaseReplicas is 1 and databaseMultiAz is false.*/,
        /set databaseMultiAz to true, or databaseReplicas to 0/,
      ),
    );
  });

  test('snapshots where there are none, and a database from a snapshot without a name', () => {
    const said = refused({ removalPolicy: RemovalPolicy.SNAPSHOT, restoredFrom: '' });
    expect(said).toMatch(/removalPolicy is SNAPSHOT, and keys, .* have no snapshots; give RETAIN/);
    expect(said).toMatch(/restoredFrom is empty; give a snapshot's identifier or ARN, or leave it/);
  });

  test('a domain without zone or certificates', () => {
    expect(refused({ domainName: DomainName.of({ name: 'turnos.bank.cl' }) })).toMatch(
      pattern(
        /turnos\.bank\.cl has no zone and no viewerCertificate and no originCertificate; /,
        /give the Route 53 zone/,
      ),
    );
  });

  test('an x86 image on arm hosts', () => {
    const app = TicketApp.fromImage('registry.bank.cl/spring:1.0', {
      architecture: InstanceArchitecture.X86_64,
    });
    expect(refused({ app })).toMatch(
      pattern(
        /the image is for x86_64 and the hosts \(t4g\.medium\) are arm64; /,
        /build the image for arm64, or give a phase/,
      ),
    );
  });

  test('too few addresses for three zones', () => {
    expect(refused({ cidr: '10.0.0.0/24' })).toMatch(
      pattern(
        /cidr is "10\.0\.0\.0\/24", too small for three zones.*/,
        /give \/22 or larger, for example 10\.0\.0\.0\/20/,
      ),
    );
  });

  test('a region whose prefix list is not published', () => {
    expect(refused({ region: 'mx-central-1' })).toMatch(
      pattern(
        /not known for mx-central-1; give originPrefixList, as printed by: /,
        /aws ec2 describe-managed-prefix-lists --region mx-central-1/,
      ),
    );
  });

  test('another region without an edge guard', () => {
    expect(refused({ region: 'sa-east-1' })).toMatch(
      pattern(
        /the stack is in sa-east-1 and has no edgeGuard; /,
        /CloudFront only accepts a firewall and certificate from us-east-1/,
      ),
    );
  });

  test('a region with two zones', () => {
    expect(refused({ region: 'us-west-1' })).toMatch(
      /most accounts see two zones in us-west-1, and three are needed/,
    );
  });

  test('a stack without a region', () => {
    const app = new App({ analyticsReporting: false });
    new Ticketero(new Stack(app, 'Anywhere'), 'Ticketero', { phase: Phase.PILOT, app: anyApp() });
    expect(refusal(app)).toMatch(/the stack has no region; give env: \{ region: 'us-east-1' \}/);
  });

  test('an app that was not built, and an image without a tag', () => {
    expect(refused({ app: TicketApp.fromDirectory('/nowhere') })).toMatch(
      /built from \/nowhere, which has no Dockerfile; give a folder that has a Dockerfile/,
    );
    expect(refused({ app: TicketApp.fromImage('registry.bank.cl/spring') })).toMatch(
      /image is "registry\.bank\.cl\/spring", without a tag or digest/,
    );
  });

  test('a retention in hours, no phase, an image in ECR: each named, all together', () => {
    const { app } = deployment({
      phase: undefined,
      auditRetention: Duration.hours(12),
      accessLogRetention: Duration.hours(36),
      app: TicketApp.fromImage('111122223333.dkr.ecr.us-east-1.amazonaws.com/spring:1.0'),
    });
    const message = refusal(app);
    for (const part of [
      /phase is missing; give Phase\.PILOT/,
      /auditRetention is 12 hours; give whole days, 1 to 36500/,
      /accessLogRetention is (36 hours|1 day 12 hours); give whole days/,
      /app: image is ".*", which is in a private ECR repository.*give TicketApp\.fromRepository/,
    ]) {
      expect(message).toMatch(part);
    }
  });

  test('edge settings together with a guard that has its own', () => {
    const app = new App({ analyticsReporting: false });
    const env = { region: 'us-east-1' };
    new Ticketero(new Stack(app, 'Bank', { env }), 'Ticketero', {
      phase: Phase.PILOT,
      app: anyApp(),
      edgeGuard: new EdgeGuard(new Stack(app, 'Edge', { env }), 'Guard'),
      domainName: DomainName.of({ name: 'turnos.bank.cl' }),
      allowedCountries: ['CL', 'AR'],
      staffCidrs: ['200.1.2.0/24'],
      edgeRules: [],
      viewerRateLimit: 500,
    });
    const message = refusal(app);
    for (const part of [
      /allowedCountries \(CL, AR\) is given beside an edgeGuard, which has its own; give/,
      /staffCidrs \(200\.1\.2\.0\/24\) is given beside an edgeGuard/,
      /edgeRules \(0 rules\) is given beside an edgeGuard.*; give rules to the EdgeGuard/,
      /viewerRateLimit is 500 here and 2000 at the edgeGuard/,
      /domainName is turnos\.bank\.cl and the edgeGuard has no certificate for it; give the/,
    ]) {
      expect(message).toMatch(part);
    }
  });

  test('how an image must run', () => {
    const app = TicketApp.fromImage('registry.bank.cl/spring:1.0', {
      memoryMib: 4096,
      port: PORTS.otlp,
      healthPath: 'health',
      user: 'root',
    });
    const message = refused({ app });
    for (const part of [
      pattern(
        /memoryMib is 4096: .* need 8512 MiB, and a t4g\.medium has 3686; /,
        /give 1683 or less, or a phase with a larger hostInstanceType/,
      ),
      /port is 4318; give 1024 to 65535, but not 4318/,
      /healthPath is "health"; begin it with a slash/,
      /user is "root"; give the numbers of a non-root user/,
    ]) {
      expect(message).toMatch(part);
    }
    expect(
      refused({
        phase: Phase.PILOT.resized({ hostInstanceType: new InstanceType('t4g.nano') }),
        app: TicketApp.fromImage('registry.bank.cl/spring:1.0'),
      }),
    ).toMatch(/a t4g\.nano has 460/);
  });

  test('zones and NAT that a network cannot have', () => {
    expect(refused({ availabilityZones: ['us-east-1a', 'us-east-1a', 'us-east-1b'] })).toMatch(
      /\(us-east-1a, us-east-1a, us-east-1b\), one of them twice; give three different ones/,
    );
    expect(refused({ availabilityZones: ['sa-east-1a', 'sa-east-1b', 'us-east-1c'] })).toMatch(
      /has sa-east-1a, sa-east-1b, and the stack is in us-east-1; give zones of us-east-1/,
    );
    expect(refused({ egress: Egress.natGateway({ count: 4 }) })).toMatch(
      /egress has a count of 4; give 1 to 3/,
    );
    expect(refused({ appSubnets: { subnetGroupName: 'theirs' } })).toMatch(
      /appSubnets or dataSubnets is given without vpc/,
    );
  });

  test('prefixed instance types, no countries, no staff networks, no mailbox', () => {
    const message = refused({
      phase: Phase.custom({ databaseInstanceType: new InstanceType('db.t4g.micro') }),
      allowedCountries: [],
      alarmEmail: 'oncall',
    });
    for (const part of [
      pattern(
        /databaseInstanceType is "db\.t4g\.micro"; /,
        /write family and size without a prefix, such as t4g\.small/,
      ),
      /allowedCountries is empty; leave it out to serve every country/,
      /alarmEmail is "oncall"; give a mailbox/,
    ]) {
      expect(message).toMatch(part);
    }
    expect(refused({ staffCidrs: [] })).toMatch(
      /staffCidrs is empty, so staff could sign in from nowhere/,
    );
    expect(
      refused({ staffCidrs: ['999.1.1.0/24', '200.1.2.0/33', '2001:db8::/32', '200.1.2.0/24'] }),
    ).toMatch(/"999\.1\.1\.0\/24"[^"]*"200\.1\.2\.0\/33"(?!.*db8)/s);
  });

  test("a load balancer's certificate from elsewhere", () => {
    const arn = (region: string) =>
      `arn:aws:acm:${region}:111122223333:certificate/01234567-89ab-cdef-0123-456789abcdef`;
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Bank', { env: { region: 'us-east-1' } });
    const [viewerCertificate, originCertificate] = ['us-east-1', 'sa-east-1'].map((region) =>
      Certificate.fromCertificateArn(stack, region, arn(region)),
    );
    new Ticketero(stack, 'Ticketero', {
      phase: Phase.PILOT,
      app: anyApp(),
      domainName: DomainName.of({ name: 'turnos.bank.cl', viewerCertificate, originCertificate }),
    });
    expect(refusal(app)).toMatch(
      pattern(
        /originCertificate is in sa-east-1 and the load balancer in us-east-1; give a certificate /,
        /of us-east-1 that covers turnos\.bank\.cl and origin\.turnos\.bank\.cl/,
      ),
    );
  });

  test('an existing network that lacks something, or is given twice', () => {
    const within =
      (attributes: Partial<VpcAttributes>, props: Partial<TicketeroProps> = {}) =>
      () => {
        const app = new App({ analyticsReporting: false });
        const stack = new Stack(app, 'Bank', { env: { region: 'us-east-1' } });
        const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
          vpcId: 'vpc-0123456789abcdef0',
          availabilityZones: ['us-east-1a', 'us-east-1b'],
          ...attributes,
        });
        new Ticketero(stack, 'Ticketero', { phase: Phase.PILOT, app: anyApp(), vpc, ...props });
        app.synth();
      };
    const [one, two, three, four] = ['0', '1', '2', '3'].map(
      (digit) => `subnet-0123456789abcdef${digit}`,
    );
    expect(within({ publicSubnetIds: [one, two] })).toThrow(
      /no subnets for load balancer, hosts and tasks.*name them as appSubnets, for example/,
    );
    expect(within({ privateSubnetIds: [one, two] })).toThrow(
      /no subnets for database and cache.*name them as dataSubnets, for example/,
    );
    expect(
      within({
        availabilityZones: ['us-east-1a'],
        privateSubnetIds: [one],
        isolatedSubnetIds: [two],
      }),
    ).toThrow(/appSubnets of the vpc are in one zone \(us-east-1a\)/);
    expect(
      within(
        { privateSubnetIds: [one, two], isolatedSubnetIds: [three, four] },
        { cidr: '10.1.0.0/16' },
      ),
    ).toThrow(/cidr \(10\.1\.0\.0\/16\) is given together with a vpc, which has its own/);
  });

  test('everything at once', () => {
    const message = refused({
      cidr: '10.0.0.0/28',
      backupRetentionDays: 90,
      viewerRateLimit: 5,
      allowedCountries: ['Chile'],
      staffCidrs: ['bank'],
      availabilityZones: ['us-east-1a', 'us-east-1b'],
      phase: Phase.custom({ tasksMin: 9 }),
    });
    for (const part of [
      /too small/,
      /backupRetentionDays is 90/,
      /viewerRateLimit is 5/,
      /"Chile"; write two capital letters/,
      /staffCidrs has "bank"/,
      /availabilityZones has 2 .*give exactly three/,
      /tasksMin is 9 and tasksMax is 2/,
    ]) {
      expect(message).toMatch(part);
    }
  });
});
