import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'ticketero-grow-'));

/** Runs `npm run grow -- …` without npm in between. */
function grow(...args: string[]) {
  return spawnSync(
    join(root, 'node_modules/.bin/tsx'),
    [join(root, 'src/stacks/growth/grow.ts'), ...args],
    { cwd: folder, encoding: 'utf8', timeout: 120_000 },
  );
}

function template(name: string, generate: object): string {
  writeFileSync(
    join(folder, name),
    JSON.stringify({
      Resources: {
        Keys: {
          Type: 'AWS::SecretsManager::Secret',
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
          Properties: { GenerateSecretString: generate },
        },
      },
    }),
  );
  return name;
}

test('two given templates: exits with 0 if nothing is in danger, else 1 and the reason', () => {
  const deployed = template('deployed.json', { PasswordLength: 64 });
  expect(grow(deployed, deployed)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('nothing changes'),
  });
  const spoiled = grow(deployed, template('next.json', { PasswordLength: 32 }));
  expect(spoiled).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/DANGER \(a secret is regenerated\): Keys/),
  });
  const json = JSON.parse(grow(deployed, 'next.json', '--json').stdout) as {
    safe: boolean;
    steps: { dangers: { id: string }[] }[];
  };
  expect(json).toMatchObject({ safe: false, steps: [{ dangers: [{ id: 'Keys' }] }] });
});

test('inputs that cannot be compared are reported in one sentence', () => {
  expect(grow('nowhere.json', 'nothing.json')).toMatchObject({
    status: 2, // 1 would mean a danger
    stderr: expect.stringMatching(/^nowhere\.json cannot be read \(ENOENT\); npm run grow/),
  });
  expect(grow('one.json').stderr).toMatch(/^1 templates were given/);
  writeFileSync(join(folder, 'empty.json'), '{}');
  expect(grow('empty.json', 'empty.json').stderr).toMatch(/has no Resources/);
});

test('compares the phases by default', () => {
  const { status, stdout } = grow();
  expect([status, stdout.match(/^== .*$/gm)?.map((line) => line.replace(/:.*;/, ':'))]).toEqual([
    0,
    [
      '== pilot → expansion: no danger',
      '== expansion → national: no danger',
      '== pilot → national: no danger',
    ],
  ]);
});
