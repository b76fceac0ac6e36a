import type { BranchDevice } from '../../../wire/devices';
import { Tone } from '../look/parts';
import { deviceSay } from './words';

/** The same as in the alert: a device that is silent for two minutes is missing. */
export const SILENT_MS = 2 * 60_000;

interface DeviceNotice {
  readonly tone: Tone;
  readonly words: string;
}

/** The quality of the connection: how long answers take, and how often it was lost lately. */
export function linkOf({
  rttMs,
  cuts,
}: Pick<BranchDevice, 'rttMs' | 'cuts'>): DeviceNotice | undefined {
  if (rttMs === null || cuts === null) return undefined;
  const words = { ms: rttMs, n: cuts };
  if (rttMs < 400 && cuts === 0) return { tone: 'good', words: deviceSay('devices.link', words) };
  return rttMs < 1500 && cuts <= 2
    ? { tone: 'attention', words: deviceSay('devices.link.fair', words) }
    : { tone: 'alarm', words: deviceSay('devices.link.poor', words) };
}

/** The outcome of the last print. */
export function paperOf(paper: string | null): DeviceNotice | undefined {
  if (paper === null) return undefined;
  if (paper === 'ok') return { tone: 'good', words: deviceSay('devices.paper.ok') };
  if (paper === 'no-paper') return { tone: 'alarm', words: deviceSay('devices.paper.none') };
  return { tone: 'attention', words: deviceSay('devices.paper.failed') };
}
