import { signal } from '@preact/signals';
import { KeyedAction, Keys, keysOf, OwnKeys } from '../../domain/model/console-keys';
import { ApiProblem, call } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { shortcutsOn, turnShortcuts, useShortcuts } from '../shared/look/shortcuts';

const KEPT = 'ticketero.keys';

/** The keys that the person at this console has chosen. */
export const ownKeys = signal<OwnKeys>({});

function take(staff: string, on: boolean, own: OwnKeys): void {
  ownKeys.value = own;
  turnShortcuts(on);
  localStorage.setItem(KEPT, JSON.stringify({ staff, own }));
}

/**
 * Uses the keys of the last session here until the server has answered, so that a console can start
 * without a network.
 */
export async function loadKeys(staff: string): Promise<void> {
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as {
    readonly staff: string;
    readonly own: OwnKeys;
  } | null;
  ownKeys.value = kept?.staff === staff ? kept.own : {};
  try {
    const { on, own } = await call('GET /api/sessions/keys');
    take(staff, on, own as OwnKeys);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
  }
}

/** @throws ApiProblem if they were not saved */
export async function saveKeys(staff: string, on: boolean, own: OwnKeys): Promise<void> {
  const said = await asStaff(() => call('PUT /api/sessions/keys', { body: { on, keys: own } }));
  take(staff, said.on, said.own as OwnKeys);
}

const current = (): Keys => keysOf(ownKeys.value);
export const keyOf = (action: KeyedAction): string => current()[action];

/** Handles presses of this person's keys; an action without a function is unavailable now. */
export function useKeys(actions: Readonly<Partial<Record<KeyedAction, () => void>>>): void {
  const keys = current();
  useShortcuts(
    Object.fromEntries(
      Object.entries(actions)
        .map(([action, press]) => [keys[action as KeyedAction], press] as const)
        .filter(([key]) => key !== ''),
    ),
  );
}

/** A key as printed on its button. */
export const keyName = (key: string): string => key.toUpperCase();

/** The key on a button; screen readers get it from the button's `keyed`. */
export function Key({ of }: { of: KeyedAction }) {
  const key = keyOf(of);
  return shortcutsOn.value && key !== '' ? <kbd aria-hidden="true">{keyName(key)}</kbd> : null;
}

/** The attribute by which assistive technology knows a button's key. */
export function keyed(action: KeyedAction): { readonly 'aria-keyshortcuts'?: string } {
  const key = keyOf(action);
  return shortcutsOn.value && key !== '' ? { 'aria-keyshortcuts': keyName(key) } : {};
}
