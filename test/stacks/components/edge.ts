import { Match } from 'aws-cdk-lib/assertions';
import { ORIGIN_SECRET_HEADER, VIEWER_ADDRESS_HEADER } from '../../../src/contract';
import { has, only, resources } from '../../constructs/synthesized';
import { Components, count, each, exists } from './check';

const managedGroup = (name: string) =>
  exists('AWS::WAFv2::WebACL', {
    Scope: 'CLOUDFRONT',
    Rules: has({
      Statement: { ManagedRuleGroupStatement: Match.objectLike({ VendorName: 'AWS', Name: name }) },
    }),
  });

/** CloudFront, its firewall, and the load balancer behind it. */
export const edge: Components = {
  'CloudFront, static files cached': exists('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: ['turnos.example.com'],
      CacheBehaviors: has({
        PathPattern: '/assets/*',
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      }),
    },
  }),
  'WebSocket through CloudFront: uncached, every viewer header, every method': exists(
    'AWS::CloudFront::Distribution',
    {
      DistributionConfig: {
        DefaultCacheBehavior: {
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3',
          AllowedMethods: Match.arrayWith(['GET', 'PUT', 'POST', 'DELETE']),
        },
      },
    },
  ),
  'CloudFront with several origins in national': each(
    { pilot: 0, expansion: 0, national: 1 },
    (template, buckets) => {
      const { DistributionConfig } = only(template, 'AWS::CloudFront::Distribution') as never as {
        DistributionConfig: { Origins: { DomainName: unknown; S3OriginConfig?: object }[] };
      };
      expect(
        new Set(
          DistributionConfig.Origins.filter((origin) => origin.S3OriginConfig).map((origin) =>
            JSON.stringify(origin.DomainName),
          ),
        ).size,
      ).toBe(buckets);
    },
  ),
  'failover page for pages only in national': each(
    { pilot: false, expansion: false, national: true },
    (template, there) => {
      const config = only(template, 'AWS::CloudFront::Distribution') as never as {
        DistributionConfig: {
          OriginGroups?: { Quantity: number };
          CustomErrorResponses?: object[];
        };
      };
      expect(config.DistributionConfig.OriginGroups !== undefined).toBe(there);
      // they would replace problem documents
      expect(config.DistributionConfig.CustomErrorResponses).toBeUndefined();
    },
  ),
  'edge WAF: common rules': managedGroup('AWSManagedRulesCommonRuleSet'),
  'edge WAF: known bad inputs, Log4j among them': managedGroup(
    'AWSManagedRulesKnownBadInputsRuleSet',
  ),
  'edge WAF: IP reputation': managedGroup('AWSManagedRulesAmazonIpReputationList'),
  'edge WAF: SQL injection': managedGroup('AWSManagedRulesSQLiRuleSet'),
  "edge WAF: rate by the connection's address": exists('AWS::WAFv2::WebACL', {
    Scope: 'CLOUDFRONT',
    Rules: has({ Statement: { RateBasedStatement: Match.objectLike({ AggregateKeyType: 'IP' }) } }),
  }),
  'edge WAF: countries, Telegram exempt': (template) => {
    const acl = Object.values(resources(template, 'AWS::WAFv2::WebACL')).find(
      (one) => one.Properties.Scope === 'CLOUDFRONT',
    )!;
    const text = JSON.stringify(acl.Properties.Rules);
    expect(text).toContain('"GeoMatchStatement":{"CountryCodes":["CL"]}');
    expect(text).toContain('"SearchString":"/telegram/"');
  },
  'WAF on the distribution': exists('AWS::CloudFront::Distribution', {
    DistributionConfig: { WebACLId: Match.anyValue() },
  }),
  'internal load balancer with access logs, for sockets': exists(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    {
      Scheme: 'internal',
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'deletion_protection.enabled', Value: 'false' },
        { Key: 'idle_timeout.timeout_seconds', Value: '300' },
        { Key: 'access_logs.s3.enabled', Value: 'true' },
      ]),
    },
  ),
  'load balancer: HTTPS with a current policy, 403 by default': exists(
    'AWS::ElasticLoadBalancingV2::Listener',
    {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      DefaultActions: [
        Match.objectLike({ FixedResponseConfig: Match.objectLike({ StatusCode: '403' }) }),
      ],
    },
  ),
  'load balancer: only with the origin secret': exists(
    'AWS::ElasticLoadBalancingV2::ListenerRule',
    {
      Conditions: has({
        HttpHeaderConfig: Match.objectLike({ HttpHeaderName: ORIGIN_SECRET_HEADER }),
      }),
    },
  ),
  'target group: HTTPS, liveness, quick deregistration': exists(
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    {
      Protocol: 'HTTPS',
      HealthCheckPath: '/health/live',
      TargetType: 'ip',
      TargetGroupAttributes: has({ Key: 'deregistration_delay.timeout_seconds', Value: '30' }),
    },
  ),
  'private origin over TLS': exists('AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: { OriginProtocolPolicy: 'https-only' },
  }),
  'rate limits at the load balancer by the real viewer': exists('AWS::WAFv2::WebACL', {
    Scope: 'REGIONAL',
    Rules: [
      Match.objectLike({ Name: 'IssueRate' }),
      Match.objectLike({
        Name: 'ViewerRate',
        Statement: {
          RateBasedStatement: {
            Limit: 2000,
            EvaluationWindowSec: 300,
            AggregateKeyType: 'FORWARDED_IP',
            ForwardedIPConfig: { HeaderName: VIEWER_ADDRESS_HEADER, FallbackBehavior: 'MATCH' },
          },
        },
      }),
    ],
  }),
  'the regional WAF is on the load balancer': count('AWS::WAFv2::WebACLAssociation', [1, 1, 1]),
  "the viewer's address is set at the edge": exists('AWS::CloudFront::Function', {
    FunctionCode: Match.stringLikeRegexp(
      `request.headers\\['${VIEWER_ADDRESS_HEADER}'\\] = \\{ value: event.viewer.ip \\}`,
    ),
  }),
};
