import { contrast } from '../../../src/app/domain/model/colour';
import { branchesOf, hoursOf, linesBy } from '../../../src/app/domain/views/report-figures';
import { invitation } from '../../../src/app/reports/invitation';
import { LetterOf, reportLetter } from '../../../src/app/reports/letter';
import { groundOf, INK, WRONG } from '../../../src/app/reports/mail-html';
import { reportMailEn } from '../../../src/app/texts/report-mail-en';
import { reportMailEsCL } from '../../../src/app/texts/report-mail-es-CL';

const EVIL = `Centro <img src=x onerror="alert('1')"> & \r\nBcc: a@b.cl`;
const row = { queue: 'caja', issued: 12, called: 10, mean_wait_minutes: 7.25, called_by_due: 8 };
const of = (more: Partial<LetterOf> = {}): LetterOf => ({
  language: 'es',
  face: { name: EVIL, brand: '#123456' },
  place: EVIL,
  period: 'week',
  days: { from: '2026-11-23', to: '2026-11-29' },
  asOf: Date.parse('2026-11-30T04:00:00Z'),
  timeZone: 'America/Santiago',
  branches: branchesOf([{ ...row, branch: '1', name: EVIL, abandoned: 1, served: 9 }]),
  detail: {
    queues: linesBy([{ ...row, week: '2026-11-23' }], 'queue').map((line) => ({
      name: EVIL,
      line,
    })),
    hours: hoursOf([{ ...row, weekday: 1, hour: 9, days: 1, abandoned: 0 }]),
    target: 5,
  },
  links: { reports: 'https://b.cl/supervisor#reports', end: 'https://b.cl/end/"><b>' },
  ...more,
});

test.each(['es', 'en'] as const)("a bank's texts are text, never markup: %s", (language) => {
  const { html, subject, text } = reportLetter(of({ language }));
  expect(html).not.toContain('<img');
  expect(html).not.toContain('"><b>');
  expect(html.match(/onerror/g)?.length).toBe(html.match(/&lt;img src=x onerror=&quot;/g)?.length);
  // opening it fetches nothing
  expect(html).not.toMatch(/\bsrc=["']?http|url\(|<script|<link/i);
  expect(subject + text).toContain('Centro');
});

test("figures are written in the reader's language, and in red above the target", () => {
  const spanish = reportLetter(of());
  expect(spanish.subject).toContain('Informe de la semana del 23-11-2026 al 29-11-2026');
  expect(spanish.text).toContain('Turnos emitidos: 12');
  expect(spanish.text).toContain('Espera media (min): 7,3');
  expect(spanish.html).toContain(`background:${groundOf(WRONG, 5)}`);
  const english = reportLetter(of({ language: 'en' }));
  expect(english.text).toContain('Tickets issued: 12');
  expect(english.text).toContain('Average wait (min): 7.3');
  expect(english.html).toContain('lang="en"');
});

test('figures above the target have more than a colour, explained only if there are any', () => {
  const { text, html } = reportLetter(of());
  expect(text).toContain('lun  9:00 7,3*');
  expect(text).toContain(reportMailEsCL['over.text']);
  expect(html).toContain(reportMailEsCL.over);
  const detail = { ...of().detail!, target: 8 };
  const kept = reportLetter(of({ detail }));
  expect(kept.text).toContain('lun  9:00 7,3\n');
  expect([kept.text, kept.html].join()).not.toMatch(/pasó la meta/i);
});

test('an hour in which nobody waited has its figure in text and picture alike', () => {
  const hours = hoursOf([
    { ...row, weekday: 1, hour: 9, days: 1, abandoned: 0, mean_wait_minutes: 0 },
    { ...row, weekday: 1, hour: 10, days: 1, abandoned: 0 },
  ]);
  const { text, html } = reportLetter(of({ detail: { ...of().detail!, hours } }));
  expect(text).toContain('lun  9:00 0  10:00 7,3*');
  expect(html).toMatch(/>9:00<\/th><td[^>]*>0<\/td>/);
});

test('all branches: a line for each; if nobody came, words say so', () => {
  const all = reportLetter(
    of({
      place: undefined,
      detail: undefined,
      period: 'month',
      days: { from: '2026-11-01', to: '2026-11-30' },
      branches: branchesOf(
        ['Centro', 'Ñuñoa'].map((name, at) => ({ ...row, branch: `${at}`, name, issued: at * 7 })),
      ),
    }),
  );
  expect(all.subject).toBe('Informe de noviembre de 2026: todas las sucursales');
  expect(all.text).toMatch(/- Ñuñoa: Turnos emitidos 7;/);
  const none = reportLetter(of({ branches: [], detail: undefined }));
  expect(none.html).toContain(reportMailEsCL.nobody);
});

test('black is readable on every shade of a heat map, whatever the bank’s colour', () => {
  for (const colour of ['#000000', '#23307a', '#7a0000', '#005c2f', WRONG]) {
    for (const level of [1, 2, 3, 4, 5]) {
      expect([colour, level, contrast(groundOf(colour, level), INK) >= 4.5]).toEqual([
        colour,
        level,
        true,
      ]);
    }
  }
});

test('an invitation says who asked, for what, and how to accept or decline', () => {
  const links = { confirm: 'https://b.cl/yes', end: 'https://b.cl/no' };
  const shared = { face: { name: 'Banco', brand: '' }, period: 'day', by: 'Ana', days: 7, links };
  for (const language of ['es', 'en'] as const) {
    const words = language === 'es' ? reportMailEsCL : reportMailEn;
    const { text, html } = invitation({ ...shared, language, period: 'day', place: 'Centro' });
    for (const each of [
      'Ana',
      'Centro',
      'Banco',
      words['invite.end'],
      links.confirm,
      links.end,
      words['invite.confirm'],
    ]) {
      expect(text).toContain(each);
      expect(html).toContain(each);
    }
  }
});
