import { Locator, Page } from 'playwright-core';
import { openWorld, world } from './open-world';
import { uncut } from './page-checks';
import { heard, tapTwice, toServices } from './take-ticket';
import { axe, shot, sizes } from './world';

jest.setTimeout(240_000);
openWorld();

const branch2 = '/api/branches/2';
const groupsEs = ['Pagos y giros', 'Créditos', 'Empresas'];

/** Fourteen queues, more than a kiosk holds: three groups, and two queues in none. */
async function manyQueues() {
  const groups = [
    ['Pagos y giros', 'Payments', ['money', 'transfer', 'card', 'savings']],
    ['Créditos', 'Loans', ['loan', 'house', 'car', 'document']],
    ['Empresas', 'Business', ['building', 'people', 'letter', 'shield']],
  ] as const;
  const put = (id: string, prefix: string, es: string, more: object) =>
    world.asStaff('admin-1', 'PUT', `${branch2}/queues/${id}`, {
      prefix,
      names: { es, en: es },
      hints: { es: 'Lo que se hace aquí', en: 'What is done here' },
      targetMinutes: 20,
      averageMinutes: 5,
      ...more,
    });
  for (const [at, [es, en, icons]] of groups.entries()) {
    for (const [nth, icon] of icons.entries()) {
      const prefix = `${'XYZ'[at]}${'ABCD'[nth]}`;
      await put(`many-${at}-${nth}`, prefix, `${es} ${nth + 1}`, { icon, group: { es, en } });
    }
  }
  return put;
}

async function orderQueues(queueOrder: readonly string[]) {
  const path = `${branch2}/settings`;
  const read = await world.asStaff<{ version: number; overrides: object }>('admin-1', 'GET', path);
  const body = { ...read.overrides, queueOrder };
  await world.asStaff('admin-1', 'PUT', path, body, { 'If-Match': `"${read.version}"` });
}

const namesShown = (kiosk: Page) => kiosk.locator('.service-name').allInnerTexts();

test("few queues: icons, the branch's order, and no groups", async () => {
  await orderQueues(['gerencia', 'no-such-queue']);
  await world.asStaff('admin-1', 'PUT', `${branch2}/queues/gerencia`, {
    prefix: 'G',
    names: { es: 'Gerencia', en: 'Management' },
    targetMinutes: 5,
    averageMinutes: 30,
    priority: 4,
    icon: 'star',
    group: { es: 'Otros', en: 'Other' },
  });
  const kiosk = await world.kiosk('2');
  await toServices(kiosk);
  expect(await namesShown(kiosk)).toEqual(['Gerencia', 'Caja', 'Ejecutivo de cuentas', 'Empresas']);
  const first = kiosk.locator('.service').first();
  expect(await first.locator('.queue-picture').count()).toBe(1);
  // its letter and its colour are those it has on every other screen
  expect(await first.locator('.queue-mark').innerText()).toBe('G');
  expect(await first.locator('.queue-mark').getAttribute('data-hue')).toBe('3');
  expect(await kiosk.locator('.service').nth(1).locator('.queue-picture').count()).toBe(0);
  await first.click();
  await kiosk.getByRole('button', { name: 'No, gracias' }).click();
  await kiosk.locator('.result .queue-picture').waitFor();
});

test.each([
  ['tall', { size: sizes.kiosk, large: true }],
  ['tablet', { size: sizes.tablet, large: false }],
  ['laptop', { size: sizes.advisor, large: false }],
  ['wide', { size: sizes.kioskWide, large: true }],
] as const)('more queues than fit: groups first, one question at a time: %s', async (name, on) => {
  await manyQueues();
  const kiosk = await world.kiosk('2', { size: on.size });
  await kiosk.locator('.pad').waitFor();
  if (name === 'laptop') await kiosk.getByRole('button', { name: 'English' }).click();
  if (on.large) await kiosk.getByRole('button', { name: 'Letra más grande' }).click();
  await heard(kiosk);
  await toServices(kiosk);
  const groups = name === 'laptop' ? ['Payments', 'Loans', 'Business'] : groupsEs;
  const shown = await namesShown(kiosk);
  expect(shown).toEqual(expect.arrayContaining(groups));
  expect(shown).not.toContain('Créditos 1');
  await shot(kiosk, `kiosk-groups-${name}`);
  expect(await axe(kiosk)).toEqual([]);
  await uncut(kiosk);
  // a second tap on a group chooses nothing unread
  const at = shown.indexOf(groups[1]);
  await tapTwice(kiosk, kiosk.locator('.service').nth(at));
  await kiosk.getByRole('heading', { name: groups[1] }).waitFor();
  await heard(kiosk);
  expect(await namesShown(kiosk)).toEqual([1, 2, 3, 4].map((n) => `Créditos ${n}`));
  expect(await kiosk.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await shot(kiosk, `kiosk-group-${name}`);
  const begins = (all: Element[]) => [...new Set(all.map((n) => n.getBoundingClientRect().left))];
  expect(await kiosk.locator('.service-words').evaluateAll(begins)).toHaveLength(1);
  await uncut(kiosk);
  // the group is measured anew in another language, and so are the groups after it
  const [there, back] = name === 'laptop' ? ['Español', 'English'] : ['English', 'Español'];
  for (const language of [there, back]) {
    await kiosk.getByRole('button', { name: language }).click();
    await kiosk.locator(`.languages [aria-pressed=true]`, { hasText: language }).waitFor();
    await heard(kiosk);
  }
  // going back shows the groups again; the next person begins with them too
  await kiosk.locator('.step-back').click();
  await heard(kiosk);
  expect(await namesShown(kiosk)).toEqual(shown);
  await uncut(kiosk);
});

test('as much as fits is shown at once: letters of normal size, a tall panel', async () => {
  await manyQueues();
  const kiosk = await world.kiosk('2', { size: sizes.kiosk });
  await toServices(kiosk);
  const usual = await namesShown(kiosk);
  await kiosk.getByRole('button', { name: 'Letra más grande' }).click();
  await heard(kiosk);
  expect(await namesShown(kiosk)).toEqual(expect.arrayContaining(groupsEs));
  await kiosk.getByRole('button', { name: 'Letra normal' }).click();
  await heard(kiosk);
  expect(await namesShown(kiosk)).toEqual(usual);
  await shot(kiosk, 'kiosk-many');
});

const press = (kiosk: Page, name: string) => kiosk.getByRole('button', { name }).click();

/** Names and explanations that end before they are over. */
const cut = (kiosk: Page, of = '.services') =>
  kiosk.locator(`${of} .two-lines`).evaluateAll((all) =>
    all
      .filter((each) => {
        const letters = parseFloat(getComputedStyle(each).fontSize);
        return each.scrollHeight - each.clientHeight > letters / 2;
      })
      .map((each) => each.textContent),
  );

/** Whether what can be pressed reaches below the tools of an upright kiosk. */
const covered = (kiosk: Page) =>
  kiosk.evaluate(() => {
    const [step, tools] = ['.step-targets', '.kiosk-tools'].map((part) =>
      document.querySelector(part)!.getBoundingClientRect(),
    );
    return innerHeight > innerWidth && step.bottom > tools.top;
  });

const WORDS = 'Créditos de consumo, hipotecarios y de automóviles para personas y empresas ';

interface PanelSize {
  readonly width: number;
  readonly height: number;
}

/** A panel that holds few services: the others come after a press, and one goes back again. */
async function othersAfterAPress(kiosk: Page): Promise<void> {
  const marks = () => kiosk.locator('.service .queue-mark').allInnerTexts();
  const more = kiosk.getByRole('button', { name: 'Más opciones' });
  const first = await marks();
  const all = [...first];
  for (let part = 1; await more.isVisible(); part += 1) {
    await more.click();
    await kiosk.getByRole('heading', { name: 'Más opciones' }).waitFor();
    await heard(kiosk);
    if (part === 1) await shot(kiosk, 'kiosk-more-services');
    await uncut(kiosk);
    all.push(...(await marks()));
  }
  expect(all.length).toBeGreaterThan(first.length);
  expect([...all].sort()).toEqual(['C', 'E', 'G', 'P']);
  while (await kiosk.getByRole('heading', { name: 'Más opciones' }).isVisible()) {
    await press(kiosk, 'Volver');
    await heard(kiosk);
  }
  expect(await marks()).toEqual(first);
}

/** The result on each panel, in letters of both sizes. */
async function wholeResult(kiosk: Page, panels: readonly PanelSize[]): Promise<void> {
  await kiosk.locator('.service').first().click();
  await press(kiosk, 'No, gracias');
  await kiosk.locator('.result .number').waitFor();
  for (const letters of ['Letra normal', 'Letra más grande']) {
    await press(kiosk, letters);
    for (const size of panels) {
      await kiosk.setViewportSize(size);
      await heard(kiosk);
      await shot(kiosk, `kiosk-long-result-${size.width}-${letters.length}`);
      const at = { letters, size };
      expect({ at, cut: await cut(kiosk, '.result') }).toEqual({ at, cut: [] });
      await uncut(kiosk);
    }
  }
}

test('names and explanations are whole, or nothing is explained', async () => {
  const kiosk = await world.kiosk('1', { size: sizes.kiosk });
  await toServices(kiosk);
  const panels = [
    sizes.kiosk,
    sizes.kioskWide,
    { width: 768, height: 1366 },
    { width: 1024, height: 768 },
  ];
  const looked = async (name: string, check: (at: object) => Promise<void>) => {
    for (const letters of ['Letra normal', 'Letra más grande']) {
      const button = kiosk.getByRole('button', { name: letters });
      if (await button.isVisible()) await button.click();
      for (const size of panels) {
        await kiosk.setViewportSize(size);
        for (const language of ['English', 'Español']) {
          await kiosk.getByRole('button', { name: language }).click();
          await kiosk.locator(`.languages [aria-pressed=true]`, { hasText: language }).waitFor();
          await heard(kiosk);
          if (language === 'English') {
            await shot(kiosk, `kiosk-${name}-${size.width}-${letters.length}`);
          }
          await check({ name, letters, size, language });
        }
      }
    }
  };
  await looked('hints', async (at) => {
    expect({ at, cut: await cut(kiosk) }).toEqual({ at, cut: [] });
    await uncut(kiosk);
  });
  expect(await kiosk.getByText('Cuentas y servicios de su empresa').count()).toBe(1);

  // as long as an administrator may type them
  const queues = await world.asStaff<{ id: string; sign?: object }[]>(
    'admin-1',
    'GET',
    '/api/branches/1/queues',
  );
  const long = (most: number) => WORDS.repeat(3).slice(0, most).trim();
  for (const { id, sign: _, ...queue } of queues) {
    const body = {
      ...queue,
      names: { es: long(120), en: long(120) },
      hints: { es: long(200), en: long(200) },
    };
    await world.asStaff('admin-1', 'PUT', `/api/branches/1/queues/${id}`, body);
  }
  await kiosk.locator('.service-name', { hasText: 'hipotecarios' }).first().waitFor();
  await looked('long-names', async (at) => {
    expect({ at, cut: await cut(kiosk) }).toEqual({ at, cut: [] });
    expect({ at, covered: await covered(kiosk) }).toEqual({ at, covered: false });
    await uncut(kiosk);
  });
  await othersAfterAPress(kiosk);
  await wholeResult(kiosk, panels);
});

test('a new screen ignores taps for 0.7 s: one after a quarter of a second is lost', async () => {
  const kiosk = await world.kiosk('1');
  await kiosk.locator('.pad').waitFor();
  await heard(kiosk);
  await kiosk.clock.install();
  await kiosk.clock.pauseAt(Date.now() + 5000);
  const tap = (target: Locator) => target.evaluate((each: HTMLElement) => each.click());
  await tap(kiosk.getByRole('button', { name: 'Sacar número sin RUT' }));
  const service = kiosk.locator('.service').first();
  const answers = kiosk.locator('.answer');
  await service.waitFor();
  for (const wait of [250, 440]) {
    await kiosk.clock.runFor(wait);
    await tap(service);
    expect(await answers.count()).toBe(0);
  }
  await kiosk.clock.runFor(20);
  await tap(service);
  await answers.first().waitFor();
});
