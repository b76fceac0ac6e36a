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
import { TicketApp } from '../image/ticket-app';
import { TicketNetwork } from '../network/ticket-network';
import { acknowledge } from '../security/acknowledgements';
import { TicketSecrets } from '../security/ticket-secrets';
import { DomainName } from './domain-name';
import { originPrefixList } from './origin-prefix-lists';
import { TicketFirewall } from './ticket-firewall';

/** How the load balancer is made. */
export interface TicketBalancerProps {
  /** Where it is. */
  readonly network: TicketNetwork;
  /** What it sends requests to. */
  readonly app: TicketApp;
  /** Holds the secret that proves a request came through the edge. */
  readonly secrets: TicketSecrets;
  /** Where its access logs go. */
  readonly logBucket: IBucket;
  /** The firewall with the rate rules. */
  readonly firewall: TicketFirewall;

  /**
   * The name people use; its certificate is shown to CloudFront.
   *
   * @default no certificate is possible: CloudFront reaches the load balancer over plain HTTP
   * inside AWS, and synth warns
   */
  readonly domainName?: DomainName;

  /**
   * Id of the managed prefix list `com.amazonaws.global.cloudfront.origin-facing` in the stack's
   * region.
   *
   * @default the published id, for the regions where two public sources agree
   */
  readonly originPrefixList?: string;

  /**
   * Whether AWS refuses to delete it.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/**
 * The internal load balancer. Three things have to be true for a request to pass: it comes from
 * CloudFront's addresses, it carries the origin secret, and its viewer is under the rate limits.
 */
export class TicketBalancer extends Construct {
  /** The load balancer; it has no public address. */
  public readonly balancer: ApplicationLoadBalancer;
  /** Tasks that serve. */
  public readonly targets: ApplicationTargetGroup;
  /** Where CloudFront connects. */
  public readonly listener: ApplicationListener;
  /** What it shows CloudFront; none without a domain. */
  public readonly certificate: ICertificate | undefined;

  public constructor(scope: Construct, id: string, props: TicketBalancerProps) {
    super(scope, id);
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
      deletionProtection: props.deletionProtection ?? true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: DesyncMitigationMode.STRICTEST,
      idleTimeout: Duration.seconds(300), // the app pings every socket each 20 s
      clientKeepAlive: Duration.hours(1),
    });
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
      // Private addresses in public DNS: harmless, and CloudFront's name for the load balancer
      // exists.
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
      deregistrationDelay: Duration.seconds(30), // sockets are told to reconnect within 5 s of it
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      healthCheck: {
        path: app.healthPath,
        healthyHttpCodes: '200',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
  }

  /** Refuses everything; what may pass is a rule of its own. */
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
    return new Certificate(this, 'Certificate', {
      domainName: domainName.name,
      subjectAlternativeNames: [domainName.originName],
      validation: CertificateValidation.fromDns(domainName.zone),
    });
  }
}

/**
 * CloudFront's certificate is from us-east-1, which the CDK checks; the load balancer's is from
 * where it is, which nobody does.
 */
function certificateProblems(
  domainName: DomainName | undefined,
  region: string | undefined,
): string[] {
  const arn = domainName?.originCertificate?.certificateArn;
  if (arn === undefined || region === undefined || Token.isUnresolved(arn)) return [];
  const there = arn.split(':')[3];
  return there === region
    ? []
    : [
        `originCertificate is in ${there} and the load balancer in ${region}; give a certificate ` +
          `of ${region} that covers ${domainName?.name} and ${domainName?.originName}`,
      ];
}
