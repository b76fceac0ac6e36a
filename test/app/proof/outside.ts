import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** What is kept outside the database, in the hands of somebody who may write there. */

/** The anchors of branch 1, oldest first. */
export const anchorFiles = async (kept: string): Promise<readonly string[]> =>
  (await readdir(join(kept, '1'))).sort().map((name) => join(kept, '1', name));

export async function put(file: string, what: RegExp, by: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await chmod(file, 0o644);
  await writeFile(file, text.replace(what, by));
}

/** Makes everything fit a rewritten chain: anchors with its hashes, and no notes. */
export async function fitTo(copy: Client, kept: string): Promise<void> {
  await rm(join(kept, '_noted'), { recursive: true });
  for (const file of await anchorFiles(kept)) {
    const [, seq] = /"seq":(\d+)/.exec(await readFile(file, 'utf8'))!;
    const event = "select hash from events where branch_id = '1' and seq = $1";
    const { rows } = await copy.query<{ readonly hash: string }>(event, [seq]);
    await put(file, /"hash":"[^"]*"/, `"hash":"${rows[0].hash}"`);
  }
}

/** Removes everything kept about events after the chains' present ends. */
export async function forgetAfter(copy: Client, kept: string): Promise<void> {
  await rm(join(kept, '_noted'), { recursive: true });
  const { rows } = await copy.query<{ readonly branch: string; readonly seq: string }>(
    'select branch_id as branch, seq from branch_heads',
  );
  for (const { branch, seq } of rows) {
    const days = await readdir(join(kept, branch)).catch(() => []);
    for (const file of days.map((name) => join(kept, branch, name))) {
      const [, at] = /"seq":(\d+)/.exec(await readFile(file, 'utf8'))!;
      if (Number(at) > Number(seq)) await rm(file);
    }
  }
}
