import { ViewName, Viewer } from '../ports';
import { Close } from './frames';

/** What a socket asked to watch. */
export interface Ask {
  readonly branch: string;
  readonly view: ViewName;
  /** Where a returning page is; absent for a new one. */
  readonly place?: { readonly epoch: string; readonly seq: number };
}

/** The far end, as the hub needs it. */
export interface Peer {
  /** Bytes of one frame, shared with other peers: never changed. */
  send(bytes: Buffer): void;
  /** Bytes handed over and not yet taken by the network. */
  readonly buffered: number;
  close(close: Close): void;
}

/** A peer with a place in a view. */
export interface Seat {
  readonly peer: Peer;
  readonly viewer: Viewer;
  readonly ask: Ask;
  /** Whose advisor or ticket view; empty for the views that all share. */
  readonly key: string;
  /** Seq of the last frame sent, 0 before the first and in another epoch. */
  last: number;
  /** Which version of its small view it has. */
  version: number;
  gone: boolean;
}

/** Whose view it is: staff watch their own console, customers their own ticket. */
export function keyOf(view: ViewName, viewer: Viewer): string {
  if (view === 'advisor' && viewer.kind === 'staff') return viewer.staff;
  if (view === 'ticket' && viewer.kind === 'ticket') return viewer.ticket;
  return '';
}
