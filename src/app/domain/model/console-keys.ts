import { Refused } from './errors';

/** The actions of an advisor's console, each with its usual key. */
export const usualKeys = {
  next: 'n',
  start: 'i',
  finish: 'f',
  recall: 'r',
  transfer: 't',
  'give-back': 'd',
  hold: 'e',
  matter: 'm',
  'take-back': 'o',
  'finish-held': 'h',
  absent: 'a',
  reopen: 'v',
  undo: 'z',
  person: 'c',
  note: 'b',
  pause: 'p',
  leave: 'j',
  stay: 's',
  read: 'l',
  keys: 'k',
} as const;
export type KeyedAction = keyof typeof usualKeys;
export const keyedActions = Object.keys(usualKeys) as readonly KeyedAction[];

/** A key for each action, in small letters as a keyboard names it; none where it is empty. */
export type Keys = Readonly<Record<KeyedAction, string>>;
/** What somebody has chosen; every other action has its usual key. */
export type OwnKeys = Readonly<Partial<Record<KeyedAction, string>>>;

/**
 * One printed character that is not a digit (digits choose in lists), or a function key that
 * browsers do not need. Empty: none.
 */
export const KEY = /^(?:|[!-/:-~\u00a1-\u00ac\u00ae-\u024f]|f[2489])$/;

/** Two actions that would have the same key, if there are any. */
export function conflictOf(
  own: OwnKeys,
): readonly [action: KeyedAction, other: KeyedAction, key: string] | undefined {
  const holder = new Map<string, KeyedAction>();
  // A chosen key is the one to choose again, so chosen ones are looked at last.
  const ordered = [...keyedActions].sort((a, b) => Number(a in own) - Number(b in own));
  for (const action of ordered) {
    const key = own[action] ?? usualKeys[action];
    if (key === '') continue;
    const other = holder.get(key);
    if (other !== undefined) return [action, other, key];
    holder.set(key, action);
  }
  return undefined;
}

/** @throws Refused `key_taken` when two actions would have the same key */
export function refuseConflict(own: OwnKeys): void {
  const conflict = conflictOf(own);
  if (!conflict) return;
  const [action, other, key] = conflict;
  throw new Refused(
    'invalid',
    'key_taken',
    `${key} would be the key of both ${other} and ${action}. Choose another for one of them, or ` +
      'none.',
    [{ field: `keys.${action}`, got: key, wants: `another key than that of ${other}` }],
    { action, other },
  );
}

/**
 * The keys of somebody who has chosen these. A release may give an action a usual key that somebody
 * had chosen for another before: theirs goes on, and the new action has none.
 */
export function keysOf(own: OwnKeys): Keys {
  const chosen = new Set(Object.values(own));
  return Object.fromEntries(
    keyedActions.map((action) => {
      const usual = usualKeys[action];
      return [action, own[action] ?? (chosen.has(usual) ? '' : usual)];
    }),
  ) as unknown as Keys;
}

/** The choices to store: all keys that differ from the usual ones, including removed ones. */
export function chosenOf(own: OwnKeys): OwnKeys {
  const keys = keysOf(own);
  const other = keyedActions.filter((action) => keys[action] !== usualKeys[action]);
  return Object.fromEntries(other.map((action) => [action, keys[action]]));
}
