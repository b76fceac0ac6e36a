import { signal } from '@preact/signals';
import type { DisplayFrame } from '../../../wire/frames';
import type { DisplayView, Kiosk } from '../../../wire/views';
import { ApiProblem } from './api';
import { readBranch } from './branch';
import { device, forgetDevice } from './device';
import { sayWords } from './device-word';
import { Link, openLink } from './link';
import { serverNow } from './server-time';

/** Names and settings of the device's branch; undefined until first read. */
export const branch = signal<Kiosk | undefined>(undefined);
/** The public view, live; undefined until the first frame. */
export const view = signal<DisplayView | undefined>(undefined);
export const link = signal<Link | undefined>(undefined);

const REFRESH_MS = 15_000;
const RETRY_MS = 2_000;

const unknownDevice = (error: unknown) =>
  error instanceof ApiProblem && (error.status === 401 || error.status === 403);

/** Keeps `branch` and `view` up to date. A device that the server no longer knows is forgotten. */
export function watchBranch(id: string): () => void {
  let timer = 0;
  let stopped = false;
  let configured: number | undefined;
  const read = async () => {
    clearTimeout(timer);
    try {
      branch.value = await readBranch(id);
    } catch (error) {
      if (unknownDevice(error)) return forgetDevice();
      if (!(error instanceof ApiProblem)) throw error;
      // Not reached or busy: what was read stays, and the link shows the lost connection.
    }
    if (!stopped) timer = window.setTimeout(read, untilNext());
  };
  void read();
  const opened = openLink<DisplayFrame>({
    branch: id,
    view: 'display',
    take: (frame) => {
      view.value = frame.data;
      // names, hours or settings have changed: read them now, not in fifteen seconds
      if (configured !== undefined && configured !== frame.data.configured) void read();
      configured = frame.data.configured;
    },
    stillMe: stillKnown,
  });
  link.value = opened;
  const mute = sayWords(id, opened);
  const stop = opened.state.subscribe((state) => {
    if (state === 'ended' && (opened.closed.value === 4401 || opened.closed.value === 4403)) {
      forgetDevice();
    }
  });
  return () => {
    stopped = true;
    clearTimeout(timer);
    mute();
    stop();
    opened.stop();
  };
}

/** Time until the next read: regularly, and at the moment the branch opens. */
function untilNext(): number {
  if (!branch.value) return RETRY_MS;
  const { open, opensAt } = branch.value;
  const opens = open || opensAt === null ? Infinity : Date.parse(opensAt) - serverNow();
  return Math.max(500, Math.min(REFRESH_MS, opens + 50));
}

/** Whether the server still knows this device. Throws if it cannot be asked. */
async function stillKnown(): Promise<boolean> {
  if (!device.value) return false;
  try {
    await readBranch(device.value.branch);
    return true;
  } catch (error) {
    if (unknownDevice(error)) return false;
    throw error;
  }
}
