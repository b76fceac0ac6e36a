import { DeviceKind, Role } from '../domain/model/actor';
import { Commit } from './write-path';

/** Hints between instances. May lose, repeat and reorder; sequence numbers repair it. */
export interface Bus {
  publish(commit: Commit): void;
  /** Returns when subscribed; `hear` may be called before it returns. */
  subscribe(branch: string, hear: (commit: Commit) => void): Promise<() => void>;
  close(): Promise<void>;
}

export type ViewName = 'display' | 'floor' | 'advisor' | 'ticket';

/** Who opened a socket, and what they may watch. */
export type Viewer =
  | {
      readonly kind: 'staff';
      readonly staff: string;
      readonly role: Role;
      readonly branches: readonly string[] | 'all';
      readonly session: string;
    }
  | {
      readonly kind: 'device';
      readonly device: string;
      readonly deviceKind: DeviceKind;
      readonly branch: string;
    }
  | { readonly kind: 'ticket'; readonly ticket: string; readonly branch: string };

/** From an upgrade request to a viewer; undefined = 401. */
export type Identify = (
  request: import('node:http').IncomingMessage,
) => Promise<Viewer | undefined>;
