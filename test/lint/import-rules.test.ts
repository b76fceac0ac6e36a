import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LegacyESLint } from 'eslint/use-at-your-own-risk';

/**
 * One violation of each kind, and lint refuses it with the table's own words. The text stands where
 * the file would stand, without being put there: a real file among the sources would be seen by
 * whatever else is running.
 */
const ROOT = join(__dirname, '../..');

const lint = new LegacyESLint({
  cwd: ROOT,
  overrideConfig: {
    parserOptions: { projectService: false, project: null },
    // Rules that need types have their own tests in their own project; the file they would ask the
    // compiler about does not exist.
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/return-await': 'off',
    },
  },
});

const complaints = async (file: string, code: string) =>
  (await lint.lintText(code, { filePath: join(ROOT, 'src', file) }))[0].messages
    .map((message) => `${message.ruleId}: ${message.message}`)
    .join('\n');

const violations: readonly (readonly [
  what: string,
  file: string,
  code: string,
  refusal: RegExp,
])[] = [
  [
    'contract imports something',
    'contract.ts',
    "import { x } from './app/ports';\nexport const y = x;\n",
    /contract\.ts is what both halves share/,
  ],
  [
    'a construct sees the app',
    'constructs/violation.ts',
    "import { Vault } from '../app/ports';\nexport type X = Vault;\n",
    /constructs share names with the app through contract\.ts only/,
  ],
  [
    'a construct sees cdk-nag',
    'constructs/violation.ts',
    "import { AwsSolutionsChecks } from 'cdk-nag';\nexport const x = AwsSolutionsChecks;\n",
    /may import aws-cdk-lib, constructs/,
  ],
  [
    'a stack sees the app',
    'stacks/violation.ts',
    "import { Vault } from '../app/ports';\nexport type X = Vault;\n",
    /stacks are made of constructs/,
  ],
  [
    'the domain imports a package',
    'app/domain/violation.ts',
    "import { Pool } from 'pg';\nexport const x = Pool;\n",
    /the domain is pure/,
  ],
  [
    'the domain imports node:',
    'app/domain/violation.ts',
    "import { randomUUID } from 'node:crypto';\nexport const x = randomUUID;\n",
    /the domain is pure/,
  ],
  [
    'the domain imports another folder',
    'app/domain/violation.ts',
    "import { Vault } from '../ports';\nexport type X = Vault;\n",
    /the domain is pure/,
  ],
  [
    'the domain looks at a clock',
    'app/domain/violation.ts',
    'export const x = () => new Date();\n',
    /the domain has no clock/,
  ],
  [
    'the domain looks at another clock',
    'app/domain/violation.ts',
    'export const x = () => Date.now();\n',
    /the domain has no clock/,
  ],
  [
    'the domain throws dice',
    'app/domain/violation.ts',
    'export const x = () => Math.random();\n',
    /the domain has no randomness/,
  ],
  [
    'the domain waits',
    'app/domain/violation.ts',
    'export const x = async (y: Promise<void>) => { await y; };\n',
    /the domain does no I\/O/,
  ],
  [
    'operations see the database',
    'app/operations/violation.ts',
    "import { load } from '../db/load';\nexport const x = load;\n",
    /operations go through ports\.ts/,
  ],
  [
    'operations see http',
    'app/operations/violation.ts',
    "import { ok } from '../http/route';\nexport const x = ok;\n",
    /operations go through ports\.ts/,
  ],
  [
    'operations import a package',
    'app/operations/violation.ts',
    "import { z } from 'zod';\nexport const x = z;\n",
    /operations go through ports\.ts/,
  ],
  [
    'the database sees http',
    'app/db/violation.ts',
    "import { ok } from '../http/route';\nexport const x = ok;\n",
    /db is SQL and nothing else/,
  ],
  [
    'the database imports koa',
    'app/db/violation.ts',
    "import Koa from 'koa';\nexport const x = Koa;\n",
    /may import knex, objection, pg/,
  ],
  [
    'the vault imports a package',
    'app/vault/violation.ts',
    "import { z } from 'zod';\nexport const x = z;\n",
    /the vault is node:crypto/,
  ],
  [
    'live sees operations',
    'app/live/violation.ts',
    "import { createRun } from '../operations/run';\nexport const x = createRun;\n",
    /live reads commits/,
  ],
  [
    'the relay sees a plugin',
    'app/relay/violation.ts',
    "import { createWebhooks } from '../plugins/webhooks/webhooks';\nexport const x = " +
      'createWebhooks;\n',
    /the relay claims deliveries/,
  ],
  [
    'identity sees http',
    'app/identity/violation.ts',
    "import { ok } from '../http/route';\nexport const x = ok;\n",
    /identity says who is asking/,
  ],
  [
    'http sees the database',
    'app/http/violation.ts',
    "import { load } from '../db/load';\nexport const x = load;\n",
    /http calls operations/,
  ],
  [
    'a plugin sees the database',
    'app/plugins/violation.ts',
    "import { load } from '../db/load';\nexport const x = load;\n",
    /a plugin sees the core through plugin\.ts only/,
  ],
  [
    'a page sees operations',
    'app/pages/shared/violation.ts',
    "import { createRun } from '../../operations/run';\nexport const x = createRun;\n",
    /pages see pure domain functions/,
  ],
  [
    'texts import something',
    'app/texts/violation.ts',
    "import { Vault } from '../ports';\nexport type X = Vault;\n",
    /texts import nothing/,
  ],
  [
    'paper sees the app',
    'app/paper/violation.ts',
    "import { Vault } from '../ports';\nexport type X = Vault;\n",
    /paper is words and bytes/,
  ],
  [
    'local sees a construct',
    'local/violation.ts',
    "import { Phase } from '../constructs/phase';\nexport const x = Phase;\n",
    /local starts the app through main and create-app/,
  ],
  [
    'the environment is read outside config',
    'app/http/violation.ts',
    'export const x = process.env.PORT;\n',
    /only config\.ts/,
  ],
  ['any', 'app/http/violation.ts', 'export const x = (y: any) => y;\n', /no-explicit-any/],
  [
    'an empty block',
    'app/http/violation.ts',
    'export const x = () => { try { JSON.parse(""); } catch { } };\n',
    /no-empty/,
  ],
];

test.each(violations)(
  '%s',
  async (_, file, code, refusal) => {
    expect(await complaints(file, code)).toMatch(refusal);
  },
  60_000,
);

test('what the table allows passes', async () => {
  expect(
    await complaints(
      'app/operations/violation.ts',
      "import { randomUUID } from 'node:crypto';\nimport { Ticket } from " +
        "'../domain/ticket';\nexport const x = (y: Ticket) => y.id + randomUUID();\n",
    ),
  ).toBe('');
}, 60_000);

test('a circle of files and a circle of folders are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ticketero-circles-'));
  try {
    for (const [file, code] of [
      ['src/a/one.ts', "import { two } from '../b/two';\nexport const one = () => two;\n"],
      ['src/b/two.ts', "import { three } from '../a/three';\nexport const two = three;\n"],
      ['src/a/three.ts', 'export const three = 3;\n'],
      ['src/c/x.ts', "import { y } from './y';\nexport const x = () => y;\n"],
      ['src/c/y.ts', "import { x } from './x';\nexport const y = () => x;\n"],
    ]) {
      await mkdir(join(folder, file, '..'), { recursive: true });
      await writeFile(join(folder, file), code);
    }
    const run = promisify(execFile)(
      process.execPath,
      [
        join(ROOT, 'node_modules/.bin/depcruise'),
        '--config',
        join(ROOT, '.dependency-cruiser.cjs'),
        'src',
      ],
      { cwd: folder },
    );
    const { stdout } = await run.then(
      () => ({ stdout: 'nothing refused' }),
      (error: { stdout: string }) => error,
    );
    expect(stdout).toContain('no-circle-of-files');
    expect(stdout).toContain('no-circle-of-folders');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
