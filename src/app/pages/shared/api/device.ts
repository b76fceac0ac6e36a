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
 * The device this page is, or undefined while it has none. The secret is in a cookie that pages
 * cannot read; this is only what to show.
 */
export const device = signal<EnrolledDevice | undefined>(kept());

/** What a browser is enrolled as; a printer polls by itself. */
export type EnrolledKind = Exclude<DeviceKind, 'printer'>;

/** The code was good, but for another kind of device. */
export class WrongKind extends Error {}

/**
 * Exchanges the code of the administration page for a device. Throws `ApiProblem`, or `WrongKind`.
 */
export async function enrol(code: string, kind: EnrolledKind): Promise<void> {
  const enrolled = await call('POST /api/devices/enrol', { body: { code: code.trim() } });
  if (enrolled.device.kind !== kind) throw new WrongKind(enrolled.device.kind);
  localStorage.setItem(KEPT, JSON.stringify(enrolled.device));
  device.value = enrolled.device;
}

/** The server does not know this device any more: back to the code. */
export function forgetDevice(): void {
  localStorage.removeItem(KEPT);
  device.value = undefined;
}

/**
 * A code in the address, `/kiosk#enrol=CODE`, for whoever sets devices up: taken once and removed.
 * The part after # is never sent to a server.
 */
export function codeInAddress(): string | undefined {
  const code = new URLSearchParams(location.hash.slice(1)).get('enrol') ?? undefined;
  if (code) history.replaceState(null, '', location.pathname);
  return code;
}
