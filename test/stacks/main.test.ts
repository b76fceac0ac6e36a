import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TicketApp } from '../../src/constructs/image/ticket-app';
import { makeApp } from '../../src/stacks/make-app';
import { anyApp, refusal } from '../constructs/synthesized';
import { pattern } from '../support/pattern';

const root = join(__dirname, '..', '..');
const built = TicketApp.bundled().problems().length === 0;
const tsx = join(root, 'node_modules', '.bin', 'tsx');

/** Runs the deployable app as `npm run synth:…` does, without account, credentials or network. */
function run(...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-synth-'));
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    HTTP_PROXY: 'http://127.0.0.1:1',
    HTTPS_PROXY: 'http://127.0.0.1:1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return {
    folder,
    ...spawnSync(tsx, [join(root, 'src/stacks/main.ts'), ...args, '--output', folder], {
      cwd: root,
      env,
      encoding: 'utf8',
      timeout: 120_000,
    }),
  };
}

test('the tasks and cdk.json say the same command', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as unknown;
  const { tasks } = read('.projen/tasks.json') as {
    tasks: Record<string, { steps: { exec: string }[] }>;
  };
  const { scripts } = read('package.json') as { scripts: Record<string, string> };
  for (const phase of ['pilot', 'expansion', 'national']) {
    expect(tasks[`synth:${phase}`].steps[0].exec).toMatch(
      new RegExp(`^tsx src/stacks/main\\.ts -c phase=${phase} .*--output cdk\\.out/${phase}$`),
    );
    // a fresh clone has no image yet, and a stranger's first command must not be refused
    expect(scripts[`presynth:${phase}`]).toBe('npm run --silent build:app');
  }
  expect((read('cdk.json') as { app: string }).app).toBe('npx tsx src/stacks/main.ts');
});

test('wrong settings end with 1, one list of problems and no stack trace', () => {
  const { status, stderr } = run('-c', 'phase=pilt', '-c', 'countries=Chile');
  expect(status).toBe(1);
  expect(stderr).toMatch(/The settings have 2 problems:\n {2}- phase is "pilt"/);
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
});

test('asking for the settings lists them, and is not an error', () => {
  const { stderr } = run('-c', 'phase=help');
  expect(stderr).toMatch(/^Settings \(-c name=value.*\n {2}phase /);
  expect(stderr).toMatch(/\n {2}stackName .*\n/);
  expect(stderr).not.toMatch(/problem|help"/);
});

test('a requested budget fails a synth that exceeds it, and names the cost', () => {
  const made = (budget: string) =>
    makeApp({ phase: 'pilot', budget }, { ticketApp: anyApp(), unchecked: true }).app;
  expect(refusal(made('60'))).toMatch(
    pattern(
      /phase pilot costs \$\d+\.\d\d a month with 1-year terms, /,
      /and its budget is \$60\.00; the largest lines/,
    ),
  );
  expect(() => made('enforced').synth()).not.toThrow();
});

test(
  built
    ? 'synthesizes a phase with nothing but files'
    : 'an app that is not built ends with 1 and says how to build it',
  () => {
    const { status, stdout, stderr, folder } = run('-c', 'phase=pilot');
    expect([status, stderr]).toEqual(
      built
        ? [0, '']
        : [
            1,
            expect.stringMatching(
              /(has no \w|is older than its sources).*; run `npm run build:app`/,
            ),
          ],
    );
    expect(existsSync(join(folder, 'Ticketero.template.json'))).toBe(built);
    expect(stdout.includes('Without a domain name the hop from CloudFront')).toBe(built);
  },
);

test('a stack other than that of cdk.json, with a host name, gives a warning', () => {
  const { stdout } = run(
    ...['-c', 'phase=pilot', '-c', 'stackName=Turnos', '-c', 'domain=turnos.bank.cl'],
    ...['-c', 'zone=bank.cl', '-c', 'zoneId=Z0123456789'],
  );
  expect(stdout.includes('Turnos in us-east-1 is to serve turnos.bank.cl')).toBe(built);
});
