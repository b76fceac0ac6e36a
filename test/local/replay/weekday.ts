import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { atLength } from '../../support/at-length';
import { testFolder } from '../../support/test-folder';

/** A real weekday's rows. */
export const WEEKDAY = resolve(__dirname, '../../support/replay/monday-1999-01-18.tsv.gz');
/** The weekday until two in the afternoon, which has all that a day has; at length, all of it. */
export const weekday = atLength(
  {
    hours: 14,
    looks: [800, 1_600],
    foretold: 343,
    all: { issued: 718, served: 588, abandoned: 130 },
  },
  {
    hours: 24,
    looks: [2_000, 4_000],
    foretold: 681,
    all: { issued: 1_548, served: 1_213, abandoned: 335 },
  },
);

/** Its file, with the customers who came before the hour. */
export async function weekdayFile(): Promise<string> {
  const lines = gunzipSync(await readFile(WEEKDAY))
    .toString('utf8')
    .split('\n');
  const [head, ...rows] = lines.filter((line) => line !== '');
  const entered = head.split('\t').indexOf('vru_entry');
  const some = rows.filter((row) => parseInt(row.split('\t')[entered], 10) < weekday.hours);
  const file = join(await testFolder('weekday'), 'weekday.tsv');
  await writeFile(file, [head, ...some, ''].join('\n'));
  return file;
}
