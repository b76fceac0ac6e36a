import { DeviceKind, Role } from '../domain/model/actor';
import { BANK } from '../domain/model/bank';
import { Viewer, ViewName } from '../ports';

/** What a route does. */
export type Action =
  | 'issue'
  | 'look-up-ticket'
  | 'print'
  | 'attend'
  | 'serve'
  | 'set-me'
  | 'steer'
  | 'open-close'
  | 'see-floor'
  | 'see-alerts'
  | 'ask-help'
  | 'see-devices'
  | 'device-word'
  | 'tend-devices'
  | 'sign-out-device'
  | 'list-tickets'
  | 'configure-branch'
  | 'configure-bank'
  | 'read-settings'
  | 'audit'
  | 'report'
  | 'overview'
  | 'persons'
  | 'see-display'
  | 'see-advisor'
  | 'directory'
  | 'own-account';

/**
 * Whom a route lets in: those who may do its action; a customer with their own key (`ticket`);
 * anybody with a key of the ticket, including the one that staff hand out (`ticket-look`); a
 * printer with its own key; anybody; or `nobody`, which ignores who asks (signing in, enrolling).
 */
export type Door = Action | 'ticket' | 'ticket-look' | 'printer' | 'anyone' | 'nobody';

type Who = Role | DeviceKind;

/** Who may do what. Every route names its action; everything not listed is refused. */
export const allowed: Readonly<Record<Action, readonly Who[]>> = {
  issue: ['kiosk', 'host', 'advisor', 'supervisor'],
  'look-up-ticket': ['kiosk', 'host', 'advisor', 'supervisor', 'admin'],
  print: ['kiosk', 'host', 'advisor', 'supervisor'],
  /** What the desk does with a ticket that is not being served yet: find, move, cancel, reopen. */
  attend: ['host', 'advisor', 'supervisor'],
  serve: ['advisor', 'supervisor'],
  'set-me': ['advisor', 'supervisor'],
  steer: ['supervisor'],
  /** For today only. The calendar and a queue's configuration are `configure-branch`. */
  'open-close': ['supervisor', 'admin'],
  'see-floor': ['supervisor', 'admin'],
  'see-alerts': ['supervisor', 'admin'],
  'ask-help': ['kiosk'],
  'device-word': ['kiosk', 'display'],
  'tend-devices': ['host', 'supervisor', 'admin'],
  'sign-out-device': ['supervisor', 'admin'],
  'see-devices': ['host', 'advisor', 'supervisor', 'admin'],
  'list-tickets': ['host', 'advisor', 'supervisor', 'admin'],
  'read-settings': ['host', 'advisor', 'supervisor', 'admin', 'auditor'],
  'configure-branch': ['admin'],
  'configure-bank': ['admin'],
  audit: ['auditor', 'supervisor'],
  report: ['auditor', 'supervisor', 'admin'],
  overview: ['supervisor', 'admin', 'auditor'],
  persons: ['admin'],
  'own-account': ['host', 'advisor', 'supervisor', 'admin', 'auditor'],
  'see-display': ['display', 'kiosk', 'host', 'advisor', 'supervisor', 'admin'],
  'see-advisor': ['advisor', 'supervisor'],
  directory: ['kiosk', 'display', 'host', 'advisor', 'supervisor', 'admin', 'auditor'],
};

/**
 * Which live views each may watch, in their own branches. A customer's key shows its own ticket; an
 * auditor reads the audit, not the floor; a printer watches nothing.
 */
export const watched: Readonly<Record<ViewName, readonly (Who | 'customer')[]>> = {
  display: ['display', 'kiosk', 'host', 'advisor', 'supervisor', 'admin'],
  floor: ['supervisor', 'admin'],
  advisor: ['advisor', 'supervisor'],
  ticket: ['customer'],
};

/**
 * Actions that concern the whole bank, whatever branch is in the path: otherwise an administrator
 * of one branch could make one of all branches.
 */
const BANK_WIDE: readonly Action[] = ['configure-bank', 'persons'];

/**
 * Checks role or kind, and the branch if the route has one. Bank-wide actions need all branches.
 */
export function may(viewer: Viewer, action: Action, branch?: string): boolean {
  if (viewer.kind === 'ticket') return false;
  const who: Who = viewer.kind === 'staff' ? viewer.role : viewer.deviceKind;
  if (!allowed[action].includes(who)) return false;
  if (branch === BANK || BANK_WIDE.includes(action)) {
    return viewer.kind === 'staff' && viewer.branches === 'all';
  }
  return branch === undefined || isAt(viewer, branch);
}

/** Those who may do an action, in words, so that somebody who is refused knows whom to ask. */
export const whoMay = (action: Action): string =>
  allowed[action].join(', ') + (BANK_WIDE.includes(action) ? ' of all branches' : '');

/** Whether a kiosk or a display may do this; device limits then apply. */
export const isForDevices = (who: string): boolean =>
  who === 'anyone' ||
  (allowed as Readonly<Record<string, readonly Who[]>>)[who]?.some(
    (each) => each === 'kiosk' || each === 'display',
  ) === true;

/** Whether a viewer may watch this view of this branch. */
export function mayWatch(viewer: Viewer, branch: string, view: ViewName): boolean {
  const who =
    viewer.kind === 'staff'
      ? viewer.role
      : viewer.kind === 'device'
        ? viewer.deviceKind
        : 'customer';
  return watched[view].includes(who) && isAt(viewer, branch);
}

const isAt = (viewer: Viewer, branch: string): boolean =>
  viewer.kind === 'staff'
    ? viewer.branches === 'all' || viewer.branches.includes(branch)
    : viewer.branch === branch;
