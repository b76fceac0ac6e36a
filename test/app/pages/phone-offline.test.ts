import { Page } from 'playwright-core';
import { HalfAnswers } from './half-answers';
import { kept } from './kept-page';
import { openWorld, world } from './open-world';
import { UNSEEN } from './ticket/unseen-story';
import { shot, sizes } from './world';

openWorld();

/** Bytes over the network for a first visit, headers included. */
async function weight(phone: Page): Promise<number> {
  const network = await phone.context().newCDPSession(phone);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  await network.send('Network.setBypassServiceWorker', { bypass: true });
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await phone.reload({ waitUntil: 'networkidle' });
  return bytes;
}

/**
 * The page is opened once, from a link, on a phone: `npm run bench -- pages` has the same budget.
 */
const BUDGET = 60_000;

test('the first visit weighs less than its budget', async () => {
  const { page, number } = await world.issue('caja', { branch: '2' });
  const phone = await world.open(page, { size: sizes.phone });
  await phone.getByText(number).first().waitFor();
  const bytes = await weight(phone);
  expect(bytes).toBeGreaterThan(BUDGET / 2); // nothing came from a cache
  expect(bytes).toBeLessThan(BUDGET);
});

test('after one visit the page opens offline, with the last known state', async () => {
  const { page, number } = await world.issue('caja', { branch: '2' });
  const phone = await world.open(page, { size: sizes.phone });
  await phone.getByText(number).first().waitFor();
  await kept(phone);
  await phone.context().setOffline(true);
  await phone.reload();
  await phone.getByText(number).first().waitFor();
  await phone.getByText('Sin conexión').waitFor();
  expect(await phone.locator('option').allInnerTexts()).toEqual(['Español', 'English']);
  // online again within five seconds, however long the network was down
  await phone.waitForTimeout(12_000);
  await phone.context().setOffline(false);
  await phone.getByText('Sin conexión').waitFor({ state: 'detached' });
});

test('a truncated page and a hanging face are replaced by the last ones', async () => {
  const { page, number } = await world.issue('caja', { branch: '2' });
  const network = new HalfAnswers(world.url);
  try {
    const phone = await world.open((await network.open()) + page, { size: sizes.phone });
    await phone.getByText(number).first().waitFor();
    await kept(phone);
    // Again: this visit goes through the worker, which caches the branch's own face.
    await phone.reload();
    await phone.locator('link[data-face="2"]').waitFor({ state: 'attached' });
    for (const half of [/^\/api\/face\/2\.css/, /^\/api\/face\/bank\.css/, /^\/t$/]) {
      network.stalls = half;
      const before = network.stalled;
      await phone.reload();
      await phone.getByText(number).first().waitFor();
      await phone.waitForFunction(() =>
        [...document.querySelectorAll<HTMLLinkElement>('link[data-face="2"]')].some(
          ({ sheet }) => sheet !== null,
        ),
      );
      expect(network.stalled).toBeGreaterThan(before);
    }
  } finally {
    network.close();
  }
});

test('a press while offline is kept, outlives a reload, and is sent once', async () => {
  const { page, number } = await world.issue('caja', { branch: '2' });
  const phone = await world.open(page, { size: sizes.phone });
  await phone.getByText(number).first().waitFor();
  await kept(phone);
  await phone.context().setOffline(true);
  const more = async (minutes: string) => {
    await phone.getByRole('button', { name: 'Necesito más tiempo' }).click();
    await phone.getByRole('button', { name: minutes, exact: true }).click();
  };
  await more('10 minutos');
  const waits = phone.getByText('aún no llega a la sucursal');
  await waits.waitFor();
  expect(await phone.getByText('No hay conexión').count()).toBe(0);
  await shot(phone, 'ticket-pressed-offline');
  // it can be taken back, and the last press counts
  await phone.getByRole('button', { name: 'No enviar' }).click();
  await waits.waitFor({ state: 'detached' });
  await more('5 minutos');
  await waits.waitFor();
  await phone.reload();
  await waits.waitFor();
  await phone.context().setOffline(false);
  await phone.getByText('Su turno espera hasta').waitFor();
  expect(await waits.count()).toBe(0);
  expect(await phone.evaluate(() => localStorage.getItem('ticketero.pressed'))).toBeNull();

  // back early: the button is there, and gone afterwards
  const here = phone.getByRole('button', { name: 'Ya llegué' });
  await shot(phone, 'ticket-deferred');
  await here.click();
  await here.waitFor({ state: 'detached' });
  await phone.getByText('Su turno espera hasta').waitFor({ state: 'detached' });
  // one of two extensions is used up: the five minutes were requested once
  await phone.getByRole('button', { name: 'Necesito más tiempo' }).click();
  await phone.getByText('Puede pedirlo 1 vez más.').waitFor();
});

test('a no-show comes back unaided; a customer who gave feedback is not asked again', async () => {
  const { page, id } = await world.issue('gerencia', { branch: '2' });
  const phone = await world.open(page, { size: sizes.phone });
  const other = await world.open(page, { size: sizes.phone, dark: true, english: true });
  await world.asStaff('advisor-4', 'PUT', '/api/branches/2/advisors/me', {
    state: 'available',
    counter: '1',
  });
  const on = (verb: string, body?: object) =>
    world.asStaff('advisor-4', 'POST', `/api/branches/2/tickets/${id}/${verb}`, body);
  const call = () =>
    world.asStaff('supervisor-1', 'POST', '/api/branches/2/counters/1/call', {
      ticket: id,
      reason: 'prueba',
    });
  await call().catch(() =>
    world.asStaff('advisor-4', 'POST', '/api/branches/2/counters/1/call-next'),
  );
  await phone.getByText('¡Es su turno!').waitFor();
  await on('no-show');
  await phone.getByText('antes de las').waitFor();
  await shot(phone, 'ticket-missed');
  await other.getByText('press “I’m here” before').waitFor();
  await shot(other, 'ticket-missed-en-dark');
  await phone.getByRole('button', { name: 'Ya llegué' }).click();
  await phone.getByText('Usted es quien sigue.').waitFor();
  await world.asStaff('advisor-4', 'POST', '/api/branches/2/counters/1/call-next');
  await phone.getByText('¡Es su turno!').waitFor();
  await on('start');
  await on('finish');
  await phone.getByText('¿Cómo le atendimos?').waitFor();
  await other.getByText('How did we do?').waitFor();
  await phone.getByText('Muy bien').click();
  await phone.locator('#remark').fill(UNSEEN);
  await phone.getByRole('button', { name: 'Enviar opinión' }).click();
  await phone.locator('#remark:focus[aria-invalid=true]').waitFor();
  await shot(phone, 'ticket-feedback-wrong');
  await phone.locator('#remark').fill('');
  await phone.getByRole('button', { name: 'Enviar opinión' }).click();
  await phone.getByText('Su opinión llegó').waitFor();
  // on the other phone, too, without pressing anything there
  await other.getByText('We have received your feedback').waitFor();
  expect(await other.getByText('How did we do?').count()).toBe(0);
});

test('without JavaScript it says so, in both languages', async () => {
  const context = await world.browser.newContext({ javaScriptEnabled: false });
  const phone = await context.newPage();
  await phone.goto(`${world.url}/t`);
  expect(await phone.locator('body').innerText()).toMatch(
    /necesita JavaScript[\s\S]*needs JavaScript/,
  );
  await context.close();
});

/** Slow 3G, as browsers simulate it: bytes a second, ms. */
const SLOW_3G = { downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 };

/** How far what is on screen has jumped so far, as browsers add it up. */
function addUpShifts() {
  const shifts: number[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) {
      shifts.push((each as unknown as { readonly value: number }).value);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** A ticket's page in each state, and what it says then. */
const states: Readonly<Record<string, () => Promise<readonly [page: string, words: string]>>> = {
  waiting: async () => {
    const { page, number } = await world.issue('caja', { branch: '2' });
    return [page, number];
  },
  called: async () => {
    const { page } = await world.issue('gerencia', { branch: '2' });
    const press = (method: string, path: string, body: object) =>
      world.asStaff('advisor-4', method, `/api/branches/2${path}`, body);
    await press('PUT', '/advisors/me', { state: 'available', counter: '1' });
    await press('POST', '/counters/1/call-next', {});
    return [page, '¡Es su turno!'];
  },
  cancelled: async () => {
    const { page, id } = await world.issue('caja', { branch: '2' });
    await world.asStaff('supervisor-1', 'POST', `/api/branches/2/tickets/${id}/cancel`, {});
    return [page, 'Este turno fue cancelado.'];
  },
  unknown: async () => ['/t#1AAAAAAAAAAAAAAAAAAAAAA', 'Este enlace no corresponde'],
};

test.each(Object.keys(states))('on slow 3G nothing jumps as the page loads: %s', async (state) => {
  const [page, words] = await states[state]();
  const phone = await world.open('/health/live', { size: sizes.phone, first: addUpShifts });
  const throttled = await phone.context().newCDPSession(phone);
  await throttled.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_3G });
  await phone.goto(world.url + page);
  await phone.getByText(words).first().waitFor();
  // fonts and the branch's own face come last
  await phone.waitForFunction(() => document.fonts.status === 'loaded');
  await phone.waitForLoadState('networkidle').catch(() => undefined);
  const shifts = await phone.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, each) => sum + each, 0)).toBeLessThan(0.05);
});

/** In the page: every connection opens and is lost at once. Says when each was tried. */
function loseEverySocket() {
  const tries: number[] = [];
  class Lost {
    static readonly OPEN = 1;
    readonly readyState = 1;
    onopen?: () => void;
    onclose?: (event: object) => void;
    constructor() {
      tries.push(Date.now());
      setTimeout(() => {
        this.onopen?.();
        this.onclose?.({ code: 1006, reason: '' });
      }, 0);
    }
    send() {
      return undefined;
    }
    close() {
      return undefined;
    }
  }
  Object.assign(window, { tries, WebSocket: Lost });
}
const triesOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { tries: number[] }).tries);

test.each([
  ['display', 3_000],
  ['phone', 5_000],
] as const)('a %s tries again within %i ms, however long it was alone', async (kind, longest) => {
  const path = kind === 'display' ? '/display#enrol=display-1' : (await world.issue('caja')).page;
  const page = await world.open(path, { size: sizes.phone, first: loseEverySocket });
  await page.waitForFunction(() => (window as unknown as { tries: number[] }).tries.length > 0);
  await page.clock.install();
  await page.reload();
  await page.waitForFunction(() => (window as unknown as { tries: number[] }).tries.length > 0);
  await page.clock.runFor(180_000);
  const tries = await triesOf(page);
  const gaps = tries.slice(1).map((at, nth) => at - tries[nth]);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(longest + 50);
  expect(Math.max(...gaps)).toBeGreaterThan(longest / 2);
  expect(tries.length).toBeGreaterThan(180_000 / longest - 1);
});
