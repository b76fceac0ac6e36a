import { signal } from '@preact/signals';
import { DisplayFrame } from '../../live/frames';
import { DisplayView } from '../../domain/views';
import { ApiProblem, get } from '../shared/api';
import { device, forgetDevice } from '../shared/device';
import { Link, openLink } from '../shared/link';

/** A queue as the kiosk offers it. */
export interface KioskQueue {
  readonly id: string;
  readonly prefix: string;
  readonly names: { readonly es: string; readonly en: string };
  readonly hints: { readonly es: string; readonly en: string };
  readonly open: boolean;
  readonly attended: boolean;
}

/** What `GET /api/branches/{b}/kiosk` answers, as far as this page reads it. */
export interface KioskData {
  readonly branch: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly open: boolean;
  /** Next opening, ISO 8601, or null when unknown. */
  readonly opensAt: string | null;
  readonly settings: { readonly anonymousAllowed: boolean; readonly otherIdsAllowed: boolean; readonly asksPhone: boolean; readonly languages: readonly string[] };
  readonly queues: readonly KioskQueue[];
}

export const data = signal<KioskData | undefined>(undefined);
/** How many wait and for how long, live. Undefined until the first frame. */
export const waits = signal<DisplayView | undefined>(undefined);
export const link = signal<Link | undefined>(undefined);

const REFRESH_MS = 15_000;

/** Reads what the kiosk offers, and keeps it and the waits fresh while the page lives. A device that is no longer known is forgotten. */
export function watchBranch(branch: string): () => void {
  let timer = 0;
  let stopped = false;
  const read = async () => {
    try {
      data.value = await get<KioskData>(`/api/branches/${encodeURIComponent(branch)}/kiosk`);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 401 || error.status === 403) return forgetDevice();
      // Not reached or busy: what was read before stays, and the link says that the connection is lost.
    } finally {
      if (!stopped) timer = window.setTimeout(read, data.value ? REFRESH_MS : 2_000);
    }
  };
  void read();
  const opened = openLink<DisplayFrame>({
    branch, view: 'display', take: (frame) => { waits.value = frame.data; }, stillMe: deviceStillKnown,
  });
  link.value = opened;
  return () => {
    stopped = true;
    clearTimeout(timer);
    opened.stop();
  };
}

/** Whether the server still knows this device. Throws when it cannot be asked. */
export async function deviceStillKnown(): Promise<boolean> {
  const branch = device.value?.branch;
  if (!branch) return false;
  try {
    await get(`/api/branches/${encodeURIComponent(branch)}/kiosk`);
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) return false;
    throw error;
  }
}
