import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../support/child';
import { cleanEnvironment, Started } from '../support/npm-start';

/** How commands end that read the database of a running npm start. */
export function commandsBeside(started: () => Started): void {
  test("another release's database, or none, is reported in a sentence", async () => {
    const env = { ...cleanEnvironment(), DATA_KEYS: 'k'.repeat(48) };
    const lines = await readFile(join(started().folder, 'env'), 'utf8');
    const own = /^export DATABASE_URL='(.*)'$/m.exec(lines)![1];
    const told = async (DATABASE_URL: string) => {
      const child = runProgram('src/local/verify.ts', [], { env: { ...env, DATABASE_URL } });
      expect(await child.ended).toEqual({ code: 2, signal: null });
      return child.output();
    };
    // the administrator's database has none of our tables
    expect(await told(own.replace(/\/[^/]*$/, '/postgres'))).toMatch(
      /^The database postgres at .* belongs to another release \(relation .*\)\. Run npm start/,
    );
    expect(await told('postgresql://localhost:1/bank')).toMatch(
      /^No PostgreSQL answers at localhost:1 \(ECONNREFUSED\)\. Check DATABASE_URL/,
    );
  });

  test('audit:verify keeps its exit code although nobody reads its output to the end', async () => {
    const verifying = spawn(
      process.execPath,
      ['--import', 'tsx', 'src/local/verify.ts', '--folder', started().folder],
      { env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    verifying.stdout.destroy(); // like `| head -1`
    let said = '';
    verifying.stderr.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
    const [code] = (await once(verifying, 'close')) as [number];
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });
}
