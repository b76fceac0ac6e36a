/** What one unit costs in us-east-1 before tax, and where the price comes from. */
export interface Price {
  /** US dollars per unit, on demand. */
  readonly usd: number;
  /** What a unit is, in words. */
  readonly unit: string;
  /** Free units a month, in an account that uses them for nothing else. */
  readonly free?: number;
  /**
   * Discount of a one-year term without upfront payment, 0 to 1. Absent: there are no such terms.
   */
  readonly term?: number;
  /** Where the price was read. */
  readonly source: string;
  /** When it was read, or the date given in the list itself. */
  readonly read: string;
}

/** The region that all prices are for. */
export const PRICED_REGION = 'us-east-1';

/** Hours in a month, as AWS counts them. */
export const HOURS = 730;

/** Where prices come from. */
export const SOURCES = {
  karpenter: {
    source:
      'AWS price list in aws/karpenter-provider-aws, ' +
      'pkg/providers/pricing/zz_generated.pricing_aws.go',
    read: '2026-07-20',
  },
  ec2: { source: 'AWS price list, AmazonEC2 offer 20260925174521', read: '2026-09-25' },
  rds: { source: 'AWS price list, AmazonRDS offers 20260729 to 20260911', read: '2026-09-11' },
  cache: {
    source: 'AWS price list, AmazonElastiCache, as quoted by a public project',
    read: '2026-10-02',
  },
  transfer: { source: 'AWS price list, AWSDataTransfer', read: '2026-09-25' },
  cloudFront: {
    source: 'CloudFront pricing page as kept by api-evangelist/cloudfront',
    read: '2026-09-05',
  },
  cloudFrontUse: {
    source: 'Vantage, cur.vantage.sh/aws/amazoncloudfront, quoting AWS',
    read: '2026-11-24',
  },
  vended: {
    source: 'aws-samples/sample-cfm-tips-mcp, cloudwatch_service_vended_log.py',
    read: '2026-11-24',
  },
  infracost: {
    source: 'infracost golden files and cost notes quoting the AWS price list',
    read: '2026-05-31',
  },
} as const;

const { ec2, rds, cache, transfer, cloudFront, cloudFrontUse, infracost, vended } = SOURCES;

/** Prices of everything that has a single price. Instances have tables of their own. */
export const prices = {
  ebsGp3: { usd: 0.08, unit: 'GB-month', ...ec2 },
  publicAddress: { usd: 0.005, unit: 'hour', ...transfer },
  natGatewayHour: { usd: 0.045, unit: 'hour', ...ec2 },
  natGatewayGb: { usd: 0.045, unit: 'GB', ...ec2 },
  balancerHour: { usd: 0.0225, unit: 'hour', ...ec2 },
  balancerLcu: { usd: 0.008, unit: 'LCU-hour', ...ec2 },
  endpointHour: { usd: 0.01, unit: 'zone-hour', ...transfer },
  internetGb: { usd: 0.09, unit: 'GB', free: 100, ...transfer },
  crossZoneGb: { usd: 0.02, unit: 'GB, both ways', ...transfer },
  s3Writes: { usd: 0.005, unit: '1,000 writes', ...infracost },
  s3Gb: { usd: 0.023, unit: 'GB-month', ...transfer },
  imageGb: { usd: 0.1, unit: 'GB-month', ...transfer },
  zone: { usd: 0.5, unit: 'zone', ...transfer },
  databaseGb: { usd: 0.115, unit: 'GB-month, each copy', ...rds },
  databaseBackupGb: { usd: 0.095, unit: 'GB-month', ...rds },
  cacheBackupGb: { usd: 0.085, unit: 'GB-month', ...cache },
  edgeRequests: { usd: 0.01, unit: '10,000 requests', free: 1000, ...cloudFront },
  edgeRequestsSouthAmerica: { usd: 0.022, unit: '10,000 requests', free: 1000, ...cloudFront },
  edgeGb: { usd: 0.085, unit: 'GB', free: 1000, ...cloudFront },
  edgeGbSouthAmerica: { usd: 0.11, unit: 'GB', free: 1000, ...cloudFront },
  edgeFunction: { usd: 0.1, unit: 'million runs', free: 2, ...cloudFrontUse },
  firewall: { usd: 5, unit: 'web ACL', ...infracost },
  firewallRule: { usd: 1, unit: 'rule or managed group', ...infracost },
  firewallRequests: { usd: 0.6, unit: 'million requests', ...infracost },
  key: { usd: 1, unit: 'key', ...infracost },
  keyCalls: { usd: 0.03, unit: '10,000 calls', free: 2, ...infracost },
  secret: { usd: 0.4, unit: 'secret', ...infracost },
  secretCalls: { usd: 0.05, unit: '10,000 calls', ...infracost },
  logGb: { usd: 0.5, unit: 'GB taken in', free: 5, ...infracost },
  flowGb: { usd: 0.25, unit: 'GB delivered', ...vended },
  logStoredGb: { usd: 0.03, unit: 'GB-month', ...infracost },
  metric: { usd: 0.3, unit: 'metric', free: 10, ...infracost },
  alarm: { usd: 0.1, unit: 'metric watched', free: 10, ...infracost },
  fastAlarm: { usd: 0.3, unit: 'metric watched', ...infracost },
  dashboard: { usd: 3, unit: 'dashboard', free: 3, ...infracost },
  traces: { usd: 5, unit: 'million traces', free: 0.1, ...infracost },
} satisfies Record<string, Price>;
