import { unknownReportMail } from '../../../../src/app/domain/model/report-mail';
import { record } from '../../../../src/app/operations/mail/record';
import { DatabaseAway, Run } from '../../../../src/app/ports';
import { memoryLog } from '../../../support/memory-log';

const CHANGE = { do: 'invited', id: 'a-mail', lease: 'a-lease', untilMs: 0 } as const;

/** Records with a database that says this, once each, and then accepts. */
function recordWith(said: readonly Error[], pausesMs = [1, 2]) {
  const stopping = new AbortController();
  const left = [...said];
  let tries = 0;
  const runInBackground = (async () => {
    tries += 1;
    const error = left.shift();
    if (error) throw error;
  }) as unknown as Run;
  const given = { runInBackground, log: memoryLog(), stopping: stopping.signal };
  return { done: record(given, CHANGE, pausesMs), tries: () => tries, stopping };
}
const away = () => new DatabaseAway('away', 'bank', undefined);

test('an outcome is recorded however often the database does not take it', async () => {
  const { done, tries } = recordWith([...Array.from({ length: 12 }, away), new Error('ours')]);
  await done;
  expect(tries()).toBe(14);
});

test('whoever has lost the lease records nothing', async () => {
  const { done, tries } = recordWith([away(), unknownReportMail('a-mail'), away()]);
  await expect(done).rejects.toMatchObject({ code: unknownReportMail('a-mail').code });
  expect(tries()).toBe(2);
});

test('an app that stops tries once more and leaves the lease as it is', async () => {
  const { done, tries, stopping } = recordWith([away(), away(), away()], [600_000]);
  await Promise.resolve();
  stopping.abort();
  await done;
  expect(tries()).toBe(2);
});
