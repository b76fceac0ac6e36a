import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orphans } from '../../src/stacks/growth/growth-kept';
import { GrowthTemplate } from '../../src/stacks/growth/growth-template';
import { leftoverScript, ListedResource } from '../../src/stacks/leftovers/leftover-lines';
import { phaseTemplates } from '../../src/stacks/phase-templates';
import '../constructs/quick-synth';

/** Data keys are replicated to the region that backups are copied to. */
const backupCopyTo = 'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero';

const root = join(__dirname, '..', '..');

/** What CloudFormation would list for a deleted stack with this template. */
function listOf({ Resources }: GrowthTemplate): ListedResource[] {
  return Object.entries(Resources).map(([id, { Type, DeletionPolicy }]) => ({
    ResourceType: Type,
    ResourceStatus: DeletionPolicy === 'Retain' ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE',
    LogicalResourceId: id,
    PhysicalResourceId: `the-${id}`,
  }));
}

/** Runs a script with an `aws` that only records its calls, and a `sleep` that can be scripted. */
function run(
  script: string,
  answers = 'case "$*" in *list-object-versions*) echo "[]";; esac',
  sleep = '',
) {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-leftovers-'));
  writeFileSync(join(folder, 'aws'), `#!/bin/sh\necho "$*" >> ${folder}/calls\n${answers}\n`);
  writeFileSync(join(folder, 'sleep'), `#!/bin/sh\n${sleep}\n`);
  for (const program of ['aws', 'sleep']) chmodSync(join(folder, program), 0o755);
  writeFileSync(join(folder, 'script.sh'), script);
  const { status, stderr } = spawnSync('sh', [join(folder, 'script.sh')], {
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env.PATH}` },
    timeout: 30_000,
  });
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  return { status, stderr, calls };
}

const templateOf = (phase: string, context: Record<string, string> = {}) =>
  phaseTemplates(phase, context).templates[0] as GrowthTemplate;

test.each([
  ['pilot', {}],
  ['expansion', {}],
  ['national', {}],
  ['pilot', { restoredFrom: 'before-the-accident' }],
  ['pilot', { removal: 'destroy' }],
  ['national', { removal: 'destroy', region: 'sa-east-1' }],
] as [string, Record<string, string>][])(
  '%s with %j: whatever is retained is retained with all it needs',
  (phase, context) => {
    for (const template of phaseTemplates(phase, context).templates) {
      expect(orphans(template as GrowthTemplate)).toEqual([]);
    }
  },
);

test('every retained resource has a line that deletes it, users before what they use', () => {
  const template = templateOf('national');
  const list = listOf(template);
  const { status, stderr, calls } = run(leftoverScript(list));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const kept = Object.entries(template.Resources).filter(
    ([, { DeletionPolicy }]) => DeletionPolicy === 'Retain',
  );
  const removed = (id: string) =>
    calls.findIndex((call) => /delet/.test(call) && call.includes(`the-${id}`));
  expect(kept.filter(([id]) => removed(id) < 0).map(([id]) => id)).toEqual([]);
  const at = (part: string) => {
    const [id] = kept.find(([name, { Type }]) => name.includes(part) || Type.endsWith(part))!;
    return removed(id);
  };
  const order = ['DBInstance', 'DBSubnetGroup', 'DatabaseGroup', 'dataSubnet1', '::VPC', '::Key'];
  expect(order.map(at)).toEqual([...order.map(at)].sort((one, other) => one - other));
  expect(at('::Key')).toBe(calls.length - 1);
  const database = calls.filter((call) => call.startsWith('rds ') && /instance/.test(call));
  expect(database.map((call) => call.split(' ')[1] + (call.split(' ')[2] ?? ''))).toEqual([
    expect.stringContaining('modify-db-instance'),
    expect.stringContaining('waitdb-instance-available'),
    expect.stringContaining('delete-db-instance'),
    expect.stringContaining('waitdb-instance-deleted'),
  ]);
});

test('a security group made by a service in the network is deleted before the network', () => {
  const { status, calls } = run(
    leftoverScript(listOf(templateOf('pilot'))),
    'case "$*" in *list-object-versions*) echo "[]";; ' +
      '*describe-security-groups*) echo sg-ofcloudfront;; esac',
  );
  expect(status).toBe(0);
  const network = calls.findIndex((call) => call.startsWith('ec2 delete-vpc '));
  expect(calls[network - 1]).toBe('ec2 delete-security-group --group-id sg-ofcloudfront');
  // each network's default group cannot be deleted, and goes with it
  expect(calls[network - 2]).toMatch(/Name=vpc-id,Values=the-\w+ .*GroupName!=`default`/);
});

test('a vault is deleted after its backups, which are deleted in the background', () => {
  const { status, calls } = run(
    leftoverScript(listOf(templateOf('pilot'))),
    // a deleted backup is still listed until three sleeps later
    'here=$(dirname "$0"); case "$*" in *list-object-versions*) echo "[]";; ' +
      '*list-recovery-points*) [ "$(cat "$here"/naps 2> /dev/null | wc -l)" -ge 3 ] || ' +
      'echo arn:of:a:backup;; esac',
    'here=$(dirname "$0"); echo "$*" >> "$here/naps"; echo "sleep $*" >> "$here/calls"',
  );
  expect(status).toBe(0);
  const vault = calls.findIndex((call) => call.startsWith('backup delete-backup-vault '));
  const asked = expect.stringMatching(/^backup list-recovery-points-by-backup-vault /) as string;
  expect(calls.slice(vault - 7, vault)).toEqual([
    ...[asked, 'sleep 10', asked, 'sleep 10', asked, 'sleep 10'],
    asked,
  ]);
});

test('a secret is deleted after its replicas, as AWS requires', () => {
  const { status, calls } = run(
    leftoverScript(listOf(templateOf('pilot', { backupCopyTo }))),
    'case "$*" in *list-object-versions*) echo "[]";; ' +
      '*describe-secret*DataKeys*) echo us-west-2;; esac',
  );
  expect(status).toBe(0);
  const removed = calls.findIndex((call) => / remove-regions-from-replication /.test(call));
  expect(calls[removed]).toMatch(/ --secret-id the-\w*DataKeys\w* .*-replica-regions us-west-2$/);
  expect(calls[removed + 1]).toMatch(/^secretsmanager delete-secret --secret-id the-\w*DataKeys/);
  expect(calls.filter((call) => / remove-regions-from-replication /.test(call))).toHaveLength(1);
});

test('a trial leaves only buckets, which empty themselves', () => {
  const template = templateOf('national', { removal: 'destroy' });
  const kept = Object.values(template.Resources).filter(
    ({ DeletionPolicy }) => DeletionPolicy !== undefined && DeletionPolicy !== 'Delete',
  );
  expect([...new Set(kept.map(({ Type }) => Type))]).toEqual(['AWS::S3::Bucket']);
  for (const { Properties } of kept) {
    const { Rules } = Properties!.LifecycleConfiguration as {
      Rules: { ExpirationInDays?: number; NoncurrentVersionExpiration?: object }[];
    };
    expect(
      Rules.some((rule) => (rule.ExpirationInDays ?? 99) <= 7 && rule.NoncurrentVersionExpiration),
    ).toBe(true);
  }
  const primary = Object.values(template.Resources).find(
    ({ Type, Properties }) =>
      Type === 'AWS::RDS::DBInstance' && Properties?.SourceDBInstanceIdentifier === undefined,
  )!;
  expect(primary.Properties).toMatchObject({
    DeletionProtection: false,
    DeleteAutomatedBackups: true,
  });
  // a vault with backups cannot be deleted, so nothing puts any there
  expect(
    Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Backup::BackupSelection'),
  ).toEqual([]);
});

test('a locked bucket is reported, and the rest continues', () => {
  const { stderr, calls } = run(
    leftoverScript(listOf(templateOf('pilot'))),
    'case "$*" in *list-object-versions*Anchors*) echo "[{}]";; ' +
      '*list-object-versions*) echo "[]";; *delete-objects*) echo "ERRORS AccessDenied";; esac',
  );
  expect(stderr).toMatch(/^the-\w*Anchors\w* is not empty: ERRORS AccessDenied/);
  expect(calls.some((call) => /delete-bucket.*Anchors/.test(call))).toBe(false);
  expect(calls.at(-1)).toMatch(/^kms schedule-key-deletion/);
});

test('a stack that still exists, or an unrelated file: one sentence', () => {
  expect(() =>
    leftoverScript([
      {
        ResourceType: 'AWS::KMS::Key',
        ResourceStatus: 'CREATE_COMPLETE',
        LogicalResourceId: 'Key',
        PhysicalResourceId: 'k',
      },
    ]),
  ).toThrow(/^1 resources are not deleted, such as Key \(CREATE_COMPLETE\): .*destroy it first$/);
  const program = (input: string, ...args: string[]) =>
    spawnSync(
      join(root, 'node_modules/.bin/tsx'),
      [join(root, 'src/stacks/leftovers/leftovers.ts'), ...args],
      { input, encoding: 'utf8', timeout: 60_000 },
    );
  expect(program('{}', '-')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^- has no StackResourceSummaries; npm run --silent leftovers/),
  });
  expect(program('{"StackResourceSummaries":[]}', '-')).toMatchObject({
    status: 0,
    stdout: '# Nothing is left.\n',
  });
});

test('if something a database needs is missing, the danger is named', () => {
  const template = structuredClone(templateOf('pilot')) as {
    Resources: Record<string, { Type: string; DeletionPolicy?: string }>;
  };
  for (const resource of Object.values(template.Resources)) {
    if (resource.Type === 'AWS::RDS::DBSubnetGroup') delete resource.DeletionPolicy;
  }
  expect(orphans(template).map(({ text }) => text)).toEqual([
    expect.stringMatching(/is kept \(Retain\) and needs \w+ \(RDS::DBSubnetGroup\), which is not/),
  ]);
});
