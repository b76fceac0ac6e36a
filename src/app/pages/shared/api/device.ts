import { signal } from '@preact/signals';
import type { DeviceKind } from '../../../wire/enums';
import type { EnrolledDevice } from '../../../wire/sessions';
import { call } from './api';

const KEPT = 'ticketero.device';

function kept(): EnrolledDevice | undefined {
  const text = localStorage.getItem(KEPT);
  return text ? (JSON.parse(text) as EnrolledDevice) : undefined;
}

/**
 * The device this page is enrolled as, if any. Its secret is in a cookie that pages cannot read;
 * this is only for display.
 */
export const device = signal<EnrolledDevice | undefined>(kept());

/** Kinds of device a browser can be enrolled as; printers poll by themselves. */
export type EnrolledKind = Exclude<DeviceKind, 'printer'>;

/** The code was valid, but for another kind of device. */
export class WrongKind extends Error {}

/**
 * Exchanges a code from the administration page for a device. Throws `ApiProblem`, or `WrongKind`.
 */
export async function enrol(code: string, kind: EnrolledKind): Promise<void> {
  const enrolled = await call('POST /api/devices/enrol', { body: { code: code.trim() } });
  if (enrolled.device.kind !== kind) throw new WrongKind(enrolled.device.kind);
  localStorage.setItem(KEPT, JSON.stringify(enrolled.device));
  device.value = enrolled.device;
}

/** The server no longer knows this device: ask for a code again. */
export function forgetDevice(): void {
  localStorage.removeItem(KEPT);
  device.value = undefined;
}

/**
 * A code in the address, `/kiosk#enrol=CODE`, for setting up devices: used once and removed.
 * Browsers never send the part after #.
 */
export function codeInAddress(): string | undefined {
  const code = new URLSearchParams(location.hash.slice(1)).get('enrol') ?? undefined;
  if (code) history.replaceState(null, '', location.pathname);
  return code;
}
