import { Annotations, CfnOutput, Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  BehaviorOptions,
  CachePolicy,
  CfnVpcOrigin,
  Distribution,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  VpcOriginEndpoint,
  VpcOrigin as VpcOriginResource,
} from 'aws-cdk-lib/aws-cloudfront';
import { OriginGroup, S3BucketOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AaaaRecord, ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ORIGIN_SECRET_HEADER, PAGES, PATHS, VIEWER_ADDRESS_HEADER } from '../../contract';
import { checked, Kinds, member, of, part, required } from '../given/given';
import { acknowledge } from '../security/acknowledgements';
import { physicalName } from '../security/physical-name';
import { TicketSecrets } from '../security/ticket-secrets';
import { DomainName } from './domain-name';
import { EdgeGuard } from './edge-guard';
import { TicketBalancer } from './ticket-balancer';

/** Properties of the edge. */
export interface TicketEdgeProps {
  /** The load balancer it forwards to. */
  readonly balancer: TicketBalancer;
  /** Its firewall and certificate. */
  readonly guard: EdgeGuard;
  /** The secrets; with one of them it identifies itself to the load balancer. */
  readonly secrets: TicketSecrets;
  /** The bucket for its access logs. */
  readonly logBucket: IBucket;

  /**
   * The host name people use.
   *
   * @default the distribution's own name
   */
  readonly domainName?: DomainName;

  /**
   * The bucket with the hashed assets and the failover page.
   *
   * @default the app serves its own assets, and viewers see CloudFront's error page while no task
   * answers
   */
  readonly assets?: IBucket;

  /**
   * The parts of the world from which CloudFront answers.
   *
   * @default PriceClass.PRICE_CLASS_ALL, the only one that includes South America
   */
  readonly priceClass?: PriceClass;
}

/** Set on every request, so that a value sent by the client never gets through. */
const viewerAddress = `function handler(event) {
  var request = event.request;
  request.headers['${VIEWER_ADDRESS_HEADER}'] = { value: event.viewer.ip };
  return request;
}
`;

/** What each property takes. */
const KINDS: Kinds<TicketEdgeProps> = {
  balancer: part('a TicketBalancer', 'balancer'),
  guard: part('an EdgeGuard', 'mailLinks'),
  secrets: part('a TicketSecrets', 'adminCode'),
  logBucket: required(of('a bucket, such as TicketStorage.logs')),
  domainName: of('DomainName.inZone() or DomainName.of()'),
  assets: of('a bucket, such as TicketStorage.assets'),
  priceClass: member('PriceClass.PRICE_CLASS_ALL or another PriceClass', PriceClass),
};

/**
 * The only way in. WebSockets and the API pass through uncached, hashed assets are cached for a
 * year, and every request carries the viewer's real address. There are no custom error responses:
 * they would replace the API's problem documents.
 */
export class TicketEdge extends Construct {
  /** The distribution. */
  public readonly distribution: Distribution;
  /** `https://` and the host people use. */
  public readonly url: string;

  public constructor(scope: Construct, id: string, props: TicketEdgeProps) {
    super(scope, id);
    props = checked(this, props, KINDS);
    const { balancer, domainName, assets } = props;
    const secured = balancer.certificate !== undefined;
    if (!secured) {
      Annotations.of(this).addWarningV2(
        'ticketero:no-domain',
        'Without a domain name the hop from CloudFront to the load balancer has no certificate ' +
          'anybody could check: it is plain HTTP inside AWS, kept by the private origin, ' +
          'the prefix list and the origin secret. Give a domain name for TLS on every hop.',
      );
      acknowledge(this, 'noDomain');
    }

    const origin = this.loadBalancer(props, secured);
    const common = this.commonBehaviour();
    const live: BehaviorOptions = {
      ...common,
      origin,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // including the host: the app's certificate and cookies are for the name the viewer uses
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
      compress: true,
    };

    const bucketOrigin =
      assets &&
      S3BucketOrigin.withOriginAccessControl(assets, {
        originAccessControl: new S3OriginAccessControl(this, 'AssetsAccess', {
          originAccessControlName: physicalName(this, 'assets', 64),
        }),
      });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Ticketero',
      defaultBehavior: live,
      additionalBehaviors: {
        ...staticBehaviours(common, origin, bucketOrigin),
        ...(bucketOrigin ? pageBehaviours(common, origin, bucketOrigin) : {}),
      },
      domainNames: domainName && props.guard.certificate && [domainName.name],
      certificate: domainName && props.guard.certificate,
      minimumProtocolVersion: domainName && SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: props.priceClass ?? PriceClass.PRICE_CLASS_ALL,
      webAclId: props.guard.webAclArn,
      enableLogging: true,
      logBucket: props.logBucket,
      logFilePrefix: 'edge/',
      enableIpv6: true,
    });
    acknowledge(this.distribution, 'countries');
    this.url = `https://${domainName?.name ?? this.distribution.distributionDomainName}`;

    if (domainName) this.pointHere(domainName);
  }

  /** What all paths have in common: TLS, security headers, the viewer's address. */
  private commonBehaviour(): Common {
    const stamp = new Function(this, 'ViewerAddress', {
      functionName: physicalName(this, 'viewer', 64),
      code: FunctionCode.fromInline(viewerAddress),
      runtime: FunctionRuntime.JS_2_0,
      comment: `Ticketero: ${VIEWER_ADDRESS_HEADER} is the viewer's real address`,
    });
    const headers = new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: physicalName(this, 'headers', 128),
      comment: 'Ticketero: TLS only, no framing, no sniffing',
      securityHeadersBehavior: {
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: false },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: false },
      },
    });
    return {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: headers,
      functionAssociations: [{ function: stamp, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
  }

  /**
   * Creates the records in the zone; if the DNS is elsewhere, an output says what to enter there.
   */
  private pointHere({ name, zone }: DomainName): void {
    if (zone) {
      const target = RecordTarget.fromAlias(new CloudFrontTarget(this.distribution));
      new ARecord(this, 'Name', { zone, recordName: `${name}.`, target });
      new AaaaRecord(this, 'Name6', { zone, recordName: `${name}.`, target });
    } else {
      new CfnOutput(this, 'PointTheNameHere', {
        description: `Make ${name} a CNAME of this`,
        value: this.distribution.distributionDomainName,
      }).overrideLogicalId('PointTheNameHere');
    }
  }

  private loadBalancer(props: TicketEdgeProps, secured: boolean): IOrigin {
    const { balancer, domainName } = props;
    // AWS refuses to update a private origin that a distribution uses (409; aws/aws-cdk#35765). So
    // nothing about it ever changes: another protocol is another origin, which takes over before
    // this one goes, and it has no tags, because any new tag would be an update.
    const id = secured ? 'PrivateOrigin' : 'PrivateOriginWithoutTls';
    const vpcOrigin = new VpcOriginResource(this, id, {
      vpcOriginName: physicalName(this, secured ? 'origin' : 'origin-without-tls', 64),
      endpoint: VpcOriginEndpoint.applicationLoadBalancer(balancer.balancer),
      protocolPolicy: secured ? OriginProtocolPolicy.HTTPS_ONLY : OriginProtocolPolicy.HTTP_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    });
    (vpcOrigin.node.defaultChild as CfnVpcOrigin).addPropertyDeletionOverride('Tags');
    vpcOrigin.node.addDependency(balancer.listener);
    return VpcOrigin.withVpcOrigin(vpcOrigin, {
      domainName:
        secured && domainName ? domainName.originName : balancer.balancer.loadBalancerDnsName,
      readTimeout: Duration.seconds(30),
      keepaliveTimeout: Duration.seconds(60),
      customHeaders: {
        [ORIGIN_SECRET_HEADER]: props.secrets.originSecretValues()[0].unsafeUnwrap(),
      },
    });
  }
}

type Common = Pick<
  BehaviorOptions,
  'viewerProtocolPolicy' | 'responseHeadersPolicy' | 'functionAssociations'
>;

/**
 * Hashed files, cached for as long as the origin says, which is a year. In the first minutes of a
 * deploy, files that are not in the bucket yet come from the app.
 */
function staticBehaviours(
  common: Common,
  app: IOrigin,
  bucket: IOrigin | undefined,
): Record<string, BehaviorOptions> {
  return {
    [`${PATHS.assets}*`]: {
      ...common,
      origin: bucket
        ? new OriginGroup({
            primaryOrigin: bucket,
            fallbackOrigin: app,
            fallbackStatusCodes: [403, 404, 500, 503],
          })
        : app,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      // The load balancer needs the viewer's address; a bucket must not get the viewer's host.
      // Neither is part of the cache key.
      originRequestPolicy: bucket
        ? OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER
        : OriginRequestPolicy.ALL_VIEWER,
      compress: true,
    },
  };
}

/**
 * Pages that people open. While no task answers, they get the failover page. An origin group only
 * serves GET, HEAD and OPTIONS, and only page paths have one, so it never replaces an answer of the
 * API.
 */
function pageBehaviours(
  common: Common,
  app: IOrigin,
  bucket: IOrigin,
): Record<string, BehaviorOptions> {
  const origin = new OriginGroup({
    primaryOrigin: app,
    fallbackOrigin: bucket,
    fallbackStatusCodes: [502, 503, 504],
  });
  return Object.fromEntries(
    PAGES.map((page): [string, BehaviorOptions] => [
      page,
      {
        ...common,
        origin,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // Without the viewer's host, which the bucket would refuse. The load balancer then sees its
        // origin name, which its certificate also covers.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        compress: true,
      },
    ]),
  );
}
