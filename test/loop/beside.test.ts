import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runCommand } from '../support/child';
import { testFolder } from '../support/test-folder';

const ROOT = resolve(__dirname, '../..');

/** Each waits for the file that the other writes. */
const meets = (own: string, other: string) =>
  `node -e "const fs = require('node:fs'); fs.writeFileSync('${own}', ''); ` +
  `const look = () => fs.existsSync('${other}') || setTimeout(look, 10); look()"`;

test('scripts run side by side, and one failure is shown and fails the whole', async () => {
  const folder = await testFolder('beside');
  const scripts = {
    one: meets('a', 'b'),
    two: meets('b', 'a'),
    bad: 'echo why it failed; exit 3',
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ scripts }));
  const beside = async (...names: string[]) => {
    const tsx = join(ROOT, 'node_modules/.bin/tsx');
    const child = runCommand(tsx, [join(ROOT, 'test/loop/beside.ts'), ...names], { cwd: folder });
    const { code } = await child.ended;
    return { code, lines: child.output().trim().split('\n').sort() };
  };
  const good = await beside('one', 'two');
  expect(good.lines).toEqual([
    expect.stringMatching(/^good {3}one \(/),
    expect.stringMatching(/^good {3}two \(/),
  ]);
  expect(good.code).toBe(0);
  const bad = await beside('one', 'bad', 'two');
  expect(bad.lines).toEqual([
    expect.stringMatching(/^FAILED bad \(/),
    expect.stringMatching(/^good {3}one \(/),
    expect.stringMatching(/^good {3}two \(/),
    'why it failed',
  ]);
  expect(bad.code).toBe(1);
});
