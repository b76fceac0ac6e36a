import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shortDate } from '../../../src/app/texts/format';
import { allEnglish, allSpanish } from './all-texts';

/** The rules of `docs/words.md` about dates and messages, compared with the sources. */

const APP = join(__dirname, '../../../src/app');
const sources = (readdirSync(APP, { recursive: true }) as string[])
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(APP, file), 'utf8') }));

const FORMS = ['clockTime', 'longDate', 'shortDate', 'dateAndTime', 'dayAndMonth'] as const;
type Form = (typeof FORMS)[number];

/** Where people read a date, and the forms used there. The longest prefix counts. */
const places: Readonly<Record<string, readonly Form[]>> = {
  'pages/kiosk/': ['clockTime', 'longDate'],
  'pages/display/': ['clockTime', 'longDate'],
  'pages/ticket/': ['clockTime', 'longDate'],
  'paper/': ['clockTime', 'longDate'],
  'plugins/telegram/': ['clockTime', 'longDate'],
  'http/html/': ['clockTime', 'longDate'],
  'texts/said-wait.ts': ['clockTime'],
  'texts/opening.ts': ['clockTime', 'longDate'],
  // events of today
  'pages/advisor/': ['clockTime'],
  'pages/reception/': ['clockTime'],
  'pages/shared/': ['clockTime'],
  'pages/supervisor/': ['clockTime'],
  // sentences about one day
  'pages/supervisor/accuracy.tsx': ['longDate'],
  'pages/supervisor/plan-words.tsx': ['longDate'],
  'pages/reception/right.tsx': ['longDate'],
  // tables and pictures of many days
  'pages/supervisor/picture-': ['shortDate', 'dateAndTime', 'dayAndMonth'],
  'pages/supervisor/report-mails.tsx': ['shortDate', 'dateAndTime'],
  // a report by mail covers one day or several
  'reports/': ['longDate', 'shortDate', 'dateAndTime'],
  'pages/admin/': ['shortDate', 'dateAndTime'],
  'pages/sign-in/': ['dateAndTime'],
  'http/routes/audit-sheet.ts': ['dateAndTime'],
};
const formsAt = (file: string) =>
  Object.entries(places)
    .filter(([place]) => file.startsWith(place))
    .sort(([a], [b]) => b.length - a.length)[0]?.[1];

test('each place uses its form of a date', () => {
  const strange = sources
    .filter(({ file }) => file !== 'texts/format.ts')
    .flatMap(({ file, text }) =>
      FORMS.filter((form) => new RegExp(`\\b${form}\\(`).test(text))
        .filter((form) => !formsAt(file)?.includes(form))
        .map((form) => `${file}: ${form}`),
    );
  expect(strange).toEqual([]);
});

test('no place formats a date itself', () => {
  const own = sources
    .filter(
      ({ file }) => !/^(texts\/format|domain\/model\/local-time|wire\/opening)\.ts$/.test(file),
    )
    .filter(({ text }) => /toLocale(Date|Time)?String\(|new Intl\.DateTimeFormat/.test(text))
    .map(({ file }) => file);
  expect(own).toEqual([]);
});

test('a date in a text has the same form as on pages', () => {
  const languages = [
    ['es-CL', allSpanish],
    ['en', allEnglish],
  ] as const;
  const date = /\d{4}-\d\d-\d\d|\d\d?[-/]\d\d?[-/]\d{4}|\d\d? [A-Z][a-z]+ \d{4}/g;
  for (const [tag, catalogue] of languages) {
    for (const [key, text] of Object.entries(catalogue)) {
      for (const form of typeof text === 'string' ? [text] : Object.values(text)) {
        for (const [said] of form.matchAll(date)) {
          expect([key, said]).toEqual([key, shortDate(tag, '2027-01-01')]);
        }
      }
    }
  }
});

test('a message is stored as a function, so that it follows the language', () => {
  const says =
    /\b(say|(staff|admin|desk|device)Say|problemWords|staff(Problem|Reason)|deskProblem)\(/;
  const kept = sources
    .filter(({ file }) => file.startsWith('pages/'))
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .filter((line) => /\bset[A-Z]\w*\(/.test(line) && says.test(line) && !line.includes('=>'))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(kept).toEqual([]);
});
