import { Instant } from '../domain/model/instant';

/** What one page of a device says of itself every few seconds. */
export interface DeviceWord {
  /** One open page: a device may have several. */
  readonly page: string;
  readonly version: string;
  /** How its last print ended: `ok`, or why nothing came out. */
  readonly paper?: string;
  readonly rttMs?: number;
  /** Connections lost in the last ten minutes. */
  readonly cuts: number;
}

export type DeviceOrder = 'reload' | 'clean';

/** A device as it was last heard. */
export interface HeardDevice {
  readonly id: string;
  readonly heardAt: Instant;
  /** Pages open as this device. */
  readonly pages: number;
  readonly version: string | null;
  readonly paper: string | null;
  readonly rttMs: number | null;
  readonly cuts: number | null;
}

/** Words of devices. Not events: nothing is decided by them but alerts, which are. */
export interface DeviceWordStore {
  /** Keeps the word, and answers what this device was asked to do lately. */
  sayWord(
    device: string,
    word: DeviceWord,
    now: Instant,
  ): Promise<{ readonly id: string; readonly what: DeviceOrder } | undefined>;
  heardDevices(branch: string, now: Instant): Promise<readonly HeardDevice[]>;
  orderDevice(device: string, id: string, what: DeviceOrder, now: Instant): Promise<void>;
}
