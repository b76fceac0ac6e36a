import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

test('npm run test:unit runs only the tests named after it', async () => {
  const named = ['--', 'app/domain/model/rut.unit', '--listTests'];
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'test:unit', ...named], {
    cwd: join(__dirname, '../..'),
  });
  const files = stdout.split('\n').filter((line) => line.endsWith('.ts'));
  expect(files).toEqual([expect.stringContaining('app/domain/model/rut.unit.ts')]);
});
