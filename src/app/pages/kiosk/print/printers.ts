import { askPaper, hasPaper } from '../../../paper/escpos';

/**
 * How this kiosk prints, chosen at installation: `/kiosk#printer=usb`. `branch` is the branch's own
 * printer, which polls the server. With `browser`, the branch's printer comes first and the browser
 * is the fallback. The default is `branch`; `none` prints nothing.
 */
export type PrinterKind = 'none' | 'branch' | 'browser' | 'usb' | 'serial';
const KINDS: readonly PrinterKind[] = ['none', 'branch', 'browser', 'usb', 'serial'];
const KEPT = 'ticketero.printer';

/**
 * The kiosk's printer. An address with `#printer=` changes it; `#printer=branch:printer-2` names
 * one of several.
 */
export function printerChoice(): { readonly kind: PrinterKind; readonly name?: string } {
  const asked = new URLSearchParams(location.hash.slice(1)).get('printer');
  if (asked !== null) localStorage.setItem(KEPT, asked);
  const [kept, name] = (localStorage.getItem(KEPT) ?? '').split(':');
  const kind = KINDS.find((each) => each === kept) ?? 'branch';
  return kind === 'branch' && name ? { kind, name } : { kind };
}

/**
 * Nothing was printed. The message is the reason: `no-paper`, `not-paired`, what the server said of
 * the branch's printer, or the name of the browser's error.
 */
export class PrintFailed extends Error {}

/**
 * A printer's port: the parts of WebUSB and Web Serial used here, which TypeScript's DOM types
 * lack.
 */
interface UsbEndpoint {
  readonly endpointNumber: number;
  readonly direction: 'in' | 'out';
  readonly type: string;
}
interface UsbInterface {
  readonly interfaceNumber: number;
  readonly alternate: {
    readonly interfaceClass: number;
    readonly endpoints: readonly UsbEndpoint[];
  };
}
interface UsbDevice {
  readonly opened: boolean;
  readonly configuration: { readonly interfaces: readonly UsbInterface[] } | null;
  open(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  transferOut(endpoint: number, data: Uint8Array): Promise<{ readonly status: string }>;
  transferIn(endpoint: number, length: number): Promise<{ readonly data?: DataView }>;
}
interface SerialPort {
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly writable: WritableStream<Uint8Array> | null;
  open(options: { readonly baudRate: number }): Promise<void>;
}
interface Ports {
  readonly usb?: {
    getDevices(): Promise<readonly UsbDevice[]>;
    requestDevice(options: object): Promise<UsbDevice>;
  };
  readonly serial?: {
    getPorts(): Promise<readonly SerialPort[]>;
    requestPort(): Promise<SerialPort>;
  };
}
const ports = (): Ports => navigator as unknown as Ports;

/** USB class of printers. */
const PRINTER_CLASS = 7;
const ANSWER_WITHIN_MS = 1500;

/** Whether this page is already paired with a printer. */
export async function isPaired(kind: PrinterKind): Promise<boolean> {
  if (kind === 'usb') return ((await ports().usb?.getDevices()) ?? []).length > 0;
  if (kind === 'serial') return ((await ports().serial?.getPorts()) ?? []).length > 0;
  return true;
}

/** Lets staff choose the printer. Browsers require a touch handler for it. */
export async function pair(kind: PrinterKind): Promise<void> {
  if (kind === 'usb') await ports().usb?.requestDevice({ filters: [{ classCode: PRINTER_CLASS }] });
  if (kind === 'serial') await ports().serial?.requestPort();
}

/** Sends a slip to the paired printer, after asking whether it has paper. Throws `PrintFailed`. */
export async function sendBytes(kind: 'usb' | 'serial', bytes: Uint8Array): Promise<void> {
  try {
    await (kind === 'usb' ? byUsb(bytes) : bySerial(bytes));
  } catch (error) {
    throw error instanceof PrintFailed ? error : new PrintFailed((error as Error).name);
  }
}

async function byUsb(bytes: Uint8Array) {
  const [device] = (await ports().usb?.getDevices()) ?? [];
  if (!device) throw new PrintFailed('not-paired');
  if (!device.opened) await device.open();
  if (!device.configuration) await device.selectConfiguration(1);
  const printer = device.configuration?.interfaces.find(
    (each) => each.alternate.interfaceClass === PRINTER_CLASS,
  );
  if (!printer) throw new PrintFailed('not-a-printer');
  await device.claimInterface(printer.interfaceNumber);
  const out = printer.alternate.endpoints.find((each) => each.direction === 'out');
  const back = printer.alternate.endpoints.find((each) => each.direction === 'in');
  if (!out) throw new PrintFailed('not-a-printer');
  if (back) {
    await device.transferOut(out.endpointNumber, Uint8Array.from(askPaper()));
    const answer = await within(device.transferIn(back.endpointNumber, 64));
    if (answer?.data && answer.data.byteLength > 0 && !hasPaper(answer.data.getUint8(0))) {
      throw new PrintFailed('no-paper');
    }
  }
  const { status } = await device.transferOut(out.endpointNumber, bytes);
  if (status !== 'ok') throw new PrintFailed(status);
}

async function bySerial(bytes: Uint8Array) {
  const [port] = (await ports().serial?.getPorts()) ?? [];
  if (!port) throw new PrintFailed('not-paired');
  if (!port.writable) await port.open({ baudRate: 9600 });
  const writer = port.writable!.getWriter();
  try {
    await writer.write(Uint8Array.from(askPaper()));
    const reader = port.readable?.getReader();
    const answer = reader && (await within(reader.read()));
    reader?.releaseLock();
    if (answer?.value?.length && !hasPaper(answer.value[0])) throw new PrintFailed('no-paper');
    await writer.write(bytes);
  } finally {
    writer.releaseLock();
  }
}

/** Many printers do not answer; the slip is then printed without knowing. */
const within = <T>(answer: Promise<T>): Promise<T | undefined> =>
  Promise.race([
    answer,
    new Promise<undefined>((resolve) => {
      setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS);
    }),
  ]);
