import { Role } from '../domain/model/actor';
import { Viewer, ViewName } from '../ports';

/** Which views each role may watch in its branches. An auditor reads the audit, not the floor. */
const staffViews: Readonly<Record<Role, readonly ViewName[]>> = {
  host: ['display'],
  advisor: ['advisor', 'display'],
  supervisor: ['floor', 'advisor', 'display'],
  admin: ['floor', 'display'],
  auditor: [],
};

/**
 * Whether a viewer may watch this view of this branch. Displays and kiosks show their branch's
 * display; a ticket's key shows its ticket.
 */
export function mayWatch(viewer: Viewer, branch: string, view: ViewName): boolean {
  switch (viewer.kind) {
    case 'staff':
      return (
        staffViews[viewer.role].includes(view) &&
        (viewer.branches === 'all' || viewer.branches.includes(branch))
      );
    case 'device':
      return viewer.branch === branch && view === 'display' && viewer.deviceKind !== 'printer';
    case 'ticket':
      return viewer.branch === branch && view === 'ticket';
  }
}
