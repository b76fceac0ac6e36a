import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
/** Only with it does an alarm about copies ring. */
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

test('every section of the alarms is of something that rings', () => {
  expect(
    sections(alarms)
      .map(({ heading }) => heading)
      .filter((heading) => !headings.has(heading)),
  ).toEqual([]);
});

test('every section says what is true, where to look and what to do', () => {
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

test('each procedure that somebody will look for is there', () => {
  const written = sections(procedures).map(({ heading }) => heading);
  for (const heading of [
    'Deploy for the first time',
    'Grow to the next phase',
    'Roll back',
    'Restore',
    'Practise restoring',
    'Verify the chains',
    'Add a domain later, or change it',
    'Remove what a stack left',
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
