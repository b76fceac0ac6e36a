import { compare } from '../../../src/stacks/growth/growth';
import { GrowthTemplate } from '../../../src/stacks/growth/growth-template';
import { growthText } from '../../../src/stacks/growth/growth-text';
import { phaseTemplates } from '../../../src/stacks/phase-templates';
import '../../constructs/quick-synth';
import { expansion, idOf, national, openGrowth, pilot } from './stage';
import './arrivals';
import './dangers';
import './every-property';
import './tampering';

openGrowth();

test.each([
  ['pilot', 'expansion'],
  ['expansion', 'national'],
  ['pilot', 'national'],
])("%s grows into %s without danger; only the task's revision is replaced", (from, to) => {
  const templates: Record<string, GrowthTemplate> = { pilot, expansion, national };
  const { rows, dangers } = compare(templates[from], templates[to]);
  expect(dangers).toEqual([]);
  expect(rows.filter(({ change }) => change === 'replaced').map(({ type }) => type)).toEqual([
    'AWS::ECS::TaskDefinition',
  ]);
  expect(rows.length).toBeGreaterThan(20);
  for (const { id, interruption, safe } of rows) {
    expect({ id, said: interruption.length > 3 && safe.length > 5 }).toEqual({ id, said: true });
  }
  expect(
    rows.filter(({ interruption }) => interruption.startsWith('CloudFormation changes it')),
  ).toEqual([]);
});

test('shards can be deployed alone first, as AWS requires: only cache and alarms change', () => {
  const sharded = phaseTemplates('expansion', { cacheShards: '3' }).templates[0] as GrowthTemplate;
  const { rows, dangers } = compare(expansion, sharded);
  expect(dangers).toEqual([]);
  expect([...new Set(rows.map(({ type }) => type))].sort()).toEqual([
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::Dashboard',
    'AWS::ElastiCache::ReplicationGroup',
  ]);
  expect(compare(sharded, national).rows.map(({ type }) => type)).not.toContain(
    'AWS::ElastiCache::ReplicationGroup',
  );
});

test('another port of the mail server, and figures kept in the log, endanger nothing', () => {
  const stackOf = (mailServer: string, foresightMetrics: string) =>
    phaseTemplates('pilot', { mailServer, mailFrom: 'turnos@bank.cl', foresightMetrics })
      .templates[0] as GrowthTemplate;
  const before = stackOf('smtp://mail.bank.cl:587', 'yes');
  const next = stackOf('smtp://mail.bank.cl:2587', 'no');
  expect(compare(before, next).dangers).toEqual([]);
  const spoiled = (spoil: (text: string) => string) =>
    compare(before, JSON.parse(spoil(JSON.stringify(next))) as GrowthTemplate)
      .dangers.map(({ text }) => text)
      .join('\n');
  // another server; additional ports kept open; one that lets traffic in
  expect(
    spoiled((text) => text.replace('smtp://mail.bank.cl:2587', 'smtp://mail.evil.example:2587')),
  ).toMatch(/SMTP_URL/);
  expect(spoiled((text) => text.replaceAll('"ToPort":2587', '"ToPort":65535'))).toMatch(/65535/);
  expect(spoiled((text) => text.replaceAll('"To":2587', '"To":65535'))).toMatch(/PortRange/);
  const inwards = structuredClone(next);
  for (const { Type, Properties } of Object.values(inwards.Resources)) {
    if (Type === 'AWS::EC2::NetworkAclEntry' && JSON.stringify(Properties).includes('2587')) {
      (Properties as Record<string, unknown>).Egress = false;
    }
  }
  expect(spoiled(() => JSON.stringify(inwards))).toMatch(/PortRange/);
});

test("a domain added later is reported as a quarter of an hour's outage, and no danger", () => {
  // an empty setting counts as unset
  const before = phaseTemplates('pilot', { domain: '' }).templates[0] as GrowthTemplate;
  for (const [from, to] of [
    [before, pilot],
    [pilot, before],
  ]) {
    const { rows, dangers } = compare(from, to);
    const about = dangers.filter(({ text }) => !/a name goes|TLS|HTTP|Route53|needs it/.test(text));
    expect(about).toEqual([]);
    expect(
      rows.filter(
        ({ change, interruption }) =>
          change === 'gone' && interruption.startsWith('nobody is served for about a quarter'),
      ),
    ).toHaveLength(2);
  }
  expect(compare(before, pilot).dangers).toEqual([]);
});

test('the way back, with storage and shards first, keeps everything that holds data', () => {
  const kept = { databaseStorageGib: '100', databaseMaxStorageGib: '500' };
  const of = (phase: string, context: Record<string, string>) =>
    phaseTemplates(phase, context).templates[0] as GrowthTemplate;
  const way = [
    national,
    of('national', { cacheShards: '1' }),
    of('expansion', kept),
    of('pilot', kept),
  ];
  const dangers = way.slice(1).flatMap((to, at) => {
    const step = compare(way[at], to);
    expect(step.rows.filter(({ change }) => change === 'replaced').map(({ type }) => type)).toEqual(
      at === 0 ? [] : ['AWS::ECS::TaskDefinition'],
    );
    return step.dangers;
  });
  const rules = new Set(dangers.map(({ rule }) => rule));
  for (const never of [
    'storage shrinks',
    'something is replaced',
    'a secret is regenerated',
    'an engine goes back',
    'addresses or zones change',
    'nothing keeps a stateful resource',
    'a protection is switched off',
    'what is kept needs what goes',
  ]) {
    expect([...rules]).not.toContain(never);
  }
  // the bucket leaves the stack and stays in the account
  const gone = dangers.filter(({ rule }) => rule === 'a stateful resource goes');
  expect(gone.map(({ id }) => national.Resources[id].Type)).toEqual(['AWS::S3::Bucket']);
  expect(national.Resources[gone[0].id].DeletionPolicy).toBe('Retain');
});

test('two phases back at once: refused for its storage only, of all that holds data', () => {
  const { rows, dangers } = compare(national, pilot);
  expect(rows.filter(({ change }) => change === 'replaced').map(({ type }) => type)).toEqual([
    'AWS::ECS::TaskDefinition',
  ]);
  expect([...new Set(dangers.map(({ rule }) => rule))].sort()).toEqual([
    'a protection is given up',
    'a stateful resource goes',
    'fewer serve',
    'storage shrinks',
    'what something needs goes',
  ]);
  const said = dangers.filter(({ rule }) => rule === 'storage shrinks');
  expect(said).toEqual([
    expect.objectContaining({ text: expect.stringMatching(/100 to 20 GiB.*databaseStorageGib/) }),
  ]);
});

test('a step that users notice is marked as such', () => {
  const primary = compare(pilot, expansion).rows.find(
    ({ id }) => id === idOf(pilot, 'AWS::RDS::DBInstance'),
  )!;
  expect(primary).toMatchObject({
    change: 'changed',
    what: expect.stringContaining('DBInstanceClass db.t4g.micro → db.t4g.small'),
    interruption: expect.stringMatching(/one failover, 1 to 2 minutes/),
  });
  const cache = compare(expansion, national).rows.find(
    ({ id }) => id === idOf(pilot, 'AWS::ElastiCache::ReplicationGroup'),
  )!;
  expect(cache).toMatchObject({
    what: 'NumNodeGroups 1 → 3',
    interruption: expect.stringMatching(/^none; 10 to 30 minutes/),
  });
});

test('the same template again changes nothing', () => {
  expect(compare(pilot, pilot)).toEqual({ rows: [], dangers: [] });
});

test('as a table: noticeable steps first, dangers last', () => {
  const lines = growthText('pilot → expansion', compare(pilot, expansion)).split('\n');
  expect(lines[0]).toMatch(
    /^== pilot → expansion: \d+ changed, \d+ new, 0 gone, 1 replaced; no danger$/,
  );
  expect(lines[1]).toMatch(/resource +change +interruption +why it is safe/);
  expect(lines.findIndex((line) => line.includes('one failover'))).toBeLessThan(
    lines.findIndex((line) => line.includes('(CloudWatch::Alarm)')),
  );
  expect(growthText('back', compare(expansion, pilot))).toMatch(
    /DANGER \(storage shrinks\): TicketeroDatabasePrimary\w+ AllocatedStorage/,
  );
});
