import { PlainAdminKey } from './words';

/**
 * How a setting is edited. `free`, `prose` (several lines) and `link` may be empty. `path` is its
 * place in the settings; its texts are `admin.set.<path>` and `admin.set.<path>.help`.
 */
export type SettingField =
  | {
      readonly path: string;
      readonly as:
        | 'yes-no'
        | 'free'
        | 'logo'
        | 'brand'
        | 'accent'
        | 'prose'
        | 'link'
        | 'time'
        | 'hours'
        | 'numbers'
        | 'languages';
    }
  | { readonly path: string; readonly as: 'share' | 'zone' }
  | { readonly path: string; readonly as: 'dates' | 'closures' }
  | { readonly path: string; readonly as: 'queue-order' }
  | { readonly path: string; readonly as: 'number' }
  | { readonly path: string; readonly as: 'choice'; readonly choices: readonly string[] };

export interface SettingGroup {
  readonly title: PlainAdminKey;
  readonly fields: readonly SettingField[];
}

/**
 * Every setting of a branch, in the order people think of them. A test compares this list with the
 * domain's defaults, so that none is missing.
 */
export const settingGroups: readonly SettingGroup[] = [
  {
    title: 'admin.set.group.hours',
    fields: [
      { path: 'hours', as: 'hours' },
      { path: 'dates', as: 'dates' },
      { path: 'closures', as: 'closures' },
      { path: 'closing.lastTicketMinutes', as: 'number' },
      { path: 'closing.beyondEstimate', as: 'choice', choices: ['issue', 'refuse'] },
      { path: 'closing.line', as: 'choice', choices: ['serve', 'cancel'] },
      { path: 'timeZone', as: 'zone' },
      { path: 'dayStartsAt', as: 'time' },
    ],
  },
  {
    title: 'admin.set.group.place',
    fields: [
      { path: 'region', as: 'free' },
      { path: 'directions.address', as: 'free' },
      { path: 'directions.es', as: 'prose' },
      { path: 'directions.en', as: 'prose' },
      { path: 'directions.mapUrl', as: 'link' },
      { path: 'notices.es', as: 'prose' },
      { path: 'notices.en', as: 'prose' },
    ],
  },
  {
    title: 'admin.set.group.face',
    fields: [
      { path: 'face.name', as: 'free' },
      { path: 'face.logo', as: 'logo' },
      { path: 'face.brand', as: 'brand' },
      { path: 'face.accent', as: 'accent' },
      { path: 'face.typeface', as: 'choice', choices: ['own', 'system', 'serif'] },
      { path: 'face.es', as: 'free' },
      { path: 'face.en', as: 'free' },
    ],
  },
  {
    title: 'admin.set.group.line',
    fields: [
      { path: 'assignment', as: 'choice', choices: ['on-demand', 'automatic'] },
      { path: 'ordering', as: 'choice', choices: ['due', 'strict'] },
      { path: 'preferentialRun', as: 'number' },
      { path: 'outOfTurnAllowed', as: 'yes-no' },
    ],
  },
  {
    title: 'admin.set.group.kiosk',
    fields: [
      { path: 'anonymousAllowed', as: 'yes-no' },
      { path: 'otherIdsAllowed', as: 'yes-no' },
      { path: 'asksPhone', as: 'yes-no' },
      { path: 'ticketsPerKiosk', as: 'number' },
      { path: 'retentionDays', as: 'number' },
      { path: 'customerIssueAllowed', as: 'yes-no' },
      { path: 'unattendedQueue', as: 'choice', choices: ['warn', 'refuse'] },
      { path: 'languages', as: 'languages' },
      { path: 'queueOrder', as: 'queue-order' },
    ],
  },
  {
    title: 'admin.set.group.call',
    fields: [
      { path: 'recalls.times', as: 'number' },
      { path: 'recalls.everySeconds', as: 'number' },
      { path: 'pauseAbsent', as: 'yes-no' },
      { path: 'absentSeconds', as: 'number' },
      { path: 'approaching.position', as: 'number' },
      { path: 'approaching.lowMinutes', as: 'number' },
      { path: 'wishes.minutes', as: 'number' },
      { path: 'holds.max', as: 'number' },
      { path: 'defers.max', as: 'number' },
      { path: 'defers.minutes', as: 'numbers' },
      { path: 'reopens.max', as: 'number' },
      { path: 'reopens.minutes', as: 'number' },
    ],
  },
  {
    title: 'admin.set.group.alerts',
    fields: [
      { path: 'alerts.waiting', as: 'number' },
      { path: 'alerts.estimateMinutes', as: 'number' },
      { path: 'alerts.offlineMinutes', as: 'number' },
      { path: 'alerts.messageFailures', as: 'share' },
      { path: 'alerts.estimateError', as: 'share' },
      { path: 'alerts.openMinutes', as: 'number' },
      { path: 'alerts.targetMinutes', as: 'number' },
      { path: 'alerts.targetShare', as: 'share' },
      { path: 'alerts.pauseMinutes', as: 'number' },
    ],
  },
];

export type Tree = { readonly [key: string]: unknown };

/** The value at a path such as `alerts.waiting`. */
export function valueAt(tree: Tree, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) => (at && typeof at === 'object' ? (at as Tree)[key] : undefined),
      tree,
    );
}

/**
 * A copy of the tree with a value at a path. `undefined` removes the value, and any branch that is
 * left empty.
 */
export function withValue(tree: Tree, path: string, value: unknown): Tree {
  const [key, ...rest] = path.split('.');
  const inner =
    rest.length === 0 ? value : withValue((tree[key] ?? {}) as Tree, rest.join('.'), value);
  const { [key]: _, ...others } = tree;
  const gone = inner === undefined || (rest.length > 0 && Object.keys(inner as Tree).length === 0);
  return gone ? others : { ...others, [key]: inner };
}
