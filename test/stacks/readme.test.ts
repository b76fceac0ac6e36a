import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchor } from '../../src/constructs/observability/alarms/alarm-list';
import { costReport, PhaseReport } from '../../src/stacks/cost/cost-report';
import { settings } from '../../src/stacks/settings-table';

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const runbook = read('docs/runbook.md');

test('every setting in README and runbook is one that exists', () => {
  const named = [...`${readme}${runbook}`.matchAll(/-c (\w+)=/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(15);
  expect([...new Set(named)].filter((name) => !(name in settings))).toEqual([]);
});

test('every value that README gives a setting can be read', () => {
  const given = [...readme.matchAll(/-c (\w+)=([\w.-]+)/g)].filter(
    ([, , value]) => value !== 'help',
  );
  const refused = given.filter(([, name, value]) => {
    try {
      settings[name as keyof typeof settings].read(value);
      return false;
    } catch {
      return true;
    }
  });
  expect(refused.map(([text]) => text)).toEqual([]);
});

test('every command is a script, every link a file and a heading', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const commands = [...`${readme}${runbook}`.matchAll(/npm run\s+([\w:]+)/g)].map(
    ([, name]) => name,
  );
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  const headings = new Set(
    [...runbook.matchAll(/^##? (.+)$/gm)].map(([, heading]) => anchor(heading)),
  );
  const links = [...readme.matchAll(/\]\(((?:docs|examples|CONTRIBUTING)[^)#]*)(?:#([^)]+))?\)/g)];
  expect(links.filter(([, path]) => !existsSync(join(root, path))).map(([text]) => text)).toEqual(
    [],
  );
  expect(
    links
      .filter(([, , heading]) => heading !== undefined && !headings.has(heading))
      .map(([text]) => text),
  ).toEqual([]);
});

test('what README says it costs is what the bill says', () => {
  const bill = new Map(costReport().map((report): [string, PhaseReport] => [report.phase, report]));
  const dollars = (phase: string, of: 'onDemand' | 'withTerms') =>
    `$${bill.get(phase)!.bill[of].toFixed(0)}`;
  const sentences = readme.replace(/\s+/g, ' ');
  expect(sentences).toContain(
    `pilot ${dollars('pilot', 'withTerms')} a month with 1-year terms ` +
      `(${dollars('pilot', 'onDemand')} on demand`,
  );
  expect(sentences).toContain(
    `expansion ${dollars('expansion', 'withTerms')}, national ${dollars('national', 'withTerms')}`,
  );
}, 180_000);
