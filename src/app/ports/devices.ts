import { Instant } from '../domain/model/instant';

/** What one page of a device reports every few seconds. */
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

/** A device by its last report. */
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

/** Reports of devices. They are not events: only alerts depend on them, and those are events. */
export interface DeviceWordStore {
  /** Stores the report, and returns what this device was recently asked to do. */
  sayWord(
    device: string,
    word: DeviceWord,
    now: Instant,
  ): Promise<{ readonly id: string; readonly what: DeviceOrder } | undefined>;
  heardDevices(branch: string, now: Instant): Promise<readonly HeardDevice[]>;
  orderDevice(device: string, id: string, order: DeviceOrder, now: Instant): Promise<void>;
}
