import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from '../../src/stacks/growth/growth';
import { GrowthTemplate } from '../../src/stacks/growth/growth-template';
import { phaseTemplates } from '../../src/stacks/phase-templates';
import { Context, deploys, section } from './runbook-lines';

/** Procedures of the runbook, walked through on templates: what their lines would do. */

const template = (context: Context) =>
  phaseTemplates(context.phase, context).templates[0] as GrowthTemplate;

const ofDatabase = ({ Resources }: GrowthTemplate, property: string) =>
  Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::RDS::DBInstance')
    .flatMap(({ Properties }) => Properties?.[property] ?? []);

describe('growing', () => {
  const lines = deploys('Grow to the next phase');

  test('each irreversible deploy changes only that and its alarms', () => {
    expect(lines.map(({ phase }) => phase)).toEqual([
      ...['pilot', 'expansion'],
      ...['expansion', 'expansion', 'national'],
    ]);
    const changed = (from: Context, to: Context) => {
      const { rows, dangers } = compare(template(from), template(to));
      expect(dangers).toEqual([]);
      const types = new Set(rows.map(({ type }) => type.replace(/^AWS::(\w+::)?/, '')));
      return [...types].filter((type) => !['Alarm', 'Dashboard'].includes(type));
    };
    expect(changed({ phase: 'pilot' }, lines[0])).toEqual(['DBInstance']);
    expect(changed({ phase: 'expansion' }, lines[2])).toEqual(['DBInstance']);
    expect(changed(lines[2], lines[3])).toEqual(['ReplicationGroup']);
  });

  test.each([
    [0, 1],
    [3, 4],
  ])('then the next phase changes neither storage nor shards (%i, %i)', (before, after) => {
    const [from, to] = [template(lines[before]), template(lines[after])];
    for (const property of ['AllocatedStorage', 'MaxAllocatedStorage']) {
      expect(ofDatabase(to, property)[0]).toBe(ofDatabase(from, property)[0]);
    }
    const rows = compare(from, to).rows.filter(({ type }) => type.includes('ReplicationGroup'));
    // from the pilot, only its nodes grow
    expect(rows.length).toBe(before === 0 ? 1 : 0);
  });
});

/** Runs a script of the runbook with a scripted `aws`; returns the calls. */
function run(shell: string, script: string, answers: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-walk-'));
  const called = join(folder, 'called');
  writeFileSync(
    join(folder, 'aws'),
    `#!/bin/sh\necho "$*" >> ${called}\ncase "$*" in\n${answers}\nesac\n`,
    { mode: 0o755 },
  );
  const given = 'cluster=c service=s stack=Bank; out() { echo "the-$1"; }';
  const { status } = spawnSync(shell, ['-euc', `${given}\n${script}`], {
    env: { PATH: `${folder}:${process.env.PATH}` },
  });
  expect({ shell, status }).toEqual({ shell, status: 0 });
  return readFileSync(called, 'utf8').trim().split('\n');
}
const scriptIn = (heading: string) => /```sh\n([^]*?)```/.exec(section(heading))![1];

test('back in a hurry: uses the newest former revision that ECS still accepts', () => {
  const tasks = Object.values(template({ phase: 'pilot' }).Resources).filter(
    ({ Type }) => Type === 'AWS::ECS::TaskDefinition',
  );
  expect(tasks.map(({ UpdateReplacePolicy }) => UpdateReplacePolicy)).toEqual(['Retain']);
  const arn = (revision: number) =>
    `arn:aws:ecs:us-east-1:111122223333:task-definition/Ticketero-app:${revision}`;
  const listed = JSON.stringify({ taskDefinitionArns: [9, 8, 7].map(arn) });
  for (const shell of ['sh', 'bash']) {
    const calls = run(
      shell,
      scriptIn('Roll back'),
      `*describe-services*) echo ${arn(9)} ;;
       *'--family-prefix Ticketero-app --status ACTIVE --sort DESC'*) echo '${listed}' ;;`,
    );
    expect(calls.at(-1)).toContain(`--task-definition ${arn(8)} `);
  }
});

test('the cache knows the new password before a task uses it, and the old one as long', () => {
  const user = Object.entries(template({ phase: 'pilot' }).Resources).filter(
    ([id, { Type }]) => Type === 'AWS::ElastiCache::User' && id.startsWith('TicketeroCacheUser'),
  );
  expect(user).toHaveLength(1);
  const listed = JSON.stringify({
    StackResourceSummaries: [
      {
        ResourceType: 'AWS::ElastiCache::User',
        LogicalResourceId: user[0][0],
        PhysicalResourceId: 'the-user',
      },
      {
        ResourceType: 'AWS::ElastiCache::UserGroup',
        LogicalResourceId: 'TicketeroCacheUsers1234',
        PhysicalResourceId: 'the-group',
      },
    ],
  });
  for (const shell of ['sh', 'bash']) {
    const calls = run(
      shell,
      scriptIn("Rotate the cache's password"),
      `*list-stack-resources*) echo '${listed}' ;; *get-secret-value*) echo the-old-one ;;
       *get-random-password*) echo the-new-one ;;`,
    );
    const [both, put, tasks, stable, alone] = calls.slice(-5);
    expect(both).toMatch(/modify-user --user-id the-user --passwords the-new-one the-old-one$/);
    expect(put).toMatch(/put-secret-value --secret-id the-CachePassword .*the-new-one$/);
    expect([tasks, stable].map((call) => call.split(' ').slice(0, 3).join(' '))).toEqual([
      'ecs update-service --cluster',
      'ecs wait services-stable',
    ]);
    expect(alone).toMatch(/modify-user --user-id the-user --passwords the-new-one$/);
  }
});

test('two successive deployments under one name share no name that stays', () => {
  const made = template({ phase: 'national', domain: '' });
  const named = Object.entries(made.Resources).filter(([, { Type, DeletionPolicy }]) => {
    return DeletionPolicy === 'Retain' && !/::(Vpc|VPC|Subnet)$/.test(Type);
  });
  expect(named.length).toBeGreaterThan(15);
  for (const [id, { Type, Properties = {} }] of named) {
    for (const [name, value] of Object.entries(Properties)) {
      const isName = /^(Name|\w*(BucketName|LogGroupName|InstanceIdentifier|VaultName|RoleName))$/;
      if (!isName.test(name) || name === 'DBName') continue;
      expect([id, Type, JSON.stringify(value)]).toEqual([
        id,
        Type,
        expect.stringContaining('AWS::StackId'),
      ]);
    }
  }
});
