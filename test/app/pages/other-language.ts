import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserContext, Page } from 'playwright-core';
import { atLength } from '../../support/at-length';
import { until } from '../../support/wait';

/** In the long form each state is also looked at in the other language. */
export const inBoth = atLength(false, true);

const languageOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.documentElement.lang.slice(0, 2));

const LIST = '.top-language, .ticket-language select';
const BUTTONS = '.languages button, .language-buttons button';

/**
 * Chooses by what the page itself offers, without moving the focus, behind a dialog too: the
 * select of staff and customers, the buttons of a kiosk and of the sign-in.
 * @returns whether it offers anything
 */
const choose = (page: Page, code: string): Promise<boolean> =>
  page.evaluate(
    ([wanted, lists, buttons]) => {
      const list = document.querySelector<HTMLSelectElement>(lists);
      if (list) {
        list.value = wanted;
        list.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      }
      const all = [...document.querySelectorAll<HTMLElement>(buttons)];
      const button = all.find((each) => each.lang.slice(0, 2) === wanted);
      button?.click();
      return button !== undefined;
    },
    [code, LIST, BUTTONS] as const,
  );

/** A kiosk takes no press for a moment after a new screen: it is pressed until it does. */
async function switchTo(page: Page, code: string): Promise<void> {
  await until(
    async () => {
      if ((await languageOf(page)) === code) return true;
      await choose(page, code);
      return false;
    },
    `the page in ${code}`,
    30_000,
    100,
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/**
 * Does something in the page's other language, and goes back: the state is kept. A display has its
 * language by a setting: it is opened beside, with that. What has neither (a page that says
 * everything twice, a kiosk that is being cleaned or knows no branch yet) is passed over.
 */
export async function inOtherLanguage(
  page: Page,
  work: (page: Page, code: string) => Promise<void>,
): Promise<void> {
  const own = await languageOf(page);
  const other = own === 'en' ? 'es' : 'en';
  if (await page.evaluate(() => document.querySelector('.board') !== null)) {
    await besideIn(page, other, (beside) => work(beside, other));
    return;
  }
  if ((await page.locator('.kiosk-cleaning').count()) > 0) return;
  // nor does a page by itself, such as that of a bank which does not answer
  if ((await page.locator(`${LIST}, ${BUTTONS}`).count()) === 0) return;
  const kept = await page.evaluate(() => localStorage.getItem('ticketero.language'));
  if (!(await choose(page, other))) return;
  await switchTo(page, other);
  try {
    await work(page, other);
  } finally {
    await switchTo(page, own);
    await page.evaluate((before) => {
      if (before === null) localStorage.removeItem('ticketero.language');
      else localStorage.setItem('ticketero.language', before);
    }, kept);
  }
}

const PANEL = 'ticketero.panel';
const calls = (page: Page) => page.locator('.board .called').count();

const isServed = (page: Page): Promise<boolean> =>
  page.request.get(new URL(page.url()).origin).then(
    () => true,
    () => false,
  );

/** A second window of the same display, in another language, showing the same calls. */
async function besideIn(page: Page, code: string, work: (beside: Page) => Promise<void>) {
  // without a network, or a server, another window would not open
  if (!(await page.evaluate(() => navigator.onLine)) || !(await isServed(page))) return;
  const kept = await page.evaluate((key) => localStorage.getItem(key), PANEL);
  const beside = await page.context().newPage();
  try {
    await beside.setViewportSize(page.viewportSize()!);
    await beside.goto(`${new URL(page.url()).origin}/display#language=${code}`);
    await beside.locator('.board').waitFor();
    const shown = await calls(page);
    await until(async () => (await calls(beside)) === shown, `${shown} calls beside`);
    await work(beside);
  } finally {
    await beside.close();
    await page.evaluate(([key, before]) => localStorage.setItem(key, before), [
      PANEL,
      kept ?? '{}',
    ] as const);
  }
}

const ASSETS = join(__dirname, '../../../assets/app/pages/assets');

/** What a page loads of another language comes also when the test took its network away. */
export async function withoutNetwork(context: BrowserContext): Promise<void> {
  if (!inBoth) return;
  await context.route(/\/assets\/en-[\w-]+\.js$/, async (route) => {
    const file = new URL(route.request().url()).pathname.split('/').at(-1)!;
    const body = await readFile(join(ASSETS, file));
    await route.fulfill({ body, contentType: 'text/javascript' });
  });
}
