import { rutOf } from '../../support/rut';
import { sizes, typeRut, World } from './world';

/**
 * Every page in a browser of `docs/browsers.md`: a Chromium from which what came later is taken
 * away before a page's own scripts run. Syntax is the build's; this is about what is called.
 */

jest.setTimeout(240_000);
let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(async () => {
  await world?.close();
});
afterEach(() => {
  expect(world.complaints.splice(0)).toEqual([]);
});

/** As of Safari 12.1 and Chrome 80, each of which lacks some of it. */
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
  await phone.getByRole('button', { name: /5/ }).first().click();
  await phone
    .getByText(/min|hora/)
    .first()
    .waitFor();
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
