import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDatabase } from '../../src/local/kept-database';
import { lockFolder } from '../../src/local/machine/folder-lock';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ticketero-kept-'));
});
afterEach(() => rm(folder, { recursive: true }));

const asked = () => withDatabase('npm run audit:verify', folder, async (database) => database);

test('a folder without a database: says how to get one', async () => {
  await expect(asked()).rejects.toThrow(
    `There is no database in ${folder}. Run npm start first, or set DATABASE_URL and DATA_KEYS.`,
  );
});

test("two at once: the folder's owner is named, and a running start is used", async () => {
  await mkdir(join(folder, 'postgres/data'), { recursive: true });
  const taken = await lockFolder(folder, 'start');
  if (!('lock' in taken)) throw new Error('the folder is locked');
  try {
    taken.lock.tell({ command: 'npm run keys:rotate' });
    await expect(asked()).rejects.toThrow(
      `npm run keys:rotate (process ${process.pid}) is at work in ${folder}. ` +
        'Wait until it has ended, then try again.',
    );
    taken.lock.tell({ command: 'npm run dev', url: 'http://localhost:9123' });
    await expect(asked()).rejects.toThrow(`npm run dev is still starting in ${folder}. Wait`);
    await writeFile(join(folder, 'env'), "export DATABASE_URL='postgresql://localhost/x'\n");
    expect(await asked()).toMatchObject({
      databaseUrl: 'postgresql://localhost/x',
      url: 'http://localhost:9123',
    });
  } finally {
    await taken.lock.release();
  }
});
