import {
  BACKUPS,
  MAINTENANCE,
  meetsNightlyBackup,
  windowAfter,
  windowProblems,
} from '../../../src/constructs/data/weekly-window';

const database = { least: 30, backups: BACKUPS.database };
const cache = { least: 60, backups: BACKUPS.cache };

test.each([
  [database, 'Sunday at six', /window is "Sunday at six"; write days and times/],
  [database, 'Sun:24:00-Mon:01:00', /write days and times of the week in UTC, such as Sun:06:00/],
  [database, 'Sun:06:00', /write days/],
  [database, '', /window is ""; write days/],
  [database, 'Sun:06:00-Sun:06:29', /which is 29 minutes; give 30 minutes at least/],
  [database, 'Sun:06:00-Sun:06:00', /which is 0 minutes/],
  [database, 'Sun:06:00-Tue:06:00', /less than a day/],
  [database, 'Wed:05:44-Wed:06:30', /overlaps the daily backup \(05:00-05:45 UTC\)/],
  [database, 'Sat:22:00-Sun:05:01', /overlaps the daily backup/],
  [cache, 'Wed:05:45-Wed:06:45', /overlaps the daily backup \(05:00-06:00 UTC\)/],
  [cache, 'Wed:06:00-Wed:06:30', /give 60 minutes at least/],
])('%j refuses "%s"', (rule, text, says) => {
  expect(windowProblems('window', text, rule)).toEqual([expect.stringMatching(says)]);
});

test.each([
  MAINTENANCE,
  'Wed:05:45-Wed:06:15',
  'Wed:04:30-Wed:05:00',
  'Sat:23:59-Sun:00:29',
  'sat:23:30-SUN:00:30',
  'Fri:06:00-Sat:04:59',
])('%s is taken', (text) => {
  expect(windowProblems('window', text, database)).toEqual([]);
});

test('the next begins where one ends, over the end of the week too', () => {
  expect([0, 1, 2].map((steps) => windowAfter('sat:22:30-sat:23:30', steps))).toEqual([
    'Sat:22:30-Sat:23:30',
    'Sat:23:30-Sun:00:30',
    'Sun:00:30-Sun:01:30',
  ]);
  expect(windowAfter('nonsense', 0)).toBe(MAINTENANCE);
});

test('one that overlaps the nightly backup is detected', () => {
  expect(meetsNightlyBackup('Mon:07:30-Mon:08:30')).toBe(true);
  expect(meetsNightlyBackup(MAINTENANCE)).toBe(false);
});
