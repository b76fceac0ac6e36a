import { Browser } from 'playwright-core';
import { branchesOf, hoursOf, linesBy } from '../../../src/app/domain/views/report-figures';
import { invitation } from '../../../src/app/reports/invitation';
import { reportLetter } from '../../../src/app/reports/letter';
import { launchChromium } from '../../support/chromium';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const row = { queue: 'caja', issued: 12_345, called: 10_005, mean_wait_minutes: 107.25 };
const NAME = 'Atención de clientes y créditos hipotecarios';
/** A name a bank may choose: with nothing to break at. */
const LONG = 'ÑandúAtenciónDeClientesYCréditosHipotecariosDeLaPatagonia';
const links = { reports: 'https://b.cl/r', end: 'https://b.cl/end', confirm: 'https://b.cl/yes' };
const face = { name: 'Banco de la Patagonia', brand: '' };

/** A branch open day and night, seven days a week; all branches; nobody came; an invitation. */
function letters(language: 'es' | 'en') {
  const hours = Array.from({ length: 24 * 7 }, (_, n) => {
    return { ...row, weekday: 1 + (n % 7), hour: Math.floor(n / 7), days: 1, abandoned: 0 };
  });
  const branches = branchesOf([{ ...row, branch: '1', name: NAME, abandoned: 1, served: 9 }]);
  const shared = {
    ...{ language, face, place: NAME, period: 'week' as const, links, branches },
    days: { from: '2026-11-23', to: '2026-11-29' },
    asOf: Date.parse('2026-11-30T04:00:00Z'),
    timeZone: 'America/Santiago',
  };
  const [line] = linesBy([{ ...row, week: '2026-11-23' }], 'queue');
  const queues = [NAME, LONG].map((name) => ({ name, line }));
  const detail = { queues, hours: hoursOf(hours), target: 5 };
  const all = { ...shared, place: undefined };
  return {
    branch: reportLetter({ ...shared, detail }),
    all: reportLetter(all),
    nobody: reportLetter({ ...all, branches: [] }),
    invitation: invitation({ ...shared, place: undefined, by: 'Camila', days: 7 }),
  };
}

test.each(['es', 'en'] as const)('a letter fits the width of its window: %s', async (language) => {
  for (const [name, { html }] of Object.entries(letters(language))) {
    for (const width of [320, 390, 560, 680, 1200]) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.setContent(html);
      const seen = await page.evaluate(() => ({
        over: document.documentElement.scrollWidth - innerWidth,
        // all columns of the picture have one width, and no heading is empty
        cells: new Set(
          [...document.querySelectorAll('td[bgcolor]:not(.in)')].map((each) =>
            Math.round(each.getBoundingClientRect().width / 2),
          ),
        ).size,
        empty: [...document.querySelectorAll('th')].filter((each) => !each.textContent?.trim())
          .length,
      }));
      const cells = name === 'branch' ? 1 : 0;
      expect({ name, width, seen }).toEqual({ name, width, seen: { over: 0, cells, empty: 0 } });
      // on a phone each figure has its name beside it
      if (name === 'branch') {
        const labelled = await page.locator('.many td span').first().isVisible();
        expect({ width, labelled }).toEqual({ width, labelled: width <= 560 });
      }
      await page.close();
    }
  }
});

test('"all branches" begins with a capital at the start of a line', () => {
  const { all, nobody, invitation: asked } = letters('es');
  expect(all.text).toContain('Todas las sucursales · del 23-11-2026');
  expect(asked.text).toContain(
    'llegue a esta dirección el informe semanal de todas las sucursales.',
  );
  // a table without rows is left out
  expect(nobody.text).not.toContain('Por sucursal');
});
