import { Duration, Token } from 'aws-cdk-lib';
import {
  Certificate,
  CertificateValidation,
  ICertificate,
} from 'aws-cdk-lib/aws-certificatemanager';
import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationListenerRule,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  DesyncMitigationMode,
  IpAddressType,
  ListenerAction,
  ListenerCondition,
  Protocol,
  SslPolicy,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { ORIGIN_SECRET_HEADER } from '../../contract';
import { checked, Kinds, of, part, required, text, yesOrNo } from '../given/given';
import { TicketApp } from '../image/ticket-app';
import { TicketNetwork } from '../network/ticket-network';
import { acknowledge } from '../security/acknowledgements';
import { placeOf } from '../security/things-given';
import { TicketSecrets } from '../security/ticket-secrets';
import { DomainName, fitsCertificate } from './domain-name';
import { originPrefixList } from './origin-prefix-lists';
import { TicketFirewall } from './ticket-firewall';

/** Properties of the load balancer. */
export interface TicketBalancerProps {
  /** The network it is in. */
  readonly network: TicketNetwork;
  /** The app it sends requests to. */
  readonly app: TicketApp;
  /** The secrets; one of them proves that a request came through the edge. */
  readonly secrets: TicketSecrets;
  /** The bucket for its access logs. */
  readonly logBucket: IBucket;
  /** The firewall with the rate limits. */
  readonly firewall: TicketFirewall;

  /**
   * The host name people use; the load balancer shows its certificate to CloudFront.
   *
   * @default there can be no certificate: CloudFront reaches the load balancer over plain HTTP
   * inside AWS, and the synth warns
   */
  readonly domainName?: DomainName;

  /**
   * Id of the managed prefix list `com.amazonaws.global.cloudfront.origin-facing` in the stack's
   * region.
   *
   * @default the known id, in regions where two public sources agree on it
   */
  readonly originPrefixList?: string;

  /**
   * Whether AWS refuses to delete the load balancer. Turn it on after the first deploy, and off
   * before the stack is deleted: CloudFormation can neither roll back nor delete it meanwhile.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
}

/** What each property takes. */
const KINDS: Kinds<TicketBalancerProps> = {
  network: part('a TicketNetwork', 'taskGroup'),
  app: required(of('TicketApp.bundled(), or another TicketApp')),
  secrets: part('a TicketSecrets', 'adminCode'),
  logBucket: required(of('a bucket, such as TicketStorage.logs')),
  firewall: part('a TicketFirewall', 'metricName'),
  domainName: of('DomainName.inZone() or DomainName.of()'),
  originPrefixList: text,
  deletionProtection: yesOrNo,
};

/**
 * The internal load balancer. A request only passes if it comes from CloudFront's addresses,
 * carries the origin secret, and its viewer is within the rate limits.
 */
export class TicketBalancer extends Construct {
  /** The load balancer. It has no public address. */
  public readonly balancer: ApplicationLoadBalancer;
  /** The tasks that requests are sent to. */
  public readonly targets: ApplicationTargetGroup;
  /** The listener that CloudFront connects to. */
  public readonly listener: ApplicationListener;
  /** The certificate it shows to CloudFront; undefined without a domain name. */
  public readonly certificate: ICertificate | undefined;

  public constructor(scope: Construct, id: string, props: TicketBalancerProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const { network, app, domainName } = props;
    const region = network.region;
    const prefixList = originPrefixList(region, props.originPrefixList);
    this.node.addValidation({
      validate: () => [...prefixList.problems, ...certificateProblems(domainName, region)],
    });

    this.balancer = new ApplicationLoadBalancer(this, 'Balancer', {
      vpc: network.vpc,
      vpcSubnets: network.appSubnets,
      internetFacing: false,
      ipAddressType: IpAddressType.IPV4,
      securityGroup: network.balancerGroup,
      deletionProtection: props.deletionProtection ?? false,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: DesyncMitigationMode.STRICTEST,
      idleTimeout: Duration.seconds(300), // the app pings every socket every 20 s
      clientKeepAlive: Duration.hours(1),
    });
    if (!props.deletionProtection) acknowledge(this.balancer, 'deletableBalancer');
    if (region) this.balancer.logAccessLogs(props.logBucket, 'balancer');
    network.allowBalancerToTasks(app.port);

    this.targets = this.makeTargets(network, app);
    this.certificate = domainName && this.certificateOf(domainName);
    const port = this.certificate ? 443 : 80;
    network.balancerGroup.addIngressRule(
      Peer.prefixList(prefixList.id),
      Port.tcp(port),
      'CloudFront',
    );
    this.listener = this.makeListener(port);
    if (!this.certificate) acknowledge(this, 'noDomain');
    new ApplicationListenerRule(this, 'ThroughTheEdge', {
      listener: this.listener,
      priority: 10,
      conditions: [
        ListenerCondition.httpHeader(
          ORIGIN_SECRET_HEADER,
          props.secrets.originSecretValues().map((value) => value.unsafeUnwrap()),
        ),
      ],
      action: ListenerAction.forward([this.targets]),
    });
    new CfnWebACLAssociation(this, 'Firewall', {
      resourceArn: this.balancer.loadBalancerArn,
      webAclArn: props.firewall.webAclArn,
    });

    if (domainName?.zone) {
      // Private addresses in public DNS are harmless, and CloudFront needs this name to resolve.
      new ARecord(this, 'OriginName', {
        zone: domainName.zone,
        recordName: `${domainName.originName}.`,
        target: RecordTarget.fromAlias(new LoadBalancerTarget(this.balancer)),
      });
    }
  }

  private makeTargets(network: TicketNetwork, app: TicketApp): ApplicationTargetGroup {
    return new ApplicationTargetGroup(this, 'Targets', {
      vpc: network.vpc,
      targetType: TargetType.IP,
      port: app.port,
      protocol: app.tls ? ApplicationProtocol.HTTPS : ApplicationProtocol.HTTP,
      deregistrationDelay: Duration.seconds(30), // within 5 s of it, sockets are told to reconnect
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      healthCheck: {
        path: app.healthPath,
        protocol: app.tls ? Protocol.HTTPS : Protocol.HTTP,
        healthyHttpCodes: '200',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
  }

  /** Refuses everything; a separate rule lets requests from the edge pass. */
  private makeListener(port: number): ApplicationListener {
    return this.balancer.addListener(this.certificate ? 'Https' : 'Http', {
      port,
      protocol: this.certificate ? ApplicationProtocol.HTTPS : ApplicationProtocol.HTTP,
      certificates: this.certificate && [this.certificate],
      sslPolicy: this.certificate && SslPolicy.RECOMMENDED_TLS,
      open: false,
      defaultAction: ListenerAction.fixedResponse(403, {
        contentType: 'text/plain',
        messageBody: 'Use the public name.',
      }),
    });
  }

  private certificateOf(domainName: DomainName): ICertificate | undefined {
    if (domainName.originCertificate) return domainName.originCertificate;
    if (!domainName.zone || Token.isUnresolved(domainName.name)) return undefined;
    if (!fitsCertificate(domainName)) return undefined; // reported
    return new Certificate(this, 'Certificate', {
      domainName: domainName.name,
      subjectAlternativeNames: [domainName.originName],
      validation: CertificateValidation.fromDns(domainName.zone),
    });
  }
}

/**
 * The CDK checks that CloudFront's certificate is in us-east-1. Nothing else checks that the load
 * balancer's is in its own region.
 */
function certificateProblems(
  domainName: DomainName | undefined,
  region: string | undefined,
): string[] {
  const certificate = domainName?.originCertificate;
  if (!certificate || region === undefined) return [];
  const there = placeOf(certificate.certificateArn, certificate).region;
  return there === region || Token.isUnresolved(there)
    ? []
    : [
        `originCertificate is in ${there} and the load balancer in ${region}; give a certificate ` +
          `of ${region} that covers ${domainName?.name} and ${domainName?.originName}`,
      ];
}
