import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { anchor } from '../../src/constructs/observability/alarms/alarm-list';
import { makeApp } from '../../src/stacks/make-app';
import { anyApp, exampleDomain, phaseTemplate, resources } from '../constructs/synthesized';

const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
const [, alarms, procedures] = runbook.split(/^# (?:Alarms|Procedures)$/m);
const sections = (part: string) =>
  part
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ heading: section.split('\n')[0].trim(), text: section }));
/** Without it there is no alarm about copies. */
const backupCopyTo = 'arn:aws:backup:us-west-2:111122223333:backup-vault:ticketero';
const headings = new Set(
  ['pilot', 'expansion', 'national'].flatMap(
    (phase) =>
      makeApp({ phase, ...exampleDomain, backupCopyTo }, { ticketApp: anyApp() }).stack.ticketero
        .observability.headings,
  ),
);

test('every alarm, event and budget has a section of its name', () => {
  const written = sections(alarms).map(({ heading }) => heading);
  expect([...headings].filter((heading) => !written.includes(heading))).toEqual([]);
});

test('every section about an alarm is about something that can ring', () => {
  expect(
    sections(alarms)
      .map(({ heading }) => heading)
      .filter((heading) => !headings.has(heading)),
  ).toEqual([]);
});

test('every section says what has happened, where to look and what to do', () => {
  for (const { heading, text } of sections(alarms)) {
    const parts = ['**Description.**', '**Investigation.**', '**Resolution.**'].filter((part) =>
      text.includes(part),
    );
    expect([heading, parts.length]).toEqual([heading, 3]);
  }
});

test('every link leads to a heading', () => {
  const anchors = new Set(
    [...sections(alarms), ...sections(procedures)].map(({ heading }) => `#${anchor(heading)}`),
  );
  expect(
    [...runbook.matchAll(/\]\((#[^)]+)\)/g)]
      .map(([, link]) => link)
      .filter((link) => !anchors.has(link)),
  ).toEqual([]);
});

test(
  'alarms link to their sections, have names that are theirs, and thresholds that can be ' +
    'passed',
  () => {
    const anchors = new Set(sections(alarms).map(({ heading }) => anchor(heading)));
    const all = Object.values(resources(phaseTemplate('national'), 'AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties as { AlarmName: string; AlarmDescription: string },
    );
    expect(
      all
        .map(({ AlarmDescription }) => AlarmDescription.split('#')[1])
        .filter((link) => !anchors.has(link)),
    ).toEqual([]);
    expect(new Set(all.map(({ AlarmName }) => AlarmName)).size).toBe(all.length);
  },
);

test('each procedure that somebody may look for is there', () => {
  const written = sections(procedures).map(({ heading }) => heading);
  for (const heading of [
    'Deploy for the first time',
    'Grow to the next phase',
    'Go back to a smaller phase',
    'Roll back',
    'Restore',
    'Practise restoring',
    'Verify the chains',
    'Add a domain later, or change it',
    'Remove what a stack left',
    'Give the stack another name',
    'Destroy',
    'Losing a zone',
    'Losing the region',
    'Rotate the origin secret',
    'Make the first administrator',
  ]) {
    expect(written).toContain(heading);
  }
  expect(runbook).toMatch(/\*\*A failed migration\.\*\*/);
  expect(runbook).toMatch(/\*\*A failed health check\.\*\*/);
});

/** The blocks of shell in README and runbook, as they would be pasted. */
const blocks = ['README.md', 'docs/runbook.md'].flatMap((path) => {
  const text = readFileSync(join(__dirname, '..', '..', path), 'utf8');
  return [...text.matchAll(/^( *)```sh\n([^]*?)^ *```$/gm)].map(([, indent, block]) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
});
/** Every command in the text: the blocks, and code between backquotes in sentences. */
const lines = [
  ...blocks,
  ...[...runbook.matchAll(/`((?:aws|npx|npm|sh) [^`]+)`/g)].map(([, code]) =>
    code.replaceAll(/\s+/g, ' '),
  ),
];

test('every block is a script that a shell can read', () => {
  expect(blocks.length).toBeGreaterThan(10);
  for (const shell of ['sh', 'bash']) {
    for (const block of blocks) {
      // what a person fills in is in angle brackets, or three dots
      const filled = block.replaceAll(/<[^>\n]+>/g, 'FILLED').replaceAll('…', 'FILLED');
      const { status, stderr } = spawnSync(shell, ['-n'], { input: filled, encoding: 'utf8' });
      expect({ block, status, stderr }).toEqual({ block, status: 0, stderr: '' });
    }
  }
});

test('a database restored by hand stays in the private network', () => {
  const restored = blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .filter((line) => line.includes('rds restore-db-instance'));
  expect(restored.length).toBeGreaterThan(0);
  for (const line of restored) {
    // otherwise AWS uses the account's default subnet group, security group and network
    expect(line).toMatch(/--db-subnet-group-name .*--no-publicly-accessible/);
  }
});

test('the newest backup is a completed one', () => {
  const newest = blocks.filter((block) => /list-recovery-points[^|]*sort_by/.test(block));
  expect(newest).toHaveLength(2);
  for (const block of newest) expect(block).toContain("Status=='COMPLETED'");
});

test('of two deployments, after the loss of a region, each finds its own copies and keys', () => {
  const block = blocks.find((each) => each.includes('stop-replication-to-replica'))!;
  const filled = block
    .replace('<output Database, as written down>', 'ticketero-1234abcd')
    .replace(
      '<output DataKeys, as written down>',
      'arn:aws:secretsmanager:us-east-1:111122223333:secret:DataKeys-AbCdEf',
    );
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-loss-'));
  writeFileSync(
    join(folder, 'aws'),
    '#!/bin/sh\nprintf "%s\\n" "$@" >> "$ASKED"\nprintf \'"the-newest"\'\n',
    { mode: 0o755 },
  );
  for (const shell of ['sh', 'bash']) {
    const asked = join(folder, `asked-by-${shell}`);
    const { stdout } = spawnSync(shell, ['-ec', `${filled}\necho "$copy $keys"`], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}`, ASKED: asked },
    });
    expect(stdout).toBe(
      '"the-newest"the-newest ' +
        'arn:aws:secretsmanager:us-west-2:111122223333:secret:DataKeys-AbCdEf\n',
    );
    expect(readFileSync(asked, 'utf8').split('\n')).toContain(
      "sort_by(RecoveryPoints[?Status=='COMPLETED' && " +
        "ends_with(ResourceArn,':db:ticketero-1234abcd')],&CreationDate)[-1]" +
        '.RecoveryPointArn',
    );
  }
});

test('one of many is chosen from all: with text output, the CLI queries each page anew', () => {
  const calls = blocks.flatMap((block) =>
    [...block.replaceAll('\\\n', ' ').matchAll(/\baws [\w-]+ (?:(?!\baws ).)*/g)].map(String),
  );
  const asked = calls.filter((each) => /^aws \S+ list-.*\[-?\d+\]/.test(each));
  expect(asked.length).toBeGreaterThan(4);
  // and jq reads JSON, whatever output format somebody has configured
  const read = calls.filter((each) => /> [\w-]+\.json/.test(each));
  expect(read.length).toBeGreaterThan(2);
  for (const each of [...asked, ...read]) expect(each).toContain('--output json');
});

test('brackets are quoted: zsh expands others as file names, and stops', () => {
  const bare = lines.flatMap((line) => {
    // the shell does not expand what is quoted, assigned by jq or part of a test
    const rest = line
      .replaceAll(/'[^']*'/g, '')
      .replaceAll(/\\"/g, '')
      .replaceAll(/"(?:[^"$]|\$(?!\()|\$\((?:[^()]|\([^()]*\))*\))*"/g, '')
      .replaceAll(/\$\{[^}]*\}/g, '');
    return /--query\s+[^\s'"\\]*\[/.test(rest) ? [line] : [];
  });
  expect(bare).toEqual([]);
});

test('every output that `out` reads exists, and so does every named output', () => {
  const { app } = makeApp(
    { phase: 'pilot', region: 'sa-east-1' },
    { ticketApp: anyApp(), unchecked: true },
  );
  const edge = Template.fromStack(app.node.findChild('TicketeroEdgeAlarms-sa-east-1') as Stack);
  const outputs = [phaseTemplate('pilot'), edge].flatMap((template) =>
    Object.keys(template.toJSON().Outputs as object),
  );
  const asked = [...runbook.matchAll(/\bout ([A-Z]\w+)/g)].map(([, name]) => name);
  const named = [...runbook.matchAll(/output `(\w+)`/g)].map(([, name]) => name);
  expect(asked.length).toBeGreaterThan(8);
  expect([...asked, ...named].filter((name) => !outputs.includes(name))).toEqual([]);
});

test('`out` prints one value, or all of them, in sh and bash', () => {
  const first = blocks.find((block) => block.includes('out() {'))!;
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-out-'));
  const aws = join(folder, 'aws');
  writeFileSync(aws, '#!/bin/sh\nprintf "Cluster\\tone\\n"\n');
  chmodSync(aws, 0o755);
  for (const shell of ['sh', 'bash']) {
    const { stdout } = spawnSync(shell, ['-uc', `${first}\necho "$cluster"; out`], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}` },
    });
    expect(stdout).toBe('one\nCluster\tone\n');
  }
});
