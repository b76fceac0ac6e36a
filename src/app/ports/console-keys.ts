import { Keys, OwnKeys } from '../domain/model/console-keys';

/** What somebody has chosen for the keys of their console. */
export interface KeysChosen {
  /** Whether single keys do anything. */
  readonly on: boolean;
  readonly keys: OwnKeys;
}

/** The keys of somebody's console: of every action, and those that are not the usual ones. */
export interface KeysShown {
  readonly on: boolean;
  readonly keys: Keys;
  readonly own: OwnKeys;
}

export interface ConsoleKeyStore {
  /** Undefined: they never chose any. */
  keysChosen(staff: string): Promise<KeysChosen | undefined>;
  chooseKeys(staff: string, chosen: KeysChosen): Promise<void>;
}
