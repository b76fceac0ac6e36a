import { DeviceKind } from './actor';

/** Commands on the devices of a branch. */
export type DeviceCommand = AskForHelp | TakeHelp | AskDevice;

/** Somebody at a kiosk asks for help. */
interface AskForHelp {
  readonly type: 'AskForHelp';
  readonly device: string;
}

/** Somebody takes a call for help and goes there: the call is over. */
interface TakeHelp {
  readonly type: 'TakeHelp';
  readonly alert: string;
  readonly by: string;
}

/** A device's page should load again, or ignore touches while it is wiped. */
export interface AskDevice {
  readonly type: 'AskDevice';
  readonly device: string;
  readonly kind: DeviceKind;
  readonly what: 'reload' | 'clean';
}
