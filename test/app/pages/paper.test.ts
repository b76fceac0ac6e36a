import { until } from '../../support/wait';
import { openWorld, world } from './open-world';
import { takeTicket } from './take-ticket';
import { axe, shot, sizes } from './world';

jest.setTimeout(240_000);
openWorld();

const printsOf = async (ok: boolean) => {
  const { events } = await world.asStaff<{
    events: readonly { fact: { type: string; ok?: boolean; reprint?: boolean; reason?: string } }[];
  }>('auditor-1', 'GET', '/api/branches/1/audit?limit=1000');
  return events
    .map((event) => event.fact)
    .filter((fact) => fact.type === 'TicketPrinted' && fact.ok === ok);
};

test('by the browser: it asks whether paper came out; "no" prints again', async () => {
  const context = await world.browser.newContext({ viewport: sizes.kiosk, locale: 'es-CL' });
  await context.addInitScript(() => {
    window.print = () => {
      const { dataset } = document.documentElement;
      dataset.printed = String(Number(dataset.printed ?? 0) + 1);
    };
  });
  const kiosk = await context.newPage();
  await kiosk.goto(`${world.url}/kiosk#enrol=kiosk-1&printer=browser`);
  await kiosk.locator('.pad').waitFor();
  const number = await takeTicket(kiosk);
  await kiosk.getByText('¿Salió su papel?').waitFor();
  await shot(kiosk, 'kiosk-print-ask');
  expect(await axe(kiosk)).toEqual([]);
  await kiosk.emulateMedia({ media: 'print' });
  expect(await kiosk.locator('.printed-number').innerText()).toBe(number);
  await shot(kiosk, 'kiosk-paper');
  await kiosk.emulateMedia({ media: 'screen' });
  await kiosk.getByRole('button', { name: 'No', exact: true }).click();
  await kiosk.getByText(`No salió el papel, pero su número ${number} es válido.`).waitFor();
  await shot(kiosk, 'kiosk-print-failed');
  await kiosk.getByRole('button', { name: 'Imprimir otra vez' }).click();
  await kiosk.getByText('¿Salió su papel?').waitFor();
  await kiosk.getByRole('button', { name: 'Sí', exact: true }).click();
  await kiosk.getByText('Retire su papel.').waitFor();
  expect(await kiosk.locator('html').getAttribute('data-printed')).toBe('2');
  expect([(await printsOf(true)).length, (await printsOf(false)).length]).toEqual([1, 1]);
  await kiosk.getByRole('button', { name: 'Listo' }).click();
  await kiosk.locator('.pad').waitFor();
  // nothing about the visit stays
  await kiosk.locator('.printed-paper').waitFor({ state: 'detached' });
  await context.close();
});

/** A receipt printer at the page's own USB port: takes bytes, reports its paper sensor. */
const usbPrinter = () => {
  const printer = { paper: false, taken: [] as number[] };
  let asked = false;
  const device = {
    opened: false,
    configuration: {
      interfaces: [
        {
          interfaceNumber: 0,
          alternate: {
            interfaceClass: 7,
            endpoints: [
              { endpointNumber: 1, direction: 'out' },
              { endpointNumber: 2, direction: 'in' },
            ],
          },
        },
      ],
    },
    open: async () => {
      device.opened = true;
    },
    selectConfiguration: async () => undefined,
    claimInterface: async () => undefined,
    transferOut: async (_: number, data: Uint8Array) => {
      asked = data[0] === 0x10;
      if (!asked) printer.taken.push(...data);
      return { status: 'ok' };
    },
    transferIn: async () => ({
      data: new DataView(Uint8Array.of(printer.paper ? 0x12 : 0x72).buffer),
    }),
  };
  Object.assign(window, { printer });
  Object.defineProperty(navigator, 'usb', {
    value: { getDevices: async () => [device], requestDevice: async () => device },
  });
};

test('by USB: without paper it sends nothing and says so; with paper it prints once', async () => {
  const context = await world.browser.newContext({ viewport: sizes.kiosk, locale: 'es-CL' });
  await context.addInitScript(usbPrinter);
  const kiosk = await context.newPage();
  await kiosk.goto(`${world.url}/kiosk#enrol=kiosk-1&printer=usb`);
  await kiosk.locator('.pad').waitFor();
  const number = await takeTicket(kiosk);
  await kiosk.getByText('No salió el papel').waitFor();
  expect(await kiosk.evaluate('printer.taken.length')).toBe(0);
  await kiosk.evaluate('printer.paper = true');
  await kiosk.getByRole('button', { name: 'Imprimir otra vez' }).click();
  await kiosk.getByText('Retire su papel.').waitFor();
  const taken = Buffer.from((await kiosk.evaluate('printer.taken')) as number[]).toString('latin1');
  expect(taken.split(number)).toHaveLength(2);
  expect(taken).toContain('/t#');
  expect((await printsOf(false)).map((fact) => fact.reason)).toContain('no-paper');
  // the second try is recorded as one
  const again = async () => (await printsOf(true)).some((fact) => fact.reprint);
  await until(again, 'the second try is recorded as a reprint');
  await context.close();
});
