import { rutOf } from '../../support/rut';
import { openWorld, world } from './open-world';
import { look, sizes, typeRut } from './world';

/**
 * Every page in a browser of `docs/browsers.md`: a Chromium whose newer APIs are removed before a
 * page's own scripts run. The build takes care of syntax; this test is about calls.
 */

jest.setTimeout(240_000);
openWorld();

/** As in Safari 12.1 and Chrome 80, each of which lacks some of these. */
function takeAway() {
  type Bag = Record<string, unknown>;
  const gone = (owner: unknown, ...names: string[]) => {
    for (const name of names) {
      Object.defineProperty(owner, name, { value: undefined, configurable: true, writable: true });
      delete (owner as Bag)[name];
    }
  };
  gone(AbortSignal, 'timeout', 'any');
  gone(Crypto.prototype, 'randomUUID');
  gone(Array.prototype, 'at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'with');
  gone(Uint8Array.prototype, 'at', 'toHex', 'toBase64');
  gone(String.prototype, 'at', 'replaceAll', 'matchAll', 'isWellFormed');
  gone(Object, 'hasOwn', 'groupBy');
  gone(Promise, 'any', 'allSettled', 'withResolvers', 'try');
  gone(Map, 'groupBy');
  gone(Intl, 'RelativeTimeFormat', 'PluralRules', 'ListFormat', 'DisplayNames', 'Segmenter');
  gone(HTMLDialogElement.prototype, 'showModal', 'show', 'close');
  gone(Element.prototype, 'replaceChildren', 'checkVisibility');
  gone(
    window,
    ...['structuredClone', 'requestIdleCallback', 'ResizeObserver', 'BroadcastChannel'],
    ...['WeakRef', 'AggregateError', 'CompressionStream', 'queueMicrotask'].slice(0, 3),
  );
  gone(Navigator.prototype, 'wakeLock', 'locks', 'userAgentData');
  const Real = Intl.NumberFormat;
  const lacking = function (locales?: string, options?: Intl.NumberFormatOptions) {
    if (options?.style === 'unit') throw new RangeError('Value unit out of range for style');
    return new Real(locales, options);
  };
  Object.assign(lacking, { prototype: Real.prototype });
  Intl.NumberFormat = lacking as unknown as typeof Intl.NumberFormat;
}
const old = { first: takeAway } as const;

test('a kiosk gives a ticket, and the phone follows it and asks for more time', async () => {
  const kiosk = await world.kiosk('1', old);
  await kiosk.locator('.pad').waitFor();
  expect(await kiosk.evaluate(() => 'timeout' in AbortSignal)).toBe(false);
  await typeRut(kiosk, rutOf(9_100_001));
  await kiosk.getByRole('button', { name: 'Continuar' }).click();
  await kiosk.locator('.service').first().click();
  await kiosk.getByRole('button', { name: 'No, gracias' }).click();
  await kiosk.locator('.result .number').waitFor();

  const { page: link, number } = await world.issue('caja');
  const phone = await world.open(link, { size: sizes.phone, ...old });
  await phone.getByText(number).first().waitFor();
  await phone.getByRole('button', { name: 'Necesito más tiempo' }).first().click();
  await phone.getByRole('button', { name: '5 minutos', exact: true }).click();
  await phone.getByText(/^Su turno espera hasta las \d\d:\d\d\.$/).waitFor();
});

test('a console calls, and the display shows it', async () => {
  await world.issue('caja', { branch: '2' });
  const display = await world.display('2', old);
  const advisor = await world.staff('advisor-4', old);
  await advisor.locator('.counter-option').first().click();
  await advisor.locator('.main-button').click();
  await advisor.locator('.turn-idle').waitFor();
  await advisor.locator('.main-button').click();
  await display.getByText('C01').first().waitFor();
});

test('the floor, the desk, the administration and signing in open', async () => {
  const supervisor = await world.staff('supervisor-1', old);
  await supervisor.getByText('Hoy').first().waitFor();
  await supervisor.goto(`${world.url}/reception`);
  await supervisor.locator('main').first().waitFor();
  const admin = await world.staff('admin-1', old);
  for (const tab of ['branches', 'queues', 'staff', 'devices', 'settings', 'webhooks']) {
    await admin.goto(`${world.url}/admin#${tab}`);
    await admin.locator('main h2').waitFor();
  }
  const signIn = await world.open('/sign-in', old);
  await signIn.locator('input').first().waitFor();
});

describe('style sheets', () => {
  /**
   * Values the build must not leave in any style sheet, because a browser of the list drops the
   * declaration.
   */
  const LACKING = [
    /:has\(/,
    /light-dark\(|color-mix\(|clamp\(/,
    /[;{](?:padding|margin)-(?:block|inline):/,
    /[;{]inset(?:-block|-inline)?:/,
    /[;{]aspect-ratio:|@layer|@container|&/,
    /\d(?:svh|lvh|cqw|cqi)\b/,
    /:where\(/,
  ];
  const lacking = (css: string) => [
    ...LACKING.flatMap((each) => each.exec(css)?.[0] ?? []),
    ...css
      .split(/@supports ?\(height: ?1dvh\) ?\{[^{}]*\{[^{}]*\}\}/)
      .flatMap((each) => /[a-z-]+:[^;{}]*\ddvh\b/.exec(each)?.[0] ?? []),
  ];
  const sheetsOf = async (path: string) => {
    const html = await (await fetch(world.url + path)).text();
    const links = [...html.matchAll(/href="(\/[^"]+\.css)"/g)].map(([, href]) => href);
    return Promise.all(links.map(async (href) => (await fetch(world.url + href)).text()));
  };

  test('have no declaration that a browser of the list drops', async () => {
    const paths = [
      '/',
      '/kiosk',
      '/display',
      '/t',
      '/advisor',
      '/supervisor',
      '/admin',
      '/sign-in',
    ];
    for (const path of [...paths, '/reception']) {
      const sheets = await sheetsOf(path);
      expect([path, sheets.length > 0]).toEqual([path, true]);
      expect([path, sheets.flatMap(lacking)]).toEqual([path, []]);
    }
    expect(lacking('.a{padding-block:1px;aspect-ratio:1}.b{height:50dvh}')).toHaveLength(3);
    expect(lacking('@media (min-aspect-ratio:3/5){.a{top:0}}')).toEqual([]); // older than the list
  });

  /** A browser with gaps only in grids, and without `dvh`. */
  async function withoutGaps(path: string, size: (typeof sizes)[keyof typeof sizes]) {
    const page = await world.open('/sign-in', { size });
    await page.context().addInitScript(() => {
      new MutationObserver(() => document.documentElement.classList.add('no-flex-gap')).observe(
        document,
        { childList: true },
      );
    });
    await page.context().route('**/*.css', async (route) => {
      const answer = await route.fetch();
      const css = (await answer.text())
        .replace(/\{[^{}]*display:(?:inline-)?flex[^{}]*\}/g, (rule) =>
          rule.replace(/([;{])(?:row-|column-)?gap:[^;}]*/g, '$1'),
        )
        .replace(/@supports ?\(height: ?1dvh\) ?\{[^{}]*\{[^{}]*\}\}/g, '');
      await route.fulfill({ response: answer, body: css });
    });
    await page.goto(path.startsWith('http') ? path : world.url + path);
    return page;
  }

  test('keep elements apart where flex boxes have no gaps', async () => {
    const kiosk = await withoutGaps('/kiosk#enrol=kiosk-1', sizes.kiosk);
    await kiosk.locator('.pad').waitFor();
    await look(kiosk, 'kiosk-without-gaps', { fixed: true });
    const { page: link } = await world.issue('caja');
    const phone = await withoutGaps(link, sizes.phone);
    await phone.getByRole('button', { name: 'Necesito más tiempo' }).first().waitFor();
    await look(phone, 'ticket-without-gaps', { fixed: true });
    const nearest = await kiosk.evaluate(() => {
      const boxes = [...document.querySelectorAll('button')]
        .map((each) => each.getBoundingClientRect())
        .filter(({ width }) => width > 0);
      const apart = boxes.flatMap((a, at) =>
        boxes
          .slice(at + 1)
          .map((b) =>
            Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom),
          ),
      );
      return Math.min(...apart);
    });
    expect(nearest).toBeGreaterThanOrEqual(4);
  });
});
