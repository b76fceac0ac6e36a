import { PricedTemplate, TemplateResource } from '../../constructs/bill/charge';

type Resources = Record<string, TemplateResource>;
type Properties = Record<string, unknown>;

/** A change that makes a deployment cheaper, and its disadvantage. */
export interface Lever {
  readonly what: string;
  readonly but: string;
  /** The resources after the change; the same object if it changes nothing. */
  readonly pull: (resources: Resources) => Resources;
}

/** Changes the resources of a type for which `when` holds. */
function change(
  type: string,
  when: (properties: Properties) => boolean,
  to: (properties: Properties) => Properties,
) {
  return (resources: Resources): Resources => {
    let any = false;
    const entries = Object.entries(resources).map(([id, resource]): [string, TemplateResource] => {
      const properties = (resource.Properties ?? {}) as Properties;
      if (resource.Type !== type || !when(properties)) return [id, resource];
      any = true;
      return [id, { ...resource, Properties: to(properties) }];
    });
    return any ? Object.fromEntries(entries) : resources;
  };
}

/** Leaves out the resources of a type for which `when` holds. */
function without(type: string, when: (properties: Properties) => boolean) {
  return (resources: Resources): Resources => {
    const kept = Object.entries(resources).filter(
      ([, { Type, Properties }]) => Type !== type || !when((Properties ?? {}) as Properties),
    );
    return kept.length === Object.keys(resources).length ? resources : Object.fromEntries(kept);
  };
}

/** The properties of a launch template are one level down. */
const data = (properties: Properties) => (properties.LaunchTemplateData ?? {}) as Properties;

/**
 * All levers whose saving can be computed from a template. Those that need another template are in
 * `cost-report.ts`.
 */
export const levers: readonly Lever[] = [
  {
    what: 'hosts t4g.small',
    but:
      '2 GiB fit one task and, during a deploy, its successor, but no second task; ' +
      'hosts scale out earlier',
    pull: change(
      'AWS::EC2::LaunchTemplate',
      (properties) => data(properties).InstanceType === 't4g.medium',
      (properties) => ({
        ...properties,
        LaunchTemplateData: { ...data(properties), InstanceType: 't4g.small' },
      }),
    ),
  },
  {
    what: 'five-minute host metrics',
    but: 'alarms on hosts see five-minute averages',
    pull: change(
      'AWS::EC2::LaunchTemplate',
      (properties) => data(properties).Monitoring !== undefined,
      (properties) => ({
        ...properties,
        LaunchTemplateData: { ...data(properties), Monitoring: undefined },
      }),
    ),
  },
  {
    what: 'database in one zone',
    but:
      'if it is lost it must be restored, ' +
      'which takes tens of minutes and loses up to five minutes of tickets',
    pull: change(
      'AWS::RDS::DBInstance',
      ({ MultiAZ }) => MultiAZ === true,
      (properties) => ({ ...properties, MultiAZ: false }),
    ),
  },
  {
    what: 'no read replicas',
    but: 'reports and closed days are read from the primary',
    pull: without(
      'AWS::RDS::DBInstance',
      ({ SourceDBInstanceIdentifier }) => SourceDBInstanceIdentifier !== undefined,
    ),
  },
  {
    what: 'database db.t4g.medium',
    but:
      '4 GiB and burstable: ' +
      'carries the assumed load, without room for rushes in the whole country at once',
    pull: change(
      'AWS::RDS::DBInstance',
      ({ DBInstanceClass }) => /^db\.(r|m)/.test(String(DBInstanceClass)),
      (properties) => ({ ...properties, DBInstanceClass: 'db.t4g.medium' }),
    ),
  },
  {
    what: 'cache nodes t4g.micro',
    but: '0.5 GiB per node: enough for the assumed sockets and sessions, not for twice as many',
    pull: change(
      'AWS::ElastiCache::ReplicationGroup',
      ({ CacheNodeType }) => CacheNodeType === 'cache.t4g.small',
      (properties) => ({ ...properties, CacheNodeType: 'cache.t4g.micro' }),
    ),
  },
  {
    what: 'cache without standby nodes',
    but:
      'if a node is lost, live hints stop for minutes (screens poll meanwhile); ' +
      'adding the standby later may replace the cache',
    pull: change(
      'AWS::ElastiCache::ReplicationGroup',
      ({ ReplicasPerNodeGroup }) => Number(ReplicasPerNodeGroup) > 0,
      (properties) => ({ ...properties, ReplicasPerNodeGroup: 0 }),
    ),
  },
  {
    what: 'no firewall at the load balancer',
    but: 'rates are only limited at the edge and in the app, not at the load balancer (PF-4)',
    pull: without('AWS::WAFv2::WebACL', ({ Scope }) => Scope === 'REGIONAL'),
  },
  {
    what: 'CloudFront in North America and Europe only',
    but: 'viewers in South America wait about a tenth of a second longer',
    pull: change(
      'AWS::CloudFront::Distribution',
      (properties) => (properties.DistributionConfig as Properties).PriceClass !== 'PriceClass_100',
      (properties) => ({
        ...properties,
        DistributionConfig: {
          ...(properties.DistributionConfig as Properties),
          PriceClass: 'PriceClass_100',
        },
      }),
    ),
  },
];

/** The templates with a lever applied; undefined if it changes nothing. */
export function pulled(
  lever: Lever,
  templates: readonly PricedTemplate[],
): PricedTemplate[] | undefined {
  const changed = templates.map((template): PricedTemplate => {
    const resources = (template.Resources ?? {}) as Resources;
    const now = lever.pull(resources);
    return now === resources ? template : { ...template, Resources: now };
  });
  return changed.every((template, index) => template === templates[index]) ? undefined : changed;
}
