import { Page } from 'playwright-core';
import { until } from '../../../support/wait';
import { world } from '../open-world';
import { outside } from '../page-checks';
import { displayOf } from '../shown-display';
import { shot } from '../world';
import { turned } from './panels';

/** The letters of calls as a share of the panel's size, and on how many lines counters are. */
const lettersOf = (display: Page) =>
  display.evaluate(() => {
    const letters = getComputedStyle(document.querySelector('.heroes .number')!).fontSize;
    const lines = document.querySelectorAll('.heroes .counter-line').length;
    return [parseFloat(letters) / Math.sqrt(innerWidth * innerHeight), lines] as const;
  });

test('letters of one to three calls are large on every panel, upright ones too', async () => {
  const all = [
    { number: 'C01', counter: 'Caja 3' },
    { number: 'C02', counter: '3' },
    { number: 'PB03', counter: '12' },
  ];
  const { page, show } = await displayOf(world, 1920, 1080, true);
  for (const [past, least] of [
    [[], [0.18, 0.145, 0.1]],
    [[{ number: 'C09', counter: '1' }], [0.16, 0.095, 0.082]],
  ] as const) {
    for (const size of [1, 2, 3]) {
      await show(all.slice(0, size), past);
      for (const [width, height] of turned) {
        await page.setViewportSize({ width, height });
        const upright = height > width;
        await until(async () => {
          const [letters, lines] = await lettersOf(page);
          return letters >= least[size - 1] && (!upright || lines === size);
        }, `${size} large calls beside ${past.length} on ${width} × ${height}`);
        if (height === 1920) await shot(page, `display-large-${past.length}-${size}`);
      }
    }
  }
  await page.context().close();
});

/** How far a call's counter is below its number, in letters of the counter. */
const apart = (display: Page) =>
  display.evaluate(() => {
    const [number, counter] = ['.hero-number', '.hero-counter'].map((part) =>
      document.querySelector(part)!.getBoundingClientRect(),
    );
    const letters = getComputedStyle(document.querySelector('.hero-counter .counter')!).fontSize;
    return (counter.top - number.bottom) / parseFloat(letters);
  });

test('one call on an upright panel is one thing: its counter is close to its number', async () => {
  const { page, show } = await displayOf(world, 1080, 1920, true);
  for (const past of [[], [{ number: 'C09', counter: '1' }]]) {
    for (const [number, counter] of [
      ['C05', '3'],
      ['ABC1003', 'Sala de reuniones'],
    ] as const) {
      // prettier-ignore
      await show([{ number, counter }], past);
      for (const [width, height] of turned.filter(([wide, high]) => high > wide)) {
        await page.setViewportSize({ width, height });
        const where = `${number} at ${counter} beside ${past.length} on ${width} × ${height}`;
        await until(
          async () => (await apart(page)) <= 0.7 && (await outside(page)).length === 0,
          where,
        );
      }
    }
  }
  await page.context().close();
});

const NOTICE =
  'Recuerde traer su cédula de identidad vigente y los tres últimos documentos que acrediten su ' +
  'domicilio. El lunes 8 de diciembre no atendemos por ser feriado legal en todo el país.';

/** The letters of the strip as a share of the smallest ones legible from the farthest seat. */
const stripShare = (display: Page) =>
  display.evaluate(() => {
    const letters = getComputedStyle(document.querySelector('.strip-words')!).fontSize;
    const { documentElement: root } = document;
    return parseFloat(letters) / parseFloat(getComputedStyle(root).getPropertyValue('--floor'));
  });

test('a long notice is shown in parts that are legible from the farthest seat', async () => {
  const path = '/api/branches/1/settings';
  const { version, overrides } = await world.asStaff<{ version: number; overrides: object }>(
    'admin-1',
    'GET',
    path,
  );
  const notices = { es: NOTICE, en: '' };
  const told = { ...overrides, notices };
  await world.asStaff('admin-1', 'PUT', path, told, { 'If-Match': `"${version}"` });
  const { page } = await displayOf(world, 1920, 1080, true);
  const strip = page.locator('.strip-words');
  for (const [width, height] of turned) {
    await page.setViewportSize({ width, height });
    const read = new Set<string>();
    await until(async () => {
      await page.clock.runFor(8_000);
      const words = await strip.innerText();
      if (words && NOTICE.includes(words.replace(/…/g, '')) && (await stripShare(page)) > 0.75) {
        if (read.size === 0 && height === 1920) await shot(page, 'display-notice-upright');
        read.add(words.replace(/…/g, ''));
      }
      return NOTICE === [...read].sort((a, b) => NOTICE.indexOf(a) - NOTICE.indexOf(b)).join(' ');
    }, `the whole notice in legible letters on ${width} × ${height}`);
  }
  await page.context().close();
});

test('calls of long ago leave the panel, though nothing happens any more', async () => {
  const { page, show, pass } = await displayOf(world, 1920, 1080, true);
  const call = { number: 'C05', counter: '3' };
  await show([call], [{ number: 'C04', counter: '2' }], 2 * 3_600_000 - 60_000);
  const last = page.locator('.last');
  await last.waitFor();
  await pass(180);
  await last.waitFor({ state: 'detached' });
  expect(await page.locator('.heroes .called').innerText()).toBe('C05');
  await page.context().close();
});
