import { DeviceKind } from './actor';

/** What concerns the devices of a branch. */
export type DeviceCommand = AskForHelp | TakeHelp | AskDevice;

/** Somebody at a kiosk asks for help. */
interface AskForHelp {
  readonly type: 'AskForHelp';
  readonly device: string;
}

/** Whoever takes a call for help goes there: the call is over. */
interface TakeHelp {
  readonly type: 'TakeHelp';
  readonly alert: string;
  readonly by: string;
}

/** A page of a device is to load again, or to be deaf while it is wiped. */
export interface AskDevice {
  readonly type: 'AskDevice';
  readonly device: string;
  readonly kind: DeviceKind;
  readonly what: 'reload' | 'clean';
}
