/** What concerns the devices of a branch. */
export type DeviceCommand = AskForHelp | TakeHelp;

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
