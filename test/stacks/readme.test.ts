import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { anchor } from '../../src/constructs/observability/alarms/alarm-list';
import { Phase } from '../../src/constructs/phase/phase';
import { costReport, PhaseReport } from '../../src/stacks/cost/cost-report';
import { makeApp } from '../../src/stacks/make-app';
import { settings } from '../../src/stacks/settings-table';
import { anyApp } from '../constructs/synthesized';

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const runbook = read('docs/runbook.md');

test('every setting in README and runbook exists', () => {
  const named = [...`${readme}${runbook}`.matchAll(/-c (\w+)=/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(15);
  expect([...new Set(named)].filter((name) => !(name in settings))).toEqual([]);
});

test('every value that README gives a setting can be read', () => {
  const given = [...readme.matchAll(/-c (\w+)=([\w.:/@-]+)/g)].filter(
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

/** Placeholders for values known only after a deploy. */
const STANDS_FOR: readonly (readonly [RegExp, string])[] = [
  [/^"\$\{\w+##\*snapshot:\}"$/, 'awsbackup:job-1'],
  [
    /^"\$(keys|telegram|administrator)"$/,
    'arn:aws:secretsmanager:us-west-2:111122223333:secret:Keys-AbCdEf',
  ],
  [/^"\$name"$/, 'turnos.bank.cl'],
  [/^"\$zone"$|^Z…$/, 'Z0123456789'],
];

/** Every line that runs the CDK with settings: the command and its settings. */
const cdkLines = [...`${readme}\n${runbook}`.matchAll(/npx cdk (\w+)((?:[^`\n]|\\\n\s*)*)/g)]
  .map(([text, command, rest]) => ({
    text,
    command,
    context: Object.fromEntries(
      [...rest.matchAll(/-c (\w+)=("[^"]*"|[^\s`),]+)/g)].map(([, name, value]) => [
        name,
        STANDS_FOR.find(([pattern]) => pattern.test(value))?.[1] ?? value,
      ]),
    ),
  }))
  .filter(({ context: { phase } }) => phase !== undefined && !['help', '…'].includes(phase));

/** The accounts and regions of a command's stacks. */
function regionsOf(context: Record<string, string>): string[] {
  const { app } = makeApp(context, { ticketApp: anyApp(), unchecked: true });
  const stacks = app.node.children.filter((child): child is Stack => Stack.isStack(child));
  return [...new Set(stacks.map(({ region }) => region))].sort();
}

test('every line that runs the CDK synthesizes, and deploys only where bootstrapped', () => {
  expect(new Set(cdkLines.map(({ command }) => command))).toEqual(
    new Set(['bootstrap', 'deploy', 'destroy']),
  );
  const of = (name: string) =>
    cdkLines
      .filter(({ command }) => command === name)
      .flatMap(({ context, text }) => regionsOf(context).map((region) => ({ region, text })));
  const prepared = new Set(of('bootstrap').map(({ region }) => region));
  expect([...of('deploy'), ...of('destroy')].filter(({ region }) => !prepared.has(region))).toEqual(
    [],
  );
});

test('every command is a script, every link leads to a file and a heading', () => {
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

test('the costs in README are those of the bill', () => {
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
});

test('the processors that README asks the quota for are those of each phase at its largest', () => {
  const needed = ({ hostsMax, hostInstanceType, egress }: Phase) =>
    processors(hostInstanceType) * hostsMax +
    (egress.instanceType ? processors(egress.instanceType) * egress.count : 0);
  const { PILOT, EXPANSION, NATIONAL } = Phase;
  expect(readme.replace(/\s+/g, ' ')).toContain(
    `a pilot needs ${needed(PILOT)}, expansion ${needed(EXPANSION)}, national ${needed(NATIONAL)}.`,
  );
});

/** Every class up to `large` has two. */
function processors(type: InstanceType): number {
  expect(type.toString()).toMatch(/\.(nano|micro|small|medium|large)$/);
  return 2;
}
