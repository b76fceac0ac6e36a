import { compare } from '../../../src/stacks/growth/growth';
import { GrowthTemplate } from '../../../src/stacks/growth/growth-template';
import { Draft, expansion, idOf, national, openGrowth, pilot, said } from './stage';

openGrowth();

const CACHE = 'AWS::ElastiCache::ReplicationGroup';

/** The report on the way from a phase to a smaller one, by rule. */
const rulesOf = (from: GrowthTemplate, to: GrowthTemplate) =>
  [...new Set(compare(from, to).dangers.map(({ rule }) => rule))].sort();

test('on the way down every change has its rule, and the report matches the runbook', () => {
  expect(rulesOf(expansion, pilot)).toEqual([
    'a protection is given up',
    'fewer serve',
    'storage shrinks',
    'what something needs goes',
  ]);
  const all = [...rulesOf(expansion, pilot), 'a stateful resource goes'].sort();
  expect(rulesOf(national, pilot)).toEqual(all);
  expect(rulesOf(national, expansion)).toEqual(all);
});

test("a removed bucket's policy is not reported as well", () => {
  const gone = compare(national, expansion).dangers.filter(
    ({ rule }) => rule === 'a stateful resource goes',
  );
  expect(gone.map(({ text }) => text)).toEqual([
    'goes, and its content is deleted or leaves the stack',
  ]);
});

test('the report says how many hosts and tasks are left', () => {
  const fewer = compare(national, expansion).dangers.filter(({ rule }) => rule === 'fewer serve');
  expect(fewer.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^will be 2 to 3, and was 3 to 10: `npm run capacity` says for how many/),
    expect.stringMatching(/^will be 2 to 3, and was 3 to 10: /),
  ]);
});

test('fewer shards alone endanger nothing', () => {
  const next = structuredClone(national) as { Resources: Record<string, Draft> };
  next.Resources[idOf(national, CACHE)].Properties.NumNodeGroups = 1;
  expect(compare(national, next).dangers).toEqual([]);
});

type Spoil = (properties: Record<string, never>) => void;
const drop = (list: unknown[], which: (each: never) => boolean) =>
  list.splice(
    list.findIndex((each) => which(each as never)),
    1,
  );

/** The same thing removed while its subject stays. */
test.each<[string, string, Spoil, RegExp]>([
  [
    'a database that is still there is no longer listened to',
    'AWS::RDS::EventSubscription',
    ({ SourceIds }) => drop(SourceIds, (each) => JSON.stringify(each).includes('Replica2')),
    /SourceIds/,
  ],
  [
    'a replica that is still there is no longer read from',
    'AWS::ECS::TaskDefinition',
    ({ ContainerDefinitions }) => {
      for (const { Environment } of ContainerDefinitions as { Environment?: unknown[] }[]) {
        drop(Environment ?? [], ({ Name }: { Name: string }) => Name === 'DATABASE_REPLICA_URLS');
      }
    },
    /DATABASE_REPLICA_URLS/,
  ],
  [
    'a path of the edge goes and its origin stays',
    'AWS::CloudFront::Distribution',
    ({ DistributionConfig: { CacheBehaviors } }: Record<string, Record<string, never>>) =>
      drop(CacheBehaviors, ({ PathPattern }: { PathPattern: string }) => PathPattern === '/kiosk'),
    /CacheBehaviors/,
  ],
  [
    'a shard that stays is no longer watched',
    'AWS::CloudWatch::Alarm',
    ({ Metrics }) => drop(Metrics, (each) => JSON.stringify(each).includes('-0003-')),
    /Metrics/,
  ],
  ['the last shard goes', CACHE, (each) => Object.assign(each, { NumNodeGroups: 0 }), /NumNodeGr/],
  [
    'the last host goes',
    'AWS::AutoScaling::AutoScalingGroup',
    (each) => Object.assign(each, { MinSize: '0' }),
    /fewer serve: will be 0 to 10, and was 3 to 10/,
  ],
])('%s: reported', (_, type, spoil, expected) => {
  const next = structuredClone(national) as { Resources: Record<string, Draft> };
  const id = idOf(
    national,
    type,
    ({ Properties }) => type !== 'AWS::CloudWatch::Alarm' || 'Metrics' in (Properties ?? {}),
  );
  const before = JSON.stringify(next.Resources[id]);
  spoil(next.Resources[id].Properties as Record<string, never>);
  expect(JSON.stringify(next.Resources[id])).not.toBe(before);
  expect(said(compare(national, next))).toMatch(expected);
});
