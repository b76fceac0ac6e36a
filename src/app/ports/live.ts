import { IncomingMessage } from 'node:http';
import { DeviceKind, Role } from '../domain/model/actor';
import { Commit } from './write-path';

/** Hints between instances. They may be lost, repeated or reordered: sequence numbers repair it. */
export interface Bus {
  publish(commit: Commit): void;
  /** Resolves once subscribed; `hear` may be called before that. Resolves to the way to stop. */
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
  | {
      readonly kind: 'ticket';
      readonly ticket: string;
      readonly branch: string;
      /** False for a key that staff handed out: it only shows the ticket. */
      readonly acts: boolean;
    };

/**
 * Who sends an upgrade request; undefined = 401.
 * @param again its socket is open, and shows the key that it came with once more
 */
export type Identify = (request: IncomingMessage, again?: boolean) => Promise<Viewer | undefined>;

/** Whether a viewer may watch this view of this branch: the policy says. */
export type MayWatch = (viewer: Viewer, branch: string, view: ViewName) => boolean;
