import { Viewer, ViewName } from '../ports';
import { Close } from './frames';

/** What a socket asked to watch. */
export interface Ask {
  readonly branch: string;
  readonly view: ViewName;
  /** Where a returning page left off; absent for a new one. */
  readonly place?: { readonly epoch: string; readonly seq: number };
}

/** The other end of a socket, as the hub needs it. */
export interface Peer {
  /** Sends one frame. The bytes are shared with other peers and never changed. */
  send(bytes: Buffer): void;
  /** Bytes sent but not yet taken by the network. */
  readonly buffered: number;
  close(close: Close): void;
}

/** A peer that watches a view. */
export interface Seat {
  readonly peer: Peer;
  readonly viewer: Viewer;
  readonly ask: Ask;
  /** Where its socket comes from. */
  readonly from: string;
  /** Whose advisor or ticket view it is; empty for views that everybody shares. */
  readonly key: string;
  /** Seq of the last frame sent; 0 before the first one and after a change of epoch. */
  last: number;
  /** Which version of its small view it was sent. */
  version: number;
  gone: boolean;
}

/** Whose view it is: staff watch their own console, customers their own ticket. */
export function keyOf(view: ViewName, viewer: Viewer): string {
  if (view === 'advisor' && viewer.kind === 'staff') return viewer.staff;
  if (view === 'ticket' && viewer.kind === 'ticket') return viewer.ticket;
  return '';
}
